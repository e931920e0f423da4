// SPDX-License-Identifier: Apache-2.0

//! Weights of `pallet_agents`. Written by `scripts/weights.sh`; do not edit.
//!
//! Measured on 2026-11-21, in the wasm executor that nodes use,
//! with 16 steps and 7 repeats.
//! Machine: Intel(R) Xeon(R) Processor, 2 cores, 24 GiB.
//! Other programs ran on the machine at the same time: the numbers are pessimistic.
//! Proof sizes are zero: nobody proves this chain's blocks to another chain.

#![allow(unused_imports)]

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// Weights of `pallet_agents`.
pub struct WeightInfo<T>(PhantomData<T>);

impl<T: frame_system::Config> pallet_agents::WeightInfo for WeightInfo<T> {
	/// At least 60_403 ns of wasm.
	///
	/// `u` from 0 to 32.
	fn register(u: u32) -> Weight {
		Weight::from_parts(65_695_391, 0)
			.saturating_add(Weight::from_parts(3_487_502, 0).saturating_mul(u.into()))
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().reads(1_u64.saturating_mul(u.into())))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	/// At least 22_791 ns of wasm.
	///
	/// `u` from 0 to 32.
	fn update(u: u32) -> Weight {
		Weight::from_parts(29_199_022, 0)
			.saturating_add(Weight::from_parts(3_651_218, 0).saturating_mul(u.into()))
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().reads(1_u64.saturating_mul(u.into())))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 20_980 ns of wasm.
	fn set_beneficiary() -> Weight {
		Weight::from_parts(24_450_000, 0)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 20_102 ns of wasm.
	fn retire() -> Weight {
		Weight::from_parts(21_241_000, 0)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 76_845 ns of wasm.
	fn transfer() -> Weight {
		Weight::from_parts(89_132_000, 0)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(5))
	}
}
