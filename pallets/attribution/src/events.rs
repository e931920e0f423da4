// SPDX-License-Identifier: Apache-2.0
//! The events.

use frame_support::pallet_macros::pallet_section;

/// Part of the pallet: see [`crate::pallet`].
#[pallet_section]
mod events {
	/// What happened to batches.
	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	pub enum Event<T: Config> {
		/// A batch was announced.
		BatchAnnounced {
			/// The batch.
			batch: BatchId,
			/// Hash of the header.
			header_hash: Hash,
			/// Σ fees, plancks.
			fee_total: Balance,
			/// Who announced it.
			by: AccountId,
		},
		/// A batch's seed was set and its committee drawn.
		BatchSeeded {
			/// The batch.
			batch: BatchId,
			/// The seed.
			seed: Hash,
			/// Seats of the committee.
			seats: u32,
		},
		/// A committee was silent and a new round began.
		CommitteeRedrawn {
			/// The batch.
			batch: BatchId,
		},
		/// A seat attested.
		BatchAttested {
			/// The batch.
			batch: BatchId,
			/// The validator.
			by: AccountId,
			/// blake2_256(account ‖ audited bytes).
			audited: Hash,
		},
		/// A challenge window was opened.
		WindowOpened {
			/// The batch.
			batch: BatchId,
			/// Last block of the window.
			until: u32,
			/// Whether a quorum attested (else the window is long).
			attested: bool,
		},
		/// A leaf was demanded.
		LeafDemanded {
			/// The batch.
			batch: BatchId,
			/// The tree.
			tree: TreeKind,
			/// The leaf.
			leaf: u32,
			/// Who demanded it.
			by: AccountId,
			/// Last block for the answer.
			answer_by: u32,
		},
		/// A demanded leaf was given; its bytes are in the extrinsic.
		DemandAnswered {
			/// The batch.
			batch: BatchId,
			/// The tree.
			tree: TreeKind,
			/// The leaf.
			leaf: u32,
		},
		/// A demand was ended without an answer; bond and price were returned.
		DemandReleased {
			/// The batch.
			batch: BatchId,
			/// The tree.
			tree: TreeKind,
			/// The leaf.
			leaf: u32,
		},
		/// A batch failed.
		BatchFailed {
			/// The batch.
			batch: BatchId,
			/// Why.
			failure: Failure,
			/// Plancks that the worker's stake paid.
			slashed: Balance,
		},
		/// A batch's window closed and its sessions may be settled.
		SettlementStarted {
			/// The batch.
			batch: BatchId,
		},
		/// Session leaves were settled.
		SessionsSettled {
			/// The batch.
			batch: BatchId,
			/// Next leaf.
			next: u32,
			/// Plancks from the sessions.
			moved: Balance,
			/// Plancks from the worker's stake.
			slashed: Balance,
		},
		/// The fees of a batch were split.
		BatchDistributed {
			/// The batch.
			batch: BatchId,
		},
		/// Credit leaves were applied.
		CreditsApplied {
			/// The batch.
			batch: BatchId,
			/// Next leaf.
			next: u32,
		},
		/// A batch was finalised.
		BatchFinalized {
			/// The batch.
			batch: BatchId,
		},
		/// A batch was moved into the archive.
		BatchPruned {
			/// The batch.
			batch: BatchId,
			/// Its leaf in the archive.
			position: u32,
		},
		/// Somebody committed to a proof against a batch.
		ChallengeCommitted {
			/// The batch.
			batch: BatchId,
			/// The challenger.
			by: AccountId,
			/// Last block for the reveal.
			reveal_by: u32,
		},
		/// A batch was proven false: it failed, its worker was slashed and jailed.
		ChallengeWon {
			/// The batch.
			batch: BatchId,
			/// The challenger.
			by: AccountId,
			/// What is wrong.
			fault: AuditFault,
			/// Plancks taken from the stake beside the fees.
			slashed: Balance,
			/// Plancks of that for the challenger.
			reward: Balance,
		},
		/// A proof proved nothing; the bond is lost.
		ChallengeLost {
			/// The batch.
			batch: BatchId,
			/// The challenger.
			by: AccountId,
			/// Why it proves nothing.
			reason: Unproven,
			/// The bond, plancks.
			bond: Balance,
		},
		/// A challenge was ended without a reveal: the batch failed anyway, or it was too late.
		ChallengeEnded {
			/// The batch.
			batch: BatchId,
			/// The challenger.
			by: AccountId,
			/// Plancks of the bond that were lost.
			forfeited: Balance,
		},
		/// Attesters had drawn the leaf that was proven false; they will be reported.
		AttestersAccused {
			/// The batch.
			batch: BatchId,
			/// The validators.
			offenders: Vec<AccountId>,
		},
		/// A worker was slashed and jailed for two headers of one epoch.
		EquivocationReported {
			/// The batch.
			batch: BatchId,
			/// Who reported it.
			by: AccountId,
			/// Plancks slashed.
			slashed: Balance,
		},
	}
}
