// SPDX-License-Identifier: Apache-2.0

//! Limits, all of them flags of the node, and the ids of subscriptions.

use jsonrpsee::{core::traits::IdProvider, types::SubscriptionId};
use openledger_evm_primitives::call::MAX_SIMULATED_BLOCKS;

/// Limits and switches of the Ethereum methods.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EthConfig {
	/// Most blocks between the first and the last of a log query.
	pub max_log_range: u64,
	/// Most logs of an answer.
	pub max_logs: usize,
	/// Most addresses, and most topics at one position, of a log filter.
	pub max_filter_terms: usize,
	/// Most filters that are installed at a time.
	pub max_filters: usize,
	/// Blocks after which a filter that nobody asks is dropped.
	pub filter_lifetime: u64,
	/// Most gas of a call; none is ten times a block's.
	pub gas_cap: Option<u64>,
	/// Most blocks of a fee history.
	pub max_fee_history: u64,
	/// Most blocks that `eth_simulateV1` is given; with those that fill gaps it makes at most 256.
	pub max_simulated_blocks: u64,
	/// Most bytes of decoded blocks that are kept in memory.
	pub block_cache_bytes: usize,
	/// Most blocks whose bloom is kept in memory, about 350 bytes each.
	pub bloom_cache: usize,
	/// Whether the well-known development accounts sign for whoever asks. Never on a chain with
	/// value.
	pub dev_accounts: bool,
}

impl Default for EthConfig {
	fn default() -> Self {
		Self {
			max_log_range: 10_000,
			max_logs: 10_000,
			max_filter_terms: 1_000,
			max_filters: 500,
			filter_lifetime: 100,
			gas_cap: None,
			max_fee_history: 2_048,
			max_simulated_blocks: MAX_SIMULATED_BLOCKS,
			block_cache_bytes: 128 * 1024 * 1024,
			bloom_cache: 65_536,
			dev_accounts: false,
		}
	}
}

/// Gives subscriptions the ids that Ethereum clients expect: 16 random bytes in hex.
#[derive(Clone, Copy, Debug, Default)]
pub struct SubscriptionIds;

impl IdProvider for SubscriptionIds {
	fn next_id(&self) -> SubscriptionId<'static> {
		format!("0x{:032x}", rand::random::<u128>()).into()
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn ids_are_hex() {
		let SubscriptionId::Str(id) = SubscriptionIds.next_id() else { panic!("not a string") };
		assert_eq!(id.len(), 34);
		assert!(id.starts_with("0x") && id[2..].bytes().all(|byte| byte.is_ascii_hexdigit()));
		assert_ne!(SubscriptionIds.next_id(), SubscriptionIds.next_id());
	}
}
