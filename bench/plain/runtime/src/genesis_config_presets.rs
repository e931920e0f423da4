// SPDX-License-Identifier: Apache-2.0

//! The networks: `development` (one validator) and `local_testnet` (four).

use crate::*;
use alloc::{vec, vec::Vec};
use frame_support::build_struct_json_patch;
use serde_json::Value;
use sp_consensus_grandpa::AuthorityId as GrandpaId;
use sp_core::{crypto::get_public_from_string_or_panic, sr25519};
use sp_genesis_builder::PresetId;
use sp_keyring::Sr25519Keyring;

/// What every development account has.
const ENDOWMENT: Balance = 10_000_000 * 1_000_000_000_000_000_000;

fn genesis(seeds: &[&str]) -> Value {
	build_struct_json_patch!(RuntimeGenesisConfig {
		balances: BalancesConfig {
			balances: Sr25519Keyring::well_known()
				.map(|key| (key.to_account_id(), ENDOWMENT))
				.collect::<Vec<_>>(),
		},
		babe: BabeConfig { epoch_config: BABE_GENESIS_EPOCH_CONFIG },
		session: SessionConfig {
			keys: seeds
				.iter()
				.map(|seed| {
					let account: AccountId =
						get_public_from_string_or_panic::<sr25519::Public>(seed).into();
					let keys = SessionKeys {
						babe: get_public_from_string_or_panic::<sp_consensus_babe::AuthorityId>(
							seed,
						),
						grandpa: get_public_from_string_or_panic::<GrandpaId>(seed),
					};
					(account.clone(), account, keys)
				})
				.collect::<Vec<_>>(),
		},
	})
}

/// The preset called `id`, as JSON.
pub fn get_preset(id: &PresetId) -> Option<Vec<u8>> {
	let patch = match id.as_ref() {
		sp_genesis_builder::DEV_RUNTIME_PRESET => genesis(&["Alice"]),
		sp_genesis_builder::LOCAL_TESTNET_RUNTIME_PRESET => {
			genesis(&["Alice", "Bob", "Charlie", "Dave"])
		},
		_ => return None,
	};
	serde_json::to_vec(&patch).ok()
}

/// Names of all presets.
pub fn preset_names() -> Vec<PresetId> {
	vec![
		PresetId::from(sp_genesis_builder::DEV_RUNTIME_PRESET),
		PresetId::from(sp_genesis_builder::LOCAL_TESTNET_RUNTIME_PRESET),
	]
}
