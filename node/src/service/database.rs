// SPDX-License-Identifier: Apache-2.0

//! Says what to do when the database does not open.

use sc_service::error::Error;
use std::path::Path;

/// The error with what it means and what to do next.
pub fn explain(error: Error, path: Option<&Path>) -> Error {
	let Error::Client(cause) = &error else { return error };
	let Some(path) = path else { return error };
	let (cause, path) = (cause.to_string(), path.display());
	let next = if cause.contains("file is in use") {
		"Another process has it open: end that one, or give this node another --base-path."
	} else if cause.contains("pruning") {
		"Its pruning mode was fixed when it was created: start with that mode, or in another \
		 --base-path."
	} else if cause.contains("enesis") {
		"It belongs to another chain: give the chain it was made for (--chain), or another \
		 --base-path."
	} else if cause.contains("No space left") {
		"The disk is full: make room and start again; nothing is lost."
	} else if cause.contains("ermission") {
		"This user may not read or write it: check who owns the files."
	} else {
		"It is damaged, or was written by another program. Restore a backup of it, or remove it \
		 with the same options and `purge-chain` and let the node sync again. The keys are in \
		 another folder (keystore) and stay. See docs/operators/backup.md."
	};
	Error::Other(format!("the database at {path} does not open: {cause}. {next}"))
}

#[cfg(test)]
mod tests {
	use super::*;

	fn text(cause: &str) -> String {
		let cause = sp_blockchain::Error::Backend(cause.into());
		explain(Error::Client(cause), Some(Path::new("/data/db"))).to_string()
	}

	#[test]
	fn every_cause_has_its_remedy() {
		for (cause, remedy) in [
			("Database file is in use. (Resource temporarily unavailable)", "--base-path"),
			("Genesis mismatch", "--chain"),
			(
				"Incompatible pruning modes [stored: max_blocks: Some(256)]",
				"pruning mode was fixed",
			),
			("IO Error: No space left on device", "make room"),
			("IO Error: Permission denied", "who owns"),
			("Corruption: bad log", "purge-chain"),
			("Error decoding header", "backup"),
		] {
			let text = text(cause);
			assert!(text.contains("/data/db") && text.contains(cause), "{text}");
			assert!(text.contains(remedy), "{text}");
		}
	}

	#[test]
	fn other_errors_stay_as_they_are() {
		let text = explain(Error::Other("no".into()), Some(Path::new("/data/db"))).to_string();
		assert_eq!(text, Error::Other("no".into()).to_string());
	}
}
