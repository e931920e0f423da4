// SPDX-License-Identifier: Apache-2.0

//! The slice of the suite that every test run executes: the files under `fixtures/`, or, with
//! `OPENLEDGER_STATE_TESTS=DIR`, those of a directory.

use openledger_evm_state_tests::{
	case::BLOBS,
	suite::{run, Options, Report},
};
use std::{
	path::{Path, PathBuf},
	process::Command,
};

/// Files in the archive, and cases in them by what becomes of them.
const FILES: usize = 210;

fn unpack(directory: &Path) {
	let archive = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/general-state-tests.tar.xz");
	let status = Command::new("tar")
		.args(["-xJf".as_ref(), archive.as_os_str(), "-C".as_ref(), directory.as_os_str()])
		.status()
		.expect("tar is there");
	assert!(status.success(), "the archive unpacks");
}

fn options() -> Options {
	Options { threads: 2, ..Default::default() }
}

fn assert_passed(report: &Report) {
	let failures: Vec<_> =
		report.failures.iter().map(|remark| format!("{}\n{}", remark.name, remark.text)).collect();
	assert!(failures.is_empty(), "{}\n{}", failures.join("\n\n"), report.summary());
	assert!(report.passed() > 0);
	for remark in &report.skipped {
		assert_eq!(remark.text, BLOBS, "only blob transactions are skipped: {}", remark.name);
	}
}

#[test]
fn state_tests_pass_through_the_pallet() {
	if let Some(suite) = std::env::var_os("OPENLEDGER_STATE_TESTS") {
		assert_passed(&run(&PathBuf::from(suite), &options(), |_| ()).unwrap());
		return;
	}
	let directory = tempfile::tempdir().unwrap();
	unpack(directory.path());
	let report = run(directory.path(), &options(), |_| ()).unwrap();
	assert_passed(&report);
	assert_eq!(report.files, FILES);
	// All forks that the archive names ran.
	let forks: Vec<_> = report
		.forks
		.iter()
		.filter(|(_, tally)| tally.passed > 0)
		.map(|(fork, _)| fork.as_str())
		.collect();
	let expected = [
		"Berlin",
		"Byzantium",
		"Cancun",
		"Constantinople",
		"ConstantinopleFix",
		"Frontier",
		"Homestead",
		"Istanbul",
		"London",
		"Paris",
		"Shanghai",
	];
	assert_eq!(forks, expected);
}
