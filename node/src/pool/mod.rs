// SPDX-License-Identifier: Apache-2.0

//! The transaction pool: the SDK's, and a memory of what it has accepted.
//!
//! The SDK's pools lose transactions when blocks fork under load. The fork-aware one forgets a transaction
//! that waits for an earlier one of its account as soon as the only view that had it goes, and bans what
//! depends on it; the single-state one is not better. A node with `eth_sendRawTransaction` or
//! `author_submitExtrinsic` has then answered with the hash of a transaction that no node has, and every
//! later one of that account waits for it for ever. [`KeptPool`] keeps what the pool has accepted
//! ([`kept`]) until a final block holds it, and gives it to the pool again when the best chain does not
//! have it and the pool neither. What the pool then refuses for what it is, is forgotten.
//!
//! Transactions that are watched (`author_submitAndWatchExtrinsic`) are not kept: their sender is told
//! that they were dropped. Neither is what this node's own off-chain workers submit: they do so again in
//! each block.

mod kept;

use crate::{metrics::PoolMetrics, service::FullClient};
use async_trait::async_trait;
use codec::Encode;
use kept::{Included, Kept};
use openledger_runtime::opaque::Block;
use parking_lot::Mutex;
use sc_client_api::BlockBackend;
use sc_transaction_pool_api::{
	error::{Error as PoolError, IntoPoolError},
	ChainEvent, ImportNotificationStream, InPoolTransaction, LocalTransactionFor,
	LocalTransactionPool, MaintainedTransactionPool, PoolStatus, ReadyTransactions, TransactionFor,
	TransactionPool, TransactionSource, TransactionStatusStreamFor, TxHash, TxInvalidityReportMap,
};
use sp_blockchain::HeaderBackend;
use sp_core::H256;
use sp_runtime::traits::Header as _;
use std::{
	collections::{HashMap, HashSet},
	pin::Pin,
	sync::Arc,
	time::Duration,
};

/// The SDK's pool.
pub type InnerPool = sc_transaction_pool::TransactionPoolHandle<Block, FullClient>;
type Ready = Box<
	dyn ReadyTransactions<Item = Arc<<InnerPool as TransactionPool>::InPoolTransaction>> + Send,
>;
type Error = <InnerPool as TransactionPool>::Error;

/// Most transactions that are submitted again after one block: their validation is time that the pool
/// does not have for others.
const MOST_AGAIN: usize = 512;

/// A pool that does not lose what it has accepted.
pub struct KeptPool {
	inner: InnerPool,
	client: Arc<FullClient>,
	kept: Mutex<Kept>,
	metrics: PoolMetrics,
}

impl KeptPool {
	/// A pool around the SDK's.
	pub fn new(inner: InnerPool, client: Arc<FullClient>, metrics: PoolMetrics) -> Self {
		Self { inner, client, kept: Mutex::default(), metrics }
	}

	/// Keeps a transaction, unless its priority is zero: what waits for a lower base fee costs nothing, and
	/// must not take the place of what can be paid.
	fn accepted(&self, hash: H256, extrinsic: TransactionFor<Self>) {
		if self.inner.ready_transaction(&hash).is_some_and(|found| *found.priority() == 0) {
			return;
		}
		let bytes = extrinsic.encoded_size();
		self.kept.lock().accepted(hash, extrinsic, bytes);
	}

	/// Reads the blocks of the best chain that are not known yet, back to the final ones.
	fn learn(&self, best: H256) {
		let finalized = self.client.info().finalized_number;
		let (mut at, mut fresh) = (best, Vec::new());
		while !self.kept.lock().knows(&at) && fresh.len() < kept::DEPTH {
			let Ok(Some(header)) = self.client.header(at) else { break };
			if *header.number() <= finalized && at != best {
				break;
			}
			let body = self.client.block_body(at).ok().flatten().unwrap_or_default();
			let transactions = body.iter().map(|xt| self.inner.hash_of(xt)).collect();
			fresh.push(Included { hash: at, parent: *header.parent_hash(), transactions });
			at = *header.parent_hash();
		}
		let mut kept = self.kept.lock();
		fresh.into_iter().rev().for_each(|block| kept.add(block));
	}

