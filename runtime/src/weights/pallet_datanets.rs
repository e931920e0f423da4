// SPDX-License-Identifier: Apache-2.0

//! Weights of `pallet_datanets`. Written by `scripts/weights.sh`; do not edit.
//!
//! Measured on 2026-11-27, in the wasm executor that nodes use,
//! with 20 steps and 5 repeats.
//! Machine: AMD EPYC, 2 cores, 24 GiB.
//! Proof sizes are zero: nobody proves this chain's blocks to another chain.

#![allow(unused_imports)]

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// Weights of `pallet_datanets`.
pub struct WeightInfo<T>(PhantomData<T>);

impl<T: frame_system::Config> pallet_datanets::WeightInfo for WeightInfo<T> {
	/// At least 43_805 ns of wasm.
	fn create() -> Weight {
		Weight::from_parts(46_399_000, 0)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	/// At least 66_790 ns of wasm.
	fn stake_curator() -> Weight {
		Weight::from_parts(68_221_000, 0)
			.saturating_add(T::DbWeight::get().reads(8))
			.saturating_add(T::DbWeight::get().writes(5))
	}
	/// At least 27_331 ns of wasm.
	fn leave_curator() -> Weight {
		Weight::from_parts(28_092_000, 0)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// At least 42_633 ns of wasm.
	fn withdraw_curator() -> Weight {
		Weight::from_parts(45_197_000, 0)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// At least 55_112 ns of wasm.
	fn commit() -> Weight {
		Weight::from_parts(58_717_000, 0)
			.saturating_add(T::DbWeight::get().reads(6))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// At least 119_508 ns of wasm.
	fn reveal() -> Weight {
		Weight::from_parts(124_665_000, 0)
			.saturating_add(T::DbWeight::get().reads(12))
			.saturating_add(T::DbWeight::get().writes(9))
	}
	/// At least 23_705 ns of wasm.
	fn vote() -> Weight {
		Weight::from_parts(28_412_000, 0)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 62_834 ns of wasm.
	///
	/// `v` from 0 to 16.
	fn conclude(v: u32) -> Weight {
		Weight::from_parts(62_972_803, 0)
			.saturating_add(Weight::from_parts(5_021_291, 0).saturating_mul(v.into()))
			.saturating_add(T::DbWeight::get().reads(9))
			.saturating_add(T::DbWeight::get().reads(1_u64.saturating_mul(v.into())))
			.saturating_add(T::DbWeight::get().writes(5))
	}
	/// At least 11_717 ns of wasm.
	fn start_seal() -> Weight {
		Weight::from_parts(12_208_000, 0)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 28_993 ns of wasm.
	///
	/// `s` from 1 to 64.
	fn step_seal(s: u32) -> Weight {
		Weight::from_parts(16_338_595, 0)
			.saturating_add(Weight::from_parts(9_064_012, 0).saturating_mul(s.into()))
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().reads(2_u64.saturating_mul(s.into())))
			.saturating_add(T::DbWeight::get().writes(3))
			.saturating_add(T::DbWeight::get().writes(1_u64.saturating_mul(s.into())))
	}
	/// At least 88_733 ns of wasm.
	fn expire_commit() -> Weight {
		Weight::from_parts(93_078_000, 0)
			.saturating_add(T::DbWeight::get().reads(11))
			.saturating_add(T::DbWeight::get().writes(6))
	}
	/// At least 87_260 ns of wasm.
	fn release_rejected() -> Weight {
		Weight::from_parts(90_545_000, 0)
			.saturating_add(T::DbWeight::get().reads(11))
			.saturating_add(T::DbWeight::get().writes(6))
	}
}
