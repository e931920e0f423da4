// SPDX-License-Identifier: Apache-2.0

//! The transaction of a case, out of a test's vectors.

use crate::{
	fixture::Indexes,
	quantity::{Data, Quantity},
	rlp,
};
use k256::ecdsa::{RecoveryId, Signature, SigningKey, VerifyingKey};
use openledger_evm_primitives::{AccessListItem, Authorization, EvmTransaction, TransactionKind};
use serde::Deserialize;
use sp_core::{H160, H256, U256};
use sp_io::hashing::keccak_256;

/// A case's transaction.
#[derive(Clone, Debug)]
pub enum Prepared {
	/// One that the pallet is asked to execute.
	Ready(Box<EvmTransaction>),
	/// A field does not fit its type: no decoder lets such a transaction in. The text names the field.
	Unfit(String),
	/// EIP-4844; the chain has no blobs.
	Blob,
}

/// A transaction as fixtures write it: vectors of data, gas limits and values.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RawTransaction {
	data: Vec<Data>,
	gas_limit: Vec<Quantity>,
	value: Vec<Quantity>,
	nonce: Quantity,
	to: Option<Data>,
	secret_key: Option<Data>,
	sender: Option<Data>,
	gas_price: Option<Quantity>,
	max_fee_per_gas: Option<Quantity>,
	max_priority_fee_per_gas: Option<Quantity>,
	access_lists: Option<Vec<Option<Vec<RawAccessListItem>>>>,
	authorization_list: Option<Vec<RawAuthorization>>,
	blob_versioned_hashes: Option<serde::de::IgnoredAny>,
	max_fee_per_blob_gas: Option<serde::de::IgnoredAny>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct RawAccessListItem {
	address: Data,
	#[serde(default)]
	storage_keys: Vec<Quantity>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct RawAuthorization {
	chain_id: Quantity,
	address: Data,
	nonce: Quantity,
	v: Option<Quantity>,
	y_parity: Option<Quantity>,
	r: Quantity,
	s: Quantity,
}

/// Type byte of blob transactions.
const BLOB: u8 = 3;
/// RLP lists, and with them legacy transactions, start here.
const LEGACY_FROM: u8 = 0xc0;

impl RawTransaction {
	/// The transaction of a case, on a chain. `bytes` is the encoded one, where the fixture has it: it
	/// tells the type. Legacy transactions are taken as unprotected.
	///
	/// # Errors
	/// The fixture is malformed: an index beyond its vector, no sender, a field that is missing.
	pub fn prepare(
		&self,
		indexes: Indexes,
		bytes: Option<&Data>,
		chain_id: u64,
	) -> Result<Prepared, String> {
		let input = pick("data", &self.data, indexes.data)?.0.clone();
		let gas_limit = *pick("gasLimit", &self.gas_limit, indexes.gas)?;
		let value = *pick("value", &self.value, indexes.value)?;
		let access_list = self.access_list(indexes.data)?;
		let first = bytes.and_then(|bytes| bytes.0.first().copied()).unwrap_or(LEGACY_FROM);
		let blob = self.blob_versioned_hashes.is_some() || self.max_fee_per_blob_gas.is_some();
		if first == BLOB || (blob && first >= LEGACY_FROM) {
			return Ok(Prepared::Blob);
		}
		let kind = match first {
			1 => TransactionKind::AccessList,
			2 => TransactionKind::DynamicFee,
			4 => TransactionKind::SetCode,
			_ if bytes.is_some_and(|bytes| !bytes.0.is_empty()) => TransactionKind::Legacy,
			_ if self.authorization_list.is_some() => TransactionKind::SetCode,
			_ if self.max_fee_per_gas.is_some() => TransactionKind::DynamicFee,
			_ if access_list.is_some() => TransactionKind::AccessList,
			_ => TransactionKind::Legacy,
		};
		let (fee, tip) = match (self.max_fee_per_gas, self.gas_price) {
			(Some(fee), _) => (fee, self.max_priority_fee_per_gas.unwrap_or(fee)),
			(None, Some(price)) => (price, price),
			(None, None) => return Err("transaction: neither gasPrice nor maxFeePerGas".into()),
		};
		let from = self.from()?;
		let to = match &self.to {
			Some(to) if !to.0.is_empty() => {
				Some(H160(to.array().map_err(|error| format!("transaction.to: {error}"))?))
			},
			_ => None,
		};
		let authorization_list = match &self.authorization_list {
			Some(list) if kind == TransactionKind::SetCode => list,
			_ => &Vec::new(),
		};

		let fits = || -> Result<EvmTransaction, String> {
			Ok(EvmTransaction {
				kind,
				from,
				to,
				value: value.u256().ok_or("value")?,
				input,
				gas_limit: gas_limit.u64().ok_or("gasLimit")?,
				max_fee_per_gas: fee.u256().ok_or("maxFeePerGas")?,
				max_priority_fee_per_gas: tip.u256().ok_or("maxPriorityFeePerGas")?,
				nonce: self.nonce.u64().ok_or("nonce")?,
				chain_id: (kind != TransactionKind::Legacy).then_some(chain_id),
				access_list: access_list.unwrap_or_default(),
				authorization_list: authorization_list
					.iter()
					.map(RawAuthorization::recover)
					.collect::<Result<_, String>>()?,
			})
		};
		Ok(match fits() {
			Ok(transaction) => Prepared::Ready(Box::new(transaction)),
			Err(field) => Prepared::Unfit(field),
		})
	}

	fn from(&self) -> Result<H160, String> {
		let named = self
			.sender
			.as_ref()
			.map(|sender| sender.array().map(H160))
			.transpose()
			.map_err(|error| format!("transaction.sender: {error}"))?;
		let Some(key) = &self.secret_key else {
			return named.ok_or_else(|| "transaction: neither secretKey nor sender".into());
		};
		let key = SigningKey::from_slice(&key.0)
			.map_err(|_| "transaction.secretKey: not a secp256k1 key")?;
		let derived = address(key.verifying_key());
		match named {
			Some(named) if named != derived => {
				Err(format!("transaction.sender: {named:?}, but secretKey signs as {derived:?}"))
			},
			_ => Ok(derived),
		}
	}

	fn access_list(&self, index: usize) -> Result<Option<Vec<AccessListItem>>, String> {
		let Some(Some(list)) = self.access_lists.as_ref().and_then(|lists| lists.get(index)) else {
			return Ok(None);
		};
		let item = |item: &RawAccessListItem| -> Result<AccessListItem, String> {
			Ok(AccessListItem {
				address: H160(item.address.array()?),
				slots: item
					.storage_keys
					.iter()
					.map(|slot| slot.h256().ok_or_else(|| "a slot does not fit".to_string()))
					.collect::<Result<_, _>>()?,
			})
		};
		let list: Result<Vec<_>, String> = list.iter().map(item).collect();
		list.map(Some).map_err(|error| format!("transaction.accessLists: {error}"))
	}
}

fn pick<'a, T>(name: &str, vector: &'a [T], index: usize) -> Result<&'a T, String> {
	vector
		.get(index)
		.ok_or_else(|| format!("transaction.{name}: {} entries, none at {index}", vector.len()))
}

