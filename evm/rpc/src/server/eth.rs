// SPDX-License-Identifier: Apache-2.0

//! `eth_*`: blocks, transactions, state, fees, filters.

use super::{in_place, BlockAnswer, Eth};
use crate::{
	api::eth::{AccessListAnswer, EthApiServer, SignedTransaction},
	chain::State,
	convert::{b256, h160, h256, u256},
	error::{Error, Result},
	fees, logs, pool, render,
	simulate::Payload,
	types::{
		BlockParam, CallParam, Changes, Quantity, RpcLog, RpcReceipt, RpcTransaction, Slot, Syncing,
	},
};
use alloy_primitives::{Address, Bytes, B256, U256};
use alloy_rpc_types_eth::{
	state::StateOverride, BlockId, BlockNumberOrTag, BlockOverrides, FeeHistory, Filter, Work,
};
use jsonrpsee::core::async_trait;
use serde_json::Value;

fn by_hash(hash: B256) -> BlockParam {
	BlockParam(BlockId::hash(hash))
}

fn usize_of(index: Quantity) -> usize {
	usize::try_from(index.0).unwrap_or(usize::MAX)
}

impl Eth {
	fn block_answer(&self, param: BlockParam, full: Option<bool>) -> Result<Option<BlockAnswer>> {
		let full = full.unwrap_or(false);
		match self.block_or_pending(param)? {
			Some((block, false)) => {
				Ok(Some(BlockAnswer::Block(Box::new(render::block(&block, full)?))))
			},
			Some((block, true)) => {
				Ok(Some(BlockAnswer::Pending(render::pending_block(&block, full)?)))
			},
			None => Ok(None),
		}
	}

	fn transaction_count(&self, param: BlockParam) -> Result<Option<Quantity>> {
		let found = self.block_or_pending(param)?;
		Ok(found.map(|(block, _)| Quantity(block.transactions.len() as u64)))
	}

	fn transaction_at(&self, param: BlockParam, index: Quantity) -> Result<Option<RpcTransaction>> {
		let Some((block, _)) = self.block_or_pending(param)? else { return Ok(None) };
		let index = usize_of(index);
		match index < block.transactions.len() {
			true => render::transaction(&block, index, true).map(Some),
			false => Ok(None),
		}
	}

	fn state_of(&self, block: Option<BlockParam>) -> Result<Box<dyn State + '_>> {
		self.blocks.accounts(block.unwrap_or_default())
	}
}

#[async_trait]
impl EthApiServer for Eth {
	fn protocol_version(&self) -> Result<Quantity> {
		Ok(Quantity(1))
	}

	async fn syncing(&self) -> Result<Syncing> {
		if !self.network.is_syncing() {
			return Ok(Syncing::No(false));
		}
		let current = self.blocks.head().number;
		let highest = self.network.highest_block().await.unwrap_or(current).max(current);
		Ok(Syncing::Yes {
			starting_block: Quantity(self.starting_block),
			current_block: Quantity(current),
			highest_block: Quantity(highest),
		})
	}

	fn coinbase(&self) -> Result<Address> {
		let found = self.blocks.block(BlockParam::LATEST)?.ok_or_else(Error::header_not_found)?;
		Ok(found.block.header.beneficiary)
	}

	fn accounts(&self) -> Result<Vec<Address>> {
		Ok(self.signers.accounts())
	}

	fn block_number(&self) -> Result<Quantity> {
		Ok(Quantity(self.blocks.head().number))
	}

	fn chain_id(&self) -> Result<Quantity> {
		in_place(|| self.id()).map(Quantity)
	}

	fn block_by_hash(&self, hash: B256, full: Option<bool>) -> Result<Option<BlockAnswer>> {
		in_place(|| self.block_answer(by_hash(hash), full))
	}

	fn block_by_number(
		&self,
		block: BlockParam,
		full: Option<bool>,
	) -> Result<Option<BlockAnswer>> {
		in_place(|| self.block_answer(block, full))
	}

