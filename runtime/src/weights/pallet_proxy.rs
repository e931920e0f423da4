// SPDX-License-Identifier: Apache-2.0

//! Weights of `pallet_proxy`. Written by `scripts/weights.sh`; do not edit.
//!
//! Measured on 2026-11-26, in the wasm executor that nodes use,
//! with 20 steps and 5 repeats.
//! Machine: AMD EPYC, 2 cores, 24 GiB.
//! Proof sizes are zero: nobody proves this chain's blocks to another chain.

#![allow(unused_imports)]

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// Weights of `pallet_proxy`.
pub struct WeightInfo<T>(PhantomData<T>);

impl<T: frame_system::Config> pallet_proxy::WeightInfo for WeightInfo<T> {
	/// At least 19_178 ns of wasm.
	///
	/// `p` from 1 to 31.
	fn proxy(p: u32) -> Weight {
		Weight::from_parts(22_302_205, 0)
			.saturating_add(Weight::from_parts(13_056, 0).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().reads(2))
	}
	/// At least 50_525 ns of wasm.
	///
	/// `a` from 0 to 31.
	///
	/// `p` from 1 to 31.
	fn proxy_announced(a: u32, _p: u32) -> Weight {
		Weight::from_parts(55_469_193, 0)
			.saturating_add(Weight::from_parts(222_048, 0).saturating_mul(a.into()))
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// At least 33_320 ns of wasm.
	///
	/// `a` from 0 to 31.
	///
	/// `p` from 1 to 31.
	fn remove_announcement(a: u32, p: u32) -> Weight {
		Weight::from_parts(33_911_189, 0)
			.saturating_add(Weight::from_parts(291_069, 0).saturating_mul(a.into()))
			.saturating_add(Weight::from_parts(25_358, 0).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// At least 33_169 ns of wasm.
	///
	/// `a` from 0 to 31.
	///
	/// `p` from 1 to 31.
	fn reject_announcement(a: u32, p: u32) -> Weight {
		Weight::from_parts(34_624_924, 0)
			.saturating_add(Weight::from_parts(284_179, 0).saturating_mul(a.into()))
			.saturating_add(Weight::from_parts(22_462, 0).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// At least 43_565 ns of wasm.
	///
	/// `a` from 0 to 31.
	///
	/// `p` from 1 to 31.
	fn announce(a: u32, p: u32) -> Weight {
		Weight::from_parts(42_207_588, 0)
			.saturating_add(Weight::from_parts(295_147, 0).saturating_mul(a.into()))
			.saturating_add(Weight::from_parts(74_138, 0).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// At least 30_706 ns of wasm.
	///
	/// `p` from 1 to 31.
	fn add_proxy(p: u32) -> Weight {
		Weight::from_parts(32_123_950, 0)
			.saturating_add(Weight::from_parts(98_277, 0).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 30_796 ns of wasm.
	///
	/// `p` from 1 to 31.
	fn remove_proxy(p: u32) -> Weight {
		Weight::from_parts(31_879_700, 0)
			.saturating_add(Weight::from_parts(83_831, 0).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 31_638 ns of wasm.
	///
	/// `p` from 1 to 31.
	fn remove_proxies(p: u32) -> Weight {
		Weight::from_parts(29_444_739, 0)
			.saturating_add(Weight::from_parts(2_455_910, 0).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 35_403 ns of wasm.
	///
	/// `p` from 1 to 31.
	fn create_pure(p: u32) -> Weight {
		Weight::from_parts(35_721_852, 0)
			.saturating_add(Weight::from_parts(100_009, 0).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 32_789 ns of wasm.
	///
	/// `p` from 0 to 30.
	fn kill_pure(p: u32) -> Weight {
		Weight::from_parts(34_332_632, 0)
			.saturating_add(Weight::from_parts(58_332, 0).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 60_430 ns of wasm.
	fn poke_deposit() -> Weight {
		Weight::from_parts(61_671_000, 0)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(3))
	}
}
