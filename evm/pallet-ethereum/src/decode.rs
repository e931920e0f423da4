// SPDX-License-Identifier: Apache-2.0
//! From EIP-2718 bytes to a transaction with its sender.

use alloc::vec::Vec;
use alloy_consensus::{
	transaction::{RlpEcdsaDecodableTx, RlpEcdsaEncodableTx},
	SignableTransaction, Signed, Transaction, TxEip1559, TxEip2930, TxEip7702, TxLegacy, Typed2718,
};
use alloy_eips::eip7702::SignedAuthorization;
use alloy_primitives::{Address, Signature, B256, U256 as Word};
use alloy_rlp::{Decodable, Header};
use frame_support::ensure;
use openledger_evm_primitives::{
	AccessListItem, Authorization, EvmTransaction, Invalid, TransactionKind,
};
use sp_core::{H160, H256, U256};
use sp_io::{crypto::secp256k1_ecdsa_recover, hashing::keccak_256};

/// Least first byte of a legacy transaction: an RLP list.
const RLP_LIST: u8 = 0xc0;
/// Greatest EIP-2718 type.
const MAX_TYPE: u8 = 0x7f;

/// Decodes a transaction and recovers its sender. Strict: the bytes are exactly those of the
/// transaction, in their one canonical encoding.
///
/// # Errors
/// `Malformed`, `TypeNotSupported` or `Signature`.
pub fn decode(raw: &[u8]) -> Result<EvmTransaction, Invalid> {
	decode_with(raw, Recovery::All)
}

/// Address that a transaction calls, without recovering any key; nothing where it creates a contract or
/// cannot be decoded.
pub fn recipient(raw: &[u8]) -> Option<H160> {
	let to = match Body::of(raw).ok()? {
		Body::Legacy(signed) => signed.tx().to(),
		Body::AccessList(signed) => signed.tx().to(),
		Body::DynamicFee(signed) => signed.tx().to(),
		Body::SetCode(signed) => signed.tx().to(),
	};
	to.map(|address| H160(address.into_array()))
}

/// A signature (r ‖ s ‖ v) and the hash that it is of.
pub type SignedHash = ([u8; 65], [u8; 32]);

/// The signatures of a transaction from which keys are recovered when it runs: its sender's, then its
/// authorities'. None where it cannot be decoded.
pub fn signatures(raw: &[u8]) -> Vec<SignedHash> {
	match Body::read(raw) {
		Ok(Body::Legacy(signed)) => sender_of(&signed).into_iter().collect(),
		Ok(Body::AccessList(signed)) => sender_of(&signed).into_iter().collect(),
		Ok(Body::DynamicFee(signed)) => sender_of(&signed).into_iter().collect(),
		Ok(Body::SetCode(signed)) => {
			let list = signed.tx().authorization_list.iter();
			sender_of(&signed).into_iter().chain(list.filter_map(authority_of)).collect()
		},
		Err(_) => Vec::new(),
	}
}

/// Whose keys are recovered: that is what decoding costs.
#[derive(Clone, Copy)]
pub(crate) enum Recovery {
	/// Sender and authorities: the transaction as it runs.
	All,
	/// Only the sender. Authorities stay none: validity does not depend on them, and the gas that
	/// pays for recovering them is not paid before the transaction runs.
	Sender,
	/// Only the authorities; this is the sender.
	Authorities(H160),
}

/// Decodes a transaction and recovers what is asked for.
pub(crate) fn decode_with(raw: &[u8], recovery: Recovery) -> Result<EvmTransaction, Invalid> {
	Body::of(raw)?.recovered(recovery)
}

/// Decodes again what was decoded before, with its sender as it was recovered then.
pub(crate) fn decode_again(raw: &[u8], sender: H160) -> Result<EvmTransaction, Invalid> {
	Body::read(raw)?.recovered(Recovery::Authorities(sender))
}

