// SPDX-License-Identifier: Apache-2.0

//! The workloads on revm as native code, with its own database in memory.

use crate::workloads::{self, Workload, SENDER};
use alloy_primitives::{Bytes, TxKind, U256};
use anyhow::{anyhow, ensure, Context as _, Result};
use openledger_runtime::Ethereum;
use revm::{
	context::{Context, TxEnv},
	database::{CacheDB, EmptyDB},
	primitives::hardfork::SpecId,
	state::AccountInfo,
	ExecuteCommitEvm, MainBuilder, MainContext,
};
use std::time::{Duration, Instant};

type Database = CacheDB<EmptyDB>;

/// A block's gas, and how long it took.
struct Run {
	gas: u64,
	/// From the raw bytes: decoding, recovering the senders, execution.
	whole: Duration,
	/// Execution alone.
	execution: Duration,
}

/// Runs raw transactions in one block on a database.
fn run(database: &mut Database, raw: &[Bytes], timestamp: u64) -> Result<Run> {
	let mut evm = Context::mainnet()
		.with_db(database)
		.modify_cfg_chained(|cfg| cfg.set_spec_and_mainnet_gas_params(SpecId::OSAKA))
		.modify_block_chained(|block| {
			block.timestamp = U256::from(timestamp);
			block.gas_limit = u64::MAX;
		})
		.build_mainnet();
	let start = Instant::now();
	let transactions = raw.iter().map(decoded).collect::<Result<Vec<_>>>()?;
	let decoded = start.elapsed();
	let mut gas = 0;
	for transaction in transactions {
		let result = evm.transact_commit(transaction).map_err(|error| anyhow!("{error:?}"))?;
		ensure!(result.is_success(), "a transaction failed: {result:?}");
		gas += result.tx_gas_used();
	}
	let whole = start.elapsed();
	Ok(Run { gas, whole, execution: whole - decoded })
}

/// A raw transaction with the sender that its signature recovers to (libsecp256k1, as the node has it).
fn decoded(raw: &Bytes) -> Result<TxEnv> {
	let transaction = Ethereum::decode(raw).map_err(|error| anyhow!("{error:?}"))?;
	TxEnv::builder()
		.caller(transaction.from.0.into())
		.nonce(transaction.nonce)
		.gas_limit(transaction.gas_limit)
		.gas_price(transaction.max_fee_per_gas.try_into().map_err(|text: &str| anyhow!(text))?)
		.kind(transaction.to.map_or(TxKind::Create, |to| TxKind::Call(to.0.into())))
		.data(transaction.input.into())
		.chain_id(transaction.chain_id)
		.build()
		.map_err(|error| anyhow!("{error:?}"))
}

/// Gas per second of a workload, in millions.
pub struct Measured {
	/// From the raw bytes of the block's transactions.
	pub whole: f64,
	/// Execution alone.
	pub execution: f64,
	/// Gas of the block.
	pub gas: u64,
}

/// Gas per second of a workload's block; the shortest of `runs`.
pub fn measure(workload: &Workload, runs: usize) -> Result<Measured> {
	let mut database = Database::default();
	let balance = U256::from(10u128.pow(30));
	database.insert_account_info(SENDER, AccountInfo { balance, ..Default::default() });
	run(&mut database, &[workloads::deployment(workload, 1, 0)?], 1)?;
	let block = workloads::block(workload, SENDER.create(0), 1, 1)?;
	let runs = (0..runs.max(1))
		.map(|_| run(&mut database.clone(), &block, 1_000))
		.collect::<Result<Vec<_>>>()?;
	let gas = runs.first().context("at least one run")?.gas;
	let rate = |took: fn(&Run) -> Duration| {
		let shortest = runs.iter().map(took).min().unwrap_or_default();
		gas as f64 / 1e6 / shortest.as_secs_f64()
	};
	Ok(Measured { whole: rate(|run| run.whole), execution: rate(|run| run.execution), gas })
}
