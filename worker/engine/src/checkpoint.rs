// SPDX-License-Identifier: Apache-2.0
//! Checkpoints of a training run: weights and optimiser state, hashed.
//!
//! `checkpoint-NNNNNNNN/state.safetensors` holds the tensors `adapter`, `m`, `v` (f32, flat) and
//! `step` (u64); its blake2_256 is the checkpoint's hash. `meta.json` beside it holds what resuming
//! needs. A checkpoint is whole once its folder has its final name.

use crate::{
	adapter::Adapter,
	config::ModelConfig,
	error::{self, blake2_256, hex, Error, Result},
	train::TrainConfig,
	weights::{self, f32_bytes, tensor_f32},
};
use safetensors::{Dtype, SafeTensors};
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};

const STATE: &str = "state.safetensors";
const META: &str = "meta.json";

/// Everything a run needs to go on.
#[derive(Debug)]
pub(crate) struct State {
	pub step: u64,
	pub adapter: Adapter,
	pub m: Vec<f32>,
	pub v: Vec<f32>,
	pub config: TrainConfig,
	pub base: [u8; 32],
	pub rows: [u8; 32],
	pub hashes: Vec<[u8; 32]>,
}

#[derive(Serialize, Deserialize)]
struct Meta {
	config: TrainConfig,
	base: String,
	rows: String,
	hashes: Vec<String>,
}

impl State {
	/// The bytes of `state.safetensors`.
	pub fn to_bytes(&self) -> Result<Vec<u8>> {
		let parts = [("adapter", &self.adapter.flat()), ("m", &self.m), ("v", &self.v)]
			.map(|(name, v)| (name, Dtype::F32, vec![v.len()], f32_bytes(v)));
		let step = ("step", Dtype::U64, vec![1], self.step.to_le_bytes().to_vec());
		let all: Vec<_> = parts.into_iter().chain([step]).collect();
		weights::serialize(all.iter().map(|(n, d, s, b)| (*n, *d, s.clone(), &b[..])))
	}
}

/// Writes a checkpoint and gives it its final name last.
pub(crate) fn write(dir: &Path, state: &State, bytes: &[u8]) -> Result<()> {
	let meta = Meta {
		config: state.config.clone(),
		base: hex(&state.base),
		rows: hex(&state.rows),
		hashes: state.hashes.iter().map(|h| hex(h)).collect(),
	};
	let part = dir.join(format!("part-{:08}", state.step));
	let whole = dir.join(format!("checkpoint-{:08}", state.step));
	for old in [&part, &whole] {
		if old.exists() {
			std::fs::remove_dir_all(old).map_err(|e| Error::io(old, e))?;
		}
	}
	std::fs::create_dir_all(&part).map_err(|e| Error::io(&part, e))?;
	error::write_atomic(&part.join(STATE), bytes)?;
	let meta = serde_json::to_vec_pretty(&meta).map_err(|e| Error::format(META, e))?;
	error::write_atomic(&part.join(META), &meta)?;
	std::fs::rename(&part, &whole).map_err(|e| Error::io(&whole, e))
}

/// The newest checkpoint whose bytes match their hash.
pub(crate) fn newest(dir: &Path, model: &ModelConfig) -> Result<Option<State>> {
	let entries = std::fs::read_dir(dir).map_err(|e| Error::io(dir, e))?;
	let mut folders: Vec<PathBuf> = entries
		.filter_map(|e| e.ok().map(|e| e.path()))
		.filter(|p| p.file_name().is_some_and(|n| n.to_string_lossy().starts_with("checkpoint-")))
		.collect();
	folders.sort();
	// A damaged checkpoint is passed over: an older one costs time only.
	Ok(folders.iter().rev().find_map(|folder| read(folder, model).ok()))
}

fn read(folder: &Path, model: &ModelConfig) -> Result<State> {
	let bad = |reason: &str| Error::format(folder, reason);
	let meta: Meta = serde_json::from_slice(&error::read(&folder.join(META))?)
		.map_err(|e| Error::format(folder.join(META), e))?;
	let bytes = error::read(&folder.join(STATE))?;
	let hashes = meta
		.hashes
		.iter()
		.map(|h| unhex(h))
		.collect::<Option<Vec<_>>>()
		.ok_or_else(|| bad("hashes"))?;
	if hashes.last() != Some(&blake2_256(&bytes)) {
		return Err(bad("hash of the state"));
	}
	let file = SafeTensors::deserialize(&bytes).map_err(|e| Error::format(folder, e))?;
	let mut adapter = Adapter::new(model, meta.config.lora.clone(), 0)?;
	let size = adapter.parameters();
	let part = |name: &str| -> Result<Vec<f32>> {
		let view = file.tensor(name).map_err(|e| Error::format(folder, e))?;
		tensor_f32(&view, &[size]).ok_or_else(|| bad(name))
	};
	adapter.set_flat(&part("adapter")?)?;
	let step = file.tensor("step").map_err(|e| Error::format(folder, e))?;
	let step = step.data().try_into().map_err(|_| bad("step"))?;
	Ok(State {
		step: u64::from_le_bytes(step),
		adapter,
		m: part("m")?,
		v: part("v")?,
		base: unhex(&meta.base).ok_or_else(|| bad("base"))?,
		rows: unhex(&meta.rows).ok_or_else(|| bad("rows"))?,
		config: meta.config,
		hashes,
	})
}

fn unhex(text: &str) -> Option<[u8; 32]> {
	let mut out = [0; 32];
	if text.len() != 64 || !text.is_ascii() {
		return None;
	}
	for (i, byte) in out.iter_mut().enumerate() {
		*byte = u8::from_str_radix(&text[2 * i..2 * i + 2], 16).ok()?;
	}
	Some(out)
}
