// SPDX-License-Identifier: Apache-2.0
//! Workers: keys, endpoints, stake.

use alloc::vec::Vec;
use openledger_primitives::{Balance, BatchEpoch, WorkerId};
use openledger_primitives_objects::Url;
use sp_runtime::DispatchError;

/// A registered worker.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct WorkerSummary<AccountId> {
	/// Account that registered it, is paid and whose stake is held.
	pub operator: AccountId,
	/// Slashable stake, plancks.
	pub stake: Balance,
	/// Where it serves.
	pub endpoints: Vec<Url>,
	/// Whether it may take new jobs and sessions (registered, not leaving, not jailed).
	pub active: bool,
}

/// What others may ask about workers.
pub trait InspectWorkers<AccountId> {
	/// A worker, also one that is leaving.
	fn worker(id: WorkerId) -> Option<WorkerSummary<AccountId>>;
	/// The worker that an account operates.
	fn operated_by(operator: &AccountId) -> Option<WorkerId>;
	/// The key with which the worker signs objects of an epoch.
	fn key_at(id: WorkerId, epoch: BatchEpoch) -> Option<AccountId>;
	/// Ids of at most `limit` workers greater than `after`, ascending.
	fn workers_after(after: Option<WorkerId>, limit: u32) -> Vec<WorkerId>;

	/// Benchmarks: an active worker of `operator` with at least `stake`, whose key is `key`.
	#[cfg(feature = "runtime-benchmarks")]
	fn bench_worker(operator: &AccountId, key: &AccountId, stake: Balance) -> WorkerId;
}

/// What others may do to a worker's stake.
pub trait SlashWorkers<AccountId> {
	/// Moves up to `amount` of the worker's held stake to the free balance of `to`; returns what
	/// moved. The worker is jailed when `jail`.
	fn slash(
		id: WorkerId,
		amount: Balance,
		to: &AccountId,
		jail: bool,
	) -> Result<Balance, DispatchError>;
}
