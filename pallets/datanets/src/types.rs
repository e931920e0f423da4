// SPDX-License-Identifier: Apache-2.0
//! What the pallet stores.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{traits::ConstU32, BoundedVec};
use openledger_primitives::{Balance, BlockNumber, DatanetId, Ppm, PPM};
use openledger_primitives_account::AccountId;
use openledger_primitives_objects::ContributionManifest;
use openledger_primitives_poa::{Frontier, Root};
use scale_info::TypeInfo;

/// Most votes kept on one contribution.
pub const MAX_VOTES: u32 = 16;
/// Most contributions appended by one `step_seal`.
pub const MAX_SEAL_STEPS: u32 = 64;
/// Longest row that `verify_row` looks at, in bytes.
pub const MAX_ROW_BYTES: usize = 65_536;

/// A Datanet's name, UTF-8.
pub type Name = BoundedVec<u8, ConstU32<64>>;
/// An SPDX licence expression, ASCII.
pub type Licence = BoundedVec<u8, ConstU32<32>>;
/// Votes on one contribution.
pub type Votes = BoundedVec<Vote, ConstU32<MAX_VOTES>>;

/// What a Datanet's data may be used for: a set of bits.
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
pub struct Purposes(pub u8);

impl Purposes {
	/// Training models for hire.
	pub const TRAIN: Self = Self(1);
	/// Retrieval at inference.
	pub const RETRIEVE: Self = Self(2);
	/// Evaluation of models.
	pub const EVALUATE: Self = Self(4);
	/// All of them.
	pub const ALL: Self = Self(7);

	/// Whether all of `other` are allowed.
	pub const fn allow(self, other: Self) -> bool {
		self.0 & other.0 == other.0
	}

	/// Whether at least one purpose is named and none that does not exist.
	pub const fn is_valid(self) -> bool {
		self.0 != 0 && Self::ALL.allow(self)
	}
}

/// A Datanet: its terms and how far it has come.
#[derive(
	Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct Datanet {
	/// Who may seal it.
	pub owner: AccountId,
	/// Its name.
	pub name: Name,
	/// SPDX licence expression its contributions are under.
	pub licence: Licence,
	/// What its data may be used for.
	pub purposes: Purposes,
	/// Least plancks per 1,000 tokens that models trained on it must charge.
	pub floor_rate: Balance,
	/// Least part of all curator stake that must approve a contribution.
	pub review_quorum: Ppm,
	/// Number of accepted contributions.
	pub accepted: u32,
	/// Rows of the accepted contributions.
	pub rows: u64,
	/// Number of sealed versions.
	pub versions: u32,
	/// Merkle frontier over the contributions appended by sealing so far.
	pub frontier: Frontier,
	/// Rows in the newest sealed version.
	pub sealed_rows: u64,
	/// What is held from the owner, in plancks.
	pub deposit: Balance,
}

/// A commitment that waits for its reveal.
#[derive(
	Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct Commit {
	/// Block in which it was made.
	pub at: BlockNumber,
	/// What is held for it, in plancks.
	pub bond: Balance,
}

/// A revealed contribution.
#[derive(
	Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct Contribution {
	/// Its Datanet.
	pub datanet: DatanetId,
	/// Who contributed it and is paid.
	pub contributor: AccountId,
	/// What was revealed.
	pub manifest: ContributionManifest,
	/// Block of the commitment: the earlier one has the content.
	pub committed_at: BlockNumber,
	/// Block of the reveal.
	pub revealed_at: BlockNumber,
	/// How far it has come.
	pub status: Status,
	/// What is held for it, in plancks.
	pub bond: Balance,
	/// Votes of an open review; emptied when it is concluded.
	pub review: Votes,
}

/// How far a contribution has come.
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
	/// Curators may vote.
	#[codec(index = 0)]
	UnderReview {
		/// Last block in which they may.
		until: BlockNumber,
	},
	/// Accepted.
	#[codec(index = 1)]
	Accepted {
		/// Place among the Datanet's accepted contributions.
		position: u32,
		/// The first version that contains it, once appended to that version's tree.
		sealed_in: Option<u32>,
	},
	/// Rejected; the bond is still held.
	#[codec(index = 2)]
	Rejected {
		/// Block of the rejection.
		at: BlockNumber,
	},
}

/// A curator's vote.
#[derive(
	Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct Vote {
	/// The curator.
	pub who: AccountId,
	/// Its stake when it voted, in plancks.
	pub stake: Balance,
	/// For or against.
	pub approve: bool,
}

/// A curator of a Datanet.
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
pub struct Curator {
	/// What is held, in plancks.
	pub stake: Balance,
	/// First block in which the stake can be withdrawn, once the curator has left.
	pub leaving_at: Option<BlockNumber>,
}

impl Curator {
	/// The stake that counts, in plancks: none when leaving.
	pub fn active(&self) -> Balance {
		match self.leaving_at {
			None => self.stake,
			Some(_) => 0,
		}
	}
}

/// A sealing under way.
#[derive(
	Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct SealJob {
	/// Position of the next contribution to append.
	pub next: u32,
	/// Contributions the version will contain.
	pub target: u32,
	/// Rows appended so far, those of earlier versions included.
	pub rows: u64,
}

/// A sealed version of a Datanet.
#[derive(
	Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct DatasetVersion {
	/// Over `RowLeaf::dataset_leaf` of its contributions in order.
	pub root: Root,
	/// Rows of all its contributions.
	pub rows: u32,
	/// Block in which it was sealed.
	pub sealed_at: BlockNumber,
}

/// Stake on both sides of a review, and how it would end.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Tally {
	/// Approving stake, in plancks.
	pub approving: Balance,
	/// Rejecting stake, in plancks.
	pub rejecting: Balance,
	/// Whether a curator that is not the owner approves.
	pub beyond_owner: bool,
}

impl Tally {
	/// Adds a vote that counts with `stake`.
	pub fn add(&mut self, stake: Balance, approve: bool, is_owner: bool) {
		if approve {
			self.approving = self.approving.saturating_add(stake);
			self.beyond_owner |= !is_owner && stake > 0;
		} else {
			self.rejecting = self.rejecting.saturating_add(stake);
		}
	}

	/// Whether the contribution is to be accepted, given the whole stake and the quorum.
	pub fn accepts(&self, total: Balance, quorum: Ppm) -> bool {
		let (Some(approving), Some(needed)) = (
			self.approving.checked_mul(Balance::from(PPM)),
			total.checked_mul(Balance::from(quorum)),
		) else {
			return false;
		};
		self.beyond_owner && self.approving > self.rejecting && approving >= needed
	}

	/// Whether more than half of `total` has decided, so that the window need not be waited for.
	/// An approving half decides only what it can accept.
	pub fn is_decided(&self, total: Balance, quorum: Ppm) -> bool {
		let above_half = |stake: Balance| stake > total.saturating_sub(stake);
		above_half(self.rejecting) || (above_half(self.approving) && self.accepts(total, quorum))
	}
}
