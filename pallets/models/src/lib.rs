// SPDX-License-Identifier: Apache-2.0

//! # Models
//!
//! Steps 3 and 4 of the value flow: from sealed data to a model version that can be sold.
//!
//! Calls, events, errors and storage are in [`pallet`]; what other pallets may ask is
//! [`openledger_primitives_traits::InspectModels`].
//!
//! ## Overview
//!
//! Anyone registers a **base** by its hash. An owner creates a **model** over a base, naming the
//! published versions it builds on. A **job** asks one worker to train an adapter on sealed dataset
//! versions; the budget is held from the owner. The worker's operator accepts, trains and hands in
//! a manifest that must repeat exactly what was ordered. When the owner **publishes**, the budget
//! goes to the operator and the version gets its prices; an owner that never publishes pays all the
//! same after the training deadline. A worker that delivers nothing in time is paid nothing.
//!
//! ## Example
//!
#![doc = docify::embed!("src/tests/lifecycle.rs", a_model_is_trained_published_and_paid)]
//!
//! ## Design goals
//!
//! 1. **A budget is paid once or returned once.** `Job::held` says what is still held; it only
//!    ever goes to zero.
//! 2. **Terms are pinned.** What ancestors get is computed when a model is linked to its parents,
//!    each ancestor's owner once, and never changes for that model.
//! 3. **Only what was ordered can be delivered.** Model, base, dataset roots and configuration of a
//!    manifest must equal the job's.
//! 4. **All state is paid for** by holds of whoever makes it.
//!
//! What a worker claims about the training itself (checkpoints, losses, the index) is stored and
//! not decided here: that takes re-execution (PROTOCOL §8). Decoys are drawn `seed_window +
//! seed_delay` blocks after acceptance (or up to eight later, where that block's agenda is full), from
//! the value that the chain's VRF outputs have reached by then: nobody knows it when the worker accepts,
//! and no transaction is needed. Before that no manifest is taken.
//!
//! ## Terminology
//!
//! * **Rate**: plancks per 1,000 tokens. **Royalty**: part of the *owner's share* of a fee, in parts
//!   per million, that goes to an ancestor's owner.
//! * **Decoys**: rows left out of training, whose scores show the noise of attribution.

#![cfg_attr(not(feature = "std"), no_std)]
#![deny(missing_docs)]

extern crate alloc;

pub use pallet::*;
pub use types::*;
pub use weights::WeightInfo;

#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;
mod impls;
mod jobs;
mod lineage;
mod manifest;
#[cfg(test)]
mod mock;
mod publish;
#[cfg(test)]
mod tests;
#[cfg(any(feature = "try-runtime", test))]
mod try_state;
mod types;
pub mod weights;

/// See the crate's documentation.
#[frame_support::pallet]
pub mod pallet {
	use super::*;
	use alloc::{boxed::Box, vec::Vec};
	use frame_support::{
		pallet_prelude::*,
		traits::{fungible, Get},
	};
	use frame_system::pallet_prelude::*;
	use openledger_primitives::{
		Balance, Hash, JobId, ModelId, ModelVersionId, Ppm, Timing, WorkerId, PPM,
	};
	use openledger_primitives_account::AccountId;
	use openledger_primitives_objects::{TrainingConfig, TrainingManifest, Url};
	use openledger_primitives_traits::{InspectDatasets, InspectWorkers};

	/// Storage version of this pallet.
	const STORAGE_VERSION: StorageVersion = StorageVersion::new(1);

	/// Most items that one view function returns.
	pub const MAX_PAGE: u32 = 64;

