// SPDX-License-Identifier: Apache-2.0
//! `claim`.

use crate::{mock::*, Earnings, Error, Event, PotPaid};
use frame_support::{assert_noop, assert_ok, BoundedVec};
use openledger_primitives::{ContributionId, DatanetId, SHARE_ONE};

fn ids(list: &[ContributionId]) -> BoundedVec<ContributionId, sp_core::ConstU32<64>> {
	BoundedVec::truncate_from(list.to_vec())
}

#[test]
fn claim_works() {
	ExtBuilder::build_and_execute(|| {
		let (dataset, of) = seal(DatanetId(0), &[(BOB, 1), (BOB, 1)]);
		let model = model(ALICE, &[dataset], &[]);
		let credits = [(model, of[0], SHARE_ONE / 4), (model, of[1], SHARE_ONE / 4)];
		settle(&ALICE, &ALICE, &[], batch(0, vec![total(model, 1_000)], &credits));
		// 100 credits and 125 from the pot each (curators' 50 went there, nobody curates).
		assert_eq!(Rewards::earned(of[0]), 225);

		assert_ok!(Rewards::claim(RuntimeOrigin::signed(BOB), ids(&of)));
		assert_eq!(free(&BOB), ENDOWMENT + 450);
		System::assert_last_event(
			Event::EarningsClaimed { beneficiary: BOB, amount: 450, by: BOB }.into(),
		);
		assert_eq!(Rewards::earned(of[0]), 0);
		assert_eq!(Rewards::totals().escrow, 0);
		assert!(!Earnings::<Test>::contains_key(0));
		assert!(PotPaid::<Test>::contains_key(0));
		assert_noop!(
			Rewards::claim(RuntimeOrigin::signed(BOB), ids(&of)),
			Error::<Test>::NothingToClaim
		);
	});
}

#[test]
fn claim_pays_each_contribution_once() {
	ExtBuilder::build_and_execute(|| {
		let (dataset, of) = seal(DatanetId(0), &[(BOB, 1)]);
		let model = model(ALICE, &[dataset], &[]);
		settle(&ALICE, &ALICE, &[], batch(0, vec![total(model, 1_000)], &[]));
		assert_ok!(Rewards::claim(RuntimeOrigin::signed(BOB), ids(&[of[0], of[0], of[0]])));
		assert_eq!(free(&BOB), ENDOWMENT + 450);
	});
}

#[test]
fn claim_fails_for_others_and_for_unknown() {
	ExtBuilder::build_and_execute(|| {
		let (dataset, of) = seal(DatanetId(0), &[(BOB, 1), (CHARLIE, 1)]);
		let model = model(ALICE, &[dataset], &[]);
		settle(&ALICE, &ALICE, &[], batch(0, vec![total(model, 1_000)], &[]));
		assert_noop!(
			Rewards::claim(RuntimeOrigin::signed(BOB), ids(&of)),
			Error::<Test>::NotBeneficiary
		);
		assert_noop!(
			Rewards::claim(RuntimeOrigin::signed(BOB), ids(&[ContributionId(77)])),
			Error::<Test>::NotFound
		);
		assert_noop!(
			Rewards::claim(RuntimeOrigin::signed(BOB), ids(&[])),
			Error::<Test>::NothingToClaim
		);
		assert!(Rewards::claim(RuntimeOrigin::none(), ids(&of)).is_err());
	});
}

#[test]
fn pages_keep_contributions_apart() {
	ExtBuilder::build_and_execute(|| {
		let (dataset, of) = seal(DatanetId(0), &vec![(BOB, 1); 300]);
		let model = model(ALICE, &[dataset], &[]);
		let credits: Vec<_> =
			[0, 127, 128, 299].iter().map(|i| (model, of[*i], SHARE_ONE / 4)).collect();
		settle(&ALICE, &ALICE, &[], batch(0, vec![total(model, 100_000)], &credits));
		let pot = Rewards::earned(of[1]);
		for i in [0, 127, 128, 299] {
			assert_eq!(Rewards::earned(of[i]), 10_000 + pot);
		}
		assert_eq!(Rewards::earned(of[129]), pot);
		assert_eq!(Earnings::<Test>::iter_keys().count(), 3);
		assert_eq!(Earnings::<Test>::get(0).len(), 128);
		assert_eq!(Earnings::<Test>::get(1).len(), 1);
		assert_ok!(Rewards::claim(RuntimeOrigin::signed(BOB), ids(&[of[127], of[299]])));
		assert_eq!(Rewards::earned(of[0]), 10_000 + pot);
		assert_eq!(Rewards::earned(of[127]), 0);
	});
}
