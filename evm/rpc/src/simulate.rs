// SPDX-License-Identifier: Apache-2.0

//! `eth_simulateV1`: parameters, and the blocks that the answer shows.

use crate::{
	call::{overrides, request, Nonce},
	config::EthConfig,
	convert::{address, b256, low_u64, u256},
	error::{of_exit, Error, Result, REVERTED},
	render::{bloom, json, log, LogPlace},
	types::{CallParam, Quantity, RpcLog, RpcTransaction},
};
use alloy_consensus::{
	proofs::calculate_transaction_root, transaction::Recovered, Header, SignableTransaction,
	Signed, TxEip1559, TxEnvelope,
};
use alloy_primitives::{Bytes, Signature, TxKind, B256, U256};
use alloy_rpc_types_eth::{
	state::StateOverride, Block, BlockOverrides, BlockTransactions, Transaction,
};
use openledger_evm_primitives::{
	call::{SimulatedBlock, SimulatedOutcome},
	CallOutcome, CallRequest, ExitReason, Invalid, Log,
};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// Code of a call that could not start.
const INVALID: i32 = -38014;
/// Code of a call that halted.
const HALTED: i32 = -32015;

/// One block to simulate.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct BlockStateCall {
	/// Changes to the block.
	pub block_overrides: Option<BlockOverrides>,
	/// Changes to the state before its calls.
	pub state_overrides: Option<StateOverride>,
	/// Calls in order.
	pub calls: Vec<CallParam>,
}

/// What to simulate.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Payload {
	/// Blocks in order.
	pub block_state_calls: Vec<BlockStateCall>,
	/// Whether transfers of value show as logs.
	pub trace_transfers: bool,
	/// Whether calls are checked as transactions are.
	pub validation: bool,
	/// Whether transactions are whole in the answer.
	pub return_full_transactions: bool,
}

/// Why a call of a simulation failed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CallFailure {
	/// Code.
	pub code: i32,
	/// Message.
	pub message: String,
	/// Revert data.
	#[serde(skip_serializing_if = "Option::is_none")]
	pub data: Option<Bytes>,
}

/// What a call of a simulation gave.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CallResult {
	/// One where it succeeded.
	pub status: Quantity,
	/// Returned or reverted data.
	pub return_data: Bytes,
	/// Gas used.
	pub gas_used: Quantity,
	/// Logs.
	pub logs: Vec<RpcLog>,
	/// Why it failed.
	#[serde(skip_serializing_if = "Option::is_none")]
	pub error: Option<CallFailure>,
}

/// The blocks as the runtime takes them.
///
/// # Errors
/// When there are none or too many, or one makes no sense.
pub fn blocks(config: &EthConfig, payload: &Payload) -> Result<Vec<SimulatedBlock>> {
	let calls = &payload.block_state_calls;
	if calls.is_empty() {
		return Err(Error::InvalidParams("empty input".into()));
	}
	if calls.len() as u64 > config.max_simulated_blocks {
		return Err(Error::Limit(format!(
			"too many blocks (maximum {})",
			config.max_simulated_blocks
		)));
	}
	calls
		.iter()
		.map(|block| {
			let calls = block.calls.iter();
			Ok(SimulatedBlock {
				overrides: overrides(block.state_overrides.clone(), block.block_overrides.clone())?,
				calls: calls.map(|call| request(&call.0, Nonce::Given)).collect::<Result<_>>()?,
			})
		})
		.collect()
}

/// The answer: a block with the results of its calls for each simulated block.
///
/// # Errors
/// When the runtime's answer does not fit the question.
pub fn answer(
	parent: B256,
	chain_id: u64,
	asked: &[SimulatedBlock],
	outcomes: Vec<SimulatedOutcome>,
	full: bool,
) -> Result<Vec<Value>> {
	if asked.len() != outcomes.len() {
		return Err(Error::internal("simulation: blocks and outcomes differ in number"));
	}
	let mut parent = parent;
	let mut answers = Vec::with_capacity(outcomes.len());
	for (block, outcome) in asked.iter().zip(outcomes) {
		let (hash, value) = block_answer(parent, chain_id, &block.calls, outcome, full)?;
		parent = hash;
		answers.push(value);
	}
	Ok(answers)
}

