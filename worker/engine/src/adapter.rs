// SPDX-License-Identifier: Apache-2.0
//! LoRA adapters: `y = W·x + (alpha / r)·B·(A·x)`, with B zero before training.

use crate::{
	config::ModelConfig,
	error::{Error, Result},
	math,
	weights::{uniform, LINEARS},
};
use rand_chacha::{rand_core::SeedableRng, ChaCha20Rng};
use serde::{Deserialize, Serialize};

/// A linear map of a decoder layer that LoRA can change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Target {
	/// Queries of the attention.
	QProj = 0,
	/// Keys of the attention.
	KProj = 1,
	/// Values of the attention.
	VProj = 2,
	/// Output of the attention.
	OProj = 3,
	/// Gate of the MLP.
	GateProj = 4,
	/// Input of the MLP.
	UpProj = 5,
	/// Output of the MLP.
	DownProj = 6,
}

impl Target {
	/// All targets in the order of the layer.
	pub const ALL: [Target; 7] = [
		Target::QProj,
		Target::KProj,
		Target::VProj,
		Target::OProj,
		Target::GateProj,
		Target::UpProj,
		Target::DownProj,
	];

	/// Path inside a layer, as `self_attn.q_proj`.
	pub fn path(self) -> &'static str {
		LINEARS[self as usize]
	}

	/// Last part of the path, as PEFT's `target_modules` names it.
	pub fn name(self) -> &'static str {
		self.path().rsplit('.').next().unwrap_or_default()
	}

	/// `(out, in)` of the map in a model.
	pub fn shape(self, c: &ModelConfig) -> (usize, usize) {
		let (d, f, kv) = (c.hidden_size, c.intermediate_size, c.kv_dim());
		[(d, d), (kv, d), (kv, d), (d, d), (f, d), (f, d), (d, f)][self as usize]
	}
}

/// Rank, scale and places of an adapter.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LoraConfig {
	/// Rank, 1 to 256.
	pub r: usize,
	/// The update is scaled by `alpha / r`.
	pub alpha: f32,
	/// Changed maps, sorted and without repetition.
	pub targets: Vec<Target>,
}

impl Default for LoraConfig {
	fn default() -> Self {
		Self { r: 8, alpha: 16.0, targets: vec![Target::QProj, Target::VProj] }
	}
}

impl LoraConfig {
	/// Refuses ranks and targets out of bounds.
	pub fn validate(&self) -> Result<()> {
		if !(1..=256).contains(&self.r) || !self.alpha.is_finite() || self.alpha <= 0.0 {
			return Err(Error::Invalid("LoRA rank or alpha out of bounds".into()));
		}
		if self.targets.is_empty() || !self.targets.windows(2).all(|w| w[0] < w[1]) {
			return Err(Error::Invalid("LoRA targets must be sorted and distinct".into()));
		}
		Ok(())
	}

	/// `alpha / r`.
	pub fn scale(&self) -> f32 {
		self.alpha / self.r as f32
	}
}

/// The two matrices of one changed map.
#[derive(Clone, Debug, PartialEq)]
pub struct LoraPair {
	/// Layer, from 0.
	pub layer: usize,
	/// Map inside the layer.
	pub target: Target,
	/// `[r × inp]`.
	pub a: Vec<f32>,
	/// `[out × r]`.
	pub b: Vec<f32>,
	/// Inputs of the map.
	pub inp: usize,
	/// Outputs of the map.
	pub out: usize,
}

/// A LoRA adapter for one base model; never merged into it.
#[derive(Clone, Debug, PartialEq)]
pub struct Adapter {
	/// Rank, scale and places.
	pub config: LoraConfig,
	/// Pairs ordered by layer, then by target: the order of all flat vectors.
	pub pairs: Vec<LoraPair>,
}

