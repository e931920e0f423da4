// SPDX-License-Identifier: Apache-2.0

//! The methods through JSON-RPC.

use super::*;
use crate::mock::{log, pool_transaction, record, MockChain, MockNetwork};
use alloy_primitives::{keccak256, Address, Bytes};
use serde_json::json;

struct World {
	chain: Arc<MockChain>,
	module: RpcModule<()>,
}

impl World {
	fn new(config: EthConfig) -> Self {
		let chain = MockChain::new();
		let eth = Eth::new(EthDeps {
			chain: chain.clone(),
			network: Arc::new(MockNetwork),
			config,
			is_authority: true,
			client_version: "node/1".into(),
		});
		Self { chain, module: eth.module().unwrap() }
	}

	async fn raw(&self, method: &str, params: Value) -> Value {
		let request = json!({ "jsonrpc": "2.0", "id": 1, "method": method, "params": params });
		let (answer, _) = self.module.raw_json_request(&request.to_string(), 1).await.unwrap();
		serde_json::from_str(&answer).unwrap()
	}

	async fn ok(&self, method: &str, params: Value) -> Value {
		let answer = self.raw(method, params).await;
		assert!(answer.get("error").is_none(), "{method}: {answer}");
		answer["result"].clone()
	}

	async fn error(&self, method: &str, params: Value) -> (i64, String) {
		let answer = self.raw(method, params).await;
		let error = &answer["error"];
		assert!(error.is_object(), "{method}: {answer}");
		(error["code"].as_i64().unwrap(), error["message"].as_str().unwrap().into())
	}
}

fn alith() -> Address {
	pool_transaction(0, 1, 1).from
}

#[tokio::test]
async fn constants() {
	let world = World::new(EthConfig::default());
	assert_eq!(world.ok("eth_chainId", json!([])).await, "0x2a");
	assert_eq!(world.ok("net_version", json!([])).await, "42");
	assert_eq!(world.ok("net_peerCount", json!([])).await, "0x3");
	assert_eq!(world.ok("net_listening", json!([])).await, true);
	assert_eq!(world.ok("eth_syncing", json!([])).await, false);
	assert_eq!(world.ok("eth_accounts", json!([])).await, json!([]));
	assert_eq!(world.ok("eth_hashrate", json!([])).await, "0x0");
	assert_eq!(world.ok("eth_mining", json!([])).await, true);
	assert_eq!(world.ok("eth_getWork", json!([])).await.as_array().map(Vec::len), Some(3));
	assert_eq!(world.ok("web3_clientVersion", json!([])).await, "mock/v1.0/node/1");
	assert_eq!(world.ok("web3_sha3", json!(["0x68656c6c6f"])).await, json!(keccak256(b"hello")));
	assert_eq!(world.error("eth_compileSolidity", json!([""])).await.0, -32601);
}

#[tokio::test]
async fn blocks_and_transactions() {
	let world = World::new(EthConfig::default());
	let mined = record(0, 1, 21_000, vec![log(1, 1)]);
	let hash = json!(crate::convert::b256(mined.hash));
	world.chain.grow(vec![mined]);
	let block = world.ok("eth_getBlockByNumber", json!(["latest", false])).await;
	assert_eq!(block["number"], "0x1");
	assert_eq!(block["transactions"][0], hash);
	assert_eq!(
		world.ok("eth_getBlockByHash", json!([block["hash"], true])).await["hash"],
		block["hash"]
	);
	assert_eq!(world.ok("eth_getBlockByNumber", json!(["0x63", false])).await, Value::Null);
	assert_eq!(world.ok("eth_blockNumber", json!([])).await, "0x1");
	assert_eq!(world.ok("eth_getBlockTransactionCountByNumber", json!([1])).await, "0x1");
	assert_eq!(world.ok("eth_getUncleCountByBlockNumber", json!(["0x1"])).await, "0x0");
	assert_eq!(
		world.ok("eth_getUncleByBlockNumberAndIndex", json!(["0x1", "0x0"])).await,
		Value::Null
	);
	assert_eq!(world.ok("eth_getTransactionByHash", json!([hash])).await["blockNumber"], "0x1");
	let receipt = world.ok("eth_getTransactionReceipt", json!([hash])).await;
	assert_eq!(receipt["transactionHash"], hash);
	assert_eq!(world.ok("eth_getBlockReceipts", json!(["latest"])).await, json!([receipt]));
	let at = world.ok("eth_getTransactionByBlockNumberAndIndex", json!(["0x1", "0x0"])).await;
	assert_eq!(at["hash"], hash);
	let none =
		world.ok("eth_getTransactionByBlockHashAndIndex", json!([block["hash"], "0x1"])).await;
	assert_eq!(none, Value::Null);
	assert_eq!(
		world.ok("eth_getLogs", json!([{ "fromBlock": "0x0" }])).await[0]["blockHash"],
		block["hash"]
	);
	let trace = world.ok("debug_traceTransaction", json!([hash, { "tracer": "callTracer" }])).await;
	assert_eq!(trace["type"], "CALL");
	let traces = world.ok("debug_traceBlockByNumber", json!(["0x1"])).await;
	assert_eq!(traces[0]["txHash"], hash);
	assert_eq!(
		world.error("debug_traceBlockByNumber", json!(["0x0"])).await.1,
		"genesis is not traceable"
	);
	assert!(world.ok("debug_getRawTransaction", json!([hash])).await.is_string());
	assert!(world.ok("debug_getRawBlock", json!(["0x1"])).await.is_string());
}

