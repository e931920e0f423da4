// SPDX-License-Identifier: Apache-2.0

//! Weights of `pallet_attribution`. Written by `scripts/weights.sh`; do not edit.
//!
//! Measured on 2026-11-21, in the wasm executor that nodes use,
//! with 16 steps and 7 repeats.
//! Machine: Intel(R) Xeon(R) Processor, 2 cores, 24 GiB.
//! Other programs ran on the machine at the same time: the numbers are pessimistic.
//! Proof sizes are zero: nobody proves this chain's blocks to another chain.

#![allow(unused_imports)]

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// Weights of `pallet_attribution`.
pub struct WeightInfo<T>(PhantomData<T>);

impl<T: frame_system::Config> pallet_attribution::WeightInfo for WeightInfo<T> {
	/// At least 276_016 ns of wasm.
	fn announce() -> Weight {
		Weight::from_parts(289_487_000, 0)
			.saturating_add(T::DbWeight::get().reads(29))
			.saturating_add(T::DbWeight::get().writes(7))
	}
	/// At least 295_757 ns of wasm.
	fn announce_pulled() -> Weight {
		Weight::from_parts(303_095_000, 0)
			.saturating_add(T::DbWeight::get().reads(31))
			.saturating_add(T::DbWeight::get().writes(7))
	}
	/// At least 304_670 ns of wasm.
	fn authorize_announce_pulled() -> Weight {
		Weight::from_parts(314_947_000, 0).saturating_add(T::DbWeight::get().reads(31))
	}
	/// At least 36_766 ns of wasm.
	fn attest() -> Weight {
		Weight::from_parts(39_542_000, 0)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 64_862 ns of wasm.
	fn authorize_attest() -> Weight {
		Weight::from_parts(66_049_000, 0).saturating_add(T::DbWeight::get().reads(3))
	}
	/// At least 98_083 ns of wasm.
	fn demand() -> Weight {
		Weight::from_parts(98_738_000, 0)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	/// At least 168_232 ns of wasm.
	///
	/// `b` from 256 to 98304.
	fn answer(b: u32) -> Weight {
		Weight::from_parts(175_386_233, 0)
			.saturating_add(Weight::from_parts(7_117, 0).saturating_mul(b.into()))
			.saturating_add(T::DbWeight::get().reads(7))
			.saturating_add(T::DbWeight::get().writes(5))
	}
	/// At least 554_037 ns of wasm.
	fn enforce() -> Weight {
		Weight::from_parts(561_618_000, 0)
			.saturating_add(T::DbWeight::get().reads(33))
			.saturating_add(T::DbWeight::get().writes(15))
	}
	/// At least 2_076_201 ns of wasm.
	///
	/// `n` from 1 to 64.
	fn settle_sessions(n: u32) -> Weight {
		Weight::from_parts(2_028_283_134, 0)
			.saturating_add(Weight::from_parts(115_731_591, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(65))
			.saturating_add(T::DbWeight::get().reads(3_u64.saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(40))
			.saturating_add(T::DbWeight::get().writes(3_u64.saturating_mul(n.into())))
	}
	/// At least 275_694 ns of wasm.
	///
	/// `n` from 1 to 128.
	fn credit(n: u32) -> Weight {
		Weight::from_parts(315_496_808, 0)
			.saturating_add(Weight::from_parts(7_764_983, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(23))
			.saturating_add(T::DbWeight::get().reads(1_u64.saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(5))
	}
	/// At least 1_923_379 ns of wasm.
	fn advance() -> Weight {
		Weight::from_parts(1_950_106_000, 0)
			.saturating_add(T::DbWeight::get().reads(63))
			.saturating_add(T::DbWeight::get().writes(42))
	}
	/// At least 82_317 ns of wasm.
	fn prune() -> Weight {
		Weight::from_parts(85_465_000, 0)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	/// At least 225_251 ns of wasm.
	fn report_equivocation() -> Weight {
		Weight::from_parts(241_947_000, 0)
			.saturating_add(T::DbWeight::get().reads(7))
			.saturating_add(T::DbWeight::get().writes(5))
	}
	/// At least 23_844 ns of wasm.
	///
	/// `n` from 0 to 32.
	fn process_agenda(n: u32) -> Weight {
		Weight::from_parts(46_233_961, 0)
			.saturating_add(Weight::from_parts(21_838_543, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(9))
			.saturating_add(T::DbWeight::get().reads(1_u64.saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(5))
			.saturating_add(T::DbWeight::get().writes(1_u64.saturating_mul(n.into())))
	}
	/// Not measured yet: by the formula of tests.
	fn challenge() -> Weight {
		<() as pallet_attribution::WeightInfo>::challenge()
	}
	/// Not measured yet: by the formula of tests.
	fn challenge_reveal(n: u32) -> Weight {
		<() as pallet_attribution::WeightInfo>::challenge_reveal(n)
	}
	/// Not measured yet: by the formula of tests.
	fn challenge_end() -> Weight {
		<() as pallet_attribution::WeightInfo>::challenge_end()
	}
	/// Not measured yet: by the formula of tests.
	fn report_accused() -> Weight {
		<() as pallet_attribution::WeightInfo>::report_accused()
	}
}
