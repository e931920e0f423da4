// SPDX-License-Identifier: Apache-2.0
//! Moving batches on: announcing, answering demands, settling sessions, paying credits.
//!
//! Everything follows from the chain's finalised state, so that a kill between any two steps is
//! made good by the next block: what was done is seen on chain, what was not is done again.

use crate::{
	batch::{header_hash, Books, Built, LeafProof},
	chain::{Action, BatchStage, BatchView, ChainView, DemandView, Head, Siblings},
	error::{Error, Result},
	store::{BatchOutcome, BatchRecord},
};
use openledger_primitives::BatchEpoch;
use openledger_primitives_objects::Announcement;

/// Session leaves of one call.
const SESSION_CHUNK: u32 = 64;
/// Credit leaves of one call.
const CREDIT_CHUNK: u32 = 128;
/// Calls sent for one block.
const STEPS: u32 = 64;

/// What to do about one batch.
enum Step {
	Wait,
	/// Not announced yet.
	Unknown,
	Send(Action),
	End(BatchOutcome),
}

impl Books {
	/// Does what can be done at a finalised block. Returns the number of calls sent. A failing
	/// batch is reported and does not hold up the others.
	pub async fn drive(
		&self,
		chain: &dyn ChainView,
		head: Head,
		announce_after: u32,
	) -> Result<u32> {
		let mut sent = 0u32;
		for demand in chain.demands(self.worker()).await? {
			match self.answer(chain, demand).await {
				Ok(()) => sent = sent.saturating_add(1),
				Err(error) => tracing::error!(epoch = %demand.epoch, %error, "demand not answered"),
			}
		}
		// Batches settle in order: only the oldest announced one may.
		let mut first = true;
		for (epoch, record) in self.store().live_batches()? {
			let mut over = false;
			while sent < STEPS {
				match self.step(chain, head, epoch, &record, announce_after, first).await {
					Ok(Step::Wait) => break,
					Ok(Step::Unknown) => {
						over = true;
						break;
					},
					Ok(Step::End(outcome)) => {
						tracing::info!(%epoch, ?outcome, "batch over");
						self.end(epoch, outcome)?;
						over = true;
						break;
					},
					Ok(Step::Send(action)) => {
						if let Err(error) = chain.submit(self.worker(), action).await {
							tracing::warn!(%epoch, %error, "batch: call failed");
							break;
						}
						sent = sent.saturating_add(1);
					},
					Err(error) => {
						tracing::warn!(%epoch, %error, "batch: cannot go on");
						break;
					},
				}
			}
			first = first && over;
		}
		Ok(sent)
	}

	async fn step(
		&self,
		chain: &dyn ChainView,
		head: Head,
		epoch: BatchEpoch,
		record: &BatchRecord,
		announce_after: u32,
		first: bool,
	) -> Result<Step> {
		let Some(view) = chain.batch(self.worker(), epoch).await? else {
			return self.unannounced(chain, head, epoch, record, announce_after).await;
		};
		if view.header_hash != header_hash(&record.header) {
			return Err(Error::Data("the chain has another header for this epoch".into()));
		}
		let BatchView { stage, stale, .. } = view;
		match stage {
			BatchStage::Final => Ok(Step::End(BatchOutcome::Final)),
			BatchStage::Failed => Ok(Step::End(BatchOutcome::Failed)),
			_ if stale => Ok(Step::Send(Action::Advance(epoch))),
			BatchStage::Open => Ok(Step::Wait),
			BatchStage::Window { ends } if !first || head.number <= ends => Ok(Step::Wait),
			BatchStage::Window { .. } => self.settle(epoch, 0),
			BatchStage::Sessions { next } => self.settle(epoch, next),
			BatchStage::Credits { next } => self.credit(epoch, next),
		}
	}

	/// A signed batch that the chain does not know.
	async fn unannounced(
		&self,
		chain: &dyn ChainView,
		head: Head,
		epoch: BatchEpoch,
		record: &BatchRecord,
		announce_after: u32,
	) -> Result<Step> {
		if chain.last_epoch(self.worker()).await?.is_some_and(|last| last >= epoch) {
			// A later one was announced: this one is either over and pruned, or will never be.
			for span in &record.spans {
				let settled = chain.session(span.session).await?;
				if settled.is_some_and(|view| view.summary.settled_n < span.to) {
					return Ok(Step::End(BatchOutcome::Failed));
				}
			}
			return Ok(Step::End(BatchOutcome::Final));
		}
		let due = record.signed_at.saturating_add(announce_after);
		if announce_after == 0 || head.number < due {
			return Ok(Step::Unknown);
		}
		let (header, signature) = (record.header.clone(), record.signature.clone());
		Ok(Step::Send(Action::Announce(Box::new(Announcement { header, signature }))))
	}

	fn load(&self, epoch: BatchEpoch) -> Result<std::sync::Arc<Built>> {
		let found = self.built(epoch)?.ok_or(Error::Corrupt("the batch"))?;
		Ok(found.0)
	}

	fn settle(&self, epoch: BatchEpoch, next: u32) -> Result<Step> {
		let built = self.load(epoch)?;
		let (leaves, len) = chunk(&built.sessions, next, SESSION_CHUNK)?;
		let proof = built.session_tree.range(next, len);
		let proof = proof.ok_or(Error::Corrupt("the batch's sessions"))?;
		Ok(Step::Send(Action::SettleSessions { epoch, leaves, proof }))
	}

	fn credit(&self, epoch: BatchEpoch, next: u32) -> Result<Step> {
		let built = self.load(epoch)?;
		if built.credits.is_empty() {
			return Ok(Step::Send(Action::Advance(epoch)));
		}
		let (leaves, len) = chunk(&built.credits, next, CREDIT_CHUNK)?;
		let proof = built.credit_tree.range(next, len);
		let proof = proof.ok_or(Error::Corrupt("the batch's credits"))?;
		Ok(Step::Send(Action::Credit { epoch, leaves, proof }))
	}

	async fn answer(&self, chain: &dyn ChainView, demand: DemandView) -> Result<()> {
		let built = self.load(demand.epoch)?;
		let proof = built
			.leaf(demand.tree, demand.leaf)
			.ok_or_else(|| Error::Data("a demand for a leaf that is not there".into()))?;
		let (bytes, siblings) = match proof {
			LeafProof::Sum { leaf, opening, .. } => {
				(leaf, Siblings::Sums(opening.siblings.into_inner()))
			},
			LeafProof::Plain { leaf, opening } => {
				(leaf, Siblings::Plain(opening.siblings.into_inner()))
			},
		};
		let (epoch, tree, leaf) = (demand.epoch, demand.tree, demand.leaf);
		chain.submit(self.worker(), Action::Answer { epoch, tree, leaf, bytes, siblings }).await
	}
}

fn chunk<T: Clone>(leaves: &[T], next: u32, most: u32) -> Result<(Vec<T>, u32)> {
	let out: Vec<T> = leaves.iter().skip(next as usize).take(most as usize).cloned().collect();
	let len = u32::try_from(out.len()).map_err(|_| Error::Overflow("chunk"))?;
	match len {
		0 => Err(Error::Data("the chain's cursor is past this batch's leaves".into())),
		len => Ok((out, len)),
	}
}
