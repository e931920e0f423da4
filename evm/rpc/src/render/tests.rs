// SPDX-License-Identifier: Apache-2.0

//! JSON objects and RLP of blocks.

use super::*;
use crate::{
	config::EthConfig,
	convert::h256,
	mock::{log as entry, pool_transaction as pooled, record, MockChain},
};
use alloy_rlp::Decodable;

fn sample() -> std::sync::Arc<EthBlock> {
	let chain = MockChain::new();
	let at = chain.grow(vec![
		record(0, 3, 21_000, vec![entry(1, 1), entry(2, 2)]),
		record(1, 5, 30_000, vec![entry(3, 3)]),
	]);
	chain.blocks(&EthConfig::default()).at(at).unwrap().unwrap().block
}

#[test]
fn transactions_have_what_clients_read() {
	let block = sample();
	let value = json(transaction(&block, 1, true).unwrap()).unwrap();
	for field in [
		"hash",
		"nonce",
		"blockHash",
		"blockNumber",
		"transactionIndex",
		"from",
		"to",
		"value",
		"gas",
		"gasPrice",
		"maxFeePerGas",
		"maxPriorityFeePerGas",
		"input",
		"type",
		"chainId",
		"v",
		"r",
		"s",
		"yParity",
		"accessList",
		"publicKey",
	] {
		assert!(!value[field].is_null(), "{field}: {value}");
	}
	assert_eq!(value["gasPrice"], "0x3ed");
	assert_eq!(value["type"], "0x2");
	assert_eq!(value["nonce"], "0x1");
	assert_eq!(value["chainId"], "0x2a");
	assert_eq!(value["publicKey"].as_str().map(str::len), Some(130));
	assert!(transaction(&block, 2, false).is_err());
}

#[test]
fn pool_transactions_have_no_block() {
	let value = json(pool_transaction(&pooled(0, 1, 10), false)).unwrap();
	for field in ["blockHash", "blockNumber", "transactionIndex"] {
		assert!(value[field].is_null(), "{field}");
		assert!(value.as_object().unwrap().contains_key(field), "{field}");
	}
	assert_eq!(value["gasPrice"], "0xa");
	assert!(value.get("publicKey").is_none());
}

#[test]
fn blocks_have_what_clients_read() {
	let sample = sample();
	let value = json(block(&sample, false).unwrap()).unwrap();
	for field in [
		"hash",
		"parentHash",
		"number",
		"timestamp",
		"nonce",
		"difficulty",
		"totalDifficulty",
		"gasLimit",
		"gasUsed",
		"miner",
		"author",
		"extraData",
		"transactions",
		"uncles",
		"size",
		"logsBloom",
		"baseFeePerGas",
		"stateRoot",
		"receiptsRoot",
		"transactionsRoot",
		"sha3Uncles",
		"mixHash",
	] {
		assert!(!value[field].is_null(), "{field}: {value}");
	}
	assert_eq!(value["totalDifficulty"], "0x0");
	assert_eq!(value["uncles"], serde_json::json!([]));
	assert_eq!(value["transactions"][0], json(b256(sample.transactions[0].hash)).unwrap());
	let full = json(block(&sample, true).unwrap()).unwrap();
	assert_eq!(full["transactions"][1]["hash"], json(b256(sample.transactions[1].hash)).unwrap());
}

#[test]
fn pending_blocks_leave_open_what_sealing_decides() {
	let value = pending_block(&sample(), false).unwrap();
	for field in ["hash", "nonce", "miner", "author", "totalDifficulty"] {
		assert!(value[field].is_null());
	}
	assert_eq!(value["number"], "0x1");
}

#[test]
fn receipts_count_logs_through_the_block() {
	let block = sample();
	let receipts = receipts(&block).unwrap();
	let indices = |receipt: &RpcReceipt| -> Vec<_> {
		receipt.logs.iter().map(|log| log.log_index.unwrap().0).collect()
	};
	assert_eq!(indices(&receipts[0]), vec![0, 1]);
	assert_eq!(indices(&receipts[1]), vec![2]);
	assert_eq!(receipt(&block, 1).unwrap(), receipts[1]);
	let value = json(&receipts[1]).unwrap();
	assert_eq!(value["status"], "0x1");
	assert_eq!(value["type"], "0x2");
	assert_eq!(value["effectiveGasPrice"], "0x3ed");
	assert_eq!(value["contractAddress"], Value::Null);
	assert_eq!(value["logs"][0]["transactionLogIndex"], "0x0");
	assert_eq!(value["logs"][0]["removed"], false);
	assert_eq!(value["logsBloom"], json(bloom(&[entry(3, 3)])).unwrap());
}

#[test]
fn raw_blocks_decode() {
	let block = sample();
	let raw = raw_block(&block);
	let decoded = alloy_consensus::Block::<TxEnvelope>::decode(&mut &raw[..]).unwrap();
	assert_eq!(decoded.header, block.header);
	assert_eq!(decoded.body.transactions.len(), 2);
	assert_eq!(h256(*decoded.body.transactions[0].tx_hash()), block.transactions[0].hash);
	assert_eq!(U256::from(raw.len()), header(&block).inner.size.unwrap());
	let receipts = raw_receipts(&block).unwrap();
	assert_eq!(receipts[0][0], 2);
}

#[test]
fn every_prefix_of_a_transaction_is_refused() {
	let raw = pooled(0, 1, 10).raw.clone();
	assert!(envelope(&raw).is_ok());
	for length in 0..raw.len() {
		assert!(envelope(&raw[..length]).is_err(), "{length}");
	}
	let longer = [&raw[..], &[0]].concat();
	assert!(envelope(&longer).is_err());
}
