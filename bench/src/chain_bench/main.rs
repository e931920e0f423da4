// SPDX-License-Identifier: Apache-2.0

//! Measures the chain: transfers that one validator and a network of four sustain, times of blocks,
//! finality, memory, and disk of sealed blocks, beside a plain solochain node from the same crates
//! (`bench/plain`) that is run the same way. Prints a table and writes `bench/out/chain.json`. Nothing
//! passes or fails here.

mod disk;
mod load;
#[path = "../machine.rs"]
mod machine;
mod nodes;
mod rpc;
mod run;
mod sides;
mod stats;
#[path = "../table.rs"]
mod table;
mod watch;

use anyhow::Result;
use clap::{Parser, ValueEnum};
use nodes::Setup;
use run::Plan;
use serde_json::{json, Value};
use sides::{Ours, Plain, Side};
use std::{
	path::{Path, PathBuf},
	time::Duration,
};

/// `--tx-ban-seconds` of both nodes: our node's default. With the SDK's default of 1,800 a transaction that
/// a fork made invalid stays out of the pools, and all later ones of its account wait for it: runs then
/// measure how many accounts were lost, not what the nodes can do.
const TX_BAN_SECONDS: u64 = 2;

/// A part of the measurement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Part {
	/// One validator under load.
	One,
	/// Four validators under load.
	Network,
	/// Disk of sealed blocks.
	Disk,
}

/// Measures the chain beside a plain solochain node: transfers a second, blocks, finality, memory, disk.
///
/// Examples:
///   openledger-bench-chain
///   openledger-bench-chain --only one --seconds 10 --output /tmp/one.json
///   openledger-bench-chain --node DIR/openledger-node --plain DIR/openledger-bench-plain-node
#[derive(Parser, Debug)]
#[command(verbatim_doc_comment)]
struct Options {
	/// Our node; `openledger-node` beside this program when left out.
	#[arg(long)]
	node: Option<PathBuf>,
	/// The plain node; `openledger-bench-plain-node` beside this program when left out.
	#[arg(long)]
	plain: Option<PathBuf>,
	/// Where the numbers go.
	#[arg(long, default_value = "bench/out/chain.json")]
	output: PathBuf,
	/// Only this part.
	#[arg(long, value_enum)]
	only: Option<Part>,
	/// Measured seconds of each run under load, at most 400: nodes keep the states of 256 blocks, and
	/// every counted transfer is checked by its block's events.
	#[arg(long, default_value_t = 120, value_parser = clap::value_parser!(u64).range(6..=400))]
	seconds: u64,
	/// Seconds under load before that.
	#[arg(long, default_value_t = 16)]
	warmup: u64,
	/// Accounts that send to each other.
	#[arg(long, default_value_t = 800, value_parser = clap::value_parser!(u64).range(8..=100_000))]
	accounts: u64,
	/// Most transfers that wait for a block; two and a half blocks of them when left out.
	#[arg(long)]
	backlog: Option<usize>,
	/// Transactions that a node's pool holds (`--pool-limit` of both nodes).
	#[arg(long, default_value_t = 50_000)]
	pool_limit: usize,
	/// Seconds of sealing for the disk; 100,000 blocks are sealed where they fit.
	#[arg(long, default_value_t = 120)]
	disk_seconds: u64,
}

impl Options {
	fn wants(&self, part: Part) -> bool {
		self.only.is_none_or(|only| only == part)
	}

