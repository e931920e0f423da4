// SPDX-License-Identifier: Apache-2.0
//! Training jobs: from an order on chain to an adapter, its index and the manifest.
//!
//! Everything lies in the job's folder and is made in an order that a kill cannot spoil: files by
//! content hash, checkpoints by step, adapter, index; the manifest goes to the database before it
//! goes to the chain. Starting again goes on where it stopped.

mod data;
mod decoys;
mod roots;
mod train;

pub use data::{parse_rows, verify_dataset, Corpus, Row};
pub use decoys::draw as draw_decoys;
pub use roots::{index_roots, projection_seed};

use crate::{
	chain::{Action, ChainView, JobState, JobView},
	config::Config,
	error::{Error, Result},
	fetch::Fetcher,
	models::{job_folder, Models},
	store::{JobRecord, JobStage, ModelRecord, Store},
};
use openledger_primitives::{Hash, JobId, ModelVersionId, WorkerId};
use openledger_primitives_objects::TrainingManifest;
use parking_lot::Mutex;
use std::{collections::BTreeSet, path::PathBuf, sync::Arc};

/// Takes and works on jobs.
pub struct Jobs {
	/// Settings.
	pub config: Config,
	/// The chain.
	pub chain: Arc<dyn ChainView>,
	/// The database.
	pub store: Store,
	/// What is served.
	pub models: Arc<Models>,
	/// Data folder.
	pub data: PathBuf,
	/// This worker.
	pub worker: WorkerId,
	running: Mutex<BTreeSet<JobId>>,
	queue: tokio::sync::Semaphore,
}

impl Jobs {
	/// No jobs yet.
	pub fn new(
		config: Config,
		chain: Arc<dyn ChainView>,
		store: Store,
		models: Arc<Models>,
		data: PathBuf,
		worker: WorkerId,
	) -> Self {
		let (running, queue) = (Mutex::default(), tokio::sync::Semaphore::new(1));
		Self { config, chain, store, models, data, worker, running, queue }
	}

	/// Looks at all jobs of this worker and does what is due. Training runs in a task of its own,
	/// one job at a time.
	pub async fn poll(self: &Arc<Self>) -> Result<()> {
		self.serve_published().await?;
		for job in self.chain.jobs(self.worker).await? {
			// A running job hands in its own manifest.
			if self.running.lock().contains(&job.id) {
				continue;
			}
			let record = self.store.job(job.id)?;
			match (&job.state, record.map(|record| record.stage)) {
				(_, Some(JobStage::Failed(_))) => {},
				(JobState::Requested, _) => self.accept(&job).await,
				(JobState::Accepted { .. }, Some(JobStage::Ready(manifest))) => {
					self.submit(job.id, *manifest).await;
				},
				(JobState::Accepted { decoy_seed: Some(_), .. }, _) => self.start(job),
				// The chain draws the decoys some blocks after the acceptance.
				(JobState::Accepted { decoy_seed: None, .. }, _) => {},
				(JobState::Delivered, Some(JobStage::Ready(manifest))) => {
					self.store
						.put_job(job.id, &JobRecord { stage: JobStage::Delivered(manifest) })?;
				},
				_ => {},
			}
		}
		Ok(())
	}

	/// Serves model versions whose jobs this worker did.
	async fn serve_published(&self) -> Result<()> {
		for (id, record) in self.store.jobs()? {
			let (JobStage::Delivered(manifest) | JobStage::Ready(manifest)) = record.stage else {
				continue;
			};
			let Some(job) = self.chain.job(id).await? else { continue };
			let JobState::Published(version) = job.state else { continue };
			if self.models.get(version).is_none() {
				self.serve(version, id, &manifest)?;
			}
		}
		Ok(())
	}

