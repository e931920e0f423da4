// SPDX-License-Identifier: Apache-2.0

//! `eth_simulateV1`: parameters, and the blocks that the answer shows.

use crate::{
	call::{overrides, request, Nonce},
	config::EthConfig,
	convert::{address, b256, low_u64, u256},
	error::{of_exit, Error, Result, REVERTED},
	render::{bloom, consensus_receipt, json, log, LogPlace},
	types::{CallParam, Quantity, RpcLog, RpcTransaction},
};
use alloy_consensus::{
	proofs::{calculate_receipt_root, calculate_transaction_root},
	transaction::Recovered,
	Header, ReceiptEnvelope, SignableTransaction, Signed, TxEip1559, TxEnvelope, TxType,
};
use alloy_primitives::{Bytes, Signature, TxKind, B256, U256};
use alloy_rpc_types_eth::{
	state::StateOverride, Block, BlockOverrides, BlockTransactions, Transaction,
};
use jsonrpsee::types::error::INVALID_PARAMS_CODE;
use openledger_evm_primitives::{
	call::{SimulatedBlock, SimulatedOutcome},
	CallError, CallOutcome, CallRequest, ExitReason, Invalid, Log,
};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// Code of a call that halted.
const HALTED: i32 = -32015;
/// Code of a block whose number is not above its parent's.
const BLOCK_NUMBER: i32 = -38020;
/// Code of a block whose time is not above its parent's.
const BLOCK_TIME: i32 = -38021;
/// Code of more blocks than are simulated.
const CLIENT_LIMIT: i32 = -38026;

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
	let most = config.max_simulated_blocks;
	if calls.len() as u64 > most {
		return Err(Error::Coded(CLIENT_LIMIT, format!("too many blocks (maximum {most})")));
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

/// Why the runtime simulated nothing, with the codes of the method's specification (execution-apis).
pub fn refusal(error: CallError) -> Error {
	let code = match &error {
		CallError::Invalid(Invalid::NonceTooLow) => -38010,
		CallError::Invalid(Invalid::NonceTooHigh) => -38011,
		CallError::Invalid(Invalid::FeeCapTooLow) => -38012,
		CallError::Invalid(Invalid::IntrinsicGas) => -38013,
		CallError::Invalid(Invalid::InsufficientFunds) => -38014,
		CallError::Invalid(Invalid::GasLimitTooHigh) => -38015,
		CallError::Invalid(Invalid::SenderNotEoa) => -38024,
		CallError::Invalid(Invalid::InitCodeTooLarge) => -38025,
		CallError::Invalid(_) => INVALID_PARAMS_CODE,
		CallError::BlockNumber { .. } => BLOCK_NUMBER,
		CallError::BlockTime { .. } => BLOCK_TIME,
		CallError::TooManyBlocks => CLIENT_LIMIT,
		_ => return error.into(),
	};
	Error::Coded(code, Error::from(error).message())
}

/// The answer: a block with the results of its calls for each simulated block, and for each that fills a
/// gap between two of them.
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
	let mut asked = asked.iter().peekable();
	let mut parent = parent;
	let mut answers = Vec::with_capacity(outcomes.len());
	for outcome in outcomes {
		let number = sp_core::U256::from(outcome.number);
		let is_next = |block: &&SimulatedBlock| {
			block.overrides.block.number.is_none_or(|wanted| wanted == number)
		};
		let calls = asked.next_if(is_next).map_or(&[][..], |block| &block.calls);
		let (hash, value) = block_answer(parent, chain_id, calls, outcome, full)?;
		parent = hash;
		answers.push(value);
	}
	match asked.next() {
		None => Ok(answers),
		Some(_) => Err(Error::internal("simulation: a block has no outcome")),
	}
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
	let gas_used = outcome.calls.iter().map(|call| call.gas_used);
	let logs = outcome.calls.iter().flat_map(|call| &call.logs);
	let header = Header {
		parent_hash: parent,
		beneficiary: address(outcome.coinbase),
		transactions_root: calculate_transaction_root(&transactions),
		receipts_root: calculate_receipt_root(&receipts(&outcome.calls)),
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

/// The receipts that the calls would have.
fn receipts(calls: &[CallOutcome]) -> Vec<ReceiptEnvelope> {
	let mut cumulative_gas_used = 0u64;
	let receipt = |call: &CallOutcome| {
		cumulative_gas_used = cumulative_gas_used.saturating_add(call.gas_used);
		let success = matches!(call.exit, ExitReason::Succeed);
		consensus_receipt(TxType::Eip1559, success, cumulative_gas_used, &call.logs)
	};
	calls.iter().map(receipt).collect()
}

/// The transaction that a call would be, with a signature of zeros: what its hash stands for.
fn unsigned(chain_id: u64, call: &CallRequest, outcome: &CallOutcome) -> TxEnvelope {
	let fee = |fee: Option<sp_core::U256>| fee.map(crate::convert::low_u128).unwrap_or_default();
	let transaction = TxEip1559 {
		chain_id,
		nonce: call.nonce.unwrap_or_default(),
		gas_limit: call.gas.unwrap_or(outcome.gas_used),
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
	outcomes: &[CallOutcome],
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
		first += outcome.logs.len();
		results.push(result(outcome, &place));
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
