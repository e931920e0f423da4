// SPDX-License-Identifier: Apache-2.0
//! `reveal`: wrong, early, late and copied reveals, duplicates, malformed manifests.

use crate::{
	mock::{Datanets, *},
	*,
};
use codec::{Decode, Encode};
use frame_support::{assert_noop, assert_ok};
use openledger_primitives::{ContributionId, DatanetId, Hash, MAX_URL_LEN, MILLI, OPEN};
use openledger_primitives_account::AccountId;
use openledger_primitives_objects::ContributionManifest;
use openledger_primitives_poa::Root;
use sp_runtime::{BoundedVec, DispatchResult, TokenError};

fn try_reveal(who: AccountId, manifest: &ContributionManifest) -> DispatchResult {
	Datanets::reveal(signed(who), NET, SALT, manifest.clone())
}

#[test]
fn reveal_works() {
	ExtBuilder.build_and_execute(|| {
		let id = contribute(&ALICE, 1, 30);
		let found = contribution(id);
		assert_eq!((found.committed_at, found.revealed_at), (1, 2));
		assert_eq!(found.status, Status::UnderReview { until: 10 });
		assert_eq!((found.bond, held(&ALICE)), (103 * MILLI, 103 * MILLI));
		assert_eq!(Commits::<Test>::iter().count(), 0);
		assert_eq!(contribute(&BOB, 2, 1), ContributionId(id.0 + 1));
	});
}

#[test]
fn a_wrong_reveal_changes_nothing() {
	ExtBuilder.build_and_execute(|| {
		let good = manifest(1, 3);
		commit(&ALICE, &good);
		pass(1);
		let unknown = Error::<Test>::UnknownCommitment;
		assert_noop!(try_reveal(ALICE, &manifest(2, 3)), unknown);
		assert_noop!(try_reveal(BOB, &good), Error::<Test>::UnknownCommitment);
		assert_noop!(
			Datanets::reveal(signed(ALICE), NET, Hash::zero(), good.clone()),
			Error::<Test>::UnknownCommitment
		);
		assert_noop!(
			Datanets::reveal(signed(ALICE), DatanetId(1), SALT, good.clone()),
			Error::<Test>::UnknownCommitment
		);
		reveal(&ALICE, &good);
		assert_noop!(try_reveal(ALICE, &good), Error::<Test>::UnknownCommitment);
	});
}

#[test]
fn the_window_is_open_from_the_next_block_to_its_last() {
	ExtBuilder.build_and_execute(|| {
		let (early, last, late) = (manifest(1, 3), manifest(2, 3), manifest(3, 3));
		for manifest in [&early, &last, &late] {
			commit(&ALICE, manifest);
		}
		assert_noop!(try_reveal(ALICE, &early), Error::<Test>::RevealTooEarly);
		pass(1);
		reveal(&ALICE, &early);
		pass(TIMING.reveal_window - 1);
		reveal(&ALICE, &last);
		pass(1);
		assert_noop!(try_reveal(ALICE, &late), Error::<Test>::RevealExpired);
	});
}

#[test]
fn a_copied_commitment_is_worthless_and_in_nobodys_way() {
	ExtBuilder.build_and_execute(|| {
		// BOB sees ALICE's commitment on its way and gets the same bytes in first.
		let good = manifest(1, 3);
		let commitment = commitment_of(good.content_hash, SALT, &ALICE, NET);
		assert_ok!(Datanets::commit(signed(BOB), NET, commitment));
		commit(&ALICE, &good);
		pass(1);
		let id = reveal(&ALICE, &good);
		// Having seen the reveal, BOB has nothing that fits.
		assert_noop!(try_reveal(BOB, &good), Error::<Test>::UnknownCommitment);
		assert_eq!(contribution(id).contributor, ALICE);
		pass(TIMING.reveal_window);
		assert_ok!(Datanets::expire_commit(signed(ALICE), NET, BOB, commitment));
	});
}

#[test]
fn a_copied_reveal_is_a_duplicate() {
	ExtBuilder.build_and_execute(|| {
		let good = manifest(1, 3);
		contribute(&ALICE, 1, 3);
		// BOB read the manifest in ALICE's reveal and commits to it in the same block.
		commit(&BOB, &good);
		pass(1);
		assert_noop!(try_reveal(BOB, &good), Error::<Test>::DuplicateContent);
		// Another location, the same content.
		let mut moved = good.clone();
		moved.location = BoundedVec::truncate_from(b"https://bob.example.org/f".to_vec());
		assert_noop!(try_reveal(BOB, &moved), Error::<Test>::DuplicateContent);
		// In another Datanet it is new.
		assert_ok!(create(CAROL, 0));
		let other = DatanetId(1);
		let commitment = commitment_of(good.content_hash, SALT, &BOB, other);
		assert_ok!(Datanets::commit(signed(BOB), other, commitment));
		pass(1);
		assert_ok!(Datanets::reveal(signed(BOB), other, SALT, good));
	});
}

#[test]
fn the_earlier_commitment_wins_even_when_revealed_later() {
	ExtBuilder.build_and_execute(|| {
		curate(DAVE, 10);
		let good = manifest(1, 3);
		commit(&ALICE, &good);
		pass(1);
		let displaced = contribute(&BOB, 1, 3);
		vote(DAVE, displaced, true);
		pass(1);
		let id = reveal(&ALICE, &good);
		System::assert_has_event(
			Event::<Test>::Displaced { contribution: displaced, who: BOB, by: id }.into(),
		);
		assert!(Contributions::<Test>::get(displaced).is_none());
		assert_eq!(ContentIndex::<Test>::get(NET, good.content_hash), Some(id));
		assert_eq!(held(&BOB), 0);
		assert!(contribution(id).review.is_empty());
		assert_noop!(
			Datanets::conclude(signed(BOB), displaced),
			Error::<Test>::UnknownContribution
		);
	});
}

