// SPDX-License-Identifier: Apache-2.0

//! Weights of `pallet_ethereum`. Written by `scripts/weights.sh`; do not edit.
//!
//! Measured on 2026-11-27, in the wasm executor that nodes use,
//! with 20 steps and 5 repeats.
//! Machine: AMD EPYC, 2 cores, 24 GiB.
//! Proof sizes are zero: nobody proves this chain's blocks to another chain.

#![allow(unused_imports)]

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// Weights of `pallet_ethereum`.
pub struct WeightInfo<T>(PhantomData<T>);

impl<T: frame_system::Config> pallet_ethereum::WeightInfo for WeightInfo<T> {
	/// At least 157_295 ns of wasm.
	///
	/// `b` from 0 to 4096.
	fn transact(b: u32) -> Weight {
		Weight::from_parts(177_806_911, 0)
			.saturating_add(Weight::from_parts(7_010, 0).saturating_mul(b.into()))
			.saturating_add(T::DbWeight::get().reads(24))
			.saturating_add(T::DbWeight::get().writes(8))
	}
	/// At least 59_429 ns of wasm.
	///
	/// `b` from 0 to 4096.
	fn authorize_transact(b: u32) -> Weight {
		Weight::from_parts(62_904_543, 0)
			.saturating_add(Weight::from_parts(8_083, 0).saturating_mul(b.into()))
			.saturating_add(T::DbWeight::get().reads(12))
	}
	/// At least 4_767 ns of wasm.
	fn set_paused() -> Weight {
		Weight::from_parts(5_448_000, 0)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 27_061 ns of wasm.
	///
	/// `n` from 0 to 200.
	fn on_finalize(n: u32) -> Weight {
		Weight::from_parts(37_355_063, 0)
			.saturating_add(Weight::from_parts(7_811_832, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(7))
			.saturating_add(T::DbWeight::get().writes(5))
	}
}
