// SPDX-License-Identifier: Apache-2.0

//! Weights of `pallet_datanets`. Written by `scripts/weights.sh`; do not edit.
//!
//! Measured on 2026-11-26, in the wasm executor that nodes use,
//! with 20 steps and 5 repeats.
//! Machine: AMD EPYC, 2 cores, 24 GiB.
//! Proof sizes are zero: nobody proves this chain's blocks to another chain.

#![allow(unused_imports)]

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// Weights of `pallet_datanets`.
pub struct WeightInfo<T>(PhantomData<T>);

impl<T: frame_system::Config> pallet_datanets::WeightInfo for WeightInfo<T> {
	/// At least 74_521 ns of wasm.
	fn create() -> Weight {
		Weight::from_parts(75_833_000, 0)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	/// At least 109_653 ns of wasm.
	fn stake_curator() -> Weight {
		Weight::from_parts(112_117_000, 0)
			.saturating_add(T::DbWeight::get().reads(8))
			.saturating_add(T::DbWeight::get().writes(5))
	}
	/// At least 42_823 ns of wasm.
	fn leave_curator() -> Weight {
		Weight::from_parts(45_187_000, 0)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// At least 72_508 ns of wasm.
	fn withdraw_curator() -> Weight {
		Weight::from_parts(75_111_000, 0)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// At least 98_036 ns of wasm.
	fn commit() -> Weight {
		Weight::from_parts(99_348_000, 0)
			.saturating_add(T::DbWeight::get().reads(6))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// At least 194_479 ns of wasm.
	fn reveal() -> Weight {
		Weight::from_parts(200_699_000, 0)
			.saturating_add(T::DbWeight::get().reads(12))
			.saturating_add(T::DbWeight::get().writes(9))
	}
	/// At least 34_642 ns of wasm.
	fn vote() -> Weight {
		Weight::from_parts(36_424_000, 0)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 92_027 ns of wasm.
	///
	/// `v` from 0 to 16.
	fn conclude(v: u32) -> Weight {
		Weight::from_parts(99_618_117, 0)
			.saturating_add(Weight::from_parts(5_808_995, 0).saturating_mul(v.into()))
			.saturating_add(T::DbWeight::get().reads(9))
			.saturating_add(T::DbWeight::get().reads(1_u64.saturating_mul(v.into())))
			.saturating_add(T::DbWeight::get().writes(5))
	}
	/// At least 20_180 ns of wasm.
	fn start_seal() -> Weight {
		Weight::from_parts(21_391_000, 0)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 49_814 ns of wasm.
	///
	/// `s` from 1 to 64.
	fn step_seal(s: u32) -> Weight {
		Weight::from_parts(43_922_243, 0)
			.saturating_add(Weight::from_parts(16_117_991, 0).saturating_mul(s.into()))
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().reads(2_u64.saturating_mul(s.into())))
			.saturating_add(T::DbWeight::get().writes(3))
			.saturating_add(T::DbWeight::get().writes(1_u64.saturating_mul(s.into())))
	}
	/// At least 147_880 ns of wasm.
	fn expire_commit() -> Weight {
		Weight::from_parts(149_643_000, 0)
			.saturating_add(T::DbWeight::get().reads(11))
			.saturating_add(T::DbWeight::get().writes(6))
	}
	/// At least 140_179 ns of wasm.
	fn release_rejected() -> Weight {
		Weight::from_parts(144_015_000, 0)
			.saturating_add(T::DbWeight::get().reads(11))
			.saturating_add(T::DbWeight::get().writes(6))
	}
}
