// SPDX-License-Identifier: Apache-2.0

//! Weights of `pallet_evm_accounts`. Written by `scripts/weights.sh`; do not edit.
//!
//! Measured on 2026-11-21, in the wasm executor that nodes use,
//! with 16 steps and 7 repeats.
//! Machine: Intel(R) Xeon(R) Processor, 2 cores, 24 GiB.
//! Other programs ran on the machine at the same time: the numbers are pessimistic.
//! Proof sizes are zero: nobody proves this chain's blocks to another chain.

#![allow(unused_imports)]

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// Weights of `pallet_evm_accounts`.
pub struct WeightInfo<T>(PhantomData<T>);

impl<T: frame_system::Config> pallet_evm_accounts::WeightInfo for WeightInfo<T> {
	/// At least 73_969 ns of wasm.
	fn map_account() -> Weight {
		Weight::from_parts(75_260_000, 0)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// At least 66_739 ns of wasm.
	fn sweep() -> Weight {
		Weight::from_parts(68_291_000, 0)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// At least 16_903 ns of wasm.
	fn map() -> Weight {
		Weight::from_parts(18_072_000, 0)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(2))
	}
}
