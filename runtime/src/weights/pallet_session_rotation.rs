// SPDX-License-Identifier: Apache-2.0

//! Weights of `pallet_session_rotation`. Written by `scripts/weights.sh`; do not edit.
//!
//! Measured on 2026-11-27, in the wasm executor that nodes use,
//! with 20 steps and 5 repeats.
//! Machine: AMD EPYC, 2 cores, 24 GiB.
//! Proof sizes are zero: nobody proves this chain's blocks to another chain.

#![allow(unused_imports)]

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// Weights of `pallet_session_rotation`.
pub struct WeightInfo<T>(PhantomData<T>);

impl<T: frame_system::Config> pallet_session_rotation::WeightInfo for WeightInfo<T> {
	/// At least 4_571_449 ns of wasm.
	///
	/// `v` from 1 to 100.
	///
	/// `n` from 0 to 1000.
	fn rotate_session(v: u32, n: u32) -> Weight {
		Weight::from_parts(4_622_123_000, 0)
			.saturating_add(Weight::from_parts(156_185_491, 0).saturating_mul(v.into()))
			.saturating_add(Weight::from_parts(33_602_899, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(284))
			.saturating_add(T::DbWeight::get().reads(8_u64.saturating_mul(v.into())))
			.saturating_add(T::DbWeight::get().reads(4_u64.saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(71))
			.saturating_add(T::DbWeight::get().writes(5_u64.saturating_mul(v.into())))
	}
}
