// SPDX-License-Identifier: Apache-2.0
//! A manifest must be what was ordered.

use crate::{mock::*, *};
use codec::{Decode, Encode};
use frame_support::{assert_noop, assert_ok};
use openledger_primitives::{Hash, JobId, ModelId, WorkerId, MAX_DECOYS, MAX_URL_LEN};
use openledger_primitives_objects::TrainingManifest;
use openledger_primitives_poa::Root;

#[test]
fn a_manifest_is_taken_from_the_operator_and_once() {
	ExtBuilder::build_and_execute(|| {
		let model = with_model();
		let requested = request(model);
		let submit = |who, job| {
			let manifest = manifest(requested);
			ModelsPallet::submit_manifest(signed(who), job, manifest)
		};
		assert_noop!(submit(operator(), JobId(9)), Error::<Test>::UnknownJob);
		assert_noop!(submit(operator(), requested), Error::<Test>::NotAccepted);
		assert_ok!(ModelsPallet::accept_job(signed(operator()), requested));
		MockWorkers::put(WorkerId(5), stranger(), true);
		assert_noop!(submit(stranger(), requested), Error::<Test>::NotOperator);
		assert_noop!(submit(owner(), requested), Error::<Test>::NotOperator);
		run_for(DEADLINE);
		assert_ok!(submit(operator(), requested));
		assert_noop!(submit(operator(), requested), Error::<Test>::NotAccepted);
	});
}

#[test]
fn anything_other_than_ordered_is_a_mismatch() {
	ExtBuilder::build_and_execute(|| {
		let job = drawn(with_model());
		let changes: [fn(&mut TrainingManifest); 20] = [
			|m| m.job = JobId(1),
			|m| m.model = ModelId(1),
			|m| m.base_hash = Hash::repeat_byte(9),
			|m| m.datasets.clear(),
			|m| m.datasets.truncate(1),
			|m| {
				let first = m.datasets.remove(0);
				m.datasets.try_push(first).unwrap();
			},
			|m| m.datasets[0].0.version = 2,
			|m| m.datasets[0].1.hash = Hash::repeat_byte(9),
			|m| m.datasets[1].1.count += 1,
			|m| m.datasets.try_push((dataset(3), Root::default())).unwrap(),
			|m| m.config.seed += 1,
			|m| m.config.rank = 0,
			|m| m.adapter_hash = Hash::zero(),
			|m| m.rows_trained = 0,
			|m| m.rows_trained = 18,
			|m| m.index.method = 0,
			|m| m.index.dims = 0,
			|m| m.index.dims = MAX_INDEX_DIMS + 1,
			|m| m.index.sums.count = 4,
			|m| m.index.decoys.count = MAX_DECOYS + 1,
		];
		for (i, change) in changes.into_iter().enumerate() {
			let mut manifest = manifest(job);
			change(&mut manifest);
			let submitted = ModelsPallet::submit_manifest(signed(operator()), job, manifest);
			assert_eq!(submitted, Err(Error::<Test>::ManifestMismatch.into()), "change {i}");
		}
		let mut elsewhere = manifest(job);
		elsewhere.location = url("gopher://x/");
		assert_noop!(
			ModelsPallet::submit_manifest(signed(operator()), job, elsewhere),
			Error::<Test>::InvalidLocation
		);
		assert_ok!(ModelsPallet::submit_manifest(signed(operator()), job, manifest(job)));
	});
}

#[test]
fn an_oversized_manifest_does_not_decode() {
	ExtBuilder::build_and_execute(|| {
		let job = drawn(with_model());
		let good = manifest(job);
		let bytes = good.encode();
		assert_eq!(TrainingManifest::decode(&mut &bytes[..]).as_ref(), Ok(&*good));

		// The location is the last field: one byte more than allowed.
		let short = bytes.len() - good.location.encoded_size();
		let mut long = bytes[..short].to_vec();
		long.extend(vec![b'a'; MAX_URL_LEN as usize + 1].encode());
		assert!(TrainingManifest::decode(&mut &long[..]).is_err());

		// Nine datasets after job, model and base.
		let head = (good.job, good.model, good.base_hash).encode();
		let nine = vec![(dataset(1), Root::default()); 9].encode();
		let rest = &bytes[head.len() + good.datasets.encoded_size()..];
		let wide = [&head[..], &nine, rest].concat();
		assert!(TrainingManifest::decode(&mut &wide[..]).is_err());
		assert!(TrainingManifest::decode(&mut &bytes[..bytes.len() - 1]).is_err());
	});
}
