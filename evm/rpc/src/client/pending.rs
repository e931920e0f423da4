// SPDX-License-Identifier: Apache-2.0

//! The pending block: the pool's transactions applied on top of the best block, in one runtime API
//! instance that nothing is kept of.

use super::{state::ApiState, ClientChain, EthClient};
use crate::error::{Error, Result};
use openledger_evm_primitives::{BlockRecord, EthereumApi};
use sc_transaction_pool_api::{InPoolTransaction, TransactionPool};
use sp_api::{ApiExt, Core};
use sp_block_builder::BlockBuilder;
use sp_core::{offchain::OffchainStorage, traits::CallContext, H256};
use sp_runtime::{
	traits::{Block as BlockT, Header as HeaderT, One},
	transaction_validity::{InvalidTransaction, TransactionValidityError},
	TransactionOutcome,
};
use std::sync::Arc;

/// Transactions that may not fit before the block counts as full.
const MAX_SKIPPED: usize = 8;

/// The last pending block, with what it was made of.
pub struct PendingCache {
	parent: H256,
	transactions: Vec<H256>,
	record: Option<Arc<BlockRecord>>,
}

impl<B, C, P, S> ClientChain<B, C, P, S>
where
	B: BlockT<Hash = H256>,
	C: EthClient<B>,
	P: TransactionPool<Block = B, Hash = H256> + 'static,
	S: OffchainStorage + 'static,
{
	/// State after the pool's transactions. Where the pool is empty that is the best block's.
	pub(super) fn pending_state(&self) -> Result<ApiState<'_, B, C>> {
		match self.pool.status().ready {
			0 => Ok(self.state_at(self.best_hash())),
			_ => self.build_pending(),
		}
	}

	/// The pending block. None where the runtime makes none.
	pub(super) fn pending_record(&self) -> Result<Option<Arc<BlockRecord>>> {
		let parent = self.best_hash();
		let transactions: Vec<H256> =
			self.pool.ready().map(|transaction| *transaction.hash()).collect();
		if let Some(cache) = &*self.pending_cache.lock() {
			if cache.parent == parent && cache.transactions == transactions {
				return Ok(cache.record.clone());
			}
		}
		let state = self.build_pending()?;
		let record = state.api.pending_block(state.at).map_err(Error::state)?.map(Arc::new);
		if state.at == parent {
			let record = record.clone();
			*self.pending_cache.lock() = Some(PendingCache { parent, transactions, record });
		}
		Ok(record)
	}

	fn build_pending(&self) -> Result<ApiState<'_, B, C>> {
		let parent = self.best_hash();
		let header = self
			.client
			.header(parent)
			.map_err(Error::internal)?
			.ok_or_else(Error::header_not_found)?;
		let (digest, inherents) = (self.next_block)(&header).map_err(Error::internal)?;
		let next = B::Header::new(
			*header.number() + One::one(),
			Default::default(),
			Default::default(),
			parent,
			digest,
		);
		let mut api = self.client.runtime_api();
		api.set_call_context(CallContext::Onchain { import: false });
		api.initialize_block(parent, &next).map_err(Error::state)?;

		let apply = |extrinsic: B::Extrinsic| {
			api.execute_in_transaction(|api| match api.apply_extrinsic(parent, extrinsic) {
				Ok(Ok(_)) => TransactionOutcome::Commit(Ok(())),
				Ok(Err(error)) => TransactionOutcome::Rollback(Err(Some(error))),
				Err(error) => {
					log::debug!(target: "eth-rpc", "pending block: {error}");
					TransactionOutcome::Rollback(Err(None))
				},
			})
		};
		for inherent in api.inherent_extrinsics(parent, inherents).map_err(Error::state)? {
			if let Err(error) = apply(inherent) {
				log::debug!(target: "eth-rpc", "pending block: inherent refused: {error:?}");
			}
		}
		let mut skipped = 0;
		for transaction in self.pool.ready() {
			let full =
				Some(TransactionValidityError::Invalid(InvalidTransaction::ExhaustsResources));
			if apply((**transaction.data()).clone()) == Err(full) {
				skipped += 1;
				if skipped == MAX_SKIPPED {
					break;
				}
			}
		}
		Ok(ApiState::new(api, parent))
	}
}
