// SPDX-License-Identifier: Apache-2.0
//! The chain over a node.

use crate::{
	chain::*,
	error::{Error, Result},
};
use async_trait::async_trait;
use openledger_client::{Client, Keypair, RuntimeCall, Snapshot};
use openledger_primitives::*;
use openledger_primitives_account::AccountId;
use openledger_primitives_objects::{SigningDomain, TreeKind};
use openledger_primitives_poa::Opening;
use openledger_primitives_traits::{ModelVersionSummary, SessionSummary, WorkerSummary};
use pallet_attribution::{BatchStatus, Call as AttributionCall, LeafOpening};
use pallet_models::{Call as ModelsCall, JobStatus};
use sp_runtime::BoundedVec;
use std::time::Duration;
use tokio::sync::Mutex;

/// Longest silence of the node before the worker looks whether it is still there.
const PATIENCE: Duration = Duration::from_secs(60);
/// Blocks by which a batch may be late before the worker moves it on itself.
const LATE: u32 = 12;

impl From<openledger_client::Error> for Error {
	fn from(error: openledger_client::Error) -> Self {
		match error.is_temporary() {
			true => Error::ChainAway(error.to_string()),
			false => Error::Chain { name: error.module_error(), reason: error.to_string() },
		}
	}
}

/// The chain over a node, with the operator's key for calls.
pub struct LiveChain {
	client: Client,
	operator: Keypair,
	heads: Mutex<Option<openledger_client::Heads>>,
}

impl LiveChain {
	/// Over a connection.
	pub fn new(client: Client, operator: Keypair) -> Self {
		Self { client, operator, heads: Mutex::default() }
	}

	async fn state(&self) -> Result<Snapshot> {
		Ok(self.client.finalized().await?)
	}

	async fn job_view(
		&self,
		state: &Snapshot,
		id: JobId,
		job: pallet_models::Job,
	) -> Result<JobView> {
		let model = state.model(job.model).await?;
		Ok(JobView {
			id,
			model: job.model,
			base: model.map(|model| model.base).unwrap_or_default(),
			datasets: job.datasets.into_inner(),
			config: job.config,
			budget: job.budget,
			state: match job.status {
				JobStatus::Requested { .. } => JobState::Requested,
				JobStatus::Accepted { deadline, decoy_seed, .. } => {
					JobState::Accepted { deadline, decoy_seed }
				},
				JobStatus::Delivered { .. } => JobState::Delivered,
				JobStatus::Published { version } => JobState::Published(version),
				JobStatus::Failed => JobState::Failed,
			},
		})
	}
}

fn head(head: openledger_client::Head) -> Head {
	Head { hash: head.hash, number: head.number }
}

#[async_trait]
impl ChainView for LiveChain {
	fn domain(&self) -> SigningDomain {
		self.client.domain()
	}

	fn is_public(&self) -> bool {
		self.client.is_public()
	}

	async fn head(&self) -> Result<Head> {
		Ok(head(self.client.finalized_head().await?))
	}

	async fn next_head(&self, number: u32) -> Result<Head> {
		let mut heads = self.heads.lock().await;
		loop {
			let stream = match heads.as_mut() {
				Some(stream) => stream,
				None => heads.insert(self.client.finalized_heads().await?),
			};
			match tokio::time::timeout(PATIENCE, stream.next()).await {
				Ok(Some(found)) if found.number > number => return Ok(head(found)),
				Ok(Some(_)) => {},
				Ok(None) => {
					*heads = None;
					return Err(Error::ChainAway("the node closed the connection".into()));
				},
				Err(_) => {
					// Silence: a node that answers has just not finalised anything.
					if let Err(error) = self.client.finalized_head().await {
						*heads = None;
						return Err(error.into());
					}
				},
			}
		}
	}

	async fn timing(&self) -> Result<Timing> {
		let state = self.state().await?;
		Ok(state.value::<pallet_timing::Timings<openledger_client::Runtime>, _>().await?)
	}

	async fn worker(&self, id: WorkerId) -> Result<Option<WorkerSummary<AccountId>>> {
		let found = self.state().await?.worker(id).await?;
		Ok(found.map(|worker| WorkerSummary {
			operator: worker.operator,
			stake: worker.stake,
			endpoints: worker.endpoints.into_inner(),
			active: worker.status == pallet_workers::Status::Active,
		}))
	}

	async fn key_at(&self, id: WorkerId, epoch: BatchEpoch) -> Result<Option<AccountId>> {
		let found = self.state().await?.worker(id).await?;
		Ok(found.and_then(|worker| worker.key_at(epoch)))
	}

	async fn session(&self, id: SessionId) -> Result<Option<SessionView>> {
		let state = self.state().await?;
		Ok(state.session(id).await?.map(|session| {
			let release_at = match session.status {
				pallet_inference::Status::Open => None,
				pallet_inference::Status::Closing { release_at } => Some(release_at),
			};
			SessionView {
				expires_at: session.expires_at,
				release_at,
				visibility: match session.visibility {
					pallet_inference::Visibility::Open => Visibility::Open,
					pallet_inference::Visibility::Sealed => Visibility::Sealed,
					pallet_inference::Visibility::None => Visibility::Hidden,
				},
				summary: SessionSummary {
					payer: session.payer,
					voucher_key: session.voucher_key,
					worker: session.worker,
					offers: session.offers.into_inner(),
					max_per_call: session.max_per_call,
					deposit: session.deposit,
					settled: session.settled,
					settled_n: session.settled_n,
				},
			}
		}))
	}

