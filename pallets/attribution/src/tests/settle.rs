// SPDX-License-Identifier: Apache-2.0
//! Settlement: chunks, cursors, wrong leaves, deadlines.

use super::*;
use crate::{mock::*, *};
use frame_support::{assert_noop, assert_ok, traits::Get};
use openledger_primitives::{ContributionId, SessionId, OPEN};
use openledger_primitives_objects::least_weight;

#[test]
fn sessions_and_credits_go_in_chunks_in_order() {
	ExtBuilder::validators(1).build_and_execute(|| {
		let sessions: Vec<SessionId> = (0..5).map(|_| open_session(OPEN)).collect();
		run_to_epoch(1);
		let book = Book::new(0, 3, &mut fresh(&sessions));
		challenged(&book, 1);
		assert_noop!(book.credit(0, 1), Error::<Test>::NotCrediting);
		assert_noop!(book.settle(1, 2), Error::<Test>::WrongCursor);
		assert_ok!(book.settle(0, 2));
		check_state();
		assert_noop!(book.settle(0, 2), Error::<Test>::WrongCursor);
		assert_noop!(book.settle(3, 2), Error::<Test>::WrongCursor);
		assert_ok!(book.settle(2, 3));
		check_state();
		assert!(matches!(batch(0).status, BatchStatus::Crediting { .. }));
		assert_noop!(book.settle(0, 5), Error::<Test>::NotSettling);

		let count = book.header.credits.count;
		assert_noop!(book.credit(1, 1), Error::<Test>::WrongCursor);
		assert_ok!(book.credit(0, 1));
		assert_noop!(book.credit(0, 1), Error::<Test>::WrongCursor);
		assert_noop!(book.credit(0, 2), Error::<Test>::WrongCursor);
		assert_ok!(book.credit(1, count - 1));
		assert_noop!(book.credit(0, 1), Error::<Test>::NotCrediting);
		let weights: u128 = Credited::get().iter().map(|(_, weight)| weight).sum();
		assert_eq!(weights, book.header.credits.sum);
	});
}

#[test]
fn leaves_outside_the_trees_are_refused() {
	ExtBuilder::validators(1).build_and_execute(|| {
		let book = honest_book(2);
		challenged(&book, 1);
		let (mut leaves, proof) = book.session_chunk(0, 2);
		leaves[0].settled_after += 1;
		leaves[1].settled_after -= 1;
		let forged =
			Attribution::settle_sessions(signed("Anyone"), batch_id(0), leaves, proof.clone());
		assert_eq!(forged.unwrap_err().error, Error::<Test>::BadProof.into());
		let (mut leaves, _) = book.session_chunk(0, 2);
		leaves[0].settled_after = 0;
		leaves[0].settled_before = 1;
		let backwards =
			Attribution::settle_sessions(signed("Anyone"), batch_id(0), leaves, proof.clone());
		assert_eq!(backwards.unwrap_err().error, Error::<Test>::BadProof.into());
		let none =
			Attribution::settle_sessions(signed("Anyone"), batch_id(0), Default::default(), proof);
		assert_eq!(none.unwrap_err().error, Error::<Test>::BadProof.into());
		assert_ok!(book.settle_all());

		let (mut leaves, proof) = book.credit_chunk(0, 2);
		leaves[0].weight += 1;
		let forged = Attribution::credit(signed("Anyone"), batch_id(0), leaves, proof);
		assert_eq!(forged.unwrap_err().error, Error::<Test>::BadProof.into());
		assert_ok!(book.credit_all());
	});
}

#[test]
fn valid_chunks_are_free() {
	ExtBuilder::validators(1).build_and_execute(|| {
		let book = honest_book(1);
		challenged(&book, 1);
		let (leaves, proof) = book.session_chunk(0, 2);
		let info = Attribution::settle_sessions(signed("Anyone"), batch_id(0), leaves, proof);
		assert_eq!(info.unwrap().pays_fee, frame_support::dispatch::Pays::No);
		let (leaves, proof) = book.credit_chunk(0, book.header.credits.count);
		let info = Attribution::credit(signed("Anyone"), batch_id(0), leaves, proof);
		assert_eq!(info.unwrap().pays_fee, frame_support::dispatch::Pays::No);
	});
}

#[test]
fn a_leaf_that_the_session_refuses_costs_the_worker() {
	ExtBuilder::validators(1).build_and_execute(|| {
		let sessions = [open_session(10 * OPEN), open_session(10 * OPEN)];
		run_to_epoch(1);
		let mut book = Book::new(0, 2, &mut fresh(&sessions));
		// The worker claims a session from another cumulative than the chain settled.
		book.sessions[0].settled_before += 7;
		book.sessions[0].settled_after += 7;
		let book = Book::over(0, book.receipts, book.reports, book.sessions, book.credits);
		let wrong = book.sessions[0].amount().unwrap();
		challenged(&book, 1);
		assert_ok!(book.settle_all());
		assert_eq!(Balances::free_balance(stake_account(WORKER)), STAKE - wrong);
		assert_eq!(Received::get()[&batch_id(0)], book.fee_total());
		assert_eq!(StoredSessions::get()[&0].settled, 0);
		assert!(StoredSessions::get()[&1].settled > 0);
		assert_ok!(book.credit_all());
	});
}

