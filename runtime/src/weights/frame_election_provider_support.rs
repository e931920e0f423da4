// SPDX-License-Identifier: Apache-2.0

//! Weights of `frame_election_provider_support`. Written by `scripts/weights.sh`; do not edit.
//!
//! Measured on 2026-11-26, in the wasm executor that nodes use,
//! with 20 steps and 5 repeats.
//! Machine: AMD EPYC, 2 cores, 24 GiB.
//! Proof sizes are zero: nobody proves this chain's blocks to another chain.

#![allow(unused_imports)]

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// Weights of `frame_election_provider_support`.
pub struct WeightInfo<T>(PhantomData<T>);

impl<T: frame_system::Config> frame_election_provider_support::WeightInfo for WeightInfo<T> {
	/// At least 8_445_934 ns of wasm.
	///
	/// `v` from 1000 to 2000.
	///
	/// `t` from 500 to 1000.
	///
	/// `d` from 5 to 16.
	fn phragmen(v: u32, _t: u32, d: u32) -> Weight {
		Weight::from_parts(8_629_227_000, 0)
			.saturating_add(Weight::from_parts(7_676_885, 0).saturating_mul(v.into()))
			.saturating_add(Weight::from_parts(1_179_671_427, 0).saturating_mul(d.into()))
	}
	/// At least 6_091_947 ns of wasm.
	///
	/// `v` from 1000 to 2000.
	///
	/// `t` from 500 to 1000.
	///
	/// `d` from 5 to 16.
	fn phragmms(v: u32, _t: u32, d: u32) -> Weight {
		Weight::from_parts(6_284_844_000, 0)
			.saturating_add(Weight::from_parts(6_346_743, 0).saturating_mul(v.into()))
			.saturating_add(Weight::from_parts(1_334_250_259, 0).saturating_mul(d.into()))
	}
}
