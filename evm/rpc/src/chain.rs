// SPDX-License-Identifier: Apache-2.0

//! What the methods ask of the node, without its types: one implementation is the node's client and
//! pool ([`crate::client`]), another the tests'.

use crate::error::Result;
use alloy_consensus::{Transaction, TxEnvelope};
use alloy_primitives::{Address, B256};
use futures::{future::BoxFuture, stream::BoxStream};
use openledger_evm_primitives::{
	call::{AccessListOutcome, SimulatedBlock, SimulatedOutcome},
	Account, BlockRecord, CallOutcome, CallRequest, Overrides, Tracer,
};
use sp_core::{H160, H256, U256};
use std::sync::Arc;

/// A block of the Substrate chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct At {
	/// Number.
	pub number: u64,
	/// Substrate hash.
	pub hash: H256,
}

/// Ends of the chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChainInfo {
	/// Head of the best chain.
	pub best: At,
	/// Last block that GRANDPA finalised.
	pub finalized: At,
	/// Hash of block zero.
	pub genesis: H256,
}

/// What the methods need of a header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HeaderInfo {
	/// The block.
	pub at: At,
	/// Substrate hash of its parent.
	pub parent: H256,
	/// Ethereum hash in its digest; block zero has none.
	pub eth_hash: Option<H256>,
}

/// The way from one block to another.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Route {
	/// Blocks that are left, the first to leave first.
	pub retracted: Vec<H256>,
	/// Blocks that are entered, in order of their numbers.
	pub enacted: Vec<H256>,
}

/// A transaction of the pool.
#[derive(Clone, Debug)]
pub struct PoolTransaction {
	/// keccak-256 of `raw`.
	pub hash: B256,
	/// Sender.
	pub from: Address,
	/// Decoded.
	pub transaction: TxEnvelope,
	/// EIP-2718 bytes.
	pub raw: Vec<u8>,
}

impl PoolTransaction {
	/// Nonce.
	pub fn nonce(&self) -> u64 {
		self.transaction.nonce()
	}
}

/// Ethereum transactions of the pool.
#[derive(Clone, Debug, Default)]
pub struct PoolContent {
	/// Those that the next block could take, in the order in which it would.
	pub ready: Vec<Arc<PoolTransaction>>,
	/// Those that wait for an earlier nonce.
	pub queued: Vec<Arc<PoolTransaction>>,
}

impl PoolContent {
	/// All.
	pub fn iter(&self) -> impl Iterator<Item = &Arc<PoolTransaction>> {
		self.ready.iter().chain(&self.queued)
	}
}

/// The chain, its database and its pool.
pub trait Chain: Send + Sync {
	/// Ends of the chain.
	fn info(&self) -> ChainInfo;
	/// The block of the best chain at a number.
	fn canonical(&self, number: u64) -> Result<Option<H256>>;
	/// A header.
	fn header(&self, hash: H256) -> Result<Option<HeaderInfo>>;
	/// Blocks with an Ethereum hash, of any fork.
	fn blocks_of(&self, eth_hash: H256) -> Result<Vec<H256>>;
	/// Blocks with a transaction, of any fork.
	fn blocks_with(&self, transaction: H256) -> Result<Vec<H256>>;
	/// Ethereum hash and header (RLP) of block zero.
	fn genesis_header(&self) -> Result<Option<(H256, Vec<u8>)>>;
	/// What the execution of a block left. None where it was not executed here.
	fn record(&self, eth_hash: H256) -> Result<Option<BlockRecord>>;
	/// The way from one block to another.
	fn route(&self, from: H256, to: H256) -> Result<Route>;
	/// How the best chain changes.
	fn changes(&self) -> BoxStream<'static, Route>;

	/// State after a block.
	fn at(&self, hash: H256) -> Result<Box<dyn State + '_>>;
	/// State after the transactions of the pool on top of the best block.
	fn pending(&self) -> Result<Box<dyn State + '_>>;
	/// The Ethereum block of the pool's transactions on top of the best block.
	fn pending_block(&self) -> Result<Option<Arc<BlockRecord>>>;
	/// Traces transactions of a block: hashes and the tracer's JSON.
	fn trace_block(
		&self,
		hash: H256,
		only: Option<H256>,
		tracer: Tracer,
	) -> Result<Vec<(H256, Vec<u8>)>>;
	/// The runtime's name and version, `name/vSPEC.IMPL`.
	fn runtime_version(&self) -> Result<String>;

	/// The pool.
	fn pool(&self) -> Result<PoolContent>;
	/// Transactions as they become ready.
	fn pool_imports(&self) -> BoxStream<'static, Arc<PoolTransaction>>;
	/// Hands a raw transaction to the pool, after the checks of the runtime. Its hash is keccak-256 of
	/// the bytes.
	fn submit(&self, raw: Vec<u8>) -> BoxFuture<'_, Result<()>>;
	/// Sender of a raw transaction that could be in the pool.
	fn check(&self, raw: Vec<u8>) -> Result<Address>;
}

/// State after a block, and calls on it.
pub trait State {
	/// Chain id.
	fn chain_id(&self) -> Result<u64>;
	/// Nonce and spendable balance.
	fn account(&self, address: H160) -> Result<Account>;
	/// Code.
	fn code(&self, address: H160) -> Result<Vec<u8>>;
	/// A storage slot.
	fn storage(&self, address: H160, slot: H256) -> Result<H256>;
	/// Base fee of the next block.
	fn base_fee(&self) -> Result<U256>;
	/// Gas of a block.
	fn block_gas_limit(&self) -> Result<u64>;
	/// Runs a call.
	fn call(&self, request: CallRequest, overrides: Overrides, gas_cap: u64)
		-> Result<CallOutcome>;
	/// Least gas limit with which a call succeeds.
	fn estimate_gas(&self, request: CallRequest, overrides: Overrides, gas_cap: u64)
		-> Result<u64>;
	/// What a call touches.
	fn access_list(
		&self,
		request: CallRequest,
		overrides: Overrides,
		gas_cap: u64,
	) -> Result<AccessListOutcome>;
	/// `eth_simulateV1`.
	fn simulate(
		&self,
		blocks: Vec<SimulatedBlock>,
		validation: bool,
		trace_transfers: bool,
		gas_cap: u64,
	) -> Result<Vec<SimulatedOutcome>>;
	/// Traces a call: the tracer's JSON.
	fn trace_call(
		&self,
		request: CallRequest,
		overrides: Overrides,
		tracer: Tracer,
		gas_cap: u64,
	) -> Result<Vec<u8>>;
}

/// The node's network.
pub trait Network: Send + Sync {
	/// Peers that are connected.
	fn peers(&self) -> usize;
	/// Whether the node is far behind.
	fn is_syncing(&self) -> bool;
	/// Highest block that a peer has announced.
	fn highest_block(&self) -> BoxFuture<'_, Option<u64>>;
}
