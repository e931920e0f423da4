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
	/// At least 307_383 ns of wasm.
	fn announce() -> Weight {
		Weight::from_parts(324_780_000, 0)
			.saturating_add(T::DbWeight::get().reads(29))
			.saturating_add(T::DbWeight::get().writes(7))
	}
	/// At least 322_765 ns of wasm.
	fn announce_pulled() -> Weight {
		Weight::from_parts(335_474_000, 0)
			.saturating_add(T::DbWeight::get().reads(31))
			.saturating_add(T::DbWeight::get().writes(7))
	}
	/// At least 341_182 ns of wasm.
	fn authorize_announce_pulled() -> Weight {
		Weight::from_parts(358_260_000, 0)
			.saturating_add(T::DbWeight::get().reads(31))
	}
	/// At least 52_806 ns of wasm.
	fn attest() -> Weight {
		Weight::from_parts(58_840_000, 0)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 72_399 ns of wasm.
	fn authorize_attest() -> Weight {
		Weight::from_parts(75_527_000, 0)
			.saturating_add(T::DbWeight::get().reads(3))
	}
	/// At least 110_211 ns of wasm.
	fn demand() -> Weight {
		Weight::from_parts(117_059_000, 0)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	/// At least 197_043 ns of wasm.
	///
	/// `b` from 256 to 98304.
	fn answer(b: u32) -> Weight {
		Weight::from_parts(376_019_773, 0)
			.saturating_add(Weight::from_parts(7_057, 0).saturating_mul(b.into()))
			.saturating_add(T::DbWeight::get().reads(7))
			.saturating_add(T::DbWeight::get().writes(5))
	}
	/// At least 605_162 ns of wasm.
	fn enforce() -> Weight {
		Weight::from_parts(624_388_000, 0)
			.saturating_add(T::DbWeight::get().reads(33))
			.saturating_add(T::DbWeight::get().writes(15))
	}
	/// At least 2_105_563 ns of wasm.
	///
	/// `n` from 1 to 64.
	fn settle_sessions(n: u32) -> Weight {
		Weight::from_parts(4_744_703_581, 0)
			.saturating_add(Weight::from_parts(108_626_778, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(65))
			.saturating_add(T::DbWeight::get().reads(3_u64.saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(40))
			.saturating_add(T::DbWeight::get().writes(3_u64.saturating_mul(n.into())))
	}
	/// At least 280_210 ns of wasm.
	///
	/// `n` from 1 to 128.
	fn credit(n: u32) -> Weight {
		Weight::from_parts(389_911_973, 0)
			.saturating_add(Weight::from_parts(14_164_911, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(23))
			.saturating_add(T::DbWeight::get().reads(1_u64.saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(5))
	}
	/// At least 1_925_417 ns of wasm.
	fn advance() -> Weight {
		Weight::from_parts(1_961_800_000, 0)
			.saturating_add(T::DbWeight::get().reads(63))
			.saturating_add(T::DbWeight::get().writes(42))
	}
	/// At least 81_280 ns of wasm.
	fn prune() -> Weight {
		Weight::from_parts(85_958_000, 0)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	/// At least 226_108 ns of wasm.
	fn report_equivocation() -> Weight {
		Weight::from_parts(237_202_000, 0)
			.saturating_add(T::DbWeight::get().reads(7))
			.saturating_add(T::DbWeight::get().writes(5))
	}
	/// At least 24_653 ns of wasm.
	///
	/// `n` from 0 to 32.
	fn process_agenda(n: u32) -> Weight {
		Weight::from_parts(39_547_697, 0)
			.saturating_add(Weight::from_parts(22_906_996, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(9))
			.saturating_add(T::DbWeight::get().reads(1_u64.saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(5))
			.saturating_add(T::DbWeight::get().writes(1_u64.saturating_mul(n.into())))
	}
}
