// SPDX-License-Identifier: Apache-2.0

//! Weights of `pallet_evm`. Written by `scripts/weights.sh`; do not edit.
//!
//! Measured on 2026-11-27, in the wasm executor that nodes use,
//! with 20 steps and 5 repeats.
//! Machine: AMD EPYC, 2 cores, 24 GiB.
//! Proof sizes are zero: nobody proves this chain's blocks to another chain.

#![allow(unused_imports)]

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// Weights of `pallet_evm`.
pub struct WeightInfo<T>(PhantomData<T>);

impl<T: frame_system::Config> pallet_evm::WeightInfo for WeightInfo<T> {
	/// At least 94_020 ns of wasm.
	fn call() -> Weight {
		Weight::from_parts(96_865_000, 0)
			.saturating_add(T::DbWeight::get().reads(21))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// At least 126_920 ns of wasm.
	fn create() -> Weight {
		Weight::from_parts(128_923_000, 0)
			.saturating_add(T::DbWeight::get().reads(25))
			.saturating_add(T::DbWeight::get().writes(8))
	}
	/// At least 124_907 ns of wasm.
	fn create2() -> Weight {
		Weight::from_parts(128_822_000, 0)
			.saturating_add(T::DbWeight::get().reads(25))
			.saturating_add(T::DbWeight::get().writes(8))
	}
	/// At least 19_590 ns of wasm.
	fn settle_block() -> Weight {
		Weight::from_parts(20_361_000, 0)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(2))
	}
}
