// SPDX-License-Identifier: Apache-2.0
//! `/v1/chat/completions`, `/v1/completions`, `/v1/models`.

use crate::{
	batch::Books,
	chain::{SessionView, Visibility},
	error::Error,
	models::Served,
	serve::{
		answer::{self, Answered, Order},
		forms::{Parties, Request},
		json,
		refusal::{Next, Price, Refusal},
		voucher::{self, Verdict},
		App,
	},
	store::{AnswerKind, ReceiptRecord},
};
use axum::{
	body::Bytes,
	extract::State,
	http::{HeaderMap, StatusCode},
	response::{
		sse::{Event, KeepAlive, Sse},
		IntoResponse, Response,
	},
	Json,
};
use codec::Encode;
use openledger_primitives::{Balance, SessionId};
use openledger_primitives_objects::{fee_of, Offer, Sampling, SignedVoucher, Voucher};
use std::{
	convert::Infallible,
	sync::{atomic::Ordering, Arc},
};
use tokio::sync::mpsc;
use tokio_stream::{wrappers::UnboundedReceiverStream, StreamExt};

/// Header with a SignedVoucher, SCALE, in hex.
pub const VOUCHER: &str = "x-openledger-voucher";
/// Header with a session's number, for a price without a voucher.
pub const SESSION: &str = "x-openledger-session";
/// Header of the answer with its SignedReceipt, SCALE, in hex.
pub const RECEIPT: &str = "x-openledger-receipt";

pub async fn chat(app: State<Arc<App>>, headers: HeaderMap, body: Bytes) -> Response {
	respond(app.0, headers, body, AnswerKind::Chat).await
}

pub async fn completion(app: State<Arc<App>>, headers: HeaderMap, body: Bytes) -> Response {
	respond(app.0, headers, body, AnswerKind::Text).await
}

pub async fn models(State(app): State<Arc<App>>) -> Response {
	let mut data = Vec::new();
	for served in app.models.all() {
		let price = app.chain.model_version(served.version).await.ok().flatten();
		let rates = price.map(|version| {
			serde_json::json!({
				"rate_in": version.rate_in.to_string(),
				"rate_out": version.rate_out.to_string(),
				"live": version.live,
			})
		});
		data.push(serde_json::json!({
			"id": app.models.name(served.version),
			"object": "model",
			"created": 0,
			"owned_by": "openledger",
			"openledger": {
				"model_version": served.version,
				"worker": app.worker,
				"adapter_hash": json::hex0x(served.adapter_hash),
				"base_hash": json::hex0x(app.models.base().hash()),
				"price": rates,
			},
		}));
	}
	Json(serde_json::json!({ "object": "list", "data": data })).into_response()
}

async fn respond(app: Arc<App>, headers: HeaderMap, body: Bytes, kind: AnswerKind) -> Response {
	match serve(&app, &headers, &body, kind).await {
		Ok(response) => response,
		Err(refusal) => {
			app.metrics.refused(refusal.code);
			refusal.into_response()
		},
	}
}

/// A request with what the chain knows about it.
struct Call {
	request: Request,
	served: Arc<Served>,
	prompt: String,
	tokens: Vec<u32>,
	sampling: Sampling,
	kind: AnswerKind,
}

async fn serve(
	app: &Arc<App>,
	headers: &HeaderMap,
	body: &[u8],
	kind: AnswerKind,
) -> Result<Response, Refusal> {
	let request = Request::parse(body)?;
	let sampling = request.sampling(&app.config)?;
	let prompt = request.prompt(kind)?;
	let served = app.models.resolve(&request.model).ok_or_else(|| {
		let message = format!("this worker does not serve {:?}", request.model);
		Refusal::new(StatusCode::NOT_FOUND, "model_not_found", message)
	})?;
	let base = app.models.base();
	let tokens = base.prompt(&prompt).map_err(Error::from)?;
	let context = base.config().max_position_embeddings;
	if tokens.len() >= context {
		let too_long = openledger_worker_engine::Error::TooLong { tokens: tokens.len(), context };
		return Err(Error::from(too_long).into());
	}
	let room = u32::try_from(context.saturating_sub(tokens.len())).unwrap_or(u32::MAX);
	let sampling = Sampling { max_tokens: sampling.max_tokens.min(room), ..sampling };
	let call = Call { request, served, prompt, tokens, sampling, kind };

	let header = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
	let Some(text) = header(VOUCHER) else {
		let session = header(SESSION).and_then(|text| text.parse().ok()).map(SessionId);
		let price = price(app, &call, session).await?;
		let message = "this answer is sold: send a voucher of an open session";
		return Err(Refusal::payment("voucher_missing", message).with_price(&price));
	};
	let signed = voucher::parse(text)?;
	match paid(app, &call, &signed).await {
		Ok(Paid::Again(answered)) => Ok(whole(&call, *answered)),
		Ok(Paid::Order(order, guard)) => run(app, call, *order, guard).await,
		Err(refusal) if refusal.status == StatusCode::PAYMENT_REQUIRED => {
			let price = price(app, &call, Some(signed.voucher.session)).await?;
			Err(refusal.with_price(&price))
		},
		Err(refusal) => Err(refusal),
	}
}

