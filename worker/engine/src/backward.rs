// SPDX-License-Identifier: Apache-2.0
//! Backward pass of one sequence, written by hand for the one supported architecture.
//!
//! It gives the gradient of the LoRA parameters, of all base weights, or of both. The order of
//! every sum is fixed (see [`crate::math`]), so the bits depend on nothing but the inputs.

use crate::{
	adapter::{Prepared, Slot},
	config::ModelConfig,
	forward::{self, LayerTape, Rope, Tape, BLOCK},
	math::{self, gemm, Strided},
	weights::{Linear, Weights},
};

/// Where gradients are added up.
pub(crate) struct Sinks<'a> {
	/// Flat LoRA gradient in the order of `Adapter::flat`.
	pub lora: Option<&'a mut [f32]>,
	/// Gradients of the base weights.
	pub full: Option<&'a mut Weights>,
}

/// Sum of the losses (nats) of predicting `tokens[from..]`, from a finished forward pass; with
/// `back`, also ∂loss/∂h, and the share of the tied embedding as output map.
pub(crate) fn loss(
	w: &Weights,
	tape: &Tape,
	tokens: &[u32],
	from: usize,
	back: Option<&mut Sinks<'_>>,
) -> (f64, Vec<f32>) {
	let (d, v) = (w.embed.inp, w.embed.out);
	let from = from.max(1);
	let mut total = 0f64;
	let mut dh = vec![0f32; tape.h.len()];
	if tokens.len() <= from {
		return (total, dh);
	}
	let (first, last) = (from - 1, tokens.len() - 1);
	let h = &tape.h[first * d..last * d];
	let mut z = forward::logits(w, h);
	for (row, target) in z.chunks_exact_mut(v).zip(&tokens[from..]) {
		let score = row[*target as usize];
		let (max, sum) = math::softmax(row);
		total += f64::from(max) + f64::from(libm::logf(sum)) - f64::from(score);
		row[*target as usize] -= 1.0;
	}
	if let Some(sinks) = back {
		let t = last - first;
		let out = &mut dh[first * d..last * d];
		gemm((t, v, d), Strided::rows(&z, v), &w.embed.w, d, out, d, false);
		if let Some(full) = &mut sinks.full {
			gemm((v, t, d), Strided::transposed(&z, v), h, d, &mut full.embed.w, d, true);
		}
	}
	(total, dh)
}

/// Gradient through RMSNorm: returns ∂/∂x and adds ∂/∂w.
fn rms_norm_back(
	dy: &[f32],
	x: &[f32],
	inv: &[f32],
	w: &[f32],
	gw: Option<&mut Vec<f32>>,
) -> Vec<f32> {
	let d = w.len();
	let mut dx = vec![0f32; x.len()];
	let mut wdy = vec![0f32; d];
	let rows = dy.chunks_exact(d).zip(x.chunks_exact(d)).zip(inv);
	for (((dy, x), inv), dx) in rows.clone().zip(dx.chunks_exact_mut(d)) {
		for ((o, a), b) in wdy.iter_mut().zip(dy).zip(w) {
			*o = a * b;
		}
		let k = math::dot(&wdy, x) * inv * inv * inv / d as f32;
		for ((o, a), x) in dx.iter_mut().zip(&wdy).zip(x) {
			*o = a * inv - x * k;
		}
	}
	if let Some(gw) = gw {
		for ((dy, x), inv) in rows {
			for ((g, dy), x) in gw.iter_mut().zip(dy).zip(x) {
				*g += dy * x * inv;
			}
		}
	}
	dx
}

/// One linear map with its adapter, for the backward pass.
struct Back<'a> {
	l: &'a Linear,
	slot: Option<&'a Slot>,
	lora: Option<&'a Prepared>,
}

impl Back<'_> {
	/// Adds ∂/∂x to `dx` (where wanted) and the parameter gradients to the sinks.
	fn run(
		&self,
		dy: &[f32],
		x: &[f32],
		u: &[f32],
		dx: Option<&mut [f32]>,
		flat: Option<&mut [f32]>,
		gw: Option<&mut Linear>,
	) {
		let (inp, out) = (self.l.inp, self.l.out);
		let t = x.len() / inp;
		let mut du = Vec::new();
		if let (Some(slot), Some(lora)) = (self.slot, self.lora) {
			let r = lora.r;
			du = vec![0f32; t * r];
			gemm((t, out, r), Strided::rows(dy, out), &slot.b, r, &mut du, r, false);
			du.iter_mut().for_each(|x| *x *= lora.scale);
			if let Some(flat) = flat {
				let (ga, rest) = flat[slot.offset..].split_at_mut(slot.a.len());
				gemm((r, t, inp), Strided::transposed(&du, r), x, inp, ga, inp, true);
				let gb = &mut rest[..slot.b.len()];
				gemm((out, t, r), Strided::transposed(dy, out), u, r, gb, r, true);
			}
		}
		if let Some(gw) = gw {
			gemm((out, t, inp), Strided::transposed(dy, out), x, inp, &mut gw.w, inp, true);
		}
		if let Some(dx) = dx {
			gemm((t, out, inp), Strided::rows(dy, out), &self.l.w, inp, dx, inp, true);
			if let (Some(slot), Some(lora)) = (self.slot, self.lora) {
				gemm((t, lora.r, inp), Strided::rows(&du, lora.r), &slot.a, inp, dx, inp, true);
			}
		}
	}
}

