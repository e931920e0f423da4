// SPDX-License-Identifier: Apache-2.0

//! The workloads as blocks of this chain, imported by the wasm runtime in the node's executor.

use crate::{
	chain::{sealed, Executor},
	scene::{genesis, next_block},
	workloads::{self, Workload, SENDER},
};
use alloy_primitives::Bytes;
use anyhow::{ensure, Result};
use openledger_runtime::*;
use sp_io::TestExternalities;

/// Chain id of the development network.
const CHAIN_ID: u64 = 42;

fn extrinsics(raw: Vec<Bytes>) -> Vec<UncheckedExtrinsic> {
	raw.into_iter().map(|raw| ethereum_extrinsic(raw.to_vec())).collect()
}

/// A chain on which the workload's contract is deployed.
fn deployed(workload: &Workload) -> Result<TestExternalities> {
	let mut chain = genesis("development");
	let raw = workloads::deployment(workload, CHAIN_ID, 0)?;
	chain.execute_with(|| -> Result<()> {
		openledger_evm_host::install();
		next_block();
		let transaction = Ethereum::decode(&raw).map_err(|error| anyhow::anyhow!("{error:?}"))?;
		let execution = <Evm as openledger_evm_primitives::Evm>::execute(&transaction)
			.map_err(|error| anyhow::anyhow!("{error:?}"))?;
		ensure!(execution.created.is_some(), "the contract was not created: {execution:?}");
		Ok(())
	})?;
	Ok(sealed(&mut chain))
}

/// Gas per second of importing a workload's block, in millions, with the block's gas: decoding,
/// signatures, execution, receipts and the state's root. Shortest of `runs`.
pub fn measure(executor: &Executor, workload: &Workload, runs: usize) -> Result<(f64, u64)> {
	let mut chain = deployed(workload)?;
	let block = workloads::block(workload, SENDER.create(0), CHAIN_ID, 1)?;
	let built = executor.build(&mut chain, extrinsics(block))?;
	let took = executor.import(&mut chain, &built, runs)?;
	let gas = built.gas_used;
	Ok((gas as f64 / 1e6 / took.as_secs_f64(), gas))
}
