// SPDX-License-Identifier: Apache-2.0
//! Serves a folder of contributions over HTTP, for those who have no web server.

use anyhow::{Context, Result};
use std::{net::SocketAddr, path::Path};
use tokio::{net::TcpListener, task::JoinHandle};
use tower_http::services::ServeDir;

/// Serves `dir` at `address`; returns the bound address and the running task.
pub async fn serve(dir: &Path, address: SocketAddr) -> Result<(SocketAddr, JoinHandle<()>)> {
	let listener =
		TcpListener::bind(address).await.with_context(|| format!("cannot listen on {address}"))?;
	let bound = listener.local_addr()?;
	let router = axum::Router::new().fallback_service(ServeDir::new(dir));
	let task = tokio::spawn(async move {
		if let Err(error) = axum::serve(listener, router).await {
			eprintln!("the file server ended: {error}");
		}
	});
	Ok((bound, task))
}
