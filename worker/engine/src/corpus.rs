// SPDX-License-Identifier: Apache-2.0
//! Rows of text from the doc comments of crates in the local cargo registry.
//!
//! A row is a paragraph or a few of one doc comment, headed by the item it documents, without
//! code blocks, headings and link targets. Nothing is downloaded; only crates whose manifest
//! offers MIT or Apache-2.0 are read.

use crate::error::{Error, Result};
use serde::{Deserialize, Serialize};
use std::{
	collections::HashSet,
	path::{Path, PathBuf},
};

/// Longest text of a row in bytes.
pub const MAX_TEXT: usize = 600;
/// Shortest text of a row in bytes.
pub const MIN_TEXT: usize = 80;

/// One row of a contribution, a line of `rows.jsonl`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TextRow {
	/// The text.
	pub text: String,
	/// `crate-x.y.z/src/file.rs:line`.
	pub source: String,
	/// Licence expression of the crate's manifest.
	pub license: String,
}

/// A crate in the registry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Package {
	/// Its folder.
	pub dir: PathBuf,
	/// Name.
	pub name: String,
	/// Version.
	pub version: String,
	/// Licence expression.
	pub license: String,
}

impl Package {
	/// Reads the manifest of a crate's folder; `None` where it has no name, version or licence.
	pub fn read(dir: &Path) -> Option<Self> {
		let manifest = std::fs::read_to_string(dir.join("Cargo.toml")).ok()?;
		let field = |key: &str| {
			manifest
				.lines()
				.skip_while(|l| l.trim() != "[package]")
				.skip(1)
				.take_while(|l| !l.trim_start().starts_with('['))
				.find_map(|l| {
					let (k, v) = l.split_once('=')?;
					(k.trim() == key).then(|| v.trim().trim_matches('"').to_string())
				})
		};
		Some(Self {
			dir: dir.into(),
			name: field("name")?,
			version: field("version")?,
			license: field("license")?,
		})
	}

	/// MIT or Apache-2.0 can be chosen without a further condition.
	pub fn is_permissive(&self) -> bool {
		!self.license.contains("AND")
			&& self
				.license
				.replace('/', " OR ")
				.replace(['(', ')'], " ")
				.split(" OR ")
				.any(|l| matches!(l.trim(), "MIT" | "Apache-2.0"))
	}

	/// Numbers of the version for comparing; pre-releases sort below their release.
	fn order(&self) -> (Vec<u64>, bool) {
		let core = self.version.split(['-', '+']).next().unwrap_or_default();
		let numbers = core.split('.').map(|n| n.parse().unwrap_or(0)).collect();
		(numbers, !self.version.contains('-'))
	}
}

/// All crates below a registry's source folder (or one level deeper), sorted by name; of several
/// versions only the newest.
pub fn packages(registry: &Path) -> Result<Vec<Package>> {
	let mut found = Vec::new();
	for dir in folders(registry)? {
		match Package::read(&dir) {
			Some(package) => found.push(package),
			None if !dir.join("Cargo.toml").exists() => {
				found.extend(folders(&dir)?.iter().filter_map(|d| Package::read(d)))
			},
			None => (),
		}
	}
	found.sort_by(|a, b| a.name.cmp(&b.name).then_with(|| b.order().cmp(&a.order())));
	found.dedup_by(|a, b| a.name == b.name);
	Ok(found)
}

fn folders(dir: &Path) -> Result<Vec<PathBuf>> {
	let entries = std::fs::read_dir(dir).map_err(|e| Error::io(dir, e))?;
	let mut out: Vec<PathBuf> =
		entries.filter_map(|e| e.ok().map(|e| e.path())).filter(|p| p.is_dir()).collect();
	out.sort();
	Ok(out)
}

/// The crate names of a list: first word of each line, `#` begins a remark.
pub fn names(list: &str) -> Vec<String> {
	list.lines()
		.filter_map(|l| l.split('#').next()?.split_whitespace().next().map(str::to_string))
		.collect()
}

/// Rows from all doc comments below `src`, in the order of files and lines, without repetition.
pub fn extract_rows(package: &Package) -> Vec<TextRow> {
	let mut files = Vec::new();
	sources(&package.dir.join("src"), &mut files);
	let mut seen = HashSet::new();
	let mut rows = Vec::new();
	let root = format!("{}-{}", package.name, package.version);
	for file in files {
		let Ok(source) = std::fs::read_to_string(&file) else { continue };
		let path = file.strip_prefix(&package.dir).unwrap_or(&file).display().to_string();
		let stem = file.file_stem().map(|s| s.to_string_lossy().into_owned());
		let module = match stem.as_deref() {
			Some("lib" | "mod" | "main") | None => format!("mod {}", package.name),
			Some(stem) => format!("mod {stem}"),
		};
		for block in blocks(&source) {
			let item = block.item.unwrap_or_else(|| module.clone());
			for text in texts(&item, &block.lines) {
				if seen.insert(normalised(&text)) {
					rows.push(TextRow {
						text,
						source: format!("{root}/{path}:{}", block.line),
						license: package.license.clone(),
					});
				}
			}
		}
	}
	rows
}

