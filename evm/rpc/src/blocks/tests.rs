// SPDX-License-Identifier: Apache-2.0

//! Finding blocks and transactions across forks.

use super::*;
use crate::mock::{record, MockChain};

fn eth(chain: &MockChain, at: H256) -> B256 {
	b256(Chain::header(chain, at).unwrap().unwrap().eth_hash.unwrap())
}

#[test]
fn the_best_chain_decides_when_it_is_asked() {
	let chain = MockChain::new();
	let blocks = chain.blocks(&EthConfig::default());
	let transaction = record(0, 1, 21_000, vec![]);
	let hash = b256(transaction.hash);
	let base = chain.grow(vec![]);
	let a = chain.grow(vec![transaction.clone()]);
	let (found, index) = blocks.with_transaction(hash).unwrap().unwrap();
	assert_eq!((found.at, index), (a, 0));

	// Another fork takes the same transaction second.
	let b = chain.add(base, vec![record(9, 1, 21_000, vec![]), transaction]);
	let tip = chain.add(b, vec![]);
	assert_eq!(blocks.with_transaction(hash).unwrap().unwrap().0.at, a);
	chain.set_best(tip);
	let (found, index) = blocks.with_transaction(hash).unwrap().unwrap();
	assert_eq!((found.at, index), (b, 1));
	assert_eq!(found.block.hash, eth(&chain, b));
	assert!(!blocks.is_canonical(a).unwrap());

	// A block that was left is still found by its hash, and refused where it must be canonical.
	assert_eq!(blocks.find(eth(&chain, a)).unwrap(), Some(a));
	let canonical = BlockParam(BlockId::hash_canonical(eth(&chain, a)));
	assert_eq!(blocks.named(canonical).unwrap_err().message(), "hash is not currently canonical");
}

#[test]
fn tags_name_what_they_should() {
	let chain = MockChain::new();
	let blocks = chain.blocks(&EthConfig::default());
	let one = chain.grow(vec![]);
	let two = chain.grow(vec![]);
	chain.finalize(1);
	let named = |tag: BlockNumberOrTag| blocks.named(BlockParam(BlockId::Number(tag))).unwrap();
	assert_eq!(named(BlockNumberOrTag::Latest), Some(Named::Block(two)));
	assert_eq!(named(BlockNumberOrTag::Safe), Some(Named::Block(one)));
	assert_eq!(named(BlockNumberOrTag::Finalized), Some(Named::Block(one)));
	assert_eq!(named(BlockNumberOrTag::Pending), Some(Named::Pending));
	assert_eq!(named(BlockNumberOrTag::Earliest), Some(Named::Block(chain.info().genesis)));
	assert_eq!(named(BlockNumberOrTag::Number(3)), None);
	assert_eq!(named(BlockNumberOrTag::Number(u64::MAX)), None);
	let unknown = BlockParam(BlockId::hash(B256::repeat_byte(9)));
	assert_eq!(blocks.named(unknown).unwrap(), None);
	let Err(error) = blocks.state(unknown) else { panic!("state of an unknown block") };
	assert_eq!(error.message(), "header not found");
}

#[test]
fn genesis_has_a_header_and_no_record() {
	let chain = MockChain::new();
	let blocks = chain.blocks(&EthConfig::default());
	let genesis = blocks.at(chain.info().genesis).unwrap().unwrap();
	assert_eq!(genesis.block.header.number, 0);
	assert_eq!(genesis.block.hash, genesis.block.header.hash_slow());
	assert_eq!(blocks.find(genesis.block.hash).unwrap(), Some(genesis.at));
}

#[test]
fn blocks_that_were_not_executed_are_null() {
	let chain = MockChain::new();
	let blocks = chain.blocks(&EthConfig::default());
	let transaction = record(0, 1, 21_000, vec![]);
	let at = chain.grow(vec![transaction.clone()]);
	chain.forget(at);
	assert!(blocks.at(at).unwrap().is_none());
	assert!(blocks.with_transaction(b256(transaction.hash)).unwrap().is_none());
	assert!(blocks.summary(at).unwrap().is_none());
}

#[test]
fn the_cache_stays_within_its_bytes() {
	let chain = MockChain::new();
	let config = EthConfig { block_cache_bytes: 8_000, ..Default::default() };
	let blocks = chain.blocks(&config);
	for nonce in 0..20 {
		let at = chain.grow(vec![record(nonce, 1, 21_000, vec![])]);
		blocks.at(at).unwrap().unwrap();
		let cache = blocks.cache.lock();
		assert!(cache.bytes <= 8_000);
		assert_eq!(cache.bytes, cache.blocks.iter().map(|(_, (_, weight))| *weight).sum::<usize>());
	}
	assert!(!blocks.cache.lock().blocks.is_empty());
}
