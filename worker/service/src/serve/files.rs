// SPDX-License-Identifier: Apache-2.0
//! `GET /v1/files/{hash}`: adapters and indices by content hash, and their list by adapter hash.

use crate::serve::{App, Refusal};
use axum::{
	extract::{Path, State},
	http::{header, StatusCode},
	response::{IntoResponse, Response},
};
use std::sync::Arc;

pub async fn file(
	State(app): State<Arc<App>>,
	Path(hash): Path<String>,
) -> Result<Response, Refusal> {
	let missing = || Refusal::new(StatusCode::NOT_FOUND, "not_found", "no such file");
	let name = hash.trim_start_matches("0x");
	// Only a hash is ever joined to a path.
	let bytes = hex::decode(name).ok().filter(|bytes| bytes.len() == 32).ok_or_else(missing)?;
	let path = app.data.join("files").join(hex::encode(bytes));
	let bytes = tokio::fs::read(&path).await.map_err(|_| missing())?;
	Ok(([(header::CONTENT_TYPE, "application/octet-stream")], bytes).into_response())
}
