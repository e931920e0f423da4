// SPDX-License-Identifier: Apache-2.0

//! The index that block import writes: Ethereum block hash and transaction hash to the Substrate
//! blocks that carry them.
//!
//! Entries are auxiliary data of the import, so they are in the block's own database commit: there
//! is no block without its index and nothing to catch up with. A hash can be in blocks of several
//! forks, therefore an entry is a list; which of them counts is decided when it is read, against the
//! best chain of that moment. Receipts and logs are not here: they come with the execution of the
//! block, by off-chain indexing, under the Ethereum block hash.

use codec::{Decode, Encode};
use openledger_evm_primitives::{block::digest_hash, EthereumApi};
use parking_lot::Mutex;
use sc_client_api::AuxStore;
use sc_consensus::BlockImportParams;
use sp_api::ProvideRuntimeApi;
use sp_blockchain::HeaderBackend;
use sp_core::H256;
use sp_runtime::traits::{Block as BlockT, Header as HeaderT};
use std::{marker::PhantomData, sync::Arc};
use tokio::sync::{Mutex as AsyncMutex, OwnedMutexGuard};

/// Prefix of entries by Ethereum block hash.
const BLOCK_PREFIX: &[u8] = b"openledger/eth/b/";
/// Prefix of entries by transaction hash.
const TRANSACTION_PREFIX: &[u8] = b"openledger/eth/t/";
/// Where the Ethereum hash and header of block zero are.
const GENESIS_KEY: &[u8] = b"openledger/eth/genesis";

fn key(prefix: &[u8], hash: &H256) -> Vec<u8> {
	[prefix, hash.as_bytes()].concat()
}

fn keccak(data: &[u8]) -> H256 {
	H256(alloy_primitives::keccak256(data).0)
}

fn read_list<C: AuxStore>(client: &C, key: &[u8]) -> sp_blockchain::Result<Vec<H256>> {
	match client.get_aux(key)? {
		Some(data) => Vec::decode(&mut &data[..])
			.map_err(|error| sp_blockchain::Error::Backend(format!("Ethereum index: {error}"))),
		None => Ok(Vec::new()),
	}
}

/// Blocks with an Ethereum hash, of any fork.
///
/// # Errors
/// When the database does not answer.
pub fn blocks_of<C: AuxStore>(client: &C, eth_hash: H256) -> sp_blockchain::Result<Vec<H256>> {
	read_list(client, &key(BLOCK_PREFIX, &eth_hash))
}

/// Blocks with a transaction, of any fork.
///
/// # Errors
/// When the database does not answer.
pub fn blocks_with<C: AuxStore>(client: &C, transaction: H256) -> sp_blockchain::Result<Vec<H256>> {
	read_list(client, &key(TRANSACTION_PREFIX, &transaction))
}

/// Ethereum hash and header (RLP) of block zero.
///
/// # Errors
/// When the database does not answer.
pub fn genesis_header<C: AuxStore>(client: &C) -> sp_blockchain::Result<Option<(H256, Vec<u8>)>> {
	let Some(data) = client.get_aux(GENESIS_KEY)? else { return Ok(None) };
	Decode::decode(&mut &data[..])
		.map(Some)
		.map_err(|error| sp_blockchain::Error::Backend(format!("Ethereum index: {error}")))
}

/// Finds the raw Ethereum transaction in an extrinsic, if it carries one.
pub type RawTransaction<B> =
	dyn Fn(&<B as BlockT>::Extrinsic) -> Option<Vec<u8>> + Send + Sync + 'static;

/// Writes the index. One per node: clones share the lock that keeps two imports from losing each
/// other's entries.
pub struct EthIndex<B: BlockT, C> {
	client: Arc<C>,
	raw: Arc<RawTransaction<B>>,
	lock: Arc<AsyncMutex<()>>,
	_block: PhantomData<Mutex<B>>,
}

impl<B: BlockT, C> Clone for EthIndex<B, C> {
	fn clone(&self) -> Self {
		Self {
			client: self.client.clone(),
			raw: self.raw.clone(),
			lock: self.lock.clone(),
			_block: PhantomData,
		}
	}
}

impl<B, C> EthIndex<B, C>
where
	B: BlockT<Hash = H256>,
	C: AuxStore + HeaderBackend<B>,
{
	/// An index that finds raw transactions by `raw`.
	pub fn new(
		client: Arc<C>,
		raw: impl Fn(&B::Extrinsic) -> Option<Vec<u8>> + Send + Sync + 'static,
	) -> Self {
		Self { client, raw: Arc::new(raw), lock: Default::default(), _block: PhantomData }
	}

	/// Keeps the Ethereum header of block zero, while its state is there: it has no digest and no
	/// record. To be called when the node starts.
	///
	/// # Errors
	/// When the database or the runtime does not answer.
	pub fn keep_genesis(&self) -> Result<(), Box<dyn std::error::Error + Send + Sync>>
	where
		C: ProvideRuntimeApi<B>,
		C::Api: EthereumApi<B>,
	{
		let genesis = self.client.info().genesis_hash;
		if genesis_header(&*self.client)?.is_some() {
			return Ok(());
		}
		let header = self.client.runtime_api().header(genesis)?;
		let hash = keccak(&header);
		self.client.insert_aux(
			&[
				(GENESIS_KEY, &(hash, header).encode()[..]),
				(&key(BLOCK_PREFIX, &hash)[..], &vec![genesis].encode()[..]),
			],
			&[],
		)?;
		Ok(())
	}

	/// Adds a block's entries to its auxiliary data. The guard is to be held until the inner import
	/// has answered.
	///
	/// # Errors
	/// When the database does not answer.
	pub async fn prepare(
		&self,
		block: &mut BlockImportParams<B>,
	) -> sp_blockchain::Result<OwnedMutexGuard<()>> {
		let guard = self.lock.clone().lock_owned().await;
		let hash = block.post_hash();
		if let Some(eth_hash) = digest_hash(block.header.digest()) {
			self.add(block, key(BLOCK_PREFIX, &eth_hash), hash)?;
		}
		let raws: Vec<_> =
			block.body.iter().flatten().filter_map(|extrinsic| (self.raw)(extrinsic)).collect();
		for raw in raws {
			self.add(block, key(TRANSACTION_PREFIX, &keccak(&raw)), hash)?;
		}
		Ok(guard)
	}

	fn add(
		&self,
		block: &mut BlockImportParams<B>,
		key: Vec<u8>,
		hash: H256,
	) -> sp_blockchain::Result<()> {
		let mut list = read_list(&*self.client, &key)?;
		let info = self.client.info();
		let mut kept = Vec::with_capacity(list.len() + 1);
		for other in list.drain(..).filter(|other| *other != hash) {
			// What finality has left behind will never count again.
			let Some(number) = self.client.number(other)? else { continue };
			if number > info.finalized_number || self.client.hash(number)? == Some(other) {
				kept.push(other);
			}
		}
		kept.push(hash);
		block.auxiliary.push((key, Some(kept.encode())));
		Ok(())
	}
}

#[cfg(test)]
mod tests;
