// SPDX-License-Identifier: Apache-2.0

//! Whatever a client can see of our pallets says what it is.

use crate::metadata::{metadata, own_pallets, variants};

/// Whether the docs say anything.
fn says(docs: &[String]) -> bool {
	docs.iter().any(|line| !line.trim().is_empty())
}

/// Whether the docs name `word`, as a whole word.
fn names(docs: &[String], word: &str) -> bool {
	let part = |c: char| !(c.is_alphanumeric() || c == '_');
	docs.iter().any(|line| line.split(part).any(|found| found == word))
}

#[test]
fn everything_is_documented() {
	let metadata = metadata();
	let own = own_pallets();
	let mut missing = Vec::new();
	let mut seen = 0;
	let mut want = |what: String, there: bool| {
		seen += 1;
		if !there {
			missing.push(what);
		}
	};
	for pallet in metadata.pallets.iter().filter(|pallet| own.contains(&pallet.name)) {
		let name = &pallet.name;
		for call in pallet.calls.iter().flat_map(|found| variants(&metadata, found.ty.id)) {
			want(format!("call {name}.{}", call.name), says(&call.docs));
			for field in &call.fields {
				let field_name = field.name.clone().unwrap_or_default();
				let told = says(&field.docs) || names(&call.docs, &field_name);
				want(format!("argument {name}.{}({field_name})", call.name), told);
			}
		}
		for event in pallet.event.iter().flat_map(|found| variants(&metadata, found.ty.id)) {
			want(format!("event {name}.{}", event.name), says(&event.docs));
			for field in &event.fields {
				let field_name = field.name.clone().unwrap_or_default();
				want(format!("field {name}.{}.{field_name}", event.name), says(&field.docs));
			}
		}
		for error in pallet.error.iter().flat_map(|found| variants(&metadata, found.ty.id)) {
			want(format!("error {name}.{}", error.name), says(&error.docs));
		}
		for entry in pallet.storage.iter().flat_map(|storage| &storage.entries) {
			want(format!("storage {name}.{}", entry.name), says(&entry.docs));
		}
		for constant in &pallet.constants {
			want(format!("constant {name}.{}", constant.name), says(&constant.docs));
		}
		for function in &pallet.view_functions {
			want(format!("view function {name}.{}", function.name), says(&function.docs));
		}
	}
	assert!(seen > 300, "only {seen} items were looked at");
	assert!(missing.is_empty(), "without docs:\n{}", missing.join("\n"));
}
