// SPDX-License-Identifier: Apache-2.0
//! Code by hash, and storage of contracts.

use crate::pallet::*;
use alloc::vec::Vec;
use codec::{Decode, Encode, MaxEncodedLen};
use frame_support::{ensure, traits::Get, BoundedVec};
use openledger_evm_primitives::PrecompileSet;
use scale_info::TypeInfo;
use sp_core::{H160, H256};
use sp_io::hashing::keccak_256;
use sp_runtime::DispatchResult;

/// Code that a precompile of the chain shows: it reverts. Solidity calls nothing whose code is empty.
pub(crate) const PRECOMPILE_CODE: [u8; 5] = [0x60, 0x00, 0x60, 0x00, 0xfd];

/// Code of an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct CodeMeta {
	/// keccak-256 of the code.
	pub hash: H256,
	/// Bytes.
	pub size: u32,
}

impl<T: Config> Pallet<T> {
	/// Whether a precompile of the chain is at the address, switched on or off.
	pub(crate) fn is_precompile(address: &H160) -> bool {
		T::Precompiles::contains(*address)
	}

	/// Code of an address: for an EIP-7702 account its delegation, for a precompile of the chain that is
	/// no code of the EVM five bytes that revert.
	pub fn code_of(address: &H160) -> Vec<u8> {
		match AccountCodes::<T>::get(address) {
			Some(meta) => Self::code_by_hash(&meta.hash),
			None if Self::is_precompile(address) => {
				T::Precompiles::code(*address).unwrap_or(&PRECOMPILE_CODE).to_vec()
			},
			None => Vec::new(),
		}
	}

	/// Code by its hash; empty where there is none.
	pub(crate) fn code_by_hash(hash: &H256) -> Vec<u8> {
		Codes::<T>::get(hash).map(BoundedVec::into_inner).unwrap_or_default()
	}

	/// Gives an address a code, any bytes; empty takes it away. For genesis and tests: no rule of
	/// Ethereum is applied.
	///
	/// # Errors
	/// `CodeTooLarge`.
	pub fn set_code(address: &H160, code: Vec<u8>) -> DispatchResult {
		let hash = H256(keccak_256(&code));
		Self::write_code(address, hash, code)
	}

	/// Like [`Self::set_code`], with the hash.
	pub(crate) fn write_code(address: &H160, hash: H256, code: Vec<u8>) -> DispatchResult {
		let old = AccountCodes::<T>::get(address);
		if code.is_empty() {
			Self::remove_code(address);
			return Ok(());
		}
		if old.is_some_and(|old| old.hash == hash) {
			return Ok(());
		}
		let size = u32::try_from(code.len()).map_err(|_| Error::<T>::CodeTooLarge)?;
		ensure!(size <= T::MaxCodeSize::get(), Error::<T>::CodeTooLarge);
		Self::remove_code(address);
		let refs = CodeRefs::<T>::get(hash);
		if refs == 0 {
			Codes::<T>::insert(
				hash,
				BoundedVec::try_from(code).map_err(|_| Error::<T>::CodeTooLarge)?,
			);
		}
		CodeRefs::<T>::insert(hash, refs.checked_add(1).ok_or(Error::<T>::Overflow)?);
		AccountCodes::<T>::insert(address, CodeMeta { hash, size });
		Ok(())
	}

	/// Takes the code of an address away; the last one removes the code.
	pub(crate) fn remove_code(address: &H160) {
		let Some(meta) = AccountCodes::<T>::take(address) else { return };
		match CodeRefs::<T>::get(meta.hash) {
			0 | 1 => {
				CodeRefs::<T>::remove(meta.hash);
				Codes::<T>::remove(meta.hash);
			},
			refs => CodeRefs::<T>::insert(meta.hash, refs.saturating_sub(1)),
		}
	}

	/// Writes a storage slot; zero removes it.
	pub fn set_storage(address: &H160, slot: H256, value: H256) {
		if value.is_zero() {
			AccountStorages::<T>::remove(address, slot);
		} else {
			AccountStorages::<T>::insert(address, slot, value);
		}
	}

	/// Removes all storage of an address. From Cancun on (EIP-6780) a contract that is destroyed was
	/// created in the same transaction and has none here: only older forks, which are for tests,
	/// remove many slots at once.
	pub fn clear_storage(address: &H160) {
		let _ = AccountStorages::<T>::clear_prefix(address, u32::MAX, None);
	}
}
