// SPDX-License-Identifier: Apache-2.0
//! From a JSON Lines file to what a contributor reveals on chain.

use anyhow::{bail, Context, Result};
use codec::Encode;
use openledger_primitives::{DatanetId, Hash};
use openledger_primitives_account::AccountId;
use openledger_primitives_objects::{ContributionKind, ContributionManifest, Url};
use openledger_primitives_poa::{sketch, Tree};
use serde::Deserialize;
use sp_crypto_hashing::blake2_256;
use std::path::Path;

/// Largest contribution file, bytes.
pub const MAX_FILE: u64 = 16 * 1024 * 1024;

#[derive(Deserialize)]
struct Row {
	text: String,
}

/// A contribution ready to commit and reveal.
pub struct Prepared {
	/// The file, byte for byte.
	pub bytes: Vec<u8>,
	/// What is revealed.
	pub manifest: ContributionManifest,
}

/// The texts of a JSON Lines file, in order.
pub fn read_rows(bytes: &[u8]) -> Result<Vec<String>> {
	let text = std::str::from_utf8(bytes).context("the file is not UTF-8")?;
	let mut rows = Vec::new();
	for (number, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
		let row: Row = serde_json::from_str(line).with_context(|| {
			format!("line {} is not a JSON object with a \"text\" field", number + 1)
		})?;
		if row.text.trim().is_empty() {
			bail!("line {} has an empty \"text\"", number + 1);
		}
		rows.push(row.text);
	}
	if rows.is_empty() {
		bail!("the file has no rows");
	}
	Ok(rows)
}

/// Reads `rows.jsonl` and makes its manifest; `location` is where others will fetch the file.
pub fn prepare(file: &Path, location: &str) -> Result<Prepared> {
	let size =
		std::fs::metadata(file).with_context(|| format!("cannot read {}", file.display()))?.len();
	if size > MAX_FILE {
		bail!("{} has {size} bytes; a contribution has at most {MAX_FILE}", file.display());
	}
	let bytes = std::fs::read(file)?;
	let rows = read_rows(&bytes).with_context(|| format!("in {}", file.display()))?;
	let tree = Tree::of_leaves(rows.iter().map(|row| row.as_bytes())).context("too many rows")?;
	let signature = sketch::signature(rows.iter().map(String::as_str));
	let location = Url::try_from(location.as_bytes().to_vec())
		.map_err(|_| anyhow::anyhow!("the location is longer than 256 bytes"))?;
	let manifest = ContributionManifest {
		content_hash: Hash::from(blake2_256(&bytes)),
		kind: ContributionKind::JsonLines,
		bytes: u32::try_from(bytes.len())?,
		rows: tree.root_object(),
		location,
		bands: sketch::bands(&signature),
		signature_root: sketch::signature_root(&signature),
	};
	Ok(Prepared { bytes, manifest })
}

/// What a contributor commits to before revealing.
pub fn commitment(content: Hash, salt: Hash, account: &AccountId, datanet: DatanetId) -> Hash {
	Hash::from(blake2_256(&(content, salt, account, datanet).encode()))
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn malformed_files_are_named_by_line() {
		for (bytes, problem) in [
			(&b"{\"text\":\"a\"}\n{\"txt\":1}"[..], "line 2"),
			(b"{\"text\":\" \"}", "line 1"),
			(b"\n\n", "no rows"),
			(b"{\"text\":\"a\"", "line 1"),
			(b"\xff", "UTF-8"),
		] {
			let error = format!("{:#}", read_rows(bytes).unwrap_err());
			assert!(error.contains(problem), "{error}");
		}
	}

	#[test]
	fn a_file_gives_a_manifest() {
		let dir = tempfile::tempdir().unwrap();
		let file = dir.path().join("rows.jsonl");
		std::fs::write(&file, "{\"text\":\"one\"}\n{\"text\":\"two\"}\n").unwrap();
		let prepared = prepare(&file, "http://127.0.0.1:1/rows.jsonl").unwrap();
		assert_eq!(prepared.manifest.rows.count, 2);
		assert_eq!(prepared.manifest.content_hash, Hash::from(blake2_256(&prepared.bytes)));
	}
}