fn block_answer(
	parent: B256,
	chain_id: u64,
	calls: &[CallRequest],
	outcome: SimulatedOutcome,
	full: bool,
) -> Result<(B256, Value)> {
	if calls.len() != outcome.calls.len() {
		return Err(Error::internal("simulation: calls and outcomes differ in number"));
	}
	let transactions: Vec<TxEnvelope> = calls
		.iter()
		.zip(&outcome.calls)
		.map(|(call, outcome)| unsigned(chain_id, call, outcome))
		.collect();
	let gas_used = outcome.calls.iter().flatten().map(|call| call.gas_used);
	let logs = outcome.calls.iter().flatten().flat_map(|call| &call.logs);
	let header = Header {
		parent_hash: parent,
		beneficiary: address(outcome.coinbase),
		transactions_root: calculate_transaction_root(&transactions),
		logs_bloom: bloom(logs),
		number: outcome.number,
		gas_limit: outcome.gas_limit,
		gas_used: gas_used.fold(0, u64::saturating_add),
		timestamp: outcome.timestamp,
		mix_hash: b256(outcome.prevrandao),
		base_fee_per_gas: Some(low_u64(outcome.base_fee)),
		..Default::default()
	};
	let hash = header.hash_slow();
	let hashes: Vec<B256> = transactions.iter().map(|transaction| *transaction.tx_hash()).collect();
	let results = results(&header, hash, &hashes, &outcome.calls);
	let transactions = match full {
		true => BlockTransactions::Full(
			transactions
				.into_iter()
				.zip(calls)
				.enumerate()
				.map(|(index, (transaction, call))| RpcTransaction {
					inner: Transaction {
						inner: Recovered::new_unchecked(transaction, address(call.from)),
						block_hash: Some(hash),
						block_number: Some(header.number),
						transaction_index: Some(index as u64),
						effective_gas_price: None,
						block_timestamp: Some(header.timestamp),
					},
					public_key: None,
				})
				.collect(),
		),
		false => BlockTransactions::Hashes(hashes),
	};
	let block = Block {
		header: alloy_rpc_types_eth::Header::from_consensus(
			alloy_consensus::Sealed::new_unchecked(header, hash),
			Some(U256::ZERO),
			None,
		),
		uncles: Vec::new(),
		transactions,
		withdrawals: None,
	};
	let mut value = json(block)?;
	value["calls"] = json(results)?;
	Ok((hash, value))
}

/// The transaction that a call would be, with a signature of zeros: what its hash stands for.
fn unsigned(
	chain_id: u64,
	call: &CallRequest,
	outcome: &std::result::Result<CallOutcome, Invalid>,
) -> TxEnvelope {
	let used = outcome.as_ref().map_or(0, |outcome| outcome.gas_used);
	let fee = |fee: Option<sp_core::U256>| fee.map(crate::convert::low_u128).unwrap_or_default();
	let transaction = TxEip1559 {
		chain_id,
		nonce: call.nonce.unwrap_or_default(),
		gas_limit: call.gas.unwrap_or(used),
		max_fee_per_gas: fee(call.max_fee_per_gas),
		max_priority_fee_per_gas: fee(call.max_priority_fee_per_gas),
		to: call.to.map_or(TxKind::Create, |to| TxKind::Call(address(to))),
		value: u256(call.value),
		input: call.input.clone().into(),
		..Default::default()
	};
	let signed: Signed<TxEip1559> =
		transaction.into_signed(Signature::new(U256::ZERO, U256::ZERO, false));
	signed.into()
}

fn results(
	header: &Header,
	block: B256,
	hashes: &[B256],
	outcomes: &[std::result::Result<CallOutcome, Invalid>],
) -> Vec<CallResult> {
	let mut first = 0;
	let mut results = Vec::with_capacity(outcomes.len());
	for (index, outcome) in outcomes.iter().enumerate() {
		let place = LogPlace {
			block,
			number: header.number,
			timestamp: header.timestamp,
			transaction: hashes.get(index).copied().unwrap_or_default(),
			index,
			first,
		};
		results.push(match outcome {
			Ok(outcome) => {
				first += outcome.logs.len();
				result(outcome, &place)
			},
			Err(invalid) => CallResult {
				status: Quantity(0),
				return_data: Bytes::new(),
				gas_used: Quantity(0),
				logs: Vec::new(),
				error: Some(CallFailure {
					code: INVALID,
					message: invalid.message().into(),
					data: None,
				}),
			},
		});
	}
	results
}

fn result(outcome: &CallOutcome, place: &LogPlace) -> CallResult {
	let logs = |logs: &[Log]| {
		logs.iter().enumerate().map(|(offset, entry)| log(place, offset, entry, false)).collect()
	};
	let error = of_exit(&outcome.exit, &outcome.output).map(|error| CallFailure {
		code: match outcome.exit {
			ExitReason::Revert => REVERTED,
			_ => HALTED,
		},
		message: error.message(),
		data: matches!(outcome.exit, ExitReason::Revert)
			.then(|| Bytes::from(outcome.output.clone())),
	});
	CallResult {
		status: Quantity(u64::from(error.is_none())),
		return_data: outcome.output.clone().into(),
		gas_used: Quantity(outcome.gas_used),
		logs: logs(&outcome.logs),
		error,
	}
}

#[cfg(test)]
mod tests;
