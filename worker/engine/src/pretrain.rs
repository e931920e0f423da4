// SPDX-License-Identifier: Apache-2.0
//! Training of a base model from nothing: the recipe behind `models/base`.

use crate::{
	adamw::{self, AdamW},
	backward::{self, Sinks},
	config::ModelConfig,
	error::{self, blake2_256, Error, Result},
	forward,
	gradients::Gradients,
	model::{BaseModel, Example},
	text::TextCodec,
	weights::{shuffle, Weights},
};
use rand_chacha::{rand_core::SeedableRng, ChaCha20Rng};
use std::path::Path;

/// Parameters of the recipe.
#[derive(Clone, Debug)]
pub struct PretrainConfig {
	/// Optimiser steps.
	pub steps: u64,
	/// Sequences of one step.
	pub batch: usize,
	/// Peak learning rate.
	pub learning_rate: f32,
	/// Steps of linear warm-up.
	pub warmup: u64,
	/// Decoupled weight decay of matrices.
	pub weight_decay: f32,
	/// Seed of weights and order.
	pub seed: u64,
}

/// What the recipe measured.
#[derive(Clone, Debug)]
pub struct PretrainReport {
	/// Mean training loss of the last hundredth of the steps, nats per token.
	pub train_loss: f64,
	/// Loss on held-out documents, nats per token.
	pub heldout_loss: f64,
	/// Held-out documents.
	pub heldout: usize,
	/// Training documents.
	pub documents: usize,
	/// Tokens of the training documents.
	pub corpus_tokens: usize,
	/// Tokens that the steps saw.
	pub seen_tokens: usize,
}

/// Trains on one thread and returns the model (weights rounded to half precision) with what was
/// measured. A document whose hash's first byte is below 5 (about 2 %) is held out.
pub fn pretrain(
	config: ModelConfig,
	codec: TextCodec,
	texts: &[String],
	recipe: &PretrainConfig,
	mut progress: impl FnMut(u64, f64),
) -> Result<(BaseModel, PretrainReport)> {
	config.validate()?;
	let (mut documents, mut heldout) = (Vec::new(), Vec::new());
	for text in texts {
		let mut tokens = vec![config.bos_token_id];
		tokens.extend(codec.encode(text)?);
		tokens.push(config.eos_token_id);
		tokens.truncate(config.max_position_embeddings);
		let held = blake2_256(text.as_bytes())[0] < 5;
		if held {
			heldout.push(tokens)
		} else {
			documents.push(tokens)
		}
	}
	if documents.is_empty() || heldout.is_empty() {
		return Err(Error::Invalid("too little text".into()));
	}
	let mut weights = Weights::random(&config, recipe.seed);
	let (mut m, mut v) = (Weights::zeros(&config), Weights::zeros(&config));
	let rope = forward::Rope::new(&config);
	let mut order = Order::new(documents.len(), recipe.seed);
	let decay = recipe.weight_decay;
	let optimiser = AdamW { beta1: 0.9, beta2: 0.95, eps: 1e-8, decay };
	let (mut seen_tokens, mut recent) = (0, Vec::new());
	for step in 1..=recipe.steps {
		let mut grads = Weights::zeros(&config);
		let (mut loss, mut tokens) = (0.0, 0);
		for _ in 0..recipe.batch {
			let sequence = order.sequence(&documents, config.max_position_embeddings);
			let tape = forward::forward(&config, &weights, &rope, None, &sequence);
			let mut sinks = Sinks { lora: None, full: Some(&mut grads) };
			let (l, dh) = backward::loss(&weights, &tape, &sequence, 1, Some(&mut sinks));
			backward::backward(&config, &weights, &rope, None, &sequence, &tape, &dh, &mut sinks);
			loss += l;
			tokens += sequence.len() - 1;
		}
		let mean = 1.0 / tokens as f32;
		let mut grads = grads.values_mut();
		let squares: f64 = grads.iter().map(|(_, g)| adamw::squares(g)).sum();
		let factor = mean * adamw::clip(squares * f64::from(mean * mean), 1.0);
		let rate = adamw::rate(recipe.learning_rate, step, recipe.warmup, recipe.steps);
		let moments = m.values_mut().into_iter().zip(v.values_mut());
		for (((matrix, x), (_, g)), ((_, m), (_, v))) in
			weights.values_mut().into_iter().zip(&mut grads).zip(moments)
		{
			g.iter_mut().for_each(|g| *g *= factor);
			optimiser.update((x, g), (m, v), step, rate, matrix);
		}
		weights.refresh();
		seen_tokens += tokens;
		let loss = loss / tokens as f64;
		recent.push(loss);
		progress(step, loss);
	}
	weights.round_to_f16();
	let last = &recent[recent.len() - (recent.len() / 100).max(1).min(recent.len())..];
	let train_loss = last.iter().sum::<f64>() / last.len().max(1) as f64;
	let model = BaseModel::from_parts(config, weights, Some(codec));
	let (mut loss, mut judged) = (0.0, 0);
	for tokens in &heldout {
		let example = Example { tokens: tokens.clone(), answer_from: 1 };
		loss += Gradients::base_only(&model).loss(&example)?;
		judged += example.judged();
	}
	let report = PretrainReport {
		train_loss,
		heldout_loss: loss / judged as f64,
		heldout: heldout.len(),
		documents: documents.len(),
		corpus_tokens: documents.iter().map(Vec::len).sum(),
		seen_tokens,
	};
	Ok((model, report))
}

/// Writes `config.json`, `tokenizer.json` and `model.safetensors` (half precision).
pub fn save(model: &BaseModel, dir: &Path) -> Result<()> {
	std::fs::create_dir_all(dir).map_err(|e| Error::io(dir, e))?;
	let config =
		serde_json::to_string_pretty(&model.config).map_err(|e| Error::format(dir, e))? + "\n";
	error::write_atomic(&dir.join("config.json"), config.as_bytes())?;
	let tokenizer = model.codec()?.to_json()? + "\n";
	error::write_atomic(&dir.join("tokenizer.json"), tokenizer.as_bytes())?;
	error::write_atomic(&dir.join("model.safetensors"), &model.weights.to_safetensors_f16()?)
}

/// Documents in shuffled order, epoch after epoch.
struct Order {
	rng: ChaCha20Rng,
	order: Vec<usize>,
	at: usize,
}

impl Order {
	fn new(n: usize, seed: u64) -> Self {
		let mut rng = ChaCha20Rng::seed_from_u64(seed);
		rng.set_stream(1);
		Self { rng, order: (0..n).collect(), at: n }
	}

	/// The next documents one after another, the last one cut where the sequence is full.
	fn sequence(&mut self, documents: &[Vec<u32>], len: usize) -> Vec<u32> {
		let mut out = Vec::with_capacity(len);
		while out.len() < len {
			if self.at == self.order.len() {
				shuffle(&mut self.rng, &mut self.order);
				self.at = 0;
			}
			let document = &documents[self.order[self.at]];
			self.at += 1;
			out.extend(&document[..document.len().min(len - out.len())]);
		}
		out
	}
}