#[tokio::test]
async fn calls_and_their_errors() {
	let world = World::new(EthConfig::default());
	assert_eq!(world.ok("eth_call", json!([{ "data": "0x0102" }])).await, "0x0102");
	assert_eq!(world.ok("eth_call", json!([{ "input": "0x03" }, "latest", {}, {}])).await, "0x03");
	let answer = world.raw("eth_call", json!([{ "data": "0xff00" }, "latest"])).await;
	assert_eq!(answer["error"]["code"], 3);
	assert_eq!(answer["error"]["data"], "0xff00");
	assert_eq!(
		world.error("eth_call", json!([{ "data": "0xfe" }])).await,
		(-32000, "invalid opcode: INVALID".into())
	);
	assert_eq!(
		world.error("eth_call", json!([{ "gas": "0x989681" }])).await.1,
		"provided gas limit is too high (can be up to 10x the block gas limit)"
	);
	assert_eq!(
		world.error("eth_call", json!([{}, "0x99"])).await,
		(-32000, "header not found".into())
	);
	assert_eq!(world.error("eth_call", json!([{ "chainId": "0x1" }])).await.0, -32000);
	assert_eq!(world.error("eth_call", json!([])).await.0, -32602);
	assert_eq!(world.error("eth_call", json!([[]])).await.0, -32602);
	assert_eq!(world.ok("eth_estimateGas", json!([{}])).await, "0x7530");
	let list = world.ok("eth_createAccessList", json!([{}])).await;
	assert_eq!(list["error"], "execution reverted");
	let simulated =
		world.ok("eth_simulateV1", json!([{ "blockStateCalls": [{ "calls": [{}] }] }])).await;
	assert_eq!(simulated[0]["calls"][0]["status"], "0x1");
	// Nonces of calls are ignored.
	world.ok("eth_call", json!([{ "nonce": "0x2a", "data": "0x05" }])).await;
	assert_eq!(world.chain.calls().last().unwrap().nonce, None);
}

