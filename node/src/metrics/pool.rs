// SPDX-License-Identifier: Apache-2.0

//! What the pool's memory has brought back.

use super::known;
use substrate_prometheus_endpoint::{Counter, PrometheusError, Registry, U64};

/// Metrics of the pool.
#[derive(Clone)]
pub struct PoolMetrics {
	again: Counter<U64>,
}

impl PoolMetrics {
	pub(super) fn new(registry: Option<&Registry>) -> Result<Self, PrometheusError> {
		Ok(Self {
			again: known(
				Counter::new(
					"openledger_transactions_submitted_again_total",
					"Accepted transactions that the pool had lost without a block and got again",
				)?,
				registry,
			)?,
		})
	}

	/// So many were submitted again.
	pub fn submitted_again(&self, number: u64) {
		self.again.inc_by(number);
	}
}
