// SPDX-License-Identifier: Apache-2.0
//! Random histories of Ethereum transactions, Substrate extrinsics, locks and holds over the same
//! accounts: one balance and one nonce, and no planck appears or goes but by rule.

use crate::mock::*;
use frame_support::traits::{
	fungible::{Inspect, Mutate},
	tokens::{Fortitude, Preservation},
	LockableCurrency, ReservableCurrency, WithdrawReasons,
};
use openledger_evm_primitives::{Evm as _, EvmTransaction, Invalid};
use openledger_primitives::Balance;
use openledger_primitives_account::{eth_account, evm_address, AccountId};
use proptest::prelude::*;
use sp_core::{H160, U256};

#[derive(Clone, Debug)]
enum Step {
	/// An Ethereum transfer, with this much off the right nonce.
	Ethereum {
		from: u8,
		to: u8,
		value: Balance,
		price: u64,
		ahead: u8,
	},
	/// A native transfer, which counts a nonce.
	Native {
		from: u8,
		to: u8,
		value: Balance,
	},
	/// A native transfer of everything.
	Drain {
		from: u8,
		to: u8,
	},
	/// `evm.call` by an extrinsic, which counts a nonce.
	Call {
		from: u8,
		to: u8,
		value: Balance,
	},
	/// As the EVM moves, outside of a transaction.
	Move {
		from: u8,
		to: u8,
		value: Balance,
	},
	Lock {
		who: u8,
		amount: Balance,
	},
	Reserve {
		who: u8,
		amount: Balance,
	},
	Unreserve {
		who: u8,
		amount: Balance,
	},
}

/// Two Ethereum accounts that start with little, one that starts with nothing, a Substrate account.
fn who(n: u8) -> AccountId {
	match n % 4 {
		3 => SUB,
		n => eth_account(H160::repeat_byte(n + 1)),
	}
}

fn address(n: u8) -> H160 {
	evm_address(&who(n))
}

fn step() -> impl Strategy<Value = Step> {
	let value = prop_oneof![0u128..25, 0u128..400_000, Just(FORTUNE)];
	let all = 0u8..4;
	prop_oneof![
		4 => (0u8..3, all.clone(), value.clone(), 0u64..12, 0u8..8).prop_map(
			|(from, to, value, price, ahead)| Step::Ethereum { from, to, value, price, ahead }),
		2 => (all.clone(), all.clone(), value.clone())
			.prop_map(|(from, to, value)| Step::Native { from, to, value }),
		1 => (all.clone(), all.clone()).prop_map(|(from, to)| Step::Drain { from, to }),
		2 => (all.clone(), all.clone(), value.clone())
			.prop_map(|(from, to, value)| Step::Call { from, to, value }),
		2 => (all.clone(), all.clone(), value.clone())
			.prop_map(|(from, to, value)| Step::Move { from, to, value }),
		1 => (all.clone(), value.clone()).prop_map(|(who, amount)| Step::Lock { who, amount }),
		1 => (all.clone(), value.clone()).prop_map(|(who, amount)| Step::Reserve { who, amount }),
		1 => (all, value).prop_map(|(who, amount)| Step::Unreserve { who, amount }),
	]
}

/// Counts a nonce as `CheckNonce` does, for accounts that are there.
fn extrinsic(n: u8) -> RuntimeOrigin {
	if System::account_exists(&who(n)) {
		System::inc_account_nonce(who(n));
	}
	RuntimeOrigin::signed(who(n))
}

