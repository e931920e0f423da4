// SPDX-License-Identifier: Apache-2.0

//! The pool's objects and geth's replacement rule.

use super::*;
use crate::{
	config::EthConfig,
	mock::{pool_transaction as pooled, record, MockChain},
};

fn holding(transactions: Vec<Arc<PoolTransaction>>) -> PoolContent {
	PoolContent { ready: transactions, queued: vec![pooled(7, 1, 10)] }
}

#[test]
fn replacements_pay_a_tenth_more_of_both() {
	let pool = holding(vec![pooled(0, 100, 1_000)]);
	let admitted = |tip, cap| {
		let new = pooled(0, tip, cap);
		admit(&pool, new.from, &new.transaction).map_err(|error| error.message())
	};
	let underpriced = Err("replacement transaction underpriced".to_string());
	assert_eq!(admitted(100, 1_000), Err("already known".into()));
	assert_eq!(admitted(101, 1_001), underpriced);
	assert_eq!(admitted(110, 1_099), underpriced);
	assert_eq!(admitted(109, 1_100), underpriced);
	assert_eq!(admitted(110, 1_100), Ok(()));
	// Others are not replaced.
	let next = pooled(1, 1, 1);
	assert!(admit(&pool, next.from, &next.transaction).is_ok());
	let stranger = pooled(0, 1, 1);
	assert!(admit(&pool, Address::ZERO, &stranger.transaction).is_ok());
	// The queue counts too.
	let queued = pooled(7, 1, 11);
	assert_eq!(
		admit(&pool, queued.from, &queued.transaction).map_err(|error| error.message()),
		underpriced
	);
}

#[test]
fn a_tiny_price_has_to_rise() {
	let pool = holding(vec![pooled(0, 0, 1)]);
	let same = pooled(0, 0, 2);
	assert!(admit(&pool, same.from, &same.transaction).is_err());
	let more = pooled(0, 1, 2);
	assert!(admit(&pool, more.from, &more.transaction).is_ok());
}

#[test]
fn nonces_go_on_after_those_that_follow() {
	let pool = holding(vec![pooled(1, 1, 10), pooled(0, 1, 10), pooled(3, 1, 10)]);
	let from = pool.ready[0].from;
	assert_eq!(next_nonce(&pool, from, 0), 2);
	assert_eq!(next_nonce(&pool, from, 3), 4);
	assert_eq!(next_nonce(&pool, Address::ZERO, 5), 5);
}

#[test]
fn what_the_best_block_took_is_not_listed() {
	let chain = MockChain::new();
	let blocks = chain.blocks(&EthConfig::default());
	let from = pooled(0, 1, 10).from;
	chain.with_pool(|pool| pool.ready = vec![pooled(0, 1, 10), pooled(1, 1, 10)]);
	assert_eq!(standing(&blocks).unwrap().ready.len(), 2);
	// The pool has not heard of the block yet. It holds another transaction with the same nonce.
	chain.grow(vec![record(0, 7, 21_000, vec![])]);
	chain.set_nonce(from, 1);
	let left = standing(&blocks).unwrap();
	assert_eq!(left.ready.iter().map(|one| one.nonce()).collect::<Vec<_>>(), [1]);
}

#[test]
fn contents_are_by_sender_and_nonce() {
	let pool = holding(vec![pooled(0, 1, 10)]);
	let from = pool.ready[0].from;
	let lines = serde_json::to_value(content(&pool, summary)).unwrap();
	let sender = format!("{from:#x}");
	assert_eq!(
		lines["pending"][&sender]["0x0"],
		"0x1111111111111111111111111111111111111111: 5 wei + 21000 gas x 10 wei"
	);
	assert!(lines["queued"][&sender]["0x7"].is_string(), "{lines}");
	let full = serde_json::to_value(content_from(&pool, from)).unwrap();
	assert_eq!(full["pending"]["0x0"]["nonce"], "0x0");
	assert!(content_from(&pool, Address::ZERO).pending.is_empty());
	assert_eq!(
		serde_json::to_value(status(&pool)).unwrap(),
		serde_json::json!({ "pending": "0x1", "queued": "0x1" })
	);
}
