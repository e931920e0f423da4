// SPDX-License-Identifier: Apache-2.0

//! Follows batches through finalised blocks: counts them, and with `--archive-batches` fetches and
//! keeps their bodies.
//!
//! The chain keeps a batch's header, which is constant in size; the receipts and reports below it
//! are with the worker alone (PROTOCOL §7). A node that archives them can show later what a worker
//! had signed, when that worker is gone.

use super::{fetch, FullBackend, FullClient};
use crate::metrics::Metrics;
use codec::{Decode, DecodeAll, Encode};
use futures::StreamExt;
use openledger_primitives::BatchId;
use openledger_primitives_fetch::{Client, Fetch, Policy, Request, MAX_BYTES, MAX_DEADLINE_MS};
use openledger_primitives_objects::BatchBody;
use openledger_runtime::{opaque::Block, Hash, Runtime, RuntimeEvent, VERSION};
use sc_client_api::{BlockchainEvents, StorageProvider};
use sp_core::{storage::StorageKey, traits::CallContext};
use sp_io::hashing::{blake2_256, twox_128};
use std::{
	fs, io,
	path::{Path, PathBuf},
	sync::Arc,
	time::Duration,
};
use tokio::sync::mpsc;

type Events = Vec<frame_system::EventRecord<RuntimeEvent, Hash>>;

/// Longest body that is archived, in bytes.
const MAX_BODY: u64 = 256 << 20;
/// Batches that wait to be archived; more are left out, with a warning.
const MAX_WAITING: usize = 4_096;
/// Tries for one body.
const TRIES: u32 = 10;
/// Seconds between two tries.
const PAUSE: Duration = Duration::from_secs(6);

/// Where bodies of batches are kept, as `DIRECTORY/WORKER/EPOCH.scale`.
#[derive(Clone, Debug)]
pub struct Archive(PathBuf);

impl Archive {
	/// An archive in `directory`, which is made if it is not there.
	///
	/// # Errors
	/// When the directory cannot be made.
	pub fn open(directory: &Path) -> io::Result<Self> {
		fs::create_dir_all(directory)?;
		Ok(Self(directory.to_owned()))
	}

	fn file(&self, batch: BatchId) -> PathBuf {
		self.0.join(batch.worker.to_string()).join(format!("{}.scale", batch.epoch))
	}

	/// Keeps a body. A reader never sees half of one.
	fn keep(&self, batch: BatchId, body: &[u8]) -> io::Result<()> {
		let file = self.file(batch);
		if let Some(parent) = file.parent() {
			fs::create_dir_all(parent)?;
		}
		let half = file.with_extension("part");
		fs::write(&half, body)?;
		fs::rename(half, file)
	}
}

/// A batch whose body is wanted.
struct Wanted {
	batch: BatchId,
	header_hash: Hash,
	at: Hash,
}

/// Follows finalised blocks for ever.
pub async fn follow(client: Arc<FullClient>, metrics: Arc<Metrics>, archive: Option<Archive>) {
	let mut finalised = client.finality_notification_stream();
	let archive = archive.map(|archive| {
		let (sender, receiver) = mpsc::channel(MAX_WAITING);
		// A thread: fetching blocks.
		let client = client.clone();
		let _ = std::thread::Builder::new()
			.name("batch-archive".into())
			.spawn(move || collect(&client, &archive, receiver));
		sender
	});
	while let Some(notification) = finalised.next().await {
		let route = notification.tree_route.iter().copied();
		for block in route.chain([notification.hash]) {
			let Some(events) = events(&client, block) else {
				metrics.chain.unread();
				continue;
			};
			for record in events {
				let RuntimeEvent::Attribution(event) = record.event else { continue };
				use pallet_attribution::Event::*;
				match event {
					BatchAnnounced { batch, header_hash, .. } => {
						metrics.chain.event("announced");
						let wanted = Wanted { batch, header_hash, at: block };
						let full =
							archive.as_ref().is_some_and(|queue| queue.try_send(wanted).is_err());
						if full {
							log::warn!("Batch {batch:?} is not archived: too many are waiting.");
						}
					},
					BatchSeeded { .. } => metrics.chain.event("seeded"),
					CommitteeRedrawn { .. } => metrics.chain.event("redrawn"),
					BatchAttested { .. } => metrics.chain.event("attested"),
					SettlementStarted { .. } => metrics.chain.event("settling"),
					BatchFailed { .. } => metrics.chain.event("failed"),
					_ => {},
				}
			}
		}
	}
}

/// Value of a storage key at a block.
fn storage(client: &FullClient, at: Hash, key: Vec<u8>) -> Option<Vec<u8>> {
	let value =
		<FullClient as StorageProvider<Block, FullBackend>>::storage(client, at, &StorageKey(key));
	value.ok().flatten().map(|data| data.0)
}

