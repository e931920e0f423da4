// SPDX-License-Identifier: Apache-2.0

//! The pallets whose weights are measured on this runtime.

mod babe;
mod grandpa;
mod offenders;
mod pools;
mod rotation;

use crate::*;
use alloc::{string::String, vec::Vec};
use codec::Encode;
use frame_benchmarking::{
	baseline::Pallet as Baseline, BenchmarkBatch, BenchmarkConfig, BenchmarkList,
};
use frame_support::traits::{StorageInfo, StorageInfoTrait, WhitelistedStorageKeys};
use frame_system_benchmarking::{
	extensions::Pallet as SystemExtensionsBench, Pallet as SystemBench,
};
use pallet_election_provider_support_benchmarking::Pallet as ElectionBench;
use pallet_session_benchmarking::Pallet as SessionBench;

impl frame_benchmarking::baseline::Config for Runtime {}
impl pallet_transaction_payment::BenchmarkConfig for Runtime {}
impl frame_system_benchmarking::Config for Runtime {
	fn setup_set_code_requirements(
		code: &Vec<u8>,
	) -> Result<(), frame_benchmarking::BenchmarkError> {
		let _ = code;
		Ok(())
	}
}

impl pallet_session_benchmarking::Config for Runtime {
	fn generate_session_keys_and_proof(owner: Self::AccountId) -> (Self::Keys, Vec<u8>) {
		let keys = SessionKeys::generate(&owner.encode(), None);
		(keys.keys, keys.proof.encode())
	}
}
impl pallet_election_provider_support_benchmarking::Config for Runtime {}

frame_benchmarking::define_benchmarks!(
	[frame_benchmarking, Baseline::<Runtime>]
	[frame_system, SystemBench::<Runtime>]
	[frame_system_extensions, SystemExtensionsBench::<Runtime>]
	[pallet_balances, Balances]
	[pallet_timestamp, Timestamp]
	[pallet_transaction_payment, TransactionPayment]
	[pallet_utility, Utility]
	[pallet_proxy, Proxy]
	[pallet_multisig, Multisig]
	[pallet_preimage, Preimage]
	[pallet_scheduler, Scheduler]
	[pallet_babe, babe::Pallet::<Runtime>]
	[pallet_grandpa, grandpa::Pallet::<Runtime>]
	[pallet_session, SessionBench::<Runtime>]
	[pallet_session_rotation, rotation::Pallet::<Runtime>]
	[pallet_timing, Timing]
	[pallet_referenda, Referenda]
	[pallet_conviction_voting, ConvictionVoting]
	[pallet_whitelist, Whitelist]
	[pallet_collective, TechnicalCommittee]
	[pallet_parameters, Parameters]
	[pallet_migrations, MultiBlockMigrations]
	[pallet_vesting, Vesting]
	[pallet_treasury, Treasury]
	[pallet_bounties, Bounties]
	[pallet_child_bounties, ChildBounties]
	[pallet_identity, Identity]
	[pallet_safe_mode, SafeMode]
	[pallet_tx_pause, TxPause]
	[pallet_staking, Staking]
	[pallet_bags_list, VoterList]
	[pallet_nomination_pools, pools::Pallet::<Runtime>]
	[pallet_fast_unstake, FastUnstake]
	[frame_election_provider_support, ElectionBench::<Runtime>]
	[pallet_evm_accounts, EvmAccounts]
	[pallet_evm, Evm]
	[pallet_ethereum, Ethereum]
	[pallet_base_fee, BaseFee]
	[openledger_evm_precompiles, EvmPrecompiles]
	[pallet_datanets, Datanets]
	[pallet_models, Models]
	[pallet_agents, Agents]
	[pallet_workers, Workers]
	[pallet_inference, Inference]
	[pallet_attribution, Attribution]
	[pallet_rewards, Rewards]
);

/// Names of all benchmarks and the storage they may touch.
pub fn list(extra: bool) -> (Vec<BenchmarkList>, Vec<StorageInfo>) {
	let mut list = Vec::<BenchmarkList>::new();
	list_benchmarks!(list, extra);
	(list, AllPalletsWithSystem::storage_info())
}

/// Runs the benchmark that `config` names.
pub fn dispatch(config: BenchmarkConfig) -> Result<Vec<BenchmarkBatch>, String> {
	let whitelist = AllPalletsWithSystem::whitelisted_storage_keys();
	let mut batches = Vec::<BenchmarkBatch>::new();
	let params = (&config, &whitelist);
	add_benchmarks!(params, batches);
	Ok(batches)
}

/// The state that benchmarks are tried on: nobody has anything.
#[cfg(test)]
pub(crate) fn genesis() -> sp_io::TestExternalities {
	use sp_keystore::{testing::MemoryKeystore, KeystoreExt};
	use sp_runtime::BuildStorage;
	let storage = RuntimeGenesisConfig::default().build_storage().expect("the defaults build");
	let mut externalities: sp_io::TestExternalities = storage.into();
	externalities.register_extension(KeystoreExt::new(MemoryKeystore::new()));
	externalities
}
