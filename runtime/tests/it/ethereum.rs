// SPDX-License-Identifier: Apache-2.0

//! Ethereum transactions as extrinsics of the real runtime.

use crate::scene::*;
use alloy_consensus::{SignableTransaction, TxLegacy};
use alloy_primitives::{Address, Bytes, Signature as EthSignature, TxKind, U256};
use frame_support::{
	assert_ok,
	dispatch::DispatchClass,
	traits::{
		fungible::{Inspect, InspectHold},
		Get, Hooks,
	},
	weights::Weight,
};
use hex_literal::hex;
use k256::ecdsa::SigningKey;
use openledger_evm_primitives::block::digest_hash;
use openledger_primitives::{Balance, MILLI, OPEN};
use openledger_primitives_account::{eth_account, evm_address};
use openledger_runtime::*;
use sp_core::H160;
use sp_runtime::{
	transaction_validity::{InvalidTransaction, TransactionSource, TransactionValidityError},
	ApplyExtrinsicResult,
};

/// The first development account of Ethereum's tools. Public.
const KEY: [u8; 32] = hex!("ac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80");
const SENDER: H160 = H160(hex!("f39fd6e51aad88f6f4ce6ab8827279cfffb92266"));
/// OPEN as an ERC-20.
const TOKEN: Address = Address::new(hex!("0000000000000000000000000000000000000800"));

fn legacy(nonce: u64, to: Address, value: Balance, input: impl Into<Bytes>) -> TxLegacy {
	TxLegacy {
		chain_id: Some(42),
		nonce,
		gas_price: MIN_BASE_FEE * 2,
		gas_limit: 200_000,
		to: TxKind::Call(to),
		value: U256::from(value),
		input: input.into(),
	}
}

fn sign(transaction: TxLegacy) -> Vec<u8> {
	let key = SigningKey::from_bytes(&KEY.into()).unwrap();
	let hash = transaction.signature_hash();
	let (signature, recovery) = key.sign_prehash_recoverable(hash.as_slice()).unwrap();
	let signature = EthSignature::from_bytes_and_parity(&signature.to_bytes(), recovery.is_y_odd());
	let mut raw = Vec::new();
	transaction.into_signed(signature).rlp_encode(&mut raw);
	raw
}

fn apply(raw: Vec<u8>) -> ApplyExtrinsicResult {
	Executive::apply_extrinsic(ethereum_extrinsic(raw))
}

fn free(who: &AccountId) -> Balance {
	Balances::reducible_balance(
		who,
		frame_support::traits::tokens::Preservation::Expendable,
		frame_support::traits::tokens::Fortitude::Polite,
	)
}

fn eth(key: Key) -> Address {
	Address::from(evm_address(&key.to_account_id()).0)
}

/// Gas of the last transaction of the block.
fn gas_used() -> u64 {
	let pending = pallet_ethereum::Pending::<Runtime>::get();
	pending.last().expect("a transaction was executed").receipt.gas_used
}

#[test]
fn a_transfer_costs_as_much_as_a_native_one_outside_of_development() {
	genesis("testnet").execute_with(|| {
		let fee = 21_000 * pallet_base_fee::BaseFeePerGas::<Runtime>::get();
		assert!((MILLI * 999 / 1_000..=MILLI).contains(&fee), "{fee} plancks");
	});
	// Ethereum's tools start with 1 gwei.
	genesis("development").execute_with(|| {
		assert_eq!(pallet_base_fee::BaseFeePerGas::<Runtime>::get(), 1_000_000_000);
	});
}

#[test]
fn a_transaction_moves_open_between_both_worlds() {
	genesis("development").execute_with(|| {
		next_block();
		let (from, to) = (eth_account(SENDER), Key::Bob.to_account_id());
		let (had, got, issued) = (free(&from), free(&to), Balances::total_issuance());
		assert_eq!(apply(sign(legacy(0, eth(Key::Bob), 5 * OPEN, Bytes::new()))), Ok(Ok(())));
		assert_eq!(free(&to), got + 5 * OPEN);
		assert_eq!(System::account_nonce(&from), 1);
		// A legacy transaction pays its whole price: the base fee, with the end of the block, half to the
		// treasury and half burnt, the rest to the author.
		assert_eq!(gas_used(), 21_000);
		assert_eq!(had - free(&from), 5 * OPEN + 21_000 * MIN_BASE_FEE * 2);
		let base_fee = 21_000 * pallet_base_fee::BaseFeePerGas::<Runtime>::get();
		assert_eq!(issued - Balances::total_issuance(), 0);
		let had = free(&TreasuryAccount::get());
		Evm::on_finalize(System::block_number());
		assert_eq!(free(&TreasuryAccount::get()) - had, base_fee / 2);
		assert_eq!(issued - Balances::total_issuance(), base_fee / 2);
	});
}