impl RawAuthorization {
	/// The tuple with the account that signed it.
	///
	/// # Errors
	/// The name of a field that does not fit: the whole transaction cannot be decoded then.
	fn recover(&self) -> Result<Authorization, String> {
		let chain_id = self.chain_id.u256().ok_or("authorization chainId")?;
		let address = H160(self.address.array()?);
		let nonce = self.nonce.u64().ok_or("authorization nonce")?;
		let parity = self.y_parity.or(self.v).ok_or("authorization yParity")?;
		let parity = parity.u64().ok_or("authorization yParity")?;
		let r = self.r.h256().ok_or("authorization r")?;
		let s = self.s.h256().ok_or("authorization s")?;
		let authority = signer(&authorization_hash(chain_id, address, nonce), parity, r, s);
		Ok(Authorization { chain_id, address, nonce, authority })
	}
}

/// What an authorization signs: EIP-7702's magic byte before the RLP of its fields.
fn authorization_hash(chain_id: U256, address: H160, nonce: u64) -> [u8; 32] {
	let list =
		rlp::list(&[rlp::number(chain_id), rlp::bytes(&address.0), rlp::number(nonce.into())]);
	keccak_256(&[&[5], &list[..]].concat())
}

/// Who signed; nobody where `s` is in the upper half (EIP-2) or the parity is no bit.
fn signer(hash: &[u8; 32], parity: u64, r: H256, s: H256) -> Option<H160> {
	let signature = Signature::from_scalars(r.0, s.0).ok()?;
	if parity > 1 || signature.normalize_s().is_some() {
		return None;
	}
	let id = RecoveryId::new(parity == 1, false);
	VerifyingKey::recover_from_prehash(hash, &signature, id).ok().map(|key| address(&key))
}

