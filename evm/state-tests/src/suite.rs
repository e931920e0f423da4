// SPDX-License-Identifier: Apache-2.0

//! Runs a directory of fixtures over threads and counts.

use crate::{
	case::{self, Outcome},
	fixture::{self, Case, Test},
};
use std::{
	any::Any,
	collections::BTreeMap,
	panic::{catch_unwind, AssertUnwindSafe},
	path::{Path, PathBuf},
	sync::{
		atomic::{AtomicUsize, Ordering},
		Mutex,
	},
};

/// Stack of a thread that runs cases, bytes.
const STACK: usize = 64 << 20;

/// Which cases run, and how.
#[derive(Clone, Debug, Default)]
pub struct Options {
	/// Cases whose name contains all of these: `DIR/FILE.json/TEST [FORK dN gN vN]`.
	pub filters: Vec<String>,
	/// Forks, by their fixture names; empty is all.
	pub forks: Vec<String>,
	/// Threads; zero is one.
	pub threads: usize,
}

impl Options {
	fn selects(&self, file: &str, test: &Test, case: &Case) -> bool {
		let name = || case_name(file, test, case);
		(self.forks.is_empty()
			|| self.forks.iter().any(|fork| fork.eq_ignore_ascii_case(&case.fork)))
			&& self.filters.iter().all(|filter| name().contains(filter))
	}
}

fn case_name(file: &str, test: &Test, case: &Case) -> String {
	format!("{file}/{} {}", test.name, case.label())
}

/// Cases of one fork.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
	/// As the fixture says.
	pub passed: usize,
	/// Not as the fixture says.
	pub failed: usize,
	/// Not run.
	pub skipped: usize,
}

/// A case or a file, with what there is to say about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
	/// `DIR/FILE.json/TEST [FORK dN gN vN]`, or a file's path.
	pub name: String,
	/// Why it failed, was skipped or deserves a remark.
	pub text: String,
}

/// What came of a suite.
#[derive(Clone, Debug, Default)]
pub struct Report {
	/// Files that were read.
	pub files: usize,
	/// By fork.
	pub forks: BTreeMap<String, Tally>,
	/// Failed cases, and files that are no fixtures.
	pub failures: Vec<Remark>,
	/// Skipped cases.
	pub skipped: Vec<Remark>,
	/// Passed cases in which the transaction was refused, but for another reason than the fixture names.
	pub other_reasons: Vec<Remark>,
}

impl Report {
	/// Cases that passed.
	pub fn passed(&self) -> usize {
		self.forks.values().map(|tally| tally.passed).sum()
	}

	/// Whether the suite failed: anything in it did, or nothing in it ran.
	pub fn is_failure(&self) -> bool {
		!self.failures.is_empty() || self.passed() == 0
	}

	/// `N passed, N failed, N skipped`.
	pub fn summary(&self) -> String {
		let (passed, failed, skipped) = (self.passed(), self.failures.len(), self.skipped.len());
		format!("{passed} passed, {failed} failed, {skipped} skipped")
	}

	fn add(&mut self, file: &str, test: &Test, case: &Case, outcome: Outcome) {
		let tally = self.forks.entry(case.fork.clone()).or_default();
		let remark = |text: String| Remark { name: case_name(file, test, case), text };
		match outcome {
			Outcome::Passed { other_reason } => {
				tally.passed += 1;
				self.other_reasons.extend(other_reason.map(remark));
			},
			Outcome::Failed(text) => {
				tally.failed += 1;
				self.failures.push(remark(text));
			},
			Outcome::Skipped(reason) => {
				tally.skipped += 1;
				self.skipped.push(remark(reason.into()));
			},
		}
	}

	fn merge(&mut self, other: Self) {
		self.files += other.files;
		for (fork, tally) in other.forks {
			let sum = self.forks.entry(fork).or_default();
			sum.passed += tally.passed;
			sum.failed += tally.failed;
			sum.skipped += tally.skipped;
		}
		self.failures.extend(other.failures);
		self.skipped.extend(other.skipped);
		self.other_reasons.extend(other.other_reasons);
	}
}

/// How far a run has come.
#[derive(Clone, Copy, Debug)]
pub struct Progress {
	/// Files that are done.
	pub done: usize,
	/// Files in all.
	pub files: usize,
	/// Cases that passed so far.
	pub passed: usize,
	/// Cases and files that failed so far.
	pub failed: usize,
	/// Cases that were skipped so far.
	pub skipped: usize,
}

