// SPDX-License-Identifier: Apache-2.0

//! Weights of `pallet_models`. Written by `scripts/weights.sh`; do not edit.
//!
//! Measured on 2026-11-26, in the wasm executor that nodes use,
//! with 20 steps and 5 repeats.
//! Machine: AMD EPYC, 2 cores, 24 GiB.
//! Proof sizes are zero: nobody proves this chain's blocks to another chain.

#![allow(unused_imports)]

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// Weights of `pallet_models`.
pub struct WeightInfo<T>(PhantomData<T>);

impl<T: frame_system::Config> pallet_models::WeightInfo for WeightInfo<T> {
	/// At least 79_819 ns of wasm.
	fn register_base() -> Weight {
		Weight::from_parts(81_522_000, 0)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// At least 88_101 ns of wasm.
	///
	/// `p` from 0 to 8.
	fn create_model(p: u32) -> Weight {
		Weight::from_parts(102_855_829, 0)
			.saturating_add(Weight::from_parts(8_095_116, 0).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().reads(2_u64.saturating_mul(p.into())))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	/// At least 164_515 ns of wasm.
	///
	/// `d` from 1 to 8.
	fn request_training(d: u32) -> Weight {
		Weight::from_parts(157_934_988, 0)
			.saturating_add(Weight::from_parts(10_172_206, 0).saturating_mul(d.into()))
			.saturating_add(T::DbWeight::get().reads(6))
			.saturating_add(T::DbWeight::get().reads(2_u64.saturating_mul(d.into())))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	/// At least 39_559 ns of wasm.
	fn accept_job() -> Weight {
		Weight::from_parts(42_853_000, 0)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// At least 49_514 ns of wasm.
	///
	/// `d` from 1 to 8.
	fn submit_manifest(d: u32) -> Weight {
		Weight::from_parts(41_989_107, 0)
			.saturating_add(Weight::from_parts(10_415_642, 0).saturating_mul(d.into()))
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().reads(2_u64.saturating_mul(d.into())))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 170_344 ns of wasm.
	///
	/// `d` from 1 to 8.
	fn publish_version(d: u32) -> Weight {
		Weight::from_parts(164_853_357, 0)
			.saturating_add(Weight::from_parts(10_094_503, 0).saturating_mul(d.into()))
			.saturating_add(T::DbWeight::get().reads(6))
			.saturating_add(T::DbWeight::get().reads(2_u64.saturating_mul(d.into())))
			.saturating_add(T::DbWeight::get().writes(7))
	}
	/// At least 77_455 ns of wasm.
	fn cancel_job() -> Weight {
		Weight::from_parts(78_707_000, 0)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// At least 95_953 ns of wasm.
	fn claim_delivered() -> Weight {
		Weight::from_parts(97_846_000, 0)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	/// At least 33_390 ns of wasm.
	///
	/// `d` from 1 to 8.
	fn set_price(d: u32) -> Weight {
		Weight::from_parts(24_784_250, 0)
			.saturating_add(Weight::from_parts(9_939_861, 0).saturating_mul(d.into()))
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().reads(2_u64.saturating_mul(d.into())))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 22_424 ns of wasm.
	fn retire_version() -> Weight {
		Weight::from_parts(24_196_000, 0)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 76_343 ns of wasm.
	fn remove_job() -> Weight {
		Weight::from_parts(77_375_000, 0)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// At least 18_898 ns of wasm.
	fn set_royalty() -> Weight {
		Weight::from_parts(20_400_000, 0)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 9_715 ns of wasm.
	///
	/// `n` from 0 to 32.
	fn draw_decoys(n: u32) -> Weight {
		Weight::from_parts(16_357_232, 0)
			.saturating_add(Weight::from_parts(11_506_237, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().reads(1_u64.saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(1))
			.saturating_add(T::DbWeight::get().writes(1_u64.saturating_mul(n.into())))
	}
}
