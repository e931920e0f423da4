// SPDX-License-Identifier: Apache-2.0
//! Challenges: commit, reveal, what they cost and bring, who is accused.

use super::{fraud::answer, *};
use crate::{audit::AuditFault, fraud::Unproven, mock::*, *};
use frame_support::{
	assert_noop, assert_ok,
	dispatch::DispatchResult,
	traits::{fungible::InspectHold, Hooks},
	weights::Weight,
};
use openledger_primitives::{Balance, BatchEpoch, Hash, OPEN};
use openledger_primitives_account::AccountId;
use openledger_primitives_objects::{FraudProof, TreeKind};
use openledger_primitives_poa::draw;
use sp_core::H256;
use std::collections::BTreeSet;

const BOND: Balance = 2 * OPEN;
const SALT: H256 = H256::repeat_byte(0x5A);

fn commitment(proof: &FraudProof, who: &str) -> Hash {
	Attribution::commitment(batch_id(0), proof, &account(who), &SALT)
}
fn commit(proof: &FraudProof, who: &str) -> DispatchResult {
	Attribution::challenge(signed(who), batch_id(0), commitment(proof, who))
}
fn reveal(proof: &FraudProof, who: &str) -> DispatchResult {
	Attribution::challenge_reveal(signed(who), batch_id(0), Box::new(proof.clone()), SALT)
}
fn end(who: &str) -> DispatchResult {
	Attribution::challenge_end(signed("Payer"), batch_id(0), account(who))
}
fn held(who: &str) -> Balance {
	Balances::balance_on_hold(&HoldReason::Challenge.into(), &account(who))
}

/// Two sessions of `calls` answers, every report of which has a share too much.
fn lying_book(calls: u32) -> Book {
	let Book { receipts, mut reports, sessions, credits, .. } = honest_book(calls);
	reports.iter_mut().for_each(|report| report.entries[0].share += 1);
	Book::over(0, receipts, reports, sessions, credits)
}

/// Proof about the report of receipt `i`, a lie or not.
fn report_of(book: &Book, i: u32) -> FraudProof {
	FraudProof::Report(answer(book, i))
}

/// Receipts that the seed of batch 0 draws.
fn drawn(book: &Book) -> BTreeSet<u32> {
	let number = draw::leaves_for(8, book.header.receipts.count);
	let tree = book.receipts_tree();
	draw::points(&batch(0).seed.unwrap(), book.fee_total(), number)
		.into_iter()
		.map(|point| tree.locate(point).unwrap())
		.collect()
}

/// The half of a penalty that is burnt, for the mock's account of what is gone.
fn burn_of(penalty: Balance) {
	Burnt::set(&(Burnt::get() + penalty / 2));
}

fn idle(reports: u64) {
	let one = <() as WeightInfo>::report_accused().saturating_add(REPORT_WEIGHT);
	let spent = Attribution::on_idle(System::block_number(), one.saturating_mul(reports));
	assert!(spent.all_lte(one.saturating_mul(reports)));
}

#[test]
fn a_proven_lie_fails_the_batch_and_pays_who_proved_it() {
	ExtBuilder::validators(1).build_and_execute(|| {
		let book = lying_book(3);
		attested(&book, 1);
		let proof = report_of(&book, 0);
		let treasury = Balances::free_balance(Treasury::get());
		assert_ok!(commit(&proof, "Anyone"));
		assert_eq!((held("Anyone"), batch(0).open_challenges), (BOND, 1));
		check_state();
		run(1);
		assert_ok!(reveal(&proof, "Anyone"));

		// As with an unanswered demand: the stake pays the fees less the worker's own share.
		assert!(matches!(batch(0).status, BatchStatus::Failed { .. }));
		let cost = book.fee_total() / 4 * 3;
		assert_eq!(Compensated::get(), cost);
		assert!(StoredSessions::get().values().all(|session| session.settled == 0));
		// As with equivocation: a tenth of the stake; here 40 % of it are the challenger's.
		let penalty = STAKE / 10;
		burn_of(penalty);
		let reward = penalty / 10 * 4;
		assert_eq!(Balances::free_balance(stake_account(WORKER)), STAKE - cost - penalty);
		assert_eq!(Balances::free_balance(account("Anyone")), FUNDS + reward);
		assert_eq!(Balances::free_balance(Treasury::get()), treasury + penalty / 10);
		assert_eq!(held("Anyone"), 0);
		assert!(StoredWorkers::get()[&0].jailed);
		assert_eq!(Exposures::<Test>::get(WORKER), 0);
		System::assert_has_event(
			Event::ChallengeWon {
				batch: batch_id(0),
				by: account("Anyone"),
				fault: AuditFault::WrongShares,
				slashed: penalty,
				reward,
			}
			.into(),
		);
		// Nothing is left to prove or to settle.
		assert_noop!(reveal(&proof, "Anyone"), Error::<Test>::UnknownChallenge);
		assert_noop!(commit(&proof, "Payer"), Error::<Test>::NotChallengeable);
		assert_noop!(book.settle_all(), Error::<Test>::NotSettling);
		idle(40);
		run(TIMING.credit_ttl + 1);
		assert_ok!(Attribution::prune(signed("Anyone"), batch_id(0)));
	});
}

