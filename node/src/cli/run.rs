// SPDX-License-Identifier: Apache-2.0

//! Options of a running node.

use super::{EthArgs, Sealing};
use sc_cli::{
	CliConfiguration, ImportParams, KeystoreParams, LoggerBuilder, NetworkParams,
	OffchainWorkerParams, Result, RpcEndpoint, SharedParams,
};
use sc_service::{
	config::{
		BasePath, IpNetwork, PrometheusConfig, RpcBatchRequestConfig, RpcMethods,
		TransactionPoolOptions,
	},
	ChainSpec, Role,
};
use sc_storage_monitor::StorageMonitorParams;
use sc_telemetry::TelemetryEndpoints;
use std::{num::NonZeroU32, path::PathBuf};

/// Seconds for which a pool refuses a transaction that it took for invalid, where `--tx-ban-seconds` does
/// not say it: one slot, so that a transaction which a fork had made invalid is in the next block's view
/// again. The SDK's half hour keeps it and all later ones of its account out of every pool that had seen
/// the fork: under load with forks a network of four loses most of its accounts within a minute.
const TX_BAN_SECONDS: u64 = 2;

/// Options of a running node.
#[derive(Debug, clap::Args)]
#[command(mut_arg("tx_ban_seconds", |arg| arg.long_help(None).help(format!(
	"Seconds for which a transaction that was found invalid is refused [default: {TX_BAN_SECONDS}; 0 with --dev]"
))))]
pub struct RunCmd {
	/// The SDK's options.
	#[clap(flatten)]
	pub base: sc_cli::RunCmd,

	/// Seal blocks without consensus, on a development chain only: `instant` (a block per
	/// transaction), `manual` (`engine_createBlock`), or a number of milliseconds between blocks.
	/// Blocks are final at once, except with `manual`, where `engine_createBlock` says.
	#[arg(long, value_name = "MODE")]
	pub sealing: Option<Sealing>,

	/// The Ethereum methods' options.
	#[clap(flatten)]
	pub eth: EthArgs,

	/// Operators' options.
	#[clap(flatten)]
	pub operator: OperatorArgs,
}

/// What operators set.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Operators")]
pub struct OperatorArgs {
	/// Write the log as one JSON object a line: `time`, `level`, `target`, `message` and the
	/// fields of the event.
	#[arg(long, conflicts_with_all = ["tracing_targets", "enable_log_reloading"])]
	pub log_json: bool,

	/// Fetch the body of every batch that is announced in a finalised block from its worker, and
	/// keep it as `DIRECTORY/WORKER/EPOCH.scale`: what a worker signed stays provable when it is
	/// gone. Needs about as much disk as the receipts and reports of all workers.
	#[arg(long, value_name = "DIRECTORY")]
	pub archive_batches: Option<PathBuf>,

	/// When the node stops by itself.
	#[clap(flatten)]
	pub storage: StorageMonitorParams,
}

/// As the SDK's command, but for the log's form.
impl CliConfiguration for RunCmd {
	fn init<F>(&self, support_url: &String, impl_version: &String, logger_hook: F) -> Result<()>
	where
		F: FnOnce(&mut LoggerBuilder),
	{
		if !self.operator.log_json {
			return self.base.init(support_url, impl_version, logger_hook);
		}
		sp_panic_handler::set(support_url, impl_version);
		crate::log_json::init(&self.log_filters()?).map_err(sc_cli::Error::Input)?;
		if let Err(error) = fdlimit::raise_fd_limit() {
			log::warn!("The limit of open files could not be raised: {error}");
		}
		Ok(())
	}

	fn shared_params(&self) -> &SharedParams {
		self.base.shared_params()
	}

	fn import_params(&self) -> Option<&ImportParams> {
		self.base.import_params()
	}

	fn network_params(&self) -> Option<&NetworkParams> {
		self.base.network_params()
	}

	fn keystore_params(&self) -> Option<&KeystoreParams> {
		self.base.keystore_params()
	}

	fn offchain_worker_params(&self) -> Option<&OffchainWorkerParams> {
		self.base.offchain_worker_params()
	}

	fn base_path(&self) -> Result<Option<BasePath>> {
		self.base.base_path()
	}

	fn node_name(&self) -> Result<String> {
		self.base.node_name()
	}

	fn dev_key_seed(&self, is_dev: bool) -> Result<Option<String>> {
		self.base.dev_key_seed(is_dev)
	}

	fn telemetry_endpoints(
		&self,
		chain_spec: &Box<dyn ChainSpec>,
	) -> Result<Option<TelemetryEndpoints>> {
		self.base.telemetry_endpoints(chain_spec)
	}

	fn role(&self, is_dev: bool) -> Result<Role> {
		self.base.role(is_dev)
	}

	fn force_authoring(&self) -> Result<bool> {
		self.base.force_authoring()
	}

	fn disable_grandpa(&self) -> Result<bool> {
		self.base.disable_grandpa()
	}

	fn prometheus_config(
		&self,
		default_listen_port: u16,
		chain_spec: &Box<dyn ChainSpec>,
	) -> Result<Option<PrometheusConfig>> {
		self.base.prometheus_config(default_listen_port, chain_spec)
	}

	fn rpc_max_connections(&self) -> Result<u32> {
		self.base.rpc_max_connections()
	}

	fn rpc_cors(&self, is_dev: bool) -> Result<Option<Vec<String>>> {
		self.base.rpc_cors(is_dev)
	}

	fn rpc_addr(&self, default_listen_port: u16) -> Result<Option<Vec<RpcEndpoint>>> {
		self.base.rpc_addr(default_listen_port)
	}

	fn rpc_methods(&self) -> Result<RpcMethods> {
		self.base.rpc_methods()
	}

	fn rpc_max_request_size(&self) -> Result<u32> {
		self.base.rpc_max_request_size()
	}

	fn rpc_max_response_size(&self) -> Result<u32> {
		self.base.rpc_max_response_size()
	}

	fn rpc_max_subscriptions_per_connection(&self) -> Result<u32> {
		self.base.rpc_max_subscriptions_per_connection()
	}

	fn rpc_buffer_capacity_per_connection(&self) -> Result<u32> {
		self.base.rpc_buffer_capacity_per_connection()
	}

	fn rpc_batch_config(&self) -> Result<RpcBatchRequestConfig> {
		self.base.rpc_batch_config()
	}

	fn rpc_rate_limit(&self) -> Result<Option<NonZeroU32>> {
		self.base.rpc_rate_limit()
	}

	fn rpc_rate_limit_whitelisted_ips(&self) -> Result<Vec<IpNetwork>> {
		self.base.rpc_rate_limit_whitelisted_ips()
	}

	fn rpc_rate_limit_trust_proxy_headers(&self) -> Result<bool> {
		self.base.rpc_rate_limit_trust_proxy_headers()
	}

	fn transaction_pool(&self, is_dev: bool) -> Result<TransactionPoolOptions> {
		let mut pool = self.base.pool_config.clone();
		if !is_dev {
			pool.tx_ban_seconds.get_or_insert(TX_BAN_SECONDS);
		}
		Ok(pool.transaction_pool(is_dev))
	}

	fn max_runtime_instances(&self) -> Result<Option<usize>> {
		self.base.max_runtime_instances()
	}

	fn runtime_cache_size(&self) -> Result<u8> {
		self.base.runtime_cache_size()
	}
}
