// SPDX-License-Identifier: Apache-2.0

//! `eth_subscribe`.

use jsonrpsee::{core::SubscriptionResult, proc_macros::rpc};
use serde_json::Value;

/// Subscriptions: `newHeads`, `logs`, `newPendingTransactions`, `syncing`.
#[rpc(server)]
pub trait EthPubSubApi {
	/// Subscribes.
	#[subscription(
		name = "eth_subscribe" => "eth_subscription",
		unsubscribe = "eth_unsubscribe",
		item = Value
	)]
	async fn subscribe(&self, kind: String, params: Option<Value>) -> SubscriptionResult;
}
