// SPDX-License-Identifier: Apache-2.0

//! Weights of `pallet_scheduler`. Written by `scripts/weights.sh`; do not edit.
//!
//! Measured on 2026-11-26, in the wasm executor that nodes use,
//! with 20 steps and 5 repeats.
//! Machine: AMD EPYC, 2 cores, 24 GiB.
//! Proof sizes are zero: nobody proves this chain's blocks to another chain.

#![allow(unused_imports)]

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// Weights of `pallet_scheduler`.
pub struct WeightInfo<T>(PhantomData<T>);

impl<T: frame_system::Config> pallet_scheduler::WeightInfo for WeightInfo<T> {
	/// At least 6_530 ns of wasm.
	fn service_agendas_base() -> Weight {
		Weight::from_parts(6_700_000, 0)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 4_907 ns of wasm.
	///
	/// `s` from 0 to 50.
	fn service_agenda_base(s: u32) -> Weight {
		Weight::from_parts(8_052_951, 0)
			.saturating_add(Weight::from_parts(482_604, 0).saturating_mul(s.into()))
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 4_146 ns of wasm.
	fn service_task_base() -> Weight {
		Weight::from_parts(4_506_000, 0)
	}
	/// At least 22_924 ns of wasm.
	///
	/// `s` from 128 to 4194304.
	fn service_task_fetched(s: u32) -> Weight {
		Weight::from_parts(8_464_463, 0)
			.saturating_add(Weight::from_parts(948, 0).saturating_mul(s.into()))
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// At least 6_290 ns of wasm.
	fn service_task_named() -> Weight {
		Weight::from_parts(6_760_000, 0).saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 3_976 ns of wasm.
	fn service_task_periodic() -> Weight {
		Weight::from_parts(4_006_000, 0)
	}
	/// At least 5_198 ns of wasm.
	fn execute_dispatch_signed() -> Weight {
		Weight::from_parts(5_318_000, 0).saturating_add(T::DbWeight::get().reads(1))
	}
	/// At least 3_425 ns of wasm.
	fn execute_dispatch_unsigned() -> Weight {
		Weight::from_parts(3_445_000, 0)
	}
	/// At least 13_900 ns of wasm.
	///
	/// `s` from 0 to 49.
	fn schedule(s: u32) -> Weight {
		Weight::from_parts(17_632_004, 0)
			.saturating_add(Weight::from_parts(534_689, 0).saturating_mul(s.into()))
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 21_753 ns of wasm.
	///
	/// `s` from 1 to 50.
	fn cancel(s: u32) -> Weight {
		Weight::from_parts(22_175_774, 0)
			.saturating_add(Weight::from_parts(808_170, 0).saturating_mul(s.into()))
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// At least 18_838 ns of wasm.
	///
	/// `s` from 0 to 49.
	fn schedule_named(s: u32) -> Weight {
		Weight::from_parts(24_140_894, 0)
			.saturating_add(Weight::from_parts(563_271, 0).saturating_mul(s.into()))
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// At least 24_497 ns of wasm.
	///
	/// `s` from 1 to 50.
	fn cancel_named(s: u32) -> Weight {
		Weight::from_parts(26_178_528, 0)
			.saturating_add(Weight::from_parts(820_453, 0).saturating_mul(s.into()))
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// At least 12_619 ns of wasm.
	///
	/// `s` from 1 to 50.
	fn schedule_retry(s: u32) -> Weight {
		Weight::from_parts(13_164_311, 0)
			.saturating_add(Weight::from_parts(46_974, 0).saturating_mul(s.into()))
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// At least 33_790 ns of wasm.
	fn set_retry() -> Weight {
		Weight::from_parts(35_974_000, 0)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 41_452 ns of wasm.
	fn set_retry_named() -> Weight {
		Weight::from_parts(42_934_000, 0)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 32_248 ns of wasm.
	fn cancel_retry() -> Weight {
		Weight::from_parts(33_590_000, 0)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 38_577 ns of wasm.
	fn cancel_retry_named() -> Weight {
		Weight::from_parts(40_009_000, 0)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
	}
}
