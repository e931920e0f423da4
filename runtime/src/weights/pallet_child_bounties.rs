// SPDX-License-Identifier: Apache-2.0

//! Weights of `pallet_child_bounties`. Written by `scripts/weights.sh`; do not edit.
//!
//! Measured on 2026-11-27, in the wasm executor that nodes use,
//! with 20 steps and 5 repeats.
//! Machine: AMD EPYC, 2 cores, 24 GiB.
//! Proof sizes are zero: nobody proves this chain's blocks to another chain.

#![allow(unused_imports)]

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// Weights of `pallet_child_bounties`.
pub struct WeightInfo<T>(PhantomData<T>);

impl<T: frame_system::Config> pallet_child_bounties::WeightInfo for WeightInfo<T> {
	/// At least 72_888 ns of wasm.
	///
	/// `d` from 0 to 16384.
	fn add_child_bounty(_d: u32) -> Weight {
		Weight::from_parts(76_004_597, 0)
			.saturating_add(T::DbWeight::get().reads(7))
			.saturating_add(T::DbWeight::get().writes(7))
	}
	/// At least 14_652 ns of wasm.
	fn propose_curator() -> Weight {
		Weight::from_parts(15_263_000, 0)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// At least 27_932 ns of wasm.
	fn accept_curator() -> Weight {
		Weight::from_parts(28_492_000, 0)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// At least 37_556 ns of wasm.
	fn unassign_curator() -> Weight {
		Weight::from_parts(37_877_000, 0)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// At least 19_509 ns of wasm.
	fn award_child_bounty() -> Weight {
		Weight::from_parts(20_160_000, 0)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 115_202 ns of wasm.
	fn claim_child_bounty() -> Weight {
		Weight::from_parts(116_724_000, 0)
			.saturating_add(T::DbWeight::get().reads(7))
			.saturating_add(T::DbWeight::get().writes(7))
	}
	/// At least 64_486 ns of wasm.
	fn close_child_bounty_added() -> Weight {
		Weight::from_parts(65_638_000, 0)
			.saturating_add(T::DbWeight::get().reads(6))
			.saturating_add(T::DbWeight::get().writes(6))
	}
	/// At least 77_846 ns of wasm.
	fn close_child_bounty_active() -> Weight {
		Weight::from_parts(79_208_000, 0)
			.saturating_add(T::DbWeight::get().reads(7))
			.saturating_add(T::DbWeight::get().writes(7))
	}
}
