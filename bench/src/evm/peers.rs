// SPDX-License-Identifier: Apache-2.0

//! The workloads as blocks of anvil, and the methods of both nodes side by side.

use crate::{
	anvil::{free_port, Process, Rpc},
	workloads::{self, Workload, SENDER},
};
use alloy_primitives::{hex, Bytes, U256};
use anyhow::{bail, ensure, Context, Result};
use serde_json::{json, Value};
use std::{
	path::Path,
	process::Command,
	time::{Duration, Instant},
};

/// Starts anvil without its own mining.
pub fn anvil(program: &Path) -> Result<Process> {
	let port = free_port()?;
	let mut command = Command::new(program);
	command.args(["--host", "127.0.0.1", "--port", &port.to_string()]);
	command.args(["--chain-id", "42", "--no-mining", "--gas-limit", "300000000", "--quiet"]);
	command.args(["--hardfork", "osaka", "--base-fee", "1000000000", "--order", "fifo"]);
	Process::start(command, port)
}

/// Starts our node, sealing on order.
pub fn node(program: &Path) -> Result<Process> {
	let (port, p2p) = (free_port()?, free_port()?);
	let mut command = Command::new(program);
	command.args(["--dev", "--tmp", "--sealing", "manual", "--rpc-port", &port.to_string()]);
	command.args(["--listen-addr", &format!("/ip4/127.0.0.1/tcp/{p2p}"), "--no-prometheus"]);
	command.args(["--rpc-methods", "unsafe", "--no-mdns", "--log", "error"]);
	command.args(["--state-pruning", "archive", "--blocks-pruning", "archive"]);
	Process::start(command, port)
}

fn send(rpc: &Rpc, raw: &Bytes) -> Result<Value> {
	rpc.call("eth_sendRawTransaction", json!([hex::encode_prefixed(raw)]))
}

fn quantity(value: &Value) -> Result<u64> {
	let text = value.as_str().and_then(|text| text.strip_prefix("0x")).context("no quantity")?;
	Ok(u64::from_str_radix(text, 16)?)
}

/// Gas per second of mining a workload's block with anvil, in millions: from `evm_mine` to its
/// answer. Shortest of `runs`, each on the same state.
pub fn mine(program: &Path, workload: &Workload, runs: usize) -> Result<f64> {
	let anvil = anvil(program)?;
	let rpc = &anvil.rpc;
	send(rpc, &workloads::deployment(workload, 42, 0)?)?;
	rpc.call("evm_mine", json!([]))?;
	let block = workloads::block(workload, SENDER.create(0), 42, 1)?;
	let mut best: Option<(u64, Duration)> = None;
	for _ in 0..runs.max(1) {
		let snapshot = rpc.call("evm_snapshot", json!([]))?;
		for raw in &block {
			send(rpc, raw)?;
		}
		let start = Instant::now();
		rpc.call("evm_mine", json!([]))?;
		let took = start.elapsed();
		let mined = rpc.call("eth_getBlockByNumber", json!(["latest", false]))?;
		let count = mined["transactions"].as_array().map_or(0, Vec::len);
		ensure!(count == block.len(), "anvil mined {count} of {} transactions", block.len());
		let gas = quantity(&mined["gasUsed"])?;
		if best.is_none_or(|(_, found)| took < found) {
			best = Some((gas, took));
		}
		rpc.call("evm_revert", json!([snapshot]))?;
	}
	let (gas, took) = best.context("at least one run")?;
	Ok(gas as f64 / 1e6 / took.as_secs_f64())
}

/// The chains that methods are measured on: an ERC-20 with some holders and `blocks` blocks after.
pub struct Pair {
	/// anvil.
	pub anvil: Process,
	/// Ours.
	pub ours: Process,
	token: String,
}

impl Pair {
	/// Starts both and makes their chains: a transfer with its log in every tenth block.
	pub fn start(
		anvil_path: &Path,
		node_path: &Path,
		erc20: &Workload,
		blocks: u64,
	) -> Result<Self> {
		let pair = Self {
			anvil: anvil(anvil_path)?,
			ours: node(node_path)?,
			token: SENDER.create(0).to_string(),
		};
		let transfers = workloads::block(erc20, SENDER.create(0), 42, 1)?;
		for (name, process) in [("anvil", &pair.anvil), ("ours", &pair.ours)] {
			let seal = || match name {
				"anvil" => process.rpc.call("evm_mine", json!([])),
				_ => process.rpc.call("engine_createBlock", json!([true, true, null])),
			};
			send(&process.rpc, &workloads::deployment(erc20, 42, 0)?)?;
			seal()?;
			let mut transfers = transfers.iter();
			for number in 0..blocks {
				if number % 20 == 0 {
					if let Some(raw) = transfers.next() {
						send(&process.rpc, raw)?;
					}
				}
				seal()?;
				if number % 1_000 == 0 {
					eprintln!("{name}: {number} of {blocks} blocks");
				}
			}
		}
		Ok(pair)
	}

	/// p50 and p99 of each method on both, in milliseconds.
	pub fn measure(&self, calls: usize) -> Result<Value> {
		let mut to = vec![0u8; 12];
		to.extend_from_slice(SENDER.as_slice());
		// balanceOf(address)
		let read = [&hex!("70a08231")[..], &to].concat();
		// transfer(address,uint256)
		let write = [&hex!("a9059cbb")[..], &to, &U256::from(1).to_be_bytes::<32>()].concat();
		let call = |data: &[u8]| json!({ "from": SENDER, "to": self.token, "data": hex::encode_prefixed(data) });
		let methods = [
			("eth_call", json!([call(&read), "latest"]), calls),
			("eth_getBalance", json!([SENDER, "latest"]), calls),
			("eth_estimateGas", json!([call(&write), "latest"]), calls),
			(
				"eth_getLogs",
				json!([{ "fromBlock": "0x1", "toBlock": "latest", "address": self.token }]),
				calls.div_ceil(20),
			),
		];
		let mut report = serde_json::Map::new();
		for (method, params, calls) in methods {
			let mut row = serde_json::Map::new();
			let mut lengths = Vec::new();
			for (name, process) in [("ours", &self.ours), ("anvil", &self.anvil)] {
				let mut times = Vec::new();
				for _ in 0..calls {
					let start = Instant::now();
					let answer = process.rpc.call(method, params.clone())?;
					times.push(start.elapsed().as_secs_f64() * 1e3);
					if times.len() == 1 {
						lengths.push(answer.as_array().map_or(0, Vec::len));
					}
				}
				times.sort_by(f64::total_cmp);
				let at = |part: f64| {
					let index = (times.len() as f64 * part) as usize;
					let value = times[index.min(times.len() - 1)];
					(value * 1e3).round() / 1e3
				};
				row.insert(name.into(), json!({ "p50": at(0.5), "p99": at(0.99) }));
			}
			if lengths.windows(2).any(|pair| pair[0] != pair[1]) {
				bail!("{method}: the nodes give {lengths:?} entries");
			}
			report.insert(method.into(), row.into());
		}
		Ok(report.into())
	}
}
