// SPDX-License-Identifier: Apache-2.0
//! `check`, `receive` and `distribute` of the books.

use crate::{
	mock::*, BatchBooks, Error, Event, RoleTotals, TreasuryDue, MAX_POINTS, MIN_POINTS, POINT_PAY,
};
use frame_support::{assert_noop, assert_ok, traits::fungible::Mutate};
use openledger_primitives::{AgentId, DatanetId, ModelVersionId};
use openledger_primitives_objects::BatchTotal;
use openledger_primitives_traits::Books;

#[test]
fn markups_royalties_and_the_attesters_pot_are_paid() {
	ExtBuilder::build_and_execute(|| {
		let (dataset, _) = seal(DatanetId(0), &[(BOB, 1)]);
		let model = model(ALICE, &[dataset], &[(BOB, 250_000), (CHARLIE, 250_000)]);
		let helper = agent(DAVE, false);
		let shop = agent(TREASURY, true);
		let sold = BatchTotal {
			agent: Some(helper),
			app: Some(shop),
			agent_markup: 2_000,
			app_markup: 1_000,
			..total(model, 10_000)
		};
		let (header, _) = batch(0, vec![sold], &[]);
		assert_ok!(Rewards::check(&header));
		fund(&ALICE, &header);
		let issuance = Balances::total_issuance();
		assert_ok!(Rewards::distribute(&header, &STRANGER, &[BOB, CHARLIE]));
		// Protocol: 10 % of 13,000.
		assert_eq!(issuance - Balances::total_issuance(), 520);
		assert_eq!(free(&STRANGER), 2_500);
		assert_eq!(free(&ALICE), ENDOWMENT - 13_000 + 1_000);
		assert_eq!(free(&BOB), ENDOWMENT + 500);
		assert_eq!(free(&CHARLIE), ENDOWMENT + 500);
		// The attesters' fifth waits in their pot; the two who attested have points for it.
		assert_eq!(free(&POT), ENDOWMENT + 260);
		assert_eq!([&ALICE, &BOB, &CHARLIE].map(points), [0, MIN_POINTS, MIN_POINTS]);
		assert_eq!(free(&DAVE), ENDOWMENT + 1_800);
		assert_eq!(free(&TREASURY), ENDOWMENT + 520 + 900);
		System::assert_has_event(
			Event::BatchDistributed {
				worker: header.worker,
				epoch: header.epoch,
				waterfall: 0,
				parts: RoleTotals {
					burn: 520,
					treasury: 520,
					attesters: 260,
					worker: 2_500,
					owner: 2_000,
					curators: 500,
					contributors: 4_000,
					agent: 1_800,
					app: 900,
				},
			}
			.into(),
		);
		// Nobody curates: the curators' 500 are in the pot, the contributors' 4,000 still in the books.
		assert_eq!(Rewards::pot_of(DatanetId(0)), 500);
		assert_eq!(BatchBooks::<Test>::get(header.worker, header.epoch).unwrap().owed(), 4_000);
	});
}

#[test]
fn points_follow_the_pay_within_bounds() {
	ExtBuilder::build_and_execute(|| {
		let (dataset, _) = seal(DatanetId(0), &[(BOB, 1)]);
		let model = model(ALICE, &[dataset], &[]);
		Balances::mint_into(&ALICE, 100_000 * POINT_PAY).unwrap();
		let mut epoch = 0;
		// 2 % of a base fee is the attesters'; here two of them share it.
		let mut paid = |pay: u128, attesters: &[_]| {
			let before = points(&BOB);
			epoch += 1;
			let fee = pay * attesters.len() as u128 * 50;
			settle(&ALICE, &DAVE, attesters, batch(epoch, vec![total(model, fee)], &[]));
			points(&BOB) - before
		};
		assert_eq!(paid(1, &[BOB, CHARLIE]), MIN_POINTS);
		assert_eq!(paid(POINT_PAY * 2 - 1, &[BOB, CHARLIE]), 1);
		assert_eq!(paid(POINT_PAY * 2, &[BOB, CHARLIE]), 2);
		assert_eq!(paid(POINT_PAY * 7, &[BOB]), 7);
		assert_eq!(paid(POINT_PAY * 300, &[BOB]), MAX_POINTS);
		assert_eq!(points(&CHARLIE), 4);
		let pot = free(&POT);
		// Nobody attested: no points, and the treasury has the money.
		let treasury = free(&TREASURY);
		settle(&ALICE, &DAVE, &[], batch(99, vec![total(model, 1_000_000)], &[]));
		assert_eq!(free(&POT), pot);
		assert_eq!(free(&TREASURY), treasury + 60_000);
	});
}

