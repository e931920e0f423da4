// SPDX-License-Identifier: Apache-2.0

//! Every call has a weight that was measured on this runtime.

use std::{collections::BTreeSet, fs, path::Path};

/// File of a configuration's weights, by the pallet and the name of the type.
fn file<'a>(pallet: &'a str, of: &str) -> &'a str {
	match (pallet, of) {
		("frame_system", "ExtensionsWeightInfo") => "frame_system_extensions",
		("onchain", _) => "frame_election_provider_support",
		_ => pallet,
	}
}

/// `(pallet, name, value)` of every type of weights of every configuration.
fn weights() -> Vec<(String, String, String)> {
	let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/configs");
	let mut found = Vec::new();
	for file in fs::read_dir(folder).unwrap() {
		let mut pallet = String::new();
		for line in fs::read_to_string(file.unwrap().path()).unwrap().lines() {
			let line = line.trim();
			if let Some(at) = line.strip_prefix("impl ").and_then(|l| l.split("::Config").next()) {
				pallet = at.to_string();
			}
			let Some(("type", rest)) = line.split_once(' ') else { continue };
			if let Some((name, value)) = rest.split_once(" = ") {
				if name.ends_with("WeightInfo") {
					let value = value.trim_end_matches(';');
					found.push((pallet.clone(), name.to_string(), value.to_string()));
				}
			}
		}
	}
	found
}

/// Names of the files of weights.
fn files() -> BTreeSet<String> {
	let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/weights");
	fs::read_dir(folder)
		.unwrap()
		.filter_map(|file| file.unwrap().path().file_stem()?.to_str().map(str::to_string))
		.filter(|name| name != "mod")
		.collect()
}

#[test]
fn every_configuration_has_measured_weights() {
	let mut used = BTreeSet::new();
	for (pallet, name, value) in weights() {
		let file = file(&pallet, &name);
		assert_eq!(value, format!("weights::{file}::WeightInfo<Runtime>"), "{pallet}");
		used.insert(file.to_string());
	}
	assert_eq!(used, files(), "every file is used, every configuration has one");
}

#[test]
fn measurements_say_where_they_come_from() {
	let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/weights");
	for file in files() {
		let text = fs::read_to_string(folder.join(format!("{file}.rs"))).unwrap();
		for word in ["Measured on", "steps", "repeat"] {
			assert!(text.contains(word), "{file} does not say: {word}");
		}
	}
}
