// SPDX-License-Identifier: Apache-2.0
//! `vote`.

use crate::{
	mock::{Datanets, *},
	*,
};
use frame_support::{assert_noop, assert_ok};
use openledger_primitives::{ContributionId, OPEN};
use openledger_primitives_account::AccountId;

#[test]
fn vote_works() {
	ExtBuilder.build_and_execute(|| {
		let id = contribute(&ALICE, 1, 3);
		curate(BOB, 10);
		curate(CAROL, 20);
		vote(BOB, id, true);
		vote(CAROL, id, false);
		System::assert_last_event(
			Event::<Test>::Voted { contribution: id, who: CAROL, stake: 20 * OPEN, approve: false }
				.into(),
		);
		assert_eq!(contribution(id).review.len(), 2);
	});
}

#[test]
fn double_stakeless_own_and_unknown_votes_fail() {
	ExtBuilder.build_and_execute(|| {
		let id = contribute(&ALICE, 1, 3);
		let try_vote = |who, id| Datanets::vote(signed(who), id, true);
		assert_noop!(try_vote(BOB, id), Error::<Test>::NotCurator);
		curate(BOB, 10);
		assert_noop!(try_vote(BOB, ContributionId(7)), Error::<Test>::UnknownContribution);
		assert_ok!(try_vote(BOB, id));
		assert_noop!(try_vote(BOB, id), Error::<Test>::AlreadyVoted);
		assert_noop!(Datanets::vote(signed(BOB), id, false), Error::<Test>::AlreadyVoted);
		curate(ALICE, 10);
		assert_noop!(try_vote(ALICE, id), Error::<Test>::OwnContribution);
		curate(CAROL, 10);
		assert_ok!(Datanets::leave_curator(signed(CAROL), NET));
		assert_noop!(try_vote(CAROL, id), Error::<Test>::NotCurator);
		// A curator of another Datanet is none here.
		assert_ok!(create(CAROL, 0));
		let other = openledger_primitives::DatanetId(1);
		assert_ok!(Datanets::stake_curator(signed(DAVE), other, 10 * OPEN));
		assert_noop!(try_vote(DAVE, id), Error::<Test>::NotCurator);
	});
}

#[test]
fn votes_out_of_the_window_fail() {
	ExtBuilder.build_and_execute(|| {
		curate(BOB, 10);
		curate(CAROL, 30);
		let id = contribute(&ALICE, 1, 3);
		pass(TIMING.review_window);
		vote(BOB, id, true);
		pass(1);
		assert_noop!(Datanets::vote(signed(CAROL), id, true), Error::<Test>::ReviewClosed);
		assert_ok!(Datanets::conclude(signed(BOB), id));
		assert_noop!(Datanets::vote(signed(CAROL), id, true), Error::<Test>::ReviewClosed);
		curate(DAVE, 100);
		let accepted = accepted(2, 3);
		assert_noop!(Datanets::vote(signed(CAROL), accepted, true), Error::<Test>::ReviewClosed);
	});
}

#[test]
fn many_small_votes_do_not_keep_a_large_one_out() {
	ExtBuilder.build_and_execute(|| {
		let id = contribute(&ALICE, 1, 3);
		let small: Vec<_> = (0..MAX_VOTES as u8).map(|i| AccountId::new([100 + i; 32])).collect();
		for (i, who) in small.iter().enumerate() {
			let stake = (10 + i as u128) * OPEN;
			assert_ok!(Balances::force_set_balance(
				frame_system::RawOrigin::Root.into(),
				who.clone(),
				100 * OPEN
			));
			assert_ok!(Datanets::stake_curator(signed(who.clone()), NET, stake));
			vote(who.clone(), id, true);
		}
		curate(BOB, 10);
		assert_noop!(Datanets::vote(signed(BOB), id, false), Error::<Test>::TooManyVotes);
		curate(CAROL, 1_000);
		vote(CAROL, id, false);
		let votes = contribution(id).review;
		assert_eq!(votes.len(), MAX_VOTES as usize);
		assert!(votes.iter().all(|vote| vote.who != small[0]));
		assert_ok!(Datanets::conclude(signed(DAVE), id));
		assert!(matches!(contribution(id).status, Status::Rejected { .. }));
	});
}
