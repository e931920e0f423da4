// SPDX-License-Identifier: Apache-2.0
//! `conclude` and `release_rejected`.

use crate::{
	mock::{Datanets, *},
	*,
};
use frame_support::{assert_noop, assert_ok, dispatch::GetDispatchInfo};
use openledger_primitives::{ContributionId, MILLI, OPEN};

fn try_conclude(id: ContributionId) -> sp_runtime::DispatchResult {
	Datanets::conclude(signed(BOB), id).map(|_| ()).map_err(|failed| failed.error)
}

fn is_accepted(id: ContributionId) -> bool {
	matches!(contribution(id).status, Status::Accepted { .. })
}

#[test]
fn more_than_half_of_all_stake_decides_at_once() {
	ExtBuilder.build_and_execute(|| {
		curate(BOB, 10);
		curate(CAROL, 10);
		curate(DAVE, 10);
		let id = contribute(&ALICE, 1, 3);
		vote(BOB, id, true);
		assert_noop!(try_conclude(id), Error::<Test>::ReviewOpen);
		vote(CAROL, id, true);
		let paid = Datanets::conclude(signed(BOB), id).unwrap().actual_weight.unwrap();
		let call = crate::Call::<Test>::conclude { contribution: id };
		assert!(paid.all_lt(call.get_dispatch_info().call_weight));
		assert_eq!(contribution(id).status, Status::Accepted { position: 0, sealed_in: None });
		assert!(contribution(id).review.is_empty());
		assert_noop!(try_conclude(id), Error::<Test>::ReviewClosed);
		assert_noop!(try_conclude(ContributionId(9)), Error::<Test>::UnknownContribution);
		// The bond of an accepted contribution stays.
		assert_eq!(held(&ALICE), 100 * MILLI + 3 * MILLI / 10);
		let found = crate::Datanets::<Test>::get(NET).unwrap();
		assert_eq!((found.accepted, found.rows), (1, 3));
	});
}

#[test]
fn exactly_half_does_not_decide() {
	ExtBuilder.build_and_execute(|| {
		curate(BOB, 10);
		curate(CAROL, 10);
		let id = contribute(&ALICE, 1, 3);
		vote(BOB, id, true);
		assert_noop!(try_conclude(id), Error::<Test>::ReviewOpen);
		vote(CAROL, id, false);
		assert_noop!(try_conclude(id), Error::<Test>::ReviewOpen);
		pass(TIMING.review_window + 1);
		// A tie is no majority.
		assert_ok!(try_conclude(id));
		assert!(!is_accepted(id));
	});
}

#[test]
fn the_owner_alone_cannot_accept() {
	ExtBuilder.build_and_execute(|| {
		curate(OWNER, 1_000);
		let id = contribute(&ALICE, 1, 3);
		vote(OWNER, id, true);
		// All the stake there is, but nobody else: not decided, and rejected in the end.
		assert_noop!(try_conclude(id), Error::<Test>::ReviewOpen);
		pass(TIMING.review_window + 1);
		assert_ok!(try_conclude(id));
		assert!(!is_accepted(id));
		// With another curator it is a majority like any other.
		curate(BOB, 10);
		let id = contribute(&ALICE, 2, 3);
		vote(OWNER, id, true);
		vote(BOB, id, true);
		assert_ok!(try_conclude(id));
		assert!(is_accepted(id));
	});
}

#[test]
fn the_quorum_counts_all_stake() {
	ExtBuilder.build_and_execute(|| {
		// The Datanet wants half of all stake.
		curate(BOB, 10);
		curate(CAROL, 11);
		let id = contribute(&ALICE, 1, 3);
		vote(BOB, id, true);
		pass(TIMING.review_window + 1);
		assert_ok!(try_conclude(id));
		assert!(!is_accepted(id));
		// One more unit of OPEN and it is exactly half.
		curate(BOB, 1);
		let id = contribute(&ALICE, 2, 3);
		vote(BOB, id, true);
		pass(TIMING.review_window + 1);
		assert_ok!(try_conclude(id));
		assert!(is_accepted(id));
	});
}

#[test]
fn stake_that_left_does_not_vote() {
	ExtBuilder.build_and_execute(|| {
		curate(BOB, 100);
		curate(CAROL, 10);
		let id = contribute(&ALICE, 1, 3);
		vote(BOB, id, true);
		vote(CAROL, id, false);
		assert_ok!(Datanets::leave_curator(signed(BOB), NET));
		assert_ok!(try_conclude(id));
		assert!(!is_accepted(id));
	});
}

#[test]
fn stake_that_came_after_the_vote_does_not_count() {
	ExtBuilder.build_and_execute(|| {
		curate(BOB, 10);
		curate(CAROL, 20);
		let id = contribute(&ALICE, 1, 3);
		vote(BOB, id, true);
		vote(CAROL, id, false);
		curate(BOB, 1_000);
		pass(TIMING.review_window + 1);
		assert_ok!(try_conclude(id));
		System::assert_last_event(
			Event::<Test>::Rejected {
				contribution: id,
				approving: 10 * OPEN,
				rejecting: 20 * OPEN,
				release_at: System::block_number() + TIMING.review_window + 1,
			}
			.into(),
		);
	});
}

#[test]
fn without_votes_it_is_rejected_after_the_window() {
	ExtBuilder.build_and_execute(|| {
		let id = contribute(&ALICE, 1, 3);
		pass(TIMING.review_window);
		assert_noop!(try_conclude(id), Error::<Test>::ReviewOpen);
		pass(1);
		assert_ok!(try_conclude(id));
		assert!(!is_accepted(id));
	});
}

#[test]
fn a_full_datanet_rejects() {
	ExtBuilder.build_and_execute(|| {
		curate(DAVE, 10);
		let id = contribute(&ALICE, 1, 3);
		vote(DAVE, id, true);
		crate::Datanets::<Test>::mutate(NET, |found| {
			found.as_mut().unwrap().rows = u64::from(u32::MAX) - 2;
		});
		assert_ok!(try_conclude(id));
		assert!(!is_accepted(id));
		crate::Datanets::<Test>::mutate(NET, |found| found.as_mut().unwrap().rows = 0);
	});
}

#[test]
fn a_rejected_bond_is_released_after_another_window() {
	ExtBuilder.build_and_execute(|| {
		curate(DAVE, 10);
		let id = contribute(&ALICE, 1, 3);
		let release = || Datanets::release_rejected(signed(BOB), id);
		assert_noop!(release(), Error::<Test>::NotReleasable);
		vote(DAVE, id, false);
		assert_ok!(try_conclude(id));
		// Content that was rejected stays out as long as its record is there.
		commit(&BOB, &manifest(1, 3));
		pass(1);
		assert_noop!(
			Datanets::reveal(signed(BOB), NET, SALT, manifest(1, 3)),
			Error::<Test>::DuplicateContent
		);
		pass(TIMING.review_window - 1);
		assert_noop!(release(), Error::<Test>::NotReleasable);
		assert!(held(&ALICE) > 0);
		pass(1);
		assert_ok!(release());
		assert_eq!(held(&ALICE), 0);
		assert_noop!(release(), Error::<Test>::UnknownContribution);
		// Now it may be offered again.
		contribute(&CAROL, 1, 3);
		let accepted = accepted(2, 3);
		assert_noop!(
			Datanets::release_rejected(signed(BOB), accepted),
			Error::<Test>::NotReleasable
		);
	});
}
