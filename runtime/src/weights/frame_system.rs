// SPDX-License-Identifier: Apache-2.0

//! Weights of `frame_system`. Written by `scripts/weights.sh`; do not edit.
//!
//! Measured on 2026-11-26, in the wasm executor that nodes use,
//! with 20 steps and 5 repeats.
//! Machine: AMD EPYC, 2 cores, 24 GiB.
//! Proof sizes are zero: nobody proves this chain's blocks to another chain.

#![allow(unused_imports)]

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// Weights of `frame_system`.
pub struct WeightInfo<T>(PhantomData<T>);

impl<T: frame_system::Config> frame_system::WeightInfo for WeightInfo<T> {
	/// At least 3_125 ns of wasm.
	///
	/// `b` from 0 to 3932160.
	fn remark(b: u32) -> Weight {
		Weight::from_parts(17_274_335, 0)
			.saturating_add(Weight::from_parts(335, 0).saturating_mul(b.into()))
	}
	/// At least 7_431 ns of wasm.
	///
	/// `b` from 0 to 3932160.
	fn remark_with_event(b: u32) -> Weight {
		Weight::from_parts(7_641_000, 0)
			.saturating_add(Weight::from_parts(1_265, 0).saturating_mul(b.into()))
	}
	/// At least 9_324 ns of wasm.
	fn set_heap_pages() -> Weight {
		Weight::from_parts(11_307_000, 0).saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 122_910_610 ns of wasm.
	fn set_code() -> Weight {
		Weight::from_parts(123_374_081_000, 0)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 2_974 ns of wasm.
	///
	/// `i` from 0 to 1000.
	fn set_storage(i: u32) -> Weight {
		Weight::from_parts(3_134_000, 0)
			.saturating_add(Weight::from_parts(1_134_546, 0).saturating_mul(i.into()))
			.saturating_add(T::DbWeight::get().writes(1_u64.saturating_mul(i.into())))
	}
	/// At least 3_285 ns of wasm.
	///
	/// `i` from 0 to 1000.
	fn kill_storage(i: u32) -> Weight {
		Weight::from_parts(3_305_000, 0)
			.saturating_add(Weight::from_parts(840_718, 0).saturating_mul(i.into()))
			.saturating_add(T::DbWeight::get().writes(1_u64.saturating_mul(i.into())))
	}
	/// At least 6_340 ns of wasm.
	///
	/// `p` from 0 to 1000.
	fn kill_prefix(p: u32) -> Weight {
		Weight::from_parts(6_580_000, 0)
			.saturating_add(Weight::from_parts(1_479_898, 0).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().reads(1_u64.saturating_mul(p.into())))
			.saturating_add(T::DbWeight::get().writes(1_u64.saturating_mul(p.into())))
	}
	/// At least 21_492 ns of wasm.
	fn authorize_upgrade() -> Weight {
		Weight::from_parts(22_924_000, 0).saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 128_291_797 ns of wasm.
	fn apply_authorized_upgrade() -> Weight {
		Weight::from_parts(131_902_407_000, 0)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(2))
	}
}
