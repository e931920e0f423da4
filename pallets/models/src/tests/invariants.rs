// SPDX-License-Identifier: Apache-2.0
//! Money: over any sequence of calls, failed ones included, a budget is held until it is paid once
//! or returned once, and nothing is made or lost.

use crate::{mock::*, *};
use frame_support::traits::fungible::Inspect;
use openledger_primitives::{Balance, JobId, ModelId, ModelVersionId, Ppm, WorkerId};
use openledger_primitives_account::AccountId;
use proptest::{prelude::*, strategy::ValueTree, test_runner::TestRunner};
use std::collections::BTreeMap;

/// One call, or time that passes. The first number is the caller: 1 to 3 an account, else whoever may
/// make the call. Job and version numbers are taken modulo what exists.
#[derive(Clone, Debug)]
enum Step {
	Create(u8, Vec<(u32, Ppm)>),
	Request(u8, u32, u32, Balance),
	Accept(u8, u32),
	Submit(u8, u32, bool),
	Publish(u8, u32, Balance),
	Cancel(u8, u32),
	Claim(u8, u32),
	Price(u8, u32, Balance),
	Retire(u8, u32),
	Remove(u8, u32),
	Royalty(u8, u32, Ppm),
	Pass(u32),
}

fn steps() -> impl Strategy<Value = Step> {
	let (who, id) = (0u8..8, 0u32..6);
	prop_oneof![
		(who.clone(), prop::collection::vec((0u32..4, 0u32..400_000), 0..3))
			.prop_map(|(who, parents)| Step::Create(who, parents)),
		(who.clone(), 0u32..3, 0u32..3, 0u128..20_000)
			.prop_map(|(who, model, worker, budget)| Step::Request(who, model, worker, budget)),
		(who.clone(), id.clone()).prop_map(|(who, job)| Step::Accept(who, job)),
		(who.clone(), id.clone(), any::<bool>())
			.prop_map(|(who, job, good)| Step::Submit(who, job, good)),
		(who.clone(), id.clone(), 40u128..80)
			.prop_map(|(who, job, rate)| Step::Publish(who, job, rate)),
		(who.clone(), id.clone()).prop_map(|(who, job)| Step::Cancel(who, job)),
		(who.clone(), id.clone()).prop_map(|(who, job)| Step::Claim(who, job)),
		(who.clone(), id.clone(), 40u128..80)
			.prop_map(|(who, version, rate)| Step::Price(who, version, rate)),
		(who.clone(), id.clone()).prop_map(|(who, version)| Step::Retire(who, version)),
		(who.clone(), id.clone()).prop_map(|(who, job)| Step::Remove(who, job)),
		(who, id, 0u32..600_000).prop_map(|(who, model, ppm)| Step::Royalty(who, model, ppm)),
		(0u32..30).prop_map(Step::Pass),
	]
}

fn caller(n: u8, right: Option<AccountId>) -> RuntimeOrigin {
	signed(match (n, right) {
		(1..=3, _) => account(n),
		(_, Some(right)) => right,
		(_, None) => account(1),
	})
}

fn owner_of(model: ModelId) -> Option<AccountId> {
	Models::<Test>::get(model).map(|model| model.owner)
}

fn job_of(n: u32) -> (JobId, Option<AccountId>, Option<AccountId>) {
	let id = JobId(n % NextJobId::<Test>::get().0.max(1));
	let job = Jobs::<Test>::get(id);
	let operator = job.as_ref().map(|job| account(job.worker.0 as u8 + 1));
	(id, job.map(|job| job.requester), operator)
}

fn version_of(n: u32) -> (ModelVersionId, Option<AccountId>) {
	let id = ModelVersionId(n % NextModelVersionId::<Test>::get().0.max(1));
	(id, ModelVersions::<Test>::get(id).map(|version| version.owner))
}

