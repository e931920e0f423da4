// SPDX-License-Identifier: Apache-2.0

//! `txpool_*`.

use crate::{
	error::Error,
	pool::{Pool, PoolFrom, PoolStatus},
	types::RpcTransaction,
};
use alloy_primitives::Address;
use jsonrpsee::proc_macros::rpc;

/// `txpool_*`: the Ethereum transactions of the pool by sender and nonce.
#[rpc(server, namespace = "txpool")]
pub trait TxPoolApi {
	/// All.
	#[method(name = "content", blocking)]
	fn content(&self) -> Result<Pool<RpcTransaction>, Error>;
	/// Those of a sender.
	#[method(name = "contentFrom", blocking)]
	fn content_from(&self, address: Address) -> Result<PoolFrom, Error>;
	/// All, a line for each.
	#[method(name = "inspect", blocking)]
	fn inspect(&self) -> Result<Pool<String>, Error>;
	/// How many there are.
	#[method(name = "status", blocking)]
	fn status(&self) -> Result<PoolStatus, Error>;
}
