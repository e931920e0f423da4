// SPDX-License-Identifier: Apache-2.0

//! The networks: `dev` (one validator), `duo` (two), `local_testnet` (four), `testnet`.
//!
//! Every preset hands out 1,000,000,000 OPEN. What tells networks from each other stands here in
//! one place: numbers ([`DEV`], [`DUO`], [`LOCAL`], [`TESTNET`]) and periods.

use crate::*;
use alloc::{vec, vec::Vec};
use frame_support::build_struct_json_patch;
use openledger_primitives::{Timing as Periods, OPEN};
use openledger_primitives_account::eth_account;
use pallet_timing::{Network, DEFAULT_TIMING};
use serde_json::Value;
use sp_consensus_grandpa::AuthorityId as GrandpaId;
use sp_core::{crypto::get_public_from_string_or_panic, sr25519, H160};
use sp_genesis_builder::PresetId;
use sp_keyring::Sr25519Keyring;

/// Id of the preset with two validators.
pub const DUO_PRESET: &str = "duo";
/// Id of the `testnet` preset.
pub const TESTNET_PRESET: &str = "testnet";

/// Numbers of the development network: the generic prefix, which every tool reads.
pub const DEV: Network = Network { evm_chain_id: 42, ss58_prefix: 42, local_endpoints: true };
/// Numbers of the network of two.
pub const DUO: Network = Network { evm_chain_id: 1_611, ss58_prefix: 1_611, local_endpoints: true };
/// Numbers of the local network.
pub const LOCAL: Network =
	Network { evm_chain_id: 1_612, ss58_prefix: 1_612, local_endpoints: true };
/// Numbers of the public test network.
pub const TESTNET: Network = pallet_timing::DEFAULT_NETWORK;

/// OPEN at genesis, in plancks.
pub const GENESIS_ISSUANCE: Balance = 1_000_000_000 * OPEN;
/// What presets hand out of it: the books and the treasury, which must exist before anyone uses them,
/// keep an existential deposit each.
const HANDED_OUT: Balance = GENESIS_ISSUANCE - 2 * EXISTENTIAL_DEPOSIT;

/// Periods of the local network: long enough for four processes on one machine.
pub const LOCAL_TIMING: Periods = Periods {
	epoch: 60,
	reveal_window: 60,
	review_window: 30,
	batch_epoch: 30,
	seed_window: 8,
	seed_delay: 2,
	attest_window: 20,
	challenge_window: 20,
	answer_window: 15,
	settle_grace: 200,
	unstake_delay: 300,
	training_deadline: 1_800,
	credit_ttl: 43_200,
	day: 30,
	sessions_per_era: 1,
	bonding_eras: 4,
	slash_defer_eras: 1,
};

/// Periods of the public test network: the challenge window is a day.
pub const TESTNET_TIMING: Periods = Periods {
	epoch: 1_800,
	reveal_window: 1_800,
	review_window: 43_200,
	batch_epoch: 1_800,
	seed_window: 64,
	seed_delay: 8,
	attest_window: 300,
	challenge_window: 43_200,
	answer_window: 3_600,
	settle_grace: 201_600,
	unstake_delay: 604_800,
	training_deadline: 129_600,
	credit_ttl: 1_296_000,
	day: 43_200,
	sessions_per_era: 6,
	bonding_eras: 28,
	slash_defer_eras: 27,
};

/// Session keys of a development seed, which is a path without its first two slashes.
fn session_keys(seed: &str) -> SessionKeys {
	SessionKeys {
		babe: get_public_from_string_or_panic::<sp_consensus_babe::AuthorityId>(seed),
		grandpa: get_public_from_string_or_panic::<GrandpaId>(seed),
		authority_discovery: get_public_from_string_or_panic::<sp_authority_discovery::AuthorityId>(
			seed,
		),
		attribution: get_public_from_string_or_panic::<openledger_primitives::AttributionId>(seed),
	}
}

/// Account of a development seed, which is a path without its first two slashes.
fn account(seed: &str) -> AccountId {
	get_public_from_string_or_panic::<sr25519::Public>(seed).into()
}

