// SPDX-License-Identifier: Apache-2.0

//! Weights of `pallet_models`. Written by `scripts/weights.sh`; do not edit.
//!
//! Measured on 2026-11-25, in the wasm executor that nodes use,
//! with 10 steps and 3 repeats.
//! Machine: AMD EPYC, 2 cores, 24 GiB.
//! Other programs ran on the machine at the same time: the numbers are pessimistic.
//! Proof sizes are zero: nobody proves this chain's blocks to another chain.

#![allow(unused_imports)]

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// Weights of `pallet_models`.
pub struct WeightInfo<T>(PhantomData<T>);

impl<T: frame_system::Config> pallet_models::WeightInfo for WeightInfo<T> {
	/// At least 82_172 ns of wasm.
	fn register_base() -> Weight {
		Weight::from_parts(84_736_000, 0)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// At least 82_583 ns of wasm.
	///
	/// `p` from 0 to 8.
	fn create_model(p: u32) -> Weight {
		Weight::from_parts(84_064_266, 0)
			.saturating_add(Weight::from_parts(13_394_100, 0).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().reads(2_u64.saturating_mul(p.into())))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	/// At least 167_068 ns of wasm.
	///
	/// `d` from 1 to 8.
	fn request_training(d: u32) -> Weight {
		Weight::from_parts(158_859_392, 0)
			.saturating_add(Weight::from_parts(10_848_051, 0).saturating_mul(d.into()))
			.saturating_add(T::DbWeight::get().reads(6))
			.saturating_add(T::DbWeight::get().reads(2_u64.saturating_mul(d.into())))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	/// At least 38_857 ns of wasm.
	fn accept_job() -> Weight {
		Weight::from_parts(39_449_000, 0)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// At least 49_724 ns of wasm.
	///
	/// `d` from 1 to 8.
	fn submit_manifest(d: u32) -> Weight {
		Weight::from_parts(42_829_702, 0)
			.saturating_add(Weight::from_parts(9_800_603, 0).saturating_mul(d.into()))
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().reads(2_u64.saturating_mul(d.into())))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 173_257 ns of wasm.
	///
	/// `d` from 1 to 8.
	fn publish_version(d: u32) -> Weight {
		Weight::from_parts(164_718_738, 0)
			.saturating_add(Weight::from_parts(9_907_595, 0).saturating_mul(d.into()))
			.saturating_add(T::DbWeight::get().reads(6))
			.saturating_add(T::DbWeight::get().reads(2_u64.saturating_mul(d.into())))
			.saturating_add(T::DbWeight::get().writes(7))
	}
	/// At least 76_704 ns of wasm.
	fn cancel_job() -> Weight {
		Weight::from_parts(77_344_000, 0)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// At least 95_832 ns of wasm.
	fn claim_delivered() -> Weight {
		Weight::from_parts(97_685_000, 0)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	/// At least 32_529 ns of wasm.
	///
	/// `d` from 1 to 8.
	fn set_price(d: u32) -> Weight {
		Weight::from_parts(21_710_809, 0)
			.saturating_add(Weight::from_parts(10_943_440, 0).saturating_mul(d.into()))
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().reads(2_u64.saturating_mul(d.into())))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 21_642 ns of wasm.
	fn retire_version() -> Weight {
		Weight::from_parts(23_715_000, 0)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 78_426 ns of wasm.
	fn remove_job() -> Weight {
		Weight::from_parts(78_747_000, 0)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// At least 15_674 ns of wasm.
	fn set_royalty() -> Weight {
		Weight::from_parts(16_544_000, 0)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 9_284 ns of wasm.
	///
	/// `n` from 0 to 32.
	fn draw_decoys(n: u32) -> Weight {
		Weight::from_parts(17_471_825, 0)
			.saturating_add(Weight::from_parts(11_634_726, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().reads(1_u64.saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(1))
			.saturating_add(T::DbWeight::get().writes(1_u64.saturating_mul(n.into())))
	}
}
