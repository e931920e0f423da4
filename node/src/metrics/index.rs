// SPDX-License-Identifier: Apache-2.0

//! The Ethereum index that block import writes.

use super::{histogram, known};
use std::time::Duration;
use substrate_prometheus_endpoint::{Counter, Histogram, PrometheusError, Registry, U64};

/// Metrics of the index.
#[derive(Clone)]
pub struct IndexMetrics {
	seconds: Histogram,
	entries: Counter<U64>,
	errors: Counter<U64>,
}

impl IndexMetrics {
	pub(super) fn new(registry: Option<&Registry>) -> Result<Self, PrometheusError> {
		Ok(Self {
			seconds: histogram(
				"openledger_ethereum_index_seconds",
				"Seconds that block import spent on a block's entries of the Ethereum index",
				registry,
			)?,
			entries: known(
				Counter::new(
					"openledger_ethereum_index_entries_total",
					"Entries that blocks added to the Ethereum index",
				)?,
				registry,
			)?,
			errors: known(
				Counter::new(
					"openledger_ethereum_index_errors_total",
					"Blocks that were not imported because the Ethereum index could not be prepared",
				)?,
				registry,
			)?,
		})
	}

	/// A block's entries are prepared.
	pub fn prepared(&self, entries: usize, took: Duration) {
		self.seconds.observe(took.as_secs_f64());
		self.entries.inc_by(u64::try_from(entries).unwrap_or(u64::MAX));
	}

	/// A block's entries could not be prepared.
	pub fn failed(&self) {
		self.errors.inc();
	}
}
