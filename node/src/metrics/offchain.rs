// SPDX-License-Identifier: Apache-2.0

//! Runs of the off-chain workers and what came of them.

use super::{counters, histogram, known};
use std::time::Duration;
use substrate_prometheus_endpoint::{
	Counter, CounterVec, Gauge, Histogram, Opts, PrometheusError, Registry, U64,
};

/// Metrics of runs.
#[derive(Clone)]
pub struct OffchainMetrics {
	seconds: Histogram,
	running: Gauge<U64>,
	verified: Counter<U64>,
	refused: CounterVec<U64>,
	submissions: CounterVec<U64>,
}

impl OffchainMetrics {
	pub(super) fn new(registry: Option<&Registry>) -> Result<Self, PrometheusError> {
		let submissions = known(
			CounterVec::new(
				Opts::new(
					"openledger_batch_submissions_total",
					"Announcements and attestations that this node's off-chain worker gave to the pool",
				),
				&["call", "result"],
			)?,
			registry,
		)?;
		for call in ["announce", "attest"] {
			for result in ["accepted", "refused"] {
				submissions.with_label_values(&[call, result]);
			}
		}
		Ok(Self {
			seconds: histogram(
				"openledger_offchain_run_seconds",
				"Seconds from a block's import to the end of its off-chain worker run",
				registry,
			)?,
			running: known(
				Gauge::new(
					"openledger_offchain_runs",
					"Off-chain worker runs that have not ended",
				)?,
				registry,
			)?,
			verified: known(
				Counter::new(
					"openledger_batches_verified_total",
					"Batches whose drawn leaves this node pulled, checked and attested",
				)?,
				registry,
			)?,
			refused: counters(
				"openledger_batches_refused_total",
				"Pulled leaves of batches that this node did not attest: not decodable, or not what \
				 the header and the chain say",
				"reason",
				&["undecodable", "check"],
				registry,
			)?,
			submissions,
		})
	}

	/// A run began.
	pub fn began(&self) {
		self.running.inc();
	}

	/// A run ended.
	pub fn ended(&self, took: Duration) {
		self.running.dec();
		self.seconds.observe(took.as_secs_f64());
	}

	/// A batch was attested.
	pub fn verified(&self) {
		self.verified.inc();
	}

	/// A pulled body does not decode.
	pub fn undecodable(&self) {
		self.refused.with_label_values(&["undecodable"]).inc();
	}

	/// Pulled bodies were not attested.
	pub fn failed_checks(&self, bodies: u64) {
		self.refused.with_label_values(&["check"]).inc_by(bodies);
	}

	/// The pool was given a call.
	pub fn submitted(&self, call: &str, accepted: bool) {
		let result = if accepted { "accepted" } else { "refused" };
		self.submissions.with_label_values(&[call, result]).inc();
	}

	/// Counts for tests: verified, undecodable, failed checks, runs that ended.
	#[cfg(test)]
	pub fn counts(&self) -> (u64, u64, u64, u64) {
		(
			self.verified.get(),
			self.refused.with_label_values(&["undecodable"]).get(),
			self.refused.with_label_values(&["check"]).get(),
			self.seconds.get_sample_count(),
		)
	}
}
