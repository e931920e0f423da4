// SPDX-License-Identifier: Apache-2.0

//! Runs what the command line asks for.

use crate::{
	chain_spec,
	cli::{self, Cli, Subcommand},
	service::{self, full, partial},
};
use openledger_evm_rpc::EthConfig;
use openledger_runtime::opaque::Block;
use sc_cli::{CliConfiguration, SubstrateCli};
use sc_service::PartialComponents;
use std::sync::Arc;

impl SubstrateCli for Cli {
	fn impl_name() -> String {
		"OpenLedger Node".into()
	}

	fn impl_version() -> String {
		env!("SUBSTRATE_CLI_IMPL_VERSION").into()
	}

	fn description() -> String {
		env!("CARGO_PKG_DESCRIPTION").into()
	}

	fn author() -> String {
		env!("CARGO_PKG_AUTHORS").into()
	}

	fn support_url() -> String {
		env!("CARGO_PKG_REPOSITORY").into()
	}

	fn copyright_start_year() -> i32 {
		2026
	}

	/// As the SDK's, with examples at the end of the help.
	fn setup_command(command: clap::Command) -> clap::Command {
		command
			.name(Self::executable_name())
			.version(Self::impl_version() + "\n")
			.author(Self::author())
			.about(Self::description())
			.long_about(Self::description())
			.after_help(cli::EXAMPLES)
			.propagate_version(true)
			.args_conflicts_with_subcommands(true)
			.subcommand_negates_reqs(true)
	}

	fn load_spec(&self, id: &str) -> Result<Box<dyn sc_service::ChainSpec>, String> {
		let spec = match id {
			"dev" => chain_spec::development()?,
			"duo" => chain_spec::duo()?,
			"" | "local" => chain_spec::local()?,
			"testnet" => chain_spec::testnet()?,
			path => chain_spec::ChainSpec::from_json_file(path.into())?,
		};
		chain_spec::use_ss58_prefix(&spec);
		Ok(Box::new(spec))
	}
}

/// Parses the command line and runs it.
pub fn run() -> sc_cli::Result<()> {
	let cli = Cli::from_args();
	match &cli.subcommand {
		None => run_node(&cli),
		Some(Subcommand::Key(cmd)) => cmd.run(&cli),
		Some(Subcommand::SessionKeys(cmd)) => {
			print!("{}", cmd.run(&cli)?);
			Ok(())
		},
		Some(Subcommand::ExportChainSpec(cmd)) => cmd.run(cli.load_spec(&cmd.chain)?),
		Some(Subcommand::BuildSpec(cmd)) => {
			cli.create_runner(cmd)?.sync_run(|config| cmd.run(config.chain_spec, config.network))
		},
		Some(Subcommand::CheckBlock(cmd)) => cli.create_runner(cmd)?.async_run(|mut config| {
			let PartialComponents { client, task_manager, import_queue, .. } =
				partial::new_partial(&mut config, None)?;
			Ok((cmd.run(client, import_queue), task_manager))
		}),
		Some(Subcommand::ExportBlocks(cmd)) => cli.create_runner(cmd)?.async_run(|mut config| {
			let PartialComponents { client, task_manager, .. } =
				partial::new_partial(&mut config, None)?;
			Ok((cmd.run(client, config.database), task_manager))
		}),
		Some(Subcommand::ExportState(cmd)) => cli.create_runner(cmd)?.async_run(|mut config| {
			let PartialComponents { client, task_manager, .. } =
				partial::new_partial(&mut config, None)?;
			Ok((cmd.run(client, config.chain_spec), task_manager))
		}),
		Some(Subcommand::ImportBlocks(cmd)) => cli.create_runner(cmd)?.async_run(|mut config| {
			let PartialComponents { client, task_manager, import_queue, .. } =
				partial::new_partial(&mut config, None)?;
			Ok((cmd.run(client, import_queue), task_manager))
		}),
		Some(Subcommand::PurgeChain(cmd)) => {
			cli.create_runner(cmd)?.sync_run(|config| cmd.run(config.database))
		},
		Some(Subcommand::Revert(cmd)) => cli.create_runner(cmd)?.async_run(|mut config| {
			let PartialComponents { client, task_manager, backend, .. } =
				partial::new_partial(&mut config, None)?;
			let aux_revert = Box::new(
				|client: Arc<service::FullClient>, backend: Arc<service::FullBackend>, blocks| {
					sc_consensus_babe::revert(client.clone(), backend, blocks)?;
					sc_consensus_grandpa::revert(client, blocks)?;
					Ok(())
				},
			);
			Ok((cmd.run(client, backend, Some(aux_revert)), task_manager))
		}),
		Some(Subcommand::ChainInfo(cmd)) => {
			cli.create_runner(cmd)?.sync_run(|config| cmd.run::<Block>(&config))
		},
		Some(Subcommand::Inspect(cmd)) => cli
			.create_runner(cmd)?
			// The runtime's own types, so that calls are shown decoded.
			.sync_run(|config| {
				use openledger_runtime::{apis::RuntimeApi, Block};
				cmd.run::<Block, RuntimeApi>(config)
			}),
		#[cfg(feature = "benchmark")]
		Some(Subcommand::Benchmark(cmd)) => run_benchmark(&cli, cmd),
	}
}

fn run_node(cli: &Cli) -> sc_cli::Result<()> {
	let (sealing, eth) = (cli.run.sealing, EthConfig::from(&cli.run.eth));
	let chain = cli.run.chain_id(cli.run.is_dev()?)?;
	cli.create_runner(&cli.run)?.run_node_until_exit(|mut config| async move {
		if let Some(genesis) = chain_spec::genesis(&chain)? {
			config.chain_spec.set_storage(genesis);
		}
		full::new_full(config, sealing, eth, &cli.run.operator).map_err(sc_cli::Error::Service)
	})
}

#[cfg(feature = "benchmark")]
fn run_benchmark(cli: &Cli, cmd: &frame_benchmarking_cli::BenchmarkCmd) -> sc_cli::Result<()> {
	use frame_benchmarking_cli::BenchmarkCmd;
	cli.create_runner(cmd)?.sync_run(|config| match cmd {
		BenchmarkCmd::Pallet(cmd) => cmd
			.run_with_spec::<sp_runtime::traits::HashingFor<Block>, service::ExtraHostFunctions>(
				Some(config.chain_spec),
			),
		BenchmarkCmd::Machine(cmd) => {
			cmd.run(&config, frame_benchmarking_cli::SUBSTRATE_REFERENCE_HARDWARE.clone())
		},
		_ => Err("this node measures pallets and the machine".into()),
	})
}
