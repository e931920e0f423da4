// SPDX-License-Identifier: Apache-2.0

//! Weights of `pallet_session`. Written by `scripts/weights.sh`; do not edit.
//!
//! Measured on 2026-11-27, in the wasm executor that nodes use,
//! with 20 steps and 5 repeats.
//! Machine: AMD EPYC, 2 cores, 24 GiB.
//! Proof sizes are zero: nobody proves this chain's blocks to another chain.

#![allow(unused_imports)]

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// Weights of `pallet_session`.
pub struct WeightInfo<T>(PhantomData<T>);

impl<T: frame_system::Config> pallet_session::WeightInfo for WeightInfo<T> {
	/// At least 210_624 ns of wasm.
	fn set_keys() -> Weight {
		Weight::from_parts(212_757_000, 0)
			.saturating_add(T::DbWeight::get().reads(6))
			.saturating_add(T::DbWeight::get().writes(6))
	}
	/// At least 55_453 ns of wasm.
	fn purge_keys() -> Weight {
		Weight::from_parts(56_254_000, 0)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(6))
	}
}
