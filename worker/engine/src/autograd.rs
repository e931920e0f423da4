// SPDX-License-Identifier: Apache-2.0
//! The same model in candle tensors, batched, with automatic differentiation.
//!
//! The second way to a LoRA gradient: a training backend, and an independent check of the
//! hand-written one. Only primitive operations are used, because candle's fused softmax, norms and
//! rotary embedding have no backward pass and would drop gradients silently.

use crate::{
	adapter::Adapter,
	config::ModelConfig,
	error::{Error, Result},
	model::{BaseModel, Example},
};
use candle_core::{DType, Device, Tensor, Var, D};

/// A base model as candle tensors on the CPU.
#[derive(Debug)]
pub struct Autograd {
	config: ModelConfig,
	embed: Tensor,
	layers: Vec<Layer>,
	norm: Tensor,
	cos: Tensor,
	sin: Tensor,
}

#[derive(Debug)]
struct Layer {
	norm1: Tensor,
	norm2: Tensor,
	linears: Vec<Tensor>,
}

/// A and B of one map, `None` where the adapter leaves the map alone.
type Pairs = Vec<[Option<(Tensor, Tensor)>; 7]>;

impl Autograd {
	/// Copies the weights of a base model.
	pub fn new(base: &BaseModel) -> Result<Self> {
		let (c, w) = (base.config(), &base.weights);
		let vector = |v: &[f32]| Tensor::from_slice(v, v.len(), &Device::Cpu);
		let matrix = |v: &[f32], out, inp| Tensor::from_slice(v, (out, inp), &Device::Cpu);
		let layers = w.layers.iter().map(|layer| {
			let linears = layer.linears.iter().map(|l| matrix(&l.w, l.out, l.inp));
			Ok(Layer {
				norm1: vector(&layer.norm1)?,
				norm2: vector(&layer.norm2)?,
				linears: linears.collect::<candle_core::Result<_>>()?,
			})
		});
		let positions = c.max_position_embeddings;
		Ok(Self {
			embed: matrix(&w.embed.w, w.embed.out, w.embed.inp)?,
			layers: layers.collect::<Result<_>>()?,
			norm: vector(&w.norm)?,
			cos: matrix(&base.rope.cos, positions, base.rope.half)?,
			sin: matrix(&base.rope.sin, positions, base.rope.half)?,
			config: c.clone(),
		})
	}

	/// Sum of the judged tokens' losses of a batch and its gradient in the order of
	/// [`Adapter::flat`].
	pub fn gradient(&self, adapter: &Adapter, batch: &[&Example]) -> Result<(f64, Vec<f32>)> {
		adapter.ensure_fits(&self.config)?;
		let r = adapter.config.r;
		let mut vars = Vec::new();
		let mut pairs: Pairs = self.layers.iter().map(|_| Default::default()).collect();
		for p in &adapter.pairs {
			let a = Var::from_slice(&p.a, (r, p.inp), &Device::Cpu)?;
			let b = Var::from_slice(&p.b, (p.out, r), &Device::Cpu)?;
			pairs[p.layer][p.target as usize] =
				Some((a.as_tensor().clone(), b.as_tensor().clone()));
			vars.push(a);
			vars.push(b);
		}
		let loss = self.loss(&pairs, f64::from(adapter.config.scale()), batch)?;
		let grads = loss.backward()?;
		let mut flat = Vec::with_capacity(adapter.parameters());
		for var in &vars {
			let grad = grads.get(var).ok_or_else(|| {
				Error::Invalid("candle dropped the gradient of a LoRA matrix".into())
			})?;
			flat.extend(grad.flatten_all()?.to_vec1::<f32>()?);
		}
		Ok((f64::from(loss.to_scalar::<f32>()?), flat))
	}

