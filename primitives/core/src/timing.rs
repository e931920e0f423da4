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
}

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
		];
		if periods.contains(&0) {
			return Some("a period is zero");
		}
		// Redrawing doubles the attest window; silence then quadruples the challenge window.
		let life = [
			self.batch_epoch,
			self.seed_window,
			self.seed_delay,
			self.attest_window,
			self.attest_window,
			self.challenge_window,
			self.answer_window,
		]
		.into_iter()
		.fold(0u32, u32::saturating_add);
		if self.settle_grace <= life {
			return Some("settle_grace must exceed epoch + seed + attest + challenge + answer");
		}
		if self.unstake_delay <= life {
			return Some("unstake_delay must exceed the life of a batch");
		}
		None
	}
}
