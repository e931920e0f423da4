// SPDX-License-Identifier: Apache-2.0

//! Weights of `pallet_proxy`. Written by `scripts/weights.sh`; do not edit.
//!
//! Measured on 2026-11-27, in the wasm executor that nodes use,
//! with 20 steps and 5 repeats.
//! Machine: AMD EPYC, 2 cores, 24 GiB.
//! Proof sizes are zero: nobody proves this chain's blocks to another chain.

#![allow(unused_imports)]

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// Weights of `pallet_proxy`.
pub struct WeightInfo<T>(PhantomData<T>);

impl<T: frame_system::Config> pallet_proxy::WeightInfo for WeightInfo<T> {
	/// At least 11_147 ns of wasm.
	///
	/// `p` from 1 to 31.
	fn proxy(p: u32) -> Weight {
		Weight::from_parts(11_668_674, 0)
			.saturating_add(Weight::from_parts(41_903, 0).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().reads(2))
	}
	/// At least 29_664 ns of wasm.
	///
	/// `a` from 0 to 31.
	///
	/// `p` from 1 to 31.
	fn proxy_announced(a: u32, p: u32) -> Weight {
		Weight::from_parts(30_506_621, 0)
			.saturating_add(Weight::from_parts(79_618, 0).saturating_mul(a.into()))
			.saturating_add(Weight::from_parts(16_307, 0).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// At least 20_140 ns of wasm.
	///
	/// `a` from 0 to 31.
	///
	/// `p` from 1 to 31.
	fn remove_announcement(a: u32, _p: u32) -> Weight {
		Weight::from_parts(21_114_598, 0)
			.saturating_add(Weight::from_parts(54_211, 0).saturating_mul(a.into()))
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// At least 19_759 ns of wasm.
	///
	/// `a` from 0 to 31.
	///
	/// `p` from 1 to 31.
	fn reject_announcement(a: u32, _p: u32) -> Weight {
		Weight::from_parts(20_792_960, 0)
			.saturating_add(Weight::from_parts(70_410, 0).saturating_mul(a.into()))
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// At least 26_149 ns of wasm.
	///
	/// `a` from 0 to 31.
	///
	/// `p` from 1 to 31.
	fn announce(a: u32, p: u32) -> Weight {
		Weight::from_parts(25_916_835, 0)
			.saturating_add(Weight::from_parts(42_196, 0).saturating_mul(a.into()))
			.saturating_add(Weight::from_parts(28_472, 0).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// At least 19_059 ns of wasm.
	///
	/// `p` from 1 to 31.
	fn add_proxy(p: u32) -> Weight {
		Weight::from_parts(19_431_559, 0)
			.saturating_add(Weight::from_parts(32_234, 0).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 18_868 ns of wasm.
	///
	/// `p` from 1 to 31.
	fn remove_proxy(p: u32) -> Weight {
		Weight::from_parts(19_446_199, 0)
			.saturating_add(Weight::from_parts(29_797, 0).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 19_028 ns of wasm.
	///
	/// `p` from 1 to 31.
	fn remove_proxies(p: u32) -> Weight {
		Weight::from_parts(17_979_964, 0)
			.saturating_add(Weight::from_parts(1_735_613, 0).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 22_012 ns of wasm.
	///
	/// `p` from 1 to 31.
	fn create_pure(p: u32) -> Weight {
		Weight::from_parts(23_076_229, 0)
			.saturating_add(Weight::from_parts(3_675, 0).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 20_391 ns of wasm.
	///
	/// `p` from 0 to 30.
	fn kill_pure(p: u32) -> Weight {
		Weight::from_parts(20_986_415, 0)
			.saturating_add(Weight::from_parts(12_467, 0).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 36_985 ns of wasm.
	fn poke_deposit() -> Weight {
		Weight::from_parts(37_316_000, 0)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(3))
	}
}
