// SPDX-License-Identifier: Apache-2.0
//! What other pallets see and do.

use crate::{mock::*, Error, Event, HoldReason, Pallet, Status};
use frame_support::{
	assert_noop, assert_ok,
	traits::{fungible::InspectHold, LockableCurrency, WithdrawReasons},
};
use openledger_primitives::{BatchEpoch, WorkerId};
use openledger_primitives_traits::{InspectWorkers, SlashWorkers};

#[test]
fn a_worker_is_seen_as_it_is() {
	ExtBuilder::default().build_and_execute(|| {
		let id = registered();
		let seen = <Pallet<Test> as InspectWorkers<_>>::worker(id).unwrap();
		assert_eq!(seen.operator, acc(OPERATOR));
		assert_eq!(seen.stake, MIN_STAKE);
		assert_eq!(seen.endpoints, endpoints().into_inner());
		assert!(seen.active);
		assert_eq!(Pallet::<Test>::operated_by(&acc(OPERATOR)), Some(id));
		assert_eq!(Pallet::<Test>::operated_by(&acc(OTHER)), None);
		assert_eq!(<Pallet<Test> as InspectWorkers<_>>::key_at(id, BatchEpoch(0)), Some(acc(KEY)));
		assert_eq!(<Pallet<Test> as InspectWorkers<_>>::key_at(WorkerId(9), BatchEpoch(0)), None);
		assert!(<Pallet<Test> as InspectWorkers<_>>::worker(WorkerId(9)).is_none());
		assert_ok!(Pallet::<Test>::leave(signed(OPERATOR)));
		assert!(!<Pallet<Test> as InspectWorkers<_>>::worker(id).unwrap().active);
	});
}

#[test]
fn workers_are_listed_in_order() {
	ExtBuilder::default().build_and_execute(|| {
		registered();
		assert_ok!(Pallet::<Test>::register(signed(OTHER), acc(KEY), endpoints(), MIN_STAKE));
		assert_ok!(Pallet::<Test>::register(signed(POT), acc(KEY), endpoints(), MIN_STAKE));
		let all = [0, 1, 2].map(WorkerId).to_vec();
		assert_eq!(Pallet::<Test>::workers_after(None, 10), all);
		assert_eq!(Pallet::<Test>::workers_after(None, 2), all[..2].to_vec());
		assert_eq!(Pallet::<Test>::workers_after(Some(WorkerId(0)), 10), all[1..].to_vec());
		assert!(Pallet::<Test>::workers_after(Some(WorkerId(u32::MAX)), 10).is_empty());
		assert_ok!(Pallet::<Test>::leave(signed(OTHER)));
		go_to(1 + DELAY);
		assert_ok!(Pallet::<Test>::withdraw(signed(OTHER)));
		assert_eq!(Pallet::<Test>::workers_after(None, 10), vec![WorkerId(0), WorkerId(2)]);
	});
}

#[test]
fn a_slash_moves_held_stake() {
	ExtBuilder::default().build_and_execute(|| {
		let id = registered();
		assert_eq!(Pallet::<Test>::slash(id, 40, &acc(POT), false), Ok(40));
		assert_eq!(worker(id).stake, MIN_STAKE - 40);
		assert_eq!(worker(id).status, Status::Active);
		assert_eq!(Balances::free_balance(acc(POT)), RICH + 40);
		assert_eq!(Balances::free_balance(acc(OPERATOR)), RICH - MIN_STAKE);
		System::assert_last_event(
			Event::StakeSlashed { worker: id, amount: 40, stake: MIN_STAKE - 40, jailed: false }
				.into(),
		);
		assert_eq!(Pallet::<Test>::slash(id, u128::MAX, &acc(POT), true), Ok(MIN_STAKE - 40));
		assert_eq!(worker(id).status, Status::Jailed);
		assert!(!<Pallet<Test> as InspectWorkers<_>>::worker(id).unwrap().active);
		assert_eq!(Pallet::<Test>::slash(id, 1, &acc(POT), false), Ok(0));
		assert_noop!(
			Pallet::<Test>::slash(WorkerId(9), 1, &acc(POT), false),
			Error::<Test>::UnknownWorker
		);
	});
}

#[test]
fn a_frozen_balance_does_not_stop_a_slash() {
	ExtBuilder::default().build_and_execute(|| {
		let id = registered();
		Balances::set_lock(*b"votelock", &acc(OPERATOR), RICH, WithdrawReasons::all());
		assert_eq!(Pallet::<Test>::slash(id, MIN_STAKE, &acc(POT), true), Ok(MIN_STAKE));
		assert_eq!(Balances::balance_on_hold(&HoldReason::Stake.into(), &acc(OPERATOR)), 0);
	});
}

#[test]
fn a_slash_to_the_operator_itself_conserves() {
	ExtBuilder::default().build_and_execute(|| {
		let id = registered();
		assert_eq!(Pallet::<Test>::slash(id, 40, &acc(OPERATOR), false), Ok(40));
		assert_eq!(Balances::free_balance(acc(OPERATOR)), RICH - MIN_STAKE + 40);
	});
}
