// SPDX-License-Identifier: Apache-2.0
//! Follows the chain's finalised events and books what they say about money.

use anyhow::{bail, Result};
use openledger_client::{Client, RuntimeEvent};
use openledger_primitives::{Balance, ContributionId, Hash};
use openledger_runtime::Runtime;
use pallet_rewards::RoleTotals;
use std::{
	collections::BTreeMap,
	sync::{Arc, Mutex},
	time::Duration,
};
use tokio::sync::watch;

/// Events of a block.
type Events = Vec<Box<frame_system::EventRecord<RuntimeEvent, Hash>>>;

/// Pause before the node is asked again.
const PAUSE: Duration = Duration::from_millis(500);

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
	/// Block in which the newest batch's challenge window ends and its settlement begins.
	pub window_until: Option<u32>,
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
		let mut next = client.finalized_head().await?.number + 1;
		let (sender, changes) = watch::channel(0);
		let (client, shared) = (client.clone(), books.clone());
		tokio::spawn(async move {
			// Finality moves in steps, and the node may be away for a while: read every block once.
			loop {
				match events_of(&client, next).await {
					Ok(Some(events)) => {
						let mut books =
							shared.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
						events.iter().for_each(|record| books.apply(&record.event));
						next += 1;
						if sender.send(next - 1).is_err() {
							return;
						}
					},
					Ok(None) | Err(_) => tokio::time::sleep(PAUSE).await,
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
	pub async fn until_booked(
		&self,
		fees: Balance,
		mut progress: impl FnMut(u32, &Books),
	) -> Result<()> {
		let mut changes = self.changes.clone();
		loop {
			let books = self.books();
			let distributed = books.parts.total().unwrap_or(0);
			let closed = books.credited.values().sum::<Balance>() + books.unattributed;
			if distributed >= fees && closed == books.parts.contributors {
				return Ok(());
			}
			let block = *changes.borrow();
			progress(block, &books);
			if changes.changed().await.is_err() {
				bail!("the follower of the chain ended");
			}
		}
	}
}

/// Events of block `number` once it is final.
async fn events_of(client: &Client, number: u32) -> Result<Option<Events>> {
	if client.finalized_head().await?.number < number {
		return Ok(None);
	}
	let Some(hash) = client.block_hash(number).await? else { return Ok(None) };
	let block = client.head_of(hash).await?;
	Ok(Some(client.at(block).events().await?))
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
			RuntimeEvent::Rewards(Rewards::ContributionCredited {
				contribution, amount, ..
			}) => {
				*self.credited.entry(*contribution).or_default() += amount;
			},
			RuntimeEvent::Rewards(Rewards::BatchClosed { unattributed, .. }) => {
				self.unattributed += unattributed;
			},
			RuntimeEvent::Attribution(event) => {
				match event {
					Attribution::<Runtime>::BatchFinalized { .. } => self.final_batches += 1,
					Attribution::WindowOpened { until, .. } => self.window_until = Some(*until),
					_ => (),
				}
				self.news = format!("{event:?}").split(['{', '(']).next().unwrap_or("").to_string();
			},
			_ => (),
		}
	}
}
