// SPDX-License-Identifier: Apache-2.0
//! What the pool keeps, what a block takes, and why not.

use super::signing::*;
use crate::{mock::*, pallet::*, reason};
use codec::Encode;
use frame_support::{assert_noop, assert_ok, traits::Authorize, BoundedVec};
use openledger_evm_primitives::Invalid;
use sp_runtime::{
	traits::BadOrigin,
	transaction_validity::{
		InvalidTransaction, TransactionSource, TransactionValidityError, ValidTransaction,
	},
};

fn check(raw: &[u8], source: TransactionSource) -> Result<ValidTransaction, InvalidTransaction> {
	let raw = BoundedVec::truncate_from(raw.to_vec());
	let call = RuntimeCall::Ethereum(crate::Call::transact { raw });
	match call.authorize(source).expect("the call authorises itself") {
		Ok((validity, _)) => Ok(validity),
		Err(TransactionValidityError::Invalid(invalid)) => Err(invalid),
		Err(other) => panic!("{other:?}"),
	}
}

fn pool(raw: &[u8]) -> Result<ValidTransaction, InvalidTransaction> {
	check(raw, TransactionSource::External)
}

fn block(raw: &[u8]) -> Result<ValidTransaction, InvalidTransaction> {
	check(raw, TransactionSource::InBlock)
}

fn why(raw: &[u8]) -> Option<Invalid> {
	pool(raw).err().and_then(reason)
}

fn rich(number: u8) -> k256::ecdsa::SigningKey {
	let key = key(number);
	LedgerEvm::endow(address(&key));
	key
}

#[test]
fn transactions_come_by_sender_and_nonce() {
	build_and_execute(|| {
		let key = rich(1);
		let tag = |nonce: u64| (address(&key), nonce).encode();
		let now = pool(&sign(legacy(0), None, &key)).unwrap();
		assert_eq!((now.requires, now.provides), (vec![], vec![tag(0)]));
		assert!(now.propagate);
		let later = pool(&sign(legacy(5), None, &key)).unwrap();
		assert_eq!((later.requires, later.provides), (vec![tag(4)], vec![tag(5)]));
		// A block takes the next one only.
		assert!(block(&sign(legacy(0), None, &key)).is_ok());
		assert_eq!(block(&sign(legacy(5), None, &key)), Err(InvalidTransaction::Future));
	});
}

#[test]
fn who_pays_more_comes_first() {
	build_and_execute(|| {
		let key = rich(1);
		let with_tip = |tip: u128| {
			let mut transaction = dynamic(0);
			transaction.max_priority_fee_per_gas = tip;
			pool(&sign(transaction, Some(2), &key)).unwrap().priority
		};
		assert_eq!(with_tip(5), 6);
		assert!(with_tip(7) > with_tip(5));
		// The fee cap bounds the tip.
		assert_eq!(with_tip(u128::from(BASE_FEE) * 3), BASE_FEE * 2 + 1);
	});
}

#[test]
fn a_fee_cap_below_the_base_fee_waits() {
	build_and_execute(|| {
		let key = rich(1);
		let priced = |nonce, price: u64| {
			let mut transaction = legacy(nonce);
			transaction.gas_price = price.into();
			sign(transaction, None, &key)
		};
		let low = priced(0, BASE_FEE - 1);
		assert_eq!(block(&low), Err(InvalidTransaction::ExhaustsResources));
		let kept = pool(&low).unwrap();
		assert_eq!((kept.priority, kept.requires), (0, vec![]));
		// Whoever can pay now comes before it.
		assert_eq!(pool(&priced(0, BASE_FEE)).unwrap().priority, 1);
		// A block looks at the fee before it recovers a key.
		let mut forged = low.clone();
		*forged.last_mut().unwrap() ^= 1;
		assert_eq!(block(&forged), Err(InvalidTransaction::ExhaustsResources));
		// It is in a sender's queue as any other.
		let tag = (address(&key), 3u64).encode();
		assert_eq!(pool(&priced(4, LEAST_FEE)).unwrap().requires, vec![tag]);
		assert_eq!(why(&priced(0, LEAST_FEE - 1)), Some(Invalid::FeeCapTooLow));
		// Whoever sends it is told that it does not pay.
		assert_eq!(Ethereum::check_transaction(&low), Err(Invalid::FeeCapTooLow));
	});
}

