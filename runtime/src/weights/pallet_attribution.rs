// SPDX-License-Identifier: Apache-2.0

//! Weights of `pallet_attribution`. Written by `scripts/weights.sh`; do not edit.
//!
//! Measured on 2026-11-27, in the wasm executor that nodes use,
//! with 20 steps and 5 repeats.
//! Machine: AMD EPYC, 2 cores, 24 GiB.
//! Proof sizes are zero: nobody proves this chain's blocks to another chain.

#![allow(unused_imports)]

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// Weights of `pallet_attribution`.
pub struct WeightInfo<T>(PhantomData<T>);

impl<T: frame_system::Config> pallet_attribution::WeightInfo for WeightInfo<T> {
	/// At least 212_597 ns of wasm.
	fn announce() -> Weight {
		Weight::from_parts(216_934_000, 0)
			.saturating_add(T::DbWeight::get().reads(29))
			.saturating_add(T::DbWeight::get().writes(7))
	}
	/// At least 222_081 ns of wasm.
	fn announce_pulled() -> Weight {
		Weight::from_parts(224_524_000, 0)
			.saturating_add(T::DbWeight::get().reads(31))
			.saturating_add(T::DbWeight::get().writes(7))
	}
	/// At least 248_881 ns of wasm.
	fn authorize_announce_pulled() -> Weight {
		Weight::from_parts(254_659_000, 0).saturating_add(T::DbWeight::get().reads(31))
	}
	/// At least 28_323 ns of wasm.
	fn attest() -> Weight {
		Weight::from_parts(29_414_000, 0)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 56_214 ns of wasm.
	fn authorize_attest() -> Weight {
		Weight::from_parts(57_556_000, 0).saturating_add(T::DbWeight::get().reads(3))
	}
	/// At least 78_647 ns of wasm.
	fn demand() -> Weight {
		Weight::from_parts(82_122_000, 0)
			.saturating_add(T::DbWeight::get().reads(7))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	/// At least 125_888 ns of wasm.
	///
	/// `b` from 256 to 98304.
	fn answer(b: u32) -> Weight {
		Weight::from_parts(128_642_352, 0)
			.saturating_add(Weight::from_parts(6_880, 0).saturating_mul(b.into()))
			.saturating_add(T::DbWeight::get().reads(7))
			.saturating_add(T::DbWeight::get().writes(5))
	}
	/// At least 427_738 ns of wasm.
	fn enforce() -> Weight {
		Weight::from_parts(442_560_000, 0)
			.saturating_add(T::DbWeight::get().reads(33))
			.saturating_add(T::DbWeight::get().writes(15))
	}
	/// At least 591_652 ns of wasm.
	///
	/// `n` from 1 to 64.
	fn settle_sessions(n: u32) -> Weight {
		Weight::from_parts(571_696_791, 0)
			.saturating_add(Weight::from_parts(88_873_329, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(39))
			.saturating_add(T::DbWeight::get().reads(3_u64.saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(11))
			.saturating_add(T::DbWeight::get().writes(3_u64.saturating_mul(n.into())))
	}
	/// At least 219_647 ns of wasm.
	///
	/// `n` from 1 to 128.
	fn credit(n: u32) -> Weight {
		Weight::from_parts(236_241_097, 0)
			.saturating_add(Weight::from_parts(8_404_258, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(24))
			.saturating_add(T::DbWeight::get().reads(1_u64.saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(6))
	}
	/// At least 506_755 ns of wasm.
	fn advance() -> Weight {
		Weight::from_parts(539_124_000, 0)
			.saturating_add(T::DbWeight::get().reads(37))
			.saturating_add(T::DbWeight::get().writes(13))
	}
	/// At least 65_057 ns of wasm.
	fn prune() -> Weight {
		Weight::from_parts(68_812_000, 0)
			.saturating_add(T::DbWeight::get().reads(6))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	/// At least 174_130 ns of wasm.
	fn report_equivocation() -> Weight {
		Weight::from_parts(179_017_000, 0)
			.saturating_add(T::DbWeight::get().reads(8))
			.saturating_add(T::DbWeight::get().writes(5))
	}
	/// At least 84_225 ns of wasm.
	fn challenge() -> Weight {
		Weight::from_parts(85_497_000, 0)
			.saturating_add(T::DbWeight::get().reads(6))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	/// At least 619_444 ns of wasm.
	///
	/// `n` from 0 to 4096.
	fn challenge_reveal(n: u32) -> Weight {
		Weight::from_parts(636_817_426, 0)
			.saturating_add(Weight::from_parts(194_505, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(37))
			.saturating_add(T::DbWeight::get().writes(16))
	}
	/// At least 68_512 ns of wasm.
	fn challenge_end() -> Weight {
		Weight::from_parts(73_840_000, 0)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(5))
	}
	/// At least 93_830 ns of wasm.
	fn report_accused() -> Weight {
		Weight::from_parts(97_555_000, 0)
			.saturating_add(T::DbWeight::get().reads(17))
			.saturating_add(T::DbWeight::get().writes(8))
	}
	/// At least 21_212 ns of wasm.
	///
	/// `n` from 0 to 32.
	fn process_agenda(n: u32) -> Weight {
		Weight::from_parts(222_746_773, 0)
			.saturating_add(Weight::from_parts(332_912_748, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(175))
			.saturating_add(T::DbWeight::get().reads(3_u64.saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(5))
			.saturating_add(T::DbWeight::get().writes(1_u64.saturating_mul(n.into())))
	}
}
