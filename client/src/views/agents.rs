// SPDX-License-Identifier: Apache-2.0
//! Agents and apps.

use crate::{error::Result, snapshot::Snapshot};
use openledger_primitives::AgentId;
use openledger_runtime::Runtime;
use pallet_agents::{Agent, Agents};

impl Snapshot {
	/// An agent or app.
	pub async fn agent(&self, id: AgentId) -> Result<Option<Agent>> {
		self.map::<Agents<Runtime>, _, _>(id).await
	}

	/// All agents and apps, by id.
	pub async fn agents(&self) -> Result<Vec<(AgentId, Agent)>> {
		let mut all = self.entries::<Agents<Runtime>, _, _>().await?;
		all.sort_by_key(|(id, _)| *id);
		Ok(all)
	}
}
