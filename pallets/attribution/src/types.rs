// SPDX-License-Identifier: Apache-2.0
//! What the pallet stores and takes.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{traits::ConstU32, BoundedVec};
use openledger_primitives::{
	AttributionId, Balance, BatchEpoch, BatchId, Hash, WorkerId, MAX_COMMITTEE,
};
use openledger_primitives_account::AccountId;
use openledger_primitives_objects::{BatchHeader, CreditLeaf, SessionLeaf, TreeKind};
use openledger_primitives_poa::{Opening, SumNode};
use scale_info::TypeInfo;

/// Most batches of one worker that are neither final nor failed.
pub const MAX_OPEN_BATCHES: u32 = 64;
/// Most batches that one block seeds or redraws.
pub const MAX_DUE: u32 = 32;
/// Blocks after the wanted one in which a batch may find its place in the agenda.
pub const MAX_SHIFT: u32 = 8;
/// Most session leaves in one call.
pub const MAX_SESSION_LEAVES: u32 = 64;
/// Most credit leaves in one call.
pub const MAX_CREDIT_LEAVES: u32 = 128;
/// Longest answer to a demand, in bytes: the longest report and a margin.
pub const MAX_ANSWER: u32 = 128 * 1024;
/// Most of a penalty that a challenger may get, parts per million (PROTOCOL §7).
pub const MAX_CHALLENGE_REWARD: u32 = 400_000;
/// Most demands that one batch may have open.
pub const MAX_DEMANDS: u32 = 16;

/// Session leaves of one call.
pub type SessionLeaves = BoundedVec<SessionLeaf, ConstU32<MAX_SESSION_LEAVES>>;
/// Credit leaves of one call.
pub type CreditLeaves = BoundedVec<CreditLeaf, ConstU32<MAX_CREDIT_LEAVES>>;
/// Bytes of a demanded leaf.
pub type AnswerBytes = BoundedVec<u8, ConstU32<MAX_ANSWER>>;
/// Seats of a committee.
pub type Seats = BoundedVec<Seat, ConstU32<MAX_COMMITTEE>>;
/// Epochs of a worker's open batches, ascending.
pub type OpenEpochs = BoundedVec<BatchEpoch, ConstU32<MAX_OPEN_BATCHES>>;
/// Batches that are due in one block.
pub type DueBatches = BoundedVec<BatchId, ConstU32<MAX_DUE>>;

/// A validator that may attest one batch.
#[derive(
	Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct Seat {
	/// The validator.
	pub account: AccountId,
	/// Its attribution key when the committee was drawn.
	pub key: AttributionId,
}

/// Where a batch stands in its life. Block numbers are the last block of a period.
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
pub enum BatchStatus {
	/// Announced, its seed is not known.
	#[codec(index = 0)]
	Announced {
		/// Block in which the seed is set.
		seed_at: u32,
	},
	/// Seeded: the committee may attest.
	#[codec(index = 1)]
	Seeded,
	/// A quorum attested: anyone may demand.
	#[codec(index = 2)]
	Attested {
		/// Last block of the challenge window.
		until: u32,
	},
	/// The committee stayed silent twice: anyone may demand, for longer.
	#[codec(index = 3)]
	Unattested {
		/// Last block of the long challenge window.
		until: u32,
	},
	/// Sessions are being settled.
	#[codec(index = 4)]
	Settling {
		/// Block after which what is missing comes from the worker's stake.
		by: u32,
	},
	/// The fees are split; credits are being applied.
	#[codec(index = 5)]
	Crediting {
		/// Block after which what is not credited goes to the pots.
		by: u32,
	},
	/// All is paid.
	#[codec(index = 6)]
	Final {
		/// Block in which it became final.
		at: u32,
	},
	/// It failed: the worker's stake paid.
	#[codec(index = 7)]
	Failed {
		/// Block in which it failed.
		at: u32,
	},
}

impl BatchStatus {
	/// Whether the batch still counts towards the worker's exposure.
	pub fn is_open(&self) -> bool {
		!matches!(self, Self::Final { .. } | Self::Failed { .. })
	}

	/// Whether something in it may still be proven false: until its sessions are settled.
	pub fn is_challengeable(&self) -> bool {
		matches!(
			self,
			Self::Announced { .. } | Self::Seeded | Self::Attested { .. } | Self::Unattested { .. }
		)
	}
}

/// Why a batch failed.
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
pub enum Failure {
	/// A demanded leaf was not given.
	#[codec(index = 0)]
	DemandUnanswered,
	/// Neither the sessions nor the worker's stake covered the fees.
	#[codec(index = 1)]
	Underfunded,
	/// The books refused to split the fees.
	#[codec(index = 2)]
	NotDistributable,
	/// A challenger proved something in it false.
	#[codec(index = 3)]
	ProvenFalse,
}

