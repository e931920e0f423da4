// SPDX-License-Identifier: Apache-2.0
//! Models, jobs, published versions.

use crate::{error::Result, snapshot::Snapshot};
use openledger_primitives::{Hash, JobId, ModelId, ModelVersionId, WorkerId};
use openledger_primitives_objects::TrainingManifest;
use openledger_runtime::Runtime;
use pallet_models::{
	Base, Bases, Job, Jobs, Manifests, Model, ModelVersion, ModelVersions, Models,
};

impl Snapshot {
	/// A registered base model.
	pub async fn base_model(&self, hash: Hash) -> Result<Option<Base>> {
		self.map::<Bases<Runtime>, _, _>(hash).await
	}

	/// A model.
	pub async fn model(&self, id: ModelId) -> Result<Option<Model>> {
		self.map::<Models<Runtime>, _, _>(id).await
	}

	/// All models, by id.
	pub async fn models(&self) -> Result<Vec<(ModelId, Model)>> {
		let mut all = self.entries::<Models<Runtime>, _, _>().await?;
		all.sort_by_key(|(id, _)| *id);
		Ok(all)
	}

	/// A training job.
	pub async fn job(&self, id: JobId) -> Result<Option<Job>> {
		self.map::<Jobs<Runtime>, _, _>(id).await
	}

	/// All jobs of a worker, by id.
	pub async fn jobs_of(&self, worker: WorkerId) -> Result<Vec<(JobId, Job)>> {
		let mut all = self.entries::<Jobs<Runtime>, _, Job>().await?;
		all.retain(|(_, job)| job.worker == worker);
		all.sort_by_key(|(id, _)| *id);
		Ok(all)
	}

	/// A published model version.
	pub async fn model_version(&self, id: ModelVersionId) -> Result<Option<ModelVersion>> {
		self.map::<ModelVersions<Runtime>, _, _>(id).await
	}

	/// All published model versions, by id.
	pub async fn model_versions(&self) -> Result<Vec<(ModelVersionId, ModelVersion)>> {
		let mut all = self.entries::<ModelVersions<Runtime>, _, _>().await?;
		all.sort_by_key(|(id, _)| *id);
		Ok(all)
	}

	/// What a published model version was trained with.
	pub async fn training_manifest(&self, id: ModelVersionId) -> Result<Option<TrainingManifest>> {
		self.map::<Manifests<Runtime>, _, _>(id).await
	}
}
