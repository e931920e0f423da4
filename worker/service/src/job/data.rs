// SPDX-License-Identifier: Apache-2.0
//! The rows of a job: fetched, and verified against what was sealed.

use crate::{
	chain::{ChainView, DatasetView, JobView},
	error::{Error, Result},
	fetch::Fetcher,
};
use indicatif::{ProgressBar, ProgressStyle};
use openledger_primitives::{ContributionId, DatasetRef, Hash};
use openledger_primitives_objects::{ContributionKind, ContributionManifest, RowLeaf};
use openledger_primitives_poa::{Root, Tree};
use serde::Deserialize;
use sp_crypto_hashing::blake2_256;
use std::{collections::BTreeSet, path::Path};

/// Most rows of one contribution that are read.
const MAX_ROWS: u32 = 1_000_000;

/// One row.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Row {
	/// Contribution it belongs to.
	pub contribution: ContributionId,
	/// Its text.
	pub text: String,
}

/// All rows of a job in manifest order: datasets as ordered, contributions by position, rows.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Corpus {
	/// The datasets with their roots.
	pub datasets: Vec<(DatasetRef, Root)>,
	/// The rows.
	pub rows: Vec<Row>,
}

impl Corpus {
	/// Number of contributions.
	pub fn contributions(&self) -> usize {
		self.rows.iter().map(|row| row.contribution).collect::<BTreeSet<_>>().len()
	}
}

/// Whether the contributions are those that the dataset version's root commits to.
pub fn verify_dataset(dataset: &DatasetView) -> Result<()> {
	let leaves: Vec<Vec<u8>> = dataset
		.contributions
		.iter()
		.map(|part| {
			let manifest = &part.manifest;
			RowLeaf::dataset_leaf(part.position, part.id, manifest.content_hash, &manifest.rows)
		})
		.collect();
	let tree = Tree::<Hash>::of_leaves(leaves.iter().map(Vec::as_slice));
	match tree.map(|tree| tree.root_object()) == Some(dataset.root) {
		true => Ok(()),
		false => Err(Error::Data("the contributions do not give the dataset's root".into())),
	}
}

/// The texts of a contribution's file, verified against its manifest.
pub fn parse_rows(manifest: &ContributionManifest, bytes: &[u8]) -> Result<Vec<String>> {
	let bad = |why: String| Error::Data(format!("{:?}: {why}", manifest.content_hash));
	if Hash::from(blake2_256(bytes)) != manifest.content_hash {
		return Err(bad("the file has another hash".into()));
	}
	if manifest.rows.count > MAX_ROWS {
		return Err(bad("too many rows".into()));
	}
	let rows = match manifest.kind {
		ContributionKind::JsonLines => json_lines(bytes).map_err(bad)?,
		ContributionKind::Parquet => {
			return Err(bad("this worker reads JSON Lines, not Parquet".into()))
		},
	};
	let tree = Tree::<Hash>::of_leaves(rows.iter().map(String::as_bytes));
	match tree.map(|tree| tree.root_object()) == Some(manifest.rows) {
		true => Ok(rows),
		false => Err(bad("the rows do not give the committed root".into())),
	}
}

#[derive(Deserialize)]
struct Line {
	text: String,
}

fn json_lines(bytes: &[u8]) -> Result<Vec<String>, String> {
	let text = std::str::from_utf8(bytes).map_err(|_| "not UTF-8".to_string())?;
	text.lines()
		.enumerate()
		.map(|(number, line)| {
			serde_json::from_str::<Line>(line)
				.map(|line| line.text)
				.map_err(|_| format!("line {} is no object with a text", number.saturating_add(1)))
		})
		.collect()
}

/// Fetches everything that is not in `folder` yet, and verifies all of it.
pub async fn gather(
	chain: &dyn ChainView,
	fetcher: &Fetcher,
	job: &JobView,
	folder: &Path,
	most: u32,
) -> Result<Corpus> {
	std::fs::create_dir_all(folder).map_err(|error| Error::io(folder, error))?;
	let mut corpus = Corpus::default();
	for dataset in &job.datasets {
		let view = chain.dataset(*dataset).await?.ok_or_else(|| {
			Error::Data(format!("Datanet {} has no version {}", dataset.datanet, dataset.version))
		})?;
		verify_dataset(&view)?;
		corpus.datasets.push((*dataset, view.root));
		let count = u64::try_from(view.contributions.len()).unwrap_or(u64::MAX);
		let bar = bar(count, "contributions");
		for part in &view.contributions {
			let bytes = file(fetcher, &part.manifest, folder, most).await?;
			let texts = parse_rows(&part.manifest, &bytes)?;
			let rows = texts.into_iter().map(|text| Row { contribution: part.id, text });
			corpus.rows.extend(rows);
			bar.inc(1);
		}
		bar.finish();
	}
	match corpus.rows.is_empty() {
		true => Err(Error::Data("the job has no rows".into())),
		false => Ok(corpus),
	}
}

