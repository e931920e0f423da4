// SPDX-License-Identifier: Apache-2.0

//! Weights of `pallet_ethereum`. Written by `scripts/weights.sh`; do not edit.
//!
//! Measured on 2026-11-26, in the wasm executor that nodes use,
//! with 20 steps and 5 repeats.
//! Machine: AMD EPYC, 2 cores, 24 GiB.
//! Proof sizes are zero: nobody proves this chain's blocks to another chain.

#![allow(unused_imports)]

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// Weights of `pallet_ethereum`.
pub struct WeightInfo<T>(PhantomData<T>);

impl<T: frame_system::Config> pallet_ethereum::WeightInfo for WeightInfo<T> {
	/// At least 311_685 ns of wasm.
	///
	/// `b` from 0 to 4096.
	fn transact(b: u32) -> Weight {
		Weight::from_parts(350_068_913, 0)
			.saturating_add(Weight::from_parts(14_844, 0).saturating_mul(b.into()))
			.saturating_add(T::DbWeight::get().reads(26))
			.saturating_add(T::DbWeight::get().writes(6))
	}
	/// At least 102_933 ns of wasm.
	///
	/// `b` from 0 to 4096.
	fn authorize_transact(b: u32) -> Weight {
		Weight::from_parts(113_524_350, 0)
			.saturating_add(Weight::from_parts(14_014, 0).saturating_mul(b.into()))
			.saturating_add(T::DbWeight::get().reads(15))
	}
	/// At least 7_101 ns of wasm.
	fn set_paused() -> Weight {
		Weight::from_parts(7_291_000, 0)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 48_773 ns of wasm.
	///
	/// `n` from 0 to 200.
	fn on_finalize(n: u32) -> Weight {
		Weight::from_parts(106_815_815, 0)
			.saturating_add(Weight::from_parts(14_553_923, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(7))
			.saturating_add(T::DbWeight::get().writes(3))
	}
}
