// SPDX-License-Identifier: Apache-2.0

//! Announcing, attesting and auditing a batch, by its number of answers.

use crate::{
	chain::{sealed, Executor},
	credits::cast,
	scene::{flow::*, *},
};
use anyhow::{anyhow, Result};
use codec::Encode;
use frame_support::{dispatch::GetDispatchInfo, traits::Get};
use openledger_primitives::{
	ContributionId, CreditWeight, DatasetRef, ModelVersionId, SessionId, OPEN,
};
use openledger_primitives_objects::least_weight;
use openledger_primitives_traits::*;
use openledger_runtime::*;
use pallet_attribution::{
	audit::{verify_bundle, AuditView},
	BatchStatus,
};
use serde_json::{json, Map, Value};
use sp_core::H256;
use std::time::Instant;

/// Answers in a batch.
const SIZES: [u32; 3] = [1, 100, 10_000];
/// Contributions the answers are attributed to.
const CONTRIBUTIONS: usize = 16;

/// The chain's state, as the attester's off-chain worker reads it.
struct View;

impl AuditView for View {
	fn session(&self, id: SessionId) -> Option<SessionSummary<AccountId>> {
		<Inference as InspectSessions<AccountId>>::session(id)
	}
	fn model_version(&self, id: ModelVersionId) -> Option<ModelVersionSummary<AccountId>> {
		<Models as InspectModels<AccountId>>::model_version(id)
	}
	fn contribution(&self, id: ContributionId) -> Option<ContributionSummary<AccountId>> {
		<Datanets as InspectDatasets<AccountId>>::contribution(id)
	}
	fn contains(&self, dataset: DatasetRef, id: ContributionId) -> bool {
		<Datanets as InspectDatasets<AccountId>>::contains(dataset, id)
	}
	fn least_weight(&self) -> CreditWeight {
		least_weight(<Runtime as pallet_attribution::Config>::MinBatchFee::get())
	}
}

/// All sizes.
pub fn measure(executor: &Executor, runs: usize) -> Result<Value> {
	let mut weights = Map::new();
	let mut audits = Map::new();
	for size in SIZES {
		let (weight, audit) = one(executor, size, runs)?;
		weights.insert(format!("n{size}"), weight);
		audits.insert(format!("n{size}"), audit);
	}
	Ok(json!({ "announce_attest_weight": weights, "offchain_verification": audits }))
}

/// A block with one extrinsic, less an empty one, in microseconds.
fn cost(
	executor: &Executor,
	chain: &mut sp_io::TestExternalities,
	extrinsic: UncheckedExtrinsic,
	runs: usize,
) -> Result<f64> {
	let empty = executor.build(chain, Vec::new())?;
	let full = executor.build(chain, vec![extrinsic])?;
	let runs = runs * 5;
	let empty = executor.import(chain, &empty, runs)?;
	let full = executor.import(chain, &full, runs)?;
	Ok((full.saturating_sub(empty).as_secs_f64() * 1e6).round())
}

fn one(executor: &Executor, size: u32, runs: usize) -> Result<(Value, Value)> {
	let keys = [Key::Bob, Key::Charlie, Key::Dave, Key::Eve];
	let contributors: Vec<Key> = keys.into_iter().cycle().take(CONTRIBUTIONS).collect();
	let mut chain = genesis("development");
	let book = chain.execute_with(|| {
		next_block();
		let made = Loop::prepare(cast(), &contributors, 3);
		let session = made.open(500 * OPEN);
		crate::scene::run(periods().batch_epoch);
		made.book(&[session], size, 1)
	});
	// Announced: the block after the scene's.
	let mut before = sealed(&mut chain);
	let announce = book.announce();
	let announce_info = announce.get_dispatch_info();
	let extrinsic = chain.execute_with(|| {
		let nonce = System::account_nonce(Key::Alice.to_account_id());
		signed(Key::Alice, nonce, announce.clone())
	});
	let announce_bytes = extrinsic.encoded_size();
	let announce_us = cost(executor, &mut before, extrinsic, runs)?;
	// Attested: once it is seeded.
	let attest = chain.execute_with(|| -> Result<RuntimeCall> {
		next_block();
		call(Key::Alice, announce).map_err(|error| anyhow!("{error:?}"))?;
		let seeded = |id| batch(id).map(|batch| batch.status) == Some(BatchStatus::Seeded);
		while !seeded(book.id()) {
			next_block();
		}
		// The development committee is Alice alone: seat 0.
		Ok(attestation(book.id(), 0, Key::Alice).expect("the batch is seeded; qed"))
	})?;
	let mut before = sealed(&mut chain);
	let attest_info = attest.get_dispatch_info();
	let extrinsic = UncheckedExtrinsic::new_transaction(attest, authorized_extension());
	let attest_bytes = extrinsic.encoded_size();
	let attest_us = cost(executor, &mut before, extrinsic, runs)?;

	let found = chain.execute_with(|| batch(book.id())).expect("the batch is announced; qed");
	let (seed, drawn): (H256, u32) = (found.seed.expect("it is seeded; qed"), found.audit);
	let bundle = chain.execute_with(|| book.bundle(&seed));
	let mut shortest = f64::MAX;
	for _ in 0..runs.max(1) {
		let took = chain.execute_with(|| -> Result<f64> {
			let key = Key::Dave.to_account_id();
			let start = Instant::now();
			verify_bundle(&View, &Domain::get(), &key, &book.header, &seed, drawn, &bundle)
				.map_err(|fault| anyhow!("{fault:?}"))?;
			Ok(start.elapsed().as_secs_f64() * 1e3)
		})?;
		shortest = shortest.min(took);
	}
	let weight = |info: &frame_support::dispatch::DispatchInfo| info.total_weight().ref_time();
	Ok((
		json!({
			"announce_ref_time_us": weight(&announce_info) / 1_000_000,
			"announce_measured_us": announce_us,
			"announce_bytes": announce_bytes,
			"attest_ref_time_us": weight(&attest_info) / 1_000_000,
			"attest_measured_us": attest_us,
			"attest_bytes": attest_bytes,
		}),
		json!({
			"drawn": drawn,
			"bundle_bytes": bundle.encoded_size(),
			"native_ms": (shortest * 100.0).round() / 100.0,
		}),
	))
}
