// SPDX-License-Identifier: Apache-2.0
//! The hand-written path against candle's automatic differentiation.

mod common;

use openledger_worker_engine::{autograd::Autograd, *};

#[test]
fn both_paths_give_the_same_gradient() {
	let base = common::model();
	let config = LoraConfig { r: 3, alpha: 6.0, targets: Target::ALL.to_vec() };
	let mut adapter = Adapter::new(base.config(), config, 5).unwrap();
	let flat: Vec<f32> =
		(0..adapter.parameters()).map(|i| (i as f32 * 0.731).sin() * 0.2).collect();
	adapter.set_flat(&flat).unwrap();
	let mut rows = common::rows(3, 2, 20);
	rows[1].tokens.truncate(11);
	rows[4].answer_from = 9;
	let ready = ReadyAdapter::new(&base, adapter.clone()).unwrap();
	let path = Gradients::new(&base, &ready);
	let (mut loss, mut sum) = (0.0, vec![0f32; flat.len()]);
	for row in &rows {
		let g = path.of(row).unwrap();
		loss += g.loss;
		sum.iter_mut().zip(&g.flat).for_each(|(s, g)| *s += g);
	}
	let batch: Vec<&Example> = rows.iter().collect();
	let (candle_loss, candle) = Autograd::new(&base).unwrap().gradient(&adapter, &batch).unwrap();
	assert!((candle_loss - loss).abs() < 1e-4 * loss, "{candle_loss} {loss}");
	let size = (sum.iter().map(|x| x * x).sum::<f32>() / sum.len() as f32).sqrt();
	for (i, (a, b)) in sum.iter().zip(&candle).enumerate() {
		assert!((a - b).abs() < 1e-3 * (size + a.abs()), "{i}: {a} {b}");
	}
}

#[test]
fn both_backends_train_alike() {
	let base = common::model();
	let rows = common::rows(3, 4, 16);
	let train = |backend| {
		let config = TrainConfig { backend, ..common::config() };
		let mut trainer = Trainer::new(&base, &rows, &Default::default(), config, None).unwrap();
		let mut losses = Vec::new();
		trainer.run(|p| losses.push(p.loss)).unwrap();
		losses
	};
	let (canonical, candle) = (train(Backend::Canonical), train(Backend::Candle));
	assert_eq!(canonical.len(), candle.len());
	for (a, b) in canonical.iter().zip(&candle) {
		assert!((a - b).abs() < 1e-2, "{a} {b}");
	}
}