/// Gas limit of a transaction, read without decoding the rest of it. What is no transaction has any, or
/// zero.
pub(crate) fn gas_limit(raw: &[u8]) -> u64 {
	// Before it come nonce and price, in the types also the chain, in the later ones a second price.
	let (list, before) = match raw.split_first() {
		Some((&first, _)) if first >= RLP_LIST => (raw, 2),
		Some((1, list)) => (list, 3),
		Some((2 | 4, list)) => (list, 4),
		_ => return 0,
	};
	number_after(list, before).unwrap_or_default()
}

/// The number in an RLP list that comes after `before` items.
fn number_after(mut list: &[u8], before: usize) -> alloy_rlp::Result<u64> {
	let mut items = Header::decode_bytes(&mut list, true)?;
	for _ in 0..before {
		let item = Header::decode(&mut items)?;
		items = items.get(item.payload_length..).ok_or(alloy_rlp::Error::InputTooShort)?;
	}
	u64::decode(&mut items)
}

/// A transaction with its signature, by type. Nothing is recovered yet.
pub(crate) enum Body {
	Legacy(Signed<TxLegacy>),
	AccessList(Signed<TxEip2930>),
	DynamicFee(Signed<TxEip1559>),
	SetCode(Signed<TxEip7702>),
}

impl Body {
	/// Decodes the bytes of a transaction: all of them, and nothing but its canonical encoding.
	pub(crate) fn of(raw: &[u8]) -> Result<Self, Invalid> {
		let body = Self::read(raw)?;
		let mut again = Vec::with_capacity(raw.len());
		match &body {
			Self::Legacy(signed) => signed.rlp_encode(&mut again),
			Self::AccessList(signed) => encode_typed(signed, &mut again),
			Self::DynamicFee(signed) => encode_typed(signed, &mut again),
			Self::SetCode(signed) => encode_typed(signed, &mut again),
		}
		ensure!(again == raw, Invalid::Malformed);
		Ok(body)
	}

	/// Decodes the bytes of a transaction, in any encoding that can be read.
	fn read(raw: &[u8]) -> Result<Self, Invalid> {
		match raw.split_first() {
			Some((&first, _)) if first >= RLP_LIST => read(raw).map(Self::Legacy),
			Some((1, body)) => read(body).map(Self::AccessList),
			Some((2, body)) => read(body).map(Self::DynamicFee),
			Some((4, body)) => read(body).map(Self::SetCode),
			Some((&first, _)) if first <= MAX_TYPE => Err(Invalid::TypeNotSupported),
			_ => Err(Invalid::Malformed),
		}
	}

	fn transaction(&self) -> &dyn Transaction {
		match self {
			Self::Legacy(signed) => signed.tx(),
			Self::AccessList(signed) => signed.tx(),
			Self::DynamicFee(signed) => signed.tx(),
			Self::SetCode(signed) => signed.tx(),
		}
	}

	/// Most that is paid per gas, plancks.
	pub(crate) fn fee_cap(&self) -> U256 {
		self.transaction().max_fee_per_gas().into()
	}

	/// The transaction, with what is asked for recovered.
	pub(crate) fn recovered(&self, recovery: Recovery) -> Result<EvmTransaction, Invalid> {
		let sender = match recovery {
			Recovery::Authorities(sender) => Some(sender),
			Recovery::All | Recovery::Sender => None,
		};
		match self {
			Self::Legacy(signed) => from_signed(signed, TransactionKind::Legacy, sender),
			Self::AccessList(signed) => from_signed(signed, TransactionKind::AccessList, sender),
			Self::DynamicFee(signed) => from_signed(signed, TransactionKind::DynamicFee, sender),
			Self::SetCode(signed) => {
				let mut transaction = from_signed(signed, TransactionKind::SetCode, sender)?;
				let list = signed.tx().authorization_list.iter();
				transaction.authorization_list =
					list.map(|one| authorization(one, recovery)).collect();
				Ok(transaction)
			},
		}
	}
}

