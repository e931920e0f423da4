// SPDX-License-Identifier: Apache-2.0

//! JSON objects of blocks, transactions, receipts and logs.

use crate::{
	blocks::EthBlock,
	chain::PoolTransaction,
	convert::{address, b256, low_u128, u256},
	error::{Error, Result},
	types::{Quantity, RpcBlock, RpcHeader, RpcLog, RpcReceipt, RpcTransaction},
};
use alloy_consensus::{
	transaction::Recovered, ReceiptEnvelope, Sealed, Transaction as _, TxEnvelope, TxType,
	Typed2718,
};
use alloy_eips::{
	eip2718::{Decodable2718, Encodable2718},
	eip4895::Withdrawals,
};
use alloy_primitives::{Bloom, BloomInput, Bytes, B256, U256};
use alloy_rlp::Header as RlpHeader;
use alloy_rpc_types_eth::{Block, BlockTransactions, Header, Transaction, TransactionInfo};
use openledger_evm_primitives::{Log, Receipt, TransactionRecord};
use serde_json::Value;

/// Decodes a transaction.
///
/// # Errors
/// When the bytes are not exactly one transaction.
pub fn envelope(raw: &[u8]) -> Result<TxEnvelope> {
	TxEnvelope::decode_2718_exact(raw)
		.map_err(|error| Error::server(format!("rlp: invalid transaction encoding: {error}")))
}

/// The sender's public key, uncompressed without its first byte.
pub fn public_key(transaction: &TxEnvelope) -> Option<Bytes> {
	let signature = transaction.signature();
	let key = signature.recover_from_prehash(&transaction.signature_hash()).ok()?;
	key.to_encoded_point(false).as_bytes().get(1..).map(Bytes::copy_from_slice)
}

/// A transaction of a block. With `key`, the sender's public key is recovered too.
///
/// # Errors
/// When the record does not decode.
pub fn transaction(block: &EthBlock, index: usize, key: bool) -> Result<RpcTransaction> {
	let record =
		block.transactions.get(index).ok_or_else(|| Error::server("transaction not found"))?;
	let transaction = envelope(&record.raw)?;
	let public_key = key.then(|| public_key(&transaction)).flatten();
	let inner = Transaction {
		inner: Recovered::new_unchecked(transaction, address(record.from)),
		block_hash: Some(block.hash),
		block_number: Some(block.header.number),
		transaction_index: Some(index as u64),
		effective_gas_price: Some(low_u128(record.receipt.effective_gas_price)),
		block_timestamp: Some(block.header.timestamp),
	};
	Ok(RpcTransaction { inner, public_key })
}

/// A transaction of the pool.
pub fn pool_transaction(transaction: &PoolTransaction, key: bool) -> RpcTransaction {
	let public_key = key.then(|| public_key(&transaction.transaction)).flatten();
	let recovered = Recovered::new_unchecked(transaction.transaction.clone(), transaction.from);
	let inner = Transaction::from_transaction(recovered, TransactionInfo::default());
	RpcTransaction { inner, public_key }
}

/// Bloom over logs.
pub fn bloom<'a>(logs: impl IntoIterator<Item = &'a Log>) -> Bloom {
	let mut bloom = Bloom::default();
	for log in logs {
		bloom.accrue(BloomInput::Raw(log.address.as_bytes()));
		for topic in &log.topics {
			bloom.accrue(BloomInput::Raw(topic.as_bytes()));
		}
	}
	bloom
}

/// Where logs are.
#[derive(Clone, Copy, Debug)]
pub struct LogPlace {
	/// Ethereum block hash.
	pub block: B256,
	/// Block number.
	pub number: u64,
	/// Seconds since 1970.
	pub timestamp: u64,
	/// Transaction.
	pub transaction: B256,
	/// Index of the transaction in the block.
	pub index: usize,
	/// Index in the block of the transaction's first log.
	pub first: usize,
}

/// A log, the `offset`-th of its transaction.
pub fn log(place: &LogPlace, offset: usize, log: &Log, removed: bool) -> RpcLog {
	RpcLog {
		address: address(log.address),
		topics: log.topics.iter().copied().map(b256).collect(),
		data: Bytes::from(log.data.clone()),
		block_hash: Some(place.block),
		block_number: Some(Quantity(place.number)),
		block_timestamp: Some(Quantity(place.timestamp)),
		transaction_hash: Some(place.transaction),
		transaction_index: Some(Quantity(place.index as u64)),
		log_index: Some(Quantity((place.first + offset) as u64)),
		transaction_log_index: Some(Quantity(offset as u64)),
		removed,
	}
}

/// Transactions of a block with the place of their logs.
pub fn places(block: &EthBlock) -> impl Iterator<Item = (LogPlace, &TransactionRecord)> {
	let mut first = 0;
	block.transactions.iter().enumerate().map(move |(index, record)| {
		let place = LogPlace {
			block: block.hash,
			number: block.header.number,
			timestamp: block.header.timestamp,
			transaction: b256(record.hash),
			index,
			first,
		};
		first += record.receipt.logs.len();
		(place, record)
	})
}

/// Receipts of a block, in order.
///
/// # Errors
/// When a record does not decode.
pub fn receipts(block: &EthBlock) -> Result<Vec<RpcReceipt>> {
	places(block).map(|(place, record)| receipt_at(&place, record)).collect()
}

