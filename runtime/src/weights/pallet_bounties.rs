// SPDX-License-Identifier: Apache-2.0

//! Weights of `pallet_bounties`. Written by `scripts/weights.sh`; do not edit.
//!
//! Measured on 2026-11-26, in the wasm executor that nodes use,
//! with 20 steps and 5 repeats.
//! Machine: AMD EPYC, 2 cores, 24 GiB.
//! Proof sizes are zero: nobody proves this chain's blocks to another chain.

#![allow(unused_imports)]

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// Weights of `pallet_bounties`.
pub struct WeightInfo<T>(PhantomData<T>);

impl<T: frame_system::Config> pallet_bounties::WeightInfo for WeightInfo<T> {
	/// At least 37_647 ns of wasm.
	///
	/// `d` from 0 to 16384.
	fn propose_bounty(d: u32) -> Weight {
		Weight::from_parts(47_805_341, 0)
			.saturating_add(Weight::from_parts(889, 0).saturating_mul(d.into()))
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	/// At least 16_645 ns of wasm.
	fn approve_bounty() -> Weight {
		Weight::from_parts(20_601_000, 0)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// At least 17_236 ns of wasm.
	fn propose_curator() -> Weight {
		Weight::from_parts(19_449_000, 0)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 18_788 ns of wasm.
	fn approve_bounty_with_curator() -> Weight {
		Weight::from_parts(20_490_000, 0)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// At least 53_170 ns of wasm.
	fn unassign_curator() -> Weight {
		Weight::from_parts(53_540_000, 0)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// At least 44_346 ns of wasm.
	fn accept_curator() -> Weight {
		Weight::from_parts(45_217_000, 0)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// At least 24_757 ns of wasm.
	fn award_bounty() -> Weight {
		Weight::from_parts(26_139_000, 0)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 190_113 ns of wasm.
	fn claim_bounty() -> Weight {
		Weight::from_parts(194_179_000, 0)
			.saturating_add(T::DbWeight::get().reads(7))
			.saturating_add(T::DbWeight::get().writes(9))
	}
	/// At least 55_322 ns of wasm.
	fn close_bounty_proposed() -> Weight {
		Weight::from_parts(55_913_000, 0)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	/// At least 120_700 ns of wasm.
	fn close_bounty_active() -> Weight {
		Weight::from_parts(143_284_000, 0)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(7))
	}
	/// At least 21_783 ns of wasm.
	fn extend_bounty_expiry() -> Weight {
		Weight::from_parts(34_211_000, 0)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 3_616 ns of wasm.
	///
	/// `b` from 0 to 100.
	fn spend_funds(b: u32) -> Weight {
		Weight::from_parts(3_625_000, 0)
			.saturating_add(Weight::from_parts(70_492_475, 0).saturating_mul(b.into()))
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().reads(5_u64.saturating_mul(b.into())))
			.saturating_add(T::DbWeight::get().writes(1))
			.saturating_add(T::DbWeight::get().writes(4_u64.saturating_mul(b.into())))
	}
	/// At least 46_068 ns of wasm.
	fn poke_deposit() -> Weight {
		Weight::from_parts(47_050_000, 0)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// At least 89_213 ns of wasm.
	fn reclaim_bounty_funds() -> Weight {
		Weight::from_parts(95_743_000, 0)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(2))
	}
}
