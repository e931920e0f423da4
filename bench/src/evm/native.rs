// SPDX-License-Identifier: Apache-2.0

//! The workloads on revm as native code, with its own database in memory.

use crate::workloads::{self, Workload, SENDER};
use alloy_consensus::{transaction::Transaction, TxEnvelope};
use alloy_eips::eip2718::Decodable2718;
use alloy_primitives::{Bytes, U256};
use anyhow::{anyhow, ensure, Context as _, Result};
use revm::{
	context::{Context, TxEnv},
	database::{CacheDB, EmptyDB},
	primitives::hardfork::SpecId,
	state::AccountInfo,
	ExecuteCommitEvm, MainBuilder, MainContext,
};
use std::time::{Duration, Instant};

type Database = CacheDB<EmptyDB>;

/// Runs transactions in one block on a copy of the database; gas and time. Decoding and the
/// sender's signature are left out: revm does not do them.
fn run(database: &mut Database, raw: &[Bytes], timestamp: u64) -> Result<(u64, Duration)> {
	let transactions = raw
		.iter()
		.map(|raw| {
			let envelope = TxEnvelope::decode_2718(&mut raw.as_ref())?;
			TxEnv::builder()
				.caller(SENDER)
				.nonce(envelope.nonce())
				.gas_limit(envelope.gas_limit())
				.gas_price(envelope.max_fee_per_gas())
				.kind(envelope.kind())
				.data(envelope.input().clone())
				.chain_id(Some(1))
				.build()
				.map_err(|error| anyhow!("{error:?}"))
		})
		.collect::<Result<Vec<_>>>()?;
	let mut evm = Context::mainnet()
		.with_db(database)
		.modify_cfg_chained(|cfg| cfg.set_spec_and_mainnet_gas_params(SpecId::OSAKA))
		.modify_block_chained(|block| {
			block.timestamp = U256::from(timestamp);
			block.gas_limit = u64::MAX;
		})
		.build_mainnet();
	let start = Instant::now();
	let mut gas = 0;
	for transaction in transactions {
		let result = evm.transact_commit(transaction).map_err(|error| anyhow!("{error:?}"))?;
		ensure!(result.is_success(), "a transaction failed: {result:?}");
		gas += result.tx_gas_used();
	}
	Ok((gas, start.elapsed()))
}

/// Gas per second of a workload's block, in millions; the shortest of `runs`.
pub fn measure(workload: &Workload, runs: usize) -> Result<(f64, u64)> {
	let mut database = Database::default();
	let balance = U256::from(10u128.pow(30));
	database.insert_account_info(SENDER, AccountInfo { balance, ..Default::default() });
	run(&mut database, &[workloads::deployment(workload, 1, 0)?], 1)?;
	let block = workloads::block(workload, SENDER.create(0), 1, 1)?;
	let mut best = None;
	for _ in 0..runs.max(1) {
		let (gas, took) = run(&mut database.clone(), &block, 1_000)?;
		let better = best.is_none_or(|(_, found): (u64, Duration)| took < found);
		if better {
			best = Some((gas, took));
		}
	}
	let (gas, took) = best.context("at least one run")?;
	Ok((gas as f64 / 1e6 / took.as_secs_f64(), gas))
}
