// SPDX-License-Identifier: Apache-2.0
//! Which receipts may be booked now.
//!
//! A session leaf pays only when it starts where the chain has settled, so receipts of a session
//! are booked in order and without gaps: after what is settled, or after what live batches of this
//! worker hold. A session is left for later while one of its batches cannot settle any more, and
//! while receipts of a failed batch wait behind a live one. Receipts of a session whose hold may be
//! released before a batch could settle are given up: booking them would cost the worker's stake.

use crate::{
	chain::SessionView,
	error::Result,
	store::{BatchRecord, Store},
};
use openledger_primitives::{
	AgentId, Balance, BatchEpoch, ModelVersionId, SessionId, Timing, MAX_BATCH_TOTALS,
};
use std::collections::{BTreeMap, BTreeSet};

/// What to book, and what to give up.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Plan {
	/// Receipts for the batch, sorted by (session, n).
	pub take: Vec<(SessionId, u32)>,
	/// Receipts that can never be paid.
	pub lost: Vec<(SessionId, u32)>,
	/// Most failed batches that a taken receipt was in.
	pub failures: u8,
	/// Σ fees of what is taken, plancks.
	pub fees: Balance,
}

/// Bounds of a batch.
#[derive(Clone, Copy, Debug)]
pub struct Bounds {
	/// Epoch that is booked.
	pub epoch: BatchEpoch,
	/// Newest finalised block.
	pub head: u32,
	/// Σ fees that the worker's stake still covers, plancks.
	pub room: Balance,
	/// Most receipts.
	pub receipts: u32,
}

/// From announcement to settlement when nobody is silent, in blocks.
fn life(timing: &Timing) -> u32 {
	[timing.seed_window, timing.seed_delay, timing.attest_window, timing.challenge_window]
		.into_iter()
		.fold(0, u32::saturating_add)
}

/// Chooses receipts. `sessions` holds what the chain says about every session that has open
/// receipts; `None` for one that is gone.
pub fn plan(
	store: &Store,
	sessions: &BTreeMap<SessionId, Option<SessionView>>,
	live: &[(BatchEpoch, BatchRecord)],
	timing: &Timing,
	bounds: Bounds,
) -> Result<Plan> {
	let mut open: BTreeMap<SessionId, Vec<(u32, u8)>> = BTreeMap::new();
	for (session, n, failures) in store.open_receipts()? {
		open.entry(session).or_default().push((n, failures));
	}
	let mut plan = Plan::default();
	let mut keys: BTreeSet<(ModelVersionId, Option<AgentId>, Option<AgentId>)> = BTreeSet::new();
	for (session, receipts) in open {
		let Some(view) = sessions.get(&session) else { continue };
		let Some(view) = view else {
			plan.lost.extend(receipts.iter().map(|(n, _)| (session, *n)));
			continue;
		};
		let expired = view.expires_at.saturating_add(timing.settle_grace);
		let release = view.release_at.map_or(expired, |closed| closed.min(expired));
		if bounds.head.saturating_add(life(timing)) >= release {
			plan.lost.extend(receipts.iter().map(|(n, _)| (session, *n)));
			continue;
		}
		let spans: Vec<_> = live
			.iter()
			.flat_map(|(_, batch)| batch.spans.iter().filter(|span| span.session == session))
			.collect();
		let settled = view.summary.settled_n.saturating_add(1);
		let first = spans.iter().map(|span| span.from).min();
		let retry = receipts.iter().any(|(_, failures)| *failures > 0);
		let mut expected = match first {
			Some(_) if retry => continue,
			// The first live span may be settled already while its batch still pays credits.
			Some(first) if first > settled => continue,
			Some(_) => {
				spans.iter().map(|span| span.to).max().unwrap_or(0).saturating_add(1).max(settled)
			},
			None => settled,
		};
		for (n, failures) in receipts {
			if n < expected {
				plan.lost.push((session, n));
				continue;
			}
			let (Some(record), Some(_), Some(_)) = (
				store.receipt(session, n)?,
				store.signature(session, n)?,
				store.report(session, n)?,
			) else {
				break;
			};
			let receipt = &record.receipt;
			let key = (receipt.model_version, receipt.agent, receipt.app);
			let fee = receipt.fee.total().unwrap_or(Balance::MAX);
			let fees = plan.fees.checked_add(fee);
			let fits = n == expected
				&& record.epoch <= bounds.epoch
				&& plan.take.len() < bounds.receipts as usize
				&& (keys.contains(&key) || keys.len() < MAX_BATCH_TOTALS as usize)
				&& fees.is_some_and(|fees| fees <= bounds.room);
			if !fits {
				break;
			}
			keys.insert(key);
			plan.fees = fees.unwrap_or(plan.fees);
			plan.failures = plan.failures.max(failures);
			plan.take.push((session, n));
			expected = expected.saturating_add(1);
		}
	}
	Ok(plan)
}