	fn transaction_count_by_hash(&self, hash: B256) -> Result<Option<Quantity>> {
		self.transaction_count(by_hash(hash))
	}

	fn transaction_count_by_number(&self, block: BlockParam) -> Result<Option<Quantity>> {
		self.transaction_count(block)
	}

	fn block_receipts(&self, block: BlockParam) -> Result<Option<Vec<RpcReceipt>>> {
		let found = self.block_or_pending(block)?;
		found.map(|(block, _)| render::receipts(&block)).transpose()
	}

	fn uncle_count_by_hash(&self, hash: B256) -> Result<Option<Quantity>> {
		Ok(self.blocks.find(hash)?.map(|_| Quantity(0)))
	}

	fn uncle_count_by_number(&self, block: BlockParam) -> Result<Option<Quantity>> {
		Ok(self.blocks.named(block)?.map(|_| Quantity(0)))
	}

	fn uncle_by_hash(&self, _: B256, _: Quantity) -> Result<Option<Value>> {
		Ok(None)
	}

	fn uncle_by_number(&self, _: BlockParam, _: Quantity) -> Result<Option<Value>> {
		Ok(None)
	}

	fn transaction_by_hash(&self, hash: B256) -> Result<Option<RpcTransaction>> {
		in_place(|| {
			if let Some((found, index)) = self.blocks.with_transaction(hash)? {
				return render::transaction(&found.block, index, true).map(Some);
			}
			let pool = self.blocks.chain().pool()?;
			let found = pool::find(&pool, hash);
			Ok(found.map(|transaction| render::pool_transaction(&transaction, true)))
		})
	}

	fn transaction_by_block_hash(
		&self,
		hash: B256,
		index: Quantity,
	) -> Result<Option<RpcTransaction>> {
		self.transaction_at(by_hash(hash), index)
	}

	fn transaction_by_block_number(
		&self,
		block: BlockParam,
		index: Quantity,
	) -> Result<Option<RpcTransaction>> {
		self.transaction_at(block, index)
	}

	fn receipt(&self, hash: B256) -> Result<Option<RpcReceipt>> {
		in_place(|| {
			let found = self.blocks.with_transaction(hash)?;
			found.map(|(found, index)| render::receipt(&found.block, index)).transpose()
		})
	}

	fn balance(&self, address: Address, block: Option<BlockParam>) -> Result<U256> {
		let account = in_place(|| self.state_of(block)?.account(h160(address)))?;
		Ok(u256(account.balance))
	}

	fn storage_at(&self, address: Address, slot: Slot, block: Option<BlockParam>) -> Result<B256> {
		in_place(|| self.state_of(block)?.storage(h160(address), h256(slot.0))).map(b256)
	}

	fn nonce(&self, address: Address, block: Option<BlockParam>) -> Result<Quantity> {
		let block = block.unwrap_or_default();
		let nonce = in_place(|| match block.0 == BlockId::pending() {
			true => self.next_nonce(address),
			false => Ok(self.blocks.state(block)?.account(h160(address))?.nonce),
		});
		nonce.map(Quantity)
	}

	fn code(&self, address: Address, block: Option<BlockParam>) -> Result<Bytes> {
		in_place(|| self.state_of(block)?.code(h160(address))).map(Bytes::from)
	}

	fn call(
		&self,
		call: CallParam,
		block: Option<BlockParam>,
		state_overrides: Option<StateOverride>,
		block_overrides: Option<BlockOverrides>,
	) -> Result<Bytes> {
		let block = block.unwrap_or_default();
		in_place(|| self.run_call(&call, block, state_overrides, block_overrides))
	}

	fn estimate_gas(
		&self,
		call: CallParam,
		block: Option<BlockParam>,
		state_overrides: Option<StateOverride>,
		block_overrides: Option<BlockOverrides>,
	) -> Result<Quantity> {
		let block = block.unwrap_or_default();
		in_place(|| self.run_estimate(&call, block, state_overrides, block_overrides)).map(Quantity)
	}