#[test]
fn a_challenge_that_proves_nothing_costs_the_bond() {
	ExtBuilder::validators(1).build_and_execute(|| {
		let book = honest_book(3);
		attested(&book, 1);
		let treasury = Balances::free_balance(Treasury::get());
		let mut made_up = answer(&book, 0);
		made_up.report.entries[0].share += 1;
		let proofs = [
			(report_of(&book, 0), Unproven::Holds),
			(FraudProof::Report(made_up), Unproven::NotInTree),
		];
		for (i, (proof, reason)) in proofs.into_iter().enumerate() {
			assert_ok!(commit(&proof, "Anyone"));
			run(1);
			assert_ok!(reveal(&proof, "Anyone"));
			let lost = BOND * (i as u128 + 1);
			assert_eq!(Balances::free_balance(account("Anyone")), FUNDS - lost);
			assert_eq!(Balances::free_balance(Treasury::get()), treasury + lost);
			let (batch, by, bond) = (batch_id(0), account("Anyone"), BOND);
			System::assert_last_event(Event::ChallengeLost { batch, by, reason, bond }.into());
		}
		assert_eq!((held("Anyone"), batch(0).open_challenges), (0, 0));
		// The worker and its batch are untouched.
		assert_eq!(Balances::free_balance(stake_account(WORKER)), STAKE);
		assert!(!StoredWorkers::get()[&0].jailed);
		run(TIMING.challenge_window);
		assert_ok!(book.settle_all());
		assert_ok!(book.credit_all());
	});
}

#[test]
fn a_proof_is_worth_nothing_to_who_reads_it_in_the_pool() {
	ExtBuilder::validators(1).build_and_execute(|| {
		let book = lying_book(3);
		attested(&book, 1);
		let proof = report_of(&book, 0);
		assert_ok!(commit(&proof, "Anyone"));
		// Nobody reveals what he did not commit to, nor in the block of his commitment.
		assert_noop!(reveal(&proof, "Demander"), Error::<Test>::UnknownChallenge);
		assert_noop!(reveal(&proof, "Anyone"), Error::<Test>::RevealTooEarly);
		// A copied commitment binds somebody else's account.
		let copied = commitment(&proof, "Anyone");
		assert_ok!(Attribution::challenge(signed("Demander"), batch_id(0), copied));
		run(1);
		assert_noop!(reveal(&proof, "Demander"), Error::<Test>::WrongReveal);
		let boxed = Box::new(proof.clone());
		let other_salt =
			Attribution::challenge_reveal(signed("Anyone"), batch_id(0), boxed, H256::zero());
		assert_noop!(other_salt, Error::<Test>::WrongReveal);
		assert_noop!(reveal(&report_of(&book, 1), "Anyone"), Error::<Test>::WrongReveal);
		// One challenge of a batch for each account; others do not stand in its way.
		assert_noop!(commit(&proof, "Anyone"), Error::<Test>::AlreadyChallenged);
		assert_ok!(commit(&proof, "Payer"));
		assert_ok!(reveal(&proof, "Anyone"));
		burn_of(STAKE / 10);
		// Those who came second get their bonds back and nothing else.
		for who in ["Demander", "Payer"] {
			assert_eq!(held(who), BOND);
			assert_noop!(reveal(&proof, who), Error::<Test>::NotChallengeable);
			assert_ok!(end(who));
			assert_eq!(held(who), 0);
		}
		assert_eq!(Balances::free_balance(account("Demander")), FUNDS);
		assert_noop!(end("Payer"), Error::<Test>::UnknownChallenge);
	});
}

