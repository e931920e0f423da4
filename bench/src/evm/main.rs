// SPDX-License-Identifier: Apache-2.0

//! Measures the Ethereum layer: gas per second of blocks in the wasm runtime, on native revm and on
//! anvil, and the time of RPC methods beside anvil's. Prints a table and writes `bench/out/evm.json`.
//! Nothing passes or fails here.

#[path = "../../../runtime/tests/it/scene/mod.rs"]
mod scene;

mod anvil;
#[path = "../chain.rs"]
mod chain;
#[path = "../machine.rs"]
mod machine;
mod native;
mod peers;
#[path = "../table.rs"]
mod table;
mod wasm;
mod workloads;
mod worst;

use anyhow::{Context, Result};
use clap::Parser;
use serde_json::{json, Map, Value};
use std::path::PathBuf;

/// Measures the Ethereum layer.
///
/// Example: openledger-bench-evm --node target/release/openledger-node --blocks 1000
#[derive(Parser, Debug)]
struct Options {
	/// Our node; RPC methods are left out where it is not given.
	#[arg(long)]
	node: Option<PathBuf>,
	/// anvil.
	#[arg(long, default_value = "contracts/node_modules/.bin/anvil")]
	anvil: PathBuf,
	/// Runtime as wasm; the one this program was built with when left out.
	#[arg(long)]
	wasm: Option<PathBuf>,
	/// Artifact of the ERC-20, as forge writes it.
	#[arg(long, default_value = "contracts/out/Examples.sol/ExampleToken.json")]
	erc20: PathBuf,
	/// Where the numbers go.
	#[arg(long, default_value = "bench/out/evm.json")]
	output: PathBuf,
	/// How often each block is executed; the shortest time counts.
	#[arg(long, default_value_t = 5)]
	runs: usize,
	/// Blocks of the chain that RPC methods are measured on.
	#[arg(long, default_value_t = 10_000)]
	blocks: u64,
	/// Only imports this workload's block, `--runs` times, and prints its speed: for a profiler.
	#[arg(long)]
	only: Option<String>,
	/// Calls of each method.
	#[arg(long, default_value_t = 500)]
	calls: usize,
}

fn geometric_mean(values: &[f64]) -> f64 {
	let count = values.len().max(1) as f64;
	(values.iter().map(|value| value.ln()).sum::<f64>() / count).exp()
}

fn rounded(value: f64) -> f64 {
	(value * 100.0).round() / 100.0
}

fn main() -> Result<()> {
	let options = Options::parse();
	let executor = chain::Executor::of(options.wasm.as_deref())?;
	let workloads = workloads::all(&options.erc20)?;

	if let Some(name) = &options.only {
		let workload = workloads.iter().find(|workload| workload.name == *name);
		let workload = workload.with_context(|| format!("there is no workload {name}"))?;
		let (speed, gas) = wasm::measure(&executor, workload, options.runs)?;
		println!("{name}: {gas} gas, {} million a second", rounded(speed));
		return Ok(());
	}

	let slowest = worst::measure(&executor, options.runs.min(3))?;
	let mut mgas = Map::new();
	let (mut to_native, mut to_anvil) = (Vec::new(), Vec::new());
	for workload in &workloads {
		eprintln!("{}", workload.name);
		let native = native::measure(workload, options.runs)?;
		let (wasm, wasm_gas) = wasm::measure(&executor, workload, options.runs)?;
		let anvil = peers::mine(&options.anvil, workload, options.runs)?;
		to_native.push(wasm / native.whole);
		to_anvil.push(wasm / anvil);
		let row = json!({
			"wasm": rounded(wasm), "native": rounded(native.whole), "anvil": rounded(anvil),
			"native_execution_alone": rounded(native.execution),
			"block_gas": wasm_gas, "block_gas_native": native.gas,
		});
		mgas.insert(workload.name.into(), row);
	}
	let mut report = json!({
		"machine": machine::describe(),
		"date": machine::date(),
		"method": "mgas_per_s: wasm is Core_execute_block (decoding, signatures, receipts, state root \
			included), native is decoding, signatures and revm over a database in memory, \
			native_execution_alone revm alone, anvil is evm_mine over HTTP; shortest of several",
		"mgas_per_s": mgas,
		"wasm_over_native": rounded(geometric_mean(&to_native)),
		"wasm_over_anvil": rounded(geometric_mean(&to_anvil)),
		"wasm_blob_bytes": executor.blob_bytes(),
		"slowest_first": slowest,
		"block_gas_limit": openledger_runtime::configs::ethereum::MAX_BLOCK_GAS,
	});
	if let Some(node) = &options.node {
		let erc20 = workloads.last().context("there are workloads")?;
		let pair = peers::Pair::start(&options.anvil, node, erc20, options.blocks)?;
		let rpc: Value = pair.measure(options.calls)?;
		report["rpc_ms"] = rpc;
		report["rpc_chain_blocks"] = options.blocks.into();
		report["peak_memory_mib"] =
			json!({ "ours": pair.ours.peak_memory_mib(), "anvil": pair.anvil.peak_memory_mib() });
	}
	table::write(&report, &options.output)
}
