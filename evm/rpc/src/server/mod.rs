// SPDX-License-Identifier: Apache-2.0

//! The methods' implementation, generic over nothing: it stands on [`Chain`](crate::chain::Chain).

mod calls;
mod debug;
mod eth;
mod net;
mod pubsub;
mod submit;
mod txpool;

use crate::{
	api::{
		debug::DebugApiServer,
		eth::EthApiServer,
		net::{NetApiServer, Web3ApiServer},
		pubsub::EthPubSubApiServer,
		txpool::TxPoolApiServer,
	},
	blocks::{Blocks, EthBlock, Named},
	chain::{Chain, Network},
	config::EthConfig,
	error::Result,
	filters::Filters,
	signers::Signers,
	types::{BlockParam, RpcBlock},
};
use futures::{future, StreamExt};
use jsonrpsee::{core::RegisterMethodError, RpcModule};
use serde::Serialize;
use serde_json::Value;
use std::sync::{Arc, OnceLock};
use tokio::runtime::{Handle, RuntimeFlavor};

/// A block of the chain, or the pending one.
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
pub enum BlockAnswer {
	/// Of the chain.
	Block(Box<RpcBlock>),
	/// Pending.
	Pending(Value),
}

/// Reads the chain or runs the EVM on the caller's own thread: most answers take less time than it takes
/// to wake another thread twice. Whatever else waits for the thread goes on elsewhere meanwhile.
fn in_place<R>(run: impl FnOnce() -> R) -> R {
	match Handle::try_current().map(|handle| handle.runtime_flavor()) {
		Ok(RuntimeFlavor::MultiThread) => tokio::task::block_in_place(run),
		_ => run(),
	}
}

/// What the methods take from the node.
pub struct EthDeps {
	/// Chain and pool.
	pub chain: Arc<dyn Chain>,
	/// Network.
	pub network: Arc<dyn Network>,
	/// Limits.
	pub config: EthConfig,
	/// Whether this node authors blocks.
	pub is_authority: bool,
	/// Name and version of the node, `name/version`.
	pub client_version: String,
}

/// The Ethereum methods. Clones share everything.
#[derive(Clone)]
pub struct Eth(Arc<Shared>);

/// What clones of [`Eth`] share.
pub struct Shared {
	blocks: Blocks,
	config: EthConfig,
	filters: Filters,
	signers: Signers,
	network: Arc<dyn Network>,
	is_authority: bool,
	client_version: String,
	starting_block: u64,
	chain_id: OnceLock<u64>,
}

impl std::ops::Deref for Eth {
	type Target = Shared;

	fn deref(&self) -> &Shared {
		&self.0
	}
}

impl Eth {
	/// The methods of a node.
	pub fn new(deps: EthDeps) -> Self {
		let EthDeps { chain, network, config, is_authority, client_version } = deps;
		Self(Arc::new(Shared {
			starting_block: chain.info().best.number,
			blocks: Blocks::new(chain, &config),
			filters: Filters::default(),
			signers: Signers::new(config.dev_accounts),
			network,
			is_authority,
			client_version,
			chain_id: OnceLock::new(),
			config,
		}))
	}

	/// All methods. May be called as often as there are servers.
	///
	/// # Errors
	/// When two methods have one name.
	pub fn module(&self) -> std::result::Result<RpcModule<()>, RegisterMethodError> {
		let mut module = RpcModule::new(());
		module.merge(EthApiServer::into_rpc(self.clone()))?;
		module.merge(EthPubSubApiServer::into_rpc(self.clone()))?;
		module.merge(NetApiServer::into_rpc(self.clone()))?;
		module.merge(Web3ApiServer::into_rpc(self.clone()))?;
		module.merge(TxPoolApiServer::into_rpc(self.clone()))?;
		module.merge(DebugApiServer::into_rpc(self.clone()))?;
		Ok(module)
	}

	/// Notes transactions for filters as they enter the pool, and blocks for log search as they
	/// become best. To be run by the node as long as it serves.
	pub async fn run(self) {
		let chain = self.blocks.chain();
		let transactions = chain.pool_imports().for_each(|transaction| {
			self.filters.note_transaction(transaction.hash);
			future::ready(())
		});
		let blocks = chain.changes().for_each(|route| {
			for at in route.enacted {
				let _ = self.blocks.summary(at);
			}
			future::ready(())
		});
		future::join(transactions, blocks).await;
	}

	/// Chain id; it never changes.
	fn id(&self) -> Result<u64> {
		if let Some(id) = self.chain_id.get() {
			return Ok(*id);
		}
		let id = self.blocks.best()?.chain_id()?;
		Ok(*self.chain_id.get_or_init(|| id))
	}

	/// The block that a parameter names, and whether it is the pending one.
	fn block_or_pending(&self, param: BlockParam) -> Result<Option<(Arc<EthBlock>, bool)>> {
		match self.blocks.named(param)? {
			Some(Named::Block(at)) => Ok(self.blocks.at(at)?.map(|found| (found.block, false))),
			Some(Named::Pending) => match self.blocks.chain().pending_block()? {
				Some(record) => Ok(Some((Arc::new(EthBlock::decode((*record).clone())?), true))),
				None => Ok(None),
			},
			None => Ok(None),
		}
	}
}

#[cfg(test)]
mod tests;
