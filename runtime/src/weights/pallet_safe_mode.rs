// SPDX-License-Identifier: Apache-2.0

//! Weights of `pallet_safe_mode`. Written by `scripts/weights.sh`; do not edit.
//!
//! Measured on 2026-11-27, in the wasm executor that nodes use,
//! with 20 steps and 5 repeats.
//! Machine: AMD EPYC, 2 cores, 24 GiB.
//! Proof sizes are zero: nobody proves this chain's blocks to another chain.

#![allow(unused_imports)]

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// Weights of `pallet_safe_mode`.
pub struct WeightInfo<T>(PhantomData<T>);

impl<T: frame_system::Config> pallet_safe_mode::WeightInfo for WeightInfo<T> {
	/// At least 1_482 ns of wasm.
	fn on_initialize_noop() -> Weight {
		Weight::from_parts(1_573_000, 0).saturating_add(T::DbWeight::get().reads(1))
	}
	/// At least 5_147 ns of wasm.
	fn on_initialize_exit() -> Weight {
		Weight::from_parts(5_218_000, 0)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 0 ns of wasm.
	fn enter() -> Weight {
		Weight::from_parts(0, 0)
	}
	/// At least 8_984 ns of wasm.
	fn force_enter() -> Weight {
		Weight::from_parts(9_113_000, 0)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 0 ns of wasm.
	fn extend() -> Weight {
		Weight::from_parts(0, 0)
	}
	/// At least 9_544 ns of wasm.
	fn force_extend() -> Weight {
		Weight::from_parts(9_935_000, 0)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 6_270 ns of wasm.
	fn force_exit() -> Weight {
		Weight::from_parts(6_460_000, 0)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 0 ns of wasm.
	fn release_deposit() -> Weight {
		Weight::from_parts(0, 0)
	}
	/// At least 37_797 ns of wasm.
	fn force_release_deposit() -> Weight {
		Weight::from_parts(39_199_000, 0)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// At least 27_912 ns of wasm.
	fn force_slash_deposit() -> Weight {
		Weight::from_parts(28_843_000, 0)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(2))
	}
}
