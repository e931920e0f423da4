// SPDX-License-Identifier: Apache-2.0
//! Demands: answered, unanswered, refused.

use super::*;
use crate::{mock::*, *};
use codec::Encode;
use frame_support::{
	assert_noop, assert_ok, dispatch::DispatchResult, traits::fungible::InspectHold,
};
use openledger_primitives::{Balance, BatchEpoch, OPEN};
use openledger_primitives_objects::TreeKind;

const PRICE: Balance = OPEN / 100;

fn demand(tree: TreeKind, leaf: u32) -> DispatchResult {
	Attribution::demand(signed("Demander"), batch_id(0), tree, leaf)
}
fn enforce(tree: TreeKind, leaf: u32) -> DispatchResult {
	Attribution::enforce(signed("Anyone"), batch_id(0), tree, leaf)
}
fn answer(tree: TreeKind, leaf: u32, bytes: Vec<u8>, opening: LeafOpening) -> DispatchResult {
	let bytes = bytes.try_into().unwrap();
	Attribution::answer(signed("Anyone"), batch_id(0), tree, leaf, bytes, opening)
}
fn held() -> Balance {
	Balances::balance_on_hold(&HoldReason::Demand.into(), &account("Demander"))
}

/// The honest answer for a leaf.
fn honest(book: &Book, tree: TreeKind, leaf: u32) -> (Vec<u8>, LeafOpening) {
	let i = leaf as usize;
	match tree {
		TreeKind::Receipts => {
			let opening = book.receipts_tree().open(leaf).unwrap();
			(book.receipts[i].encode(), LeafOpening::Sum(opening))
		},
		TreeKind::Reports => {
			let opening = book.reports_tree().open(leaf).unwrap();
			(book.reports[i].encode(), LeafOpening::Plain(opening))
		},
		TreeKind::Sessions => {
			let opening = book.sessions_tree().open(leaf).unwrap();
			(book.sessions[i].encode(), LeafOpening::Sum(opening))
		},
		TreeKind::Credits => {
			let opening = book.credits_tree().open(leaf).unwrap();
			(book.credits[i].0.encode(), LeafOpening::Sum(opening))
		},
	}
}

const TREES: [TreeKind; 4] =
	[TreeKind::Receipts, TreeKind::Reports, TreeKind::Sessions, TreeKind::Credits];

#[test]
fn every_tree_can_be_answered_and_the_worker_earns_the_price() {
	ExtBuilder::validators(1).build_and_execute(|| {
		let book = honest_book(3);
		attested(&book, 1);
		let operator_before = Balances::free_balance(operator());
		for (i, tree) in TREES.into_iter().enumerate() {
			assert_ok!(demand(tree, 1));
			// The price doubles for each open demand.
			let key = (WORKER, BatchEpoch(0), tree, 1);
			assert_eq!(Demands::<Test>::get(key).unwrap().price, PRICE << i);
		}
		check_state();
		assert_eq!(held(), 4 * OPEN + 15 * PRICE);
		for tree in TREES {
			let (bytes, opening) = honest(&book, tree, 1);
			let (wrong, _) = honest(&book, tree, 0);
			assert_noop!(answer(tree, 1, wrong, opening.clone()), Error::<Test>::BadAnswer);
			let mut longer = bytes.clone();
			longer.push(0);
			assert_noop!(answer(tree, 1, longer, opening.clone()), Error::<Test>::BadAnswer);
			assert_ok!(answer(tree, 1, bytes, opening));
		}
		assert_eq!(held(), 0);
		assert_eq!(Balances::free_balance(operator()), operator_before + 15 * PRICE);
		assert_eq!(batch(0).open_demands, 0);
		run(TIMING.challenge_window + 1);
		assert_ok!(book.settle_all());
	});
}

#[test]
fn another_leafs_answer_does_not_count() {
	ExtBuilder::validators(1).build_and_execute(|| {
		let book = honest_book(3);
		attested(&book, 1);
		for tree in TREES {
			assert_ok!(demand(tree, 1));
			let (bytes, opening) = honest(&book, tree, 0);
			assert_noop!(answer(tree, 1, bytes, opening), Error::<Test>::BadAnswer);
			let (bytes, opening) = honest(&book, tree, 1);
			assert_noop!(answer(tree, 0, bytes, opening), Error::<Test>::UnknownDemand);
		}
	});
}

#[test]
fn a_committed_lie_is_no_answer() {
	ExtBuilder::validators(1).build_and_execute(|| {
		let honest_one = honest_book(2);
		let mut reports = honest_one.reports.clone();
		reports[0].entries[0].share += 1;
		let mut receipts = honest_one.receipts.clone();
		receipts[0].receipt.time = 1;
		let book = Book::over(
			0,
			receipts,
			reports,
			honest_one.sessions.clone(),
			honest_one.credits.clone(),
		);
		attested(&book, 1);
		for tree in [TreeKind::Receipts, TreeKind::Reports] {
			assert_ok!(demand(tree, 0));
			let (bytes, opening) = honest(&book, tree, 0);
			assert_noop!(answer(tree, 0, bytes, opening), Error::<Test>::BadAnswer);
		}
	});
}

