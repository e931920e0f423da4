// SPDX-License-Identifier: Apache-2.0
//! `set_waterfall`.

use crate::{mock::*, Error, Event, Waterfalls};
use frame_support::{assert_noop, assert_ok};
use openledger_primitives::DatanetId;
use openledger_primitives_split::Waterfall;
use openledger_primitives_traits::Books;
use sp_runtime::traits::BadOrigin;

#[test]
fn set_waterfall_works() {
	ExtBuilder::build_and_execute(|| {
		let waterfall = Waterfall { worker: 300_000, owner: 150_000, ..Default::default() };
		assert_ok!(Rewards::set_waterfall(RuntimeOrigin::root(), waterfall));
		System::assert_last_event(Event::WaterfallSet { version: 1, waterfall }.into());
		assert_eq!(Rewards::current_waterfall(), 1);
		assert_eq!(Rewards::waterfall(), (1, waterfall));
	});
}

#[test]
fn set_waterfall_fails_outside_the_bounds_and_for_others() {
	ExtBuilder::build_and_execute(|| {
		let short = Waterfall { worker: 1, ..Default::default() };
		assert_noop!(
			Rewards::set_waterfall(RuntimeOrigin::root(), short),
			Error::<Test>::InvalidWaterfall
		);
		let greedy = Waterfall { protocol: 300_000, worker: 50_000, ..Default::default() };
		assert_noop!(
			Rewards::set_waterfall(RuntimeOrigin::root(), greedy),
			Error::<Test>::InvalidWaterfall
		);
		assert_noop!(
			Rewards::set_waterfall(RuntimeOrigin::signed(ALICE), Waterfall::default()),
			BadOrigin
		);
	});
}

#[test]
fn a_batch_is_split_by_the_waterfall_that_it_names() {
	ExtBuilder::build_and_execute(|| {
		let (dataset, _) = seal(DatanetId(0), &[(BOB, 1)]);
		let model = model(CHARLIE, &[dataset], &[]);
		let before = batch(0, vec![total(model, 1_000)], &[]);
		let waterfall = Waterfall { worker: 300_000, owner: 150_000, ..Default::default() };
		assert_ok!(Rewards::set_waterfall(RuntimeOrigin::root(), waterfall));
		settle(&ALICE, &DAVE, &[], before);
		assert_eq!(free(&DAVE), ENDOWMENT + 250);
		settle(&ALICE, &DAVE, &[], batch(1, vec![total(model, 1_000)], &[]));
		assert_eq!(free(&DAVE), ENDOWMENT + 550);

		let (mut header, _) = batch(2, vec![total(model, 1_000)], &[]);
		header.waterfall_version = 2;
		assert_noop!(Rewards::check(&header), Error::<Test>::UnknownWaterfall);
		assert_eq!(Waterfalls::<Test>::iter().count(), 2);
	});
}
