// SPDX-License-Identifier: Apache-2.0

//! Weights of `pallet_identity`. Written by `scripts/weights.sh`; do not edit.
//!
//! Measured on 2026-11-26, in the wasm executor that nodes use,
//! with 20 steps and 5 repeats.
//! Machine: AMD EPYC, 2 cores, 24 GiB.
//! Proof sizes are zero: nobody proves this chain's blocks to another chain.

#![allow(unused_imports)]

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// Weights of `pallet_identity`.
pub struct WeightInfo<T>(PhantomData<T>);

impl<T: frame_system::Config> pallet_identity::WeightInfo for WeightInfo<T> {
	/// At least 10_856 ns of wasm.
	///
	/// `r` from 1 to 19.
	fn add_registrar(r: u32) -> Weight {
		Weight::from_parts(11_148_362, 0)
			.saturating_add(Weight::from_parts(235_960, 0).saturating_mul(r.into()))
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 10_897 ns of wasm.
	///
	/// `r` from 1 to 20.
	fn remove_registrar(r: u32) -> Weight {
		Weight::from_parts(12_969_792, 0)
			.saturating_add(Weight::from_parts(71_626, 0).saturating_mul(r.into()))
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 54_290 ns of wasm.
	///
	/// `r` from 1 to 20.
	fn set_identity(r: u32) -> Weight {
		Weight::from_parts(55_645_375, 0)
			.saturating_add(Weight::from_parts(436_224, 0).saturating_mul(r.into()))
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 16_264 ns of wasm.
	///
	/// `s` from 0 to 100.
	fn set_subs_new(s: u32) -> Weight {
		Weight::from_parts(39_296_940, 0)
			.saturating_add(Weight::from_parts(5_946_074, 0).saturating_mul(s.into()))
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().reads(1_u64.saturating_mul(s.into())))
			.saturating_add(T::DbWeight::get().writes(1))
			.saturating_add(T::DbWeight::get().writes(1_u64.saturating_mul(s.into())))
	}
	/// At least 16_335 ns of wasm.
	///
	/// `p` from 0 to 100.
	fn set_subs_old(p: u32) -> Weight {
		Weight::from_parts(31_322_139, 0)
			.saturating_add(Weight::from_parts(2_516_622, 0).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
			.saturating_add(T::DbWeight::get().writes(1_u64.saturating_mul(p.into())))
	}
	/// At least 52_969 ns of wasm.
	///
	/// `r` from 1 to 20.
	///
	/// `s` from 0 to 100.
	fn clear_identity(r: u32, s: u32) -> Weight {
		Weight::from_parts(54_869_792, 0)
			.saturating_add(Weight::from_parts(215_721, 0).saturating_mul(r.into()))
			.saturating_add(Weight::from_parts(2_404_611, 0).saturating_mul(s.into()))
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(2))
			.saturating_add(T::DbWeight::get().writes(1_u64.saturating_mul(s.into())))
	}
	/// At least 57_706 ns of wasm.
	///
	/// `r` from 1 to 20.
	fn request_judgement(r: u32) -> Weight {
		Weight::from_parts(60_334_178, 0)
			.saturating_add(Weight::from_parts(205_325, 0).saturating_mul(r.into()))
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 55_422 ns of wasm.
	///
	/// `r` from 1 to 20.
	fn cancel_request(r: u32) -> Weight {
		Weight::from_parts(57_214_571, 0)
			.saturating_add(Weight::from_parts(123_289, 0).saturating_mul(r.into()))
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 7_561 ns of wasm.
	///
	/// `r` from 1 to 19.
	fn set_fee(r: u32) -> Weight {
		Weight::from_parts(7_955_988, 0)
			.saturating_add(Weight::from_parts(117_252, 0).saturating_mul(r.into()))
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 7_682 ns of wasm.
	///
	/// `r` from 1 to 19.
	fn set_account_id(r: u32) -> Weight {
		Weight::from_parts(8_213_543, 0)
			.saturating_add(Weight::from_parts(108_703, 0).saturating_mul(r.into()))
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 7_782 ns of wasm.
	///
	/// `r` from 1 to 19.
	fn set_fields(r: u32) -> Weight {
		Weight::from_parts(8_168_760, 0)
			.saturating_add(Weight::from_parts(112_616, 0).saturating_mul(r.into()))
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 53_079 ns of wasm.
	///
	/// `r` from 1 to 19.
	fn provide_judgement(r: u32) -> Weight {
		Weight::from_parts(53_834_912, 0)
			.saturating_add(Weight::from_parts(321_107, 0).saturating_mul(r.into()))
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 70_365 ns of wasm.
	///
	/// `r` from 1 to 20.
	///
	/// `s` from 0 to 100.
	fn kill_identity(_r: u32, s: u32) -> Weight {
		Weight::from_parts(77_824_109, 0)
			.saturating_add(Weight::from_parts(2_322_016, 0).saturating_mul(s.into()))
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(4))
			.saturating_add(T::DbWeight::get().writes(1_u64.saturating_mul(s.into())))
	}
	/// At least 38_176 ns of wasm.
	///
	/// `s` from 0 to 99.
	fn add_sub(s: u32) -> Weight {
		Weight::from_parts(43_970_188, 0)
			.saturating_add(Weight::from_parts(101_670, 0).saturating_mul(s.into()))
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// At least 20_170 ns of wasm.
	///
	/// `s` from 1 to 100.
	fn rename_sub(s: u32) -> Weight {
		Weight::from_parts(24_286_785, 0)
			.saturating_add(Weight::from_parts(50_413, 0).saturating_mul(s.into()))
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 42_153 ns of wasm.
	///
	/// `s` from 1 to 100.
	fn remove_sub(s: u32) -> Weight {
		Weight::from_parts(49_770_278, 0)
			.saturating_add(Weight::from_parts(45_818, 0).saturating_mul(s.into()))
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// At least 30_085 ns of wasm.
	///
	/// `s` from 0 to 99.
	fn quit_sub(s: u32) -> Weight {
		Weight::from_parts(33_100_877, 0)
			.saturating_add(Weight::from_parts(91_932, 0).saturating_mul(s.into()))
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// At least 8_843 ns of wasm.
	fn add_username_authority() -> Weight {
		Weight::from_parts(10_386_000, 0).saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 11_597 ns of wasm.
	fn remove_username_authority() -> Weight {
		Weight::from_parts(12_007_000, 0)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 78_236 ns of wasm.
	///
	/// `p` from 0 to 1.
	fn set_username_for(_p: u32) -> Weight {
		Weight::from_parts(105_129_333, 0)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(4))
	}
	/// At least 26_269 ns of wasm.
	fn accept_username() -> Weight {
		Weight::from_parts(27_501_000, 0)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// At least 50_325 ns of wasm.
	///
	/// `p` from 0 to 1.
	fn remove_expired_approval(_p: u32) -> Weight {
		Weight::from_parts(91_896_666, 0)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// At least 31_047 ns of wasm.
	fn set_primary_username() -> Weight {
		Weight::from_parts(34_862_000, 0)
			.saturating_add(T::DbWeight::get().reads(1))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 49_915 ns of wasm.
	fn unbind_username() -> Weight {
		Weight::from_parts(54_141_000, 0)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 40_640 ns of wasm.
	fn remove_username() -> Weight {
		Weight::from_parts(41_762_000, 0)
			.saturating_add(T::DbWeight::get().reads(4))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// At least 39_058 ns of wasm.
	///
	/// `p` from 0 to 1.
	fn kill_username(_p: u32) -> Weight {
		Weight::from_parts(111_753_666, 0)
			.saturating_add(T::DbWeight::get().reads(6))
			.saturating_add(T::DbWeight::get().writes(5))
	}
	/// At least 19_500 ns of wasm.
	fn migration_v2_authority_step() -> Weight {
		Weight::from_parts(22_213_000, 0)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 20_610 ns of wasm.
	fn migration_v2_username_step() -> Weight {
		Weight::from_parts(20_921_000, 0)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 45_838 ns of wasm.
	fn migration_v2_identity_step() -> Weight {
		Weight::from_parts(52_678_000, 0)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// At least 15_914 ns of wasm.
	fn migration_v2_pending_username_step() -> Weight {
		Weight::from_parts(17_786_000, 0)
			.saturating_add(T::DbWeight::get().reads(2))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 24_626 ns of wasm.
	fn migration_v2_cleanup_authority_step() -> Weight {
		Weight::from_parts(25_358_000, 0)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 21_752 ns of wasm.
	fn migration_v2_cleanup_username_step() -> Weight {
		Weight::from_parts(25_708_000, 0)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(1))
	}
}