async fn file(
	fetcher: &Fetcher,
	manifest: &ContributionManifest,
	folder: &Path,
	most: u32,
) -> Result<Vec<u8>> {
	if manifest.bytes > most {
		return Err(Error::Data(format!("a file of {} bytes is too large", manifest.bytes)));
	}
	let path = folder.join(hex::encode(manifest.content_hash));
	if let Ok(bytes) = std::fs::read(&path) {
		if Hash::from(blake2_256(&bytes)) == manifest.content_hash {
			return Ok(bytes);
		}
	}
	let bytes = fetcher.exact(&manifest.location, manifest.bytes).await?;
	if Hash::from(blake2_256(&bytes)) != manifest.content_hash {
		let url = String::from_utf8_lossy(&manifest.location).into_owned();
		return Err(Error::Fetch { url, reason: "the file has another hash".into() });
	}
	crate::config::write_private(&path, &bytes)?;
	Ok(bytes)
}

/// A progress bar on a terminal; nothing elsewhere.
pub(crate) fn bar(length: u64, what: &'static str) -> ProgressBar {
	let style = ProgressStyle::with_template("{prefix:>14} [{bar:40}] {pos}/{len} {msg} {eta}")
		.unwrap_or_else(|_| ProgressStyle::default_bar());
	ProgressBar::new(length).with_style(style).with_prefix(what)
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::chain::ContributionView;
	use openledger_primitives_objects::Url;

	fn manifest(bytes: &[u8], texts: &[&str]) -> ContributionManifest {
		let tree = Tree::<Hash>::of_leaves(texts.iter().map(|text| text.as_bytes())).unwrap();
		ContributionManifest {
			content_hash: Hash::from(blake2_256(bytes)),
			kind: ContributionKind::JsonLines,
			bytes: bytes.len() as u32,
			rows: tree.root_object(),
			location: Url::try_from(b"http://127.0.0.1/x".to_vec()).unwrap(),
			bands: Default::default(),
			signature_root: Hash::zero(),
		}
	}

	#[test]
	fn rows_are_those_that_were_committed() {
		let file = b"{\"text\":\"a\"}\n{\"text\":\"b\",\"source\":\"x\"}\n";
		assert_eq!(parse_rows(&manifest(file, &["a", "b"]), file).unwrap(), ["a", "b"]);
		let error = parse_rows(&manifest(file, &["a", "c"]), file).unwrap_err().to_string();
		assert!(error.contains("committed root"), "{error}");
		let error = parse_rows(&manifest(file, &["a", "b"]), b"x").unwrap_err().to_string();
		assert!(error.contains("another hash"), "{error}");
		for (broken, why) in [
			(&b"{\"text\":1}\n"[..], "line 1"),
			(b"{\"text\":\"a\"}\n\n", "line 2"),
			(b"\xff", "UTF-8"),
		] {
			let error = parse_rows(&manifest(broken, &["a"]), broken).unwrap_err().to_string();
			assert!(error.contains(why), "{error}");
		}
	}

	#[test]
	fn a_dataset_is_bound_to_its_root() {
		let file = b"{\"text\":\"a\"}\n";
		let part = |id: u32, position: u32| ContributionView {
			id: ContributionId(id),
			position,
			manifest: manifest(file, &["a"]),
		};
		let leaf = |part: &ContributionView| {
			let m = &part.manifest;
			RowLeaf::dataset_leaf(part.position, part.id, m.content_hash, &m.rows)
		};
		let parts = vec![part(4, 0), part(9, 1)];
		let leaves: Vec<_> = parts.iter().map(leaf).collect();
		let tree = Tree::<Hash>::of_leaves(leaves.iter().map(Vec::as_slice)).unwrap();
		let mut view = DatasetView { root: tree.root_object(), contributions: parts };
		verify_dataset(&view).unwrap();
		view.contributions.swap(0, 1);
		verify_dataset(&view).unwrap_err();
		view.contributions.pop();
		verify_dataset(&view).unwrap_err();
	}
}
