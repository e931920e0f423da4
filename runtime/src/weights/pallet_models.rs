// SPDX-License-Identifier: Apache-2.0

//! Weights of `pallet_models`. Written by `scripts/weights.sh`; do not edit.
//!
//! Measured on 2026-11-21, in the wasm executor that nodes use,
//! with 16 steps and 7 repeats.
//! Machine: Intel(R) Xeon(R) Processor, 2 cores, 24 GiB.
//! Other programs ran on the machine at the same time: the numbers are pessimistic.
//! Proof sizes are zero: nobody proves this chain's blocks to another chain.

#![allow(unused_imports)]

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// Weights of `pallet_models`.
pub struct WeightInfo<T>(PhantomData<T>);

impl<T: frame_system::Config> pallet_models::WeightInfo for WeightInfo<T> {
	/// At least 62_522 ns of wasm.
	fn register_base() -> Weight {
		Weight::from_parts(65_141_000, 0)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// At least 67_034 ns of wasm.
	///
	/// `p` from 0 to 8.
	fn create_model(p: u32) -> Weight {
		Weight::from_parts(77_391_426, 0)
			.saturating_add(Weight::from_parts(7_668_726, 0).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().reads(2_u64.saturating_mul(p.into())))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	/// At least 125_800 ns of wasm.
	///
	/// `d` from 1 to 8.
	fn request_training(d: u32) -> Weight {
		Weight::from_parts(128_277_764, 0)
			.saturating_add(Weight::from_parts(8_252_785, 0).saturating_mul(d.into()))
			.saturating_add(T::DbWeight::get().reads(6))
			.saturating_add(T::DbWeight::get().reads(2_u64.saturating_mul(d.into())))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	/// At least 34_435 ns of wasm.
	fn accept_job() -> Weight {
		Weight::from_parts(38_695_000, 0)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 40_610 ns of wasm.
	///
	/// `d` from 1 to 8.
	fn submit_manifest(d: u32) -> Weight {
		Weight::from_parts(37_381_657, 0)
			.saturating_add(Weight::from_parts(9_801_226, 0).saturating_mul(d.into()))
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().reads(2_u64.saturating_mul(d.into())))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 133_461 ns of wasm.
	///
	/// `d` from 1 to 8.
	fn publish_version(d: u32) -> Weight {
		Weight::from_parts(134_540_707, 0)
			.saturating_add(Weight::from_parts(8_207_042, 0).saturating_mul(d.into()))
			.saturating_add(T::DbWeight::get().reads(6))
			.saturating_add(T::DbWeight::get().reads(2_u64.saturating_mul(d.into())))
			.saturating_add(T::DbWeight::get().writes(7))
	}
	/// At least 60_527 ns of wasm.
	fn cancel_job() -> Weight {
		Weight::from_parts(68_363_000, 0)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// At least 80_230 ns of wasm.
	fn claim_delivered() -> Weight {
		Weight::from_parts(87_934_000, 0)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	/// At least 26_406 ns of wasm.
	///
	/// `d` from 1 to 8.
	fn set_price(d: u32) -> Weight {
		Weight::from_parts(21_406_428, 0)
			.saturating_add(Weight::from_parts(8_141_038, 0).saturating_mul(d.into()))
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().reads(2_u64.saturating_mul(d.into())))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 20_205 ns of wasm.
	fn retire_version() -> Weight {
		Weight::from_parts(22_812_000, 0)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 59_794 ns of wasm.
	fn remove_job() -> Weight {
		Weight::from_parts(63_005_000, 0)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// At least 13_126 ns of wasm.
	fn set_royalty() -> Weight {
		Weight::from_parts(14_212_000, 0)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
}
