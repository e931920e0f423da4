// SPDX-License-Identifier: Apache-2.0

//! The pool as Ethereum clients see it, and geth's rule for replacing a transaction.

use crate::{
	blocks::{Blocks, Found},
	chain::{PoolContent, PoolTransaction},
	convert::address,
	error::{Error, Result},
	render::pool_transaction,
	types::{Quantity, RpcTransaction},
};
use alloy_consensus::{Transaction, TxEnvelope};
use alloy_primitives::{Address, B256};
use serde::Serialize;
use std::{
	collections::{hash_map::Entry, BTreeMap, HashMap},
	sync::Arc,
};

/// Per cent by which fee cap and tip of a replacement must exceed those of what it replaces.
const PRICE_BUMP: u128 = 10;

/// By sender and nonce, both as hex.
pub type BySender<T> = BTreeMap<Address, BTreeMap<String, T>>;

/// What `txpool_content` and `txpool_inspect` give.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Pool<T> {
	/// What has its turn, as soon as it pays the base fee.
	pub pending: BySender<T>,
	/// What waits for an earlier nonce.
	pub queued: BySender<T>,
}

/// What `txpool_contentFrom` gives.
#[derive(Clone, Debug, Default, Serialize)]
pub struct PoolFrom {
	/// What has its turn, as soon as it pays the base fee.
	pub pending: BTreeMap<String, RpcTransaction>,
	/// What waits for an earlier nonce.
	pub queued: BTreeMap<String, RpcTransaction>,
}

/// What `txpool_status` gives.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct PoolStatus {
	/// How many have their turn.
	pub pending: Quantity,
	/// How many wait for an earlier nonce.
	pub queued: Quantity,
}

fn by_sender<T>(
	transactions: &[Arc<PoolTransaction>],
	of: impl Fn(&PoolTransaction) -> T,
) -> BySender<T> {
	let mut map = BySender::new();
	for transaction in transactions {
		let nonce = format!("{:#x}", transaction.nonce());
		map.entry(transaction.from).or_insert_with(BTreeMap::new).insert(nonce, of(transaction));
	}
	map
}

/// The pool without what the best block took, or made stale: the node's own pool forgets the transactions of
/// a block some milliseconds after it.
///
/// # Errors
/// When block or state do not answer.
pub fn standing(blocks: &Blocks) -> Result<PoolContent> {
	let mut pool = blocks.chain().pool()?;
	let Some(Found { at, block }) = blocks.at(blocks.head().hash)? else { return Ok(pool) };
	let state = blocks.chain().at(at)?;
	let mut nonces = HashMap::new();
	for record in &block.transactions {
		if let Entry::Vacant(unknown) = nonces.entry(address(record.from)) {
			unknown.insert(state.account(record.from)?.nonce);
		}
	}
	let stands = |transaction: &Arc<PoolTransaction>| {
		nonces.get(&transaction.from).is_none_or(|next| transaction.nonce() >= *next)
	};
	pool.ready.retain(stands);
	pool.queued.retain(stands);
	Ok(pool)
}

/// The pool, each transaction shown by `of`.
pub fn content<T>(pool: &PoolContent, of: impl Fn(&PoolTransaction) -> T) -> Pool<T> {
	Pool { pending: by_sender(&pool.ready, &of), queued: by_sender(&pool.queued, &of) }
}

/// The pool's transactions of a sender.
pub fn content_from(pool: &PoolContent, from: Address) -> PoolFrom {
	let mut all = content(pool, |transaction| pool_transaction(transaction, false));
	PoolFrom {
		pending: all.pending.remove(&from).unwrap_or_default(),
		queued: all.queued.remove(&from).unwrap_or_default(),
	}
}

/// How many there are.
pub fn status(pool: &PoolContent) -> PoolStatus {
	PoolStatus {
		pending: Quantity(pool.ready.len() as u64),
		queued: Quantity(pool.queued.len() as u64),
	}
}

/// One line about a transaction.
pub fn summary(transaction: &PoolTransaction) -> String {
	let inner = &transaction.transaction;
	let to = inner.to().unwrap_or(Address::ZERO);
	format!(
		"{to:#x}: {} wei + {} gas x {} wei",
		inner.value(),
		inner.gas_limit(),
		inner.max_fee_per_gas()
	)
}

/// A transaction of the pool.
pub fn find(pool: &PoolContent, hash: B256) -> Option<Arc<PoolTransaction>> {
	pool.iter().find(|transaction| transaction.hash == hash).cloned()
}

/// The nonce after those of the pool that follow one another.
pub fn next_nonce(pool: &PoolContent, from: Address, nonce: u64) -> u64 {
	let mut nonces: Vec<_> = pool
		.ready
		.iter()
		.filter(|transaction| transaction.from == from)
		.map(|transaction| transaction.nonce())
		.collect();
	nonces.sort_unstable();
	nonces.into_iter().fold(nonce, |next, used| match used == next {
		true => next.saturating_add(1),
		false => next,
	})
}

/// Whether a transaction may enter beside what the pool holds.
///
/// # Errors
/// `already known`, or `replacement transaction underpriced`.
pub fn admit(pool: &PoolContent, from: Address, transaction: &TxEnvelope) -> Result<()> {
	let hash = *transaction.tx_hash();
	for other in pool.iter() {
		if other.hash == hash {
			return Err(Error::server("already known"));
		}
		if other.from == from
			&& other.nonce() == transaction.nonce()
			&& !replaces(&other.transaction, transaction)
		{
			return Err(Error::server("replacement transaction underpriced"));
		}
	}
	Ok(())
}

/// Whether fee cap and tip both rise by a tenth.
fn replaces(old: &TxEnvelope, new: &TxEnvelope) -> bool {
	let tip = |transaction: &TxEnvelope| {
		transaction.max_priority_fee_per_gas().unwrap_or_else(|| transaction.max_fee_per_gas())
	};
	let rises = |old: u128, new: u128| {
		let least = old.saturating_mul(100 + PRICE_BUMP) / 100;
		new > old && new >= least
	};
	rises(old.max_fee_per_gas(), new.max_fee_per_gas()) && rises(tip(old), tip(new))
}

#[cfg(test)]
mod tests;
