// SPDX-License-Identifier: Apache-2.0

//! Sealing without consensus, for developers.

use super::{inherents::Inherents, BabeImport, FullClient, FullPool, FullSelectChain};
use crate::cli::Sealing;
use futures::{channel::mpsc, stream, StreamExt};
use openledger_runtime::opaque::Block;
use sc_consensus_babe::BabeLink;
use sc_consensus_manual_seal::{
	consensus::babe::BabeConsensusDataProvider, run_manual_seal, EngineCommand, ManualSealParams,
};
use sc_service::{error::Error, SpawnTaskHandle, TaskManager};
use sc_transaction_pool_api::TransactionPool;
use sp_keystore::KeystorePtr;
use std::{sync::Arc, time::Duration};

type Hash = <Block as sp_runtime::traits::Block>::Hash;

/// Orders to seal or finalise, as `engine_createBlock` and `engine_finalizeBlock` give them.
pub type Commands = mpsc::Receiver<EngineCommand<Hash>>;

/// What sealing needs of the node.
pub struct Params<'a> {
	/// How blocks are sealed.
	pub sealing: Sealing,
	/// Orders from the RPC.
	pub commands: Commands,
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
		sealing,
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

	let spawner: SpawnTaskHandle = task_manager.spawn_handle();
	let env = sc_basic_authorship::ProposerFactory::new(
		spawner,
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

	let seal = |create_empty| EngineCommand::SealNewBlock {
		create_empty,
		finalize: true,
		parent_hash: None,
		sender: None,
	};
	let own: stream::BoxStream<'static, EngineCommand<Hash>> = match sealing {
		Sealing::Manual => stream::pending().boxed(),
		// Not `seal(false)`: it counts a lone transaction as an empty block.
		Sealing::Instant => pool.import_notification_stream().map(move |_| seal(true)).boxed(),
		Sealing::Interval(milliseconds) => {
			let interval = tokio::time::interval(Duration::from_millis(milliseconds));
			stream::unfold(interval, |mut interval| async move {
				interval.tick().await;
				Some(((), interval))
			})
			.map(move |()| seal(true))
			.boxed()
		},
	};

	task_manager.spawn_essential_handle().spawn_blocking(
		"dev-seal",
		Some("block-authoring"),
		run_manual_seal(ManualSealParams {
			block_import,
			env,
			client,
			pool,
			commands_stream: stream::select(commands, own),
			select_chain,
			consensus_data_provider: Some(Box::new(provider)),
			create_inherent_data_providers: inherents,
		}),
	);
	log::info!("Sealing without consensus: {sealing:?}");
	Ok(())
}
