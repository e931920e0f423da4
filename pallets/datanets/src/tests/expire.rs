// SPDX-License-Identifier: Apache-2.0
//! `commit` and `expire_commit`: missing reveals.

use crate::{
	mock::{Datanets, *},
	*,
};
use frame_support::{assert_noop, assert_ok, traits::fungible::Inspect};
use openledger_primitives::{DatanetId, Hash, MILLI, OPEN};
use sp_runtime::TokenError;

#[test]
fn commit_works() {
	ExtBuilder.build_and_execute(|| {
		let commitment = commit(&ALICE, &manifest(1, 3));
		assert_eq!(held(&ALICE), 100 * MILLI);
		System::assert_last_event(
			Event::<Test>::Committed { datanet: NET, who: ALICE, commitment, reveal_by: 6 }.into(),
		);
		assert_noop!(
			Datanets::commit(signed(ALICE), NET, commitment),
			Error::<Test>::AlreadyCommitted
		);
		assert_noop!(
			Datanets::commit(signed(ALICE), DatanetId(3), commitment),
			Error::<Test>::UnknownDatanet
		);
		assert_noop!(
			Datanets::commit(signed(TREASURY), NET, commitment),
			TokenError::FundsUnavailable
		);
	});
}

#[test]
fn a_missing_reveal_costs_the_bond() {
	ExtBuilder.build_and_execute(|| {
		let commitment = commit(&ALICE, &manifest(1, 3));
		let expire = |who, commitment| Datanets::expire_commit(signed(BOB), NET, who, commitment);
		pass(TIMING.reveal_window);
		assert_noop!(expire(ALICE, commitment), Error::<Test>::RevealOpen);
		pass(1);
		assert_noop!(expire(BOB, commitment), Error::<Test>::UnknownCommitment);
		assert_noop!(expire(ALICE, Hash::zero()), Error::<Test>::UnknownCommitment);
		let issuance = Balances::total_issuance();
		assert_ok!(expire(ALICE, commitment));
		assert_eq!(Balances::total_issuance(), issuance);
		assert_eq!(Balances::free_balance(&TREASURY), 100 * MILLI);
		assert_eq!((held(&ALICE), Balances::balance(&ALICE)), (0, 10_000 * OPEN - 100 * MILLI));
		assert_noop!(expire(ALICE, commitment), Error::<Test>::UnknownCommitment);
		// It can be committed to again.
		commit(&ALICE, &manifest(1, 3));
	});
}
