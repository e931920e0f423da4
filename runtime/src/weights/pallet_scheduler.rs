// SPDX-License-Identifier: Apache-2.0

//! Weights of `pallet_scheduler`. Written by `scripts/weights.sh`; do not edit.
//!
//! Measured on 2026-11-27, in the wasm executor that nodes use,
//! with 20 steps and 5 repeats.
//! Machine: AMD EPYC, 2 cores, 24 GiB.
//! Proof sizes are zero: nobody proves this chain's blocks to another chain.

#![allow(unused_imports)]

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// Weights of `pallet_scheduler`.
pub struct WeightInfo<T>(PhantomData<T>);

impl<T: frame_system::Config> pallet_scheduler::WeightInfo for WeightInfo<T> {
	/// At least 4_757 ns of wasm.
	fn service_agendas_base() -> Weight {
		Weight::from_parts(5_068_000, 0)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 3_255 ns of wasm.
	///
	/// `s` from 0 to 50.
	fn service_agenda_base(s: u32) -> Weight {
		Weight::from_parts(5_027_052, 0)
			.saturating_add(Weight::from_parts(194_361, 0).saturating_mul(s.into()))
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 2_494 ns of wasm.
	fn service_task_base() -> Weight {
		Weight::from_parts(2_664_000, 0)
	}
	/// At least 13_030 ns of wasm.
	///
	/// `s` from 128 to 4194304.
	fn service_task_fetched(s: u32) -> Weight {
		Weight::from_parts(13_730_000, 0)
			.saturating_add(Weight::from_parts(405, 0).saturating_mul(s.into()))
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// At least 3_545 ns of wasm.
	fn service_task_named() -> Weight {
		Weight::from_parts(3_805_000, 0).saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 2_463 ns of wasm.
	fn service_task_periodic() -> Weight {
		Weight::from_parts(2_594_000, 0)
	}
	/// At least 2_915 ns of wasm.
	fn execute_dispatch_signed() -> Weight {
		Weight::from_parts(3_065_000, 0).saturating_add(T::DbWeight::get().reads(1))
	}
	/// At least 1_812 ns of wasm.
	fn execute_dispatch_unsigned() -> Weight {
		Weight::from_parts(1_813_000, 0)
	}
	/// At least 7_992 ns of wasm.
	///
	/// `s` from 0 to 49.
	fn schedule(s: u32) -> Weight {
		Weight::from_parts(10_217_699, 0)
			.saturating_add(Weight::from_parts(210_349, 0).saturating_mul(s.into()))
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 12_549 ns of wasm.
	///
	/// `s` from 1 to 50.
	fn cancel(s: u32) -> Weight {
		Weight::from_parts(12_760_265, 0)
			.saturating_add(Weight::from_parts(323_286, 0).saturating_mul(s.into()))
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// At least 10_276 ns of wasm.
	///
	/// `s` from 0 to 49.
	fn schedule_named(s: u32) -> Weight {
		Weight::from_parts(13_007_988, 0)
			.saturating_add(Weight::from_parts(262_118, 0).saturating_mul(s.into()))
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// At least 14_311 ns of wasm.
	///
	/// `s` from 1 to 50.
	fn cancel_named(s: u32) -> Weight {
		Weight::from_parts(14_632_102, 0)
			.saturating_add(Weight::from_parts(345_128, 0).saturating_mul(s.into()))
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// At least 7_300 ns of wasm.
	///
	/// `s` from 1 to 50.
	fn schedule_retry(s: u32) -> Weight {
		Weight::from_parts(7_738_765, 0)
			.saturating_add(Weight::from_parts(11_187, 0).saturating_mul(s.into()))
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// At least 16_605 ns of wasm.
	fn set_retry() -> Weight {
		Weight::from_parts(17_165_000, 0)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 20_170 ns of wasm.
	fn set_retry_named() -> Weight {
		Weight::from_parts(21_362_000, 0)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 15_493 ns of wasm.
	fn cancel_retry() -> Weight {
		Weight::from_parts(15_634_000, 0)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 19_990 ns of wasm.
	fn cancel_retry_named() -> Weight {
		Weight::from_parts(20_590_000, 0)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
	}
}
