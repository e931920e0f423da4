// SPDX-License-Identifier: Apache-2.0
//! Earnings.

use crate::{error::Result, snapshot::Snapshot};
use openledger_primitives::{Balance, ContributionId, DatanetId};
use openledger_primitives_split::Waterfall;
use openledger_runtime::{AccountId, Runtime};
use pallet_rewards::{
	CuratorEarnedViewFunction, EarnedViewFunction, PotOfViewFunction, WaterfallViewFunction,
};

/// What a contribution can claim.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Earned {
	/// The contribution.
	pub contribution: ContributionId,
	/// Plancks, share of the pot included.
	pub amount: Balance,
}

impl Snapshot {
	/// What a contribution can claim, plancks, its share of the pot included.
	pub async fn earned(&self, contribution: ContributionId) -> Result<Balance> {
		self.view(EarnedViewFunction::<Runtime>::new(contribution)).await
	}

	/// What each of a contributor's contributions can claim.
	pub async fn earnings_of(&self, contributor: &AccountId) -> Result<Vec<Earned>> {
		let mut out = Vec::new();
		for (contribution, found) in self.contributions(None).await? {
			if found.contributor == *contributor {
				let amount = self.earned(contribution).await?;
				out.push(Earned { contribution, amount });
			}
		}
		Ok(out)
	}

	/// What a Datanet's pot holds, plancks.
	pub async fn pot_of(&self, datanet: DatanetId) -> Result<Balance> {
		self.view(PotOfViewFunction::<Runtime>::new(datanet)).await
	}

	/// What a curator can claim, plancks.
	pub async fn curator_earned(&self, datanet: DatanetId, who: AccountId) -> Result<Balance> {
		self.view(CuratorEarnedViewFunction::<Runtime>::new(datanet, who)).await
	}

	/// The waterfall in force with its version.
	pub async fn waterfall(&self) -> Result<(u32, Waterfall)> {
		self.view(WaterfallViewFunction::<Runtime>::new()).await
	}
}