#[test]
fn both_worlds_count_one_nonce() {
	genesis("development").execute_with(|| {
		next_block();
		let raw = sign(legacy(0, eth(Key::Bob), 1, Bytes::new()));
		assert_eq!(apply(raw.clone()), Ok(Ok(())));
		let stale = TransactionValidityError::Invalid(InvalidTransaction::Stale);
		assert_eq!(apply(raw), Err(stale));
		let future = TransactionValidityError::Invalid(InvalidTransaction::Future);
		assert_eq!(apply(sign(legacy(2, eth(Key::Bob), 1, Bytes::new()))), Err(future));
		// An extrinsic of the same account takes the nonce that the transaction wanted.
		System::inc_account_nonce(eth_account(SENDER));
		assert_eq!(apply(sign(legacy(1, eth(Key::Bob), 1, Bytes::new()))), Err(stale));
		assert_eq!(apply(sign(legacy(2, eth(Key::Bob), 1, Bytes::new()))), Ok(Ok(())));
	});
}

#[test]
fn open_is_an_erc_20() {
	genesis("development").execute_with(|| {
		next_block();
		let got = free(&Key::Eve.to_account_id());
		// transfer(address,uint256)
		let mut data = hex!("a9059cbb000000000000000000000000").to_vec();
		data.extend_from_slice(eth(Key::Eve).as_slice());
		data.extend_from_slice(&U256::from(7 * OPEN).to_be_bytes::<32>());
		assert_eq!(apply(sign(legacy(0, TOKEN, 0, data))), Ok(Ok(())));
		let pending = pallet_ethereum::Pending::<Runtime>::get();
		let receipt = &pending.last().unwrap().receipt;
		assert!(receipt.success, "{receipt:?}");
		assert_eq!(receipt.logs.len(), 1, "a Transfer");
		assert_eq!(free(&Key::Eve.to_account_id()), got + 7 * OPEN);
	});
}

#[test]
fn what_is_held_is_not_the_evms() {
	genesis("development").execute_with(|| {
		next_block();
		use frame_support::traits::fungible::MutateHold;
		let who = eth_account(SENDER);
		let reason = RuntimeHoldReason::Preimage(pallet_preimage::HoldReason::Preimage);
		let before = Evm::rpc_account(SENDER).balance;
		Balances::hold(&reason, &who, 100 * OPEN).unwrap();
		assert_eq!(Balances::balance_on_hold(&reason, &who), 100 * OPEN);
		// An account with a hold keeps the existential deposit too.
		let kept = (100 * OPEN + EXISTENTIAL_DEPOSIT).into();
		assert_eq!(before - Evm::rpc_account(SENDER).balance, kept);
	});
}

#[test]
fn every_block_has_an_ethereum_block() {
	genesis("development").execute_with(|| {
		next_block();
		assert_eq!(apply(sign(legacy(0, eth(Key::Bob), 1, Bytes::new()))), Ok(Ok(())));
		let fee = pallet_base_fee::BaseFeePerGas::<Runtime>::get();
		next_block();
		let hash = Ethereum::block_hash(1).expect("block 1 is sealed");
		assert_eq!(pallet_ethereum::Pending::<Runtime>::get(), vec![]);
		assert!(Ethereum::block_hash(0).is_some_and(|genesis| genesis != hash));
		assert_eq!(digest_hash(&System::digest()), None, "block 2 is not sealed");
		// Little gas was used: the fee falls by at most an eighth.
		let next = pallet_base_fee::BaseFeePerGas::<Runtime>::get();
		assert!(next < fee && next >= fee - fee / 8, "{fee} {next}");
	});
}

#[test]
fn a_queue_of_plain_transfers_raises_the_base_fee() {
	genesis("development").execute_with(|| {
		next_block();
		let fee = pallet_base_fee::BaseFeePerGas::<Runtime>::get();
		let full = TransactionValidityError::Invalid(InvalidTransaction::ExhaustsResources);
		let transfer = |nonce| {
			let transfer =
				TxLegacy { gas_limit: 21_000, ..legacy(nonce, eth(Key::Bob), 1, vec![]) };
			apply(sign(transfer))
		};
		let taken = (0..).find(|nonce| transfer(*nonce) == Err(full)).unwrap();
		assert!(taken * 21_000 < MAX_BLOCK_GAS, "weight fills the block");
		next_block();
		// The block was full: an eighth more, but for what one transfer more would have taken.
		let risen = pallet_base_fee::BaseFeePerGas::<Runtime>::get() - fee;
		assert!((fee * 120 / 1_000..=fee / 8).contains(&risen), "{risen}");
	});
}

