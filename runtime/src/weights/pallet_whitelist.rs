// SPDX-License-Identifier: Apache-2.0

//! Weights of `pallet_whitelist`. Written by `scripts/weights.sh`; do not edit.
//!
//! Measured on 2026-11-26, in the wasm executor that nodes use,
//! with 20 steps and 5 repeats.
//! Machine: AMD EPYC, 2 cores, 24 GiB.
//! Proof sizes are zero: nobody proves this chain's blocks to another chain.

#![allow(unused_imports)]

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// Weights of `pallet_whitelist`.
pub struct WeightInfo<T>(PhantomData<T>);

impl<T: frame_system::Config> pallet_whitelist::WeightInfo for WeightInfo<T> {
	/// At least 22_614 ns of wasm.
	fn whitelist_call() -> Weight {
		Weight::from_parts(24_396_000, 0)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// At least 20_811 ns of wasm.
	fn remove_whitelisted_call() -> Weight {
		Weight::from_parts(21_252_000, 0)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// At least 20_851 ns of wasm.
	///
	/// `n` from 1 to 10000.
	fn defer_dispatch(n: u32) -> Weight {
		Weight::from_parts(20_991_334, 0)
			.saturating_add(Weight::from_parts(2_488, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 15_453 ns of wasm.
	fn remove_deferred_dispatch() -> Weight {
		Weight::from_parts(16_294_000, 0)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 48_492 ns of wasm.
	///
	/// `n` from 1 to 4194294.
	fn dispatch_whitelisted_call(n: u32) -> Weight {
		Weight::from_parts(17_339_742, 0)
			.saturating_add(Weight::from_parts(1_049, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	/// At least 38_017 ns of wasm.
	///
	/// `n` from 1 to 10000.
	fn dispatch_whitelisted_call_with_preimage(n: u32) -> Weight {
		Weight::from_parts(39_229_281, 0)
			.saturating_add(Weight::from_parts(1_224, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(3))
	}
}
