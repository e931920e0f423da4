// SPDX-License-Identifier: Apache-2.0
//! Invariants, checked after every test and by `try-runtime`.
//!
//! 1. The minimum is positive, and the fee is not below it.
//! 2. Both fit the 64 bits that Ethereum's tools give them.

use crate::pallet::*;
use frame_support::ensure;
use sp_runtime::TryRuntimeError;

impl<T: Config> Pallet<T> {
	/// All invariants.
	pub(crate) fn do_try_state() -> Result<(), TryRuntimeError> {
		let (fee, minimum) = (BaseFeePerGas::<T>::get(), MinimumBaseFee::<T>::get());
		ensure!(minimum > 0, "the least base fee is zero");
		ensure!(fee >= minimum, "the base fee is below its minimum");
		ensure!(fee <= u64::MAX.into(), "the base fee does not fit 64 bits");
		Ok(())
	}
}
