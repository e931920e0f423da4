// SPDX-License-Identifier: Apache-2.0

//! Weights of `pallet_base_fee`. Written by `scripts/weights.sh`; do not edit.
//!
//! Measured on 2026-11-27, in the wasm executor that nodes use,
//! with 20 steps and 5 repeats.
//! Machine: AMD EPYC, 2 cores, 24 GiB.
//! Proof sizes are zero: nobody proves this chain's blocks to another chain.

#![allow(unused_imports)]

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// Weights of `pallet_base_fee`.
pub struct WeightInfo<T>(PhantomData<T>);

impl<T: frame_system::Config> pallet_base_fee::WeightInfo for WeightInfo<T> {
	/// At least 6_420 ns of wasm.
	fn set_base_fee_per_gas() -> Weight {
		Weight::from_parts(6_650_000, 0)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 9_074 ns of wasm.
	fn set_minimum() -> Weight {
		Weight::from_parts(9_154_000, 0)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// At least 9_004 ns of wasm.
	fn on_finalize() -> Weight {
		Weight::from_parts(9_044_000, 0)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(1))
	}
}
