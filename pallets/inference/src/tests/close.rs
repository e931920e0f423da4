// SPDX-License-Identifier: Apache-2.0
//! Closing, expiry and release.

use crate::{mock::*, Error, Event, OpenSession, Pallet, Sessions, Status};
use frame_support::{assert_noop, assert_ok};
use openledger_primitives::SessionId;
use openledger_primitives_traits::SettleSessions;

#[test]
fn a_closed_session_is_released_after_the_grace() {
	ExtBuilder::default().build_and_execute(|| {
		let id = opened();
		go_to(5);
		assert_ok!(Pallet::<Test>::close_session(signed(PAYER), id));
		assert_eq!(session(id).status, Status::Closing { release_at: 5 + GRACE });
		System::assert_last_event(
			Event::SessionClosed { session: id, release_at: 5 + GRACE }.into(),
		);
		go_to(5 + GRACE - 1);
		assert_noop!(Pallet::<Test>::release(signed(SECOND), id), Error::<Test>::TooEarly);
		// An open batch still settles.
		assert_ok!(Pallet::<Test>::settle(session(id).worker, &leaf(id, 1, 0, 9), &acc(POT)));
		go_to(5 + GRACE);
		assert_ok!(Pallet::<Test>::release(signed(SECOND), id));
		System::assert_last_event(
			Event::SessionReleased { session: id, payer: acc(PAYER), amount: DEPOSIT - 9 }.into(),
		);
		assert!(!Sessions::<Test>::contains_key(id));
		assert_eq!(Balances::free_balance(acc(PAYER)), RICH - 9);
		assert_noop!(Pallet::<Test>::release(signed(PAYER), id), Error::<Test>::UnknownSession);
	});
}

#[test]
fn an_expired_session_is_released_after_the_grace() {
	ExtBuilder::default().build_and_execute(|| {
		let id = opened();
		go_to(EXPIRY + GRACE - 1);
		assert_noop!(Pallet::<Test>::release(signed(PAYER), id), Error::<Test>::TooEarly);
		go_to(EXPIRY + GRACE);
		assert_ok!(Pallet::<Test>::release(signed(OTHER), id));
		assert_eq!(Balances::free_balance(acc(PAYER)), RICH);
	});
}

#[test]
fn closing_after_expiry_puts_nothing_off() {
	ExtBuilder::default().build_and_execute(|| {
		let id = opened();
		go_to(EXPIRY + GRACE - 1);
		assert_ok!(Pallet::<Test>::close_session(signed(PAYER), id));
		System::assert_last_event(
			Event::SessionClosed { session: id, release_at: EXPIRY + GRACE }.into(),
		);
		go_to(EXPIRY + GRACE);
		assert_ok!(Pallet::<Test>::release(signed(PAYER), id));
	});
}

#[test]
fn a_session_without_end_can_be_closed() {
	ExtBuilder::default().build_and_execute(|| {
		let opening = OpenSession { expires_at: u32::MAX, ..opening() };
		assert_ok!(Pallet::<Test>::open_session(signed(PAYER), opening));
		let id = SessionId(0);
		assert_eq!(Pallet::<Test>::releasable_at(id), Some(u32::MAX));
		assert_ok!(Pallet::<Test>::close_session(signed(PAYER), id));
		assert_eq!(Pallet::<Test>::releasable_at(id), Some(1 + GRACE));
	});
}

#[test]
fn closing_is_refused() {
	ExtBuilder::default().build_and_execute(|| {
		let id = opened();
		assert_noop!(
			Pallet::<Test>::close_session(signed(PAYER), SessionId(9)),
			Error::<Test>::UnknownSession
		);
		assert_noop!(Pallet::<Test>::close_session(signed(SECOND), id), Error::<Test>::NotPayer);
		assert_ok!(Pallet::<Test>::close_session(signed(PAYER), id));
		assert_noop!(
			Pallet::<Test>::close_session(signed(PAYER), id),
			Error::<Test>::AlreadyClosed
		);
	});
}
