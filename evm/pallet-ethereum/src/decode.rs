// SPDX-License-Identifier: Apache-2.0
//! From EIP-2718 bytes to a transaction with its sender.

use alloc::vec::Vec;
use alloy_consensus::{
	transaction::RlpEcdsaDecodableTx, SignableTransaction, Signed, Transaction, TxEip1559,
	TxEip2930, TxEip7702, TxLegacy,
};
use alloy_eips::eip7702::SignedAuthorization;
use alloy_primitives::{Address, Signature, B256, U256 as Word};
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

/// Gas limit of a transaction; zero for what is none. Recovers nothing.
pub(crate) fn gas_limit(raw: &[u8]) -> u64 {
	Body::of(raw).map_or(0, |body| body.transaction().gas_limit())
}

/// A transaction with its signature, by type. Nothing is recovered yet.
pub(crate) enum Body {
	Legacy(Signed<TxLegacy>),
	AccessList(Signed<TxEip2930>),
	DynamicFee(Signed<TxEip1559>),
	SetCode(Signed<TxEip7702>),
}

impl Body {
	/// Decodes the bytes of a transaction.
	pub(crate) fn of(raw: &[u8]) -> Result<Self, Invalid> {
		match raw.first() {
			Some(&first) if first >= RLP_LIST => {
				exact(raw, TransactionKind::Legacy).map(Self::Legacy)
			},
			Some(1) => exact(raw, TransactionKind::AccessList).map(Self::AccessList),
			Some(2) => exact(raw, TransactionKind::DynamicFee).map(Self::DynamicFee),
			Some(4) => exact(raw, TransactionKind::SetCode).map(Self::SetCode),
			Some(&first) if first <= MAX_TYPE => Err(Invalid::TypeNotSupported),
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

/// Decodes all of `raw` and nothing but its canonical encoding.
fn exact<Tx>(raw: &[u8], kind: TransactionKind) -> Result<Signed<Tx>, Invalid>
where
	Tx: RlpEcdsaDecodableTx + SignableTransaction<Signature>,
{
	let mut rest = raw;
	let signed = match kind {
		TransactionKind::Legacy => Signed::<Tx>::rlp_decode(&mut rest),
		_ => match rest.split_first() {
			Some((_, body)) => {
				rest = body;
				Signed::<Tx>::rlp_decode(&mut rest)
			},
			None => return Err(Invalid::Malformed),
		},
	}
	.map_err(|_| Invalid::Malformed)?;
	if !rest.is_empty() {
		return Err(Invalid::Malformed);
	}
	let mut again = Vec::with_capacity(raw.len());
	match kind {
		TransactionKind::Legacy => signed.rlp_encode(&mut again),
		_ => {
			again.push(kind as u8);
			signed.rlp_encode(&mut again);
		},
	}
	if again == raw {
		Ok(signed)
	} else {
		Err(Invalid::Malformed)
	}
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
	let from = sender
		.or_else(|| recover(signed.signature(), &transaction.signature_hash()))
		.ok_or(Invalid::Signature)?;
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
		Recovery::All | Recovery::Authorities(_) => signed
			.signature()
			.ok()
			.and_then(|signature| recover(&signature, &signed.inner().signature_hash())),
	};
	Authorization {
		chain_id: word(signed.inner().chain_id),
		address: address(signed.inner().address),
		nonce: signed.inner().nonce,
		authority,
	}
}

/// Address whose key made a signature; none for a high `s` (EIP-2) and for what recovers to nobody.
fn recover(signature: &Signature, hash: &B256) -> Option<H160> {
	if signature.normalize_s().is_some() {
		return None;
	}
	let mut bytes = [0u8; 65];
	let (r, rest) = bytes.split_at_mut(32);
	let (s, v) = rest.split_at_mut(32);
	r.copy_from_slice(&signature.r().to_be_bytes::<32>());
	s.copy_from_slice(&signature.s().to_be_bytes::<32>());
	v.fill(u8::from(signature.v()));
	let key = secp256k1_ecdsa_recover(&bytes, &hash.0).ok()?;
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
