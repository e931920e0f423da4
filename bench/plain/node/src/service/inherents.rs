// SPDX-License-Identifier: Apache-2.0

//! Slot and timestamp of the next block.

use super::FullClient;
use openledger_bench_plain_runtime::{opaque::Block, SLOT_DURATION};
use sp_consensus_babe::inherents::InherentDataProvider as SlotInherent;
use sp_inherents::CreateInherentDataProviders;
use sp_timestamp::{InherentDataProvider as TimeInherent, Timestamp};
use std::{error::Error, sync::Arc};

/// Makes the inherents of the next block.
///
/// Under consensus both follow the clock. When sealing, a block takes the first slot after its
/// parent's that is not in the past: sealing fast runs ahead of the clock, sealing slowly follows
/// it, forks included.
#[derive(Clone)]
pub struct Inherents {
	/// Where parents are looked up, when sealing.
	sealing: Option<Arc<FullClient>>,
}

impl Inherents {
	/// Inherents of a chain under consensus.
	pub fn consensus() -> Self {
		Self { sealing: None }
	}

	/// Inherents of a chain that seals without consensus.
	pub fn sealing(client: Arc<FullClient>) -> Self {
		Self { sealing: Some(client) }
	}
}

#[async_trait::async_trait]
impl CreateInherentDataProviders<Block, ()> for Inherents {
	type InherentDataProviders = (SlotInherent, TimeInherent);

	async fn create_inherent_data_providers(
		&self,
		parent: <Block as sp_runtime::traits::Block>::Hash,
		_: (),
	) -> Result<Self::InherentDataProviders, Box<dyn Error + Send + Sync>> {
		let mut now = Timestamp::current().as_millis();
		if let Some(client) = &self.sealing {
			let header = client.header(parent)?.ok_or("the parent is not in the database")?;
			let slot = sc_consensus_babe::find_pre_digest::<Block>(&header)?.slot();
			now = now.max((*slot).saturating_add(1).saturating_mul(SLOT_DURATION));
		}
		let time = TimeInherent::new(Timestamp::new(now));
		let slot = SlotInherent::from_timestamp_and_slot_duration(
			*time,
			sp_consensus_babe::SlotDuration::from_millis(SLOT_DURATION),
		);
		Ok((slot, time))
	}
}
