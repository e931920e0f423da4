// SPDX-License-Identifier: Apache-2.0

//! Ethereum blocks of the chain: found, decoded once, kept in memory as far as the limits allow.

use crate::{
	chain::{At, Chain, State},
	config::EthConfig,
	convert::{b256, h256},
	error::{Error, Result},
	types::BlockParam,
};
use alloy_consensus::Header;
use alloy_primitives::{Bloom, B256};
use alloy_rlp::Decodable;
use alloy_rpc_types_eth::{BlockId, BlockNumberOrTag};
use lru::LruCache;
use openledger_evm_primitives::{BlockRecord, TransactionRecord};
use parking_lot::Mutex;
use sp_core::H256;
use std::{num::NonZeroUsize, sync::Arc};

/// A block with its header decoded.
#[derive(Clone, Debug)]
pub struct EthBlock {
	/// Ethereum hash.
	pub hash: B256,
	/// Header.
	pub header: Header,
	/// Its RLP.
	pub raw_header: Vec<u8>,
	/// Transactions with their receipts.
	pub transactions: Vec<TransactionRecord>,
}

impl EthBlock {
	/// Decodes a record.
	///
	/// # Errors
	/// When the header is no RLP of a header.
	pub fn decode(record: BlockRecord) -> Result<Self> {
		let header = Header::decode(&mut &record.header[..])
			.map_err(|error| Error::internal(format!("Ethereum header: {error}")))?;
		Ok(Self {
			hash: b256(record.hash),
			header,
			raw_header: record.header,
			transactions: record.transactions,
		})
	}

	/// Bytes it takes in memory, about.
	fn weight(&self) -> usize {
		let logs = |record: &TransactionRecord| -> usize {
			let logs = record.receipt.logs.iter();
			logs.map(|log| log.data.len() + 32 * log.topics.len() + 96).sum()
		};
		let transactions = self.transactions.iter();
		1_024
			+ self.raw_header.len()
			+ transactions.map(|record| 256 + record.raw.len() + logs(record)).sum::<usize>()
	}
}

/// An Ethereum block and the Substrate block that it is in.
#[derive(Clone, Debug)]
pub struct Found {
	/// Substrate hash.
	pub at: H256,
	/// The block.
	pub block: Arc<EthBlock>,
}

/// A block that a parameter names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Named {
	/// A block of the chain.
	Block(H256),
	/// What the pool would make of the next block.
	Pending,
}

/// What a log search needs of a block.
#[derive(Clone, Debug)]
pub struct Summary {
	/// Ethereum hash.
	pub eth_hash: H256,
	/// Bloom; none where the block has no logs.
	pub bloom: Option<Box<Bloom>>,
}

/// Decoded blocks by Ethereum hash, up to a number of bytes.
struct Cache {
	blocks: LruCache<H256, (Arc<EthBlock>, usize)>,
	bytes: usize,
	limit: usize,
}

impl Cache {
	fn insert(&mut self, hash: H256, block: Arc<EthBlock>) {
		let weight = block.weight();
		if weight > self.limit {
			return;
		}
		self.bytes += weight;
		if let Some((_, old)) = self.blocks.put(hash, (block, weight)) {
			self.bytes -= old;
		}
		while self.bytes > self.limit {
			let Some((_, (_, old))) = self.blocks.pop_lru() else { break };
			self.bytes -= old;
		}
	}
}

/// The blocks of a chain.
pub struct Blocks {
	chain: Arc<dyn Chain>,
	cache: Mutex<Cache>,
	summaries: Mutex<LruCache<H256, Summary>>,
	finalized: Mutex<LruCache<u64, H256>>,
}

impl Blocks {
	/// Blocks of a chain.
	pub fn new(chain: Arc<dyn Chain>, config: &EthConfig) -> Self {
		let blooms = NonZeroUsize::new(config.bloom_cache).unwrap_or(NonZeroUsize::MIN);
		Self {
			chain,
			cache: Mutex::new(Cache {
				blocks: LruCache::unbounded(),
				bytes: 0,
				limit: config.block_cache_bytes,
			}),
			summaries: Mutex::new(LruCache::new(blooms)),
			finalized: Mutex::new(LruCache::new(blooms)),
		}
	}

	/// The chain.
	pub fn chain(&self) -> &dyn Chain {
		&*self.chain
	}

	/// The Ethereum hash of a Substrate block. None where the block is not known.
	pub fn eth_hash(&self, at: H256) -> Result<Option<H256>> {
		let Some(header) = self.chain.header(at)? else { return Ok(None) };
		match header.eth_hash {
			Some(hash) => Ok(Some(hash)),
			None if at == self.chain.info().genesis => {
				Ok(self.chain.genesis_header()?.map(|(hash, _)| hash))
			},
			None => Ok(None),
		}
	}

	/// The block with an Ethereum hash, if it was executed here.
	fn decoded(&self, eth_hash: H256) -> Result<Option<Arc<EthBlock>>> {
		if let Some((block, _)) = self.cache.lock().blocks.get(&eth_hash) {
			return Ok(Some(block.clone()));
		}
		let record = match self.chain.record(eth_hash)? {
			Some(record) => record,
			None => match self.chain.genesis_header()? {
				Some((hash, header)) if hash == eth_hash => {
					BlockRecord { hash, header, transactions: Vec::new() }
				},
				_ => return Ok(None),
			},
		};
		let block = Arc::new(EthBlock::decode(record)?);
		self.cache.lock().insert(eth_hash, block.clone());
		Ok(Some(block))
	}

