// SPDX-License-Identifier: Apache-2.0

//! State transition function of the OpenLedger chain.
//!
//! This file names the pallets and their indices; `configs` says how each is set up, by domain;
//! `apis` is what nodes ask; `genesis_config_presets` are the networks.

#![cfg_attr(not(feature = "std"), no_std)]
#![recursion_limit = "512"]

extern crate alloc;

#[cfg(feature = "std")]
include!(concat!(env!("OUT_DIR"), "/wasm_binary.rs"));

pub mod apis;
#[cfg(feature = "runtime-benchmarks")]
mod benchmarks;
pub mod configs;
mod ethereum_trace;
pub mod genesis_config_presets;
pub mod ranged;
pub mod types;
#[cfg(substrate_runtime)]
mod wasm;
pub mod weights;

pub use configs::*;
pub use types::*;

use alloc::{borrow::Cow, vec::Vec};
use sp_version::RuntimeVersion;

/// Version of the runtime.
#[sp_version::runtime_version]
pub const VERSION: RuntimeVersion = RuntimeVersion {
	spec_name: Cow::Borrowed("openledger"),
	impl_name: Cow::Borrowed("openledger"),
	authoring_version: 1,
	spec_version: 1,
	impl_version: 1,
	apis: apis::RUNTIME_API_VERSIONS,
	transaction_version: 1,
	system_version: 1,
};

/// The pallets. Indices are fixed for ever: 0–9 system and consensus, 10–19 governance, 20–29 money,
/// 30–39 utility and safety, 40–49 staking, 50–59 Ethereum, 60–66 the value flow. 0x19 (25) stays unused for ever, so that no
/// call can look like an EIP-191 message.
#[frame_support::runtime]
mod runtime {
	/// The runtime.
	#[runtime::runtime]
	#[runtime::derive(
		RuntimeCall,
		RuntimeEvent,
		RuntimeError,
		RuntimeOrigin,
		RuntimeFreezeReason,
		RuntimeHoldReason,
		RuntimeSlashReason,
		RuntimeLockId,
		RuntimeTask,
		RuntimeViewFunction
	)]
	pub struct Runtime;

	// System and consensus.
	#[runtime::pallet_index(0)]
	pub type System = frame_system;
	#[runtime::pallet_index(1)]
	pub type Timestamp = pallet_timestamp;
	#[runtime::pallet_index(2)]
	pub type Babe = pallet_babe;
	#[runtime::pallet_index(3)]
	pub type Authorship = pallet_authorship;
	#[runtime::pallet_index(5)]
	pub type Grandpa = pallet_grandpa;
	#[runtime::pallet_index(6)]
	pub type AuthorityDiscovery = pallet_authority_discovery;
	#[runtime::pallet_index(8)]
	pub type Offences = pallet_offences;
	#[runtime::pallet_index(9)]
	pub type MultiBlockMigrations = pallet_migrations;

	// Governance.
	#[runtime::pallet_index(10)]
	pub type Timing = pallet_timing;
	#[runtime::pallet_index(11)]
	pub type Referenda = pallet_referenda;
	#[runtime::pallet_index(12)]
	pub type ConvictionVoting = pallet_conviction_voting;
	#[runtime::pallet_index(13)]
	pub type Whitelist = pallet_whitelist;
	#[runtime::pallet_index(14)]
	pub type TechnicalCommittee = pallet_collective<Instance1>;
	#[runtime::pallet_index(15)]
	pub type Origins = pallet_origins;
	#[runtime::pallet_index(16)]
	pub type Parameters = pallet_parameters;

	// Money.
	#[runtime::pallet_index(20)]
	pub type Balances = pallet_balances;
	#[runtime::pallet_index(21)]
	pub type TransactionPayment = pallet_transaction_payment;

	#[runtime::pallet_index(22)]
	pub type Vesting = pallet_vesting;
	#[runtime::pallet_index(23)]
	pub type Treasury = pallet_treasury;
	#[runtime::pallet_index(24)]
	pub type Bounties = pallet_bounties;
	#[runtime::pallet_index(26)]
	pub type ChildBounties = pallet_child_bounties;

	// Utility and safety.
	#[runtime::pallet_index(30)]
	pub type Utility = pallet_utility;
	#[runtime::pallet_index(31)]
	pub type Proxy = pallet_proxy;
	#[runtime::pallet_index(32)]
	pub type Multisig = pallet_multisig;
	#[runtime::pallet_index(33)]
	pub type Preimage = pallet_preimage;
	#[runtime::pallet_index(34)]
	pub type Scheduler = pallet_scheduler;

	#[runtime::pallet_index(35)]
	pub type Identity = pallet_identity;
	#[runtime::pallet_index(36)]
	pub type SafeMode = pallet_safe_mode;
	#[runtime::pallet_index(37)]
	pub type TxPause = pallet_tx_pause;

	// Staking.
	#[runtime::pallet_index(40)]
	pub type Staking = pallet_staking;
	#[runtime::pallet_index(41)]
	pub type VoterList = pallet_bags_list<Instance1>;
	#[runtime::pallet_index(42)]
	pub type DelegatedStaking = pallet_delegated_staking;
	#[runtime::pallet_index(43)]
	pub type NominationPools = pallet_nomination_pools;
	#[runtime::pallet_index(44)]
	pub type FastUnstake = pallet_fast_unstake;
	// Builds its genesis after the stakes of genesis, which the first election needs.
	#[runtime::pallet_index(45)]
	pub type Session = pallet_session;
	#[runtime::pallet_index(46)]
	pub type Historical = pallet_session::historical;
	// Ends sessions where the session pallet would.
	#[runtime::pallet_index(47)]
	pub type SessionRotation = pallet_session_rotation;

	// Ethereum.
	#[runtime::pallet_index(50)]
	pub type EvmAccounts = pallet_evm_accounts;
	#[runtime::pallet_index(51)]
	pub type Evm = pallet_evm;
	#[runtime::pallet_index(52)]
	pub type Ethereum = pallet_ethereum;
	// Ends its blocks after the Ethereum block is sealed.
	#[runtime::pallet_index(53)]
	pub type BaseFee = pallet_base_fee;
	#[runtime::pallet_index(54)]
	pub type EvmPrecompiles = openledger_evm_precompiles;

	// The value flow.
	#[runtime::pallet_index(60)]
	pub type Datanets = pallet_datanets;
	#[runtime::pallet_index(61)]
	pub type Models = pallet_models;
	#[runtime::pallet_index(62)]
	pub type Agents = pallet_agents;
	#[runtime::pallet_index(63)]
	pub type Workers = pallet_workers;
	#[runtime::pallet_index(64)]
	pub type Inference = pallet_inference;
	#[runtime::pallet_index(65)]
	pub type Attribution = pallet_attribution;
	#[runtime::pallet_index(66)]
	pub type Rewards = pallet_rewards;
}
