// SPDX-License-Identifier: Apache-2.0
//! Tests of the formula, the end of blocks and the calls.

use crate::{mock::*, pallet::*, *};
use frame_support::{
	assert_noop, assert_ok,
	traits::{Get, Hooks},
};
use proptest::prelude::*;
use sp_core::U256;
use sp_runtime::traits::BadOrigin;

/// EIP-1559's own text, in wide integers.
fn eip_1559(parent: u128, used: u64, limit: u64) -> U256 {
	let target = U256::from(limit / 2);
	let (parent, used) = (U256::from(parent), U256::from(used));
	if used == target {
		parent
	} else if used > target {
		let delta = parent * (used - target) / target / 8;
		parent + delta.max(U256::one())
	} else {
		parent - parent * (target - used) / target / 8
	}
}

proptest! {
	#[test]
	fn follows_the_text(fee in 1u128..1 << 60, used in 0u64..=GAS_LIMIT) {
		let next = next_base_fee(fee, used, GAS_LIMIT, 1);
		prop_assert_eq!(U256::from(next), eip_1559(fee, used, GAS_LIMIT).max(U256::one()));
	}

	#[test]
	fn more_gas_never_makes_it_cheaper(
		fee in 1u128..1 << 60,
		used in 0u64..GAS_LIMIT,
		more in 1u64..GAS_LIMIT,
	) {
		let more = used.saturating_add(more).min(GAS_LIMIT);
		let [low, high] = [used, more].map(|used| next_base_fee(fee, used, GAS_LIMIT, 1));
		prop_assert!(low <= high);
		prop_assert!(high <= fee + (fee / 8).max(1));
		prop_assert!(low >= fee - fee / 8);
	}

	#[test]
	fn any_numbers_are_in_bounds(fee: u128, used: u64, limit: u64, minimum in 1u128..1 << 64) {
		let next = next_base_fee(fee, used, limit, minimum);
		prop_assert!(next >= minimum.min(u64::MAX.into()));
		prop_assert!(next <= u64::MAX.into());
	}
}

#[test]
fn vectors_of_the_text() {
	// Full, empty and on target, from 10 gwei.
	let fee = 10_000_000_000;
	assert_eq!(next_base_fee(fee, GAS_LIMIT, GAS_LIMIT, 1), 11_250_000_000);
	assert_eq!(next_base_fee(fee, 0, GAS_LIMIT, 1), 8_750_000_000);
	assert_eq!(next_base_fee(fee, GAS_LIMIT / 2, GAS_LIMIT, 1), fee);
	// It rises by at least one.
	assert_eq!(next_base_fee(1, GAS_LIMIT / 2 + 1, GAS_LIMIT, 1), 2);
}

#[test]
fn blocks_move_the_fee() {
	build_and_execute(|| {
		assert_eq!(<BaseFee as Get<U256>>::get(), MINIMUM.into());
		Used::set(GAS_LIMIT);
		BaseFee::on_finalize(1);
		assert_eq!(BaseFeePerGas::<Test>::get(), MINIMUM + MINIMUM / 8);
		Used::set(0);
		(2..10).for_each(BaseFee::on_finalize);
		assert_eq!(BaseFeePerGas::<Test>::get(), MINIMUM);
	});
}

#[test]
fn genesis_sets_the_fee_but_not_below_the_minimum() {
	use sp_runtime::BuildStorage;
	for (given, expected) in [(None, MINIMUM), (Some(MINIMUM * 3), MINIMUM * 3), (Some(1), MINIMUM)]
	{
		let mut config = RuntimeGenesisConfig::default();
		config.base_fee.base_fee_per_gas = given;
		let mut ext = sp_io::TestExternalities::new(config.build_storage().unwrap());
		ext.execute_with(|| {
			assert_eq!(BaseFeePerGas::<Test>::get(), expected);
			BaseFee::do_try_state().unwrap();
		});
	}
}

#[test]
fn governance_sets_fee_and_minimum() {
	build_and_execute(|| {
		assert_ok!(BaseFee::set_base_fee_per_gas(RuntimeOrigin::root(), 5_000));
		System::assert_last_event(Event::BaseFeeSet { base_fee_per_gas: 5_000 }.into());
		assert_ok!(BaseFee::set_minimum(RuntimeOrigin::root(), 6_000));
		System::assert_last_event(Event::MinimumSet { minimum: 6_000 }.into());
		assert_eq!(BaseFee::base_fee_per_gas(), 6_000);
	});
}

#[test]
fn refusals_change_nothing() {
	build_and_execute(|| {
		let root = RuntimeOrigin::root;
		let wide = u128::from(u64::MAX) + 1;
		assert_noop!(
			BaseFee::set_base_fee_per_gas(root(), MINIMUM - 1),
			Error::<Test>::BelowMinimum
		);
		assert_noop!(BaseFee::set_base_fee_per_gas(root(), wide), Error::<Test>::OutOfRange);
		assert_noop!(BaseFee::set_minimum(root(), 0), Error::<Test>::OutOfRange);
		assert_noop!(BaseFee::set_minimum(root(), wide), Error::<Test>::OutOfRange);
		assert_noop!(BaseFee::set_minimum(RuntimeOrigin::signed(1), 7), BadOrigin);
		assert_noop!(BaseFee::set_base_fee_per_gas(RuntimeOrigin::none(), 7_000), BadOrigin);
	});
}
