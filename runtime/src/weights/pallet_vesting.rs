// SPDX-License-Identifier: Apache-2.0

//! Weights of `pallet_vesting`. Written by `scripts/weights.sh`; do not edit.
//!
//! Measured on 2026-11-27, in the wasm executor that nodes use,
//! with 20 steps and 5 repeats.
//! Machine: AMD EPYC, 2 cores, 24 GiB.
//! Proof sizes are zero: nobody proves this chain's blocks to another chain.

#![allow(unused_imports)]

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// Weights of `pallet_vesting`.
pub struct WeightInfo<T>(PhantomData<T>);

impl<T: frame_system::Config> pallet_vesting::WeightInfo for WeightInfo<T> {
	/// At least 27_852 ns of wasm.
	///
	/// `l` from 0 to 49.
	///
	/// `s` from 1 to 28.
	fn vest_locked(l: u32, s: u32) -> Weight {
		Weight::from_parts(29_078_765, 0)
			.saturating_add(Weight::from_parts(16_295, 0).saturating_mul(l.into()))
			.saturating_add(Weight::from_parts(31_925, 0).saturating_mul(s.into()))
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// At least 28_923 ns of wasm.
	///
	/// `l` from 0 to 49.
	///
	/// `s` from 1 to 28.
	fn vest_unlocked(l: u32, s: u32) -> Weight {
		Weight::from_parts(29_318_305, 0)
			.saturating_add(Weight::from_parts(15_751, 0).saturating_mul(l.into()))
			.saturating_add(Weight::from_parts(66_399, 0).saturating_mul(s.into()))
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// At least 29_384 ns of wasm.
	///
	/// `l` from 0 to 49.
	///
	/// `s` from 1 to 28.
	fn vest_other_locked(l: u32, s: u32) -> Weight {
		Weight::from_parts(28_524_923, 0)
			.saturating_add(Weight::from_parts(43_514, 0).saturating_mul(l.into()))
			.saturating_add(Weight::from_parts(86_634, 0).saturating_mul(s.into()))
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// At least 30_736 ns of wasm.
	///
	/// `l` from 0 to 49.
	///
	/// `s` from 1 to 28.
	fn vest_other_unlocked(l: u32, s: u32) -> Weight {
		Weight::from_parts(30_710_755, 0)
			.saturating_add(Weight::from_parts(35_522, 0).saturating_mul(l.into()))
			.saturating_add(Weight::from_parts(91_778, 0).saturating_mul(s.into()))
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// At least 67_331 ns of wasm.
	///
	/// `l` from 0 to 49.
	///
	/// `s` from 0 to 27.
	fn vested_transfer(l: u32, s: u32) -> Weight {
		Weight::from_parts(67_681_452, 0)
			.saturating_add(Weight::from_parts(55_384, 0).saturating_mul(l.into()))
			.saturating_add(Weight::from_parts(207_312, 0).saturating_mul(s.into()))
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// At least 70_765 ns of wasm.
	///
	/// `l` from 0 to 49.
	///
	/// `s` from 0 to 27.
	fn force_vested_transfer(l: u32, s: u32) -> Weight {
		Weight::from_parts(58_549_937, 0)
			.saturating_add(Weight::from_parts(257_215, 0).saturating_mul(l.into()))
			.saturating_add(Weight::from_parts(434_383, 0).saturating_mul(s.into()))
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	/// At least 27_471 ns of wasm.
	///
	/// `l` from 0 to 49.
	///
	/// `s` from 2 to 28.
	fn not_unlocking_merge_schedules(l: u32, s: u32) -> Weight {
		Weight::from_parts(27_443_429, 0)
			.saturating_add(Weight::from_parts(35_616, 0).saturating_mul(l.into()))
			.saturating_add(Weight::from_parts(66_378, 0).saturating_mul(s.into()))
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// At least 30_235 ns of wasm.
	///
	/// `l` from 0 to 49.
	///
	/// `s` from 2 to 28.
	fn unlocking_merge_schedules(l: u32, s: u32) -> Weight {
		Weight::from_parts(30_392_958, 0)
			.saturating_add(Weight::from_parts(28_594, 0).saturating_mul(l.into()))
			.saturating_add(Weight::from_parts(53_120, 0).saturating_mul(s.into()))
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// At least 32_699 ns of wasm.
	///
	/// `l` from 0 to 49.
	///
	/// `s` from 2 to 28.
	fn force_remove_vesting_schedule(l: u32, s: u32) -> Weight {
		Weight::from_parts(33_073_514, 0)
			.saturating_add(Weight::from_parts(26_035, 0).saturating_mul(l.into()))
			.saturating_add(Weight::from_parts(82_167, 0).saturating_mul(s.into()))
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(3))
	}
}
