// SPDX-License-Identifier: Apache-2.0

//! A running node.

use super::{
	batches::{self, Archive},
	dev_seal, ethereum, fetch,
	offchain::Observer,
	partial::{new_partial, Consensus, Partial},
	FullBackend,
};
use crate::{
	cli::{OperatorArgs, Sealing},
	rpc,
};
use futures::{channel::mpsc, prelude::*};
use openledger_evm_rpc::EthConfig;
use openledger_runtime::opaque::Block;
use sc_client_api::{Backend, BlockBackend};
use sc_consensus_babe::SlotProportion;
use sc_consensus_slots::BackoffAuthoringOnFinalizedHeadLagging;
use sc_network::{
	config::{FullNetworkConfiguration, NetworkBackendType},
	event::Event,
	NetworkBackend, NetworkEventStream,
};
use sc_service::{
	error::Error, BuildNetworkParams, ChainType, Configuration, SpawnTasksParams, TaskManager,
	WarpSyncConfig,
};
use sc_storage_monitor::StorageMonitorService;
use sc_transaction_pool_api::OffchainTransactionPoolFactory;
use sp_blockchain::HeaderBackend;
use std::{path::Path, sync::Arc, time::Duration};

type Hash = <Block as sp_runtime::traits::Block>::Hash;

/// Starts a node.
///
/// # Errors
/// When the configuration is not possible or a part does not start.
pub fn new_full(
	config: Configuration,
	sealing: Option<Sealing>,
	eth: EthConfig,
	operator: &OperatorArgs,
) -> Result<TaskManager, Error> {
	let is_development = config.chain_spec.chain_type() == ChainType::Development;
	if sealing.is_some() && !is_development {
		return Err(Error::Other("--sealing is for development chains: add --dev".into()));
	}
	if eth.dev_accounts && !is_development {
		return Err(Error::Other("--eth-dev-accounts is for development chains: add --dev".into()));
	}
	let archive = match &operator.archive_batches {
		Some(directory) => Some(Archive::open(directory).map_err(|error| {
			let directory = directory.display();
			Error::Other(format!("--archive-batches: {directory} cannot be made: {error}"))
		})?),
		None => None,
	};
	let database = config.database.path().map(Path::to_path_buf);
	let task_manager = match config.network.network_backend {
		NetworkBackendType::Libp2p => {
			start::<sc_network::NetworkWorker<Block, Hash>>(config, sealing, eth, archive)?
		},
		NetworkBackendType::Litep2p => {
			start::<sc_network::Litep2pNetworkBackend>(config, sealing, eth, archive)?
		},
	};
	if let Some(database) = database {
		StorageMonitorService::try_spawn(
			operator.storage.clone(),
			database,
			&task_manager.spawn_essential_handle(),
		)
		.map_err(|error| {
			Error::Other(format!("{error}. Make room, or set --db-storage-threshold"))
		})?;
	}
	Ok(task_manager)
}

