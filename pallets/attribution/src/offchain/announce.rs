// SPDX-License-Identifier: Apache-2.0
//! Pulling a worker's next header and announcing it.

use super::{Budget, TARGET};
use crate::*;
use alloc::{boxed::Box, format};
use openledger_primitives::{AttributionId, WorkerId};
use openledger_primitives_objects::Announcement;
use sp_application_crypto::RuntimeAppPublic;

/// Most bytes of an announcement: far above the longest header.
const MAX_ANNOUNCEMENT: u32 = 16 * 1024;

impl<T: Config> Pallet<T> {
	/// Asks a worker for its next batch when an epoch that it did not announce is over.
	pub(super) fn pull_from(
		worker: WorkerId,
		authority: u32,
		key: &AttributionId,
		budget: &mut Budget,
	) {
		let last = LastEpochs::<T>::get(worker);
		let current = Self::current_epoch();
		let next = last.map_or(0, |last| last.0.saturating_add(1));
		if next >= current.0 {
			return;
		}
		let path = match last {
			Some(last) => format!("/v1/batches/next?after={last}"),
			None => "/v1/batches/next".into(),
		};
		let Some((announcement, _)) =
			Self::fetch_from::<Announcement>(worker, path.as_bytes(), MAX_ANNOUNCEMENT, budget)
		else {
			return;
		};
		let Announcement { header, signature } = announcement;
		if header.worker != worker {
			log::debug!(target: TARGET, "worker {worker} serves another worker's header");
			return;
		}
		if let Err(error) = Self::ensure_announceable(&header, &signature) {
			log::debug!(target: TARGET, "worker {worker} serves a bad header: {error:?}");
			return;
		}
		if !Self::is_due((0u8, Self::header_hash(&header))) {
			return;
		}
		let Some(proof) = key.sign(&Self::announce_payload(&header, authority)) else { return };
		let header = Box::new(header);
		Self::submit(Call::announce_pulled { header, signature, authority, proof });
	}
}
