// SPDX-License-Identifier: Apache-2.0
//! `map_account`.

use crate::{mock::*, AccountOf, Error, Event};
use frame_support::{assert_noop, assert_ok};
use openledger_primitives_account::{eth_account, evm_address};
use sp_core::H160;
use sp_runtime::traits::BadOrigin;

/// As if Alice's account were older than the pallet.
fn forget_alice() {
	AccountOf::<Test>::remove(evm_address(&ALICE));
}

#[test]
fn map_account_maps_and_sweeps() {
	ExtBuilder::build_and_execute(|| {
		forget_alice();
		assert_ok!(Balances::transfer_allow_death(
			RuntimeOrigin::signed(ALICE),
			fallback(&ALICE),
			100
		));
		assert_ok!(EvmAccounts::map_account(RuntimeOrigin::signed(ALICE)));
		let address = evm_address(&ALICE);
		assert_eq!(EvmAccounts::account_of(address), ALICE);
		assert_eq!(Balances::free_balance(&ALICE), 1_000);
		System::assert_has_event(Event::AccountMapped { account: ALICE, address }.into());
		System::assert_last_event(
			Event::FallbackSwept { account: ALICE, address, amount: 100 }.into(),
		);
	});
}

#[test]
fn map_account_works_with_nothing_to_sweep() {
	ExtBuilder::build_and_execute(|| {
		forget_alice();
		assert_ok!(EvmAccounts::map_account(RuntimeOrigin::signed(ALICE)));
		assert!(EvmAccounts::is_mapped(ALICE));
	});
}

#[test]
fn map_account_fails_when_it_is_of_no_use() {
	ExtBuilder::build_and_execute(|| {
		assert_noop!(
			EvmAccounts::map_account(RuntimeOrigin::signed(ALICE)),
			Error::<Test>::AlreadyMapped
		);
		assert_noop!(
			EvmAccounts::map_account(RuntimeOrigin::signed(eth_account(H160::repeat_byte(1)))),
			Error::<Test>::NotNeeded
		);
		assert_noop!(EvmAccounts::map_account(RuntimeOrigin::root()), BadOrigin);
		AccountOf::<Test>::insert(evm_address(&ALICE), BOB);
		assert_noop!(
			EvmAccounts::map_account(RuntimeOrigin::signed(ALICE)),
			Error::<Test>::AddressTaken
		);
		forget_alice();
	});
}
