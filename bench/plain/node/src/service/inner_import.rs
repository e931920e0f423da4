// SPDX-License-Identifier: Apache-2.0

//! The import inside BABE's.

use super::{FullClient, GrandpaImport};
use openledger_bench_plain_runtime::opaque::Block;
use sc_consensus::{
	BlockCheckParams, BlockImport, BlockImportParams, ForkChoiceStrategy, ImportResult,
};
use sp_consensus::Error;
use std::sync::Arc;

/// Where BABE's import hands blocks to: GRANDPA's import, or, when sealing without consensus, the
/// client itself with the longest chain as fork choice.
#[derive(Clone)]
pub enum InnerImport {
	/// Under consensus.
	Grandpa(GrandpaImport),
	/// When sealing.
	Sealing(Arc<FullClient>),
}

#[async_trait::async_trait]
impl BlockImport<Block> for InnerImport {
	type Error = Error;

	async fn check_block(&self, block: BlockCheckParams<Block>) -> Result<ImportResult, Error> {
		match self {
			Self::Grandpa(inner) => inner.check_block(block).await,
			Self::Sealing(client) => client.check_block(block).await,
		}
	}

	async fn import_block(
		&self,
		mut block: BlockImportParams<Block>,
	) -> Result<ImportResult, Error> {
		match self {
			Self::Grandpa(inner) => inner.import_block(block).await,
			Self::Sealing(client) => {
				block.fork_choice = Some(ForkChoiceStrategy::LongestChain);
				client.import_block(block).await
			},
		}
	}
}
