// SPDX-License-Identifier: Apache-2.0
//! The canonical gradient path: one sequence, one thread, f32, fixed order of every sum.

use crate::{
	adapter::Adapter,
	adapter::Prepared,
	backward::{self, Sinks},
	error::{blake2_256, Result},
	forward,
	model::{BaseModel, Example},
	peft,
};

/// An adapter ready for computing, with the hash of its files.
#[derive(Debug)]
pub struct ReadyAdapter {
	adapter: Adapter,
	pub(crate) prepared: Prepared,
	hash: [u8; 32],
}

impl ReadyAdapter {
	/// Checks the adapter against the model and lays it out for computing.
	pub fn new(base: &BaseModel, adapter: Adapter) -> Result<Self> {
		adapter.ensure_fits(base.config())?;
		let (config, weights) = peft::to_files(&adapter)?;
		let hash = blake2_256(&[blake2_256(&config), blake2_256(&weights)].concat());
		let prepared = adapter.prepare(base.config().num_hidden_layers);
		Ok(Self { adapter, prepared, hash })
	}

	/// The parameters.
	pub fn adapter(&self) -> &Adapter {
		&self.adapter
	}

	/// Hash of the PEFT files that [`Adapter::save`] writes: blake2_256 over the blake2_256
	/// hashes of `adapter_config.json` and `adapter_model.safetensors`.
	pub fn hash(&self) -> [u8; 32] {
		self.hash
	}
}

/// Loss and gradient of one example.
#[derive(Clone, Debug)]
pub struct LoraGradient {
	/// Sum of the judged tokens' losses, in nats.
	pub loss: f64,
	/// Number of judged tokens.
	pub judged: usize,
	/// ∂(sum of losses)/∂(LoRA parameters) in the order of [`Adapter::flat`].
	pub flat: Vec<f32>,
}

/// Losses and per-example gradients of one adapter over one base model.
#[derive(Clone, Copy, Debug)]
pub struct Gradients<'a> {
	base: &'a BaseModel,
	lora: Option<&'a Prepared>,
}

impl<'a> Gradients<'a> {
	/// The path for an adapter.
	pub fn new(base: &'a BaseModel, adapter: &'a ReadyAdapter) -> Self {
		Self { base, lora: Some(&adapter.prepared) }
	}

	/// The bare base model; its gradients are empty.
	pub fn base_only(base: &'a BaseModel) -> Self {
		Self { base, lora: None }
	}

	pub(crate) fn prepared(base: &'a BaseModel, lora: &'a Prepared) -> Self {
		Self { base, lora: Some(lora) }
	}

	/// Sum of the losses of the judged tokens, in nats.
	pub fn loss(&self, example: &Example) -> Result<f64> {
		self.base.ensure_tokens(&example.tokens)?;
		let (c, w) = (&self.base.config, &self.base.weights);
		let tape = forward::forward(c, w, &self.base.rope, self.lora, &example.tokens);
		Ok(backward::loss(w, &tape, &example.tokens, example.answer_from, None).0)
	}

	/// Loss and gradient of one example.
	pub fn of(&self, example: &Example) -> Result<LoraGradient> {
		self.base.ensure_tokens(&example.tokens)?;
		let (c, w, rope) = (&self.base.config, &self.base.weights, &self.base.rope);
		let tokens = &example.tokens;
		let mut flat = vec![0f32; self.lora.map_or(0, |l| l.parameters)];
		let tape = forward::forward(c, w, rope, self.lora, tokens);
		let mut sinks = Sinks { lora: Some(&mut flat), full: None };
		let (loss, dh) = backward::loss(w, &tape, tokens, example.answer_from, Some(&mut sinks));
		backward::backward(c, w, rope, self.lora, tokens, &tape, &dh, &mut sinks);
		Ok(LoraGradient { loss, judged: example.judged(), flat })
	}

	/// Logits after every token, `[tokens × vocabulary]`.
	pub fn logits(&self, tokens: &[u32]) -> Result<Vec<f32>> {
		self.base.ensure_tokens(tokens)?;
		let (c, w) = (&self.base.config, &self.base.weights);
		let tape = forward::forward(c, w, &self.base.rope, self.lora, tokens);
		Ok(forward::logits(w, &tape.h))
	}
}
