// SPDX-License-Identifier: Apache-2.0
//! `config.json` of a base model, in the form that Hugging Face's `LlamaForCausalLM` reads.

use crate::error::{Error, Result};
use serde::{Deserialize, Serialize};

/// Shape of a Llama-style decoder. Field names are those of `config.json`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ModelConfig {
	/// Must hold `LlamaForCausalLM`.
	pub architectures: Vec<String>,
	/// Must be `llama`.
	pub model_type: String,
	/// Width of the residual stream.
	pub hidden_size: usize,
	/// Width of the gated MLP.
	pub intermediate_size: usize,
	/// Decoder layers.
	pub num_hidden_layers: usize,
	/// Query heads.
	pub num_attention_heads: usize,
	/// Key and value heads; divides the query heads.
	pub num_key_value_heads: usize,
	/// Entries of the vocabulary.
	pub vocab_size: usize,
	/// Longest sequence in tokens.
	pub max_position_embeddings: usize,
	/// Added to the mean square in RMSNorm.
	pub rms_norm_eps: f32,
	/// Base of the rotary frequencies.
	pub rope_theta: f64,
	/// The output projection is the embedding; must be true.
	pub tie_word_embeddings: bool,
	/// Must be `silu`.
	pub hidden_act: String,
	/// First token of every sequence.
	pub bos_token_id: u32,
	/// Last token of every sequence.
	pub eos_token_id: u32,
	/// Storage type of the weights on disk (`float16` or `float32`).
	pub torch_dtype: String,
}

impl ModelConfig {
	/// A shape with the defaults of this project; `hidden_size` 128, 4 layers, 4 heads,
	/// context 256.
	pub fn small(vocab_size: usize) -> Self {
		Self {
			architectures: vec!["LlamaForCausalLM".into()],
			model_type: "llama".into(),
			hidden_size: 128,
			intermediate_size: 384,
			num_hidden_layers: 4,
			num_attention_heads: 4,
			num_key_value_heads: 4,
			vocab_size,
			max_position_embeddings: 256,
			rms_norm_eps: 1e-5,
			rope_theta: 10_000.0,
			tie_word_embeddings: true,
			hidden_act: "silu".into(),
			bos_token_id: 0,
			eos_token_id: 1,
			torch_dtype: "float16".into(),
		}
	}

	/// Width of one head.
	pub fn head_dim(&self) -> usize {
		self.hidden_size / self.num_attention_heads
	}

	/// Width of all keys (and of all values) of one token.
	pub fn kv_dim(&self) -> usize {
		self.head_dim() * self.num_key_value_heads
	}

	/// Number of weights, the tied embedding counted once.
	pub fn parameters(&self) -> usize {
		let (d, f, kv) = (self.hidden_size, self.intermediate_size, self.kv_dim());
		let layer = 2 * d * d + 2 * d * kv + 3 * d * f + 2 * d;
		self.vocab_size * d + self.num_hidden_layers * layer + d
	}

	/// Refuses what this engine does not compute exactly.
	pub fn validate(&self) -> Result<()> {
		let check = |ok: bool, what: &str| {
			if ok {
				Ok(())
			} else {
				Err(Error::Invalid(format!("config.json: {what}")))
			}
		};
		check(self.architectures.iter().any(|a| a == "LlamaForCausalLM"), "architecture")?;
		check(self.model_type == "llama", "model_type")?;
		check(self.hidden_act == "silu", "hidden_act")?;
		check(self.tie_word_embeddings, "tie_word_embeddings must be true")?;
		check(
			(1..=16_384).contains(&self.hidden_size)
				&& (1..=65_536).contains(&self.intermediate_size)
				&& (1..=256).contains(&self.num_hidden_layers)
				&& (2..=1 << 20).contains(&self.vocab_size)
				&& (2..=1 << 17).contains(&self.max_position_embeddings),
			"a size is out of bounds",
		)?;
		check(
			self.num_attention_heads > 0
				&& self.hidden_size.is_multiple_of(self.num_attention_heads)
				&& self.head_dim().is_multiple_of(2),
			"heads do not divide the width evenly",
		)?;
		check(
			self.num_key_value_heads > 0
				&& self.num_attention_heads.is_multiple_of(self.num_key_value_heads),
			"key heads do not divide query heads",
		)?;
		check(
			(self.bos_token_id as usize) < self.vocab_size
				&& (self.eos_token_id as usize) < self.vocab_size,
			"special tokens outside the vocabulary",
		)
	}
}
