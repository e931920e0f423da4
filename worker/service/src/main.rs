// SPDX-License-Identifier: Apache-2.0
//! `openledger-worker`: the worker as a program.

mod cli;

use clap::Parser;
use std::process::ExitCode;

#[tokio::main]
async fn main() -> ExitCode {
	let filter = tracing_subscriber::EnvFilter::try_from_default_env()
		.unwrap_or_else(|_| "info,jsonrpsee=warn,hyper=warn".into());
	tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();
	match cli::execute(cli::Cli::parse()).await {
		Ok(()) => ExitCode::SUCCESS,
		Err(error) => {
			eprintln!("error: {error}");
			ExitCode::FAILURE
		},
	}
}
