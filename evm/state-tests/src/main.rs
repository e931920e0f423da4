// SPDX-License-Identifier: Apache-2.0

//! The command: `state-tests SUITE`.

use clap::Parser;
use openledger_evm_state_tests::{
	fork,
	suite::{self, Options, Progress, Remark, Report},
};
use std::{
	collections::BTreeMap,
	io::{IsTerminal, Write},
	path::PathBuf,
	process::ExitCode,
	time::Instant,
};

/// Runs Ethereum's GeneralStateTests through pallet-evm's storage in native runtime code.
///
/// Each case sets a state, executes one transaction, and compares the state root (rebuilt from the
/// pallet's storage) and the hash of the logs with the fixture's. Cases that expect an exception must be
/// refused and leave the state as it was. Blob transactions are skipped: the chain has none. The last
/// line is `N passed, N failed, N skipped`; the exit code is 1 if anything failed or nothing ran.
#[derive(Parser)]
#[command(
	name = "state-tests",
	version,
	after_help = "Examples:
  state-tests GeneralStateTests
  state-tests GeneralStateTests/stSStoreTest --fork Cancun
  state-tests GeneralStateTests --filter stCreate2/create2collision --filter 'd1 g0' --details 100
  state-tests GeneralStateTests/stExample/add11.json
  make state-tests SUITE=ethereum-state-tests.tar.xz ARGS='--fork London'"
)]
struct Arguments {
	/// Directory of fixtures, with any depth of directories below it, or one file.
	suite: PathBuf,
	/// Only cases whose name (`DIR/FILE.json/TEST [FORK dN gN vN]`) contains this text; all of them, if
	/// given more than once.
	#[arg(long, value_name = "TEXT")]
	filter: Vec<String>,
	/// Only this fork, as fixtures name it; more than once for several.
	#[arg(long, value_name = "NAME")]
	fork: Vec<String>,
	/// Threads; as many as the machine has cores, if not given.
	#[arg(long, value_name = "N")]
	threads: Option<usize>,
	/// How many failures are told in full: outcome, gas, accounts as expected and as they are. The
	/// others are named.
	#[arg(long, value_name = "N", default_value_t = 20)]
	details: usize,
	/// Name each skipped case, and each one that was refused for another reason than the fixture's.
	#[arg(long, short)]
	verbose: bool,
}

fn main() -> ExitCode {
	let arguments = Arguments::parse();
	if let Some(unknown) = arguments.fork.iter().find(|name| fork::rules(name).is_none()) {
		let known: Vec<_> = fork::names().collect();
		eprintln!("error: unknown fork `{unknown}`; known are {}", known.join(", "));
		return ExitCode::from(2);
	}
	let cores = || std::thread::available_parallelism().map_or(1, usize::from);
	let options = Options {
		filters: arguments.filter,
		forks: arguments.fork,
		threads: arguments.threads.unwrap_or_else(cores),
	};
	// A panic is a failed case, told at the end.
	std::panic::set_hook(Box::new(|_| {}));
	let start = Instant::now();
	let terminal = std::io::stderr().is_terminal();
	let report = suite::run(&arguments.suite, &options, |progress| show(progress, terminal, start));
	if terminal {
		eprint!("\r\x1b[K");
	}
	match report {
		Ok(report) => {
			print(&report, arguments.details, arguments.verbose, start);
			ExitCode::from(u8::from(report.is_failure()))
		},
		Err(error) => {
			eprintln!("error: {error}");
			ExitCode::from(2)
		},
	}
}

/// One line that is written over on a terminal; elsewhere a line for each tenth of the files.
fn show(progress: Progress, terminal: bool, start: Instant) {
	let Progress { done, files, passed, failed, skipped } = progress;
	let tenth = done * 10 / files != done.saturating_sub(1) * 10 / files;
	if !terminal && !tenth {
		return;
	}
	let seconds = start.elapsed().as_secs();
	let line = format!(
		"{done}/{files} files, {passed} passed, {failed} failed, {skipped} skipped, {seconds} s"
	);
	if terminal {
		eprint!("\r\x1b[K{line}");
		let _ = std::io::stderr().flush();
	} else {
		eprintln!("{line}");
	}
}

fn print(report: &Report, details: usize, verbose: bool, start: Instant) {
	for (number, Remark { name, text }) in report.failures.iter().enumerate() {
		if number < details {
			println!("FAILED {name}\n{}\n", indent(text));
		} else {
			println!("FAILED {name}: {}", text.lines().next().unwrap_or_default());
		}
	}
	list("skipped", &report.skipped, verbose);
	list("refused for another reason than the fixture's", &report.other_reasons, verbose);

	let mut forks: Vec<_> = report.forks.iter().collect();
	forks.sort_by_key(|(fork, _)| fork::order(fork));
	println!("{:<20}{:>8}{:>8}{:>8}", "fork", "passed", "failed", "skipped");
	for (fork, tally) in forks {
		println!("{fork:<20}{:>8}{:>8}{:>8}", tally.passed, tally.failed, tally.skipped);
	}
	println!("{} files in {:.1} s", report.files, start.elapsed().as_secs_f64());
	if report.passed() == 0 && report.failures.is_empty() {
		println!("nothing ran: no case has these names and forks, or all of them are skipped");
	}
	println!("{}", report.summary());
}

/// Remarks: each, or their number by file and text.
fn list(title: &str, remarks: &[Remark], each: bool) {
	if each {
		remarks.iter().for_each(|Remark { name, text }| println!("{title}: {name}: {text}"));
		return;
	}
	let mut counts = BTreeMap::<(&str, &str), usize>::new();
	for Remark { name, text } in remarks {
		let file = name.find(".json").map_or(name.as_str(), |end| &name[..end + ".json".len()]);
		*counts.entry((file, text)).or_default() += 1;
	}
	for ((file, text), count) in counts {
		println!("{title}: {file} ({count} cases): {text}");
	}
}

fn indent(text: &str) -> String {
	text.lines().map(|line| format!("  {line}")).collect::<Vec<_>>().join("\n")
}
