// SPDX-License-Identifier: Apache-2.0
//! What a signature binds besides the object, and how it is verified.

use alloc::vec::Vec;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use openledger_primitives::Hash;
use openledger_primitives_account::{eth_address_of, recover, AccountId, Signature};
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};
use sp_core::U256;
use sp_io::hashing::{blake2_256, keccak_256};
use sp_runtime::traits::Verify;

/// Format version of every signed object.
pub const FORMAT: u8 = 1;

/// Chain that a signature is for.
#[derive(
	Clone,
	Copy,
	PartialEq,
	Eq,
	Debug,
	Default,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
	Serialize,
	Deserialize,
)]
pub struct SigningDomain {
	/// Hash of the genesis block.
	pub genesis: Hash,
	/// EIP-155 chain id.
	pub chain_id: u64,
}

/// An object that can be signed.
pub trait SignedObject: Encode {
	/// Index of the pallet that reads it.
	const PALLET: u8;
	/// Kind within that pallet.
	const KIND: u8;
	/// EIP-712 type string, e.g. `Voucher(uint64 session,…)`.
	const EIP712_TYPE: &'static str;

	/// The fields of the EIP-712 struct, one 32-byte word each, in the order of the type string.
	fn eip712_words(&self) -> Vec<[u8; 32]>;

	/// What sr25519, ed25519 and ecdsa keys sign:
	/// `blake2_256("openledger" ‖ format ‖ genesis ‖ chain id ‖ pallet ‖ kind ‖ SCALE(object))`.
	fn scale_digest(&self, domain: &SigningDomain) -> Hash {
		let mut bytes = b"openledger".to_vec();
		(FORMAT, domain, Self::PALLET, Self::KIND).encode_to(&mut bytes);
		self.encode_to(&mut bytes);
		Hash::from(blake2_256(&bytes))
	}

	/// What Ethereum keys sign: the EIP-712 digest in the domain
	/// `{name: "OpenLedger", version: "1", chainId, salt: genesis hash}`.
	fn eip712_digest(&self, domain: &SigningDomain) -> Hash {
		let mut words = Vec::from([keccak_256(Self::EIP712_TYPE.as_bytes())]);
		words.extend(self.eip712_words());
		let body = keccak_256(&words.concat());
		let mut bytes = Vec::from([0x19, 0x01]);
		bytes.extend(domain_separator(domain));
		bytes.extend(body);
		Hash::from(keccak_256(&bytes))
	}

	/// Whether `signature` over this object is `signer`'s: variants 0–2 over the SCALE digest,
	/// `Eth` over the EIP-712 digest.
	fn verify(&self, domain: &SigningDomain, signature: &Signature, signer: &AccountId) -> bool {
		match signature {
			Signature::Eth(inner) => eth_address_of(signer).is_some_and(|address| {
				recover(self.eip712_digest(domain).as_fixed_bytes(), inner) == Some(address)
			}),
			other => other.verify(self.scale_digest(domain).as_bytes(), signer),
		}
	}
}

fn domain_separator(domain: &SigningDomain) -> [u8; 32] {
	const TYPE: &[u8] = b"EIP712Domain(string name,string version,uint256 chainId,bytes32 salt)";
	let words = [
		keccak_256(TYPE),
		keccak_256(b"OpenLedger"),
		keccak_256(b"1"),
		word(domain.chain_id),
		domain.genesis.0,
	];
	keccak_256(&words.concat())
}

/// An unsigned integer as an ABI word.
pub(crate) fn word(value: impl Into<U256>) -> [u8; 32] {
	value.into().to_big_endian()
}

/// An optional id as an ABI word: 0 for none, else id + 1.
pub(crate) fn optional_word(id: Option<u32>) -> [u8; 32] {
	word(id.map_or(U256::zero(), |id| U256::from(id).saturating_add(U256::one())))
}

/// Hash of the SCALE bytes of a part that EIP-712 carries as `bytes32`.
pub(crate) fn body_word(part: &impl Encode) -> [u8; 32] {
	blake2_256(&part.encode())
}
