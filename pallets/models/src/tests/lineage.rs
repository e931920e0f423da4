// SPDX-License-Identifier: Apache-2.0
//! Bases, models, parents and what ancestors get.

use crate::{mock::*, *};
use frame_support::{assert_noop, assert_ok};
use openledger_primitives::{Hash, ModelId, ModelVersionId, MAX_ANCESTORS, MAX_PARENTS};

fn royalties(model: ModelId) -> Vec<(u8, u32)> {
	let model = Models::<Test>::get(model).unwrap();
	model.royalties.iter().map(|(who, ppm)| (AsRef::<[u8]>::as_ref(who)[0], *ppm)).collect()
}

/// A published version of a model of account `n`.
fn version_of(n: u8, parents: &[(ModelVersionId, u32)]) -> ModelVersionId {
	published(with_model_of(account(n), parents).unwrap())
}

#[test]
fn a_base_is_registered_once_and_held_for() {
	ExtBuilder::build_and_execute(|| {
		let register = |hash, called: &str, at: &str| {
			ModelsPallet::register_base(signed(owner()), hash, name(called), url(at))
		};
		let at = "http://127.0.0.1/base";
		assert_noop!(register(Hash::zero(), "tiny", at), Error::<Test>::ZeroHash);
		assert_noop!(register(BASE, "", at), Error::<Test>::InvalidName);
		assert_noop!(register(BASE, "  ", at), Error::<Test>::InvalidName);
		assert_noop!(register(BASE, "a\nb", at), Error::<Test>::InvalidName);
		assert_noop!(register(BASE, "tiny", "ftp://host/x"), Error::<Test>::InvalidLocation);
		assert_noop!(
			ModelsPallet::register_base(
				signed(owner()),
				BASE,
				Name::truncate_from(vec![0xFF, 0xFE]),
				url(at)
			),
			Error::<Test>::InvalidName
		);
		assert_ok!(register(BASE, "tiny", at));
		assert_eq!(held(HoldReason::BaseDeposit, &owner()), BASE_DEPOSIT);
		assert_noop!(register(BASE, "again", at), Error::<Test>::BaseExists);
		assert!(ModelsPallet::register_base(
			signed(account(9)),
			Hash::repeat_byte(1),
			name("poor"),
			url(at)
		)
		.is_err());
	});
}

#[test]
fn locations_are_public_on_public_networks() {
	ExtBuilder::build_and_execute(|| {
		PublicNetwork::set(&true);
		let register =
			|at: &str| ModelsPallet::register_base(signed(owner()), BASE, name("b"), url(at));
		for hostile in ["http://models.example.org/b", "https://127.0.0.1/b", "https://localhost/b"]
		{
			assert_noop!(register(hostile), Error::<Test>::InvalidLocation);
		}
		assert_ok!(register("https://models.example.org/b"));
	});
}

#[test]
fn a_model_needs_a_base_and_a_name() {
	ExtBuilder::build_and_execute(|| {
		assert_noop!(with_model_of(owner(), &[]), Error::<Test>::UnknownBase);
		with_model();
		assert_noop!(
			ModelsPallet::create_model(signed(owner()), name(""), BASE, Parents::default()),
			Error::<Test>::InvalidName
		);
		assert_eq!(held(HoldReason::ModelDeposit, &owner()), MODEL_DEPOSIT);
	});
}

#[test]
fn only_live_published_versions_are_parents_and_each_once() {
	ExtBuilder::build_and_execute(|| {
		let model = with_model();
		let unpublished = ModelVersionId(0);
		delivered(model);
		let link = |parents: &[_]| with_model_of(stranger(), parents);
		assert_noop!(link(&[(unpublished, 1)]), Error::<Test>::UnknownParent);
		let version = published(model);
		assert_noop!(link(&[(version, 1), (version, 1)]), Error::<Test>::DuplicateParent);
		assert_ok!(link(&[(version, 1)]));
		assert_ok!(ModelsPallet::retire_version(signed(owner()), version));
		assert_noop!(link(&[(version, 1)]), Error::<Test>::ParentRetired);
	});
}

