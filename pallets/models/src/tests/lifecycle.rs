// SPDX-License-Identifier: Apache-2.0
//! The way of a model from base to sale.

use crate::{mock::*, *};
use frame_support::{assert_ok, traits::fungible::Inspect};
use openledger_primitives::{JobId, ModelId, ModelVersionId};
use openledger_primitives_traits::InspectModels;

#[docify::export]
#[test]
fn a_model_is_trained_published_and_paid() {
	ExtBuilder::build_and_execute(|| {
		let (model, job, version) = (ModelId(0), JobId(0), ModelVersionId(0));
		assert_ok!(ModelsPallet::register_base(signed(owner()), BASE, name("tiny"), location()));
		assert_ok!(ModelsPallet::create_model(
			signed(owner()),
			name("rust-api"),
			BASE,
			Parents::default()
		));

		// The owner orders; the operator of the worker accepts and delivers what was ordered.
		let data = Datasets::try_from(vec![dataset(1), dataset(2)]).unwrap();
		assert_ok!(ModelsPallet::request_training(
			signed(owner()),
			model,
			data,
			config(),
			WORKER,
			BUDGET
		));
		assert_ok!(ModelsPallet::accept_job(signed(operator()), job));
		// Later blocks draw the rows that are left out of training.
		run_for(DRAWN_AFTER);
		assert_ok!(ModelsPallet::submit_manifest(signed(operator()), job, manifest(job)));

		// Publication sets the price and pays the budget.
		let before = Balances::balance(&operator());
		assert_ok!(ModelsPallet::publish_version(signed(owner()), job, 60, 120));
		assert_eq!(Balances::balance(&operator()), before + BUDGET);
		let sold = <ModelsPallet as InspectModels<_>>::model_version(version).unwrap();
		assert_eq!((sold.rate_in, sold.rate_out, sold.live), (60, 120, true));
	});
}

#[test]
fn every_step_leaves_an_event() {
	ExtBuilder::build_and_execute(|| {
		let version = published(with_model());
		assert_ok!(ModelsPallet::set_price(signed(owner()), version, 70, 80));
		assert_ok!(ModelsPallet::set_royalty(signed(owner()), ModelId(0), 5));
		assert_ok!(ModelsPallet::retire_version(signed(owner()), version));
		assert_ok!(ModelsPallet::remove_job(signed(owner()), JobId(0)));
		let (model, job, hash) = (ModelId(0), JobId(0), BASE);
		let JobAcceptedSeed { decoy_seed, manifest_hash, adapter_hash } = facts(version);
		let expected = vec![
			Event::BaseRegistered { hash, registrar: owner() },
			Event::ModelCreated { model, owner: owner(), base: BASE },
			Event::TrainingRequested {
				job,
				model,
				requester: owner(),
				worker: WORKER,
				budget: BUDGET,
			},
			Event::JobAccepted {
				job,
				worker: WORKER,
				deadline: 1 + DEADLINE,
				seed_at: 1 + DRAWN_AFTER,
			},
			Event::DecoysDrawn { job, decoy_seed },
			Event::ManifestSubmitted { job, manifest_hash, adapter_hash },
			Event::BudgetPaid { job, operator: operator(), amount: BUDGET },
			Event::VersionPublished { version, model, job, rate_in: FLOOR, rate_out: FLOOR },
			Event::PriceSet { version, rate_in: 70, rate_out: 80 },
			Event::RoyaltySet { model, royalty: 5 },
			Event::VersionRetired { version },
			Event::JobRemoved { job },
		];
		assert_eq!(ours(), expected);
	});
}

struct JobAcceptedSeed {
	decoy_seed: openledger_primitives::Hash,
	manifest_hash: openledger_primitives::Hash,
	adapter_hash: openledger_primitives::Hash,
}

fn facts(version: ModelVersionId) -> JobAcceptedSeed {
	use codec::Encode;
	use sp_io::hashing::blake2_256;
	let manifest = Manifests::<Test>::get(version).unwrap();
	let seed = (b"openledger/decoys".as_slice(), DecoySeed::get(), JobId(0));
	JobAcceptedSeed {
		decoy_seed: blake2_256(&seed.encode()).into(),
		manifest_hash: blake2_256(&manifest.encode()).into(),
		adapter_hash: manifest.adapter_hash,
	}
}

fn ours() -> Vec<Event<Test>> {
	System::events()
		.into_iter()
		.filter_map(|record| match record.event {
			RuntimeEvent::ModelsPallet(event) => Some(event),
			_ => None,
		})
		.collect()
}

#[test]
fn view_functions_page_through_jobs_and_versions() {
	ExtBuilder::build_and_execute(|| {
		let model = with_model();
		let version = published(model);
		let second = request(model);
		assert_eq!(ModelsPallet::job(second).unwrap().budget, BUDGET);
		assert_eq!(ModelsPallet::job(JobId(9)), None);
		let ids: Vec<_> =
			ModelsPallet::jobs_from(JobId(0), 64).iter().map(|(id, _)| id.0).collect();
		assert_eq!(ids, vec![0, 1]);
		assert_eq!(ModelsPallet::jobs_from(JobId(1), 1).len(), 1);
		assert!(ModelsPallet::jobs_from(JobId(u32::MAX), u32::MAX).is_empty());
		let (stored, manifest) = ModelsPallet::model_version(version).unwrap();
		assert_eq!(stored.adapter_hash, manifest.adapter_hash);
		assert_eq!(ModelsPallet::model_versions_from(version, 64), vec![(version, stored)]);
	});
}

#[test]
fn the_configuration_of_the_runtime_is_checked() {
	use frame_support::traits::Hooks;
	ExtBuilder::build_and_execute(|| {
		<ModelsPallet as Hooks<u32>>::integrity_test();
		MaxRoyalties::set(&1_000_001);
		let refused = std::panic::catch_unwind(<ModelsPallet as Hooks<u32>>::integrity_test);
		assert!(refused.is_err());
	});
}