/// At most `most` rows, evenly spread over the given ones.
pub fn thin(rows: Vec<TextRow>, most: usize) -> Vec<TextRow> {
	let n = rows.len();
	if n <= most {
		return rows;
	}
	rows.into_iter()
		.enumerate()
		.filter(|(i, _)| i * most / n != (i + 1) * most / n)
		.map(|(_, row)| row)
		.collect()
}

/// Text with case and white space folded, for finding repetitions.
pub fn normalised(text: &str) -> String {
	text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

fn sources(dir: &Path, out: &mut Vec<PathBuf>) {
	let Ok(entries) = std::fs::read_dir(dir) else { return };
	let mut paths: Vec<PathBuf> = entries.filter_map(|e| e.ok().map(|e| e.path())).collect();
	paths.sort();
	for path in paths {
		if path.is_dir() {
			sources(&path, out);
		} else if path.extension().is_some_and(|e| e == "rs") {
			out.push(path);
		}
	}
}

/// A doc comment: its first line's number, the documented item, the text.
struct Block {
	line: usize,
	item: Option<String>,
	lines: Vec<String>,
}

fn blocks(source: &str) -> Vec<Block> {
	let mut out = Vec::new();
	let mut open: Option<Block> = None;
	let mut outer = false;
	for (n, raw) in source.lines().enumerate() {
		let line = raw.trim_start();
		let doc = line
			.strip_prefix("///")
			.filter(|l| !l.starts_with('/'))
			.map(|l| (l, true))
			.or_else(|| line.strip_prefix("//!").map(|l| (l, false)));
		match (doc, &mut open) {
			(Some((text, kind)), Some(block)) if kind == outer => block.lines.push(text.into()),
			(Some((text, kind)), _) => {
				out.extend(open.take());
				outer = kind;
				open = Some(Block { line: n + 1, item: None, lines: vec![text.into()] });
			},
			(None, Some(block)) => {
				if outer && (line.starts_with("#[") || line.is_empty()) {
					continue;
				}
				if outer {
					block.item = item(line);
				}
				out.extend(open.take());
			},
			(None, None) => (),
		}
	}
	out.extend(open);
	out.into_iter().filter(|b| b.item.is_some() || b.lines.len() > 1).collect()
}

/// `fn name`, `struct Name` … of an item's first line.
fn item(line: &str) -> Option<String> {
	let mut words =
		line.split(|c: char| !(c.is_alphanumeric() || c == '_')).filter(|w| !w.is_empty());
	while let Some(word) = words.next() {
		match word {
			"fn" | "struct" | "enum" | "trait" | "type" | "const" | "static" | "mod" | "union" => {
				let name = words.next()?;
				if name == "fn" || name == "unsafe" {
					continue;
				}
				return Some(format!("{word} {name}"));
			},
			"macro_rules" => return words.next().map(|n| format!("macro {n}")),
			"pub" | "crate" | "unsafe" | "async" | "extern" | "default" | "in" | "super" => (),
			_ => return None,
		}
	}
	None
}

/// The texts of one doc comment.
fn texts(item: &str, lines: &[String]) -> Vec<String> {
	let mut paragraphs: Vec<String> = vec![String::new()];
	let mut code = false;
	for line in lines {
		let line = line.trim();
		if line.starts_with("```") || line.starts_with("~~~") {
			code = !code;
			paragraphs.push(String::new());
			continue;
		}
		let target = line.starts_with('[') && line.contains("]: ");
		if code || target || line.starts_with('#') || line.starts_with('|') || line.is_empty() {
			paragraphs.push(String::new());
			continue;
		}
		if line.starts_with("* ") || line.starts_with("- ") {
			paragraphs.push(String::new());
		}
		if let Some(last) = paragraphs.last_mut() {
			if !last.is_empty() {
				last.push(' ');
			}
			last.push_str(&plain(line));
		}
	}
	let head = format!("{item}: ");
	let mut out = Vec::new();
	let mut text = head.clone();
	for paragraph in paragraphs.iter().flat_map(|p| pieces(p, MAX_TEXT - head.len().min(200))) {
		let gap = usize::from(text.len() > head.len());
		if text.len() + gap + paragraph.len() > MAX_TEXT {
			out.push(std::mem::replace(&mut text, head.clone()));
		} else if gap > 0 {
			text.push(' ');
		}
		text.push_str(paragraph);
	}
	out.push(text);
	out.retain(|t| {
		let letters = t.chars().filter(|c| c.is_alphabetic() || *c == ' ').count();
		(MIN_TEXT..=MAX_TEXT).contains(&t.len()) && letters * 10 >= t.chars().count() * 7
	});
	out
}

/// A paragraph in pieces of at most `most` bytes, cut after a sentence where there is one.
fn pieces(mut text: &str, most: usize) -> Vec<&str> {
	let mut out = Vec::new();
	while text.len() > most {
		let mut end = most;
		while !text.is_char_boundary(end) {
			end -= 1;
		}
		let head = &text[..end];
		let cut = head.rfind(". ").map(|i| i + 1).or_else(|| head.rfind(' ')).unwrap_or(end);
		let (piece, rest) = text.split_at(cut.max(1));
		out.push(piece.trim());
		text = rest.trim_start();
	}
	out.push(text.trim());
	out.retain(|p| !p.is_empty());
	out
}

/// A line without link targets: `[a](b)` and `[a][b]` become `a`, `[`a`]` becomes `` `a` ``.
fn plain(line: &str) -> String {
	let mut out = String::with_capacity(line.len());
	let mut rest = line;
	while let Some(open) = rest.find('[') {
		let (head, tail) = rest.split_at(open);
		out.push_str(head);
		let Some(close) = tail.find(']') else {
			rest = tail;
			break;
		};
		let (inner, after) = (&tail[1..close], &tail[close + 1..]);
		let end = match after.chars().next() {
			Some('(') => after.find(')'),
			Some('[') => after.find(']'),
			_ => None,
		};
		match end {
			Some(end) => {
				out.push_str(inner);
				rest = &after[end + 1..];
			},
			None if inner.starts_with('`') => {
				out.push_str(inner);
				rest = after;
			},
			None => {
				out.push_str(&tail[..=close]);
				rest = after;
			},
		}
	}
	out.push_str(rest);
	out
}

/// Paragraphs of a README or a similar Markdown text as rows.
pub fn readme_rows(package: &Package) -> Vec<String> {
	let text = std::fs::read_to_string(package.dir.join("README.md")).unwrap_or_default();
	let lines: Vec<String> = text
		.lines()
		.filter(|l| !l.contains("](http") && !l.trim_start().starts_with('<'))
		.map(str::to_string)
		.collect();
	texts(&format!("crate {}", package.name), &lines)
}

#[cfg(test)]
mod tests {
	use super::*;

	const SOURCE: &str = r#"//! A map that keeps the order in which its keys were put in, with the
//! speed of a hash table.
//!
//! ```
//! let x = 1;
//! ```
//! See [the guide](https://example.org/guide) and [`Map`] for what it promises to callers.

/// Returns a reference to the value of the key, or `None` when the map does not
/// hold it; see [`Map::entry`][entry].
///
/// # Panics
///
/// [entry]: Map::entry
#[inline]
pub const unsafe fn get_unchecked<T>(x: T) {}

/// Too short.
pub struct Map;
//// not a doc comment at all, only a line of slashes that goes on and on for a long while yet
"#;

	#[test]
	fn rows_are_headed_by_their_item_and_free_of_code() {
		let dir = tempfile::tempdir().unwrap();
		std::fs::create_dir(dir.path().join("src")).unwrap();
		std::fs::write(dir.path().join("src/lib.rs"), SOURCE).unwrap();
		let manifest =
			"[package]\nname = \"maps\"\nversion = \"1.2.0\"\nlicense = \"MIT OR Apache-2.0\"\n";
		std::fs::write(dir.path().join("Cargo.toml"), manifest).unwrap();
		let package = Package::read(dir.path()).unwrap();
		assert!(package.is_permissive());
		let rows = extract_rows(&package);
		assert_eq!(rows.len(), 2, "{rows:?}");
		assert!(rows[0].text.starts_with("mod maps: A map that keeps"));
		assert!(rows[0].text.contains("See the guide and `Map` for"), "{}", rows[0].text);
		assert_eq!(rows[0].source, "maps-1.2.0/src/lib.rs:1");
		assert!(rows[1].text.starts_with("fn get_unchecked: Returns a reference"));
		assert!(rows[1].text.ends_with("see `Map::entry`."), "{}", rows[1].text);
		assert!(rows.iter().all(|r| r.text.len() <= MAX_TEXT));
	}

	#[test]
	fn licences_with_conditions_are_refused() {
		let of = |license: &str| Package {
			dir: PathBuf::new(),
			name: "x".into(),
			version: "1.0.0".into(),
			license: license.into(),
		};
		for ok in ["MIT", "MIT/Apache-2.0", "(MIT OR Apache-2.0)", "Unlicense OR MIT"] {
			assert!(of(ok).is_permissive(), "{ok}");
		}
		for no in ["GPL-3.0", "MPL-2.0", "(MIT OR Apache-2.0) AND Unicode-3.0", "MIT AND ISC"] {
			assert!(!of(no).is_permissive(), "{no}");
		}
	}

	#[test]
	fn thinning_spreads_evenly() {
		let row = |i: usize| TextRow {
			text: i.to_string(),
			source: String::new(),
			license: String::new(),
		};
		let kept = thin((0..100).map(row).collect(), 10);
		assert_eq!(kept.len(), 10);
		assert_eq!(thin((0..7).map(row).collect(), 10).len(), 7);
	}
}