#[test]
fn transfers_weigh_what_was_measured_and_other_gas_is_added() {
	build_and_execute(|| {
		let key = rich(1);
		let raw = sign(legacy(0), None, &key);
		let transfer = Ethereum::weight_with_gas(&raw, 21_000);
		assert_eq!(Ethereum::weight_with_gas(&raw, 0), transfer);
		let gas = |gas| <LedgerEvm as openledger_evm_primitives::Evm>::gas_to_weight(gas);
		assert_eq!(Ethereum::weight_of(&raw), transfer + gas(50_000 - 21_000));
		// Refunds give no time back.
		let post = Ethereum::do_transact(raw).unwrap();
		assert_eq!(post.actual_weight, Some(transfer + gas(SPENT - 21_000)));
	});
}

#[test]
fn refusals_have_their_reasons() {
	build_and_execute(|| {
		let key = rich(1);
		let mut foreign = legacy(0);
		foreign.chain_id = Some(CHAIN_ID + 1);
		assert_eq!(why(&sign(foreign, None, &key)), Some(Invalid::ChainId));
		let mut unprotected = legacy(0);
		unprotected.chain_id = None;
		let unprotected = sign(unprotected, None, &key);
		assert_eq!(why(&unprotected), Some(Invalid::Unprotected));
		Unprotected::set(true);
		assert_eq!(why(&unprotected), None);

		let mut cheap = legacy(0);
		cheap.gas_price = 1;
		assert_eq!(why(&sign(cheap, None, &key)), Some(Invalid::FeeCapTooLow));
		let mut greedy = legacy(0);
		greedy.gas_limit = GAS_LIMIT + 1;
		assert_eq!(why(&sign(greedy, None, &key)), Some(Invalid::GasLimitTooHigh));
		let mut little = legacy(0);
		little.gas_limit = 20_999;
		assert_eq!(why(&sign(little, None, &key)), Some(Invalid::IntrinsicGas));
		assert_eq!(why(&sign(legacy(0), None, &self::key(9))), Some(Invalid::InsufficientFunds));
		assert_eq!(why(&[3, 0xc0]), Some(Invalid::TypeNotSupported));
		assert_eq!(why(&[0xc0]), Some(Invalid::Malformed));
		assert_eq!(why(b""), Some(Invalid::Malformed));

		assert_ok!(Ethereum::do_transact(sign(legacy(0), None, &key)));
		assert_eq!(why(&sign(legacy(0), None, &key)), Some(Invalid::NonceTooLow));
	});
}

#[test]
fn every_reason_survives_the_pool() {
	let all = [
		Invalid::Malformed,
		Invalid::ChainId,
		Invalid::Unprotected,
		Invalid::Signature,
		Invalid::NonceTooLow,
		Invalid::NonceTooHigh,
		Invalid::InsufficientFunds,
		Invalid::IntrinsicGas,
		Invalid::GasLimitTooHigh,
		Invalid::TransactionGasLimit,
		Invalid::FeeCapTooLow,
		Invalid::TipAboveFeeCap,
		Invalid::InitCodeTooLarge,
		Invalid::SenderNotEoa,
		Invalid::TypeNotSupported,
		Invalid::Authorizations,
		Invalid::NonceMax,
		Invalid::Overflow,
		Invalid::Paused,
	];
	for invalid in all {
		assert_eq!(reason(crate::pool::to_validity(invalid.clone())), Some(invalid));
	}
	assert_eq!(reason(InvalidTransaction::BadProof), None);
}

#[test]
fn a_block_holds_no_more_gas_than_its_limit() {
	build_and_execute(|| {
		let key = rich(1);
		GasUsed::<Test>::put(GAS_LIMIT - 49_999);
		let raw = sign(legacy(0), None, &key);
		assert_eq!(block(&raw), Err(InvalidTransaction::ExhaustsResources));
		assert!(pool(&raw).is_ok());
		GasUsed::<Test>::put(GAS_LIMIT - 50_000);
		assert!(block(&raw).is_ok());
		GasUsed::<Test>::kill();
	});
}

#[test]
fn a_dispatch_beyond_the_blocks_gas_fails() {
	build_and_execute(|| {
		let key = rich(1);
		GasUsed::<Test>::put(GAS_LIMIT - 49_999);
		let raw = sign(legacy(0), None, &key);
		let refused = Ethereum::do_transact(raw.clone()).unwrap_err().error;
		assert_eq!(refused, Error::<Test>::InvalidTransaction.into());
		assert_eq!(Ledger::get()[&address(&key)].nonce, 0);
		GasUsed::<Test>::put(u64::MAX);
		assert!(Ethereum::do_transact(raw).is_err());
		GasUsed::<Test>::kill();
	});
}