#[test]
fn an_empty_deposit_and_an_unknown_session_cost_the_worker() {
	ExtBuilder::validators(1).build_and_execute(|| {
		let sessions = [open_session(1_000), open_session(10 * OPEN), SessionId(77)];
		run_to_epoch(1);
		let book = Book::new(0, 2, &mut fresh(&sessions));
		let short = book.sessions[0].amount().unwrap() - 1_000;
		let unknown = book.sessions[2].amount().unwrap();
		challenged(&book, 1);
		assert_ok!(book.settle_all());
		assert_eq!(Balances::free_balance(stake_account(WORKER)), STAKE - short - unknown);
		assert_eq!(Received::get()[&batch_id(0)], book.fee_total());
		assert_ok!(book.credit_all());
	});
}

#[test]
fn batches_of_a_worker_settle_in_order() {
	ExtBuilder::validators(1).build_and_execute(|| {
		let sessions = [open_session(10 * OPEN)];
		run_to_epoch(2);
		let mut standings = fresh(&sessions);
		let first = Book::new(0, 2, &mut standings);
		let second = Book::new(1, 2, &mut standings);
		assert_ok!(first.announce());
		assert_ok!(second.announce());
		run(TIMING.seed_window + TIMING.seed_delay);
		assert_ok!(attest(0, 0));
		assert_ok!(attest(1, 0));
		run(TIMING.challenge_window + 1);
		assert_noop!(second.settle_all(), Error::<Test>::NotSettling);
		assert_ok!(first.settle_all());
		assert_noop!(second.settle_all(), Error::<Test>::NotSettling);
		assert_ok!(first.credit_all());
		assert_ok!(second.settle_all());
		assert_ok!(second.credit_all());
		assert_eq!(Balances::free_balance(stake_account(WORKER)), STAKE);
	});
}

fn empty_stake() {
	use frame_support::traits::{fungible::Mutate, tokens::Preservation::Expendable};
	let stake = stake_account(WORKER);
	let all = Balances::free_balance(&stake);
	<Balances as Mutate<_>>::transfer(&stake, &account("Broke"), all, Expendable).unwrap();
}

#[test]
fn where_nobody_can_pay_the_batch_fails_and_nothing_is_lost() {
	ExtBuilder::validators(1).build_and_execute(|| {
		let sessions = [open_session(1_000), open_session(10 * OPEN)];
		run_to_epoch(1);
		let book = Book::new(0, 2, &mut fresh(&sessions));
		challenged(&book, 1);
		empty_stake();
		assert_ok!(book.settle_all());
		assert!(matches!(batch(0).status, BatchStatus::Failed { .. }));
		assert_eq!(batch(0).received, 1_000 + book.sessions[1].amount().unwrap());
		assert_eq!(Closed::get(), vec![batch_id(0)]);
		assert!(Distributed::get().is_empty());
		assert_eq!(Exposures::<Test>::get(WORKER), 0);
		run(TIMING.credit_ttl + 1);
		assert_ok!(Attribution::prune(signed("Anyone"), batch_id(0)));
	});
}

#[test]
fn withheld_session_leaves_are_paid_by_the_stake() {
	ExtBuilder::validators(1).build_and_execute(|| {
		let book = honest_book(2);
		challenged(&book, 1);
		assert_ok!(book.settle(0, 1));
		assert_noop!(
			Attribution::advance(signed("Anyone"), batch_id(0)),
			Error::<Test>::NothingToAdvance
		);
		run(TIMING.credit_ttl + 1);
		assert_ok!(Attribution::advance(signed("Anyone"), batch_id(0)));
		let missing = book.sessions[1].amount().unwrap();
		assert_eq!(Balances::free_balance(stake_account(WORKER)), STAKE - missing);
		assert_eq!(Received::get()[&batch_id(0)], book.fee_total());
		check_state();

		// Withheld credits go to the pots.
		assert!(matches!(batch(0).status, BatchStatus::Crediting { .. }));
		run(TIMING.credit_ttl + 1);
		assert_ok!(Attribution::advance(signed("Anyone"), batch_id(0)));
		assert!(matches!(batch(0).status, BatchStatus::Final { .. }));
		assert_eq!(Closed::get(), vec![batch_id(0)]);
	});
}

#[test]
fn books_that_refuse_stop_nothing() {
	ExtBuilder::validators(1).build_and_execute(|| {
		let book = honest_book(1);
		challenged(&book, 1);
		RefuseCredit::set(&true);
		assert_ok!(book.settle_all());
		assert_ok!(book.credit_all());
		assert!(Credited::get().is_empty());
		assert!(matches!(batch(0).status, BatchStatus::Final { .. }));
	});
	ExtBuilder::validators(1).build_and_execute(|| {
		let book = honest_book(1);
		challenged(&book, 1);
		RefuseSplit::set(&true);
		assert_ok!(book.settle_all());
		assert!(matches!(batch(0).status, BatchStatus::Failed { .. }));
		assert_eq!(Received::get()[&batch_id(0)], book.fee_total());
	});
}

#[test]
fn a_credit_that_is_too_small_is_passed_over() {
	ExtBuilder::validators(1).build_and_execute(|| {
		let Book { receipts, reports, sessions, mut credits, .. } = honest_book(1);
		let least = least_weight(<Test as Config>::MinBatchFee::get());
		let worth = credits.len();
		let mut small = credits[0].0.clone();
		small.contribution = ContributionId(99);
		small.weight = least - 1;
		credits[0].0.weight -= small.weight;
		credits.push((small, vec![]));
		let book = Book::over(0, receipts, reports, sessions, credits);
		challenged(&book, 1);
		assert_ok!(book.settle_all());
		assert_ok!(book.credit_all());
		let credited = Credited::get();
		assert_eq!(credited.len(), worth);
		assert!(credited.iter().all(|(id, weight)| *id != 99 && *weight >= least));
		assert!(matches!(batch(0).status, BatchStatus::Final { .. }));
		assert_eq!(Closed::get(), vec![batch_id(0)]);
	});
}