/// Gradients of queries, keys and values (after the rotation) from that of the outputs.
fn attention_back(c: &ModelConfig, tape: &LayerTape, dout: &[f32]) -> [Vec<f32>; 3] {
	let (d, hd, kv) = (c.hidden_size, c.head_dim(), c.kv_dim());
	let t = dout.len() / d;
	let heads = c.num_attention_heads;
	let group = heads / c.num_key_value_heads;
	let scale = 1.0 / (hd as f32).sqrt();
	let mut dq = vec![0f32; t * d];
	let (mut dk, mut dv) = (vec![0f32; t * kv], vec![0f32; t * kv]);
	let mut vt = vec![0f32; hd * t];
	let mut ds = vec![0f32; BLOCK * t];
	for (h, p) in tape.p.chunks_exact(t * t).enumerate() {
		let (qo, ko) = (h * hd, h / group * hd);
		for s in 0..t {
			for i in 0..hd {
				vt[i * t + s] = tape.v[s * kv + ko + i];
			}
		}
		for from in (0..t).step_by(BLOCK) {
			let to = (from + BLOCK).min(t);
			let rows = to - from;
			let douts = &dout[from * d + qo..];
			gemm((rows, hd, to), Strided::rows(douts, d), &vt, t, &mut ds, t, false);
			for i in from..to {
				let p = &p[i * t..i * t + to];
				let row = &mut ds[(i - from) * t..(i - from) * t + to];
				let mean = math::dot(&row[..=i], &p[..=i]);
				for (x, p) in row.iter_mut().zip(p) {
					*x = (*x - mean) * p * scale;
				}
			}
			let q = &tape.q[from * d + qo..];
			let view = Strided::rows(&ds, t);
			gemm((rows, to, hd), view, &tape.k[ko..], kv, &mut dq[from * d + qo..], d, false);
			let view = Strided::transposed(&ds, t);
			gemm((to, rows, hd), view, q, d, &mut dk[ko..], kv, true);
			let view = Strided::transposed(&p[from * t..], t);
			gemm((to, rows, hd), view, douts, d, &mut dv[ko..], kv, true);
		}
	}
	[dq, dk, dv]
}

/// The backward pass from ∂loss/∂h.
pub(crate) fn backward(
	c: &ModelConfig,
	w: &Weights,
	rope: &Rope,
	lora: Option<&Prepared>,
	tokens: &[u32],
	tape: &Tape,
	dh: &[f32],
	sinks: &mut Sinks<'_>,
) {
	let full = &mut sinks.full;
	let gw = full.as_deref_mut().map(|f| &mut f.norm);
	let mut dx = rms_norm_back(dh, &tape.x, &tape.inv, &w.norm, gw);
	for (n, (layer, tape)) in w.layers.iter().zip(&tape.layers).enumerate().rev() {
		let mut grads = full.as_deref_mut().map(|f| &mut f.layers[n]);
		let wanted = n > 0 || grads.is_some();
		let back = |i: usize| Back {
			l: &layer.linears[i],
			slot: lora.and_then(|l| l.slots[n][i].as_ref()),
			lora,
		};
		macro_rules! run {
			($i:expr, $dy:expr, $x:expr, $dx:expr) => {
				back($i).run(
					$dy,
					$x,
					&tape.u[$i],
					$dx,
					sinks.lora.as_deref_mut(),
					grads.as_deref_mut().map(|g| &mut g.linears[$i]),
				)
			};
		}
		let mut dact = vec![0f32; tape.act.len()];
		run!(6, &dx, &tape.act, Some(&mut dact[..]));
		let mut dgate = vec![0f32; tape.gate.len()];
		for (((g, da), gate), up) in dgate.iter_mut().zip(&mut dact).zip(&tape.gate).zip(&tape.up) {
			let s = math::sigmoid(*gate);
			*g = *da * up * s * (1.0 + gate * (1.0 - s));
			*da *= gate * s;
		}
		let mut dh2 = vec![0f32; tape.h2.len()];
		run!(4, &dgate, &tape.h2, Some(&mut dh2[..]));
		run!(5, &dact, &tape.h2, Some(&mut dh2[..]));
		let gw = grads.as_deref_mut().map(|g| &mut g.norm2);
		let through = rms_norm_back(&dh2, &tape.mid, &tape.inv2, &layer.norm2, gw);
		forward::add(&mut dx, &through);
		let mut datt = vec![0f32; tape.att.len()];
		run!(3, &dx, &tape.att, Some(&mut datt[..]));
		let [mut dq, mut dk, dv] = attention_back(c, tape, &datt);
		rope.apply(&mut dq, c.hidden_size, 0, -1.0);
		rope.apply(&mut dk, c.kv_dim(), 0, -1.0);
		let mut dh1 = vec![0f32; tape.h1.len()];
		run!(0, &dq, &tape.h1, wanted.then_some(&mut dh1[..]));
		run!(1, &dk, &tape.h1, wanted.then_some(&mut dh1[..]));
		run!(2, &dv, &tape.h1, wanted.then_some(&mut dh1[..]));
		if wanted {
			let gw = grads.map(|g| &mut g.norm1);
			let through = rms_norm_back(&dh1, &tape.x, &tape.inv1, &layer.norm1, gw);
			forward::add(&mut dx, &through);
		}
	}
	if let Some(full) = full {
		let d = w.embed.inp;
		for (token, dx) in tokens.iter().zip(dx.chunks_exact(d)) {
			forward::add(&mut full.embed.w[*token as usize * d..][..d], dx);
		}
	}
}
