// SPDX-License-Identifier: Apache-2.0

//! Weights of `pallet_workers`. Written by `scripts/weights.sh`; do not edit.
//!
//! Measured on 2026-11-21, in the wasm executor that nodes use,
//! with 16 steps and 7 repeats.
//! Machine: Intel(R) Xeon(R) Processor, 2 cores, 24 GiB.
//! Other programs ran on the machine at the same time: the numbers are pessimistic.
//! Proof sizes are zero: nobody proves this chain's blocks to another chain.

#![allow(unused_imports)]

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// Weights of `pallet_workers`.
pub struct WeightInfo<T>(PhantomData<T>);

impl<T: frame_system::Config> pallet_workers::WeightInfo for WeightInfo<T> {
	/// At least 64_758 ns of wasm.
	///
	/// `e` from 1 to 3.
	fn register(_e: u32) -> Weight {
		Weight::from_parts(71_788_333, 0)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	/// At least 63_099 ns of wasm.
	fn add_stake() -> Weight {
		Weight::from_parts(64_853_000, 0)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// At least 22_750 ns of wasm.
	///
	/// `e` from 1 to 3.
	fn set_endpoints(e: u32) -> Weight {
		Weight::from_parts(25_415_266, 0)
			.saturating_add(Weight::from_parts(423_900, 0).saturating_mul(e.into()))
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 23_196 ns of wasm.
	fn rotate_key() -> Weight {
		Weight::from_parts(25_058_000, 0)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 22_209 ns of wasm.
	fn leave() -> Weight {
		Weight::from_parts(24_659_000, 0)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 63_453 ns of wasm.
	fn withdraw() -> Weight {
		Weight::from_parts(68_368_000, 0)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(3))
	}
}
