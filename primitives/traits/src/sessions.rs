// SPDX-License-Identifier: Apache-2.0
//! Arrow 5 → 6 and 6 → 5: sessions as batches see them.

use alloc::vec::Vec;
use openledger_primitives::{Balance, SessionId, WorkerId};
use openledger_primitives_objects::{Offer, SessionLeaf};
use sp_runtime::DispatchError;

/// An open or closing session.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SessionSummary<AccountId> {
	/// Whose deposit is held.
	pub payer: AccountId,
	/// Who signs vouchers.
	pub voucher_key: AccountId,
	/// The one worker.
	pub worker: WorkerId,
	/// What may be bought, at which prices.
	pub offers: Vec<Offer>,
	/// Most plancks one call may cost.
	pub max_per_call: Balance,
	/// Deposit at opening (plus top-ups), plancks.
	pub deposit: Balance,
	/// Cumulative fee settled so far, plancks.
	pub settled: Balance,
	/// Receipts settled so far; the next batch starts at `settled_n + 1`.
	pub settled_n: u32,
}

/// What others may ask about sessions.
pub trait InspectSessions<AccountId> {
	/// A session whose hold is not released yet.
	fn session(id: SessionId) -> Option<SessionSummary<AccountId>>;

	/// Benchmarks: an open session of `payer` (also the voucher key's owner, a key the benchmark
	/// signs with is `voucher_key`) with `worker`, one offer, and `deposit`.
	#[cfg(feature = "runtime-benchmarks")]
	fn bench_session(
		payer: &AccountId,
		voucher_key: &AccountId,
		worker: WorkerId,
		offer: Offer,
		deposit: Balance,
	) -> SessionId;
}

/// What a final batch does to a session.
pub trait SettleSessions<AccountId> {
	/// Checks the leaf against the session (worker, `settled_before`, `n_from`, voucher and its
	/// signature, acknowledged + one call) and moves the difference from the payer's hold to the
	/// free balance of `to`. Returns what moved: less than the leaf's amount where the deposit does
	/// not reach (the rest is the worker's loss). Nothing changes on error.
	fn settle(
		worker: WorkerId,
		leaf: &SessionLeaf,
		to: &AccountId,
	) -> Result<Balance, DispatchError>;
}
