// SPDX-License-Identifier: Apache-2.0

//! [`Chain`] on a node's client, off-chain database and pool: the one place with the node's types.

mod pending;
mod pool;
mod state;

use crate::{
	chain::{At, Chain, ChainInfo, HeaderInfo, PoolContent, PoolTransaction, Route, State},
	error::{Error, Result},
	index,
};
use alloy_primitives::Address;
use codec::Decode;
use futures::{future::BoxFuture, stream::BoxStream, StreamExt};
use openledger_evm_primitives::{
	block::{digest_hash, record_key},
	BlockRecord, EthereumApi, Tracer,
};
use parking_lot::Mutex;
use pending::PendingCache;
use pool::PoolCache;
use sc_client_api::{AuxStore, BlockBackend, BlockchainEvents};
use sc_transaction_pool_api::TransactionPool;
use sp_api::{ApiExt, CallApiAt, Core, ProvideRuntimeApi};
use sp_block_builder::BlockBuilder;
use sp_blockchain::{HeaderBackend, HeaderMetadata};
use sp_core::{offchain::OffchainStorage, traits::CallContext, H256};
use sp_inherents::InherentData;
use sp_runtime::{
	traits::{Block as BlockT, Header as HeaderT, NumberFor, UniqueSaturatedInto},
	Digest,
};
use state::ApiState;
use std::sync::Arc;

/// Digest and inherents of the block that would come after a header: what the node knows and the
/// pool does not.
pub type NextBlock<B> = dyn Fn(
		&<B as BlockT>::Header,
	) -> std::result::Result<(Digest, InherentData), Box<dyn std::error::Error + Send + Sync>>
	+ Send
	+ Sync;

/// What [`ClientChain`] takes from the node.
pub struct ClientDeps<B: BlockT, C, P, S> {
	/// Client.
	pub client: Arc<C>,
	/// Pool.
	pub pool: Arc<P>,
	/// Off-chain database, where the records of blocks are.
	pub offchain: S,
	/// Digest and inherents of the pending block.
	pub next_block: Arc<NextBlock<B>>,
}

/// A client as these methods need it.
pub trait EthClient<B: BlockT<Hash = H256>>:
	ProvideRuntimeApi<B, Api: EthereumApi<B> + BlockBuilder<B> + Core<B> + ApiExt<B>>
	+ CallApiAt<B>
	+ HeaderBackend<B>
	+ HeaderMetadata<B, Error = sp_blockchain::Error>
	+ AuxStore
	+ BlockBackend<B>
	+ BlockchainEvents<B>
	+ Send
	+ Sync
	+ 'static
{
}

impl<B: BlockT<Hash = H256>, C> EthClient<B> for C where
	C: ProvideRuntimeApi<B, Api: EthereumApi<B> + BlockBuilder<B> + Core<B> + ApiExt<B>>
		+ CallApiAt<B>
		+ HeaderBackend<B>
		+ HeaderMetadata<B, Error = sp_blockchain::Error>
		+ AuxStore
		+ BlockBackend<B>
		+ BlockchainEvents<B>
		+ Send
		+ Sync
		+ 'static
{
}

/// The chain of a node. Clones share their caches.
pub struct ClientChain<B: BlockT, C, P, S> {
	client: Arc<C>,
	pool: Arc<P>,
	offchain: S,
	next_block: Arc<NextBlock<B>>,
	pool_cache: Arc<PoolCache>,
	pending_cache: Arc<Mutex<Option<PendingCache>>>,
}

impl<B: BlockT, C, P, S: Clone> Clone for ClientChain<B, C, P, S> {
	fn clone(&self) -> Self {
		Self {
			client: self.client.clone(),
			pool: self.pool.clone(),
			offchain: self.offchain.clone(),
			next_block: self.next_block.clone(),
			pool_cache: self.pool_cache.clone(),
			pending_cache: self.pending_cache.clone(),
		}
	}
}

fn number_of<B: BlockT>(number: NumberFor<B>) -> u64 {
	number.unique_saturated_into()
}

impl<B, C, P, S> ClientChain<B, C, P, S>
where
	B: BlockT<Hash = H256>,
	C: EthClient<B>,
	P: TransactionPool<Block = B, Hash = H256> + 'static,
	S: OffchainStorage + 'static,
{
	/// The chain of these parts.
	pub fn new(deps: ClientDeps<B, C, P, S>) -> Self {
		let ClientDeps { client, pool, offchain, next_block } = deps;
		Self {
			client,
			pool,
			offchain,
			next_block,
			pool_cache: Default::default(),
			pending_cache: Default::default(),
		}
	}

	fn best_hash(&self) -> H256 {
		self.client.info().best_hash
	}

	fn state_at(&self, at: H256) -> ApiState<'_, B, C> {
		ApiState::new(self.client.runtime_api(), at)
	}
}

