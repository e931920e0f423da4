// SPDX-License-Identifier: Apache-2.0
//! Weights of the base model, with the tensor names of Hugging Face.

use crate::{
	config::ModelConfig,
	error::{Error, Result},
	math,
};
use rand_chacha::{
	rand_core::{RngCore, SeedableRng},
	ChaCha20Rng,
};
use safetensors::{tensor::TensorView, Dtype, SafeTensors};
use std::{collections::HashMap, path::Path};

/// A linear map: `w` is `[out × inp]` as on disk, `wt` its transpose for the forward pass.
#[derive(Clone, Debug, Default)]
pub(crate) struct Linear {
	pub w: Vec<f32>,
	pub wt: Vec<f32>,
	pub inp: usize,
	pub out: usize,
}

impl Linear {
	fn zeros(out: usize, inp: usize) -> Self {
		Self { w: vec![0.0; out * inp], wt: Vec::new(), inp, out }
	}

	/// Brings `wt` up to date with `w`.
	pub fn refresh(&mut self) {
		self.wt = math::transpose(&self.w, self.out, self.inp);
	}
}

/// Linear maps of a layer, in the order of [`crate::Target`].
pub(crate) const LINEARS: [&str; 7] = [
	"self_attn.q_proj",
	"self_attn.k_proj",
	"self_attn.v_proj",
	"self_attn.o_proj",
	"mlp.gate_proj",
	"mlp.up_proj",
	"mlp.down_proj",
];

/// One decoder layer.
#[derive(Clone, Debug, Default)]
pub(crate) struct Layer {
	pub norm1: Vec<f32>,
	pub norm2: Vec<f32>,
	pub linears: [Linear; 7],
}

/// All weights. The same shape without transposes holds gradients and optimiser moments.
#[derive(Clone, Debug, Default)]
pub(crate) struct Weights {
	pub embed: Linear,
	pub layers: Vec<Layer>,
	pub norm: Vec<f32>,
}

impl Weights {
	/// All zero.
	pub fn zeros(c: &ModelConfig) -> Self {
		let (d, f, kv) = (c.hidden_size, c.intermediate_size, c.kv_dim());
		let shapes = [(d, d), (kv, d), (kv, d), (d, d), (f, d), (f, d), (d, f)];
		let layer = Layer {
			norm1: vec![0.0; d],
			norm2: vec![0.0; d],
			linears: shapes.map(|(out, inp)| Linear::zeros(out, inp)),
		};
		Self {
			embed: Linear::zeros(c.vocab_size, d),
			layers: vec![layer; c.num_hidden_layers],
			norm: vec![0.0; d],
		}
	}

	/// Normal weights of standard deviation 0.02 (output maps smaller by √(2·layers)), norms one.
	pub fn random(c: &ModelConfig, seed: u64) -> Self {
		let mut w = Self::zeros(c);
		let mut rng = ChaCha20Rng::seed_from_u64(seed);
		let depth = (2.0 * c.num_hidden_layers as f32).sqrt();
		let mut fill = |l: &mut Linear, sigma: f32| {
			l.w.iter_mut().for_each(|x| *x = sigma * normal(&mut rng));
			l.refresh();
		};
		fill(&mut w.embed, 0.02);
		for layer in &mut w.layers {
			for (i, linear) in layer.linears.iter_mut().enumerate() {
				fill(linear, if i == 3 || i == 6 { 0.02 / depth } else { 0.02 });
			}
			layer.norm1.fill(1.0);
			layer.norm2.fill(1.0);
		}
		w.norm.fill(1.0);
		w
	}

	/// Brings all transposes up to date.
	pub fn refresh(&mut self) {
		self.embed.refresh();
		for layer in &mut self.layers {
			layer.linears.iter_mut().for_each(Linear::refresh);
		}
	}

	/// Names, shapes and values, in a fixed order.
	pub fn named(&self) -> Vec<(String, Vec<usize>, &Vec<f32>)> {
		let mut out = vec![(
			"model.embed_tokens.weight".to_string(),
			vec![self.embed.out, self.embed.inp],
			&self.embed.w,
		)];
		for (i, layer) in self.layers.iter().enumerate() {
			let at = |n: &str| format!("model.layers.{i}.{n}.weight");
			out.push((at("input_layernorm"), vec![layer.norm1.len()], &layer.norm1));
			out.push((at("post_attention_layernorm"), vec![layer.norm2.len()], &layer.norm2));
			for (name, l) in LINEARS.iter().zip(&layer.linears) {
				out.push((at(name), vec![l.out, l.inp], &l.w));
			}
		}
		out.push(("model.norm.weight".into(), vec![self.norm.len()], &self.norm));
		out
	}

	/// The values of [`Self::named`], mutable and in the same order; matrices are marked true.
	pub fn values_mut(&mut self) -> Vec<(bool, &mut Vec<f32>)> {
		let mut out = vec![(true, &mut self.embed.w)];
		for layer in &mut self.layers {
			out.push((false, &mut layer.norm1));
			out.push((false, &mut layer.norm2));
			out.extend(layer.linears.iter_mut().map(|l| (true, &mut l.w)));
		}
		out.push((false, &mut self.norm));
		out
	}

