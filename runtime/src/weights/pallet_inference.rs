// SPDX-License-Identifier: Apache-2.0

//! Weights of `pallet_inference`. Written by `scripts/weights.sh`; do not edit.
//!
//! Measured on 2026-11-21, in the wasm executor that nodes use,
//! with 16 steps and 7 repeats.
//! Machine: Intel(R) Xeon(R) Processor, 2 cores, 24 GiB.
//! Other programs ran on the machine at the same time: the numbers are pessimistic.
//! Proof sizes are zero: nobody proves this chain's blocks to another chain.

#![allow(unused_imports)]

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// Weights of `pallet_inference`.
pub struct WeightInfo<T>(PhantomData<T>);

impl<T: frame_system::Config> pallet_inference::WeightInfo for WeightInfo<T> {
	/// At least 124_424 ns of wasm.
	///
	/// `a` from 1 to 8.
	fn open_session(a: u32) -> Weight {
		Weight::from_parts(115_544_050, 0)
			.saturating_add(Weight::from_parts(15_116_950, 0).saturating_mul(a.into()))
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().reads(3_u64.saturating_mul(a.into())))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// At least 235_399 ns of wasm.
	///
	/// `s` from 1 to 16.
	///
	/// `a` from 1 to 8.
	fn open_sessions(s: u32, a: u32) -> Weight {
		Weight::from_parts(235_923_000, 0)
			.saturating_add(Weight::from_parts(123_055_710, 0).saturating_mul(s.into()))
			.saturating_add(Weight::from_parts(33_997_507, 0).saturating_mul(a.into()))
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().reads(3_u64.saturating_mul(a.into())))
			.saturating_add(T::DbWeight::get().writes(2))
			.saturating_add(T::DbWeight::get().writes(1_u64.saturating_mul(s.into())))
	}
	/// At least 61_953 ns of wasm.
	fn top_up() -> Weight {
		Weight::from_parts(63_512_000, 0)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// At least 21_122 ns of wasm.
	fn close_session() -> Weight {
		Weight::from_parts(22_123_000, 0)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 93_908 ns of wasm.
	fn release() -> Weight {
		Weight::from_parts(98_363_000, 0)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(2))
	}
}
