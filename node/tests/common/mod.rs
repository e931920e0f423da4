// SPDX-License-Identifier: Apache-2.0

//! The node's program as tests run it: start, follow its log, call its RPC, stop it. Nothing waits
//! for a fixed time.

// Each test program uses a part of it.
#![allow(dead_code)]

use serde_json::{json, Value};
use std::{
	ffi::OsStr,
	io::{BufRead, BufReader, Read, Write},
	net::TcpStream,
	path::Path,
	process::{Child, Command, ExitStatus, Output, Stdio},
	sync::mpsc::{self, Receiver},
};

/// A command of the node's program: the one that was built with the tests, or the one that
/// `OPENLEDGER_NODE` names, so that a release can be tested.
pub fn program() -> Command {
	let built = env!("CARGO_BIN_EXE_openledger-node").into();
	Command::new(std::env::var_os("OPENLEDGER_NODE").unwrap_or(built))
}

/// Runs the program to its end.
pub fn run<I: AsRef<OsStr>>(arguments: impl IntoIterator<Item = I>) -> Output {
	program().args(arguments).stdin(Stdio::null()).output().unwrap()
}

/// Runs the program to its end, which must be a good one; its standard output.
pub fn good<I: AsRef<OsStr>>(arguments: impl IntoIterator<Item = I>) -> String {
	let output = run(arguments);
	let errors = String::from_utf8_lossy(&output.stderr);
	assert!(output.status.success(), "{errors}");
	String::from_utf8(output.stdout).unwrap()
}

/// Runs the program to its end, which must be a bad one; what it said.
pub fn bad<I: AsRef<OsStr>>(arguments: impl IntoIterator<Item = I>) -> String {
	let output = run(arguments);
	let said = String::from_utf8_lossy(&output.stderr).into_owned();
	assert!(!output.status.success(), "{said}");
	assert!(!said.contains("panicked"), "{said}");
	said
}

/// Writes the development chain's raw spec into `directory`: a program that starts from it does not
/// have to build the genesis first. What to put before a command's own arguments.
pub fn raw_dev(directory: &Path) -> [String; 2] {
	let file = directory.join("dev.json").to_str().unwrap().to_owned();
	good(["export-chain-spec", "--raw", "--chain", "dev", "--output", &file]);
	["--chain".into(), file]
}

/// Arguments of a development chain with a validator that keeps its database in `base`.
pub fn kept(base: &Path) -> Vec<&str> {
	vec!["--dev", "--base-path", base.to_str().unwrap(), "--no-prometheus", "--no-mdns"]
}

/// A running node; ends with the test.
pub struct Node {
	child: Child,
	log: Receiver<String>,
	/// Where its RPC listens.
	pub address: String,
	/// What it has logged so far, as far as it was waited for.
	pub seen: Vec<String>,
}

impl Drop for Node {
	fn drop(&mut self) {
		let _ = self.child.kill();
		let _ = self.child.wait();
	}
}

impl Node {
	/// Starts a development chain with `arguments` and waits for its RPC.
	pub fn dev(arguments: &[&str]) -> Self {
		Self::start(&[&["--dev", "--tmp", "--no-prometheus", "--no-mdns"], arguments].concat())
	}

	/// Starts a development chain with a validator that keeps its database in `base`.
	pub fn kept(base: &Path, arguments: &[&str]) -> Self {
		Self::start(&[&kept(base), arguments].concat())
	}

	/// Starts a node with `arguments` and waits for its RPC.
	pub fn start(arguments: &[&str]) -> Self {
		let mut node = Self::launch(arguments);
		let line = node.wait_for("Running JSON-RPC server: addr=");
		let addresses = line.split("addr=").nth(1).unwrap();
		let end = |c: char| c == ',' || c == '"' || c.is_whitespace();
		node.address = addresses.split(end).next().unwrap().to_owned();
		node
	}

	/// Starts a node with `arguments`, whatever becomes of it.
	pub fn launch(arguments: &[&str]) -> Self {
		let mut child = program()
			.args(["--rpc-port", "0", "--listen-addr", "/ip4/127.0.0.1/tcp/0"])
			.args(arguments)
			.stdin(Stdio::null())
			.stdout(Stdio::null())
			.stderr(Stdio::piped())
			.spawn()
			.unwrap();
		let lines = BufReader::new(child.stderr.take().unwrap());
		// A thread takes the log, so that the node never waits for its reader.
		let (sender, log) = mpsc::channel();
		std::thread::spawn(move || {
			for line in lines.split(b'\n').map_while(Result::ok) {
				if sender.send(String::from_utf8_lossy(&line).into_owned()).is_err() {
					return;
				}
			}
		});
		Self { child, log, address: String::new(), seen: Vec::new() }
	}

