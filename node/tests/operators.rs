// SPDX-License-Identifier: Apache-2.0

//! What operators rely on: health, stopping, limits, what the log holds, what a broken database or a
//! full disk does.

mod common;

use common::{bad, get, kept, raw_dev, Node};
use serde_json::{json, Value};
use std::fs;

/// Ports that are free, on this machine alone.
const ANYWHERE: [&str; 4] = ["--rpc-port", "0", "--listen-addr", "/ip4/127.0.0.1/tcp/0"];

#[test]
fn a_node_for_others_answers_health_and_refuses_what_is_the_operators() {
	let node = Node::dev(&["--sealing", "manual", "--rpc-methods", "safe"]);
	let answer = get(&node.address, "/health");
	assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
	let body = answer.split_once("\r\n\r\n").unwrap().1;
	let body: Value = serde_json::from_str(body.trim()).unwrap();
	assert_eq!(body, json!({ "peers": 0, "isSyncing": false, "shouldHavePeers": false }));
	assert!(get(&node.address, "/health/readiness").starts_with("HTTP/1.1 200"));

	for (method, params) in [
		("author_rotateKeys", json!([])),
		("author_rotateKeysWithOwner", json!(["0x00"])),
		("author_insertKey", json!(["attr", "//Alice", "0x00"])),
		("author_hasKey", json!(["0x00", "attr"])),
		("system_addReservedPeer", json!(["/ip4/127.0.0.1/tcp/1"])),
		("system_addLogFilter", json!(["trace"])),
		("offchain_localStorageSet", json!(["PERSISTENT", "0x00", "0x00"])),
	] {
		let refused = node.call(method, params).unwrap_err();
		assert!(refused["message"].as_str().unwrap().contains("unsafe"), "{method}: {refused}");
	}
	// What everybody may ask stays.
	assert!(node.call("chain_getHeader", json!([])).is_ok());
	assert!(node.call("eth_chainId", json!([])).is_ok());

	// A batch is bounded without any option.
	let batch = |size: usize| {
		let one = json!({ "jsonrpc": "2.0", "id": 1, "method": "chain_getHeader", "params": [] });
		node.post(&Value::Array(vec![one; size]).to_string())
	};
	assert_eq!(batch(1_000).as_array().unwrap().len(), 1_000);
	let refused = batch(1_001);
	assert!(refused.get("error").is_some(), "{refused}");

	// A validator's RPC is not for others, unless its operator insists.
	let said = bad(["--dev", "--validator", "--rpc-external"]);
	assert!(said.contains("--rpc-external"), "{said}");
}

#[test]
fn a_database_outlives_its_node_and_says_why_it_does_not_open() {
	let directory = tempfile::tempdir().unwrap();
	let spec = raw_dev(directory.path());
	let spec = [&spec[0][..], &spec[1]];
	let base = directory.path();
	let again = [&kept(base)[..], &spec, &ANYWHERE].concat();
	let mut node = Node::kept(base, &spec);
	node.wait_final(1);
	let first = node.call("chain_getBlockHash", json!([1])).unwrap();
	let said = bad(&again);
	assert!(said.contains("Another process"), "{said}");
	node.stop();

	// It goes on where it was.
	let mut node = Node::kept(base, &spec);
	assert_eq!(node.call("chain_getBlockHash", json!([1])).unwrap(), first);
	let before = node.number(&node.best());
	node.wait_for(&format!("Imported #{}", before + 1));
	node.stop();

	let said = bad([&again[..], &["--state-pruning", "archive"]].concat());
	assert!(said.contains("Its pruning mode was fixed"), "{said}");
	let database = base.join("chains/openledger_dev/paritydb/full");
	fs::write(database.join("metadata"), "junk").unwrap();
	let said = bad(&again);
	assert!(said.contains("does not open"), "{said}");
	assert!(said.contains("purge-chain") && said.contains("backup"), "{said}");
}

