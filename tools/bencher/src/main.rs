// SPDX-License-Identifier: Apache-2.0

//! Measures the weights of the runtime's pallets.
//!
//! Runs the benchmarks that a runtime built with `runtime-benchmarks` carries, in the wasm executor
//! that nodes use, over a trie in memory that counts reads and writes, and writes one Rust file for
//! each pallet. The analysis is the SDK's. The SDK's own command does the same for every kind of
//! chain; it would add 121 crates of parachains to the build, and a second wasm runtime.

mod machine;
mod measure;
mod write;

use anyhow::{ensure, Context, Result};
use clap::Parser;
use std::{fs, path::PathBuf};

/// Measures the weights of the runtime's pallets.
#[derive(Parser, Debug)]
struct Options {
	/// Runtime built with the feature `runtime-benchmarks`, as wasm.
	#[arg(long)]
	runtime: PathBuf,
	/// Pallets to measure, by crate name, separated by commas; all when left out.
	#[arg(long, value_delimiter = ',')]
	pallets: Vec<String>,
	/// Points along each component.
	#[arg(long, default_value_t = 20)]
	steps: u32,
	/// Runs at each point.
	#[arg(long, default_value_t = 5)]
	repeat: u32,
	/// Genesis preset that the benchmarks start from. Some need periods longer than development's.
	#[arg(long, default_value = "testnet")]
	preset: String,
	/// Folder that gets one file for each pallet; nothing is written when left out.
	#[arg(long)]
	output: Option<PathBuf>,
	/// What else a reader should know of the measurement.
	#[arg(long, default_value = "")]
	note: String,
	/// Day of the measurement, for the files' heads.
	#[arg(long, default_value = "")]
	date: String,
}

fn main() -> Result<()> {
	let options = Options::parse();
	ensure!(options.steps >= 2 && options.repeat >= 1, "steps from 2, repeat from 1");
	let wasm = fs::read(&options.runtime)
		.with_context(|| format!("{} cannot be read", options.runtime.display()))?;
	let machine = machine::Machine::start(wasm, &options.preset)?;
	let lists: Vec<_> = machine
		.benchmarks()?
		.into_iter()
		.filter(|list| options.pallets.is_empty() || options.pallets.contains(&list.pallet))
		.collect();
	for name in &options.pallets {
		let found = lists.iter().any(|list| list.pallet == *name);
		ensure!(found, "the runtime has no benchmarks of {name}");
	}
	let mut failed = Vec::new();
	for list in lists {
		match measure::pallet(&machine, &list, options.steps, options.repeat) {
			Ok(measured) => {
				if let Some(folder) = &options.output {
					let head = write::Head {
						pallet: &list.pallet,
						steps: options.steps,
						repeat: options.repeat,
						date: &options.date,
						note: &options.note,
					};
					let path = folder.join(format!("{}.rs", list.pallet));
					fs::write(&path, write::file(&head, &measured))?;
					println!("wrote {}", path.display());
				}
			},
			Err(error) => failed.push(format!("{}: {error:#}", list.pallet)),
		}
	}
	ensure!(failed.is_empty(), "failed:\n{}", failed.join("\n"));
	Ok(())
}
