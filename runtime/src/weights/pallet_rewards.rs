// SPDX-License-Identifier: Apache-2.0

//! Weights of `pallet_rewards`. Written by `scripts/weights.sh`; do not edit.
//!
//! Measured on 2026-11-26, in the wasm executor that nodes use,
//! with 20 steps and 5 repeats.
//! Machine: AMD EPYC, 2 cores, 24 GiB.
//! Proof sizes are zero: nobody proves this chain's blocks to another chain.

#![allow(unused_imports)]

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// Weights of `pallet_rewards`.
pub struct WeightInfo<T>(PhantomData<T>);

impl<T: frame_system::Config> pallet_rewards::WeightInfo for WeightInfo<T> {
	/// At least 114_410 ns of wasm.
	///
	/// `n` from 1 to 64.
	fn claim(n: u32) -> Weight {
		Weight::from_parts(92_791_778, 0)
			.saturating_add(Weight::from_parts(34_297_170, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().reads(4_u64.saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(4))
			.saturating_add(T::DbWeight::get().writes(1_u64.saturating_mul(n.into())))
	}
	/// At least 115_633 ns of wasm.
	///
	/// `n` from 1 to 64.
	fn claim_for(n: u32) -> Weight {
		Weight::from_parts(116_974_000, 0)
			.saturating_add(Weight::from_parts(96_091_289, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().reads(5_u64.saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(4))
			.saturating_add(T::DbWeight::get().writes(2_u64.saturating_mul(n.into())))
	}
	/// At least 99_929 ns of wasm.
	fn claim_curator() -> Weight {
		Weight::from_parts(100_279_000, 0)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	/// At least 11_537 ns of wasm.
	fn set_waterfall() -> Weight {
		Weight::from_parts(12_068_000, 0)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(2))
	}
}
