// SPDX-License-Identifier: Apache-2.0
//! Training learns, is reproducible, and survives a kill.

mod common;

use openledger_worker_engine::*;
use std::collections::BTreeSet;

fn loss(base: &BaseModel, adapter: Option<&ReadyAdapter>, rows: &[Example]) -> f64 {
	let path = adapter.map_or(Gradients::base_only(base), |a| Gradients::new(base, a));
	rows.iter().map(|r| path.loss(r).unwrap()).sum::<f64>()
		/ rows.iter().map(|r| r.judged() as f64).sum::<f64>()
}

#[test]
fn the_loss_falls() {
	let base = common::model();
	let rows = common::rows(3, 6, 16);
	let none = BTreeSet::new();
	let mut trainer = Trainer::new(&base, &rows, &none, common::config(), None).unwrap();
	let mut seen = Vec::new();
	trainer.run(|p| seen.push(p.clone())).unwrap();
	assert_eq!(seen.len() as u64, trainer.steps());
	assert_eq!(seen.len(), 6 * 5);
	assert_eq!(trainer.checkpoint_hashes().len(), 6);
	let ready = ReadyAdapter::new(&base, trainer.adapter().clone()).unwrap();
	let (before, after) = (loss(&base, None, &rows), loss(&base, Some(&ready), &rows));
	assert!(after < before - 0.15, "{before} to {after}");
}

#[test]
fn a_killed_run_ends_with_the_same_bytes() {
	let base = common::model();
	let rows = common::rows(3, 6, 16);
	let none = BTreeSet::new();
	let whole = tempfile::tempdir().unwrap();
	let mut straight =
		Trainer::new(&base, &rows, &none, common::config(), Some(whole.path())).unwrap();
	straight.run(|_| ()).unwrap();

	let dir = tempfile::tempdir().unwrap();
	let mut killed = Trainer::resume(&base, &rows, &none, common::config(), dir.path()).unwrap();
	for _ in 0..13 {
		killed.step().unwrap();
	}
	drop(killed);
	// What a kill in the middle of writing leaves behind.
	std::fs::create_dir(dir.path().join("part-00000015")).unwrap();
	std::fs::create_dir(dir.path().join("checkpoint-00000015")).unwrap();
	std::fs::write(dir.path().join("checkpoint-00000015/meta.json"), b"{").unwrap();

	let mut resumed = Trainer::resume(&base, &rows, &none, common::config(), dir.path()).unwrap();
	assert_eq!(resumed.step_count(), 10);
	resumed.run(|_| ()).unwrap();
	assert_eq!(resumed.adapter(), straight.adapter());
	assert_eq!(resumed.checkpoint_hashes(), straight.checkpoint_hashes());
	let state = dir.path().join("checkpoint-00000030/state.safetensors");
	let hash = blake2_256(&std::fs::read(state).unwrap());
	assert_eq!(resumed.checkpoint_hashes().last(), Some(&hash));

	let again = Trainer::resume(&base, &rows, &none, common::config(), dir.path()).unwrap();
	assert_eq!(again.step_count(), again.steps());
	let other = TrainConfig { seed: 12, ..common::config() };
	assert!(Trainer::resume(&base, &rows, &none, other, dir.path()).is_err());
	assert!(Trainer::resume(&base, &rows[1..], &none, common::config(), dir.path()).is_err());
}

#[test]
fn decoys_are_not_trained_on() {
	let base = common::model();
	let rows = common::rows(3, 6, 16);
	let decoys: BTreeSet<u32> = (12..18).collect();
	let none = BTreeSet::new();
	let with = Trainer::new(&base, &rows, &decoys, common::config(), None).unwrap();
	let mut changed = rows.clone();
	changed[13].tokens[3] = 5;
	let same = Trainer::new(&base, &changed, &decoys, common::config(), None).unwrap();
	assert_eq!(with.rows_hash(), same.rows_hash());
	let all = Trainer::new(&base, &rows, &none, common::config(), None).unwrap();
	assert_ne!(with.rows_hash(), all.rows_hash());
	assert!(with.steps() < all.steps());
	let every: BTreeSet<u32> = (0..18).collect();
	assert!(Trainer::new(&base, &rows, &every, common::config(), None).is_err());
}

#[test]
fn the_seed_decides_the_order() {
	let base = common::model();
	let rows = common::rows(3, 6, 16);
	let none = BTreeSet::new();
	let end = |seed| {
		let config = TrainConfig { seed, ..common::config() };
		let mut trainer = Trainer::new(&base, &rows, &none, config, None).unwrap();
		trainer.run(|_| ()).unwrap();
		trainer.checkpoint_hashes().to_vec()
	};
	assert_eq!(end(3), end(3));
	assert_ne!(end(3), end(4));
}
