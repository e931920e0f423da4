// SPDX-License-Identifier: Apache-2.0
//! Adding to the stake.

use crate::{mock::*, Error, Event, HoldReason, Pallet};
use frame_support::{assert_noop, assert_ok, traits::fungible::InspectHold};

#[test]
fn stake_grows() {
	ExtBuilder::default().build_and_execute(|| {
		let id = registered();
		assert_ok!(Pallet::<Test>::add_stake(signed(OPERATOR), 5));
		assert_eq!(worker(id).stake, MIN_STAKE + 5);
		assert_eq!(
			Balances::balance_on_hold(&HoldReason::Stake.into(), &acc(OPERATOR)),
			MIN_STAKE + 5
		);
		System::assert_last_event(
			Event::StakeAdded { worker: id, amount: 5, stake: MIN_STAKE + 5 }.into(),
		);
	});
}

#[test]
fn stake_is_refused() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(Pallet::<Test>::add_stake(signed(OPERATOR), 5), Error::<Test>::NotOperator);
		registered();
		assert_noop!(Pallet::<Test>::add_stake(signed(OPERATOR), 0), Error::<Test>::ZeroAmount);
		assert_noop!(
			Pallet::<Test>::add_stake(signed(OPERATOR), u128::MAX),
			Error::<Test>::Overflow
		);
		assert!(Pallet::<Test>::add_stake(signed(OPERATOR), RICH).is_err());
	});
}
