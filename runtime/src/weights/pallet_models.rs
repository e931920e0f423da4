// SPDX-License-Identifier: Apache-2.0

//! Weights of `pallet_models`. Written by `scripts/weights.sh`; do not edit.
//!
//! Measured on 2026-11-27, in the wasm executor that nodes use,
//! with 20 steps and 5 repeats.
//! Machine: AMD EPYC, 2 cores, 24 GiB.
//! Proof sizes are zero: nobody proves this chain's blocks to another chain.

#![allow(unused_imports)]

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// Weights of `pallet_models`.
pub struct WeightInfo<T>(PhantomData<T>);

impl<T: frame_system::Config> pallet_models::WeightInfo for WeightInfo<T> {
	/// At least 47_832 ns of wasm.
	fn register_base() -> Weight {
		Weight::from_parts(49_855_000, 0)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// At least 51_036 ns of wasm.
	///
	/// `p` from 0 to 8.
	fn create_model(p: u32) -> Weight {
		Weight::from_parts(53_715_755, 0)
			.saturating_add(Weight::from_parts(6_273_672, 0).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().reads(2_u64.saturating_mul(p.into())))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	/// At least 97_125 ns of wasm.
	///
	/// `d` from 1 to 8.
	fn request_training(d: u32) -> Weight {
		Weight::from_parts(93_518_690, 0)
			.saturating_add(Weight::from_parts(6_553_003, 0).saturating_mul(d.into()))
			.saturating_add(T::DbWeight::get().reads(6))
			.saturating_add(T::DbWeight::get().reads(2_u64.saturating_mul(d.into())))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	/// At least 25_107 ns of wasm.
	fn accept_job() -> Weight {
		Weight::from_parts(25_939_000, 0)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// At least 28_162 ns of wasm.
	///
	/// `d` from 1 to 8.
	fn submit_manifest(d: u32) -> Weight {
		Weight::from_parts(23_424_357, 0)
			.saturating_add(Weight::from_parts(6_533_420, 0).saturating_mul(d.into()))
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().reads(2_u64.saturating_mul(d.into())))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 100_280 ns of wasm.
	///
	/// `d` from 1 to 8.
	fn publish_version(d: u32) -> Weight {
		Weight::from_parts(96_246_988, 0)
			.saturating_add(Weight::from_parts(6_611_873, 0).saturating_mul(d.into()))
			.saturating_add(T::DbWeight::get().reads(6))
			.saturating_add(T::DbWeight::get().reads(2_u64.saturating_mul(d.into())))
			.saturating_add(T::DbWeight::get().writes(7))
	}
	/// At least 45_628 ns of wasm.
	fn cancel_job() -> Weight {
		Weight::from_parts(46_600_000, 0)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// At least 57_235 ns of wasm.
	fn claim_delivered() -> Weight {
		Weight::from_parts(58_237_000, 0)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	/// At least 19_960 ns of wasm.
	///
	/// `d` from 1 to 8.
	fn set_price(d: u32) -> Weight {
		Weight::from_parts(14_158_976, 0)
			.saturating_add(Weight::from_parts(6_313_579, 0).saturating_mul(d.into()))
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().reads(2_u64.saturating_mul(d.into())))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 13_020 ns of wasm.
	fn retire_version() -> Weight {
		Weight::from_parts(13_981_000, 0)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 45_498 ns of wasm.
	fn remove_job() -> Weight {
		Weight::from_parts(46_419_000, 0)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// At least 11_427 ns of wasm.
	fn set_royalty() -> Weight {
		Weight::from_parts(11_858_000, 0)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 6_800 ns of wasm.
	///
	/// `n` from 0 to 32.
	fn draw_decoys(n: u32) -> Weight {
		Weight::from_parts(11_066_803, 0)
			.saturating_add(Weight::from_parts(6_676_385, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().reads(1_u64.saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(1))
			.saturating_add(T::DbWeight::get().writes(1_u64.saturating_mul(n.into())))
	}
}
