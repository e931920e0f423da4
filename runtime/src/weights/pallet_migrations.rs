// SPDX-License-Identifier: Apache-2.0

//! Weights of `pallet_migrations`. Written by `scripts/weights.sh`; do not edit.
//!
//! Measured on 2026-11-27, in the wasm executor that nodes use,
//! with 20 steps and 5 repeats.
//! Machine: AMD EPYC, 2 cores, 24 GiB.
//! Proof sizes are zero: nobody proves this chain's blocks to another chain.

#![allow(unused_imports)]

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// Weights of `pallet_migrations`.
pub struct WeightInfo<T>(PhantomData<T>);

impl<T: frame_system::Config> pallet_migrations::WeightInfo for WeightInfo<T> {
	/// At least 7_081 ns of wasm.
	fn onboard_new_mbms() -> Weight {
		Weight::from_parts(7_191_000, 0)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 2_154 ns of wasm.
	fn progress_mbms_none() -> Weight {
		Weight::from_parts(2_223_000, 0).saturating_add(T::DbWeight::get().reads(1))
	}
	/// At least 4_837 ns of wasm.
	fn exec_migration_completed() -> Weight {
		Weight::from_parts(4_957_000, 0)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 8_562 ns of wasm.
	fn exec_migration_skipped_historic() -> Weight {
		Weight::from_parts(8_824_000, 0).saturating_add(T::DbWeight::get().reads(2))
	}
	/// At least 8_753 ns of wasm.
	fn exec_migration_advance() -> Weight {
		Weight::from_parts(8_813_000, 0).saturating_add(T::DbWeight::get().reads(2))
	}
	/// At least 10_135 ns of wasm.
	fn exec_migration_complete() -> Weight {
		Weight::from_parts(10_726_000, 0)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 14_662 ns of wasm.
	fn exec_migration_fail() -> Weight {
		Weight::from_parts(15_453_000, 0)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// At least 190 ns of wasm.
	fn on_init_loop() -> Weight {
		Weight::from_parts(191_000, 0)
	}
	/// At least 2_173 ns of wasm.
	fn force_set_cursor() -> Weight {
		Weight::from_parts(2_284_000, 0).saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 2_664 ns of wasm.
	fn force_set_active_cursor() -> Weight {
		Weight::from_parts(2_854_000, 0).saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 4_928 ns of wasm.
	fn force_onboard_mbms() -> Weight {
		Weight::from_parts(5_168_000, 0).saturating_add(T::DbWeight::get().reads(2))
	}
	/// At least 11_016 ns of wasm.
	///
	/// `n` from 0 to 256.
	fn clear_historic(n: u32) -> Weight {
		Weight::from_parts(10_229_277, 0)
			.saturating_add(Weight::from_parts(1_142_193, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().reads(1_u64.saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(1_u64.saturating_mul(n.into())))
	}
	/// At least 1_562 ns of wasm.
	///
	/// `n` from 0 to 2048.
	fn reset_pallet_migration(n: u32) -> Weight {
		Weight::from_parts(5_172_052, 0)
			.saturating_add(Weight::from_parts(726_677, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(1_u64.saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(1_u64.saturating_mul(n.into())))
	}
}
