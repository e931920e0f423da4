// SPDX-License-Identifier: Apache-2.0

//! Weights of `pallet_conviction_voting`. Written by `scripts/weights.sh`; do not edit.
//!
//! Measured on 2026-11-27, in the wasm executor that nodes use,
//! with 20 steps and 5 repeats.
//! Machine: AMD EPYC, 2 cores, 24 GiB.
//! Proof sizes are zero: nobody proves this chain's blocks to another chain.

#![allow(unused_imports)]

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// Weights of `pallet_conviction_voting`.
pub struct WeightInfo<T>(PhantomData<T>);

impl<T: frame_system::Config> pallet_conviction_voting::weights::WeightInfo for WeightInfo<T> {
	/// At least 79_860 ns of wasm.
	fn vote_new() -> Weight {
		Weight::from_parts(87_611_000, 0)
			.saturating_add(T::DbWeight::get().reads(7))
			.saturating_add(T::DbWeight::get().writes(5))
	}
	/// At least 130_094 ns of wasm.
	fn vote_existing() -> Weight {
		Weight::from_parts(141_261_000, 0)
			.saturating_add(T::DbWeight::get().reads(8))
			.saturating_add(T::DbWeight::get().writes(7))
	}
	/// At least 86_690 ns of wasm.
	fn remove_vote() -> Weight {
		Weight::from_parts(89_684_000, 0)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(5))
	}
	/// At least 37_957 ns of wasm.
	fn remove_other_vote() -> Weight {
		Weight::from_parts(40_060_000, 0)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 70_375 ns of wasm.
	///
	/// `r` from 0 to 100.
	fn delegate(r: u32) -> Weight {
		Weight::from_parts(185_052_438, 0)
			.saturating_add(Weight::from_parts(21_949_386, 0).saturating_mul(r.into()))
			.saturating_add(T::DbWeight::get().reads(8))
			.saturating_add(T::DbWeight::get().reads(1_u64.saturating_mul(r.into())))
			.saturating_add(T::DbWeight::get().writes(17))
			.saturating_add(T::DbWeight::get().writes(2_u64.saturating_mul(r.into())))
	}
	/// At least 40_020 ns of wasm.
	///
	/// `r` from 0 to 100.
	fn undelegate(r: u32) -> Weight {
		Weight::from_parts(157_621_136, 0)
			.saturating_add(Weight::from_parts(22_271_696, 0).saturating_mul(r.into()))
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().reads(1_u64.saturating_mul(r.into())))
			.saturating_add(T::DbWeight::get().writes(15))
			.saturating_add(T::DbWeight::get().writes(2_u64.saturating_mul(r.into())))
	}
	/// At least 80_130 ns of wasm.
	fn unlock() -> Weight {
		Weight::from_parts(83_945_000, 0)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(3))
	}
}
