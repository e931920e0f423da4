// SPDX-License-Identifier: Apache-2.0

//! The runtime's metadata, decoded, and which of its pallets are this project's.

use crate::scene::genesis;
use codec::Decode;
use frame_metadata::{v16::RuntimeMetadataV16, RuntimeMetadata, RuntimeMetadataPrefixed};
use frame_support::traits::PalletsInfoAccess;
use openledger_runtime::*;
use scale_info::{form::PortableForm, TypeDef, Variant};
use std::{collections::BTreeSet, fs, path::Path};

/// The metadata in its newest form. Some constants are read from state: of a development chain.
pub fn metadata() -> RuntimeMetadataV16 {
	let opaque = genesis("development").execute_with(|| Runtime::metadata_at_version(16));
	let opaque = opaque.expect("version 16 is there");
	let prefixed = RuntimeMetadataPrefixed::decode(&mut &opaque[..]).unwrap();
	match prefixed.1 {
		RuntimeMetadata::V16(metadata) => metadata,
		_ => unreachable!("version 16 was asked for; qed"),
	}
}

/// Variants of the enum `ty`.
pub fn variants(metadata: &RuntimeMetadataV16, ty: u32) -> Vec<Variant<PortableForm>> {
	match &metadata.types.resolve(ty).expect("registered").type_def {
		TypeDef::Variant(found) => found.variants.clone(),
		_ => panic!("type {ty} is no enum"),
	}
}

/// Names of the pallets whose crates stand in this repository.
pub fn own_pallets() -> BTreeSet<String> {
	let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
	let mut manifests = vec![root.join("runtime/timing")];
	for folder in ["pallets", "evm"] {
		manifests.extend(fs::read_dir(root.join(folder)).unwrap().map(|e| e.unwrap().path()));
	}
	let crates: BTreeSet<String> = manifests
		.iter()
		.filter_map(|folder| fs::read_to_string(folder.join("Cargo.toml")).ok())
		.filter_map(|text| {
			let name = text.lines().find_map(|line| line.strip_prefix("name = "))?;
			Some(name.trim_matches('"').replace('-', "_"))
		})
		.collect();
	AllPalletsWithSystem::infos()
		.iter()
		.filter(|info| crates.contains(info.module_name.split("::").next().unwrap_or_default()))
		.map(|info| info.name.to_string())
		.collect()
}

#[test]
fn the_own_pallets_are_known() {
	let indices: BTreeSet<usize> = AllPalletsWithSystem::infos()
		.iter()
		.filter(|info| own_pallets().contains(info.name))
		.map(|info| info.index)
		.collect();
	assert_eq!(indices, BTreeSet::from([10, 50, 51, 52, 53, 54, 60, 61, 62, 63, 64, 65, 66]));
}
