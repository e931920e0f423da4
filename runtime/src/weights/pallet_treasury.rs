// SPDX-License-Identifier: Apache-2.0

//! Weights of `pallet_treasury`. Written by `scripts/weights.sh`; do not edit.
//!
//! Measured on 2026-11-26, in the wasm executor that nodes use,
//! with 20 steps and 5 repeats.
//! Machine: AMD EPYC, 2 cores, 24 GiB.
//! Proof sizes are zero: nobody proves this chain's blocks to another chain.

#![allow(unused_imports)]

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// Weights of `pallet_treasury`.
pub struct WeightInfo<T>(PhantomData<T>);

impl<T: frame_system::Config> pallet_treasury::WeightInfo for WeightInfo<T> {
	/// At least 14_762 ns of wasm.
	fn spend_local() -> Weight {
		Weight::from_parts(15_052_000, 0)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// At least 7_562 ns of wasm.
	fn remove_approval() -> Weight {
		Weight::from_parts(8_242_000, 0)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 20_171 ns of wasm.
	///
	/// `p` from 0 to 99.
	fn on_initialize_proposals(p: u32) -> Weight {
		Weight::from_parts(22_021_474, 0)
			.saturating_add(Weight::from_parts(232_455, 0).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// At least 26_840 ns of wasm.
	fn spend() -> Weight {
		Weight::from_parts(36_454_000, 0)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// At least 80_280 ns of wasm.
	fn payout() -> Weight {
		Weight::from_parts(106_809_000, 0)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// At least 20_530 ns of wasm.
	fn check_status() -> Weight {
		Weight::from_parts(26_740_000, 0)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 18_989 ns of wasm.
	fn void_spend() -> Weight {
		Weight::from_parts(25_789_000, 0)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
}