	/// What the pallet needs from the runtime.
	#[pallet::config]
	pub trait Config: frame_system::Config<AccountId = AccountId> {
		/// Weights of the calls.
		type WeightInfo: WeightInfo;
		/// The money that is held and paid.
		type Currency: fungible::Inspect<AccountId, Balance = Balance>
			+ fungible::Mutate<AccountId>
			+ fungible::hold::Mutate<AccountId, Reason = Self::RuntimeHoldReason>;
		/// The runtime's hold reasons.
		type RuntimeHoldReason: From<HoldReason>;
		/// Sealed dataset versions.
		type Datasets: InspectDatasets<AccountId>;
		/// Workers and their operators.
		type Workers: InspectWorkers<AccountId>;
		/// Periods in blocks; `training_deadline`, `seed_window` and `seed_delay` are used.
		type Timing: Get<Timing>;
		/// Value of the VRF chain over all blocks before the current one; mixed with a job's id into
		/// its decoy seed.
		type DecoySeed: Get<Hash>;
		/// Whether locations must be public HTTPS URLs.
		type PublicNetwork: Get<bool>;
		/// Held for a base, plancks; covers its largest state.
		#[pallet::constant]
		type BaseDeposit: Get<Balance>;
		/// Held for a model, plancks; covers its largest state.
		#[pallet::constant]
		type ModelDeposit: Get<Balance>;
		/// Held for a job while it is stored, plancks; covers its largest state.
		#[pallet::constant]
		type JobDeposit: Get<Balance>;
		/// Held for a published version and its manifest, plancks; covers their largest state.
		#[pallet::constant]
		type VersionDeposit: Get<Balance>;
		/// Most that all ancestors together get of an owner's share, in parts per million.
		#[pallet::constant]
		type MaxRoyalties: Get<Ppm>;
	}

	/// The pallet.
	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
	pub struct Pallet<T>(_);

	/// Why the pallet holds money.
	#[pallet::composite_enum]
	pub enum HoldReason {
		/// State of a base, held from its registrar.
		#[codec(index = 0)]
		BaseDeposit,
		/// State of a model, held from its owner.
		#[codec(index = 1)]
		ModelDeposit,
		/// State of a job, held from its requester.
		#[codec(index = 2)]
		JobDeposit,
		/// State of a version and its manifest, held from its owner.
		#[codec(index = 3)]
		VersionDeposit,
		/// Budget of a job that is not paid yet, held from its requester.
		#[codec(index = 4)]
		TrainingBudget,
	}

	/// Id of the next model.
	#[pallet::storage]
	pub type NextModelId<T: Config> = StorageValue<_, ModelId, ValueQuery>;

	/// Id of the next job.
	#[pallet::storage]
	pub type NextJobId<T: Config> = StorageValue<_, JobId, ValueQuery>;

	/// Id of the next published version.
	#[pallet::storage]
	pub type NextModelVersionId<T: Config> = StorageValue<_, ModelVersionId, ValueQuery>;

	/// Base models by the hash of their files. The hash is the registrar's to choose, so it is
	/// hashed again.
	#[pallet::storage]
	pub type Bases<T: Config> = StorageMap<_, Blake2_128Concat, Hash, Base>;

	/// Models. Ids are the chain's, so a short hash serves.
	#[pallet::storage]
	pub type Models<T: Config> = StorageMap<_, Twox64Concat, ModelId, Model>;

	/// Training jobs until they are removed.
	#[pallet::storage]
	pub type Jobs<T: Config> = StorageMap<_, Twox64Concat, JobId, Job>;

	/// Jobs whose decoys a block draws, by block; taken when it starts.
	#[pallet::storage]
	pub type DueSeeds<T: Config> = StorageMap<_, Twox64Concat, u32, DueJobs, ValueQuery>;

	/// Published versions.
	#[pallet::storage]
	pub type ModelVersions<T: Config> = StorageMap<_, Twox64Concat, ModelVersionId, ModelVersion>;

	/// The training manifest behind each published version.
	#[pallet::storage]
	pub type Manifests<T: Config> = StorageMap<_, Twox64Concat, ModelVersionId, TrainingManifest>;

