// SPDX-License-Identifier: Apache-2.0
//! `GET /v1/receipts/{session}/{n}` and `GET /v1/trail/{session}/{n}`: from an answer to whom it
//! paid. Text is shown for open sessions only; the rest is ids, hashes, fees and shares.

use crate::{
	error::Result as WorkerResult,
	serve::{
		json::{self, hex0x},
		App, Refusal,
	},
	store::{BatchOutcome, ReceiptRecord},
};
use axum::{
	extract::{Path, State},
	http::StatusCode,
	Json,
};
use codec::Encode;
use openledger_primitives::{BatchEpoch, SessionId};
use serde_json::{json, Value};
use std::sync::Arc;

fn missing() -> Refusal {
	Refusal::new(StatusCode::NOT_FOUND, "not_found", "no such receipt")
}

/// The receipt as it was sent.
pub async fn receipt(
	State(app): State<Arc<App>>,
	Path((session, n)): Path<(u64, u32)>,
) -> Result<Json<Value>, Refusal> {
	let signed = app.store.signed_receipt(SessionId(session), n)?.ok_or_else(missing)?;
	Ok(Json(json!({
		"receipt": hex0x(signed.encode()),
		"receipt_readable": json::receipt(&signed.receipt),
		"worker_key": app.key.account().to_string(),
	})))
}

/// The receipt, its report, and its place in a batch with the credits it pays into.
pub async fn trail(
	State(app): State<Arc<App>>,
	Path((session, n)): Path<(u64, u32)>,
) -> Result<Json<Value>, Refusal> {
	let id = SessionId(session);
	let record = app.store.receipt(id, n)?.ok_or_else(missing)?;
	let signed = app.store.signed_receipt(id, n)?.ok_or_else(missing)?;
	let report = app.store.report(id, n)?;
	let text =
		record.open_text.then(|| json!({ "prompt": record.prompt, "answer": record.answer }));
	let worker = app.clone();
	let batch = tokio::task::spawn_blocking(move || place(&worker, &record))
		.await
		.map_err(|error| crate::error::Error::Data(error.to_string()))??;
	Ok(Json(json!({
		"worker": app.worker,
		"receipt": json::receipt(&signed.receipt),
		"report": report.as_ref().map(json::report),
		"text": text,
		"batch": batch,
	})))
}

/// The newest batch that holds a receipt.
fn place(app: &App, record: &ReceiptRecord) -> WorkerResult<Option<Value>> {
	let (session, n) = (record.receipt.session, record.receipt.n);
	let holds = |epoch: &BatchEpoch| -> WorkerResult<bool> {
		Ok(app.store.batch(*epoch)?.is_some_and(|batch| {
			batch.spans.iter().any(|s| s.session == session && s.from <= n && n <= s.to)
		}))
	};
	let epochs: Vec<BatchEpoch> =
		app.store.batches()?.into_iter().map(|(epoch, _)| epoch).rev().collect();
	for epoch in epochs {
		if !holds(&epoch)? {
			continue;
		}
		let Some((built, batch)) = app.books.built(epoch)? else { continue };
		let same = |entry: &crate::batch::Entry| {
			(entry.receipt.receipt.session, entry.receipt.receipt.n) == (session, n)
		};
		let Some(index) = built.entries.iter().position(same) else { continue };
		let leaf = built.audit_leaf(u32::try_from(index).unwrap_or(u32::MAX))?;
		let credits: Vec<Value> = leaf
			.credits
			.iter()
			.map(|credit| {
				json!({
					"contribution": credit.credit.contribution,
					"index": credit.opening.index,
					"weight": credit.sub_leaf.weight.to_string(),
					"weight_in_batch": credit.credit.weight.to_string(),
				})
			})
			.collect();
		return Ok(Some(json!({
			"epoch": epoch,
			"index": index,
			"header_hash": hex0x(crate::batch::header_hash(&built.header)),
			"outcome": match batch.outcome {
				BatchOutcome::Live => "live",
				BatchOutcome::Final => "final",
				BatchOutcome::Failed => "failed",
			},
			"credits": credits,
		})));
	}
	Ok(None)
}