	async fn model_version(
		&self,
		id: ModelVersionId,
	) -> Result<Option<ModelVersionSummary<AccountId>>> {
		let found = self.state().await?.model_version(id).await?;
		Ok(found.map(|version| ModelVersionSummary {
			owner: version.owner,
			trainer: version.trainer,
			adapter_hash: version.adapter_hash,
			rate_in: version.rate_in,
			rate_out: version.rate_out,
			datasets: version.datasets.into_inner(),
			royalties: version.royalties.into_inner(),
			index: version.index,
			live: version.live,
		}))
	}

	async fn jobs(&self, worker: WorkerId) -> Result<Vec<JobView>> {
		let state = self.state().await?;
		let mut out = Vec::new();
		for (id, job) in state.jobs_of(worker).await? {
			if !matches!(job.status, JobStatus::Published { .. } | JobStatus::Failed) {
				out.push(self.job_view(&state, id, job).await?);
			}
		}
		Ok(out)
	}

	async fn job(&self, id: JobId) -> Result<Option<JobView>> {
		let state = self.state().await?;
		match state.job(id).await? {
			Some(job) => Ok(Some(self.job_view(&state, id, job).await?)),
			None => Ok(None),
		}
	}

	async fn dataset(&self, dataset: DatasetRef) -> Result<Option<DatasetView>> {
		let found = self.state().await?.dataset(dataset).await?;
		Ok(found.map(|contents| DatasetView {
			root: contents.version.root,
			contributions: contents
				.contributions
				.into_iter()
				.map(|(position, id, found)| ContributionView {
					id,
					position,
					manifest: found.manifest,
				})
				.collect(),
		}))
	}

	async fn waterfall(&self) -> Result<u32> {
		Ok(self.state().await?.waterfall().await?.0)
	}

	async fn batch(&self, worker: WorkerId, epoch: BatchEpoch) -> Result<Option<BatchView>> {
		let state = self.state().await?;
		let now = state.head().number;
		let Some(batch) = state.batch(worker, epoch).await? else { return Ok(None) };
		let late = |due: u32| now > due.saturating_add(LATE);
		let (stage, stale) = match batch.status {
			BatchStatus::Announced { seed_at } => (BatchStage::Open, late(seed_at)),
			BatchStatus::Seeded => (BatchStage::Open, late(batch.attest_until)),
			BatchStatus::Attested { until } | BatchStatus::Unattested { until } => {
				let open = batch.open_demands > 0;
				(BatchStage::Window { ends: if open { u32::MAX } else { until } }, false)
			},
			BatchStatus::Settling { .. } => {
				(BatchStage::Sessions { next: batch.next_session_leaf }, false)
			},
			BatchStatus::Crediting { .. } => {
				(BatchStage::Credits { next: batch.next_credit_leaf }, false)
			},
			BatchStatus::Final { .. } => (BatchStage::Final, false),
			BatchStatus::Failed { .. } => (BatchStage::Failed, false),
		};
		Ok(Some(BatchView { header_hash: batch.header_hash, stage, stale }))
	}

	async fn last_epoch(&self, worker: WorkerId) -> Result<Option<BatchEpoch>> {
		Ok(self.state().await?.last_epoch(worker).await?)
	}

	async fn demands(&self, worker: WorkerId) -> Result<Vec<DemandView>> {
		let found = self.state().await?.demands_on(worker).await?;
		Ok(found
			.into_iter()
			.map(|found| DemandView {
				epoch: found.epoch,
				tree: found.tree,
				leaf: found.leaf,
				answer_by: found.demand.answer_by,
			})
			.collect())
	}

	async fn submit(&self, worker: WorkerId, action: Action) -> Result<()> {
		let call = call(worker, action)?;
		self.client.submit(&self.operator, call).await?;
		Ok(())
	}
}

fn bounded<T, S: sp_core::Get<u32>>(items: Vec<T>) -> Result<BoundedVec<T, S>> {
	BoundedVec::try_from(items).map_err(|_| Error::Overflow("a call's list"))
}

/// The runtime's call for an action.
fn call(worker: WorkerId, action: Action) -> Result<RuntimeCall> {
	let id = |epoch: BatchEpoch| BatchId { worker, epoch };
	Ok(match action {
		Action::AcceptJob(job) => RuntimeCall::Models(ModelsCall::accept_job { job }),
		Action::SubmitManifest(manifest) => {
			RuntimeCall::Models(ModelsCall::submit_manifest { job: manifest.job, manifest })
		},
		Action::Announce(announcement) => RuntimeCall::Attribution(AttributionCall::announce {
			header: Box::new(announcement.header),
			signature: announcement.signature,
		}),
		Action::Answer { epoch, tree, leaf, bytes, siblings } => {
			let opening = match (tree, siblings) {
				(TreeKind::Reports, Siblings::Plain(siblings)) => {
					LeafOpening::Plain(Opening { index: leaf, siblings: bounded(siblings)? })
				},
				(_, Siblings::Sums(siblings)) => {
					LeafOpening::Sum(Opening { index: leaf, siblings: bounded(siblings)? })
				},
				_ => return Err(Error::Corrupt("an opening")),
			};
			RuntimeCall::Attribution(AttributionCall::answer {
				batch: id(epoch),
				tree,
				leaf,
				bytes: bounded(bytes)?,
				opening,
			})
		},
		Action::Advance(epoch) => {
			RuntimeCall::Attribution(AttributionCall::advance { batch: id(epoch) })
		},
		Action::SettleSessions { epoch, leaves, proof } => {
			RuntimeCall::Attribution(AttributionCall::settle_sessions {
				batch: id(epoch),
				leaves: bounded(leaves)?,
				proof,
			})
		},
		Action::Credit { epoch, leaves, proof } => {
			RuntimeCall::Attribution(AttributionCall::credit {
				batch: id(epoch),
				leaves: bounded(leaves)?,
				proof,
			})
		},
	})
}
