// SPDX-License-Identifier: Apache-2.0
//! The chain's `Signature` and `Signer`.

use crate::{address::eth_account, eip191_hash, eth_address_of, recover, AccountId, EthSignature};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};
use sp_core::{ecdsa, ed25519, sr25519, H160};
use sp_runtime::{
	traits::{IdentifyAccount, Lazy, Verify},
	MultiSignature, MultiSigner,
};

/// A signature over an extrinsic's payload or a protocol object.
#[derive(
	Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub enum Signature {
	/// Ed25519.
	#[codec(index = 0)]
	Ed25519(ed25519::Signature),
	/// Sr25519 (schnorrkel).
	#[codec(index = 1)]
	Sr25519(sr25519::Signature),
	/// ECDSA over blake2_256 of the message; the account is blake2_256 of the compressed key.
	#[codec(index = 2)]
	Ecdsa(ecdsa::Signature),
	/// EIP-191 `personal_sign`; the account is that of the key's Ethereum address.
	#[codec(index = 3)]
	Eth(EthSignature),
}

/// The public side of a [`Signature`].
#[derive(
	Clone,
	PartialEq,
	Eq,
	PartialOrd,
	Ord,
	Debug,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
	Serialize,
	Deserialize,
)]
pub enum Signer {
	/// Ed25519 key.
	#[codec(index = 0)]
	Ed25519(ed25519::Public),
	/// Sr25519 key.
	#[codec(index = 1)]
	Sr25519(sr25519::Public),
	/// Compressed secp256k1 key.
	#[codec(index = 2)]
	Ecdsa(ecdsa::Public),
	/// Ethereum address.
	#[codec(index = 3)]
	Eth(H160),
}

impl IdentifyAccount for Signer {
	type AccountId = AccountId;

	fn into_account(self) -> AccountId {
		match self {
			Signer::Ed25519(key) => MultiSigner::Ed25519(key).into_account(),
			Signer::Sr25519(key) => MultiSigner::Sr25519(key).into_account(),
			Signer::Ecdsa(key) => MultiSigner::Ecdsa(key).into_account(),
			Signer::Eth(address) => eth_account(address),
		}
	}
}

impl Verify for Signature {
	type Signer = Signer;

	fn verify<L: Lazy<[u8]>>(&self, mut message: L, signer: &AccountId) -> bool {
		match self {
			Signature::Ed25519(inner) => MultiSignature::Ed25519(*inner).verify(message, signer),
			Signature::Sr25519(inner) => MultiSignature::Sr25519(*inner).verify(message, signer),
			Signature::Ecdsa(inner) => MultiSignature::Ecdsa(*inner).verify(message, signer),
			Signature::Eth(inner) => eth_address_of(signer).is_some_and(|address| {
				recover(&eip191_hash(message.get()), inner) == Some(address)
			}),
		}
	}
}

impl From<sr25519::Signature> for Signature {
	fn from(inner: sr25519::Signature) -> Self {
		Signature::Sr25519(inner)
	}
}
impl From<ed25519::Signature> for Signature {
	fn from(inner: ed25519::Signature) -> Self {
		Signature::Ed25519(inner)
	}
}
impl From<ecdsa::Signature> for Signature {
	fn from(inner: ecdsa::Signature) -> Self {
		Signature::Ecdsa(inner)
	}
}
impl From<sr25519::Public> for Signer {
	fn from(key: sr25519::Public) -> Self {
		Signer::Sr25519(key)
	}
}
impl From<ed25519::Public> for Signer {
	fn from(key: ed25519::Public) -> Self {
		Signer::Ed25519(key)
	}
}
impl From<ecdsa::Public> for Signer {
	fn from(key: ecdsa::Public) -> Self {
		Signer::Ecdsa(key)
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::evm_address;
	use hex_literal::hex;
	use k256::ecdsa::SigningKey;
	use sp_core::Pair;

	fn personal_sign(key: &SigningKey, message: &[u8]) -> EthSignature {
		let (signature, id) = key.sign_prehash_recoverable(&eip191_hash(message)).unwrap();
		let mut bytes = [0u8; 65];
		bytes[..64].copy_from_slice(&signature.to_bytes());
		bytes[64] = 27 + id.to_byte();
		EthSignature(bytes)
	}

	// The first account of Hardhat and anvil, a public development key.
	fn hardhat() -> (SigningKey, AccountId) {
		let secret = hex!("ac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80");
		let address = H160(hex!("f39fd6e51aad88f6f4ce6ab8827279cfffb92266"));
		(SigningKey::from_slice(&secret).unwrap(), eth_account(address))
	}

	#[test]
	fn a_wallet_signature_belongs_to_the_wallets_address() {
		let (key, account) = hardhat();
		let signature = Signature::Eth(personal_sign(&key, b"payload"));
		assert!(signature.verify(&b"payload"[..], &account));
		assert!(!signature.verify(&b"payloae"[..], &account));
		assert!(!signature.verify(&b"payload"[..], &AccountId::new([0; 32])));
	}

	#[test]
	fn both_spellings_of_v_and_no_other() {
		let (key, account) = hardhat();
		let EthSignature(bytes) = personal_sign(&key, b"m");
		for (v, ok) in [(bytes[64], true), (bytes[64] - 27, true), (29, false), (2, false)] {
			let mut changed = bytes;
			changed[64] = v;
			assert_eq!(Signature::Eth(EthSignature(changed)).verify(&b"m"[..], &account), ok);
		}
	}

	#[test]
	fn a_high_s_is_refused() {
		let (key, account) = hardhat();
		let EthSignature(mut bytes) = personal_sign(&key, b"m");
		let order = sp_core::U256::from_big_endian(&hex!(
			"fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141"
		));
		let s = sp_core::U256::from_big_endian(&bytes[32..64]);
		(order - s).write_as_big_endian(&mut bytes[32..64]);
		bytes[64] = 27 + (1 - (bytes[64] - 27));
		assert!(!Signature::Eth(EthSignature(bytes)).verify(&b"m"[..], &account));
	}

	#[test]
	fn the_first_three_variants_are_multi_signatures() {
		let pair = sr25519::Pair::from_string("//Alice", None).unwrap();
		let inner = pair.sign(b"m");
		let ours = Signature::from(inner);
		assert_eq!(ours.encode(), MultiSignature::Sr25519(inner).encode());
		assert!(ours.verify(&b"m"[..], &Signer::from(pair.public()).into_account()));
		let pair = ecdsa::Pair::from_string("//Alice", None).unwrap();
		let inner = pair.sign(b"m");
		assert_eq!(Signature::from(inner).encode(), MultiSignature::Ecdsa(inner).encode());
		assert!(
			Signature::from(inner).verify(&b"m"[..], &Signer::from(pair.public()).into_account())
		);
	}

	#[test]
	fn an_ethereum_account_keeps_its_address() {
		let (_, account) = hardhat();
		assert_eq!(Some(evm_address(&account)), eth_address_of(&account));
	}
}
