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
	/// At least 91_360 ns of wasm.
	///
	/// `n` from 1 to 64.
	fn claim(n: u32) -> Weight {
		Weight::from_parts(58_879_883, 0)
			.saturating_add(Weight::from_parts(27_313_330, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().reads(4_u64.saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(4))
			.saturating_add(T::DbWeight::get().writes(1_u64.saturating_mul(n.into())))
	}
	/// At least 95_990 ns of wasm.
	///
	/// `n` from 1 to 64.
	fn claim_for(n: u32) -> Weight {
		Weight::from_parts(96_381_000, 0)
			.saturating_add(Weight::from_parts(84_654_794, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().reads(5_u64.saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(4))
			.saturating_add(T::DbWeight::get().writes(2_u64.saturating_mul(n.into())))
	}
	/// At least 78_178 ns of wasm.
	fn claim_curator() -> Weight {
		Weight::from_parts(80_919_000, 0)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	/// At least 9_937 ns of wasm.
	fn set_waterfall() -> Weight {
		Weight::from_parts(10_300_000, 0)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(2))
	}
}
