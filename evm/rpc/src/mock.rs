// SPDX-License-Identifier: Apache-2.0

//! A chain in memory with forks, a pool and a state that echoes, for tests.

use crate::{
	blocks::Blocks,
	chain::{
		At, Chain, ChainInfo, HeaderInfo, Network, PoolContent, PoolTransaction, Route, State,
	},
	config::EthConfig,
	convert::{address, b256, h160, h256},
	error::{Error, Result},
	render, signers,
};
use alloy_consensus::{Header, Transaction, TxEip1559};
use alloy_primitives::{keccak256, Address, TxKind, U256 as Wide};
use futures::{future::BoxFuture, stream::BoxStream, FutureExt, StreamExt};
use openledger_evm_primitives::{
	call::{AccessListOutcome, SimulatedBlock, SimulatedOutcome},
	Account, BlockRecord, CallOutcome, CallRequest, ExitReason, Invalid, Log, Overrides, Receipt,
	Tracer, TransactionRecord,
};
use parking_lot::Mutex;
use sp_core::{H160, H256, U256};
use std::{collections::BTreeMap, sync::Arc};

/// Chain id.
pub const CHAIN_ID: u64 = 42;
/// Base fee of each block.
pub const BASE_FEE: u64 = 1_000;
/// Gas of a block.
pub const GAS_LIMIT: u64 = 1_000_000;

#[derive(Default)]
struct Inner {
	headers: BTreeMap<H256, HeaderInfo>,
	best_chain: Vec<H256>,
	finalized: u64,
	records: BTreeMap<H256, BlockRecord>,
	by_eth: BTreeMap<H256, Vec<H256>>,
	by_transaction: BTreeMap<H256, Vec<H256>>,
	pool: PoolContent,
	nonces: BTreeMap<H160, u64>,
	calls: Vec<CallRequest>,
	genesis_header: Vec<u8>,
	salt: u64,
}

/// A chain in memory.
pub struct MockChain(Mutex<Inner>);

fn header(number: u64, parent: H256, transactions: &[TransactionRecord]) -> Header {
	let logs = transactions.iter().flat_map(|record| &record.receipt.logs);
	Header {
		parent_hash: b256(parent),
		number,
		timestamp: number * 2,
		gas_limit: GAS_LIMIT,
		gas_used: transactions.iter().map(|record| record.receipt.gas_used).sum(),
		logs_bloom: render::bloom(logs),
		base_fee_per_gas: Some(BASE_FEE),
		beneficiary: Address::repeat_byte(0xcb),
		..Default::default()
	}
}

impl MockChain {
	/// A chain with block zero.
	pub fn new() -> Arc<Self> {
		let rlp = alloy_rlp::encode(header(0, H256::zero(), &[]));
		let (eth, at) = (h256(keccak256(&rlp)), H256::repeat_byte(0xf0));
		let mut inner = Inner { genesis_header: rlp, best_chain: vec![at], ..Default::default() };
		let info =
			HeaderInfo { at: At { number: 0, hash: at }, parent: H256::zero(), eth_hash: None };
		inner.headers.insert(at, info);
		inner.by_eth.insert(eth, vec![at]);
		Arc::new(Self(Mutex::new(inner)))
	}

	/// Adds a block; it is no best block yet.
	pub fn add(&self, parent: H256, transactions: Vec<TransactionRecord>) -> H256 {
		let genesis_eth = self.genesis_header().unwrap().unwrap().0;
		let mut inner = self.0.lock();
		inner.salt += 1;
		let up = inner.headers[&parent];
		let number = up.at.number + 1;
		let mut header = header(number, up.eth_hash.unwrap_or(genesis_eth), &transactions);
		header.mix_hash = b256(H256::from_low_u64_be(inner.salt));
		let rlp = alloy_rlp::encode(&header);
		let (eth, at) = (h256(keccak256(&rlp)), H256::from_low_u64_be(0xff00 + inner.salt));
		let info = HeaderInfo { at: At { number, hash: at }, parent, eth_hash: Some(eth) };
		inner.headers.insert(at, info);
		inner.by_eth.entry(eth).or_default().push(at);
		for record in &transactions {
			inner.by_transaction.entry(record.hash).or_default().push(at);
		}
		inner.records.insert(eth, BlockRecord { hash: eth, header: rlp, transactions });
		at
	}

