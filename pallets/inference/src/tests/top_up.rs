// SPDX-License-Identifier: Apache-2.0
//! Raising deposits.

use crate::{mock::*, Error, Event, HoldReason, Pallet};
use frame_support::{assert_noop, assert_ok, traits::fungible::InspectHold};
use openledger_primitives::SessionId;

#[test]
fn a_deposit_grows() {
	ExtBuilder::default().build_and_execute(|| {
		let id = opened();
		assert_ok!(Pallet::<Test>::top_up(signed(PAYER), id, 7));
		let session = session(id);
		assert_eq!((session.deposit, session.held), (DEPOSIT + 7, DEPOSIT + 7));
		assert_eq!(
			Balances::balance_on_hold(&HoldReason::Deposit.into(), &acc(PAYER)),
			DEPOSIT + 7
		);
		System::assert_last_event(
			Event::SessionToppedUp { session: id, amount: 7, deposit: DEPOSIT + 7 }.into(),
		);
	});
}

#[test]
fn a_top_up_is_refused() {
	ExtBuilder::default().build_and_execute(|| {
		let id = opened();
		assert_noop!(
			Pallet::<Test>::top_up(signed(PAYER), SessionId(9), 7),
			Error::<Test>::UnknownSession
		);
		assert_noop!(Pallet::<Test>::top_up(signed(SECOND), id, 7), Error::<Test>::NotPayer);
		assert_noop!(Pallet::<Test>::top_up(signed(PAYER), id, 0), Error::<Test>::ZeroAmount);
		assert_noop!(Pallet::<Test>::top_up(signed(PAYER), id, u128::MAX), Error::<Test>::Overflow);
		assert!(Pallet::<Test>::top_up(signed(PAYER), id, RICH).is_err());
		let other = opened();
		assert_ok!(Pallet::<Test>::close_session(signed(PAYER), other));
		assert_noop!(Pallet::<Test>::top_up(signed(PAYER), other, 7), Error::<Test>::SessionOver);
		go_to(EXPIRY - 1);
		assert_ok!(Pallet::<Test>::top_up(signed(PAYER), id, 7));
		go_to(EXPIRY);
		assert_noop!(Pallet::<Test>::top_up(signed(PAYER), id, 7), Error::<Test>::SessionOver);
	});
}
