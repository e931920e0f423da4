// SPDX-License-Identifier: Apache-2.0

//! Command line of the node.

mod eth;

pub use eth::EthArgs;

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

/// Options of a running node.
#[derive(Debug, clap::Args)]
pub struct RunCmd {
	/// The SDK's options.
	#[clap(flatten)]
	pub base: sc_cli::RunCmd,

	/// Seal blocks without consensus, on a development chain only: `instant` (a block per
	/// transaction), `manual` (`engine_createBlock`), or a number of milliseconds between blocks.
	/// Blocks are final at once, except with `manual`, where `engine_createBlock` says.
	#[arg(long, value_name = "MODE")]
	pub sealing: Option<Sealing>,

	/// The Ethereum methods' options.
	#[clap(flatten)]
	pub eth: EthArgs,
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
	#[command(subcommand)]
	Key(sc_cli::KeySubcommand),

	/// Write a chain spec.
	ExportChainSpec(sc_cli::ExportChainSpecCmd),

	/// Write a chain spec, with this node as its boot node.
	BuildSpec(sc_cli::BuildSpecCmd),

	/// Execute a block of the database again.
	CheckBlock(sc_cli::CheckBlockCmd),

	/// Write blocks to a file.
	ExportBlocks(sc_cli::ExportBlocksCmd),

	/// Write the state of a block into a chain spec.
	ExportState(sc_cli::ExportStateCmd),

	/// Read blocks from a file.
	ImportBlocks(sc_cli::ImportBlocksCmd),

	/// Remove the database of a chain.
	PurgeChain(sc_cli::PurgeChainCmd),

	/// Take the chain back by some blocks.
	Revert(sc_cli::RevertCmd),

	/// Show what the database holds.
	ChainInfo(sc_cli::ChainInfoCmd),

	/// Decode a block or an extrinsic.
	Inspect(node_inspect::cli::InspectCmd),

	/// Measure weights.
	#[cfg(feature = "benchmark")]
	#[command(subcommand)]
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
