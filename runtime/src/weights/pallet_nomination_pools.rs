// SPDX-License-Identifier: Apache-2.0

//! Weights of `pallet_nomination_pools`. Written by `scripts/weights.sh`; do not edit.
//!
//! Measured on 2026-11-26, in the wasm executor that nodes use,
//! with 20 steps and 5 repeats.
//! Machine: AMD EPYC, 2 cores, 24 GiB.
//! Proof sizes are zero: nobody proves this chain's blocks to another chain.

#![allow(unused_imports)]

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// Weights of `pallet_nomination_pools`.
pub struct WeightInfo<T>(PhantomData<T>);

impl<T: frame_system::Config> pallet_nomination_pools::WeightInfo for WeightInfo<T> {
	/// At least 327_047 ns of wasm.
	fn join() -> Weight {
		Weight::from_parts(328_569_000, 0)
			.saturating_add(T::DbWeight::get().reads(28))
			.saturating_add(T::DbWeight::get().writes(16))
	}
	/// At least 399_045 ns of wasm.
	fn bond_extra_transfer() -> Weight {
		Weight::from_parts(401_819_000, 0)
			.saturating_add(T::DbWeight::get().reads(24))
			.saturating_add(T::DbWeight::get().writes(15))
	}
	/// At least 402_069 ns of wasm.
	fn bond_extra_other() -> Weight {
		Weight::from_parts(412_154_000, 0)
			.saturating_add(T::DbWeight::get().reads(25))
			.saturating_add(T::DbWeight::get().writes(15))
	}
	/// At least 156_763 ns of wasm.
	fn claim_payout() -> Weight {
		Weight::from_parts(160_980_000, 0)
			.saturating_add(T::DbWeight::get().reads(13))
			.saturating_add(T::DbWeight::get().writes(5))
	}
	/// At least 311_334 ns of wasm.
	fn unbond() -> Weight {
		Weight::from_parts(316_231_000, 0)
			.saturating_add(T::DbWeight::get().reads(22))
			.saturating_add(T::DbWeight::get().writes(12))
	}
	/// At least 87_190 ns of wasm.
	///
	/// `s` from 0 to 100.
	fn pool_withdraw_unbonded(s: u32) -> Weight {
		Weight::from_parts(89_778_295, 0)
			.saturating_add(Weight::from_parts(33_002, 0).saturating_mul(s.into()))
			.saturating_add(T::DbWeight::get().reads(9))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// At least 238_455 ns of wasm.
	///
	/// `s` from 0 to 100.
	fn withdraw_unbonded_update(_s: u32) -> Weight {
		Weight::from_parts(248_483_322, 0)
			.saturating_add(T::DbWeight::get().reads(16))
			.saturating_add(T::DbWeight::get().writes(12))
	}
	/// At least 403_702 ns of wasm.
	///
	/// `s` from 0 to 100.
	fn withdraw_unbonded_kill(s: u32) -> Weight {
		Weight::from_parts(416_324_061, 0)
			.saturating_add(Weight::from_parts(2_485_583, 0).saturating_mul(s.into()))
			.saturating_add(T::DbWeight::get().reads(30))
			.saturating_add(T::DbWeight::get().writes(27))
			.saturating_add(T::DbWeight::get().writes(1_u64.saturating_mul(s.into())))
	}
	/// At least 313_297 ns of wasm.
	fn create() -> Weight {
		Weight::from_parts(315_370_000, 0)
			.saturating_add(T::DbWeight::get().reads(34))
			.saturating_add(T::DbWeight::get().writes(24))
	}
	/// At least 141_201 ns of wasm.
	///
	/// `n` from 1 to 16.
	fn nominate(n: u32) -> Weight {
		Weight::from_parts(138_687_833, 0)
			.saturating_add(Weight::from_parts(5_231_352, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(19))
			.saturating_add(T::DbWeight::get().reads(1_u64.saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(6))
	}
	/// At least 52_358 ns of wasm.
	fn set_state() -> Weight {
		Weight::from_parts(55_263_000, 0)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 35_262 ns of wasm.
	///
	/// `n` from 1 to 256.
	fn set_metadata(n: u32) -> Weight {
		Weight::from_parts(37_365_955, 0)
			.saturating_add(Weight::from_parts(2_555, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// At least 11_847 ns of wasm.
	fn set_configs() -> Weight {
		Weight::from_parts(12_148_000, 0).saturating_add(T::DbWeight::get().writes(6))
	}
	/// At least 37_476 ns of wasm.
	fn update_roles() -> Weight {
		Weight::from_parts(38_107_000, 0)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 136_102 ns of wasm.
	fn chill() -> Weight {
		Weight::from_parts(138_636_000, 0)
			.saturating_add(T::DbWeight::get().reads(15))
			.saturating_add(T::DbWeight::get().writes(6))
	}
	/// At least 58_517 ns of wasm.
	fn set_commission() -> Weight {
		Weight::from_parts(59_418_000, 0)
			.saturating_add(T::DbWeight::get().reads(6))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// At least 62_824 ns of wasm.
	fn set_commission_max() -> Weight {
		Weight::from_parts(63_264_000, 0)
			.saturating_add(T::DbWeight::get().reads(6))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// At least 36_765 ns of wasm.
	fn set_commission_change_rate() -> Weight {
		Weight::from_parts(37_086_000, 0)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 35_743 ns of wasm.
	fn set_commission_claim_permission() -> Weight {
		Weight::from_parts(36_424_000, 0)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 72_418 ns of wasm.
	fn set_claim_permission() -> Weight {
		Weight::from_parts(76_654_000, 0)
			.saturating_add(T::DbWeight::get().reads(9))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 113_048 ns of wasm.
	fn claim_commission() -> Weight {
		Weight::from_parts(114_921_000, 0)
			.saturating_add(T::DbWeight::get().reads(7))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// At least 121_441 ns of wasm.
	fn adjust_pool_deposit() -> Weight {
		Weight::from_parts(122_843_000, 0)
			.saturating_add(T::DbWeight::get().reads(7))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// At least 138_406 ns of wasm.
	fn apply_slash() -> Weight {
		Weight::from_parts(140_289_000, 0)
			.saturating_add(T::DbWeight::get().reads(10))
			.saturating_add(T::DbWeight::get().writes(5))
	}
	/// At least 61_712 ns of wasm.
	fn apply_slash_fail() -> Weight {
		Weight::from_parts(63_354_000, 0).saturating_add(T::DbWeight::get().reads(7))
	}
	/// At least 321_118 ns of wasm.
	fn pool_migrate() -> Weight {
		Weight::from_parts(324_874_000, 0)
			.saturating_add(T::DbWeight::get().reads(18))
			.saturating_add(T::DbWeight::get().writes(12))
	}
	/// At least 167_750 ns of wasm.
	fn migrate_delegation() -> Weight {
		Weight::from_parts(170_944_000, 0)
			.saturating_add(T::DbWeight::get().reads(17))
			.saturating_add(T::DbWeight::get().writes(7))
	}
}
