// SPDX-License-Identifier: Apache-2.0
//! The two-way mapping between Ethereum addresses and accounts.

use crate::AccountId;
use sp_core::H160;
use sp_io::hashing::keccak_256;

/// Last twelve bytes of every account that stands for an Ethereum address.
pub const ETH_SUFFIX: [u8; 12] = [0xEE; 12];

/// The account of an Ethereum address: the address followed by [`ETH_SUFFIX`].
pub fn eth_account(address: H160) -> AccountId {
	let mut bytes = [0u8; 32];
	let (head, tail) = bytes.split_at_mut(20);
	head.copy_from_slice(address.as_bytes());
	tail.copy_from_slice(&ETH_SUFFIX);
	AccountId::new(bytes)
}

/// Whether the account stands for an Ethereum address.
pub fn is_eth_account(account: &AccountId) -> bool {
	AsRef::<[u8]>::as_ref(account).ends_with(&ETH_SUFFIX)
}

/// The Ethereum address that `account` stands for, if it does.
pub fn eth_address_of(account: &AccountId) -> Option<H160> {
	is_eth_account(account)
		.then(|| AsRef::<[u8]>::as_ref(account).get(..20).map(H160::from_slice))
		.flatten()
}

/// The EVM address of any account: its own for Ethereum accounts, else `keccak256(account)[12..]`.
pub fn evm_address(account: &AccountId) -> H160 {
	eth_address_of(account).unwrap_or_else(|| {
		let digest = keccak_256(account.as_ref());
		digest.get(12..).map(H160::from_slice).unwrap_or_default()
	})
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn ethereum_addresses_round_trip() {
		let address = H160::repeat_byte(7);
		let account = eth_account(address);
		assert_eq!(eth_address_of(&account), Some(address));
		assert_eq!(evm_address(&account), address);
	}

	#[test]
	fn substrate_accounts_hash() {
		let account = AccountId::new([1; 32]);
		assert_eq!(eth_address_of(&account), None);
		assert_eq!(evm_address(&account).as_bytes(), &keccak_256(&[1; 32])[12..]);
	}
}