/// Decodes a signed transaction that ends with the bytes.
fn read<Tx: RlpEcdsaDecodableTx>(mut bytes: &[u8]) -> Result<Signed<Tx>, Invalid> {
	let signed = Signed::<Tx>::rlp_decode(&mut bytes).map_err(|_| Invalid::Malformed)?;
	ensure!(bytes.is_empty(), Invalid::Malformed);
	Ok(signed)
}

/// Encodes a signed transaction of a type of EIP-2718.
fn encode_typed<Tx: RlpEcdsaEncodableTx + Typed2718>(signed: &Signed<Tx>, out: &mut Vec<u8>) {
	out.push(signed.ty());
	signed.rlp_encode(out);
}

fn from_signed<Tx>(
	signed: &Signed<Tx>,
	kind: TransactionKind,
	sender: Option<H160>,
) -> Result<EvmTransaction, Invalid>
where
	Tx: Transaction + SignableTransaction<Signature>,
{
	let transaction = signed.tx();
	let from = sender.or_else(|| recover(&sender_of(signed)?)).ok_or(Invalid::Signature)?;
	let max_fee = transaction.max_fee_per_gas();
	Ok(EvmTransaction {
		kind,
		from,
		to: transaction.to().map(address),
		value: word(transaction.value()),
		input: transaction.input().to_vec(),
		gas_limit: transaction.gas_limit(),
		max_fee_per_gas: max_fee.into(),
		max_priority_fee_per_gas: transaction.max_priority_fee_per_gas().unwrap_or(max_fee).into(),
		nonce: transaction.nonce(),
		chain_id: transaction.chain_id(),
		access_list: transaction
			.access_list()
			.map(|list| {
				list.0
					.iter()
					.map(|item| AccessListItem {
						address: address(item.address),
						slots: item.storage_keys.iter().map(hash).collect(),
					})
					.collect()
			})
			.unwrap_or_default(),
		authorization_list: Vec::new(),
	})
}

/// A tuple with its authority; one whose signature recovers to nobody stays in the list and is
/// skipped when it runs (EIP-7702).
fn authorization(signed: &SignedAuthorization, recovery: Recovery) -> Authorization {
	let authority = match recovery {
		Recovery::Sender => None,
		Recovery::All | Recovery::Authorities(_) => {
			authority_of(signed).and_then(|signed| recover(&signed))
		},
	};
	Authorization {
		chain_id: word(signed.inner().chain_id),
		address: address(signed.inner().address),
		nonce: signed.inner().nonce,
		authority,
	}
}

/// What the sender is recovered from.
fn sender_of<Tx: SignableTransaction<Signature>>(signed: &Signed<Tx>) -> Option<SignedHash> {
	Some((compact(signed.signature())?, signed.tx().signature_hash().0))
}

/// What an authority is recovered from (EIP-7702).
fn authority_of(signed: &SignedAuthorization) -> Option<SignedHash> {
	Some((compact(&signed.signature().ok()?)?, signed.inner().signature_hash().0))
}

/// r ‖ s ‖ v; none for a high `s` (EIP-2).
fn compact(signature: &Signature) -> Option<[u8; 65]> {
	if signature.normalize_s().is_some() {
		return None;
	}
	let mut bytes = [0u8; 65];
	let (r, rest) = bytes.split_at_mut(32);
	let (s, v) = rest.split_at_mut(32);
	r.copy_from_slice(&signature.r().to_be_bytes::<32>());
	s.copy_from_slice(&signature.s().to_be_bytes::<32>());
	v.fill(u8::from(signature.v()));
	Some(bytes)
}

/// Address whose key made a signature; none for what recovers to nobody.
fn recover((signature, hash): &SignedHash) -> Option<H160> {
	let key = secp256k1_ecdsa_recover(signature, hash).ok()?;
	keccak_256(&key).get(12..).map(H160::from_slice)
}

fn address(address: Address) -> H160 {
	H160(address.into_array())
}

fn hash(hash: &B256) -> H256 {
	H256(hash.0)
}

fn word(word: Word) -> U256 {
	U256::from_big_endian(&word.to_be_bytes::<32>())
}
