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
	/// At least 61_650 ns of wasm.
	fn register_base() -> Weight {
		Weight::from_parts(64_978_000, 0)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// At least 63_962 ns of wasm.
	///
	/// `p` from 0 to 8.
	fn create_model(p: u32) -> Weight {
		Weight::from_parts(69_302_306, 0)
			.saturating_add(Weight::from_parts(8_335_473, 0).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().reads(2_u64.saturating_mul(p.into())))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	/// At least 125_950 ns of wasm.
	///
	/// `d` from 1 to 8.
	fn request_training(d: u32) -> Weight {
		Weight::from_parts(123_821_778, 0)
			.saturating_add(Weight::from_parts(8_498_904, 0).saturating_mul(d.into()))
			.saturating_add(T::DbWeight::get().reads(6))
			.saturating_add(T::DbWeight::get().reads(2_u64.saturating_mul(d.into())))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	/// At least 32_938 ns of wasm.
	fn accept_job() -> Weight {
		Weight::from_parts(35_304_000, 0)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 39_635 ns of wasm.
	///
	/// `d` from 1 to 8.
	fn submit_manifest(d: u32) -> Weight {
		Weight::from_parts(33_214_457, 0)
			.saturating_add(Weight::from_parts(8_293_509, 0).saturating_mul(d.into()))
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().reads(2_u64.saturating_mul(d.into())))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 136_165 ns of wasm.
	///
	/// `d` from 1 to 8.
	fn publish_version(d: u32) -> Weight {
		Weight::from_parts(129_750_328, 0)
			.saturating_add(Weight::from_parts(8_148_204, 0).saturating_mul(d.into()))
			.saturating_add(T::DbWeight::get().reads(6))
			.saturating_add(T::DbWeight::get().reads(2_u64.saturating_mul(d.into())))
			.saturating_add(T::DbWeight::get().writes(7))
	}
	/// At least 60_334 ns of wasm.
	fn cancel_job() -> Weight {
		Weight::from_parts(65_265_000, 0)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// At least 77_999 ns of wasm.
	fn claim_delivered() -> Weight {
		Weight::from_parts(81_812_000, 0)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	/// At least 24_792 ns of wasm.
	///
	/// `d` from 1 to 8.
	fn set_price(d: u32) -> Weight {
		Weight::from_parts(26_546_607, 0)
			.saturating_add(Weight::from_parts(7_289_559, 0).saturating_mul(d.into()))
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().reads(2_u64.saturating_mul(d.into())))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 19_868 ns of wasm.
	fn retire_version() -> Weight {
		Weight::from_parts(21_477_000, 0)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 59_274 ns of wasm.
	fn remove_job() -> Weight {
		Weight::from_parts(61_772_000, 0)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// At least 12_845 ns of wasm.
	fn set_royalty() -> Weight {
		Weight::from_parts(13_384_000, 0)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
}