#[test]
fn it_stops_before_the_disk_is_full() {
	// More than any disk has.
	let most = ["--dev", "--tmp", "--no-prometheus", "--db-storage-threshold", "100000000000"];
	let said = bad([&most[..], &ANYWHERE].concat());
	assert!(said.contains("storage space"), "{said}");
	assert!(said.contains("--db-storage-threshold"), "{said}");
}

#[test]
fn the_log_can_be_json_and_holds_no_secrets() {
	let directory = tempfile::tempdir().unwrap();
	let archive = directory.path().join("new/batches");
	let own = ["--sealing", "manual", "--log-json", "-lsync=debug", "--archive-batches"];
	let mut node = Node::dev(&[&own[..], &[archive.to_str().unwrap()]].concat());
	assert!(archive.is_dir());
	let phrase = "legal winner thank year wave sausage worth useful legal winner thank yellow";
	let public = format!("0x{}", "0e".repeat(32));
	node.call("author_insertKey", json!(["attr", phrase, public])).unwrap();
	let _ = node.call("author_insertKey", json!(["toolong", phrase, public])).unwrap_err();
	let secret = "0xfeedfacefeedfacefeedfacefeedfacefeedface";
	let _ = node.call("eth_sendRawTransaction", json!([secret]));
	let _ = node.call("author_submitExtrinsic", json!([secret]));
	node.call("author_rotateKeys", json!([])).unwrap();
	node.create(true, None);
	node.terminate();
	assert!(node.ended().success());

	let log = node.seen.join("\n");
	for held in ["sausage", "feedface"] {
		assert!(!log.contains(held), "{log}");
	}
	let lines: Vec<Value> = node
		.seen
		.iter()
		.filter(|line| line.starts_with('{'))
		.map(|line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{line}: {error}")))
		.collect();
	for line in &lines {
		assert!(line["time"].as_u64().unwrap() > 1_600_000_000_000, "{line}");
		assert!(line["target"].is_string() && line["message"].is_string(), "{line}");
		let level = line["level"].as_str().unwrap();
		assert!(["error", "warn", "info", "debug"].contains(&level), "{line}");
	}
	assert!(lines.iter().any(|line| line["level"] == "debug" && line["target"] == "sync"));
	assert!(lines.len() > 5);

	let own = ["--dev", "--tmp", "--no-prometheus"];
	bad([&own[..], &ANYWHERE, &["--log-json", "-l", "no=such=level"]].concat());
	let file = directory.path().join("file");
	fs::write(&file, "").unwrap();
	let below = file.join("below");
	let said = bad([&own[..], &ANYWHERE, &["--archive-batches", below.to_str().unwrap()]].concat());
	assert!(said.contains("cannot be made"), "{said}");
}

#[test]
#[ignore = "four nodes: a minute or two on two cores"]
fn a_new_node_warps_to_what_is_final() {
	let mut author = Node::start(&["--dev", "--tmp", "--no-prometheus", "--no-mdns"]);
	author.wait_final(4);
	let boot = author.multiaddress();
	let full = ["--chain", "dev", "--tmp", "--no-prometheus", "--no-mdns", "--bootnodes"];
	// Warping starts with three peers.
	let mut peers: Vec<Node> =
		(0..2).map(|_| Node::start(&[&full[..], &[&boot]].concat())).collect();
	for peer in &mut peers {
		peer.wait_final(4);
	}
	let boots: Vec<String> = peers.iter().map(Node::multiaddress).collect();
	let more = ["--sync", "warp", "--bootnodes", &boots[0], "--bootnodes", &boots[1]];
	let mut warped = Node::start(&[&full[..], &[&boot], &more].concat());
	warped.wait_for("Warp sync is complete");
	warped.wait_final(5);
	// It has the state of what is final, and the chain the others have.
	let hash = warped.finalised();
	let number = warped.number(&hash);
	assert_eq!(author.call("chain_getBlockHash", json!([number])).unwrap(), hash);
	let key = "0x26aa394eea5630e07c48ae0c9558cef702a5c1b19ab7a04f536c519aca4983ac";
	assert!(!warped.call("state_getStorage", json!([key, hash])).unwrap().is_null());
}
