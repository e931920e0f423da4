// SPDX-License-Identifier: Apache-2.0
//! What the pallet answers to others: `InspectDatasets` and the view functions.

use crate::{
	mock::{Datanets, *},
	*,
};
use frame_support::assert_ok;
use openledger_primitives::{ContributionId, DatanetId, DatasetRef};
use openledger_primitives_traits::{ContributionSummary, InspectDatasets};

type Pallet = crate::Pallet<Test>;

#[test]
fn terms_and_contributions_are_reported() {
	ExtBuilder.build_and_execute(|| {
		accepted(1, 3);
		let id = accepted(2, 4);
		let open = contribute(&BOB, 3, 1);
		seal();
		let dataset = DatasetRef { datanet: NET, version: 1 };
		let summary = <Pallet as InspectDatasets<_>>::dataset(dataset).unwrap();
		assert_eq!((summary.rows, summary.floor_rate, summary.trainable), (7, 7, true));
		assert_eq!(
			<Pallet as InspectDatasets<_>>::contribution(id),
			Some(ContributionSummary {
				datanet: NET,
				position: 1,
				rows: 4,
				beneficiary: ALICE,
				sealed_in: 1,
			})
		);
		assert!(<Pallet as InspectDatasets<_>>::contribution(open).is_none());
		assert!(!Pallet::contains(dataset, ContributionId(77)));
		assert_eq!(Pallet::owner(NET), Some(OWNER));
		assert_eq!(Pallet::owner(DatanetId(1)), None);
		assert_eq!(Pallet::sealed_rows(DatanetId(1)), 0);
		for version in [0, 2] {
			let other = DatasetRef { datanet: NET, version };
			assert!(<Pallet as InspectDatasets<_>>::dataset(other).is_none());
		}
	});
}

#[test]
fn data_that_is_not_for_training_says_so() {
	ExtBuilder.build_and_execute(|| {
		accepted(1, 3);
		seal();
		crate::Datanets::<Test>::mutate(NET, |found| {
			found.as_mut().unwrap().purposes = Purposes(Purposes::ALL.0 - Purposes::TRAIN.0);
		});
		let dataset = DatasetRef { datanet: NET, version: 1 };
		assert!(!<Pallet as InspectDatasets<_>>::dataset(dataset).unwrap().trainable);
	});
}

#[test]
fn contributions_are_listed_in_pages() {
	ExtBuilder.build_and_execute(|| {
		let ids: Vec<_> = (0..5).map(|seed| accepted(seed, 1)).collect();
		let page = |from, limit| {
			let page = Datanets::contributions_of(NET, from, limit);
			page.into_iter().map(|(id, _)| id).collect::<Vec<_>>()
		};
		assert_eq!(page(0, 100), ids);
		assert_eq!(page(3, 1), ids[3..4].to_vec());
		assert_eq!(page(5, 9), vec![]);
		assert_eq!(page(u32::MAX, u32::MAX), vec![]);
		assert_eq!(Datanets::dataset(DatasetRef { datanet: NET, version: 1 }), None);
	});
}

#[cfg(feature = "runtime-benchmarks")]
#[test]
fn the_benchmarks_data_set_is_a_real_one() {
	ExtBuilder.build_and_execute(|| {
		assert_ok!(create(BOB, 0));
		let (dataset, first) = Pallet::bench_dataset(&ALICE, 70);
		assert_eq!(dataset, DatasetRef { datanet: DatanetId(2), version: 1 });
		assert_eq!(<Pallet as InspectDatasets<_>>::dataset(dataset).unwrap().rows, 70);
		let last = ContributionId(first.0 + 69);
		assert!(Pallet::contains(dataset, first) && Pallet::contains(dataset, last));
		assert!(!Pallet::contains(dataset, ContributionId(first.0 + 70)));
	});
}
