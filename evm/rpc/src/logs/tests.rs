// SPDX-License-Identifier: Apache-2.0

//! Log search: matching, ranges, limits.

use super::*;
use crate::{
	chain::Chain,
	mock::{log as entry, log_address, record, MockChain},
};
use alloy_rpc_types_eth::BlockNumberOrTag;
use proptest::prelude::*;
use serde_json::{from_value, json};
use std::sync::Arc;

fn chain() -> Arc<MockChain> {
	let chain = MockChain::new();
	chain.grow(vec![record(0, 1, 21_000, vec![entry(1, 1), entry(2, 2)])]);
	chain.grow(vec![]);
	chain.grow(vec![
		record(1, 1, 21_000, vec![entry(1, 2)]),
		record(2, 1, 21_000, vec![entry(1, 1)]),
	]);
	chain
}

fn all() -> Filter {
	Filter::new().from_block(BlockNumberOrTag::Earliest).to_block(BlockNumberOrTag::Latest)
}

#[test]
fn logs_are_found_in_order() {
	let chain = chain();
	let config = EthConfig::default();
	let blocks = chain.blocks(&config);
	let places = |filter: &Filter| -> Vec<_> {
		let found = query(&blocks, &config, filter).unwrap();
		found.iter().map(|log| (log.block_number.unwrap().0, log.log_index.unwrap().0)).collect()
	};
	assert_eq!(places(&all()), vec![(1, 0), (1, 1), (3, 0), (3, 1)]);
	assert_eq!(places(&all().address(log_address(1))), vec![(1, 0), (3, 0), (3, 1)]);
	let two = B256::repeat_byte(2);
	assert_eq!(places(&all().event_signature(two)), vec![(1, 1), (3, 0)]);
	assert_eq!(places(&all().address(log_address(1)).event_signature(two)), vec![(3, 0)]);
	// There is no second topic.
	assert_eq!(places(&all().topic1(two)), vec![]);
	assert_eq!(places(&all().address(log_address(9))), vec![]);
	// Without a range it is the latest block.
	assert_eq!(places(&Filter::new()), vec![(3, 0), (3, 1)]);
	assert_eq!(places(&all().to_block(100u64)).len(), 4);
	let first = blocks.canonical(1).unwrap().unwrap();
	let hash = b256(blocks.eth_hash(first).unwrap().unwrap());
	assert_eq!(places(&Filter::new().at_block_hash(hash)), vec![(1, 0), (1, 1)]);
}

#[test]
fn alternatives_and_wildcards() {
	let chain = chain();
	let config = EthConfig::default();
	let blocks = chain.blocks(&config);
	let count = |value| query(&blocks, &config, &from_value(value).unwrap()).unwrap().len();
	let topic = B256::repeat_byte;
	assert_eq!(count(json!({ "fromBlock": "0x0", "topics": [[topic(1), topic(2)]] })), 4);
	assert_eq!(count(json!({ "fromBlock": "0x0", "topics": [null] })), 4);
	assert_eq!(
		count(json!({ "fromBlock": "0x0", "address": [log_address(1), log_address(2)] })),
		4
	);
	assert_eq!(count(json!({ "fromBlock": "0x0", "address": [] })), 4);
}

#[test]
fn limits_are_named() {
	let chain = chain();
	let config = EthConfig::default();
	let blocks = chain.blocks(&config);
	let message =
		|config: &EthConfig, filter: &Filter| query(&blocks, config, filter).unwrap_err().message();
	let few = EthConfig { max_logs: 3, ..config.clone() };
	assert_eq!(message(&few, &all()), "query returned more than 3 results");
	let narrow = EthConfig { max_log_range: 2, ..config.clone() };
	assert_eq!(message(&narrow, &all()), "block range is too wide (maximum 2)");
	assert!(query(&blocks, &narrow, &all().from_block(1u64)).is_ok());
	let terms = EthConfig { max_filter_terms: 1, ..config.clone() };
	let two = all().address(vec![log_address(1), log_address(2)]);
	assert_eq!(message(&terms, &two), "exceed max addresses (maximum 1)");
	let two = all().event_signature(vec![B256::repeat_byte(1), B256::repeat_byte(2)]);
	assert_eq!(message(&terms, &two), "exceed max topics (maximum 1)");
	assert_eq!(
		query(&blocks, &config, &Filter::new().from_block(2u64).to_block(1u64)),
		Err(Error::InvalidParams("invalid block range params".into()))
	);
	assert_eq!(message(&config, &Filter::new().at_block_hash(B256::ZERO)), "unknown block");
}

#[test]
fn what_was_not_executed_is_not_passed_over() {
	let chain = chain();
	let config = EthConfig::default();
	chain.forget(Chain::canonical(&*chain, 1).unwrap().unwrap());
	let blocks = chain.blocks(&config);
	let message = query(&blocks, &config, &all()).unwrap_err().message();
	assert!(message.starts_with("pruned history unavailable"), "{message}");
	assert!(query(&blocks, &config, &all().from_block(2u64)).is_ok());
}

proptest! {
	/// The bloom never hides a log.
	#[test]
	fn blooms_hide_nothing(
		logs in prop::collection::vec((0u8..6, 0u8..6), 0..12),
		address in prop::option::of(0u8..6),
		topic in prop::option::of(0u8..6),
	) {
		let chain = MockChain::new();
		let entries: Vec<_> = logs.iter().map(|(address, topic)| entry(*address, *topic)).collect();
		chain.grow(vec![record(0, 1, 21_000, entries)]);
		let config = EthConfig::default();
		let blocks = chain.blocks(&config);
		let mut filter = all();
		if let Some(address) = address {
			filter = filter.address(log_address(address));
		}
		if let Some(topic) = topic {
			filter = filter.event_signature(B256::repeat_byte(topic));
		}
		let wanted = logs.iter().filter(|(of, first)| {
			address.is_none_or(|address| address == *of) && topic.is_none_or(|topic| topic == *first)
		});
		prop_assert_eq!(query(&blocks, &config, &filter).unwrap().len(), wanted.count());
	}
}
