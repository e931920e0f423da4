// SPDX-License-Identifier: Apache-2.0

//! `txpool_*`.

use super::Eth;
use crate::{
	api::txpool::TxPoolApiServer,
	error::Result,
	pool::{self, Pool, PoolFrom, PoolStatus},
	render,
	types::RpcTransaction,
};
use alloy_primitives::Address;

impl TxPoolApiServer for Eth {
	fn content(&self) -> Result<Pool<RpcTransaction>> {
		let content = pool::standing(&self.blocks)?;
		Ok(pool::content(&content, |transaction| render::pool_transaction(transaction, false)))
	}

	fn content_from(&self, address: Address) -> Result<PoolFrom> {
		Ok(pool::content_from(&pool::standing(&self.blocks)?, address))
	}

	fn inspect(&self) -> Result<Pool<String>> {
		Ok(pool::content(&pool::standing(&self.blocks)?, pool::summary))
	}

	fn status(&self) -> Result<PoolStatus> {
		Ok(pool::status(&pool::standing(&self.blocks)?))
	}
}