/// The fixture files of a directory, its subdirectories included, or the file itself. Hidden entries are
/// left out; links to directories inside the suite are not followed.
///
/// # Errors
/// The directory, or one inside, cannot be read.
pub fn files(suite: &Path) -> Result<Vec<PathBuf>, String> {
	if suite.is_file() {
		return Ok(vec![suite.into()]);
	}
	let mut found = Vec::new();
	let mut left = vec![suite.to_path_buf()];
	while let Some(directory) = left.pop() {
		let unreadable = |error| format!("{}: cannot be read: {error}", directory.display());
		for entry in std::fs::read_dir(&directory).map_err(unreadable)? {
			let entry = entry.map_err(unreadable)?;
			let path = entry.path();
			if entry.file_name().as_encoded_bytes().starts_with(b".") {
				continue;
			}
			if entry.file_type().map_err(unreadable)?.is_dir() {
				left.push(path);
			} else if path.extension().is_some_and(|extension| extension == "json") {
				found.push(path);
			}
		}
	}
	found.sort();
	Ok(found)
}

/// Runs all cases of a suite that the options select.
///
/// # Errors
/// The suite cannot be read or holds no files.
pub fn run(
	suite: &Path,
	options: &Options,
	progress: impl Fn(Progress) + Sync,
) -> Result<Report, String> {
	let mut files = files(suite)?;
	if files.is_empty() {
		return Err(format!("{}: no .json file in it", suite.display()));
	}
	// The big ones first, so that no thread is left alone with one at the end.
	files
		.sort_by_cached_key(|file| std::cmp::Reverse(file.metadata().map_or(0, |data| data.len())));
	let next = AtomicUsize::new(0);
	let total = Mutex::new(Report::default());
	let work = || {
		while let Some(path) = files.get(next.fetch_add(1, Ordering::Relaxed)) {
			let shown = path.strip_prefix(suite).ok().filter(|rest| !rest.as_os_str().is_empty());
			let report = run_file(path, &shown.unwrap_or(path).to_string_lossy(), options);
			let mut total = total.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
			total.merge(report);
			progress(Progress {
				done: total.files,
				files: files.len(),
				passed: total.passed(),
				failed: total.failures.len(),
				skipped: total.skipped.len(),
			});
		}
	};
	std::thread::scope(|scope| -> Result<(), String> {
		for number in 0..options.threads.max(1) {
			std::thread::Builder::new()
				.name(format!("cases-{number}"))
				.stack_size(STACK)
				.spawn_scoped(scope, work)
				.map_err(|error| format!("no thread: {error}"))?;
		}
		Ok(())
	})?;
	let mut report = total.into_inner().unwrap_or_else(|poisoned| poisoned.into_inner());
	for remarks in [&mut report.failures, &mut report.skipped, &mut report.other_reasons] {
		remarks.sort_by(|one, other| one.name.cmp(&other.name));
	}
	Ok(report)
}

/// Runs the cases of one file. A file that is no fixture is one failure.
fn run_file(path: &Path, shown: &str, options: &Options) -> Report {
	let mut report = Report { files: 1, ..Default::default() };
	let tests = match catch_unwind(|| fixture::read(path)) {
		Ok(Ok(tests)) => tests,
		Ok(Err(text)) => {
			report.failures.push(Remark { name: shown.into(), text });
			return report;
		},
		Err(panic) => {
			report.failures.push(Remark { name: shown.into(), text: panic_text(&*panic) });
			return report;
		},
	};
	for test in &tests {
		let selected: Vec<_> =
			test.cases.iter().filter(|case| options.selects(shown, test, case)).collect();
		if selected.is_empty() {
			continue;
		}
		let mut chain = case::Chain::new(&test.pre);
		for case in selected {
			let run = AssertUnwindSafe(|| chain.run(&test.environment, &test.pre, case));
			let outcome = catch_unwind(run).unwrap_or_else(|panic| {
				chain = case::Chain::new(&test.pre);
				Outcome::Failed(panic_text(&*panic))
			});
			report.add(shown, test, case, outcome);
		}
	}
	report
}

fn panic_text(panic: &(dyn Any + Send)) -> String {
	let text = panic
		.downcast_ref::<String>()
		.map(String::as_str)
		.or_else(|| panic.downcast_ref::<&str>().copied())
		.unwrap_or("no message");
	format!("the runtime panicked: {text}")
}