	/// What happened.
	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	pub enum Event<T: Config> {
		/// A base model can be trained on.
		#[codec(index = 0)]
		BaseRegistered {
			/// Hash of its files.
			hash: Hash,
			/// Who registered it.
			registrar: AccountId,
		},
		/// A model exists.
		#[codec(index = 1)]
		ModelCreated {
			/// The model.
			model: ModelId,
			/// Its owner.
			owner: AccountId,
			/// Its base.
			base: Hash,
		},
		/// A job waits for its worker; the budget is held.
		#[codec(index = 2)]
		TrainingRequested {
			/// The job.
			job: JobId,
			/// The model.
			model: ModelId,
			/// Who pays.
			requester: AccountId,
			/// The worker that is asked.
			worker: WorkerId,
			/// What the work pays, plancks.
			budget: Balance,
		},
		/// The worker trains.
		#[codec(index = 3)]
		JobAccepted {
			/// The job.
			job: JobId,
			/// The worker.
			worker: WorkerId,
			/// Last block for the manifest.
			deadline: u32,
			/// Block that draws the decoys.
			seed_at: u32,
		},
		/// The worker has handed in what was ordered.
		#[codec(index = 4)]
		ManifestSubmitted {
			/// The job.
			job: JobId,
			/// blake2_256 of the SCALE manifest.
			manifest_hash: Hash,
			/// Hash of the adapter.
			adapter_hash: Hash,
		},
		/// A version can be sold.
		#[codec(index = 5)]
		VersionPublished {
			/// The version.
			version: ModelVersionId,
			/// Its model.
			model: ModelId,
			/// The job it came from.
			job: JobId,
			/// Plancks per 1,000 prompt tokens.
			rate_in: Balance,
			/// Plancks per 1,000 answer tokens.
			rate_out: Balance,
		},
		/// A job's budget went to the operator.
		#[codec(index = 6)]
		BudgetPaid {
			/// The job.
			job: JobId,
			/// Who was paid.
			operator: AccountId,
			/// How much, plancks.
			amount: Balance,
		},
		/// A job came to nothing; its budget is free again.
		#[codec(index = 7)]
		JobCancelled {
			/// The job.
			job: JobId,
			/// What was released, plancks.
			released: Balance,
		},
		/// A version's prices for new sessions changed.
		#[codec(index = 8)]
		PriceSet {
			/// The version.
			version: ModelVersionId,
			/// Plancks per 1,000 prompt tokens.
			rate_in: Balance,
			/// Plancks per 1,000 answer tokens.
			rate_out: Balance,
		},
		/// A version is no longer sold in new sessions.
		#[codec(index = 9)]
		VersionRetired {
			/// The version.
			version: ModelVersionId,
		},
		/// An ended job left storage; its deposit is free again.
		#[codec(index = 10)]
		JobRemoved {
			/// The job.
			job: JobId,
		},
		/// What later models must give for building on a model changed.
		#[codec(index = 11)]
		RoyaltySet {
			/// The model.
			model: ModelId,
			/// Least part of the owner's share, parts per million.
			royalty: Ppm,
		},
		/// A job's decoys are drawn; its worker may train.
		#[codec(index = 12)]
		DecoysDrawn {
			/// The job.
			job: JobId,
			/// Draws the decoys.
			decoy_seed: Hash,
		},
	}

