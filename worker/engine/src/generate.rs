// SPDX-License-Identifier: Apache-2.0
//! Answers: batch 1, cached keys and values, greedy or seeded sampling, token by token.

use crate::{
	config::ModelConfig,
	error::{Error, Result},
	forward,
	gradients::ReadyAdapter,
	math::{self, gemm, Strided},
	model::BaseModel,
	weights::uniform,
};
use rand_chacha::{rand_core::SeedableRng, ChaCha20Rng};
use serde::{Deserialize, Serialize};

/// How tokens are chosen.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Sampling {
	/// 0 takes the likeliest token; above, logits are divided by it.
	pub temperature: f32,
	/// Tokens beyond this cumulated probability are never taken; 1 keeps all.
	pub top_p: f32,
	/// Seed of the ChaCha20 stream; one draw per token.
	pub seed: u64,
	/// Most tokens of the answer.
	pub max_tokens: usize,
}

impl Default for Sampling {
	fn default() -> Self {
		Self { temperature: 0.0, top_p: 1.0, seed: 0, max_tokens: 64 }
	}
}

impl Sampling {
	/// Refuses values out of bounds.
	pub fn validate(&self) -> Result<()> {
		let temperature = (0.0..=10.0).contains(&self.temperature);
		if !temperature || !(self.top_p > 0.0 && self.top_p <= 1.0) || self.max_tokens == 0 {
			return Err(Error::Invalid("sampling parameters out of bounds".into()));
		}
		Ok(())
	}
}

/// Why an answer ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StopReason {
	/// The model gave its end mark.
	Stop,
	/// `max_tokens` or the context was reached.
	Length,
	/// The callback asked to stop.
	Cancelled,
}

/// A finished answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Generation {
	/// Tokens of the answer, without the end mark.
	pub tokens: Vec<u32>,
	/// Why it ended.
	pub stop: StopReason,
	/// Tokens of the prompt.
	pub tokens_in: usize,
	/// Tokens of the answer.
	pub tokens_out: usize,
}

/// Keys (transposed, `[kv dim × context]`) and values (`[context × kv dim]`) of one layer.
struct Layer {
	kt: Vec<f32>,
	v: Vec<f32>,
}

struct Cache {
	layers: Vec<Layer>,
	len: usize,
}

impl Cache {
	fn new(c: &ModelConfig) -> Self {
		let size = c.kv_dim() * c.max_position_embeddings;
		let layer = || Layer { kt: vec![0.0; size], v: vec![0.0; size] };
		Self { layers: (0..c.num_hidden_layers).map(|_| layer()).collect(), len: 0 }
	}
}

/// Answers of one adapter (or none) over one base model.
#[derive(Clone, Copy, Debug)]
pub struct Generator<'a> {
	base: &'a BaseModel,
	adapter: Option<&'a ReadyAdapter>,
}

impl<'a> Generator<'a> {
	/// The adapter stays beside the base weights; nothing is merged.
	pub fn new(base: &'a BaseModel, adapter: Option<&'a ReadyAdapter>) -> Self {
		Self { base, adapter }
	}

	/// Answers a prompt of token ids. `on_token` sees each token before the next is computed;
	/// when it returns false the answer ends there, that token included.
	pub fn run(
		&self,
		prompt: &[u32],
		sampling: &Sampling,
		mut on_token: impl FnMut(u32) -> bool,
	) -> Result<Generation> {
		sampling.validate()?;
		let (c, context) = (&self.base.config, self.base.config.max_position_embeddings);
		if prompt.is_empty() {
			return Err(Error::Invalid("empty prompt".into()));
		}
		if prompt.len() >= context {
			return Err(Error::TooLong { tokens: prompt.len(), context });
		}
		self.base.ensure_tokens(prompt)?;
		let room = sampling.max_tokens.min(context - prompt.len());
		let mut rng = ChaCha20Rng::seed_from_u64(sampling.seed);
		let mut cache = Cache::new(c);
		let mut logits = self.extend(&mut cache, prompt);
		let (mut tokens, mut stop) = (Vec::new(), StopReason::Length);
		while tokens.len() < room {
			let token = choose(&mut logits, sampling, uniform(&mut rng));
			if token == c.eos_token_id {
				stop = StopReason::Stop;
				break;
			}
			tokens.push(token);
			if !on_token(token) {
				stop = StopReason::Cancelled;
				break;
			}
			if tokens.len() < room {
				logits = self.extend(&mut cache, &[token]);
			}
		}
		let tokens_out = tokens.len();
		Ok(Generation { tokens, stop, tokens_in: prompt.len(), tokens_out })
	}

