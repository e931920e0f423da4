// SPDX-License-Identifier: Apache-2.0
//! An address that is paid before its account exists.

use crate::mock::*;
use frame_support::{assert_ok, traits::Hooks, weights::Weight};
use openledger_primitives_account::evm_address;

#[docify::export]
#[test]
fn money_sent_before_arrives() {
	ExtBuilder::build_and_execute(|| {
		// Someone pays Bob's EVM address before Bob has an account: it lands at the fallback.
		assert_eq!(EvmAccounts::resolve(evm_address(&BOB)), fallback(&BOB));
		assert_ok!(Balances::transfer_allow_death(
			RuntimeOrigin::signed(ALICE),
			fallback(&BOB),
			100
		));

		// Bob's account is created and mapped; the block's idle time sweeps.
		assert_ok!(Balances::transfer_allow_death(RuntimeOrigin::signed(ALICE), BOB, 50));
		assert_eq!(EvmAccounts::resolve(evm_address(&BOB)), BOB);
		EvmAccounts::on_idle(1, Weight::MAX);
		assert_eq!(Balances::free_balance(&BOB), 150);
		assert!(!System::account_exists(&fallback(&BOB)));
	});
}
