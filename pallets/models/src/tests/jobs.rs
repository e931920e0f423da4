// SPDX-License-Identifier: Apache-2.0
//! Ordering, accepting, giving up, claiming, removing.

use crate::{mock::*, *};
use frame_support::{assert_noop, assert_ok, traits::fungible::Inspect};
use openledger_primitives::{Balance, DatasetRef, JobId, ModelId, WorkerId};
use openledger_primitives_objects::TrainingConfig;
use openledger_primitives_traits::DatasetSummary;
use sp_runtime::{DispatchError, DispatchResult, TokenError};

fn order(
	datasets: &[DatasetRef],
	config: TrainingConfig,
	worker: WorkerId,
	budget: Balance,
) -> DispatchResult {
	let datasets = Datasets::try_from(datasets.to_vec()).unwrap();
	ModelsPallet::request_training(signed(owner()), ModelId(0), datasets, config, worker, budget)
}

fn status(id: JobId) -> JobStatus {
	Jobs::<Test>::get(id).unwrap().status
}

#[test]
fn an_order_holds_budget_and_deposit() {
	ExtBuilder::build_and_execute(|| {
		let job = request(with_model());
		assert_eq!(held(HoldReason::TrainingBudget, &owner()), BUDGET);
		assert_eq!(held(HoldReason::JobDeposit, &owner()), JOB_DEPOSIT);
		assert_eq!(status(job), JobStatus::Requested { until: 1 + DEADLINE });
	});
}

#[test]
fn a_bad_order_is_refused() {
	ExtBuilder::build_and_execute(|| {
		assert_noop!(order(&[dataset(1)], config(), WORKER, BUDGET), Error::<Test>::UnknownModel);
		with_model();
		let one = [dataset(1)];
		assert_noop!(order(&[], config(), WORKER, BUDGET), Error::<Test>::NoDatasets);
		let second = DatasetRef { version: 2, ..dataset(1) };
		MockDatasets::put(second, sealed(3, 20, 0));
		assert_noop!(
			order(&[dataset(1), second], config(), WORKER, BUDGET),
			Error::<Test>::DuplicateDatanet
		);
		assert_noop!(order(&[dataset(9)], config(), WORKER, BUDGET), Error::<Test>::UnknownDataset);
		MockDatasets::put(dataset(3), DatasetSummary { trainable: false, ..sealed(1, 1, 0) });
		assert_noop!(order(&[dataset(3)], config(), WORKER, BUDGET), Error::<Test>::NotTrainable);
		MockDatasets::put(dataset(4), sealed(4_095, 5_000, 0));
		assert_noop!(
			order(&[dataset(1), dataset(4)], config(), WORKER, BUDGET),
			Error::<Test>::TooManyContributions
		);
		assert_noop!(order(&one, config(), WorkerId(9), BUDGET), Error::<Test>::UnknownWorker);
		MockWorkers::put(WorkerId(5), stranger(), false);
		assert_noop!(order(&one, config(), WorkerId(5), BUDGET), Error::<Test>::WorkerInactive);
		assert_noop!(order(&one, config(), WORKER, ED - 1), Error::<Test>::BudgetTooLow);
		assert_noop!(
			order(&one, config(), WORKER, Balance::MAX),
			DispatchError::Token(TokenError::FundsUnavailable)
		);
		let datasets = Datasets::try_from(one.to_vec()).unwrap();
		assert_noop!(
			ModelsPallet::request_training(
				signed(stranger()),
				ModelId(0),
				datasets,
				config(),
				WORKER,
				BUDGET
			),
			Error::<Test>::NotOwner
		);
	});
}

#[test]
fn hyperparameters_have_bounds() {
	ExtBuilder::build_and_execute(|| {
		with_model();
		let off: [fn(&mut TrainingConfig); 13] = [
			|c| c.rank = 0,
			|c| c.rank = MAX_RANK + 1,
			|c| c.alpha = 0,
			|c| c.alpha = MAX_ALPHA + 1,
			|c| c.epochs = 0,
			|c| c.epochs = MAX_EPOCHS + 1,
			|c| c.batch = 0,
			|c| c.batch = MAX_BATCH + 1,
			|c| c.learning_rate_micro = 0,
			|c| c.learning_rate_micro = MAX_LEARNING_RATE_MICRO + 1,
			|c| c.max_tokens = 0,
			|c| c.max_tokens = MIN_TOKENS - 1,
			|c| c.checkpoint_every = 0,
		];
		for change in off {
			let mut config = config();
			change(&mut config);
			assert_noop!(
				order(&[dataset(1)], config, WORKER, BUDGET),
				Error::<Test>::ConfigOutOfBounds
			);
		}
	});
}

