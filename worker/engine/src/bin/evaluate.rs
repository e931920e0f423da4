// SPDX-License-Identifier: Apache-2.0
//! Evaluation on folders of contributions (see `extract-docs`); prints JSON.
//!
//! `evaluate --base models/base --rows DIR [--decoys 1] [--epochs N] [--dim N] [--seed N]
//! [--all] [--lds N]`
//!
//! `--all` puts LoRA on every linear map; `--lds` measures the linear datamodelling score over N
//! real retrainings instead.

use openledger_worker_engine::{
	corpus::TextRow,
	evaluate::{self, Contribution},
	lds, BaseModel, Error, IndexConfig, LoraConfig, Result, Target, TrainConfig,
};
use std::path::{Path, PathBuf};

fn main() {
	if let Err(e) = run() {
		eprintln!("evaluate: {e}");
		std::process::exit(1);
	}
}

fn run() -> Result<()> {
	let args: Vec<String> = std::env::args().skip(1).collect();
	let value =
		|key: &str| args.iter().position(|a| a == key).and_then(|i| args.get(i + 1)).cloned();
	let need = |key: &str| {
		value(key).map(PathBuf::from).ok_or_else(|| Error::Invalid(format!("{key} is missing")))
	};
	let number = |key: &str, default: usize| -> Result<usize> {
		value(key).map_or(Ok(default), |v| {
			v.parse().map_err(|_| Error::Invalid(format!("{key}: not a number")))
		})
	};
	let base = BaseModel::load(need("--base")?)?;
	let contributions = read(&need("--rows")?)?;
	let defaults = TrainConfig::default();
	let mut lora = LoraConfig::default();
	if args.iter().any(|a| a == "--all") {
		lora.targets = Target::ALL.to_vec();
	}
	let train = TrainConfig {
		lora,
		epochs: number("--epochs", defaults.epochs as usize)? as u32,
		seed: number("--seed", 0)? as u64,
		..defaults
	};
	let index = IndexConfig { dim: number("--dim", 1_024)?, ..Default::default() };
	let decoys = number("--decoys", 1)?;
	let log = |line: &str| eprintln!("{line}");
	if let subsets @ 1.. = number("--lds", 0)? {
		let report = lds::run(&base, &contributions, decoys, &train, &index, subsets, log)?;
		return print(&report);
	}
	print(&evaluate::run(&base, &contributions, decoys, &train, &index, log)?)
}

fn print(report: &impl serde::Serialize) -> Result<()> {
	let json =
		serde_json::to_string_pretty(report).map_err(|e| Error::Invalid(format!("report: {e}")))?;
	println!("{json}");
	Ok(())
}

fn read(dir: &Path) -> Result<Vec<Contribution>> {
	let mut folders: Vec<PathBuf> = std::fs::read_dir(dir)
		.map_err(|e| Error::io(dir, e))?
		.filter_map(|e| e.ok().map(|e| e.path()))
		.filter(|p| p.join("rows.jsonl").exists())
		.collect();
	folders.sort();
	folders
		.iter()
		.map(|folder| {
			let path = folder.join("rows.jsonl");
			let text = std::fs::read_to_string(&path).map_err(|e| Error::io(&path, e))?;
			let rows = text
				.lines()
				.map(|line| {
					let row: TextRow =
						serde_json::from_str(line).map_err(|e| Error::format(&path, e))?;
					Ok(row.text)
				})
				.collect::<Result<_>>()?;
			let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
			Ok(Contribution { name, rows })
		})
		.collect()
}
