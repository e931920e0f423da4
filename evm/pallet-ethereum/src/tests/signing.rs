// SPDX-License-Identifier: Apache-2.0
//! Transactions signed by a test key.

use crate::mock::{BASE_FEE, CHAIN_ID};
use alloy_consensus::{
	transaction::RlpEcdsaEncodableTx, SignableTransaction, TxEip1559, TxEip2930, TxEip7702,
	TxLegacy,
};
use alloy_eips::{
	eip2930::{AccessList, AccessListItem},
	eip7702::{Authorization, SignedAuthorization},
};
use alloy_primitives::{Address, Bytes, Signature, TxKind, B256, U256};
use k256::ecdsa::SigningKey;
use sp_core::H160;
use sp_io::hashing::keccak_256;

/// A key by number.
pub fn key(number: u8) -> SigningKey {
	SigningKey::from_bytes(&[number; 32].into()).unwrap()
}

/// Address of a key.
pub fn address(key: &SigningKey) -> H160 {
	let point = key.verifying_key().to_encoded_point(false);
	H160::from_slice(&keccak_256(&point.as_bytes()[1..])[12..])
}

pub const TO: Address = Address::repeat_byte(0xB0);

fn signature(key: &SigningKey, hash: B256) -> Signature {
	let (signature, recovery) = key.sign_prehash_recoverable(hash.as_slice()).unwrap();
	Signature::from_bytes_and_parity(&signature.to_bytes(), recovery.is_y_odd())
}

/// Signs any transaction: its EIP-2718 bytes.
pub fn sign<Tx>(transaction: Tx, kind: Option<u8>, key: &SigningKey) -> Vec<u8>
where
	Tx: SignableTransaction<Signature> + RlpEcdsaEncodableTx,
{
	let signature = signature(key, transaction.signature_hash());
	let mut raw = Vec::from_iter(kind);
	transaction.into_signed(signature).rlp_encode(&mut raw);
	raw
}

/// A legacy transaction that moves one planck.
pub fn legacy(nonce: u64) -> TxLegacy {
	TxLegacy {
		chain_id: Some(CHAIN_ID),
		nonce,
		gas_price: u128::from(BASE_FEE) * 2,
		gas_limit: 50_000,
		to: TxKind::Call(TO),
		value: U256::from(1),
		input: Bytes::new(),
	}
}

/// A list with one account and two slots.
pub fn access_list() -> AccessList {
	AccessList(vec![AccessListItem {
		address: TO,
		storage_keys: vec![B256::repeat_byte(1), B256::repeat_byte(2)],
	}])
}

/// An EIP-2930 transaction.
pub fn with_list(nonce: u64) -> TxEip2930 {
	TxEip2930 {
		chain_id: CHAIN_ID,
		nonce,
		gas_price: u128::from(BASE_FEE) * 2,
		gas_limit: 60_000,
		to: TxKind::Call(TO),
		value: U256::from(2),
		access_list: access_list(),
		input: vec![crate::mock::LOG, 7, 7].into(),
	}
}

/// An EIP-1559 transaction.
pub fn dynamic(nonce: u64) -> TxEip1559 {
	TxEip1559 {
		chain_id: CHAIN_ID,
		nonce,
		gas_limit: 50_000,
		max_fee_per_gas: u128::from(BASE_FEE) * 3,
		max_priority_fee_per_gas: 5,
		to: TxKind::Create,
		value: U256::ZERO,
		access_list: Default::default(),
		input: vec![crate::mock::REVERT].into(),
	}
}

/// A signed EIP-7702 authorization.
pub fn authorization(key: &SigningKey, nonce: u64) -> SignedAuthorization {
	let inner =
		Authorization { chain_id: U256::from(CHAIN_ID), address: Address::repeat_byte(5), nonce };
	let signature = signature(key, inner.signature_hash());
	inner.into_signed(signature)
}

/// An EIP-7702 transaction.
pub fn set_code(nonce: u64, authorizations: Vec<SignedAuthorization>) -> TxEip7702 {
	TxEip7702 {
		chain_id: CHAIN_ID,
		nonce,
		gas_limit: 80_000,
		max_fee_per_gas: u128::from(BASE_FEE) * 3,
		max_priority_fee_per_gas: 0,
		to: TO,
		value: U256::ZERO,
		access_list: Default::default(),
		authorization_list: authorizations,
		input: Bytes::new(),
	}
}

/// One of each type, by key 1, with nonces from 0.
pub fn one_of_each() -> Vec<Vec<u8>> {
	let key = key(1);
	vec![
		sign(legacy(0), None, &key),
		sign(with_list(1), Some(1), &key),
		sign(dynamic(2), Some(2), &key),
		sign(set_code(3, vec![authorization(&super::signing::key(2), 0)]), Some(4), &key),
	]
}
