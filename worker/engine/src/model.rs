// SPDX-License-Identifier: Apache-2.0
//! The base model: configuration, tokenizer and frozen weights.

use crate::{
	config::ModelConfig,
	error::{self, blake2_256, Error, Result},
	forward::Rope,
	text::TextCodec,
	weights::Weights,
};
use std::path::Path;

/// A base model in memory.
#[derive(Clone, Debug)]
pub struct BaseModel {
	pub(crate) config: ModelConfig,
	pub(crate) weights: Weights,
	pub(crate) rope: Rope,
	pub(crate) codec: Option<TextCodec>,
	hash: [u8; 32],
}

impl BaseModel {
	/// Reads a folder in Hugging Face layout: `config.json`, `tokenizer.json`,
	/// `model.safetensors`.
	pub fn load(dir: impl AsRef<Path>) -> Result<Self> {
		let dir = dir.as_ref();
		let at = |name: &str| dir.join(name);
		let config_bytes = error::read(&at("config.json"))?;
		let config: ModelConfig = serde_json::from_slice(&config_bytes)
			.map_err(|e| Error::format(at("config.json"), e))?;
		config.validate()?;
		let codec_bytes = error::read(&at("tokenizer.json"))?;
		let codec = TextCodec::parse(&codec_bytes)?;
		if codec.vocab_size() > config.vocab_size {
			return Err(Error::format(at("tokenizer.json"), "more ids than the model has"));
		}
		let weight_bytes = error::read(&at("model.safetensors"))?;
		let weights = Weights::parse(&config, &weight_bytes, &at("model.safetensors"))?;
		let hash = Self::hash_of(&config_bytes, &codec_bytes, &weight_bytes);
		Ok(Self { rope: Rope::new(&config), config, weights, codec: Some(codec), hash })
	}

	/// A model with random weights and no tokenizer, for tests.
	pub fn random(config: ModelConfig, seed: u64) -> Result<Self> {
		config.validate()?;
		let weights = Weights::random(&config, seed);
		Ok(Self::from_parts(config, weights, None))
	}

	/// A model from parts in memory; its hash covers the weights as f32.
	pub(crate) fn from_parts(c: ModelConfig, w: Weights, codec: Option<TextCodec>) -> Self {
		let bytes: Vec<u8> =
			w.named().iter().flat_map(|(_, _, v)| crate::weights::f32_bytes(v)).collect();
		let hash = blake2_256(&bytes);
		Self { rope: Rope::new(&c), config: c, weights: w, codec, hash }
	}

	/// Hash of a base model: blake2_256 over the three files' blake2_256 hashes in the order
	/// `config.json`, `tokenizer.json`, `model.safetensors`.
	pub fn hash_of(config: &[u8], tokenizer: &[u8], weights: &[u8]) -> [u8; 32] {
		blake2_256(&[config, tokenizer, weights].map(blake2_256).concat())
	}

	/// Hash of the loaded files (see [`Self::hash_of`]).
	pub fn hash(&self) -> [u8; 32] {
		self.hash
	}

	/// Shape of the model.
	pub fn config(&self) -> &ModelConfig {
		&self.config
	}

	/// The tokenizer; an error for a model made without one.
	pub fn codec(&self) -> Result<&TextCodec> {
		self.codec.as_ref().ok_or_else(|| Error::Tokenizer("the model has none".into()))
	}

	/// Tokens of a prompt: the beginning mark and the text.
	pub fn prompt(&self, text: &str) -> Result<Vec<u32>> {
		let mut ids = vec![self.config.bos_token_id];
		ids.extend(self.codec()?.encode(text)?);
		Ok(ids)
	}

	/// A training row: beginning mark, text, end mark; cut to the context.
	pub fn row(&self, text: &str) -> Result<Example> {
		let mut tokens = self.prompt(text)?;
		tokens.push(self.config.eos_token_id);
		tokens.truncate(self.config.max_position_embeddings);
		Ok(Example { tokens, answer_from: 1 })
	}

	/// A prompt with its answer, the answer's tokens being what is judged. The prompt's oldest
	/// tokens are cut where both together do not fit the context.
	pub fn answer(&self, prompt: &[u32], answer: &[u32]) -> Result<Example> {
		let context = self.config.max_position_embeddings;
		if answer.len() >= context || prompt.is_empty() {
			return Err(Error::TooLong { tokens: prompt.len() + answer.len(), context });
		}
		let cut = (prompt.len() + answer.len()).saturating_sub(context);
		let prompt = &prompt[cut..];
		let tokens = [prompt, answer].concat();
		Ok(Example { tokens, answer_from: prompt.len() })
	}

	/// Refuses sequences the model cannot compute.
	pub(crate) fn ensure_tokens(&self, tokens: &[u32]) -> Result<()> {
		let context = self.config.max_position_embeddings;
		if tokens.len() > context {
			return Err(Error::TooLong { tokens: tokens.len(), context });
		}
		if tokens.iter().any(|t| *t as usize >= self.config.vocab_size) {
			return Err(Error::Invalid("token id outside the vocabulary".into()));
		}
		Ok(())
	}
}

/// A token sequence of which the tokens from `answer_from` on are predicted and judged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example {
	/// All tokens.
	pub tokens: Vec<u32>,
	/// Index of the first judged token, at least 1.
	pub answer_from: usize,
}

impl Example {
	/// Number of judged tokens.
	pub fn judged(&self) -> usize {
		self.tokens.len().saturating_sub(self.answer_from.max(1))
	}
}
