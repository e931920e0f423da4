// SPDX-License-Identifier: Apache-2.0
//! Training of a LoRA adapter on rows, step by step, with checkpoints that survive a kill.
//!
//! Everything follows from the base model, the rows and [`TrainConfig`]: batch order from the
//! seed, gradients from the canonical path, sums in row order. A segment between two checkpoints
//! can therefore be re-executed and must give the same bytes.

use crate::{
	adamw::{self, AdamW},
	adapter::{Adapter, LoraConfig},
	autograd::Autograd,
	checkpoint::{self, State},
	error::{blake2_256, Error, Result},
	gradients::Gradients,
	model::{BaseModel, Example},
	weights::shuffle,
};
use rand_chacha::{rand_core::SeedableRng, ChaCha20Rng};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use std::{
	collections::BTreeSet,
	path::{Path, PathBuf},
};

/// What computes the gradients of a batch.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Backend {
	/// The hand-written path: the same bits on every machine, so that any segment of the run
	/// can be re-executed.
	#[default]
	Canonical,
	/// candle's automatic differentiation on padded batches: the same up to rounding.
	Candle,
}

/// Parameters of a training run.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TrainConfig {
	/// Rank, scale and places of the adapter.
	pub lora: LoraConfig,
	/// Passes over the rows.
	pub epochs: u32,
	/// Rows of one optimiser step.
	pub batch_rows: u32,
	/// Peak learning rate.
	pub learning_rate: f32,
	/// Decoupled weight decay.
	pub weight_decay: f32,
	/// Steps of linear warm-up.
	pub warmup_steps: u32,
	/// Largest norm of a batch gradient (mean per token).
	pub clip_norm: f32,
	/// Seed of the adapter's A matrices and of the batch order.
	pub seed: u64,
	/// Steps between checkpoints; 0 keeps only the last.
	pub checkpoint_every: u32,
	/// What computes the gradients.
	pub backend: Backend,
}

impl Default for TrainConfig {
	fn default() -> Self {
		Self {
			lora: LoraConfig::default(),
			epochs: 4,
			batch_rows: 8,
			learning_rate: 4e-3,
			weight_decay: 0.0,
			warmup_steps: 10,
			clip_norm: 1.0,
			seed: 0,
			checkpoint_every: 50,
			backend: Backend::default(),
		}
	}
}

impl TrainConfig {
	/// Refuses values out of bounds.
	pub fn validate(&self) -> Result<()> {
		self.lora.validate()?;
		let positive = |x: f32| x.is_finite() && x > 0.0;
		if self.epochs == 0
			|| self.epochs > 10_000
			|| self.batch_rows == 0
			|| !positive(self.learning_rate)
			|| !positive(self.clip_norm)
			|| !(0.0..=1.0).contains(&self.weight_decay)
		{
			return Err(Error::Invalid("training parameters out of bounds".into()));
		}
		Ok(())
	}
}

/// What one optimiser step reports.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Progress {
	/// Steps done, from 1.
	pub step: u64,
	/// Steps of the whole run.
	pub steps: u64,
	/// Mean loss of the batch in nats per token, before the step.
	pub loss: f64,
	/// Norm of the batch gradient before clipping.
	pub gradient_norm: f64,
	/// Learning rate of the step.
	pub learning_rate: f32,
	/// Tokens judged in the batch.
	pub tokens: usize,
	/// Hash of the checkpoint that the step ended with.
	pub checkpoint: Option<[u8; 32]>,
}

/// A training run in progress.
#[derive(Debug)]
pub struct Trainer<'a> {
	base: &'a BaseModel,
	rows: Vec<Example>,
	rows_hash: [u8; 32],
	state: State,
	dir: Option<PathBuf>,
	autograd: Option<Autograd>,
}

impl<'a> Trainer<'a> {
	/// A fresh run. `rows` are the rows of the dataset version in manifest order; rows whose
	/// index is in `decoys` and rows without a judged token are left out of training. With
	/// `dir`, checkpoints are written there.
	pub fn new(
		base: &'a BaseModel,
		rows: &[Example],
		decoys: &BTreeSet<u32>,
		config: TrainConfig,
		dir: Option<&Path>,
	) -> Result<Self> {
		config.validate()?;
		let adapter = Adapter::new(base.config(), config.lora.clone(), config.seed)?;
		let (rows, rows_hash) = Self::keep(base, rows, decoys)?;
		let size = adapter.parameters();
		let state = State {
			step: 0,
			adapter,
			m: vec![0.0; size],
			v: vec![0.0; size],
			config,
			base: base.hash(),
			rows: rows_hash,
			hashes: Vec::new(),
		};
		let dir = dir.map(Path::to_path_buf);
		if let Some(dir) = &dir {
			std::fs::create_dir_all(dir).map_err(|e| Error::io(dir, e))?;
		}
		let autograd = match state.config.backend {
			Backend::Canonical => None,
			Backend::Candle => Some(Autograd::new(base)?),
		};
		Ok(Self { base, rows, rows_hash, state, dir, autograd })
	}

	/// Goes on from the newest whole checkpoint in `dir`, or starts afresh when there is none.
	/// Refuses checkpoints of another base model, other rows or another configuration.
	pub fn resume(
		base: &'a BaseModel,
		rows: &[Example],
		decoys: &BTreeSet<u32>,
		config: TrainConfig,
		dir: &Path,
	) -> Result<Self> {
		let mut fresh = Self::new(base, rows, decoys, config, Some(dir))?;
		if let Some(state) = checkpoint::newest(dir, base.config())? {
			let same = state.config == fresh.state.config
				&& state.base == base.hash()
				&& state.rows == fresh.rows_hash;
			if !same {
				return Err(Error::format(dir, "checkpoint of another training run"));
			}
			fresh.state = state;
		}
		Ok(fresh)
	}

