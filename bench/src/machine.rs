// SPDX-License-Identifier: Apache-2.0

//! What the numbers were taken on.

use std::{fs, time::SystemTime};

fn read(path: &str) -> String {
	fs::read_to_string(path).unwrap_or_default()
}

fn value(text: &str, name: &str) -> Option<String> {
	let line = text.lines().find(|line| line.starts_with(name))?;
	line.split_once(':').map(|(_, value)| value.trim().to_string())
}

/// Processor, cores, memory, and how busy the machine was.
pub fn describe() -> String {
	let cpus = read("/proc/cpuinfo");
	let cores = cpus.lines().filter(|line| line.starts_with("processor")).count();
	let name = value(&cpus, "model name").unwrap_or_else(|| "unknown processor".into());
	let kib = value(&read("/proc/meminfo"), "MemTotal")
		.and_then(|text| text.split_whitespace().next().and_then(|kib| kib.parse::<u64>().ok()))
		.unwrap_or_default();
	let load = read("/proc/loadavg");
	let load = load.split_whitespace().next().unwrap_or("?");
	format!("{name}, {cores} cores, {} GiB, load {load} at the start", kib.div_ceil(1 << 20))
}

/// Seconds since 1970 when the measurement began.
pub fn date() -> u64 {
	SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).map_or(0, |since| since.as_secs())
}
