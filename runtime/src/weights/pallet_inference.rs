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
	/// At least 130_077 ns of wasm.
	///
	/// `a` from 1 to 8.
	fn open_session(a: u32) -> Weight {
		Weight::from_parts(122_027_592, 0)
			.saturating_add(Weight::from_parts(14_931_273, 0).saturating_mul(a.into()))
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().reads(3_u64.saturating_mul(a.into())))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// At least 235_032 ns of wasm.
	///
	/// `s` from 1 to 16.
	///
	/// `a` from 1 to 8.
	fn open_sessions(s: u32, a: u32) -> Weight {
		Weight::from_parts(238_875_000, 0)
			.saturating_add(Weight::from_parts(185_595_997, 0).saturating_mul(s.into()))
			.saturating_add(Weight::from_parts(56_178_118, 0).saturating_mul(a.into()))
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().reads(3_u64.saturating_mul(a.into())))
			.saturating_add(T::DbWeight::get().writes(2))
			.saturating_add(T::DbWeight::get().writes(1_u64.saturating_mul(s.into())))
	}
	/// At least 63_567 ns of wasm.
	fn top_up() -> Weight {
		Weight::from_parts(69_269_000, 0)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// At least 20_763 ns of wasm.
	fn close_session() -> Weight {
		Weight::from_parts(21_773_000, 0)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 94_179 ns of wasm.
	fn release() -> Weight {
		Weight::from_parts(97_489_000, 0)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(2))
	}
}
