// SPDX-License-Identifier: Apache-2.0

//! Files that are no fixtures, fixtures that lie, and the command's exit codes.

use openledger_evm_state_tests::{
	fixture,
	suite::{run, Options, Report},
};
use serde_json::{json, Value};
use std::{
	path::Path,
	process::{Command, Output},
};

/// A transfer of 1 wei under Cancun from an account with 10¹⁸ wei.
fn transfer() -> Value {
	json!({"transfer": {
		"env": {
			"currentCoinbase": "0x2adc25665018aa1fe0e6bc666dac8fc2697ff9ba",
			"currentBaseFee": "0x0a", "currentGasLimit": "0x01000000", "currentNumber": "0x01",
			"currentRandom": "0x00", "currentTimestamp": "0x03e8", "currentExcessBlobGas": "0x00"
		},
		"pre": {"0xa94f5374fce5edbc8e2a8697c15331677e6ebf0b": {
			"balance": "0x0de0b6b3a7640000", "code": "0x", "nonce": "0x00", "storage": {}
		}},
		"transaction": {
			"data": ["0x"], "gasLimit": ["0x5208"], "value": ["0x01"], "gasPrice": "0x0a",
			"nonce": "0x00", "to": "0x1000000000000000000000000000000000000000",
			"secretKey": "0x45a915e4d060149eb4365960e6a7a45f334393093061116b197e3240065ff2d8"
		},
		"post": {"Cancun": [{
			"hash": "0x0000000000000000000000000000000000000000000000000000000000000000",
			"logs": "0x1dcc4de8dec75d7aab85b567b6ccd41ad312451b948a7413f0a142fd40d49347",
			"indexes": {"data": 0, "gas": 0, "value": 0}
		}]}
	}})
}

fn run_text(text: &[u8]) -> Report {
	let directory = tempfile::tempdir().unwrap();
	std::fs::create_dir(directory.path().join("stBad")).unwrap();
	std::fs::write(directory.path().join("stBad/bad.json"), text).unwrap();
	run(directory.path(), &Options::default(), |_| ()).unwrap()
}

fn failure(fixture: &Value) -> String {
	let report = run_text(&serde_json::to_vec(fixture).unwrap());
	assert_eq!(report.summary(), "0 passed, 1 failed, 0 skipped");
	assert!(report.failures[0].name.starts_with("stBad/bad.json"), "{}", report.failures[0].name);
	report.failures[0].text.clone()
}

/// The transfer with its root as the runner finds it.
fn good() -> Value {
	let mut fixture = transfer();
	let text = failure(&fixture);
	let root = text.split("state root ").nth(1).unwrap().split(',').next().unwrap();
	fixture["transfer"]["post"]["Cancun"][0]["hash"] = json!(root);
	fixture
}

#[test]
fn every_truncation_of_a_fixture_is_one_failure_with_the_files_name() {
	let text = serde_json::to_vec(&transfer()).unwrap();
	for end in (0..text.len()).step_by(7) {
		let report = run_text(&text[..end]);
		assert_eq!(report.summary(), "0 passed, 1 failed, 0 skipped");
		assert!(report.is_failure());
		assert_eq!(report.failures[0].name, "stBad/bad.json");
		assert!(report.failures[0].text.contains("malformed fixture: EOF"), "{end}");
	}
	for text in [&b"\xff\xfe"[..], b"[]", b"{}", b"null", &b"[".repeat(100_000)] {
		assert!(run_text(text).failures[0].text.contains("malformed fixture"));
	}
}

#[test]
fn wrong_fields_are_named() {
	let change: [(&str, Value, &str); 12] = [
		("/transfer/env/currentGasLimit", json!("0x10000000000000000"), "currentGasLimit"),
		("/transfer/env/currentCoinbase", json!("0x01"), "currentCoinbase"),
		("/transfer/transaction/data", json!(["0x0"]), "hexadecimal"),
		("/transfer/transaction/data", json!([]), "transaction.data"),
		("/transfer/transaction/to", json!("0x12"), "transaction.to"),
		("/transfer/transaction/gasPrice", json!(null), "gasPrice"),
		("/transfer/transaction/secretKey", json!("0x00"), "secretKey"),
		("/transfer/post/Cancun/0/indexes/gas", json!(3), "transaction.gasLimit"),
		("/transfer/post/Cancun/0/hash", json!("0x00"), "hash"),
		("/transfer/post/Cancun", json!([]), "no case"),
		("/transfer/post", json!({"Atlantis": []}), "unknown fork `Atlantis`"),
		(
			"/transfer/pre",
			json!({"0x01": transfer()["transfer"]["pre"]["0xa94f5374fce5edbc8e2a8697c15331677e6ebf0b"]}),
			"0x01",
		),
	];
	for (place, value, name) in change {
		let mut fixture = transfer();
		*fixture.pointer_mut(place).unwrap_or_else(|| panic!("{place}")) = value;
		let text = failure(&fixture);
		assert!(text.contains("malformed fixture") && text.contains(name), "{place}: {text}");
	}
	let mut fixture = transfer();
	fixture["transfer"].as_object_mut().unwrap().remove("post");
	assert!(failure(&fixture).contains("missing field `post`"));
}

