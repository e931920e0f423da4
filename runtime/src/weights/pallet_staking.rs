// SPDX-License-Identifier: Apache-2.0

//! Weights of `pallet_staking`. Written by `scripts/weights.sh`; do not edit.
//!
//! Measured on 2026-11-27, in the wasm executor that nodes use,
//! with 20 steps and 5 repeats.
//! Machine: AMD EPYC, 2 cores, 24 GiB.
//! Proof sizes are zero: nobody proves this chain's blocks to another chain.

#![allow(unused_imports)]

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// Weights of `pallet_staking`.
pub struct WeightInfo<T>(PhantomData<T>);

impl<T: frame_system::Config> pallet_staking::WeightInfo for WeightInfo<T> {
	/// At least 63_675 ns of wasm.
	fn bond() -> Weight {
		Weight::from_parts(65_087_000, 0)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	/// At least 107_501 ns of wasm.
	fn bond_extra() -> Weight {
		Weight::from_parts(109_674_000, 0)
			.saturating_add(T::DbWeight::get().reads(11))
			.saturating_add(T::DbWeight::get().writes(7))
	}
	/// At least 86_239 ns of wasm.
	fn unbond() -> Weight {
		Weight::from_parts(89_364_000, 0)
			.saturating_add(T::DbWeight::get().reads(14))
			.saturating_add(T::DbWeight::get().writes(6))
	}
	/// At least 62_613 ns of wasm.
	///
	/// `s` from 0 to 100.
	fn withdraw_unbonded_update(s: u32) -> Weight {
		Weight::from_parts(63_502_808, 0)
			.saturating_add(Weight::from_parts(31_467, 0).saturating_mul(s.into()))
			.saturating_add(T::DbWeight::get().reads(7))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// At least 91_186 ns of wasm.
	///
	/// `s` from 0 to 100.
	fn withdraw_unbonded_kill(s: u32) -> Weight {
		Weight::from_parts(96_888_128, 0)
			.saturating_add(Weight::from_parts(1_255_427, 0).saturating_mul(s.into()))
			.saturating_add(T::DbWeight::get().reads(14))
			.saturating_add(T::DbWeight::get().writes(12))
			.saturating_add(T::DbWeight::get().writes(1_u64.saturating_mul(s.into())))
	}
	/// At least 47_340 ns of wasm.
	fn validate() -> Weight {
		Weight::from_parts(48_712_000, 0)
			.saturating_add(T::DbWeight::get().reads(12))
			.saturating_add(T::DbWeight::get().writes(5))
	}
	/// At least 26_700 ns of wasm.
	///
	/// `k` from 1 to 128.
	fn kick(k: u32) -> Weight {
		Weight::from_parts(21_165_298, 0)
			.saturating_add(Weight::from_parts(5_624_520, 0).saturating_mul(k.into()))
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().reads(1_u64.saturating_mul(k.into())))
			.saturating_add(T::DbWeight::get().writes(1_u64.saturating_mul(k.into())))
	}
	/// At least 59_488 ns of wasm.
	///
	/// `n` from 1 to 16.
	fn nominate(n: u32) -> Weight {
		Weight::from_parts(57_407_308, 0)
			.saturating_add(Weight::from_parts(3_246_164, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(13))
			.saturating_add(T::DbWeight::get().reads(1_u64.saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(6))
	}
	/// At least 51_917 ns of wasm.
	fn chill() -> Weight {
		Weight::from_parts(56_655_000, 0)
			.saturating_add(T::DbWeight::get().reads(10))
			.saturating_add(T::DbWeight::get().writes(6))
	}
	/// At least 18_027 ns of wasm.
	fn set_payee() -> Weight {
		Weight::from_parts(18_337_000, 0)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 21_072 ns of wasm.
	fn update_payee() -> Weight {
		Weight::from_parts(21_211_000, 0)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 21_983 ns of wasm.
	fn set_controller() -> Weight {
		Weight::from_parts(23_225_000, 0)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// At least 2_133 ns of wasm.
	fn set_validator_count() -> Weight {
		Weight::from_parts(2_264_000, 0).saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 4_336 ns of wasm.
	fn force_no_eras() -> Weight {
		Weight::from_parts(4_477_000, 0).saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 4_247 ns of wasm.
	fn force_new_era() -> Weight {
		Weight::from_parts(4_426_000, 0).saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 4_277 ns of wasm.
	fn force_new_era_always() -> Weight {
		Weight::from_parts(4_426_000, 0).saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 2_143 ns of wasm.
	///
	/// `v` from 0 to 100.
	fn set_invulnerables(v: u32) -> Weight {
		Weight::from_parts(2_386_439, 0)
			.saturating_add(Weight::from_parts(4_505, 0).saturating_mul(v.into()))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 4_076 ns of wasm.
	///
	/// `u` from 0 to 100.
	fn deprecate_controller_batch(u: u32) -> Weight {
		Weight::from_parts(4_126_000, 0)
			.saturating_add(Weight::from_parts(17_602_362, 0).saturating_mul(u.into()))
			.saturating_add(T::DbWeight::get().reads(4_u64.saturating_mul(u.into())))
			.saturating_add(T::DbWeight::get().writes(3_u64.saturating_mul(u.into())))
	}
	/// At least 90_966 ns of wasm.
	///
	/// `s` from 0 to 100.
	fn force_unstake(s: u32) -> Weight {
		Weight::from_parts(97_818_996, 0)
			.saturating_add(Weight::from_parts(1_252_731, 0).saturating_mul(s.into()))
			.saturating_add(T::DbWeight::get().reads(14))
			.saturating_add(T::DbWeight::get().writes(13))
			.saturating_add(T::DbWeight::get().writes(1_u64.saturating_mul(s.into())))
	}
	/// At least 73_590 ns of wasm.
	///
	/// `s` from 1 to 1000.
	fn cancel_deferred_slash(s: u32) -> Weight {
		Weight::from_parts(535_131_472, 0)
			.saturating_add(Weight::from_parts(2_931_944, 0).saturating_mul(s.into()))
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 159_398 ns of wasm.
	///
	/// `n` from 0 to 64.
	fn payout_stakers_alive_staked(n: u32) -> Weight {
		Weight::from_parts(180_910_059, 0)
			.saturating_add(Weight::from_parts(71_564_972, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(14))
			.saturating_add(T::DbWeight::get().reads(6_u64.saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(4))
			.saturating_add(T::DbWeight::get().writes(3_u64.saturating_mul(n.into())))
	}
	/// At least 71_156 ns of wasm.
	///
	/// `l` from 1 to 32.
	fn rebond(l: u32) -> Weight {
		Weight::from_parts(73_557_690, 0)
			.saturating_add(Weight::from_parts(30_670, 0).saturating_mul(l.into()))
			.saturating_add(T::DbWeight::get().reads(11))
			.saturating_add(T::DbWeight::get().writes(6))
	}
	/// At least 100_129 ns of wasm.
	///
	/// `s` from 1 to 100.
	fn reap_stash(s: u32) -> Weight {
		Weight::from_parts(101_630_843, 0)
			.saturating_add(Weight::from_parts(1_309_386, 0).saturating_mul(s.into()))
			.saturating_add(T::DbWeight::get().reads(13))
			.saturating_add(T::DbWeight::get().writes(12))
			.saturating_add(T::DbWeight::get().writes(1_u64.saturating_mul(s.into())))
	}
	/// At least 326_486 ns of wasm.
	///
	/// `v` from 1 to 10.
	///
	/// `n` from 0 to 100.
	fn new_era(v: u32, n: u32) -> Weight {
		Weight::from_parts(327_008_000, 0)
			.saturating_add(Weight::from_parts(30_029_216, 0).saturating_mul(v.into()))
			.saturating_add(Weight::from_parts(16_067_464, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(53))
			.saturating_add(T::DbWeight::get().reads(5_u64.saturating_mul(v.into())))
			.saturating_add(T::DbWeight::get().reads(4_u64.saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(8))
			.saturating_add(T::DbWeight::get().writes(3_u64.saturating_mul(v.into())))
	}
	/// At least 10_048_327 ns of wasm.
	///
	/// `v` from 50 to 100.
	///
	/// `n` from 500 to 1000.
	fn get_npos_voters(v: u32, n: u32) -> Weight {
		Weight::from_parts(10_052_443_000, 0)
			.saturating_add(Weight::from_parts(14_246_706, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(48))
			.saturating_add(T::DbWeight::get().reads(5_u64.saturating_mul(v.into())))
			.saturating_add(T::DbWeight::get().reads(4_u64.saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 264_774 ns of wasm.
	///
	/// `v` from 50 to 100.
	fn get_npos_targets(v: u32) -> Weight {
		Weight::from_parts(32_890_224, 0)
			.saturating_add(Weight::from_parts(4_805_559, 0).saturating_mul(v.into()))
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().reads(1_u64.saturating_mul(v.into())))
	}
	/// At least 4_407 ns of wasm.
	fn set_staking_configs_all_set() -> Weight {
		Weight::from_parts(4_697_000, 0).saturating_add(T::DbWeight::get().writes(7))
	}
	/// At least 4_006 ns of wasm.
	fn set_staking_configs_all_remove() -> Weight {
		Weight::from_parts(4_406_000, 0).saturating_add(T::DbWeight::get().writes(7))
	}
	/// At least 64_266 ns of wasm.
	fn chill_other() -> Weight {
		Weight::from_parts(68_422_000, 0)
			.saturating_add(T::DbWeight::get().reads(13))
			.saturating_add(T::DbWeight::get().writes(6))
	}
	/// At least 10_466 ns of wasm.
	fn force_apply_min_commission() -> Weight {
		Weight::from_parts(10_776_000, 0)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 2_344 ns of wasm.
	fn set_min_commission() -> Weight {
		Weight::from_parts(2_624_000, 0).saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 37_906 ns of wasm.
	fn restore_ledger() -> Weight {
		Weight::from_parts(38_938_000, 0)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// At least 76_895 ns of wasm.
	fn migrate_currency() -> Weight {
		Weight::from_parts(78_447_000, 0)
			.saturating_add(T::DbWeight::get().reads(6))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// At least 749_949 ns of wasm.
	fn manual_slash() -> Weight {
		Weight::from_parts(751_260_000, 0)
			.saturating_add(T::DbWeight::get().reads(206))
			.saturating_add(T::DbWeight::get().writes(196))
	}
}