impl<B, C, P, S> Chain for ClientChain<B, C, P, S>
where
	B: BlockT<Hash = H256>,
	C: EthClient<B>,
	P: TransactionPool<Block = B, Hash = H256> + 'static,
	S: OffchainStorage + 'static,
{
	fn info(&self) -> ChainInfo {
		let info = self.client.info();
		ChainInfo {
			best: At { number: number_of::<B>(info.best_number), hash: info.best_hash },
			finalized: At {
				number: number_of::<B>(info.finalized_number),
				hash: info.finalized_hash,
			},
			genesis: info.genesis_hash,
		}
	}

	fn canonical(&self, number: u64) -> Result<Option<H256>> {
		let Ok(number) = NumberFor::<B>::try_from(number) else { return Ok(None) };
		self.client.hash(number).map_err(Error::internal)
	}

	fn header(&self, hash: H256) -> Result<Option<HeaderInfo>> {
		let header = self.client.header(hash).map_err(Error::internal)?;
		Ok(header.map(|header| HeaderInfo {
			at: At { number: number_of::<B>(*header.number()), hash },
			parent: *header.parent_hash(),
			eth_hash: digest_hash(header.digest()),
		}))
	}

	fn blocks_of(&self, eth_hash: H256) -> Result<Vec<H256>> {
		index::blocks_of(&*self.client, eth_hash).map_err(Error::internal)
	}

	fn blocks_with(&self, transaction: H256) -> Result<Vec<H256>> {
		index::blocks_with(&*self.client, transaction).map_err(Error::internal)
	}

	fn genesis_header(&self) -> Result<Option<(H256, Vec<u8>)>> {
		index::genesis_header(&*self.client).map_err(Error::internal)
	}

	fn record(&self, eth_hash: H256) -> Result<Option<BlockRecord>> {
		let key = record_key(&eth_hash);
		let Some(data) = self.offchain.get(sp_offchain::STORAGE_PREFIX, &key) else {
			return Ok(None);
		};
		BlockRecord::decode(&mut &data[..])
			.map(Some)
			.map_err(|error| Error::internal(format!("record of an Ethereum block: {error}")))
	}

	fn route(&self, from: H256, to: H256) -> Result<Route> {
		let route = sp_blockchain::tree_route(&*self.client, from, to).map_err(Error::internal)?;
		Ok(Route {
			retracted: route.retracted().iter().map(|block| block.hash).collect(),
			enacted: route.enacted().iter().map(|block| block.hash).collect(),
		})
	}

	fn changes(&self) -> BoxStream<'static, Route> {
		let stream = self.client.import_notification_stream();
		let best = stream.filter_map(|notification| async move {
			if !notification.is_new_best {
				return None;
			}
			let mut route = Route::default();
			if let Some(tree) = &notification.tree_route {
				route.retracted = tree.retracted().iter().map(|block| block.hash).collect();
				route.enacted = tree.enacted().iter().map(|block| block.hash).collect();
			}
			if route.enacted.last() != Some(&notification.hash) {
				route.enacted.push(notification.hash);
			}
			Some(route)
		});
		best.boxed()
	}

	fn at(&self, hash: H256) -> Result<Box<dyn State + '_>> {
		Ok(Box::new(self.state_at(hash)))
	}

	fn pending(&self) -> Result<Box<dyn State + '_>> {
		Ok(Box::new(self.build_pending()?))
	}

	fn pending_block(&self) -> Result<Option<Arc<BlockRecord>>> {
		self.pending_record()
	}

	fn trace_block(
		&self,
		hash: H256,
		only: Option<H256>,
		tracer: Tracer,
	) -> Result<Vec<(H256, Vec<u8>)>> {
		let header = self
			.client
			.header(hash)
			.map_err(Error::internal)?
			.ok_or_else(Error::header_not_found)?;
		let body = self
			.client
			.block_body(hash)
			.map_err(Error::internal)?
			.ok_or_else(|| Error::server("pruned history unavailable: the body is gone"))?;
		let parent = *header.parent_hash();
		let mut api = self.client.runtime_api();
		api.set_call_context(CallContext::Onchain { import: false });
		api.initialize_block(parent, &header).map_err(Error::state)?;
		Ok(api.trace_block(parent, body, only, tracer).map_err(Error::state)??)
	}

	fn runtime_version(&self) -> Result<String> {
		let version = self.client.runtime_version_at(self.best_hash(), CallContext::Offchain);
		let version = version.map_err(Error::state)?;
		Ok(format!("{}/v{}.{}", version.spec_name, version.spec_version, version.impl_version))
	}

	fn pool(&self) -> Result<PoolContent> {
		self.pool_content()
	}

	fn pool_imports(&self) -> BoxStream<'static, Arc<PoolTransaction>> {
		let this = self.clone();
		self.pool
			.import_notification_stream()
			.filter_map(move |hash| {
				let found = this.ready_transaction(hash);
				async move { found }
			})
			.boxed()
	}

	fn submit(&self, raw: Vec<u8>) -> BoxFuture<'_, Result<()>> {
		Box::pin(self.submit_raw(raw))
	}

	fn check(&self, raw: Vec<u8>) -> Result<Address> {
		self.check_raw(raw)
	}
}
