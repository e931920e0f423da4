// SPDX-License-Identifier: Apache-2.0

//! Rehearses a runtime upgrade on a copy of a live chain's state.
//!
//! The blob is looked at as a node would look at it (`blob`); the state is copied from a node or
//! read from a file (`state`); then the runtime that this program was built with, which must be the
//! blob's, migrates the copy, and every pallet's `try_state` runs before and after (`rehearsal`).
//! The chain itself is never written to.

#![deny(missing_docs)]

mod blob;
#[cfg(feature = "try-runtime")]
mod rehearsal;
mod rpc;
mod state;

use clap::Parser;
use std::{path::PathBuf, process::ExitCode};

/// Rehearse a runtime upgrade on a copy of a live chain's state. Nothing is written to the chain.
#[derive(Debug, Parser)]
#[command(version, after_help = EXAMPLES)]
struct Arguments {
	/// Node whose newest finalised state is copied (ws:// or http://; its RPC port answers both).
	#[arg(long, value_name = "URI", required_unless_present_any = ["snapshot", "only_blob"])]
	uri: Option<String>,

	/// Read the state from this file instead (written by `--keep`, or by the demo's `--snapshot`).
	#[arg(long, value_name = "FILE", conflicts_with = "uri")]
	snapshot: Option<PathBuf>,

	/// The runtime that the chain is to be upgraded to, compressed or not.
	#[arg(long, value_name = "FILE")]
	blob: PathBuf,

	/// Write the state that was copied into this file, to rehearse again without the node.
	#[arg(long, value_name = "FILE", requires = "uri")]
	keep: Option<PathBuf>,

	/// Only look at the blob.
	#[arg(long)]
	only_blob: bool,

	/// Most blocks that migrations over several blocks may take before they count as stuck.
	#[arg(long, value_name = "BLOCKS", default_value_t = 1_000)]
	max_blocks: u32,
}

const EXAMPLES: &str = "\
Examples:
  Copy the state of this machine's node, keep the copy, rehearse:
    openledger-rehearse --uri ws://127.0.0.1:9944 --keep state.scale --blob new.compact.compressed.wasm
  Again, without the node:
    openledger-rehearse --snapshot state.scale --blob new.compact.compressed.wasm
  What is in a blob (name, version, the hash that `authorize_upgrade` takes):
    openledger-rehearse --only-blob --blob new.compact.compressed.wasm

Build it from the commit that the blob comes from: make rehearse BLOB=FILE URI=ws://127.0.0.1:9944";

fn main() -> ExitCode {
	match run(&Arguments::parse()) {
		Ok(()) => ExitCode::SUCCESS,
		Err(error) => {
			eprintln!("refused: {error}");
			ExitCode::FAILURE
		},
	}
}

fn run(arguments: &Arguments) -> Result<(), String> {
	let path = arguments.blob.display();
	let bytes = std::fs::read(&arguments.blob).map_err(|error| format!("{path}: {error}"))?;
	let blob = blob::Blob::read(bytes).map_err(|error| format!("{path}: {error}"))?;
	println!("blob      {path}: {}", blob.summary());
	if arguments.only_blob {
		return Ok(());
	}
	let pairs = match (&arguments.snapshot, &arguments.uri) {
		(Some(file), _) => state::read(file)?,
		(None, Some(uri)) => state::copy(uri, |keys| eprintln!("copied {keys} keys"))?,
		(None, None) => return Err("give a state: --uri or --snapshot".into()),
	};
	println!("state     {} keys", pairs.len());
	if let Some(file) = &arguments.keep {
		state::write(file, &pairs)?;
		println!("kept      {}", file.display());
	}
	rehearse(arguments, &blob, pairs)
}

#[cfg(feature = "try-runtime")]
fn rehearse(arguments: &Arguments, blob: &blob::Blob, pairs: state::Pairs) -> Result<(), String> {
	rehearsal::run(blob, pairs, arguments.max_blocks, |line| println!("{line}"))?;
	println!("rehearsed: the upgrade keeps every invariant");
	Ok(())
}

#[cfg(not(feature = "try-runtime"))]
fn rehearse(_: &Arguments, _: &blob::Blob, _: state::Pairs) -> Result<(), String> {
	Err("this program was built without its checks: build it with --features try-runtime".into())
}
