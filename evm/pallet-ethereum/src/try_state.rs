// SPDX-License-Identifier: Apache-2.0
//! Invariants, checked after every test and by `try-runtime`.
//!
//! 1. Within a block, the receipts add up to the gas used, which is at most the block's; once it is
//!    sealed, no transaction is pending, and neither a sender nor the root it began with is kept.
//! 2. The ring holds at most 257 hashes, and none of a block that is yet to come.
//! 3. The last header is the one whose hash the ring has under its number.

use crate::{pallet::*, HASH_RING};
use alloy_rlp::Decodable;
use frame_support::ensure;
use openledger_evm_primitives::Evm;
use sp_core::H256;
use sp_io::hashing::keccak_256;
use sp_runtime::{traits::UniqueSaturatedInto, TryRuntimeError};

impl<T: Config> Pallet<T> {
	/// All invariants.
	pub(crate) fn do_try_state() -> Result<(), TryRuntimeError> {
		let now: u64 = frame_system::Pallet::<T>::block_number().unique_saturated_into();
		let pending = Pending::<T>::get();
		let mut sum = 0u64;
		for record in &pending {
			sum = sum.saturating_add(record.receipt.gas_used);
			ensure!(record.receipt.cumulative_gas_used == sum, "cumulative gas does not add up");
		}
		ensure!(pending.is_empty() || GasUsed::<T>::get() == sum, "the block's gas is not its sum");
		ensure!(sum <= T::Evm::block_gas_limit(), "more gas was used than a block has");
		if BlockHashes::<T>::contains_key(now) {
			ensure!(pending.is_empty(), "a transaction is pending in a sealed block");
			ensure!(!Recovered::<T>::exists(), "a sender is kept beyond its block");
			ensure!(!BeginningRoot::<T>::exists(), "a root is kept beyond its block");
		}

		let mut hashes = 0u64;
		for number in BlockHashes::<T>::iter_keys() {
			hashes = hashes.saturating_add(1);
			ensure!(number <= now, "a block hash is from the future");
			ensure!(number.saturating_add(HASH_RING) >= now, "a block hash is too old");
		}
		ensure!(hashes <= HASH_RING, "there are too many block hashes");

		let header = LastHeader::<T>::get();
		let decoded = alloy_consensus::Header::decode(&mut header.as_slice())
			.map_err(|_| "the last header does not decode")?;
		let hash = H256(keccak_256(&header));
		ensure!(
			BlockHashes::<T>::get(decoded.number) == Some(hash),
			"the last header is not in the ring"
		);
		Ok(())
	}
}
