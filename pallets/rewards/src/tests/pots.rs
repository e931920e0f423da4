// SPDX-License-Identifier: Apache-2.0
//! Pots of Datanets.

use crate::{mock::*, Event};
use frame_support::{assert_ok, BoundedVec};
use openledger_primitives::{Balance, DatanetId, ModelVersionId, OPEN};

fn sell(model: ModelVersionId, epoch: u32, fee: Balance) {
	settle(&ALICE, &ALICE, &[], batch(epoch, vec![total(model, fee)], &[]));
}

#[test]
fn pots_are_filled_by_rows_trained_on() {
	ExtBuilder::build_and_execute(|| {
		let (one, _) = seal(DatanetId(1), &[(BOB, 30)]);
		let (two, _) = seal(DatanetId(2), &[(CHARLIE, 10)]);
		let model = model(ALICE, &[one, two], &[]);
		sell(model, 0, 1_000);
		// Unattributed 400, and 50 of curators that nobody is.
		assert_eq!(Rewards::pot_of(DatanetId(1)), 300 + 38);
		assert_eq!(Rewards::pot_of(DatanetId(2)), 100 + 12);
		System::assert_has_event(Event::PotFilled { datanet: DatanetId(2), amount: 100 }.into());
	});
}

#[test]
fn a_new_version_shares_from_its_seal_on() {
	ExtBuilder::build_and_execute(|| {
		let net = DatanetId(0);
		let (dataset, old) = seal(net, &[(BOB, 1)]);
		let model = model(ALICE, &[dataset], &[]);
		sell(model, 0, 1_000);
		let (_, new) = seal(net, &[(CHARLIE, 2)]);
		assert_eq!(Rewards::earned(old[0]), 450);
		assert_eq!(Rewards::earned(new[0]), 0);
		sell(model, 1, 1_000);
		assert_eq!(Rewards::earned(old[0]), 450 + 150);
		assert_eq!(Rewards::earned(new[0]), 300);
	});
}

#[test]
fn claims_in_between_change_nothing() {
	ExtBuilder::build_and_execute(|| {
		let (dataset, of) = seal(DatanetId(0), &[(BOB, 1), (CHARLIE, 1), (DAVE, 5)]);
		let model = model(ALICE, &[dataset], &[]);
		for epoch in 0..20 {
			sell(model, epoch, 1_111);
			if Rewards::earned(of[0]) > 0 {
				assert_ok!(Rewards::claim(
					RuntimeOrigin::signed(BOB),
					BoundedVec::truncate_from(vec![of[0]])
				));
			}
		}
		let bob = free(&BOB) - ENDOWMENT + Rewards::earned(of[0]);
		assert_eq!(bob, Rewards::earned(of[1]));
	});
}

#[test]
fn the_whole_supply_fits_one_row() {
	ExtBuilder::build_and_execute(|| {
		let (dataset, of) = seal(DatanetId(0), &[(BOB, 1)]);
		let model = model(ALICE, &[dataset], &[]);
		let rich = sp_runtime::AccountId32::new([7; 32]);
		let supply = 1_000_000_000 * OPEN;
		<Balances as frame_support::traits::fungible::Mutate<_>>::set_balance(&rich, supply + ED);
		settle(&rich, &ALICE, &[], batch(0, vec![total(model, supply)], &[]));
		assert_eq!(Rewards::earned(of[0]), supply / 100 * 45);
	});
}
