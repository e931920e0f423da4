// SPDX-License-Identifier: Apache-2.0

//! Weights of `pallet_timing`. To be written by `scripts/weights.sh`.
//!
//! Not measured yet: these are the numbers of `pallet_base_fee::set_minimum`, a call of the same shape.
//! Measured on 2026-11-25, in the wasm executor that nodes use,
//! with 10 steps and 3 repeats.
//! Machine: AMD EPYC, 2 cores, 24 GiB.
//! Other programs ran on the machine at the same time: the numbers are pessimistic.
//! Proof sizes are zero: nobody proves this chain's blocks to another chain.

#![allow(unused_imports)]

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// Weights of `pallet_timing`.
pub struct WeightInfo<T>(PhantomData<T>);

impl<T: frame_system::Config> pallet_timing::WeightInfo for WeightInfo<T> {
	/// At least 9_674 ns of wasm.
	fn set_periods() -> Weight {
		Weight::from_parts(10_836_000, 0)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(2))
	}
}
