// SPDX-License-Identifier: Apache-2.0
//! Errors, a section of the pallet.

use frame_support::pallet_macros::pallet_section;

/// Part of the pallet's module.
#[pallet_section]
mod errors {
	/// Why a call was refused. Nothing has changed then.
	#[pallet::error]
	pub enum Error<T> {
		/// There is no such Datanet.
		#[codec(index = 0)]
		UnknownDatanet,
		/// There is no such contribution.
		#[codec(index = 1)]
		UnknownContribution,
		/// The name is empty, not UTF-8 or holds control characters.
		#[codec(index = 2)]
		InvalidName,
		/// The licence is not an SPDX expression.
		#[codec(index = 3)]
		InvalidLicence,
		/// No purpose is named, or one that does not exist.
		#[codec(index = 4)]
		InvalidPurposes,
		/// The quorum is above the whole (1,000,000 ppm).
		#[codec(index = 5)]
		InvalidQuorum,
		/// All ids are used up.
		#[codec(index = 6)]
		TooManyIds,
		/// Only the owner of the Datanet may do this.
		#[codec(index = 7)]
		NotOwner,
		/// The stake would be below the minimum.
		#[codec(index = 8)]
		StakeTooLow,
		/// The caller is not a curator of this Datanet, or is leaving.
		#[codec(index = 9)]
		NotCurator,
		/// The curator is leaving; withdraw first.
		#[codec(index = 10)]
		CuratorLeaving,
		/// The curator has not left, or its stake is not free yet.
		#[codec(index = 11)]
		NotWithdrawable,
		/// This account has this commitment already.
		#[codec(index = 12)]
		AlreadyCommitted,
		/// This account has no such commitment in this Datanet: never made, already revealed, or
		/// made over another content hash, salt, account or Datanet.
		#[codec(index = 13)]
		UnknownCommitment,
		/// A commitment can be revealed from the block after it.
		#[codec(index = 14)]
		RevealTooEarly,
		/// The reveal window of this commitment is over.
		#[codec(index = 15)]
		RevealExpired,
		/// The reveal window of this commitment is not over.
		#[codec(index = 16)]
		RevealOpen,
		/// The manifest is not well formed: no rows, no bytes, a zero hash, or a location that
		/// this network does not allow.
		#[codec(index = 17)]
		InvalidManifest,
		/// More rows than a contribution may have.
		#[codec(index = 18)]
		TooManyRows,
		/// More bytes than a contribution may have.
		#[codec(index = 19)]
		TooManyBytes,
		/// The Datanet has this content from an earlier commitment, or from one in the same block.
		#[codec(index = 20)]
		DuplicateContent,
		/// The Datanet has accepted this content already.
		#[codec(index = 21)]
		AlreadyExists,
		/// The contribution is not under review, or its review window is over.
		#[codec(index = 22)]
		ReviewClosed,
		/// The review is not over and not decided.
		#[codec(index = 23)]
		ReviewOpen,
		/// Curators do not vote on their own contributions.
		#[codec(index = 24)]
		OwnContribution,
		/// This curator has voted on this contribution.
		#[codec(index = 25)]
		AlreadyVoted,
		/// The list of votes is full of stakes that are not smaller.
		#[codec(index = 26)]
		TooManyVotes,
		/// A sealing of this Datanet is under way.
		#[codec(index = 27)]
		SealInProgress,
		/// No sealing of this Datanet is under way.
		#[codec(index = 28)]
		NoSealInProgress,
		/// No contribution was accepted since the last version.
		#[codec(index = 29)]
		NothingToSeal,
		/// The number of steps is zero or above the maximum.
		#[codec(index = 30)]
		InvalidSteps,
		/// The contribution is not rejected, or its bond is not free yet.
		#[codec(index = 31)]
		NotReleasable,
		/// The pallet's records contradict each other; nothing was changed.
		#[codec(index = 32)]
		Inconsistent,
	}
}