#[test]
fn an_unanswered_demand_fails_the_batch_and_touches_no_session() {
	ExtBuilder::validators(1).build_and_execute(|| {
		let book = honest_book(3);
		attested(&book, 1);
		let sessions = StoredSessions::get().len();
		let escrow = Balances::free_balance(escrow_account(openledger_primitives::SessionId(0)));
		assert_ok!(demand(TreeKind::Receipts, 0));
		assert_ok!(demand(TreeKind::Reports, 0));
		assert_noop!(enforce(TreeKind::Receipts, 0), Error::<Test>::AnswerNotDue);
		run(TIMING.answer_window);
		assert_noop!(enforce(TreeKind::Receipts, 0), Error::<Test>::AnswerNotDue);
		run(1);
		let (bytes, opening) = honest(&book, TreeKind::Receipts, 0);
		assert_noop!(answer(TreeKind::Receipts, 0, bytes, opening), Error::<Test>::AnswerTooLate);
		assert_ok!(enforce(TreeKind::Receipts, 0));
		assert!(matches!(batch(0).status, BatchStatus::Failed { .. }));
		check_state();

		// The stake paid the fees less the worker's own share; the worker is jailed.
		let cost = book.fee_total() / 4 * 3;
		assert_eq!(Compensated::get(), cost);
		assert_eq!(Balances::free_balance(stake_account(WORKER)), STAKE - cost);
		assert!(StoredWorkers::get()[&0].jailed);
		assert_eq!(StoredSessions::get().len(), sessions);
		assert!(StoredSessions::get().values().all(|session| session.settled == 0));
		let after = Balances::free_balance(escrow_account(openledger_primitives::SessionId(0)));
		assert_eq!(after, escrow);
		assert_eq!(Exposures::<Test>::get(WORKER), 0);

		// The other demand is returned, then the batch may go.
		assert_noop!(book.settle_all(), Error::<Test>::NotSettling);
		assert_eq!(held(), OPEN + 2 * PRICE);
		let (bytes, opening) = honest(&book, TreeKind::Reports, 0);
		assert_noop!(answer(TreeKind::Reports, 0, bytes, opening), Error::<Test>::NotChallengeable);
		run(TIMING.credit_ttl + 1);
		assert_noop!(Attribution::prune(signed("Anyone"), batch_id(0)), Error::<Test>::NotPrunable);
		assert_ok!(enforce(TreeKind::Reports, 0));
		assert_eq!(held(), 0);
		assert_ok!(Attribution::prune(signed("Anyone"), batch_id(0)));
		assert_eq!(Compensated::get(), cost);
	});
}

#[test]
fn the_receipts_of_a_failed_batch_may_be_booked_again() {
	ExtBuilder::validators(1).build_and_execute(|| {
		let book = honest_book(1);
		attested(&book, 1);
		assert_ok!(demand(TreeKind::Receipts, 0));
		run(TIMING.answer_window + 1);
		assert_ok!(enforce(TreeKind::Receipts, 0));
		run_to_epoch(4);
		let again = Book::over(3, book.receipts, book.reports, book.sessions, book.credits);
		challenged_again(&again);
		assert_ok!(again.settle_all());
		assert_ok!(again.credit_all());
	});
}

fn challenged_again(book: &Book) {
	assert_ok!(book.announce());
	run(TIMING.seed_window + TIMING.seed_delay);
	assert_ok!(attest(book.header.epoch.0, 0));
	run(TIMING.challenge_window + 1);
}

#[test]
fn demands_come_in_time_and_are_bounded() {
	ExtBuilder::validators(1).build_and_execute(|| {
		let book = honest_book(9);
		assert_ok!(book.announce());
		assert_noop!(demand(TreeKind::Receipts, 0), Error::<Test>::NotChallengeable);
		run(TIMING.seed_window + TIMING.seed_delay);
		assert_noop!(demand(TreeKind::Receipts, 18), Error::<Test>::UnknownLeaf);
		assert_noop!(demand(TreeKind::Sessions, 2), Error::<Test>::UnknownLeaf);
		assert_ok!(demand(TreeKind::Receipts, 0));
		assert_noop!(demand(TreeKind::Receipts, 0), Error::<Test>::AlreadyDemanded);
		assert_ok!(attest(0, 0));
		for leaf in 1..14 {
			assert_ok!(demand(TreeKind::Receipts, leaf));
		}
		// The price has doubled thirteen times: the next ones are dear.
		assert!(
			demand(TreeKind::Receipts, 14).is_ok()
				== (Balances::free_balance(account("Demander")) > 0)
		);
		check_state();
		let open = batch(0).open_demands;
		for leaf in 0..open {
			let (bytes, opening) = honest(&book, TreeKind::Receipts, leaf);
			assert_ok!(answer(TreeKind::Receipts, leaf, bytes, opening));
		}
		run(TIMING.challenge_window + 1);
		assert_noop!(demand(TreeKind::Receipts, 0), Error::<Test>::NotChallengeable);
	});
}

#[test]
fn an_open_demand_holds_settlement_back() {
	ExtBuilder::validators(1).build_and_execute(|| {
		let book = honest_book(1);
		attested(&book, 1);
		run(TIMING.challenge_window);
		assert_ok!(demand(TreeKind::Receipts, 0));
		run(1);
		assert_noop!(book.settle_all(), Error::<Test>::NotSettling);
		let (bytes, opening) = honest(&book, TreeKind::Receipts, 0);
		assert_ok!(answer(TreeKind::Receipts, 0, bytes, opening));
		assert_ok!(book.settle_all());
	});
}
