// SPDX-License-Identifier: Apache-2.0

//! Weights of `pallet_ethereum`. Written by `scripts/weights.sh`; do not edit.
//!
//! Measured on 2026-11-25, in the wasm executor that nodes use,
//! with 10 steps and 3 repeats.
//! Machine: AMD EPYC, 2 cores, 24 GiB.
//! Other programs ran on the machine at the same time: the numbers are pessimistic.
//! Proof sizes are zero: nobody proves this chain's blocks to another chain.

#![allow(unused_imports)]

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// Weights of `pallet_ethereum`.
pub struct WeightInfo<T>(PhantomData<T>);

impl<T: frame_system::Config> pallet_ethereum::WeightInfo for WeightInfo<T> {
	/// At least 322_048 ns of wasm.
	///
	/// `b` from 0 to 4096.
	fn transact(b: u32) -> Weight {
		Weight::from_parts(366_603_378, 0)
			.saturating_add(Weight::from_parts(14_440, 0).saturating_mul(b.into()))
			.saturating_add(T::DbWeight::get().reads(27))
			.saturating_add(T::DbWeight::get().writes(7))
	}
	/// At least 92_357 ns of wasm.
	///
	/// `b` from 0 to 4096.
	fn authorize_transact(b: u32) -> Weight {
		Weight::from_parts(98_513_784, 0)
			.saturating_add(Weight::from_parts(11_588, 0).saturating_mul(b.into()))
			.saturating_add(T::DbWeight::get().reads(12))
	}
	/// At least 7_291 ns of wasm.
	fn set_paused() -> Weight {
		Weight::from_parts(9_064_000, 0)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 44_906 ns of wasm.
	///
	/// `n` from 0 to 200.
	fn on_finalize(n: u32) -> Weight {
		Weight::from_parts(55_771_069, 0)
			.saturating_add(Weight::from_parts(14_932_063, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(6))
			.saturating_add(T::DbWeight::get().writes(3))
	}
}
