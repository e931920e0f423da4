// SPDX-License-Identifier: Apache-2.0

//! OpenLedger node: validators, RPC, development chains.

#![deny(missing_docs)]

mod chain_spec;
mod cli;
mod command;
mod log_json;
mod metrics;
mod rpc;
mod service;

fn main() -> sc_cli::Result<()> {
	command::run()
}
