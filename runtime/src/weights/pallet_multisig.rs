// SPDX-License-Identifier: Apache-2.0

//! Weights of `pallet_multisig`. Written by `scripts/weights.sh`; do not edit.
//!
//! Measured on 2026-11-26, in the wasm executor that nodes use,
//! with 20 steps and 5 repeats.
//! Machine: AMD EPYC, 2 cores, 24 GiB.
//! Proof sizes are zero: nobody proves this chain's blocks to another chain.

#![allow(unused_imports)]

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// Weights of `pallet_multisig`.
pub struct WeightInfo<T>(PhantomData<T>);

impl<T: frame_system::Config> pallet_multisig::WeightInfo for WeightInfo<T> {
	/// At least 53_810 ns of wasm.
	///
	/// `z` from 0 to 10000.
	fn as_multi_threshold_1(z: u32) -> Weight {
		Weight::from_parts(61_599_303, 0)
			.saturating_add(Weight::from_parts(8_028, 0).saturating_mul(z.into()))
			.saturating_add(T::DbWeight::get().reads(1))
	}
	/// At least 85_066 ns of wasm.
	///
	/// `s` from 2 to 100.
	///
	/// `z` from 0 to 10000.
	fn as_multi_create(s: u32, z: u32) -> Weight {
		Weight::from_parts(46_627_845, 0)
			.saturating_add(Weight::from_parts(452_687, 0).saturating_mul(s.into()))
			.saturating_add(Weight::from_parts(6_879, 0).saturating_mul(z.into()))
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 56_244 ns of wasm.
	///
	/// `s` from 3 to 100.
	///
	/// `z` from 0 to 10000.
	fn as_multi_approve(s: u32, z: u32) -> Weight {
		Weight::from_parts(26_208_828, 0)
			.saturating_add(Weight::from_parts(301_590, 0).saturating_mul(s.into()))
			.saturating_add(Weight::from_parts(7_305, 0).saturating_mul(z.into()))
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 91_777 ns of wasm.
	///
	/// `s` from 2 to 100.
	///
	/// `z` from 0 to 10000.
	fn as_multi_complete(s: u32, z: u32) -> Weight {
		Weight::from_parts(50_731_727, 0)
			.saturating_add(Weight::from_parts(521_351, 0).saturating_mul(s.into()))
			.saturating_add(Weight::from_parts(7_612, 0).saturating_mul(z.into()))
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// At least 41_862 ns of wasm.
	///
	/// `s` from 2 to 100.
	fn approve_as_multi_create(s: u32) -> Weight {
		Weight::from_parts(42_364_124, 0)
			.saturating_add(Weight::from_parts(416_506, 0).saturating_mul(s.into()))
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 21_833 ns of wasm.
	///
	/// `s` from 2 to 100.
	fn approve_as_multi_approve(s: u32) -> Weight {
		Weight::from_parts(24_013_258, 0)
			.saturating_add(Weight::from_parts(341_006, 0).saturating_mul(s.into()))
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 40_650 ns of wasm.
	///
	/// `s` from 2 to 100.
	fn cancel_as_multi(s: u32) -> Weight {
		Weight::from_parts(43_066_493, 0)
			.saturating_add(Weight::from_parts(327_715, 0).saturating_mul(s.into()))
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 38_868 ns of wasm.
	///
	/// `s` from 2 to 100.
	fn poke_deposit(s: u32) -> Weight {
		Weight::from_parts(40_982_831, 0)
			.saturating_add(Weight::from_parts(299_688, 0).saturating_mul(s.into()))
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
}
