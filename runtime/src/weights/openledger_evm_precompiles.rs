// SPDX-License-Identifier: Apache-2.0

//! Weights of `openledger_evm_precompiles`. Written by `scripts/weights.sh`; do not edit.
//!
//! Measured on 2026-11-25, in the wasm executor that nodes use,
//! with 10 steps and 3 repeats.
//! Machine: AMD EPYC, 2 cores, 24 GiB.
//! Other programs ran on the machine at the same time: the numbers are pessimistic.
//! Proof sizes are zero: nobody proves this chain's blocks to another chain.

#![allow(unused_imports)]

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// Weights of `openledger_evm_precompiles`.
pub struct WeightInfo<T>(PhantomData<T>);

impl<T: frame_system::Config> openledger_evm_precompiles::WeightInfo for WeightInfo<T> {
	/// At least 8_703 ns of wasm.
	fn set_enabled() -> Weight {
		Weight::from_parts(10_095_000, 0).saturating_add(T::DbWeight::get().writes(1))
	}
}
