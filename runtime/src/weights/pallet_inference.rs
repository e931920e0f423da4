// SPDX-License-Identifier: Apache-2.0

//! Weights of `pallet_inference`. Written by `scripts/weights.sh`; do not edit.
//!
//! Measured on 2026-11-26, in the wasm executor that nodes use,
//! with 20 steps and 5 repeats.
//! Machine: AMD EPYC, 2 cores, 24 GiB.
//! Proof sizes are zero: nobody proves this chain's blocks to another chain.

#![allow(unused_imports)]

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// Weights of `pallet_inference`.
pub struct WeightInfo<T>(PhantomData<T>);

impl<T: frame_system::Config> pallet_inference::WeightInfo for WeightInfo<T> {
	/// At least 165_236 ns of wasm.
	///
	/// `a` from 1 to 8.
	fn open_session(a: u32) -> Weight {
		Weight::from_parts(150_656_142, 0)
			.saturating_add(Weight::from_parts(19_746_940, 0).saturating_mul(a.into()))
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().reads(3_u64.saturating_mul(a.into())))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// At least 301_329 ns of wasm.
	///
	/// `s` from 1 to 16.
	///
	/// `a` from 1 to 8.
	fn open_sessions(s: u32, a: u32) -> Weight {
		Weight::from_parts(304_654_000, 0)
			.saturating_add(Weight::from_parts(172_103_071, 0).saturating_mul(s.into()))
			.saturating_add(Weight::from_parts(40_560_487, 0).saturating_mul(a.into()))
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().reads(3_u64.saturating_mul(a.into())))
			.saturating_add(T::DbWeight::get().writes(2))
			.saturating_add(T::DbWeight::get().writes(1_u64.saturating_mul(s.into())))
	}
	/// At least 82_402 ns of wasm.
	fn top_up() -> Weight {
		Weight::from_parts(84_666_000, 0)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// At least 25_207 ns of wasm.
	fn close_session() -> Weight {
		Weight::from_parts(26_299_000, 0)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 119_518 ns of wasm.
	fn release() -> Weight {
		Weight::from_parts(122_533_000, 0)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(2))
	}
}
