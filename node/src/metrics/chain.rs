// SPDX-License-Identifier: Apache-2.0

//! Batches in finalised blocks.

use super::{counters, known};
use substrate_prometheus_endpoint::{Counter, CounterVec, PrometheusError, Registry, U64};

/// Metrics of finalised blocks.
#[derive(Clone)]
pub struct ChainMetrics {
	events: CounterVec<U64>,
	unread: Counter<U64>,
}

impl ChainMetrics {
	pub(super) fn new(registry: Option<&Registry>) -> Result<Self, PrometheusError> {
		Ok(Self {
			events: counters(
				"openledger_chain_batches_total",
				"What happened to batches in the blocks that this node saw finalised",
				"event",
				&["announced", "seeded", "redrawn", "attested", "settling", "failed"],
				registry,
			)?,
			unread: known(
				Counter::new(
					"openledger_chain_blocks_unread_total",
					"Finalised blocks whose events this program cannot read: their runtime is newer",
				)?,
				registry,
			)?,
		})
	}

	/// Counts an event of a batch.
	pub fn event(&self, event: &str) {
		self.events.with_label_values(&[event]).inc();
	}

	/// Counts a block that was not read.
	pub fn unread(&self) {
		self.unread.inc();
	}
}
