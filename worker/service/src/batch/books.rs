// SPDX-License-Identifier: Apache-2.0
//! Signing, storing and loading batches.

use crate::{
	batch::{build, plan, Bounds, Built, Entry, Plan, MIN_FEES},
	chain::{ChainView, Head},
	error::{Error, Result},
	keys::WorkerKey,
	store::{BatchOutcome, BatchRecord, Span, Store},
};
use openledger_primitives::{Balance, BatchEpoch, SessionId, Timing, WorkerId};
use openledger_primitives_objects::Announcement;
use parking_lot::Mutex;
use std::{
	collections::{BTreeMap, BTreeSet},
	sync::Arc,
};

/// Batches kept in memory at a time.
const CACHE: usize = 8;
/// Part of the stake that live batches may reach, in percent (PROTOCOL §5).
const COVER_PERCENT: Balance = 80;

/// The worker's batches.
pub struct Books {
	store: Store,
	key: WorkerKey,
	worker: WorkerId,
	cache: Mutex<BTreeMap<BatchEpoch, Arc<Built>>>,
	owed: Mutex<Option<Balance>>,
}

impl Books {
	/// Books of a worker.
	pub fn new(store: Store, key: WorkerKey, worker: WorkerId) -> Self {
		Self { store, key, worker, cache: Mutex::default(), owed: Mutex::default() }
	}

	/// The worker.
	pub fn worker(&self) -> WorkerId {
		self.worker
	}

	/// The database.
	pub fn store(&self) -> &Store {
		&self.store
	}

	/// Σ fees that a stake covers.
	pub fn cover(stake: Balance) -> Balance {
		stake.saturating_div(100).saturating_mul(COVER_PERCENT)
	}

	/// Σ fees that are owed to this worker and not settled: live batches and open receipts.
	pub fn outstanding(&self) -> Result<Balance> {
		let mut owed = self.owed.lock();
		if let Some(owed) = *owed {
			return Ok(owed);
		}
		let sum = self.count_outstanding()?;
		*owed = Some(sum);
		Ok(sum)
	}

	/// Says that a new receipt is owed for.
	pub fn note_receipt(&self, fee: Balance) {
		if let Some(owed) = self.owed.lock().as_mut() {
			*owed = owed.saturating_add(fee);
		}
	}

	/// Says how a batch ended.
	pub fn end(&self, epoch: BatchEpoch, outcome: BatchOutcome) -> Result<()> {
		self.store.end_batch(epoch, outcome)?;
		*self.owed.lock() = None;
		Ok(())
	}

	fn count_outstanding(&self) -> Result<Balance> {
		let live = self.store.live_batches()?;
		let booked = live
			.iter()
			.fold(0, |sum: Balance, (_, batch)| sum.saturating_add(batch.header.fee_total()));
		self.store.open_receipts()?.into_iter().try_fold(booked, |sum, (session, n, _)| {
			let fee = self.store.receipt(session, n)?.and_then(|record| record.receipt.fee.total());
			Ok(sum.saturating_add(fee.unwrap_or(0)))
		})
	}

	/// Closes the epoch before the current one: plans, builds, signs and stores its batch. `None`
	/// when there is nothing to book or the epoch has a batch.
	pub async fn close_epoch(
		&self,
		chain: &dyn ChainView,
		head: Head,
		max_receipts: u32,
	) -> Result<Option<BatchRecord>> {
		let timing = chain.timing().await?;
		let current = head.number.checked_div(timing.batch_epoch).unwrap_or(0);
		let Some(epoch) = current.checked_sub(1).map(BatchEpoch) else { return Ok(None) };
		if self.store.batch(epoch)?.is_some() || self.store.open_receipts()?.is_empty() {
			return Ok(None);
		}
		if chain.last_epoch(self.worker).await?.is_some_and(|last| last >= epoch) {
			return Ok(None);
		}
		if chain.key_at(self.worker, epoch).await? != Some(self.key.account()) {
			return Err(Error::Config(format!(
				"{} is not this worker's key of epoch {epoch}; is worker.key the registered one?",
				self.key.account()
			)));
		}
		let Some(summary) = chain.worker(self.worker).await? else {
			return Err(Error::Config("this worker is not registered any more".into()));
		};
		let plan = self.plan(chain, &timing, epoch, head, summary.stake, max_receipts).await?;
		if !plan.lost.is_empty() {
			tracing::warn!(receipts = plan.lost.len(), "receipts that can no longer be paid");
			self.store.drop_open(&plan.lost)?;
			*self.owed.lock() = None;
		}
		if plan.take.is_empty() || plan.fees < MIN_FEES {
			return Ok(None);
		}
		let waterfall = chain.waterfall().await?;
		let entries = self.entries(plan.take.iter().copied())?;
		let built = build(self.worker, epoch, waterfall, entries)?;
		let record = BatchRecord {
			signature: self.key.sign(&built.header, &chain.domain()),
			header: built.header.clone(),
			spans: spans(&plan.take),
			failures: plan.failures,
			signed_at: head.number,
			outcome: BatchOutcome::Live,
		};
		// From here on the header counts: it is on disk before anyone can ask for it.
		self.store.put_batch(epoch, &record)?;
		self.remember(epoch, Arc::new(built));
		tracing::info!(%epoch, receipts = plan.take.len(), fees = plan.fees, "batch closed");
		Ok(Some(record))
	}

