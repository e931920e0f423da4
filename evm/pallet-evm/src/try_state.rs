// SPDX-License-Identifier: Apache-2.0
//! Invariants, checked after every test and by `try-runtime`.
//!
//! 1. A code is there as long as accounts have it, counted exactly, under its own hash.
//! 2. The size of an account's code is the code's.
//! 3. No zero is stored, and no dust of the existential deposit or nothing.
//! 4. An address with code is retained. From Spurious Dragon on, a retained address has a nonce or
//!    code.
//! 5. The EVM is not running, and no base fee waits.

use crate::{pallet::*, AccountStore, Fork};
use alloc::collections::BTreeMap;
use frame_support::ensure;
use sp_core::H256;
use sp_io::hashing::keccak_256;
use sp_runtime::TryRuntimeError;

impl<T: Config> Pallet<T> {
	/// All invariants.
	pub(crate) fn do_try_state() -> Result<(), TryRuntimeError> {
		let mut uses: BTreeMap<H256, u32> = BTreeMap::new();
		for (_, meta) in AccountCodes::<T>::iter() {
			let count = uses.entry(meta.hash).or_default();
			*count = count.saturating_add(1);
			let size = Codes::<T>::decode_len(meta.hash).unwrap_or_default();
			ensure!(size > 0, "an account's code is not there");
			ensure!(u32::try_from(size) == Ok(meta.size), "the size of a code is wrong");
		}
		for (hash, code) in Codes::<T>::iter() {
			ensure!(H256(keccak_256(&code)) == hash, "a code is under another hash");
			ensure!(
				uses.get(&hash).copied() == Some(CodeRefs::<T>::get(hash)),
				"a code is counted wrongly"
			);
		}
		ensure!(CodeRefs::<T>::iter().count() == uses.len(), "a count is of no code");
		for (_, _, value) in AccountStorages::<T>::iter() {
			ensure!(!value.is_zero(), "a zero is stored");
		}
		for (_, dust) in Dust::<T>::iter() {
			ensure!(dust > 0, "no dust is stored");
		}
		if Self::fork() >= Fork::EIP158 {
			for address in Retained::<T>::iter_keys() {
				let nonce = T::Accounts::get(&address).unwrap_or_default().nonce;
				ensure!(
					nonce > 0 || AccountCodes::<T>::contains_key(address),
					"an address is retained for nothing"
				);
			}
		}
		ensure!(!Running::<T>::exists(), "the EVM is marked as running");
		ensure!(!BaseFees::<T>::exists(), "base fees were not settled");
		Ok(())
	}
}