#[test]
fn challenges_and_reveals_come_in_time() {
	ExtBuilder::validators(1).build_and_execute(|| {
		let book = lying_book(1);
		let proof = report_of(&book, 0);
		assert_noop!(commit(&proof, "Anyone"), Error::<Test>::UnknownBatch);
		attested(&book, 1);
		let treasury = Balances::free_balance(Treasury::get());
		assert_ok!(commit(&proof, "Anyone"));
		run(TIMING.answer_window);
		assert_noop!(end("Anyone"), Error::<Test>::RevealNotDue);
		run(1);
		assert_noop!(reveal(&proof, "Anyone"), Error::<Test>::RevealTooLate);
		assert_ok!(end("Anyone"));
		assert_eq!(Balances::free_balance(Treasury::get()), treasury + BOND);
		assert_eq!(Balances::free_balance(account("Anyone")), FUNDS - BOND);
		run(TIMING.challenge_window);
		assert_noop!(commit(&proof, "Anyone"), Error::<Test>::NotChallengeable);
		// Nobody proved the lie in time: the batch settles.
		assert_ok!(book.settle_all());
	});
}

#[test]
fn an_open_challenge_holds_settlement_back_until_its_time_is_over() {
	ExtBuilder::validators(1).build_and_execute(|| {
		let book = lying_book(1);
		attested(&book, 1);
		run(TIMING.challenge_window);
		let proof = report_of(&book, 0);
		assert_ok!(commit(&proof, "Anyone"));
		assert_ok!(commit(&proof, "Demander"));
		run(TIMING.answer_window);
		assert_noop!(book.settle_all(), Error::<Test>::NotSettling);
		run(1);
		assert_ok!(book.settle_all());
		assert_noop!(reveal(&proof, "Anyone"), Error::<Test>::NotChallengeable);
		// A batch with open challenges does not go away.
		assert_ok!(book.credit_all());
		run(TIMING.credit_ttl + 1);
		assert_noop!(Attribution::prune(signed("Anyone"), batch_id(0)), Error::<Test>::NotPrunable);
		assert_ok!(end("Anyone"));
		assert_ok!(end("Demander"));
		assert_ok!(Attribution::prune(signed("Anyone"), batch_id(0)));
	});
}

#[test]
fn a_batch_that_failed_otherwise_returns_the_bonds() {
	ExtBuilder::validators(1).build_and_execute(|| {
		let book = lying_book(1);
		attested(&book, 1);
		assert_ok!(Attribution::demand(signed("Demander"), batch_id(0), TreeKind::Receipts, 0));
		run(TIMING.answer_window);
		assert_ok!(commit(&report_of(&book, 0), "Anyone"));
		run(1);
		let enforce = Attribution::enforce(signed("Demander"), batch_id(0), TreeKind::Receipts, 0);
		assert_ok!(enforce);
		assert_ok!(end("Anyone"));
		assert_eq!(Balances::free_balance(account("Anyone")), FUNDS);
	});
}

#[test]
fn a_batch_may_be_challenged_before_anybody_attested_it() {
	ExtBuilder::validators(1).build_and_execute(|| {
		let book = lying_book(1);
		assert_ok!(book.announce());
		let proof = report_of(&book, 0);
		assert_ok!(commit(&proof, "Anyone"));
		run(1);
		assert_eq!(batch(0).seed, None);
		assert_ok!(reveal(&proof, "Anyone"));
		burn_of(STAKE / 10);
		assert!(matches!(batch(0).status, BatchStatus::Failed { .. }));
		assert_eq!(Accusations::<Test>::iter().count(), 0);
		// Its place in the agenda comes and does nothing.
		run(TIMING.seed_window + TIMING.seed_delay);
		assert!(matches!(batch(0).status, BatchStatus::Failed { .. }));
		run(TIMING.credit_ttl);
		assert_ok!(Attribution::prune(signed("Anyone"), batch_id(0)));
	});
}