	async fn plan(
		&self,
		chain: &dyn ChainView,
		timing: &Timing,
		epoch: BatchEpoch,
		head: Head,
		stake: Balance,
		receipts: u32,
	) -> Result<Plan> {
		let live = self.store.live_batches()?;
		let exposed = live
			.iter()
			.fold(0, |sum: Balance, (_, batch)| sum.saturating_add(batch.header.fee_total()));
		let ids: BTreeSet<SessionId> =
			self.store.open_receipts()?.into_iter().map(|(session, ..)| session).collect();
		let mut sessions = BTreeMap::new();
		for id in ids {
			sessions.insert(id, chain.session(id).await?);
		}
		let room = Self::cover(stake).saturating_sub(exposed);
		let bounds = Bounds { epoch, head: head.number, room, receipts };
		plan(&self.store, &sessions, &live, timing, bounds)
	}

	/// A stored batch with its trees.
	pub fn built(&self, epoch: BatchEpoch) -> Result<Option<(Arc<Built>, BatchRecord)>> {
		let Some(record) = self.store.batch(epoch)? else { return Ok(None) };
		let known = self.cache.lock().get(&epoch).cloned();
		if let Some(built) = known {
			return Ok(Some((built, record)));
		}
		let entries = self.entries(record.ids())?;
		let built = build(self.worker, epoch, record.header.waterfall_version, entries)?;
		if built.header != record.header {
			return Err(Error::Corrupt("the batch: its trees do not give its header"));
		}
		let built = Arc::new(built);
		self.remember(epoch, built.clone());
		Ok(Some((built, record)))
	}

	/// The first batch after an epoch that is not over.
	pub fn next_after(&self, after: Option<BatchEpoch>) -> Result<Option<Announcement>> {
		let live = self.store.live_batches()?;
		let next = live.into_iter().find(|(epoch, _)| after.is_none_or(|after| *epoch > after));
		Ok(next.map(|(_, batch)| Announcement { header: batch.header, signature: batch.signature }))
	}

	fn remember(&self, epoch: BatchEpoch, built: Arc<Built>) {
		let mut cache = self.cache.lock();
		cache.insert(epoch, built);
		while cache.len() > CACHE {
			cache.pop_first();
		}
	}

	fn entries(&self, ids: impl Iterator<Item = (SessionId, u32)>) -> Result<Vec<Entry>> {
		ids.map(|(session, n)| {
			let missing = || Error::Corrupt("a receipt of the batch");
			Ok(Entry {
				receipt: self.store.signed_receipt(session, n)?.ok_or_else(missing)?,
				report: self.store.report(session, n)?.ok_or_else(missing)?,
				voucher: self.store.receipt(session, n)?.ok_or_else(missing)?.voucher,
			})
		})
		.collect()
	}
}

/// Sorted ids as spans.
fn spans(ids: &[(SessionId, u32)]) -> Vec<Span> {
	let mut out: Vec<Span> = Vec::new();
	for (session, n) in ids {
		match out.last_mut() {
			Some(span) if span.session == *session && span.to.checked_add(1) == Some(*n) => {
				span.to = *n
			},
			_ => out.push(Span { session: *session, from: *n, to: *n }),
		}
	}
	out
}
