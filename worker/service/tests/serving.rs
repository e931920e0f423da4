// SPDX-License-Identifier: Apache-2.0
//! Paid answers over real HTTP: prices, vouchers good and bad, receipts that never change.

mod common;

use codec::Encode;
use common::*;
use openledger_primitives::*;
use openledger_primitives_account::{eth_account, EthSignature, Signature};
use openledger_primitives_objects::*;
use serde_json::json;
use sp_crypto_hashing::{blake2_256, keccak_256};

#[tokio::test]
async fn without_a_voucher_there_is_a_price() {
	let dir = tempfile::tempdir().unwrap();
	let rig = Rig::new(dir.path()).await;
	let reply = rig.post("/v1/completions", None, &ask("fn returns_map:")).await;
	assert_eq!(reply.code(), (402, "voucher_missing"));
	let price = &reply.json["price"];
	assert_eq!(price["worker"], 3);
	assert_eq!(price["model_version"], 7);
	assert_eq!(price["rate_out"], (3 * MILLI).to_string());
	let tokens_in = price["tokens_in"].as_u64().unwrap() as u32;
	let fee = fee_of(&offer(), tokens_in, 8).unwrap().total().unwrap();
	assert_eq!(price["max_fee"], fee.to_string());
	let reply = rig.get("/v1/models").await;
	assert_eq!(reply.json["data"][0]["id"], "openledger-base:7");
	assert_eq!(reply.json["data"][0]["openledger"]["price"]["rate_in"], MILLI.to_string());
}

#[tokio::test]
async fn an_answer_comes_with_a_receipt_and_a_report_that_hold() {
	let dir = tempfile::tempdir().unwrap();
	let rig = Rig::new(dir.path()).await;
	let reply = rig.buy("Alice", 1, "fn returns_map: returns").await;
	let SignedReceipt { receipt, signature } = reply.receipt();
	assert!(receipt.verify(&rig.app.domain, &signature, &account("Worker")));
	assert_eq!((receipt.session, receipt.n, receipt.model_version), (SessionId(1), 1, VERSION));
	assert_eq!(fee_of(&offer(), receipt.tokens_in, receipt.tokens_out), Some(receipt.fee));
	assert_eq!(receipt.cumulative, receipt.fee.total().unwrap());
	let text = reply.json["choices"][0]["text"].as_str().unwrap();
	assert_eq!(receipt.output_hash.0, blake2_256(text.as_bytes()));
	let salt = reply.json["openledger"]["salt"].as_str().unwrap();
	let salted = [&hex::decode(&salt[2..]).unwrap()[..], b"fn returns_map: returns"].concat();
	assert_eq!(receipt.prompt_hash.0, blake2_256(&salted));
	let report = rig.app.store.report(SessionId(1), 1).unwrap().unwrap();
	assert_eq!(report.receipt, receipt.hash());
	assert!(report.shares_hold(500));
	assert!(report.entries.iter().all(|entry| entry.rows == 16));
	assert_eq!(report.decoys.len(), 4);
	// The second call acknowledges the first.
	let second = rig.buy("Alice", 1, "fn sorts_file:").await.receipt().receipt;
	assert_eq!(
		(second.n, second.cumulative),
		(2, receipt.cumulative + second.fee.total().unwrap())
	);
	let trail = rig.get("/v1/trail/1/2").await;
	assert_eq!(trail.json["text"]["prompt"], "fn sorts_file:");
	assert_eq!(trail.json["receipt"]["hash"], format!("0x{}", hex::encode(second.hash())));
	assert_eq!(rig.get("/v1/receipts/1/9").await.status, 404);
	let metrics = rig.get("/metrics").await.text;
	assert!(metrics.contains("openledger_worker_answers_total 2"), "{metrics}");
	assert_eq!(rig.get("/health").await.json["worker"], 3);
}

#[tokio::test]
async fn the_same_voucher_gets_the_same_bytes_for_ever() {
	let dir = tempfile::tempdir().unwrap();
	let rig = Rig::new(dir.path()).await;
	let voucher = rig.next_voucher("Alice", 1);
	let first = rig.post("/v1/completions", Some(&voucher), &ask("fn reads_file:")).await;
	assert_eq!(first.status, 200, "{}", first.text);
	rig.buy("Alice", 1, "fn writes_socket:").await;
	let again = rig.post("/v1/completions", Some(&voucher), &ask("fn reads_file:")).await;
	assert_eq!(again.bytes, first.bytes);
	// Also after a restart, and also when the key signs the voucher anew.
	let chain = rig.kill().await;
	let rig = Rig::with(dir.path(), chain, true).await;
	let signed_anew = rig.sign("Alice", voucher.voucher.clone());
	let again = rig.post("/v1/completions", Some(&signed_anew), &ask("fn reads_file:")).await;
	assert_eq!(again.bytes, first.bytes);
	// For another question it is spent.
	let other = rig.post("/v1/completions", Some(&voucher), &ask("fn counts_token:")).await;
	assert_eq!(other.code(), (402, "voucher_replayed"));
	assert_eq!(rig.app.store.open_receipts().unwrap().len(), 2);
}

