// SPDX-License-Identifier: Apache-2.0
//! Every reason to refuse a transaction, and that nothing changes.

use crate::{mock::*, Fork};
use openledger_evm_primitives::{
	Authorization, Evm as _, EvmTransaction, Invalid, TransactionKind,
};
use sp_core::{H160, U256};

fn refused(tx: EvmTransaction, invalid: Invalid) {
	let root = sp_io::storage::root(Default::default());
	assert_eq!(Evm::validate(&tx), Err(invalid.clone()));
	assert_eq!(Evm::execute(&tx), Err(invalid));
	assert_eq!(sp_io::storage::root(Default::default()), root);
}

#[test]
fn form() {
	ExtBuilder::build_and_execute(|| {
		let good = transfer(ALICE, BOB, 1);
		assert_eq!(Evm::validate(&good), Ok(()));
		refused(EvmTransaction { chain_id: Some(1), ..good.clone() }, Invalid::ChainId);
		refused(EvmTransaction { chain_id: None, ..good.clone() }, Invalid::ChainId);
		refused(
			EvmTransaction { max_priority_fee_per_gas: 101.into(), ..good.clone() },
			Invalid::TipAboveFeeCap,
		);
		refused(EvmTransaction { nonce: u64::MAX, ..good.clone() }, Invalid::NonceMax);
		let list = vec![Authorization::default()];
		let set_code = EvmTransaction {
			kind: TransactionKind::SetCode,
			gas_limit: 100_000,
			authorization_list: list,
			..good.clone()
		};
		refused(
			EvmTransaction { authorization_list: vec![], ..set_code.clone() },
			Invalid::Authorizations,
		);
		refused(EvmTransaction { to: None, ..set_code.clone() }, Invalid::Authorizations);
		refused(EvmTransaction { max_fee_per_gas: U256::MAX, ..good }, Invalid::Overflow);
		Evm::set_fork(Fork::Cancun);
		refused(set_code, Invalid::TypeNotSupported);
		Evm::set_fork(Fork::Berlin);
		refused(transfer(ALICE, BOB, 1), Invalid::TypeNotSupported);
		Evm::set_fork(Fork::Istanbul);
		let legacy = EvmTransaction {
			kind: TransactionKind::AccessList,
			max_priority_fee_per_gas: 100.into(),
			..transfer(ALICE, BOB, 1)
		};
		refused(legacy.clone(), Invalid::TypeNotSupported);
		let legacy = EvmTransaction { kind: TransactionKind::Legacy, chain_id: None, ..legacy };
		assert_eq!(Evm::validate(&legacy), Ok(()));
		Evm::set_fork(Fork::Osaka);
	});
}

#[test]
fn gas() {
	ExtBuilder::build_and_execute(|| {
		let good = transfer(ALICE, BOB, 1);
		refused(EvmTransaction { gas_limit: 20_999, ..good.clone() }, Invalid::IntrinsicGas);
		// EIP-7623: 40 gas for each byte that is not zero.
		let data = EvmTransaction { input: vec![1; 100], gas_limit: 24_999, ..good.clone() };
		refused(data.clone(), Invalid::IntrinsicGas);
		assert_eq!(Evm::validate(&EvmTransaction { gas_limit: 25_000, ..data }), Ok(()));
		refused(
			EvmTransaction { gas_limit: (1 << 24) + 1, ..good.clone() },
			Invalid::TransactionGasLimit,
		);
		Evm::set_fork(Fork::Prague);
		refused(EvmTransaction { gas_limit: 75_000_001, ..good.clone() }, Invalid::GasLimitTooHigh);
		assert_eq!(Evm::transaction_gas_limit(), 75_000_000);
		Evm::set_fork(Fork::Osaka);
		assert_eq!(Evm::transaction_gas_limit(), 1 << 24);
		let capped = |cap: u64| EvmTransaction {
			max_fee_per_gas: cap.into(),
			max_priority_fee_per_gas: 0.into(),
			..good.clone()
		};
		refused(capped(6), Invalid::FeeCapTooLow);
		// A later block may have the least base fee.
		assert_eq!(Evm::validate_for_pool(&capped(5)), Ok(()));
		assert_eq!(Evm::validate_for_pool(&capped(4)), Err(Invalid::FeeCapTooLow));
		refused(
			EvmTransaction { to: None, input: vec![0; 49_153], gas_limit: 1_000_000, ..good },
			Invalid::InitCodeTooLarge,
		);
	});
}

#[test]
fn sender() {
	ExtBuilder::build_and_execute(|| {
		let good = transfer(ALICE, BOB, 1);
		Evm::execute(&good).unwrap();
		refused(good.clone(), Invalid::NonceTooLow);
		refused(EvmTransaction { nonce: 2, ..good.clone() }, Invalid::NonceTooHigh);
		let next = EvmTransaction { nonce: 1, ..good.clone() };
		refused(
			EvmTransaction { value: balance(ALICE).into(), ..next.clone() },
			Invalid::InsufficientFunds,
		);
		// Want of funds is said before a gap in nonces.
		refused(
			EvmTransaction { value: balance(ALICE).into(), nonce: 5, ..next.clone() },
			Invalid::InsufficientFunds,
		);
		refused(EvmTransaction { value: U256::MAX, ..next.clone() }, Invalid::Overflow);
		place(BOB, vec![0]);
		let from_contract = EvmTransaction { nonce: 1, from: BOB, to: Some(ALICE), ..next };
		refused(from_contract.clone(), Invalid::SenderNotEoa);
		// A delegation is no code of one's own.
		let delegation = [&[0xef, 0x01, 0x00][..], &[5; 20]].concat();
		Evm::set_code(&BOB, delegation).unwrap();
		assert_eq!(Evm::validate(&from_contract), Ok(()));
		refused(
			EvmTransaction { from: BANK, nonce: 0, value: 0.into(), ..from_contract },
			Invalid::SenderNotEoa,
		);
		refused(
			EvmTransaction { from: H160::repeat_byte(0x77), nonce: 0, ..good },
			Invalid::InsufficientFunds,
		);
	});
}
