// SPDX-License-Identifier: Apache-2.0
//! `credit` and `close` of the books.

use crate::{mock::*, BatchBooks, Error, Event};
use frame_support::{assert_noop, assert_ok, assert_storage_noop};
use openledger_primitives::{ContributionId, CreditWeight, DatanetId, ModelVersionId, SHARE_ONE};
use openledger_primitives_traits::Books;

#[test]
fn credits_are_floored_and_dust_goes_to_the_pot() {
	ExtBuilder::build_and_execute(|| {
		let (dataset, of) = seal(DatanetId(0), &[(BOB, 1), (CHARLIE, 1), (DAVE, 1)]);
		let model = model(ALICE, &[dataset], &[]);
		let third = SHARE_ONE / 3;
		let credits = of.iter().map(|id| (model, *id, third)).collect::<Vec<_>>();
		let (header, leaves) = batch(0, vec![total(model, 1_000)], &credits);
		fund(&ALICE, &header);
		assert_ok!(Rewards::distribute(&header, &ALICE, &[]));
		assert_eq!(Rewards::pot_of(DatanetId(0)), 50);
		for leaf in &leaves {
			assert_ok!(Rewards::credit(&header, leaf));
		}
		System::assert_last_event(
			Event::ContributionCredited {
				worker: header.worker,
				epoch: header.epoch,
				model_version: model,
				contribution: of[2],
				amount: 133,
			}
			.into(),
		);
		assert_ok!(Rewards::close(&header));
		System::assert_last_event(
			Event::BatchClosed { worker: header.worker, epoch: header.epoch, unattributed: 1 }
				.into(),
		);
		assert_eq!(Rewards::pot_of(DatanetId(0)), 51);
		assert_eq!(Rewards::earned(of[0]), 133 + 17);
		assert!(!BatchBooks::<Test>::contains_key(header.worker, header.epoch));
	});
}

#[test]
fn a_leaf_that_cannot_be_credited_goes_to_the_pot() {
	ExtBuilder::build_and_execute(|| {
		let (dataset, of) = seal(DatanetId(0), &[(BOB, 1)]);
		let (later, newer) = seal(DatanetId(0), &[(CHARLIE, 1)]);
		let (_, foreign) = seal(DatanetId(1), &[(DAVE, 1)]);
		let model = model(ALICE, &[dataset], &[]);
		assert_eq!(later.version, 2);
		let part = SHARE_ONE / 8;
		let credits = [
			(model, of[0], part),
			(model, newer[0], part),
			(model, foreign[0], part),
			(model, ContributionId(99), part),
		];
		let (header, mut leaves) = batch(0, vec![total(model, 1_000)], &credits);
		fund(&ALICE, &header);
		assert_ok!(Rewards::distribute(&header, &ALICE, &[]));
		assert_ok!(Rewards::credit(&header, &leaves[0]));
		leaves[0].model_version = ModelVersionId(9);
		for leaf in &leaves {
			assert_storage_noop!(assert_ok!(Rewards::credit(&header, leaf)));
		}
		assert_ok!(Rewards::close(&header));
		// 400 for contributors, 50 of them credited; 50 for curators are in the pot too.
		assert_eq!(Rewards::pot_of(DatanetId(0)), 400);
		assert_eq!(Rewards::earned(of[0]), 50 + 200);
		assert_eq!(Rewards::earned(newer[0]), 200);
		assert_eq!(Rewards::pot_of(DatanetId(1)), 0);
	});
}

#[test]
fn no_model_takes_what_belongs_to_another_or_to_the_pots() {
	ExtBuilder::build_and_execute(|| {
		let (dataset, of) = seal(DatanetId(0), &[(BOB, 1)]);
		let (first, second) = (model(ALICE, &[dataset], &[]), model(ALICE, &[dataset], &[]));
		let (header, mut leaves) = batch(
			0,
			vec![total(first, 1_000), total(second, 1_000)],
			&[(first, of[0], SHARE_ONE / 2), (second, of[0], SHARE_ONE / 2)],
		);
		fund(&ALICE, &header);
		assert_ok!(Rewards::distribute(&header, &ALICE, &[]));
		assert_ok!(Rewards::credit(&header, &leaves[0]));
		// Half of the first model's share is declared unattributed: a second half does not fit.
		assert_storage_noop!(assert_ok!(Rewards::credit(&header, &leaves[0])));
		// More than the model's fees weigh.
		leaves[1].weight = 1_001 * CreditWeight::from(SHARE_ONE);
		assert_storage_noop!(assert_ok!(Rewards::credit(&header, &leaves[1])));
		assert_ok!(Rewards::close(&header));
		assert_eq!(Rewards::pot_of(DatanetId(0)), 600 + 100);
	});
}

#[test]
fn credits_need_a_split_batch() {
	ExtBuilder::build_and_execute(|| {
		let (dataset, of) = seal(DatanetId(0), &[(BOB, 1)]);
		let model = model(ALICE, &[dataset], &[]);
		let (header, leaves) = batch(0, vec![total(model, 1_000)], &[(model, of[0], SHARE_ONE)]);
		assert_noop!(Rewards::credit(&header, &leaves[0]), Error::<Test>::NotDistributed);
		fund(&ALICE, &header);
		assert_noop!(Rewards::credit(&header, &leaves[0]), Error::<Test>::NotDistributed);
		assert_noop!(Rewards::close(&header), Error::<Test>::NotDistributed);
	});
}
