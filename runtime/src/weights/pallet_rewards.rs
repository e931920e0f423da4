// SPDX-License-Identifier: Apache-2.0

//! Weights of `pallet_rewards`. Written by `scripts/weights.sh`; do not edit.
//!
//! Measured on 2026-11-27, in the wasm executor that nodes use,
//! with 20 steps and 5 repeats.
//! Machine: AMD EPYC, 2 cores, 24 GiB.
//! Proof sizes are zero: nobody proves this chain's blocks to another chain.

#![allow(unused_imports)]

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// Weights of `pallet_rewards`.
pub struct WeightInfo<T>(PhantomData<T>);

impl<T: frame_system::Config> pallet_rewards::WeightInfo for WeightInfo<T> {
	/// At least 71_036 ns of wasm.
	///
	/// `n` from 1 to 64.
	fn claim(n: u32) -> Weight {
		Weight::from_parts(20_225_496, 0)
			.saturating_add(Weight::from_parts(23_125_217, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().reads(4_u64.saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(4))
			.saturating_add(T::DbWeight::get().writes(1_u64.saturating_mul(n.into())))
	}
	/// At least 73_700 ns of wasm.
	///
	/// `n` from 1 to 64.
	fn claim_for(n: u32) -> Weight {
		Weight::from_parts(74_000_000, 0)
			.saturating_add(Weight::from_parts(59_432_416, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().reads(5_u64.saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(4))
			.saturating_add(T::DbWeight::get().writes(2_u64.saturating_mul(n.into())))
	}
	/// At least 62_243 ns of wasm.
	fn claim_curator() -> Weight {
		Weight::from_parts(63_164_000, 0)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	/// At least 7_641 ns of wasm.
	fn set_waterfall() -> Weight {
		Weight::from_parts(7_951_000, 0)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(2))
	}
}
