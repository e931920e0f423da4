// SPDX-License-Identifier: Apache-2.0
//! Mapping when accounts are created, reaped and created again.

use crate::{mock::*, AccountOf, Event, PendingSweeps, WeightInfo};
use frame_support::{assert_ok, dispatch::DispatchClass};
use openledger_primitives_account::{eth_account, evm_address, AccountId};
use sp_core::H160;

fn transfer(from: AccountId, to: AccountId, amount: u128) {
	assert_ok!(Balances::transfer_allow_death(RuntimeOrigin::signed(from), to, amount));
}

#[test]
fn a_new_account_is_mapped() {
	ExtBuilder::build_and_execute(|| {
		let before = System::block_weight().get(DispatchClass::Normal).to_owned();
		transfer(ALICE, BOB, 50);
		let address = evm_address(&BOB);
		assert_eq!(AccountOf::<Test>::get(address), Some(BOB));
		assert_eq!(EvmAccounts::account_of(address), BOB);
		assert_eq!(EvmAccounts::address_of(BOB), Some(address));
		assert!(EvmAccounts::is_mapped(BOB));
		assert!(EvmAccounts::is_taken(address));
		System::assert_has_event(Event::AccountMapped { account: BOB, address }.into());
		let after = System::block_weight().get(DispatchClass::Normal).to_owned();
		assert_eq!(after, before + <() as WeightInfo>::map());
		assert!(PendingSweeps::<Test>::get().is_empty());
	});
}

#[test]
fn an_ethereum_account_needs_no_entry() {
	ExtBuilder::build_and_execute(|| {
		let address = H160::repeat_byte(7);
		transfer(ALICE, eth_account(address), 50);
		assert!(!AccountOf::<Test>::contains_key(address));
		assert_eq!(EvmAccounts::account_of(address), eth_account(address));
		assert_eq!(EvmAccounts::address_of(eth_account(address)), Some(address));
		assert!(EvmAccounts::is_mapped(eth_account(address)));
	});
}

#[test]
fn an_entry_outlives_its_account() {
	ExtBuilder::build_and_execute(|| {
		transfer(ALICE, BOB, 50);
		transfer(BOB, ALICE, 50);
		assert!(!System::account_exists(&BOB));
		assert_eq!(EvmAccounts::account_of(evm_address(&BOB)), BOB);
		let weight = System::block_weight().get(DispatchClass::Normal).to_owned();
		System::reset_events();
		transfer(ALICE, BOB, 50);
		assert_eq!(EvmAccounts::account_of(evm_address(&BOB)), BOB);
		assert!(!System::events().iter().any(|record| matches!(
			record.event,
			RuntimeEvent::EvmAccounts(Event::AccountMapped { .. })
		)));
		assert_eq!(System::block_weight().get(DispatchClass::Normal).to_owned(), weight);
	});
}

#[test]
fn the_first_account_of_an_address_keeps_it() {
	ExtBuilder::build_and_execute(|| {
		// As if another account hashed to Bob's address.
		AccountOf::<Test>::insert(evm_address(&BOB), ALICE);
		transfer(ALICE, BOB, 50);
		assert_eq!(EvmAccounts::account_of(evm_address(&BOB)), ALICE);
		assert_eq!(EvmAccounts::address_of(BOB), None);
		assert!(!EvmAccounts::is_mapped(BOB));
		AccountOf::<Test>::remove(evm_address(&BOB));
	});
}

#[test]
fn creation_moves_no_money() {
	ExtBuilder::build_and_execute(|| {
		transfer(ALICE, fallback(&BOB), 100);
		transfer(ALICE, BOB, 50);
		assert_eq!(Balances::free_balance(&BOB), 50);
		assert_eq!(Balances::free_balance(&fallback(&BOB)), 100);
		assert_eq!(PendingSweeps::<Test>::get().into_inner(), vec![BOB]);
		assert_eq!(System::providers(&BOB), 1);
		assert_eq!(Balances::total_issuance(), 1_000);
	});
}
