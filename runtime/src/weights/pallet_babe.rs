// SPDX-License-Identifier: Apache-2.0

//! Weights of `pallet_babe`. Written by `scripts/weights.sh`; do not edit.
//!
//! Measured on 2026-11-27, in the wasm executor that nodes use,
//! with 20 steps and 5 repeats.
//! Machine: AMD EPYC, 2 cores, 24 GiB.
//! Proof sizes are zero: nobody proves this chain's blocks to another chain.

#![allow(unused_imports)]

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// Weights of `pallet_babe`.
pub struct WeightInfo<T>(PhantomData<T>);

impl<T: frame_system::Config> pallet_babe::WeightInfo for WeightInfo<T> {
	/// At least 1_933 ns of wasm.
	fn plan_config_change() -> Weight {
		Weight::from_parts(2_144_000, 0).saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 292_126 ns of wasm.
	///
	/// `v` from 1 to 100.
	///
	/// `n` from 0 to 1000.
	fn report_equivocation(v: u32, n: u32) -> Weight {
		Weight::from_parts(298_466_000, 0)
			.saturating_add(Weight::from_parts(1_106_456, 0).saturating_mul(v.into()))
			.saturating_add(Weight::from_parts(11_909_602, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(18))
			.saturating_add(T::DbWeight::get().reads(3_u64.saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(7))
			.saturating_add(T::DbWeight::get().writes(3_u64.saturating_mul(n.into())))
	}
}