	/// Makes a block the head.
	pub fn set_best(&self, at: H256) {
		let mut inner = self.0.lock();
		let mut chain = vec![at];
		while let Some(info) = inner.headers.get(&chain[chain.len() - 1]) {
			if info.at.number == 0 {
				break;
			}
			chain.push(info.parent);
		}
		chain.reverse();
		inner.best_chain = chain;
	}

	/// Adds a block to the head.
	pub fn grow(&self, transactions: Vec<TransactionRecord>) -> H256 {
		let at = self.add(self.info().best.hash, transactions);
		self.set_best(at);
		at
	}

	/// Finalises up to a number.
	pub fn finalize(&self, number: u64) {
		self.0.lock().finalized = number;
	}

	/// Forgets what the execution of a block left, as if it had come by warp sync.
	pub fn forget(&self, at: H256) {
		let mut inner = self.0.lock();
		let eth = inner.headers[&at].eth_hash.unwrap();
		inner.records.remove(&eth);
	}

	/// Drops a block of a fork from the database.
	pub fn drop_block(&self, at: H256) {
		self.0.lock().headers.remove(&at);
	}

	/// Changes the pool.
	pub fn with_pool(&self, change: impl FnOnce(&mut PoolContent)) {
		change(&mut self.0.lock().pool);
	}

	/// Sets a nonce.
	pub fn set_nonce(&self, address: Address, nonce: u64) {
		self.0.lock().nonces.insert(h160(address), nonce);
	}

	/// Calls that were run.
	pub fn calls(&self) -> Vec<CallRequest> {
		self.0.lock().calls.clone()
	}

	/// Its Ethereum blocks.
	pub fn blocks(self: &Arc<Self>, config: &EthConfig) -> Blocks {
		Blocks::new(self.clone(), config)
	}
}

/// A transaction of Alith's for the pool: nonce, tip, fee cap.
pub fn pool_transaction(nonce: u64, tip: u128, cap: u128) -> Arc<PoolTransaction> {
	let signers = signers::Signers::new(true);
	let from = signers.accounts()[0];
	let transaction = TxEip1559 {
		chain_id: CHAIN_ID,
		nonce,
		gas_limit: 21_000,
		max_fee_per_gas: cap,
		max_priority_fee_per_gas: tip,
		to: TxKind::Call(Address::repeat_byte(0x11)),
		value: Wide::from(5),
		..Default::default()
	};
	let transaction = signers.sign(from, transaction.into()).unwrap();
	let raw = signers::encoded(&transaction);
	Arc::new(PoolTransaction { hash: *transaction.tx_hash(), from, transaction, raw })
}

/// A transaction of a block: nonce, tip, gas, logs.
pub fn record(nonce: u64, tip: u64, gas_used: u64, logs: Vec<Log>) -> TransactionRecord {
	let pool = pool_transaction(nonce, tip.into(), 1_000_000);
	TransactionRecord {
		hash: h256(pool.hash),
		from: h160(pool.from),
		raw: pool.raw.clone(),
		receipt: Receipt {
			success: true,
			gas_used,
			cumulative_gas_used: gas_used,
			effective_gas_price: U256::from(BASE_FEE + tip),
			created: None,
			logs,
		},
	}
}

/// A log of an address with one topic.
pub fn log(address: u8, topic: u8) -> Log {
	Log {
		address: H160::repeat_byte(address),
		topics: vec![H256::repeat_byte(topic)],
		data: vec![address, topic],
	}
}

impl Chain for MockChain {
	fn info(&self) -> ChainInfo {
		let inner = self.0.lock();
		let at = |number: usize| At { number: number as u64, hash: inner.best_chain[number] };
		ChainInfo {
			best: at(inner.best_chain.len() - 1),
			finalized: at(inner.finalized as usize),
			genesis: inner.best_chain[0],
		}
	}