/// keccak-256 of the uncompressed key, its last 20 bytes.
fn address(key: &VerifyingKey) -> H160 {
	let point = key.to_encoded_point(false);
	H160::from_slice(&keccak_256(&point.as_bytes()[1..])[12..])
}

#[cfg(test)]
mod tests {
	use super::*;

	const KEY: &str = "0x45a915e4d060149eb4365960e6a7a45f334393093061116b197e3240065ff2d8";
	const SENDER: &str = "0xa94f5374fce5edbc8e2a8697c15331677e6ebf0b";

	fn raw(more: &str) -> RawTransaction {
		serde_json::from_str(&format!(
			r#"{{"data": ["0x", "0x01"], "gasLimit": ["0x5208"], "value": ["0x00", "0x:bigint 0x1{}"],
			"nonce": "0x", "to": "", "secretKey": "{KEY}" {more}}}"#,
			"0".repeat(64)
		))
		.unwrap()
	}

	fn at(data: usize, gas: usize, value: usize) -> Indexes {
		Indexes { data, gas, value }
	}

	#[test]
	fn the_sender_is_who_signs() {
		let sender = format!(r#", "gasPrice": "0x0a", "sender": "{SENDER}""#);
		let Ok(Prepared::Ready(ready)) = raw(&sender).prepare(at(1, 0, 0), None, 1) else {
			panic!()
		};
		assert_eq!(format!("{:?}", ready.from), SENDER);
		assert_eq!((ready.kind, ready.to, ready.input), (TransactionKind::Legacy, None, vec![1]));
		let other = sender.replace("0xa94f", "0xb94f");
		assert!(raw(&other)
			.prepare(at(0, 0, 0), None, 1)
			.unwrap_err()
			.contains("secretKey signs as"));
	}

	#[test]
	fn types_follow_the_bytes_and_else_the_fields() {
		let kind = |more: &str, bytes: Option<&str>| {
			let bytes = bytes.map(|bytes| Data::parse(bytes).unwrap());
			match raw(more).prepare(at(0, 0, 0), bytes.as_ref(), 1).unwrap() {
				Prepared::Ready(ready) => Some(ready.kind as u8),
				_ => None,
			}
		};
		let lists = r#", "gasPrice": "0x0a", "accessLists": [[], null]"#;
		let fees = r#", "maxFeePerGas": "0x0a", "maxPriorityFeePerGas": "0x00""#;
		let blob = r#", "maxFeePerGas": "0x0a", "maxFeePerBlobGas": "0x01""#;
		assert_eq!(kind(lists, None), Some(1));
		assert_eq!(kind(lists, Some("0xf800")), Some(0));
		assert_eq!(kind(fees, None), Some(2));
		assert_eq!(kind(blob, None), None);
		assert_eq!(kind(fees, Some("0x03")), None);
	}

	#[test]
	fn bad_vectors_are_told_from_values_that_do_not_fit() {
		let raw = raw(r#", "gasPrice": "0x0a""#);
		assert!(
			matches!(raw.prepare(at(0, 0, 1), None, 1), Ok(Prepared::Unfit(field)) if field == "value")
		);
		for (indexes, name) in
			[(at(2, 0, 0), "data"), (at(0, 1, 0), "gasLimit"), (at(0, 0, 2), "value")]
		{
			assert!(raw.prepare(indexes, None, 1).unwrap_err().contains(name));
		}
	}

	#[test]
	fn authorizations_recover_their_signer() {
		let key = SigningKey::from_slice(&hex::decode(&KEY[2..]).unwrap()).unwrap();
		let hash = authorization_hash(U256::one(), H160::repeat_byte(7), 300);
		let (signature, id) = key.sign_prehash_recoverable(&hash).unwrap();
		let (r, s) = signature.split_bytes();
		let (r, s) = (H256(r.into()), H256(s.into()));
		let parity = u64::from(id.is_y_odd());
		assert_eq!(format!("{:?}", signer(&hash, parity, r, s).unwrap()), SENDER);
		assert_eq!(signer(&hash, parity + 2, r, s), None);
		assert_eq!(signer(&hash, parity, r, H256::zero()), None);
		// The other signature of the same key and hash: the curve's order minus s.
		let order = U256::from_str_radix(
			"fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141",
			16,
		)
		.unwrap();
		let high = H256((order - U256::from_big_endian(&s.0)).to_big_endian());
		assert_eq!(signer(&hash, 1 - parity, r, high), None);
	}
}
