// SPDX-License-Identifier: Apache-2.0

//! Weights of `pallet_child_bounties`. Written by `scripts/weights.sh`; do not edit.
//!
//! Measured on 2026-11-26, in the wasm executor that nodes use,
//! with 20 steps and 5 repeats.
//! Machine: AMD EPYC, 2 cores, 24 GiB.
//! Proof sizes are zero: nobody proves this chain's blocks to another chain.

#![allow(unused_imports)]

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// Weights of `pallet_child_bounties`.
pub struct WeightInfo<T>(PhantomData<T>);

impl<T: frame_system::Config> pallet_child_bounties::WeightInfo for WeightInfo<T> {
	/// At least 115_121 ns of wasm.
	///
	/// `d` from 0 to 16384.
	fn add_child_bounty(d: u32) -> Weight {
		Weight::from_parts(126_258_721, 0)
			.saturating_add(Weight::from_parts(577, 0).saturating_mul(d.into()))
			.saturating_add(T::DbWeight::get().reads(7))
			.saturating_add(T::DbWeight::get().writes(7))
	}
	/// At least 22_183 ns of wasm.
	fn propose_curator() -> Weight {
		Weight::from_parts(22_513_000, 0)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// At least 44_015 ns of wasm.
	fn accept_curator() -> Weight {
		Weight::from_parts(44_225_000, 0)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// At least 56_484 ns of wasm.
	fn unassign_curator() -> Weight {
		Weight::from_parts(57_626_000, 0)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// At least 28_362 ns of wasm.
	fn award_child_bounty() -> Weight {
		Weight::from_parts(29_854_000, 0)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 186_248 ns of wasm.
	fn claim_child_bounty() -> Weight {
		Weight::from_parts(188_761_000, 0)
			.saturating_add(T::DbWeight::get().reads(7))
			.saturating_add(T::DbWeight::get().writes(7))
	}
	/// At least 108_462 ns of wasm.
	fn close_child_bounty_added() -> Weight {
		Weight::from_parts(120_099_000, 0)
			.saturating_add(T::DbWeight::get().reads(6))
			.saturating_add(T::DbWeight::get().writes(6))
	}
	/// At least 125_386 ns of wasm.
	fn close_child_bounty_active() -> Weight {
		Weight::from_parts(127_059_000, 0)
			.saturating_add(T::DbWeight::get().reads(7))
			.saturating_add(T::DbWeight::get().writes(7))
	}
}
