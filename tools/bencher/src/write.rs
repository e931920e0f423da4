// SPDX-License-Identifier: Apache-2.0

//! Rust files of measured weights.

use crate::measure::{Line, Measured};
use std::fmt::Write;

/// What the head of a file says.
pub struct Head<'a> {
	/// Name of the pallet's crate.
	pub pallet: &'a str,
	/// Points along each component.
	pub steps: u32,
	/// Runs at each point.
	pub repeat: u32,
	/// Day of the measurement.
	pub date: &'a str,
	/// What else a reader should know.
	pub note: &'a str,
}

/// Processor, number of cores and memory of this machine.
fn machine() -> String {
	let read = |path: &str| std::fs::read_to_string(path).unwrap_or_default();
	let value = |text: &str, name: &str| {
		let line = text.lines().find(|line| line.starts_with(name))?;
		line.split_once(':').map(|(_, value)| value.trim().to_string())
	};
	let cpus = read("/proc/cpuinfo");
	let cores = cpus.lines().filter(|line| line.starts_with("processor")).count();
	let name = value(&cpus, "model name").unwrap_or_else(|| "unknown processor".into());
	let kib = value(&read("/proc/meminfo"), "MemTotal")
		.and_then(|text| text.split_whitespace().next().and_then(|kib| kib.parse::<u64>().ok()))
		.unwrap_or_default();
	format!("{name}, {cores} cores, {} GiB", kib.div_ceil(1 << 20))
}

/// Digits in groups of three.
fn grouped(number: u128) -> String {
	let digits = number.to_string();
	let mut out = String::new();
	for (at, digit) in digits.chars().enumerate() {
		if at > 0 && (digits.len() - at) % 3 == 0 {
			out.push('_');
		}
		out.push(digit);
	}
	out
}

/// Adds reads or writes to a sum of weights.
fn add_storage(out: &mut String, what: &str, line: &Line, components: &[(String, u32, u32)]) {
	if line.base > 0 {
		writeln!(out, "\t\t\t.saturating_add(T::DbWeight::get().{what}({}))", line.base).unwrap();
	}
	for (slope, (name, _, _)) in line.slopes.iter().zip(components) {
		if *slope > 0 {
			let each = format!("{slope}_u64.saturating_mul({name}.into())");
			writeln!(out, "\t\t\t.saturating_add(T::DbWeight::get().{what}({each}))").unwrap();
		}
	}
}

fn function(out: &mut String, measured: &Measured) {
	let Measured { name, components, time, reads, writes, least } = measured;
	writeln!(out, "\t/// At least {} ns of wasm.", grouped(*least)).unwrap();
	for (name, low, high) in components {
		writeln!(out, "\t///\n\t/// `{name}` from {low} to {high}.").unwrap();
	}
	let used = |at: usize| [time, reads, writes].iter().any(|line| line.slopes[at] > 0);
	let arguments: Vec<String> = components
		.iter()
		.enumerate()
		.map(|(at, (name, _, _))| format!("{}{name}: u32", if used(at) { "" } else { "_" }))
		.collect();
	writeln!(out, "\tfn {name}({}) -> Weight {{", arguments.join(", ")).unwrap();
	writeln!(out, "\t\tWeight::from_parts({}, 0)", grouped(time.base)).unwrap();
	for (slope, (name, _, _)) in time.slopes.iter().zip(components) {
		if *slope > 0 {
			let each = format!("Weight::from_parts({}, 0)", grouped(*slope));
			writeln!(out, "\t\t\t.saturating_add({each}.saturating_mul({name}.into()))").unwrap();
		}
	}
	add_storage(out, "reads", reads, components);
	add_storage(out, "writes", writes, components);
	writeln!(out, "\t}}").unwrap();
}

/// Where a pallet keeps the trait of its weights.
fn weight_trait(pallet: &str) -> String {
	match pallet {
		"frame_system_extensions" => "frame_system::ExtensionsWeightInfo".into(),
		"pallet_referenda" | "pallet_conviction_voting" | "pallet_fast_unstake" => {
			format!("{pallet}::weights::WeightInfo")
		},
		_ => format!("{pallet}::WeightInfo"),
	}
}

/// The file of one pallet.
pub fn file(head: &Head, measured: &[Measured]) -> String {
	let Head { pallet, steps, repeat, date, note } = head;
	let mut out = String::new();
	writeln!(out, "// SPDX-License-Identifier: Apache-2.0\n").unwrap();
	writeln!(out, "//! Weights of `{pallet}`. Written by `scripts/weights.sh`; do not edit.\n//!")
		.unwrap();
	writeln!(out, "//! Measured on {date}, in the wasm executor that nodes use,").unwrap();
	writeln!(out, "//! with {steps} steps and {repeat} repeats.").unwrap();
	writeln!(out, "//! Machine: {}.", machine()).unwrap();
	if !note.is_empty() {
		writeln!(out, "//! {note}").unwrap();
	}
	writeln!(
		out,
		"//! Proof sizes are zero: nobody proves this chain's blocks to another chain.\n\n\
		#![allow(unused_imports)]\n\n\
		use core::marker::PhantomData;\n\
		use frame_support::{{traits::Get, weights::Weight}};\n\n\
		/// Weights of `{pallet}`.\n\
		pub struct WeightInfo<T>(PhantomData<T>);\n\n\
		impl<T: frame_system::Config> {} for WeightInfo<T> {{",
		weight_trait(pallet)
	)
	.unwrap();
	for one in measured {
		function(&mut out, one);
	}
	out.push_str("}\n");
	out
}
