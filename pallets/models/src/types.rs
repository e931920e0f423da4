// SPDX-License-Identifier: Apache-2.0
//! What the pallet stores, and the bounds of a training configuration.

use alloc::boxed::Box;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{traits::ConstU32, BoundedVec};
use openledger_primitives::{
	Balance, DatasetRef, Hash, JobId, ModelId, ModelVersionId, Ppm, WorkerId, MAX_ANCESTORS,
	MAX_DATASETS, MAX_PARENTS,
};
use openledger_primitives_account::AccountId;
use openledger_primitives_objects::{IndexRoots, TrainingConfig, TrainingManifest, Url};
use scale_info::TypeInfo;

/// Most jobs whose decoys one block draws.
pub const MAX_DUE: u32 = 32;
/// Blocks after the wanted one in which a job may find its place in the agenda.
pub const MAX_SHIFT: u32 = 8;
/// Longest name of a base or model, in bytes.
pub const MAX_NAME: u32 = 64;
/// Greatest LoRA rank.
pub const MAX_RANK: u16 = 256;
/// Greatest LoRA alpha.
pub const MAX_ALPHA: u16 = 1_024;
/// Most passes over the rows.
pub const MAX_EPOCHS: u16 = 1_000;
/// Most rows a step.
pub const MAX_BATCH: u16 = 1_024;
/// Greatest learning rate, in millionths (a rate of one).
pub const MAX_LEARNING_RATE_MICRO: u32 = 1_000_000;
/// Fewest tokens of the longest row: one to read and one to predict.
pub const MIN_TOKENS: u16 = 2;
/// Most dimensions of an attribution index.
pub const MAX_INDEX_DIMS: u16 = 2_048;

/// Name of a base or model, UTF-8 without control characters.
pub type Name = BoundedVec<u8, ConstU32<MAX_NAME>>;
/// Parents of a model with the part of the owner's share that each gets.
pub type Parents = BoundedVec<(ModelVersionId, Ppm), ConstU32<MAX_PARENTS>>;
/// Ancestors' owners with their parts of the owner's share, by account.
pub type Royalties = BoundedVec<(AccountId, Ppm), ConstU32<MAX_ANCESTORS>>;
/// The dataset versions that a job trains on, at most one of each Datanet.
pub type Datasets = BoundedVec<DatasetRef, ConstU32<MAX_DATASETS>>;
/// The dataset versions that a model version was trained on, with the rows of each.
pub type TrainedOn = BoundedVec<(DatasetRef, u32), ConstU32<MAX_DATASETS>>;

/// A base model that adapters are trained on.
#[derive(
	Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct Base {
	/// Who registered it and pays for its state.
	pub registrar: AccountId,
	/// What people call it.
	pub name: Name,
	/// Where its files can be fetched.
	pub location: Url,
	/// What is held from the registrar, plancks.
	pub deposit: Balance,
}

/// An owner's line of versions.
#[derive(
	Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct Model {
	/// Who publishes versions and is paid for them.
	pub owner: AccountId,
	/// What people call it.
	pub name: Name,
	/// Hash of the base model.
	pub base: Hash,
	/// What it builds on, as linked.
	pub parents: Parents,
	/// What ancestors get of the owner's share: the closure of `parents`, pinned when linked.
	pub royalties: Royalties,
	/// Least part of the owner's share that a model must give for building on this one from now on.
	pub royalty: Ppm,
	/// What is held from the owner, plancks.
	pub deposit: Balance,
}

/// Where a training job stands.
#[derive(
	Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub enum JobStatus {
	/// Waits for its worker.
	#[codec(index = 0)]
	Requested {
		/// Last block in which the worker may accept.
		until: u32,
	},
	/// The worker trains.
	#[codec(index = 1)]
	Accepted {
		/// Block of the acceptance.
		at: u32,
		/// Last block in which the manifest may be submitted.
		deadline: u32,
		/// Block that draws the decoys.
		seed_at: u32,
		/// Draws the rows that are left out of training as decoys; known from `seed_at` on.
		decoy_seed: Option<Hash>,
	},
	/// The worker has handed in.
	#[codec(index = 2)]
	Delivered {
		/// What it handed in.
		manifest: Box<TrainingManifest>,
		/// Block of the delivery.
		at: u32,
	},
	/// The owner has published.
	#[codec(index = 3)]
	Published {
		/// The version that came of it.
		version: ModelVersionId,
	},
	/// Cancelled after nobody accepted or nothing was delivered in time.
	#[codec(index = 4)]
	Failed,
}

/// A training job with its escrow.
#[derive(
	Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct Job {
	/// The model it is for.
	pub model: ModelId,
	/// The model's owner, who pays.
	pub requester: AccountId,
	/// The worker that is asked.
	pub worker: WorkerId,
	/// What to train on.
	pub datasets: Datasets,
	/// Hyperparameters.
	pub config: TrainingConfig,
	/// What the work pays, plancks.
	pub budget: Balance,
	/// Where it stands.
	pub status: JobStatus,
	/// What is still held of the budget: all of it until it is paid or released, then nothing.
	pub held: Balance,
	/// Who accepted it and is paid.
	pub operator: Option<AccountId>,
	/// What is held from the requester for the job's state, plancks.
	pub deposit: Balance,
}

/// A published, immutable version; only prices and `live` change.
#[derive(
	Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct ModelVersion {
	/// The model.
	pub model: ModelId,
	/// The job that trained it.
	pub job: JobId,
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
	/// What it was trained on.
	pub datasets: TrainedOn,
	/// Roots of its attribution index.
	pub index: IndexRoots,
	/// What ancestors get of the owner's share.
	pub royalties: Royalties,
	/// Block of the publication.
	pub published_at: u32,
	/// Whether it may be sold in new sessions and built upon.
	pub live: bool,
	/// What is held from the owner for the version and its manifest, plancks.
	pub deposit: Balance,
}

/// Jobs whose decoys one block draws.
pub type DueJobs = BoundedVec<JobId, ConstU32<MAX_DUE>>;

/// Whether a training configuration is one that a worker can be held to.
pub fn config_in_bounds(config: &TrainingConfig) -> bool {
	(1..=MAX_RANK).contains(&config.rank)
		&& (1..=MAX_ALPHA).contains(&config.alpha)
		&& (1..=MAX_EPOCHS).contains(&config.epochs)
		&& (1..=MAX_BATCH).contains(&config.batch)
		&& (1..=MAX_LEARNING_RATE_MICRO).contains(&config.learning_rate_micro)
		&& config.max_tokens >= MIN_TOKENS
		&& config.checkpoint_every >= 1
}
