// SPDX-License-Identifier: Apache-2.0
//! The Ethereum block: what is done when a block begins, and when it ends.

use crate::{
	header::{build, Frame},
	pallet::*,
	HASH_RING,
};
use alloc::vec::Vec;
use codec::Encode;
use frame_support::{traits::Get, BoundedVec};
use openledger_evm_primitives::{
	block::{digest_item, record_key},
	BlockRecord, Evm, TransactionRecord,
};
use sp_core::{H256, U256};
use sp_io::hashing::keccak_256;
use sp_runtime::traits::UniqueSaturatedInto;

impl<T: Config> Pallet<T> {
	fn number() -> u64 {
		frame_system::Pallet::<T>::block_number().unique_saturated_into()
	}

	/// The Ethereum block of `transactions`.
	fn record(
		state_root: H256,
		base_fee: U256,
		transactions: Vec<TransactionRecord>,
	) -> BlockRecord {
		let number = Self::number();
		let frame = Frame {
			parent: number.checked_sub(1).and_then(Self::block_hash).unwrap_or_default(),
			coinbase: T::Evm::coinbase(),
			state_root,
			number,
			gas_limit: T::Evm::block_gas_limit(),
			timestamp: T::Timestamp::get(),
			prevrandao: T::Evm::prevrandao(),
			base_fee,
		};
		let header = alloy_rlp::encode(build(&frame, &transactions));
		BlockRecord { hash: H256(keccak_256(&header)), header, transactions }
	}

	/// Remembers the block's hash and header, and forgets the hash that `BLOCKHASH` can no longer
	/// reach.
	fn remember(record: &BlockRecord) {
		let number = Self::number();
		BlockHashes::<T>::insert(number, record.hash);
		if let Some(old) = number.checked_sub(HASH_RING) {
			BlockHashes::<T>::remove(old);
		}
		LastHeader::<T>::put(BoundedVec::truncate_from(record.header.clone()));
	}

	/// Root of the state now.
	pub(crate) fn state_root() -> H256 {
		let root = sp_io::storage::root(T::Version::get().state_version());
		root.get(..32).map(H256::from_slice).unwrap_or_default()
	}

	/// Begins a block.
	pub(crate) fn begin() {
		GasUsed::<T>::kill();
		let parent = Self::number().checked_sub(1);
		if let Some((number, hash)) = parent.and_then(|at| Some((at, Self::block_hash(at)?))) {
			T::Evm::record_block_hash(number, hash);
		}
		BeginningRoot::<T>::put(Self::state_root());
	}

	/// Ends a block.
	pub(crate) fn seal() {
		let transactions = Pending::<T>::take();
		Recovered::<T>::kill();
		let root = BeginningRoot::<T>::take().unwrap_or_default();
		let record = Self::record(root, T::Evm::base_fee(), transactions);
		Self::remember(&record);
		frame_system::Pallet::<T>::deposit_log(digest_item(record.hash));
		sp_io::offchain_index::set(&record_key(&record.hash), &record.encode());
	}

	/// The block of genesis. It is in state only: nothing executes it.
	pub(crate) fn seal_genesis(base_fee: Option<u128>) {
		let base_fee = base_fee.map_or_else(T::Evm::base_fee, U256::from);
		Self::remember(&Self::record(Self::state_root(), base_fee, Vec::new()));
	}

	pub(crate) fn do_pending_block() -> Option<BlockRecord> {
		// A block that was sealed has its hash.
		if BlockHashes::<T>::contains_key(Self::number()) {
			return None;
		}
		let root = BeginningRoot::<T>::get().unwrap_or_default();
		Some(Self::record(root, T::Evm::base_fee(), Pending::<T>::get()))
	}
}