#[test]
fn the_closure_pays_each_ancestor_once_by_its_greatest_terms() {
	ExtBuilder::build_and_execute(|| {
		with_model();
		let root = version_of(1, &[]);
		let left = version_of(3, &[(root, 100_000)]);
		let right = version_of(4, &[(root, 150_000)]);
		let child = with_model_of(account(5), &[(left, 20_000), (right, 30_000)]).unwrap();
		assert_eq!(royalties(child), vec![(1, 150_000), (3, 20_000), (4, 30_000)]);
		// An owner is not paid for building on itself, and links without royalty cost nothing.
		let own = with_model_of(account(3), &[(left, 20_000), (right, 0)]).unwrap();
		assert_eq!(royalties(own), vec![(1, 150_000)]);
		let version = published(child);
		let stored = ModelVersions::<Test>::get(version).unwrap();
		assert_eq!(stored.royalties, Models::<Test>::get(child).unwrap().royalties);
	});
}

#[test]
fn royalties_over_the_bound_are_refused() {
	ExtBuilder::build_and_execute(|| {
		with_model();
		let root = version_of(1, &[]);
		let middle = version_of(3, &[(root, 300_000)]);
		let link = |ppm| with_model_of(account(4), &[(middle, ppm)]);
		assert_noop!(link(200_001), Error::<Test>::RoyaltiesOverBound);
		assert_noop!(link(u32::MAX), Error::<Test>::RoyaltiesOverBound);
		assert_ok!(link(200_000));
	});
}

#[test]
fn terms_hold_for_later_links_only() {
	ExtBuilder::build_and_execute(|| {
		let model = with_model();
		let version = published(model);
		let early = with_model_of(stranger(), &[(version, 0)]).unwrap();
		let set = |who, ppm| ModelsPallet::set_royalty(signed(who), model, ppm);
		assert_noop!(set(stranger(), 1), Error::<Test>::NotOwner);
		assert_noop!(set(owner(), 500_001), Error::<Test>::RoyaltiesOverBound);
		assert_ok!(set(owner(), 40_000));
		assert_noop!(
			with_model_of(stranger(), &[(version, 39_999)]),
			Error::<Test>::RoyaltyBelowTerms
		);
		assert_ok!(with_model_of(stranger(), &[(version, 40_000)]));
		assert_eq!(royalties(early), vec![]);
		assert_noop!(
			ModelsPallet::set_royalty(signed(owner()), ModelId(99), 0),
			Error::<Test>::UnknownModel
		);
	});
}

#[test]
fn too_many_parents_do_not_decode_and_too_many_ancestors_are_refused() {
	ExtBuilder::build_and_execute(|| {
		use codec::{Decode, Encode};
		let many: Vec<_> = (0..=MAX_PARENTS).map(|i| (ModelVersionId(i), 1u32)).collect();
		assert!(Parents::decode(&mut &many.encode()[..]).is_err());

		// Three parents with eleven ancestors each and their own owners: 36.
		let model = with_model();
		let mut parents = vec![];
		for p in 0..3u8 {
			let version = published(model);
			ModelVersions::<Test>::mutate(version, |stored| {
				let stored = stored.as_mut().unwrap();
				stored.owner = account(200 + p);
				let above = (0..11).map(|a| (account(10 + p * 11 + a), 1)).collect();
				stored.royalties = Royalties::truncate_from(above);
				stored.deposit = 0;
			});
			parents.push((version, 1));
		}
		assert!(3 * 12 > MAX_ANCESTORS);
		assert_noop!(with_model_of(stranger(), &parents), Error::<Test>::TooManyAncestors);
		let two = with_model_of(stranger(), &parents[..2]).unwrap();
		assert_eq!(royalties(two).len(), 24);
		// The three versions were given away by hand: give their deposits back by hand too.
		use frame_support::traits::{fungible::hold::Mutate, tokens::Precision};
		let reason = HoldReason::VersionDeposit.into();
		Balances::release(&reason, &owner(), 3 * VERSION_DEPOSIT, Precision::Exact).unwrap();
	});
}