	fn loss(&self, pairs: &Pairs, scale: f64, batch: &[&Example]) -> Result<Tensor> {
		let c = &self.config;
		let n = batch.len();
		let t = batch.iter().map(|e| e.tokens.len()).max().unwrap_or(0);
		if t < 2 || t > c.max_position_embeddings {
			return Err(Error::TooLong { tokens: t, context: c.max_position_embeddings });
		}
		let mut ids = vec![c.eos_token_id; n * t];
		let (mut targets, mut mask) = (vec![0u32; n * (t - 1)], vec![0f32; n * (t - 1)]);
		for (i, example) in batch.iter().enumerate() {
			ids[i * t..][..example.tokens.len()].copy_from_slice(&example.tokens);
			for at in example.answer_from.max(1)..example.tokens.len() {
				targets[i * (t - 1) + at - 1] = example.tokens[at];
				mask[i * (t - 1) + at - 1] = 1.0;
			}
		}
		let ids = Tensor::from_vec(ids, n * t, &Device::Cpu)?;
		let mut x = self.embed.index_select(&ids, 0)?.reshape((n, t, c.hidden_size))?;
		let causal: Vec<f32> = (0..t * t).map(|i| if i % t > i / t { -1e9 } else { 0.0 }).collect();
		let causal = Tensor::from_vec(causal, (1, 1, t, t), &Device::Cpu)?;
		for (layer, pairs) in self.layers.iter().zip(pairs) {
			let map = |i: usize, x: &Tensor| linear(x, &layer.linears[i], &pairs[i], scale);
			let h = self.rms_norm(&x, &layer.norm1)?;
			let att = self.attention(&map(0, &h)?, &map(1, &h)?, &map(2, &h)?, &causal)?;
			x = (x + map(3, &att)?)?;
			let h = self.rms_norm(&x, &layer.norm2)?;
			let gate = map(4, &h)?;
			let silu = (&gate * (gate.neg()?.exp()? + 1.0)?.recip()?)?;
			x = (x + map(6, &(silu * map(5, &h)?)?)?)?;
		}
		let h = self.rms_norm(&x, &self.norm)?.narrow(1, 0, t - 1)?;
		let h = h.contiguous()?.reshape((n * (t - 1), c.hidden_size))?;
		let z = h.matmul(&self.embed.t()?)?;
		let z = z.broadcast_sub(&z.max_keepdim(1)?.detach())?;
		let log_sum = z.exp()?.sum_keepdim(1)?.log()?;
		let targets = Tensor::from_vec(targets, (n * (t - 1), 1), &Device::Cpu)?;
		let nll = (log_sum - z.gather(&targets, 1)?)?.flatten_all()?;
		let mask = Tensor::from_vec(mask, n * (t - 1), &Device::Cpu)?;
		Ok((nll * mask)?.sum_all()?)
	}

	fn rms_norm(&self, x: &Tensor, w: &Tensor) -> Result<Tensor> {
		let mean = (x.sqr()?.mean_keepdim(D::Minus1)? + f64::from(self.config.rms_norm_eps))?;
		Ok(x.broadcast_div(&mean.sqrt()?)?.broadcast_mul(w)?)
	}

	fn attention(&self, q: &Tensor, k: &Tensor, v: &Tensor, causal: &Tensor) -> Result<Tensor> {
		let c = &self.config;
		let (n, t, _) = q.dims3()?;
		let (heads, kv, hd) = (c.num_attention_heads, c.num_key_value_heads, c.head_dim());
		let split = |x: &Tensor, h: usize| -> Result<Tensor> {
			Ok(x.reshape((n, t, h, hd))?.transpose(1, 2)?.contiguous()?)
		};
		let repeat = |x: Tensor| -> Result<Tensor> {
			let wide = x.unsqueeze(2)?.broadcast_as((n, kv, heads / kv, t, hd))?;
			Ok(wide.contiguous()?.reshape((n, heads, t, hd))?)
		};
		let q = self.rotate(&split(q, heads)?)?;
		let k = repeat(self.rotate(&split(k, kv)?)?)?;
		let v = repeat(split(v, kv)?)?;
		let scores = (q.matmul(&k.t()?.contiguous()?)? * (1.0 / (hd as f64).sqrt()))?;
		let scores = scores.broadcast_add(causal)?;
		let e = scores.broadcast_sub(&scores.max_keepdim(D::Minus1)?.detach())?.exp()?;
		let p = e.broadcast_div(&e.sum_keepdim(D::Minus1)?)?;
		let out = p.matmul(&v)?.transpose(1, 2)?.contiguous()?;
		Ok(out.reshape((n, t, heads * hd))?)
	}

	fn rotate(&self, x: &Tensor) -> Result<Tensor> {
		let (_, _, t, hd) = x.dims4()?;
		let half = hd / 2;
		let table = |x: &Tensor| x.narrow(0, 0, t)?.reshape((1, 1, t, half));
		let (cos, sin) = (table(&self.cos)?, table(&self.sin)?);
		let (a, b) = (x.narrow(3, 0, half)?, x.narrow(3, half, half)?);
		let lo = (a.broadcast_mul(&cos)? - b.broadcast_mul(&sin)?)?;
		let hi = (b.broadcast_mul(&cos)? + a.broadcast_mul(&sin)?)?;
		Ok(Tensor::cat(&[lo, hi], 3)?)
	}
}

fn linear(x: &Tensor, w: &Tensor, pair: &Option<(Tensor, Tensor)>, scale: f64) -> Result<Tensor> {
	let (n, t, inp) = x.dims3()?;
	let flat = x.contiguous()?.reshape((n * t, inp))?.to_dtype(DType::F32)?;
	let mut y = flat.matmul(&w.t()?)?;
	if let Some((a, b)) = pair {
		y = (y + (flat.matmul(&a.t()?)?.matmul(&b.t()?)? * scale)?)?;
	}
	Ok(y.reshape((n, t, w.dim(0)?))?)
}