enum Paid {
	/// A used voucher: the stored answer.
	Again(Box<Answered>),
	/// A new call, with the session's lock.
	Order(Box<Order>, tokio::sync::OwnedMutexGuard<()>),
}

async fn paid(app: &Arc<App>, call: &Call, signed: &SignedVoucher) -> Result<Paid, Refusal> {
	let id = signed.voucher.session;
	let session = match signed.voucher.worker == app.worker {
		true => app.chain.session(id).await?,
		false => None,
	};
	// Strangers never reach the lock, so they can neither block a session nor fill the map.
	let session = voucher::authenticate(signed, session.as_ref(), app.worker, &app.domain)?.clone();
	let guard = app.lock(id).ok_or_else(|| {
		let message = "a call of this session is running; ask again for its answer";
		Refusal::new(StatusCode::CONFLICT, "session_busy", message)
	})?;
	let last = app.store.last_receipt(id)?;
	let verdict = voucher::check(signed, &session, last.as_ref(), app.head())?;
	let budget = match verdict {
		Verdict::Fresh { budget } => budget,
		Verdict::Used => return again(app, call, signed).await,
	};
	let offer = offer(&session, call)?;
	let max_tokens = affordable(&offer, call, budget).ok_or_else(|| {
		let message = "what the voucher authorises does not pay for one answer token";
		Refusal::payment("voucher_overspent", message)
	})?;
	covered(app, budget).await?;
	let order = Order {
		served: call.served.clone(),
		model: call.request.model.clone(),
		voucher: signed.clone(),
		offer,
		before: signed.voucher.cumulative,
		prompt: call.prompt.clone(),
		tokens: call.tokens.clone(),
		sampling: Sampling { max_tokens, ..call.sampling.clone() },
		kind: call.kind,
		open_text: session.visibility == Visibility::Open,
	};
	Ok(Paid::Order(Box::new(order), guard))
}

/// The stored answer of a used voucher: for the same voucher and the same question only.
async fn again(app: &Arc<App>, call: &Call, signed: &SignedVoucher) -> Result<Paid, Refusal> {
	let voucher = &signed.voucher;
	let found = app.store.receipt(voucher.session, voucher.n)?;
	let same = |record: &ReceiptRecord| {
		record.voucher.voucher == *voucher
			&& record.prompt == call.prompt
			&& record.kind == call.kind
			&& record.receipt.model_version == call.served.version
	};
	let Some(record) = found.filter(same) else {
		let message = "this voucher has paid for another call; the receipt is at /v1/receipts";
		return Err(Refusal::payment("voucher_replayed", message));
	};
	let worker = app.clone();
	let answered = tokio::task::spawn_blocking(move || answer::finish(&worker, &record))
		.await
		.map_err(|error| Error::Data(format!("a task died: {error}")))??;
	Ok(Paid::Again(Box::new(answered)))
}

fn offer(session: &SessionView, call: &Call) -> Result<Offer, Refusal> {
	let version = call.served.version;
	let offers = session.summary.offers.iter().filter(|offer| offer.model_version == version);
	let found = match call.request.openledger {
		Some(Parties { agent, app }) => {
			offers.clone().find(|offer| offer.agent == agent && offer.app == app)
		},
		None => offers.clone().next(),
	};
	found.cloned().ok_or_else(|| {
		let message = "the session does not buy this model version with these parties";
		Refusal::payment("not_offered", message)
	})
}

fn total(offer: &Offer, tokens_in: usize, tokens_out: u32) -> Option<Balance> {
	fee_of(offer, u32::try_from(tokens_in).ok()?, tokens_out)?.total()
}

/// Most answer tokens that the budget pays for, at most those asked for.
fn affordable(offer: &Offer, call: &Call, budget: Balance) -> Option<u32> {
	let fits = |out: u32| total(offer, call.tokens.len(), out).is_some_and(|fee| fee <= budget);
	let (mut low, mut high) = (0u32, call.sampling.max_tokens);
	if fits(high) {
		return Some(high);
	}
	// The fee grows with the tokens: `low` always fits or is 0, `high` never does.
	while high.saturating_sub(low) > 1 {
		let middle = low.midpoint(high);
		match fits(middle) {
			true => low = middle,
			false => high = middle,
		}
	}
	(low > 0).then_some(low)
}

/// Refuses calls that the worker's stake does not cover any more.
async fn covered(app: &Arc<App>, budget: Balance) -> Result<(), Refusal> {
	let full = |message: &str| {
		Err(Refusal::new(StatusCode::SERVICE_UNAVAILABLE, "exposure_limit", message))
	};
	let Some(worker) = app.chain.worker(app.worker).await? else {
		return full("the worker is not registered any more");
	};
	let owed = app.books.outstanding()?.saturating_add(budget);
	match owed <= Books::cover(worker.stake) {
		true => Ok(()),
		false => full("the worker's stake does not cover more answers until a batch is final"),
	}
}

