// SPDX-License-Identifier: Apache-2.0

//! Weights of `pallet_identity`. Written by `scripts/weights.sh`; do not edit.
//!
//! Measured on 2026-11-27, in the wasm executor that nodes use,
//! with 20 steps and 5 repeats.
//! Machine: AMD EPYC, 2 cores, 24 GiB.
//! Proof sizes are zero: nobody proves this chain's blocks to another chain.

#![allow(unused_imports)]

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// Weights of `pallet_identity`.
pub struct WeightInfo<T>(PhantomData<T>);

impl<T: frame_system::Config> pallet_identity::WeightInfo for WeightInfo<T> {
	/// At least 6_800 ns of wasm.
	///
	/// `r` from 1 to 19.
	fn add_registrar(r: u32) -> Weight {
		Weight::from_parts(7_033_508, 0)
			.saturating_add(Weight::from_parts(85_042, 0).saturating_mul(r.into()))
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 6_750 ns of wasm.
	///
	/// `r` from 1 to 20.
	fn remove_registrar(r: u32) -> Weight {
		Weight::from_parts(6_792_975, 0)
			.saturating_add(Weight::from_parts(101_357, 0).saturating_mul(r.into()))
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 16_765 ns of wasm.
	///
	/// `r` from 1 to 20.
	fn set_identity(r: u32) -> Weight {
		Weight::from_parts(17_921_810, 0)
			.saturating_add(Weight::from_parts(194_113, 0).saturating_mul(r.into()))
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 9_885 ns of wasm.
	///
	/// `s` from 0 to 100.
	fn set_subs_new(s: u32) -> Weight {
		Weight::from_parts(18_906_317, 0)
			.saturating_add(Weight::from_parts(3_149_929, 0).saturating_mul(s.into()))
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().reads(1_u64.saturating_mul(s.into())))
			.saturating_add(T::DbWeight::get().writes(1))
			.saturating_add(T::DbWeight::get().writes(1_u64.saturating_mul(s.into())))
	}
	/// At least 9_665 ns of wasm.
	///
	/// `p` from 0 to 100.
	fn set_subs_old(p: u32) -> Weight {
		Weight::from_parts(18_608_871, 0)
			.saturating_add(Weight::from_parts(1_462_621, 0).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
			.saturating_add(T::DbWeight::get().writes(1_u64.saturating_mul(p.into())))
	}
	/// At least 26_660 ns of wasm.
	///
	/// `r` from 1 to 20.
	///
	/// `s` from 0 to 100.
	fn clear_identity(r: u32, s: u32) -> Weight {
		Weight::from_parts(23_933_210, 0)
			.saturating_add(Weight::from_parts(271_486, 0).saturating_mul(r.into()))
			.saturating_add(Weight::from_parts(1_446_663, 0).saturating_mul(s.into()))
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(2))
			.saturating_add(T::DbWeight::get().writes(1_u64.saturating_mul(s.into())))
	}
	/// At least 27_010 ns of wasm.
	///
	/// `r` from 1 to 20.
	fn request_judgement(r: u32) -> Weight {
		Weight::from_parts(28_879_371, 0)
			.saturating_add(Weight::from_parts(98_061, 0).saturating_mul(r.into()))
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 24_707 ns of wasm.
	///
	/// `r` from 1 to 20.
	fn cancel_request(r: u32) -> Weight {
		Weight::from_parts(25_262_849, 0)
			.saturating_add(Weight::from_parts(81_565, 0).saturating_mul(r.into()))
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 4_928 ns of wasm.
	///
	/// `r` from 1 to 19.
	fn set_fee(r: u32) -> Weight {
		Weight::from_parts(4_958_467, 0)
			.saturating_add(Weight::from_parts(61_002, 0).saturating_mul(r.into()))
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 4_787 ns of wasm.
	///
	/// `r` from 1 to 19.
	fn set_account_id(r: u32) -> Weight {
		Weight::from_parts(4_945_111, 0)
			.saturating_add(Weight::from_parts(61_197, 0).saturating_mul(r.into()))
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 4_877 ns of wasm.
	///
	/// `r` from 1 to 19.
	fn set_fields(r: u32) -> Weight {
		Weight::from_parts(5_013_444, 0)
			.saturating_add(Weight::from_parts(52_241, 0).saturating_mul(r.into()))
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 20_410 ns of wasm.
	///
	/// `r` from 1 to 19.
	fn provide_judgement(r: u32) -> Weight {
		Weight::from_parts(21_057_941, 0)
			.saturating_add(Weight::from_parts(95_869, 0).saturating_mul(r.into()))
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 40_590 ns of wasm.
	///
	/// `r` from 1 to 20.
	///
	/// `s` from 0 to 100.
	fn kill_identity(r: u32, s: u32) -> Weight {
		Weight::from_parts(33_580_030, 0)
			.saturating_add(Weight::from_parts(458_155, 0).saturating_mul(r.into()))
			.saturating_add(Weight::from_parts(1_467_870, 0).saturating_mul(s.into()))
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(4))
			.saturating_add(T::DbWeight::get().writes(1_u64.saturating_mul(s.into())))
	}
	/// At least 23_234 ns of wasm.
	///
	/// `s` from 0 to 99.
	fn add_sub(s: u32) -> Weight {
		Weight::from_parts(27_140_943, 0)
			.saturating_add(Weight::from_parts(60_370, 0).saturating_mul(s.into()))
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// At least 12_389 ns of wasm.
	///
	/// `s` from 1 to 100.
	fn rename_sub(s: u32) -> Weight {
		Weight::from_parts(14_362_764, 0)
			.saturating_add(Weight::from_parts(27_479, 0).saturating_mul(s.into()))
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 26_840 ns of wasm.
	///
	/// `s` from 1 to 100.
	fn remove_sub(s: u32) -> Weight {
		Weight::from_parts(28_739_922, 0)
			.saturating_add(Weight::from_parts(46_102, 0).saturating_mul(s.into()))
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// At least 18_548 ns of wasm.
	///
	/// `s` from 0 to 99.
	fn quit_sub(s: u32) -> Weight {
		Weight::from_parts(20_516_910, 0)
			.saturating_add(Weight::from_parts(46_853, 0).saturating_mul(s.into()))
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// At least 5_458 ns of wasm.
	fn add_username_authority() -> Weight {
		Weight::from_parts(5_618_000, 0).saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 7_692 ns of wasm.
	fn remove_username_authority() -> Weight {
		Weight::from_parts(8_142_000, 0)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 51_897 ns of wasm.
	///
	/// `p` from 0 to 1.
	fn set_username_for(_p: u32) -> Weight {
		Weight::from_parts(68_762_666, 0)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	/// At least 16_765 ns of wasm.
	fn accept_username() -> Weight {
		Weight::from_parts(17_686_000, 0)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// At least 33_971 ns of wasm.
	///
	/// `p` from 0 to 1.
	fn remove_expired_approval(_p: u32) -> Weight {
		Weight::from_parts(75_609_333, 0)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// At least 9_394 ns of wasm.
	fn set_primary_username() -> Weight {
		Weight::from_parts(9_924_000, 0)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 17_577 ns of wasm.
	fn unbind_username() -> Weight {
		Weight::from_parts(17_967_000, 0)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 16_665 ns of wasm.
	fn remove_username() -> Weight {
		Weight::from_parts(17_226_000, 0)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// At least 15_042 ns of wasm.
	///
	/// `p` from 0 to 1.
	fn kill_username(_p: u32) -> Weight {
		Weight::from_parts(42_500_333, 0)
			.saturating_add(T::DbWeight::get().reads(6))
			.saturating_add(T::DbWeight::get().writes(5))
	}
	/// At least 6_680 ns of wasm.
	fn migration_v2_authority_step() -> Weight {
		Weight::from_parts(6_950_000, 0)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 7_080 ns of wasm.
	fn migration_v2_username_step() -> Weight {
		Weight::from_parts(7_361_000, 0)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 11_988 ns of wasm.
	fn migration_v2_identity_step() -> Weight {
		Weight::from_parts(12_158_000, 0)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// At least 5_749 ns of wasm.
	fn migration_v2_pending_username_step() -> Weight {
		Weight::from_parts(6_049_000, 0)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 8_603 ns of wasm.
	fn migration_v2_cleanup_authority_step() -> Weight {
		Weight::from_parts(9_164_000, 0)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 7_872 ns of wasm.
	fn migration_v2_cleanup_username_step() -> Weight {
		Weight::from_parts(8_934_000, 0)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(1))
	}
}
