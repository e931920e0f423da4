// SPDX-License-Identifier: Apache-2.0

//! Weights of `pallet_nomination_pools`. Written by `scripts/weights.sh`; do not edit.
//!
//! Measured on 2026-11-27, in the wasm executor that nodes use,
//! with 20 steps and 5 repeats.
//! Machine: AMD EPYC, 2 cores, 24 GiB.
//! Proof sizes are zero: nobody proves this chain's blocks to another chain.

#![allow(unused_imports)]

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// Weights of `pallet_nomination_pools`.
pub struct WeightInfo<T>(PhantomData<T>);

impl<T: frame_system::Config> pallet_nomination_pools::WeightInfo for WeightInfo<T> {
	/// At least 203_183 ns of wasm.
	fn join() -> Weight {
		Weight::from_parts(203_633_000, 0)
			.saturating_add(T::DbWeight::get().reads(28))
			.saturating_add(T::DbWeight::get().writes(16))
	}
	/// At least 250_885 ns of wasm.
	fn bond_extra_transfer() -> Weight {
		Weight::from_parts(252_466_000, 0)
			.saturating_add(T::DbWeight::get().reads(24))
			.saturating_add(T::DbWeight::get().writes(15))
	}
	/// At least 249_141 ns of wasm.
	fn bond_extra_other() -> Weight {
		Weight::from_parts(250_885_000, 0)
			.saturating_add(T::DbWeight::get().reads(25))
			.saturating_add(T::DbWeight::get().writes(15))
	}
	/// At least 97_826 ns of wasm.
	fn claim_payout() -> Weight {
		Weight::from_parts(100_750_000, 0)
			.saturating_add(T::DbWeight::get().reads(13))
			.saturating_add(T::DbWeight::get().writes(5))
	}
	/// At least 199_337 ns of wasm.
	fn unbond() -> Weight {
		Weight::from_parts(202_742_000, 0)
			.saturating_add(T::DbWeight::get().reads(22))
			.saturating_add(T::DbWeight::get().writes(12))
	}
	/// At least 56_014 ns of wasm.
	///
	/// `s` from 0 to 100.
	fn pool_withdraw_unbonded(s: u32) -> Weight {
		Weight::from_parts(57_321_351, 0)
			.saturating_add(Weight::from_parts(41_837, 0).saturating_mul(s.into()))
			.saturating_add(T::DbWeight::get().reads(9))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// At least 145_737 ns of wasm.
	///
	/// `s` from 0 to 100.
	fn withdraw_unbonded_update(s: u32) -> Weight {
		Weight::from_parts(149_657_305, 0)
			.saturating_add(Weight::from_parts(40_824, 0).saturating_mul(s.into()))
			.saturating_add(T::DbWeight::get().reads(16))
			.saturating_add(T::DbWeight::get().writes(12))
	}
	/// At least 248_711 ns of wasm.
	///
	/// `s` from 0 to 100.
	fn withdraw_unbonded_kill(s: u32) -> Weight {
		Weight::from_parts(260_175_573, 0)
			.saturating_add(Weight::from_parts(1_422_722, 0).saturating_mul(s.into()))
			.saturating_add(T::DbWeight::get().reads(30))
			.saturating_add(T::DbWeight::get().writes(27))
			.saturating_add(T::DbWeight::get().writes(1_u64.saturating_mul(s.into())))
	}
	/// At least 188_070 ns of wasm.
	fn create() -> Weight {
		Weight::from_parts(193_739_000, 0)
			.saturating_add(T::DbWeight::get().reads(34))
			.saturating_add(T::DbWeight::get().writes(24))
	}
	/// At least 90_705 ns of wasm.
	///
	/// `n` from 1 to 16.
	fn nominate(n: u32) -> Weight {
		Weight::from_parts(89_958_141, 0)
			.saturating_add(Weight::from_parts(3_310_010, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads(19))
			.saturating_add(T::DbWeight::get().reads(1_u64.saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(6))
	}
	/// At least 32_959 ns of wasm.
	fn set_state() -> Weight {
		Weight::from_parts(33_180_000, 0)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 22_444 ns of wasm.
	///
	/// `n` from 1 to 256.
	fn set_metadata(_n: u32) -> Weight {
		Weight::from_parts(23_989_984, 0)
			.saturating_add(T::DbWeight::get().reads(5))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// At least 8_112 ns of wasm.
	fn set_configs() -> Weight {
		Weight::from_parts(8_302_000, 0).saturating_add(T::DbWeight::get().writes(6))
	}
	/// At least 24_166 ns of wasm.
	fn update_roles() -> Weight {
		Weight::from_parts(24_376_000, 0)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 88_582 ns of wasm.
	fn chill() -> Weight {
		Weight::from_parts(90_935_000, 0)
			.saturating_add(T::DbWeight::get().reads(15))
			.saturating_add(T::DbWeight::get().writes(6))
	}
	/// At least 37_416 ns of wasm.
	fn set_commission() -> Weight {
		Weight::from_parts(38_497_000, 0)
			.saturating_add(T::DbWeight::get().reads(6))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// At least 39_168 ns of wasm.
	fn set_commission_max() -> Weight {
		Weight::from_parts(39_980_000, 0)
			.saturating_add(T::DbWeight::get().reads(6))
			.saturating_add(T::DbWeight::get().writes(2))
	}
	/// At least 22_674 ns of wasm.
	fn set_commission_change_rate() -> Weight {
		Weight::from_parts(22_984_000, 0)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 22_613 ns of wasm.
	fn set_commission_claim_permission() -> Weight {
		Weight::from_parts(22_984_000, 0)
			.saturating_add(T::DbWeight::get().reads(3))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 47_691 ns of wasm.
	fn set_claim_permission() -> Weight {
		Weight::from_parts(51_286_000, 0)
			.saturating_add(T::DbWeight::get().reads(9))
			.saturating_add(T::DbWeight::get().writes(1))
	}
	/// At least 70_716 ns of wasm.
	fn claim_commission() -> Weight {
		Weight::from_parts(71_317_000, 0)
			.saturating_add(T::DbWeight::get().reads(7))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// At least 74_902 ns of wasm.
	fn adjust_pool_deposit() -> Weight {
		Weight::from_parts(75_823_000, 0)
			.saturating_add(T::DbWeight::get().reads(7))
			.saturating_add(T::DbWeight::get().writes(3))
	}
	/// At least 88_722 ns of wasm.
	fn apply_slash() -> Weight {
		Weight::from_parts(91_737_000, 0)
			.saturating_add(T::DbWeight::get().reads(10))
			.saturating_add(T::DbWeight::get().writes(5))
	}
	/// At least 40_471 ns of wasm.
	fn apply_slash_fail() -> Weight {
		Weight::from_parts(41_612_000, 0).saturating_add(T::DbWeight::get().reads(7))
	}
	/// At least 194_761 ns of wasm.
	fn pool_migrate() -> Weight {
		Weight::from_parts(197_384_000, 0)
			.saturating_add(T::DbWeight::get().reads(18))
			.saturating_add(T::DbWeight::get().writes(12))
	}
	/// At least 102_763 ns of wasm.
	fn migrate_delegation() -> Weight {
		Weight::from_parts(104_075_000, 0)
			.saturating_add(T::DbWeight::get().reads(17))
			.saturating_add(T::DbWeight::get().writes(7))
	}
}
