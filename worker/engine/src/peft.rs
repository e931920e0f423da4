// SPDX-License-Identifier: Apache-2.0
//! Adapters on disk in PEFT's format: `adapter_config.json` and `adapter_model.safetensors`.

use crate::{
	adapter::{Adapter, LoraConfig, LoraPair, Target},
	config::ModelConfig,
	error::{self, Error, Result},
	weights::{self, f32_bytes, tensor_f32},
};
use safetensors::{Dtype, SafeTensors};
use serde::{Deserialize, Serialize};
use std::path::Path;

/// Name of the configuration file.
pub const CONFIG_FILE: &str = "adapter_config.json";
/// Name of the weights file.
pub const WEIGHTS_FILE: &str = "adapter_model.safetensors";

/// The part of `adapter_config.json` that this engine writes. Everything that would change the
/// result and is not supported is refused on reading.
#[derive(Serialize, Deserialize)]
struct PeftConfig {
	peft_type: String,
	task_type: Option<String>,
	#[serde(default)]
	base_model_name_or_path: Option<String>,
	r: usize,
	lora_alpha: f32,
	#[serde(default)]
	lora_dropout: f32,
	target_modules: Vec<String>,
	#[serde(default = "none")]
	bias: String,
	#[serde(default)]
	fan_in_fan_out: bool,
	#[serde(default)]
	use_rslora: bool,
	#[serde(default)]
	use_dora: bool,
	#[serde(default)]
	modules_to_save: Option<Vec<String>>,
	#[serde(default)]
	rank_pattern: serde_json::Map<String, serde_json::Value>,
	#[serde(default)]
	alpha_pattern: serde_json::Map<String, serde_json::Value>,
	#[serde(default)]
	layers_to_transform: Option<serde_json::Value>,
	#[serde(default)]
	inference_mode: bool,
}

fn none() -> String {
	"none".into()
}

fn key(pair: &LoraPair, matrix: char) -> String {
	let path = pair.target.path();
	format!("base_model.model.model.layers.{}.{path}.lora_{matrix}.weight", pair.layer)
}

/// The bytes of both files; the same adapter always gives the same bytes.
pub(crate) fn to_files(adapter: &Adapter) -> Result<(Vec<u8>, Vec<u8>)> {
	let config = PeftConfig {
		peft_type: "LORA".into(),
		task_type: Some("CAUSAL_LM".into()),
		base_model_name_or_path: None,
		r: adapter.config.r,
		lora_alpha: adapter.config.alpha,
		lora_dropout: 0.0,
		target_modules: adapter.config.targets.iter().map(|t| t.name().to_string()).collect(),
		bias: none(),
		fan_in_fan_out: false,
		use_rslora: false,
		use_dora: false,
		modules_to_save: None,
		rank_pattern: Default::default(),
		alpha_pattern: Default::default(),
		layers_to_transform: None,
		inference_mode: true,
	};
	let mut json = serde_json::to_vec_pretty(&config)
		.map_err(|e| Error::Invalid(format!("{CONFIG_FILE}: {e}")))?;
	json.push(b'\n');
	let r = adapter.config.r;
	let tensors: Vec<_> = adapter
		.pairs
		.iter()
		.flat_map(|p| {
			[
				(key(p, 'A'), vec![r, p.inp], f32_bytes(&p.a)),
				(key(p, 'B'), vec![p.out, r], f32_bytes(&p.b)),
			]
		})
		.collect();
	let views = tensors.iter().map(|(n, s, b)| (n.as_str(), Dtype::F32, s.clone(), &b[..]));
	Ok((json, weights::serialize(views)?))
}

impl Adapter {
	/// Writes the PEFT files into a folder (made when missing).
	pub fn save(&self, dir: impl AsRef<Path>) -> Result<()> {
		let dir = dir.as_ref();
		std::fs::create_dir_all(dir).map_err(|e| Error::io(dir, e))?;
		let (config, weights) = to_files(self)?;
		error::write_atomic(&dir.join(CONFIG_FILE), &config)?;
		error::write_atomic(&dir.join(WEIGHTS_FILE), &weights)
	}

	/// Reads the PEFT files of a folder. DoRA, rank-stabilised LoRA, dropout-only differences
	/// aside, anything that would change the result and is not computed here is refused.
	pub fn load(model: &ModelConfig, dir: impl AsRef<Path>) -> Result<Self> {
		let dir = dir.as_ref();
		let config = error::read(&dir.join(CONFIG_FILE))?;
		let weights = error::read(&dir.join(WEIGHTS_FILE))?;
		Self::parse(model, &config, &weights)
	}

	/// Reads the bytes of the two PEFT files (see [`Self::load`]).
	pub fn parse(model: &ModelConfig, config: &[u8], weights: &[u8]) -> Result<Self> {
		let peft: PeftConfig =
			serde_json::from_slice(config).map_err(|e| Error::format(CONFIG_FILE, e))?;
		let plain = peft.peft_type == "LORA"
			&& peft.bias == "none"
			&& !peft.fan_in_fan_out
			&& !peft.use_rslora
			&& !peft.use_dora
			&& peft.modules_to_save.as_ref().is_none_or(Vec::is_empty)
			&& peft.rank_pattern.is_empty()
			&& peft.alpha_pattern.is_empty()
			&& peft.layers_to_transform.is_none();
		if !plain {
			return Err(Error::format(CONFIG_FILE, "not a plain LoRA"));
		}
		let mut targets = peft
			.target_modules
			.iter()
			.map(|name| {
				Target::ALL
					.into_iter()
					.find(|t| t.name() == name)
					.ok_or_else(|| Error::format(CONFIG_FILE, format!("target {name}")))
			})
			.collect::<Result<Vec<_>>>()?;
		targets.sort();
		targets.dedup();
		let config = LoraConfig { r: peft.r, alpha: peft.lora_alpha, targets };
		let mut adapter = Adapter::new(model, config, 0)?;
		let file = SafeTensors::deserialize(weights).map_err(|e| Error::format(WEIGHTS_FILE, e))?;
		if file.len() != adapter.pairs.len() * 2 {
			return Err(Error::format(WEIGHTS_FILE, "unknown or missing tensors"));
		}
		let r = adapter.config.r;
		for pair in &mut adapter.pairs {
			for (matrix, shape) in [('A', [r, pair.inp]), ('B', [pair.out, r])] {
				let name = key(pair, matrix);
				let view = file.tensor(&name).map_err(|e| Error::format(WEIGHTS_FILE, e))?;
				let values = tensor_f32(&view, &shape).ok_or_else(|| {
					Error::format(WEIGHTS_FILE, format!("{name}: wrong shape or type"))
				})?;
				if matrix == 'A' {
					pair.a = values;
				} else {
					pair.b = values;
				}
			}
		}
		Ok(adapter)
	}
}