/// Public development addresses that Ethereum tools start with: the first ten of Hardhat and anvil,
/// then Alith to Faith, then the one that Frontier's own test suite uses.
const ETHEREUM_DEV_ADDRESSES: [[u8; 20]; 17] = [
	hex_literal::hex!("f39fd6e51aad88f6f4ce6ab8827279cfffb92266"),
	hex_literal::hex!("70997970c51812dc3a010c7d01b50e0d17dc79c8"),
	hex_literal::hex!("3c44cdddb6a900fa2b585dd299e03d12fa4293bc"),
	hex_literal::hex!("90f79bf6eb2c4f870365e785982e1f101e93b906"),
	hex_literal::hex!("15d34aaf54267db7d7c367839aaf71a00a2c6a65"),
	hex_literal::hex!("9965507d1a55bcc2695c58ba16fb37d819b0a4dc"),
	hex_literal::hex!("976ea74026e726554db657fa54763abd0c3a0aa9"),
	hex_literal::hex!("14dc79964da2c08b23698b3d3cc7ca32193d9955"),
	hex_literal::hex!("23618e81e3f5cdf7f54c3d65f7fbc0abf5b21e8f"),
	hex_literal::hex!("a0ee7a142d267c1f36714e4a8f75612f20a79720"),
	hex_literal::hex!("f24ff3a9cf04c71dbc94d0b566f7a27b94566cac"),
	hex_literal::hex!("3cd0a705a2dc65e5b1e1205896baa2be8a07c6e0"),
	hex_literal::hex!("798d4ba9baf0064ec19eb4f0a1a45785ae9d6dfc"),
	hex_literal::hex!("773539d4ac0e786233d90a233654ccee26a613d9"),
	hex_literal::hex!("ff64d3f6efe2317ee2807d223a0bdc4c0c49dfdb"),
	hex_literal::hex!("c0f0f4ab324c46e55d02d0033343b4be8a55532d"),
	hex_literal::hex!("6be02d1d3665660d22ff9624b7be0551ee1ac91b"),
];

/// Development accounts with all of genesis: 1,000,000 OPEN for each Ethereum address, the rest in
/// equal parts, what does not divide for the first.
fn development_balances() -> Vec<(AccountId, Balance)> {
	const ETH_EACH: Balance = 1_000_000 * OPEN;
	let mut balances: Vec<(AccountId, Balance)> =
		ETHEREUM_DEV_ADDRESSES.iter().map(|a| (eth_account(H160(*a)), ETH_EACH)).collect();
	let named: Vec<AccountId> =
		Sr25519Keyring::well_known().map(|key| key.to_account_id()).collect();
	let given = ETH_EACH.saturating_mul(balances.len() as Balance);
	let left = HANDED_OUT.saturating_sub(given);
	let count = (named.len() as Balance).max(1);
	let each = left / count;
	for (i, who) in named.into_iter().enumerate() {
		let rest = if i == 0 { left % count } else { 0 };
		balances.push((who, each.saturating_add(rest)));
	}
	balances
}

/// Base fee of the development network's first block, plancks per gas: the gwei that Ethereum's tools and
/// their tests start with. Every other network starts with its least, [`MIN_BASE_FEE`].
pub const DEV_BASE_FEE: u128 = 1_000_000_000;
/// Least base fee of the development network, plancks per gas: a gwei leaves room for a tip.
pub const DEV_MIN_BASE_FEE: u128 = 1_000_000;

/// Stake of each validator of genesis, plancks.
pub const GENESIS_STAKE: Balance = 500_000 * OPEN;
/// Least bond of a validator, plancks.
pub const MIN_VALIDATOR_BOND: Balance = 10_000 * OPEN;
/// Least bond of a nominator of its own and of who opens a pool, plancks: smaller holders join pools.
pub const MIN_NOMINATOR_BOND: Balance = 100 * OPEN;
/// Least bond of a pool's member, plancks.
pub const MIN_JOIN_BOND: Balance = OPEN;
/// Most pools.
pub const MAX_POOLS: u32 = 64;
/// Most members of all pools.
pub const MAX_POOL_MEMBERS: u32 = 65_536;
/// Part of a slash that reporters share.
pub const SLASH_REWARD: sp_runtime::Perbill = sp_runtime::Perbill::from_percent(10);