	fn keep(
		base: &BaseModel,
		rows: &[Example],
		decoys: &BTreeSet<u32>,
	) -> Result<(Vec<Example>, [u8; 32])> {
		let mut kept = Vec::new();
		let mut bytes = Vec::new();
		for (i, row) in rows.iter().enumerate() {
			base.ensure_tokens(&row.tokens)?;
			if decoys.contains(&(i as u32)) || row.judged() == 0 {
				continue;
			}
			bytes.extend((i as u32).to_le_bytes());
			bytes.extend((row.answer_from as u32).to_le_bytes());
			bytes.extend((row.tokens.len() as u32).to_le_bytes());
			bytes.extend(row.tokens.iter().flat_map(|t| t.to_le_bytes()));
			kept.push(row.clone());
		}
		if kept.is_empty() {
			return Err(Error::Invalid("no rows to train on".into()));
		}
		Ok((kept, blake2_256(&bytes)))
	}

	/// Steps of the whole run.
	pub fn steps(&self) -> u64 {
		self.epoch_steps() * u64::from(self.state.config.epochs)
	}

	/// Steps done.
	pub fn step_count(&self) -> u64 {
		self.state.step
	}

	/// Hashes of the checkpoints so far, oldest first: the leaves of `checkpoints_root`.
	pub fn checkpoint_hashes(&self) -> &[[u8; 32]] {
		&self.state.hashes
	}

	/// The adapter as it is now.
	pub fn adapter(&self) -> &Adapter {
		&self.state.adapter
	}

	/// blake2_256 over the kept rows: index, `answer_from`, length and tokens, each u32 LE.
	pub fn rows_hash(&self) -> [u8; 32] {
		self.rows_hash
	}

	/// Trains to the end; `progress` sees every step.
	pub fn run(&mut self, mut progress: impl FnMut(&Progress)) -> Result<()> {
		while let Some(step) = self.step()? {
			progress(&step);
		}
		Ok(())
	}

	/// One optimiser step; `None` when the run is complete.
	pub fn step(&mut self) -> Result<Option<Progress>> {
		let (step, steps) = (self.state.step + 1, self.steps());
		if step > steps {
			return Ok(None);
		}
		let batch = self.batch(step - 1);
		let tokens: usize = batch.iter().map(|row| row.judged()).sum();
		let (loss, mut gradient) = match &self.autograd {
			Some(candle) => candle.gradient(&self.state.adapter, &batch)?,
			None => self.canonical(&batch)?,
		};
		let mean = 1.0 / tokens.max(1) as f32;
		gradient.iter_mut().for_each(|g| *g *= mean);
		let squares = adamw::squares(&gradient);
		if !squares.is_finite() {
			return Err(Error::Invalid(format!("training diverged at step {step}")));
		}
		let config = &self.state.config;
		let factor = adamw::clip(squares, config.clip_norm);
		gradient.iter_mut().for_each(|g| *g *= factor);
		let rate = adamw::rate(config.learning_rate, step, config.warmup_steps.into(), steps);
		let decay = config.weight_decay;
		let optimiser = AdamW { beta1: 0.9, beta2: 0.999, eps: 1e-8, decay };
		let mut flat = self.state.adapter.flat();
		let moments = (&mut self.state.m[..], &mut self.state.v[..]);
		optimiser.update((&mut flat, &gradient), moments, step, rate, true);
		self.state.adapter.set_flat(&flat)?;
		self.state.step = step;
		let every = u64::from(self.state.config.checkpoint_every);
		let due = step == steps || (every > 0 && step.is_multiple_of(every));
		let checkpoint = if due { Some(self.checkpoint()?) } else { None };
		Ok(Some(Progress {
			step,
			steps,
			loss: loss / tokens.max(1) as f64,
			gradient_norm: squares.sqrt(),
			learning_rate: rate,
			tokens,
			checkpoint,
		}))
	}

	/// Rows in parallel, each on one thread; their gradients are added in the batch's order.
	fn canonical(&self, batch: &[&Example]) -> Result<(f64, Vec<f32>)> {
		let prepared = self.state.adapter.prepare(self.base.config().num_hidden_layers);
		let path = Gradients::prepared(self.base, &prepared);
		let rows: Vec<_> = batch.par_iter().map(|row| path.of(row)).collect::<Result<_>>()?;
		let (mut loss, mut gradient) = (0.0, vec![0f32; prepared.parameters]);
		for row in &rows {
			crate::forward::add(&mut gradient, &row.flat);
			loss += row.loss;
		}
		Ok((loss, gradient))
	}

	fn checkpoint(&mut self) -> Result<[u8; 32]> {
		let bytes = self.state.to_bytes()?;
		let hash = blake2_256(&bytes);
		self.state.hashes.push(hash);
		if let Some(dir) = &self.dir {
			checkpoint::write(dir, &self.state, &bytes)?;
		}
		Ok(hash)
	}

	fn epoch_steps(&self) -> u64 {
		(self.rows.len() as u64).div_ceil(u64::from(self.state.config.batch_rows))
	}

	/// Rows of step `index` (from 0): epoch e shuffles all rows with stream e of the seed.
	fn batch(&self, index: u64) -> Vec<&Example> {
		let mut rng = ChaCha20Rng::seed_from_u64(self.state.config.seed);
		rng.set_stream(1 + index / self.epoch_steps());
		let mut order: Vec<usize> = (0..self.rows.len()).collect();
		shuffle(&mut rng, &mut order);
		let size = self.state.config.batch_rows as usize;
		let from = (index % self.epoch_steps()) as usize * size;
		order[from..(from + size).min(order.len())].iter().map(|i| &self.rows[*i]).collect()
	}
}
