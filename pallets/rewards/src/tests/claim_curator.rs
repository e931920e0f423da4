// SPDX-License-Identifier: Apache-2.0
//! `claim_curator`, and what curators earn by stake and time.

use crate::{mock::*, CuratorAccumulators, CuratorDebts, Error, Event, STAKE_BITS};
use frame_support::{assert_noop, assert_ok};
use openledger_primitives::{Balance, DatanetId, ModelVersionId, OPEN};

const NET: DatanetId = DatanetId(0);

fn start() -> ModelVersionId {
	let (dataset, _) = seal(NET, &[(BOB, 1)]);
	model(ALICE, &[dataset], &[])
}

fn sell(model: ModelVersionId, epoch: u32, fee: Balance) {
	settle(&ALICE, &ALICE, &[], batch(epoch, vec![total(model, fee)], &[]));
}

#[test]
fn curators_share_by_the_stake_they_had() {
	ExtBuilder::build_and_execute(|| {
		let model = start();
		set_stake(NET, CHARLIE, 256);
		sell(model, 0, 8_000);
		set_stake(NET, DAVE, 256);
		sell(model, 1, 8_000);
		assert_eq!(Rewards::curator_earned(NET, CHARLIE), 400 + 200);
		assert_eq!(Rewards::curator_earned(NET, DAVE), 200);

		assert_ok!(Rewards::claim_curator(RuntimeOrigin::signed(DAVE), NET));
		System::assert_last_event(
			Event::CuratorClaimed { datanet: NET, who: DAVE, amount: 200 }.into(),
		);
		assert_eq!(free(&DAVE), ENDOWMENT + 200);
		assert_noop!(
			Rewards::claim_curator(RuntimeOrigin::signed(DAVE), NET),
			Error::<Test>::NothingToClaim
		);
	});
}

#[test]
fn leaving_keeps_what_was_earned_and_claiming_removes_the_entry() {
	ExtBuilder::build_and_execute(|| {
		let model = start();
		set_stake(NET, CHARLIE, 100);
		set_stake(NET, DAVE, 100);
		sell(model, 0, 8_000);
		set_stake(NET, CHARLIE, 0);
		sell(model, 1, 8_000);
		assert_eq!(Rewards::curator_earned(NET, CHARLIE), 200);
		assert_eq!(Rewards::curator_earned(NET, DAVE), 200 + 400);
		assert_ok!(Rewards::claim_curator(RuntimeOrigin::signed(CHARLIE), NET));
		assert!(!CuratorDebts::<Test>::contains_key(NET, CHARLIE));
		assert!(CuratorDebts::<Test>::contains_key(NET, DAVE));

		// Coming back starts from now.
		set_stake(NET, CHARLIE, 100);
		assert_eq!(Rewards::curator_earned(NET, CHARLIE), 0);
		sell(model, 2, 8_000);
		assert_eq!(Rewards::curator_earned(NET, CHARLIE), 200);
	});
}

#[test]
fn strangers_and_newcomers_have_earned_nothing() {
	ExtBuilder::build_and_execute(|| {
		let model = start();
		set_stake(NET, CHARLIE, 100);
		sell(model, 0, 8_000);
		assert_eq!(Rewards::curator_earned(NET, BOB), 0);
		assert_noop!(
			Rewards::claim_curator(RuntimeOrigin::signed(BOB), NET),
			Error::<Test>::NothingToClaim
		);
	});
}

#[test]
fn small_fees_over_a_great_stake_are_not_lost() {
	ExtBuilder::build_and_execute(|| {
		let model = start();
		set_stake(NET, CHARLIE, 1_000_000 * OPEN);
		set_stake(NET, DAVE, 3_000_000 * OPEN);
		for epoch in 0..10 {
			sell(model, epoch, 1_000_000);
		}
		// What does not divide waits in the remainder, and joins the next payment.
		let pot = CuratorAccumulators::<Test>::get(NET);
		assert_eq!(pot.held, 500_000);
		let (charlie, dave) =
			(Rewards::curator_earned(NET, CHARLIE), Rewards::curator_earned(NET, DAVE));
		assert!(charlie > 0 && dave >= charlie * 3);
		let waiting = pot.per_stake.remainder >> STAKE_BITS;
		assert!((499_997..=500_000).contains(&(charlie + dave + waiting)));
	});
}
