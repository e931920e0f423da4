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
	/// At least 57_075 ns of wasm.
	fn create() -> Weight {
		Weight::from_parts(60_426_000, 0)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	/// At least 81_078 ns of wasm.
	fn stake_curator() -> Weight {
		Weight::from_parts(84_383_000, 0)
			.saturating_add(T::DbWeight::get().reads(7))
			.saturating_add(T::DbWeight::get().writes(5))
	}
	/// At least 34_426 ns of wasm.
	fn leave_curator() -> Weight {
		Weight::from_parts(37_590_000, 0)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// At least 55_102 ns of wasm.
	fn withdraw_curator() -> Weight {
		Weight::from_parts(59_690_000, 0)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// At least 73_222 ns of wasm.
	fn commit() -> Weight {
		Weight::from_parts(77_410_000, 0)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// At least 155_401 ns of wasm.
	fn reveal() -> Weight {
		Weight::from_parts(156_708_000, 0)
			.saturating_add(T::DbWeight::get().reads(10))
			.saturating_add(T::DbWeight::get().writes(9))
	}
	/// At least 29_085 ns of wasm.
	fn vote() -> Weight {
		Weight::from_parts(33_528_000, 0)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 68_337 ns of wasm.
	///
	/// `v` from 0 to 16.
	fn conclude(v: u32) -> Weight {
		Weight::from_parts(76_209_539, 0)
			.saturating_add(Weight::from_parts(4_592_289, 0).saturating_mul(v.into()))
			.saturating_add(T::DbWeight::get().reads(6))
			.saturating_add(T::DbWeight::get().reads(1_u64.saturating_mul(v.into())))
			.saturating_add(T::DbWeight::get().writes(5))
	}
	/// At least 15_238 ns of wasm.
	fn start_seal() -> Weight {
		Weight::from_parts(17_677_000, 0)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 38_895 ns of wasm.
	///
	/// `s` from 1 to 64.
	fn step_seal(s: u32) -> Weight {
		Weight::from_parts(4_420_692, 0)
			.saturating_add(Weight::from_parts(16_431_658, 0).saturating_mul(s.into()))
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().reads(2_u64.saturating_mul(s.into())))
			.saturating_add(T::DbWeight::get().writes(3))
			.saturating_add(T::DbWeight::get().writes(1_u64.saturating_mul(s.into())))
	}
	/// At least 136_202 ns of wasm.
	fn expire_commit() -> Weight {
		Weight::from_parts(139_124_000, 0)
			.saturating_add(T::DbWeight::get().reads(10))
			.saturating_add(T::DbWeight::get().writes(7))
	}
	/// At least 110_354 ns of wasm.
	fn release_rejected() -> Weight {
		Weight::from_parts(111_932_000, 0)
			.saturating_add(T::DbWeight::get().reads(8))
			.saturating_add(T::DbWeight::get().writes(6))
	}
}
