// SPDX-License-Identifier: Apache-2.0

//! Weights of `pallet_referenda`. Written by `scripts/weights.sh`; do not edit.
//!
//! Measured on 2026-11-27, in the wasm executor that nodes use,
//! with 20 steps and 5 repeats.
//! Machine: AMD EPYC, 2 cores, 24 GiB.
//! Proof sizes are zero: nobody proves this chain's blocks to another chain.

#![allow(unused_imports)]

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// Weights of `pallet_referenda`.
pub struct WeightInfo<T>(PhantomData<T>);

impl<T: frame_system::Config> pallet_referenda::weights::WeightInfo for WeightInfo<T> {
	/// At least 33_140 ns of wasm.
	fn submit() -> Weight {
		Weight::from_parts(33_680_000, 0)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// At least 43_925 ns of wasm.
	fn place_decision_deposit_preparing() -> Weight {
		Weight::from_parts(44_186_000, 0)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	/// At least 57_786 ns of wasm.
	fn place_decision_deposit_queued() -> Weight {
		Weight::from_parts(59_780_000, 0)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	/// At least 57_235 ns of wasm.
	fn place_decision_deposit_not_queued() -> Weight {
		Weight::from_parts(58_978_000, 0)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	/// At least 51_207 ns of wasm.
	fn place_decision_deposit_passing() -> Weight {
		Weight::from_parts(53_339_000, 0)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(5))
	}
	/// At least 50_275 ns of wasm.
	fn place_decision_deposit_failing() -> Weight {
		Weight::from_parts(51_167_000, 0)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(5))
	}
	/// At least 22_954 ns of wasm.
	fn refund_decision_deposit() -> Weight {
		Weight::from_parts(23_876_000, 0)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 21_963 ns of wasm.
	fn refund_submission_deposit() -> Weight {
		Weight::from_parts(22_183_000, 0)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 21_722 ns of wasm.
	fn cancel() -> Weight {
		Weight::from_parts(22_293_000, 0)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// At least 67_520 ns of wasm.
	fn kill() -> Weight {
		Weight::from_parts(68_492_000, 0)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	/// At least 13_420 ns of wasm.
	fn one_fewer_deciding_queue_empty() -> Weight {
		Weight::from_parts(14_171_000, 0)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 41_773 ns of wasm.
	fn one_fewer_deciding_failing() -> Weight {
		Weight::from_parts(42_864_000, 0)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// At least 44_436 ns of wasm.
	fn one_fewer_deciding_passing() -> Weight {
		Weight::from_parts(45_608_000, 0)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// At least 26_029 ns of wasm.
	fn nudge_referendum_requeued_insertion() -> Weight {
		Weight::from_parts(26_699_000, 0)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 24_907 ns of wasm.
	fn nudge_referendum_requeued_slide() -> Weight {
		Weight::from_parts(26_159_000, 0)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 30_215 ns of wasm.
	fn nudge_referendum_queued() -> Weight {
		Weight::from_parts(34_862_000, 0)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// At least 29_864 ns of wasm.
	fn nudge_referendum_not_queued() -> Weight {
		Weight::from_parts(31_387_000, 0)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// At least 21_602 ns of wasm.
	fn nudge_referendum_no_deposit() -> Weight {
		Weight::from_parts(22_253_000, 0)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// At least 21_142 ns of wasm.
	fn nudge_referendum_preparing() -> Weight {
		Weight::from_parts(22_023_000, 0)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// At least 15_854 ns of wasm.
	fn nudge_referendum_timed_out() -> Weight {
		Weight::from_parts(16_274_000, 0)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 28_102 ns of wasm.
	fn nudge_referendum_begin_deciding_failing() -> Weight {
		Weight::from_parts(28_583_000, 0)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// At least 29_104 ns of wasm.
	fn nudge_referendum_begin_deciding_passing() -> Weight {
		Weight::from_parts(30_055_000, 0)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// At least 25_538 ns of wasm.
	fn nudge_referendum_begin_confirming() -> Weight {
		Weight::from_parts(26_089_000, 0)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// At least 25_478 ns of wasm.
	fn nudge_referendum_end_confirming() -> Weight {
		Weight::from_parts(26_099_000, 0)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// At least 24_687 ns of wasm.
	fn nudge_referendum_continue_not_confirming() -> Weight {
		Weight::from_parts(25_378_000, 0)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// At least 22_925 ns of wasm.
	fn nudge_referendum_continue_confirming() -> Weight {
		Weight::from_parts(23_966_000, 0)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// At least 33_990 ns of wasm.
	fn nudge_referendum_approved() -> Weight {
		Weight::from_parts(35_163_000, 0)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	/// At least 25_648 ns of wasm.
	fn nudge_referendum_rejected() -> Weight {
		Weight::from_parts(25_958_000, 0)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// At least 16_214 ns of wasm.
	fn set_some_metadata() -> Weight {
		Weight::from_parts(17_206_000, 0)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 13_890 ns of wasm.
	fn clear_metadata() -> Weight {
		Weight::from_parts(14_331_000, 0)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
	}
}
