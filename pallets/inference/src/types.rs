// SPDX-License-Identifier: Apache-2.0
//! Stored types and arguments.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{traits::ConstU32, BoundedVec};
use openledger_primitives::{AgentId, Balance, ModelVersionId, WorkerId, MAX_OFFERS};
use openledger_primitives_account::AccountId;
use openledger_primitives_objects::Offer;
use scale_info::TypeInfo;

/// Most sessions that one call opens.
pub const MAX_OPENINGS: u32 = 16;

/// What a payer asks for: a model version, the agent and the app in between, if any.
pub type Asset = (ModelVersionId, Option<AgentId>, Option<AgentId>);

/// The allow-list of a session that is being opened.
pub type Assets = BoundedVec<Asset, ConstU32<MAX_OFFERS>>;

/// The allow-list of a session, with the prices of its opening.
pub type Offers = BoundedVec<Offer, ConstU32<MAX_OFFERS>>;

/// Who may see the text of a session (PROTOCOL §2).
#[derive(
	Clone,
	Copy,
	PartialEq,
	Eq,
	Debug,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub enum Visibility {
	/// The text may be shown.
	#[codec(index = 0)]
	Open,
	/// The text is encrypted to drawn auditors; trails show ids, fees and the reader's own rows.
	#[codec(index = 1)]
	Sealed,
	/// The text stays between payer and worker: no re-execution.
	#[codec(index = 2)]
	None,
}

/// A session that is to be opened.
#[derive(
	Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct OpenSession {
	/// The one worker.
	pub worker: WorkerId,
	/// Who signs vouchers; need not be the payer.
	pub voucher_key: AccountId,
	/// What may be bought: (model version, agent, app), each once.
	pub assets: Assets,
	/// Held from the payer, plancks.
	pub deposit: Balance,
	/// Most plancks one call may cost; more than zero, at most the deposit.
	pub max_per_call: Balance,
	/// First block in which no new voucher counts.
	pub expires_at: u32,
	/// Who may see the text.
	pub visibility: Visibility,
}

impl OpenSession {
	/// Length of the longest allow-list.
	pub fn most_assets(sessions: &[Self]) -> u32 {
		sessions.iter().map(|session| session.assets.len() as u32).max().unwrap_or_default()
	}
}

/// Where a session stands. Expiry is not stored.
#[derive(
	Clone,
	Copy,
	PartialEq,
	Eq,
	Debug,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub enum Status {
	/// Until it expires, new vouchers count.
	#[codec(index = 0)]
	Open,
	/// The payer closed it.
	#[codec(index = 1)]
	Closing {
		/// First block in which the hold can be released.
		release_at: u32,
	},
}

/// A session.
#[derive(
	Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct Session {
	/// Whose deposit is held.
	pub payer: AccountId,
	/// Who signs vouchers.
	pub voucher_key: AccountId,
	/// The one worker.
	pub worker: WorkerId,
	/// What may be bought, at which prices.
	pub offers: Offers,
	/// All that was ever deposited, plancks.
	pub deposit: Balance,
	/// What is left of the deposit, plancks.
	pub held: Balance,
	/// Held for the session's state, plancks.
	pub bond: Balance,
	/// Most plancks one call may cost.
	pub max_per_call: Balance,
	/// First block in which no new voucher counts.
	pub expires_at: u32,
	/// Who may see the text.
	pub visibility: Visibility,
	/// Cumulative fee settled so far, plancks.
	pub settled: Balance,
	/// Receipts settled so far.
	pub settled_n: u32,
	/// Where it stands.
	pub status: Status,
}

impl Session {
	/// Whether new vouchers count in block `now`.
	pub fn is_open(&self, now: u32) -> bool {
		self.status == Status::Open && now < self.expires_at
	}

	/// First block in which the hold can be released: `grace` blocks after close or expiry,
	/// whichever came first.
	pub fn releasable_at(&self, grace: u32) -> u32 {
		let expired = self.expires_at.saturating_add(grace);
		match self.status {
			Status::Open => expired,
			Status::Closing { release_at } => release_at.min(expired),
		}
	}
}
