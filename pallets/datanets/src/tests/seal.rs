// SPDX-License-Identifier: Apache-2.0
//! `start_seal` and `step_seal`.

use crate::{
	mock::{Datanets, *},
	*,
};
use frame_support::{assert_noop, assert_ok};
use openledger_primitives::{ContributionId, DatanetId, DatasetRef};
use openledger_primitives_objects::RowLeaf;
use openledger_primitives_poa::{tree, Tree};
use openledger_primitives_traits::InspectDatasets;

type Pallet = crate::Pallet<Test>;

fn version(number: u32) -> DatasetRef {
	DatasetRef { datanet: NET, version: number }
}

#[test]
fn an_empty_seal_fails() {
	ExtBuilder.build_and_execute(|| {
		let start = |who| Datanets::start_seal(signed(who), NET);
		assert_noop!(start(OWNER), Error::<Test>::NothingToSeal);
		contribute(&ALICE, 9, 3);
		assert_noop!(start(OWNER), Error::<Test>::NothingToSeal);
		accepted(1, 3);
		assert_noop!(start(ALICE), Error::<Test>::NotOwner);
		assert_noop!(
			Datanets::start_seal(signed(OWNER), DatanetId(5)),
			Error::<Test>::UnknownDatanet
		);
		seal();
		assert_noop!(start(OWNER), Error::<Test>::NothingToSeal);
		accepted(2, 3);
		assert_ok!(start(OWNER));
		assert_noop!(start(OWNER), Error::<Test>::SealInProgress);
	});
}

#[test]
fn steps_are_bounded_and_anyones() {
	ExtBuilder.build_and_execute(|| {
		let step = |steps| Datanets::step_seal(signed(CAROL), NET, steps);
		assert_noop!(step(1), Error::<Test>::NoSealInProgress);
		for seed in 0..5 {
			accepted(seed, 2);
		}
		assert_ok!(Datanets::start_seal(signed(OWNER), NET));
		assert_noop!(step(0), Error::<Test>::InvalidSteps);
		assert_noop!(step(MAX_SEAL_STEPS + 1), Error::<Test>::InvalidSteps);
		assert_ok!(step(2));
		System::assert_last_event(Event::<Test>::SealStepped { datanet: NET, next: 2 }.into());
		// What is accepted meanwhile is for the next version.
		accepted(5, 2);
		assert!(Pallet::contribution(ContributionId(0)).is_none());
		assert_eq!(Pallet::dataset(version(1)), None);
		assert_ok!(step(2));
		Datanets::do_try_state().unwrap();
		let last = step(MAX_SEAL_STEPS).unwrap();
		// One was left: that is what is paid for.
		assert_eq!(last.actual_weight, Some(<() as WeightInfo>::step_seal(1)));
		assert_noop!(step(1), Error::<Test>::NoSealInProgress);
		let sealed = DatasetVersions::<Test>::get(NET, 1).unwrap();
		assert_eq!((sealed.root.count, sealed.rows), (5, 10));
		assert!(Pallet::contribution(ContributionId(0)).is_some());
		assert!(Pallet::contribution(ContributionId(5)).is_none());
	});
}

#[test]
fn later_versions_extend_earlier_ones() {
	ExtBuilder.build_and_execute(|| {
		let ids: Vec<_> = (0..3).map(|seed| accepted(seed, 2)).collect();
		seal();
		let late: Vec<_> = (3..5).map(|seed| accepted(seed, 7)).collect();
		seal();
		// The keeper of accumulators hears of it before the new rows count.
		assert_eq!(SealCalls::get(), vec![(version(1), 0, 6, 0), (version(2), 6, 14, 6)]);
		assert_eq!(Pallet::sealed_rows(NET), 20);
		assert_eq!(Pallet::dataset(version(1)).unwrap().rows, 6);
		assert_eq!(Pallet::dataset(version(2)).unwrap().rows, 20);
		for id in &ids {
			assert_eq!(Pallet::contribution(*id).unwrap().sealed_in, 1);
			assert!(Pallet::contains(version(1), *id) && Pallet::contains(version(2), *id));
		}
		for id in &late {
			assert_eq!(Pallet::contribution(*id).unwrap().sealed_in, 2);
			assert!(!Pallet::contains(version(1), *id) && Pallet::contains(version(2), *id));
		}
	});
}

#[test]
fn every_row_is_provable_from_the_root() {
	ExtBuilder.build_and_execute(|| {
		let rows = [3u32, 1, 8, 5, 2];
		let ids: Vec<_> =
			rows.iter().enumerate().map(|(seed, rows)| accepted(seed as u8, *rows)).collect();
		seal();
		let root = Pallet::dataset(version(1)).unwrap().root;
		let leaves: Vec<_> = ids
			.iter()
			.enumerate()
			.map(|(at, id)| {
				let found = contribution(*id).manifest;
				RowLeaf::dataset_leaf(at as u32, *id, found.content_hash, &found.rows)
			})
			.collect();
		let dataset_tree = Tree::of_leaves(leaves.iter().map(|leaf| &leaf[..])).unwrap();
		assert_eq!(dataset_tree.root_object(), root);
		for (at, id) in ids.iter().enumerate() {
			let place = dataset_tree.open(at as u32).unwrap();
			assert!(tree::verify(&root, &leaves[at], &place));
			assert!(!tree::verify(&root, &leaves[(at + 1) % leaves.len()], &place));
			let row_tree = row_tree(at as u8, rows[at]);
			for (number, row) in rows_of(at as u8, rows[at]).into_iter().enumerate() {
				let opening = row_tree.open(number as u32).unwrap();
				let bytes = row.into_bytes();
				assert!(Datanets::verify_row(*id, bytes.clone(), opening.clone()));
				assert!(!Datanets::verify_row(*id, b"forged".to_vec(), opening.clone()));
				let other = ids[(at + 1) % ids.len()];
				assert!(!Datanets::verify_row(other, bytes, opening));
			}
		}
		assert!(!Datanets::verify_row(
			ids[0],
			vec![0; MAX_ROW_BYTES + 1],
			row_tree(0, 3).open(0).unwrap()
		));
	});
}
