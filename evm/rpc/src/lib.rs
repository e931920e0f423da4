// SPDX-License-Identifier: Apache-2.0

//! Ethereum JSON-RPC of the node, with its index.
//!
//! | module | what |
//! |---|---|
//! | [`index`] | hash maps that block import writes in the block's own commit |
//! | [`chain`] | what the methods ask of the node, free of its types |
//! | [`client`] | the same on a client, a pool and the off-chain database |
//! | [`blocks`] | Ethereum blocks: found, decoded, cached |
//! | [`call`], [`fees`], [`logs`], [`filters`], [`pool`], [`simulate`], [`trace`] | the topics |
//! | [`api`], [`server`] | the methods and their implementation |
//!
//! Blocks that came by warp or gap sync were never executed here, so there is no record of them: block
//! and receipt methods answer null, log queries over them are refused.

#![deny(missing_docs)]

pub mod api;
pub mod blocks;
pub mod call;
pub mod chain;
pub mod client;
pub mod config;
pub mod convert;
pub mod error;
pub mod fees;
pub mod filters;
pub mod index;
pub mod logs;
pub mod pool;
pub mod render;
pub mod server;
pub mod signers;
pub mod simulate;
pub mod trace;
pub mod types;

#[cfg(test)]
mod mock;

pub use chain::Network;
pub use client::{ClientChain, ClientDeps, EthClient};
pub use config::{EthConfig, SubscriptionIds};
pub use index::EthIndex;
pub use server::{Eth, EthDeps};
