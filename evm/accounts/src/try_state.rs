// SPDX-License-Identifier: Apache-2.0
//! Invariants, checked after every test and by `try-runtime`.
//!
//! 1. Every entry is under its account's own EVM address.
//! 2. No account that carries its address has an entry.
//! 3. Only mapped accounts wait for a sweep.

use crate::pallet::*;
use frame_support::ensure;
use openledger_primitives_account::{evm_address, is_eth_account};
use sp_runtime::TryRuntimeError;

impl<T: Config> Pallet<T> {
	/// All invariants.
	pub(crate) fn do_try_state() -> Result<(), TryRuntimeError> {
		for (address, account) in AccountOf::<T>::iter() {
			ensure!(evm_address(&account) == address, "an entry is under another address");
			ensure!(!is_eth_account(&account), "an account that carries its address has an entry");
		}
		for account in PendingSweeps::<T>::get() {
			ensure!(
				AccountOf::<T>::get(evm_address(&account)).as_ref() == Some(&account),
				"an account that is not mapped waits for a sweep"
			);
		}
		Ok(())
	}
}
