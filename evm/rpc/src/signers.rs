// SPDX-License-Identifier: Apache-2.0

//! The well-known development accounts, which sign for whoever asks where the node allows it. Their
//! keys are public: on a chain with value they hold nothing.

use crate::error::{Error, Result};
use alloy_consensus::{SignableTransaction, TxEnvelope, TypedTransaction};
use alloy_eips::eip2718::Encodable2718;
use alloy_primitives::{eip191_hash_message, hex, Address, Signature, B256};
use k256::ecdsa::SigningKey;

/// Keys of Alith to Faith, of the first five accounts of Hardhat and anvil, and of Frontier's
/// development account.
const KEYS: [[u8; 32]; 12] = [
	hex!("5fb92d6e98884f76de468fa3f6278f8807c48bebc13595d45af5bdc4da702133"),
	hex!("8075991ce870b93a8870eca0c0f91913d12f47948ca0fd25b49c6fa7cdbeee8b"),
	hex!("0b6e18cafb6ed99687ec547bd28139cafdd2bffe70e6b688025de6b445aa5c5b"),
	hex!("39539ab1876910bbf3a223d84a29e28f1cb4e2e456503e7e91ed39b2e7223d68"),
	hex!("7dce9bc8babb68fec1409be38c8e1a52650206a7ed90ff956ae8a6d15eeaaef4"),
	hex!("b9d2ea9a615f3165812e8d44de0d24da9bbd164b65c4f0573e1ce2c8dbd9c8df"),
	hex!("ac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80"),
	hex!("59c6995e998f97a5a0044966f0945389dc9e86dae88c7a8412f4603b6b78690d"),
	hex!("5de4111afa1a4b94908f83103eb1f1706367c2e68ca870fc3fb9a804cdab365a"),
	hex!("7c852118294e51e653712a81e05800f419141751be58f605c371e15141b007a6"),
	hex!("47e179ec197488593b187f80a00eb0da91f1b9d0b13f8733639f19c30a34926a"),
	hex!("99b3c12287537e38c90a9219d4cb074a89a16e9cdb20bf85728ebd97c343e342"),
];

/// Accounts that sign. Empty unless the node switches them on.
#[derive(Clone, Default)]
pub struct Signers(Vec<(Address, SigningKey)>);

impl Signers {
	/// The development accounts, or nobody.
	pub fn new(dev_accounts: bool) -> Self {
		if !dev_accounts {
			return Self::default();
		}
		let keys = KEYS.iter().filter_map(|key| SigningKey::from_slice(key).ok());
		Self(keys.map(|key| (Address::from_private_key(&key), key)).collect())
	}

	/// Their addresses.
	pub fn accounts(&self) -> Vec<Address> {
		self.0.iter().map(|(address, _)| *address).collect()
	}

	/// Signs a hash.
	fn sign_hash(&self, address: Address, hash: B256) -> Result<Signature> {
		let (_, key) = self
			.0
			.iter()
			.find(|(account, _)| *account == address)
			.ok_or_else(|| Error::server("unknown account"))?;
		key.sign_prehash_recoverable(hash.as_slice()).map(Into::into).map_err(Error::internal)
	}

	/// Signs a message as `personal_sign` does (EIP-191).
	///
	/// # Errors
	/// `unknown account`.
	pub fn sign_message(&self, address: Address, message: &[u8]) -> Result<[u8; 65]> {
		Ok(self.sign_hash(address, eip191_hash_message(message))?.as_bytes())
	}

	/// Signs a transaction.
	///
	/// # Errors
	/// `unknown account`.
	pub fn sign(&self, address: Address, transaction: TypedTransaction) -> Result<TxEnvelope> {
		let signature = self.sign_hash(address, transaction.signature_hash())?;
		Ok(transaction.into_signed(signature).into())
	}
}

/// EIP-2718 bytes of a transaction.
pub fn encoded(transaction: &TxEnvelope) -> Vec<u8> {
	transaction.encoded_2718()
}

#[cfg(test)]
mod tests {
	use super::*;
	use alloy_consensus::{transaction::SignerRecoverable, TxEip1559};
	use alloy_primitives::address;

	#[test]
	fn the_accounts_are_the_well_known_ones() {
		assert_eq!(
			Signers::new(true).accounts(),
			vec![
				address!("f24FF3a9CF04c71Dbc94D0b566f7A27B94566cac"),
				address!("3Cd0A705a2DC65e5b1E1205896BaA2be8A07c6e0"),
				address!("798d4Ba9baf0064Ec19eB4F0a1a45785ae9D6DFc"),
				address!("773539d4Ac0e786233D90A233654ccEE26a613D9"),
				address!("Ff64d3F6efE2317EE2807d223a0Bdc4c0c49dfDB"),
				address!("C0F0f4ab324C46e55D02D0033343B4Be8A55532d"),
				address!("f39Fd6e51aad88F6F4ce6aB8827279cffFb92266"),
				address!("70997970C51812dc3A010C7d01b50e0d17dc79C8"),
				address!("3C44CdDdB6a900fa2b585dd299e03d12FA4293BC"),
				address!("90F79bf6EB2c4f870365E785982E1f101E93b906"),
				address!("15d34AAf54267DB7D7c367839AAf71A00a2C6A65"),
				address!("6be02d1d3665660d22ff9624b7be0551ee1ac91b"),
			]
		);
		assert!(Signers::new(false).accounts().is_empty());
	}

	#[test]
	fn signatures_recover_to_the_account() {
		let signers = Signers::new(true);
		let alith = signers.accounts()[0];
		let signed =
			signers.sign(alith, TxEip1559 { chain_id: 42, ..Default::default() }.into()).unwrap();
		assert_eq!(signed.recover_signer().unwrap(), alith);
		assert_eq!(crate::render::envelope(&encoded(&signed)).unwrap(), signed);

		let bytes = signers.sign_message(alith, b"hello").unwrap();
		let signature = Signature::from_raw(&bytes).unwrap();
		assert_eq!(signature.recover_address_from_msg(b"hello").unwrap(), alith);
		let nobody = Signers::new(false).sign_message(alith, b"hello").unwrap_err();
		assert_eq!(nobody.message(), "unknown account");
	}
}
