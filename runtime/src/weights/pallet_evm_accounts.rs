// SPDX-License-Identifier: Apache-2.0

//! Weights of `pallet_evm_accounts`. Written by `scripts/weights.sh`; do not edit.
//!
//! Measured on 2026-11-27, in the wasm executor that nodes use,
//! with 20 steps and 5 repeats.
//! Machine: AMD EPYC, 2 cores, 24 GiB.
//! Proof sizes are zero: nobody proves this chain's blocks to another chain.

#![allow(unused_imports)]

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// Weights of `pallet_evm_accounts`.
pub struct WeightInfo<T>(PhantomData<T>);

impl<T: frame_system::Config> pallet_evm_accounts::WeightInfo for WeightInfo<T> {
	/// At least 56_384 ns of wasm.
	fn map_account() -> Weight {
		Weight::from_parts(57_786_000, 0)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// At least 50_195 ns of wasm.
	fn sweep() -> Weight {
		Weight::from_parts(51_336_000, 0)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// At least 12_699 ns of wasm.
	fn map() -> Weight {
		Weight::from_parts(12_899_000, 0)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(2))
	}
}