	/// What can go wrong.
	#[pallet::error]
	pub enum Error<T> {
		/// No base with this hash.
		UnknownBase,
		/// No such model.
		UnknownModel,
		/// No such job.
		UnknownJob,
		/// No such published version.
		UnknownVersion,
		/// No such sealed dataset version.
		UnknownDataset,
		/// No such worker.
		UnknownWorker,
		/// A base with this hash is registered already.
		BaseExists,
		/// The hash is zero.
		ZeroHash,
		/// The name is empty, not UTF-8, or holds control characters.
		InvalidName,
		/// The location is not a URL that this network takes.
		InvalidLocation,
		/// The caller does not own the model.
		NotOwner,
		/// The caller does not operate the job's worker.
		NotOperator,
		/// A parent is named twice.
		DuplicateParent,
		/// A parent is not a published version.
		UnknownParent,
		/// A parent is retired.
		ParentRetired,
		/// Less is offered for building on a parent than its owner asks.
		RoyaltyBelowTerms,
		/// Ancestors would get more of the owner's share than the bound allows.
		RoyaltiesOverBound,
		/// The model would have more ancestors' owners than can be kept.
		TooManyAncestors,
		/// No dataset is named.
		NoDatasets,
		/// Two versions of one Datanet are named.
		DuplicateDatanet,
		/// The dataset's terms do not allow training for hire.
		NotTrainable,
		/// The datasets hold more contributions than a report can name.
		TooManyContributions,
		/// A hyperparameter is out of bounds.
		ConfigOutOfBounds,
		/// The worker is leaving or jailed.
		WorkerInactive,
		/// The budget is below the existential deposit.
		BudgetTooLow,
		/// The job does not wait for its worker.
		NotRequested,
		/// The job is not being worked on.
		NotAccepted,
		/// The job has nothing delivered that could be published or paid.
		NotDelivered,
		/// The time for this step is over.
		DeadlinePassed,
		/// The time of the other side is not over yet.
		TooEarly,
		/// The manifest is not what was ordered.
		ManifestMismatch,
		/// The budget was paid before.
		AlreadyPaid,
		/// A price is below the floor rate of a dataset.
		RateBelowFloor,
		/// The version is retired.
		VersionNotLive,
		/// The job is not over, or its budget is still held.
		JobOpen,
		/// The identifiers are used up.
		IdsExhausted,
		/// The job's decoys are not drawn yet.
		DecoysNotDrawn,
		/// Too many jobs were accepted in these blocks.
		AgendaFull,
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		fn on_initialize(_: BlockNumberFor<T>) -> Weight {
			Self::draw_decoys()
		}

		fn integrity_test() {
			assert!(T::MaxRoyalties::get() <= PPM, "royalties cannot exceed the owner's share");
		}

		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}

	#[pallet::call]
	impl<T: Config> Pallet<T> {
		/// Registers a base model that adapters can be trained on.
		///
		/// ## Arguments
		/// * `hash`: hash of the base's files' hashes in name order; not zero, not registered yet.
		/// * `name`: what people call it.
		/// * `location`: URL where its files can be fetched.
		///
		/// ## Errors
		/// [`Error::ZeroHash`], [`Error::BaseExists`], [`Error::InvalidName`],
		/// [`Error::InvalidLocation`].
		#[pallet::call_index(0)]
		#[pallet::weight(T::WeightInfo::register_base())]
		pub fn register_base(
			origin: OriginFor<T>,
			hash: Hash,
			name: Name,
			location: Url,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_register_base(who, hash, name, location)
		}

		/// Creates a model and pins what its ancestors get.
		///
		/// ## Arguments
		/// * `name`: what people call it.
		/// * `base`: hash of a registered base.
		/// * `parents`: live published versions it builds on, each with the part of the owner's
		///   share (parts per million) that the parent's owner gets, at least the parent's terms.
		///
		/// ## Errors
		/// [`Error::UnknownBase`], [`Error::InvalidName`], [`Error::UnknownParent`],
		/// [`Error::ParentRetired`], [`Error::DuplicateParent`], [`Error::RoyaltyBelowTerms`],
		/// [`Error::RoyaltiesOverBound`], [`Error::TooManyAncestors`].
		#[pallet::call_index(1)]
		#[pallet::weight(T::WeightInfo::create_model(parents.len() as u32))]
		pub fn create_model(
			origin: OriginFor<T>,
			name: Name,
			base: Hash,
			parents: Parents,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_create_model(who, name, base, parents)
		}

