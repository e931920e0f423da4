// SPDX-License-Identifier: Apache-2.0

//! Weights of `pallet_bags_list`. Written by `scripts/weights.sh`; do not edit.
//!
//! Measured on 2026-11-27, in the wasm executor that nodes use,
//! with 20 steps and 5 repeats.
//! Machine: AMD EPYC, 2 cores, 24 GiB.
//! Proof sizes are zero: nobody proves this chain's blocks to another chain.

#![allow(unused_imports)]

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// Weights of `pallet_bags_list`.
pub struct WeightInfo<T>(PhantomData<T>);

impl<T: frame_system::Config> pallet_bags_list::WeightInfo for WeightInfo<T> {
	/// At least 52_928 ns of wasm.
	fn rebag_non_terminal() -> Weight {
		Weight::from_parts(57_656_000, 0)
			.saturating_add(T::DbWeight::get().reads(9))
			.saturating_add(T::DbWeight::get().writes(6))
	}
	/// At least 50_556 ns of wasm.
	fn rebag_terminal() -> Weight {
		Weight::from_parts(51_466_000, 0)
			.saturating_add(T::DbWeight::get().reads(9))
			.saturating_add(T::DbWeight::get().writes(6))
	}
	/// At least 57_065 ns of wasm.
	fn put_in_front_of() -> Weight {
		Weight::from_parts(59_649_000, 0)
			.saturating_add(T::DbWeight::get().reads(11))
			.saturating_add(T::DbWeight::get().writes(6))
	}
	/// At least 51_126 ns of wasm.
	fn on_idle_rebag() -> Weight {
		Weight::from_parts(51_477_000, 0)
			.saturating_add(T::DbWeight::get().reads(10))
			.saturating_add(T::DbWeight::get().writes(7))
	}
}
