// SPDX-License-Identifier: Apache-2.0

//! Weights of `pallet_migrations`. Written by `scripts/weights.sh`; do not edit.
//!
//! Measured on 2026-11-26, in the wasm executor that nodes use,
//! with 20 steps and 5 repeats.
//! Machine: AMD EPYC, 2 cores, 24 GiB.
//! Proof sizes are zero: nobody proves this chain's blocks to another chain.

#![allow(unused_imports)]

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// Weights of `pallet_migrations`.
pub struct WeightInfo<T>(PhantomData<T>);

impl<T: frame_system::Config> pallet_migrations::WeightInfo for WeightInfo<T> {
	/// At least 8_823 ns of wasm.
	fn onboard_new_mbms() -> Weight {
		Weight::from_parts(9_504_000, 0)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 2_875 ns of wasm.
	fn progress_mbms_none() -> Weight {
		Weight::from_parts(2_975_000, 0).saturating_add(T::DbWeight::get().reads(1))
	}
	/// At least 6_780 ns of wasm.
	fn exec_migration_completed() -> Weight {
		Weight::from_parts(7_241_000, 0)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 12_539 ns of wasm.
	fn exec_migration_skipped_historic() -> Weight {
		Weight::from_parts(12_780_000, 0).saturating_add(T::DbWeight::get().reads(2))
	}
	/// At least 12_299 ns of wasm.
	fn exec_migration_advance() -> Weight {
		Weight::from_parts(12_999_000, 0).saturating_add(T::DbWeight::get().reads(2))
	}
	/// At least 15_243 ns of wasm.
	fn exec_migration_complete() -> Weight {
		Weight::from_parts(15_913_000, 0)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 21_292 ns of wasm.
	fn exec_migration_fail() -> Weight {
		Weight::from_parts(21_672_000, 0)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// At least 220 ns of wasm.
	fn on_init_loop() -> Weight {
		Weight::from_parts(250_000, 0)
	}
	/// At least 3_685 ns of wasm.
	fn force_set_cursor() -> Weight {
		Weight::from_parts(4_086_000, 0).saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 4_316 ns of wasm.
	fn force_set_active_cursor() -> Weight {
		Weight::from_parts(4_417_000, 0).saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 7_080 ns of wasm.
	fn force_onboard_mbms() -> Weight {
		Weight::from_parts(7_461_000, 0).saturating_add(T::DbWeight::get().reads(2))
	}
	/// At least 41_381 ns of wasm.
	///
	/// `n` from 0 to 256.
	fn clear_historic(n: u32) -> Weight {
		Weight::from_parts(47_451_900, 0)
			.saturating_add(Weight::from_parts(1_433_283, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().reads(1_u64.saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(1_u64.saturating_mul(n.into())))
	}
	/// At least 2_484 ns of wasm.
	///
	/// `n` from 0 to 2048.
	fn reset_pallet_migration(n: u32) -> Weight {
		Weight::from_parts(53_411_726, 0)
			.saturating_add(Weight::from_parts(955_861, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(1_u64.saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(1_u64.saturating_mul(n.into())))
	}
}
