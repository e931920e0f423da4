// SPDX-License-Identifier: Apache-2.0

//! Weights of `pallet_bags_list`. Written by `scripts/weights.sh`; do not edit.
//!
//! Measured on 2026-11-26, in the wasm executor that nodes use,
//! with 20 steps and 5 repeats.
//! Machine: AMD EPYC, 2 cores, 24 GiB.
//! Proof sizes are zero: nobody proves this chain's blocks to another chain.

#![allow(unused_imports)]

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// Weights of `pallet_bags_list`.
pub struct WeightInfo<T>(PhantomData<T>);

impl<T: frame_system::Config> pallet_bags_list::WeightInfo for WeightInfo<T> {
	/// At least 85_067 ns of wasm.
	fn rebag_non_terminal() -> Weight {
		Weight::from_parts(88_371_000, 0)
			.saturating_add(T::DbWeight::get().reads(9))
			.saturating_add(T::DbWeight::get().writes(6))
	}
	/// At least 82_072 ns of wasm.
	fn rebag_terminal() -> Weight {
		Weight::from_parts(85_157_000, 0)
			.saturating_add(T::DbWeight::get().reads(9))
			.saturating_add(T::DbWeight::get().writes(6))
	}
	/// At least 94_110 ns of wasm.
	fn put_in_front_of() -> Weight {
		Weight::from_parts(97_415_000, 0)
			.saturating_add(T::DbWeight::get().reads(11))
			.saturating_add(T::DbWeight::get().writes(6))
	}
	/// At least 81_913 ns of wasm.
	fn on_idle_rebag() -> Weight {
		Weight::from_parts(84_085_000, 0)
			.saturating_add(T::DbWeight::get().reads(10))
			.saturating_add(T::DbWeight::get().writes(7))
	}
}
