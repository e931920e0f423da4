// SPDX-License-Identifier: Apache-2.0

//! A plain solochain node, built from the same crates as OpenLedger's and wired the same way, without
//! what OpenLedger adds: no Ethereum index and RPC, no host functions of its own, no authority
//! discovery. `make bench-chain` measures both.

#![deny(missing_docs)]

mod chain_spec;
mod command;
mod rpc;
mod service;

/// OpenLedger's.
#[global_allocator]
static ALLOCATOR: tikv_jemallocator::Jemalloc = tikv_jemallocator::Jemalloc;

fn main() -> sc_cli::Result<()> {
	command::run()
}
