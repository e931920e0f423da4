// SPDX-License-Identifier: Apache-2.0
//! Accounts that genesis endows.

use crate::{mock::*, AccountOf, PendingSweeps};
use openledger_primitives_account::{eth_account, evm_address};
use sp_core::H160;

#[test]
fn endowed_accounts_are_mapped_and_swept() {
	let address = H160::repeat_byte(7);
	let endowed = vec![(ALICE, 100), (fallback(&ALICE), 30), (BOB, 50), (eth_account(address), 20)];
	ExtBuilder::build(endowed).execute_with(|| {
		assert_eq!(AccountOf::<Test>::iter().count(), 2);
		assert_eq!(EvmAccounts::account_of(evm_address(&ALICE)), ALICE);
		assert_eq!(EvmAccounts::account_of(evm_address(&BOB)), BOB);
		assert_eq!(Balances::free_balance(&ALICE), 130);
		assert_eq!(Balances::free_balance(&eth_account(address)), 20);
		assert!(!System::account_exists(&fallback(&ALICE)));
		assert!(PendingSweeps::<Test>::get().is_empty());
		assert_eq!(Balances::total_issuance(), 200);
		EvmAccounts::do_try_state().unwrap();
	});
}
