// SPDX-License-Identifier: Apache-2.0
//! The node and worker processes of the demo, ended with it.

use anyhow::{bail, ensure, Context, Result};
use openledger_client::{Client, Keypair};
use openledger_primitives::{Hash, WorkerId};
use openledger_runtime::Runtime;
use std::{
	fs::File,
	net::TcpListener,
	path::{Path, PathBuf},
	process::{Child, Command, Stdio},
	time::Duration,
};
use tempfile::TempDir;

/// How often a starting process is asked whether it is up.
const POLL: Duration = Duration::from_millis(200);
/// How often at most.
const POLLS: u32 = 600;

/// Every process of the demo. Dropping it ends them.
pub struct Processes {
	dir: TempDir,
	running: Vec<Running>,
}

/// A process with what it takes to start it again.
struct Running {
	name: &'static str,
	log: PathBuf,
	arguments: Vec<String>,
	child: Child,
}

/// A worker that is registered and running.
pub struct RunningWorker {
	/// Its id on chain.
	pub id: WorkerId,
	/// Its HTTP API.
	pub url: String,
	/// Hash of the base model it serves.
	pub base_hash: Hash,
	log: PathBuf,
}

impl RunningWorker {
	/// The last line of the worker's log.
	pub fn progress(&self) -> String {
		let text = std::fs::read(&self.log).unwrap_or_default();
		let text = String::from_utf8_lossy(&text);
		let line = text.lines().rev().find(|line| !line.trim().is_empty()).unwrap_or("starting");
		// The time stamp tells nothing here.
		line.chars().skip(line.find(' ').unwrap_or(0)).take(100).collect()
	}
}

impl Drop for Processes {
	fn drop(&mut self) {
		for process in self.running.iter_mut().rev() {
			// A process that has ended already cannot be killed again; that is no problem.
			let _ = process.child.kill();
			let _ = process.child.wait();
		}
	}
}

impl Processes {
	/// An empty stage in a temporary folder.
	pub fn new() -> Result<Self> {
		Ok(Self { dir: tempfile::tempdir()?, running: Vec::new() })
	}

	fn spawn(&mut self, name: &'static str, log: &str, arguments: &[String]) -> Result<PathBuf> {
		let log = self.dir.path().join(log);
		let arguments = arguments.to_vec();
		let child = start(name, &log, &arguments)?;
		self.running.push(Running { name, log: log.clone(), arguments, child });
		Ok(log)
	}

	/// Kills (SIGKILL) the first process of a program and starts it again with the same arguments.
	pub fn kill_and_restart(&mut self, name: &str) -> Result<()> {
		let process = self.running.iter_mut().find(|process| process.name == name);
		let process = process.with_context(|| format!("{name} does not run"))?;
		process.child.kill()?;
		process.child.wait()?;
		process.child = start(process.name, &process.log, &process.arguments)?;
		Ok(())
	}

	/// Fails with the end of its log when the newest process has ended.
	fn check_newest(&mut self, log: &Path) -> Result<()> {
		let Some(process) = self.running.last_mut() else { return Ok(()) };
		if let Some(status) = process.child.try_wait()? {
			let text = std::fs::read_to_string(log).unwrap_or_default();
			let tail: Vec<&str> = text.lines().rev().take(15).collect();
			bail!(
				"ended with {status}:\n{}",
				tail.into_iter().rev().collect::<Vec<_>>().join("\n")
			);
		}
		Ok(())
	}

	/// Starts one `dev` validator, or a network of two or four; returns the WebSocket address of the
	/// first.
	pub async fn start_network(&mut self, validators: usize) -> Result<String> {
		let (chain, names): (&str, &[&str]) = match validators {
			1 => ("dev", &["alice"]),
			2 => ("duo", &["alice", "bob"]),
			4 => ("local", &["alice", "bob", "charlie", "dave"]),
			_ => bail!("the demo runs with 1, 2 or 4 validators"),
		};
		let mut bootnode: Option<String> = None;
		let mut first = None;
		for (number, name) in (1..).zip(names) {
			let (rpc, p2p) = (free_port()?, free_port()?);
			let base = self.dir.path().join(name);
			let mut arguments: Vec<String> = [
				"--chain",
				chain,
				&format!("--{name}"),
				"--validator",
				"--force-authoring",
				"--base-path",
				&base.to_string_lossy(),
				"--rpc-port",
				&rpc.to_string(),
				"--no-prometheus",
				"--no-mdns",
				"--listen-addr",
				&format!("/ip4/127.0.0.1/tcp/{p2p}"),
				// Fixed node keys, so that the second process knows the address of the first.
				"--node-key",
				&format!("{number:064x}"),
			]
			.map(String::from)
			.to_vec();
			match &bootnode {
				Some(address) => arguments.extend(["--bootnodes".to_string(), address.clone()]),
				None => bootnode = Some(format!("/ip4/127.0.0.1/tcp/{p2p}/p2p/{FIRST_PEER}")),
			}
			let log = self.spawn("openledger-node", &format!("{name}.log"), &arguments)?;
			let url = format!("ws://127.0.0.1:{rpc}");
			self.await_health(&format!("http://127.0.0.1:{rpc}/health"), &log).await?;
			first.get_or_insert(url);
		}
		first.context("no validator was started")
	}

