// SPDX-License-Identifier: Apache-2.0
//! The key history.

use crate::{mock::*, Error, Event, Pallet, MAX_KEYS};
use frame_support::{assert_noop, assert_ok};
use openledger_primitives::BatchEpoch;

#[test]
fn a_new_key_counts_from_the_next_epoch() {
	ExtBuilder::default().build_and_execute(|| {
		let id = registered();
		go_to(2 * EPOCH + 3);
		assert_ok!(Pallet::<Test>::rotate_key(signed(OPERATOR), acc(12)));
		System::assert_last_event(
			Event::KeyRotated { worker: id, key: acc(12), from_epoch: BatchEpoch(3) }.into(),
		);
		assert_eq!(key_at(id, 0), Some(acc(KEY)));
		assert_eq!(key_at(id, 2), Some(acc(KEY)));
		assert_eq!(key_at(id, 3), Some(acc(12)));
		assert_eq!(key_at(id, u32::MAX), Some(acc(12)));
	});
}

#[test]
fn within_an_epoch_the_last_call_counts() {
	ExtBuilder::default().build_and_execute(|| {
		let id = registered();
		go_to(EPOCH);
		assert_ok!(Pallet::<Test>::rotate_key(signed(OPERATOR), acc(12)));
		assert_ok!(Pallet::<Test>::rotate_key(signed(OPERATOR), acc(13)));
		assert_eq!(worker(id).keys.len(), 2);
		assert_eq!(key_at(id, 1), Some(acc(KEY)));
		assert_eq!(key_at(id, 2), Some(acc(13)));
	});
}

#[test]
fn rotation_is_refused() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(
			Pallet::<Test>::rotate_key(signed(OPERATOR), acc(12)),
			Error::<Test>::NotOperator
		);
		registered();
		assert_noop!(
			Pallet::<Test>::rotate_key(signed(OPERATOR), acc(KEY)),
			Error::<Test>::KeyUnchanged
		);
	});
}

#[test]
fn the_history_is_bounded_and_forgets_only_what_is_past() {
	ExtBuilder::default().build_and_execute(|| {
		let id = registered();
		for i in 1..MAX_KEYS {
			go_to(i * EPOCH);
			assert_ok!(Pallet::<Test>::rotate_key(signed(OPERATOR), acc(KEY + i as u8)));
		}
		assert_eq!(worker(id).keys.len() as u32, MAX_KEYS);
		go_to(MAX_KEYS * EPOCH);
		assert_noop!(
			Pallet::<Test>::rotate_key(signed(OPERATOR), acc(50)),
			Error::<Test>::KeyHistoryFull
		);
		// The first key was good for epochs 0 and 1. Nothing it signed can cost the stake once
		// `unstake_delay` has passed since.
		let forgettable = (1 + DELAY / EPOCH + 2) * EPOCH;
		go_to(forgettable - 1);
		assert_noop!(
			Pallet::<Test>::rotate_key(signed(OPERATOR), acc(50)),
			Error::<Test>::KeyHistoryFull
		);
		go_to(forgettable);
		assert_ok!(Pallet::<Test>::rotate_key(signed(OPERATOR), acc(50)));
		assert_eq!(worker(id).keys.len() as u32, MAX_KEYS);
		assert_eq!(key_at(id, 1), None);
		assert_eq!(key_at(id, 2), Some(acc(KEY + 1)));
		assert_eq!(key_at(id, forgettable / EPOCH + 1), Some(acc(50)));
	});
}

#[test]
fn a_full_history_still_replaces_a_key_that_is_not_in_use() {
	ExtBuilder::default().build_and_execute(|| {
		let id = registered();
		for i in 1..MAX_KEYS {
			go_to(i * EPOCH);
			assert_ok!(Pallet::<Test>::rotate_key(signed(OPERATOR), acc(KEY + i as u8)));
		}
		assert_ok!(Pallet::<Test>::rotate_key(signed(OPERATOR), acc(60)));
		assert_eq!(worker(id).keys.len() as u32, MAX_KEYS);
		assert_eq!(key_at(id, MAX_KEYS), Some(acc(60)));
	});
}