		/// Asks a worker to train the caller's model and holds the budget.
		///
		/// ## Arguments
		/// * `model`: the caller's model.
		/// * `datasets`: sealed, trainable dataset versions, at most one of each Datanet.
		/// * `config`: hyperparameters within bounds.
		/// * `worker`: an active worker.
		/// * `budget`: what the work pays, plancks; at least the existential deposit.
		///
		/// ## Errors
		/// [`Error::NotOwner`], [`Error::NoDatasets`], [`Error::DuplicateDatanet`],
		/// [`Error::UnknownDataset`], [`Error::NotTrainable`], [`Error::TooManyContributions`],
		/// [`Error::ConfigOutOfBounds`], [`Error::UnknownWorker`], [`Error::WorkerInactive`],
		/// [`Error::BudgetTooLow`], or too little free balance.
		#[pallet::call_index(2)]
		#[pallet::weight(T::WeightInfo::request_training(datasets.len() as u32))]
		pub fn request_training(
			origin: OriginFor<T>,
			model: ModelId,
			datasets: Datasets,
			config: TrainingConfig,
			worker: WorkerId,
			budget: Balance,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_request_training(who, model, datasets, config, worker, budget)
		}

		/// Accepts a job as its worker's operator; fixes the deadline and the block that
		/// draws the decoys.
		///
		/// ## Arguments
		/// * `job`: a requested job.
		///
		/// ## Errors
		/// [`Error::NotRequested`], [`Error::DeadlinePassed`], [`Error::NotOperator`],
		/// [`Error::WorkerInactive`], [`Error::AgendaFull`].
		#[pallet::call_index(3)]
		#[pallet::weight(T::WeightInfo::accept_job())]
		pub fn accept_job(origin: OriginFor<T>, job: JobId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_accept_job(who, job)
		}

		/// Hands in the result of a job.
		///
		/// ## Arguments
		/// * `job`: a job that the caller accepted.
		/// * `manifest`: says what was trained on what, and commits to adapter and index.
		///
		/// ## Errors
		/// [`Error::NotAccepted`], [`Error::NotOperator`], [`Error::DeadlinePassed`],
		/// [`Error::DecoysNotDrawn`], [`Error::ManifestMismatch`], [`Error::InvalidLocation`].
		#[pallet::call_index(4)]
		#[pallet::weight(T::WeightInfo::submit_manifest(manifest.datasets.len() as u32))]
		pub fn submit_manifest(
			origin: OriginFor<T>,
			job: JobId,
			manifest: Box<TrainingManifest>,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_submit_manifest(who, job, manifest)
		}

		/// Publishes a delivered job as a version and pays the budget to the operator.
		///
		/// ## Arguments
		/// * `job`: a delivered job of the caller's model.
		/// * `rate_in`: plancks per 1,000 prompt tokens, at least each dataset's floor rate.
		/// * `rate_out`: plancks per 1,000 answer tokens, at least each dataset's floor rate.
		///
		/// ## Errors
		/// [`Error::NotOwner`], [`Error::NotDelivered`], [`Error::RateBelowFloor`].
		#[pallet::call_index(5)]
		#[pallet::weight(T::WeightInfo::publish_version(openledger_primitives::MAX_DATASETS))]
		pub fn publish_version(
			origin: OriginFor<T>,
			job: JobId,
			rate_in: Balance,
			rate_out: Balance,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_publish_version(who, job, rate_in, rate_out)
		}

		/// Gives up a job that was not accepted, or not delivered, in time; frees the budget.
		///
		/// ## Arguments
		/// * `job`: the caller's job.
		///
		/// ## Errors
		/// [`Error::NotOwner`], [`Error::TooEarly`], [`Error::NotAccepted`] for a job that is
		/// delivered or over.
		#[pallet::call_index(6)]
		#[pallet::weight(T::WeightInfo::cancel_job())]
		pub fn cancel_job(origin: OriginFor<T>, job: JobId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_cancel_job(who, job)
		}

		/// Takes the budget of a job whose owner has not published within the training deadline
		/// after delivery. The owner may still publish.
		///
		/// ## Arguments
		/// * `job`: a job that the caller delivered.
		///
		/// ## Errors
		/// [`Error::NotDelivered`], [`Error::NotOperator`], [`Error::AlreadyPaid`],
		/// [`Error::TooEarly`].
		#[pallet::call_index(7)]
		#[pallet::weight(T::WeightInfo::claim_delivered())]
		pub fn claim_delivered(origin: OriginFor<T>, job: JobId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_claim_delivered(who, job)
		}

