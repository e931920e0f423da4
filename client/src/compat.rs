// SPDX-License-Identifier: Apache-2.0
//! Whether the node's runtime is the one this program was compiled with.

use crate::error::{Error, Result};
use codec::{Decode, Encode};
use frame_metadata::{v14::RuntimeMetadataV14, RuntimeMetadata, RuntimeMetadataPrefixed};
use openledger_runtime::{Runtime, VERSION};
use scale_info::{form::PortableForm, PortableRegistry, TypeDef};
use serde_json::Value;
use std::collections::BTreeMap;

/// Refuses another spec name, spec version or transaction version.
pub(crate) fn ensure_version(theirs: &Value) -> Result<()> {
	let text = |key: &str| theirs.get(key).and_then(Value::as_str).unwrap_or("?").to_string();
	let number = |key: &str| theirs.get(key).and_then(Value::as_u64).unwrap_or(0);
	let theirs = format!(
		"{} version {} (transactions {})",
		text("specName"),
		number("specVersion"),
		number("transactionVersion")
	);
	let ours = format!(
		"{} version {} (transactions {})",
		VERSION.spec_name, VERSION.spec_version, VERSION.transaction_version
	);
	match ours == theirs {
		true => Ok(()),
		false => Err(Error::RuntimeMismatch { ours, theirs }),
	}
}

/// Refuses metadata whose calls, storage items or extensions differ from our runtime's.
pub(crate) fn ensure_metadata(theirs: &[u8]) -> Result<()> {
	let ours = fingerprint(&own()?)?;
	let theirs = fingerprint(&parse(theirs)?)?;
	let differing = |a: &BTreeMap<String, String>, b: &BTreeMap<String, String>| {
		a.iter().find(|(key, value)| b.get(*key) != Some(value)).map(|(key, _)| key.clone())
	};
	match differing(&ours, &theirs).or_else(|| differing(&theirs, &ours)) {
		None => Ok(()),
		Some(item) => Err(Error::MetadataMismatch(item)),
	}
}

/// Metadata of the runtime this program was compiled with. Constants that genesis sets are read
/// from an empty state; they are not compared.
pub(crate) fn own() -> Result<RuntimeMetadataV14> {
	let metadata = sp_io::TestExternalities::default().execute_with(Runtime::metadata);
	parse(&metadata.encode())
}

fn parse(bytes: &[u8]) -> Result<RuntimeMetadataV14> {
	let RuntimeMetadataPrefixed(_, metadata) = RuntimeMetadataPrefixed::decode(&mut &bytes[..])
		.map_err(|error| Error::decode("metadata", error))?;
	match metadata {
		RuntimeMetadata::V14(metadata) => Ok(metadata),
		_ => Err(Error::decode("metadata", "not version 14")),
	}
}

/// What this program relies on, item by item: `Pallet.call` with index and argument types,
/// `Pallet.Storage` with its value's type, and the extensions. Docs and constants do not count.
pub fn fingerprint(metadata: &RuntimeMetadataV14) -> Result<BTreeMap<String, String>> {
	let types = &metadata.types;
	let mut out = BTreeMap::new();
	let extensions = metadata.extrinsic.signed_extensions.iter();
	out.insert(
		"transaction extensions".into(),
		extensions.map(|extension| extension.identifier.as_str()).collect::<Vec<_>>().join(","),
	);
	for pallet in &metadata.pallets {
		out.insert(format!("pallet {}", pallet.name), pallet.index.to_string());
		let calls = pallet.calls.as_ref().map(|calls| calls.ty.id);
		for (name, shape) in variants(types, calls) {
			out.insert(format!("call {}.{name}", pallet.name), shape);
		}
		let errors = pallet.error.as_ref().map(|errors| errors.ty.id);
		for (name, shape) in variants(types, errors) {
			out.insert(format!("error {}.{name}", pallet.name), shape);
		}
		for entry in pallet.storage.iter().flat_map(|storage| &storage.entries) {
			let value = match &entry.ty {
				frame_metadata::v14::StorageEntryType::Plain(value) => value.id,
				frame_metadata::v14::StorageEntryType::Map { value, .. } => value.id,
			};
			out.insert(format!("storage {}.{}", pallet.name, entry.name), path(types, value));
		}
	}
	Ok(out)
}

fn variants(types: &PortableRegistry, id: Option<u32>) -> Vec<(String, String)> {
	let Some(TypeDef::Variant(def)) =
		id.and_then(|id| types.resolve(id)).map(|ty| ty.type_def.clone())
	else {
		return Vec::new();
	};
	let shape = |variant: &scale_info::Variant<PortableForm>| {
		let fields = variant.fields.iter().map(|field| {
			format!("{}:{}", field.name.as_deref().unwrap_or_default(), path(types, field.ty.id))
		});
		format!("{}({})", variant.index, fields.collect::<Vec<_>>().join(","))
	};
	def.variants.iter().map(|variant| (variant.name.clone(), shape(variant))).collect()
}

fn path(types: &PortableRegistry, id: u32) -> String {
	types.resolve(id).map_or_else(String::new, |ty| match &ty.type_def {
		TypeDef::Primitive(primitive) => format!("{primitive:?}"),
		TypeDef::Compact(_) => "Compact".into(),
		_ => ty.path.segments.join("::"),
	})
}

#[cfg(test)]
mod tests {
	use super::*;
	use serde_json::json;

	#[test]
	fn our_own_metadata_passes_and_a_changed_one_is_named() {
		let bytes = RuntimeMetadataPrefixed::from(own().unwrap()).encode();
		ensure_metadata(&bytes).unwrap();
		let mut other = own().unwrap();
		let pallet = other.pallets.iter_mut().find(|pallet| pallet.name == "Balances").unwrap();
		pallet.index = 99;
		let bytes = RuntimeMetadataPrefixed::from(other).encode();
		let error = ensure_metadata(&bytes).unwrap_err();
		assert!(error.to_string().contains("pallet Balances"), "{error}");
		assert!(ensure_metadata(b"meta").is_err());
	}

	#[test]
	fn another_version_is_refused_with_both_names() {
		let theirs = json!({ "specName": "other", "specVersion": 7, "transactionVersion": 1 });
		let error = ensure_version(&theirs).unwrap_err().to_string();
		assert!(error.contains("other version 7") && error.contains("openledger version"));
		let same = json!({
			"specName": VERSION.spec_name, "specVersion": VERSION.spec_version,
			"transactionVersion": VERSION.transaction_version,
		});
		ensure_version(&same).unwrap();
	}
}
