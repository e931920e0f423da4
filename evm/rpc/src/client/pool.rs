// SPDX-License-Identifier: Apache-2.0

//! Ethereum transactions of the node's pool.

use super::{ClientChain, EthClient};
use crate::{
	chain::{PoolContent, PoolTransaction},
	convert::address,
	error::{Error, Result},
	render::envelope,
};
use alloy_primitives::{keccak256, Address};
use codec::Decode;
use lru::LruCache;
use openledger_evm_primitives::{EthereumApi, Invalid};
use parking_lot::Mutex;
use sc_transaction_pool_api::{
	error::{Error as PoolError, IntoPoolError},
	InPoolTransaction, TransactionPool, TransactionSource,
};
use sp_core::{offchain::OffchainStorage, H160, H256};
use sp_runtime::{
	traits::Block as BlockT,
	transaction_validity::{InvalidTransaction, UnknownTransaction},
};
use std::{num::NonZeroUsize, sync::Arc};

/// Transactions of the pool that are kept decoded.
const MAX_DECODED: NonZeroUsize = NonZeroUsize::new(16_384).unwrap();

/// Decoded transactions by their hash in the pool; none for those that are not Ethereum's.
pub struct PoolCache(Mutex<LruCache<H256, Option<Arc<PoolTransaction>>>>);

impl Default for PoolCache {
	fn default() -> Self {
		Self(Mutex::new(LruCache::new(MAX_DECODED)))
	}
}

/// Decodes what the runtime found in an extrinsic.
fn decode(from: H160, raw: Vec<u8>) -> Option<Arc<PoolTransaction>> {
	let transaction = envelope(&raw).ok()?;
	let hash = keccak256(&raw);
	Some(Arc::new(PoolTransaction { hash, from: address(from), transaction, raw }))
}

impl<B, C, P, S> ClientChain<B, C, P, S>
where
	B: BlockT<Hash = H256>,
	C: EthClient<B>,
	P: TransactionPool<Block = B, Hash = H256> + 'static,
	S: OffchainStorage + 'static,
{
	/// The Ethereum transaction in an extrinsic of the pool.
	fn decoded(
		&self,
		hash: H256,
		extrinsic: &B::Extrinsic,
	) -> Result<Option<Arc<PoolTransaction>>> {
		if let Some(found) = self.pool_cache.0.lock().get(&hash) {
			return Ok(found.clone());
		}
		let found = self
			.client
			.runtime_api()
			.raw_transactions(self.best_hash(), vec![extrinsic.clone()])
			.map_err(Error::state)?
			.pop()
			.and_then(|(from, raw)| decode(from, raw));
		self.pool_cache.0.lock().put(hash, found.clone());
		Ok(found)
	}

	/// All Ethereum transactions of the pool.
	pub(super) fn pool_content(&self) -> Result<PoolContent> {
		let mut content = PoolContent::default();
		for transaction in self.pool.ready() {
			content.ready.extend(self.decoded(*transaction.hash(), transaction.data())?);
		}
		for transaction in self.pool.futures() {
			content.queued.extend(self.decoded(*transaction.hash(), transaction.data())?);
		}
		Ok(content)
	}

	/// The Ethereum transaction with this hash in the pool.
	pub(super) fn ready_transaction(&self, hash: H256) -> Option<Arc<PoolTransaction>> {
		if let Some(found) = self.pool_cache.0.lock().get(&hash) {
			return found.clone();
		}
		let transaction = self.pool.ready_transaction(&hash)?;
		self.decoded(hash, transaction.data()).ok().flatten()
	}

	/// Sender of a raw transaction that could be in the pool.
	pub(super) fn check_raw(&self, raw: Vec<u8>) -> Result<Address> {
		let checked = self.client.runtime_api().check_transaction(self.best_hash(), raw);
		Ok(address(checked.map_err(Error::state)??))
	}

	/// Hands a raw transaction to the pool.
	pub(super) async fn submit_raw(&self, raw: Vec<u8>) -> Result<()> {
		let best = self.best_hash();
		let extrinsic =
			self.client.runtime_api().convert_transaction(best, raw).map_err(Error::state)?;
		let source = TransactionSource::External;
		match self.pool.submit_one(best, source, extrinsic).await {
			Ok(_) => Ok(()),
			Err(error) => Err(match error.into_pool_error() {
				Ok(error) => pool_error(error),
				Err(error) => Error::internal(error),
			}),
		}
	}
}

/// A refusal of the pool in geth's words.
pub fn pool_error(error: PoolError) -> Error {
	// What the runtime refuses it numbers as `Invalid` does.
	if let PoolError::InvalidTransaction(InvalidTransaction::Custom(index)) = &error {
		if let Ok(invalid) = Invalid::decode(&mut &[*index][..]) {
			return invalid.into();
		}
	}
	let text = match error {
		PoolError::AlreadyImported(_) => "already known",
		PoolError::TooLowPriority { .. } => "replacement transaction underpriced",
		PoolError::ImmediatelyDropped => "txpool is full",
		PoolError::RejectedFutureTransaction => "nonce too high",
		PoolError::InvalidTransaction(InvalidTransaction::Stale) => "nonce too low",
		PoolError::InvalidTransaction(InvalidTransaction::Future) => "nonce too high",
		PoolError::InvalidTransaction(InvalidTransaction::Payment) => {
			"insufficient funds for gas * price + value"
		},
		PoolError::InvalidTransaction(InvalidTransaction::ExhaustsResources) => {
			"exceeds block gas limit"
		},
		PoolError::InvalidTransaction(
			InvalidTransaction::BadProof | InvalidTransaction::BadSigner,
		) => "invalid sender",
		PoolError::UnknownTransaction(UnknownTransaction::NoUnsignedValidator) => {
			"transaction type not supported"
		},
		other => return Error::internal(other),
	};
	Error::server(text)
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn refusals_of_the_pool_are_worded_as_geth_does() {
		let text = |error| pool_error(error).message();
		assert_eq!(text(PoolError::AlreadyImported(Box::new(()))), "already known");
		assert_eq!(
			text(PoolError::TooLowPriority { old: 1, new: 1 }),
			"replacement transaction underpriced"
		);
		assert_eq!(text(PoolError::InvalidTransaction(InvalidTransaction::Stale)), "nonce too low");
		assert_eq!(
			text(PoolError::InvalidTransaction(InvalidTransaction::Payment)),
			"insufficient funds for gas * price + value"
		);
		assert_eq!(text(PoolError::ImmediatelyDropped), "txpool is full");
		let custom = codec::Encode::encode(&Invalid::IntrinsicGas)[0];
		assert_eq!(
			text(PoolError::InvalidTransaction(InvalidTransaction::Custom(custom))),
			"intrinsic gas too low"
		);
	}
}