	fn serve(&self, version: ModelVersionId, job: JobId, made: &TrainingManifest) -> Result<()> {
		let (adapter_hash, z_milli) = (made.adapter_hash, made.index.z_milli);
		let record = ModelRecord { job, adapter_hash, z_milli };
		self.models.load(version, &record, &self.data)?;
		self.store.put_model(version, &record)?;
		tracing::info!(%version, %job, "serving a new model version");
		Ok(())
	}

	async fn accept(&self, job: &JobView) {
		let base = Hash::from(self.models.base().hash());
		if !self.config.accept_jobs || job.base != base || job.budget < self.config.min_budget() {
			tracing::debug!(job = %job.id, "job left alone: base or budget do not fit");
			return;
		}
		if let Err(error) = train::check(&job.config, self.models.base()) {
			tracing::warn!(job = %job.id, %error, "job left alone");
			return;
		}
		match self.chain.submit(self.worker, Action::AcceptJob(job.id)).await {
			Ok(()) => tracing::info!(job = %job.id, "job accepted"),
			Err(error) => tracing::warn!(job = %job.id, %error, "job not accepted"),
		}
	}

	fn start(self: &Arc<Self>, job: JobView) {
		if !self.running.lock().insert(job.id) {
			return;
		}
		let this = self.clone();
		tokio::spawn(async move {
			let id = job.id;
			let result = this.work(job).await;
			if let Err(error) = result {
				match error.is_temporary() {
					true => tracing::warn!(job = %id, %error, "job interrupted, will be resumed"),
					false => {
						tracing::error!(job = %id, %error, "job failed");
						let stage = JobStage::Failed(error.to_string());
						if let Err(error) = this.store.put_job(id, &JobRecord { stage }) {
							tracing::error!(job = %id, %error, "cannot note the failure");
						}
					},
				}
			}
			this.running.lock().remove(&id);
		});
	}

	/// Does a job to the end.
	pub async fn work(&self, job: JobView) -> Result<()> {
		let _turn = self.queue.acquire().await.map_err(|_| Error::Config("closing".into()))?;
		let JobState::Accepted { decoy_seed: Some(decoy_seed), .. } = job.state else {
			return Err(Error::Data(format!("job {} has no decoys yet", job.id)));
		};
		self.store.put_job(job.id, &JobRecord { stage: JobStage::Working })?;
		let folder = job_folder(&self.data, job.id);
		let fetcher = Fetcher::new(
			self.chain.is_public(),
			std::time::Duration::from_secs(self.config.fetch_timeout),
		)?;
		let most = self.config.max_contribution_bytes;
		let corpus =
			data::gather(self.chain.as_ref(), &fetcher, &job, &folder.join("files"), most).await?;
		tracing::info!(
			job = %job.id, rows = corpus.rows.len(), contributions = corpus.contributions(),
			"data verified against the sealed roots"
		);
		let (models, config) = (self.models.clone(), self.config.clone());
		let files = self.data.join("files");
		let id = job.id;
		let manifest = tokio::task::spawn_blocking(move || {
			train::run(models.base(), &config, &job, decoy_seed, &corpus, &folder, &files)
		})
		.await
		.map_err(|error| Error::Data(format!("the training task died: {error}")))??;
		let stage = JobStage::Ready(Box::new(manifest.clone()));
		self.store.put_job(id, &JobRecord { stage })?;
		self.submit(id, manifest).await;
		Ok(())
	}

	async fn submit(&self, id: JobId, manifest: TrainingManifest) {
		let action = Action::SubmitManifest(Box::new(manifest.clone()));
		match self.chain.submit(self.worker, action).await {
			Ok(()) => {
				tracing::info!(job = %id, adapter = ?manifest.adapter_hash, "manifest delivered");
				let stage = JobStage::Delivered(Box::new(manifest));
				if let Err(error) = self.store.put_job(id, &JobRecord { stage }) {
					tracing::error!(job = %id, %error, "cannot note the delivery");
				}
			},
			Err(error) => tracing::warn!(job = %id, %error, "manifest not delivered, trying again"),
		}
	}
}
