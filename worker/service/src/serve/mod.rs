// SPDX-License-Identifier: Apache-2.0
//! The HTTP API.
//!
//! | path | for |
//! |---|---|
//! | `POST /v1/chat/completions`, `POST /v1/completions`, `GET /v1/models` | payers (OpenAI's forms) |
//! | `GET /v1/receipts/{session}/{n}`, `GET /v1/trail/{session}/{n}` | payers, contributors |
//! | `GET /v1/batches/next`, `/v1/batches/{epoch}/audit`, `/{tree}/{index}`, `/body` | validators, challengers |
//! | `GET /v1/files/{hash}` | anyone who wants adapter and index |
//! | `GET /health`, `GET /metrics` | operators |

mod answer;
mod batches;
mod files;
mod forms;
mod json;
mod metrics;
mod openai;
mod refusal;
mod trail;
mod voucher;

pub use answer::Answered;
pub use metrics::Metrics;
pub use refusal::{Price, Refusal};
pub use voucher::{authenticate, check as check_voucher, Verdict};

use crate::{
	batch::Books, chain::ChainView, config::Config, error::Result, keys::WorkerKey, models::Models,
	store::Store,
};
use axum::{
	extract::{DefaultBodyLimit, State},
	http::StatusCode,
	response::IntoResponse,
	routing::{get, post},
	Json, Router,
};
use openledger_primitives::{BatchEpoch, SessionId, WorkerId};
use openledger_primitives_objects::SigningDomain;
use parking_lot::Mutex;
use std::{
	collections::BTreeMap,
	path::PathBuf,
	sync::{
		atomic::{AtomicU32, Ordering},
		Arc,
	},
};
use tokio::sync::{OwnedMutexGuard, Semaphore};

/// Answers that may wait for their turn.
const QUEUE: u32 = 64;

/// Everything the handlers share.
pub struct App {
	/// Settings.
	pub config: Config,
	/// This worker.
	pub worker: WorkerId,
	/// What signs receipts.
	pub key: WorkerKey,
	/// What signatures are bound to.
	pub domain: SigningDomain,
	/// The chain.
	pub chain: Arc<dyn ChainView>,
	/// The database.
	pub store: Store,
	/// What is served.
	pub models: Arc<Models>,
	/// Batches.
	pub books: Arc<Books>,
	/// Counters.
	pub metrics: Metrics,
	/// Data folder.
	pub data: PathBuf,
	slots: Arc<Semaphore>,
	waiting: AtomicU32,
	sessions: Mutex<BTreeMap<SessionId, Arc<tokio::sync::Mutex<()>>>>,
	head: AtomicU32,
	epoch: AtomicU32,
}

/// What an [`App`] is made of.
pub struct Parts {
	/// Settings.
	pub config: Config,
	/// What signs receipts.
	pub key: WorkerKey,
	/// The chain.
	pub chain: Arc<dyn ChainView>,
	/// What is served.
	pub models: Arc<Models>,
	/// Batches, with the database.
	pub books: Arc<Books>,
	/// Data folder.
	pub data: PathBuf,
}

impl App {
	/// Puts an app together.
	pub fn new(parts: Parts) -> Result<Arc<Self>> {
		let Parts { config, key, chain, models, books, data } = parts;
		Ok(Arc::new(Self {
			worker: books.worker(),
			domain: chain.domain(),
			store: books.store().clone(),
			metrics: Metrics::new()?,
			slots: Arc::new(Semaphore::new(config.concurrent_answers)),
			waiting: AtomicU32::new(0),
			sessions: Mutex::default(),
			head: AtomicU32::new(0),
			epoch: AtomicU32::new(0),
			config,
			key,
			chain,
			models,
			books,
			data,
		}))
	}

	/// Says which block is the newest finalised one, and how long a batch epoch is.
	pub fn note_head(&self, number: u32, batch_epoch: u32) {
		self.head.store(number, Ordering::Relaxed);
		self.epoch.store(number.checked_div(batch_epoch).unwrap_or(0), Ordering::Relaxed);
		self.metrics.head.set(i64::from(number));
	}

	/// The newest finalised block.
	pub fn head(&self) -> u32 {
		self.head.load(Ordering::Relaxed)
	}

	/// The current batch epoch.
	pub fn epoch(&self) -> BatchEpoch {
		BatchEpoch(self.epoch.load(Ordering::Relaxed))
	}

	/// The lock of a session, unless a call of it is running.
	fn lock(&self, session: SessionId) -> Option<OwnedMutexGuard<()>> {
		let mut sessions = self.sessions.lock();
		sessions.retain(|_, lock| Arc::strong_count(lock) > 1);
		sessions.entry(session).or_default().clone().try_lock_owned().ok()
	}

	/// Finishes what a kill left undone: signatures and reports of stored receipts.
	pub fn recover(self: &Arc<Self>) -> Result<()> {
		for (session, n) in self.store.unfinished()? {
			let Some(record) = self.store.receipt(session, n)? else { continue };
			answer::finish(self, &record)?;
			tracing::info!(%session, n, "finished a receipt that was cut off");
		}
		Ok(())
	}
}

/// All routes.
pub fn router(app: Arc<App>) -> Router {
	Router::new()
		.route("/v1/chat/completions", post(openai::chat))
		.route("/v1/completions", post(openai::completion))
		.route("/v1/models", get(openai::models))
		.route("/v1/receipts/{session}/{n}", get(trail::receipt))
		.route("/v1/trail/{session}/{n}", get(trail::trail))
		.route("/v1/batches/next", get(batches::next))
		.route("/v1/batches/{epoch}/audit", get(batches::audit))
		.route("/v1/batches/{epoch}/body", get(batches::body))
		.route("/v1/batches/{epoch}/{tree}/{index}", get(batches::leaf))
		.route("/v1/files/{hash}", get(files::file))
		.route("/metrics", get(metrics::metrics))
		.route("/health", get(health))
		.fallback(|| async { Refusal::new(StatusCode::NOT_FOUND, "not_found", "no such path") })
		.layer(DefaultBodyLimit::max(app.config.max_body_bytes))
		.with_state(app)
}

async fn health(State(app): State<Arc<App>>) -> impl IntoResponse {
	let head = app.head();
	let status = if head > 0 { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
	let body = serde_json::json!({
		"worker": app.worker,
		"finalized": head,
		"epoch": app.epoch(),
		"models": app.models.all().len(),
	});
	(status, Json(body))
}
