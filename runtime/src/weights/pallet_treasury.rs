// SPDX-License-Identifier: Apache-2.0

//! Weights of `pallet_treasury`. Written by `scripts/weights.sh`; do not edit.
//!
//! Measured on 2026-11-27, in the wasm executor that nodes use,
//! with 20 steps and 5 repeats.
//! Machine: AMD EPYC, 2 cores, 24 GiB.
//! Proof sizes are zero: nobody proves this chain's blocks to another chain.

#![allow(unused_imports)]

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// Weights of `pallet_treasury`.
pub struct WeightInfo<T>(PhantomData<T>);

impl<T: frame_system::Config> pallet_treasury::WeightInfo for WeightInfo<T> {
	/// At least 9_103 ns of wasm.
	fn spend_local() -> Weight {
		Weight::from_parts(10_045_000, 0)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// At least 5_007 ns of wasm.
	fn remove_approval() -> Weight {
		Weight::from_parts(5_148_000, 0)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 15_503 ns of wasm.
	///
	/// `p` from 0 to 99.
	fn on_initialize_proposals(p: u32) -> Weight {
		Weight::from_parts(16_682_817, 0)
			.saturating_add(Weight::from_parts(64_505, 0).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// At least 11_597 ns of wasm.
	fn spend() -> Weight {
		Weight::from_parts(12_188_000, 0)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// At least 50_084 ns of wasm.
	fn payout() -> Weight {
		Weight::from_parts(51_367_000, 0)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// At least 9_645 ns of wasm.
	fn check_status() -> Weight {
		Weight::from_parts(9_895_000, 0)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 9_094 ns of wasm.
	fn void_spend() -> Weight {
		Weight::from_parts(9_364_000, 0)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
}
