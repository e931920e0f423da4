// SPDX-License-Identifier: Apache-2.0
//! The example of the pallet's documentation.

use crate::{
	mock::{Datanets, *},
	*,
};
use frame_support::assert_ok;
use openledger_primitives_objects::RowLeaf;
use openledger_primitives_poa::{tree, Tree};

#[docify::export]
#[test]
fn contribute_review_seal_and_prove() {
	ExtBuilder.build_and_execute(|| {
		// Two people contribute: commit, and in a later block reveal.
		curate(DAVE, 10);
		let manifests = [manifest(1, 3), manifest(2, 5)];
		let mut ids = vec![];
		for (who, manifest) in [ALICE, BOB].iter().zip(&manifests) {
			let commitment = commitment_of(manifest.content_hash, SALT, who, NET);
			assert_ok!(Datanets::commit(signed(who.clone()), NET, commitment));
			pass(1);
			ids.push(NextContributionId::<Test>::get());
			assert_ok!(Datanets::reveal(signed(who.clone()), NET, SALT, manifest.clone()));
		}

		// A curator approves them, anyone concludes, the owner seals.
		for id in &ids {
			assert_ok!(Datanets::vote(signed(DAVE), *id, true));
			assert_ok!(Datanets::conclude(signed(CAROL), *id));
		}
		assert_ok!(Datanets::start_seal(signed(OWNER), NET));
		assert_ok!(Datanets::step_seal(signed(CAROL), NET, 64));
		let version = DatasetVersions::<Test>::get(NET, 1).unwrap();
		assert_eq!((version.root.count, version.rows), (2, 8));

		// Row 4 of the second contribution is provable from the version's root alone:
		// row → rows of the contribution → contributions of the version.
		let row = &rows_of(2, 5)[4];
		let opening = row_tree(2, 5).open(4).unwrap();
		assert!(tree::verify(&manifests[1].rows, row.as_bytes(), &opening));
		let leaves: Vec<_> = (0..2)
			.map(|at| {
				let content = manifests[at].content_hash;
				RowLeaf::dataset_leaf(at as u32, ids[at], content, &manifests[at].rows)
			})
			.collect();
		let dataset_tree = Tree::of_leaves(leaves.iter().map(|leaf| &leaf[..])).unwrap();
		assert!(tree::verify(&version.root, &leaves[1], &dataset_tree.open(1).unwrap()));
	});
}