/// A batch, from its announcement until it is pruned.
#[derive(
	Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct Batch {
	/// What the worker signed.
	pub header: BatchHeader,
	/// blake2_256 of the header's SCALE bytes.
	pub header_hash: Hash,
	/// Block of the announcement.
	pub announced_at: u32,
	/// Who announced it: the signer, or the validator that pulled it.
	pub announced_by: AccountId,
	/// Whose deposit pays for this entry: the signer's, or the worker's operator's.
	pub depositor: AccountId,
	/// Plancks held for this entry.
	pub deposit: Balance,
	/// Where it stands.
	pub status: BatchStatus,
	/// Validators that may attest; empty until the batch is seeded.
	pub committee: Seats,
	/// Session in which the committee was drawn.
	pub session_index: u32,
	/// Validators of that session.
	pub validators: u32,
	/// Whether the committee is every validator (else drawn by stake).
	pub full_set: bool,
	/// Bit i: seat i attested.
	pub attested: u32,
	/// Last block in which the committee may attest.
	pub attest_until: u32,
	/// What picks committee and audited leaves.
	pub seed: Option<Hash>,
	/// How many leaves the seed draws for the committee to check; 0 until the batch is seeded.
	pub audit: u32,
	/// How often the committee was redrawn: 0 or 1.
	pub round: u8,
	/// Demands not yet answered or enforced.
	pub open_demands: u32,
	/// Challenges committed and neither revealed nor ended.
	pub open_challenges: u32,
	/// Last block in which one of them may be revealed; until then nothing is settled.
	pub reveal_until: u32,
	/// Next session leaf to settle.
	pub next_session_leaf: u32,
	/// Next credit leaf to apply.
	pub next_credit_leaf: u32,
	/// Plancks that arrived in the books: from sessions, and from the stake where they fell short.
	pub received: Balance,
}

impl Batch {
	/// Number of seats that attested.
	pub fn votes(&self) -> u32 {
		self.attested.count_ones()
	}

	/// Whether seat `index` attested.
	pub fn has_voted(&self, index: u32) -> bool {
		1u32.checked_shl(index).is_some_and(|bit| self.attested & bit != 0)
	}

	/// More than two thirds of a full set, more than half of a drawn one; never of nobody.
	pub fn has_quorum(&self) -> bool {
		let seats = u64::try_from(self.committee.len()).unwrap_or(u64::MAX);
		let votes = u64::from(self.votes());
		match self.full_set {
			true => votes.saturating_mul(3) > seats.saturating_mul(2),
			false => votes.saturating_mul(2) > seats,
		}
	}

	/// Accounts of the seats that attested, in seat order.
	pub fn attesters(&self) -> alloc::vec::Vec<AccountId> {
		(0u32..)
			.zip(self.committee.iter())
			.filter(|(index, _)| self.has_voted(*index))
			.map(|(_, seat)| seat.account.clone())
			.collect()
	}
}

/// What a member of a batch's committee says: I fetched the leaves that `seed` draws and they hold.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub struct Attestation {
	/// The worker.
	pub worker: WorkerId,
	/// The batch's epoch.
	pub epoch: BatchEpoch,
	/// Hash of the announced header.
	pub header_hash: Hash,
	/// The batch's seed.
	pub seed: Hash,
	/// Session in which the committee was drawn.
	pub session_index: u32,
	/// The attester's seat in the committee.
	pub authority: u32,
	/// blake2_256(account ‖ bytes of the audit bundle): copying it from another attester shows.
	pub audited: Hash,
}

impl Attestation {
	/// The batch it is about.
	pub fn batch(&self) -> BatchId {
		BatchId { worker: self.worker, epoch: self.epoch }
	}
}

/// A demand for one leaf.
#[derive(
	Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct Demand {
	/// Who demands.
	pub by: AccountId,
	/// Plancks held from it that come back.
	pub bond: Balance,
	/// Plancks held from it that the worker earns with the answer.
	pub price: Balance,
	/// Last block for the answer.
	pub answer_by: u32,
}

/// A committed challenge.
#[derive(
	Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct Challenge {
	/// [`crate::Pallet::commitment`] of proof, account and salt.
	pub commitment: Hash,
	/// Plancks held from the challenger.
	pub bond: Balance,
	/// Block of the commitment; the reveal comes later.
	pub committed_at: u32,
	/// Last block for the reveal.
	pub reveal_by: u32,
}

/// Attesters of a leaf that was proven false, until each of them is reported.
#[derive(
	Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct Accusation {
	/// Session in which their committee was drawn.
	pub session: u32,
	/// Validators of that session.
	pub validators: u32,
	/// Those not yet reported.
	pub offenders: BoundedVec<AccountId, ConstU32<MAX_COMMITTEE>>,
}

/// Proof that a leaf is in its tree.
#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub enum LeafOpening {
	/// In a sum tree: receipts, sessions, credits.
	#[codec(index = 0)]
	Sum(Opening<SumNode>),
	/// In the plain tree of reports.
	#[codec(index = 1)]
	Plain(Opening<Hash>),
}

/// Number of elements, for weights.
pub(crate) fn len<Item>(items: &[Item]) -> u32 {
	u32::try_from(items.len()).unwrap_or(u32::MAX)
}

/// Key of a demand below its batch.
pub type DemandKey = (WorkerId, BatchEpoch, TreeKind, u32);
