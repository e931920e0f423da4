// SPDX-License-Identifier: Apache-2.0

//! Options of the Ethereum methods.

use openledger_evm_rpc::EthConfig;

/// Limits and switches of `eth_*`, `txpool_*` and `debug_*`.
#[derive(Debug, Clone, clap::Args)]
#[command(next_help_heading = "Ethereum RPC")]
pub struct EthArgs {
	/// Most blocks between the first and the last of a log query.
	#[arg(long, value_name = "BLOCKS", default_value_t = EthConfig::default().max_log_range)]
	pub eth_max_log_range: u64,

	/// Most logs of an answer.
	#[arg(long, value_name = "LOGS", default_value_t = EthConfig::default().max_logs)]
	pub eth_max_logs: usize,

	/// Most addresses, and most topics at one position, of a log filter.
	#[arg(long, value_name = "TERMS", default_value_t = EthConfig::default().max_filter_terms)]
	pub eth_max_filter_terms: usize,

	/// Most filters that are installed at a time.
	#[arg(long, value_name = "FILTERS", default_value_t = EthConfig::default().max_filters)]
	pub eth_max_filters: usize,

	/// Blocks after which a filter that nobody asks is dropped.
	#[arg(long, value_name = "BLOCKS", default_value_t = EthConfig::default().filter_lifetime)]
	pub eth_filter_lifetime: u64,

	/// Most gas of a call or an estimate; ten times a block's if not given.
	#[arg(long, value_name = "GAS")]
	pub eth_gas_cap: Option<u64>,

	/// Most blocks of a fee history.
	#[arg(long, value_name = "BLOCKS", default_value_t = EthConfig::default().max_fee_history)]
	pub eth_max_fee_history: u64,

	/// Most blocks that `eth_simulateV1` is given; with those that fill gaps it makes at most 256.
	#[arg(long, value_name = "BLOCKS", default_value_t = EthConfig::default().max_simulated_blocks)]
	pub eth_max_simulated_blocks: u64,

	/// Megabytes of Ethereum blocks that are kept in memory.
	#[arg(long, value_name = "MB", default_value_t = EthConfig::default().block_cache_bytes >> 20)]
	pub eth_block_cache: usize,

	/// Blocks whose log bloom is kept in memory, about 350 bytes each.
	#[arg(long, value_name = "BLOCKS", default_value_t = EthConfig::default().bloom_cache)]
	pub eth_bloom_cache: usize,

	/// Sign for whoever asks with the well-known development keys (`eth_accounts`,
	/// `eth_sendTransaction`, `eth_sign`). On a development chain only.
	#[arg(long)]
	pub eth_dev_accounts: bool,
}

impl From<&EthArgs> for EthConfig {
	fn from(args: &EthArgs) -> Self {
		Self {
			max_log_range: args.eth_max_log_range,
			max_logs: args.eth_max_logs,
			max_filter_terms: args.eth_max_filter_terms,
			max_filters: args.eth_max_filters,
			filter_lifetime: args.eth_filter_lifetime,
			gas_cap: args.eth_gas_cap,
			max_fee_history: args.eth_max_fee_history,
			max_simulated_blocks: args.eth_max_simulated_blocks,
			block_cache_bytes: args.eth_block_cache.saturating_mul(1 << 20),
			bloom_cache: args.eth_bloom_cache,
			dev_accounts: args.eth_dev_accounts,
		}
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use clap::Parser;

	#[derive(clap::Parser)]
	struct Command {
		#[clap(flatten)]
		eth: EthArgs,
	}

	#[test]
	fn defaults_are_those_of_the_methods() {
		let command = Command::parse_from(["node"]);
		assert_eq!(EthConfig::from(&command.eth), EthConfig::default());
	}

	#[test]
	fn every_limit_is_a_flag() {
		let command = Command::parse_from([
			"node",
			"--eth-max-log-range=1",
			"--eth-max-logs=2",
			"--eth-max-filter-terms=3",
			"--eth-max-filters=4",
			"--eth-filter-lifetime=5",
			"--eth-gas-cap=6",
			"--eth-max-fee-history=7",
			"--eth-max-simulated-blocks=8",
			"--eth-block-cache=9",
			"--eth-bloom-cache=10",
			"--eth-dev-accounts",
		]);
		let config = EthConfig {
			max_log_range: 1,
			max_logs: 2,
			max_filter_terms: 3,
			max_filters: 4,
			filter_lifetime: 5,
			gas_cap: Some(6),
			max_fee_history: 7,
			max_simulated_blocks: 8,
			block_cache_bytes: 9 << 20,
			bloom_cache: 10,
			dev_accounts: true,
		};
		assert_eq!(EthConfig::from(&command.eth), config);
	}
}
