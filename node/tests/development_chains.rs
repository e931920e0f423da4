// SPDX-License-Identifier: Apache-2.0

//! The node's program itself: consensus and sealing on development chains. Tests follow the node's
//! log and its RPC; nothing waits for a fixed time.

mod common;

use common::{program, Node};
use serde_json::{json, Value};

#[test]
fn one_validator_authors_and_finalises() {
	let mut node = Node::dev(&["-lgrandpa=debug,afg=info,substrate=info"]);
	node.wait_for("Imported #3");
	let third = node.call("chain_getBlockHash", json!([3])).unwrap();
	assert_eq!(node.number(&third), 3);
	// Votes follow blocks by a round; the log's idle line shows what is final.
	node.wait_final(3);
}

#[test]
fn every_block_of_consensus_carries_a_vrf_output() {
	let mut node = Node::dev(&[]);
	node.wait_for("Imported #2");
	let hash = node.call("chain_getBlockHash", json!([2])).unwrap();
	let header = node.call("chain_getHeader", json!([hash])).unwrap();
	// A pre-runtime digest of BABE: primary (1) or secondary with VRF (3), never plain (2).
	let digest = header["digest"]["logs"][0].as_str().unwrap().to_owned();
	assert!(digest.starts_with("0x0642414245"), "{digest}");
	let kind = &digest[14..16];
	assert!(kind == "01" || kind == "03", "{digest}");
}

#[test]
fn manual_sealing_obeys_the_rpc() {
	let node = Node::dev(&["--sealing", "manual"]);
	let genesis = node.best();
	assert_eq!(node.number(&genesis), 0);
	let first = node.create(false, None);
	assert_eq!(node.best(), first);
	assert_eq!(node.finalised(), genesis);
	assert_eq!(node.call("engine_finalizeBlock", json!([first, null])).unwrap(), json!(true));
	assert_eq!(node.finalised(), first);
	let second = node.create(true, None);
	assert_eq!(node.finalised(), second);
}

#[test]
fn the_longest_sealed_fork_wins() {
	let node = Node::dev(&["--sealing", "manual"]);
	let common = node.create(false, None);
	let short = node.create(false, Some(&common));
	assert_eq!(node.best(), short);
	let mut tip = common;
	for _ in 0..4 {
		tip = node.create(false, Some(&tip));
	}
	assert_eq!(node.best(), tip);
	assert_eq!(node.number(&tip), 5);
}

#[test]
fn interval_sealing_makes_blocks_that_are_final() {
	let mut node = Node::dev(&["--sealing", "200"]);
	node.wait_for("Imported #3");
	assert!(node.number(&node.finalised()) >= 2);
	let created = node.create(true, None);
	assert!(node.number(&created) >= 3);
}

#[test]
fn instant_sealing_waits_for_transactions() {
	let node = Node::dev(&["--sealing", "instant"]);
	assert_eq!(node.number(&node.best()), 0);
	let created = node.create(true, None);
	assert_eq!(node.number(&created), 1);
	assert_eq!(node.finalised(), created);
}

#[test]
fn instant_sealing_takes_a_lone_transaction() {
	let node = Node::dev(&["--sealing", "instant", "--eth-dev-accounts"]);
	let accounts = node.call("eth_accounts", json!([])).unwrap();
	let sent = json!([{ "from": accounts[0], "to": accounts[1], "value": "0x1" }]);
	let hash = node.call("eth_sendTransaction", sent).unwrap();
	// The node answers before the block is there.
	while node.number(&node.best()) == 0 {}
	let receipt = node.call("eth_getTransactionReceipt", json!([hash])).unwrap();
	assert_eq!((&receipt["status"], &receipt["blockNumber"]), (&json!("0x1"), &json!("0x1")));
}

#[test]
fn sealing_is_for_development_chains() {
	let output = program()
		.args(["--chain", "local", "--tmp", "--alice", "--sealing", "manual"])
		.args(["--rpc-port", "0", "--no-prometheus", "--listen-addr", "/ip4/127.0.0.1/tcp/0"])
		.args(["--node-key", &"1".repeat(64)])
		.output()
		.unwrap();
	assert!(!output.status.success());
	assert!(String::from_utf8_lossy(&output.stderr).contains("--sealing is for development chains"));
}

#[test]
fn every_spec_names_the_token() {
	for (chain, prefix) in [("dev", 42), ("duo", 1_611), ("local", 1_612), ("testnet", 1_613)] {
		let output = program().args(["export-chain-spec", "--chain", chain]).output().unwrap();
		let spec: Value = serde_json::from_slice(&output.stdout).unwrap();
		assert_eq!(spec["properties"]["tokenSymbol"], "OPEN");
		assert_eq!(spec["properties"]["tokenDecimals"], 18);
		assert_eq!(spec["properties"]["ss58Format"], prefix);
		assert!(spec["telemetryEndpoints"].is_null());
	}
}