async fn price(app: &Arc<App>, call: &Call, session: Option<SessionId>) -> Result<Price, Refusal> {
	let version = call.served.version;
	let view = match session {
		Some(id) => app.chain.session(id).await?,
		None => None,
	};
	let view = view.filter(|view| view.summary.worker == app.worker);
	let offer = match view.as_ref().and_then(|view| offer(view, call).ok()) {
		Some(offer) => Some(offer),
		None => app.chain.model_version(version).await?.map(|summary| Offer {
			model_version: version,
			agent: None,
			app: None,
			rate_in: summary.rate_in,
			rate_out: summary.rate_out,
			agent_markup: 0,
			app_markup: 0,
		}),
	};
	let next = match (session, &view) {
		(Some(id), Some(_)) => {
			let last = app.store.last_receipt(id)?;
			let probe = Voucher {
				session: id,
				worker: app.worker,
				n: 0,
				acknowledges: Default::default(),
				cumulative: 0,
			};
			let (n, acknowledges, cumulative) = voucher::next(&probe, last.as_ref());
			Some(Next {
				session: id.0,
				n,
				acknowledges: json::hex0x(acknowledges),
				cumulative: cumulative.to_string(),
			})
		},
		_ => None,
	};
	let max_fee = offer
		.as_ref()
		.and_then(|offer| total(offer, call.tokens.len(), call.sampling.max_tokens))
		.unwrap_or_default();
	Ok(Price {
		worker: app.worker.0,
		genesis: json::hex0x(app.domain.genesis),
		chain_id: app.domain.chain_id,
		model_version: version.0,
		rate_in: offer.as_ref().map(|offer| offer.rate_in).unwrap_or_default().to_string(),
		rate_out: offer.as_ref().map(|offer| offer.rate_out).unwrap_or_default().to_string(),
		tokens_in: u32::try_from(call.tokens.len()).unwrap_or(u32::MAX),
		max_tokens: call.sampling.max_tokens,
		max_fee: max_fee.to_string(),
		next,
	})
}

/// Runs a call in a task of its own, so that it ends and is booked when the client goes away.
async fn run(
	app: &Arc<App>,
	call: Call,
	order: Order,
	guard: tokio::sync::OwnedMutexGuard<()>,
) -> Result<Response, Refusal> {
	if app.waiting.fetch_add(1, Ordering::Relaxed) >= super::QUEUE {
		app.waiting.fetch_sub(1, Ordering::Relaxed);
		let message = "too many answers are waiting; try again";
		return Err(Refusal::new(StatusCode::SERVICE_UNAVAILABLE, "overloaded", message));
	}
	let (pieces, received) = mpsc::unbounded_channel::<String>();
	let worker = app.clone();
	let task = tokio::spawn(async move {
		let _guard = guard;
		let permit = worker.slots.clone().acquire_owned().await;
		let inner = worker.clone();
		let result = tokio::task::spawn_blocking(move || {
			// A closed channel means that nobody listens; the answer is made all the same.
			answer::compute(&inner, order, |text| drop(pieces.send(text)))
		})
		.await;
		drop(permit);
		worker.waiting.fetch_sub(1, Ordering::Relaxed);
		match result {
			Ok(done) => done,
			Err(error) => Err(Error::Data(format!("an answer's task died: {error}"))),
		}
	});
	if !call.request.stream {
		drop(received);
		let answered = task.await.map_err(|error| Error::Data(error.to_string()))??;
		return Ok(whole(&call, answered));
	}
	let (kind, model) = (call.kind, call.request.model.clone());
	let texts = UnboundedReceiverStream::new(received)
		.map(move |text| event(&json::piece(kind, &model, &text)));
	let end = futures::stream::once(async move {
		let result = task.await.map_err(|error| Error::Data(error.to_string()));
		match result.and_then(|done| done) {
			Ok(answered) => vec![event(&json::last_piece(&answered)), done()],
			Err(error) => vec![event(&Refusal::from(error).body()), done()],
		}
	});
	let events = texts.chain(futures::StreamExt::flat_map(end, futures::stream::iter));
	Ok(Sse::new(events).keep_alive(KeepAlive::default()).into_response())
}

fn event(value: &serde_json::Value) -> Result<Event, Infallible> {
	Ok(Event::default().data(value.to_string()))
}

fn done() -> Result<Event, Infallible> {
	Ok(Event::default().data("[DONE]"))
}

fn whole(call: &Call, answered: Answered) -> Response {
	if call.request.stream {
		let events = [
			event(&json::piece(call.kind, &call.request.model, &answered.record.answer)),
			event(&json::last_piece(&answered)),
			done(),
		];
		return Sse::new(futures::stream::iter(events)).into_response();
	}
	let receipt = json::hex0x(answered.signed.encode());
	([(RECEIPT, receipt)], Json(json::answer(&answered))).into_response()
}