	/// Submits again what neither the chain of the best block nor the pool has.
	async fn restore(&self, best: H256) {
		if self.kept.lock().len() == 0 {
			return;
		}
		self.learn(best);
		let futures: HashSet<H256> = self.inner.futures().iter().map(|tx| *tx.hash()).collect();
		let missing = self.kept.lock().missing(best, MOST_AGAIN, |hash| {
			futures.contains(hash) || self.inner.ready_transaction(hash).is_some()
		});
		if missing.is_empty() {
			return;
		}
		let (hashes, extrinsics): (Vec<_>, Vec<_>) = missing.into_iter().unzip();
		let Ok(results) = self.inner.submit_at(best, TransactionSource::External, extrinsics).await
		else {
			return;
		};
		let mut again = 0u64;
		for (hash, result) in hashes.iter().zip(results) {
			match result.map_err(IntoPoolError::into_pool_error) {
				Ok(_) => again = again.saturating_add(1),
				// The pool has it, or will take it later; or the block's state is gone already.
				Err(Ok(PoolError::AlreadyImported(_) | PoolError::TemporarilyBanned) | Err(_)) => {
				},
				Err(Ok(_)) => self.kept.lock().forget(hash),
			}
		}
		self.metrics.submitted_again(again);
		if again > 0 {
			log::debug!(target: "txpool", "{again} transactions that no block holds were submitted again");
		}
	}
}

#[async_trait]
impl TransactionPool for KeptPool {
	type Block = Block;
	type Hash = <InnerPool as TransactionPool>::Hash;
	type InPoolTransaction = <InnerPool as TransactionPool>::InPoolTransaction;
	type Error = Error;

	async fn submit_at(
		&self,
		at: H256,
		source: TransactionSource,
		xts: Vec<TransactionFor<Self>>,
	) -> Result<Vec<Result<TxHash<Self>, Error>>, Error> {
		let results = self.inner.submit_at(at, source, xts.clone()).await?;
		for (result, extrinsic) in results.iter().zip(xts) {
			if let Ok(hash) = result {
				self.accepted(*hash, extrinsic);
			}
		}
		Ok(results)
	}

	async fn submit_one(
		&self,
		at: H256,
		source: TransactionSource,
		xt: TransactionFor<Self>,
	) -> Result<TxHash<Self>, Error> {
		let hash = self.inner.submit_one(at, source, xt.clone()).await?;
		self.accepted(hash, xt);
		Ok(hash)
	}

	async fn submit_and_watch(
		&self,
		at: H256,
		source: TransactionSource,
		xt: TransactionFor<Self>,
	) -> Result<Pin<Box<TransactionStatusStreamFor<Self>>>, Error> {
		self.inner.submit_and_watch(at, source, xt).await
	}

	async fn ready_at(&self, at: H256) -> Ready {
		self.inner.ready_at(at).await
	}

	fn ready(&self) -> Ready {
		self.inner.ready()
	}

	async fn report_invalid(
		&self,
		at: Option<H256>,
		errors: TxInvalidityReportMap<TxHash<Self>>,
	) -> Vec<Arc<Self::InPoolTransaction>> {
		// Without an error it is to go whatever it is: `author_removeExtrinsic`.
		for (hash, _) in errors.iter().filter(|(_, error)| error.is_none()) {
			self.kept.lock().forget(hash);
		}
		self.inner.report_invalid(at, errors).await
	}

	fn futures(&self) -> Vec<Self::InPoolTransaction> {
		self.inner.futures()
	}

	fn status(&self) -> PoolStatus {
		self.inner.status()
	}

	fn import_notification_stream(&self) -> ImportNotificationStream<TxHash<Self>> {
		self.inner.import_notification_stream()
	}

	fn on_broadcasted(&self, propagations: HashMap<TxHash<Self>, Vec<String>>) {
		self.inner.on_broadcasted(propagations);
	}

	fn hash_of(&self, xt: &TransactionFor<Self>) -> TxHash<Self> {
		self.inner.hash_of(xt)
	}

	fn ready_transaction(&self, hash: &TxHash<Self>) -> Option<Arc<Self::InPoolTransaction>> {
		self.inner.ready_transaction(hash)
	}

	async fn ready_at_with_timeout(&self, at: H256, timeout: Duration) -> Ready {
		self.inner.ready_at_with_timeout(at, timeout).await
	}
}

impl LocalTransactionPool for KeptPool {
	type Block = Block;
	type Hash = <InnerPool as LocalTransactionPool>::Hash;
	type Error = <InnerPool as LocalTransactionPool>::Error;

	fn submit_local(
		&self,
		at: H256,
		xt: LocalTransactionFor<Self>,
	) -> Result<Self::Hash, Self::Error> {
		self.inner.submit_local(at, xt)
	}
}

#[async_trait]
impl MaintainedTransactionPool for KeptPool {
	async fn maintain(&self, event: ChainEvent<Block>) {
		let best = match &event {
			ChainEvent::NewBestBlock { hash, .. } => Some(*hash),
			ChainEvent::Finalized { hash, tree_route } => {
				let mut kept = self.kept.lock();
				tree_route.iter().chain([hash]).for_each(|block| kept.finalized(block));
				None
			},
			ChainEvent::NewBlock { .. } => None,
		};
		self.inner.maintain(event).await;
		if let Some(best) = best {
			self.restore(best).await;
		}
	}
}
