// SPDX-License-Identifier: Apache-2.0
//! Arrow 4 → 5 and 4 → 7: published model versions.

use alloc::vec::Vec;
use openledger_primitives::{Balance, DatasetRef, Hash, ModelVersionId, Ppm, WorkerId};
use openledger_primitives_objects::IndexRoots;

/// A published model version.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ModelVersionSummary<AccountId> {
	/// Who is paid as the owner.
	pub owner: AccountId,
	/// The worker that trained it.
	pub trainer: WorkerId,
	/// Hash of its adapter.
	pub adapter_hash: Hash,
	/// Plancks per 1,000 prompt tokens.
	pub rate_in: Balance,
	/// Plancks per 1,000 answer tokens.
	pub rate_out: Balance,
	/// What it was trained on, with the rows of each.
	pub datasets: Vec<(DatasetRef, u32)>,
	/// Ancestors' owners and their parts of the owner's share; the sum is at most the whole.
	pub royalties: Vec<(AccountId, Ppm)>,
	/// Its attribution index.
	pub index: IndexRoots,
	/// Whether it may be sold in new sessions.
	pub live: bool,
}

/// What others may ask about models.
pub trait InspectModels<AccountId> {
	/// A published version.
	fn model_version(id: ModelVersionId) -> Option<ModelVersionSummary<AccountId>>;

	/// Benchmarks: a live version owned by `owner`, trained by worker `trainer` on `datasets`.
	#[cfg(feature = "runtime-benchmarks")]
	fn bench_model_version(
		owner: &AccountId,
		trainer: WorkerId,
		datasets: &[DatasetRef],
	) -> ModelVersionId;
}
