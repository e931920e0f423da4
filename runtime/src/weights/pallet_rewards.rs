// SPDX-License-Identifier: Apache-2.0

//! Weights of `pallet_rewards`. Written by `scripts/weights.sh`; do not edit.
//!
//! Measured on 2026-11-21, in the wasm executor that nodes use,
//! with 16 steps and 7 repeats.
//! Machine: Intel(R) Xeon(R) Processor, 2 cores, 24 GiB.
//! Other programs ran on the machine at the same time: the numbers are pessimistic.
//! Proof sizes are zero: nobody proves this chain's blocks to another chain.

#![allow(unused_imports)]

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// Weights of `pallet_rewards`.
pub struct WeightInfo<T>(PhantomData<T>);

impl<T: frame_system::Config> pallet_rewards::WeightInfo for WeightInfo<T> {
	/// At least 89_957 ns of wasm.
	///
	/// `n` from 1 to 64.
	fn claim(n: u32) -> Weight {
		Weight::from_parts(68_413_925, 0)
			.saturating_add(Weight::from_parts(26_568_215, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().reads(4_u64.saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(4))
			.saturating_add(T::DbWeight::get().writes(1_u64.saturating_mul(n.into())))
	}
	/// At least 94_702 ns of wasm.
	///
	/// `n` from 1 to 64.
	fn claim_for(n: u32) -> Weight {
		Weight::from_parts(22_189_598, 0)
			.saturating_add(Weight::from_parts(73_917_657, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().reads(5_u64.saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(4))
			.saturating_add(T::DbWeight::get().writes(2_u64.saturating_mul(n.into())))
	}
	/// At least 78_528 ns of wasm.
	fn claim_curator() -> Weight {
		Weight::from_parts(80_958_000, 0)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	/// At least 9_690 ns of wasm.
	fn set_waterfall() -> Weight {
		Weight::from_parts(10_174_000, 0)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(2))
	}
}
