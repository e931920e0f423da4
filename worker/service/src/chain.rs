// SPDX-License-Identifier: Apache-2.0
//! What the worker asks of the chain and what it sends to it.
//!
//! [`ChainView`] is small on purpose: [`crate::live`] implements it over a node,
//! [`crate::memory`] in memory for tests and offline tools. Everything read is finalised state.

use crate::error::Result;
use async_trait::async_trait;
use openledger_primitives::{
	Balance, BatchEpoch, ContributionId, DatasetRef, Hash, JobId, ModelId, ModelVersionId,
	SessionId, Timing, WorkerId,
};
use openledger_primitives_account::AccountId;
use openledger_primitives_objects::{
	Announcement, ContributionManifest, CreditLeaf, SessionLeaf, SigningDomain, TrainingConfig,
	TrainingManifest, TreeKind,
};
use openledger_primitives_poa::{tree::SumNode, RangeProof, Root};
use openledger_primitives_traits::{ModelVersionSummary, SessionSummary, WorkerSummary};

/// A finalised block.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Head {
	/// Its hash.
	pub hash: Hash,
	/// Its number.
	pub number: u32,
}

/// A session as the chain sees it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SessionView {
	/// Parties, offers, deposit, what is settled.
	pub summary: SessionSummary<AccountId>,
	/// Last block in which the payer may use it.
	pub expires_at: u32,
	/// When the payer has closed it: the block from which its hold may be released.
	pub release_at: Option<u32>,
	/// Whether answers may be re-executed by auditors and shown (`open`), only by auditors
	/// (`sealed`), or not at all (`none`).
	pub visibility: Visibility,
}

/// Who may see the text of a session.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Visibility {
	/// Text may be shown.
	#[default]
	Open,
	/// Text is for drawn auditors only.
	Sealed,
	/// No re-execution.
	Hidden,
}

/// State of a training job.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum JobState {
	/// Waits for the worker.
	Requested,
	/// The worker is training.
	Accepted {
		/// Last block for the manifest.
		deadline: u32,
		/// Seed that decoys are drawn with; the chain draws it some blocks after the acceptance.
		decoy_seed: Option<Hash>,
	},
	/// The manifest is on chain.
	Delivered,
	/// The model version is published.
	Published(ModelVersionId),
	/// Cancelled or late.
	Failed,
}

/// A training job for this worker.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct JobView {
	/// The job.
	pub id: JobId,
	/// The model it is for.
	pub model: ModelId,
	/// Hash of the base model.
	pub base: Hash,
	/// What to train on.
	pub datasets: Vec<DatasetRef>,
	/// Hyperparameters.
	pub config: TrainingConfig,
	/// Budget, plancks.
	pub budget: Balance,
	/// State.
	pub state: JobState,
}

/// One accepted contribution of a dataset version.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ContributionView {
	/// The contribution.
	pub id: ContributionId,
	/// Place in the dataset version.
	pub position: u32,
	/// What was revealed.
	pub manifest: ContributionManifest,
}

/// A sealed dataset version with its contributions in order of position.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DatasetView {
	/// Root over the contributions.
	pub root: Root,
	/// The contributions.
	pub contributions: Vec<ContributionView>,
}

/// Where a batch stands on chain.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum BatchStage {
	/// Announced; seed or quorum is missing.
	Open,
	/// Attested, or in the long window: may be settled from the given block on.
	Window {
		/// Last block of the window.
		ends: u32,
	},
	/// Sessions are settled from this leaf on.
	Sessions {
		/// Next session leaf.
		next: u32,
	},
	/// Credits are paid from this leaf on.
	Credits {
		/// Next credit leaf.
		next: u32,
	},
	/// Everything is paid.
	Final,
	/// The batch failed.
	Failed,
}

/// A batch on chain.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct BatchView {
	/// Hash of the announced header.
	pub header_hash: Hash,
	/// Where it stands.
	pub stage: BatchStage,
	/// Whether time has passed what its stored state says, so that `advance` would change it.
	pub stale: bool,
}

