// SPDX-License-Identifier: Apache-2.0

//! Weights of `pallet_workers`. Written by `scripts/weights.sh`; do not edit.
//!
//! Measured on 2026-11-26, in the wasm executor that nodes use,
//! with 20 steps and 5 repeats.
//! Machine: AMD EPYC, 2 cores, 24 GiB.
//! Proof sizes are zero: nobody proves this chain's blocks to another chain.

#![allow(unused_imports)]

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// Weights of `pallet_workers`.
pub struct WeightInfo<T>(PhantomData<T>);

impl<T: frame_system::Config> pallet_workers::WeightInfo for WeightInfo<T> {
	/// At least 90_034 ns of wasm.
	///
	/// `e` from 1 to 3.
	fn register(e: u32) -> Weight {
		Weight::from_parts(89_832_111, 0)
			.saturating_add(Weight::from_parts(1_962_833, 0).saturating_mul(e.into()))
			.saturating_add(T::DbWeight::get().reads(6))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	/// At least 85_017 ns of wasm.
	fn add_stake() -> Weight {
		Weight::from_parts(85_067_000, 0)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// At least 29_734 ns of wasm.
	///
	/// `e` from 1 to 3.
	fn set_endpoints(e: u32) -> Weight {
		Weight::from_parts(28_609_777, 0)
			.saturating_add(Weight::from_parts(2_143_000, 0).saturating_mul(e.into()))
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 29_874 ns of wasm.
	fn rotate_key() -> Weight {
		Weight::from_parts(30_366_000, 0)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 28_262 ns of wasm.
	fn leave() -> Weight {
		Weight::from_parts(28_773_000, 0)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 82_153 ns of wasm.
	fn withdraw() -> Weight {
		Weight::from_parts(85_928_000, 0)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(3))
	}
}
