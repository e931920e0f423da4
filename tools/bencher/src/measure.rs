// SPDX-License-Identifier: Apache-2.0

//! From runs to numbers.

use crate::machine::{Benchmark, Components, List, Machine, Purpose};
use anyhow::{ensure, Result};
use frame_benchmarking::{Analysis, BenchmarkResult, BenchmarkSelector};

/// A constant part and one part for each component.
pub struct Line {
	/// Constant part.
	pub base: u128,
	/// Parts by component, in the order of the components.
	pub slopes: Vec<u128>,
}

/// What one benchmark costs.
pub struct Measured {
	/// Name of the benchmark.
	pub name: String,
	/// Names and ranges of its components.
	pub components: Vec<(String, u32, u32)>,
	/// Time, picoseconds.
	pub time: Line,
	/// Reads of storage.
	pub reads: Line,
	/// Writes of storage.
	pub writes: Line,
	/// Shortest run, nanoseconds.
	pub least: u128,
}

/// Measures all benchmarks of a pallet.
///
/// # Errors
/// Every benchmark that failed, with its reason, after all have been tried.
pub fn pallet(machine: &Machine, list: &List, steps: u32, repeat: u32) -> Result<Vec<Measured>> {
	let (mut all, mut failed) = (Vec::new(), Vec::new());
	for benchmark in &list.benchmarks {
		match one(machine, list, benchmark, steps, repeat) {
			Ok(measured) => {
				println!(
					"{:24} {:28} {:>12} ps {:>4} reads {:>4} writes",
					list.pallet,
					benchmark.name,
					measured.time.base,
					measured.reads.base,
					measured.writes.base
				);
				all.push(measured);
			},
			Err(error) => failed.push(format!("{}: {error:#}", benchmark.name)),
		}
	}
	ensure!(failed.is_empty(), "{}", failed.join("; "));
	Ok(all)
}

/// Values along each component, the others at their greatest.
fn points(benchmark: &Benchmark, steps: u32) -> Vec<Components> {
	let most = |(name, _, high): &(_, u32, u32)| (*name, *high);
	let top: Components = benchmark.components.iter().map(most).collect();
	if top.is_empty() {
		return vec![top];
	}
	let mut points = Vec::new();
	for (at, (name, low, high)) in benchmark.components.iter().enumerate() {
		let mut values: Vec<u32> = (0..steps)
			.map(|step| {
				let span = u64::from(high.saturating_sub(*low)) * u64::from(step);
				low + u32::try_from(span / u64::from(steps - 1)).unwrap_or(u32::MAX)
			})
			.collect();
		values.dedup();
		points.extend(values.into_iter().map(|value| {
			let mut point = top.clone();
			point[at] = (*name, value);
			point
		}));
	}
	points
}

fn line(results: &Vec<BenchmarkResult>, selector: BenchmarkSelector) -> Result<Line> {
	let found = Analysis::min_squares_iqr(results, selector)?;
	Ok(Line { base: found.base, slopes: found.slopes })
}

fn one(
	machine: &Machine,
	list: &List,
	benchmark: &Benchmark,
	steps: u32,
	repeat: u32,
) -> Result<Measured> {
	let mut counted = Vec::new();
	let mut timed = Vec::new();
	for components in points(benchmark, steps) {
		machine.run(list, benchmark, &components, Purpose::Verify)?;
		counted.extend(machine.run(list, benchmark, &components, Purpose::Count)?);
		timed.extend(machine.run(list, benchmark, &components, Purpose::Time(repeat))?);
	}
	Ok(Measured {
		name: benchmark.name.clone(),
		components: benchmark
			.components
			.iter()
			.map(|(name, low, high)| (name.to_string(), *low, *high))
			.collect(),
		time: line(&timed, BenchmarkSelector::ExtrinsicTime)?,
		reads: line(&counted, BenchmarkSelector::Reads)?,
		writes: line(&counted, BenchmarkSelector::Writes)?,
		least: timed.iter().map(|run| run.extrinsic_time).min().unwrap_or_default(),
	})
}
