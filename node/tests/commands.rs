// SPDX-License-Identifier: Apache-2.0

//! The subcommands, each on a real database or keystore.

mod common;

use common::{bad, good, raw_dev, run, Node};
use serde_json::Value;
use std::path::Path;

#[test]
fn every_help_teaches_by_examples() {
	let commands = [
		&[][..],
		&["key"],
		&["session-keys"],
		&["export-chain-spec"],
		&["build-spec"],
		&["check-block"],
		&["export-blocks"],
		&["export-state"],
		&["import-blocks"],
		&["purge-chain"],
		&["revert"],
		&["chain-info"],
		&["inspect"],
	];
	let main = good(["--help"]);
	for command in commands {
		let help = good(command.iter().chain(&["--help"]));
		let examples = help.split("\nExamples:").nth(1).unwrap_or_else(|| panic!("{help}"));
		assert!(examples.contains("openledger-node"), "{command:?}");
		for name in command {
			assert!(main.contains(name), "{name} is not in the main help");
			assert!(examples.contains(name), "{name} is not in its own examples");
		}
	}
}

#[test]
fn keys_are_generated_and_inserted() {
	let directory = tempfile::tempdir().unwrap();
	let base = directory.path().to_str().unwrap();
	let place = ["--chain", "dev", "--base-path", base];
	let list = || good(["session-keys", "list"].iter().chain(&place));
	assert_eq!(list().matches("none").count(), 4);

	let made = good(["key", "generate", "--output-type", "json"]);
	let made: Value = serde_json::from_str(&made).unwrap();
	let phrase = made["secretPhrase"].as_str().unwrap();
	assert_eq!(phrase.split(' ').count(), 12);
	let inspected = good(["key", "inspect", "--output-type", "json", phrase]);
	let inspected: Value = serde_json::from_str(&inspected).unwrap();
	assert_eq!(inspected["publicKey"], made["publicKey"]);

	for (scheme, key_type) in
		[("sr25519", "babe"), ("ed25519", "gran"), ("sr25519", "audi"), ("sr25519", "attr")]
	{
		let insert = ["key", "insert", "--scheme", scheme, "--key-type", key_type];
		good(insert.iter().chain(&["--suri", phrase]).chain(&place));
	}
	let held = list();
	assert!(!held.contains("none"), "{held}");
	// All but GRANDPA's are the phrase's own sr25519 key.
	assert_eq!(held.matches(made["publicKey"].as_str().unwrap()).count(), 3);

	let insert = ["key", "insert", "--scheme", "sr25519", "--key-type", "toolong"];
	bad(insert.iter().chain(&["--suri", phrase]).chain(&place));
	let insert = ["key", "insert", "--scheme", "sr25519", "--key-type", "attr"];
	bad(insert.iter().chain(&["--suri", "not a phrase"]).chain(&place));
}

#[test]
fn session_keys_come_with_their_proof() {
	let directory = tempfile::tempdir().unwrap();
	let base = directory.path().to_str().unwrap();
	let place = ["--chain", "dev", "--base-path", base];
	let alice = "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY";
	let generate = ["session-keys", "generate", "--owner", alice];
	let made = good(generate.iter().chain(&place));
	let value = |label: &str| {
		made.lines().find_map(|line| line.strip_prefix(label)).unwrap().trim().to_owned()
	};
	// Four keys of 32 bytes, four signatures of 64.
	assert_eq!(value("keys ").len(), 2 + 2 * 4 * 32);
	assert_eq!(value("proof ").len(), 2 + 2 * 4 * 64);
	// The keystore holds them, and a second call makes new ones beside them.
	let held = good(["session-keys", "list"].iter().chain(&place));
	for (line, key) in held.lines().zip(made.lines()) {
		assert_eq!(line, key);
	}
	good(generate.iter().chain(&place));
	let held = good(["session-keys", "list"].iter().chain(&place));
	assert_eq!(held.lines().count(), 8);

	for owner in ["", "nobody", "0x12"] {
		let generate = ["session-keys", "generate", "--owner", owner];
		assert!(bad(generate.iter().chain(&place)).contains("SS58"), "{owner}");
	}
	bad(["session-keys", "generate"].iter().chain(&place));
	let secret = directory.path().join("secret");
	std::fs::write(&secret, "no phrase").unwrap();
	let generate =
		["session-keys", "generate", "--owner", alice, "--secret-file", secret.to_str().unwrap()];
	assert!(bad(generate.iter().chain(&place)).contains("secret URI"));
}

