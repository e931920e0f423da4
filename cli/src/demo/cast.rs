// SPDX-License-Identifier: Apache-2.0
//! Who plays in the demo. All keys are the well-known development keys.

use anyhow::Result;
use openledger_client::{AccountId, Client, Keypair, RuntimeCall};
use openledger_primitives::Balance;

/// Hardhat's and anvil's first account, a public development key.
const ETHEREUM: &str = "0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80";

/// The people of the demo.
pub struct Cast {
	/// Hands out OPEN at the start.
	pub faucet: Keypair,
	/// Owns the Datanet and the model.
	pub owner: Keypair,
	/// Vote on contributions.
	pub curators: Vec<Keypair>,
	/// Operate the workers.
	pub operators: [&'static str; 2],
	/// Made the agent.
	pub agent_maker: Keypair,
	/// Buy answers; the last has an Ethereum key.
	pub payers: Vec<Keypair>,
}

impl Cast {
	/// The development keys.
	pub fn new() -> Result<Self> {
		Ok(Self {
			faucet: Keypair::from_suri("//Alice")?,
			owner: Keypair::from_suri("//Bob")?,
			curators: vec![Keypair::from_suri("//Charlie")?, Keypair::from_suri("//Dave")?],
			operators: ["//Eve", "//Eve//stash"],
			agent_maker: Keypair::from_suri("//One")?,
			payers: vec![
				Keypair::from_suri("//Ferdie")?,
				Keypair::from_suri("//Two")?,
				Keypair::ethereum(ETHEREUM)?,
			],
		})
	}

	/// Gives `amount` to each account, in one transaction.
	pub async fn fund(
		&self,
		client: &Client,
		accounts: impl Iterator<Item = AccountId>,
		amount: Balance,
	) -> Result<()> {
		let calls = accounts
			.map(|account| {
				RuntimeCall::Balances(pallet_balances::Call::transfer_keep_alive {
					dest: account.into(),
					value: amount,
				})
			})
			.collect();
		let call = RuntimeCall::Utility(pallet_utility::Call::batch_all { calls });
		client.submit(&self.faucet, call).await?;
		Ok(())
	}
}
