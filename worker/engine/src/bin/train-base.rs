// SPDX-License-Identifier: Apache-2.0
//! The recipe of `models/base`: tokenizer and model from the doc comments of permissively licensed
//! crates in the local cargo registry.
//!
//! `train-base --registry DIR --exclude demo/crates.txt --out models/base [--steps N] [--vocab N]`
//!
//! Crates of the exclude list and their families (same first word of the name) are left out: what
//! the demo's contributors bring must be new to the model.

use indicatif::{ProgressBar, ProgressStyle};
use openledger_worker_engine::{
	corpus, hex,
	pretrain::{self, PretrainConfig, PretrainReport},
	BaseModel, Error, ModelConfig, Result, TextCodec,
};
use std::{
	collections::HashSet,
	fmt::Write,
	path::{Path, PathBuf},
	time::Instant,
};

/// Rows that one crate gives at most, so that generated bindings do not drown the rest.
const MOST_ROWS: usize = 700;

fn main() {
	if let Err(e) = run() {
		eprintln!("train-base: {e}");
		std::process::exit(1);
	}
}

struct Source {
	name: String,
	version: String,
	license: String,
	rows: usize,
	bytes: usize,
}

fn run() -> Result<()> {
	let args: Vec<String> = std::env::args().skip(1).collect();
	let value = |key: &str| {
		args.iter().position(|a| a == key).and_then(|i| args.get(i + 1)).map(String::as_str)
	};
	let need = |key: &str| {
		value(key).map(PathBuf::from).ok_or_else(|| Error::Invalid(format!("{key} is missing")))
	};
	let number = |key: &str, default: u64| -> Result<u64> {
		value(key).map_or(Ok(default), |v| {
			v.parse().map_err(|_| Error::Invalid(format!("{key}: not a number")))
		})
	};
	let (registry, out) = (need("--registry")?, need("--out")?);
	let exclude = need("--exclude")?;
	let exclude =
		corpus::names(&std::fs::read_to_string(&exclude).map_err(|e| Error::io(&exclude, e))?);
	let vocab = number("--vocab", 2_048)? as usize;
	let recipe = PretrainConfig {
		steps: number("--steps", 2_400)?,
		batch: number("--batch", 8)? as usize,
		learning_rate: 3e-3,
		warmup: 100,
		weight_decay: 0.1,
		seed: number("--seed", 1)?,
	};
	let (texts, sources) = gather(&registry, &exclude)?;
	let bytes: usize = texts.iter().map(String::len).sum();
	eprintln!("{} crates, {} texts, {bytes} bytes", sources.len(), texts.len());
	let started = Instant::now();
	let codec = TextCodec::train(texts.iter().map(String::as_str), vocab)?;
	let config = ModelConfig::small(vocab);
	let bar = ProgressBar::new(recipe.steps);
	bar.set_style(
		ProgressStyle::with_template("{bar:40} {pos}/{len} loss {msg} {elapsed} left {eta}")
			.unwrap_or_else(|_| ProgressStyle::default_bar()),
	);
	let mut smooth = None;
	let (model, report) = pretrain::pretrain(config, codec, &texts, &recipe, |step, loss| {
		let mean = smooth.map_or(loss, |s: f64| s * 0.98 + loss * 0.02);
		smooth = Some(mean);
		bar.set_message(format!("{mean:.3}"));
		bar.inc(1);
		if step % 50 == 0 && bar.is_hidden() {
			eprintln!("{step}/{} {mean:.3} {:.0?}", recipe.steps, started.elapsed());
		}
	})?;
	bar.finish();
	pretrain::save(&model, &out)?;
	let text = provenance(&out, &sources, &recipe, &report, started.elapsed().as_secs())?;
	let path = out.join("PROVENANCE.md");
	std::fs::write(&path, text).map_err(|e| Error::io(&path, e))?;
	println!("train {:.4} held-out {:.4}", report.train_loss, report.heldout_loss);
	Ok(())
}

fn gather(registry: &Path, exclude: &[String]) -> Result<(Vec<String>, Vec<Source>)> {
	let stem = |name: &str| name.split(['-', '_']).next().unwrap_or_default().to_string();
	let families: HashSet<String> = exclude.iter().map(|e| stem(e)).collect();
	let excluded = |name: &str| families.contains(&stem(name));
	let mut seen = HashSet::new();
	let (mut texts, mut sources) = (Vec::new(), Vec::new());
	for package in corpus::packages(registry)? {
		if !package.is_permissive() || excluded(&package.name) {
			continue;
		}
		let rows = corpus::thin(corpus::extract_rows(&package), MOST_ROWS);
		let rows = rows.into_iter().map(|r| r.text).chain(corpus::readme_rows(&package));
		let fresh: Vec<String> = rows.filter(|t| seen.insert(corpus::normalised(t))).collect();
		if fresh.is_empty() {
			continue;
		}
		sources.push(Source {
			name: package.name,
			version: package.version,
			license: package.license,
			rows: fresh.len(),
			bytes: fresh.iter().map(String::len).sum(),
		});
		texts.extend(fresh);
	}
	Ok((texts, sources))
}

fn provenance(
	out: &Path,
	sources: &[Source],
	recipe: &PretrainConfig,
	report: &PretrainReport,
	seconds: u64,
) -> Result<String> {
	let model = BaseModel::load(out)?;
	let c = model.config();
	let mut t = String::new();
	let mut put = |line: String| {
		let _ = writeln!(t, "{line}");
	};
	put("# Provenance of the base model\n".into());
	put(format!(
		"A Llama-style decoder of {} parameters ({} layers, width {}, {} heads, context {}, \
		 vocabulary {}), trained from random weights on the text listed below by the recipe in \
		 `worker/engine/src/bin/train-base.rs`. Weights are stored in half precision. It is made \
		 for running the whole loop with no download, not for good answers.\n",
		c.parameters(),
		c.num_hidden_layers,
		c.hidden_size,
		c.num_attention_heads,
		c.max_position_embeddings,
		c.vocab_size,
	));
	put("```\ntrain-base --registry <cargo home>/registry/src --exclude demo/crates.txt \\".into());
	put(format!(
		"    --out models/base --steps {} --batch {} --seed {}\n```\n",
		recipe.steps, recipe.batch, recipe.seed
	));
	put("| measured | |\n|---|---|".into());
	put(format!("| training loss at the end | {:.4} nats per token |", report.train_loss));
	put(format!(
		"| held-out loss | {:.4} nats per token over {} documents |",
		report.heldout_loss, report.heldout
	));
	put(format!(
		"| training text | {} documents, {} tokens; {} tokens seen |",
		report.documents, report.corpus_tokens, report.seen_tokens
	));
	put(format!("| time | {seconds} s on one core |"));
	put(format!("| hash (blake2_256 over the files' hashes) | `{}` |", hex(&model.hash())));
	for file in ["config.json", "tokenizer.json", "model.safetensors"] {
		let path = out.join(file);
		let bytes = std::fs::read(&path).map_err(|e| Error::io(&path, e))?;
		let hash = hex(&openledger_worker_engine::blake2_256(&bytes));
		put(format!("| `{file}` (blake2_256) | `{hash}` |"));
	}
	put("\n## Sources\n".into());
	put("Doc comments and READMEs of these crates, as fetched by cargo for this workspace; the \
	     crates of `demo/crates.txt` and their families are left out.\n"
		.into());
	put("| crate | version | licence | texts | bytes |\n|---|---|---|---|---|".into());
	for s in sources {
		put(format!("| {} | {} | {} | {} | {} |", s.name, s.version, s.license, s.rows, s.bytes));
	}
	Ok(t)
}
