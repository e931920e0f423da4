// SPDX-License-Identifier: Apache-2.0

//! Client, database, pool and import.

use super::{
	inherents::Inherents, inner_import::InnerImport, BabeImport, Executor, FullBackend, FullClient,
	FullPool, FullSelectChain, GrandpaLink,
};
use openledger_bench_plain_runtime::{apis::RuntimeApi, opaque::Block};
use sc_consensus::DefaultImportQueue;
use sc_consensus_babe::{BabeLink, BabeWorkerHandle};
use sc_service::{error::Error, Configuration, PartialComponents};
use sc_transaction_pool_api::OffchainTransactionPoolFactory;
use std::sync::Arc;

/// A justification is stored at least every so many blocks.
const JUSTIFICATION_PERIOD: u32 = 512;

/// What the node has beside the parts that all nodes have.
pub struct Consensus {
	/// Outermost block import.
	pub block_import: BabeImport,
	/// BABE's shared data.
	pub babe_link: BabeLink<Block>,
	/// Answers questions about BABE's epochs. The node ends when nobody holds it.
	pub babe_worker: BabeWorkerHandle<Block>,
	/// GRANDPA's link between import and voter.
	pub grandpa_link: GrandpaLink,
	/// Makes the inherents of blocks.
	pub inherents: Inherents,
}

/// The parts of a node.
pub type Parts = PartialComponents<
	FullClient,
	FullBackend,
	FullSelectChain,
	DefaultImportQueue<Block>,
	FullPool,
	Consensus,
>;

/// Builds the parts. When sealing, blocks are imported by length and without GRANDPA.
///
/// # Errors
/// When the database does not open or its chain is another one.
pub fn new_parts(config: &Configuration, sealing: bool) -> Result<Parts, Error> {
	let executor: Executor = sc_service::new_wasm_executor(&config.executor);
	let (client, backend, keystore_container, task_manager) =
		sc_service::new_full_parts::<Block, RuntimeApi, _>(
			config,
			None,
			executor,
			Default::default(),
		)?;
	let client = Arc::new(client);
	let select_chain = sc_consensus::LongestChain::new(backend.clone());
	let transaction_pool = Arc::from(
		sc_transaction_pool::Builder::new(
			task_manager.spawn_essential_handle(),
			client.clone(),
			config.role.is_authority().into(),
		)
		.with_options(config.transaction_pool.clone())
		.with_prometheus(config.prometheus_registry())
		.build(),
	);

	let (grandpa_import, grandpa_link) = sc_consensus_grandpa::block_import(
		client.clone(),
		JUSTIFICATION_PERIOD,
		&client,
		select_chain.clone(),
		None,
	)?;
	let justification_import = Box::new(grandpa_import.clone());
	let (inner, inherents) = match sealing {
		false => (InnerImport::Grandpa(grandpa_import), Inherents::consensus()),
		true => (InnerImport::Sealing(client.clone()), Inherents::sealing(client.clone())),
	};
	let (block_import, babe_link) = sc_consensus_babe::block_import(
		sc_consensus_babe::configuration(&*client)?,
		inner,
		client.clone(),
		inherents.clone(),
		select_chain.clone(),
		OffchainTransactionPoolFactory::new(transaction_pool.clone()),
	)?;
	let slot_duration = babe_link.config().slot_duration();
	let (import_queue, babe_worker) =
		sc_consensus_babe::import_queue(sc_consensus_babe::ImportQueueParams {
			link: babe_link.clone(),
			block_import: block_import.clone(),
			justification_import: Some(justification_import),
			client: client.clone(),
			slot_duration,
			spawner: &task_manager.spawn_essential_handle(),
			registry: config.prometheus_registry(),
			telemetry: None,
		})?;

	Ok(PartialComponents {
		client,
		backend,
		task_manager,
		keystore_container,
		select_chain,
		import_queue,
		transaction_pool,
		other: Consensus { block_import, babe_link, babe_worker, grandpa_link, inherents },
	})
}
