// SPDX-License-Identifier: Apache-2.0

//! `debug_*`.

use crate::{
	error::Error,
	trace::{TraceOptions, TransactionTrace},
	types::{BlockParam, CallParam},
};
use alloy_primitives::{Bytes, B256};
use jsonrpsee::proc_macros::rpc;
use serde_json::{value::RawValue, Value};

/// `debug_*`: raw data and traces.
#[rpc(server, namespace = "debug")]
pub trait DebugApi {
	/// RLP of a header.
	#[method(name = "getRawHeader", blocking)]
	fn raw_header(&self, block: BlockParam) -> Result<Bytes, Error>;
	/// RLP of a block.
	#[method(name = "getRawBlock", blocking)]
	fn raw_block(&self, block: BlockParam) -> Result<Bytes, Error>;
	/// EIP-2718 bytes of a transaction; nothing where it is not known.
	#[method(name = "getRawTransaction", blocking)]
	fn raw_transaction(&self, hash: B256) -> Result<Option<Bytes>, Error>;
	/// EIP-2718 bytes of the receipts of a block.
	#[method(name = "getRawReceipts", blocking)]
	fn raw_receipts(&self, block: BlockParam) -> Result<Vec<Bytes>, Error>;
	/// Nothing: bad blocks are not kept.
	#[method(name = "getBadBlocks")]
	fn bad_blocks(&self) -> Result<Vec<Value>, Error>;

	/// Traces a transaction.
	#[method(name = "traceTransaction", blocking)]
	fn trace_transaction(
		&self,
		hash: B256,
		options: Option<TraceOptions>,
	) -> Result<Box<RawValue>, Error>;
	/// Traces a call.
	#[method(name = "traceCall", blocking)]
	fn trace_call(
		&self,
		call: CallParam,
		block: Option<BlockParam>,
		options: Option<TraceOptions>,
	) -> Result<Box<RawValue>, Error>;
	/// Traces the transactions of a block.
	#[method(name = "traceBlockByNumber", blocking)]
	fn trace_block_by_number(
		&self,
		block: BlockParam,
		options: Option<TraceOptions>,
	) -> Result<Vec<TransactionTrace>, Error>;
	/// Traces the transactions of a block.
	#[method(name = "traceBlockByHash", blocking)]
	fn trace_block_by_hash(
		&self,
		hash: B256,
		options: Option<TraceOptions>,
	) -> Result<Vec<TransactionTrace>, Error>;
}
