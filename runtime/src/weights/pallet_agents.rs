// SPDX-License-Identifier: Apache-2.0

//! Weights of `pallet_agents`. Written by `scripts/weights.sh`; do not edit.
//!
//! Measured on 2026-11-26, in the wasm executor that nodes use,
//! with 20 steps and 5 repeats.
//! Machine: AMD EPYC, 2 cores, 24 GiB.
//! Proof sizes are zero: nobody proves this chain's blocks to another chain.

#![allow(unused_imports)]

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// Weights of `pallet_agents`.
pub struct WeightInfo<T>(PhantomData<T>);

impl<T: frame_system::Config> pallet_agents::WeightInfo for WeightInfo<T> {
	/// At least 84_646 ns of wasm.
	///
	/// `u` from 0 to 32.
	fn register(u: u32) -> Weight {
		Weight::from_parts(88_300_217, 0)
			.saturating_add(Weight::from_parts(4_534_393, 0).saturating_mul(u.into()))
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().reads(1_u64.saturating_mul(u.into())))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	/// At least 30_235 ns of wasm.
	///
	/// `u` from 0 to 32.
	fn update(u: u32) -> Weight {
		Weight::from_parts(59_366_441, 0)
			.saturating_add(Weight::from_parts(3_646_077, 0).saturating_mul(u.into()))
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().reads(1_u64.saturating_mul(u.into())))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 19_059 ns of wasm.
	fn set_beneficiary() -> Weight {
		Weight::from_parts(20_180_000, 0)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 19_459 ns of wasm.
	fn retire() -> Weight {
		Weight::from_parts(20_470_000, 0)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 92_367 ns of wasm.
	fn transfer() -> Weight {
		Weight::from_parts(93_760_000, 0)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(5))
	}
}