	async fn await_health(&mut self, url: &str, log: &Path) -> Result<()> {
		for _ in 0..POLLS {
			self.check_newest(log)?;
			let up = reqwest::get(url).await.is_ok_and(|response| response.status().is_success());
			if up {
				return Ok(());
			}
			tokio::time::sleep(POLL).await;
		}
		bail!("{url} did not answer; see {}", log.display())
	}

	/// Configures, registers and starts a worker; each operator has one.
	pub async fn start_worker(
		&mut self,
		client: &Client,
		node: &str,
		base: &Path,
		operator: &str,
	) -> Result<RunningWorker> {
		let port = free_port()?;
		let url = format!("http://127.0.0.1:{port}");
		let data = self.dir.path().join(format!("worker{}", operator.replace('/', "-")));
		std::fs::create_dir_all(&data)?;
		std::fs::write(data.join("operator.key"), operator)?;
		let binary = std::env::current_exe()?.with_file_name("openledger-worker");
		let data_text = data.to_string_lossy().into_owned();
		let run = |arguments: &[&str]| -> Result<()> {
			let output = Command::new(&binary)
				.args(arguments)
				.output()
				.with_context(|| format!("cannot start {}; run `make build`", binary.display()))?;
			ensure!(
				output.status.success(),
				"openledger-worker {} failed:\n{}{}",
				arguments.first().unwrap_or(&""),
				String::from_utf8_lossy(&output.stdout),
				String::from_utf8_lossy(&output.stderr),
			);
			Ok(())
		};
		run(&[
			"init",
			"--data",
			&data_text,
			"--node",
			node,
			"--listen",
			&format!("127.0.0.1:{port}"),
			"--public-url",
			&url,
			"--base-model",
			&base.to_string_lossy(),
		])?;
		run(&["register", "--data", &data_text, "--stake", "1000"])?;
		let log = self.spawn(
			"openledger-worker",
			&format!("worker{}.log", operator.replace('/', "-")),
			&["run".to_string(), "--data".to_string(), data_text.clone()],
		)?;
		self.await_health(&format!("{url}/health"), &log).await?;
		let account = Keypair::from_suri(operator)?.account();
		let state = client.finalized().await?;
		let id: Option<WorkerId> =
			state.map::<pallet_workers::Operators<Runtime>, _, _>(&account).await?;
		let id = id.context("the worker is not registered")?;
		let base_hash = openledger_worker_engine::BaseModel::load(base)
			.map_err(|error| anyhow::anyhow!("the base model cannot be read: {error}"))?
			.hash();
		Ok(RunningWorker { id, url, base_hash: Hash::from(base_hash), log })
	}
}

/// Starts a program that stands beside this one; its output is appended to `log`.
fn start(name: &str, log: &Path, arguments: &[String]) -> Result<Child> {
	let binary = std::env::current_exe()?.with_file_name(name);
	ensure!(binary.exists(), "{} is missing; run `make build`", binary.display());
	let file = File::options().create(true).append(true).open(log)?;
	Command::new(&binary)
		.args(arguments)
		.env("NO_COLOR", "1")
		.stdin(Stdio::null())
		.stdout(file.try_clone()?)
		.stderr(file)
		.spawn()
		.with_context(|| format!("cannot start {}", binary.display()))
}

/// Peer id of the node key `0x00…01`.
const FIRST_PEER: &str = "12D3KooWEyoppNCUx8Yx66oV9fJnriXwCcXwDDUA2kj6vnc6iDEp";

/// A loopback port that nobody listens on now.
fn free_port() -> Result<u16> {
	Ok(TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port())
}
