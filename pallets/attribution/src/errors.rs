// SPDX-License-Identifier: Apache-2.0
//! The errors.

use frame_support::pallet_macros::pallet_section;

/// Part of the pallet: see [`crate::pallet`].
#[pallet_section]
mod errors {
	/// Why a call was refused.
	#[pallet::error]
	pub enum Error<T> {
		/// No such worker, or it had no key in that epoch.
		UnknownWorker,
		/// No such batch.
		UnknownBatch,
		/// The batch's epoch is not over.
		EpochNotOver,
		/// The worker announced this epoch, or a later one, before.
		EpochNotNew,
		/// The header's sums, counts or order do not agree.
		InconsistentHeader,
		/// The signature is not the worker's (or the validator's).
		BadSignature,
		/// The header names another waterfall than the one in force.
		WrongWaterfall,
		/// The fees are below the minimum.
		FeeTooLow,
		/// The worker's open fees would exceed four fifths of its stake.
		ExposureTooHigh,
		/// The worker has too many open batches.
		TooManyOpenBatches,
		/// Too many batches are due in the same blocks.
		AgendaFull,
		/// Not a current validator, or not in the batch's committee.
		NotInCommittee,
		/// This seat attested before.
		AlreadyAttested,
		/// The batch is not seeded or its attest window is over.
		NotAttestable,
		/// The attestation names another header, seed or session.
		WrongAttestation,
		/// The batch's challenge window is not open.
		NotChallengeable,
		/// The tree has no such leaf.
		UnknownLeaf,
		/// This leaf is demanded already.
		AlreadyDemanded,
		/// The batch has too many open demands.
		TooManyDemands,
		/// No such demand.
		UnknownDemand,
		/// The answer is not the leaf, or the leaf is false by itself.
		BadAnswer,
		/// The time for the answer is over.
		AnswerTooLate,
		/// The worker may still answer.
		AnswerNotDue,
		/// Sessions cannot be settled now: window, demands or earlier batches are open.
		NotSettling,
		/// Credits cannot be applied now.
		NotCrediting,
		/// The chunk does not start where the last one ended.
		WrongCursor,
		/// The leaves are not in the header's tree.
		BadProof,
		/// Nothing is due.
		NothingToAdvance,
		/// The batch is not final or failed for long enough, or has open demands.
		NotPrunable,
		/// The two headers are not two headers of one worker and epoch.
		NotEquivocation,
		/// This equivocation was reported before.
		AlreadyReported,
		/// The archive is full.
		ArchiveFull,
		/// A sum does not fit.
		Overflow,
		/// The account challenges this batch already.
		AlreadyChallenged,
		/// No such challenge.
		UnknownChallenge,
		/// The reveal comes in a later block than its commitment.
		RevealTooEarly,
		/// The time for the reveal is over.
		RevealTooLate,
		/// Proof, account and salt are not what was committed to.
		WrongReveal,
		/// The challenge may still be revealed.
		RevealNotDue,
		/// The header has more credits than its fees are worth: on average one stands for less than
		/// `MinBatchFee` of base fees.
		CreditsTooSmall,
	}
}
