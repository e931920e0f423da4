// SPDX-License-Identifier: Apache-2.0
//! Sessions.

use crate::{error::Result, snapshot::Snapshot};
use openledger_primitives::SessionId;
use openledger_runtime::{AccountId, Runtime};
use pallet_inference::{Session, Sessions};

impl Snapshot {
	/// A session whose hold is not released.
	pub async fn session(&self, id: SessionId) -> Result<Option<Session>> {
		self.map::<Sessions<Runtime>, _, _>(id).await
	}

	/// All sessions of a payer, by id.
	pub async fn sessions_of(&self, payer: &AccountId) -> Result<Vec<(SessionId, Session)>> {
		let mut all = self.entries::<Sessions<Runtime>, _, Session>().await?;
		all.retain(|(_, session)| session.payer == *payer);
		all.sort_by_key(|(id, _)| *id);
		Ok(all)
	}
}
