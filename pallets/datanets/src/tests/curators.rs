// SPDX-License-Identifier: Apache-2.0
//! `stake_curator`, `leave_curator`, `withdraw_curator`.

use crate::{
	mock::{Datanets, *},
	*,
};
use frame_support::{assert_noop, assert_ok};
use openledger_primitives::{DatanetId, OPEN};
use openledger_primitives_traits::InspectDatasets;

type Pallet = crate::Pallet<Test>;

#[test]
fn a_curators_life() {
	ExtBuilder.build_and_execute(|| {
		curate(ALICE, 10);
		curate(BOB, 30);
		curate(ALICE, 5);
		assert_eq!(Pallet::curator_total(NET), 45 * OPEN);
		assert_eq!(Pallet::curator_stake(NET, &ALICE), 15 * OPEN);
		assert_eq!(held(&ALICE), 15 * OPEN);
		assert_ok!(Datanets::leave_curator(signed(ALICE), NET));
		assert_eq!(Pallet::curator_total(NET), 30 * OPEN);
		assert_eq!(Pallet::curator_stake(NET, &ALICE), 0);
		assert_eq!(held(&ALICE), 15 * OPEN);
		// The keeper of accumulators hears of each change before it, with old stake and total.
		assert_eq!(
			StakeCalls::get(),
			vec![
				(NET, ALICE, 0, 0),
				(NET, BOB, 0, 10 * OPEN),
				(NET, ALICE, 10 * OPEN, 40 * OPEN),
				(NET, ALICE, 15 * OPEN, 45 * OPEN),
			]
		);
		pass(TIMING.unstake_delay - 1);
		assert_noop!(
			Datanets::withdraw_curator(signed(ALICE), NET),
			Error::<Test>::NotWithdrawable
		);
		pass(1);
		assert_ok!(Datanets::withdraw_curator(signed(ALICE), NET));
		assert_eq!(held(&ALICE), 0);
		assert_noop!(Datanets::withdraw_curator(signed(ALICE), NET), Error::<Test>::NotCurator);
		// It may begin anew.
		curate(ALICE, 10);
		assert_eq!(Pallet::curator_total(NET), 40 * OPEN);
	});
}

#[test]
fn staking_fails_when_it_should() {
	ExtBuilder.build_and_execute(|| {
		let stake = |datanet, amount| Datanets::stake_curator(signed(ALICE), datanet, amount);
		assert_noop!(stake(DatanetId(9), 10 * OPEN), Error::<Test>::UnknownDatanet);
		assert_noop!(stake(NET, 10 * OPEN - 1), Error::<Test>::StakeTooLow);
		assert_noop!(stake(NET, 0), Error::<Test>::StakeTooLow);
		assert_noop!(stake(NET, 10_001 * OPEN), sp_runtime::TokenError::FundsUnavailable);
		assert_ok!(stake(NET, 10 * OPEN));
		assert_noop!(stake(NET, 0), Error::<Test>::StakeTooLow);
		assert_noop!(stake(NET, u128::MAX), sp_runtime::ArithmeticError::Overflow);
		assert_noop!(
			Datanets::withdraw_curator(signed(ALICE), NET),
			Error::<Test>::NotWithdrawable
		);
		assert_ok!(Datanets::leave_curator(signed(ALICE), NET));
		assert_noop!(stake(NET, OPEN), Error::<Test>::CuratorLeaving);
		assert_noop!(Datanets::leave_curator(signed(ALICE), NET), Error::<Test>::NotCurator);
		assert_noop!(Datanets::leave_curator(signed(BOB), NET), Error::<Test>::NotCurator);
	});
}