#[test]
fn a_pot_that_cannot_receive_leaves_it_to_the_treasury() {
	ExtBuilder::build_and_execute(|| {
		Balances::set_balance(&POT, 0);
		let (dataset, _) = seal(DatanetId(0), &[(BOB, 1)]);
		let model = model(ALICE, &[dataset], &[]);
		// 2 % of 400 are below the existential deposit of 10.
		settle(&ALICE, &ALICE, &[BOB], batch(0, vec![total(model, 400)], &[]));
		assert_eq!(free(&POT), 0);
		assert_eq!(free(&TREASURY), ENDOWMENT + 16 + 8);
		settle(&ALICE, &ALICE, &[BOB], batch(1, vec![total(model, 1_000)], &[]));
		assert_eq!(free(&POT), 20);
	});
}

#[test]
fn what_cannot_be_received_goes_to_the_treasury() {
	ExtBuilder::build_and_execute(|| {
		let (dataset, _) = seal(DatanetId(0), &[(BOB, 1)]);
		let model = model(STRANGER, &[dataset], &[]);
		// Owner's 8 plancks are below the existential deposit of 10.
		settle(&ALICE, &ALICE, &[], batch(0, vec![total(model, 40)], &[]));
		assert_eq!(free(&STRANGER), 0);
		assert_eq!(free(&TREASURY), ENDOWMENT + 8 + 2);
	});
}

#[test]
fn the_treasury_waits_for_its_existential_deposit() {
	ExtBuilder::build_and_execute(|| {
		Balances::set_balance(&TREASURY, 0);
		let (dataset, _) = seal(DatanetId(0), &[(BOB, 1)]);
		let model = model(ALICE, &[dataset], &[]);
		settle(&ALICE, &ALICE, &[], batch(0, vec![total(model, 100)], &[]));
		assert_eq!(TreasuryDue::<Test>::get(), 6);
		settle(&ALICE, &ALICE, &[], batch(1, vec![total(model, 100)], &[]));
		assert_eq!(TreasuryDue::<Test>::get(), 0);
		assert_eq!(free(&TREASURY), 12);
		System::assert_has_event(Event::TreasuryPaid { amount: 12 }.into());
	});
}

#[test]
fn a_model_trained_on_nothing_pays_the_treasury() {
	ExtBuilder::build_and_execute(|| {
		let model = model(ALICE, &[], &[]);
		settle(&BOB, &ALICE, &[], batch(0, vec![total(model, 1_000)], &[]));
		assert_eq!(free(&TREASURY), ENDOWMENT + 60 + 450);
		assert_eq!(Rewards::totals().escrow, 0);
	});
}

#[test]
fn check_refuses_what_could_not_be_paid_out() {
	ExtBuilder::build_and_execute(|| {
		let (dataset, _) = seal(DatanetId(0), &[(BOB, 1)]);
		let model = model(ALICE, &[dataset], &[]);
		let app = agent(DAVE, true);
		let (unknown, _) = batch(0, vec![total(ModelVersionId(7), 1_000)], &[]);
		assert_noop!(Rewards::check(&unknown), Error::<Test>::UnknownModelVersion);
		for agent in [AgentId(7), app] {
			let sold = BatchTotal { agent: Some(agent), ..total(model, 1_000) };
			let (header, _) = batch(0, vec![sold], &[]);
			assert_noop!(Rewards::check(&header), Error::<Test>::UnknownAgent);
		}
		let (header, _) = batch(0, vec![total(model, 1_000)], &[]);
		assert_ok!(Rewards::check(&header));
		fund(&ALICE, &header);
		assert_noop!(Rewards::check(&header), Error::<Test>::AlreadyExists);
	});
}

#[test]
fn only_what_is_there_is_received() {
	ExtBuilder::build_and_execute(|| {
		let model = model(ALICE, &[], &[]);
		let (header, _) = batch(0, vec![total(model, 1_000)], &[]);
		let receive = |amount| {
			frame_support::storage::with_storage_layer(|| Rewards::receive(header.id(), amount))
		};
		assert_noop!(receive(1), Error::<Test>::MoneyMissing);
		Balances::mint_into(&Rewards::account(), 999).unwrap();
		assert_noop!(receive(1_000), Error::<Test>::MoneyMissing);
		assert_ok!(receive(999));
		assert_noop!(receive(1), Error::<Test>::MoneyMissing);
	});
}

#[test]
fn distribute_needs_the_whole_fee_once() {
	ExtBuilder::build_and_execute(|| {
		let model = model(ALICE, &[], &[]);
		let (header, _) = batch(0, vec![total(model, 1_000)], &[]);
		assert_noop!(Rewards::distribute(&header, &BOB, &[]), Error::<Test>::NotFunded);
		Balances::mint_into(&Rewards::account(), 5_000).unwrap();
		assert_ok!(Rewards::receive(header.id(), 999));
		assert_noop!(Rewards::distribute(&header, &BOB, &[]), Error::<Test>::NotFunded);
		assert_noop!(Rewards::close(&header), Error::<Test>::NotDistributed);
		assert_ok!(Rewards::receive(header.id(), 1));
		assert_ok!(Rewards::distribute(&header, &BOB, &[]));
		assert_noop!(Rewards::distribute(&header, &BOB, &[]), Error::<Test>::AlreadyDistributed);
		assert_noop!(Rewards::receive(header.id(), 1), Error::<Test>::AlreadyDistributed);
	});
}
