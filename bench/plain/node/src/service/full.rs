// SPDX-License-Identifier: Apache-2.0

//! A running node.

use super::{
	parts::{new_parts, Consensus, Parts},
	seal,
};
use crate::rpc;
use futures::{channel::mpsc, prelude::*};
use openledger_bench_plain_runtime::opaque::Block;
use sc_client_api::{Backend, BlockBackend};
use sc_consensus_babe::SlotProportion;
use sc_consensus_slots::BackoffAuthoringOnFinalizedHeadLagging;
use sc_network::{
	config::{FullNetworkConfiguration, NetworkBackendType},
	NetworkBackend,
};
use sc_service::{
	error::Error, BuildNetworkParams, ChainType, Configuration, SpawnTasksParams, TaskManager,
	WarpSyncConfig,
};
use sc_transaction_pool_api::OffchainTransactionPoolFactory;
use std::{sync::Arc, time::Duration};

type Hash = <Block as sp_runtime::traits::Block>::Hash;

/// Starts a node.
///
/// # Errors
/// When the configuration is not possible or a part does not start.
pub fn new_full(config: Configuration, sealing: bool) -> Result<TaskManager, Error> {
	if sealing && config.chain_spec.chain_type() != ChainType::Development {
		return Err(Error::Other("--sealing is for development chains: add --dev".into()));
	}
	match config.network.network_backend {
		NetworkBackendType::Libp2p => {
			start::<sc_network::NetworkWorker<Block, Hash>>(config, sealing)
		},
		NetworkBackendType::Litep2p => start::<sc_network::Litep2pNetworkBackend>(config, sealing),
	}
}

fn start<N: NetworkBackend<Block, Hash>>(
	config: Configuration,
	sealing: bool,
) -> Result<TaskManager, Error> {
	let Parts {
		client,
		backend,
		mut task_manager,
		import_queue,
		keystore_container,
		select_chain,
		transaction_pool,
		other: Consensus { block_import, babe_link, babe_worker, grandpa_link, inherents },
	} = new_parts(&config, sealing)?;

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
		let workers = sc_offchain::OffchainWorkers::new(sc_offchain::OffchainWorkerOptions {
			runtime_api_provider: client.clone(),
			keystore: Some(keystore_container.keystore()),
			offchain_db: backend.offchain_storage(),
			transaction_pool: Some(OffchainTransactionPoolFactory::new(transaction_pool.clone())),
			network_provider: Arc::new(network.clone()),
			is_validator: config.role.is_authority(),
			enable_http_requests: false,
			custom_extensions: |_| Vec::new(),
		})?;
		task_manager.spawn_handle().spawn(
			"offchain-workers-runner",
			"offchain-worker",
			workers.run(client.clone(), task_manager.spawn_handle()).boxed(),
		);
	}

	let role = config.role;
	let force_authoring = config.force_authoring;
	let name = config.network.node_name.clone();
	let enable_grandpa = !config.disable_grandpa && !sealing;
	let prometheus_registry = config.prometheus_registry().cloned();

	let (command_sink, commands) = match sealing {
		true => {
			let (sink, stream) = mpsc::channel(1000);
			(Some(sink), Some(stream))
		},
		false => (None, None),
	};
	let rpc_builder = {
		let (client, pool) = (client.clone(), transaction_pool.clone());
		let (select_chain, keystore) = (select_chain.clone(), keystore_container.keystore());
		Box::new(move |_| {
			rpc::create_full(rpc::FullDeps {
				client: client.clone(),
				pool: pool.clone(),
				babe_worker: babe_worker.clone(),
				keystore: keystore.clone(),
				select_chain: select_chain.clone(),
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
		telemetry: None,
		tracing_execute_block: None,
	})?;

	if let Some(commands) = commands {
		seal::start(seal::Params {
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
			None,
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
			telemetry: None,
		})?;
		task_manager.spawn_essential_handle().spawn_blocking(
			"babe-proposer",
			Some("block-authoring"),
			babe,
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
				telemetry: None,
				protocol_name: grandpa_protocol,
			},
			link: grandpa_link,
			network,
			sync: sync_service,
			notification_service: grandpa_notifications,
			voting_rule: sc_consensus_grandpa::VotingRulesBuilder::new()
				.add(sc_consensus_grandpa::ThreeQuartersOfTheUnfinalizedChain)
				.build(),
			prometheus_registry,
			shared_voter_state: sc_consensus_grandpa::SharedVoterState::empty(),
			telemetry: None,
			offchain_tx_pool_factory: OffchainTransactionPoolFactory::new(transaction_pool),
		})?;
		task_manager.spawn_essential_handle().spawn_blocking("grandpa-voter", None, voter);
	}

	Ok(task_manager)
}
