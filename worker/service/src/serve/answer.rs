// SPDX-License-Identifier: Apache-2.0
//! One paid answer: compute, receipt to disk, sign, signature to disk, report, send.

use crate::{
	attribute,
	error::{Error, Result},
	models::Served,
	serve::{forms::engine_sampling, App},
	store::{AnswerKind, Finish, ReceiptRecord},
};
use codec::Encode;
use openledger_primitives::{Balance, Hash};
use openledger_primitives_objects::{
	fee_of, Offer, Receipt, Report, Sampling, SignedReceipt, SignedVoucher,
};
use openledger_worker_engine::{Generator, StopReason};
use rand::RngCore;
use sp_crypto_hashing::blake2_256;
use std::{
	sync::Arc,
	time::{Instant, SystemTime, UNIX_EPOCH},
};

/// A call that may run.
pub struct Order {
	/// The model version.
	pub served: Arc<Served>,
	/// Name of the model as it was asked for.
	pub model: String,
	/// The voucher.
	pub voucher: SignedVoucher,
	/// Price and parties.
	pub offer: Offer,
	/// Cumulative fee of the receipt before.
	pub before: Balance,
	/// The prompt.
	pub prompt: String,
	/// Its tokens.
	pub tokens: Vec<u32>,
	/// Sampling, with `max_tokens` inside the budget.
	pub sampling: Sampling,
	/// Which endpoint was asked.
	pub kind: AnswerKind,
	/// Whether the text may be shown later.
	pub open_text: bool,
}

/// An answer as it is sent, now and again.
#[derive(Clone, Debug)]
pub struct Answered {
	/// Receipt, text, salt.
	pub record: ReceiptRecord,
	/// The receipt with its signature.
	pub signed: SignedReceipt,
	/// Which contributions made it.
	pub report: Report,
}

/// Computes an answer; `piece` hears the text as it comes. Blocking.
pub fn compute(app: &App, order: Order, mut piece: impl FnMut(String)) -> Result<Answered> {
	let started = Instant::now();
	let base = app.models.base();
	let generator = Generator::new(base, Some(&order.served.adapter));
	let mut stream = base.codec()?.stream();
	let made = generator.run(&order.tokens, &engine_sampling(&order.sampling), |token| {
		if let Ok(text) = stream.push(token) {
			if !text.is_empty() {
				piece(text);
			}
		}
		// A client that goes away has still authorised the call; the answer waits for it.
		true
	})?;
	let rest = stream.finish()?;
	if !rest.is_empty() {
		piece(rest);
	}
	let answer = base.codec()?.decode(&made.tokens)?;
	let count = |tokens: usize| u32::try_from(tokens).map_err(|_| Error::Overflow("tokens"));
	let (tokens_in, tokens_out) = (count(made.tokens_in)?, count(made.tokens_out)?);
	let fee = fee_of(&order.offer, tokens_in, tokens_out).ok_or(Error::Overflow("fee"))?;
	let total = fee.total().ok_or(Error::Overflow("fee"))?;
	let mut salt = [0u8; 32];
	rand::rngs::OsRng.fill_bytes(&mut salt);
	let salted = [&salt[..], order.prompt.as_bytes()].concat();
	let all: Vec<u32> = order.tokens.iter().chain(&made.tokens).copied().collect();
	let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
	let voucher = &order.voucher.voucher;
	let receipt = Receipt {
		session: voucher.session,
		n: voucher.n,
		model_version: order.served.version,
		adapter_hash: order.served.adapter_hash,
		agent: order.offer.agent,
		app: order.offer.app,
		prompt_hash: Hash::from(blake2_256(&salted)),
		tokens_hash: Hash::from(blake2_256(&all.encode())),
		output_hash: Hash::from(blake2_256(answer.as_bytes())),
		tokens_in,
		tokens_out,
		sampling: order.sampling,
		fee,
		cumulative: order.before.checked_add(total).ok_or(Error::Overflow("cumulative fee"))?,
		time: u64::try_from(now.as_millis()).unwrap_or(u64::MAX),
	};
	let record = ReceiptRecord {
		receipt,
		voucher: order.voucher,
		salt,
		prompt: order.prompt,
		prompt_tokens: order.tokens,
		answer_tokens: made.tokens,
		answer,
		finish: match made.stop {
			StopReason::Stop => Finish::Stop,
			StopReason::Length | StopReason::Cancelled => Finish::Length,
		},
		kind: order.kind,
		model: order.model,
		epoch: app.epoch(),
		open_text: order.open_text,
	};
	let record = app.store.put_receipt(&record)?;
	app.books.note_receipt(total);
	let seconds = started.elapsed().as_secs_f64();
	app.metrics.answered(tokens_in, tokens_out, total, seconds);
	finish(app, &record)
}

/// Signs and reports a stored receipt, as far as that is not done. What is on disk counts.
pub fn finish(app: &App, record: &ReceiptRecord) -> Result<Answered> {
	let (session, n) = (record.receipt.session, record.receipt.n);
	let signature = match app.store.signature(session, n)? {
		Some(signature) => signature,
		None => {
			let made = app.key.sign(&record.receipt, &app.domain);
			app.store.put_signature(session, n, made)?
		},
	};
	let report = match app.store.report(session, n)? {
		Some(report) => report,
		None => {
			let started = Instant::now();
			let version = record.receipt.model_version;
			let served = app
				.models
				.get(version)
				.ok_or_else(|| Error::Data(format!("model version {version} is not served")))?;
			let report = attribute::report(app.models.base(), &served, record)?;
			app.store.put_report(session, n, &report)?;
			app.metrics.report_seconds.observe(started.elapsed().as_secs_f64());
			report
		},
	};
	let signed = SignedReceipt { receipt: record.receipt.clone(), signature };
	Ok(Answered { record: record.clone(), signed, report })
}