	/// Both nodes start alike; OpenLedger's presets get the epoch of the plain runtime, whose first block of
	/// an epoch takes no transaction.
	fn setup<'a>(&self, program: &'a Path, ours: bool, part: Part) -> Setup<'a> {
		let network = part == Part::Network;
		let mut arguments = vec![
			"--pool-limit".to_string(),
			self.pool_limit.to_string(),
			"--pool-kbytes".to_string(),
			"102400".to_string(),
			"--tx-ban-seconds".to_string(),
			TX_BAN_SECONDS.to_string(),
		];
		if part == Part::Disk {
			arguments.extend(["--sealing".to_string(), "manual".to_string()]);
		}
		Setup {
			program,
			chain: if network { "local" } else { "dev" },
			epoch: ours.then_some(openledger_bench_plain_runtime::EPOCH),
			arguments,
			count: if network { 4 } else { 1 },
		}
	}

	async fn both(&self, part: Part) -> Result<Value> {
		let node = beside(&self.node, "openledger-node")?;
		let plain = beside(&self.plain, "openledger-bench-plain-node")?;
		let sides = [(&node, Ours::NAME, true), (&plain, Plain::NAME, false)];
		let mut measured = json!({});
		for (program, name, ours) in sides {
			eprintln!("{part:?}: {name}");
			let setup = self.setup(program, ours, part);
			let plan = Plan {
				seconds: self.seconds,
				warmup: self.warmup,
				accounts: usize::try_from(self.accounts)?,
				backlog: self.backlog,
			};
			measured[name] = match part {
				Part::Disk => {
					disk::measure(&setup, name, Duration::from_secs(self.disk_seconds)).await?
				},
				_ if ours => run::measure::<Ours>(&setup, plan).await?,
				_ => run::measure::<Plain>(&setup, plan).await?,
			};
		}
		Ok(measured)
	}
}

/// The program that was given, or the one of a name beside this program.
fn beside(given: &Option<PathBuf>, name: &str) -> Result<PathBuf> {
	match given {
		Some(path) => Ok(path.clone()),
		None => Ok(std::env::current_exe()?.with_file_name(name)),
	}
}

/// A number of both sides, and ours over the plain one's.
fn pair(measured: &Value, name: &str) -> Value {
	let (ours, plain) = (&measured["ours"][name], &measured["plain"][name]);
	let ratio = ours.as_f64().zip(plain.as_f64()).filter(|(_, plain)| *plain > 0.0);
	json!({
		"ours": ours, "plain": plain,
		"ratio": ratio.map(|(ours, plain)| stats::rounded(ours / plain)),
	})
}

fn main() -> Result<()> {
	let options = Options::parse();
	let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
	let mut report = json!({
		"machine": machine::describe(),
		"date": machine::date(),
		"method": "driver and all nodes share this machine's cores; transfers of signed sr25519 \
			accounts, sent in batches over HTTP, counted in the best chain over whole slots after the \
			warm-up and checked by their blocks' events; finality_blocks: best minus finalised, looked at \
			ten times a second on every node; import_ms: verification and import of other nodes' blocks, \
			build_ms: building own ones (Prometheus histograms of the nodes); disk: allocated blocks of \
			the base path",
		"seconds": options.seconds,
		"warmup_seconds": options.warmup,
		"accounts": options.accounts,
		"pool_limit": options.pool_limit,
		"tx_ban_seconds": TX_BAN_SECONDS,
	});
	runtime.block_on(async {
		if options.wants(Part::One) {
			let one = options.both(Part::One).await?;
			report["transfers_per_s"] = pair(&one, "transfers_per_s");
			report["transfers_per_s"]["of"] = "one node".into();
			report["finality_blocks"] = one["ours"]["finality_blocks"].clone();
			report["one"] = one;
		}
		if options.wants(Part::Network) {
			let network = options.both(Part::Network).await?;
			let rates = pair(&network, "transfers_per_s");
			match report.get("transfers_per_s") {
				Some(_) => report["transfers_per_s"]["network"] = rates,
				None => {
					report["transfers_per_s"] = rates;
					report["transfers_per_s"]["of"] = "the network".into();
				},
			}
			report["finality_blocks"] = network["ours"]["finality_blocks"].clone();
			report["finality_blocks"]["plain"] = network["plain"]["finality_blocks"].clone();
			report["network"] = network;
		}
		if options.wants(Part::Disk) {
			let disk = options.both(Part::Disk).await?;
			report["disk_mib_per_100_000_blocks"] = pair(&disk, "mib_per_100_000_blocks");
			report["disk"] = disk;
		}
		anyhow::Ok(())
	})?;
	table::write(&report, &options.output)
}