impl Adapter {
	/// A fresh adapter: A uniform in ±1/√in by ChaCha20 from `seed` (as PEFT initialises it),
	/// B zero, so that it changes nothing yet.
	pub fn new(model: &ModelConfig, config: LoraConfig, seed: u64) -> Result<Self> {
		config.validate()?;
		let mut rng = ChaCha20Rng::seed_from_u64(seed);
		let mut pairs = Vec::new();
		for layer in 0..model.num_hidden_layers {
			for &target in &config.targets {
				let (out, inp) = target.shape(model);
				let bound = 1.0 / (inp as f64).sqrt();
				let a = (0..config.r * inp)
					.map(|_| ((uniform(&mut rng) * 2.0 - 1.0) * bound) as f32)
					.collect();
				pairs.push(LoraPair { layer, target, a, b: vec![0.0; out * config.r], inp, out });
			}
		}
		Ok(Self { config, pairs })
	}

	/// Number of trained parameters: the length of the flat vectors.
	pub fn parameters(&self) -> usize {
		self.pairs.iter().map(|p| p.a.len() + p.b.len()).sum()
	}

	/// All parameters: for each pair A, then B.
	pub fn flat(&self) -> Vec<f32> {
		self.pairs.iter().flat_map(|p| p.a.iter().chain(&p.b)).copied().collect()
	}

	/// Replaces all parameters by a vector in the order of [`Self::flat`].
	pub fn set_flat(&mut self, flat: &[f32]) -> Result<()> {
		if flat.len() != self.parameters() {
			return Err(Error::Invalid("flat vector of another adapter".into()));
		}
		let mut rest = flat;
		for p in &mut self.pairs {
			for part in [&mut p.a, &mut p.b] {
				let (head, tail) = rest.split_at(part.len());
				part.copy_from_slice(head);
				rest = tail;
			}
		}
		Ok(())
	}

	/// Refuses an adapter that does not fit the model.
	pub fn ensure_fits(&self, model: &ModelConfig) -> Result<()> {
		self.config.validate()?;
		let places = (0..model.num_hidden_layers)
			.flat_map(|l| self.config.targets.iter().map(move |t| (l, *t)));
		let fits = self.pairs.len() == model.num_hidden_layers * self.config.targets.len()
			&& self.pairs.iter().zip(places).all(|(p, (layer, target))| {
				(p.layer, p.target) == (layer, target)
					&& target.shape(model) == (p.out, p.inp)
					&& p.a.len() == self.config.r * p.inp
					&& p.b.len() == self.config.r * p.out
			});
		if fits {
			Ok(())
		} else {
			Err(Error::Invalid("adapter does not fit the model".into()))
		}
	}

	/// The form that the forward pass reads.
	pub(crate) fn prepare(&self, layers: usize) -> Prepared {
		let mut slots: Vec<[Option<Slot>; 7]> = (0..layers).map(|_| Default::default()).collect();
		let (mut offset, r) = (0, self.config.r);
		for p in &self.pairs {
			if let Some(layer) = slots.get_mut(p.layer) {
				layer[p.target as usize] = Some(Slot {
					at: math::transpose(&p.a, r, p.inp),
					bt: math::transpose(&p.b, p.out, r),
					a: p.a.clone(),
					b: p.b.clone(),
					offset,
				});
			}
			offset += p.a.len() + p.b.len();
		}
		Prepared { slots, r, scale: self.config.scale(), parameters: offset }
	}
}

/// One pair with its transposes and its place in the flat vector.
#[derive(Debug)]
pub(crate) struct Slot {
	pub a: Vec<f32>,
	pub at: Vec<f32>,
	pub b: Vec<f32>,
	pub bt: Vec<f32>,
	pub offset: usize,
}

/// An adapter laid out for computing.
#[derive(Debug)]
pub(crate) struct Prepared {
	pub slots: Vec<[Option<Slot>; 7]>,
	pub r: usize,
	pub scale: f32,
	pub parameters: usize,
}
