// SPDX-License-Identifier: Apache-2.0
//! Folders to contribute: one per crate, with `rows.jsonl` and `LICENSE.txt`.
//!
//! `extract-docs --registry DIR --crates demo/crates.txt --out DIR [--most 60]`

use openledger_worker_engine::{
	corpus::{self, Package, TextRow},
	Error, Result,
};
use std::{
	collections::HashSet,
	path::{Path, PathBuf},
};

/// Fewest rows that make a contribution.
const FEWEST: usize = 40;

fn main() {
	if let Err(e) = run() {
		eprintln!("extract-docs: {e}");
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
	let (registry, list, out) = (need("--registry")?, need("--crates")?, need("--out")?);
	let most: usize = value("--most").and_then(|v| v.parse().ok()).unwrap_or(60);
	let names = corpus::names(&std::fs::read_to_string(&list).map_err(|e| Error::io(&list, e))?);
	let packages = corpus::packages(&registry)?;
	let mut seen = HashSet::new();
	let (mut total, mut folders) = (0, 0);
	for name in names {
		let Some(package) = packages.iter().find(|p| p.name == name && p.is_permissive()) else {
			eprintln!("{name}: not in the registry under MIT or Apache-2.0, left out");
			continue;
		};
		let mut rows = corpus::extract_rows(package);
		rows.retain(|r| seen.insert(corpus::normalised(&r.text)));
		let rows = corpus::thin(rows, most);
		if rows.len() < FEWEST {
			eprintln!("{name}: only {} rows, left out", rows.len());
			continue;
		}
		write(&out.join(&name), package, &rows)?;
		println!("{name} {} {} rows, {}", package.version, rows.len(), package.license);
		total += rows.len();
		folders += 1;
	}
	println!("{folders} contributions, {total} rows");
	Ok(())
}

fn write(dir: &Path, package: &Package, rows: &[TextRow]) -> Result<()> {
	std::fs::create_dir_all(dir).map_err(|e| Error::io(dir, e))?;
	let put = |name: &str, text: &str| {
		let path = dir.join(name);
		std::fs::write(&path, text).map_err(|e| Error::io(&path, e))
	};
	let mut jsonl = String::new();
	for row in rows {
		jsonl += &serde_json::to_string(row).map_err(|e| Error::format("rows.jsonl", e))?;
		jsonl.push('\n');
	}
	put("rows.jsonl", &jsonl)?;
	let mut note = format!(
		"Doc comments of the crate {} {}, licensed {}.\nThe crate's own licence files follow.\n",
		package.name, package.version, package.license
	);
	let mut files: Vec<_> = std::fs::read_dir(&package.dir)
		.map_err(|e| Error::io(&package.dir, e))?
		.filter_map(|e| e.ok().map(|e| e.path()))
		.filter(|p| {
			let name = p.file_name().unwrap_or_default().to_string_lossy().to_uppercase();
			p.is_file() && (name.starts_with("LICENSE") || name.starts_with("COPYRIGHT"))
		})
		.collect();
	files.sort();
	for file in files {
		let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
		let text = std::fs::read(&file).map_err(|e| Error::io(&file, e))?;
		note += &format!("\n--- {name} ---\n{}", String::from_utf8_lossy(&text));
	}
	put("LICENSE.txt", &note)
}
