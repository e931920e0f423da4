// SPDX-License-Identifier: Apache-2.0

//! Weights of `frame_system`. Written by `scripts/weights.sh`; do not edit.
//!
//! Measured on 2026-11-27, in the wasm executor that nodes use,
//! with 20 steps and 5 repeats.
//! Machine: AMD EPYC, 2 cores, 24 GiB.
//! Proof sizes are zero: nobody proves this chain's blocks to another chain.

#![allow(unused_imports)]

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// Weights of `frame_system`.
pub struct WeightInfo<T>(PhantomData<T>);

impl<T: frame_system::Config> frame_system::WeightInfo for WeightInfo<T> {
	/// At least 1_683 ns of wasm.
	///
	/// `b` from 0 to 3932160.
	fn remark(b: u32) -> Weight {
		Weight::from_parts(1_693_000, 0)
			.saturating_add(Weight::from_parts(125, 0).saturating_mul(b.into()))
	}
	/// At least 4_307 ns of wasm.
	///
	/// `b` from 0 to 3932160.
	fn remark_with_event(b: u32) -> Weight {
		Weight::from_parts(4_366_000, 0)
			.saturating_add(Weight::from_parts(1_390, 0).saturating_mul(b.into()))
	}
	/// At least 3_195 ns of wasm.
	fn set_heap_pages() -> Weight {
		Weight::from_parts(3_465_000, 0).saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 93_876_566 ns of wasm.
	fn set_code() -> Weight {
		Weight::from_parts(94_354_989_000, 0)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 1_873 ns of wasm.
	///
	/// `i` from 0 to 1000.
	fn set_storage(i: u32) -> Weight {
		Weight::from_parts(1_993_000, 0)
			.saturating_add(Weight::from_parts(595_537, 0).saturating_mul(i.into()))
			.saturating_add(T::DbWeight::get().writes(1_u64.saturating_mul(i.into())))
	}
	/// At least 2_013 ns of wasm.
	///
	/// `i` from 0 to 1000.
	fn kill_storage(i: u32) -> Weight {
		Weight::from_parts(2_373_000, 0)
			.saturating_add(Weight::from_parts(493_222, 0).saturating_mul(i.into()))
			.saturating_add(T::DbWeight::get().writes(1_u64.saturating_mul(i.into())))
	}
	/// At least 3_996 ns of wasm.
	///
	/// `p` from 0 to 1000.
	fn kill_prefix(p: u32) -> Weight {
		Weight::from_parts(4_126_000, 0)
			.saturating_add(Weight::from_parts(1_152_393, 0).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().reads(1_u64.saturating_mul(p.into())))
			.saturating_add(T::DbWeight::get().writes(1_u64.saturating_mul(p.into())))
	}
	/// At least 15_794 ns of wasm.
	fn authorize_upgrade() -> Weight {
		Weight::from_parts(17_546_000, 0).saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 99_256_480 ns of wasm.
	fn apply_authorized_upgrade() -> Weight {
		Weight::from_parts(99_344_301_000, 0)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(2))
	}
}
