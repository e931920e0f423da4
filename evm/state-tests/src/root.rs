// SPDX-License-Identifier: Apache-2.0

//! What fixtures promise by hash: the state root and the logs.

use crate::{fixture::State, rlp};
use alloy_trie::{HashBuilder, Nibbles};
use openledger_evm_primitives::Log;
use sp_core::{H256, U256};
use sp_io::hashing::keccak_256;

/// Root of the trie whose keys are hashes.
fn trie_root(mut leaves: Vec<([u8; 32], Vec<u8>)>) -> H256 {
	leaves.sort_unstable();
	let mut builder = HashBuilder::default();
	for (key, value) in leaves {
		builder.add_leaf(Nibbles::unpack(key), &value);
	}
	H256(builder.root().0)
}

/// Ethereum's state root of accounts.
pub fn state_root(state: &State) -> H256 {
	let leaves = state.iter().map(|(address, account)| {
		let storage = account
			.storage
			.iter()
			.map(|(slot, value)| {
				(keccak_256(&slot.0), rlp::number(U256::from_big_endian(&value.0)))
			})
			.collect();
		let leaf = rlp::list(&[
			rlp::number(account.nonce.into()),
			rlp::number(account.balance),
			rlp::bytes(&trie_root(storage).0),
			rlp::bytes(&keccak_256(&account.code)),
		]);
		(keccak_256(&address.0), leaf)
	});
	trie_root(leaves.collect())
}

/// keccak-256 of the RLP of logs.
pub fn logs_hash(logs: &[Log]) -> H256 {
	let logs: Vec<_> = logs
		.iter()
		.map(|log| {
			let topics: Vec<_> = log.topics.iter().map(|topic| rlp::bytes(&topic.0)).collect();
			rlp::list(&[rlp::bytes(&log.address.0), rlp::list(&topics), rlp::bytes(&log.data)])
		})
		.collect();
	H256(keccak_256(&rlp::list(&logs)))
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn nothing_has_the_known_hashes() {
		let empty = "0x56e81f171bcc55a6ff8345e692c0f86e5b48e01b996cadc001622fb5e363b421";
		assert_eq!(format!("{:?}", state_root(&State::new())), empty);
		let none = "0x1dcc4de8dec75d7aab85b567b6ccd41ad312451b948a7413f0a142fd40d49347";
		assert_eq!(format!("{:?}", logs_hash(&[])), none);
	}

	#[test]
	fn every_field_of_an_account_counts() {
		let address = sp_core::H160::repeat_byte(1);
		let mut state = State::from([(address, Default::default())]);
		let mut roots = vec![state_root(&state)];
		let change: [fn(&mut crate::fixture::AccountState); 4] = [
			|account| account.nonce = 1,
			|account| account.balance = U256::MAX,
			|account| account.code = vec![0],
			|account| {
				account.storage.insert(H256::zero(), H256::repeat_byte(1));
			},
		];
		for change in change {
			change(state.get_mut(&address).unwrap());
			roots.push(state_root(&state));
		}
		roots.sort();
		roots.dedup();
		assert_eq!(roots.len(), 5);
	}
}