#[tokio::test]
async fn bad_vouchers_have_names_and_change_nothing() {
	let dir = tempfile::tempdir().unwrap();
	let rig = Rig::new(dir.path()).await;
	let first = rig.buy("Alice", 1, "fn returns_map:").await.receipt().receipt;
	let good = rig.next_voucher("Alice", 1).voucher;
	let body = ask("fn stores_string:");
	let wrong = [
		("voucher_reordered", Voucher { n: 3, ..good.clone() }),
		("voucher_reordered", Voucher { n: 0, ..good.clone() }),
		("voucher_replayed", Voucher { n: 1, ..good.clone() }),
		("voucher_acknowledgement", Voucher { cumulative: good.cumulative + 1, ..good.clone() }),
		("voucher_acknowledgement", Voucher { cumulative: 0, ..good.clone() }),
		("voucher_acknowledgement", Voucher { acknowledges: Hash::zero(), ..good.clone() }),
		("voucher_foreign", Voucher { worker: WorkerId(4), ..good.clone() }),
		("session_unknown", Voucher { session: SessionId(99), ..good.clone() }),
		("voucher_signature", Voucher { session: SessionId(2), ..good.clone() }),
	];
	for (code, voucher) in wrong {
		let reply = rig.post("/v1/completions", Some(&rig.sign("Alice", voucher)), &body).await;
		assert_eq!(reply.code(), (402, code), "{}", reply.text);
		assert!(reply.json["price"].is_object());
	}
	let stranger = rig.sign("Mallory", good.clone());
	let reply = rig.post("/v1/completions", Some(&stranger), &body).await;
	assert_eq!(reply.code(), (402, "voucher_signature"));
	// Signed for another chain.
	let elsewhere = SigningDomain { chain_id: 1, ..rig.app.domain };
	let signature = sp_core::Pair::sign(&pair("Alice"), good.scale_digest(&elsewhere).as_bytes());
	let replayed = SignedVoucher { voucher: good.clone(), signature: signature.into() };
	let reply = rig.post("/v1/completions", Some(&replayed), &body).await;
	assert_eq!(reply.code(), (402, "voucher_signature"));
	// The price tells what the next voucher must say.
	assert_eq!(reply.json["price"]["next"]["n"], 2);
	let hash = format!("0x{}", hex::encode(first.hash()));
	assert_eq!(reply.json["price"]["next"]["acknowledges"], hash);
	for hex in ["", "zz", "00", &"00".repeat(4_000), &hex::encode([0xff; 120])] {
		let reply = rig.post_raw("/v1/completions", Some(hex.into()), body.to_string()).await;
		assert_eq!(reply.code(), (400, "voucher_malformed"), "{hex}");
	}
	let mut longer = rig.sign("Alice", good.clone()).encode();
	longer.push(0);
	let reply = rig.post_raw("/v1/completions", Some(hex::encode(longer)), body.to_string()).await;
	assert_eq!(reply.code(), (400, "voucher_malformed"));
	assert_eq!(rig.app.store.open_receipts().unwrap().len(), 1);
	// And the good one still works.
	rig.buy("Alice", 1, "fn stores_string:").await;
}

