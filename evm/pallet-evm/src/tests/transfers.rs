// SPDX-License-Identifier: Apache-2.0
//! Plancks that move, fees, nonces, dust, locks.

use crate::{mock::*, AccountStore, Dust, Retained};
use frame_support::{
	assert_ok,
	traits::{
		fungible::{Inspect, Mutate},
		LockableCurrency, WithdrawReasons,
	},
};
use openledger_evm_primitives::{Evm as _, EvmTransaction, ExitReason, Invalid};
use openledger_primitives_account::{eth_account, evm_address};
use sp_core::{H160, U256};

const CAROL: H160 = H160::repeat_byte(0xCA);

#[test]
fn a_transfer_pays_value_fee_and_tip() {
	ExtBuilder::build_and_execute(|| {
		let issued = Balances::total_issuance();
		let execution = Evm::execute(&transfer(ALICE, CAROL, 5_000)).unwrap();
		assert_eq!(execution.exit, ExitReason::Succeed);
		assert_eq!(execution.gas_used, 21_000);
		assert_eq!(execution.effective_gas_price, U256::from(9));
		assert_eq!(balance(CAROL), 5_000);
		assert_eq!(balance(ALICE), FORTUNE - 5_000 - 21_000 * 9);
		assert_eq!(balance(COINBASE), 21_000 * 2);
		assert_eq!(collected(), 21_000 * 7);
		assert_eq!(issued - Balances::total_issuance(), 21_000 * 7);
		assert_eq!(Evm::rpc_account(ALICE).nonce, 1);
		assert_eq!(System::account_nonce(eth_account(ALICE)), 1);
		type Told = pallet_balances::Event<Test>;
		let amount = 5_000;
		System::assert_has_event(Told::Deposit { who: eth_account(CAROL), amount }.into());
		let amount = 5_000 + 21_000 * 9;
		System::assert_has_event(Told::Withdraw { who: eth_account(ALICE), amount }.into());
	});
}

#[test]
fn one_planck_can_be_sent_and_spent() {
	ExtBuilder::build_and_execute(|| {
		let issued = Balances::total_issuance();
		BaseFee::set(0.into());
		for n in 1..ED {
			Evm::execute(&transfer(ALICE, CAROL, 1)).unwrap();
			assert_eq!(balance(CAROL), n);
			assert_eq!(Dust::<Test>::get(CAROL), n);
			assert!(!System::account_exists(&eth_account(CAROL)));
		}
		Evm::execute(&transfer(ALICE, CAROL, 1)).unwrap();
		assert_eq!(Dust::<Test>::get(CAROL), 0);
		assert_eq!(Balances::balance(&eth_account(CAROL)), ED);
		assert_eq!(Balances::total_issuance(), issued);

		// Spending down to less than the existential deposit keeps the rest.
		let free = EvmTransaction {
			max_fee_per_gas: 0.into(),
			max_priority_fee_per_gas: 0.into(),
			..transfer(CAROL, BOB, 7)
		};
		Evm::execute(&free).unwrap();
		assert_eq!(balance(CAROL), 3);
		assert_eq!(Dust::<Test>::get(CAROL), 3);
		assert_eq!(Balances::total_issuance(), issued);
		// The account has a nonce: it stays.
		assert!(System::account_exists(&eth_account(CAROL)));
		assert_eq!(System::account_nonce(eth_account(CAROL)), 1);
		assert!(Retained::<Test>::contains_key(CAROL));

		// Dust joins what comes natively.
		assert_ok!(Balances::mint_into(&eth_account(CAROL), ED).map(|_| ()));
		assert_eq!(balance(CAROL), 3 + ED);
		let all = EvmTransaction { nonce: 1, value: (3 + ED).into(), ..free };
		Evm::execute(&all).unwrap();
		assert_eq!(balance(CAROL), 0);
		assert_eq!(Dust::<Test>::get(CAROL), 0);
	});
}

#[test]
fn an_account_with_a_nonce_outlives_its_balance() {
	ExtBuilder::build_and_execute(|| {
		BaseFee::set(0.into());
		let all = EvmTransaction {
			max_fee_per_gas: 0.into(),
			max_priority_fee_per_gas: 0.into(),
			..transfer(ALICE, BOB, FORTUNE)
		};
		Evm::execute(&all).unwrap();
		assert_eq!(balance(ALICE), 0);
		assert_eq!(System::account_nonce(eth_account(ALICE)), 1);
		// The same transaction again is a replay.
		Balances::mint_into(&eth_account(ALICE), FORTUNE).unwrap();
		assert_eq!(Evm::execute(&all), Err(Invalid::NonceTooLow));
	});
}

#[test]
fn locks_and_holds_are_not_spendable() {
	ExtBuilder::build_and_execute(|| {
		let who = eth_account(ALICE);
		Balances::set_lock(*b"locked__", &who, FORTUNE - 1_000_000, WithdrawReasons::all());
		assert_eq!(balance(ALICE), 1_000_000);
		assert_eq!(
			Evm::validate(&EvmTransaction {
				max_fee_per_gas: 9.into(),
				..transfer(ALICE, CAROL, 900_000)
			}),
			Err(Invalid::InsufficientFunds)
		);
		let tx = EvmTransaction { max_fee_per_gas: 9.into(), ..transfer(ALICE, CAROL, 800_000) };
		Evm::execute(&tx).unwrap();
		assert_eq!(balance(CAROL), 800_000);
		assert_eq!(balance(ALICE), 200_000 - 189_000);

		// What a locked account gets above its lock is spendable, below it is not.
		Balances::set_lock(*b"locked__", &who, FORTUNE, WithdrawReasons::all());
		assert_eq!(balance(ALICE), 0);
		Evm::execute(&transfer(BOB, ALICE, 500_000)).unwrap();
		assert_eq!(balance(ALICE), 0);
		Evm::execute(&transfer(BOB, ALICE, 500_000)).unwrap();
		assert_eq!(balance(ALICE), 11_000);
	});
}

#[test]
fn a_mapped_account_is_paid_at_its_address() {
	ExtBuilder::build_and_execute(|| {
		let address = evm_address(&SUB);
		assert_eq!(balance(address), FORTUNE);
		Evm::execute(&transfer(ALICE, address, 5)).unwrap();
		assert_eq!(Balances::balance(&SUB), FORTUNE + 5);
	});
}

#[test]
fn nonces_end_where_the_chain_ends() {
	ExtBuilder::build_and_execute(|| {
		type Accounts = <Test as crate::Config>::Accounts;
		Accounts::retain(&ALICE).unwrap();
		Accounts::set_nonce(&ALICE, u64::from(u32::MAX) - 1).unwrap();
		Evm::execute(&transfer(ALICE, CAROL, 50)).unwrap();
		assert_eq!(Evm::rpc_account(ALICE).nonce, u64::MAX);
		assert_eq!(Evm::execute(&transfer(ALICE, CAROL, 50)), Err(Invalid::NonceMax));
		assert!(Accounts::set_nonce(&ALICE, u64::from(u32::MAX) + 1).is_err());
	});
}

#[test]
fn paying_oneself_costs_the_fee_alone() {
	ExtBuilder::build_and_execute(|| {
		Evm::execute(&transfer(ALICE, ALICE, 5_000)).unwrap();
		assert_eq!(balance(ALICE), FORTUNE - 21_000 * 9);
	});
}
