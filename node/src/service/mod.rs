// SPDX-License-Identifier: Apache-2.0

//! What a node is made of. `partial` is what every subcommand needs, `full` a running node,
//! `dev_seal` sealing without consensus, `inherents` and `inner_import` what differs between the
//! two, `ethereum` the index of Ethereum's methods and what they ask of the node, `fetch` the policy
//! of off-chain fetching, `offchain` what is seen of off-chain workers, `batches` what finalised
//! blocks say about batches and the archive of their bodies, `database` errors at its opening,
//! `equivocation` reports of two blocks in one slot, `executor` what runs in wasm and what natively.

pub mod batches;
pub mod database;
pub mod dev_seal;
pub mod equivocation;
pub mod ethereum;
pub mod executor;
pub mod fetch;
pub mod full;
pub mod inherents;
pub mod inner_import;
pub mod offchain;
pub mod partial;

use openledger_runtime::{apis::RuntimeApi, opaque::Block};

pub use executor::Executor;

/// Host functions beyond the SDK's. Fixed with the node from genesis.
pub type ExtraHostFunctions = (
	openledger_primitives_fetch::worker_fetch::HostFunctions,
	openledger_evm_host::HostFunctions,
	openledger_runtime_host::HostFunctions,
);
/// All host functions.
pub type HostFunctions = (sp_io::SubstrateHostFunctions, ExtraHostFunctions);
/// The client.
pub type FullClient = sc_service::TFullClient<Block, RuntimeApi, Executor>;
/// The database.
pub type FullBackend = sc_service::TFullBackend<Block>;
/// How the best chain is chosen.
pub type FullSelectChain = sc_consensus::LongestChain<FullBackend, Block>;
/// The transaction pool.
pub type FullPool = crate::pool::KeptPool;
/// GRANDPA's block import.
pub type GrandpaImport =
	sc_consensus_grandpa::GrandpaBlockImport<FullBackend, Block, FullClient, FullSelectChain>;
/// GRANDPA's link between import and voter.
pub type GrandpaLink = sc_consensus_grandpa::LinkHalf<Block, FullClient, FullSelectChain>;
/// BABE's block import, the outermost.
pub type BabeImport = sc_consensus_babe::BabeBlockImport<
	Block,
	FullClient,
	inner_import::InnerImport,
	inherents::Inherents,
	FullSelectChain,
>;
