// SPDX-License-Identifier: Apache-2.0
//! A tiny random model and rows for the tests.
#![allow(dead_code)]

use openledger_worker_engine::{BaseModel, Example, ModelConfig, TrainConfig};

/// Two layers, width 32, grouped keys, vocabulary 64.
pub fn model() -> BaseModel {
	let config = ModelConfig {
		hidden_size: 32,
		intermediate_size: 48,
		num_hidden_layers: 2,
		num_attention_heads: 4,
		num_key_value_heads: 2,
		max_position_embeddings: 48,
		..ModelConfig::small(64)
	};
	BaseModel::random(config, 7).unwrap()
}

/// Rows of up to four topics, each with fifteen tokens of its own in a cycle of its own.
pub fn rows(topics: u32, each: u32, len: usize) -> Vec<Example> {
	(0..topics * each)
		.map(|n| {
			let (topic, row) = (n / each, n % each);
			let mut tokens = vec![0];
			tokens.extend((0..len as u32).map(|i| 2 + topic * 15 + (i + row) * (1 + topic) % 15));
			tokens.push(1);
			Example { tokens, answer_from: 1 }
		})
		.collect()
}

/// A short, strong training.
pub fn config() -> TrainConfig {
	TrainConfig {
		epochs: 6,
		batch_rows: 4,
		learning_rate: 2e-2,
		warmup_steps: 2,
		checkpoint_every: 5,
		seed: 11,
		..Default::default()
	}
}
