// SPDX-License-Identifier: Apache-2.0
//! Text to token ids and back, by the byte-level BPE of `tokenizer.json`.

use crate::error::{Error, Result};
use tokenizers::{
	models::{
		bpe::{BpeTrainer, BPE},
		TrainerWrapper,
	},
	pre_tokenizers::byte_level::ByteLevel,
	AddedToken, DecoderWrapper, ModelWrapper, NormalizerWrapper, PostProcessorWrapper,
	PreTokenizerWrapper, Tokenizer, TokenizerBuilder,
};

/// First token of every sequence, id 0.
pub const BOS: &str = "<s>";
/// Last token of every sequence, id 1.
pub const EOS: &str = "</s>";

/// The tokenizer of a base model.
#[derive(Clone, Debug)]
pub struct TextCodec {
	inner: Tokenizer,
}

impl TextCodec {
	/// Reads the bytes of a `tokenizer.json`.
	pub fn parse(bytes: &[u8]) -> Result<Self> {
		let inner = Tokenizer::from_bytes(bytes).map_err(fail)?;
		Ok(Self { inner })
	}

	/// Trains a byte-level BPE of `vocab_size` entries (256 bytes and two special tokens
	/// included). The texts' order does not matter.
	pub fn train<'a>(texts: impl Iterator<Item = &'a str> + Send, vocab: usize) -> Result<Self> {
		let mut tokenizer = TokenizerBuilder::<
			ModelWrapper,
			NormalizerWrapper,
			PreTokenizerWrapper,
			PostProcessorWrapper,
			DecoderWrapper,
		>::default()
		.with_model(BPE::default().into())
		.with_pre_tokenizer(Some(ByteLevel::new(false, true, true).into()))
		.with_decoder(Some(ByteLevel::default().into()))
		.build()
		.map_err(fail)?;
		let mut trainer: TrainerWrapper = BpeTrainer::builder()
			.vocab_size(vocab)
			.min_frequency(2)
			.show_progress(false)
			.initial_alphabet(ByteLevel::alphabet().into_iter().collect())
			.special_tokens([BOS, EOS].map(|t| AddedToken::from(t, true)).to_vec())
			.build()
			.into();
		tokenizer.train(&mut trainer, texts).map_err(fail)?;
		// A plain `Tokenizer` of the same parts.
		Self::parse(tokenizer.to_string(false).map_err(fail)?.as_bytes())
	}

	/// The text of `tokenizer.json`.
	pub fn to_json(&self) -> Result<String> {
		self.inner.to_string(true).map_err(fail)
	}

	/// Number of ids.
	pub fn vocab_size(&self) -> usize {
		self.inner.get_vocab_size(true)
	}

	/// Ids of a text, without special tokens. Special tokens spelled out in the text count as
	/// plain text, so that input cannot smuggle them in.
	pub fn encode(&self, text: &str) -> Result<Vec<u32>> {
		let mut ids = Vec::new();
		let mut rest = text;
		// `<s>` and `</s>` are split after their first byte, which keeps them plain text.
		while !rest.is_empty() {
			let cut = [BOS, EOS].iter().filter_map(|t| rest.find(t)).min();
			let (head, tail) = rest.split_at(cut.map_or(rest.len(), |c| c + 1));
			ids.extend_from_slice(self.inner.encode(head, false).map_err(fail)?.get_ids());
			rest = tail;
		}
		Ok(ids)
	}

	/// Text of ids; special tokens give nothing, broken UTF-8 the replacement character.
	pub fn decode(&self, ids: &[u32]) -> Result<String> {
		self.inner.decode(ids, true).map_err(fail)
	}

	/// A decoder that gives the text of a growing answer piece by piece.
	pub fn stream(&self) -> TextStream<'_> {
		TextStream { codec: self, ids: Vec::new(), sent: 0 }
	}
}

/// Gives each token's text as soon as its characters are whole.
#[derive(Debug)]
pub struct TextStream<'a> {
	codec: &'a TextCodec,
	ids: Vec<u32>,
	sent: usize,
}

impl TextStream<'_> {
	/// Adds a token; returns the text that became whole (maybe empty).
	pub fn push(&mut self, id: u32) -> Result<String> {
		self.ids.push(id);
		let text = self.codec.decode(&self.ids)?;
		// A trailing replacement character may be the beginning of a longer character.
		let whole = text.trim_end_matches('\u{fffd}').len();
		Ok(self.take(text, whole))
	}

	/// What is left at the end of the answer.
	pub fn finish(&mut self) -> Result<String> {
		let text = self.codec.decode(&self.ids)?;
		let len = text.len();
		Ok(self.take(text, len))
	}

	fn take(&mut self, text: String, until: usize) -> String {
		let piece = text.get(self.sent..until).unwrap_or_default().to_string();
		self.sent += piece.len();
		piece
	}
}

fn fail(e: tokenizers::Error) -> Error {
	Error::Tokenizer(e.to_string())
}

#[cfg(test)]
mod tests {
	use super::*;

	fn codec() -> TextCodec {
		let texts = ["fn main returns the größe of the map", "the map returns a value é ü ß"];
		TextCodec::train(texts.iter().copied(), 300).unwrap()
	}

	#[test]
	fn text_survives_a_round_trip() {
		let codec = codec();
		for text in ["the größe\n\tof 漢字 🦀", "a <s>b</s> c", "</s>", "<", ""] {
			let ids = codec.encode(text).unwrap();
			assert!(ids.iter().all(|id| *id > 1), "special tokens from plain text");
			assert_eq!(codec.decode(&ids).unwrap(), text);
		}
		assert_eq!(codec.decode(&[0, 1]).unwrap(), "");
	}

	#[test]
	fn streaming_gives_whole_characters_only() {
		let codec = codec();
		let text = "map 漢字 🦀!";
		let mut stream = codec.stream();
		let mut got = String::new();
		for id in codec.encode(text).unwrap() {
			let piece = stream.push(id).unwrap();
			assert!(!piece.contains('\u{fffd}'));
			got += &piece;
		}
		got += &stream.finish().unwrap();
		assert_eq!(got, text);
	}

	#[test]
	fn training_is_reproducible() {
		assert_eq!(codec().to_json().unwrap(), codec().to_json().unwrap());
	}
}
