// SPDX-License-Identifier: Apache-2.0
//! Gate number one: the gradients are real.

mod common;

use openledger_worker_engine::*;

/// An adapter on every map, with both matrices non-zero.
fn adapter(base: &BaseModel) -> Adapter {
	let config = LoraConfig { r: 3, alpha: 6.0, targets: Target::ALL.to_vec() };
	let mut adapter = Adapter::new(base.config(), config, 5).unwrap();
	let flat: Vec<f32> = (0..adapter.parameters())
		.map(|i| ((i as f32 * 0.731).sin() + (i as f32 * 0.0137).cos()) * 0.15)
		.collect();
	adapter.set_flat(&flat).unwrap();
	adapter
}

fn example() -> Example {
	Example { tokens: common::rows(3, 1, 20)[1].tokens.clone(), answer_from: 6 }
}

#[test]
fn finite_differences_agree_on_every_tensor() {
	let base = common::model();
	let adapter = adapter(&base);
	let ready = ReadyAdapter::new(&base, adapter.clone()).unwrap();
	let g = Gradients::new(&base, &ready).of(&example()).unwrap();
	let mut offset = 0;
	for pair in &adapter.pairs {
		for len in [pair.a.len(), pair.b.len()] {
			let part = &g.flat[offset..offset + len];
			let size =
				(part.iter().map(|x| f64::from(*x).powi(2)).sum::<f64>() / len as f64).sqrt();
			for k in 0..6 {
				let i = offset + (k * 7919 + 13) % len;
				let loss = |delta: f32| {
					let mut moved = adapter.clone();
					let mut flat = moved.flat();
					flat[i] += delta;
					moved.set_flat(&flat).unwrap();
					let ready = ReadyAdapter::new(&base, moved).unwrap();
					Gradients::new(&base, &ready).loss(&example()).unwrap()
				};
				let (h, analytic) = (4e-3f32, f64::from(g.flat[i]));
				let numeric = (8.0 * (loss(h) - loss(-h)) - (loss(2.0 * h) - loss(-2.0 * h)))
					/ (12.0 * f64::from(h));
				let scale = analytic.abs().max(size);
				assert!(
					(numeric - analytic).abs() < 0.02 * scale + 2e-3,
					"layer {} {:?} coordinate {i}: {numeric} against {analytic}",
					pair.layer,
					pair.target
				);
			}
			offset += len;
		}
	}
}

#[test]
fn every_tensor_has_a_gradient() {
	let base = common::model();
	let config = LoraConfig { targets: Target::ALL.to_vec(), ..Default::default() };
	let fresh = Adapter::new(base.config(), config, 5).unwrap();
	let parts = |adapter: Adapter| {
		let ready = ReadyAdapter::new(&base, adapter.clone()).unwrap();
		let g = Gradients::new(&base, &ready).of(&example()).unwrap();
		let mut rest = &g.flat[..];
		let mut out = Vec::new();
		for pair in &adapter.pairs {
			for len in [pair.a.len(), pair.b.len()] {
				let (head, tail) = rest.split_at(len);
				out.push(head.iter().any(|x| *x != 0.0));
				rest = tail;
			}
		}
		out
	};
	// Before training B is zero, which silences A; B itself must move.
	for (i, present) in parts(fresh.clone()).into_iter().enumerate() {
		assert_eq!(present, i % 2 == 1, "tensor {i}");
	}
	let mut config = common::config();
	config.lora = fresh.config;
	let rows = common::rows(2, 4, 16);
	let mut trainer = Trainer::new(&base, &rows, &Default::default(), config, None).unwrap();
	trainer.run(|_| ()).unwrap();
	assert!(trainer.adapter().pairs.iter().all(|p| p.b.iter().any(|b| *b != 0.0)));
	assert!(parts(trainer.adapter().clone()).into_iter().all(|present| present));
}

#[test]
fn two_runs_give_the_same_bits() {
	let base = common::model();
	let ready = ReadyAdapter::new(&base, adapter(&base)).unwrap();
	let path = Gradients::new(&base, &ready);
	let (a, b) = (path.of(&example()).unwrap(), path.of(&example()).unwrap());
	assert_eq!(a.loss.to_bits(), b.loss.to_bits());
	assert!(a.flat.iter().zip(&b.flat).all(|(x, y)| x.to_bits() == y.to_bits()));
	assert_eq!(a.loss.to_bits(), path.loss(&example()).unwrap().to_bits());
}

#[test]
fn only_the_answer_is_judged() {
	let base = common::model();
	let ready = ReadyAdapter::new(&base, adapter(&base)).unwrap();
	let path = Gradients::new(&base, &ready);
	let tokens = example().tokens;
	let whole = path.of(&Example { tokens: tokens.clone(), answer_from: 1 }).unwrap();
	let front = path.of(&Example { tokens: tokens[..9].to_vec(), answer_from: 1 }).unwrap();
	let back = path.of(&Example { tokens, answer_from: 9 }).unwrap();
	assert_eq!(front.judged + back.judged, whole.judged);
	assert!((front.loss + back.loss - whole.loss).abs() < 1e-4);
	for ((f, b), w) in front.flat.iter().zip(&back.flat).zip(&whole.flat) {
		assert!((f + b - w).abs() < 1e-4);
	}
}

#[test]
fn sequences_the_model_cannot_hold_are_refused() {
	let base = common::model();
	let ready = ReadyAdapter::new(&base, adapter(&base)).unwrap();
	let path = Gradients::new(&base, &ready);
	let long = Example { tokens: vec![2; 49], answer_from: 1 };
	assert!(matches!(path.of(&long), Err(Error::TooLong { tokens: 49, context: 48 })));
	let foreign = Example { tokens: vec![0, 64], answer_from: 1 };
	assert!(matches!(path.of(&foreign), Err(Error::Invalid(_))));
}