	fn create_access_list(
		&self,
		call: CallParam,
		block: Option<BlockParam>,
		state_overrides: Option<StateOverride>,
	) -> Result<AccessListAnswer> {
		self.run_access_list(&call, block.unwrap_or_default(), state_overrides)
	}

	fn simulate(&self, payload: Payload, block: Option<BlockParam>) -> Result<Vec<Value>> {
		self.run_simulation(&payload, block.unwrap_or_default())
	}

	fn pending_transactions(&self) -> Result<Vec<RpcTransaction>> {
		let pool = pool::standing(&self.blocks)?;
		Ok(pool.iter().map(|transaction| render::pool_transaction(transaction, false)).collect())
	}

	fn gas_price(&self) -> Result<U256> {
		in_place(|| fees::price(&self.blocks)).map(U256::from)
	}

	fn max_priority_fee_per_gas(&self) -> Result<U256> {
		fees::suggested_tip(&self.blocks).map(U256::from)
	}

	fn blob_base_fee(&self) -> Result<Quantity> {
		Ok(Quantity(1))
	}

	fn fee_history(
		&self,
		count: Quantity,
		newest: BlockParam,
		percentiles: Option<Vec<f64>>,
	) -> Result<FeeHistory> {
		let newest = match newest.0 {
			BlockId::Number(tag) => tag,
			BlockId::Hash(hash) => {
				let at = self.blocks.find(hash.block_hash)?.ok_or_else(Error::header_not_found)?;
				let header = self.blocks.chain().header(at)?.ok_or_else(Error::header_not_found)?;
				BlockNumberOrTag::Number(header.at.number)
			},
		};
		let percentiles = percentiles.unwrap_or_default();
		fees::history(&self.blocks, &self.config, count.0, newest, &percentiles)
	}

	fn mining(&self) -> Result<bool> {
		Ok(self.is_authority)
	}

	fn hashrate(&self) -> Result<Quantity> {
		Ok(Quantity(0))
	}

	fn work(&self) -> Result<Work> {
		Ok(Work::default())
	}

	fn submit_hashrate(&self, _: U256, _: B256) -> Result<bool> {
		Ok(false)
	}

	fn submit_work(&self, _: Value, _: B256, _: B256) -> Result<bool> {
		Ok(false)
	}

	async fn send_transaction(&self, transaction: CallParam) -> Result<B256> {
		self.sign_and_send(transaction).await
	}

	async fn send_raw_transaction(&self, raw: Bytes) -> Result<B256> {
		self.send_raw(raw.to_vec()).await
	}

	fn sign_transaction(&self, transaction: CallParam) -> Result<SignedTransaction> {
		self.signed_answer(&transaction)
	}

	fn sign(&self, address: Address, message: Bytes) -> Result<Bytes> {
		self.signers.sign_message(address, &message).map(Bytes::from)
	}

	fn new_filter(&self, filter: Filter) -> Result<Quantity> {
		self.filters.new_logs(&self.blocks, &self.config, filter).map(Quantity)
	}

	fn new_block_filter(&self) -> Result<Quantity> {
		self.filters.new_blocks(&self.blocks, &self.config).map(Quantity)
	}

	fn new_pending_filter(&self, full: Option<bool>) -> Result<Quantity> {
		match full {
			Some(true) => Err(Error::server("full pending transactions: subscribe to them")),
			_ => self.filters.new_pending(&self.blocks, &self.config).map(Quantity),
		}
	}

	fn filter_changes(&self, id: Quantity) -> Result<Changes> {
		self.filters.changes(&self.blocks, &self.config, id.0)
	}

	fn filter_logs(&self, id: Quantity) -> Result<Vec<RpcLog>> {
		self.filters.logs(&self.blocks, &self.config, id.0)
	}

	fn uninstall_filter(&self, id: Quantity) -> Result<bool> {
		self.filters.uninstall(&self.blocks, &self.config, id.0)
	}

	fn logs(&self, filter: Filter) -> Result<Vec<RpcLog>> {
		logs::query(&self.blocks, &self.config, &filter)
	}
}