#[test]
fn of_two_commitments_in_one_block_the_first_revealed_stays() {
	ExtBuilder.build_and_execute(|| {
		let good = manifest(1, 3);
		commit(&ALICE, &good);
		commit(&BOB, &good);
		pass(1);
		let id = reveal(&BOB, &good);
		assert_noop!(try_reveal(ALICE, &good), Error::<Test>::DuplicateContent);
		assert_eq!(contribution(id).contributor, BOB);
	});
}

#[test]
fn what_is_accepted_stays() {
	ExtBuilder.build_and_execute(|| {
		curate(DAVE, 10);
		let good = manifest(1, 3);
		commit(&BOB, &good);
		pass(1);
		let id = accepted(1, 3);
		assert_noop!(try_reveal(BOB, &good), Error::<Test>::AlreadyExists);
		seal();
		assert_noop!(try_reveal(BOB, &good), Error::<Test>::AlreadyExists);
		assert_eq!(contribution(id).contributor, ALICE);
	});
}

#[test]
fn a_rejected_copy_does_not_keep_the_original_out() {
	ExtBuilder.build_and_execute(|| {
		curate(DAVE, 10);
		let good = manifest(1, 3);
		commit(&ALICE, &good);
		pass(1);
		let copy = contribute(&BOB, 1, 3);
		vote(DAVE, copy, false);
		assert_ok!(Datanets::conclude(signed(CAROL), copy));
		let id = reveal(&ALICE, &good);
		assert_eq!(ContentIndex::<Test>::get(NET, good.content_hash), Some(id));
		// The copy's bond stays held until its time, and its release leaves the content alone.
		assert!(held(&BOB) > 0);
		pass(TIMING.review_window + 1);
		assert_ok!(Datanets::release_rejected(signed(CAROL), copy));
		assert_eq!(held(&BOB), 0);
		assert_eq!(ContentIndex::<Test>::get(NET, good.content_hash), Some(id));
	});
}

#[test]
fn malformed_manifests_are_refused() {
	ExtBuilder.build_and_execute(|| {
		let content = manifest(1, 3).content_hash;
		commit(&ALICE, &manifest(1, 3));
		let zero = ContributionManifest { content_hash: Hash::zero(), ..manifest(1, 3) };
		commit(&ALICE, &zero);
		pass(1);
		assert_noop!(try_reveal(ALICE, &zero), Error::<Test>::InvalidManifest);
		let refuse = |error: Error<Test>, change: &dyn Fn(&mut ContributionManifest)| {
			let mut bad = manifest(1, 3);
			change(&mut bad);
			assert_eq!(bad.content_hash, content);
			assert_noop!(try_reveal(ALICE, &bad), error);
		};
		refuse(Error::InvalidManifest, &|bad| bad.rows = Root::default());
		refuse(Error::InvalidManifest, &|bad| bad.rows.count = 0);
		refuse(Error::InvalidManifest, &|bad| bad.rows.hash = Hash::zero());
		refuse(Error::InvalidManifest, &|bad| bad.bytes = 0);
		refuse(Error::TooManyRows, &|bad| bad.rows.count = 1_000_001);
		refuse(Error::TooManyRows, &|bad| bad.rows.count = u32::MAX);
		refuse(Error::TooManyBytes, &|bad| bad.bytes = (1 << 30) + 1);
		for location in ["", "ftp://a.org/f", "https://", "https://a.org/ü", "file:///etc/passwd"]
		{
			refuse(Error::InvalidManifest, &|bad| {
				bad.location = BoundedVec::truncate_from(location.as_bytes().to_vec());
			});
		}
	});
}

#[test]
fn public_networks_take_public_locations_only() {
	ExtBuilder.build_and_execute(|| {
		let mut local = manifest(1, 3);
		local.location = BoundedVec::truncate_from(b"http://127.0.0.1:8000/f".to_vec());
		commit(&ALICE, &local);
		pass(1);
		Public::set(true);
		assert_noop!(try_reveal(ALICE, &local), Error::<Test>::InvalidManifest);
		Public::set(false);
		reveal(&ALICE, &local);
	});
}

#[test]
fn oversized_and_wrongly_typed_manifests_do_not_decode() {
	let good = manifest(1, 3).encode();
	assert!(ContributionManifest::decode(&mut &good[..]).is_ok());
	// The format comes after the content hash.
	let mut kind = good.clone();
	kind[32] = 2;
	assert!(ContributionManifest::decode(&mut &kind[..]).is_err());
	assert!(ContributionManifest::decode(&mut &good[..good.len() - 1]).is_err());
	let before = 32 + 1 + 4 + 36;
	let mut long = good[..before].to_vec();
	vec![b'a'; MAX_URL_LEN as usize + 1].encode_to(&mut long);
	long.extend([0; 8 * 16 + 32]);
	assert!(ContributionManifest::decode(&mut &long[..]).is_err());
}

#[test]
fn the_bond_must_be_there() {
	ExtBuilder.build_and_execute(|| {
		let huge = ContributionManifest {
			rows: Root { hash: Hash::repeat_byte(1), count: 1_000_000 },
			..manifest(1, 3)
		};
		commit(&ALICE, &huge);
		curate(ALICE, 9_950);
		pass(1);
		// 100 OPEN for a million rows, but less than 50 are left.
		assert_noop!(try_reveal(ALICE, &huge), TokenError::FundsUnavailable);
		assert_eq!(held(&ALICE), 9_950 * OPEN + 100 * MILLI);
	});
}
