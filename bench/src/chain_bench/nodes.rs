// SPDX-License-Identifier: Apache-2.0

//! Nodes as processes of this machine: their chain spec, their start and their end, and what the
//! kernel and their metrics say about them.

use crate::rpc::Rpc;
use anyhow::{bail, ensure, Context, Result};
use serde_json::{json, Value};
use std::{
	fs::{self, File},
	net::TcpListener,
	os::unix::fs::MetadataExt,
	path::{Path, PathBuf},
	process::{Child, Command, Stdio},
	time::{Duration, Instant},
};

/// Validators of a network, in the order of the `local` presets.
const NAMES: [&str; 4] = ["alice", "bob", "charlie", "dave"];
/// Network identity of the first node: secret key 1.
const FIRST_PEER: &str = "12D3KooWEyoppNCUx8Yx66oV9fJnriXwCcXwDDUA2kj6vnc6iDEp";
/// How long a node may take until it answers and has its peers: each compiles its runtime first.
const PATIENCE: Duration = Duration::from_secs(240);
/// Clock ticks of a second in `/proc/PID/stat`: `USER_HZ`, 100 on every Linux.
const TICKS: f64 = 100.0;

/// A folder that is removed in the end.
pub struct Work(pub PathBuf);

impl Work {
	/// A folder of its own among the temporary ones.
	///
	/// # Errors
	/// When it cannot be made.
	pub fn new(name: &str) -> Result<Self> {
		let path = std::env::temp_dir()
			.join(format!("openledger-bench-chain.{}.{name}", std::process::id()));
		fs::create_dir_all(&path).with_context(|| path.display().to_string())?;
		Ok(Self(path))
	}
}

impl Drop for Work {
	fn drop(&mut self) {
		let _ = fs::remove_dir_all(&self.0);
	}
}

/// How nodes are run.
pub struct Setup<'a> {
	/// The program.
	pub program: &'a Path,
	/// `dev` or `local`.
	pub chain: &'a str,
	/// Slots of an epoch, where the chain's genesis says them.
	pub epoch: Option<u64>,
	/// Arguments of every node.
	pub arguments: Vec<String>,
	/// How many nodes, at most as many as there are names.
	pub count: usize,
}

/// A node; killed when dropped.
pub struct Node {
	child: Child,
	/// Its methods.
	pub rpc: Rpc,
	metrics: String,
	base_path: PathBuf,
	log: PathBuf,
}

impl Drop for Node {
	fn drop(&mut self) {
		let _ = self.child.kill();
		let _ = self.child.wait();
	}
}

fn free_port() -> Result<u16> {
	Ok(TcpListener::bind("127.0.0.1:0")?.local_addr()?.port())
}

fn export(program: &Path, chain: &str, raw: bool) -> Result<Vec<u8>> {
	let mut command = Command::new(program);
	command.args(["export-chain-spec", "--chain", chain]);
	if raw {
		command.arg("--raw");
	}
	let output = command
		.output()
		.with_context(|| format!("{} does not start: build it first", program.display()))?;
	ensure!(
		output.status.success(),
		"{} export-chain-spec --chain {chain}: {}",
		program.display(),
		String::from_utf8_lossy(&output.stderr)
	);
	Ok(output.stdout)
}

/// Writes the chain spec that all nodes start from.
fn write_spec(setup: &Setup<'_>, work: &Path) -> Result<PathBuf> {
	let (plain, raw) = (work.join("plain.json"), work.join("spec.json"));
	let mut spec: Value = serde_json::from_slice(&export(setup.program, setup.chain, false)?)?;
	if let Some(epoch) = setup.epoch {
		let slot = spec
			.pointer_mut("/genesis/runtimeGenesis/patch/timing/timing/epoch")
			.context("the chain spec has no `timing.timing.epoch`: the preset has changed")?;
		*slot = epoch.into();
	}
	fs::write(&plain, spec.to_string())?;
	fs::write(&raw, export(setup.program, &plain.display().to_string(), true)?)?;
	Ok(raw)
}

