// SPDX-License-Identifier: Apache-2.0

//! 0x811: models.

use crate::{
	abi::IModels::{self, IModelsCalls},
	kit::{
		address, bounded, bytes32, plancks, revert, scale, sol_address, string, text, uint, Handle,
		Precompile, Step,
	},
	pallet::Config,
};
use alloc::{boxed::Box, vec::Vec};
use alloy_primitives::Address;
use alloy_sol_types::SolCall;
use openledger_evm_primitives::{PrecompileKind, PrecompileResult};
use openledger_primitives::{
	DatanetId, DatasetRef, Hash, JobId, ModelId, ModelVersionId, WorkerId,
};
use openledger_primitives_objects::{TrainingConfig, TrainingManifest};
use pallet_models::{
	Bases, Call, JobStatus, Jobs, ModelVersions, NextJobId, NextModelId, NextModelVersionId,
};

/// Models: bases, training, published versions.
pub struct Models;

fn dataset(dataset: &IModels::Dataset) -> DatasetRef {
	DatasetRef { datanet: DatanetId(dataset.datanet), version: dataset.version }
}

fn sol_dataset(dataset: &DatasetRef) -> IModels::Dataset {
	IModels::Dataset { datanet: dataset.datanet.0, version: dataset.version }
}

fn config(config: &IModels::TrainingConfig) -> TrainingConfig {
	TrainingConfig {
		rank: config.rank,
		alpha: config.alpha,
		epochs: config.epochs,
		batch: config.batch,
		learning_rate_micro: config.learningRate,
		max_tokens: config.maxTokens,
		checkpoint_every: config.checkpointEvery,
		seed: config.seed,
	}
}

fn sol_config(config: &TrainingConfig) -> IModels::TrainingConfig {
	IModels::TrainingConfig {
		rank: config.rank,
		alpha: config.alpha,
		epochs: config.epochs,
		batch: config.batch,
		learningRate: config.learning_rate_micro,
		maxTokens: config.max_tokens,
		checkpointEvery: config.checkpoint_every,
		seed: config.seed,
	}
}

fn model<T: pallet_models::Config>(id: u32) -> Step<IModels::Model> {
	let found =
		pallet_models::Models::<T>::get(ModelId(id)).ok_or_else(|| revert("UnknownModel"))?;
	Ok(IModels::Model {
		owner: address(&found.owner),
		name: string(&found.name),
		base: bytes32(found.base),
		parents: found
			.parents
			.iter()
			.map(|(version, royalty)| IModels::Parent { version: version.0, royalty: *royalty })
			.collect(),
		royalty: found.royalty,
	})
}

fn job<T: pallet_models::Config>(id: u32) -> Step<IModels::Job> {
	let found = Jobs::<T>::get(JobId(id)).ok_or_else(|| revert("UnknownJob"))?;
	let (stage, detail) = match found.status {
		JobStatus::Requested { until } => (IModels::JobStage::Requested, until),
		JobStatus::Accepted { deadline, .. } => (IModels::JobStage::Accepted, deadline),
		JobStatus::Delivered { at, .. } => (IModels::JobStage::Delivered, at),
		JobStatus::Published { version } => (IModels::JobStage::Published, version.0),
		JobStatus::Failed => (IModels::JobStage::Failed, 0),
	};
	Ok(IModels::Job {
		model: found.model.0,
		requester: address(&found.requester),
		worker: found.worker.0,
		datasets: found.datasets.iter().map(sol_dataset).collect(),
		config: sol_config(&found.config),
		budget: uint(found.budget),
		held: uint(found.held),
		stage,
		detail,
		operator: found.operator.as_ref().map_or(Address::ZERO, address),
	})
}

fn version<T: pallet_models::Config>(id: u32) -> Step<IModels::Version> {
	let found =
		ModelVersions::<T>::get(ModelVersionId(id)).ok_or_else(|| revert("UnknownVersion"))?;
	Ok(IModels::Version {
		model: found.model.0,
		job: found.job.0,
		owner: address(&found.owner),
		trainer: found.trainer.0,
		adapterHash: bytes32(found.adapter_hash),
		rateIn: uint(found.rate_in),
		rateOut: uint(found.rate_out),
		datasets: found.datasets.iter().map(|(dataset, _)| sol_dataset(dataset)).collect(),
		publishedAt: found.published_at,
		live: found.live,
	})
}

