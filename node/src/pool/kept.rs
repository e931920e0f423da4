// SPDX-License-Identifier: Apache-2.0

//! What a pool has accepted and no final block holds yet.

use openledger_runtime::opaque::Block;
use sp_core::H256;
use sp_runtime::traits::Block as BlockT;
use std::collections::{HashMap, HashSet, VecDeque};

type Extrinsic = <Block as BlockT>::Extrinsic;

/// Most transactions that are kept; beyond, a transaction is the pool's alone.
const MOST: usize = 16_384;
/// Most bytes of them together.
const MOST_BYTES: usize = 64 << 20;
/// New best blocks after which a transaction that is in none is forgotten.
const PATIENCE: u64 = 256;
/// How often one is submitted again.
const TRIES: u8 = 32;
/// Blocks behind the best one in which a transaction is looked for. Where finality stalls for longer, the
/// pool says that an older one is stale.
pub const DEPTH: usize = 64;

struct Entry {
	extrinsic: Extrinsic,
	bytes: usize,
	/// New best blocks that had been seen when the pool accepted it.
	since: u64,
	tries: u8,
}

/// A block on the way to finality.
#[derive(Clone, Debug)]
pub struct Included {
	/// Its hash.
	pub hash: H256,
	/// Its parent's.
	pub parent: H256,
	/// Its transactions' hashes.
	pub transactions: Vec<H256>,
}

/// Accepted transactions by hash, and the transactions of the blocks that are not final.
#[derive(Default)]
pub struct Kept {
	entries: HashMap<H256, Entry>,
	bytes: usize,
	/// Blocks that were on the best chain, oldest first.
	blocks: VecDeque<Included>,
	/// New best blocks so far.
	seen: u64,
}

impl Kept {
	/// The pool has accepted a transaction.
	pub fn accepted(&mut self, hash: H256, extrinsic: Extrinsic, bytes: usize) {
		let room = self.entries.len() < MOST && self.bytes.saturating_add(bytes) <= MOST_BYTES;
		if room && !self.entries.contains_key(&hash) {
			self.bytes = self.bytes.saturating_add(bytes);
			self.entries.insert(hash, Entry { extrinsic, bytes, since: self.seen, tries: 0 });
		}
	}

	/// A transaction is nobody's concern any more.
	pub fn forget(&mut self, hash: &H256) {
		if let Some(entry) = self.entries.remove(hash) {
			self.bytes = self.bytes.saturating_sub(entry.bytes);
		}
	}

	/// Whether a block's transactions are known.
	pub fn knows(&self, hash: &H256) -> bool {
		self.blocks.iter().any(|block| block.hash == *hash)
	}

	/// Number of transactions.
	pub fn len(&self) -> usize {
		self.entries.len()
	}

	/// Adds a block of the best chain.
	pub fn add(&mut self, block: Included) {
		if self.blocks.len() >= 2 * DEPTH {
			self.blocks.pop_front();
		}
		self.blocks.push_back(block);
	}

	/// A block is final, and with it its transactions.
	pub fn finalized(&mut self, hash: &H256) {
		if let Some(at) = self.blocks.iter().position(|block| block.hash == *hash) {
			for transaction in
				self.blocks.remove(at).map(|block| block.transactions).unwrap_or_default()
			{
				self.forget(&transaction);
			}
		}
	}

	/// The best block is another one. Gives the transactions that no block of its chain holds, at most
	/// `most`, and that the pool had accepted before the last best block: the pool has had its time to take
	/// them over into the new block's view. `pooled` says which ones it has.
	pub fn missing(
		&mut self,
		best: H256,
		most: usize,
		pooled: impl Fn(&H256) -> bool,
	) -> Vec<(H256, Extrinsic)> {
		self.seen = self.seen.saturating_add(1);
		let (seen, included) = (self.seen, self.included(best));
		let old: Vec<H256> = self
			.entries
			.iter()
			.filter(|(_, entry)| {
				seen.saturating_sub(entry.since) > PATIENCE || entry.tries >= TRIES
			})
			.map(|(hash, _)| *hash)
			.collect();
		old.iter().for_each(|hash| self.forget(hash));
		let mut missing: Vec<_> = self
			.entries
			.iter_mut()
			.filter(|(hash, entry)| {
				seen.saturating_sub(entry.since) > 1 && !included.contains(*hash) && !pooled(hash)
			})
			.collect();
		// Those that came first: later ones of an account wait for them.
		missing.sort_by_key(|(hash, entry)| (entry.since, **hash));
		missing
			.into_iter()
			.take(most)
			.map(|(hash, entry)| {
				entry.tries = entry.tries.saturating_add(1);
				(*hash, entry.extrinsic.clone())
			})
			.collect()
	}

