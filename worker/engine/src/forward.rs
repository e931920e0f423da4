// SPDX-License-Identifier: Apache-2.0
//! Forward pass of one sequence with everything kept that the backward pass needs.

use crate::{
	adapter::{Prepared, Slot},
	config::ModelConfig,
	math::{self, gemm, Strided},
	weights::{Linear, Weights},
};

/// Rows of the attention that are computed together.
pub(crate) const BLOCK: usize = 32;

/// Cosines and sines of the rotary embedding, `[position × head_dim / 2]`.
#[derive(Clone, Debug)]
pub(crate) struct Rope {
	pub cos: Vec<f32>,
	pub sin: Vec<f32>,
	pub half: usize,
}

impl Rope {
	pub fn new(c: &ModelConfig) -> Self {
		let half = c.head_dim() / 2;
		let angles: Vec<f64> = (0..c.max_position_embeddings)
			.flat_map(|t| {
				(0..half).map(move |i| t as f64 / libm::pow(c.rope_theta, i as f64 / half as f64))
			})
			.collect();
		let table = |f: fn(f64) -> f64| angles.iter().map(|a| f(*a) as f32).collect();
		Self { cos: table(libm::cos), sin: table(libm::sin), half }
	}

	/// Rotates all heads of rows `x` (width `width`) whose first position is `start`; the
	/// inverse rotation with `sign` −1.
	pub fn apply(&self, x: &mut [f32], width: usize, start: usize, sign: f32) {
		for (t, row) in x.chunks_exact_mut(width).enumerate() {
			let at = (start + t) * self.half;
			let (cos, sin) = (&self.cos[at..at + self.half], &self.sin[at..at + self.half]);
			for head in row.chunks_exact_mut(2 * self.half) {
				let (lo, hi) = head.split_at_mut(self.half);
				for (((a, b), c), s) in lo.iter_mut().zip(hi).zip(cos).zip(sin) {
					let (x, y, s) = (*a, *b, *s * sign);
					*a = x * c - y * s;
					*b = y * c + x * s;
				}
			}
		}
	}
}

/// What a layer leaves for the backward pass.
#[derive(Default)]
pub(crate) struct LayerTape {
	pub x: Vec<f32>,
	pub inv1: Vec<f32>,
	pub h1: Vec<f32>,
	pub q: Vec<f32>,
	pub k: Vec<f32>,
	pub v: Vec<f32>,
	/// Attention probabilities `[head × T × T]`.
	pub p: Vec<f32>,
	pub att: Vec<f32>,
	pub mid: Vec<f32>,
	pub inv2: Vec<f32>,
	pub h2: Vec<f32>,
	pub gate: Vec<f32>,
	pub up: Vec<f32>,
	pub act: Vec<f32>,
	/// `scale · A·x` of every changed map, `[T × r]`.
	pub u: [Vec<f32>; 7],
}

/// What a whole pass leaves.
pub(crate) struct Tape {
	pub layers: Vec<LayerTape>,
	pub x: Vec<f32>,
	pub inv: Vec<f32>,
	pub h: Vec<f32>,
}

/// RMSNorm of rows; returns the outputs and the inverse root mean squares.
pub(crate) fn rms_norm(x: &[f32], w: &[f32], eps: f32) -> (Vec<f32>, Vec<f32>) {
	let d = w.len();
	let mut out = vec![0f32; x.len()];
	let inverse = x
		.chunks_exact(d)
		.zip(out.chunks_exact_mut(d))
		.map(|(x, y)| {
			let inv = 1.0 / (math::dot(x, x) / d as f32 + eps).sqrt();
			for ((y, x), w) in y.iter_mut().zip(x).zip(w) {
				*y = x * inv * w;
			}
			inv
		})
		.collect();
	(out, inverse)
}

/// `y = x·Wᵀ` and, with an adapter, `+ u·Bᵀ` where `u = scale · x·Aᵀ` is returned too.
pub(crate) fn linear(
	l: &Linear,
	slot: Option<&Slot>,
	lora: Option<&Prepared>,
	x: &[f32],
) -> (Vec<f32>, Vec<f32>) {
	let t = x.len() / l.inp;
	let mut y = vec![0f32; t * l.out];
	gemm((t, l.inp, l.out), Strided::rows(x, l.inp), &l.wt, l.out, &mut y, l.out, false);
	let (Some(slot), Some(lora)) = (slot, lora) else { return (y, Vec::new()) };
	let r = lora.r;
	let mut u = vec![0f32; t * r];
	gemm((t, l.inp, r), Strided::rows(x, l.inp), &slot.at, r, &mut u, r, false);
	u.iter_mut().for_each(|u| *u *= lora.scale);
	gemm((t, r, l.out), Strided::rows(&u, r), &slot.bt, l.out, &mut y, l.out, true);
	(y, u)
}

