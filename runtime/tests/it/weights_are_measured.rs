// SPDX-License-Identifier: Apache-2.0

//! No placeholder weights reach the runtime.

use std::{collections::BTreeMap, fs, path::Path};

/// Pallets of the SDK whose own measurements are used, and why.
const TAKEN: [(&str, &str); 31] = [
	("frame_system", "measured by the SDK with the reads and writes of our storage"),
	("pallet_timestamp", "measured by the SDK; one write a block"),
	("pallet_babe", "the SDK's formula by validators"),
	("pallet_grandpa", "the SDK's formula by validators"),
	("pallet_session", "measured by the SDK"),
	("pallet_authorship", "has no calls"),
	("pallet_balances", "measured by the SDK; the price of a transfer rests on it"),
	("pallet_parameters", "the SDK keeps its weights to itself; measured next"),
	("pallet_nomination_pools", "its benchmarks need another staking pallet"),
	("onchain", "elections; measured by the SDK"),
	("pallet_transaction_payment", "measured by the SDK"),
	("pallet_utility", "measured by the SDK"),
	("pallet_proxy", "measured by the SDK"),
	("pallet_multisig", "measured by the SDK"),
	("pallet_preimage", "measured by the SDK"),
	("pallet_scheduler", "measured by the SDK"),
	("pallet_identity", "measured by the SDK"),
	("pallet_vesting", "measured by the SDK"),
	("pallet_migrations", "measured by the SDK"),
	("pallet_safe_mode", "measured by the SDK"),
	("pallet_tx_pause", "measured by the SDK"),
	("pallet_referenda", "measured by the SDK"),
	("pallet_conviction_voting", "measured by the SDK"),
	("pallet_whitelist", "measured by the SDK"),
	("pallet_collective", "measured by the SDK"),
	("pallet_treasury", "measured by the SDK"),
	("pallet_bounties", "measured by the SDK"),
	("pallet_child_bounties", "measured by the SDK"),
	("pallet_staking", "measured by the SDK"),
	("pallet_bags_list", "measured by the SDK"),
	("pallet_fast_unstake", "measured by the SDK"),
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
	assert_eq!(files, 13, "one file for each of our pallets that has calls");
}
