// SPDX-License-Identifier: Apache-2.0

//! The command line: a node, or its chain spec.

use crate::{chain_spec, service};
use sc_cli::SubstrateCli;

/// The node's options and subcommands.
#[derive(Debug, clap::Parser)]
pub struct Cli {
	/// Subcommand, if not the node itself.
	#[command(subcommand)]
	subcommand: Option<Subcommand>,

	/// The SDK's options.
	#[clap(flatten)]
	run: sc_cli::RunCmd,

	/// Seal without consensus, on a development chain only: `manual`, when `engine_createBlock` says.
	#[arg(long, value_name = "MODE", value_parser = ["manual"])]
	sealing: Option<String>,
}

/// Subcommands.
#[derive(Debug, clap::Subcommand)]
enum Subcommand {
	/// Write a chain spec.
	ExportChainSpec(sc_cli::ExportChainSpecCmd),
}

impl SubstrateCli for Cli {
	fn impl_name() -> String {
		"Plain Solochain Node".into()
	}

	fn impl_version() -> String {
		env!("CARGO_PKG_VERSION").into()
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

	fn load_spec(&self, id: &str) -> Result<Box<dyn sc_service::ChainSpec>, String> {
		Ok(Box::new(match id {
			"dev" => chain_spec::development()?,
			"" | "local" => chain_spec::local()?,
			path => chain_spec::ChainSpec::from_json_file(path.into())?,
		}))
	}
}

/// Parses the command line and runs it.
pub fn run() -> sc_cli::Result<()> {
	let cli = Cli::from_args();
	match &cli.subcommand {
		None => cli.create_runner(&cli.run)?.run_node_until_exit(|config| async move {
			service::new_full(config, cli.sealing.is_some()).map_err(sc_cli::Error::Service)
		}),
		Some(Subcommand::ExportChainSpec(cmd)) => cmd.run(cli.load_spec(&cmd.chain)?),
	}
}
