// SPDX-License-Identifier: Apache-2.0
//! Validators' off-chain worker: pull, check, sign. Transport, never trust.
//!
//! State-driven: what to do is read from the best block's state, so a validator that was away catches
//! up. One run at a time (a storage lock with an expiry), at most [`MAX_REQUESTS`] requests and
//! [`BUDGET_MS`] milliseconds a run, then the next block goes on where this one ended.

mod announce;
mod attest;
mod fetch;

pub(crate) use attest::ChainView;
pub use fetch::{Fetch, HostFetch};

use crate::*;
use alloc::vec::Vec;
use codec::{Decode, Encode};
use openledger_primitives::{AttributionId, Balance, WorkerId};
use openledger_primitives_account::AccountId;
use openledger_primitives_traits::{Committee, InspectWorkers};
use sp_application_crypto::RuntimeAppPublic;
use sp_runtime::offchain::{
	storage::StorageValueRef,
	storage_lock::{StorageLock, Time},
	Duration, Timestamp,
};

/// Most requests of one run.
pub const MAX_REQUESTS: u32 = 4;
/// Time of one run in milliseconds.
pub const BUDGET_MS: u64 = 1_500;
/// Most time of one request in milliseconds.
pub const REQUEST_MS: u64 = 1_000;
/// Workers that one run looks at.
const MAX_WORKERS: u32 = 16;
/// Blocks before the same thing is tried again.
const RETRY_BLOCKS: u32 = 5;

const LOCK: &[u8] = b"openledger/attribution/lock";
const CURSOR: &[u8] = b"openledger/attribution/cursor";
const TARGET: &str = "offchain::attribution";

/// What one run may still spend.
pub(crate) struct Budget {
	requests: u32,
	end: Timestamp,
}

impl Budget {
	fn new() -> Self {
		let end = sp_io::offchain::timestamp().add(Duration::from_millis(BUDGET_MS));
		Self { requests: MAX_REQUESTS, end }
	}

	/// Takes one request out of the budget; its deadline in milliseconds, or `None` when there is
	/// nothing left.
	fn take(&mut self) -> Option<u64> {
		let left = self.end.diff(&sp_io::offchain::timestamp()).millis();
		if left == 0 {
			return None;
		}
		self.requests = self.requests.checked_sub(1)?;
		Some(left.min(REQUEST_MS))
	}

	fn is_spent(&self) -> bool {
		self.requests == 0 || self.end.diff(&sp_io::offchain::timestamp()).millis() == 0
	}
}

impl<T: Config> Pallet<T> {
	/// One run, for validators only: a node without an attribution key does nothing.
	pub(crate) fn run_offchain() {
		let keys: Vec<AttributionId> = AttributionId::all();
		if keys.is_empty() {
			return;
		}
		let expiry = Duration::from_millis(BUDGET_MS.saturating_mul(2));
		let mut lock = StorageLock::<Time>::with_deadline(LOCK, expiry);
		let Ok(guard) = lock.try_lock() else { return };
		let mut budget = Budget::new();
		let mut cursor_ref = StorageValueRef::persistent(CURSOR);
		let mut cursor = cursor_ref.get::<WorkerId>().ok().flatten();
		let mut workers = T::Workers::workers_after(cursor, MAX_WORKERS);
		if workers.is_empty() {
			cursor = None;
			workers = T::Workers::workers_after(None, MAX_WORKERS);
		}
		let seat = Self::own_seat(&keys);
		for worker in workers {
			if budget.is_spent() {
				break;
			}
			Self::attest_batches_of(worker, &keys, &mut budget);
			if let Some((authority, validators, key)) = &seat {
				if Self::is_assigned(worker, *authority, *validators) {
					Self::pull_from(worker, *authority, key, &mut budget);
				}
			}
			cursor = Some(worker);
		}
		match cursor {
			Some(worker) => cursor_ref.set(&worker),
			None => cursor_ref.clear(),
		}
		drop(guard);
	}

	/// Index among the current validators, their number, and the local key.
	fn own_seat(keys: &[AttributionId]) -> Option<(u32, u32, AttributionId)> {
		let members: Vec<(AccountId, AttributionId, Balance)> = T::Committee::members();
		let validators = u32::try_from(members.len()).ok()?;
		let (index, (_, key, _)) =
			members.into_iter().enumerate().find(|(_, (_, key, _))| keys.contains(key))?;
		Some((u32::try_from(index).ok()?, validators, key))
	}

	/// Validators take turns at a worker, one block each, so that one that is away starves nobody.
	fn is_assigned(worker: WorkerId, authority: u32, validators: u32) -> bool {
		let turn = worker.0.wrapping_add(Self::now()).checked_rem(validators);
		turn == Some(authority)
	}

	/// The first body that an endpoint gives for `path` and that decodes.
	fn fetch_from<D: Decode>(
		worker: WorkerId,
		path: &[u8],
		max_bytes: u32,
		budget: &mut Budget,
	) -> Option<(D, Vec<u8>)> {
		let endpoints = T::Workers::worker(worker)?.endpoints;
		for endpoint in endpoints {
			let deadline = budget.take()?;
			let url = fetch::join(&endpoint, path);
			match T::Fetch::fetch(&url, max_bytes, deadline) {
				Ok(body) if body.is_empty() => return None,
				Ok(body) => match fetch::decode::<D>(&body) {
					Some(decoded) => return Some((decoded, body)),
					None => log::debug!(target: TARGET, "worker {worker}: no such body"),
				},
				Err(error) => log::debug!(target: TARGET, "worker {worker}: {error:?}"),
			}
		}
		None
	}

	/// Whether `what` was not tried in the last few blocks; remembers that it is being tried now.
	fn is_due(what: impl Encode) -> bool {
		let key = (b"openledger/attribution/tried", what).encode();
		let tried = StorageValueRef::persistent(&key);
		let now = Self::now();
		let recent = tried
			.get::<u32>()
			.ok()
			.flatten()
			.is_some_and(|at| at <= now && now < at.saturating_add(RETRY_BLOCKS));
		if !recent {
			tried.set(&now);
		}
		!recent
	}

	/// Hands a call to the pool.
	fn submit(call: Call<T>) -> bool {
		let extrinsic = T::create_authorized_transaction(call.into());
		let sent =
			frame_system::offchain::SubmitTransaction::<T, Call<T>>::submit_transaction(extrinsic);
		if sent.is_err() {
			log::debug!(target: TARGET, "the pool refused a transaction");
		}
		sent.is_ok()
	}
}
