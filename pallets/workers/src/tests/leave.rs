// SPDX-License-Identifier: Apache-2.0
//! Leaving and withdrawing.

use crate::{mock::*, Error, Event, HoldReason, Operators, Pallet, Status, Workers};
use frame_support::{assert_noop, assert_ok, traits::fungible::InspectHold};
use openledger_primitives::WorkerId;
use openledger_primitives_traits::SlashWorkers;

#[test]
fn the_stake_leaves_after_the_delay() {
	ExtBuilder::default().build_and_execute(|| {
		let id = registered();
		go_to(7);
		assert_ok!(Pallet::<Test>::leave(signed(OPERATOR)));
		assert_eq!(worker(id).status, Status::Leaving { at: 7 });
		System::assert_last_event(
			Event::WorkerLeft { worker: id, withdrawable_at: 7 + DELAY }.into(),
		);
		go_to(7 + DELAY - 1);
		assert_noop!(Pallet::<Test>::withdraw(signed(OPERATOR)), Error::<Test>::TooEarly);
		go_to(7 + DELAY);
		assert_ok!(Pallet::<Test>::withdraw(signed(OPERATOR)));
		System::assert_last_event(
			Event::StakeWithdrawn { worker: id, operator: acc(OPERATOR), amount: MIN_STAKE }.into(),
		);
		assert_eq!(Balances::free_balance(acc(OPERATOR)), RICH);
		assert_eq!(Balances::balance_on_hold(&HoldReason::Stake.into(), &acc(OPERATOR)), 0);
		assert!(!Workers::<Test>::contains_key(id));
		assert!(!Operators::<Test>::contains_key(acc(OPERATOR)));
		// Ids are not reused.
		assert_eq!(registered(), WorkerId(1));
	});
}

#[test]
fn open_batches_keep_the_stake() {
	ExtBuilder::default().build_and_execute(|| {
		registered();
		assert_ok!(Pallet::<Test>::leave(signed(OPERATOR)));
		go_to(1 + 10 * DELAY);
		OpenFees::set(1);
		assert_noop!(Pallet::<Test>::withdraw(signed(OPERATOR)), Error::<Test>::ExposureOpen);
		OpenFees::set(0);
		assert_ok!(Pallet::<Test>::withdraw(signed(OPERATOR)));
	});
}

#[test]
fn leaving_is_refused() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(Pallet::<Test>::leave(signed(OPERATOR)), Error::<Test>::NotOperator);
		assert_noop!(Pallet::<Test>::withdraw(signed(OPERATOR)), Error::<Test>::NotOperator);
		registered();
		assert_noop!(Pallet::<Test>::withdraw(signed(OPERATOR)), Error::<Test>::NotLeaving);
		assert_ok!(Pallet::<Test>::leave(signed(OPERATOR)));
		assert_noop!(Pallet::<Test>::leave(signed(OPERATOR)), Error::<Test>::AlreadyLeaving);
	});
}

#[test]
fn a_jailed_worker_leaves_anew() {
	ExtBuilder::default().build_and_execute(|| {
		let id = registered();
		assert_ok!(Pallet::<Test>::leave(signed(OPERATOR)));
		go_to(DELAY);
		assert_ok!(Pallet::<Test>::slash(id, 30, &acc(POT), true));
		go_to(2 * DELAY);
		assert_noop!(Pallet::<Test>::withdraw(signed(OPERATOR)), Error::<Test>::NotLeaving);
		assert_ok!(Pallet::<Test>::leave(signed(OPERATOR)));
		go_to(3 * DELAY);
		assert_ok!(Pallet::<Test>::withdraw(signed(OPERATOR)));
		assert_eq!(Balances::free_balance(acc(OPERATOR)), RICH - 30);
	});
}

#[test]
fn a_worker_that_lost_everything_can_go() {
	ExtBuilder::default().build_and_execute(|| {
		let id = registered();
		assert_eq!(Pallet::<Test>::slash(id, u128::MAX, &acc(POT), true), Ok(MIN_STAKE));
		assert_ok!(Pallet::<Test>::leave(signed(OPERATOR)));
		go_to(1 + DELAY);
		assert_ok!(Pallet::<Test>::withdraw(signed(OPERATOR)));
		assert!(!Workers::<Test>::contains_key(id));
	});
}
