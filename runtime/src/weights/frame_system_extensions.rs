// SPDX-License-Identifier: Apache-2.0

//! Weights of `frame_system_extensions`. Written by `scripts/weights.sh`; do not edit.
//!
//! Measured on 2026-11-27, in the wasm executor that nodes use,
//! with 20 steps and 5 repeats.
//! Machine: AMD EPYC, 2 cores, 24 GiB.
//! Proof sizes are zero: nobody proves this chain's blocks to another chain.

#![allow(unused_imports)]

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// Weights of `frame_system_extensions`.
pub struct WeightInfo<T>(PhantomData<T>);

impl<T: frame_system::Config> frame_system::ExtensionsWeightInfo for WeightInfo<T> {
	/// At least 1_472 ns of wasm.
	fn check_genesis() -> Weight {
		Weight::from_parts(1_622_000, 0)
	}
	/// At least 3_375 ns of wasm.
	fn check_mortality_mortal_transaction() -> Weight {
		Weight::from_parts(3_616_000, 0)
	}
	/// At least 3_355 ns of wasm.
	fn check_mortality_immortal_transaction() -> Weight {
		Weight::from_parts(3_465_000, 0)
	}
	/// At least 250 ns of wasm.
	fn check_non_zero_sender() -> Weight {
		Weight::from_parts(310_000, 0)
	}
	/// At least 5_748 ns of wasm.
	fn check_nonce() -> Weight {
		Weight::from_parts(5_949_000, 0)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 251 ns of wasm.
	fn check_spec_version() -> Weight {
		Weight::from_parts(260_000, 0)
	}
	/// At least 230 ns of wasm.
	fn check_tx_version() -> Weight {
		Weight::from_parts(260_000, 0)
	}
	/// At least 3_485 ns of wasm.
	fn check_weight() -> Weight {
		Weight::from_parts(3_516_000, 0)
	}
	/// At least 1_803 ns of wasm.
	fn weight_reclaim() -> Weight {
		Weight::from_parts(1_873_000, 0)
	}
}
