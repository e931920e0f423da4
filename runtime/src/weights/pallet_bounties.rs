// SPDX-License-Identifier: Apache-2.0

//! Weights of `pallet_bounties`. Written by `scripts/weights.sh`; do not edit.
//!
//! Measured on 2026-11-27, in the wasm executor that nodes use,
//! with 20 steps and 5 repeats.
//! Machine: AMD EPYC, 2 cores, 24 GiB.
//! Proof sizes are zero: nobody proves this chain's blocks to another chain.

#![allow(unused_imports)]

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// Weights of `pallet_bounties`.
pub struct WeightInfo<T>(PhantomData<T>);

impl<T: frame_system::Config> pallet_bounties::WeightInfo for WeightInfo<T> {
	/// At least 22_604 ns of wasm.
	///
	/// `d` from 0 to 16384.
	fn propose_bounty(d: u32) -> Weight {
		Weight::from_parts(23_314_158, 0)
			.saturating_add(Weight::from_parts(258, 0).saturating_mul(d.into()))
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	/// At least 10_566 ns of wasm.
	fn approve_bounty() -> Weight {
		Weight::from_parts(11_157_000, 0)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// At least 10_786 ns of wasm.
	fn propose_curator() -> Weight {
		Weight::from_parts(11_327_000, 0)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 12_368 ns of wasm.
	fn approve_bounty_with_curator() -> Weight {
		Weight::from_parts(13_180_000, 0)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// At least 33_691 ns of wasm.
	fn unassign_curator() -> Weight {
		Weight::from_parts(34_682_000, 0)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// At least 28_543 ns of wasm.
	fn accept_curator() -> Weight {
		Weight::from_parts(29_384_000, 0)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// At least 16_926 ns of wasm.
	fn award_bounty() -> Weight {
		Weight::from_parts(18_277_000, 0)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 118_817 ns of wasm.
	fn claim_bounty() -> Weight {
		Weight::from_parts(120_781_000, 0)
			.saturating_add(T::DbWeight::get().reads(7))
			.saturating_add(T::DbWeight::get().writes(9))
	}
	/// At least 35_433 ns of wasm.
	fn close_bounty_proposed() -> Weight {
		Weight::from_parts(36_484_000, 0)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	/// At least 73_771 ns of wasm.
	fn close_bounty_active() -> Weight {
		Weight::from_parts(74_871_000, 0)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(7))
	}
	/// At least 14_862 ns of wasm.
	fn extend_bounty_expiry() -> Weight {
		Weight::from_parts(15_092_000, 0)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 2_393 ns of wasm.
	///
	/// `b` from 0 to 100.
	fn spend_funds(b: u32) -> Weight {
		Weight::from_parts(2_414_000, 0)
			.saturating_add(Weight::from_parts(42_643_587, 0).saturating_mul(b.into()))
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().reads(5_u64.saturating_mul(b.into())))
			.saturating_add(T::DbWeight::get().writes(1))
			.saturating_add(T::DbWeight::get().writes(4_u64.saturating_mul(b.into())))
	}
	/// At least 29_414 ns of wasm.
	fn poke_deposit() -> Weight {
		Weight::from_parts(32_598_000, 0)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// At least 53_840 ns of wasm.
	fn reclaim_bounty_funds() -> Weight {
		Weight::from_parts(57_415_000, 0)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(2))
	}
}
