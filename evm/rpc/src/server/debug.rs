// SPDX-License-Identifier: Apache-2.0

//! `debug_*`.

use super::Eth;
use crate::{
	api::debug::DebugApiServer,
	blocks::EthBlock,
	convert::{b256, h256},
	error::{Error, Result},
	pool, render,
	trace::{raw_json, TraceOptions, TransactionTrace},
	types::{BlockParam, CallParam},
};
use alloy_primitives::{Bytes, B256};
use alloy_rpc_types_eth::BlockId;
use serde_json::{value::RawValue, Value};
use sp_core::H256;
use std::sync::Arc;

impl Eth {
	fn known(&self, param: BlockParam) -> Result<Arc<EthBlock>> {
		let (block, _) = self.block_or_pending(param)?.ok_or_else(Error::header_not_found)?;
		Ok(block)
	}

	/// The Substrate block that a parameter names; it must be of the chain.
	fn traceable(&self, param: BlockParam) -> Result<H256> {
		match self.blocks.named(param)? {
			Some(crate::blocks::Named::Block(at)) if at == self.blocks.chain().info().genesis => {
				Err(Error::server("genesis is not traceable"))
			},
			Some(crate::blocks::Named::Block(at)) => Ok(at),
			Some(crate::blocks::Named::Pending) => {
				Err(Error::server("tracing on top of pending is not supported"))
			},
			None => Err(Error::header_not_found()),
		}
	}

	fn trace_block(
		&self,
		param: BlockParam,
		options: Option<TraceOptions>,
	) -> Result<Vec<TransactionTrace>> {
		let tracer = options.unwrap_or_default().tracer()?;
		let at = self.traceable(param)?;
		let traces = self.blocks.chain().trace_block(at, None, tracer)?;
		traces
			.into_iter()
			.map(|(hash, json)| {
				Ok(TransactionTrace { tx_hash: b256(hash), result: raw_json(json)? })
			})
			.collect()
	}
}

impl DebugApiServer for Eth {
	fn raw_header(&self, block: BlockParam) -> Result<Bytes> {
		Ok(self.known(block)?.raw_header.clone().into())
	}

	fn raw_block(&self, block: BlockParam) -> Result<Bytes> {
		Ok(render::raw_block(&*self.known(block)?).into())
	}

	fn raw_transaction(&self, hash: B256) -> Result<Option<Bytes>> {
		if let Some((found, index)) = self.blocks.with_transaction(hash)? {
			return Ok(Some(found.block.transactions[index].raw.clone().into()));
		}
		let pool = self.blocks.chain().pool()?;
		Ok(pool::find(&pool, hash).map(|transaction| transaction.raw.clone().into()))
	}

	fn raw_receipts(&self, block: BlockParam) -> Result<Vec<Bytes>> {
		render::raw_receipts(&*self.known(block)?)
	}

	fn bad_blocks(&self) -> Result<Vec<Value>> {
		Ok(Vec::new())
	}

	fn trace_transaction(
		&self,
		hash: B256,
		options: Option<TraceOptions>,
	) -> Result<Box<RawValue>> {
		let tracer = options.unwrap_or_default().tracer()?;
		let (found, _) = self
			.blocks
			.with_transaction(hash)?
			.ok_or_else(|| Error::server("transaction not found"))?;
		let traces = self.blocks.chain().trace_block(found.at, Some(h256(hash)), tracer)?;
		let (_, json) = traces
			.into_iter()
			.find(|(traced, _)| b256(*traced) == hash)
			.ok_or_else(|| Error::server("transaction not found"))?;
		raw_json(json)
	}

	fn trace_call(
		&self,
		call: CallParam,
		block: Option<BlockParam>,
		options: Option<TraceOptions>,
	) -> Result<Box<RawValue>> {
		let block = block.unwrap_or_default();
		raw_json(self.run_trace_call(&call, block, options.unwrap_or_default())?)
	}

	fn trace_block_by_number(
		&self,
		block: BlockParam,
		options: Option<TraceOptions>,
	) -> Result<Vec<TransactionTrace>> {
		self.trace_block(block, options)
	}

	fn trace_block_by_hash(
		&self,
		hash: B256,
		options: Option<TraceOptions>,
	) -> Result<Vec<TransactionTrace>> {
		self.trace_block(BlockParam(BlockId::hash(hash)), options)
	}
}
