// SPDX-License-Identifier: Apache-2.0
//! Many adapters over one base model: the recently used ones in memory, the rest on disk.

use crate::{
	adapter::Adapter,
	error::{Error, Result},
	gradients::ReadyAdapter,
	model::BaseModel,
};
use lru::LruCache;
use std::{
	collections::BTreeMap,
	num::NonZeroUsize,
	path::{Path, PathBuf},
	sync::{Arc, Mutex, MutexGuard, PoisonError},
};

/// Adapters by id. An adapter in use stays alive through its `Arc` even when it is evicted.
#[derive(Debug)]
pub struct AdapterStore {
	base: Arc<BaseModel>,
	state: Mutex<State>,
}

#[derive(Debug)]
struct State {
	folders: BTreeMap<String, (PathBuf, [u8; 32])>,
	loaded: LruCache<String, Arc<ReadyAdapter>>,
}

impl AdapterStore {
	/// A store that keeps at most `capacity` adapters in memory (at least one).
	pub fn new(base: Arc<BaseModel>, capacity: usize) -> Self {
		let capacity = NonZeroUsize::new(capacity).unwrap_or(NonZeroUsize::MIN);
		let state = State { folders: BTreeMap::new(), loaded: LruCache::new(capacity) };
		Self { base, state: Mutex::new(state) }
	}

	/// The base model of all adapters.
	pub fn base(&self) -> &Arc<BaseModel> {
		&self.base
	}

	/// Registers the PEFT folder of an adapter after reading and checking it once. Returns the
	/// adapter's hash; the folder must keep giving that hash.
	pub fn register(&self, id: &str, dir: impl AsRef<Path>) -> Result<[u8; 32]> {
		let adapter = Adapter::load(self.base.config(), &dir)?;
		let ready = Arc::new(ReadyAdapter::new(&self.base, adapter)?);
		let hash = ready.hash();
		let mut state = self.lock();
		state.folders.insert(id.into(), (dir.as_ref().into(), hash));
		state.loaded.put(id.into(), ready);
		Ok(hash)
	}

	/// Forgets an adapter; its folder stays.
	pub fn remove(&self, id: &str) {
		let mut state = self.lock();
		state.folders.remove(id);
		state.loaded.pop(id);
	}

	/// An adapter by id: from memory, else from its folder. `None` for an unknown id.
	pub fn get(&self, id: &str) -> Result<Option<Arc<ReadyAdapter>>> {
		let (dir, hash) = {
			let mut state = self.lock();
			if let Some(ready) = state.loaded.get(id) {
				return Ok(Some(ready.clone()));
			}
			match state.folders.get(id) {
				Some(entry) => entry.clone(),
				None => return Ok(None),
			}
		};
		// The disk is read without the lock, so that other adapters stay served.
		let adapter = Adapter::load(self.base.config(), &dir)?;
		let ready = Arc::new(ReadyAdapter::new(&self.base, adapter)?);
		if ready.hash() != hash {
			return Err(Error::format(dir, "the adapter has changed since it was registered"));
		}
		self.lock().loaded.put(id.into(), ready.clone());
		Ok(Some(ready))
	}

	/// Ids of all registered adapters, sorted.
	pub fn ids(&self) -> Vec<String> {
		self.lock().folders.keys().cloned().collect()
	}

	/// Number of adapters in memory.
	pub fn loaded(&self) -> usize {
		self.lock().loaded.len()
	}

	fn lock(&self) -> MutexGuard<'_, State> {
		self.state.lock().unwrap_or_else(PoisonError::into_inner)
	}
}
