// SPDX-License-Identifier: Apache-2.0

//! Weights of `pallet_collective`. Written by `scripts/weights.sh`; do not edit.
//!
//! Measured on 2026-11-26, in the wasm executor that nodes use,
//! with 20 steps and 5 repeats.
//! Machine: AMD EPYC, 2 cores, 24 GiB.
//! Proof sizes are zero: nobody proves this chain's blocks to another chain.

#![allow(unused_imports)]

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// Weights of `pallet_collective`.
pub struct WeightInfo<T>(PhantomData<T>);

impl<T: frame_system::Config> pallet_collective::WeightInfo for WeightInfo<T> {
	/// At least 10_936 ns of wasm.
	///
	/// `m` from 0 to 20.
	///
	/// `n` from 0 to 20.
	///
	/// `p` from 0 to 100.
	fn set_members(m: u32, _n: u32, p: u32) -> Weight {
		Weight::from_parts(11_167_000, 0)
			.saturating_add(Weight::from_parts(5_541_511, 0).saturating_mul(m.into()))
			.saturating_add(Weight::from_parts(5_481_446, 0).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().reads(1_u64.saturating_mul(p.into())))
			.saturating_add(T::DbWeight::get().writes(2))
			.saturating_add(T::DbWeight::get().writes(1_u64.saturating_mul(p.into())))
	}
	/// At least 17_045 ns of wasm.
	///
	/// `b` from 2 to 1024.
	///
	/// `m` from 1 to 20.
	fn execute(_b: u32, _m: u32) -> Weight {
		Weight::from_parts(20_954_246, 0).saturating_add(T::DbWeight::get().reads(2))
	}
	/// At least 20_861 ns of wasm.
	///
	/// `b` from 2 to 1024.
	///
	/// `m` from 1 to 20.
	fn propose_execute(b: u32, m: u32) -> Weight {
		Weight::from_parts(22_373_847, 0)
			.saturating_add(Weight::from_parts(1_028, 0).saturating_mul(b.into()))
			.saturating_add(Weight::from_parts(20_895, 0).saturating_mul(m.into()))
			.saturating_add(T::DbWeight::get().reads(3))
	}
	/// At least 31_537 ns of wasm.
	///
	/// `b` from 2 to 1024.
	///
	/// `m` from 2 to 20.
	///
	/// `p` from 1 to 100.
	fn propose_proposed(b: u32, _m: u32, p: u32) -> Weight {
		Weight::from_parts(40_972_561, 0)
			.saturating_add(Weight::from_parts(11_133, 0).saturating_mul(b.into()))
			.saturating_add(Weight::from_parts(434_281, 0).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	/// At least 29_824 ns of wasm.
	///
	/// `m` from 5 to 20.
	fn vote(_m: u32) -> Weight {
		Weight::from_parts(42_486_058, 0)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 31_887 ns of wasm.
	///
	/// `m` from 4 to 20.
	///
	/// `p` from 1 to 100.
	fn close_early_disapproved(m: u32, p: u32) -> Weight {
		Weight::from_parts(23_454_265, 0)
			.saturating_add(Weight::from_parts(173_610, 0).saturating_mul(m.into()))
			.saturating_add(Weight::from_parts(581_892, 0).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// At least 45_017 ns of wasm.
	///
	/// `b` from 2 to 1024.
	///
	/// `m` from 4 to 20.
	///
	/// `p` from 1 to 100.
	fn close_early_approved(b: u32, _m: u32, p: u32) -> Weight {
		Weight::from_parts(54_757_616, 0)
			.saturating_add(Weight::from_parts(3_004, 0).saturating_mul(b.into()))
			.saturating_add(Weight::from_parts(582_945, 0).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// At least 31_237 ns of wasm.
	///
	/// `m` from 4 to 20.
	///
	/// `p` from 1 to 100.
	fn close_disapproved(m: u32, p: u32) -> Weight {
		Weight::from_parts(27_079_082, 0)
			.saturating_add(Weight::from_parts(297_054, 0).saturating_mul(m.into()))
			.saturating_add(Weight::from_parts(526_202, 0).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// At least 47_180 ns of wasm.
	///
	/// `b` from 2 to 1024.
	///
	/// `m` from 4 to 20.
	///
	/// `p` from 1 to 100.
	fn close_approved(_b: u32, _m: u32, p: u32) -> Weight {
		Weight::from_parts(98_595_612, 0)
			.saturating_add(Weight::from_parts(563_862, 0).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().reads(6))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// At least 16_134 ns of wasm.
	///
	/// `p` from 1 to 100.
	fn disapprove_proposal(p: u32) -> Weight {
		Weight::from_parts(15_139_858, 0)
			.saturating_add(Weight::from_parts(392_417, 0).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// At least 23_174 ns of wasm.
	///
	/// `d` from 0 to 1.
	///
	/// `p` from 1 to 100.
	fn kill(_d: u32, p: u32) -> Weight {
		Weight::from_parts(40_850_730, 0)
			.saturating_add(Weight::from_parts(325_116, 0).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// At least 20_130 ns of wasm.
	fn release_proposal_cost() -> Weight {
		Weight::from_parts(20_610_000, 0).saturating_add(T::DbWeight::get().reads(2))
	}
}
