// SPDX-License-Identifier: Apache-2.0
//! Measures the worker: answers, gradients of answers, training, memory. Prints a table and adds its
//! numbers under `worker` to a JSON file. Nothing passes or fails here.
//!
//! `bench-worker [--base models/base] [--output bench/out/loop.json]`

use openledger_worker_engine::{
	BaseModel, Error, Example, Generator, Gradients, ReadyAdapter, Result, Sampling, TrainConfig,
	Trainer,
};
use serde_json::{json, Map, Value};
use std::{
	path::{Path, PathBuf},
	time::Instant,
};

/// Runs of each measurement; the shortest counts.
const RUNS: usize = 5;
/// Rows that are trained on.
const ROWS: usize = 64;
/// What is asked and trained on.
const TEXT: &str = "Returns the number of elements in the map and does not allocate. This is the \
	same as counting the keys, and it takes constant time whatever the capacity is.";

fn main() {
	if let Err(e) = run() {
		eprintln!("bench-worker: {e}");
		std::process::exit(1);
	}
}

fn run() -> Result<()> {
	let args: Vec<String> = std::env::args().skip(1).collect();
	let value =
		|key: &str| args.iter().position(|a| a == key).and_then(|i| args.get(i + 1)).cloned();
	let base = BaseModel::load(value("--base").unwrap_or("models/base".into()))?;
	let output = PathBuf::from(value("--output").unwrap_or("bench/out/loop.json".into()));

	let row = base.row(TEXT)?;
	let rows: Vec<Example> = vec![row.clone(); ROWS];
	let started = Instant::now();
	let mut trainer =
		Trainer::new(&base, &rows, &Default::default(), TrainConfig::default(), None)?;
	let (mut steps, mut tokens_trained) = (0, 0usize);
	trainer.run(|progress| {
		steps = progress.step;
		tokens_trained += progress.tokens;
	})?;
	let trained = started.elapsed().as_secs_f64();
	let adapter = ReadyAdapter::new(&base, trainer.adapter().clone())?;
	let prompt = base.prompt("fn len: Returns the number")?;
	let sampling = Sampling { max_tokens: 128, ..Sampling::default() };
	let generator = Generator::new(&base, Some(&adapter));
	let (answered, tokens) = shortest(|| {
		let answer = generator.run(&prompt, &sampling, |_| true)?;
		Ok(answer.tokens_out)
	})?;
	let gradients = Gradients::new(&base, &adapter);
	let (backward, judged) = shortest(|| gradients.of(&row).map(|_| row.tokens.len()))?;

	let worker = json!({
		"answer_tokens_per_s": tokens as f64 / answered,
		"answer_tokens": tokens,
		"gradient_tokens_per_s": judged as f64 / backward,
		"gradient_ms": backward * 1e3,
		"training_tokens_per_s": tokens_trained as f64 / trained,
		"training_steps": steps,
		"resident_mib_peak": peak_mib(),
	});
	for (name, number) in worker.as_object().into_iter().flatten() {
		println!("worker.{name:37} {number:>16}");
	}
	add(&output, worker)
}

/// Seconds of the shortest run, and what it returned.
fn shortest(mut run: impl FnMut() -> Result<usize>) -> Result<(f64, usize)> {
	let mut best = (f64::INFINITY, 0);
	for _ in 0..RUNS {
		let started = Instant::now();
		let made = run()?;
		let seconds = started.elapsed().as_secs_f64();
		if seconds < best.0 {
			best = (seconds, made);
		}
	}
	Ok(best)
}

/// Most memory this process has held, MiB; absent where the system does not tell.
fn peak_mib() -> Option<u64> {
	let status = std::fs::read_to_string("/proc/self/status").ok()?;
	let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
	let kib: u64 = line.split_whitespace().nth(1)?.parse().ok()?;
	Some(kib.div_ceil(1024))
}

/// Puts `worker` beside what stands in the file.
fn add(path: &Path, worker: Value) -> Result<()> {
	let text = std::fs::read_to_string(path).unwrap_or_else(|_| "{}".into());
	let mut all: Map<String, Value> = serde_json::from_str(&text)
		.map_err(|e| Error::Invalid(format!("{}: {e}", path.display())))?;
	all.insert("worker".into(), worker);
	if let Some(folder) = path.parent() {
		std::fs::create_dir_all(folder).map_err(|e| Error::io(folder, e))?;
	}
	let text = serde_json::to_string_pretty(&all)
		.map_err(|e| Error::Invalid(format!("{}: {e}", path.display())))?;
	std::fs::write(path, text + "\n").map_err(|e| Error::io(path, e))
}
