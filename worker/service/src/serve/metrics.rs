// SPDX-License-Identifier: Apache-2.0
//! `GET /metrics`, Prometheus text.

use crate::{
	error::{Error, Result},
	serve::{App, Refusal},
	store::BatchOutcome,
};
use axum::{extract::State, http::header, response::IntoResponse};
use openledger_primitives::{Balance, MICRO};
use prometheus::{
	Counter, Encoder, Histogram, HistogramOpts, IntCounter, IntCounterVec, IntGauge, IntGaugeVec,
	Opts, Registry, TextEncoder,
};
use std::sync::Arc;

/// Counters of a worker.
pub struct Metrics {
	registry: Registry,
	answers: IntCounter,
	tokens_in: IntCounter,
	tokens_out: IntCounter,
	fees: Counter,
	refusals: IntCounterVec,
	answer_seconds: Histogram,
	/// Seconds that reports took.
	pub report_seconds: Histogram,
	/// Newest finalised block.
	pub head: IntGauge,
	batches: IntGaugeVec,
	outstanding: IntGauge,
}

impl Metrics {
	/// All counters at zero.
	pub fn new() -> Result<Self> {
		Self::build().map_err(|error| Error::Config(format!("metrics: {error}")))
	}

	fn build() -> prometheus::Result<Self> {
		let name = |name: &str| format!("openledger_worker_{name}");
		let seconds = |what: &str, help: &str| {
			Histogram::with_opts(
				HistogramOpts::new(name(what), help)
					.buckets(vec![0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0, 30.0]),
			)
		};
		let metrics = Self {
			answers: IntCounter::new(name("answers_total"), "Paid answers")?,
			tokens_in: IntCounter::new(name("tokens_in_total"), "Prompt tokens")?,
			tokens_out: IntCounter::new(name("tokens_out_total"), "Answer tokens")?,
			fees: Counter::new(name("fees_micro_open_total"), "Fees, millionths of an OPEN")?,
			refusals: IntCounterVec::new(
				Opts::new(name("refusals_total"), "Refused requests by code"),
				&["code"],
			)?,
			answer_seconds: seconds("answer_seconds", "Seconds of one answer")?,
			report_seconds: seconds("report_seconds", "Seconds of one report")?,
			head: IntGauge::new(name("finalized_block"), "Newest finalised block")?,
			batches: IntGaugeVec::new(
				Opts::new(name("batches"), "Batches by outcome"),
				&["outcome"],
			)?,
			outstanding: IntGauge::new(
				name("outstanding_micro_open"),
				"Fees not settled yet, millionths of an OPEN",
			)?,
			registry: Registry::new(),
		};
		let all: [Box<dyn prometheus::core::Collector>; 10] = [
			Box::new(metrics.answers.clone()),
			Box::new(metrics.tokens_in.clone()),
			Box::new(metrics.tokens_out.clone()),
			Box::new(metrics.fees.clone()),
			Box::new(metrics.refusals.clone()),
			Box::new(metrics.answer_seconds.clone()),
			Box::new(metrics.report_seconds.clone()),
			Box::new(metrics.head.clone()),
			Box::new(metrics.batches.clone()),
			Box::new(metrics.outstanding.clone()),
		];
		for collector in all {
			metrics.registry.register(collector)?;
		}
		Ok(metrics)
	}

	/// Counts an answer.
	pub fn answered(&self, tokens_in: u32, tokens_out: u32, fee: Balance, seconds: f64) {
		self.answers.inc();
		self.tokens_in.inc_by(tokens_in.into());
		self.tokens_out.inc_by(tokens_out.into());
		self.fees.inc_by(fee as f64 / MICRO as f64);
		self.answer_seconds.observe(seconds);
	}

	/// Counts a refusal.
	pub fn refused(&self, code: &str) {
		self.refusals.with_label_values(&[code]).inc();
	}
}

pub async fn metrics(State(app): State<Arc<App>>) -> Result<impl IntoResponse, Refusal> {
	let (mut live, mut over, mut failed) = (0i64, 0i64, 0i64);
	for (_, batch) in app.store.batches()? {
		let count = match batch.outcome {
			BatchOutcome::Live => &mut live,
			BatchOutcome::Final => &mut over,
			BatchOutcome::Failed => &mut failed,
		};
		*count = count.saturating_add(1);
	}
	for (outcome, count) in [("live", live), ("final", over), ("failed", failed)] {
		app.metrics.batches.with_label_values(&[outcome]).set(count);
	}
	let owed = app.books.outstanding()?.checked_div(MICRO).unwrap_or_default();
	app.metrics.outstanding.set(i64::try_from(owed).unwrap_or(i64::MAX));
	let mut out = Vec::new();
	TextEncoder::new()
		.encode(&app.metrics.registry.gather(), &mut out)
		.map_err(|error| Error::Data(error.to_string()))?;
	Ok(([(header::CONTENT_TYPE, "text/plain; version=0.0.4")], out))
}