	/// The Ethereum block of a Substrate block. None where it was not executed here.
	pub fn at(&self, at: H256) -> Result<Option<Found>> {
		let Some(eth_hash) = self.eth_hash(at)? else { return Ok(None) };
		Ok(self.decoded(eth_hash)?.map(|block| Found { at, block }))
	}

	/// The block of the best chain at a number.
	pub fn canonical(&self, number: u64) -> Result<Option<H256>> {
		let info = self.chain.info();
		if number > info.best.number {
			return Ok(None);
		}
		if number > info.finalized.number {
			return self.chain.canonical(number);
		}
		if let Some(hash) = self.finalized.lock().get(&number) {
			return Ok(Some(*hash));
		}
		let hash = self.chain.canonical(number)?;
		if let Some(hash) = hash {
			self.finalized.lock().put(number, hash);
		}
		Ok(hash)
	}

	/// Whether a block is on the best chain.
	pub fn is_canonical(&self, at: H256) -> Result<bool> {
		match self.chain.header(at)? {
			Some(header) => Ok(self.canonical(header.at.number)? == Some(at)),
			None => Ok(false),
		}
	}

	/// The Substrate block with an Ethereum hash: that of the best chain, else one of a fork.
	pub fn find(&self, eth_hash: B256) -> Result<Option<H256>> {
		let mut fork = None;
		for at in self.chain.blocks_of(h256(eth_hash))? {
			if self.is_canonical(at)? {
				return Ok(Some(at));
			}
			if self.chain.header(at)?.is_some() {
				fork = Some(at);
			}
		}
		Ok(fork)
	}

	/// The block of the best chain with a transaction, and the transaction's index.
	pub fn with_transaction(&self, hash: B256) -> Result<Option<(Found, usize)>> {
		let hash = h256(hash);
		for at in self.chain.blocks_with(hash)? {
			if !self.is_canonical(at)? {
				continue;
			}
			let Some(found) = self.at(at)? else { continue };
			let index = found.block.transactions.iter().position(|record| record.hash == hash);
			if let Some(index) = index {
				return Ok(Some((found, index)));
			}
		}
		Ok(None)
	}

	/// The number that a tag or number stands for, pending being the next.
	pub fn number(&self, tag: BlockNumberOrTag) -> u64 {
		let info = self.chain.info();
		match tag {
			BlockNumberOrTag::Latest => info.best.number,
			BlockNumberOrTag::Finalized | BlockNumberOrTag::Safe => info.finalized.number,
			BlockNumberOrTag::Earliest => 0,
			BlockNumberOrTag::Pending => info.best.number.saturating_add(1),
			BlockNumberOrTag::Number(number) => number,
		}
	}

	/// The block that a parameter names. None where there is none.
	pub fn named(&self, param: BlockParam) -> Result<Option<Named>> {
		let at = match param.0 {
			BlockId::Number(BlockNumberOrTag::Pending) => return Ok(Some(Named::Pending)),
			BlockId::Number(BlockNumberOrTag::Latest) => Some(self.chain.info().best.hash),
			BlockId::Number(tag) => self.canonical(self.number(tag))?,
			BlockId::Hash(hash) => {
				let at = self.find(hash.block_hash)?;
				if let (Some(at), Some(true)) = (at, hash.require_canonical) {
					if !self.is_canonical(at)? {
						return Err(Error::server("hash is not currently canonical"));
					}
				}
				at
			},
		};
		Ok(at.map(Named::Block))
	}

	/// The Ethereum block that a parameter names, pending excluded.
	pub fn block(&self, param: BlockParam) -> Result<Option<Found>> {
		match self.named(param)? {
			Some(Named::Block(at)) => self.at(at),
			_ => Ok(None),
		}
	}

	/// State that a parameter names.
	///
	/// # Errors
	/// `header not found` where there is no such block.
	pub fn state(&self, param: BlockParam) -> Result<Box<dyn State + '_>> {
		match self.named(param)? {
			Some(Named::Block(at)) => self.chain.at(at),
			Some(Named::Pending) => self.chain.pending(),
			None => Err(Error::header_not_found()),
		}
	}

	/// As [`Self::state`], for reads of accounts: with an empty pool they are what they are at the head.
	///
	/// # Errors
	/// As [`Self::state`].
	pub fn accounts(&self, param: BlockParam) -> Result<Box<dyn State + '_>> {
		match self.named(param)? {
			Some(Named::Pending) if self.chain.pool()?.ready.is_empty() => self.best(),
			_ => self.state(param),
		}
	}

	/// State of the best block.
	pub fn best(&self) -> Result<Box<dyn State + '_>> {
		self.chain.at(self.chain.info().best.hash)
	}

	/// Head of the best chain.
	pub fn head(&self) -> At {
		self.chain.info().best
	}

	/// Ethereum hash and bloom of a block. None where it was not executed here.
	pub fn summary(&self, at: H256) -> Result<Option<Summary>> {
		if let Some(summary) = self.summaries.lock().get(&at) {
			return Ok(Some(summary.clone()));
		}
		let Some(found) = self.at(at)? else { return Ok(None) };
		let bloom = found.block.header.logs_bloom;
		let summary = Summary {
			eth_hash: h256(found.block.hash),
			bloom: (!bloom.is_zero()).then(|| Box::new(bloom)),
		};
		self.summaries.lock().put(at, summary.clone());
		Ok(Some(summary))
	}
}

#[cfg(test)]
mod tests;
