// SPDX-License-Identifier: Apache-2.0

//! Weights of `pallet_evm`. Written by `scripts/weights.sh`; do not edit.
//!
//! Measured on 2026-11-25, in the wasm executor that nodes use,
//! with 10 steps and 3 repeats.
//! Machine: AMD EPYC, 2 cores, 24 GiB.
//! Other programs ran on the machine at the same time: the numbers are pessimistic.
//! Proof sizes are zero: nobody proves this chain's blocks to another chain.

#![allow(unused_imports)]

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// Weights of `pallet_evm`.
pub struct WeightInfo<T>(PhantomData<T>);

impl<T: frame_system::Config> pallet_evm::WeightInfo for WeightInfo<T> {
	/// At least 246_876 ns of wasm.
	fn call() -> Weight {
		Weight::from_parts(251_784_000, 0)
			.saturating_add(T::DbWeight::get().reads(22))
			.saturating_add(T::DbWeight::get().writes(5))
	}
	/// At least 311_462 ns of wasm.
	fn create() -> Weight {
		Weight::from_parts(317_962_000, 0)
			.saturating_add(T::DbWeight::get().reads(26))
			.saturating_add(T::DbWeight::get().writes(10))
	}
	/// At least 313_857 ns of wasm.
	fn create2() -> Weight {
		Weight::from_parts(313_896_000, 0)
			.saturating_add(T::DbWeight::get().reads(26))
			.saturating_add(T::DbWeight::get().writes(10))
	}
}