#[test]
fn a_right_fixture_passes_and_each_lie_fails() {
	let good = good();
	let report = run_text(&serde_json::to_vec(&good).unwrap());
	assert_eq!(report.summary(), "1 passed, 0 failed, 0 skipped");
	assert!(!report.is_failure());

	let lie = |place: &str, value: Value| {
		let mut fixture = good.clone();
		let (parent, field) = place.rsplit_once('/').unwrap();
		fixture.pointer_mut(parent).unwrap()[field] = value;
		failure(&fixture)
	};
	let case = "/transfer/post/Cancun/0";
	let zero = format!("0x{}", "0".repeat(64));
	assert!(lie(&format!("{case}/hash"), json!(zero)).contains("state root"));
	assert!(lie(&format!("{case}/logs"), json!(zero)).contains("logs hash"));
	let exception = json!("TransactionException.INSUFFICIENT_ACCOUNT_FUNDS");
	assert!(lie(&format!("{case}/expectException"), exception).contains("accepted, but"));
	let nonce = lie("/transfer/transaction/nonce", json!("0x01"));
	assert!(nonce.contains("refused: nonce too high"), "{nonce}");
	let value = lie("/transfer/transaction/value", json!(["0x02"]));
	assert!(value.contains("balance: before 0, after 2"), "{value}");
	let big = json!([format!("0x:bigint 0x1{}", "0".repeat(64))]);
	assert!(lie("/transfer/transaction/value", big).contains("value does not fit"));
}

#[test]
fn a_refusal_that_is_expected_passes() {
	let mut fixture = transfer();
	let pre = fixture::parse(&serde_json::to_vec(&fixture).unwrap()).unwrap().remove(0).pre;
	let root = openledger_evm_state_tests::root::state_root(&pre);
	let case = &mut fixture["transfer"]["post"]["Cancun"][0];
	case["hash"] = json!(format!("{root:?}"));
	case["expectException"] = json!("TransactionException.INTRINSIC_GAS_TOO_LOW");
	fixture["transfer"]["transaction"]["gasLimit"] = json!(["0x5207"]);
	let report = run_text(&serde_json::to_vec(&fixture).unwrap());
	assert_eq!(report.summary(), "1 passed, 0 failed, 0 skipped");
	assert!(report.other_reasons.is_empty());

	fixture["transfer"]["transaction"]["gasLimit"] = json!(["0x5208"]);
	fixture["transfer"]["transaction"]["nonce"] = json!("0x05");
	let report = run_text(&serde_json::to_vec(&fixture).unwrap());
	assert_eq!(report.summary(), "1 passed, 0 failed, 0 skipped");
	assert!(report.other_reasons[0].text.starts_with("`nonce too high`"));
}

fn command(arguments: &[&str], directory: &Path) -> Output {
	Command::new(env!("CARGO_BIN_EXE_state-tests"))
		.args(arguments)
		.current_dir(directory)
		.output()
		.unwrap()
}

#[test]
fn the_command_ends_with_the_counts_and_their_exit_code() {
	let directory = tempfile::tempdir().unwrap();
	let suite = directory.path().join("suite");
	std::fs::create_dir(&suite).unwrap();
	let last = |output: &Output| {
		String::from_utf8_lossy(&output.stdout).lines().last().unwrap_or_default().to_string()
	};

	let empty = command(&["suite"], directory.path());
	assert_eq!(empty.status.code(), Some(2));
	assert!(String::from_utf8_lossy(&empty.stderr).contains("no .json file"));
	assert_eq!(command(&["missing"], directory.path()).status.code(), Some(2));

	std::fs::write(suite.join("good.json"), serde_json::to_vec(&good()).unwrap()).unwrap();
	let output = command(&["suite"], directory.path());
	assert_eq!(output.status.code(), Some(0));
	assert_eq!(last(&output), "1 passed, 0 failed, 0 skipped");
	for nothing in [&["suite", "--fork", "London"], &["suite", "--filter", "missing"]] {
		let output = command(nothing, directory.path());
		assert_eq!(output.status.code(), Some(1));
		assert_eq!(last(&output), "0 passed, 0 failed, 0 skipped");
	}
	assert_eq!(command(&["suite", "--fork", "Atlantis"], directory.path()).status.code(), Some(2));

	std::fs::write(suite.join("cut.json"), b"{\"a\":").unwrap();
	let output = command(&["suite"], directory.path());
	assert_eq!(output.status.code(), Some(1));
	assert_eq!(last(&output), "1 passed, 1 failed, 0 skipped");
	let text = String::from_utf8_lossy(&output.stdout).into_owned();
	assert!(text.contains("FAILED cut.json"), "{text}");

	let one = command(&["suite/good.json", "--filter", "[Cancun d0"], directory.path());
	assert_eq!(last(&one), "1 passed, 0 failed, 0 skipped");
	let help = command(&["--help"], directory.path());
	assert!(String::from_utf8_lossy(&help.stdout).contains("Examples:"));
}
