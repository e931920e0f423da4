// SPDX-License-Identifier: Apache-2.0

//! Weights of `pallet_agents`. Written by `scripts/weights.sh`; do not edit.
//!
//! Measured on 2026-11-27, in the wasm executor that nodes use,
//! with 20 steps and 5 repeats.
//! Machine: AMD EPYC, 2 cores, 24 GiB.
//! Proof sizes are zero: nobody proves this chain's blocks to another chain.

#![allow(unused_imports)]

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// Weights of `pallet_agents`.
pub struct WeightInfo<T>(PhantomData<T>);

impl<T: frame_system::Config> pallet_agents::WeightInfo for WeightInfo<T> {
	/// At least 52_098 ns of wasm.
	///
	/// `u` from 0 to 32.
	fn register(u: u32) -> Weight {
		Weight::from_parts(54_888_419, 0)
			.saturating_add(Weight::from_parts(2_773_961, 0).saturating_mul(u.into()))
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().reads(1_u64.saturating_mul(u.into())))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	/// At least 17_967 ns of wasm.
	///
	/// `u` from 0 to 32.
	fn update(u: u32) -> Weight {
		Weight::from_parts(21_935_419, 0)
			.saturating_add(Weight::from_parts(3_034_172, 0).saturating_mul(u.into()))
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().reads(1_u64.saturating_mul(u.into())))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 12_349 ns of wasm.
	fn set_beneficiary() -> Weight {
		Weight::from_parts(12_609_000, 0)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 11_738 ns of wasm.
	fn retire() -> Weight {
		Weight::from_parts(12_198_000, 0)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 55_743 ns of wasm.
	fn transfer() -> Weight {
		Weight::from_parts(57_165_000, 0)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(5))
	}
}