#[tokio::test]
async fn sessions_that_are_over_or_used_up_buy_nothing() {
	let dir = tempfile::tempdir().unwrap();
	let rig = Rig::new(dir.path()).await;
	let body = ask("fn splits_buffer:");
	let try_with = |change: fn(&mut openledger_worker::chain::SessionView)| {
		rig.chain.with(|state| {
			let mut view = session("Alice");
			change(&mut view);
			state.sessions.insert(SessionId(1), view);
		});
		let voucher = rig.next_voucher("Alice", 1);
		let (rig, body) = (&rig, &body);
		async move { rig.post("/v1/completions", Some(&voucher), body).await }
	};
	let reply = try_with(|view| view.expires_at = 1).await;
	assert_eq!(reply.code(), (402, "session_expired"));
	let reply = try_with(|view| view.release_at = Some(50)).await;
	assert_eq!(reply.code(), (402, "session_closing"));
	let reply = try_with(|view| view.summary.deposit = 0).await;
	assert_eq!(reply.code(), (402, "voucher_overspent"));
	let reply = try_with(|view| view.summary.max_per_call = 10).await;
	assert_eq!(reply.code(), (402, "voucher_overspent"));
	let reply = try_with(|view| view.summary.worker = WorkerId(8)).await;
	assert_eq!(reply.code(), (402, "session_foreign"));
	let reply = try_with(|view| view.summary.offers[0].model_version = ModelVersionId(1)).await;
	assert_eq!(reply.code(), (402, "not_offered"));
	assert!(rig.app.store.open_receipts().unwrap().is_empty());
	// A budget for some tokens cuts the answer, and the fee stays inside.
	let reply = try_with(|view| view.summary.max_per_call = 30 * MICRO).await;
	assert_eq!(reply.status, 200, "{}", reply.text);
	let receipt = reply.receipt().receipt;
	assert!(receipt.fee.total().unwrap() <= 30 * MICRO && receipt.sampling.max_tokens < 8);
	// The stake covers only so much.
	rig.chain.with(|state| state.workers.get_mut(&WORKER).unwrap().stake = MILLI);
	let reply = try_with(|view| view.summary.deposit = OPEN).await;
	assert_eq!(reply.code(), (503, "exposure_limit"));
}

#[tokio::test]
async fn an_ethereum_key_signs_vouchers() {
	let dir = tempfile::tempdir().unwrap();
	let rig = Rig::new(dir.path()).await;
	let (key, _) = sp_core::ecdsa::Pair::from_seed_slice_checked();
	let address = {
		let message = [7u8; 32];
		let signature = key.sign_prehashed(&message);
		let public = sp_io_recover(&signature.0, &message);
		sp_core::H160::from_slice(&keccak_256(&public)[12..])
	};
	rig.chain.with(|state| {
		let mut view = session("Alice");
		view.summary.voucher_key = eth_account(address);
		state.sessions.insert(SessionId(9), view);
	});
	let voucher = Voucher {
		session: SessionId(9),
		worker: WORKER,
		n: 1,
		acknowledges: Hash::zero(),
		cumulative: 0,
	};
	let signature = key.sign_prehashed(&voucher.eip712_digest(&rig.app.domain).0);
	let signature = Signature::Eth(EthSignature(signature.0));
	let signed = SignedVoucher { voucher, signature };
	let reply = rig.post("/v1/completions", Some(&signed), &ask("fn removes_token:")).await;
	assert_eq!(reply.status, 200, "{}", reply.text);
}

/// The uncompressed key behind a recoverable signature, without its first byte.
fn sp_io_recover(signature: &[u8; 65], message: &[u8; 32]) -> [u8; 64] {
	sp_io::crypto::secp256k1_ecdsa_recover(signature, message).ok().unwrap()
}

trait Seeded: Sized {
	fn from_seed_slice_checked() -> (Self, [u8; 32]);
}

impl Seeded for sp_core::ecdsa::Pair {
	fn from_seed_slice_checked() -> (Self, [u8; 32]) {
		let seed = [42u8; 32];
		(<Self as sp_core::Pair>::from_seed_slice(&seed).unwrap(), seed)
	}
}

#[tokio::test]
async fn chats_stream_and_end_with_the_receipt() {
	let dir = tempfile::tempdir().unwrap();
	let rig = Rig::new(dir.path()).await;
	let body = json!({
		"model": "7", "stream": true, "max_tokens": 6, "temperature": 0.8, "seed": 5,
		"messages": [{ "role": "user", "content": [{ "type": "text", "text": "fn counts_map:" }] }],
		"user": "ignored",
	});
	let voucher = rig.next_voucher("Bob", 2);
	let reply = rig.post("/v1/chat/completions", Some(&voucher), &body).await;
	assert_eq!(reply.status, 200);
	let events: Vec<&str> =
		reply.text.lines().filter_map(|line| line.strip_prefix("data: ")).collect();
	assert_eq!(events.last(), Some(&"[DONE]"));
	let last: serde_json::Value = serde_json::from_str(events[events.len() - 2]).unwrap();
	assert_eq!(last["openledger"]["n"], 1);
	assert_eq!(last["object"], "chat.completion.chunk");
	let text: String = events[..events.len() - 2]
		.iter()
		.map(|event| serde_json::from_str::<serde_json::Value>(event).unwrap())
		.map(|event| event["choices"][0]["delta"]["content"].as_str().unwrap().to_string())
		.collect();
	let record = rig.app.store.receipt(SessionId(2), 1).unwrap().unwrap();
	assert_eq!(text, record.answer);
	assert_eq!(record.receipt.sampling.seed, 5);
	// The same voucher without streaming: the same receipt.
	let mut plain = body.clone();
	plain["stream"] = json!(false);
	let again = rig.post("/v1/chat/completions", Some(&voucher), &plain).await;
	assert_eq!(again.json["openledger"]["receipt"], last["openledger"]["receipt"]);
	assert_eq!(again.json["choices"][0]["message"]["content"], record.answer);
}

