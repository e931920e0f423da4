// SPDX-License-Identifier: Apache-2.0
//! `cost_of_failure` and `compensate` of the books.

use crate::{mock::*, BatchBooks, Event};
use frame_support::{assert_ok, traits::fungible::Mutate};
use openledger_primitives::DatanetId;
use openledger_primitives_objects::BatchTotal;
use openledger_primitives_traits::Books;

#[test]
fn a_failed_batch_costs_the_fees_less_the_workers_share() {
	ExtBuilder::build_and_execute(|| {
		let (dataset, of) = seal(DatanetId(0), &[(BOB, 1)]);
		let model = model(ALICE, &[dataset], &[]);
		let helper = agent(DAVE, false);
		let sold = BatchTotal { agent: Some(helper), agent_markup: 1_000, ..total(model, 10_000) };
		let (header, _) = batch(0, vec![sold], &[]);
		let cost = Rewards::cost_of_failure(&header).unwrap();
		assert_eq!(cost, 11_000 - 2_500);

		// The slash arrives.
		Balances::mint_into(&Rewards::account(), cost).unwrap();
		let issuance = Balances::total_issuance();
		assert_ok!(Rewards::compensate(&header, cost));
		assert_eq!(issuance - Balances::total_issuance(), 440);
		assert_eq!(free(&TREASURY), ENDOWMENT + 440 + 220);
		assert_eq!(Rewards::earned(of[0]), cost - 1_100);
		assert_eq!(free(&ALICE), ENDOWMENT);
		assert_eq!(free(&DAVE), ENDOWMENT);
		assert!(!BatchBooks::<Test>::contains_key(header.worker, header.epoch));
		System::assert_last_event(
			Event::BatchCompensated { worker: header.worker, epoch: header.epoch, amount: cost }
				.into(),
		);
	});
}

#[test]
fn a_short_stake_is_shared_in_proportion() {
	ExtBuilder::build_and_execute(|| {
		let (dataset, of) = seal(DatanetId(0), &[(BOB, 1)]);
		let model = model(ALICE, &[dataset], &[]);
		let (header, _) = batch(0, vec![total(model, 10_000)], &[]);
		Balances::mint_into(&Rewards::account(), 750).unwrap();
		assert_ok!(Rewards::compensate(&header, 750));
		assert_eq!(free(&TREASURY), ENDOWMENT + 60);
		assert_eq!(Rewards::earned(of[0]), 650);
		assert_eq!(Rewards::totals().escrow, 650);
	});
}

#[test]
fn nothing_slashed_is_nothing_shared() {
	ExtBuilder::build_and_execute(|| {
		let model = model(ALICE, &[], &[]);
		let (header, _) = batch(0, vec![total(model, 10_000)], &[]);
		assert_ok!(Rewards::compensate(&header, 0));
		assert_eq!(Rewards::totals().escrow, 0);
	});
}

#[test]
fn what_had_arrived_before_the_failure_is_shared_too() {
	ExtBuilder::build_and_execute(|| {
		let (dataset, of) = seal(DatanetId(0), &[(BOB, 1)]);
		let model = model(ALICE, &[dataset], &[]);
		let (header, _) = batch(0, vec![total(model, 10_000)], &[]);
		Balances::mint_into(&Rewards::account(), 7_500).unwrap();
		assert_ok!(Rewards::receive(header.id(), 500));
		assert_ok!(Rewards::compensate(&header, 7_000));
		assert_eq!(Rewards::earned(of[0]), 6_500);
	});
}
