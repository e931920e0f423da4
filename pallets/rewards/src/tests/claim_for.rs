// SPDX-License-Identifier: Apache-2.0
//! `claim_for`.

use crate::{mock::*, Error, Event};
use frame_support::{assert_noop, assert_ok, BoundedVec};
use openledger_primitives::{ContributionId, DatanetId};

#[test]
fn claim_for_pays_each_beneficiary() {
	ExtBuilder::build_and_execute(|| {
		let (dataset, of) = seal(DatanetId(0), &[(BOB, 1), (CHARLIE, 1), (BOB, 2)]);
		let model = model(ALICE, &[dataset], &[]);
		settle(&ALICE, &ALICE, &[], batch(0, vec![total(model, 4_000)], &[]));
		assert_ok!(Rewards::claim_for(
			RuntimeOrigin::signed(DAVE),
			BoundedVec::truncate_from(of.clone())
		));
		assert_eq!(free(&BOB), ENDOWMENT + 1_350);
		assert_eq!(free(&CHARLIE), ENDOWMENT + 450);
		assert_eq!(free(&DAVE), ENDOWMENT);
		System::assert_has_event(
			Event::EarningsClaimed { beneficiary: BOB, amount: 1_350, by: DAVE }.into(),
		);
		assert_noop!(
			Rewards::claim_for(RuntimeOrigin::signed(DAVE), BoundedVec::truncate_from(of)),
			Error::<Test>::NothingToClaim
		);
		assert_noop!(
			Rewards::claim_for(
				RuntimeOrigin::signed(DAVE),
				BoundedVec::truncate_from(vec![ContributionId(9)])
			),
			Error::<Test>::NotFound
		);
	});
}

#[test]
fn claim_for_waits_for_the_existential_deposit() {
	ExtBuilder::build_and_execute(|| {
		let (dataset, of) = seal(DatanetId(0), &[(STRANGER, 1)]);
		let model = model(ALICE, &[dataset], &[]);
		let claim = || {
			frame_support::storage::with_storage_layer(|| {
				Rewards::claim_for(
					RuntimeOrigin::signed(DAVE),
					BoundedVec::truncate_from(of.clone()),
				)
			})
		};
		settle(&ALICE, &ALICE, &[], batch(0, vec![total(model, 20)], &[]));
		assert_eq!(Rewards::earned(of[0]), 9);
		assert!(claim().is_err());
		assert_eq!(Rewards::earned(of[0]), 9);
		settle(&ALICE, &ALICE, &[], batch(1, vec![total(model, 20)], &[]));
		assert_ok!(claim());
		assert_eq!(free(&STRANGER), 18);
	});
}
