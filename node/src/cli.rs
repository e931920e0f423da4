// SPDX-License-Identifier: Apache-2.0

//! Command line of the node.

mod eth;
mod help;
mod run;
mod session_keys;

pub use eth::EthArgs;
pub use help::NODE as EXAMPLES;
pub use run::{OperatorArgs, RunCmd};
pub use session_keys::SessionKeysCmd;

use std::str::FromStr;

/// The node's options and subcommands.
#[derive(Debug, clap::Parser)]
pub struct Cli {
	/// Subcommand, if not the node itself.
	#[command(subcommand)]
	pub subcommand: Option<Subcommand>,

	/// Options of a running node.
	#[clap(flatten)]
	pub run: RunCmd,
}

/// How a development chain seals its blocks without consensus.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sealing {
	/// A block for every transaction that reaches the pool.
	Instant,
	/// A block when `engine_createBlock` asks for it.
	Manual,
	/// A block every so many milliseconds.
	Interval(u64),
}

impl FromStr for Sealing {
	type Err = String;

	fn from_str(text: &str) -> Result<Self, String> {
		match text {
			"instant" => Ok(Self::Instant),
			"manual" => Ok(Self::Manual),
			number => match number.parse() {
				Ok(0) => Err("the interval must not be zero".into()),
				Ok(milliseconds) => Ok(Self::Interval(milliseconds)),
				Err(_) => Err("expected `instant`, `manual` or a number of milliseconds".into()),
			},
		}
	}
}

/// Subcommands.
#[derive(Debug, clap::Subcommand)]
#[allow(clippy::large_enum_variant)]
pub enum Subcommand {
	/// Keys: generate, inspect, insert.
	#[command(subcommand, after_help = help::KEY)]
	Key(sc_cli::KeySubcommand),

	/// A validator's four session keys: generate them with their proof, list them.
	#[command(subcommand, after_help = help::SESSION_KEYS)]
	SessionKeys(SessionKeysCmd),

	/// Write a chain spec.
	#[command(after_help = help::SPEC)]
	ExportChainSpec(sc_cli::ExportChainSpecCmd),

	/// Write a chain spec, with this node as its boot node.
	#[command(after_help = help::BUILD_SPEC)]
	BuildSpec(sc_cli::BuildSpecCmd),

	/// Execute a block of the database again.
	#[command(after_help = help::CHECK_BLOCK)]
	CheckBlock(sc_cli::CheckBlockCmd),

	/// Write blocks to a file.
	#[command(after_help = help::EXPORT_BLOCKS)]
	ExportBlocks(sc_cli::ExportBlocksCmd),

	/// Write the state of a block into a chain spec.
	#[command(after_help = help::EXPORT_STATE)]
	ExportState(sc_cli::ExportStateCmd),

	/// Read blocks from a file.
	#[command(after_help = help::IMPORT_BLOCKS)]
	ImportBlocks(sc_cli::ImportBlocksCmd),

	/// Remove the database of a chain.
	#[command(after_help = help::PURGE_CHAIN)]
	PurgeChain(sc_cli::PurgeChainCmd),

	/// Take the chain back by some blocks.
	#[command(after_help = help::REVERT)]
	Revert(sc_cli::RevertCmd),

	/// Show what the database holds.
	#[command(after_help = help::CHAIN_INFO)]
	ChainInfo(sc_cli::ChainInfoCmd),

	/// Decode a block or an extrinsic.
	#[command(after_help = help::INSPECT)]
	Inspect(node_inspect::cli::InspectCmd),

	/// Measure weights.
	#[cfg(feature = "benchmark")]
	#[command(subcommand, after_help = help::BENCHMARK)]
	Benchmark(frame_benchmarking_cli::BenchmarkCmd),
}

#[cfg(test)]
mod tests {
	use super::Sealing;

	#[test]
	fn sealing_modes_parse() {
		assert_eq!("instant".parse(), Ok(Sealing::Instant));
		assert_eq!("manual".parse(), Ok(Sealing::Manual));
		assert_eq!("1000".parse(), Ok(Sealing::Interval(1000)));
		for bad in ["", "0", "-1", "soon", "1s"] {
			assert!(bad.parse::<Sealing>().is_err(), "{bad}");
		}
	}
}
