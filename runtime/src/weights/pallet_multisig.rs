// SPDX-License-Identifier: Apache-2.0

//! Weights of `pallet_multisig`. Written by `scripts/weights.sh`; do not edit.
//!
//! Measured on 2026-11-27, in the wasm executor that nodes use,
//! with 20 steps and 5 repeats.
//! Machine: AMD EPYC, 2 cores, 24 GiB.
//! Proof sizes are zero: nobody proves this chain's blocks to another chain.

#![allow(unused_imports)]

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// Weights of `pallet_multisig`.
pub struct WeightInfo<T>(PhantomData<T>);

impl<T: frame_system::Config> pallet_multisig::WeightInfo for WeightInfo<T> {
	/// At least 34_010 ns of wasm.
	///
	/// `z` from 0 to 10000.
	fn as_multi_threshold_1(z: u32) -> Weight {
		Weight::from_parts(35_471_613, 0)
			.saturating_add(Weight::from_parts(6_428, 0).saturating_mul(z.into()))
			.saturating_add(T::DbWeight::get().reads(1))
	}
	/// At least 50_936 ns of wasm.
	///
	/// `s` from 2 to 100.
	///
	/// `z` from 0 to 10000.
	fn as_multi_create(s: u32, z: u32) -> Weight {
		Weight::from_parts(25_942_561, 0)
			.saturating_add(Weight::from_parts(270_885, 0).saturating_mul(s.into()))
			.saturating_add(Weight::from_parts(6_341, 0).saturating_mul(z.into()))
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 40_180 ns of wasm.
	///
	/// `s` from 3 to 100.
	///
	/// `z` from 0 to 10000.
	fn as_multi_approve(s: u32, z: u32) -> Weight {
		Weight::from_parts(18_217_763, 0)
			.saturating_add(Weight::from_parts(228_297, 0).saturating_mul(s.into()))
			.saturating_add(Weight::from_parts(6_147, 0).saturating_mul(z.into()))
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 59_019 ns of wasm.
	///
	/// `s` from 2 to 100.
	///
	/// `z` from 0 to 10000.
	fn as_multi_complete(s: u32, z: u32) -> Weight {
		Weight::from_parts(25_046_495, 0)
			.saturating_add(Weight::from_parts(357_019, 0).saturating_mul(s.into()))
			.saturating_add(Weight::from_parts(6_970, 0).saturating_mul(z.into()))
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// At least 24_647 ns of wasm.
	///
	/// `s` from 2 to 100.
	fn approve_as_multi_create(s: u32) -> Weight {
		Weight::from_parts(24_875_235, 0)
			.saturating_add(Weight::from_parts(277_945, 0).saturating_mul(s.into()))
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 12_979 ns of wasm.
	///
	/// `s` from 2 to 100.
	fn approve_as_multi_approve(s: u32) -> Weight {
		Weight::from_parts(15_254_702, 0)
			.saturating_add(Weight::from_parts(234_788, 0).saturating_mul(s.into()))
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 24_586 ns of wasm.
	///
	/// `s` from 2 to 100.
	fn cancel_as_multi(s: u32) -> Weight {
		Weight::from_parts(25_791_870, 0)
			.saturating_add(Weight::from_parts(242_201, 0).saturating_mul(s.into()))
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 23_475 ns of wasm.
	///
	/// `s` from 2 to 100.
	fn poke_deposit(s: u32) -> Weight {
		Weight::from_parts(24_427_339, 0)
			.saturating_add(Weight::from_parts(244_885, 0).saturating_mul(s.into()))
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
}
