// SPDX-License-Identifier: Apache-2.0
//! Refusals: what a client is told, in OpenAI's error form, with a price where payment is missing.

use crate::error::Error;
use axum::{
	http::StatusCode,
	response::{IntoResponse, Response},
	Json,
};
use serde::Serialize;

/// What a call costs and what the next voucher must say. Plancks are decimal strings.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize)]
pub struct Price {
	/// The worker to open a session with.
	pub worker: u32,
	/// Genesis hash that signatures bind.
	pub genesis: String,
	/// Chain id that signatures bind.
	pub chain_id: u64,
	/// The model version asked for.
	pub model_version: u32,
	/// Plancks per 1,000 prompt tokens.
	pub rate_in: String,
	/// Plancks per 1,000 answer tokens.
	pub rate_out: String,
	/// Tokens of the prompt.
	pub tokens_in: u32,
	/// Most answer tokens.
	pub max_tokens: u32,
	/// Most that this call can cost, plancks, markups included.
	pub max_fee: String,
	/// What the next voucher of the session must say.
	#[serde(skip_serializing_if = "Option::is_none")]
	pub next: Option<Next>,
}

/// What a session's next voucher must say.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Next {
	/// The session.
	pub session: u64,
	/// Its number.
	pub n: u32,
	/// Hash of the receipt before, or zeros.
	pub acknowledges: String,
	/// Cumulative fee of the receipt before, plancks.
	pub cumulative: String,
}

/// Why a request is not served.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Refusal {
	/// HTTP status.
	pub status: StatusCode,
	/// Name that programs read.
	pub code: &'static str,
	/// Text that people read.
	pub message: String,
	/// Price, for refusals that money would help.
	pub price: Option<Box<Price>>,
}

impl Refusal {
	/// A refusal without a price.
	pub fn new(status: StatusCode, code: &'static str, message: impl Into<String>) -> Self {
		Self { status, code, message: message.into(), price: None }
	}

	/// 400.
	pub fn bad(code: &'static str, message: impl Into<String>) -> Self {
		Self::new(StatusCode::BAD_REQUEST, code, message)
	}

	/// 402; the price is added where it is known.
	pub fn payment(code: &'static str, message: impl Into<String>) -> Self {
		Self::new(StatusCode::PAYMENT_REQUIRED, code, message)
	}

	/// With a price.
	pub fn with_price(mut self, price: &Price) -> Self {
		if self.status == StatusCode::PAYMENT_REQUIRED {
			self.price = Some(Box::new(price.clone()));
		}
		self
	}

	/// The JSON body.
	pub fn body(&self) -> serde_json::Value {
		let kind = match self.status {
			StatusCode::PAYMENT_REQUIRED => "payment_required",
			status if status.is_server_error() => "server_error",
			_ => "invalid_request_error",
		};
		let mut body = serde_json::json!({
			"error": { "message": self.message, "type": kind, "code": self.code, "param": null },
		});
		if let (Some(price), Some(object)) = (&self.price, body.as_object_mut()) {
			object.insert("price".into(), serde_json::json!(price));
		}
		body
	}
}

impl IntoResponse for Refusal {
	fn into_response(self) -> Response {
		(self.status, Json(self.body())).into_response()
	}
}

impl From<Error> for Refusal {
	fn from(error: Error) -> Self {
		match error {
			Error::ChainAway(_) => Self::new(
				StatusCode::SERVICE_UNAVAILABLE,
				"chain_unavailable",
				"the worker has lost its node; try again",
			),
			Error::Engine(openledger_worker_engine::Error::TooLong { tokens, context }) => {
				Self::bad(
					"context_length_exceeded",
					format!("{tokens} tokens do not fit the context of {context}"),
				)
			},
			// Paths, database details and the like stay in the log.
			error => {
				tracing::error!(%error, "request failed");
				Self::new(
					StatusCode::INTERNAL_SERVER_ERROR,
					"internal",
					"the worker failed; what you paid for is kept, ask again with the same voucher",
				)
			},
		}
	}
}
