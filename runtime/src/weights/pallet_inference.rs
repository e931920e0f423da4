// SPDX-License-Identifier: Apache-2.0

//! Weights of `pallet_inference`. Written by `scripts/weights.sh`; do not edit.
//!
//! Measured on 2026-11-27, in the wasm executor that nodes use,
//! with 20 steps and 5 repeats.
//! Machine: AMD EPYC, 2 cores, 24 GiB.
//! Proof sizes are zero: nobody proves this chain's blocks to another chain.

#![allow(unused_imports)]

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// Weights of `pallet_inference`.
pub struct WeightInfo<T>(PhantomData<T>);

impl<T: frame_system::Config> pallet_inference::WeightInfo for WeightInfo<T> {
	/// At least 99_579 ns of wasm.
	///
	/// `a` from 1 to 8.
	fn open_session(a: u32) -> Weight {
		Weight::from_parts(91_063_797, 0)
			.saturating_add(Weight::from_parts(10_854_507, 0).saturating_mul(a.into()))
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().reads(3_u64.saturating_mul(a.into())))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// At least 177_715 ns of wasm.
	///
	/// `s` from 1 to 16.
	///
	/// `a` from 1 to 8.
	fn open_sessions(s: u32, a: u32) -> Weight {
		Weight::from_parts(179_388_000, 0)
			.saturating_add(Weight::from_parts(95_802_329, 0).saturating_mul(s.into()))
			.saturating_add(Weight::from_parts(21_720_608, 0).saturating_mul(a.into()))
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().reads(3_u64.saturating_mul(a.into())))
			.saturating_add(T::DbWeight::get().writes(2))
			.saturating_add(T::DbWeight::get().writes(1_u64.saturating_mul(s.into())))
	}
	/// At least 49_294 ns of wasm.
	fn top_up() -> Weight {
		Weight::from_parts(50_415_000, 0)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// At least 15_383 ns of wasm.
	fn close_session() -> Weight {
		Weight::from_parts(15_834_000, 0)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 71_427 ns of wasm.
	fn release() -> Weight {
		Weight::from_parts(72_919_000, 0)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(2))
	}
}