impl Models {
	fn change<T>(handle: &mut Handle<'_, '_, T>, call: IModelsCalls) -> PrecompileResult
	where
		T: Config + pallet_models::Config,
		<T as frame_system::Config>::RuntimeCall: From<Call<T>>,
	{
		let sender = sol_address(handle.sender());
		match call {
			IModelsCalls::registerBase(call) => {
				handle.dispatch(Call::<T>::register_base {
					hash: Hash::from(call.base.0),
					name: text(call.name)?,
					location: text(call.location)?,
				})?;
				handle.log(IModels::BaseRegistered { base: call.base, registrar: sender })?;
			},
			IModelsCalls::createModel(call) => {
				handle.reads(1)?;
				let id = NextModelId::<T>::get().0;
				let parents = call
					.parents
					.iter()
					.map(|parent| (ModelVersionId(parent.version), parent.royalty))
					.collect();
				handle.dispatch(Call::<T>::create_model {
					name: text(call.name)?,
					base: Hash::from(call.base.0),
					parents: bounded(parents)?,
				})?;
				handle.log(IModels::ModelCreated { model: id, owner: sender, base: call.base })?;
				return Ok(IModels::createModelCall::abi_encode_returns(&id));
			},
			IModelsCalls::requestTraining(call) => {
				handle.reads(1)?;
				let id = NextJobId::<T>::get().0;
				handle.dispatch(Call::<T>::request_training {
					model: ModelId(call.model),
					datasets: bounded(call.datasets.iter().map(dataset).collect())?,
					config: config(&call.config),
					worker: WorkerId(call.worker),
					budget: plancks(call.budget)?,
				})?;
				handle.log(IModels::TrainingRequested {
					job: id,
					model: call.model,
					worker: call.worker,
					budget: call.budget,
				})?;
				return Ok(IModels::requestTrainingCall::abi_encode_returns(&id));
			},
			IModelsCalls::acceptJob(call) => {
				handle.dispatch(Call::<T>::accept_job { job: JobId(call.job) })?;
				handle.log(IModels::JobAccepted { job: call.job, operator: sender })?;
			},
			IModelsCalls::submitManifest(call) => {
				let manifest: TrainingManifest = scale(&call.manifest, "BadManifest")?;
				let adapter_hash = bytes32(manifest.adapter_hash);
				handle.dispatch(Call::<T>::submit_manifest {
					job: JobId(call.job),
					manifest: Box::new(manifest),
				})?;
				handle
					.log(IModels::ManifestSubmitted { job: call.job, adapterHash: adapter_hash })?;
			},
			IModelsCalls::publishVersion(call) => {
				handle.reads(1)?;
				let id = NextModelVersionId::<T>::get();
				handle.dispatch(Call::<T>::publish_version {
					job: JobId(call.job),
					rate_in: plancks(call.rateIn)?,
					rate_out: plancks(call.rateOut)?,
				})?;
				handle.reads(1)?;
				let model = ModelVersions::<T>::get(id).map_or(0, |found| found.model.0);
				handle.log(IModels::VersionPublished {
					version: id.0,
					model,
					job: call.job,
					rateIn: call.rateIn,
					rateOut: call.rateOut,
				})?;
				return Ok(IModels::publishVersionCall::abi_encode_returns(&id.0));
			},
			IModelsCalls::cancelJob(call) => {
				handle.dispatch(Call::<T>::cancel_job { job: JobId(call.job) })?;
				handle.log(IModels::JobCancelled { job: call.job })?;
			},
			IModelsCalls::claimDelivered(call) => {
				handle.dispatch(Call::<T>::claim_delivered { job: JobId(call.job) })?;
				handle.log(IModels::DeliveredClaimed { job: call.job, operator: sender })?;
			},
			IModelsCalls::setPrice(call) => {
				handle.dispatch(Call::<T>::set_price {
					version: ModelVersionId(call.version),
					rate_in: plancks(call.rateIn)?,
					rate_out: plancks(call.rateOut)?,
				})?;
				handle.log(IModels::PriceSet {
					version: call.version,
					rateIn: call.rateIn,
					rateOut: call.rateOut,
				})?;
			},
			IModelsCalls::retireVersion(call) => {
				let version = ModelVersionId(call.version);
				handle.dispatch(Call::<T>::retire_version { version })?;
				handle.log(IModels::VersionRetired { version: call.version })?;
			},
			IModelsCalls::removeJob(call) => {
				handle.dispatch(Call::<T>::remove_job { job: JobId(call.job) })?;
				handle.log(IModels::JobRemoved { job: call.job })?;
			},
			IModelsCalls::setRoyalty(call) => {
				handle.dispatch(Call::<T>::set_royalty {
					model: ModelId(call.model),
					royalty: call.royalty,
				})?;
				handle.log(IModels::RoyaltySet { model: call.model, royalty: call.royalty })?;
			},
			_ => return Err(revert("UnknownSelector")),
		}
		Ok(Vec::new())
	}
}

impl<T> Precompile<T> for Models
where
	T: Config + pallet_models::Config,
	<T as frame_system::Config>::RuntimeCall: From<Call<T>>,
{
	const ADDRESS: u64 = 0x811;
	const KIND: PrecompileKind = PrecompileKind::Stateful;
	type Interface = IModelsCalls;

	fn run(handle: &mut Handle<'_, '_, T>, call: IModelsCalls) -> PrecompileResult {
		Ok(match call {
			IModelsCalls::modelCount(_) => {
				handle.reads(1)?;
				IModels::modelCountCall::abi_encode_returns(&NextModelId::<T>::get().0)
			},
			IModelsCalls::jobCount(_) => {
				handle.reads(1)?;
				IModels::jobCountCall::abi_encode_returns(&NextJobId::<T>::get().0)
			},
			IModelsCalls::versionCount(_) => {
				handle.reads(1)?;
				IModels::versionCountCall::abi_encode_returns(&NextModelVersionId::<T>::get().0)
			},
			IModelsCalls::getBase(call) => {
				handle.reads(1)?;
				let found = Bases::<T>::get(Hash::from(call.base.0))
					.ok_or_else(|| revert("UnknownBase"))?;
				IModels::getBaseCall::abi_encode_returns(&IModels::Base {
					registrar: address(&found.registrar),
					name: string(&found.name),
					location: string(&found.location),
				})
			},
			IModelsCalls::getModel(call) => {
				handle.reads(1)?;
				IModels::getModelCall::abi_encode_returns(&model::<T>(call.model)?)
			},
			IModelsCalls::getJob(call) => {
				handle.reads(1)?;
				IModels::getJobCall::abi_encode_returns(&job::<T>(call.job)?)
			},
			IModelsCalls::getVersion(call) => {
				handle.reads(1)?;
				IModels::getVersionCall::abi_encode_returns(&version::<T>(call.version)?)
			},
			change => return Self::change(handle, change),
		})
	}
}
