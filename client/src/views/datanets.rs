// SPDX-License-Identifier: Apache-2.0
//! Datanets, contributions, sealed versions.

use crate::{error::Result, snapshot::Snapshot};
use openledger_primitives::{ContributionId, DatanetId, DatasetRef};
use openledger_runtime::{AccountId, Runtime};
use pallet_datanets::{Accepted, Contribution, Contributions, Curators, Datanet, Datanets};

/// A sealed version with its contributions in order of position.
#[derive(Clone, PartialEq, Debug)]
pub struct DatasetContents {
	/// Root, rows, when it was sealed.
	pub version: pallet_datanets::DatasetVersion,
	/// `(position, id, contribution)`.
	pub contributions: Vec<(u32, ContributionId, Contribution)>,
}

impl Snapshot {
	/// A Datanet.
	pub async fn datanet(&self, id: DatanetId) -> Result<Option<Datanet>> {
		self.map::<Datanets<Runtime>, _, _>(id).await
	}

	/// All Datanets, by id.
	pub async fn datanets(&self) -> Result<Vec<(DatanetId, Datanet)>> {
		let mut all = self.entries::<Datanets<Runtime>, _, _>().await?;
		all.sort_by_key(|(id, _)| *id);
		Ok(all)
	}

	/// A contribution.
	pub async fn contribution(&self, id: ContributionId) -> Result<Option<Contribution>> {
		self.map::<Contributions<Runtime>, _, _>(id).await
	}

	/// All contributions, by id; of one Datanet where it is given.
	pub async fn contributions(
		&self,
		datanet: Option<DatanetId>,
	) -> Result<Vec<(ContributionId, Contribution)>> {
		let mut all = self.entries::<Contributions<Runtime>, _, Contribution>().await?;
		all.retain(|(_, found)| datanet.is_none_or(|datanet| found.datanet == datanet));
		all.sort_by_key(|(id, _)| *id);
		Ok(all)
	}

	/// Curators of a Datanet.
	pub async fn curators(
		&self,
		datanet: DatanetId,
	) -> Result<Vec<(AccountId, pallet_datanets::Curator)>> {
		self.entries_under::<Curators<Runtime>, _, _, _>(datanet).await
	}

	/// A sealed version with everything in it.
	pub async fn dataset(&self, dataset: DatasetRef) -> Result<Option<DatasetContents>> {
		let DatasetRef { datanet, version } = dataset;
		type Versions = pallet_datanets::DatasetVersions<Runtime>;
		let Some(version) = self.double_map::<Versions, _, _, _>(datanet, version).await? else {
			return Ok(None);
		};
		let mut accepted: Vec<(u32, ContributionId)> =
			self.entries_under::<Accepted<Runtime>, _, _, _>(datanet).await?;
		accepted.retain(|(position, _)| *position < version.root.count);
		accepted.sort_unstable();
		let ids: Vec<ContributionId> = accepted.iter().map(|(_, id)| *id).collect();
		let found = self.map_many::<Contributions<Runtime>, _, Contribution>(&ids).await?;
		let contributions = accepted
			.into_iter()
			.zip(found)
			.filter_map(|((position, id), found)| Some((position, id, found?)))
			.collect();
		Ok(Some(DatasetContents { version, contributions }))
	}
}
