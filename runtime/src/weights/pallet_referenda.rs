// SPDX-License-Identifier: Apache-2.0

//! Weights of `pallet_referenda`. Written by `scripts/weights.sh`; do not edit.
//!
//! Measured on 2026-11-26, in the wasm executor that nodes use,
//! with 20 steps and 5 repeats.
//! Machine: AMD EPYC, 2 cores, 24 GiB.
//! Proof sizes are zero: nobody proves this chain's blocks to another chain.

#![allow(unused_imports)]

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// Weights of `pallet_referenda`.
pub struct WeightInfo<T>(PhantomData<T>);

impl<T: frame_system::Config> pallet_referenda::weights::WeightInfo for WeightInfo<T> {
	/// At least 50_776 ns of wasm.
	fn submit() -> Weight {
		Weight::from_parts(53_049_000, 0)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// At least 67_441 ns of wasm.
	fn place_decision_deposit_preparing() -> Weight {
		Weight::from_parts(69_644_000, 0)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	/// At least 82_744 ns of wasm.
	fn place_decision_deposit_queued() -> Weight {
		Weight::from_parts(83_644_000, 0)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	/// At least 85_688 ns of wasm.
	fn place_decision_deposit_not_queued() -> Weight {
		Weight::from_parts(87_450_000, 0)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	/// At least 78_948 ns of wasm.
	fn place_decision_deposit_passing() -> Weight {
		Weight::from_parts(82_343_000, 0)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(5))
	}
	/// At least 77_275 ns of wasm.
	fn place_decision_deposit_failing() -> Weight {
		Weight::from_parts(79_288_000, 0)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(5))
	}
	/// At least 35_793 ns of wasm.
	fn refund_decision_deposit() -> Weight {
		Weight::from_parts(36_865_000, 0)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 33_911 ns of wasm.
	fn refund_submission_deposit() -> Weight {
		Weight::from_parts(35_173_000, 0)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 34_391 ns of wasm.
	fn cancel() -> Weight {
		Weight::from_parts(34_702_000, 0)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// At least 104_486 ns of wasm.
	fn kill() -> Weight {
		Weight::from_parts(108_641_000, 0)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	/// At least 20_431 ns of wasm.
	fn one_fewer_deciding_queue_empty() -> Weight {
		Weight::from_parts(20_991_000, 0)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 56_584 ns of wasm.
	fn one_fewer_deciding_failing() -> Weight {
		Weight::from_parts(58_217_000, 0)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// At least 60_270 ns of wasm.
	fn one_fewer_deciding_passing() -> Weight {
		Weight::from_parts(62_533_000, 0)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// At least 34_060 ns of wasm.
	fn nudge_referendum_requeued_insertion() -> Weight {
		Weight::from_parts(34_672_000, 0)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 36_484 ns of wasm.
	fn nudge_referendum_requeued_slide() -> Weight {
		Weight::from_parts(36_995_000, 0)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 43_044 ns of wasm.
	fn nudge_referendum_queued() -> Weight {
		Weight::from_parts(43_715_000, 0)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// At least 39_178 ns of wasm.
	fn nudge_referendum_not_queued() -> Weight {
		Weight::from_parts(41_572_000, 0)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// At least 34_231 ns of wasm.
	fn nudge_referendum_no_deposit() -> Weight {
		Weight::from_parts(34_421_000, 0)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// At least 33_410 ns of wasm.
	fn nudge_referendum_preparing() -> Weight {
		Weight::from_parts(34_291_000, 0)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// At least 24_036 ns of wasm.
	fn nudge_referendum_timed_out() -> Weight {
		Weight::from_parts(24_987_000, 0)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 42_794 ns of wasm.
	fn nudge_referendum_begin_deciding_failing() -> Weight {
		Weight::from_parts(44_176_000, 0)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// At least 44_647 ns of wasm.
	fn nudge_referendum_begin_deciding_passing() -> Weight {
		Weight::from_parts(46_299_000, 0)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// At least 37_146 ns of wasm.
	fn nudge_referendum_begin_confirming() -> Weight {
		Weight::from_parts(40_971_000, 0)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// At least 38_167 ns of wasm.
	fn nudge_referendum_end_confirming() -> Weight {
		Weight::from_parts(39_409_000, 0)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// At least 37_116 ns of wasm.
	fn nudge_referendum_continue_not_confirming() -> Weight {
		Weight::from_parts(38_497_000, 0)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// At least 35_744 ns of wasm.
	fn nudge_referendum_continue_confirming() -> Weight {
		Weight::from_parts(36_714_000, 0)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// At least 52_108 ns of wasm.
	fn nudge_referendum_approved() -> Weight {
		Weight::from_parts(55_343_000, 0)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	/// At least 37_355 ns of wasm.
	fn nudge_referendum_rejected() -> Weight {
		Weight::from_parts(39_028_000, 0)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// At least 25_328 ns of wasm.
	fn set_some_metadata() -> Weight {
		Weight::from_parts(25_959_000, 0)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 20_841 ns of wasm.
	fn clear_metadata() -> Weight {
		Weight::from_parts(21_281_000, 0)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
	}
}
