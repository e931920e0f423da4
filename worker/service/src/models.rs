// SPDX-License-Identifier: Apache-2.0
//! What this worker serves: one base model, and the adapters it trained with their indices.

use crate::{
	error::{Error, Result},
	store::{ModelRecord, Store},
};
use openledger_primitives::{Hash, JobId, ModelVersionId};
use openledger_worker_engine::{Adapter, BaseModel, Index, ReadyAdapter};
use parking_lot::RwLock;
use std::{
	collections::BTreeMap,
	path::{Path, PathBuf},
	sync::Arc,
};

/// Folder of a job inside the data folder.
pub fn job_folder(data: &Path, job: JobId) -> PathBuf {
	data.join("jobs").join(job.to_string())
}

/// A model version in memory.
#[derive(Debug)]
pub struct Served {
	/// Its id on chain.
	pub version: ModelVersionId,
	/// Hash of the adapter.
	pub adapter_hash: Hash,
	/// The adapter.
	pub adapter: ReadyAdapter,
	/// Its attribution index.
	pub index: Index,
	/// Threshold factor of the index, in thousandths.
	pub z_milli: u32,
	/// Rows of each contribution, decoys included.
	pub rows: BTreeMap<u32, u32>,
}

/// All model versions that can be asked.
#[derive(Debug)]
pub struct Models {
	base: Arc<BaseModel>,
	base_name: String,
	served: RwLock<BTreeMap<ModelVersionId, Arc<Served>>>,
}

impl Models {
	/// No adapters yet.
	pub fn new(base: Arc<BaseModel>, base_name: String) -> Self {
		Self { base, base_name, served: RwLock::default() }
	}

	/// The base model.
	pub fn base(&self) -> &Arc<BaseModel> {
		&self.base
	}

	/// Name of the base model.
	pub fn base_name(&self) -> &str {
		&self.base_name
	}

	/// Loads what the database says is served. A model that cannot be loaded is left out with a
	/// warning, so that one damaged folder does not stop the others.
	pub fn load_all(&self, store: &Store, data: &Path) -> Result<()> {
		for (version, record) in store.models()? {
			if let Err(error) = self.load(version, &record, data) {
				tracing::warn!(%version, %error, "a model version cannot be served");
			}
		}
		Ok(())
	}

	/// Loads one model version and serves it.
	pub fn load(&self, version: ModelVersionId, record: &ModelRecord, data: &Path) -> Result<()> {
		let folder = job_folder(data, record.job);
		let adapter = Adapter::load(self.base.config(), folder.join("adapter"))?;
		let adapter = ReadyAdapter::new(&self.base, adapter)?;
		if Hash::from(adapter.hash()) != record.adapter_hash {
			return Err(Error::Data(format!("the adapter of version {version} has changed")));
		}
		let index = Index::load(folder.join("index"))?;
		self.insert(version, adapter, index, record.z_milli)
	}

	/// Serves a model version from memory.
	pub fn insert(
		&self,
		version: ModelVersionId,
		adapter: ReadyAdapter,
		index: Index,
		z_milli: u32,
	) -> Result<()> {
		if index.adapter_hash() != adapter.hash() {
			return Err(Error::Data(format!(
				"the index of version {version} is of another adapter"
			)));
		}
		let mut rows = BTreeMap::<u32, u32>::new();
		for (contribution, _) in index.owners() {
			let entry = rows.entry(*contribution).or_default();
			*entry = entry.saturating_add(1);
		}
		let adapter_hash = Hash::from(adapter.hash());
		let served = Served { version, adapter_hash, adapter, index, z_milli, rows };
		self.served.write().insert(version, Arc::new(served));
		Ok(())
	}

	/// A model version by its id.
	pub fn get(&self, version: ModelVersionId) -> Option<Arc<Served>> {
		self.served.read().get(&version).cloned()
	}

	/// A model version by the name in a request: `7`, `base:7`, or `base:` and the adapter's hash
	/// in hex.
	pub fn resolve(&self, name: &str) -> Option<Arc<Served>> {
		let tail = match name.split_once(':') {
			Some((base, _)) if base != self.base_name => return None,
			Some((_, tail)) => tail,
			None => name,
		};
		if let Ok(id) = tail.parse::<u32>() {
			return self.get(ModelVersionId(id));
		}
		let hash = hex::decode(tail.trim_start_matches("0x")).ok()?;
		let served = self.served.read();
		served.values().find(|model| model.adapter_hash.as_bytes() == hash).cloned()
	}

	/// Name of a model version, as the API lists it.
	pub fn name(&self, version: ModelVersionId) -> String {
		format!("{}:{version}", self.base_name)
	}

	/// All versions, ascending.
	pub fn all(&self) -> Vec<Arc<Served>> {
		self.served.read().values().cloned().collect()
	}
}