	fn canonical(&self, number: u64) -> Result<Option<H256>> {
		Ok(self.0.lock().best_chain.get(number as usize).copied())
	}

	fn header(&self, hash: H256) -> Result<Option<HeaderInfo>> {
		Ok(self.0.lock().headers.get(&hash).copied())
	}

	fn blocks_of(&self, eth_hash: H256) -> Result<Vec<H256>> {
		Ok(self.0.lock().by_eth.get(&eth_hash).cloned().unwrap_or_default())
	}

	fn blocks_with(&self, transaction: H256) -> Result<Vec<H256>> {
		Ok(self.0.lock().by_transaction.get(&transaction).cloned().unwrap_or_default())
	}

	fn genesis_header(&self) -> Result<Option<(H256, Vec<u8>)>> {
		let header = self.0.lock().genesis_header.clone();
		Ok(Some((h256(keccak256(&header)), header)))
	}

	fn record(&self, eth_hash: H256) -> Result<Option<BlockRecord>> {
		Ok(self.0.lock().records.get(&eth_hash).cloned())
	}

	fn route(&self, from: H256, to: H256) -> Result<Route> {
		let inner = self.0.lock();
		let known = |hash: H256| {
			inner.headers.get(&hash).copied().ok_or_else(|| Error::server("unknown block"))
		};
		let (mut from, mut to) = (known(from)?, known(to)?);
		let mut route = Route::default();
		while from.at.hash != to.at.hash {
			if from.at.number >= to.at.number {
				route.retracted.push(from.at.hash);
				from = known(from.parent)?;
			} else {
				route.enacted.push(to.at.hash);
				to = known(to.parent)?;
			}
		}
		route.enacted.reverse();
		Ok(route)
	}

	fn changes(&self) -> BoxStream<'static, Route> {
		futures::stream::empty().boxed()
	}

	fn at(&self, _: H256) -> Result<Box<dyn State + '_>> {
		Ok(Box::new(MockState(self)))
	}

	fn pending(&self) -> Result<Box<dyn State + '_>> {
		Ok(Box::new(MockState(self)))
	}

	fn pending_block(&self) -> Result<Option<Arc<BlockRecord>>> {
		let head = self.info().best;
		let parent = self.header(head.hash)?.and_then(|header| header.eth_hash).unwrap_or_default();
		let transactions: Vec<_> = self
			.0
			.lock()
			.pool
			.ready
			.iter()
			.map(|transaction| record(transaction.nonce(), 1, 21_000, Vec::new()))
			.collect();
		let rlp = alloy_rlp::encode(header(head.number + 1, parent, &transactions));
		let hash = h256(keccak256(&rlp));
		Ok(Some(Arc::new(BlockRecord { hash, header: rlp, transactions })))
	}

	fn trace_block(
		&self,
		hash: H256,
		only: Option<H256>,
		_: Tracer,
	) -> Result<Vec<(H256, Vec<u8>)>> {
		let eth = self.header(hash)?.and_then(|header| header.eth_hash).unwrap_or_default();
		let record = self.record(eth)?.ok_or_else(Error::header_not_found)?;
		let wanted =
			record.transactions.iter().filter(|one| only.is_none_or(|hash| hash == one.hash));
		Ok(wanted.map(|one| (one.hash, b"{\"type\":\"CALL\"}".to_vec())).collect())
	}

	fn runtime_version(&self) -> Result<String> {
		Ok("mock/v1.0".into())
	}

	fn pool(&self) -> Result<PoolContent> {
		Ok(self.0.lock().pool.clone())
	}

	fn pool_imports(&self) -> BoxStream<'static, Arc<PoolTransaction>> {
		futures::stream::empty().boxed()
	}

	fn submit(&self, raw: Vec<u8>) -> BoxFuture<'_, Result<()>> {
		async move {
			let transaction = render::envelope(&raw)?;
			let from = self.check(raw.clone())?;
			let pooled = PoolTransaction { hash: *transaction.tx_hash(), from, transaction, raw };
			self.0.lock().pool.ready.push(Arc::new(pooled));
			Ok(())
		}
		.boxed()
	}

	fn check(&self, raw: Vec<u8>) -> Result<Address> {
		use alloy_consensus::transaction::SignerRecoverable;
		let transaction = render::envelope(&raw)?;
		let from = transaction.recover_signer().map_err(|_| Error::from(Invalid::Signature))?;
		let nonce = self.0.lock().nonces.get(&h160(from)).copied().unwrap_or_default();
		match transaction.nonce() < nonce {
			true => Err(Invalid::NonceTooLow.into()),
			false => Ok(from),
		}
	}
}