	/// The next line of the log that holds `text`.
	pub fn wait_for(&mut self, text: &str) -> String {
		while let Ok(line) = self.log.recv() {
			self.seen.push(line.clone());
			if line.contains(text) {
				return line;
			}
		}
		panic!("the node ended before it said `{text}`:\n{}", self.seen.join("\n"));
	}

	/// Waits until block `number` is final.
	pub fn wait_final(&mut self, number: u64) {
		while self.number(&self.finalised()) < number {
			self.wait_for("finalized #");
		}
	}

	/// Asks the node to end, as service managers do.
	pub fn terminate(&self) {
		let pid = self.child.id().to_string();
		assert!(Command::new("kill").args(["-TERM", &pid]).status().unwrap().success());
	}

	/// How the node ended; all of its log is in `seen` then.
	pub fn ended(&mut self) -> ExitStatus {
		while let Ok(line) = self.log.recv() {
			self.seen.push(line);
		}
		self.child.wait().unwrap()
	}

	/// Ends the node as service managers do; it must end well.
	pub fn stop(mut self) {
		self.terminate();
		let status = self.ended();
		assert!(status.success(), "{status}: {}", self.seen.join("\n"));
	}

	/// Calls an RPC method; its result, or its error.
	pub fn call(&self, method: &str, params: Value) -> Result<Value, Value> {
		let value = self.post(
			&json!({ "jsonrpc": "2.0", "id": 1, "method": method, "params": params }).to_string(),
		);
		match value.get("error") {
			Some(error) => Err(error.clone()),
			None => Ok(value["result"].clone()),
		}
	}

	/// Sends a body to the RPC; the JSON of its answer.
	pub fn post(&self, body: &str) -> Value {
		let request = format!(
			"POST / HTTP/1.1\r\nhost: {}\r\ncontent-type: application/json\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{body}",
			self.address,
			body.len()
		);
		let answer = exchange(&self.address, &request);
		let body = answer.split_once("\r\n\r\n").unwrap().1;
		let start = body.find(['{', '[']).unwrap_or_else(|| panic!("{answer}"));
		let end = body.rfind(['}', ']']).unwrap();
		serde_json::from_str(&body[start..=end]).unwrap()
	}

	/// Number of a block.
	pub fn number(&self, hash: &Value) -> u64 {
		let header = self.call("chain_getHeader", json!([hash])).unwrap();
		u64::from_str_radix(header["number"].as_str().unwrap().trim_start_matches("0x"), 16)
			.unwrap()
	}

	/// Hash of the best block.
	pub fn best(&self) -> Value {
		self.call("chain_getBlockHash", json!([])).unwrap()
	}

	/// Hash of the newest finalised block.
	pub fn finalised(&self) -> Value {
		self.call("chain_getFinalizedHead", json!([])).unwrap()
	}

	/// Makes a block.
	pub fn create(&self, finalize: bool, parent: Option<&Value>) -> Value {
		let created = self
			.call(
				"engine_createBlock",
				json!([true, finalize, parent.cloned().unwrap_or(Value::Null)]),
			)
			.unwrap();
		created["hash"].clone()
	}

	/// Its address on the network, for `--bootnodes`.
	pub fn multiaddress(&self) -> String {
		let addresses = self.call("system_localListenAddresses", json!([])).unwrap();
		let local = addresses.as_array().unwrap().iter().filter_map(Value::as_str);
		local.into_iter().find(|a| a.contains("/127.0.0.1/")).unwrap().to_owned()
	}
}

/// Sends a request and reads until the other side closes.
pub fn exchange(address: &str, request: &str) -> String {
	let mut stream = TcpStream::connect(address).unwrap();
	stream.write_all(request.as_bytes()).unwrap();
	let mut answer = Vec::new();
	stream.read_to_end(&mut answer).unwrap();
	String::from_utf8_lossy(&answer).into_owned()
}

/// The answer to a GET.
pub fn get(address: &str, path: &str) -> String {
	exchange(
		address,
		&format!("GET {path} HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\n\r\n"),
	)
}
