// SPDX-License-Identifier: Apache-2.0

//! Weights of `pallet_safe_mode`. Written by `scripts/weights.sh`; do not edit.
//!
//! Measured on 2026-11-26, in the wasm executor that nodes use,
//! with 20 steps and 5 repeats.
//! Machine: AMD EPYC, 2 cores, 24 GiB.
//! Proof sizes are zero: nobody proves this chain's blocks to another chain.

#![allow(unused_imports)]

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// Weights of `pallet_safe_mode`.
pub struct WeightInfo<T>(PhantomData<T>);

impl<T: frame_system::Config> pallet_safe_mode::WeightInfo for WeightInfo<T> {
	/// At least 2_964 ns of wasm.
	fn on_initialize_noop() -> Weight {
		Weight::from_parts(3_375_000, 0).saturating_add(T::DbWeight::get().reads(1))
	}
	/// At least 13_560 ns of wasm.
	fn on_initialize_exit() -> Weight {
		Weight::from_parts(13_841_000, 0)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 0 ns of wasm.
	fn enter() -> Weight {
		Weight::from_parts(0, 0)
	}
	/// At least 24_947 ns of wasm.
	fn force_enter() -> Weight {
		Weight::from_parts(26_029_000, 0)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 0 ns of wasm.
	fn extend() -> Weight {
		Weight::from_parts(0, 0)
	}
	/// At least 25_739 ns of wasm.
	fn force_extend() -> Weight {
		Weight::from_parts(28_072_000, 0)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 20_750 ns of wasm.
	fn force_exit() -> Weight {
		Weight::from_parts(22_353_000, 0)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 0 ns of wasm.
	fn release_deposit() -> Weight {
		Weight::from_parts(0, 0)
	}
	/// At least 103_935 ns of wasm.
	fn force_release_deposit() -> Weight {
		Weight::from_parts(109_794_000, 0)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// At least 69_874 ns of wasm.
	fn force_slash_deposit() -> Weight {
		Weight::from_parts(81_051_000, 0)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(2))
	}
}
