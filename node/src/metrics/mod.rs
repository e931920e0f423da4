// SPDX-License-Identifier: Apache-2.0

//! Prometheus metrics of this node beside the SDK's. `docs/operators/metrics.md` lists them.
//!
//! Off-chain workers run in wasm and report nothing, so everything is counted where the node hands
//! something to them or takes something from them: the host function that fetches (`pulls`), the
//! pool that they submit to, the end of a run (`offchain`), the events of finalised blocks
//! (`chain`), the Ethereum index in block import (`index`), what the pool got a second time (`pool`).

mod chain;
mod index;
mod offchain;
mod pool;
mod pulls;

pub use chain::ChainMetrics;
pub use index::IndexMetrics;
pub use offchain::OffchainMetrics;
pub use pool::PoolMetrics;
pub use pulls::{Kind, PullMetrics};

use substrate_prometheus_endpoint::{
	exponential_buckets, prometheus::core::Collector, register, CounterVec, Histogram,
	HistogramOpts, HistogramVec, Opts, PrometheusError, Registry, U64,
};

/// Every metric of this node.
pub struct Metrics {
	/// Fetches of the off-chain workers.
	pub pulls: PullMetrics,
	/// Runs of the off-chain workers and what came of them.
	pub offchain: OffchainMetrics,
	/// Batches in finalised blocks.
	pub chain: ChainMetrics,
	/// The Ethereum index.
	pub index: IndexMetrics,
	/// The transaction pool.
	pub pool: PoolMetrics,
}

impl Metrics {
	/// All metrics, registered if there is a registry. Without one they count for nobody.
	///
	/// # Errors
	/// When a name is taken.
	pub fn new(registry: Option<&Registry>) -> Result<Self, PrometheusError> {
		Ok(Self {
			pulls: PullMetrics::new(registry)?,
			offchain: OffchainMetrics::new(registry)?,
			chain: ChainMetrics::new(registry)?,
			index: IndexMetrics::new(registry)?,
			pool: PoolMetrics::new(registry)?,
		})
	}
}

/// Registers a metric where there is a registry.
fn known<T: Clone + Collector + 'static>(
	metric: T,
	registry: Option<&Registry>,
) -> Result<T, PrometheusError> {
	match registry {
		Some(registry) => register(metric, registry),
		None => Ok(metric),
	}
}

/// A counter with one label, whose values are all there from the start: a series that appears with
/// its first event hides that event from `rate`.
fn counters(
	name: &str,
	help: &str,
	label: &str,
	values: &[&str],
	registry: Option<&Registry>,
) -> Result<CounterVec<U64>, PrometheusError> {
	let metric = known(CounterVec::new(Opts::new(name, help), &[label])?, registry)?;
	for value in values {
		metric.with_label_values(&[value]);
	}
	Ok(metric)
}

/// From a millisecond to half a minute.
fn seconds(name: &str, help: &str) -> Result<HistogramOpts, PrometheusError> {
	Ok(HistogramOpts::new(name, help).buckets(exponential_buckets(0.001, 2.0, 16)?))
}

fn histogram(
	name: &str,
	help: &str,
	registry: Option<&Registry>,
) -> Result<Histogram, PrometheusError> {
	known(Histogram::with_opts(seconds(name, help)?)?, registry)
}

fn histograms(
	name: &str,
	help: &str,
	label: &str,
	values: &[&str],
	registry: Option<&Registry>,
) -> Result<HistogramVec, PrometheusError> {
	let metric = known(HistogramVec::new(seconds(name, help)?, &[label])?, registry)?;
	for value in values {
		metric.with_label_values(&[value]);
	}
	Ok(metric)
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn names_are_free_and_every_series_is_there_from_the_start() {
		let registry = Registry::new();
		Metrics::new(Some(&registry)).unwrap();
		let families = registry.gather();
		for family in &families {
			assert!(family.get_name().starts_with("openledger_"), "{}", family.get_name());
			assert!(!family.get_help().is_empty(), "{}", family.get_name());
			assert!(!family.get_metric().is_empty(), "{}", family.get_name());
		}
		assert_eq!(families.len(), 14);
		// The same registry refuses them a second time; without a registry nothing is refused.
		assert!(Metrics::new(Some(&registry)).is_err());
		assert!(Metrics::new(None).is_ok());
	}
}
