// SPDX-License-Identifier: Apache-2.0

//! Measures the value flow on one core: blocks of transfers and of credits in the wasm executor that
//! nodes use, announcements and attestations by size of batch, bytes of state, and what an attester
//! verifies off chain. Prints a table and writes `bench/out/loop.json`. Nothing passes or fails here:
//! times depend on the machine and on what else it does.

#[path = "../../runtime/tests/it/scene/mod.rs"]
mod scene;

mod batches;
mod chain;
mod credits;
mod machine;
mod state;
mod table;
mod throughput;

use anyhow::Result;
use clap::Parser;
use serde_json::{json, Value};
use std::path::PathBuf;

/// Measures the value flow.
#[derive(Parser, Debug)]
struct Options {
	/// Runtime as wasm; the one this program was built with when left out.
	#[arg(long)]
	wasm: Option<PathBuf>,
	/// Where the numbers go.
	#[arg(long, default_value = "bench/out/loop.json")]
	output: PathBuf,
	/// Contributions that the measured batch credits.
	#[arg(long, default_value_t = 2_048)]
	contributions: usize,
	/// How often each block is executed; the shortest time counts.
	#[arg(long, default_value_t = 15)]
	runs: usize,
}

fn main() -> Result<()> {
	let options = Options::parse();
	let executor = chain::Executor::of(options.wasm.as_deref())?;
	let mut report = json!({
		"machine": machine::describe(),
		"date": machine::date(),
		"method": "one core; Core_execute_block of the wasm runtime over a trie in memory, \
			shortest of several",
	});
	let parts = [
		throughput::measure(&executor, options.contributions, options.runs)?,
		batches::measure(&executor, options.runs)?,
		state::measure()?,
	];
	for part in parts {
		if let (Some(all), Value::Object(part)) = (report.as_object_mut(), part) {
			all.extend(part);
		}
	}
	table::write(&report, &options.output)
}
