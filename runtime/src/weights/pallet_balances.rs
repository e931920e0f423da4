// SPDX-License-Identifier: Apache-2.0

//! Weights of `pallet_balances`. Written by `scripts/weights.sh`; do not edit.
//!
//! Measured on 2026-11-27, in the wasm executor that nodes use,
//! with 20 steps and 5 repeats.
//! Machine: AMD EPYC, 2 cores, 24 GiB.
//! Proof sizes are zero: nobody proves this chain's blocks to another chain.

#![allow(unused_imports)]

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// Weights of `pallet_balances`.
pub struct WeightInfo<T>(PhantomData<T>);

impl<T: frame_system::Config> pallet_balances::WeightInfo for WeightInfo<T> {
	/// At least 59_349 ns of wasm.
	fn transfer_allow_death() -> Weight {
		Weight::from_parts(60_560_000, 0)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// At least 47_631 ns of wasm.
	fn transfer_keep_alive() -> Weight {
		Weight::from_parts(48_793_000, 0)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// At least 28_302 ns of wasm.
	fn force_set_balance_creating() -> Weight {
		Weight::from_parts(28_903_000, 0)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// At least 18_267 ns of wasm.
	fn force_set_balance_killing() -> Weight {
		Weight::from_parts(19_138_000, 0)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 60_370 ns of wasm.
	fn force_transfer() -> Weight {
		Weight::from_parts(61_561_000, 0)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// At least 56_424 ns of wasm.
	fn transfer_all() -> Weight {
		Weight::from_parts(58_287_000, 0)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// At least 14_191 ns of wasm.
	fn force_unreserve() -> Weight {
		Weight::from_parts(14_532_000, 0)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 14_501 ns of wasm.
	///
	/// `u` from 1 to 1000.
	fn upgrade_accounts(u: u32) -> Weight {
		Weight::from_parts(14_883_000, 0)
			.saturating_add(Weight::from_parts(13_694_378, 0).saturating_mul(u.into()))
			.saturating_add(T::DbWeight::get().reads(1_u64.saturating_mul(u.into())))
			.saturating_add(T::DbWeight::get().writes(1_u64.saturating_mul(u.into())))
	}
	/// At least 5_058 ns of wasm.
	fn force_adjust_total_issuance() -> Weight {
		Weight::from_parts(5_308_000, 0)
	}
	/// At least 29_343 ns of wasm.
	fn burn_allow_death() -> Weight {
		Weight::from_parts(29_885_000, 0)
	}
	/// At least 18_567 ns of wasm.
	fn burn_keep_alive() -> Weight {
		Weight::from_parts(18_898_000, 0)
	}
}
