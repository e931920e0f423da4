// SPDX-License-Identifier: Apache-2.0

//! Polling: order, reorganisations, limits.

use super::*;
use crate::{
	chain::Chain,
	mock::{log as entry, pool_transaction, record, MockChain},
};
use alloy_rpc_types_eth::Filter;
use std::sync::Arc;

struct World {
	chain: Arc<MockChain>,
	blocks: Blocks,
	config: EthConfig,
	filters: Filters,
}

impl World {
	fn new(config: EthConfig) -> Self {
		let chain = MockChain::new();
		let blocks = chain.blocks(&config);
		Self { chain, blocks, config, filters: Filters::default() }
	}

	fn hashes(&self, id: u64) -> Vec<B256> {
		match self.filters.changes(&self.blocks, &self.config, id).unwrap() {
			Changes::Hashes(hashes) => hashes,
			Changes::Logs(_) => panic!("logs"),
		}
	}

	fn logs(&self, id: u64) -> Vec<(u64, bool)> {
		match self.filters.changes(&self.blocks, &self.config, id).unwrap() {
			Changes::Logs(logs) => {
				logs.iter().map(|log| (log.block_number.unwrap().0, log.removed)).collect()
			},
			Changes::Hashes(_) => panic!("hashes"),
		}
	}

	fn eth(&self, at: H256) -> B256 {
		b256(self.blocks.eth_hash(at).unwrap().unwrap())
	}

	fn error(&self, id: u64) -> String {
		self.filters.changes(&self.blocks, &self.config, id).unwrap_err().message()
	}
}

#[test]
fn block_filters_start_with_the_head() {
	let world = World::new(EthConfig::default());
	let id = world.filters.new_blocks(&world.blocks, &world.config).unwrap();
	assert_eq!(id, 1);
	assert_eq!(world.hashes(id), vec![world.eth(world.chain.info().genesis)]);
	assert!(world.hashes(id).is_empty());
	let (one, two) = (world.chain.grow(vec![]), world.chain.grow(vec![]));
	assert_eq!(world.hashes(id), vec![world.eth(one), world.eth(two)]);
}

#[test]
fn log_filters_take_back_what_a_reorganisation_left() {
	let world = World::new(EthConfig::default());
	let id = world.filters.new_logs(&world.blocks, &world.config, Filter::new()).unwrap();
	let base = world.chain.grow(vec![]);
	world.chain.grow(vec![record(0, 1, 21_000, vec![entry(1, 1)])]);
	assert_eq!(world.logs(id), vec![(2, false)]);
	let b1 = world.chain.add(base, vec![]);
	let b2 = world.chain.add(b1, vec![record(0, 1, 21_000, vec![entry(1, 1)])]);
	world.chain.set_best(b2);
	assert_eq!(world.logs(id), vec![(2, true), (3, false)]);
	assert_eq!(world.logs(id), vec![]);
}

#[test]
fn forks_that_are_gone_are_passed_by_number() {
	let world = World::new(EthConfig::default());
	let id = world.filters.new_blocks(&world.blocks, &world.config).unwrap();
	let lost = world.chain.grow(vec![]);
	assert_eq!(world.hashes(id).len(), 2);
	let b1 = world.chain.add(world.chain.info().genesis, vec![]);
	let b2 = world.chain.add(b1, vec![]);
	world.chain.set_best(b2);
	world.chain.drop_block(lost);
	assert_eq!(world.hashes(id), vec![world.eth(b2)]);
}

#[test]
fn an_explicit_start_includes_the_head() {
	let world = World::new(EthConfig::default());
	world.chain.grow(vec![record(0, 1, 21_000, vec![entry(1, 1)])]);
	let filter = Filter::new().from_block(0u64);
	let explicit = world.filters.new_logs(&world.blocks, &world.config, filter).unwrap();
	let implicit = world.filters.new_logs(&world.blocks, &world.config, Filter::new()).unwrap();
	assert_eq!(world.logs(explicit), vec![(1, false)]);
	assert_eq!(world.logs(explicit), vec![]);
	assert_eq!(world.logs(implicit), vec![]);
	let all = world.filters.logs(&world.blocks, &world.config, explicit).unwrap();
	assert_eq!(all.len(), 1);
}

