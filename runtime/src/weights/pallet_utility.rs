// SPDX-License-Identifier: Apache-2.0

//! Weights of `pallet_utility`. Written by `scripts/weights.sh`; do not edit.
//!
//! Measured on 2026-11-26, in the wasm executor that nodes use,
//! with 20 steps and 5 repeats.
//! Machine: AMD EPYC, 2 cores, 24 GiB.
//! Proof sizes are zero: nobody proves this chain's blocks to another chain.

#![allow(unused_imports)]

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// Weights of `pallet_utility`.
pub struct WeightInfo<T>(PhantomData<T>);

impl<T: frame_system::Config> pallet_utility::WeightInfo for WeightInfo<T> {
	/// At least 6_199 ns of wasm.
	///
	/// `c` from 0 to 1000.
	fn batch(c: u32) -> Weight {
		Weight::from_parts(18_453_728, 0)
			.saturating_add(Weight::from_parts(5_274_209, 0).saturating_mul(c.into()))
			.saturating_add(T::DbWeight::get().reads(1))
	}
	/// At least 8_893 ns of wasm.
	fn as_derivative() -> Weight {
		Weight::from_parts(9_053_000, 0).saturating_add(T::DbWeight::get().reads(1))
	}
	/// At least 6_169 ns of wasm.
	///
	/// `c` from 0 to 1000.
	fn batch_all(c: u32) -> Weight {
		Weight::from_parts(26_341_902, 0)
			.saturating_add(Weight::from_parts(5_613_026, 0).saturating_mul(c.into()))
			.saturating_add(T::DbWeight::get().reads(1))
	}
	/// At least 9_254 ns of wasm.
	fn dispatch_as() -> Weight {
		Weight::from_parts(10_045_000, 0)
	}
	/// At least 6_049 ns of wasm.
	///
	/// `c` from 0 to 1000.
	fn force_batch(c: u32) -> Weight {
		Weight::from_parts(15_036_306, 0)
			.saturating_add(Weight::from_parts(5_165_383, 0).saturating_mul(c.into()))
			.saturating_add(T::DbWeight::get().reads(1))
	}
	/// At least 9_133 ns of wasm.
	fn dispatch_as_fallible() -> Weight {
		Weight::from_parts(10_535_000, 0)
	}
	/// At least 14_361 ns of wasm.
	fn if_else() -> Weight {
		Weight::from_parts(14_452_000, 0).saturating_add(T::DbWeight::get().reads(1))
	}
}
