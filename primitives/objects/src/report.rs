// SPDX-License-Identifier: Apache-2.0
//! Reports: who made an answer (PROTOCOL §3).

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use openledger_primitives::{
	ContributionId, Hash, ModelVersionId, Share, MAX_DECOYS, MAX_REPORT_ENTRIES, SHARE_ONE,
};
use openledger_primitives_poa::shares::{shares, Noise};
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};
use sp_core::ConstU32;
use sp_runtime::BoundedVec;

/// One contribution with a positive score.
#[derive(
	Clone,
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
pub struct ReportEntry {
	/// The contribution.
	pub contribution: ContributionId,
	/// Its rows in the index (n_c of the threshold).
	pub rows: u32,
	/// Integer dot product of the query with the contribution's sum.
	pub score: i64,
	/// Share of the answer, units of 2⁻³².
	pub share: Share,
}

/// Evidence of another kind than influence; shown beside it, never added to it.
#[derive(
	Clone,
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
pub enum Evidence {
	/// An exact span of the answer stands in a row of the training data.
	#[codec(index = 0)]
	Span {
		/// The contribution.
		contribution: ContributionId,
		/// Row within the contribution.
		row: u32,
		/// First token of the span in the answer.
		start: u32,
		/// Tokens in the span.
		len: u32,
	},
}

/// Most pieces of evidence in a report.
pub const MAX_EVIDENCE: u32 = 64;

/// Which contributions made one answer.
#[derive(
	Clone,
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
pub struct Report {
	/// [`crate::Receipt::hash`] of the answer.
	pub receipt: Hash,
	/// Attribution method, see `METHOD_*`.
	pub method: u8,
	/// Whose index was queried.
	pub model_version: ModelVersionId,
	/// blake2_256 of SCALE(int8 query vector, u32 scale).
	pub query_hash: Hash,
	/// Scores of the decoy rows, one row each.
	pub decoys: BoundedVec<i64, ConstU32<MAX_DECOYS>>,
	/// Every contribution with a positive score, in index order.
	pub entries: BoundedVec<ReportEntry, ConstU32<MAX_REPORT_ENTRIES>>,
	/// What no data earned, units of 2⁻³².
	pub unattributed: Share,
	/// Typed evidence.
	pub evidence: BoundedVec<Evidence, ConstU32<MAX_EVIDENCE>>,
}

impl Report {
	/// Recomputes shares and the unattributed rest from scores and decoys, with the threshold
	/// factor of the model's index in thousandths, and compares.
	pub fn shares_hold(&self, z_milli: u32) -> bool {
		let Some(noise) = Noise::of(&self.decoys) else { return false };
		let scored: alloc::vec::Vec<_> = self.entries.iter().map(|e| (e.score, e.rows)).collect();
		let Some((shares, rest)) = shares(&scored, &noise, z_milli) else { return false };
		let positive = self.entries.iter().all(|entry| entry.score > 0);
		let ordered = self
			.entries
			.windows(2)
			.all(|pair| matches!(pair, [a, b] if a.contribution < b.contribution));
		positive
			&& ordered
			&& rest == self.unattributed
			&& rest <= SHARE_ONE
			&& self.entries.iter().map(|entry| entry.share).eq(shares)
	}
}