#[test]
fn extrinsics_raise_the_base_fee_too_and_never_by_more_than_an_eighth() {
	genesis("development").execute_with(|| {
		next_block();
		let fee = || pallet_base_fee::BaseFeePerGas::<Runtime>::get();
		let full = RuntimeBlockWeights::get().get(DispatchClass::Normal).max_total.unwrap();
		let quarter = full.ref_time() / 4;
		for (quarters, risen) in [(2, 0), (3, 16), (4, 8), (8, 8)] {
			let before = fee();
			let part = Weight::from_parts(quarters * quarter, 0);
			System::register_extra_weight_unchecked(part, DispatchClass::Normal);
			next_block();
			let expected = before.checked_div(risen).unwrap_or_default();
			assert!((fee() - before).abs_diff(expected) <= before / 100_000, "{part:?}");
		}
	});
}

#[test]
fn a_transaction_waits_in_the_pool_for_a_lower_base_fee() {
	genesis("development").execute_with(|| {
		next_block();
		let raw =
			sign(TxLegacy { gas_price: 2_000_000_000, ..legacy(0, eth(Key::Bob), 1, vec![]) });
		let validated = || {
			let at = System::parent_hash();
			let extrinsic = ethereum_extrinsic(raw.clone());
			Executive::validate_transaction(TransactionSource::External, extrinsic, at)
		};
		let before = validated().unwrap();
		let set = pallet_base_fee::Call::set_base_fee_per_gas { base_fee_per_gas: 2_000_000_001 };
		assert_ok!(sudo(set));
		let waits = validated().unwrap();
		assert_eq!((&waits.provides, waits.priority), (&before.provides, 0));
		assert!(before.priority > 0);
		// A block passes it by, and does not call it invalid.
		let full = TransactionValidityError::Invalid(InvalidTransaction::ExhaustsResources);
		assert_eq!(apply(raw.clone()), Err(full));
		assert_eq!(System::account_nonce(eth_account(SENDER)), 0);
		let set = pallet_base_fee::Call::set_base_fee_per_gas { base_fee_per_gas: 2_000_000_000 };
		assert_ok!(sudo(set));
		assert_eq!(apply(raw), Ok(Ok(())));
	});
}

#[test]
fn nonsense_is_refused_and_changes_nothing() {
	genesis("development").execute_with(|| {
		next_block();
		let before = Balances::total_issuance();
		let mut other_chain = legacy(0, eth(Key::Bob), 1, Bytes::new());
		other_chain.chain_id = Some(1);
		let mut unprotected = legacy(0, eth(Key::Bob), 1, Bytes::new());
		unprotected.chain_id = None;
		let mut poor = legacy(0, eth(Key::Bob), Balance::MAX, Bytes::new());
		poor.value = U256::MAX;
		let mut block = legacy(0, eth(Key::Bob), 1, Bytes::new());
		block.gas_limit = MAX_BLOCK_GAS + 1;
		let bad = [
			vec![],
			vec![0xc0],
			vec![3, 0xc0],
			vec![1; 131_073],
			sign(other_chain),
			sign(unprotected),
			sign(poor),
			sign(block),
		];
		for raw in bad {
			assert!(apply(raw.clone()).is_err(), "{raw:?}");
			let extrinsic = ethereum_extrinsic(raw);
			let parent = System::parent_hash();
			let pool =
				Executive::validate_transaction(TransactionSource::External, extrinsic, parent);
			assert!(pool.is_err());
		}
		assert_eq!(Balances::total_issuance(), before);
		assert_eq!(System::account_nonce(eth_account(SENDER)), 0);
	});
}

#[test]
fn contracts_can_ask_for_old_hashes() {
	use openledger_evm_primitives::{CallRequest, ExitReason};
	use sp_core::H256;
	let ask = |number: u64| {
		let request = CallRequest {
			to: Some(pallet_evm::HISTORY_STORAGE_ADDRESS),
			input: H256::from_low_u64_be(number).as_bytes().to_vec(),
			..Default::default()
		};
		Evm::rpc_call(&request, &Default::default(), 1_000_000).expect("the call runs")
	};
	genesis("development").execute_with(|| {
		// Beyond the reach of BLOCKHASH (EIP-2935).
		let hashes: Vec<H256> = (0..300)
			.map(|number| {
				next_block();
				Ethereum::block_hash(number).expect("the parent is sealed")
			})
			.collect();
		for (number, hash) in hashes.iter().enumerate() {
			assert_eq!(ask(number as u64).output, hash.as_bytes(), "block {number}");
		}
		for outside in [300, 301, u64::MAX] {
			assert_eq!(ask(outside).exit, ExitReason::Revert, "block {outside}");
		}
	});
}
