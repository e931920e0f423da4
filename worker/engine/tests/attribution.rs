// SPDX-License-Identifier: Apache-2.0
//! The attribution index: integers, bounds, and that influence is what it measures.

mod common;

use openledger_worker_engine::*;
use std::collections::BTreeSet;

const TOPICS: u32 = 4;
const EACH: u32 = 6;

fn inputs() -> Vec<IndexInput> {
	// The last topic and one row of each other topic are decoys.
	common::rows(TOPICS, EACH, 18)
		.into_iter()
		.enumerate()
		.map(|(i, example)| {
			let (topic, row) = (i as u32 / EACH, i as u32 % EACH);
			IndexInput { contribution: topic, example, decoy: topic == TOPICS - 1 || row == 0 }
		})
		.collect()
}

fn trained(base: &BaseModel, seed: u64) -> ReadyAdapter {
	let inputs = inputs();
	let rows: Vec<Example> = inputs.iter().map(|i| i.example.clone()).collect();
	let decoys: BTreeSet<u32> =
		(0..rows.len() as u32).filter(|i| inputs[*i as usize].decoy).collect();
	let config = TrainConfig { seed, ..common::config() };
	let mut trainer = Trainer::new(base, &rows, &decoys, config, None).unwrap();
	trainer.run(|_| ()).unwrap();
	ReadyAdapter::new(base, trainer.adapter().clone()).unwrap()
}

fn config() -> IndexConfig {
	IndexConfig { dim: 128, seed: [3; 32] }
}

/// A prompt and an answer in the manner of a topic, with a phase of its own.
fn query(topic: u32) -> Example {
	let mut example =
		common::rows(TOPICS, EACH + 3, 18)[(topic * (EACH + 3) + EACH + 1) as usize].clone();
	example.tokens.pop();
	Example { answer_from: 6, ..example }
}

#[test]
fn the_topic_that_taught_the_answer_scores_highest() {
	let base = common::model();
	let ready = trained(&base, 1);
	let index = Index::build(&base, &ready, &inputs(), config(), |_| ()).unwrap();
	assert_eq!(index.rows().len(), (TOPICS * EACH) as usize);
	assert_eq!(index.sums().len(), TOPICS as usize - 1);
	assert!(index.sums().iter().all(|s| s.rows == EACH - 1));
	for topic in 0..TOPICS - 1 {
		let query = index.query(&base, &ready, &query(topic)).unwrap();
		let scores = index.scores(&query).unwrap();
		let best = scores.contributions.iter().max_by_key(|c| c.2).unwrap();
		assert_eq!(best.0, topic, "{:?}", scores.contributions);
		assert!(best.2 > 0);
		assert_eq!(scores.decoys.len(), (EACH + TOPICS - 1) as usize);
		// The sum of a contribution is the sum of its rows, exactly.
		let rows = index.row_scores(&query);
		for (contribution, _, score) in &scores.contributions {
			let owned = index.owners().iter().zip(&rows);
			let sum: i64 =
				owned.filter(|(o, _)| **o == (*contribution, false)).map(|(_, s)| s).sum();
			assert_eq!(sum, *score);
		}
	}
}

#[test]
fn an_untrained_adapter_pays_nothing() {
	let base = common::model();
	let fresh = Adapter::new(base.config(), LoraConfig::default(), 1).unwrap();
	let ready = ReadyAdapter::new(&base, fresh).unwrap();
	let index = Index::build(&base, &ready, &inputs(), config(), |_| ()).unwrap();
	assert!(index.rows().iter().all(|r| r.scale == 0 && r.q.iter().all(|q| *q == 0)));
	let query = index.query(&base, &ready, &query(0)).unwrap();
	let scores = index.scores(&query).unwrap();
	assert!(scores.contributions.iter().all(|c| c.2 == 0));
	assert!(scores.decoys.iter().all(|d| *d == 0));
}

#[test]
fn scores_follow_the_gradient_and_the_training() {
	let base = common::model();
	let ready = trained(&base, 1);
	let index = Index::build(&base, &ready, &inputs(), config(), |_| ()).unwrap();
	let query_example = query(1);
	let query = index.query(&base, &ready, &query_example).unwrap();
	let negated = Query { q: query.q.iter().map(|q| -q).collect(), ..query.clone() };
	let (plus, minus) = (index.scores(&query).unwrap(), index.scores(&negated).unwrap());
	for (p, m) in plus.contributions.iter().zip(&minus.contributions) {
		assert_eq!(p.2, -m.2);
	}
	let other = trained(&base, 2);
	assert!(index.query(&base, &other, &query_example).is_err());
	let again = Index::build(&base, &other, &inputs(), config(), |_| ()).unwrap();
	assert_ne!(again.sums(), index.sums());
	let same = Index::build(&base, &ready, &inputs(), config(), |_| ()).unwrap();
	assert_eq!(same, index);
	let seed = IndexConfig { seed: [4; 32], ..config() };
	assert_ne!(Index::build(&base, &ready, &inputs(), seed, |_| ()).unwrap().sums(), index.sums());
}

#[test]
fn an_index_survives_the_disk_and_refuses_changes() {
	let base = common::model();
	let ready = trained(&base, 1);
	let index = Index::build(&base, &ready, &inputs(), config(), |_| ()).unwrap();
	let dir = tempfile::tempdir().unwrap();
	index.save(dir.path()).unwrap();
	assert_eq!(Index::load(dir.path()).unwrap(), index);
	let path = dir.path().join("rows.bin");
	let mut bytes = std::fs::read(&path).unwrap();
	bytes[77] ^= 1;
	std::fs::write(&path, &bytes).unwrap();
	assert!(Index::load(dir.path()).is_err());
}

#[test]
fn integers_stay_in_their_bounds() {
	assert_eq!(round_shift(128), 1);
	assert_eq!(round_shift(127), 0);
	assert_eq!(round_shift(-128), -1);
	assert_eq!(round_shift(-127), 0);
	let row = Row { q: vec![127; 16], scale: MAX_SCALE };
	assert_eq!(row.addend(), vec![32_512; 16]);
	let most = i32::MAX as usize / 32_512;
	let build = |n: usize| contribution_sums(16, &vec![(0, false); n], &vec![row.clone(); n]);
	assert_eq!(build(most).unwrap()[0].rows as usize, most);
	assert!(build(most + 1).is_err());
	let wide = Row { scale: MAX_SCALE + 1, ..row };
	assert!(contribution_sums(16, &[(0, false)], &[wide]).is_err());
	let short = Row { q: vec![1; 15], scale: 1 };
	assert!(contribution_sums(16, &[(0, false)], &[short]).is_err());
	let query = Index::quantise_query(&[0.5, -1.0, 0.25]);
	assert_eq!(query.q, [64, -127, 32]);
	assert_eq!(query.scale, 65_536);
}