	/// How many tokens of a given answer are those that the seeded sampling gives when each
	/// step sees the answer's own earlier tokens: the measure of an audit.
	pub fn agreement(&self, prompt: &[u32], answer: &[u32], sampling: &Sampling) -> Result<usize> {
		sampling.validate()?;
		let all = [prompt, answer].concat();
		self.base.ensure_tokens(&all)?;
		if prompt.is_empty() {
			return Err(Error::Invalid("empty prompt".into()));
		}
		let mut rng = ChaCha20Rng::seed_from_u64(sampling.seed);
		let mut cache = Cache::new(&self.base.config);
		let mut logits = self.extend(&mut cache, prompt);
		let mut same = 0;
		for token in answer {
			let draw = uniform(&mut rng);
			same += usize::from(choose(&mut logits, sampling, draw) == *token);
			if cache.len < self.base.config.max_position_embeddings {
				logits = self.extend(&mut cache, &[*token]);
			}
		}
		Ok(same)
	}

	/// Appends tokens to the cache; logits after the last one.
	fn extend(&self, cache: &mut Cache, tokens: &[u32]) -> Vec<f32> {
		let (c, w) = (&self.base.config, &self.base.weights);
		let lora = self.adapter.map(|a| &a.prepared);
		let (d, hd, kv) = (c.hidden_size, c.head_dim(), c.kv_dim());
		let group = c.num_attention_heads / c.num_key_value_heads;
		let scale = 1.0 / (hd as f32).sqrt();
		let (start, context) = (cache.len, c.max_position_embeddings);
		let mut scores = vec![0f32; context];
		let mut x = forward::embed(w, tokens);
		for (n, (layer, kept)) in w.layers.iter().zip(&mut cache.layers).enumerate() {
			let slot = |i: usize| lora.and_then(|l| l.slots[n][i].as_ref());
			let map = |i: usize, x: &[f32]| forward::linear(&layer.linears[i], slot(i), lora, x).0;
			let h = forward::rms_norm(&x, &layer.norm1, c.rms_norm_eps).0;
			let (mut q, mut k, v) = (map(0, &h), map(1, &h), map(2, &h));
			self.base.rope.apply(&mut q, d, start, 1.0);
			self.base.rope.apply(&mut k, kv, start, 1.0);
			for (t, row) in k.chunks_exact(kv).enumerate() {
				for (i, x) in row.iter().enumerate() {
					kept.kt[i * context + start + t] = *x;
				}
			}
			kept.v[start * kv..][..v.len()].copy_from_slice(&v);
			let mut att = vec![0f32; q.len()];
			for t in 0..tokens.len() {
				let seen = start + t + 1;
				for head in 0..c.num_attention_heads {
					let (qo, ko) = (t * d + head * hd, head / group * hd);
					let q = Strided::rows(&q[qo..], d);
					let kt = &kept.kt[ko * context..];
					gemm((1, hd, seen), q, kt, context, &mut scores, context, false);
					scores[..seen].iter_mut().for_each(|x| *x *= scale);
					math::softmax(&mut scores[..seen]);
					let p = Strided::rows(&scores, context);
					gemm((1, seen, hd), p, &kept.v[ko..], kv, &mut att[qo..], d, false);
				}
			}
			forward::add(&mut x, &map(3, &att));
			let h = forward::rms_norm(&x, &layer.norm2, c.rms_norm_eps).0;
			let act = forward::swiglu(&map(4, &h), &map(5, &h));
			forward::add(&mut x, &map(6, &act));
		}
		cache.len += tokens.len();
		let last = &x[x.len() - d..];
		forward::logits(w, &forward::rms_norm(last, &w.norm, c.rms_norm_eps).0)
	}
}

/// The token that logits, parameters and one uniform draw give. Equal values go to the lower id.
fn choose(logits: &mut [f32], sampling: &Sampling, draw: f64) -> u32 {
	if sampling.temperature == 0.0 {
		let best = logits.iter().enumerate().fold((0, f32::NEG_INFINITY), |best, (i, x)| {
			if *x > best.1 {
				(i, *x)
			} else {
				best
			}
		});
		return best.0 as u32;
	}
	let inverse = 1.0 / sampling.temperature;
	logits.iter_mut().for_each(|x| *x *= inverse);
	math::softmax(logits);
	let mut order: Vec<u32> = (0..logits.len() as u32).collect();
	order.sort_by(|a, b| logits[*b as usize].total_cmp(&logits[*a as usize]).then(a.cmp(b)));
	let (mut mass, mut kept) = (0f64, 0);
	for id in &order {
		mass += f64::from(logits[*id as usize]);
		kept += 1;
		if mass >= f64::from(sampling.top_p) {
			break;
		}
	}
	let mut left = draw * mass;
	for id in &order[..kept] {
		left -= f64::from(logits[*id as usize]);
		if left < 0.0 {
			return *id;
		}
	}
	order[kept - 1]
}