fn ethereum(from: u8, to: u8, value: Balance, price: u64, ahead: u8) {
	let (from, to) = (address(from), address(to));
	let before = Evm::rpc_account(from);
	let tx = EvmTransaction {
		max_fee_per_gas: price.into(),
		max_priority_fee_per_gas: price.saturating_sub(8).into(),
		nonce: before.nonce + u64::from(ahead == 1),
		..transfer(from, to, value)
	};
	let cost = U256::from(value) + U256::from(21_000) * price;
	let expected = if price < BLOCK_FEE {
		Err(Invalid::FeeCapTooLow)
	} else if before.balance < cost {
		Err(Invalid::InsufficientFunds)
	} else if ahead == 1 {
		Err(Invalid::NonceTooHigh)
	} else {
		Ok(())
	};
	let others: Vec<_> = (0..4).map(address).filter(|a| *a != from && *a != to).collect();
	let held: Vec<_> = others.iter().map(|a| Evm::rpc_account(*a)).collect();
	assert_eq!(Evm::validate(&tx), expected);
	let result = Evm::execute(&tx);
	assert_eq!(result.as_ref().map(|_| ()).map_err(Clone::clone), expected);
	if let Ok(execution) = result {
		assert_eq!(execution.gas_used, 21_000);
		let after = Evm::rpc_account(from);
		assert_eq!(after.nonce, before.nonce + 1);
		let fee = execution.effective_gas_price * 21_000;
		let gone = if from == to { fee } else { fee + value };
		assert_eq!(before.balance - after.balance, gone);
		assert!(System::account_exists(&crate::mock::EvmAccounts::resolve(from)));
		// A replay is refused.
		assert!(matches!(
			Evm::validate(&tx),
			Err(Invalid::NonceTooLow) | Err(Invalid::InsufficientFunds)
		));
	}
	let now: Vec<_> = others.iter().map(|a| Evm::rpc_account(*a)).collect();
	assert_eq!(held, now);
}

fn run(step: Step) {
	match step {
		Step::Ethereum { from, to, value, price, ahead } => ethereum(from, to, value, price, ahead),
		Step::Native { from, to, value } => {
			let _ = Balances::transfer_keep_alive(extrinsic(from), who(to), value);
		},
		Step::Drain { from, to } => {
			let _ = Balances::transfer_all(extrinsic(from), who(to), false);
		},
		Step::Call { from, to, value } => {
			let origin = extrinsic(from);
			let nonce = System::account_nonce(who(from));
			let called = Evm::call(
				origin,
				address(from),
				address(to),
				vec![],
				value.into(),
				21_000,
				9.into(),
				Some(1.into()),
				vec![],
			);
			if called.is_ok() {
				assert_eq!(System::account_nonce(who(from)), nonce);
			}
		},
		Step::Move { from, to, value } => {
			let (from, to) = (address(from), address(to));
			let all = balance(from) + balance(to);
			let moved = Evm::transfer(&from, &to, value.into()).is_ok();
			if from == to {
				assert_eq!(2 * balance(from), all);
			} else if !moved {
				assert_eq!(balance(from) + balance(to), all);
			}
		},
		Step::Lock { who: n, amount } => {
			Balances::set_lock(*b"locked__", &who(n), amount, WithdrawReasons::all())
		},
		Step::Reserve { who: n, amount } => {
			let _ = Balances::reserve(&who(n), amount);
		},
		Step::Unreserve { who: n, amount } => {
			Balances::unreserve(&who(n), amount);
		},
	}
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(300))]

	#[test]
	fn one_balance_and_one_nonce(steps in prop::collection::vec(step(), 1..40)) {
		ExtBuilder::build_and_execute(|| {
			for n in 0..2 {
				Balances::mint_into(&who(n), 2_000_000).unwrap();
			}
			Balances::burn_from(
				&SUB,
				FORTUNE - 1_000_000,
				Preservation::Preserve,
				frame_support::traits::tokens::Precision::Exact,
				Fortitude::Polite,
			)
			.unwrap();
			for step in steps {
				let mut nonces: Vec<u64> = (0..3).map(|n| Evm::rpc_account(address(n)).nonce).collect();
				run(step);
				check_all();
				// What the EVM shows can be spent, and no more.
				for n in 0..4 {
					let spendable = Balances::reducible_balance(
						&who(n), Preservation::Expendable, Fortitude::Polite);
					let dust = crate::Dust::<Test>::get(address(n));
					assert_eq!(balance(address(n)), spendable + dust);
				}
				// A nonce that the EVM has counted never goes back.
				for (n, before) in nonces.drain(..).enumerate() {
					let address = address(n as u8);
					if crate::Retained::<Test>::contains_key(address) {
						assert!(Evm::rpc_account(address).nonce >= before);
					}
				}
			}
		});
	}
}
