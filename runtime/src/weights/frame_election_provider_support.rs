// SPDX-License-Identifier: Apache-2.0

//! Weights of `frame_election_provider_support`. Written by `scripts/weights.sh`; do not edit.
//!
//! Measured on 2026-11-27, in the wasm executor that nodes use,
//! with 20 steps and 5 repeats.
//! Machine: AMD EPYC, 2 cores, 24 GiB.
//! Proof sizes are zero: nobody proves this chain's blocks to another chain.

#![allow(unused_imports)]

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// Weights of `frame_election_provider_support`.
pub struct WeightInfo<T>(PhantomData<T>);

impl<T: frame_system::Config> frame_election_provider_support::WeightInfo for WeightInfo<T> {
	/// At least 2_878_984 ns of wasm.
	///
	/// `v` from 1000 to 2000.
	///
	/// `t` from 500 to 1000.
	///
	/// `d` from 5 to 16.
	fn phragmen(v: u32, _t: u32, d: u32) -> Weight {
		Weight::from_parts(2_892_083_000, 0)
			.saturating_add(Weight::from_parts(3_208_976, 0).saturating_mul(v.into()))
			.saturating_add(Weight::from_parts(805_649_352, 0).saturating_mul(d.into()))
	}
	/// At least 2_051_149 ns of wasm.
	///
	/// `v` from 1000 to 2000.
	///
	/// `t` from 500 to 1000.
	///
	/// `d` from 5 to 16.
	fn phragmms(v: u32, _t: u32, d: u32) -> Weight {
		Weight::from_parts(2_051_650_000, 0)
			.saturating_add(Weight::from_parts(2_841_013, 0).saturating_mul(v.into()))
			.saturating_add(Weight::from_parts(780_272_581, 0).saturating_mul(d.into()))
	}
}