/// Events of a block, if this program knows how its runtime writes them.
fn events(client: &FullClient, at: Hash) -> Option<Events> {
	let version = client.runtime_version_at(at, CallContext::Offchain).ok()?;
	if version.spec_name != VERSION.spec_name || version.spec_version != VERSION.spec_version {
		return None;
	}
	let key = [twox_128(b"System"), twox_128(b"Events")].concat();
	match storage(client, at, key) {
		Some(bytes) => Events::decode_all(&mut &bytes[..]).ok(),
		None => Some(Events::new()),
	}
}

/// Fetches what is wanted, until nobody wants anything any more.
fn collect(client: &FullClient, archive: &Archive, mut queue: mpsc::Receiver<Wanted>) {
	while let Some(wanted) = queue.blocking_recv() {
		let batch = wanted.batch;
		if archive.file(batch).exists() {
			continue;
		}
		let found = (0..TRIES).find_map(|round| {
			if round > 0 {
				std::thread::sleep(PAUSE);
			}
			let fetch = Client::new(fetch::policy(client, wanted.at));
			let local = fetch::policy(client, wanted.at) == Policy::Local;
			endpoints(client, &wanted)
				.iter()
				.find_map(|endpoint| body(&fetch, local, endpoint, &wanted))
		});
		match found.map(|body| archive.keep(batch, &body)) {
			Some(Ok(())) => log::debug!("Batch {batch:?} is archived."),
			Some(Err(error)) => log::error!("Batch {batch:?} is not archived: {error}"),
			None => log::warn!("Batch {batch:?} is not archived: no endpoint gives its body."),
		}
	}
}

/// Endpoints of the batch's worker.
fn endpoints(client: &FullClient, wanted: &Wanted) -> Vec<Vec<u8>> {
	let key = pallet_workers::Workers::<Runtime>::hashed_key_for(wanted.batch.worker);
	let worker = storage(client, wanted.at, key)
		.and_then(|bytes| pallet_workers::Worker::decode(&mut &bytes[..]).ok());
	let endpoints = worker.map(|worker| worker.endpoints.into_iter());
	endpoints.into_iter().flatten().map(|endpoint| endpoint.to_vec()).collect()
}

/// The body at an endpoint, if it decodes and has the header that was announced.
fn body(fetch: &impl Fetch, local: bool, endpoint: &[u8], wanted: &Wanted) -> Option<Vec<u8>> {
	let base = endpoint.strip_suffix(b"/").unwrap_or(endpoint);
	let path = format!("/v1/batches/{}/body", wanted.batch.epoch);
	let url = [base, path.as_bytes()].concat();
	let mut bytes = Vec::new();
	while u64::try_from(bytes.len()).is_ok_and(|length| length < MAX_BODY) {
		let chunk = fetch
			.fetch(Request {
				url: &url,
				first_byte: u64::try_from(bytes.len()).ok()?,
				max_bytes: MAX_BYTES,
				deadline_ms: MAX_DEADLINE_MS,
				allow_local: local,
			})
			.ok()?;
		let last = chunk.len() < MAX_BYTES as usize;
		bytes.extend(chunk);
		if last {
			break;
		}
	}
	let decoded = BatchBody::decode_all(&mut &bytes[..]).ok()?;
	let hash = Hash::from(blake2_256(&decoded.announcement.header.encode()));
	(hash == wanted.header_hash).then_some(bytes)
}

#[cfg(test)]
mod tests {
	use super::*;
	use openledger_primitives::{BatchEpoch, WorkerId};

	#[test]
	fn bodies_are_kept_whole_under_worker_and_epoch() {
		let directory = tempfile::tempdir().unwrap();
		let archive = Archive::open(&directory.path().join("new")).unwrap();
		let batch = BatchId { worker: WorkerId(3), epoch: BatchEpoch(14) };
		archive.keep(batch, b"body").unwrap();
		let file = directory.path().join("new/3/14.scale");
		assert_eq!(fs::read(&file).unwrap(), b"body");
		assert_eq!(fs::read_dir(file.parent().unwrap()).unwrap().count(), 1);
	}

	#[test]
	fn a_body_that_does_not_decode_is_not_taken() {
		struct Junk;
		impl Fetch for Junk {
			fn fetch(
				&self,
				request: Request<'_>,
			) -> Result<Vec<u8>, openledger_primitives_fetch::FetchError> {
				assert_eq!(request.url, b"http://w.example/v1/batches/14/body");
				Ok(vec![0xff; 100])
			}
		}
		let batch = BatchId { worker: WorkerId(3), epoch: BatchEpoch(14) };
		let wanted = Wanted { batch, header_hash: Hash::zero(), at: Hash::zero() };
		assert_eq!(body(&Junk, true, b"http://w.example/", &wanted), None);
	}
}