#[test]
fn an_end_is_kept() {
	let world = World::new(EthConfig::default());
	let filter = Filter::new().from_block(0u64).to_block(1u64);
	let id = world.filters.new_logs(&world.blocks, &world.config, filter).unwrap();
	for nonce in 0..3 {
		world.chain.grow(vec![record(nonce, 1, 21_000, vec![entry(1, 1)])]);
	}
	assert_eq!(world.logs(id), vec![(1, false)]);
}

#[test]
fn pending_filters_report_each_transaction_once() {
	let world = World::new(EthConfig::default());
	world.chain.with_pool(|pool| pool.ready.push(pool_transaction(0, 1, 10)));
	let id = world.filters.new_pending(&world.blocks, &world.config).unwrap();
	assert!(world.hashes(id).is_empty());
	let (first, second) = (pool_transaction(1, 1, 10), pool_transaction(2, 1, 10));
	world.chain.with_pool(|pool| pool.ready.push(first.clone()));
	assert_eq!(world.hashes(id), vec![first.hash]);
	// What came and went between two polls is reported too, and nothing twice.
	world.filters.note_transaction(first.hash);
	world.filters.note_transaction(second.hash);
	assert_eq!(world.hashes(id), vec![second.hash]);
	assert!(world.hashes(id).is_empty());
}

#[test]
fn filters_end_by_order_or_by_neglect() {
	let world = World::new(EthConfig { filter_lifetime: 3, ..Default::default() });
	let id = world.filters.new_blocks(&world.blocks, &world.config).unwrap();
	assert!(world.filters.uninstall(&world.blocks, &world.config, id).unwrap());
	let error = world.filters.uninstall(&world.blocks, &world.config, id).unwrap_err();
	assert_eq!(error.message(), "Filter id 1 does not exist.");
	assert_eq!(error.code(), -32000);

	let used = world.filters.new_blocks(&world.blocks, &world.config).unwrap();
	let left = world.filters.new_blocks(&world.blocks, &world.config).unwrap();
	for _ in 0..4 {
		world.hashes(used);
		world.chain.grow(vec![]);
	}
	assert_eq!(world.error(left), format!("Filter id {left} does not exist."));
	assert_eq!(world.hashes(used).len(), 1);
}

#[test]
fn limits_are_named() {
	let world = World::new(EthConfig { max_filters: 2, max_log_range: 5, ..Default::default() });
	let id = world.filters.new_blocks(&world.blocks, &world.config).unwrap();
	world.filters.new_pending(&world.blocks, &world.config).unwrap();
	let full = world.filters.new_blocks(&world.blocks, &world.config).unwrap_err();
	assert_eq!(full.message(), "Filter pool is full (limit 2).");
	let wide = Filter::new().from_block(0u64).to_block(6u64);
	let error = world.filters.new_logs(&world.blocks, &world.config, wide).unwrap_err();
	assert_eq!(error.message(), "block range is too wide (maximum 5)");
	world.hashes(id);
	for _ in 0..6 {
		world.chain.grow(vec![]);
	}
	assert_eq!(world.error(id), "block range is too wide (maximum 5)");
	assert!(world.filters.logs(&world.blocks, &world.config, id).is_err());
}

#[test]
fn the_memory_of_transactions_is_bounded() {
	let filters = Filters::default();
	for index in 0..(MAX_RECENT as u64 + 10) {
		filters.note_transaction(B256::from(alloy_primitives::U256::from(index)));
	}
	let recent = filters.recent.lock();
	assert_eq!(recent.hashes.len(), MAX_RECENT);
	assert_eq!(recent.end(), MAX_RECENT as u64 + 10);
	assert_eq!(recent.since(0).count(), MAX_RECENT);
	assert_eq!(recent.since(recent.end() - 1).count(), 1);
	assert_eq!(recent.since(recent.end()).count(), 0);
}