/// State that answers calls with their own input: what begins with 0xff reverts, with 0xfe halts.
pub struct MockState<'a>(&'a MockChain);

impl State for MockState<'_> {
	fn chain_id(&self) -> Result<u64> {
		Ok(CHAIN_ID)
	}

	fn account(&self, address: H160) -> Result<Account> {
		let nonce = self.0 .0.lock().nonces.get(&address).copied().unwrap_or_default();
		Ok(Account { nonce, balance: U256::from(7) })
	}

	fn code(&self, address: H160) -> Result<Vec<u8>> {
		Ok(address.as_bytes().to_vec())
	}

	fn storage(&self, _: H160, slot: H256) -> Result<H256> {
		Ok(slot)
	}

	fn base_fee(&self) -> Result<U256> {
		Ok(U256::from(BASE_FEE))
	}

	fn block_gas_limit(&self) -> Result<u64> {
		Ok(GAS_LIMIT)
	}

	fn call(&self, request: CallRequest, _: Overrides, _: u64) -> Result<CallOutcome> {
		let exit = match request.input.first() {
			Some(0xff) => ExitReason::Revert,
			Some(0xfe) => ExitReason::Halt(b"invalid opcode: INVALID".to_vec()),
			_ => ExitReason::Succeed,
		};
		let output = request.input.clone();
		self.0 .0.lock().calls.push(request);
		Ok(CallOutcome { exit, output, gas_used: 21_000, logs: vec![log(1, 2)], created: None })
	}

	fn estimate_gas(&self, request: CallRequest, _: Overrides, cap: u64) -> Result<u64> {
		Ok(request.gas.unwrap_or(cap).min(30_000))
	}

	fn access_list(&self, _: CallRequest, _: Overrides, _: u64) -> Result<AccessListOutcome> {
		let exit = ExitReason::Revert;
		Ok(AccessListOutcome { access_list: Vec::new(), gas_used: 21_000, exit })
	}

	fn simulate(
		&self,
		blocks: Vec<SimulatedBlock>,
		_: bool,
		_: bool,
		cap: u64,
	) -> Result<Vec<SimulatedOutcome>> {
		let head = self.0.info().best.number;
		let outcomes = blocks.into_iter().enumerate().map(|(index, block)| {
			let calls = block.calls.into_iter();
			Ok(SimulatedOutcome {
				number: head + 1 + index as u64,
				timestamp: 100,
				gas_limit: GAS_LIMIT,
				coinbase: H160::zero(),
				base_fee: U256::from(BASE_FEE),
				prevrandao: H256::zero(),
				calls: calls
					.map(|call| self.call(call, Overrides::default(), cap))
					.collect::<Result<_>>()?,
			})
		});
		outcomes.collect()
	}

	fn trace_call(&self, _: CallRequest, _: Overrides, _: Tracer, _: u64) -> Result<Vec<u8>> {
		Ok(b"{\"gas\":\"0x0\"}".to_vec())
	}
}

/// A network of three peers.
pub struct MockNetwork;

impl Network for MockNetwork {
	fn peers(&self) -> usize {
		3
	}

	fn is_syncing(&self) -> bool {
		false
	}

	fn highest_block(&self) -> BoxFuture<'_, Option<u64>> {
		futures::future::ready(Some(9)).boxed()
	}
}

/// The Ethereum address of a log's byte.
pub fn log_address(byte: u8) -> Address {
	address(H160::repeat_byte(byte))
}