/// Starts the nodes and waits until each answers and, with several, has all others as peers.
///
/// # Errors
/// When a node ends, or has not answered and found the others in time; the end of its log is in the error.
pub async fn start(setup: &Setup<'_>, work: &Path) -> Result<Vec<Node>> {
	let spec = write_spec(setup, work)?;
	let mut nodes = Vec::new();
	let mut first_port = None;
	for (index, name) in NAMES.iter().take(setup.count).enumerate() {
		let (rpc, metrics, p2p) = (free_port()?, free_port()?, free_port()?);
		let (base_path, log) = (work.join(name), work.join(format!("{name}.log")));
		let mut command = Command::new(setup.program);
		command.arg("--chain").arg(&spec).arg("--base-path").arg(&base_path);
		command.arg(format!("--{name}")).args(["--validator", "--force-authoring"]);
		command.args(["--rpc-port", &rpc.to_string(), "--rpc-methods", "unsafe"]);
		command.args(["--prometheus-port", &metrics.to_string()]);
		command.args(["--listen-addr", &format!("/ip4/127.0.0.1/tcp/{p2p}"), "--no-mdns"]);
		command.args(["--node-key", &format!("{:064x}", index + 1), "--no-telemetry"]);
		command.args(["--log", "warn"]);
		command.args(&setup.arguments);
		match first_port {
			None => first_port = Some(p2p),
			Some(first) => {
				let address = format!("/ip4/127.0.0.1/tcp/{first}/p2p/{FIRST_PEER}");
				command.args(["--bootnodes", &address]);
			},
		}
		let output = File::create(&log)?;
		command.stdin(Stdio::null()).stdout(output.try_clone()?).stderr(output);
		let child = command
			.spawn()
			.with_context(|| format!("{} does not start", setup.program.display()))?;
		let metrics = format!("http://127.0.0.1:{metrics}/metrics");
		nodes.push(Node { child, rpc: Rpc::new(rpc)?, metrics, base_path, log });
	}
	let peers = setup.count as u64 - 1;
	for node in &mut nodes {
		node.wait_for_peers(peers).await?;
	}
	Ok(nodes)
}

impl Node {
	async fn wait_for_peers(&mut self, wanted: u64) -> Result<()> {
		let start = Instant::now();
		let mut seen = None;
		loop {
			if let Ok(health) = self.rpc.call("system_health", json!([])).await {
				seen = health["peers"].as_u64();
				if seen >= Some(wanted) {
					return Ok(());
				}
			}
			if let Some(status) = self.child.try_wait()? {
				bail!("a node ended with {status}:\n{}", self.log_end());
			}
			if start.elapsed() > PATIENCE {
				let seen =
					seen.map_or("does not answer".into(), |seen| format!("has {seen} peers"));
				bail!(
					"a node {seen} after {} s; {wanted} peers are needed:\n{}",
					PATIENCE.as_secs(),
					self.log_end()
				);
			}
			tokio::time::sleep(Duration::from_millis(200)).await;
		}
	}

	/// The last lines of its log.
	pub fn log_end(&self) -> String {
		let text = fs::read_to_string(&self.log).unwrap_or_default();
		let lines: Vec<&str> = text.lines().collect();
		lines[lines.len().saturating_sub(15)..].join("\n")
	}

	/// Its metrics, as Prometheus reads them.
	///
	/// # Errors
	/// When it does not answer.
	pub async fn metrics(&self) -> Result<String> {
		Ok(reqwest::get(&self.metrics).await?.text().await?)
	}

	/// Resident memory now and its peak, in MiB.
	pub fn memory_mib(&self) -> (f64, f64) {
		let status = fs::read_to_string(format!("/proc/{}/status", self.child.id()));
		let status = status.unwrap_or_default();
		let value = |name: &str| {
			let line = status.lines().find_map(|line| line.strip_prefix(name))?;
			line.split_whitespace().next()?.parse::<f64>().ok()
		};
		let mib = |name| value(name).unwrap_or_default() / 1_024.0;
		(mib("VmRSS:"), mib("VmHWM:"))
	}

	/// Seconds of processor time it has used.
	pub fn cpu_seconds(&self) -> f64 {
		cpu_seconds(&self.child.id().to_string())
	}

	/// Bytes on disk of its base path: allocated blocks, not lengths of files.
	pub fn disk_bytes(&self) -> u64 {
		allocated(&self.base_path)
	}

	/// Asks the node to end and waits for it, so that its database is closed.
	///
	/// # Errors
	/// When it does not end within half a minute.
	pub async fn stop(&mut self) -> Result<()> {
		let pid = self.child.id().to_string();
		Command::new("kill").args(["-TERM", &pid]).status().context("kill")?;
		let start = Instant::now();
		while self.child.try_wait()?.is_none() {
			if start.elapsed() > Duration::from_secs(30) {
				bail!("a node does not end:\n{}", self.log_end());
			}
			tokio::time::sleep(Duration::from_millis(100)).await;
		}
		Ok(())
	}
}

/// Seconds of processor time of a process: a number or `self`.
pub fn cpu_seconds(pid: &str) -> f64 {
	let stat = fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
	// Fields 14 and 15; the second one, the name, may hold spaces and ends with the last parenthesis.
	let rest = stat.rsplit_once(')').map_or("", |(_, rest)| rest);
	let fields = rest.split_whitespace().skip(11).take(2);
	fields.filter_map(|text| text.parse::<f64>().ok()).sum::<f64>() / TICKS
}

fn allocated(path: &Path) -> u64 {
	let Ok(meta) = fs::symlink_metadata(path) else { return 0 };
	let own = meta.blocks() * 512;
	match meta.is_dir() {
		false => own,
		true => {
			let entries = fs::read_dir(path).into_iter().flatten().flatten();
			own + entries.map(|entry| allocated(&entry.path())).sum::<u64>()
		},
	}
}
