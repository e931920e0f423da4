// SPDX-License-Identifier: Apache-2.0
//! Periods of the protocol, in blocks, set at genesis (DESIGN §3).

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};

/// Every period that a test network must be able to shorten. One wasm blob serves all networks;
/// the values come from the genesis preset. All in blocks.
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
	Serialize,
	Deserialize,
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Timing {
	/// BABE epoch; never changes after genesis.
	pub epoch: u32,
	/// From commit to the last block of its reveal.
	pub reveal_window: u32,
	/// How long curators may vote on a contribution.
	pub review_window: u32,
	/// Length of a batch epoch.
	pub batch_epoch: u32,
	/// VRF outputs chained into a batch's seed (W of PROTOCOL §5).
	pub seed_window: u32,
	/// Blocks between the last chained output and the seed's use.
	pub seed_delay: u32,
	/// How long a committee may attest.
	pub attest_window: u32,
	/// How long an attested batch may be challenged.
	pub challenge_window: u32,
	/// How long a worker has to answer a demand.
	pub answer_window: u32,
	/// From a session's close to the release of its hold.
	pub settle_grace: u32,
	/// From a worker's (or curator's) leave to the release of its stake.
	pub unstake_delay: u32,
	/// How long a worker has for a training job.
	pub training_deadline: u32,
	/// How long a final batch stays before it shrinks to its hash.
	pub credit_ttl: u32,
	/// A day of governance: the periods of referenda, the treasury and of locks are parts and multiples of it.
	pub day: u32,
	/// Sessions (BABE epochs) of a staking era; not in blocks.
	pub sessions_per_era: u32,
	/// Eras that a stake stays bonded after unbonding; not in blocks.
	pub bonding_eras: u32,
	/// Eras between an offence and its slash, in which governance may cancel; not in blocks.
	pub slash_defer_eras: u32,
}

/// The challenge window of a batch that its committee left alone is so many times the usual one.
pub const LONG_WINDOW: u32 = 4;

/// Most eras of [`Timing::bonding_eras`]: what the pools' sub-pools are made for.
pub const MAX_BONDING_ERAS: u32 = 28;

impl Timing {
	/// Why these periods cannot work together, if they cannot.
	pub fn problem(&self) -> Option<&'static str> {
		let periods = [
			self.epoch,
			self.reveal_window,
			self.review_window,
			self.batch_epoch,
			self.seed_window,
			self.attest_window,
			self.challenge_window,
			self.answer_window,
			self.settle_grace,
			self.unstake_delay,
			self.training_deadline,
			self.credit_ttl,
			self.day,
			self.sessions_per_era,
			self.bonding_eras,
		];
		if periods.contains(&0) {
			return Some("a period is zero");
		}
		// Redrawing doubles the attest window; silence then makes the challenge window the long one, and
		// what is demanded or committed in its last block is answered or revealed after it.
		let life = [
			self.batch_epoch,
			self.seed_window,
			self.seed_delay,
			self.attest_window,
			self.attest_window,
			self.challenge_window.saturating_mul(LONG_WINDOW),
			self.answer_window,
		]
		.into_iter()
		.fold(0u32, u32::saturating_add);
		if self.settle_grace <= life {
			return Some("settle_grace must exceed the life of a batch that nobody attests");
		}
		if self.unstake_delay <= life {
			return Some("unstake_delay must exceed the life of a batch");
		}
		if self.slash_defer_eras >= self.bonding_eras {
			return Some("slash_defer_eras must be fewer than bonding_eras");
		}
		if self.bonding_eras > MAX_BONDING_ERAS {
			return Some("bonding_eras must not exceed 28");
		}
		// Who attested is slashable until the batch is final.
		let bonded = [self.sessions_per_era, self.bonding_eras]
			.into_iter()
			.fold(self.epoch, u32::saturating_mul);
		if bonded <= life {
			return Some("bonding_eras must exceed the life of a batch");
		}
		None
	}
}
