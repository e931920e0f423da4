// SPDX-License-Identifier: Apache-2.0
//! What others may ask: `InspectDatasets`, and the bodies of the view functions.

use crate::{pallet::*, Contribution, Purposes, Status, MAX_ROW_BYTES};
use alloc::vec::Vec;
use openledger_primitives::{Balance, ContributionId, DatanetId, DatasetRef, Hash};
use openledger_primitives_account::AccountId;
use openledger_primitives_poa::{tree, Opening};
use openledger_primitives_traits::{ContributionSummary, DatasetSummary, InspectDatasets};

impl<T: Config> Pallet<T> {
	/// Accepted contributions from position `from`, at most `limit`.
	pub(crate) fn accepted_from(
		datanet: DatanetId,
		from: u32,
		limit: u32,
	) -> Vec<(ContributionId, Contribution)> {
		(from..from.saturating_add(limit))
			.map_while(|position| Accepted::<T>::get(datanet, position))
			.filter_map(|id| Contributions::<T>::get(id).map(|found| (id, found)))
			.collect()
	}

	/// Whether `row` is the contribution's row at `opening.index`.
	pub(crate) fn is_row(
		contribution: ContributionId,
		row: &[u8],
		opening: &Opening<Hash>,
	) -> bool {
		row.len() <= MAX_ROW_BYTES
			&& Contributions::<T>::get(contribution)
				.is_some_and(|found| tree::verify(&found.manifest.rows, row, opening))
	}
}

impl<T: Config> InspectDatasets<AccountId> for Pallet<T> {
	fn dataset(dataset: DatasetRef) -> Option<DatasetSummary> {
		let version = DatasetVersions::<T>::get(dataset.datanet, dataset.version)?;
		let terms = Datanets::<T>::get(dataset.datanet)?;
		Some(DatasetSummary {
			root: version.root,
			rows: version.rows,
			floor_rate: terms.floor_rate,
			trainable: terms.purposes.allow(Purposes::TRAIN),
		})
	}

	fn contribution(id: ContributionId) -> Option<ContributionSummary<AccountId>> {
		let found = Contributions::<T>::get(id)?;
		let Status::Accepted { position, sealed_in: Some(sealed_in) } = found.status else {
			return None;
		};
		// Appended to a version that is still being sealed: in none yet.
		DatasetVersions::<T>::contains_key(found.datanet, sealed_in).then_some(
			ContributionSummary {
				datanet: found.datanet,
				position,
				rows: found.manifest.rows.count,
				beneficiary: found.contributor,
				sealed_in,
			},
		)
	}

	fn owner(datanet: DatanetId) -> Option<AccountId> {
		Datanets::<T>::get(datanet).map(|found| found.owner)
	}

	fn sealed_rows(datanet: DatanetId) -> u64 {
		Datanets::<T>::get(datanet).map_or(0, |found| found.sealed_rows)
	}

	fn curator_stake(datanet: DatanetId, who: &AccountId) -> Balance {
		Self::active_stake(datanet, who)
	}

	fn curator_total(datanet: DatanetId) -> Balance {
		CuratorTotals::<T>::get(datanet)
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn bench_dataset(who: &AccountId, contributions: u32) -> (DatasetRef, ContributionId) {
		crate::benchmarking::dataset_of::<T>(who, contributions)
	}
}
