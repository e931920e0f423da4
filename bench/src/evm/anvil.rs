// SPDX-License-Identifier: Apache-2.0

//! Other nodes as processes: anvil beside our own, over JSON-RPC on loopback.

use anyhow::{anyhow, bail, Context, Result};
use serde_json::{json, Value};
use std::{
	net::TcpListener,
	os::unix::process::CommandExt,
	process::{Child, Command, Stdio},
	time::{Duration, Instant},
};

/// A node that is stopped when this is dropped.
pub struct Process {
	child: Child,
	/// Where it answers.
	pub rpc: Rpc,
}

impl Drop for Process {
	fn drop(&mut self) {
		// anvil of npm is a script that starts the program: both are of this group.
		let group = format!("-{}", self.child.id());
		let _ = Command::new("kill").args(["-KILL", "--", &group]).status();
		let _ = self.child.wait();
	}
}

/// A port that is free now.
pub fn free_port() -> Result<u16> {
	Ok(TcpListener::bind("127.0.0.1:0")?.local_addr()?.port())
}

impl Process {
	/// Starts a program and waits until its RPC answers.
	pub fn start(mut command: Command, port: u16) -> Result<Self> {
		let name = command.get_program().to_string_lossy().into_owned();
		let child = command.process_group(0).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
		let child = child.with_context(|| format!("{name} does not start"))?;
		let rpc = Rpc::new(port)?;
		let mut process = Self { child, rpc };
		let start = Instant::now();
		loop {
			if process.rpc.call("eth_chainId", json!([])).is_ok() {
				return Ok(process);
			}
			if let Some(status) = process.child.try_wait()? {
				bail!("{name} ended with {status}");
			}
			if start.elapsed() > Duration::from_secs(60) {
				bail!("{name} does not answer on port {port}");
			}
			std::thread::sleep(Duration::from_millis(100));
		}
	}

	/// Peak of resident memory, in MiB.
	pub fn peak_memory_mib(&self) -> u64 {
		let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id()));
		status
			.unwrap_or_default()
			.lines()
			.find_map(|line| line.strip_prefix("VmHWM:"))
			.and_then(|text| text.split_whitespace().next()?.parse::<u64>().ok())
			.map_or(0, |kib| kib / 1_024)
	}
}

/// JSON-RPC over one HTTP connection.
pub struct Rpc {
	url: String,
	client: reqwest::Client,
	runtime: tokio::runtime::Runtime,
}

impl Rpc {
	fn new(port: u16) -> Result<Self> {
		let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
		let client = reqwest::Client::builder().timeout(Duration::from_secs(300)).build()?;
		Ok(Self { url: format!("http://127.0.0.1:{port}"), client, runtime })
	}

	/// Calls a method.
	pub fn call(&self, method: &str, params: Value) -> Result<Value> {
		let body = json!({ "jsonrpc": "2.0", "id": 1, "method": method, "params": params });
		let text = self.runtime.block_on(async {
			let request = self
				.client
				.post(&self.url)
				.header("content-type", "application/json")
				.body(body.to_string());
			request.send().await?.text().await
		})?;
		let mut answer: Value = serde_json::from_str(&text)?;
		match answer.get("error") {
			Some(error) => Err(anyhow!("{method}: {error}")),
			None => Ok(answer["result"].take()),
		}
	}
}