/// Best and finalised block of a database.
fn info(place: &[&str]) -> (u64, u64) {
	let info = good(["chain-info"].iter().chain(place));
	let info: Value = serde_json::from_str(&info).unwrap();
	let number = |name: &str| info[name].as_u64().unwrap_or_else(|| panic!("{name}: {info}"));
	(number("best_number"), number("finalized_number"))
}

fn database(base: &Path) -> bool {
	base.join("chains/openledger_dev/paritydb").exists()
}

#[test]
fn a_database_is_checked_exported_imported_reverted_and_purged() {
	let directory = tempfile::tempdir().unwrap();
	let (first, second) = (directory.path().join("first"), directory.path().join("second"));
	let spec = raw_dev(directory.path());
	let spec = [&spec[0][..], &spec[1]];
	let place = [spec[0], spec[1], "--base-path", first.to_str().unwrap()];
	let other = [spec[0], spec[1], "--base-path", second.to_str().unwrap()];
	let mut node = Node::kept(&first, &spec);
	node.wait_final(2);
	node.wait_for("Imported #6");
	node.stop();
	let (best, finalised) = info(&place);
	assert!(best >= 6 && finalised >= 2, "{best} {finalised}");

	good(["check-block", "3"].iter().chain(&place));
	let block = good(["inspect"].iter().chain(&place).chain(&["block", "3"]));
	assert!(block.contains("Extrinsics (1)"), "{block}");
	let call = good(["inspect"].iter().chain(&place).chain(&["extrinsic", "3:0"]));
	assert!(call.contains("Timestamp"), "{call}");

	let blocks = directory.path().join("blocks.bin");
	let blocks = blocks.to_str().unwrap();
	good(["export-blocks", "--from", "1", "--to", "5", "--binary", blocks].iter().chain(&place));
	good(["import-blocks", "--binary", blocks].iter().chain(&other));
	// A file that is none is refused, and the database stays as it was.
	let junk = directory.path().join("junk.bin");
	std::fs::write(&junk, [0xff; 64]).unwrap();
	let import = ["import-blocks", "--binary", junk.to_str().unwrap()];
	let _ = run(import.iter().chain(&other));
	assert_eq!(info(&other).0, 5);

	let state = good(["export-state"].iter().chain(&place));
	let state: Value = serde_json::from_str(&state).unwrap();
	assert!(state["genesis"]["raw"]["top"].as_object().unwrap().len() > 100);

	// Finalised blocks stay, whatever is asked.
	good(["revert", "1000"].iter().chain(&place));
	assert_eq!(info(&place), (finalised, finalised));
	// The chain goes on from there.
	let mut node = Node::kept(&first, &spec);
	node.wait_for(&format!("Imported #{}", finalised + 1));
	node.stop();

	assert!(database(&first));
	let keystore = first.join("chains/openledger_dev/keystore");
	assert!(keystore.exists());
	good(["purge-chain", "-y"].iter().chain(&place));
	assert!(!database(&first) && keystore.exists());
	assert!(database(&second));
}

#[test]
fn specs_are_exported() {
	let directory = tempfile::tempdir().unwrap();
	let file = directory.path().join("testnet.json");
	let file = file.to_str().unwrap();
	good(["export-chain-spec", "--chain", "testnet", "--output", file]);
	let spec: Value = serde_json::from_slice(&std::fs::read(file).unwrap()).unwrap();
	assert_eq!(spec["id"], "openledger_testnet");
	assert!(spec["genesis"]["runtimeGenesis"].is_object());
	// What was written is read again, and its raw form once more.
	let raw = directory.path().join("raw.json");
	let raw = raw.to_str().unwrap();
	good(["export-chain-spec", "--raw", "--chain", file, "--output", raw]);
	let again = good(["build-spec", "--raw", "--disable-default-bootnode", "--chain", raw]);
	let again: Value = serde_json::from_str(&again).unwrap();
	assert_eq!(again["id"], spec["id"]);
	assert!(again["genesis"]["raw"]["top"].is_object());
	let broken = directory.path().join("broken.json");
	std::fs::write(&broken, "{").unwrap();
	bad(["export-chain-spec", "--chain", broken.to_str().unwrap()]);
	bad(["export-chain-spec", "--chain", "nowhere.json"]);
}
