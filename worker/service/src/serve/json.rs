// SPDX-License-Identifier: Apache-2.0
//! Receipts, reports and answers as JSON. Plancks are decimal strings, hashes 0x hex.

use crate::{
	serve::Answered,
	store::{AnswerKind, ReceiptRecord},
};
use codec::Encode;
use openledger_primitives::SHARE_ONE;
use openledger_primitives_objects::{Receipt, Report};
use serde_json::{json, Value};

/// Bytes as 0x hex.
pub fn hex0x(bytes: impl AsRef<[u8]>) -> String {
	format!("0x{}", hex::encode(bytes))
}

/// A receipt, readable.
pub fn receipt(receipt: &Receipt) -> Value {
	json!({
		"session": receipt.session,
		"n": receipt.n,
		"model_version": receipt.model_version,
		"adapter_hash": hex0x(receipt.adapter_hash),
		"agent": receipt.agent,
		"app": receipt.app,
		"prompt_hash": hex0x(receipt.prompt_hash),
		"tokens_hash": hex0x(receipt.tokens_hash),
		"output_hash": hex0x(receipt.output_hash),
		"tokens_in": receipt.tokens_in,
		"tokens_out": receipt.tokens_out,
		"sampling": receipt.sampling,
		"fee": {
			"base": receipt.fee.base.to_string(),
			"agent": receipt.fee.agent.to_string(),
			"app": receipt.fee.app.to_string(),
			"total": receipt.fee.total().unwrap_or_default().to_string(),
		},
		"cumulative": receipt.cumulative.to_string(),
		"time": receipt.time,
		"hash": hex0x(receipt.hash()),
	})
}

/// A report, readable. `share` is in units of 2⁻³², `percent` the same rounded for people.
pub fn report(report: &Report) -> Value {
	let percent = |share: u64| {
		let hundredths = u128::from(share).saturating_mul(1_000_000) / u128::from(SHARE_ONE);
		hundredths as f64 / 10_000.0
	};
	let entries: Vec<Value> = report
		.entries
		.iter()
		.map(|entry| {
			json!({
				"contribution": entry.contribution,
				"rows": entry.rows,
				"score": entry.score,
				"share": entry.share,
				"percent": percent(entry.share),
			})
		})
		.collect();
	json!({
		"method": report.method,
		"model_version": report.model_version,
		"query_hash": hex0x(report.query_hash),
		"decoys": report.decoys.to_vec(),
		"entries": entries,
		"unattributed": report.unattributed,
		"unattributed_percent": percent(report.unattributed),
		"evidence": report.evidence.to_vec(),
		"audited": false,
	})
}

/// What stands under `openledger` in an answer.
pub fn openledger(answered: &Answered) -> Value {
	let made = &answered.signed.receipt;
	json!({
		"session": made.session,
		"n": made.n,
		"receipt": hex0x(answered.signed.encode()),
		"receipt_readable": receipt(made),
		"salt": hex0x(answered.record.salt),
		"next": {
			"session": made.session,
			"n": made.n.saturating_add(1),
			"acknowledges": hex0x(made.hash()),
			"cumulative": made.cumulative.to_string(),
		},
		"report": report(&answered.report),
	})
}

fn id(record: &ReceiptRecord) -> String {
	let kind = match record.kind {
		AnswerKind::Chat => "chatcmpl",
		AnswerKind::Text => "cmpl",
	};
	format!("{kind}-{}-{}", record.receipt.session, record.receipt.n)
}

/// The body of an answer; the same for the same receipt, for ever.
pub fn answer(answered: &Answered) -> Value {
	let record = &answered.record;
	let (tokens_in, tokens_out) = (record.receipt.tokens_in, record.receipt.tokens_out);
	let finish = record.finish.as_str();
	let (object, choice) = match record.kind {
		AnswerKind::Chat => (
			"chat.completion",
			json!({
				"index": 0, "finish_reason": finish,
				"message": { "role": "assistant", "content": record.answer },
			}),
		),
		AnswerKind::Text => (
			"text_completion",
			json!({ "index": 0, "finish_reason": finish, "text": record.answer }),
		),
	};
	json!({
		"id": id(record),
		"object": object,
		"created": record.receipt.time / 1_000,
		"model": record.model,
		"choices": [choice],
		"usage": {
			"prompt_tokens": tokens_in,
			"completion_tokens": tokens_out,
			"total_tokens": u64::from(tokens_in).saturating_add(tokens_out.into()),
		},
		"openledger": openledger(answered),
	})
}

/// A piece of a streamed answer.
pub fn piece(kind: AnswerKind, model: &str, text: &str) -> Value {
	let (object, choice) = match kind {
		AnswerKind::Chat => (
			"chat.completion.chunk",
			json!({ "index": 0, "delta": { "content": text }, "finish_reason": null }),
		),
		AnswerKind::Text => {
			("text_completion", json!({ "index": 0, "text": text, "finish_reason": null }))
		},
	};
	json!({ "object": object, "model": model, "choices": [choice] })
}

/// The end of a streamed answer: finish reason, usage, receipt and report.
pub fn last_piece(answered: &Answered) -> Value {
	let mut whole = answer(answered);
	let record = &answered.record;
	let finish = record.finish.as_str();
	let (object, choice) = match record.kind {
		AnswerKind::Chat => {
			("chat.completion.chunk", json!({ "index": 0, "delta": {}, "finish_reason": finish }))
		},
		AnswerKind::Text => {
			("text_completion", json!({ "index": 0, "text": "", "finish_reason": finish }))
		},
	};
	if let Some(object_) = whole.as_object_mut() {
		object_.insert("object".into(), object.into());
		object_.insert("choices".into(), json!([choice]));
	}
	whole
}
