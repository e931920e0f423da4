// SPDX-License-Identifier: Apache-2.0
//! Steps 3 and 4: train and publish.

use super::found;
use anyhow::{bail, Context, Result};
use openledger_client::{Client, Keypair, RuntimeCall, RuntimeEvent};
use openledger_primitives::{
	AgentId, Balance, DatasetRef, Hash, JobId, ModelId, ModelVersionId, Ppm, WorkerId,
};
use openledger_primitives_objects::{TrainingConfig, TrainingManifest, Url};
use openledger_runtime::Runtime;
use pallet_agents::AgentKind;
use pallet_models::{Event, JobStatus};
use sp_core::Get;
use sp_runtime::BoundedVec;

type Models = pallet_models::Call<Runtime>;

fn bounded<S: Get<u32>>(what: &str, text: &str) -> Result<BoundedVec<u8, S>> {
	BoundedVec::try_from(text.as_bytes().to_vec())
		.map_err(|_| anyhow::anyhow!("the {what} is longer than {} bytes", S::get()))
}

/// Registers a base model unless it is registered already.
pub async fn register_base(
	client: &Client,
	who: &Keypair,
	hash: Hash,
	name: &str,
	location: &str,
) -> Result<()> {
	let state = client.finalized().await?;
	if state.map::<pallet_models::Bases<Runtime>, _, _>(hash).await?.is_some() {
		return Ok(());
	}
	let location: Url = bounded("location", location)?;
	let call = Models::register_base { hash, name: bounded("name", name)?, location };
	client.submit(who, RuntimeCall::Models(call)).await?;
	Ok(())
}

/// Creates a model without parents.
pub async fn create_model(
	client: &Client,
	owner: &Keypair,
	name: &str,
	base: Hash,
) -> Result<ModelId> {
	let call =
		Models::create_model { name: bounded("name", name)?, base, parents: Default::default() };
	let done = client.submit(owner, RuntimeCall::Models(call)).await?;
	found(&done, |event| match event {
		RuntimeEvent::Models(Event::ModelCreated { model, .. }) => Some(*model),
		_ => None,
	})
}

/// Orders a training job; the budget is held from `owner`.
pub async fn request_training(
	client: &Client,
	owner: &Keypair,
	model: ModelId,
	datasets: &[DatasetRef],
	config: TrainingConfig,
	worker: WorkerId,
	budget: Balance,
) -> Result<JobId> {
	let datasets = BoundedVec::try_from(datasets.to_vec())
		.map_err(|_| anyhow::anyhow!("a job takes at most 8 dataset versions"))?;
	let call = Models::request_training { model, datasets, config, worker, budget };
	let done = client.submit(owner, RuntimeCall::Models(call)).await?;
	found(&done, |event| match event {
		RuntimeEvent::Models(Event::TrainingRequested { job, .. }) => Some(*job),
		_ => None,
	})
}

/// Waits until the worker has handed in the manifest of a job; `progress` hears of each block.
pub async fn await_manifest(
	client: &Client,
	job: JobId,
	mut progress: impl FnMut(u32, &JobStatus),
) -> Result<TrainingManifest> {
	let mut heads = client.finalized_heads().await?;
	while let Some(head) = heads.next().await {
		let state = client.at(head);
		let found = state.map::<pallet_models::Jobs<Runtime>, _, _>(job).await?;
		let found = found.with_context(|| format!("there is no job {job}"))?;
		progress(head.number, &found.status);
		match found.status {
			JobStatus::Delivered { manifest, .. } => return Ok(*manifest),
			JobStatus::Failed => bail!("job {job} failed; see the worker's log"),
			JobStatus::Accepted { deadline, .. } if head.number > deadline => {
				bail!("job {job} missed its deadline at block {deadline}")
			},
			_ => (),
		}
	}
	bail!("the node closed the connection")
}

/// Publishes what a job delivered; pays its budget to the worker.
pub async fn publish(
	client: &Client,
	owner: &Keypair,
	job: JobId,
	rate_in: Balance,
	rate_out: Balance,
) -> Result<ModelVersionId> {
	let call = Models::publish_version { job, rate_in, rate_out };
	let done = client.submit(owner, RuntimeCall::Models(call)).await?;
	found(&done, |event| match event {
		RuntimeEvent::Models(Event::VersionPublished { version, .. }) => Some(*version),
		_ => None,
	})
}

/// Registers an agent that uses one model version.
pub async fn register_agent(
	client: &Client,
	owner: &Keypair,
	name: &str,
	card: &str,
	markup: Ppm,
	model_version: ModelVersionId,
) -> Result<AgentId> {
	let call = pallet_agents::Call::<Runtime>::register {
		kind: AgentKind::Agent,
		name: bounded("name", name)?,
		card: bounded("card", card)?,
		markup,
		uses: BoundedVec::truncate_from(vec![model_version]),
	};
	let done = client.submit(owner, RuntimeCall::Agents(call)).await?;
	found(&done, |event| match event {
		RuntimeEvent::Agents(pallet_agents::Event::AgentRegistered { agent, .. }) => Some(*agent),
		_ => None,
	})
}
