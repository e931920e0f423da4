// SPDX-License-Identifier: Apache-2.0

//! Weights of `pallet_fast_unstake`. Written by `scripts/weights.sh`; do not edit.
//!
//! Measured on 2026-11-27, in the wasm executor that nodes use,
//! with 20 steps and 5 repeats.
//! Machine: AMD EPYC, 2 cores, 24 GiB.
//! Proof sizes are zero: nobody proves this chain's blocks to another chain.

#![allow(unused_imports)]

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// Weights of `pallet_fast_unstake`.
pub struct WeightInfo<T>(PhantomData<T>);

impl<T: frame_system::Config> pallet_fast_unstake::weights::WeightInfo for WeightInfo<T> {
	/// At least 89_704 ns of wasm.
	///
	/// `b` from 1 to 16.
	fn on_idle_unstake(b: u32) -> Weight {
		Weight::from_parts(26_727_900, 0)
			.saturating_add(Weight::from_parts(65_480_524, 0).saturating_mul(b.into()))
			.saturating_add(T::DbWeight::get().reads(6))
			.saturating_add(T::DbWeight::get().reads(8_u64.saturating_mul(b.into())))
			.saturating_add(T::DbWeight::get().writes(1))
			.saturating_add(T::DbWeight::get().writes(6_u64.saturating_mul(b.into())))
	}
	/// At least 214_821 ns of wasm.
	///
	/// `v` from 1 to 256.
	///
	/// `b` from 1 to 16.
	fn on_idle_check(v: u32, b: u32) -> Weight {
		Weight::from_parts(217_425_000, 0)
			.saturating_add(Weight::from_parts(26_090_285, 0).saturating_mul(v.into()))
			.saturating_add(Weight::from_parts(297_735_820, 0).saturating_mul(b.into()))
			.saturating_add(T::DbWeight::get().reads(8))
			.saturating_add(T::DbWeight::get().reads(1_u64.saturating_mul(v.into())))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 93_219 ns of wasm.
	fn register_fast_unstake() -> Weight {
		Weight::from_parts(96_754_000, 0)
			.saturating_add(T::DbWeight::get().reads(13))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// At least 35_513 ns of wasm.
	fn deregister() -> Weight {
		Weight::from_parts(36_345_000, 0)
			.saturating_add(T::DbWeight::get().reads(6))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// At least 1_993 ns of wasm.
	fn control() -> Weight {
		Weight::from_parts(2_374_000, 0).saturating_add(T::DbWeight::get().writes(1))
	}
}
