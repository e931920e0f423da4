// SPDX-License-Identifier: Apache-2.0

//! Sealing on order, without consensus.

use super::{inherents::Inherents, BabeImport, FullClient, FullPool, FullSelectChain};
use futures::channel::mpsc;
use openledger_bench_plain_runtime::opaque::Block;
use sc_consensus_babe::BabeLink;
use sc_consensus_manual_seal::{
	consensus::babe::BabeConsensusDataProvider, run_manual_seal, EngineCommand, ManualSealParams,
};
use sc_service::{error::Error, TaskManager};
use sp_keystore::KeystorePtr;
use std::sync::Arc;

type Hash = <Block as sp_runtime::traits::Block>::Hash;

/// What sealing needs of the node.
pub struct Params<'a> {
	/// Orders from the RPC.
	pub commands: mpsc::Receiver<EngineCommand<Hash>>,
	/// Where the sealing task runs.
	pub task_manager: &'a TaskManager,
	/// Outermost block import.
	pub block_import: BabeImport,
	/// BABE's shared data.
	pub babe_link: BabeLink<Block>,
	/// Makes the inherents.
	pub inherents: Inherents,
	/// Client.
	pub client: Arc<FullClient>,
	/// Pool.
	pub pool: Arc<FullPool>,
	/// How the best chain is chosen.
	pub select_chain: FullSelectChain,
	/// Keys of the author.
	pub keystore: KeystorePtr,
}

/// Starts sealing.
///
/// # Errors
/// When the chain has no BABE authority.
pub fn start(params: Params<'_>) -> Result<(), Error> {
	let Params {
		commands,
		task_manager,
		block_import,
		babe_link,
		inherents,
		client,
		pool,
		select_chain,
		keystore,
	} = params;
	let env = sc_basic_authorship::ProposerFactory::new(
		task_manager.spawn_handle(),
		client.clone(),
		pool.clone(),
		None,
		None,
	);
	let provider = BabeConsensusDataProvider::new(
		client.clone(),
		keystore,
		babe_link.epoch_changes().clone(),
		babe_link.config().authorities.clone(),
	)
	.map_err(|error| Error::Other(error.to_string()))?;
	task_manager.spawn_essential_handle().spawn_blocking(
		"dev-seal",
		Some("block-authoring"),
		run_manual_seal(ManualSealParams {
			block_import,
			env,
			client,
			pool,
			commands_stream: commands,
			select_chain,
			consensus_data_provider: Some(Box::new(provider)),
			create_inherent_data_providers: inherents,
		}),
	);
	Ok(())
}
