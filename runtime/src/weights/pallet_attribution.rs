// SPDX-License-Identifier: Apache-2.0

//! Weights of `pallet_attribution`. Written by `scripts/weights.sh`; do not edit.
//!
//! Measured on 2026-11-26, in the wasm executor that nodes use,
//! with 20 steps and 5 repeats.
//! Machine: AMD EPYC, 2 cores, 24 GiB.
//! Proof sizes are zero: nobody proves this chain's blocks to another chain.

#![allow(unused_imports)]

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// Weights of `pallet_attribution`.
pub struct WeightInfo<T>(PhantomData<T>);

impl<T: frame_system::Config> pallet_attribution::WeightInfo for WeightInfo<T> {
	/// At least 342_741 ns of wasm.
	fn announce() -> Weight {
		Weight::from_parts(347_838_000, 0)
			.saturating_add(T::DbWeight::get().reads(29))
			.saturating_add(T::DbWeight::get().writes(7))
	}
	/// At least 354_408 ns of wasm.
	fn announce_pulled() -> Weight {
		Weight::from_parts(366_566_000, 0)
			.saturating_add(T::DbWeight::get().reads(31))
			.saturating_add(T::DbWeight::get().writes(7))
	}
	/// At least 368_479 ns of wasm.
	fn authorize_announce_pulled() -> Weight {
		Weight::from_parts(370_432_000, 0).saturating_add(T::DbWeight::get().reads(31))
	}
	/// At least 49_463 ns of wasm.
	fn attest() -> Weight {
		Weight::from_parts(51_006_000, 0)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 78_247 ns of wasm.
	fn authorize_attest() -> Weight {
		Weight::from_parts(80_359_000, 0).saturating_add(T::DbWeight::get().reads(3))
	}
	/// At least 142_863 ns of wasm.
	fn demand() -> Weight {
		Weight::from_parts(145_677_000, 0)
			.saturating_add(T::DbWeight::get().reads(7))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	/// At least 221_590 ns of wasm.
	///
	/// `b` from 256 to 98304.
	fn answer(b: u32) -> Weight {
		Weight::from_parts(204_917_283, 0)
			.saturating_add(Weight::from_parts(12_312, 0).saturating_mul(b.into()))
			.saturating_add(T::DbWeight::get().reads(7))
			.saturating_add(T::DbWeight::get().writes(5))
	}
	/// At least 714_625 ns of wasm.
	fn enforce() -> Weight {
		Weight::from_parts(734_193_000, 0)
			.saturating_add(T::DbWeight::get().reads(33))
			.saturating_add(T::DbWeight::get().writes(15))
	}
	/// At least 956_726 ns of wasm.
	///
	/// `n` from 1 to 64.
	fn settle_sessions(n: u32) -> Weight {
		Weight::from_parts(1_080_510_478, 0)
			.saturating_add(Weight::from_parts(127_326_253, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(39))
			.saturating_add(T::DbWeight::get().reads(3_u64.saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(11))
			.saturating_add(T::DbWeight::get().writes(3_u64.saturating_mul(n.into())))
	}
	/// At least 334_408 ns of wasm.
	///
	/// `n` from 1 to 128.
	fn credit(n: u32) -> Weight {
		Weight::from_parts(348_413_990, 0)
			.saturating_add(Weight::from_parts(13_655_715, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(24))
			.saturating_add(T::DbWeight::get().reads(1_u64.saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(6))
	}
	/// At least 1_319_726 ns of wasm.
	fn advance() -> Weight {
		Weight::from_parts(1_348_920_000, 0)
			.saturating_add(T::DbWeight::get().reads(37))
			.saturating_add(T::DbWeight::get().writes(13))
	}
	/// At least 139_738 ns of wasm.
	fn prune() -> Weight {
		Weight::from_parts(170_373_000, 0)
			.saturating_add(T::DbWeight::get().reads(6))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	/// At least 310_663 ns of wasm.
	fn report_equivocation() -> Weight {
		Weight::from_parts(446_515_000, 0)
			.saturating_add(T::DbWeight::get().reads(8))
			.saturating_add(T::DbWeight::get().writes(5))
	}
	/// At least 129_423 ns of wasm.
	fn challenge() -> Weight {
		Weight::from_parts(137_595_000, 0)
			.saturating_add(T::DbWeight::get().reads(6))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	/// At least 979_509 ns of wasm.
	///
	/// `n` from 0 to 4096.
	fn challenge_reveal(n: u32) -> Weight {
		Weight::from_parts(1_021_451_061, 0)
			.saturating_add(Weight::from_parts(268_660, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(36))
			.saturating_add(T::DbWeight::get().writes(16))
	}
	/// At least 114_500 ns of wasm.
	fn challenge_end() -> Weight {
		Weight::from_parts(128_371_000, 0)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(5))
	}
	/// At least 152_938 ns of wasm.
	fn report_accused() -> Weight {
		Weight::from_parts(157_765_000, 0)
			.saturating_add(T::DbWeight::get().reads(16))
			.saturating_add(T::DbWeight::get().writes(8))
	}
	/// At least 31_777 ns of wasm.
	///
	/// `n` from 0 to 32.
	fn process_agenda(n: u32) -> Weight {
		Weight::from_parts(277_738_264, 0)
			.saturating_add(Weight::from_parts(631_833_167, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(175))
			.saturating_add(T::DbWeight::get().reads(3_u64.saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(5))
			.saturating_add(T::DbWeight::get().writes(1_u64.saturating_mul(n.into())))
	}
}
