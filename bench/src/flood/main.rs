// SPDX-License-Identifier: Apache-2.0

//! Floods: blocks filled to their last bit of weight with one kind of call, imported by the wasm runtime
//! in the node's executor. Prints the time that each block declared and the time that it took, the worst
//! ratios first, and writes `bench/out/flood.json`. Nothing passes or fails here.
//!
//! Declared time includes what the chain reserves for its database, of which a trie in memory needs
//! little; it does not include the root of the state, which is in the time taken.

#[path = "../chain.rs"]
mod chain;
#[path = "../credits.rs"]
mod credits;
mod floods;
#[path = "../machine.rs"]
mod machine;
#[path = "../../../runtime/tests/it/scene/mod.rs"]
mod scene;

use anyhow::{Context, Result};
use clap::Parser;
use serde_json::json;
use std::{fs, path::PathBuf};

/// Fills blocks with the calls that cost most and measures their import.
#[derive(Parser, Debug)]
struct Options {
	/// Runtime as wasm; the one this program was built with when left out.
	#[arg(long)]
	wasm: Option<PathBuf>,
	/// Where the numbers go.
	#[arg(long, default_value = "bench/out/flood.json")]
	output: PathBuf,
	/// Floods whose name contains this; all when left out.
	#[arg(long, default_value = "")]
	only: String,
	/// How often each block is executed; the shortest time counts.
	#[arg(long, default_value_t = 5)]
	runs: usize,
}

/// A flood's block.
struct Row {
	name: &'static str,
	calls: usize,
	failed: usize,
	declared_ms: f64,
	took_ms: f64,
}

impl Row {
	fn ratio(&self) -> f64 {
		self.took_ms / self.declared_ms
	}
}

/// Two digits after the point.
fn rounded(number: f64) -> f64 {
	(number * 100.0).round() / 100.0
}

fn main() -> Result<()> {
	let options = Options::parse();
	let executor = chain::Executor::of(options.wasm.as_deref())?;
	let mut rows = Vec::new();
	for flood in floods::ALL {
		if !flood.name.contains(&options.only) {
			continue;
		}
		let (mut chain, calls) = (flood.prepare)();
		let built = executor.fill(&mut chain, calls).with_context(|| flood.name)?;
		let took = executor.import(&mut chain, &built, options.runs)?;
		let row = Row {
			name: flood.name,
			calls: built.extrinsics,
			failed: built.failed,
			declared_ms: built.declared.as_secs_f64() * 1e3,
			took_ms: took.as_secs_f64() * 1e3,
		};
		println!(
			"{:44} {:6} calls, {:4} failed   declared {:7.1} ms   took {:7.1} ms   ratio {:.2}",
			row.name,
			row.calls,
			row.failed,
			row.declared_ms,
			row.took_ms,
			row.ratio()
		);
		rows.push(row);
	}
	rows.sort_by(|a, b| b.ratio().total_cmp(&a.ratio()));
	println!("\nworst ten, time taken over time declared; a slot has {} ms", floods::SLOT_MS);
	for row in rows.iter().take(10) {
		println!("  {:44} {:.2}   {:.1} ms", row.name, row.ratio(), row.took_ms);
	}
	let longest = rows.iter().map(|row| row.took_ms).fold(0.0, f64::max);
	let report = json!({
		"machine": machine::describe(),
		"date": machine::date(),
		"method": "one core; Core_execute_block of the wasm runtime over a trie in memory, shortest of several",
		"slot_ms": floods::SLOT_MS,
		"longest_block_ms": rounded(longest),
		"floods": rows
			.iter()
			.map(|row| json!({
				"call": row.name,
				"calls": row.calls,
				"failed": row.failed,
				"declared_ms": rounded(row.declared_ms),
				"took_ms": rounded(row.took_ms),
				"took_over_declared": rounded(row.ratio()),
			}))
			.collect::<Vec<_>>(),
	});
	if let Some(folder) = options.output.parent() {
		fs::create_dir_all(folder)?;
	}
	fs::write(&options.output, serde_json::to_string_pretty(&report)? + "\n")?;
	println!("\nwrote {}", options.output.display());
	Ok(())
}
