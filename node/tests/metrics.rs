// SPDX-License-Identifier: Apache-2.0

//! What a real node shows to Prometheus, against what the dashboard asks and the manual lists.

mod common;

use common::{get, Node};
use serde_json::Value;
use std::{collections::BTreeSet, fs, path::Path};

/// Words of a text that are names of metrics.
fn names(text: &str) -> BTreeSet<String> {
	text.split(|c: char| !c.is_ascii_alphanumeric() && c != '_')
		.filter(|word| word.starts_with("openledger_") || word.starts_with("substrate_"))
		.map(str::to_owned)
		.collect()
}

fn file(path: &str) -> String {
	let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
	fs::read_to_string(root.join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Every `expr` of a dashboard.
fn queries(value: &Value, found: &mut Vec<String>) {
	match value {
		Value::Object(fields) => {
			for (name, value) in fields {
				match value.as_str() {
					Some(query) if name == "expr" => found.push(query.to_owned()),
					_ => queries(value, found),
				}
			}
		},
		Value::Array(values) => values.iter().for_each(|value| queries(value, found)),
		_ => {},
	}
}

/// Names of the series that a node shows.
fn shown(page: &str) -> BTreeSet<String> {
	page.lines()
		.filter(|line| !line.starts_with('#'))
		.filter_map(|line| line.split(['{', ' ']).next())
		.map(str::to_owned)
		.collect()
}

/// Value of a series.
fn value(page: &str, series: &str) -> f64 {
	let line = page.lines().find(|line| line.split(['{', ' ']).next() == Some(series));
	let line = line.unwrap_or_else(|| panic!("{series}"));
	line.rsplit(' ').next().unwrap().parse().unwrap()
}

#[test]
fn a_node_shows_what_the_dashboard_and_the_manual_name() {
	let dev = ["--dev", "--tmp", "--no-mdns", "--prometheus-port", "0"];
	let mut node = Node::start(&dev);
	let exporter = "Prometheus exporter started at";
	let seen = node.seen.iter().find(|line| line.contains(exporter)).cloned();
	let line = seen.unwrap_or_else(|| node.wait_for(exporter));
	let address = line.trim().rsplit(' ').next().unwrap().to_owned();
	node.wait_for("Imported #3");
	// Some series of the RPC's begin with the first call.
	node.call("system_health", serde_json::json!([])).unwrap();
	let page = get(&address, "/metrics");
	let shown = shown(&page);

	// Blocks were imported, with their entries in the Ethereum index and their off-chain runs.
	assert!(value(&page, "openledger_ethereum_index_seconds_count") >= 3.0);
	assert!(value(&page, "openledger_ethereum_index_entries_total") >= 3.0);
	assert!(value(&page, "openledger_offchain_run_seconds_count") >= 1.0);
	assert_eq!(value(&page, "openledger_batches_verified_total"), 0.0);

	// The dashboard asks for nothing that is not there.
	let dashboard: Value = serde_json::from_str(&file("ops/grafana/openledger.json")).unwrap();
	let mut asked = Vec::new();
	queries(&dashboard, &mut asked);
	assert!(asked.len() > 10);
	let asked = names(&asked.join("\n"));
	for name in &asked {
		assert!(shown.contains(name), "the dashboard asks for {name}");
	}
	let alerts = names(&file("ops/prometheus/alerts.yml"));
	assert!(!alerts.is_empty());
	for name in &alerts {
		assert!(shown.contains(name), "an alert asks for {name}");
	}

	// The manual names all of ours, and no others.
	let of = |name: &String| {
		["_bucket", "_sum", "_count"]
			.iter()
			.find_map(|end| name.strip_suffix(end))
			.unwrap_or(name)
			.to_owned()
	};
	let ours: BTreeSet<String> =
		shown.iter().filter(|name| name.starts_with("openledger_")).map(of).collect();
	let listed: BTreeSet<String> = names(&file("docs/operators/metrics.md"))
		.iter()
		.filter(|name| name.starts_with("openledger_"))
		.map(of)
		.collect();
	assert_eq!(ours, listed);
}
