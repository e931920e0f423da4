// SPDX-License-Identifier: Apache-2.0

//! What clients depend on does not change unseen: names and indices of pallets, calls, events,
//! errors, storage. `UPDATE_SNAPSHOT=1` writes the snapshot anew.

use crate::metadata::{metadata, variants};
use frame_metadata::v16::{RuntimeMetadataV16, StorageEntryModifier, StorageEntryType};
use scale_info::{form::PortableForm, PortableRegistry, TypeDef, Variant};
use std::{collections::BTreeMap, env, fmt::Write, fs, path::Path};

/// A short name of a type: its path's last part with parameters, or its shape.
fn name(types: &PortableRegistry, id: u32) -> String {
	let Some(ty) = types.resolve(id) else { return "?".into() };
	let parts =
		|ids: Vec<u32>| ids.into_iter().map(|id| name(types, id)).collect::<Vec<_>>().join(", ");
	if let Some(last) = ty.path.segments.last() {
		let params: Vec<u32> = ty.type_params.iter().filter_map(|p| p.ty.map(|ty| ty.id)).collect();
		return match (last.as_str(), params.is_empty()) {
			("RuntimeCall" | "RuntimeEvent", _) | (_, true) => last.clone(),
			_ => format!("{last}<{}>", parts(params)),
		};
	}
	match &ty.type_def {
		TypeDef::Primitive(primitive) => format!("{primitive:?}").to_lowercase(),
		TypeDef::Sequence(inner) => format!("[{}]", name(types, inner.type_param.id)),
		TypeDef::Array(inner) => format!("[{}; {}]", name(types, inner.type_param.id), inner.len),
		TypeDef::Tuple(inner) => {
			format!("({})", parts(inner.fields.iter().map(|field| field.id).collect()))
		},
		TypeDef::Compact(inner) => format!("Compact<{}>", name(types, inner.type_param.id)),
		other => format!("{other:?}"),
	}
}

fn list(out: &mut String, types: &PortableRegistry, kind: &str, found: Vec<Variant<PortableForm>>) {
	for variant in found {
		let fields: Vec<String> = variant
			.fields
			.iter()
			.map(|field| {
				let ty = name(types, field.ty.id);
				field.name.as_ref().map_or(ty.clone(), |field| format!("{field}: {ty}"))
			})
			.collect();
		let fields = if fields.is_empty() { "".into() } else { format!("({})", fields.join(", ")) };
		writeln!(out, "\t{kind} {} {}{fields}", variant.index, variant.name).unwrap();
	}
}

fn readable(metadata: &RuntimeMetadataV16) -> String {
	let types = &metadata.types;
	let mut out = String::new();
	let pallets: BTreeMap<u8, _> = metadata.pallets.iter().map(|p| (p.index, p)).collect();
	for (index, pallet) in pallets {
		writeln!(out, "pallet {index} {}", pallet.name).unwrap();
		let of = |ty: Option<u32>| ty.map(|ty| variants(metadata, ty)).unwrap_or_default();
		list(&mut out, types, "call", of(pallet.calls.as_ref().map(|found| found.ty.id)));
		for entry in pallet.storage.iter().flat_map(|storage| &storage.entries) {
			let ty = match &entry.ty {
				StorageEntryType::Plain(value) => name(types, value.id),
				StorageEntryType::Map { key, value, .. } => {
					format!("{} -> {}", name(types, key.id), name(types, value.id))
				},
			};
			let mark = if entry.modifier == StorageEntryModifier::Optional { "?" } else { "" };
			writeln!(out, "\tstorage {}: {ty}{mark}", entry.name).unwrap();
		}
		list(&mut out, types, "event", of(pallet.event.as_ref().map(|found| found.ty.id)));
		list(&mut out, types, "error", of(pallet.error.as_ref().map(|found| found.ty.id)));
		for constant in &pallet.constants {
			writeln!(out, "\tconstant {}: {}", constant.name, name(types, constant.ty.id)).unwrap();
		}
		for function in &pallet.view_functions {
			let output = name(types, function.output.id);
			let inputs: Vec<String> = function
				.inputs
				.iter()
				.map(|input| format!("{}: {}", input.name, name(types, input.ty.id)))
				.collect();
			let inputs = inputs.join(", ");
			writeln!(out, "\tview {}({inputs}) -> {output}", function.name).unwrap();
		}
	}
	let extensions: Vec<&str> = metadata
		.extrinsic
		.transaction_extensions
		.iter()
		.map(|extension| extension.identifier.as_str())
		.collect();
	writeln!(out, "extensions {}", extensions.join(" ")).unwrap();
	let mut apis: Vec<_> = metadata.apis.iter().collect();
	apis.sort_by(|a, b| a.name.cmp(&b.name));
	// Two APIs exist only with the features under which tests run.
	for api in apis.iter().filter(|a| !["Benchmark", "TryRuntime"].contains(&a.name.as_str())) {
		writeln!(out, "api {} {}", api.name, api.version.0).unwrap();
	}
	out
}

#[test]
fn the_metadata_is_the_committed_one() {
	let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("metadata/openledger.txt");
	let now = readable(&metadata());
	if env::var_os("UPDATE_SNAPSHOT").is_some() {
		fs::write(&path, &now).unwrap();
	}
	let then = fs::read_to_string(&path).unwrap_or_default();
	let gone = then.lines().filter(|line| !now.lines().any(|l| l == *line)).map(|l| ("-", l));
	let new = now.lines().filter(|line| !then.lines().any(|l| l == *line)).map(|l| ("+", l));
	let diff: Vec<String> = gone.chain(new).map(|(mark, line)| format!("{mark}{line}")).collect();
	assert!(
		now == then,
		"{} is not the runtime's; UPDATE_SNAPSHOT=1 writes it anew:\n{}",
		path.display(),
		diff.join("\n")
	);
}