/// A demand that waits for an answer.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct DemandView {
	/// Epoch of the batch.
	pub epoch: BatchEpoch,
	/// The tree.
	pub tree: TreeKind,
	/// The leaf.
	pub leaf: u32,
	/// Last block for the answer.
	pub answer_by: u32,
}

/// Siblings of an opening in the tree that a demand names.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Siblings {
	/// Reports.
	Plain(Vec<Hash>),
	/// Receipts, sessions and credits.
	Sums(Vec<SumNode>),
}

/// A call that the worker sends, signed by its operator.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Action {
	/// Takes a job.
	AcceptJob(JobId),
	/// Hands in what was trained.
	SubmitManifest(Box<TrainingManifest>),
	/// Announces an own batch.
	Announce(Box<Announcement>),
	/// Answers a demand with a leaf and its opening.
	Answer {
		/// Epoch of the batch.
		epoch: BatchEpoch,
		/// The tree.
		tree: TreeKind,
		/// The leaf's index.
		leaf: u32,
		/// The leaf's SCALE bytes.
		bytes: Vec<u8>,
		/// Its siblings.
		siblings: Siblings,
	},
	/// Moves the state of a batch on.
	Advance(BatchEpoch),
	/// Settles sessions.
	SettleSessions {
		/// Epoch of the batch.
		epoch: BatchEpoch,
		/// Leaves from the cursor on.
		leaves: Vec<SessionLeaf>,
		/// Their range proof.
		proof: RangeProof<SumNode>,
	},
	/// Pays credits.
	Credit {
		/// Epoch of the batch.
		epoch: BatchEpoch,
		/// Leaves from the cursor on.
		leaves: Vec<CreditLeaf>,
		/// Their range proof.
		proof: RangeProof<SumNode>,
	},
}

/// The chain, as far as a worker needs it.
#[async_trait]
pub trait ChainView: Send + Sync {
	/// What signatures over objects are bound to.
	fn domain(&self) -> SigningDomain;
	/// Whether files may be fetched from public addresses only.
	fn is_public(&self) -> bool;
	/// The newest finalised block.
	async fn head(&self) -> Result<Head>;
	/// Waits for a finalised block above `number` and returns it.
	async fn next_head(&self, number: u32) -> Result<Head>;
	/// Periods of the network.
	async fn timing(&self) -> Result<Timing>;
	/// This worker's registration.
	async fn worker(&self, id: WorkerId) -> Result<Option<WorkerSummary<AccountId>>>;
	/// The key that signs this worker's objects of an epoch.
	async fn key_at(&self, id: WorkerId, epoch: BatchEpoch) -> Result<Option<AccountId>>;
	/// A session.
	async fn session(&self, id: SessionId) -> Result<Option<SessionView>>;
	/// A published model version.
	async fn model_version(
		&self,
		id: ModelVersionId,
	) -> Result<Option<ModelVersionSummary<AccountId>>>;
	/// Jobs for this worker that are not over.
	async fn jobs(&self, worker: WorkerId) -> Result<Vec<JobView>>;
	/// A job.
	async fn job(&self, id: JobId) -> Result<Option<JobView>>;
	/// A sealed dataset version.
	async fn dataset(&self, dataset: DatasetRef) -> Result<Option<DatasetView>>;
	/// Version of the waterfall in force.
	async fn waterfall(&self) -> Result<u32>;
	/// A batch of this worker.
	async fn batch(&self, worker: WorkerId, epoch: BatchEpoch) -> Result<Option<BatchView>>;
	/// Epoch of this worker's newest announced batch that has not failed.
	async fn last_epoch(&self, worker: WorkerId) -> Result<Option<BatchEpoch>>;
	/// Demands on this worker's batches that wait.
	async fn demands(&self, worker: WorkerId) -> Result<Vec<DemandView>>;
	/// Sends a call and waits until it is final.
	async fn submit(&self, worker: WorkerId, action: Action) -> Result<()>;
}
