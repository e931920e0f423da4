// SPDX-License-Identifier: Apache-2.0

//! Weights of `pallet_whitelist`. Written by `scripts/weights.sh`; do not edit.
//!
//! Measured on 2026-11-27, in the wasm executor that nodes use,
//! with 20 steps and 5 repeats.
//! Machine: AMD EPYC, 2 cores, 24 GiB.
//! Proof sizes are zero: nobody proves this chain's blocks to another chain.

#![allow(unused_imports)]

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// Weights of `pallet_whitelist`.
pub struct WeightInfo<T>(PhantomData<T>);

impl<T: frame_system::Config> pallet_whitelist::WeightInfo for WeightInfo<T> {
	/// At least 14_031 ns of wasm.
	fn whitelist_call() -> Weight {
		Weight::from_parts(14_722_000, 0)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// At least 13_540 ns of wasm.
	fn remove_whitelisted_call() -> Weight {
		Weight::from_parts(13_781_000, 0)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// At least 12_969 ns of wasm.
	///
	/// `n` from 1 to 10000.
	fn defer_dispatch(n: u32) -> Weight {
		Weight::from_parts(13_728_388, 0)
			.saturating_add(Weight::from_parts(1_468, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 9_575 ns of wasm.
	fn remove_deferred_dispatch() -> Weight {
		Weight::from_parts(9_775_000, 0)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 29_264 ns of wasm.
	///
	/// `n` from 1 to 4194294.
	fn dispatch_whitelisted_call(n: u32) -> Weight {
		Weight::from_parts(29_524_000, 0)
			.saturating_add(Weight::from_parts(458, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	/// At least 23_505 ns of wasm.
	///
	/// `n` from 1 to 10000.
	fn dispatch_whitelisted_call_with_preimage(n: u32) -> Weight {
		Weight::from_parts(24_163_811, 0)
			.saturating_add(Weight::from_parts(1_465, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(3))
	}
}
