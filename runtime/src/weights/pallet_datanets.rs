// SPDX-License-Identifier: Apache-2.0

//! Weights of `pallet_datanets`. Written by `scripts/weights.sh`; do not edit.
//!
//! Measured on 2026-11-21, in the wasm executor that nodes use,
//! with 16 steps and 7 repeats.
//! Machine: Intel(R) Xeon(R) Processor, 2 cores, 24 GiB.
//! Other programs ran on the machine at the same time: the numbers are pessimistic.
//! Proof sizes are zero: nobody proves this chain's blocks to another chain.

#![allow(unused_imports)]

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// Weights of `pallet_datanets`.
pub struct WeightInfo<T>(PhantomData<T>);

impl<T: frame_system::Config> pallet_datanets::WeightInfo for WeightInfo<T> {
	/// At least 56_526 ns of wasm.
	fn create() -> Weight {
		Weight::from_parts(60_171_000, 0)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	/// At least 82_821 ns of wasm.
	fn stake_curator() -> Weight {
		Weight::from_parts(86_945_000, 0)
			.saturating_add(T::DbWeight::get().reads(7))
			.saturating_add(T::DbWeight::get().writes(5))
	}
	/// At least 34_789 ns of wasm.
	fn leave_curator() -> Weight {
		Weight::from_parts(39_155_000, 0)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// At least 59_020 ns of wasm.
	fn withdraw_curator() -> Weight {
		Weight::from_parts(74_373_000, 0)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// At least 73_333 ns of wasm.
	fn commit() -> Weight {
		Weight::from_parts(78_757_000, 0)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// At least 158_169 ns of wasm.
	fn reveal() -> Weight {
		Weight::from_parts(161_559_000, 0)
			.saturating_add(T::DbWeight::get().reads(10))
			.saturating_add(T::DbWeight::get().writes(9))
	}
	/// At least 28_102 ns of wasm.
	fn vote() -> Weight {
		Weight::from_parts(30_724_000, 0)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 66_667 ns of wasm.
	///
	/// `v` from 0 to 16.
	fn conclude(v: u32) -> Weight {
		Weight::from_parts(78_632_544, 0)
			.saturating_add(Weight::from_parts(4_022_951, 0).saturating_mul(v.into()))
			.saturating_add(T::DbWeight::get().reads(6))
			.saturating_add(T::DbWeight::get().reads(1_u64.saturating_mul(v.into())))
			.saturating_add(T::DbWeight::get().writes(5))
	}
	/// At least 15_256 ns of wasm.
	fn start_seal() -> Weight {
		Weight::from_parts(16_433_000, 0)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 37_992 ns of wasm.
	///
	/// `s` from 1 to 64.
	fn step_seal(s: u32) -> Weight {
		Weight::from_parts(38_811_695, 0)
			.saturating_add(Weight::from_parts(12_445_606, 0).saturating_mul(s.into()))
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().reads(2_u64.saturating_mul(s.into())))
			.saturating_add(T::DbWeight::get().writes(3))
			.saturating_add(T::DbWeight::get().writes(1_u64.saturating_mul(s.into())))
	}
	/// At least 129_182 ns of wasm.
	fn expire_commit() -> Weight {
		Weight::from_parts(136_190_000, 0)
			.saturating_add(T::DbWeight::get().reads(10))
			.saturating_add(T::DbWeight::get().writes(7))
	}
	/// At least 103_442 ns of wasm.
	fn release_rejected() -> Weight {
		Weight::from_parts(106_213_000, 0)
			.saturating_add(T::DbWeight::get().reads(8))
			.saturating_add(T::DbWeight::get().writes(6))
	}
}
