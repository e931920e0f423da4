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
	/// At least 67_150 ns of wasm.
	///
	/// `e` from 1 to 3.
	fn register(e: u32) -> Weight {
		Weight::from_parts(69_921_533, 0)
			.saturating_add(Weight::from_parts(522_900, 0).saturating_mul(e.into()))
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	/// At least 64_720 ns of wasm.
	fn add_stake() -> Weight {
		Weight::from_parts(66_557_000, 0)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// At least 23_129 ns of wasm.
	///
	/// `e` from 1 to 3.
	fn set_endpoints(e: u32) -> Weight {
		Weight::from_parts(22_931_800, 0)
			.saturating_add(Weight::from_parts(1_742_400, 0).saturating_mul(e.into()))
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 24_725 ns of wasm.
	fn rotate_key() -> Weight {
		Weight::from_parts(27_080_000, 0)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 22_595 ns of wasm.
	fn leave() -> Weight {
		Weight::from_parts(24_863_000, 0)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 66_164 ns of wasm.
	fn withdraw() -> Weight {
		Weight::from_parts(68_567_000, 0)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(3))
	}
}