		/// Sets a version's prices for new sessions.
		///
		/// ## Arguments
		/// * `version`: a live version of the caller.
		/// * `rate_in`: plancks per 1,000 prompt tokens, at least each dataset's floor rate.
		/// * `rate_out`: plancks per 1,000 answer tokens, at least each dataset's floor rate.
		///
		/// ## Errors
		/// [`Error::UnknownVersion`], [`Error::NotOwner`], [`Error::VersionNotLive`],
		/// [`Error::RateBelowFloor`].
		#[pallet::call_index(8)]
		#[pallet::weight(T::WeightInfo::set_price(openledger_primitives::MAX_DATASETS))]
		pub fn set_price(
			origin: OriginFor<T>,
			version: ModelVersionId,
			rate_in: Balance,
			rate_out: Balance,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_set_price(who, version, rate_in, rate_out)
		}

		/// Takes a version out of new sessions, for good. Open sessions go on.
		///
		/// ## Arguments
		/// * `version`: a live version of the caller.
		///
		/// ## Errors
		/// [`Error::UnknownVersion`], [`Error::NotOwner`], [`Error::VersionNotLive`].
		#[pallet::call_index(9)]
		#[pallet::weight(T::WeightInfo::retire_version())]
		pub fn retire_version(origin: OriginFor<T>, version: ModelVersionId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_retire_version(who, version)
		}

		/// Removes an ended job from storage and frees its deposit. A delivered job whose budget
		/// was claimed counts as ended: removing it gives up publishing it.
		///
		/// ## Arguments
		/// * `job`: the caller's job.
		///
		/// ## Errors
		/// [`Error::NotOwner`], [`Error::JobOpen`].
		#[pallet::call_index(10)]
		#[pallet::weight(T::WeightInfo::remove_job())]
		pub fn remove_job(origin: OriginFor<T>, job: JobId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_remove_job(who, job)
		}

		/// Sets what models linked from now on must give for building on this one. Earlier links
		/// keep their terms.
		///
		/// ## Arguments
		/// * `model`: the caller's model.
		/// * `royalty`: least part of the owner's share, parts per million.
		///
		/// ## Errors
		/// [`Error::NotOwner`], [`Error::RoyaltiesOverBound`].
		#[pallet::call_index(11)]
		#[pallet::weight(T::WeightInfo::set_royalty())]
		pub fn set_royalty(origin: OriginFor<T>, model: ModelId, royalty: Ppm) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_set_royalty(who, model, royalty)
		}
	}

	#[pallet::view_functions]
	impl<T: Config> Pallet<T> {
		/// A job, if it is stored.
		pub fn job(id: JobId) -> Option<Job> {
			Jobs::<T>::get(id)
		}

		/// A published version with the manifest behind it.
		pub fn model_version(id: ModelVersionId) -> Option<(ModelVersion, TrainingManifest)> {
			Some((ModelVersions::<T>::get(id)?, Manifests::<T>::get(id)?))
		}

		/// Jobs that are stored among the `limit` (at most 64) ids from `from`, ascending.
		pub fn jobs_from(from: JobId, limit: u32) -> Vec<(JobId, Job)> {
			(from.0..from.0.saturating_add(limit.min(MAX_PAGE)))
				.filter_map(|id| Some((JobId(id), Jobs::<T>::get(JobId(id))?)))
				.collect()
		}

		/// Versions among the `limit` (at most 64) ids from `from`, ascending.
		pub fn model_versions_from(
			from: ModelVersionId,
			limit: u32,
		) -> Vec<(ModelVersionId, ModelVersion)> {
			(from.0..from.0.saturating_add(limit.min(MAX_PAGE)))
				.map(ModelVersionId)
				.filter_map(|id| Some((id, ModelVersions::<T>::get(id)?)))
				.collect()
		}
	}
}
