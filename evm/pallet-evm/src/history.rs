// SPDX-License-Identifier: Apache-2.0
//! EIP-2935: hashes of the last 8,191 blocks in the storage of a system contract.
//!
//! Ethereum calls the contract before a block's first transaction. Here its slot is written directly: the
//! same bytes without running the EVM.

use crate::{pallet::*, AccountStore, Fork};
use hex_literal::hex;
use sp_core::{H160, H256, U256};

/// Where the contract is.
pub const HISTORY_STORAGE_ADDRESS: H160 = H160(hex!("0000f90827f1c53a10cb7a02335b175320002935"));

/// Blocks that it remembers.
pub const HISTORY_SERVE_WINDOW: u64 = 8_191;

/// Its code: 32 bytes of call data are a block's number, and the answer is that block's hash; it reverts
/// where it has none.
const CODE: [u8; 83] = hex!(
	"3373fffffffffffffffffffffffffffffffffffffffe14604657602036036042575f35600143038111604257"
	"611fff81430311604257611fff9006545f5260205ff35b5f5ffd5b5f35611fff60014303065500"
);

impl<T: Config> Pallet<T> {
	/// Puts the contract into genesis.
	pub(crate) fn deploy_history() {
		let address = &HISTORY_STORAGE_ADDRESS;
		T::Accounts::retain(address).expect("the account can be created");
		T::Accounts::set_nonce(address, 1).expect("the nonce fits");
		Self::set_code(address, CODE.to_vec()).expect("the code fits");
	}

	/// Lets the contract remember a block's hash, where the fork has it.
	pub(crate) fn do_record_block_hash(number: u64, hash: H256) {
		if Self::fork() >= Fork::Prague {
			let slot = H256(U256::from(number % HISTORY_SERVE_WINDOW).to_big_endian());
			Self::set_storage(&HISTORY_STORAGE_ADDRESS, slot, hash);
		}
	}
}
