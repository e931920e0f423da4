// SPDX-License-Identifier: Apache-2.0
//! What the books are made of.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::BoundedVec;
use openledger_primitives::{
	Balance, ContributionId, ModelVersionId, EARNINGS_PAGE, MAX_BATCH_TOTALS, MILLI,
};
use openledger_primitives_account::AccountId;
use openledger_primitives_split::{Accumulator, Parts};
use scale_info::TypeInfo;
use sp_core::ConstU32;

/// Most contributions that one call claims for.
pub const MAX_CLAIMS: u32 = 64;

/// Binary digits after the point of a pot's plancks per row: the whole supply on one row fits.
pub const ROW_BITS: u32 = 32;

/// Binary digits after the point of plancks per planck of curators' stake.
pub const STAKE_BITS: u32 = 64;

/// Pay for which an attester gets one reward point, plancks: 10⁻⁴ OPEN.
///
/// Points divide one sum at the end of an era: inflation and the attesters' pot together. Whoever
/// pays himself fees to collect points must not get more of the inflation than the fees cost him, so
/// a batch counts within [`MIN_POINTS`] ..= [`MAX_POINTS`] whatever it paid, and all attesters of a
/// batch get the same. Within the bounds, points follow the pay.
pub const POINT_PAY: Balance = MILLI / 10;

/// Least points of an attester for a batch: checking a small one is work too.
pub const MIN_POINTS: u32 = 1;

/// Most points of an attester for a batch: what the author of one block gets.
///
/// With 32 seats a batch adds at most 640 points, and a block seeds at most 32 batches, so an era's
/// points fit a `u32` for more than 200,000 blocks of nothing but the dearest batches (an era of the
/// public networks has 43,200). The runtime stops counting before the sum leaves its type anyway.
pub const MAX_POINTS: u32 = 20;

/// Reward points of an attester whose part of the pot is `pay` plancks.
pub(crate) fn points(pay: Balance) -> u32 {
	let earned = pay.checked_div(POINT_PAY).unwrap_or(0);
	u32::try_from(earned).unwrap_or(MAX_POINTS).clamp(MIN_POINTS, MAX_POINTS)
}

/// One value for each of 128 contributions with consecutive ids, as far as one has been set.
pub type Page = BoundedVec<u128, ConstU32<EARNINGS_PAGE>>;

/// Books of one model version in a batch.
#[derive(
	Clone,
	PartialEq,
	Eq,
	Debug,
	Default,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub struct ModelBook {
	/// The model version.
	pub model_version: ModelVersionId,
	/// Σ base fees, plancks: what weights are parts of.
	pub base: Balance,
	/// Contributors' share, plancks.
	pub total: Balance,
	/// How much of `total` has been credited, plancks.
	pub credited: Balance,
}

/// Books of one batch.
#[derive(
	Clone,
	PartialEq,
	Eq,
	Debug,
	Default,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub struct BatchBook {
	/// What has arrived for it, plancks.
	pub received: Balance,
	/// Whether it has been split.
	pub distributed: bool,
	/// Its model versions, ascending; empty until it has been split.
	pub models: BoundedVec<ModelBook, ConstU32<MAX_BATCH_TOTALS>>,
}

impl BatchBook {
	/// What the books still owe for this batch, plancks.
	pub fn owed(&self) -> Balance {
		if !self.distributed {
			return self.received;
		}
		self.models
			.iter()
			.map(|model| model.total.saturating_sub(model.credited))
			.fold(0, Balance::saturating_add)
	}
}

/// A Datanet's pot.
#[derive(
	Clone,
	Copy,
	PartialEq,
	Eq,
	Debug,
	Default,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub struct Pot {
	/// Plancks per row since the beginning, with [`ROW_BITS`].
	pub per_row: Accumulator,
	/// What is in it and not paid out yet, plancks.
	pub held: Balance,
}

/// What a Datanet's curators share.
#[derive(
	Clone,
	Copy,
	PartialEq,
	Eq,
	Debug,
	Default,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub struct CuratorPot {
	/// Plancks per planck of stake since the beginning, with [`STAKE_BITS`].
	pub per_stake: Accumulator,
	/// What is in it and not paid out yet, plancks.
	pub held: Balance,
}

/// A curator's side of a [`CuratorPot`].
#[derive(
	Clone,
	Copy,
	PartialEq,
	Eq,
	Debug,
	Default,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub struct CuratorDebt {
	/// Value of `per_stake` up to which `accrued` counts.
	pub paid: u128,
	/// Earned and not claimed, plancks.
	pub accrued: Balance,
}

/// Plancks of a batch, by role.
#[derive(
	Clone,
	Copy,
	PartialEq,
	Eq,
	Debug,
	Default,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub struct RoleTotals {
	/// Burnt.
	pub burn: Balance,
	/// To the treasury.
	pub treasury: Balance,
	/// To the attesters' pot; to the treasury when nobody attested.
	pub attesters: Balance,
	/// To the worker.
	pub worker: Balance,
	/// To model owners and their lineage.
	pub owner: Balance,
	/// To curators.
	pub curators: Balance,
	/// Set aside for contributors.
	pub contributors: Balance,
	/// To makers of agents.
	pub agent: Balance,
	/// To makers of apps.
	pub app: Balance,
}

impl RoleTotals {
	/// Adds the parts of one (model, agent, app); `None` on overflow.
	pub(crate) fn plus(self, parts: &Parts) -> Option<Self> {
		Some(Self {
			burn: self.burn.checked_add(parts.burn)?,
			treasury: self.treasury.checked_add(parts.treasury)?,
			attesters: self.attesters.checked_add(parts.attesters)?,
			worker: self.worker.checked_add(parts.worker)?,
			owner: self.owner.checked_add(parts.owner)?,
			curators: self.curators.checked_add(parts.curators)?,
			contributors: self.contributors.checked_add(parts.contributors)?,
			agent: self.agent.checked_add(parts.agent)?,
			app: self.app.checked_add(parts.app)?,
		})
	}

	/// Sum of all roles; `None` on overflow.
	pub fn total(&self) -> Option<Balance> {
		[
			self.burn,
			self.treasury,
			self.attesters,
			self.worker,
			self.owner,
			self.curators,
			self.contributors,
			self.agent,
			self.app,
		]
		.into_iter()
		.try_fold(0u128, Balance::checked_add)
	}
}

/// The books at a glance.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub struct Totals {
	/// The books account.
	pub account: AccountId,
	/// What it owes in all, plancks.
	pub escrow: Balance,
	/// What of that the treasury could not receive yet, plancks.
	pub treasury_due: Balance,
}

/// Page of a contribution and its place there.
pub(crate) fn place(id: ContributionId) -> (u32, usize) {
	let page = id.0.checked_div(EARNINGS_PAGE).unwrap_or_default();
	let index = id.0.checked_rem(EARNINGS_PAGE).unwrap_or_default();
	(page, usize::try_from(index).unwrap_or_default())
}

/// Changes the value at `index`, growing the page with zeros as far as needed. `None` outside the
/// page or when `change` refuses.
pub(crate) fn change<R>(
	page: &mut Page,
	index: usize,
	change: impl FnOnce(&mut u128) -> Option<R>,
) -> Option<R> {
	let needed = index.checked_add(1)?;
	if page.len() < needed {
		page.bounded_resize(needed, 0);
	}
	change(page.get_mut(index)?)
}
