// SPDX-License-Identifier: Apache-2.0
//! Answers, adapters on disk, and many adapters over one base.

mod common;

use openledger_worker_engine::*;
use std::sync::Arc;

fn trained(base: &BaseModel, seed: u64) -> Adapter {
	let config = TrainConfig { seed, epochs: 3, ..common::config() };
	let rows = common::rows(3, 4, 16);
	let mut trainer = Trainer::new(base, &rows, &Default::default(), config, None).unwrap();
	trainer.run(|_| ()).unwrap();
	trainer.adapter().clone()
}

#[test]
fn cached_greedy_answers_equal_the_whole_pass() {
	let base = common::model();
	let ready = ReadyAdapter::new(&base, trained(&base, 1)).unwrap();
	let sampling = Sampling { max_tokens: 12, ..Default::default() };
	let prompt = [0, 5, 9, 30];
	let mut streamed = Vec::new();
	let answer = Generator::new(&base, Some(&ready))
		.run(&prompt, &sampling, |t| {
			streamed.push(t);
			true
		})
		.unwrap();
	assert_eq!(streamed, answer.tokens);
	assert_eq!((answer.tokens_in, answer.tokens_out), (4, answer.tokens.len()));
	let mut tokens = prompt.to_vec();
	for _ in 0..12 {
		let logits = Gradients::new(&base, &ready).logits(&tokens).unwrap();
		let last = &logits[logits.len() - 64..];
		let best = (0..64u32).rev().max_by(|a, b| last[*a as usize].total_cmp(&last[*b as usize]));
		if best == Some(1) {
			break;
		}
		tokens.extend(best);
	}
	assert_eq!(tokens[4..], answer.tokens);
}

#[test]
fn the_seed_decides_the_sample() {
	let base = common::model();
	let generator = Generator::new(&base, None);
	let sampling = |seed| Sampling { temperature: 1.0, top_p: 0.9, seed, max_tokens: 20 };
	let run = |seed| generator.run(&[0, 4], &sampling(seed), |_| true).unwrap();
	assert_eq!(run(1), run(1));
	assert_ne!(run(1).tokens, run(2).tokens);
	let answer = run(1);
	let same = generator.agreement(&[0, 4], &answer.tokens, &sampling(1)).unwrap();
	assert_eq!(same, answer.tokens.len());
	let other = generator.agreement(&[0, 4], &answer.tokens, &sampling(2)).unwrap();
	assert!(other * 2 < answer.tokens.len());
}

#[test]
fn answers_end_where_they_must() {
	let base = common::model();
	let generator = Generator::new(&base, None);
	let sampling = |max_tokens| Sampling { max_tokens, temperature: 1.0, ..Default::default() };
	let long = generator.run(&[0; 40], &sampling(1_000), |_| true).unwrap();
	assert!(long.stop == StopReason::Stop || long.tokens.len() == 8);
	let cut = generator.run(&[0, 7], &sampling(10), |_| false).unwrap();
	assert_eq!((cut.stop, cut.tokens.len()), (StopReason::Cancelled, 1));
	assert!(generator.run(&[], &sampling(1), |_| true).is_err());
	assert!(matches!(generator.run(&[0; 48], &sampling(1), |_| true), Err(Error::TooLong { .. })));
	assert!(generator.run(&[0, 99], &sampling(1), |_| true).is_err());
	assert!(generator.run(&[0], &sampling(0), |_| true).is_err());
	let hot = Sampling { temperature: f32::NAN, ..Default::default() };
	assert!(generator.run(&[0], &hot, |_| true).is_err());
}

#[test]
fn peft_files_survive_a_round_trip() {
	let base = common::model();
	let adapter = trained(&base, 1);
	let dir = tempfile::tempdir().unwrap();
	adapter.save(dir.path()).unwrap();
	assert_eq!(Adapter::load(base.config(), dir.path()).unwrap(), adapter);

	let bytes = std::fs::read(dir.path().join(peft::WEIGHTS_FILE)).unwrap();
	let file = safetensors::SafeTensors::deserialize(&bytes).unwrap();
	let name = "base_model.model.model.layers.0.self_attn.q_proj.lora_A.weight";
	assert_eq!(file.tensor(name).unwrap().shape(), [8, 32]);
	let name = "base_model.model.model.layers.1.self_attn.v_proj.lora_B.weight";
	assert_eq!(file.tensor(name).unwrap().shape(), [16, 8]);
	assert_eq!(file.len(), 8);

	let path = dir.path().join(peft::CONFIG_FILE);
	let config = std::fs::read_to_string(&path).unwrap();
	for (from, to) in [
		("\"use_dora\": false", "\"use_dora\": true"),
		("\"r\": 8", "\"r\": 4"),
		("\"r\": 8", "\"r\": 0"),
		("v_proj", "lm_head"),
		("\"bias\": \"none\"", "\"bias\": \"all\""),
		("LORA", "IA3"),
	] {
		assert!(config.contains(from), "{from}");
		std::fs::write(&path, config.replace(from, to)).unwrap();
		assert!(Adapter::load(base.config(), dir.path()).is_err(), "{to}");
	}
	std::fs::write(&path, &config).unwrap();
	std::fs::write(dir.path().join(peft::WEIGHTS_FILE), &bytes[..bytes.len() - 4]).unwrap();
	assert!(Adapter::load(base.config(), dir.path()).is_err());
}

#[test]
fn a_store_serves_more_adapters_than_it_holds() {
	let base = Arc::new(common::model());
	let dir = tempfile::tempdir().unwrap();
	let store = AdapterStore::new(base.clone(), 2);
	let mut hashes = Vec::new();
	for seed in 0..4u64 {
		let at = dir.path().join(seed.to_string());
		trained(&base, seed).save(&at).unwrap();
		hashes.push(store.register(&format!("a{seed}"), &at).unwrap());
	}
	assert_eq!(store.loaded(), 2);
	let sampling = Sampling { max_tokens: 16, temperature: 0.7, ..Default::default() };
	let mut answers = Vec::new();
	for (seed, hash) in hashes.iter().enumerate() {
		let ready = store.get(&format!("a{seed}")).unwrap().unwrap();
		assert_eq!(ready.hash(), *hash);
		let solo = ReadyAdapter::new(&base, trained(&base, seed as u64)).unwrap();
		let run = |a: &ReadyAdapter| {
			Generator::new(&base, Some(a)).run(&[0, 3], &sampling, |_| true).unwrap().tokens
		};
		assert_eq!(run(&ready), run(&solo));
		answers.push(Gradients::new(&base, &ready).logits(&[0, 3, 9]).unwrap());
	}
	answers.dedup();
	assert_eq!(answers.len(), 4, "adapters differ");
	assert!(store.get("unknown").unwrap().is_none());
	assert_eq!(store.ids(), ["a0", "a1", "a2", "a3"]);
	// A folder that changed behind the store's back is refused.
	store.get("a2").unwrap();
	store.get("a3").unwrap();
	trained(&base, 9).save(dir.path().join("0")).unwrap();
	assert!(store.get("a0").is_err());
	store.remove("a0");
	assert!(store.get("a0").unwrap().is_none());
}