#[test]
fn too_many_datasets_do_not_decode() {
	use codec::{Decode, Encode};
	let many: Vec<_> = (0..9).map(dataset).collect();
	assert!(Datasets::decode(&mut &many.encode()[..]).is_err());
}

#[test]
fn only_the_workers_operator_accepts_and_once_and_in_time() {
	ExtBuilder::build_and_execute(|| {
		let model = with_model();
		let job = request(model);
		let accept = |who, job| ModelsPallet::accept_job(signed(who), job);
		assert_noop!(accept(operator(), JobId(7)), Error::<Test>::UnknownJob);
		assert_noop!(accept(owner(), job), Error::<Test>::NotOperator);
		// Another worker's operator has no say either.
		MockWorkers::put(WorkerId(5), stranger(), true);
		assert_noop!(accept(stranger(), job), Error::<Test>::NotOperator);
		MockWorkers::put(WORKER, operator(), false);
		assert_noop!(accept(operator(), job), Error::<Test>::WorkerInactive);
		MockWorkers::put(WORKER, operator(), true);
		assert_ok!(accept(operator(), job));
		assert_noop!(accept(operator(), job), Error::<Test>::NotRequested);

		let late = request(model);
		run_for(DEADLINE);
		let at_last = request(model);
		run_for(1);
		assert_noop!(accept(operator(), late), Error::<Test>::DeadlinePassed);
		MockWorkers::remove(WORKER);
		assert_noop!(accept(operator(), at_last), Error::<Test>::UnknownWorker);
	});
}

#[test]
fn each_job_draws_its_own_decoys_from_the_chain() {
	ExtBuilder::build_and_execute(|| {
		let model = with_model();
		let (a, b) = (drawn(model), drawn(model));
		assert_ne!(seed_of(a), seed_of(b));
		DecoySeed::set(&BASE);
		let c = seed_of(drawn(model)).unwrap();
		assert!(![seed_of(a), seed_of(b)].contains(&Some(c)));
	});
}

fn seed_of(job: JobId) -> Option<openledger_primitives::Hash> {
	match status(job) {
		JobStatus::Accepted { decoy_seed, .. } => decoy_seed,
		other => panic!("{other:?}"),
	}
}

#[test]
fn decoys_are_drawn_from_a_block_that_nobody_knew_at_acceptance() {
	ExtBuilder::build_and_execute(|| {
		let model = with_model();
		let job = accepted(model);
		let submit = || ModelsPallet::submit_manifest(signed(operator()), job, manifest(job));
		run_for(DRAWN_AFTER - 1);
		assert_eq!(seed_of(job), None);
		assert_noop!(submit(), Error::<Test>::DecoysNotDrawn);
		// What the chain says at acceptance, or before the draw, does not count.
		let later = openledger_primitives::Hash::repeat_byte(0x77);
		DecoySeed::set(&later);
		run_for(1);
		let seed = (b"openledger/decoys".as_slice(), later, job);
		let seed = sp_io::hashing::blake2_256(&codec::Encode::encode(&seed));
		assert_eq!(seed_of(job), Some(seed.into()));
		let event = Event::DecoysDrawn { job, decoy_seed: seed.into() };
		System::assert_last_event(event.into());
		// Drawn once.
		DecoySeed::set(&BASE);
		run_for(1);
		assert_eq!(seed_of(job), Some(seed.into()));
		assert_ok!(submit());
	});
}

#[test]
fn a_full_agenda_moves_jobs_to_the_next_blocks_and_is_bounded() {
	ExtBuilder::build_and_execute(|| {
		let model = with_model();
		for _ in 0..=MAX_SHIFT {
			for _ in 0..MAX_DUE {
				accepted(model);
			}
		}
		let job = request(model);
		assert_noop!(ModelsPallet::accept_job(signed(operator()), job), Error::<Test>::AgendaFull);
		run_for(1);
		assert_ok!(ModelsPallet::accept_job(signed(operator()), job));
		run_for(DRAWN_AFTER + MAX_SHIFT);
		assert!((0..=job.0).all(|id| seed_of(JobId(id)).is_some()));
	});
}

#[test]
fn an_order_that_nobody_accepts_is_given_up() {
	ExtBuilder::build_and_execute(|| {
		let job = request(with_model());
		let cancel = |who| ModelsPallet::cancel_job(signed(who), job);
		run_for(DEADLINE);
		assert_noop!(cancel(owner()), Error::<Test>::TooEarly);
		run_for(1);
		assert_noop!(cancel(stranger()), Error::<Test>::NotOwner);
		assert_ok!(cancel(owner()));
		assert_eq!(held(HoldReason::TrainingBudget, &owner()), 0);
		assert_eq!(status(job), JobStatus::Failed);
		assert_noop!(cancel(owner()), Error::<Test>::NotAccepted);
		assert_noop!(
			ModelsPallet::cancel_job(signed(owner()), JobId(8)),
			Error::<Test>::UnknownJob
		);
	});
}

