// SPDX-License-Identifier: Apache-2.0

//! The import inside BABE's.

use super::{equivocation::Equivocations, FullClient, GrandpaImport};
use crate::metrics::Metrics;
use codec::Encode;
use openledger_evm_rpc::EthIndex;
use openledger_node_ahead::Ahead;
use openledger_runtime::opaque::Block;
use sc_consensus::{
	BlockCheckParams, BlockImport, BlockImportParams, ForkChoiceStrategy, ImportResult, StateAction,
};
use sp_consensus::Error;
use std::{sync::Arc, time::Instant};

/// Where blocks go: GRANDPA's import, or, when sealing without consensus, the client itself with the
/// longest chain as fork choice. It has to stand inside BABE's import, which sets a fork choice of its
/// own by primary slots: forks of sealed blocks would not reorganise by length.
#[derive(Clone)]
pub enum Import {
	/// Under consensus.
	Grandpa(GrandpaImport),
	/// When sealing.
	Sealing(Arc<FullClient>),
}

/// What BABE's import hands blocks to. It adds the entries of the Ethereum index to the block's own
/// commit, reports authors of two blocks in one slot, and has the senders of Ethereum transactions
/// recovered while the block is executed.
#[derive(Clone)]
pub struct InnerImport {
	import: Import,
	index: EthIndex<Block, FullClient>,
	metrics: Arc<Metrics>,
	equivocations: Equivocations,
	ahead: Arc<Ahead>,
}

impl InnerImport {
	/// An import with its index.
	pub fn new(
		import: Import,
		index: EthIndex<Block, FullClient>,
		metrics: Arc<Metrics>,
		equivocations: Equivocations,
	) -> Self {
		Self { import, index, metrics, equivocations, ahead: Arc::new(Ahead::new()) }
	}
}

#[async_trait::async_trait]
impl BlockImport<Block> for InnerImport {
	type Error = Error;

	async fn check_block(&self, block: BlockCheckParams<Block>) -> Result<ImportResult, Error> {
		match &self.import {
			Import::Grandpa(inner) => inner.check_block(block).await,
			Import::Sealing(client) => client.check_block(block).await,
		}
	}

	async fn import_block(
		&self,
		mut block: BlockImportParams<Block>,
	) -> Result<ImportResult, Error> {
		if matches!(block.state_action, StateAction::Execute | StateAction::ExecuteIfPossible) {
			let extrinsics = block.body.iter().flatten().map(Encode::encode);
			self.ahead.begin(extrinsics.collect());
		}
		// Held until the block is in the database: two imports would lose each other's entries.
		let (began, before) = (Instant::now(), block.auxiliary.len());
		let _indexing = match self.index.prepare(&mut block).await {
			Ok(guard) => guard,
			Err(error) => {
				self.metrics.index.failed();
				return Err(Error::ClientImport(error.to_string()));
			},
		};
		let entries = block.auxiliary.len().saturating_sub(before);
		self.metrics.index.prepared(entries, began.elapsed());
		match &self.import {
			Import::Grandpa(inner) => {
				let found = self.equivocations.observe(&block);
				let result = inner.import_block(block).await;
				if let (Some(found), Ok(ImportResult::Imported(_))) = (found, &result) {
					if let Err(error) = self.equivocations.report(found) {
						log::warn!(target: "babe", "two blocks in one slot are not reported: {error}");
					}
				}
				result
			},
			Import::Sealing(client) => {
				block.fork_choice = Some(ForkChoiceStrategy::LongestChain);
				client.import_block(block).await
			},
		}
	}
}