#[test]
fn a_transaction_is_executed_once_and_in_its_turn() {
	build_and_execute(|| {
		let key = rich(1);
		let [first, third] = [0, 2].map(|nonce| sign(legacy(nonce), None, &key));
		assert_ok!(Ethereum::do_transact(first.clone()));
		let before = (Pending::<Test>::get(), GasUsed::<Test>::get());
		for raw in [first, third] {
			let refused = Ethereum::do_transact(raw).unwrap_err().error;
			assert_eq!(refused, Error::<Test>::InvalidTransaction.into());
		}
		assert_eq!((Pending::<Test>::get(), GasUsed::<Test>::get()), before);
		assert_eq!(Ledger::get()[&address(&key)].nonce, 1);
	});
}

#[test]
fn authorities_are_recovered_when_a_transaction_runs() {
	build_and_execute(|| {
		let raw = sign(set_code(0, vec![authorization(&key(2), 0)]), Some(4), &rich(1));
		assert!(pool(&raw).is_ok());
		for authorised in [false, true] {
			let before = frame_support::storage::with_storage_layer(|| {
				if authorised {
					assert!(block(&raw).is_ok());
				}
				assert_ok!(Ethereum::do_transact(raw.clone()));
				Err::<(), _>(sp_runtime::DispatchError::Other("undone"))
			});
			assert!(before.is_err());
			let ran = LastRun::get().expect("it ran");
			assert_eq!(ran, crate::decode(&raw).unwrap(), "authorised: {authorised}");
			LastRun::set(None);
			LedgerEvm::forget(address(&key(1)));
			LedgerEvm::endow(address(&key(1)));
		}
	});
}

#[test]
fn what_the_runtime_filters_is_kept_out_of_pool_and_block() {
	build_and_execute(|| {
		let raw = sign(legacy(0), None, &rich(1));
		Filtered::set(true);
		assert_eq!(pool(&raw).unwrap_err(), block(&raw).unwrap_err());
		assert_eq!(why(&raw), Some(Invalid::Paused));
		Filtered::set(false);
		assert!(pool(&raw).is_ok());
	});
}

#[test]
fn pausing_refuses_everything_and_changes_nothing() {
	build_and_execute(|| {
		let key = rich(1);
		let raw = sign(legacy(0), None, &key);
		assert_noop!(Ethereum::set_paused(RuntimeOrigin::signed(1), true), BadOrigin);
		assert_noop!(Ethereum::set_paused(RuntimeOrigin::root(), false), Error::<Test>::NotPaused);
		assert_ok!(Ethereum::set_paused(RuntimeOrigin::root(), true));
		assert_noop!(
			Ethereum::set_paused(RuntimeOrigin::root(), true),
			Error::<Test>::AlreadyPaused
		);
		assert_eq!(why(&raw), Some(Invalid::Paused));
		assert_eq!(Ethereum::check_transaction(&raw), Err(Invalid::Paused));
		assert!(Ethereum::do_transact(raw.clone()).is_err());
		assert_ok!(Ethereum::set_paused(RuntimeOrigin::root(), false));
		assert_eq!(Ethereum::check_transaction(&raw), Ok(address(&key)));
	});
}

#[test]
fn only_authorised_calls_execute() {
	build_and_execute(|| {
		let raw = BoundedVec::truncate_from(sign(legacy(0), None, &rich(1)));
		for origin in [RuntimeOrigin::signed(1), RuntimeOrigin::none(), RuntimeOrigin::root()] {
			assert_noop!(Ethereum::transact(origin, raw.clone()), BadOrigin);
		}
	});
}

#[test]
fn early_nonces_pass_the_check() {
	build_and_execute(|| {
		let key = rich(1);
		let raw = sign(legacy(9), None, &key);
		assert_eq!(Ethereum::check_transaction(&raw), Ok(address(&key)));
		assert_eq!(Ethereum::check_transaction(&[1; 131_073]), Err(Invalid::Malformed));
	});
}

#[test]
fn a_recovered_sender_counts_for_its_transaction_alone() {
	build_and_execute(|| {
		let (one, two) = (rich(1), rich(2));
		let (first, second) = (sign(legacy(0), None, &one), sign(legacy(0), None, &two));
		assert!(block(&first).is_ok());
		assert!(Recovered::<Test>::exists());
		// Another transaction is dispatched: its own sender pays.
		assert_ok!(Ethereum::do_transact(second));
		assert!(!Recovered::<Test>::exists());
		assert_eq!(Ledger::get()[&address(&one)].nonce, 0);
		assert_eq!(Ledger::get()[&address(&two)].nonce, 1);
		assert!(block(&first).is_ok());
		assert_ok!(Ethereum::do_transact(first));
		assert_eq!(Ledger::get()[&address(&one)].nonce, 1);
	});
}