#[tokio::test]
async fn submissions() {
	let world = World::new(EthConfig::default());
	let first = pool_transaction(0, 10, 1_000);
	let raw = Bytes::from(first.raw.clone());
	assert_eq!(world.ok("eth_sendRawTransaction", json!([raw])).await, json!(first.hash));
	assert_eq!(
		world.error("eth_sendRawTransaction", json!([raw])).await,
		(-32000, "already known".into())
	);
	let cheap = Bytes::from(pool_transaction(0, 10, 1_050).raw.clone());
	assert_eq!(
		world.error("eth_sendRawTransaction", json!([cheap])).await.1,
		"replacement transaction underpriced"
	);
	assert_eq!(world.ok("eth_getTransactionCount", json!([alith(), "pending"])).await, "0x1");
	assert_eq!(world.ok("eth_getTransactionCount", json!([alith(), "latest"])).await, "0x0");
	assert_eq!(
		world.ok("eth_getTransactionByHash", json!([first.hash])).await["blockHash"],
		Value::Null
	);
	let pending = world.ok("eth_getBlockByNumber", json!(["pending", false])).await;
	assert_eq!(pending["number"], "0x1");
	assert_eq!(pending["hash"], Value::Null);
	assert_eq!(pending["transactions"].as_array().map(Vec::len), Some(1));

	world.chain.set_nonce(alith(), 5);
	let old = Bytes::from(pool_transaction(4, 10, 1_000).raw.clone());
	assert_eq!(world.error("eth_sendRawTransaction", json!([old])).await.1, "nonce too low");
	for (bad, message) in
		[("0x", "rlp"), ("0x03c0", "transaction type not supported"), ("0x02", "rlp")]
	{
		let (_, found) = world.error("eth_sendRawTransaction", json!([bad])).await;
		assert!(found.contains(message), "{bad}: {found}");
	}
	assert_eq!(world.error("eth_sendRawTransaction", json!(["zz"])).await.0, -32602);
}

#[tokio::test]
async fn development_accounts_sign_only_where_they_may() {
	let off = World::new(EthConfig::default());
	let request = json!([{ "from": alith(), "to": Address::ZERO, "value": "0x1" }]);
	assert_eq!(off.error("eth_sendTransaction", request.clone()).await.1, "unknown account");
	assert_eq!(off.error("eth_sign", json!([alith(), "0x00"])).await.1, "unknown account");

	let on = World::new(EthConfig { dev_accounts: true, ..Default::default() });
	let hash = on.ok("eth_sendTransaction", request.clone()).await;
	let found = on.ok("eth_getTransactionByHash", json!([hash])).await;
	assert_eq!(found["from"], json!(alith()));
	assert_eq!(found["nonce"], "0x0");
	assert_eq!(found["gas"], "0x7530");
	assert_eq!(on.ok("eth_pendingTransactions", json!([])).await[0]["hash"], hash);
	let signed = on.ok("eth_signTransaction", request).await;
	assert_eq!(signed["tx"]["nonce"], "0x1");
	assert_eq!(on.ok("txpool_status", json!([])).await["pending"], "0x1");
}

#[tokio::test]
async fn filters_over_rpc() {
	let world = World::new(EthConfig::default());
	assert_eq!(world.ok("eth_newFilter", json!([{}])).await, "0x1");
	assert_eq!(world.ok("eth_newBlockFilter", json!([])).await, "0x2");
	assert_eq!(world.ok("eth_newPendingTransactionFilter", json!([])).await, "0x3");
	world.chain.grow(vec![record(0, 1, 21_000, vec![log(1, 1)])]);
	let logs = world.ok("eth_getFilterChanges", json!(["0x1"])).await;
	assert_eq!(logs[0]["blockNumber"], "0x1");
	assert_eq!(world.ok("eth_uninstallFilter", json!(["0x2"])).await, true);
	assert_eq!(
		world.error("eth_getFilterChanges", json!(["0x2"])).await,
		(-32000, "Filter id 2 does not exist.".into())
	);
}

#[tokio::test]
async fn subscriptions_of_unknown_kinds_are_refused() {
	let world = World::new(EthConfig::default());
	let answer = world.raw("eth_subscribe", json!(["nonsense"])).await;
	assert_eq!(answer["error"]["code"], -32602);
}

#[tokio::test]
async fn hostile_parameters_are_errors() {
	let world = World::new(EthConfig::default());
	let deep = "[".repeat(200) + &"]".repeat(200);
	for params in
		["[{}]", "[[[[]]]]", "[null,null,null]", "[\"0x\"]", "{\"a\":1}", "[1e400]", &deep]
	{
		for method in world.module.method_names().collect::<Vec<_>>() {
			if method.contains("ubscribe") {
				continue;
			}
			let request = format!(
				"{{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"{method}\",\"params\":{params}}}"
			);
			// Whatever the answer, the node goes on.
			let _ = world.module.raw_json_request(&request, 1).await;
		}
	}
	assert_eq!(world.ok("eth_blockNumber", json!([])).await, "0x0");
}
