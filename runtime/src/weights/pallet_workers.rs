// SPDX-License-Identifier: Apache-2.0

//! Weights of `pallet_workers`. Written by `scripts/weights.sh`; do not edit.
//!
//! Measured on 2026-11-27, in the wasm executor that nodes use,
//! with 20 steps and 5 repeats.
//! Machine: AMD EPYC, 2 cores, 24 GiB.
//! Proof sizes are zero: nobody proves this chain's blocks to another chain.

#![allow(unused_imports)]

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// Weights of `pallet_workers`.
pub struct WeightInfo<T>(PhantomData<T>);

impl<T: frame_system::Config> pallet_workers::WeightInfo for WeightInfo<T> {
	/// At least 53_940 ns of wasm.
	///
	/// `e` from 1 to 3.
	fn register(e: u32) -> Weight {
		Weight::from_parts(53_903_111, 0)
			.saturating_add(Weight::from_parts(1_370_166, 0).saturating_mul(e.into()))
			.saturating_add(T::DbWeight::get().reads(6))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	/// At least 49_564 ns of wasm.
	fn add_stake() -> Weight {
		Weight::from_parts(50_576_000, 0)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// At least 17_696 ns of wasm.
	///
	/// `e` from 1 to 3.
	fn set_endpoints(e: u32) -> Weight {
		Weight::from_parts(17_437_666, 0)
			.saturating_add(Weight::from_parts(656_333, 0).saturating_mul(e.into()))
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 17_726 ns of wasm.
	fn rotate_key() -> Weight {
		Weight::from_parts(18_658_000, 0)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 17_046 ns of wasm.
	fn leave() -> Weight {
		Weight::from_parts(17_927_000, 0)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 48_963 ns of wasm.
	fn withdraw() -> Weight {
		Weight::from_parts(50_675_000, 0)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(3))
	}
}