#[tokio::test]
async fn hostile_bodies_are_refused() {
	let dir = tempfile::tempdir().unwrap();
	let rig = Rig::new(dir.path()).await;
	let huge = json!({ "model": "7", "prompt": "x".repeat(1 << 20) });
	assert_eq!(rig.post("/v1/completions", None, &huge).await.status, 413);
	let deep = format!("{}{}", "[".repeat(10_000), "]".repeat(10_000));
	for body in ["", "null", "[]", "{", "{\"model\": 7}", "\u{0}", &deep] {
		let reply = rig.post_raw("/v1/completions", None, body.into()).await;
		assert_eq!(reply.code(), (400, "body_malformed"), "{:.40}", body);
	}
	let refused = [
		("prompt_empty", json!({ "model": "7" })),
		("prompt_empty", json!({ "model": "7", "prompt": "" })),
		("sampling", json!({ "model": "7", "prompt": "x", "temperature": -1 })),
		("sampling", json!({ "model": "7", "prompt": "x", "top_p": 0 })),
		("sampling", json!({ "model": "7", "prompt": "x", "max_tokens": 0 })),
		("unsupported", json!({ "model": "7", "prompt": "x", "n": 2 })),
		("context_length_exceeded", json!({ "model": "7", "prompt": "fn ".repeat(200) })),
	];
	for (code, body) in refused {
		let reply = rig.post("/v1/completions", None, &body).await;
		assert_eq!(reply.code(), (400, code), "{}", reply.text);
	}
	for model in ["8", "other:7", "openledger-base:../../etc", "openledger-base:", ":", "-1"] {
		let body = json!({ "model": model, "prompt": "x" });
		let reply = rig.post("/v1/completions", None, &body).await;
		assert_eq!(reply.code(), (404, "model_not_found"), "{model}");
	}
	for path in [
		"/v1/files/..%2f..%2fworker.redb",
		"/v1/files/00",
		"/v1/batches/1/receipts/0",
		"/v1/batches/1/body",
		"/nowhere",
	] {
		assert_eq!(rig.get(path).await.status, 404, "{path}");
	}
	let seed = "00".repeat(32);
	for path in [
		"/v1/batches/1/audit?seed=xyz&leaves=8",
		&format!("/v1/batches/1/audit?seed={seed}"),
		&format!("/v1/batches/1/audit?seed={seed}&leaves=0"),
		&format!("/v1/batches/1/audit?seed={seed}&leaves=33"),
		"/v1/batches/next?after=-1",
		"/v1/batches/x/body",
	] {
		assert_eq!(rig.get(path).await.status, 400, "{path}");
	}
	assert_eq!(rig.get("/v1/batches/next").await.status, 204);
	assert_eq!(rig.get("/v1/batches/next?after=4").await.status, 204);
}

#[tokio::test]
async fn a_receipt_cut_off_by_a_kill_is_finished_and_never_changed() {
	let dir = tempfile::tempdir().unwrap();
	let rig = Rig::new(dir.path()).await;
	let first = rig.buy("Alice", 1, "fn sorts_vector:").await.receipt();
	// As after a kill between the two commits: the second receipt is on disk and not signed.
	let mut record = rig.app.store.receipt(SessionId(1), 1).unwrap().unwrap();
	record.voucher = rig.next_voucher("Alice", 1);
	record.receipt.n = 2;
	record.receipt.cumulative *= 2;
	rig.app.store.put_receipt(&record).unwrap();
	assert_eq!(rig.app.store.unfinished().unwrap(), vec![(SessionId(1), 2)]);
	let chain = rig.kill().await;
	let rig = Rig::with(dir.path(), chain, true).await;
	assert!(rig.app.store.unfinished().unwrap().is_empty());
	let signed = rig.app.store.signed_receipt(SessionId(1), 2).unwrap().unwrap();
	assert_eq!(signed.receipt, record.receipt);
	assert!(signed.receipt.verify(&rig.app.domain, &signed.signature, &account("Worker")));
	// What is there wins over anything later.
	let mut other = record.clone();
	other.receipt.cumulative += 1;
	assert_eq!(rig.app.store.put_receipt(&other).unwrap(), record);
	let kept = rig.app.store.put_signature(SessionId(1), 1, signed.signature).unwrap();
	assert_eq!(kept, first.signature);
}
