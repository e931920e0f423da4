// SPDX-License-Identifier: Apache-2.0
//! The `openledger` command.

mod commands;

use anyhow::Result;
use clap::{Parser, Subcommand};

/// Contribute data, buy answers with their attribution, follow and claim what you earned.
#[derive(Parser)]
#[command(
	name = "openledger",
	version,
	after_help = "Examples:\n  \
		openledger contribute ./crates/serde --datanet 0 --key //Alice --location http://127.0.0.1:8000/serde/rows.jsonl\n  \
		openledger ask \"How do I serialise a struct?\" --model 0 --worker 0 --key //Dave\n  \
		openledger earnings --account 5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY\n  \
		openledger claim --key //Alice\n\n\
		Keys are secret URIs (//Name, a phrase, or 0x seed) or `eth:0x…` for an Ethereum secret. Put them in the\n\
		environment variable OPENLEDGER_KEY to keep them out of the shell's history."
)]
struct Cli {
	/// WebSocket address of a node.
	#[arg(long, global = true, default_value = "ws://127.0.0.1:9944", env = "OPENLEDGER_NODE")]
	node: String,
	#[command(subcommand)]
	command: Command,
}

#[derive(Subcommand)]
enum Command {
	/// Create a Datanet.
	CreateDatanet(commands::CreateDatanet),
	/// Contribute a folder's `rows.jsonl` (or a file) to a Datanet: commit, then reveal.
	Contribute(commands::Contribute),
	/// Serve a folder of contributions over HTTP on a loopback address.
	ServeFiles(commands::ServeFiles),
	/// Follow finalised blocks and print what happens along the value flow.
	Watch(commands::Watch),
	/// Buy an answer and show who made it.
	Ask(commands::Ask),
	/// Show what contributions earned, and from which answers.
	Earnings(commands::Earnings),
	/// Claim what your contributions earned.
	Claim(commands::Claim),
	/// Show an account in both worlds: SS58, bytes, EVM address, balances.
	Account(commands::Account),
}

#[tokio::main]
async fn main() -> Result<()> {
	let cli = Cli::parse();
	match cli.command {
		Command::CreateDatanet(command) => command.run(&cli.node).await,
		Command::Contribute(command) => command.run(&cli.node).await,
		Command::ServeFiles(command) => command.run().await,
		Command::Watch(command) => command.run(&cli.node).await,
		Command::Ask(command) => command.run(&cli.node).await,
		Command::Earnings(command) => command.run(&cli.node).await,
		Command::Claim(command) => command.run(&cli.node).await,
		Command::Account(command) => command.run(&cli.node).await,
	}
}
