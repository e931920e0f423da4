// SPDX-License-Identifier: Apache-2.0

//! `eth_subscribe`.

use super::Eth;
use crate::{
	api::pubsub::EthPubSubApiServer,
	chain::Route,
	config::EthConfig,
	error::{Error, Result},
	filters, logs, render,
	types::{RpcHeader, Syncing},
};
use alloy_rpc_types_eth::Filter;
use futures::{Stream, StreamExt};
use jsonrpsee::{
	core::{async_trait, SubscriptionResult},
	types::ErrorObjectOwned,
	PendingSubscriptionSink, SubscriptionMessage, SubscriptionSink,
};
use serde::Serialize;
use serde_json::Value;
use std::time::Duration;

/// How long a subscriber may be too slow before it is dropped.
const PATIENCE: Duration = Duration::from_secs(60);
/// How often the state of syncing is looked at.
const SYNCING_INTERVAL: Duration = Duration::from_secs(2);

/// What is subscribed to.
enum Kind {
	NewHeads,
	Logs(Box<Filter>),
	PendingTransactions { full: bool },
	Syncing,
}

/// Subscription to `kind` with `params`.
fn kind(kind: &str, params: Option<Value>) -> Result<Kind> {
	let params = params.filter(|value| !value.is_null());
	let read = |error: serde_json::Error| Error::InvalidParams(error.to_string());
	match kind {
		"newHeads" => Ok(Kind::NewHeads),
		"logs" => {
			let filter = params.map(serde_json::from_value).transpose().map_err(read)?;
			Ok(Kind::Logs(Box::new(filter.unwrap_or_default())))
		},
		"newPendingTransactions" => {
			let full = params.map(serde_json::from_value).transpose().map_err(read)?;
			Ok(Kind::PendingTransactions { full: full.unwrap_or(false) })
		},
		"syncing" => Ok(Kind::Syncing),
		other => Err(Error::InvalidParams(format!("no \"{other}\" subscription in eth namespace"))),
	}
}

/// Sends one item. False where the subscriber is gone or too slow.
async fn send(sink: &SubscriptionSink, item: &impl Serialize) -> bool {
	let Ok(message) = SubscriptionMessage::from_json(item) else { return false };
	sink.send_timeout(message, PATIENCE).await.is_ok()
}

/// Sends what `items` makes of each element of a stream, until the subscriber is gone.
async fn forward<T, I: Serialize>(
	sink: SubscriptionSink,
	mut stream: impl Stream<Item = T> + Unpin,
	items: impl Fn(T) -> Vec<I>,
) {
	loop {
		let element = tokio::select! {
			() = sink.closed() => return,
			element = stream.next() => element,
		};
		let Some(element) = element else { return };
		for item in items(element) {
			if !send(&sink, &item).await {
				return;
			}
		}
	}
}

impl Eth {
	/// Headers of the blocks that a change enters.
	fn heads(&self, route: &Route) -> Vec<RpcHeader> {
		let found = route.enacted.iter().filter_map(|at| self.blocks.at(*at).ok().flatten());
		found.map(|found| render::header(&found.block)).collect()
	}

	async fn syncing_states(&self, sink: SubscriptionSink) {
		let mut interval = tokio::time::interval(SYNCING_INTERVAL);
		let mut last = None;
		loop {
			tokio::select! {
				() = sink.closed() => return,
				_ = interval.tick() => {},
			}
			let syncing = self.network.is_syncing();
			if last == Some(syncing) {
				continue;
			}
			last = Some(syncing);
			if !send(&sink, &Syncing::No(syncing)).await {
				return;
			}
		}
	}
}

#[async_trait]
impl EthPubSubApiServer for Eth {
	async fn subscribe(
		&self,
		pending: PendingSubscriptionSink,
		name: String,
		params: Option<Value>,
	) -> SubscriptionResult {
		let checked = kind(&name, params).and_then(|kind| match &kind {
			Kind::Logs(filter) => logs::check_terms(&self.config, filter).map(|()| kind),
			_ => Ok(kind),
		});
		let kind = match checked {
			Ok(kind) => kind,
			Err(error) => {
				pending.reject(ErrorObjectOwned::from(error)).await;
				return Ok(());
			},
		};
		// The streams open before the subscriber has its id: it misses nothing after that.
		let chain = self.blocks.chain();
		match kind {
			Kind::NewHeads => {
				let changes = chain.changes();
				let sink = pending.accept().await?;
				forward(sink, changes, |route| self.heads(&route)).await;
			},
			Kind::Logs(filter) => {
				let changes = chain.changes();
				let sink = pending.accept().await?;
				// A subscriber is owed every log: the limit is of answers. A block's gas bounds its logs.
				let unlimited = EthConfig { max_logs: usize::MAX, ..self.config.clone() };
				forward(sink, changes, |route| {
					filters::logs_along(&self.blocks, &unlimited, &filter, &route).unwrap_or_else(
						|error| {
							log::warn!(target: "eth-rpc", "a subscriber misses logs of a block: {error:?}");
							Vec::new()
						},
					)
				})
				.await;
			},
			Kind::PendingTransactions { full } => {
				let imports = chain.pool_imports();
				let sink = pending.accept().await?;
				forward(sink, imports, |transaction| {
					let item = match full {
						true => render::json(render::pool_transaction(&transaction, false)),
						false => render::json(transaction.hash),
					};
					item.into_iter().collect()
				})
				.await;
			},
			Kind::Syncing => {
				let sink = pending.accept().await?;
				self.syncing_states(sink).await;
			},
		}
		Ok(())
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use serde_json::json;

	#[test]
	fn kinds_are_named_as_geth_names_them() {
		assert!(matches!(kind("newHeads", None), Ok(Kind::NewHeads)));
		assert!(matches!(kind("syncing", None), Ok(Kind::Syncing)));
		assert!(matches!(kind("logs", Some(json!({ "topics": [] }))), Ok(Kind::Logs(_))));
		assert!(matches!(kind("logs", Some(Value::Null)), Ok(Kind::Logs(_))));
		assert!(matches!(
			kind("newPendingTransactions", Some(json!(true))),
			Ok(Kind::PendingTransactions { full: true })
		));
		for (name, params) in [
			("blocks", None),
			("logs", Some(json!(1))),
			("newPendingTransactions", Some(json!({}))),
		] {
			assert!(matches!(kind(name, params), Err(Error::InvalidParams(_))), "{name}");
		}
	}
}