fn run(step: &Step) {
	let _ = match step.clone() {
		Step::Create(who, parents) => {
			let parents = parents.into_iter().map(|(n, ppm)| (version_of(n).0, ppm)).collect();
			let parents = Parents::truncate_from(parents);
			ModelsPallet::create_model(caller(who, None), name("m"), BASE, parents)
		},
		Step::Request(who, model, worker, budget) => ModelsPallet::request_training(
			caller(who, owner_of(ModelId(model))),
			ModelId(model),
			Datasets::truncate_from(vec![dataset(1)]),
			config(),
			WorkerId(worker),
			budget,
		),
		Step::Accept(who, job) => {
			let (id, _, operator) = job_of(job);
			ModelsPallet::accept_job(caller(who, operator), id)
		},
		Step::Submit(who, job, good) => {
			let (id, _, operator) = job_of(job);
			let Some(stored) = Jobs::<Test>::get(id) else { return };
			// Good workers wait for their decoys.
			let waits = matches!(stored.status, JobStatus::Accepted { decoy_seed: None, .. });
			if good && waits {
				run_for(DRAWN_AFTER);
			}
			let mut manifest = manifest(id);
			manifest.rows_trained = if good { 10 } else { 1_000 };
			ModelsPallet::submit_manifest(caller(who, operator), id, manifest)
		},
		Step::Publish(who, job, rate) => {
			let (id, requester, _) = job_of(job);
			ModelsPallet::publish_version(caller(who, requester), id, rate, rate)
		},
		Step::Cancel(who, job) => {
			let (id, requester, _) = job_of(job);
			ModelsPallet::cancel_job(caller(who, requester), id)
		},
		Step::Claim(who, job) => {
			let (id, _, operator) = job_of(job);
			ModelsPallet::claim_delivered(caller(who, operator), id)
		},
		Step::Price(who, version, rate) => {
			let (id, owner) = version_of(version);
			ModelsPallet::set_price(caller(who, owner), id, rate, rate)
		},
		Step::Retire(who, version) => {
			let (id, owner) = version_of(version);
			ModelsPallet::retire_version(caller(who, owner), id)
		},
		Step::Remove(who, job) => {
			let (id, requester, _) = job_of(job);
			ModelsPallet::remove_job(caller(who, requester), id)
		},
		Step::Royalty(who, model, ppm) => {
			let owner = owner_of(ModelId(model));
			ModelsPallet::set_royalty(caller(who, owner), ModelId(model), ppm)
		},
		Step::Pass(blocks) => {
			run_for(blocks);
			Ok(())
		},
	};
}

/// What events say became of each job's budget: ordered, paid, returned.
fn story() -> BTreeMap<JobId, (AccountId, Balance, Vec<(AccountId, Balance)>, Vec<Balance>)> {
	let mut jobs = BTreeMap::new();
	for record in System::events() {
		let RuntimeEvent::ModelsPallet(event) = record.event else { continue };
		match event {
			Event::TrainingRequested { job, requester, budget, .. } => {
				jobs.insert(job, (requester, budget, vec![], vec![]));
			},
			Event::BudgetPaid { job, operator, amount } => {
				jobs.get_mut(&job).unwrap().2.push((operator, amount));
			},
			Event::JobCancelled { job, released } => jobs.get_mut(&job).unwrap().3.push(released),
			_ => {},
		}
	}
	jobs
}

/// Three accounts that own models and operate workers, so that payer = worker happens.
fn with_workers() {
	for n in 1..4u8 {
		MockWorkers::put(WorkerId(u32::from(n) - 1), account(n), true);
	}
	with_model();
}

#[test]
fn random_calls_reach_every_end_of_a_budget() {
	let mut runner = TestRunner::deterministic();
	let sequence = prop::collection::vec(steps(), 79);
	let (mut paid, mut returned, mut held) = (0, 0, 0);
	for _ in 0..32 {
		let steps = sequence.new_tree(&mut runner).unwrap().current();
		ExtBuilder::build_and_execute(|| {
			with_workers();
			steps.iter().for_each(run);
			for (_, _, paid_to, returned_to) in story().into_values() {
				paid += paid_to.len();
				returned += returned_to.len();
				held += usize::from(paid_to.is_empty() && returned_to.is_empty());
			}
		});
	}
	assert!(paid > 0 && returned > 0 && held > 0, "{paid} paid, {returned} returned, {held} held");
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(64))]

	#[test]
	fn budgets_are_conserved(steps in prop::collection::vec(steps(), 1..80)) {
		ExtBuilder::build_and_execute(|| {
			with_workers();
			let issued = Balances::total_issuance();
			for step in &steps {
				run(step);
				assert_eq!(Balances::total_issuance(), issued);
				ModelsPallet::do_try_state().unwrap();
			}

			let mut wealth: BTreeMap<_, _> = (1..7).map(|n| (account(n), RICHES)).collect();
			let mut open: BTreeMap<AccountId, Balance> = BTreeMap::new();
			for (requester, budget, paid, returned) in story().into_values() {
				// Paid once, or returned once, or neither: then it is held.
				match (&paid[..], &returned[..]) {
					([(operator, amount)], []) => {
						assert_eq!(*amount, budget);
						*wealth.get_mut(&requester).unwrap() -= amount;
						*wealth.get_mut(operator).unwrap() += amount;
					},
					([], [amount]) => assert_eq!(*amount, budget),
					([], []) => *open.entry(requester).or_default() += budget,
					other => panic!("{other:?}"),
				}
			}
			for (who, total) in wealth {
				assert_eq!(Balances::total_balance(&who), total);
				let expected = open.get(&who).copied().unwrap_or(0);
				assert_eq!(held(HoldReason::TrainingBudget, &who), expected);
			}
		});
	}
}
