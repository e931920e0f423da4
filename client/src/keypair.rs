// SPDX-License-Identifier: Apache-2.0
//! Keys that sign extrinsics and protocol objects.

use crate::error::{Error, Result};
use k256::ecdsa::SigningKey;
use openledger_primitives_account::{eip191_hash, eth_account, AccountId, EthSignature, Signature};
use openledger_primitives_objects::{SignedObject, SigningDomain};
use sp_core::{sr25519, Pair, H160};
use sp_crypto_hashing::keccak_256;

/// A key with which this program signs. Its secret never shows in `Debug` output.
#[derive(Clone)]
pub struct Keypair(Inner);

#[derive(Clone)]
enum Inner {
	Sr25519(Box<sr25519::Pair>),
	Ethereum(Box<SigningKey>),
}

impl core::fmt::Debug for Keypair {
	fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
		write!(f, "Keypair({})", self.account())
	}
}

impl Keypair {
	/// An sr25519 key from a secret URI (`//Alice`, a phrase, a 0x seed, with derivations), or an
	/// Ethereum key from `eth:0x…` (32 bytes in hex).
	pub fn from_suri(suri: &str) -> Result<Self> {
		let suri = suri.trim();
		if let Some(secret) = suri.strip_prefix("eth:") {
			return Self::ethereum(secret);
		}
		let pair = sr25519::Pair::from_string(suri, None)
			.map_err(|_| Error::Input("not a secret URI (//Name, phrase or 0x seed)".into()))?;
		Ok(Self(Inner::Sr25519(Box::new(pair))))
	}

	/// A secp256k1 key from 32 bytes in hex, with or without `0x`. It signs extrinsics as wallets
	/// do (EIP-191) and objects by EIP-712.
	pub fn ethereum(secret: &str) -> Result<Self> {
		let bad = || Error::Input("not an Ethereum private key (32 bytes in hex)".into());
		let bytes = hex::decode(secret.trim_start_matches("0x")).map_err(|_| bad())?;
		let key = SigningKey::from_slice(&bytes).map_err(|_| bad())?;
		Ok(Self(Inner::Ethereum(Box::new(key))))
	}

	/// A fresh random sr25519 key with its seed in hex.
	pub fn generate() -> (Self, String) {
		let (pair, seed) = sr25519::Pair::generate();
		(Self(Inner::Sr25519(Box::new(pair))), format!("0x{}", hex::encode(seed)))
	}

	/// The account of this key.
	pub fn account(&self) -> AccountId {
		match &self.0 {
			Inner::Sr25519(pair) => AccountId::from(pair.public()),
			Inner::Ethereum(key) => eth_account(address(key)),
		}
	}

	/// The Ethereum address, for an Ethereum key.
	pub fn eth_address(&self) -> Option<H160> {
		match &self.0 {
			Inner::Sr25519(_) => None,
			Inner::Ethereum(key) => Some(address(key)),
		}
	}

	/// Signs bytes as extrinsics are signed.
	pub fn sign(&self, message: &[u8]) -> Result<Signature> {
		match &self.0 {
			Inner::Sr25519(pair) => Ok(pair.sign(message).into()),
			Inner::Ethereum(key) => recoverable(key, &eip191_hash(message)),
		}
	}

	/// Signs a protocol object: SCALE digest, or EIP-712 for an Ethereum key.
	pub fn sign_object<T: SignedObject>(
		&self,
		object: &T,
		domain: &SigningDomain,
	) -> Result<Signature> {
		match &self.0 {
			Inner::Sr25519(pair) => Ok(pair.sign(object.scale_digest(domain).as_bytes()).into()),
			Inner::Ethereum(key) => recoverable(key, &object.eip712_digest(domain).0),
		}
	}
}

fn recoverable(key: &SigningKey, digest: &[u8; 32]) -> Result<Signature> {
	let (signature, id) = key
		.sign_prehash_recoverable(digest)
		.map_err(|_| Error::Input("the Ethereum key cannot sign".into()))?;
	let mut bytes = [0u8; 65];
	let (head, tail) = bytes.split_at_mut(64);
	head.copy_from_slice(&signature.to_bytes());
	tail.copy_from_slice(&[id.to_byte().saturating_add(27)]);
	Ok(Signature::Eth(EthSignature(bytes)))
}

fn address(key: &SigningKey) -> H160 {
	let point = key.verifying_key().to_encoded_point(false);
	let digest = keccak_256(point.as_bytes().get(1..).unwrap_or_default());
	H160::from_slice(digest.get(12..).unwrap_or(&[0; 20]))
}

#[cfg(test)]
mod tests {
	use super::*;
	use openledger_primitives::{SessionId, WorkerId};
	use openledger_primitives_objects::Voucher;
	use sp_runtime::traits::Verify;

	const HARDHAT: &str = "0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80";

	#[test]
	fn both_kinds_of_key_sign_extrinsics_and_objects() {
		let voucher = Voucher {
			session: SessionId(1),
			worker: WorkerId(2),
			n: 3,
			acknowledges: Default::default(),
			cumulative: 4,
		};
		let domain = SigningDomain::default();
		for key in [Keypair::from_suri("//Alice").unwrap(), Keypair::ethereum(HARDHAT).unwrap()] {
			let signature = key.sign(b"payload").unwrap();
			assert!(signature.verify(&b"payload"[..], &key.account()));
			let signature = key.sign_object(&voucher, &domain).unwrap();
			assert!(voucher.verify(&domain, &signature, &key.account()));
			let other = Voucher { n: 4, ..voucher.clone() };
			assert!(!other.verify(&domain, &signature, &key.account()));
		}
	}

	#[test]
	fn an_ethereum_key_has_its_wallets_address() {
		let key = Keypair::from_suri(&format!("eth:{HARDHAT}")).unwrap();
		let expected = hex_literal::hex!("f39fd6e51aad88f6f4ce6ab8827279cfffb92266");
		assert_eq!(key.eth_address(), Some(H160(expected)));
	}

	#[test]
	fn secrets_are_refused_when_malformed_and_never_shown() {
		for bad in ["", "eth:", "eth:0x00", "no such phrase at all", "eth:zz"] {
			let result = Keypair::from_suri(bad);
			// The empty URI is the well-known development phrase of sp-core.
			assert!(result.is_err() || bad.is_empty(), "{bad}");
		}
		let (key, seed) = Keypair::generate();
		assert!(!format!("{key:?}").contains(seed.trim_start_matches("0x")));
		assert_eq!(Keypair::from_suri(&seed).unwrap().account(), key.account());
	}
}
