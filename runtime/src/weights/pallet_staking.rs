// SPDX-License-Identifier: Apache-2.0

//! Weights of `pallet_staking`. Written by `scripts/weights.sh`; do not edit.
//!
//! Measured on 2026-11-26, in the wasm executor that nodes use,
//! with 20 steps and 5 repeats.
//! Machine: AMD EPYC, 2 cores, 24 GiB.
//! Proof sizes are zero: nobody proves this chain's blocks to another chain.

#![allow(unused_imports)]

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// Weights of `pallet_staking`.
pub struct WeightInfo<T>(PhantomData<T>);

impl<T: frame_system::Config> pallet_staking::WeightInfo for WeightInfo<T> {
	/// At least 176_473 ns of wasm.
	fn bond() -> Weight {
		Weight::from_parts(188_270_000, 0)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	/// At least 286_748 ns of wasm.
	fn bond_extra() -> Weight {
		Weight::from_parts(301_489_000, 0)
			.saturating_add(T::DbWeight::get().reads(11))
			.saturating_add(T::DbWeight::get().writes(7))
	}
	/// At least 188_110 ns of wasm.
	fn unbond() -> Weight {
		Weight::from_parts(224_825_000, 0)
			.saturating_add(T::DbWeight::get().reads(14))
			.saturating_add(T::DbWeight::get().writes(6))
	}
	/// At least 112_517 ns of wasm.
	///
	/// `s` from 0 to 100.
	fn withdraw_unbonded_update(_s: u32) -> Weight {
		Weight::from_parts(184_975_839, 0)
			.saturating_add(T::DbWeight::get().reads(7))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// At least 152_266 ns of wasm.
	///
	/// `s` from 0 to 100.
	fn withdraw_unbonded_kill(s: u32) -> Weight {
		Weight::from_parts(164_379_169, 0)
			.saturating_add(Weight::from_parts(4_369_695, 0).saturating_mul(s.into()))
			.saturating_add(T::DbWeight::get().reads(14))
			.saturating_add(T::DbWeight::get().writes(12))
			.saturating_add(T::DbWeight::get().writes(1_u64.saturating_mul(s.into())))
	}
	/// At least 84_246 ns of wasm.
	fn validate() -> Weight {
		Weight::from_parts(107_480_000, 0)
			.saturating_add(T::DbWeight::get().reads(12))
			.saturating_add(T::DbWeight::get().writes(5))
	}
	/// At least 82_253 ns of wasm.
	///
	/// `k` from 1 to 128.
	fn kick(k: u32) -> Weight {
		Weight::from_parts(141_049_723, 0)
			.saturating_add(Weight::from_parts(9_221_961, 0).saturating_mul(k.into()))
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().reads(1_u64.saturating_mul(k.into())))
			.saturating_add(T::DbWeight::get().writes(1_u64.saturating_mul(k.into())))
	}
	/// At least 96_584 ns of wasm.
	///
	/// `n` from 1 to 16.
	fn nominate(n: u32) -> Weight {
		Weight::from_parts(102_515_183, 0)
			.saturating_add(Weight::from_parts(4_856_956, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(13))
			.saturating_add(T::DbWeight::get().reads(1_u64.saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(6))
	}
	/// At least 79_398 ns of wasm.
	fn chill() -> Weight {
		Weight::from_parts(82_563_000, 0)
			.saturating_add(T::DbWeight::get().reads(10))
			.saturating_add(T::DbWeight::get().writes(6))
	}
	/// At least 27_942 ns of wasm.
	fn set_payee() -> Weight {
		Weight::from_parts(28_983_000, 0)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 32_829 ns of wasm.
	fn update_payee() -> Weight {
		Weight::from_parts(33_259_000, 0)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 33_701 ns of wasm.
	fn set_controller() -> Weight {
		Weight::from_parts(34_842_000, 0)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// At least 3_525 ns of wasm.
	fn set_validator_count() -> Weight {
		Weight::from_parts(3_846_000, 0).saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 7_491 ns of wasm.
	fn force_no_eras() -> Weight {
		Weight::from_parts(7_711_000, 0).saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 6_961 ns of wasm.
	fn force_new_era() -> Weight {
		Weight::from_parts(7_732_000, 0).saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 7_041 ns of wasm.
	fn force_new_era_always() -> Weight {
		Weight::from_parts(7_561_000, 0).saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 3_886 ns of wasm.
	///
	/// `v` from 0 to 100.
	fn set_invulnerables(v: u32) -> Weight {
		Weight::from_parts(4_898_026, 0)
			.saturating_add(Weight::from_parts(9_349, 0).saturating_mul(v.into()))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 6_080 ns of wasm.
	///
	/// `u` from 0 to 100.
	fn deprecate_controller_batch(u: u32) -> Weight {
		Weight::from_parts(6_369_000, 0)
			.saturating_add(Weight::from_parts(34_093_308, 0).saturating_mul(u.into()))
			.saturating_add(T::DbWeight::get().reads(4_u64.saturating_mul(u.into())))
			.saturating_add(T::DbWeight::get().writes(3_u64.saturating_mul(u.into())))
	}
	/// At least 144_315 ns of wasm.
	///
	/// `s` from 0 to 100.
	fn force_unstake(s: u32) -> Weight {
		Weight::from_parts(168_234_850, 0)
			.saturating_add(Weight::from_parts(3_110_130, 0).saturating_mul(s.into()))
			.saturating_add(T::DbWeight::get().reads(14))
			.saturating_add(T::DbWeight::get().writes(13))
			.saturating_add(T::DbWeight::get().writes(1_u64.saturating_mul(s.into())))
	}
	/// At least 119_759 ns of wasm.
	///
	/// `s` from 1 to 1000.
	fn cancel_deferred_slash(s: u32) -> Weight {
		Weight::from_parts(1_012_116_334, 0)
			.saturating_add(Weight::from_parts(4_298_690, 0).saturating_mul(s.into()))
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 309_822 ns of wasm.
	///
	/// `n` from 0 to 64.
	fn payout_stakers_alive_staked(n: u32) -> Weight {
		Weight::from_parts(369_508_621, 0)
			.saturating_add(Weight::from_parts(120_696_017, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(14))
			.saturating_add(T::DbWeight::get().reads(6_u64.saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(4))
			.saturating_add(T::DbWeight::get().writes(3_u64.saturating_mul(n.into())))
	}
	/// At least 113_740 ns of wasm.
	///
	/// `l` from 1 to 32.
	fn rebond(_l: u32) -> Weight {
		Weight::from_parts(123_996_830, 0)
			.saturating_add(T::DbWeight::get().reads(11))
			.saturating_add(T::DbWeight::get().writes(6))
	}
	/// At least 167_219 ns of wasm.
	///
	/// `s` from 1 to 100.
	fn reap_stash(s: u32) -> Weight {
		Weight::from_parts(128_071_865, 0)
			.saturating_add(Weight::from_parts(3_962_866, 0).saturating_mul(s.into()))
			.saturating_add(T::DbWeight::get().reads(13))
			.saturating_add(T::DbWeight::get().writes(12))
			.saturating_add(T::DbWeight::get().writes(1_u64.saturating_mul(s.into())))
	}
	/// At least 550_440 ns of wasm.
	///
	/// `v` from 1 to 10.
	///
	/// `n` from 0 to 100.
	fn new_era(v: u32, n: u32) -> Weight {
		Weight::from_parts(552_783_000, 0)
			.saturating_add(Weight::from_parts(44_853_776, 0).saturating_mul(v.into()))
			.saturating_add(Weight::from_parts(29_321_803, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(53))
			.saturating_add(T::DbWeight::get().reads(5_u64.saturating_mul(v.into())))
			.saturating_add(T::DbWeight::get().reads(4_u64.saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(8))
			.saturating_add(T::DbWeight::get().writes(3_u64.saturating_mul(v.into())))
	}
	/// At least 17_165_336 ns of wasm.
	///
	/// `v` from 50 to 100.
	///
	/// `n` from 500 to 1000.
	fn get_npos_voters(v: u32, n: u32) -> Weight {
		Weight::from_parts(17_272_305_000, 0)
			.saturating_add(Weight::from_parts(24_418_029, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(48))
			.saturating_add(T::DbWeight::get().reads(5_u64.saturating_mul(v.into())))
			.saturating_add(T::DbWeight::get().reads(4_u64.saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 417_773 ns of wasm.
	///
	/// `v` from 50 to 100.
	fn get_npos_targets(v: u32) -> Weight {
		Weight::from_parts(86_516_172, 0)
			.saturating_add(Weight::from_parts(6_875_254, 0).saturating_mul(v.into()))
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().reads(1_u64.saturating_mul(v.into())))
	}
	/// At least 6_780 ns of wasm.
	fn set_staking_configs_all_set() -> Weight {
		Weight::from_parts(7_792_000, 0).saturating_add(T::DbWeight::get().writes(7))
	}
	/// At least 5_909 ns of wasm.
	fn set_staking_configs_all_remove() -> Weight {
		Weight::from_parts(6_219_000, 0).saturating_add(T::DbWeight::get().writes(7))
	}
	/// At least 96_874 ns of wasm.
	fn chill_other() -> Weight {
		Weight::from_parts(98_838_000, 0)
			.saturating_add(T::DbWeight::get().reads(13))
			.saturating_add(T::DbWeight::get().writes(6))
	}
	/// At least 15_603 ns of wasm.
	fn force_apply_min_commission() -> Weight {
		Weight::from_parts(16_735_000, 0)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 3_795 ns of wasm.
	fn set_min_commission() -> Weight {
		Weight::from_parts(4_287_000, 0).saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 60_570 ns of wasm.
	fn restore_ledger() -> Weight {
		Weight::from_parts(65_408_000, 0)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// At least 127_940 ns of wasm.
	fn migrate_currency() -> Weight {
		Weight::from_parts(130_605_000, 0)
			.saturating_add(T::DbWeight::get().reads(6))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// At least 1_328_059 ns of wasm.
	fn manual_slash() -> Weight {
		Weight::from_parts(1_351_554_000, 0)
			.saturating_add(T::DbWeight::get().reads(206))
			.saturating_add(T::DbWeight::get().writes(196))
	}
}
