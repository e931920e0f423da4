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
	/// At least 204_354 ns of wasm.
	///
	/// `b` from 0 to 4096.
	fn transact(b: u32) -> Weight {
		Weight::from_parts(224_734_029, 0)
			.saturating_add(Weight::from_parts(8_095, 0).saturating_mul(b.into()))
			.saturating_add(T::DbWeight::get().reads(24))
			.saturating_add(T::DbWeight::get().writes(9))
	}
	/// At least 70_735 ns of wasm.
	///
	/// `b` from 0 to 4096.
	fn authorize_transact(b: u32) -> Weight {
		Weight::from_parts(74_656_869, 0)
			.saturating_add(Weight::from_parts(7_844, 0).saturating_mul(b.into()))
			.saturating_add(T::DbWeight::get().reads(15))
	}
	/// At least 4_646 ns of wasm.
	fn set_paused() -> Weight {
		Weight::from_parts(5_078_000, 0)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 26_880 ns of wasm.
	///
	/// `n` from 0 to 200.
	fn on_finalize(n: u32) -> Weight {
		Weight::from_parts(36_963_466, 0)
			.saturating_add(Weight::from_parts(8_161_571, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(7))
			.saturating_add(T::DbWeight::get().writes(5))
	}
}
