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
	/// At least 95_082 ns of wasm.
	fn call() -> Weight {
		Weight::from_parts(97_756_000, 0)
			.saturating_add(T::DbWeight::get().reads(21))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// At least 127_370 ns of wasm.
	fn create() -> Weight {
		Weight::from_parts(128_983_000, 0)
			.saturating_add(T::DbWeight::get().reads(25))
			.saturating_add(T::DbWeight::get().writes(8))
	}
	/// At least 125_757 ns of wasm.
	fn create2() -> Weight {
		Weight::from_parts(128_993_000, 0)
			.saturating_add(T::DbWeight::get().reads(25))
			.saturating_add(T::DbWeight::get().writes(8))
	}
	/// At least 19_228 ns of wasm.
	fn settle_block() -> Weight {
		Weight::from_parts(19_429_000, 0)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(2))
	}
}