	/// Reads `model.safetensors`; refuses missing, unknown and wrongly shaped tensors.
	pub fn parse(config: &ModelConfig, bytes: &[u8], path: &Path) -> Result<Self> {
		let file = SafeTensors::deserialize(bytes).map_err(|e| Error::format(path, e))?;
		let mut w = Self::zeros(config);
		let expected: Vec<_> = w.named().into_iter().map(|(n, s, _)| (n, s)).collect();
		if file.len() != expected.len() {
			return Err(Error::format(path, "unknown or missing tensors"));
		}
		for ((name, shape), (_, values)) in expected.into_iter().zip(w.values_mut()) {
			let view = file.tensor(&name).map_err(|e| Error::format(path, e))?;
			*values = tensor_f32(&view, &shape)
				.ok_or_else(|| Error::format(path, format!("{name}: wrong shape or type")))?;
		}
		w.refresh();
		Ok(w)
	}

	/// `model.safetensors` in half precision (round to nearest even).
	pub fn to_safetensors_f16(&self) -> Result<Vec<u8>> {
		let halves: Vec<_> = self
			.named()
			.into_iter()
			.map(|(name, shape, v)| {
				let bytes: Vec<u8> =
					v.iter().flat_map(|x| half::f16::from_f32(*x).to_le_bytes()).collect();
				(name, shape, bytes)
			})
			.collect();
		serialize(halves.iter().map(|(n, s, b)| (n.as_str(), Dtype::F16, s.clone(), &b[..])))
	}

	/// Rounds every weight to what half precision holds, so that memory equals the file.
	pub fn round_to_f16(&mut self) {
		for (_, values) in self.values_mut() {
			values.iter_mut().for_each(|x| *x = half::f16::from_f32(*x).to_f32());
		}
		self.refresh();
	}
}

/// A safetensors file with the `format: pt` mark that Python readers expect.
pub(crate) fn serialize<'a>(
	tensors: impl Iterator<Item = (&'a str, Dtype, Vec<usize>, &'a [u8])>,
) -> Result<Vec<u8>> {
	let fail = |e: safetensors::SafeTensorError| Error::Invalid(format!("safetensors: {e}"));
	let views = tensors
		.map(|(n, d, s, b)| Ok((n, TensorView::new(d, s, b).map_err(fail)?)))
		.collect::<Result<Vec<_>>>()?;
	let meta = HashMap::from([("format".to_string(), "pt".to_string())]);
	safetensors::serialize(views, Some(meta)).map_err(fail)
}

/// A tensor as f32, when it has the shape and a type this engine reads (f32, f16, bf16).
pub(crate) fn tensor_f32(view: &TensorView<'_>, shape: &[usize]) -> Option<Vec<f32>> {
	if view.shape() != shape {
		return None;
	}
	let data = view.data();
	let pairs = |f: fn([u8; 2]) -> f32| data.chunks_exact(2).map(|b| f([b[0], b[1]])).collect();
	let values: Vec<f32> = match view.dtype() {
		Dtype::F32 => {
			data.chunks_exact(4).map(|b| f32::from_le_bytes([b[0], b[1], b[2], b[3]])).collect()
		},
		Dtype::F16 => pairs(|b| half::f16::from_le_bytes(b).to_f32()),
		Dtype::BF16 => pairs(|b| half::bf16::from_le_bytes(b).to_f32()),
		_ => return None,
	};
	values.iter().all(|v| v.is_finite()).then_some(values)
}

/// Little-endian bytes.
pub(crate) fn f32_bytes(values: &[f32]) -> Vec<u8> {
	values.iter().flat_map(|v| v.to_le_bytes()).collect()
}

/// A uniform number in [0, 1) with 53 bits.
pub(crate) fn uniform(rng: &mut impl RngCore) -> f64 {
	(rng.next_u64() >> 11) as f64 / (1u64 << 53) as f64
}

/// A standard normal number (Box–Muller with libm's functions).
pub(crate) fn normal(rng: &mut impl RngCore) -> f32 {
	let u = 1.0 - uniform(rng);
	let v = uniform(rng);
	(libm::sqrt(-2.0 * libm::log(u)) * libm::cos(std::f64::consts::TAU * v)) as f32
}

/// A uniform number below `n`, without bias.
pub(crate) fn below(rng: &mut impl RngCore, n: u64) -> u64 {
	let zone = u64::MAX - u64::MAX % n;
	loop {
		let x = rng.next_u64();
		if x < zone {
			return x % n;
		}
	}
}

/// Fisher–Yates with [`below`].
pub(crate) fn shuffle<T>(rng: &mut impl RngCore, items: &mut [T]) {
	for i in (1..items.len()).rev() {
		items.swap(i, below(rng, i as u64 + 1) as usize);
	}
}
