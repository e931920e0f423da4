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

/// Transactions that may not fit, or wait for a lower base fee, before the block counts as full.
const MAX_SKIPPED: usize = 64;

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

	/// State after the pool's transactions, within the block that would hold them. An empty pool makes a
	/// block too: its number and time are not the head's.
	pub(super) fn build_pending(&self) -> Result<ApiState<'_, B, C>> {
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
		let full = TransactionValidityError::Invalid(InvalidTransaction::ExhaustsResources);
		let (mut skipped, mut ready) = (0, self.pool.ready());
		while let Some(transaction) = ready.next() {
			let Err(error) = apply((**transaction.data()).clone()) else { continue };
			// What comes after it in its sender's order is passed by.
			ready.report_invalid(&transaction);
			if error.as_ref() == Some(&full) {
				skipped += 1;
				if skipped == MAX_SKIPPED {
					break;
				}
			}
		}
		Ok(ApiState::new(api, parent))
	}
}
