// SPDX-License-Identifier: Apache-2.0
//! Follows the chain's finalised events and books what they say about money.

use anyhow::{bail, Result};
use openledger_client::{Client, RuntimeEvent};
use openledger_primitives::{Balance, ContributionId};
use openledger_runtime::Runtime;
use pallet_rewards::RoleTotals;
use std::{
	collections::BTreeMap,
	sync::{Arc, Mutex},
};
use tokio::sync::watch;

/// What the chain's events say about money.
#[derive(Clone, Default)]
pub struct Books {
	/// Settled from sessions into the books, plancks.
	pub settled: Balance,
	/// Parts of all batches by role, plancks.
	pub parts: RoleTotals,
	/// Credited to contributions by influence, plancks.
	pub credited: BTreeMap<ContributionId, Balance>,
	/// Contributors' part that no data earned: to the Datanets' pots, plancks.
	pub unattributed: Balance,
	/// Batches that are final.
	pub final_batches: u32,
	/// The last thing that happened to a batch.
	pub news: String,
}

/// A running follower.
pub struct Ledger {
	books: Arc<Mutex<Books>>,
	changes: watch::Receiver<u32>,
}

impl Ledger {
	/// Follows every finalised block from now on.
	pub async fn follow(client: &Client) -> Result<Self> {
		let books = Arc::new(Mutex::new(Books::default()));
		let mut heads = client.finalized_heads().await?;
		let mut next = client.finalized_head().await?.number + 1;
		let (sender, changes) = watch::channel(0);
		let (client, shared) = (client.clone(), books.clone());
		tokio::spawn(async move {
			// Finality moves in steps: read every block between two heads.
			while let Some(head) = heads.next().await {
				while next <= head.number {
					let Ok(Some(hash)) = client.block_hash(next).await else { return };
					let Ok(block) = client.head_of(hash).await else { return };
					let Ok(events) = client.at(block).events().await else { return };
					{
						let mut books =
							shared.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
						events.iter().for_each(|record| books.apply(&record.event));
					}
					next += 1;
				}
				if sender.send(head.number).is_err() {
					return;
				}
			}
		});
		Ok(Self { books, changes })
	}

	/// The books now.
	pub fn books(&self) -> Books {
		self.books.lock().unwrap_or_else(|poisoned| poisoned.into_inner()).clone()
	}

	/// Waits until `fees` are distributed and every such batch is final.
	pub async fn until_booked(&self, fees: Balance, mut progress: impl FnMut(String)) -> Result<()> {
		let mut changes = self.changes.clone();
		loop {
			let books = self.books();
			let distributed = books.parts.total().unwrap_or(0);
			let closed = books.credited.values().sum::<Balance>() + books.unattributed;
			if distributed >= fees && closed == books.parts.contributors {
				return Ok(());
			}
			progress(format!("block {}: {}", *changes.borrow(), books.news));
			if changes.changed().await.is_err() {
				bail!("the follower of the chain ended");
			}
		}
	}
}

impl Books {
	fn apply(&mut self, event: &RuntimeEvent) {
		use pallet_attribution::Event as Attribution;
		use pallet_inference::Event as Inference;
		use pallet_rewards::Event as Rewards;
		match event {
			RuntimeEvent::Inference(Inference::SessionSettled { amount, .. }) => {
				self.settled += amount;
			},
			RuntimeEvent::Rewards(Rewards::BatchDistributed { parts, .. }) => {
				self.parts.burn += parts.burn;
				self.parts.treasury += parts.treasury;
				self.parts.attesters += parts.attesters;
				self.parts.worker += parts.worker;
				self.parts.owner += parts.owner;
				self.parts.curators += parts.curators;
				self.parts.contributors += parts.contributors;
				self.parts.agent += parts.agent;
				self.parts.app += parts.app;
			},
			RuntimeEvent::Rewards(Rewards::ContributionCredited { contribution, amount, .. }) => {
				*self.credited.entry(*contribution).or_default() += amount;
			},
			RuntimeEvent::Rewards(Rewards::BatchClosed { unattributed, .. }) => {
				self.unattributed += unattributed;
			},
			RuntimeEvent::Attribution(event) => {
				if let Attribution::<Runtime>::BatchFinalized { .. } = event {
					self.final_batches += 1;
				}
				self.news = format!("{event:?}").split(['{', '(']).next().unwrap_or("").to_string();
			},
			_ => (),
		}
	}
}
