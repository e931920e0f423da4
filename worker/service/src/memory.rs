// SPDX-License-Identifier: Apache-2.0
//! A chain in memory, for tests and offline tools: state is what the caller puts in, calls are
//! recorded.

use crate::{
	chain::*,
	error::{Error, Result},
};
use async_trait::async_trait;
use openledger_primitives::*;
use openledger_primitives_account::AccountId;
use openledger_primitives_objects::SigningDomain;
use openledger_primitives_traits::{ModelVersionSummary, WorkerSummary};
use parking_lot::Mutex;
use std::{collections::BTreeMap, sync::Arc};
use tokio::sync::watch;

/// What the chain in memory holds.
#[derive(Clone, Debug, Default)]
pub struct State {
	/// Workers.
	pub workers: BTreeMap<WorkerId, WorkerSummary<AccountId>>,
	/// Keys of workers, for every epoch.
	pub keys: BTreeMap<WorkerId, AccountId>,
	/// Sessions.
	pub sessions: BTreeMap<SessionId, SessionView>,
	/// Model versions.
	pub versions: BTreeMap<ModelVersionId, ModelVersionSummary<AccountId>>,
	/// Jobs with their workers.
	pub jobs: BTreeMap<JobId, (WorkerId, JobView)>,
	/// Dataset versions.
	pub datasets: BTreeMap<DatasetRef, DatasetView>,
	/// Batches.
	pub batches: BTreeMap<BatchId, BatchView>,
	/// Demands.
	pub demands: Vec<(WorkerId, DemandView)>,
	/// Calls that were sent.
	pub actions: Vec<Action>,
	/// Module error with which the next calls fail.
	pub refuse: Option<String>,
}

/// The chain in memory.
#[derive(Clone)]
pub struct MemoryChain {
	domain: SigningDomain,
	timing: Timing,
	public: bool,
	state: Arc<Mutex<State>>,
	head: watch::Sender<Head>,
}

impl MemoryChain {
	/// An empty chain at block 1.
	pub fn new(timing: Timing, public: bool) -> Self {
		let domain = SigningDomain { genesis: Hash::repeat_byte(7), chain_id: 42 };
		let (head, _) = watch::channel(Head { hash: Hash::zero(), number: 1 });
		Self { domain, timing, public, state: Arc::default(), head }
	}

	/// Reads or changes the state.
	pub fn with<R>(&self, change: impl FnOnce(&mut State) -> R) -> R {
		change(&mut self.state.lock())
	}

	/// Finalises a block of the given number.
	pub fn finalise(&self, number: u32) {
		self.head.send_replace(Head { hash: Hash::from_low_u64_be(number.into()), number });
	}
}

#[async_trait]
impl ChainView for MemoryChain {
	fn domain(&self) -> SigningDomain {
		self.domain
	}

	fn is_public(&self) -> bool {
		self.public
	}

	async fn head(&self) -> Result<Head> {
		Ok(*self.head.borrow())
	}

	async fn next_head(&self, number: u32) -> Result<Head> {
		let mut heads = self.head.subscribe();
		let found = heads.wait_for(|head| head.number > number).await;
		found.map(|head| *head).map_err(|_| Error::ChainAway("the chain in memory is gone".into()))
	}

	async fn timing(&self) -> Result<Timing> {
		Ok(self.timing)
	}

	async fn worker(&self, id: WorkerId) -> Result<Option<WorkerSummary<AccountId>>> {
		Ok(self.state.lock().workers.get(&id).cloned())
	}

	async fn key_at(&self, id: WorkerId, _: BatchEpoch) -> Result<Option<AccountId>> {
		Ok(self.state.lock().keys.get(&id).cloned())
	}

	async fn session(&self, id: SessionId) -> Result<Option<SessionView>> {
		Ok(self.state.lock().sessions.get(&id).cloned())
	}

	async fn model_version(
		&self,
		id: ModelVersionId,
	) -> Result<Option<ModelVersionSummary<AccountId>>> {
		Ok(self.state.lock().versions.get(&id).cloned())
	}

	async fn jobs(&self, worker: WorkerId) -> Result<Vec<JobView>> {
		let state = self.state.lock();
		let mine = state.jobs.values().filter(|(owner, _)| *owner == worker);
		Ok(mine.map(|(_, job)| job.clone()).collect())
	}

	async fn job(&self, id: JobId) -> Result<Option<JobView>> {
		Ok(self.state.lock().jobs.get(&id).map(|(_, job)| job.clone()))
	}

	async fn dataset(&self, dataset: DatasetRef) -> Result<Option<DatasetView>> {
		Ok(self.state.lock().datasets.get(&dataset).cloned())
	}

	async fn waterfall(&self) -> Result<u32> {
		Ok(0)
	}

	async fn batch(&self, worker: WorkerId, epoch: BatchEpoch) -> Result<Option<BatchView>> {
		Ok(self.state.lock().batches.get(&BatchId { worker, epoch }).copied())
	}

	async fn last_epoch(&self, worker: WorkerId) -> Result<Option<BatchEpoch>> {
		let state = self.state.lock();
		let mine = state.batches.iter().filter(|(id, _)| id.worker == worker);
		Ok(mine.filter(|(_, b)| b.stage != BatchStage::Failed).map(|(id, _)| id.epoch).max())
	}

	async fn demands(&self, worker: WorkerId) -> Result<Vec<DemandView>> {
		let state = self.state.lock();
		let mine = state.demands.iter().filter(|(owner, _)| *owner == worker);
		Ok(mine.map(|(_, demand)| *demand).collect())
	}

	async fn submit(&self, worker: WorkerId, action: Action) -> Result<()> {
		let mut state = self.state.lock();
		if let Some(name) = state.refuse.clone() {
			return Err(Error::Chain { reason: name.clone(), name: Some(name) });
		}
		match &action {
			Action::AcceptJob(id) => {
				if let Some((_, job)) = state.jobs.get_mut(id) {
					let deadline = self.timing.training_deadline;
					let decoy_seed = None;
					job.state = JobState::Accepted { deadline, decoy_seed };
				}
			},
			Action::SubmitManifest(manifest) => {
				if let Some((_, job)) = state.jobs.get_mut(&manifest.job) {
					job.state = JobState::Delivered;
				}
			},
			Action::Announce(announcement) => {
				let view = BatchView {
					header_hash: crate::batch::header_hash(&announcement.header),
					stage: BatchStage::Open,
					stale: false,
				};
				state.batches.insert(announcement.header.id(), view);
			},
			Action::Answer { epoch, tree, leaf, .. } => {
				let same = |demand: &DemandView| {
					(demand.epoch, demand.tree, demand.leaf) == (*epoch, *tree, *leaf)
				};
				state.demands.retain(|(_, demand)| !same(demand));
			},
			Action::SettleSessions { epoch, leaves, .. } => {
				for leaf in leaves {
					if let Some(session) = state.sessions.get_mut(&leaf.session) {
						session.summary.settled = leaf.settled_after;
						session.summary.settled_n = leaf.n_to;
					}
				}
				set_stage(&mut state, worker, *epoch, BatchStage::Credits { next: 0 });
			},
			Action::Credit { epoch, .. } => {
				set_stage(&mut state, worker, *epoch, BatchStage::Final);
			},
			Action::Advance(_) => {},
		}
		state.actions.push(action);
		Ok(())
	}
}

fn set_stage(state: &mut State, worker: WorkerId, epoch: BatchEpoch, stage: BatchStage) {
	if let Some(batch) = state.batches.get_mut(&BatchId { worker, epoch }) {
		batch.stage = stage;
	}
}