	/// Transactions of the chain that ends with a block, as far as its blocks are known.
	fn included(&self, best: H256) -> HashSet<H256> {
		let by_hash: HashMap<H256, &Included> =
			self.blocks.iter().map(|block| (block.hash, block)).collect();
		let (mut at, mut included) = (best, HashSet::new());
		for _ in 0..DEPTH {
			let Some(block) = by_hash.get(&at) else { break };
			included.extend(block.transactions.iter().copied());
			at = block.parent;
		}
		included
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	fn hash(number: u8) -> H256 {
		H256::repeat_byte(number)
	}

	fn extrinsic(number: u8) -> Extrinsic {
		sp_runtime::OpaqueExtrinsic::from_blob(vec![number])
	}

	fn block(number: u8, parent: u8, transactions: &[u8]) -> Included {
		let transactions = transactions.iter().copied().map(hash).collect();
		Included { hash: hash(number), parent: hash(parent), transactions }
	}

	fn with(transactions: &[u8]) -> Kept {
		let mut kept = Kept::default();
		for number in transactions {
			kept.accepted(hash(*number), extrinsic(*number), 100);
		}
		kept
	}

	fn missing(kept: &mut Kept, best: u8, pooled: &[u8]) -> Vec<H256> {
		let found = kept.missing(hash(best), 100, |at| pooled.iter().any(|n| hash(*n) == *at));
		found.into_iter().map(|(hash, _)| hash).collect()
	}

	#[test]
	fn what_a_fork_took_away_comes_back_and_what_is_final_does_not() {
		let mut kept = with(&[1, 2, 3]);
		kept.add(block(101, 100, &[1, 2]));
		assert!(missing(&mut kept, 101, &[3]).is_empty(), "the pool has had no time");
		// The pool has lost the third, the others are in the block.
		assert_eq!(missing(&mut kept, 101, &[]), [hash(3)]);
		// A sibling wins, with the second alone; the pool has none.
		kept.add(block(102, 100, &[2]));
		assert_eq!(missing(&mut kept, 102, &[]), [hash(1), hash(3)]);
		kept.finalized(&hash(102));
		assert_eq!(kept.len(), 2);
		assert_eq!(missing(&mut kept, 102, &[1]), [hash(3)]);
		// What was refused is nobody's concern.
		kept.forget(&hash(3));
		kept.forget(&hash(1));
		assert_eq!((kept.len(), kept.bytes), (0, 0));
		assert!(missing(&mut kept, 102, &[]).is_empty());
	}

	#[test]
	fn nothing_is_kept_or_tried_for_ever() {
		let mut kept = with(&[1]);
		let mut tries = 0;
		for _ in 0..2 * u64::from(TRIES) {
			tries += missing(&mut kept, 1, &[]).len();
		}
		assert_eq!((tries, kept.len()), (usize::from(TRIES), 0));

		let mut kept = with(&[1]);
		for _ in 0..=PATIENCE {
			assert!(missing(&mut kept, 1, &[1]).is_empty());
		}
		assert_eq!(kept.len(), 0);

		let mut kept = Kept::default();
		for number in 0..MOST as u64 + 10 {
			kept.accepted(H256::from_low_u64_be(number), extrinsic(0), 100);
		}
		assert_eq!(kept.len(), MOST);
		let mut kept = Kept::default();
		kept.accepted(hash(1), extrinsic(1), MOST_BYTES);
		kept.accepted(hash(2), extrinsic(2), 1);
		assert_eq!(kept.len(), 1);
		for number in 0..=u8::MAX {
			kept.add(block(number, number.wrapping_sub(1), &[number]));
		}
		assert_eq!(kept.blocks.len(), 2 * DEPTH);
		assert_eq!(kept.included(hash(u8::MAX)).len(), DEPTH);
	}

	#[test]
	fn a_batch_is_bounded_and_takes_the_oldest_first() {
		let mut kept = with(&[9]);
		missing(&mut kept, 1, &[9]);
		kept.accepted(hash(5), extrinsic(5), 1);
		missing(&mut kept, 1, &[9, 5]);
		let found = kept.missing(hash(1), 1, |_| false);
		assert_eq!(found.len(), 1);
		assert_eq!(found[0].0, hash(9));
	}
}
