// SPDX-License-Identifier: Apache-2.0
//! Requests in OpenAI's forms. Unknown fields are ignored, as clients send many.

use crate::{config::Config, serve::Refusal, store::AnswerKind};
use openledger_primitives::AgentId;
use openledger_primitives_objects::Sampling;
use serde::Deserialize;

/// Largest temperature, in thousandths.
const MAX_TEMPERATURE: f64 = 2.0;

/// Part of a message.
#[derive(Deserialize)]
#[serde(untagged)]
pub enum Content {
	/// Plain text.
	Text(String),
	/// Typed parts; only text is understood.
	Parts(Vec<Part>),
}

/// A typed part.
#[derive(Deserialize)]
pub struct Part {
	#[serde(rename = "type")]
	kind: String,
	#[serde(default)]
	text: String,
}

/// A message of a chat.
#[derive(Deserialize)]
pub struct Message {
	#[serde(rename = "role")]
	_role: String,
	content: Content,
}

/// Parties that a request may name besides the model.
#[derive(Deserialize, Default, Clone, Copy)]
#[serde(default)]
pub struct Parties {
	/// Agent in between.
	pub agent: Option<AgentId>,
	/// App in between.
	pub app: Option<AgentId>,
}

/// Body of both endpoints; a chat has `messages`, a completion `prompt`.
#[derive(Deserialize)]
pub struct Request {
	/// `base:adapter`, or a model version's id.
	pub model: String,
	#[serde(default)]
	messages: Option<Vec<Message>>,
	#[serde(default)]
	prompt: Option<String>,
	#[serde(default)]
	max_tokens: Option<u32>,
	#[serde(default)]
	max_completion_tokens: Option<u32>,
	#[serde(default)]
	temperature: Option<f64>,
	#[serde(default)]
	top_p: Option<f64>,
	#[serde(default)]
	seed: Option<u64>,
	#[serde(default)]
	n: Option<u32>,
	#[serde(default)]
	stop: Option<serde_json::Value>,
	/// Server-sent events instead of one body.
	#[serde(default)]
	pub stream: bool,
	/// Agent and app.
	#[serde(default)]
	pub openledger: Option<Parties>,
}

impl Request {
	/// Reads a body.
	pub fn parse(bytes: &[u8]) -> Result<Self, Refusal> {
		serde_json::from_slice(bytes)
			.map_err(|error| Refusal::bad("body_malformed", format!("the body: {error}")))
	}

	/// The prompt. A chat's messages stand under each other, one a line: the base model knows no
	/// roles.
	pub fn prompt(&self, kind: AnswerKind) -> Result<String, Refusal> {
		let prompt = match kind {
			AnswerKind::Text => self.prompt.clone().unwrap_or_default(),
			AnswerKind::Chat => {
				let messages = self.messages.as_deref().unwrap_or_default();
				let texts = messages.iter().map(text).collect::<Result<Vec<_>, _>>()?;
				texts.join("\n")
			},
		};
		match prompt.is_empty() {
			true => Err(Refusal::bad("prompt_empty", "there is no prompt")),
			false => Ok(prompt),
		}
	}

	/// Sampling parameters.
	pub fn sampling(&self, config: &Config) -> Result<Sampling, Refusal> {
		if self.n.is_some_and(|n| n != 1) || self.stop.as_ref().is_some_and(|stop| !stop.is_null())
		{
			return Err(Refusal::bad("unsupported", "n other than 1 and stop are not supported"));
		}
		let temperature = self.temperature.unwrap_or(0.0);
		let top_p = self.top_p.unwrap_or(1.0);
		let max_tokens =
			self.max_completion_tokens.or(self.max_tokens).unwrap_or(config.default_max_tokens);
		if !(0.0..=MAX_TEMPERATURE).contains(&temperature)
			|| !(0.001..=1.0).contains(&top_p)
			|| max_tokens == 0
		{
			return Err(Refusal::bad(
				"sampling",
				"temperature must be 0 to 2, top_p 0.001 to 1, max_tokens at least 1",
			));
		}
		Ok(Sampling {
			temperature_milli: (temperature * 1_000.0).round() as u32,
			top_p_milli: (top_p * 1_000.0).round() as u32,
			max_tokens,
			seed: self.seed.unwrap_or(0),
		})
	}
}

fn text(message: &Message) -> Result<String, Refusal> {
	match &message.content {
		Content::Text(text) => Ok(text.clone()),
		Content::Parts(parts) => parts
			.iter()
			.map(|part| match part.kind.as_str() {
				"text" => Ok(part.text.as_str()),
				_ => Err(Refusal::bad("unsupported", "only text parts are supported")),
			})
			.collect(),
	}
}

/// The engine's form of sampling parameters.
pub fn engine_sampling(sampling: &Sampling) -> openledger_worker_engine::Sampling {
	openledger_worker_engine::Sampling {
		temperature: sampling.temperature_milli as f32 / 1_000.0,
		top_p: sampling.top_p_milli as f32 / 1_000.0,
		seed: sampling.seed,
		max_tokens: sampling.max_tokens as usize,
	}
}
