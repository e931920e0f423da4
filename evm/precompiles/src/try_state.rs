// SPDX-License-Identifier: Apache-2.0

//! Invariants, checked after every test and by `try-runtime`.
//!
//! 1. Only precompiles of this chain are switched off.
//! 2. No allowance of zero is stored, and none of or for the zero address.
//! 3. No number of permits of zero is stored.

use crate::{pallet::*, set::ADDRESSES};
use frame_support::ensure;
use sp_runtime::TryRuntimeError;

impl<T: Config> Pallet<T> {
	/// All invariants.
	pub(crate) fn do_try_state() -> Result<(), TryRuntimeError> {
		for number in Disabled::<T>::get() {
			ensure!(ADDRESSES.contains(&number), "an unknown precompile is switched off");
		}
		for (owner, spender, value) in Allowances::<T>::iter() {
			ensure!(!value.is_zero(), "an allowance of zero is stored");
			ensure!(!owner.is_zero() && !spender.is_zero(), "the zero address in an allowance");
		}
		for (_, nonce) in PermitNonces::<T>::iter() {
			ensure!(nonce > 0, "a number of permits of zero is stored");
		}
		Ok(())
	}
}
