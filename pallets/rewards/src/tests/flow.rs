// SPDX-License-Identifier: Apache-2.0
//! A fee from the payer to everyone it belongs to.

use crate::mock::*;
use frame_support::{assert_ok, BoundedVec};
use openledger_primitives::{DatanetId, SHARE_ONE};

#[docify::export]
#[test]
fn a_fee_reaches_everyone() {
	ExtBuilder::build_and_execute(|| {
		// Bob and Charlie contribute 30 and 10 rows; Dave curates; Alice owns the model and serves it.
		let (dataset, ids) = seal(DatanetId(0), &[(BOB, 30), (CHARLIE, 10)]);
		set_stake(DatanetId(0), DAVE, 1_000);
		let model = model(ALICE, &[dataset], &[]);

		// A fee of 1,000,000: Bob's data earned half of it, no data earned the rest.
		let sold = batch(0, vec![total(model, 1_000_000)], &[(model, ids[0], SHARE_ONE / 2)]);
		settle(&CHARLIE, &ALICE, &[BOB, DAVE], sold);

		// Worker 25 % and owner 20 % went to Alice.
		assert_eq!(free(&ALICE), ENDOWMENT + 450_000);
		// Treasury 4 %, the attesters' pot 2 % with points for both of them; another 4 % was burnt.
		assert_eq!(free(&TREASURY), ENDOWMENT + 40_000);
		assert_eq!(free(&POT), ENDOWMENT + 20_000);
		assert_eq!((points(&BOB), points(&DAVE)), (1, 1));
		// Of the contributors' 40 %, half is Bob's, the rest is the pot's: three quarters Bob's by rows.
		assert_eq!(Rewards::earned(ids[0]), 200_000 + 150_000);
		assert_eq!(Rewards::earned(ids[1]), 50_000);
		assert_eq!(Rewards::pot_of(DatanetId(0)), 200_000);
		// Curators 5 %.
		assert_eq!(Rewards::curator_earned(DatanetId(0), DAVE), 50_000);

		assert_ok!(Rewards::claim(
			RuntimeOrigin::signed(BOB),
			BoundedVec::truncate_from(vec![ids[0]])
		));
		assert_ok!(Rewards::claim_curator(RuntimeOrigin::signed(DAVE), DatanetId(0)));
		assert_eq!(free(&BOB), ENDOWMENT + 350_000);
		assert_eq!(free(&DAVE), ENDOWMENT + 50_000);
		assert_eq!(Rewards::totals().escrow, 50_000);
	});
}

#[test]
fn nobody_else_holds_the_books() {
	ExtBuilder::build_and_execute(|| {
		assert_eq!(free(&Rewards::account_id()), ED);
		assert_eq!(Rewards::totals().account, Rewards::account_id());
		assert_eq!(Rewards::waterfall(), (0, Default::default()));
	});
}
