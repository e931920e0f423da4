// SPDX-License-Identifier: Apache-2.0

//! Fee history against geth's rules.

use super::*;
use crate::mock::{record, MockChain, BASE_FEE, GAS_LIMIT};

fn with_tips(tips: std::ops::Range<u64>) -> Vec<openledger_evm_primitives::TransactionRecord> {
	tips.map(|tip| record(tip, tip, 21_000, vec![])).collect()
}

#[test]
fn percentiles_weigh_by_gas() {
	let chain = MockChain::new();
	let at = chain.grow(with_tips(1..11));
	let block = chain.blocks(&EthConfig::default()).at(at).unwrap().unwrap().block;
	assert_eq!(rewards(&block, &[20.0, 50.0, 70.0, 85.0, 100.0]), vec![2, 5, 7, 9, 10]);
	assert_eq!(rewards(&block, &[0.0]), vec![1]);

	// One heavy transaction outweighs many light ones.
	let at = chain.grow(vec![record(0, 1, 21_000, vec![]), record(1, 9, 900_000, vec![])]);
	let block = chain.blocks(&EthConfig::default()).at(at).unwrap().unwrap().block;
	assert_eq!(rewards(&block, &[1.0, 10.0]), vec![1, 9]);
}

#[test]
fn histories_have_one_more_base_fee_than_blocks() {
	let chain = MockChain::new();
	let config = EthConfig::default();
	let blocks = chain.blocks(&config);
	for _ in 0..4 {
		chain.grow(with_tips(1..4));
	}
	let found = history(&blocks, &config, 2, BlockNumberOrTag::Latest, &[20.0, 50.0]).unwrap();
	assert_eq!(found.oldest_block, 3);
	assert_eq!(found.base_fee_per_gas, vec![u128::from(BASE_FEE); 3]);
	assert_eq!(found.gas_used_ratio, vec![63_000.0 / GAS_LIMIT as f64; 2]);
	assert_eq!(found.reward, Some(vec![vec![1, 2]; 2]));
	assert_eq!(found.base_fee_per_blob_gas.len(), 3);
	// As far as the chain goes, and no further.
	let all = history(&blocks, &config, 1_000, BlockNumberOrTag::Latest, &[]).unwrap();
	assert_eq!((all.oldest_block, all.gas_used_ratio.len()), (0, 5));
	assert_eq!(all.reward, None);
	let capped = EthConfig { max_fee_history: 1, ..config.clone() };
	let one = history(&blocks, &capped, 1_000, BlockNumberOrTag::Number(2), &[]).unwrap();
	assert_eq!((one.oldest_block, one.gas_used_ratio.len()), (2, 1));
	assert_eq!(
		history(&blocks, &config, 0, BlockNumberOrTag::Latest, &[]).unwrap(),
		Default::default()
	);
}

#[test]
fn empty_blocks_reward_nothing() {
	let chain = MockChain::new();
	let config = EthConfig::default();
	chain.grow(vec![]);
	let blocks = chain.blocks(&config);
	let found = history(&blocks, &config, 1, BlockNumberOrTag::Latest, &[50.0]).unwrap();
	assert_eq!(found.reward, Some(vec![vec![0]]));
}

#[test]
fn nonsense_is_refused() {
	let chain = MockChain::new();
	let config = EthConfig::default();
	let blocks = chain.blocks(&config);
	let message = |newest, percentiles: &[f64]| {
		history(&blocks, &config, 1, newest, percentiles).unwrap_err().message()
	};
	assert_eq!(
		message(BlockNumberOrTag::Number(1), &[]),
		"request beyond head block: requested 1, head 0"
	);
	for bad in [vec![-1.0], vec![101.0], vec![f64::NAN], vec![50.0, 20.0], vec![1.0; 101]] {
		assert!(message(BlockNumberOrTag::Latest, &bad).starts_with("invalid reward percentile"));
	}
}

#[test]
fn the_suggested_tip_is_the_least_of_the_60th_percentiles() {
	let chain = MockChain::new();
	let blocks = chain.blocks(&EthConfig::default());
	assert_eq!(suggested_tip(&blocks).unwrap(), 0);
	for block in 0..20 {
		chain.grow(with_tips(block * 10..block * 10 + 10));
	}
	assert_eq!(suggested_tip(&blocks).unwrap(), 5);
	assert_eq!(price(&blocks).unwrap(), u128::from(BASE_FEE) + 5);
	chain.grow(vec![]);
	assert_eq!(suggested_tip(&blocks).unwrap(), 0);
}
