// SPDX-License-Identifier: Apache-2.0
//! Names and docs of dispatch errors.

use crate::{compat, error::Result};
use scale_info::TypeDef;
use sp_runtime::{DispatchError, ModuleError};
use std::collections::BTreeMap;

/// Why a call failed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DispatchFailure {
	/// Pallet, for module errors.
	pub pallet: Option<String>,
	/// Name of the error.
	pub name: String,
	/// What the error's documentation says.
	pub docs: String,
}

impl DispatchFailure {
	/// `Pallet.Error`, for module errors.
	pub fn module_error(&self) -> Option<String> {
		self.pallet.as_ref().map(|pallet| format!("{pallet}.{}", self.name))
	}
}

impl core::fmt::Display for DispatchFailure {
	fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
		if let Some(pallet) = &self.pallet {
			write!(f, "{pallet}.")?;
		}
		f.write_str(&self.name)?;
		match self.docs.is_empty() {
			true => Ok(()),
			false => write!(f, " ({})", self.docs),
		}
	}
}

/// All module errors of the runtime: (pallet index, error index) to (pallet, name, docs).
#[derive(Clone, Debug)]
pub struct ErrorBook(BTreeMap<(u8, u8), (String, String, String)>);

impl ErrorBook {
	/// The errors of the runtime this program was compiled with.
	pub fn of_runtime() -> Result<Self> {
		let metadata = compat::own()?;
		let mut book = BTreeMap::new();
		for pallet in &metadata.pallets {
			let ty = pallet.error.as_ref().and_then(|error| metadata.types.resolve(error.ty.id));
			let Some(TypeDef::Variant(def)) = ty.map(|ty| &ty.type_def) else { continue };
			for variant in &def.variants {
				let docs = variant.docs.join(" ").trim().to_string();
				let entry = (pallet.name.clone(), variant.name.clone(), docs);
				book.insert((pallet.index, variant.index), entry);
			}
		}
		Ok(Self(book))
	}

	/// The readable form of a dispatch error.
	pub fn explain(&self, error: &DispatchError) -> DispatchFailure {
		let DispatchError::Module(ModuleError { index, error: [code, ..], .. }) = error else {
			let name = match error {
				DispatchError::Other(text) => (*text).to_string(),
				other => format!("{other:?}"),
			};
			return DispatchFailure { pallet: None, name, docs: String::new() };
		};
		match self.0.get(&(*index, *code)) {
			Some((pallet, name, docs)) => DispatchFailure {
				pallet: Some(pallet.clone()),
				name: name.clone(),
				docs: docs.clone(),
			},
			None => DispatchFailure {
				pallet: None,
				name: format!("error {code} of pallet {index}"),
				docs: String::new(),
			},
		}
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn module_errors_have_names_and_docs() {
		let book = ErrorBook::of_runtime().unwrap();
		let insufficient: DispatchError =
			pallet_balances::Error::<openledger_runtime::Runtime>::InsufficientBalance.into();
		let failure = book.explain(&insufficient);
		assert_eq!(failure.module_error().as_deref(), Some("Balances.InsufficientBalance"));
		assert!(!failure.docs.is_empty());
		assert_eq!(book.explain(&DispatchError::BadOrigin).to_string(), "BadOrigin");
	}
}
