// SPDX-License-Identifier: Apache-2.0
//! Arrow 2 → 3 and 2 → 7: sealed dataset versions and who stands behind them.

use openledger_primitives::{Balance, ContributionId, DatanetId, DatasetRef};
use openledger_primitives_poa::Root;

/// A sealed dataset version.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DatasetSummary {
	/// Over the accepted contributions in order; `root.count` is their number.
	pub root: Root,
	/// Rows of all its contributions.
	pub rows: u32,
	/// Least plancks per 1,000 tokens that a model trained on it must charge, in and out.
	pub floor_rate: Balance,
	/// Whether its terms allow training for hire.
	pub trainable: bool,
}

/// A contribution as settlement sees it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ContributionSummary<AccountId> {
	/// Its Datanet.
	pub datanet: DatanetId,
	/// Place among the Datanet's accepted contributions.
	pub position: u32,
	/// Rows.
	pub rows: u32,
	/// Who is paid.
	pub beneficiary: AccountId,
	/// First version that contains it.
	pub sealed_in: u32,
}

/// What others may ask about Datanets.
pub trait InspectDatasets<AccountId> {
	/// A sealed version.
	fn dataset(dataset: DatasetRef) -> Option<DatasetSummary>;
	/// A contribution that is in at least one sealed version.
	fn contribution(id: ContributionId) -> Option<ContributionSummary<AccountId>>;
	/// Owner of a Datanet.
	fn owner(datanet: DatanetId) -> Option<AccountId>;
	/// Rows in the newest sealed version; 0 when none is sealed.
	fn sealed_rows(datanet: DatanetId) -> u64;
	/// Stake of a curator.
	fn curator_stake(datanet: DatanetId, who: &AccountId) -> Balance;
	/// Stake of all curators.
	fn curator_total(datanet: DatanetId) -> Balance;

	/// Whether the contribution is one of the dataset version's.
	fn contains(dataset: DatasetRef, id: ContributionId) -> bool {
		Self::contribution(id).is_some_and(|found| {
			found.datanet == dataset.datanet && found.sealed_in <= dataset.version
		})
	}

	/// Benchmarks: a sealed version of `contributions` contributions of one row each, contributed by
	/// `who`; returns it and the id of its first contribution (ids are consecutive).
	#[cfg(feature = "runtime-benchmarks")]
	fn bench_dataset(who: &AccountId, contributions: u32) -> (DatasetRef, ContributionId);
}

/// What Datanets tell those who keep accumulators over them.
pub trait OnDatanet<AccountId> {
	/// Called before a curator's stake changes, with the old stake and the old total.
	fn before_curator_stake(datanet: DatanetId, who: &AccountId, stake: Balance, total: Balance);
	/// Called when a version is sealed, before its rows count; `rows` and `new_rows` are those of
	/// the version before and those that it adds.
	fn on_sealed(dataset: DatasetRef, rows: u64, new_rows: u64);
}

impl<AccountId> OnDatanet<AccountId> for () {
	fn before_curator_stake(_: DatanetId, _: &AccountId, _: Balance, _: Balance) {}
	fn on_sealed(_: DatasetRef, _: u64, _: u64) {}
}
