// SPDX-License-Identifier: Apache-2.0
//! Workers.

use crate::{error::Result, snapshot::Snapshot};
use openledger_primitives::WorkerId;
use openledger_runtime::{AccountId, Runtime};
use pallet_workers::{Operators, Worker, Workers};

impl Snapshot {
	/// A worker.
	pub async fn worker(&self, id: WorkerId) -> Result<Option<Worker>> {
		self.map::<Workers<Runtime>, _, _>(id).await
	}

	/// The worker that an account operates.
	pub async fn worker_of(&self, operator: &AccountId) -> Result<Option<WorkerId>> {
		self.map::<Operators<Runtime>, _, _>(operator).await
	}

	/// All workers, by id.
	pub async fn workers(&self) -> Result<Vec<(WorkerId, Worker)>> {
		let mut all = self.entries::<Workers<Runtime>, _, _>().await?;
		all.sort_by_key(|(id, _)| *id);
		Ok(all)
	}
}
