// SPDX-License-Identifier: Apache-2.0
//! An Ethereum header from the records of a block. Pure.

use alloc::vec::Vec;
use alloy_consensus::{Eip658Value, Header, Receipt, ReceiptWithBloom, RlpEncodableReceipt};
use alloy_eips::eip7685::EMPTY_REQUESTS_HASH;
use alloy_primitives::{Address, Bloom, BloomInput, Bytes, Log, LogData, B256, B64, U256 as Word};
use alloy_trie::EMPTY_ROOT_HASH;
use openledger_evm_host::ordered_root;
use openledger_evm_primitives::TransactionRecord;
use sp_core::{H160, H256, U256};
use sp_io::hashing::keccak_256;

/// What a header says beside its transactions.
pub(crate) struct Frame {
	/// Hash of the header before.
	pub parent: H256,
	/// Author.
	pub coinbase: H160,
	/// See the crate's documentation.
	pub state_root: H256,
	/// Number.
	pub number: u64,
	/// Gas limit.
	pub gas_limit: u64,
	/// Seconds since 1970.
	pub timestamp: u64,
	/// PREVRANDAO.
	pub prevrandao: H256,
	/// Plancks per gas.
	pub base_fee: U256,
}

fn logs(record: &TransactionRecord) -> Vec<Log> {
	let logs = record.receipt.logs.iter();
	logs.map(|log| Log {
		address: Address::from(log.address.0),
		data: LogData::new_unchecked(
			log.topics.iter().map(|topic| B256::from(topic.0)).collect(),
			Bytes::copy_from_slice(&log.data),
		),
	})
	.collect()
}

/// The bloom filter of a receipt: of its logs' addresses and topics (yellow paper, 4.3.1).
fn bloom(logs: &[Log]) -> Bloom {
	let mut bloom = Bloom::ZERO;
	// By the host's keccak; alloy would take its own, compiled to wasm.
	let mut add = |bytes: &[u8]| bloom.accrue(BloomInput::Hash(B256::new(keccak_256(bytes))));
	for log in logs {
		add(log.address.as_slice());
		log.data.topics().iter().for_each(|topic| add(topic.as_slice()));
	}
	bloom
}

/// Receipt with its bloom and the EIP-2718 type of its transaction; none for legacy.
fn receipt(record: &TransactionRecord) -> (Option<u8>, ReceiptWithBloom<Receipt>) {
	let receipt = Receipt {
		status: Eip658Value::Eip658(record.receipt.success),
		cumulative_gas_used: record.receipt.cumulative_gas_used,
		logs: logs(record),
	};
	let kind = record.raw.first().copied().filter(|first| *first < 0x80);
	let logs_bloom = bloom(&receipt.logs);
	(kind, ReceiptWithBloom { receipt, logs_bloom })
}

/// The header of a block with these transactions.
pub(crate) fn build(frame: &Frame, records: &[TransactionRecord]) -> Header {
	let receipts: Vec<_> = records.iter().map(receipt).collect();
	let mut logs_bloom = Bloom::ZERO;
	for (_, receipt) in &receipts {
		logs_bloom.accrue_bloom(&receipt.logs_bloom);
	}
	let raw = records.iter().map(|record| record.raw.to_vec()).collect();
	let encoded = receipts.iter().map(|(kind, receipt)| {
		let mut bytes = Vec::from_iter(*kind);
		receipt.receipt.rlp_encode_with_bloom(&receipt.logs_bloom, &mut bytes);
		bytes
	});
	Header {
		parent_hash: B256::from(frame.parent.0),
		ommers_hash: alloy_consensus::EMPTY_OMMER_ROOT_HASH,
		beneficiary: Address::from(frame.coinbase.0),
		state_root: B256::from(frame.state_root.0),
		transactions_root: ordered_root(raw).into(),
		receipts_root: ordered_root(encoded.collect()).into(),
		logs_bloom,
		difficulty: Word::ZERO,
		number: frame.number,
		gas_limit: frame.gas_limit,
		gas_used: records.last().map_or(0, |record| record.receipt.cumulative_gas_used),
		timestamp: frame.timestamp,
		extra_data: Bytes::new(),
		mix_hash: B256::from(frame.prevrandao.0),
		nonce: B64::ZERO,
		base_fee_per_gas: Some(frame.base_fee.try_into().unwrap_or(u64::MAX)),
		withdrawals_root: Some(EMPTY_ROOT_HASH),
		blob_gas_used: Some(0),
		excess_blob_gas: Some(0),
		parent_beacon_block_root: Some(B256::ZERO),
		requests_hash: Some(EMPTY_REQUESTS_HASH),
		..Default::default()
	}
}
