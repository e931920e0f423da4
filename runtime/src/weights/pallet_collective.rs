// SPDX-License-Identifier: Apache-2.0

//! Weights of `pallet_collective`. Written by `scripts/weights.sh`; do not edit.
//!
//! Measured on 2026-11-27, in the wasm executor that nodes use,
//! with 20 steps and 5 repeats.
//! Machine: AMD EPYC, 2 cores, 24 GiB.
//! Proof sizes are zero: nobody proves this chain's blocks to another chain.

#![allow(unused_imports)]

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// Weights of `pallet_collective`.
pub struct WeightInfo<T>(PhantomData<T>);

impl<T: frame_system::Config> pallet_collective::WeightInfo for WeightInfo<T> {
	/// At least 6_940 ns of wasm.
	///
	/// `m` from 0 to 20.
	///
	/// `n` from 0 to 20.
	///
	/// `p` from 0 to 100.
	fn set_members(m: u32, _n: u32, p: u32) -> Weight {
		Weight::from_parts(7_070_000, 0)
			.saturating_add(Weight::from_parts(3_271_232, 0).saturating_mul(m.into()))
			.saturating_add(Weight::from_parts(3_645_232, 0).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().reads(1_u64.saturating_mul(p.into())))
			.saturating_add(T::DbWeight::get().writes(2))
			.saturating_add(T::DbWeight::get().writes(1_u64.saturating_mul(p.into())))
	}
	/// At least 10_766 ns of wasm.
	///
	/// `b` from 2 to 1024.
	///
	/// `m` from 1 to 20.
	fn execute(b: u32, m: u32) -> Weight {
		Weight::from_parts(11_397_649, 0)
			.saturating_add(Weight::from_parts(1_243, 0).saturating_mul(b.into()))
			.saturating_add(Weight::from_parts(3_069, 0).saturating_mul(m.into()))
			.saturating_add(T::DbWeight::get().reads(2))
	}
	/// At least 12_558 ns of wasm.
	///
	/// `b` from 2 to 1024.
	///
	/// `m` from 1 to 20.
	fn propose_execute(b: u32, m: u32) -> Weight {
		Weight::from_parts(12_830_738, 0)
			.saturating_add(Weight::from_parts(1_513, 0).saturating_mul(b.into()))
			.saturating_add(Weight::from_parts(14_549, 0).saturating_mul(m.into()))
			.saturating_add(T::DbWeight::get().reads(3))
	}
	/// At least 20_300 ns of wasm.
	///
	/// `b` from 2 to 1024.
	///
	/// `m` from 2 to 20.
	///
	/// `p` from 1 to 100.
	fn propose_proposed(b: u32, _m: u32, p: u32) -> Weight {
		Weight::from_parts(22_068_648, 0)
			.saturating_add(Weight::from_parts(1_880, 0).saturating_mul(b.into()))
			.saturating_add(Weight::from_parts(85_589, 0).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	/// At least 17_306 ns of wasm.
	///
	/// `m` from 5 to 20.
	fn vote(m: u32) -> Weight {
		Weight::from_parts(18_509_732, 0)
			.saturating_add(Weight::from_parts(3_273, 0).saturating_mul(m.into()))
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 18_097 ns of wasm.
	///
	/// `m` from 4 to 20.
	///
	/// `p` from 1 to 100.
	fn close_early_disapproved(m: u32, p: u32) -> Weight {
		Weight::from_parts(18_342_365, 0)
			.saturating_add(Weight::from_parts(38_056, 0).saturating_mul(m.into()))
			.saturating_add(Weight::from_parts(85_578, 0).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// At least 26_880 ns of wasm.
	///
	/// `b` from 2 to 1024.
	///
	/// `m` from 4 to 20.
	///
	/// `p` from 1 to 100.
	fn close_early_approved(b: u32, m: u32, p: u32) -> Weight {
		Weight::from_parts(24_638_617, 0)
			.saturating_add(Weight::from_parts(2_784, 0).saturating_mul(b.into()))
			.saturating_add(Weight::from_parts(88_367, 0).saturating_mul(m.into()))
			.saturating_add(Weight::from_parts(134_470, 0).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// At least 19_810 ns of wasm.
	///
	/// `m` from 4 to 20.
	///
	/// `p` from 1 to 100.
	fn close_disapproved(m: u32, p: u32) -> Weight {
		Weight::from_parts(20_502_186, 0)
			.saturating_add(Weight::from_parts(17_468, 0).saturating_mul(m.into()))
			.saturating_add(Weight::from_parts(89_841, 0).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// At least 29_464 ns of wasm.
	///
	/// `b` from 2 to 1024.
	///
	/// `m` from 4 to 20.
	///
	/// `p` from 1 to 100.
	fn close_approved(_b: u32, _m: u32, p: u32) -> Weight {
		Weight::from_parts(34_017_423, 0)
			.saturating_add(Weight::from_parts(115_295, 0).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().reads(6))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// At least 10_215 ns of wasm.
	///
	/// `p` from 1 to 100.
	fn disapprove_proposal(p: u32) -> Weight {
		Weight::from_parts(10_992_894, 0)
			.saturating_add(Weight::from_parts(56_017, 0).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// At least 15_373 ns of wasm.
	///
	/// `d` from 0 to 1.
	///
	/// `p` from 1 to 100.
	fn kill(_d: u32, p: u32) -> Weight {
		Weight::from_parts(17_483_310, 0)
			.saturating_add(Weight::from_parts(83_520, 0).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// At least 10_826 ns of wasm.
	fn release_proposal_cost() -> Weight {
		Weight::from_parts(10_976_000, 0).saturating_add(T::DbWeight::get().reads(2))
	}
}
