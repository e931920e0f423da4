// SPDX-License-Identifier: Apache-2.0

//! Weights of `pallet_balances`. Written by `scripts/weights.sh`; do not edit.
//!
//! Measured on 2026-11-26, in the wasm executor that nodes use,
//! with 20 steps and 5 repeats.
//! Machine: AMD EPYC, 2 cores, 24 GiB.
//! Proof sizes are zero: nobody proves this chain's blocks to another chain.

#![allow(unused_imports)]

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// Weights of `pallet_balances`.
pub struct WeightInfo<T>(PhantomData<T>);

impl<T: frame_system::Config> pallet_balances::WeightInfo for WeightInfo<T> {
	/// At least 96_023 ns of wasm.
	fn transfer_allow_death() -> Weight {
		Weight::from_parts(96_223_000, 0)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// At least 79_729 ns of wasm.
	fn transfer_keep_alive() -> Weight {
		Weight::from_parts(80_971_000, 0)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// At least 45_368 ns of wasm.
	fn force_set_balance_creating() -> Weight {
		Weight::from_parts(47_351_000, 0)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// At least 28_703 ns of wasm.
	fn force_set_balance_killing() -> Weight {
		Weight::from_parts(30_115_000, 0)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 99_358 ns of wasm.
	fn force_transfer() -> Weight {
		Weight::from_parts(100_609_000, 0)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// At least 94_491 ns of wasm.
	fn transfer_all() -> Weight {
		Weight::from_parts(95_653_000, 0)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// At least 23_996 ns of wasm.
	fn force_unreserve() -> Weight {
		Weight::from_parts(24_186_000, 0)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 24_396 ns of wasm.
	///
	/// `u` from 1 to 1000.
	fn upgrade_accounts(u: u32) -> Weight {
		Weight::from_parts(24_997_000, 0)
			.saturating_add(Weight::from_parts(21_980_068, 0).saturating_mul(u.into()))
			.saturating_add(T::DbWeight::get().reads(1_u64.saturating_mul(u.into())))
			.saturating_add(T::DbWeight::get().writes(1_u64.saturating_mul(u.into())))
	}
	/// At least 8_142 ns of wasm.
	fn force_adjust_total_issuance() -> Weight {
		Weight::from_parts(9_253_000, 0)
	}
	/// At least 46_479 ns of wasm.
	fn burn_allow_death() -> Weight {
		Weight::from_parts(48_032_000, 0)
	}
	/// At least 30_936 ns of wasm.
	fn burn_keep_alive() -> Weight {
		Weight::from_parts(31_697_000, 0)
	}
}
