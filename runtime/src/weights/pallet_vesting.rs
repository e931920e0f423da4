// SPDX-License-Identifier: Apache-2.0

//! Weights of `pallet_vesting`. Written by `scripts/weights.sh`; do not edit.
//!
//! Measured on 2026-11-26, in the wasm executor that nodes use,
//! with 20 steps and 5 repeats.
//! Machine: AMD EPYC, 2 cores, 24 GiB.
//! Proof sizes are zero: nobody proves this chain's blocks to another chain.

#![allow(unused_imports)]

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// Weights of `pallet_vesting`.
pub struct WeightInfo<T>(PhantomData<T>);

impl<T: frame_system::Config> pallet_vesting::WeightInfo for WeightInfo<T> {
	/// At least 46_049 ns of wasm.
	///
	/// `l` from 0 to 49.
	///
	/// `s` from 1 to 28.
	fn vest_locked(l: u32, s: u32) -> Weight {
		Weight::from_parts(52_077_688, 0)
			.saturating_add(Weight::from_parts(14_745, 0).saturating_mul(l.into()))
			.saturating_add(Weight::from_parts(332_021, 0).saturating_mul(s.into()))
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// At least 48_672 ns of wasm.
	///
	/// `l` from 0 to 49.
	///
	/// `s` from 1 to 28.
	fn vest_unlocked(l: u32, s: u32) -> Weight {
		Weight::from_parts(48_249_659, 0)
			.saturating_add(Weight::from_parts(119_780, 0).saturating_mul(l.into()))
			.saturating_add(Weight::from_parts(287_783, 0).saturating_mul(s.into()))
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// At least 49_103 ns of wasm.
	///
	/// `l` from 0 to 49.
	///
	/// `s` from 1 to 28.
	fn vest_other_locked(l: u32, s: u32) -> Weight {
		Weight::from_parts(59_365_616, 0)
			.saturating_add(Weight::from_parts(16_296, 0).saturating_mul(l.into()))
			.saturating_add(Weight::from_parts(50_525, 0).saturating_mul(s.into()))
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// At least 50_906 ns of wasm.
	///
	/// `l` from 0 to 49.
	///
	/// `s` from 1 to 28.
	fn vest_other_unlocked(l: u32, s: u32) -> Weight {
		Weight::from_parts(43_700_429, 0)
			.saturating_add(Weight::from_parts(252_710, 0).saturating_mul(l.into()))
			.saturating_add(Weight::from_parts(649_699, 0).saturating_mul(s.into()))
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// At least 110_164 ns of wasm.
	///
	/// `l` from 0 to 49.
	///
	/// `s` from 0 to 27.
	fn vested_transfer(l: u32, s: u32) -> Weight {
		Weight::from_parts(117_393_054, 0)
			.saturating_add(Weight::from_parts(8_768, 0).saturating_mul(l.into()))
			.saturating_add(Weight::from_parts(419_794, 0).saturating_mul(s.into()))
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// At least 113_279 ns of wasm.
	///
	/// `l` from 0 to 49.
	///
	/// `s` from 0 to 27.
	fn force_vested_transfer(_l: u32, s: u32) -> Weight {
		Weight::from_parts(120_172_442, 0)
			.saturating_add(Weight::from_parts(213_615, 0).saturating_mul(s.into()))
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	/// At least 45_709 ns of wasm.
	///
	/// `l` from 0 to 49.
	///
	/// `s` from 2 to 28.
	fn not_unlocking_merge_schedules(l: u32, s: u32) -> Weight {
		Weight::from_parts(47_081_011, 0)
			.saturating_add(Weight::from_parts(23_118, 0).saturating_mul(l.into()))
			.saturating_add(Weight::from_parts(227_324, 0).saturating_mul(s.into()))
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// At least 49_484 ns of wasm.
	///
	/// `l` from 0 to 49.
	///
	/// `s` from 2 to 28.
	fn unlocking_merge_schedules(l: u32, s: u32) -> Weight {
		Weight::from_parts(44_324_999, 0)
			.saturating_add(Weight::from_parts(151_949, 0).saturating_mul(l.into()))
			.saturating_add(Weight::from_parts(287_568, 0).saturating_mul(s.into()))
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// At least 54_802 ns of wasm.
	///
	/// `l` from 0 to 49.
	///
	/// `s` from 2 to 28.
	fn force_remove_vesting_schedule(l: u32, s: u32) -> Weight {
		Weight::from_parts(55_774_568, 0)
			.saturating_add(Weight::from_parts(43_362, 0).saturating_mul(l.into()))
			.saturating_add(Weight::from_parts(418_250, 0).saturating_mul(s.into()))
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(3))
	}
}