#[test]
fn a_worker_that_is_late_is_paid_nothing() {
	ExtBuilder::build_and_execute(|| {
		let job = accepted(with_model());
		run_for(DEADLINE);
		assert_noop!(ModelsPallet::cancel_job(signed(owner()), job), Error::<Test>::TooEarly);
		run_for(1);
		assert_noop!(
			ModelsPallet::submit_manifest(signed(operator()), job, manifest(job)),
			Error::<Test>::DeadlinePassed
		);
		assert_ok!(ModelsPallet::cancel_job(signed(owner()), job));
		assert_eq!(Balances::balance(&operator()), RICHES);
		assert_noop!(
			ModelsPallet::submit_manifest(signed(operator()), job, manifest(job)),
			Error::<Test>::NotAccepted
		);
	});
}

#[test]
fn a_delivered_job_is_paid_after_the_deadline_and_once() {
	ExtBuilder::build_and_execute(|| {
		let model = with_model();
		let job = delivered(model);
		let claim = |who| ModelsPallet::claim_delivered(signed(who), job);
		run_for(DEADLINE);
		assert_noop!(claim(operator()), Error::<Test>::TooEarly);
		assert_noop!(ModelsPallet::cancel_job(signed(owner()), job), Error::<Test>::NotAccepted);
		run_for(1);
		assert_noop!(claim(stranger()), Error::<Test>::NotOperator);
		// The worker may be gone by then.
		MockWorkers::remove(WORKER);
		assert_ok!(claim(operator()));
		assert_eq!(Balances::balance(&operator()), RICHES + BUDGET);
		assert_noop!(claim(operator()), Error::<Test>::AlreadyPaid);
		// Publishing afterwards is free of it.
		assert_ok!(ModelsPallet::publish_version(signed(owner()), job, FLOOR, FLOOR));
		assert_eq!(Balances::balance(&operator()), RICHES + BUDGET);
		assert_noop!(claim(operator()), Error::<Test>::NotDelivered);
		assert_noop!(
			ModelsPallet::claim_delivered(signed(operator()), JobId(8)),
			Error::<Test>::UnknownJob
		);
	});
}

#[test]
fn frozen_balance_does_not_keep_the_budget_back() {
	use frame_support::traits::{LockableCurrency, WithdrawReasons};
	ExtBuilder::build_and_execute(|| {
		let job = delivered(with_model());
		Balances::set_lock(*b"votelock", &owner(), RICHES, WithdrawReasons::all());
		run_for(DEADLINE + 1);
		assert_ok!(ModelsPallet::claim_delivered(signed(operator()), job));
		assert_eq!(Balances::balance(&operator()), RICHES + BUDGET);
	});
}

#[test]
fn an_owner_can_be_its_own_worker() {
	ExtBuilder::build_and_execute(|| {
		MockWorkers::put(WORKER, owner(), true);
		let job = request(with_model());
		assert_ok!(ModelsPallet::accept_job(signed(owner()), job));
		run_for(DRAWN_AFTER);
		assert_ok!(ModelsPallet::submit_manifest(signed(owner()), job, manifest(job)));
		let before = Balances::total_balance(&owner());
		assert_ok!(ModelsPallet::publish_version(signed(owner()), job, FLOOR, FLOOR));
		assert_eq!(Balances::total_balance(&owner()), before);
		assert_eq!(held(HoldReason::TrainingBudget, &owner()), 0);
	});
}

#[test]
fn only_an_ended_job_is_removed() {
	ExtBuilder::build_and_execute(|| {
		let model = with_model();
		let remove = |who, job| ModelsPallet::remove_job(signed(who), job);
		let requested = request(model);
		assert_noop!(remove(owner(), requested), Error::<Test>::JobOpen);
		let accepted = accepted(model);
		assert_noop!(remove(owner(), accepted), Error::<Test>::JobOpen);
		let job = delivered(model);
		assert_noop!(remove(owner(), job), Error::<Test>::JobOpen);
		assert_ok!(ModelsPallet::publish_version(signed(owner()), job, FLOOR, FLOOR));
		assert_noop!(remove(stranger(), job), Error::<Test>::NotOwner);
		assert_ok!(remove(owner(), job));
		assert_noop!(remove(owner(), job), Error::<Test>::UnknownJob);
		assert_eq!(held(HoldReason::JobDeposit, &owner()), 2 * JOB_DEPOSIT);

		let job = delivered(model);
		run_for(DEADLINE + 1);
		assert_ok!(ModelsPallet::claim_delivered(signed(operator()), job));
		assert_ok!(remove(owner(), job));
		assert_ok!(ModelsPallet::cancel_job(signed(owner()), requested));
		assert_ok!(remove(owner(), requested));
	});
}
