// SPDX-License-Identifier: Apache-2.0

//! What the node is made of, wired as `node/src/service` is: `parts` is client, pool and import,
//! `full` a running node, `seal` sealing on order, `inherents` and `inner_import` what differs between
//! consensus and sealing.

mod full;
mod inherents;
mod inner_import;
mod parts;
mod seal;

pub use full::new_full;

use openledger_bench_plain_runtime::{apis::RuntimeApi, opaque::Block};

/// Executes the runtime.
type Executor = sc_executor::WasmExecutor<sp_io::SubstrateHostFunctions>;
/// The client.
pub type FullClient = sc_service::TFullClient<Block, RuntimeApi, Executor>;
/// The database.
type FullBackend = sc_service::TFullBackend<Block>;
/// How the best chain is chosen.
pub type FullSelectChain = sc_consensus::LongestChain<FullBackend, Block>;
/// The transaction pool.
pub type FullPool = sc_transaction_pool::TransactionPoolHandle<Block, FullClient>;
/// GRANDPA's block import.
type GrandpaImport =
	sc_consensus_grandpa::GrandpaBlockImport<FullBackend, Block, FullClient, FullSelectChain>;
/// GRANDPA's link between import and voter.
type GrandpaLink = sc_consensus_grandpa::LinkHalf<Block, FullClient, FullSelectChain>;
/// BABE's block import, the outermost.
type BabeImport = sc_consensus_babe::BabeBlockImport<
	Block,
	FullClient,
	inner_import::InnerImport,
	inherents::Inherents,
	FullSelectChain,
>;
