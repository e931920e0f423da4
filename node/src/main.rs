// SPDX-License-Identifier: Apache-2.0

//! OpenLedger node: validators, RPC, development chains.

#![deny(missing_docs)]

mod chain_spec;
mod cli;
mod command;
mod log_json;
mod metrics;
mod pool;
mod rpc;
mod service;

/// As Polkadot's nodes: the trie and its cache allocate in small pieces, on many threads.
#[global_allocator]
static ALLOCATOR: tikv_jemallocator::Jemalloc = tikv_jemallocator::Jemalloc;

fn main() -> sc_cli::Result<()> {
	// Read by every thread that starts; there is none yet.
	std::env::set_var("RUST_MIN_STACK", service::executor::THREAD_STACK.to_string());
	command::run()
}
