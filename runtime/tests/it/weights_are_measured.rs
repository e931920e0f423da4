// SPDX-License-Identifier: Apache-2.0

//! No placeholder weights reach the runtime.

use std::{collections::BTreeMap, fs, path::Path};

/// Pallets of the SDK whose own measurements are used, and why.
const TAKEN: [(&str, &str); 13] = [
	("frame_system", "measured by the SDK with the reads and writes of our storage"),
	("pallet_timestamp", "measured by the SDK; one write a block"),
	("pallet_babe", "calls need an equivocation report system; there is none"),
	("pallet_grandpa", "calls need an equivocation report system; there is none"),
	("pallet_session", "measured by the SDK; its benchmarks need the staking pallet"),
	("pallet_authorship", "has no calls"),
	("pallet_balances", "measured by the SDK; the price of a transfer rests on it"),
	("pallet_transaction_payment", "measured by the SDK"),
	("pallet_utility", "measured by the SDK"),
	("pallet_proxy", "measured by the SDK"),
	("pallet_multisig", "measured by the SDK"),
	("pallet_preimage", "measured by the SDK"),
	("pallet_scheduler", "measured by the SDK"),
];

/// `(pallet, right-hand side)` of every weight of every configuration.
fn weights() -> Vec<(String, String)> {
	let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/configs");
	let mut found = Vec::new();
	for file in fs::read_dir(folder).unwrap() {
		let mut pallet = String::new();
		for line in fs::read_to_string(file.unwrap().path()).unwrap().lines() {
			let line = line.trim();
			if let Some(at) = line.strip_prefix("impl ").and_then(|l| l.split("::Config").next()) {
				pallet = at.to_string();
			}
			let is_weight = line.starts_with("type ") && line.contains("WeightInfo = ");
			if let (true, Some((_, value))) = (is_weight, line.split_once(" = ")) {
				found.push((pallet.clone(), value.trim_end_matches(';').to_string()));
			}
		}
	}
	found
}

#[test]
fn own_pallets_have_measured_weights() {
	let taken: BTreeMap<_, _> = TAKEN.into_iter().collect();
	let weights = weights();
	assert!(weights.len() >= 18, "only {} weights were found", weights.len());
	for (pallet, value) in weights {
		if !taken.contains_key(pallet.as_str()) {
			let file = format!("weights::{pallet}::WeightInfo<Runtime>");
			assert_eq!(value, file, "{pallet} has a placeholder");
		}
	}
}

#[test]
fn measurements_say_where_they_come_from() {
	let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/weights");
	let mut files = 0;
	for file in fs::read_dir(folder).unwrap() {
		let path = file.unwrap().path();
		if path.file_name().is_some_and(|name| name != "mod.rs") {
			let text = fs::read_to_string(&path).unwrap();
			for word in ["Measured on", "steps", "repeat"] {
				assert!(text.contains(word), "{} does not say: {word}", path.display());
			}
			files += 1;
		}
	}
	assert_eq!(files, 12, "one file for each of our pallets that has calls");
}
