// SPDX-License-Identifier: Apache-2.0

//! Distributions.

use serde_json::{json, Value};

/// Two decimals.
pub fn rounded(value: f64) -> f64 {
	(value * 100.0).round() / 100.0
}

/// p50, p90, p99 and the greatest of some samples; `null` without any.
pub fn distribution(mut samples: Vec<f64>) -> Value {
	samples.sort_by(f64::total_cmp);
	let Some(last) = samples.last() else { return Value::Null };
	let at = |part: f64| {
		let index = ((samples.len() as f64 * part) as usize).min(samples.len() - 1);
		rounded(samples[index])
	};
	json!({
		"p50": at(0.5), "p90": at(0.9), "p99": at(0.99), "max": rounded(*last),
		"samples": samples.len(),
	})
}

/// A Prometheus histogram, in seconds.
#[derive(Clone, Debug, Default)]
pub struct Histogram {
	/// Upper bound and how many samples are at most that.
	buckets: Vec<(f64, f64)>,
	sum: f64,
	count: f64,
}

impl Histogram {
	/// The histogram of a name in a node's metrics; empty where the node has none yet.
	pub fn read(metrics: &str, name: &str) -> Self {
		let mut histogram = Self::default();
		for line in metrics.lines() {
			let Some(rest) = line.strip_prefix(name) else { continue };
			let Some(value) = rest.rsplit(' ').next().and_then(|text| text.parse().ok()) else {
				continue;
			};
			if rest.starts_with("_sum") {
				histogram.sum += value;
			} else if rest.starts_with("_count") {
				histogram.count += value;
			} else if rest.starts_with("_bucket") {
				let bound = rest.split("le=\"").nth(1).and_then(|text| text.split('"').next());
				let bound = bound.and_then(|text| match text {
					"+Inf" => Some(f64::INFINITY),
					number => number.parse().ok(),
				});
				histogram.buckets.extend(bound.map(|bound| (bound, value)));
			}
		}
		histogram
	}

	/// What was added since `earlier`.
	pub fn since(&self, earlier: &Self) -> Self {
		let before = |bound: f64| {
			earlier.buckets.iter().find(|(other, _)| *other == bound).map_or(0.0, |(_, n)| *n)
		};
		Self {
			buckets: self.buckets.iter().map(|(bound, n)| (*bound, n - before(*bound))).collect(),
			sum: self.sum - earlier.sum,
			count: self.count - earlier.count,
		}
	}

	/// Both together.
	pub fn and(&self, other: &Self) -> Self {
		if self.buckets.is_empty() {
			return other.clone();
		}
		let more = |bound: f64| {
			other.buckets.iter().find(|(found, _)| *found == bound).map_or(0.0, |(_, n)| *n)
		};
		Self {
			buckets: self.buckets.iter().map(|(bound, n)| (*bound, n + more(*bound))).collect(),
			sum: self.sum + other.sum,
			count: self.count + other.count,
		}
	}

	/// The quantile in seconds, linear within its bucket, as Prometheus' `histogram_quantile`.
	fn quantile(&self, part: f64) -> f64 {
		let rank = self.count * part;
		let mut lower = (0.0, 0.0);
		for &(bound, below) in &self.buckets {
			if below >= rank && below > lower.1 {
				if bound.is_infinite() {
					return lower.0;
				}
				return lower.0 + (bound - lower.0) * (rank - lower.1) / (below - lower.1);
			}
			lower = (bound, below);
		}
		lower.0
	}

	/// Mean, p50, p99 in milliseconds and the number of samples; `null` without any.
	pub fn milliseconds(&self) -> Value {
		if self.count < 1.0 {
			return Value::Null;
		}
		json!({
			"mean": rounded(self.sum / self.count * 1e3),
			"p50": rounded(self.quantile(0.5) * 1e3),
			"p99": rounded(self.quantile(0.99) * 1e3),
			"samples": self.count as u64,
		})
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn histograms_are_read_subtracted_and_cut() {
		let text = |a: u32, b: u32, sum: f64| {
			format!(
				"# TYPE x histogram\nx_bucket{{chain=\"c\",le=\"0.1\"}} {a}\n\
				 x_bucket{{chain=\"c\",le=\"0.2\"}} {b}\nx_bucket{{chain=\"c\",le=\"+Inf\"}} {b}\n\
				 x_sum{{chain=\"c\"}} {sum}\nx_count{{chain=\"c\"}} {b}\nxy_count 7\n"
			)
		};
		let first = Histogram::read(&text(1, 2, 0.2), "x");
		let second = Histogram::read(&text(3, 6, 0.8), "x");
		let added = second.since(&first);
		assert_eq!(added.count, 4.0);
		let shown = added.milliseconds();
		assert_eq!(shown["mean"], 150.0);
		assert_eq!(shown["p50"], 100.0);
		assert_eq!(shown["samples"], 4);
		assert!(Histogram::read("", "x").milliseconds().is_null());
		assert_eq!(added.and(&added).count, 8.0);
	}

	#[test]
	fn distributions_name_what_they_hold() {
		let shown = distribution((1..=100).map(f64::from).collect());
		assert_eq!(shown["p50"], 51.0);
		assert_eq!(shown["p99"], 100.0);
		assert!(distribution(Vec::new()).is_null());
	}
}