/// The receipt of a transaction of a block.
///
/// # Errors
/// When there is no such transaction or it does not decode.
pub fn receipt(block: &EthBlock, index: usize) -> Result<RpcReceipt> {
	let (place, record) =
		places(block).nth(index).ok_or_else(|| Error::server("transaction not found"))?;
	receipt_at(&place, record)
}

fn receipt_at(place: &LogPlace, record: &TransactionRecord) -> Result<RpcReceipt> {
	let transaction = envelope(&record.raw)?;
	let receipt = &record.receipt;
	let logs = receipt.logs.iter().enumerate();
	Ok(RpcReceipt {
		kind: Quantity(transaction.ty().into()),
		status: Quantity(receipt.success.into()),
		transaction_hash: place.transaction,
		transaction_index: Quantity(place.index as u64),
		block_hash: place.block,
		block_number: Quantity(place.number),
		from: address(record.from),
		to: transaction.to(),
		cumulative_gas_used: Quantity(receipt.cumulative_gas_used),
		gas_used: Quantity(receipt.gas_used),
		effective_gas_price: u256(receipt.effective_gas_price),
		contract_address: receipt.created.map(address),
		logs: logs.map(|(offset, entry)| log(place, offset, entry, false)).collect(),
		logs_bloom: bloom(&receipt.logs),
	})
}

/// EIP-2718 bytes of the receipts of a block.
///
/// # Errors
/// When a record does not decode.
pub fn raw_receipts(block: &EthBlock) -> Result<Vec<Bytes>> {
	block
		.transactions
		.iter()
		.map(|record| {
			let kind = envelope(&record.raw)?.tx_type();
			let Receipt { success, cumulative_gas_used, logs, .. } = &record.receipt;
			let receipt = consensus_receipt(kind, *success, *cumulative_gas_used, logs);
			Ok(receipt.encoded_2718().into())
		})
		.collect()
}

/// A receipt as a block's receipts root is of.
pub fn consensus_receipt(
	kind: TxType,
	success: bool,
	cumulative_gas_used: u64,
	logs: &[Log],
) -> ReceiptEnvelope {
	let logs = logs.iter().map(|log| alloy_primitives::Log {
		address: address(log.address),
		data: alloy_primitives::LogData::new_unchecked(
			log.topics.iter().copied().map(b256).collect(),
			log.data.clone().into(),
		),
	});
	let receipt = alloy_consensus::Receipt {
		status: success.into(),
		cumulative_gas_used,
		logs: logs.collect(),
	};
	ReceiptEnvelope::from_typed(kind, receipt)
}

/// RLP of a block.
pub fn raw_block(block: &EthBlock) -> Vec<u8> {
	let mut transactions = Vec::new();
	for record in &block.transactions {
		match record.raw.first() {
			// A legacy transaction is a list already; the others are wrapped as strings.
			Some(first) if *first >= 0xc0 => transactions.extend_from_slice(&record.raw),
			_ => alloy_rlp::Encodable::encode(&record.raw[..], &mut transactions),
		}
	}
	let mut payload = block.raw_header.clone();
	RlpHeader { list: true, payload_length: transactions.len() }.encode(&mut payload);
	payload.extend_from_slice(&transactions);
	payload.push(0xc0);
	if block.header.withdrawals_root.is_some() {
		payload.push(0xc0);
	}
	let mut out = Vec::with_capacity(payload.len() + 9);
	RlpHeader { list: true, payload_length: payload.len() }.encode(&mut out);
	out.extend_from_slice(&payload);
	out
}

/// A header.
pub fn header(block: &EthBlock) -> RpcHeader {
	let inner = Header::from_consensus(
		Sealed::new_unchecked(block.header.clone(), block.hash),
		Some(U256::ZERO),
		Some(U256::from(raw_block(block).len())),
	);
	RpcHeader { author: inner.beneficiary, inner }
}

/// A block, with its transactions whole or as hashes.
///
/// # Errors
/// When a record does not decode.
pub fn block(block: &EthBlock, full: bool) -> Result<RpcBlock> {
	let count = block.transactions.len();
	let transactions = match full {
		true => BlockTransactions::Full(
			(0..count).map(|index| transaction(block, index, false)).collect::<Result<_>>()?,
		),
		false => BlockTransactions::Hashes(
			block.transactions.iter().map(|record| b256(record.hash)).collect(),
		),
	};
	Ok(Block {
		header: header(block),
		uncles: Vec::new(),
		transactions,
		withdrawals: block.header.withdrawals_root.map(|_| Withdrawals::default()),
	})
}

/// JSON of something that serialises.
///
/// # Errors
/// When it does not.
pub fn json(value: impl serde::Serialize) -> Result<Value> {
	serde_json::to_value(value).map_err(Error::internal)
}

/// A pending block: what sealing decides is null.
///
/// # Errors
/// When a record does not decode.
pub fn pending_block(pending: &EthBlock, full: bool) -> Result<Value> {
	let mut value = json(block(pending, full)?)?;
	for field in ["hash", "nonce", "miner", "author", "totalDifficulty"] {
		value[field] = Value::Null;
	}
	Ok(value)
}

#[cfg(test)]
mod tests;
