// SPDX-License-Identifier: Apache-2.0
//! Arrow 6 → 7: from a final batch to money.

use openledger_primitives::{Balance, BatchId, WorkerId};
use openledger_primitives_objects::{BatchHeader, CreditLeaf};
use sp_runtime::DispatchError;

/// The books that a batch is paid from. The order of calls per batch is
/// `open · receive* · distribute · credit* · close`, or `open · close` for a failed one.
pub trait Books<AccountId> {
	/// The account that holds every batch pot, Datanet pot and unclaimed earning.
	fn account() -> AccountId;
	/// Version of the waterfall in force, and whether `version` is it.
	fn current_waterfall() -> u32;
	/// Books an announced batch: its model versions must exist, its agents too.
	fn check(header: &BatchHeader) -> Result<(), DispatchError>;
	/// Says that `amount` for this batch has arrived in [`Books::account`].
	fn receive(batch: BatchId, amount: Balance) -> Result<(), DispatchError>;
	/// Splits a fully funded batch (received = fee total): pays worker, owners, lineage, agents, the
	/// attesters' pot and treasury, burns, fills curators' pots and sets each model's contributors'
	/// total aside; the unattributed part and what cannot be paid out go to the Datanet pots. The
	/// attesters get points for their part of the pot; without any the treasury gets their share.
	fn distribute(
		header: &BatchHeader,
		worker: &AccountId,
		attesters: &[AccountId],
	) -> Result<(), DispatchError>;
	/// Pays one credit of a distributed batch. A leaf that cannot be credited (unknown contribution,
	/// not in the model's data, model not in the batch) goes to the pot; this never fails for what
	/// the leaf says.
	fn credit(header: &BatchHeader, leaf: &CreditLeaf) -> Result<(), DispatchError>;
	/// Pays a run of credits: as [`Books::credit`] for each, in order.
	fn credit_all(header: &BatchHeader, leaves: &[CreditLeaf]) -> Result<(), DispatchError> {
		leaves.iter().try_for_each(|leaf| Self::credit(header, leaf))
	}
	/// Ends a batch: rounding dust goes to the pots of the Datanets, the batch's books are removed.
	fn close(header: &BatchHeader) -> Result<(), DispatchError>;
	/// A failed batch: `amount` slashed from the worker's stake has arrived in
	/// [`Books::account`]; it goes to pots and protocol as the waterfall says, without the worker's
	/// share (which was not slashed).
	fn compensate(header: &BatchHeader, amount: Balance) -> Result<(), DispatchError>;
	/// The part of `header`'s fees that a failed batch costs the worker: fees less its own share.
	fn cost_of_failure(header: &BatchHeader) -> Result<Balance, DispatchError>;
}

/// What is at stake in a worker's open batches.
pub trait Exposure {
	/// Σ fees of the worker's batches that are neither final nor failed.
	fn exposure(worker: WorkerId) -> Balance;
}

impl Exposure for () {
	fn exposure(_: WorkerId) -> Balance {
		0
	}
}
