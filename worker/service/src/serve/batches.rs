// SPDX-License-Identifier: Apache-2.0
//! What validators and challengers fetch, as SCALE bytes.

use crate::{
	batch::Built,
	error::Error,
	serve::{App, Refusal},
	store::BatchRecord,
};
use axum::{
	extract::{Path, Query, State},
	http::{header, StatusCode},
	response::{IntoResponse, Response},
};
use codec::Encode;
use openledger_primitives::{BatchEpoch, Hash};
use openledger_primitives_objects::TreeKind;
use openledger_primitives_poa::draw::MAX_LEAVES;
use serde::Deserialize;
use std::sync::Arc;

#[derive(Deserialize)]
pub struct After {
	after: Option<u32>,
}

#[derive(Deserialize)]
pub struct Audit {
	seed: String,
	leaves: u32,
}

fn scale(value: &impl Encode) -> Response {
	([(header::CONTENT_TYPE, "application/octet-stream")], value.encode()).into_response()
}

fn missing(what: &str) -> Refusal {
	Refusal::new(StatusCode::NOT_FOUND, "not_found", format!("no such {what}"))
}

/// Trees are rebuilt on a thread that may block.
async fn built(app: &Arc<App>, epoch: u32) -> Result<(Arc<Built>, BatchRecord), Refusal> {
	let books = app.books.clone();
	let found = tokio::task::spawn_blocking(move || books.built(BatchEpoch(epoch)))
		.await
		.map_err(|error| Error::Data(error.to_string()))??;
	found.ok_or_else(|| missing("batch"))
}

/// `GET /v1/batches/next?after=EPOCH`: SCALE `Announcement`, or 204.
pub async fn next(
	State(app): State<Arc<App>>,
	Query(after): Query<After>,
) -> Result<Response, Refusal> {
	let next = app.books.next_after(after.after.map(BatchEpoch))?;
	Ok(match next {
		Some(announcement) => scale(&announcement),
		None => StatusCode::NO_CONTENT.into_response(),
	})
}

/// `GET /v1/batches/{epoch}/audit?seed=0x…&leaves=N`: SCALE `AuditBundle`.
pub async fn audit(
	State(app): State<Arc<App>>,
	Path(epoch): Path<u32>,
	Query(query): Query<Audit>,
) -> Result<Response, Refusal> {
	let bad = || Refusal::bad("seed", "the seed must be 32 bytes in hex");
	let bytes = hex::decode(query.seed.trim_start_matches("0x")).map_err(|_| bad())?;
	let seed = <[u8; 32]>::try_from(bytes).map(Hash::from).map_err(|_| bad())?;
	let number = query.leaves;
	if !(1..=MAX_LEAVES).contains(&number) {
		return Err(Refusal::bad(
			"leaves",
			format!("the number of leaves must be from 1 to {MAX_LEAVES}"),
		));
	}
	let (built, _) = built(&app, epoch).await?;
	Ok(scale(&built.audit(&seed, number)?))
}

/// `GET /v1/batches/{epoch}/body`: SCALE `BatchBody`.
pub async fn body(
	State(app): State<Arc<App>>,
	Path(epoch): Path<u32>,
) -> Result<Response, Refusal> {
	let (built, record) = built(&app, epoch).await?;
	Ok(scale(&built.body(record.signature)))
}

/// `GET /v1/batches/{epoch}/{tree}/{index}`: SCALE `LeafProof`.
pub async fn leaf(
	State(app): State<Arc<App>>,
	Path((epoch, tree, index)): Path<(u32, String, u32)>,
) -> Result<Response, Refusal> {
	let tree = match tree.as_str() {
		"receipts" => TreeKind::Receipts,
		"reports" => TreeKind::Reports,
		"sessions" => TreeKind::Sessions,
		"credits" => TreeKind::Credits,
		_ => return Err(missing("tree")),
	};
	let (built, _) = built(&app, epoch).await?;
	let proof = built.leaf(tree, index).ok_or_else(|| missing("leaf"))?;
	Ok(scale(&proof))
}
