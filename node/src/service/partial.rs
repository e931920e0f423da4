// SPDX-License-Identifier: Apache-2.0

//! Client, database, pool and import: what every subcommand needs.

use super::{
	database, equivocation, ethereum,
	inherents::Inherents,
	inner_import::{Import, InnerImport},
	BabeImport, Executor, FullBackend, FullClient, FullPool, FullSelectChain, GrandpaLink,
};
use crate::{cli::Sealing, metrics::Metrics};
use openledger_runtime::{apis::RuntimeApi, opaque::Block};
use sc_consensus::DefaultImportQueue;
use sc_consensus_babe::{BabeLink, BabeWorkerHandle};
use sc_service::{error::Error, Configuration, PartialComponents};
use sc_telemetry::{Telemetry, TelemetryWorker};
use sc_transaction_pool_api::OffchainTransactionPoolFactory;
use std::sync::Arc;

/// A justification is stored at least every so many blocks.
const JUSTIFICATION_PERIOD: u32 = 512;

/// What only this node has beside the SDK's parts.
pub struct Consensus {
	/// Outermost block import.
	pub block_import: BabeImport,
	/// BABE's shared data.
	pub babe_link: BabeLink<Block>,
	/// Answers questions about BABE's epochs.
	pub babe_worker: BabeWorkerHandle<Block>,
	/// GRANDPA's link between import and voter.
	pub grandpa_link: GrandpaLink,
	/// Makes the inherents of blocks.
	pub inherents: Inherents,
	/// What this node counts.
	pub metrics: Arc<Metrics>,
	/// Telemetry, if somebody asked for it.
	pub telemetry: Option<Telemetry>,
}

/// The parts of a node.
pub type Partial = PartialComponents<
	FullClient,
	FullBackend,
	FullSelectChain,
	DefaultImportQueue<Block>,
	FullPool,
	Consensus,
>;

/// Builds the parts. With `sealing`, blocks are imported by length and without GRANDPA. Off-chain
/// indexing is on whatever the configuration says: it is where Ethereum receipts and logs are.
///
/// # Errors
/// When the database does not open or its chain is another one.
pub fn new_partial(config: &mut Configuration, sealing: Option<Sealing>) -> Result<Partial, Error> {
	config.offchain_worker.indexing_enabled = true;
	let metrics = Arc::new(Metrics::new(config.prometheus_registry())?);
	let telemetry = config
		.telemetry_endpoints
		.clone()
		.filter(|endpoints| !endpoints.is_empty())
		.map(|endpoints| -> Result<_, sc_telemetry::Error> {
			let worker = TelemetryWorker::new(16)?;
			let telemetry = worker.handle().new_telemetry(endpoints);
			Ok((worker, telemetry))
		})
		.transpose()?;

	let executor = Executor::of(&config.executor);
	let (client, backend, keystore_container, task_manager) =
		sc_service::new_full_parts::<Block, RuntimeApi, _>(
			config,
			telemetry.as_ref().map(|(_, telemetry)| telemetry.handle()),
			executor,
			Default::default(),
		)
		.map_err(|error| database::explain(error, config.database.path()))?;
	let client = Arc::new(client);

	let telemetry = telemetry.map(|(worker, telemetry)| {
		task_manager.spawn_handle().spawn("telemetry", None, worker.run());
		telemetry
	});

	let select_chain = sc_consensus::LongestChain::new(backend.clone());
	let transaction_pool = Arc::new(FullPool::new(
		sc_transaction_pool::Builder::new(
			task_manager.spawn_essential_handle(),
			client.clone(),
			config.role.is_authority().into(),
		)
		.with_options(config.transaction_pool.clone())
		.with_prometheus(config.prometheus_registry())
		.build(),
		client.clone(),
		metrics.pool.clone(),
	));

	let (grandpa_import, grandpa_link) = sc_consensus_grandpa::block_import(
		client.clone(),
		JUSTIFICATION_PERIOD,
		&client,
		select_chain.clone(),
		telemetry.as_ref().map(|t| t.handle()),
	)?;
	let justification_import = Box::new(grandpa_import.clone());
	let (inner, inherents) = match sealing {
		None => (Import::Grandpa(grandpa_import), Inherents::consensus()),
		Some(_) => (Import::Sealing(client.clone()), Inherents::sealing(client.clone())),
	};
	let equivocations = equivocation::Equivocations::new(
		client.clone(),
		OffchainTransactionPoolFactory::new(transaction_pool.clone()),
	);
	let inner =
		InnerImport::new(inner, ethereum::index(client.clone()), metrics.clone(), equivocations);

	let (block_import, babe_link) = sc_consensus_babe::block_import(
		sc_consensus_babe::configuration(&*client)?,
		inner,
		client.clone(),
		inherents.clone(),
		select_chain.clone(),
		equivocation::nowhere(),
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
			telemetry: telemetry.as_ref().map(|t| t.handle()),
		})?;

	Ok(PartialComponents {
		client,
		backend,
		task_manager,
		keystore_container,
		select_chain,
		import_queue,
		transaction_pool,
		other: Consensus {
			block_import,
			babe_link,
			babe_worker,
			grandpa_link,
			inherents,
			metrics,
			telemetry,
		},
	})
}
