// SPDX-License-Identifier: Apache-2.0

//! Weights of `pallet_evm_accounts`. Written by `scripts/weights.sh`; do not edit.
//!
//! Measured on 2026-11-26, in the wasm executor that nodes use,
//! with 20 steps and 5 repeats.
//! Machine: AMD EPYC, 2 cores, 24 GiB.
//! Proof sizes are zero: nobody proves this chain's blocks to another chain.

#![allow(unused_imports)]

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// Weights of `pallet_evm_accounts`.
pub struct WeightInfo<T>(PhantomData<T>);

impl<T: frame_system::Config> pallet_evm_accounts::WeightInfo for WeightInfo<T> {
	/// At least 91_627 ns of wasm.
	fn map_account() -> Weight {
		Weight::from_parts(95_893_000, 0)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// At least 82_984 ns of wasm.
	fn sweep() -> Weight {
		Weight::from_parts(83_394_000, 0)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// At least 19_909 ns of wasm.
	fn map() -> Weight {
		Weight::from_parts(20_561_000, 0)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(2))
	}
}