/// Genesis of a network whose validators are `seeds`, of at most `validators` later, with the technical
/// committee of `committee`.
fn genesis(
	seeds: &[&str],
	committee: &[&str],
	validators: u32,
	balances: Vec<(AccountId, Balance)>,
	timing: Periods,
	network: Network,
) -> Value {
	let (first, minimum) = match network == DEV {
		true => (Some(DEV_BASE_FEE), Some(DEV_MIN_BASE_FEE)),
		false => (None, None),
	};
	// An election that finds fewer changes nothing. With four, finality outlives one that fails.
	let least = if network.local_endpoints { 1 } else { seeds.len().min(4) };
	build_struct_json_patch!(RuntimeGenesisConfig {
		balances: BalancesConfig { balances },
		babe: BabeConfig { epoch_config: BABE_GENESIS_EPOCH_CONFIG },
		session: SessionConfig {
			keys: seeds
				.iter()
				.map(|seed| (account(seed), account(seed), session_keys(seed)))
				.collect::<Vec<_>>(),
		},
		staking: StakingConfig {
			validator_count: u32::try_from(seeds.len()).unwrap_or(MAX_VALIDATORS).max(validators),
			minimum_validator_count: u32::try_from(least).unwrap_or(1),
			stakers: seeds
				.iter()
				.map(|seed| {
					let status = pallet_staking::StakerStatus::<AccountId>::Validator;
					(account(seed), account(seed), GENESIS_STAKE, status)
				})
				.collect::<Vec<_>>(),
			min_nominator_bond: MIN_NOMINATOR_BOND,
			min_validator_bond: MIN_VALIDATOR_BOND,
			max_validator_count: Some(MAX_TARGETS),
			slash_reward_fraction: SLASH_REWARD,
		},
		nomination_pools: NominationPoolsConfig {
			min_join_bond: MIN_JOIN_BOND,
			min_create_bond: MIN_NOMINATOR_BOND,
			max_pools: Some(MAX_POOLS),
			max_members: Some(MAX_POOL_MEMBERS),
			max_members_per_pool: Some(MAX_POOL_MEMBERS),
			global_max_commission: Some(sp_runtime::Perbill::from_percent(25)),
		},
		technical_committee: TechnicalCommitteeConfig {
			members: committee.iter().map(|seed| account(seed)).collect::<Vec<_>>(),
		},
		timing: TimingConfig { timing: Some(timing), network: Some(network) },
		base_fee: BaseFeeConfig { base_fee_per_gas: first, minimum },
		ethereum: EthereumConfig { base_fee_per_gas: first },
	})
}

/// The development chain: Alice alone validates, periods are a few blocks.
fn development() -> Value {
	let committee = ["Alice", "Bob", "Charlie"];
	genesis(&["Alice"], &committee, 1, development_balances(), DEFAULT_TIMING, DEV)
}

/// The local chain: Alice, Bob, Charlie and Dave validate.
fn local() -> Value {
	let seeds = ["Alice", "Bob", "Charlie", "Dave"];
	genesis(&seeds, &seeds[..3], 10, development_balances(), LOCAL_TIMING, LOCAL)
}

/// Two validators, Alice and Bob, with the periods of the development chain: the smallest network
/// whose committee is more than one.
fn duo() -> Value {
	let committee = ["Alice", "Bob", "Charlie"];
	genesis(&["Alice", "Bob"], &committee, 2, development_balances(), DEFAULT_TIMING, DUO)
}

/// The public test network before its launch. Its validators' keys are derived from public seeds: a
/// launch replaces them in the chain spec.
fn testnet() -> Value {
	let seeds = ["testnet//0", "testnet//1", "testnet//2", "testnet//3"];
	let treasury = account("testnet//treasury");
	let mut balances: Vec<(AccountId, Balance)> =
		seeds.iter().map(|seed| (account(seed), 1_000_000 * OPEN)).collect();
	let given: Balance = balances.iter().map(|(_, b)| *b).sum();
	balances.push((treasury, HANDED_OUT.saturating_sub(given)));
	genesis(&seeds, &seeds[..3], 50, balances, TESTNET_TIMING, TESTNET)
}

/// The preset called `id`, as JSON.
pub fn get_preset(id: &PresetId) -> Option<Vec<u8>> {
	let patch = match id.as_ref() {
		sp_genesis_builder::DEV_RUNTIME_PRESET => development(),
		sp_genesis_builder::LOCAL_TESTNET_RUNTIME_PRESET => local(),
		DUO_PRESET => duo(),
		TESTNET_PRESET => testnet(),
		_ => return None,
	};
	serde_json::to_vec(&patch).ok()
}

/// Names of all presets.
pub fn preset_names() -> Vec<PresetId> {
	vec![
		PresetId::from(sp_genesis_builder::DEV_RUNTIME_PRESET),
		PresetId::from(sp_genesis_builder::LOCAL_TESTNET_RUNTIME_PRESET),
		PresetId::from(DUO_PRESET),
		PresetId::from(TESTNET_PRESET),
	]
}