/// Proves the report of one receipt false after three of four seats attested; who is accused.
fn accused(pick: impl Fn(&Book, &BTreeSet<u32>) -> u32) -> Vec<AccountId> {
	let mut found = Vec::new();
	ExtBuilder::validators(4).build_and_execute(|| {
		let book = lying_book(20);
		attested(&book, 3);
		let drawn = drawn(&book);
		let proof = report_of(&book, pick(&book, &drawn));
		assert_ok!(commit(&proof, "Anyone"));
		run(1);
		assert_ok!(reveal(&proof, "Anyone"));
		burn_of(STAKE / 10);
		check_state();
		found = Accusations::<Test>::get(WORKER, BatchEpoch(0))
			.map(|accusation| accusation.offenders.into_inner())
			.unwrap_or_default();
		// As many reports as the block has room for, then the rest.
		idle(0);
		assert!(Reported::get().is_empty());
		idle(1);
		assert_eq!(Reported::get().len(), found.len().min(1));
		idle(9);
		assert_eq!(Accusations::<Test>::iter().count(), 0);
		let mut reported = Vec::new();
		for (session, validators, offenders) in Reported::get() {
			assert_eq!((session, validators), (5, 4));
			reported.extend(offenders);
		}
		reported.reverse();
		assert_eq!(reported, found);
	});
	found
}

#[test]
fn attesters_answer_for_the_leaves_that_they_drew() {
	let three = vec![validator(0), validator(1), validator(2)];
	assert_eq!(accused(|_, drawn| *drawn.first().unwrap()), three);
	assert_eq!(accused(|_, drawn| *drawn.last().unwrap()), three);
	let not_drawn = |book: &Book, drawn: &BTreeSet<u32>| {
		(0..book.header.receipts.count).find(|i| !drawn.contains(i)).unwrap()
	};
	assert!(accused(not_drawn).is_empty());
}

#[test]
fn nobody_answers_for_a_leaf_that_a_worker_can_hide() {
	ExtBuilder::validators(1).build_and_execute(|| {
		let Book { receipts, reports, sessions, mut credits, .. } = honest_book(1);
		credits[0].0.weight -= 1;
		let book = Book::over(0, receipts, reports, sessions, credits);
		attested(&book, 1);
		let opening = book.credits_tree().open(0).unwrap();
		let credit = book.credits[0].0.clone();
		let opened = openledger_primitives_objects::OpenedCredit { credit, opening };
		let proof = FraudProof::CreditSum(opened);
		assert_ok!(commit(&proof, "Anyone"));
		run(1);
		assert_ok!(reveal(&proof, "Anyone"));
		burn_of(STAKE / 10);
		assert!(matches!(batch(0).status, BatchStatus::Failed { .. }));
		assert_eq!(Accusations::<Test>::iter().count(), 0);
	});
}

#[test]
fn the_wronged_come_before_the_penalty() {
	ExtBuilder::validators(1).build_and_execute(|| {
		let book = lying_book(3);
		attested(&book, 1);
		let cost = book.fee_total() / 4 * 3;
		let left = 1_000_000;
		fund(&stake_account(WORKER), cost + left);
		let gone = STAKE - cost - left;
		let proof = report_of(&book, 0);
		assert_ok!(commit(&proof, "Anyone"));
		run(1);
		assert_ok!(reveal(&proof, "Anyone"));
		assert_eq!(Compensated::get(), cost);
		let penalty = ((cost + left) / 10).min(left);
		assert_eq!(Balances::free_balance(account("Anyone")), FUNDS + penalty / 10 * 4);
		burn_of(penalty);
		Burnt::set(&(Burnt::get() + gone));
	});
}

#[test]
fn who_cannot_pay_the_bond_cannot_challenge() {
	ExtBuilder::validators(1).build_and_execute(|| {
		let book = lying_book(1);
		attested(&book, 1);
		assert!(commit(&report_of(&book, 0), "Stranger").is_err());
		assert_eq!(batch(0).open_challenges, 0);
	});
}

#[test]
fn what_disputes_a_batch_is_operational() {
	use frame_support::dispatch::{DispatchClass, GetDispatchInfo};
	ExtBuilder::validators(1).build_and_execute(|| {
		let book = honest_book(1);
		let (batch, challenger) = (batch_id(0), account("Anyone"));
		let proof = Box::new(report_of(&book, 0));
		let small = FraudProof::Receipt(super::fraud::receipt(&book, 0));
		let weight = |proof: FraudProof| {
			let call = Call::<Test>::challenge_reveal { batch, proof: Box::new(proof), salt: SALT };
			call.get_dispatch_info().call_weight
		};
		assert!(weight(small).ref_time() < weight(*proof.clone()).ref_time());
		for call in [
			Call::<Test>::challenge { batch, commitment: SALT },
			Call::<Test>::challenge_reveal { batch, proof, salt: SALT },
			Call::<Test>::challenge_end { batch, challenger },
		] {
			let info = call.get_dispatch_info();
			assert_eq!(info.class, DispatchClass::Operational);
			assert_ne!(info.call_weight, Weight::zero());
		}
	});
}
