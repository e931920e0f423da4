// SPDX-License-Identifier: Apache-2.0

//! Weights of `pallet_utility`. Written by `scripts/weights.sh`; do not edit.
//!
//! Measured on 2026-11-27, in the wasm executor that nodes use,
//! with 20 steps and 5 repeats.
//! Machine: AMD EPYC, 2 cores, 24 GiB.
//! Proof sizes are zero: nobody proves this chain's blocks to another chain.

#![allow(unused_imports)]

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// Weights of `pallet_utility`.
pub struct WeightInfo<T>(PhantomData<T>);

impl<T: frame_system::Config> pallet_utility::WeightInfo for WeightInfo<T> {
	/// At least 3_946 ns of wasm.
	///
	/// `c` from 0 to 1000.
	fn batch(c: u32) -> Weight {
		Weight::from_parts(6_032_493, 0)
			.saturating_add(Weight::from_parts(3_578_736, 0).saturating_mul(c.into()))
			.saturating_add(T::DbWeight::get().reads(1))
	}
	/// At least 5_198 ns of wasm.
	fn as_derivative() -> Weight {
		Weight::from_parts(5_368_000, 0).saturating_add(T::DbWeight::get().reads(1))
	}
	/// At least 3_906 ns of wasm.
	///
	/// `c` from 0 to 1000.
	fn batch_all(c: u32) -> Weight {
		Weight::from_parts(20_520_296, 0)
			.saturating_add(Weight::from_parts(3_601_416, 0).saturating_mul(c.into()))
			.saturating_add(T::DbWeight::get().reads(1))
	}
	/// At least 5_699 ns of wasm.
	fn dispatch_as() -> Weight {
		Weight::from_parts(5_769_000, 0)
	}
	/// At least 3_816 ns of wasm.
	///
	/// `c` from 0 to 1000.
	fn force_batch(c: u32) -> Weight {
		Weight::from_parts(3_905_000, 0)
			.saturating_add(Weight::from_parts(3_528_287, 0).saturating_mul(c.into()))
			.saturating_add(T::DbWeight::get().reads(1))
	}
	/// At least 5_518 ns of wasm.
	fn dispatch_as_fallible() -> Weight {
		Weight::from_parts(5_839_000, 0)
	}
	/// At least 8_683 ns of wasm.
	fn if_else() -> Weight {
		Weight::from_parts(8_984_000, 0).saturating_add(T::DbWeight::get().reads(1))
	}
}
