// SPDX-License-Identifier: Apache-2.0

//! Fetches that the node made for its off-chain workers.

use super::{counters, histograms, known};
use openledger_primitives_fetch::FetchError;
use std::time::Duration;
use substrate_prometheus_endpoint::{
	CounterVec, HistogramVec, Opts, PrometheusError, Registry, U64,
};

/// What was fetched, by its path on the worker's endpoint.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
	/// A worker's next header.
	Header,
	/// The drawn leaves of a batch.
	Audit,
	/// Anything else.
	Other,
}

impl Kind {
	const ALL: [Self; 3] = [Self::Header, Self::Audit, Self::Other];

	/// The kind of a URL.
	pub fn of(url: &[u8]) -> Self {
		let path = url.split(|byte| *byte == b'?').next().unwrap_or_default();
		if path.ends_with(b"/v1/batches/next") {
			Self::Header
		} else if path.ends_with(b"/audit") {
			Self::Audit
		} else {
			Self::Other
		}
	}

	/// Value of the label `kind`.
	pub fn label(self) -> &'static str {
		match self {
			Self::Header => "header",
			Self::Audit => "audit",
			Self::Other => "other",
		}
	}
}

/// Values of the label `result`.
const RESULTS: [&str; 12] = [
	"ok",
	"empty",
	"unavailable",
	"bad_url",
	"forbidden_address",
	"unresolved",
	"timeout",
	"too_large",
	"redirect",
	"status",
	"malformed",
	"connection",
];

/// Value of the label `result`.
fn result(outcome: &Result<Vec<u8>, FetchError>) -> &'static str {
	match outcome {
		Ok(body) if body.is_empty() => "empty",
		// A worker that has nothing new answers 204.
		Err(FetchError::Status(204)) => "empty",
		Ok(_) => "ok",
		Err(FetchError::Unavailable) => "unavailable",
		Err(FetchError::BadUrl) => "bad_url",
		Err(FetchError::ForbiddenAddress) => "forbidden_address",
		Err(FetchError::Unresolved) => "unresolved",
		Err(FetchError::Timeout) => "timeout",
		Err(FetchError::TooLarge) => "too_large",
		Err(FetchError::Redirect) => "redirect",
		Err(FetchError::Status(_)) => "status",
		Err(FetchError::Malformed) => "malformed",
		Err(FetchError::Connection) => "connection",
	}
}

/// Metrics of fetches.
#[derive(Clone)]
pub struct PullMetrics {
	pulls: CounterVec<U64>,
	bytes: CounterVec<U64>,
	seconds: HistogramVec,
}

impl PullMetrics {
	pub(super) fn new(registry: Option<&Registry>) -> Result<Self, PrometheusError> {
		let kinds = Kind::ALL.map(Kind::label);
		let pulls = known(
			CounterVec::new(
				Opts::new(
					"openledger_pulls_total",
					"Fetches from workers' endpoints, by what was fetched and how it ended",
				),
				&["kind", "result"],
			)?,
			registry,
		)?;
		for kind in kinds {
			for result in RESULTS {
				pulls.with_label_values(&[kind, result]);
			}
		}
		Ok(Self {
			pulls,
			bytes: counters(
				"openledger_pull_bytes_total",
				"Bytes fetched from workers' endpoints",
				"kind",
				&kinds,
				registry,
			)?,
			seconds: histograms(
				"openledger_pull_seconds",
				"Seconds of one fetch from a worker's endpoint",
				"kind",
				&kinds,
				registry,
			)?,
		})
	}

	/// Counts one fetch.
	pub fn pulled(&self, kind: Kind, outcome: &Result<Vec<u8>, FetchError>, took: Duration) {
		self.pulls.with_label_values(&[kind.label(), result(outcome)]).inc();
		self.seconds.with_label_values(&[kind.label()]).observe(took.as_secs_f64());
		if let Ok(body) = outcome {
			let bytes = u64::try_from(body.len()).unwrap_or(u64::MAX);
			self.bytes.with_label_values(&[kind.label()]).inc_by(bytes);
		}
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn kinds_follow_the_path() {
		for (url, kind) in [
			("http://w.example:1/v1/batches/next", Kind::Header),
			("http://w.example:1/v1/batches/next?after=7", Kind::Header),
			("https://w.example/base/v1/batches/7/audit?seed=0xff&leaves=8", Kind::Audit),
			("https://w.example/v1/batches/7/body", Kind::Other),
			("https://w.example/?x=/v1/batches/next", Kind::Other),
			("", Kind::Other),
		] {
			assert_eq!(Kind::of(url.as_bytes()), kind, "{url}");
		}
	}

	#[test]
	fn every_outcome_has_a_series() {
		let metrics = PullMetrics::new(None).unwrap();
		let outcomes = [
			Ok(vec![1]),
			Ok(vec![]),
			Err(FetchError::Unavailable),
			Err(FetchError::BadUrl),
			Err(FetchError::ForbiddenAddress),
			Err(FetchError::Unresolved),
			Err(FetchError::Timeout),
			Err(FetchError::TooLarge),
			Err(FetchError::Redirect),
			Err(FetchError::Status(500)),
			Err(FetchError::Malformed),
			Err(FetchError::Connection),
		];
		for (outcome, name) in outcomes.iter().zip(RESULTS) {
			assert_eq!(result(outcome), name);
			metrics.pulled(Kind::Audit, outcome, Duration::from_millis(3));
			assert_eq!(metrics.pulls.with_label_values(&["audit", name]).get(), 1);
		}
		let nothing_new = Err(FetchError::Status(204));
		metrics.pulled(Kind::Header, &nothing_new, Duration::ZERO);
		assert_eq!(metrics.pulls.with_label_values(&["header", "empty"]).get(), 1);
		assert_eq!(metrics.bytes.with_label_values(&["audit"]).get(), 1);
		assert_eq!(metrics.seconds.with_label_values(&["audit"]).get_sample_count(), 12);
	}
}