/// `x += y`.
pub(crate) fn add(x: &mut [f32], y: &[f32]) {
	x.iter_mut().zip(y).for_each(|(x, y)| *x += y);
}

/// Embeddings of tokens.
pub(crate) fn embed(w: &Weights, tokens: &[u32]) -> Vec<f32> {
	let d = w.embed.inp;
	tokens.iter().flat_map(|t| &w.embed.w[*t as usize * d..][..d]).copied().collect()
}

/// `silu(gate) · up`.
pub(crate) fn swiglu(gate: &[f32], up: &[f32]) -> Vec<f32> {
	gate.iter().zip(up).map(|(g, u)| g * math::sigmoid(*g) * u).collect()
}

/// Logits of final hidden rows.
pub(crate) fn logits(w: &Weights, h: &[f32]) -> Vec<f32> {
	let (d, v) = (w.embed.inp, w.embed.out);
	let t = h.len() / d;
	let mut out = vec![0f32; t * v];
	gemm((t, d, v), Strided::rows(h, d), &w.embed.wt, v, &mut out, v, false);
	out
}

/// Causal attention of a whole sequence; returns outputs and probabilities.
fn attention(c: &ModelConfig, q: &[f32], k: &[f32], v: &[f32], t: usize) -> (Vec<f32>, Vec<f32>) {
	let (d, hd, kv) = (c.hidden_size, c.head_dim(), c.kv_dim());
	let heads = c.num_attention_heads;
	let group = heads / c.num_key_value_heads;
	let scale = 1.0 / (hd as f32).sqrt();
	let mut out = vec![0f32; t * d];
	let mut probs = vec![0f32; heads * t * t];
	let mut kt = vec![0f32; hd * t];
	for (h, p) in probs.chunks_exact_mut(t * t).enumerate() {
		let (qo, ko) = (h * hd, h / group * hd);
		for s in 0..t {
			for i in 0..hd {
				kt[i * t + s] = k[s * kv + ko + i];
			}
		}
		for from in (0..t).step_by(BLOCK) {
			let to = (from + BLOCK).min(t);
			let rows = to - from;
			let qs = Strided::rows(&q[from * d + qo..], d);
			gemm((rows, hd, to), qs, &kt, t, &mut p[from * t..], t, false);
			for i in from..to {
				let row = &mut p[i * t..i * t + to];
				row[..=i].iter_mut().for_each(|x| *x *= scale);
				math::softmax(&mut row[..=i]);
				row[i + 1..].fill(0.0);
			}
			let ps = Strided::rows(&p[from * t..], t);
			gemm((rows, to, hd), ps, &v[ko..], kv, &mut out[from * d + qo..], d, false);
		}
	}
	(out, probs)
}

/// The forward pass up to the last norm.
pub(crate) fn forward(
	c: &ModelConfig,
	w: &Weights,
	rope: &Rope,
	lora: Option<&Prepared>,
	tokens: &[u32],
) -> Tape {
	let t = tokens.len();
	let mut x = embed(w, tokens);
	let mut layers = Vec::with_capacity(w.layers.len());
	for (n, layer) in w.layers.iter().enumerate() {
		let slot = |i: usize| lora.and_then(|l| l.slots[n][i].as_ref());
		let mut tape = LayerTape { x, ..Default::default() };
		(tape.h1, tape.inv1) = rms_norm(&tape.x, &layer.norm1, c.rms_norm_eps);
		(tape.q, tape.u[0]) = linear(&layer.linears[0], slot(0), lora, &tape.h1);
		(tape.k, tape.u[1]) = linear(&layer.linears[1], slot(1), lora, &tape.h1);
		(tape.v, tape.u[2]) = linear(&layer.linears[2], slot(2), lora, &tape.h1);
		rope.apply(&mut tape.q, c.hidden_size, 0, 1.0);
		rope.apply(&mut tape.k, c.kv_dim(), 0, 1.0);
		(tape.att, tape.p) = attention(c, &tape.q, &tape.k, &tape.v, t);
		(tape.mid, tape.u[3]) = linear(&layer.linears[3], slot(3), lora, &tape.att);
		add(&mut tape.mid, &tape.x);
		(tape.h2, tape.inv2) = rms_norm(&tape.mid, &layer.norm2, c.rms_norm_eps);
		(tape.gate, tape.u[4]) = linear(&layer.linears[4], slot(4), lora, &tape.h2);
		(tape.up, tape.u[5]) = linear(&layer.linears[5], slot(5), lora, &tape.h2);
		tape.act = swiglu(&tape.gate, &tape.up);
		(x, tape.u[6]) = linear(&layer.linears[6], slot(6), lora, &tape.act);
		add(&mut x, &tape.mid);
		layers.push(tape);
	}
	let (h, inv) = rms_norm(&x, &w.norm, c.rms_norm_eps);
	Tape { layers, x, inv, h }
}