fn start<N: NetworkBackend<Block, Hash>>(
	mut config: Configuration,
	sealing: Option<Sealing>,
	eth: EthConfig,
	archive: Option<Archive>,
) -> Result<TaskManager, Error> {
	ethereum::prepare_server(&mut config.rpc);
	let Partial {
		client,
		backend,
		mut task_manager,
		import_queue,
		keystore_container,
		select_chain,
		transaction_pool,
		other:
			Consensus {
				block_import,
				babe_link,
				babe_worker,
				grandpa_link,
				inherents,
				metrics: node_metrics,
				mut telemetry,
			},
	} = new_partial(&mut config, sealing)?;

	let genesis = client.block_hash(0)?.ok_or_else(|| Error::Other("no genesis block".into()))?;
	let metrics =
		N::register_notification_metrics(config.prometheus_config.as_ref().map(|c| &c.registry));
	let mut net_config = FullNetworkConfiguration::<Block, Hash, N>::new(
		&config.network,
		config.prometheus_config.as_ref().map(|c| c.registry.clone()),
	);

	let grandpa_protocol =
		sc_consensus_grandpa::protocol_standard_name(&genesis, &config.chain_spec);
	let (grandpa_config, grandpa_notifications) =
		sc_consensus_grandpa::grandpa_peers_set_config::<_, N>(
			grandpa_protocol.clone(),
			metrics.clone(),
			net_config.peer_store_handle(),
		);
	net_config.add_notification_protocol(grandpa_config);

	let warp_sync = Arc::new(sc_consensus_grandpa::warp_proof::NetworkProvider::new(
		backend.clone(),
		grandpa_link.shared_authority_set().clone(),
		Vec::new(),
	));
	let (network, system_rpc_tx, tx_handler_controller, sync_service, _bitswap) =
		sc_service::build_network(BuildNetworkParams {
			config: &config,
			net_config,
			client: client.clone(),
			transaction_pool: transaction_pool.clone(),
			spawn_handle: task_manager.spawn_handle(),
			spawn_essential_handle: task_manager.spawn_essential_handle(),
			import_queue,
			block_announce_validator_builder: None,
			warp_sync_config: Some(WarpSyncConfig::WithProvider(warp_sync)),
			block_relay: None,
			metrics,
			gap_sync_body_policy: None,
		})?;

	if config.offchain_worker.enabled {
		if fetch::policy(&client, client.info().best_hash)
			== openledger_primitives_fetch::Policy::Public
		{
			fetch::warn_without_certificates();
		}
		let observer = Observer::new(node_metrics.clone());
		let pool = observer.pool(transaction_pool.clone());
		let workers = sc_offchain::OffchainWorkers::new(sc_offchain::OffchainWorkerOptions {
			runtime_api_provider: client.clone(),
			keystore: Some(keystore_container.keystore()),
			offchain_db: backend.offchain_storage(),
			transaction_pool: Some(OffchainTransactionPoolFactory::new(pool)),
			network_provider: Arc::new(network.clone()),
			is_validator: config.role.is_authority(),
			enable_http_requests: false,
			custom_extensions: observer.extensions(client.clone()),
		})?;
		task_manager.spawn_handle().spawn(
			"offchain-workers-runner",
			"offchain-worker",
			workers.run(client.clone(), task_manager.spawn_handle()).boxed(),
		);
	}

	task_manager.spawn_handle().spawn(
		"finalised-batches",
		None,
		batches::follow(client.clone(), node_metrics, archive),
	);

	let role = config.role;
	let force_authoring = config.force_authoring;
	let name = config.network.node_name.clone();
	let enable_grandpa = !config.disable_grandpa && sealing.is_none();
	let prometheus_registry = config.prometheus_registry().cloned();
	let public_addresses = config.network.public_addresses.clone();
	let net_config_path = config.network.net_config_path.clone();
	let allow_private_ip = config.network.allow_non_globals_in_dht;

	let (command_sink, commands) = match sealing {
		Some(_) => {
			let (sink, stream) = mpsc::channel(1000);
			(Some(sink), Some(stream))
		},
		None => (None, None),
	};
	let eth = ethereum::methods(ethereum::Params {
		client: client.clone(),
		backend: &backend,
		pool: transaction_pool.clone(),
		sync: sync_service.clone(),
		config: eth,
		is_authority: role.is_authority(),
		version: &config.impl_version,
	})?;
	task_manager.spawn_handle().spawn("ethereum-notes", Some("rpc"), eth.clone().run());
	let voter_state = sc_consensus_grandpa::SharedVoterState::empty();
	let rpc_builder = {
		let finality_proofs = sc_consensus_grandpa::FinalityProofProvider::new_for_service(
			backend.clone(),
			Some(grandpa_link.shared_authority_set().clone()),
		);
		let (client, pool) = (client.clone(), transaction_pool.clone());
		let (select_chain, keystore) = (select_chain.clone(), keystore_container.keystore());
		let (justifications, authorities) =
			(grandpa_link.justification_stream(), grandpa_link.shared_authority_set().clone());
		let voter_state = voter_state.clone();
		Box::new(move |executor| {
			rpc::create_full::<FullBackend>(rpc::FullDeps {
				client: client.clone(),
				pool: pool.clone(),
				babe: rpc::BabeDeps {
					worker: babe_worker.clone(),
					keystore: keystore.clone(),
					select_chain: select_chain.clone(),
				},
				grandpa: rpc::GrandpaDeps {
					voter_state: voter_state.clone(),
					authorities: authorities.clone(),
					justifications: justifications.clone(),
					executor,
					finality_proofs: finality_proofs.clone(),
				},
				eth: eth.clone(),
				command_sink: command_sink.clone(),
			})
			.map_err(Into::into)
		})
	};

	sc_service::spawn_tasks(SpawnTasksParams {
		config,
		client: client.clone(),
		backend,
		task_manager: &mut task_manager,
		keystore: keystore_container.keystore(),
		transaction_pool: transaction_pool.clone(),
		rpc_builder,
		network: network.clone(),
		system_rpc_tx,
		tx_handler_controller,
		sync_service: sync_service.clone(),
		telemetry: telemetry.as_mut(),
		tracing_execute_block: None,
	})?;

	if let (Some(sealing), Some(commands)) = (sealing, commands) {
		dev_seal::start(dev_seal::Params {
			sealing,
			commands,
			task_manager: &task_manager,
			block_import,
			babe_link,
			inherents,
			client,
			pool: transaction_pool,
			select_chain,
			keystore: keystore_container.keystore(),
		})?;
		return Ok(task_manager);
	}

	if role.is_authority() {
		let env = sc_basic_authorship::ProposerFactory::new(
			task_manager.spawn_handle(),
			client.clone(),
			transaction_pool.clone(),
			prometheus_registry.as_ref(),
			telemetry.as_ref().map(|t| t.handle()),
		);
		let babe = sc_consensus_babe::start_babe(sc_consensus_babe::BabeParams {
			keystore: keystore_container.keystore(),
			client: client.clone(),
			select_chain,
			env,
			block_import,
			sync_oracle: sync_service.clone(),
			justification_sync_link: sync_service.clone(),
			create_inherent_data_providers: inherents,
			force_authoring,
			backoff_authoring_blocks: Some(BackoffAuthoringOnFinalizedHeadLagging::default()),
			babe_link,
			block_proposal_slot_portion: SlotProportion::new(0.5),
			max_block_proposal_slot_portion: None,
			telemetry: telemetry.as_ref().map(|t| t.handle()),
		})?;
		task_manager.spawn_essential_handle().spawn_blocking(
			"babe-proposer",
			Some("block-authoring"),
			babe,
		);

		let dht_events =
			network.event_stream("authority-discovery").filter_map(|event| async move {
				match event {
					Event::Dht(event) => Some(event),
					_ => None,
				}
			});
		let (discovery, _service) = sc_authority_discovery::new_worker_and_service_with_config(
			sc_authority_discovery::WorkerConfig {
				publish_non_global_ips: allow_private_ip,
				public_addresses,
				strict_record_validation: true,
				persisted_cache_directory: net_config_path,
				..Default::default()
			},
			client,
			Arc::new(network.clone()),
			Box::pin(dht_events),
			sc_authority_discovery::Role::PublishAndDiscover(keystore_container.keystore()),
			prometheus_registry.clone(),
			task_manager.spawn_handle(),
		);
		task_manager.spawn_handle().spawn(
			"authority-discovery-worker",
			Some("networking"),
			discovery.run(),
		);
	}

	if enable_grandpa {
		let keystore = role.is_authority().then(|| keystore_container.keystore());
		let voter = sc_consensus_grandpa::run_grandpa_voter(sc_consensus_grandpa::GrandpaParams {
			config: sc_consensus_grandpa::Config {
				gossip_duration: Duration::from_millis(333),
				justification_generation_period: 512,
				observer_enabled: false,
				local_role: role,
				name: Some(name),
				keystore,
				telemetry: telemetry.as_ref().map(|t| t.handle()),
				protocol_name: grandpa_protocol,
			},
			link: grandpa_link,
			network,
			sync: sync_service,
			notification_service: grandpa_notifications,
			// No `BeforeBestBlockBy`: an answer is paid as soon as its block can be final.
			voting_rule: sc_consensus_grandpa::VotingRulesBuilder::new()
				.add(sc_consensus_grandpa::ThreeQuartersOfTheUnfinalizedChain)
				.build(),
			prometheus_registry,
			shared_voter_state: voter_state,
			telemetry: telemetry.as_ref().map(|t| t.handle()),
			offchain_tx_pool_factory: OffchainTransactionPoolFactory::new(transaction_pool),
		})?;
		task_manager.spawn_essential_handle().spawn_blocking("grandpa-voter", None, voter);
	}

	Ok(task_manager)
}
