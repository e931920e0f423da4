// SPDX-License-Identifier: Apache-2.0
//! Events, a section of the pallet.

use frame_support::pallet_macros::pallet_section;

/// Part of the pallet's module.
#[pallet_section]
mod events {
	/// What has happened.
	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	pub enum Event<T: Config> {
		/// A Datanet was created.
		#[codec(index = 0)]
		Created {
			/// Its id.
			datanet: DatanetId,
			/// Its owner.
			owner: AccountId,
		},
		/// A curator added stake.
		#[codec(index = 1)]
		CuratorStaked {
			/// The Datanet.
			datanet: DatanetId,
			/// The curator.
			who: AccountId,
			/// What was added, in plancks.
			amount: Balance,
			/// The whole stake now, in plancks.
			stake: Balance,
		},
		/// A curator began to leave; its stake no longer counts.
		#[codec(index = 2)]
		CuratorLeft {
			/// The Datanet.
			datanet: DatanetId,
			/// The curator.
			who: AccountId,
			/// First block in which the stake can be withdrawn.
			withdrawable_at: BlockNumber,
		},
		/// A curator that had left took its stake back.
		#[codec(index = 3)]
		CuratorWithdrawn {
			/// The Datanet.
			datanet: DatanetId,
			/// The curator.
			who: AccountId,
			/// What was released, in plancks.
			amount: Balance,
		},
		/// A contribution was committed to.
		#[codec(index = 4)]
		Committed {
			/// The Datanet.
			datanet: DatanetId,
			/// The contributor.
			who: AccountId,
			/// The commitment.
			commitment: Hash,
			/// Last block in which it can be revealed.
			reveal_by: BlockNumber,
		},
		/// A contribution was revealed and is under review.
		#[codec(index = 5)]
		Revealed {
			/// Its id.
			contribution: ContributionId,
			/// The Datanet.
			datanet: DatanetId,
			/// The contributor.
			who: AccountId,
			/// Hash of the file.
			content_hash: Hash,
			/// Number of rows.
			rows: u32,
			/// Last block in which curators may vote.
			review_until: BlockNumber,
		},
		/// A contribution gave way to one with the same content and an earlier commitment.
		#[codec(index = 6)]
		Displaced {
			/// The one that was removed.
			contribution: ContributionId,
			/// Who had revealed it and has its bond back.
			who: AccountId,
			/// The one that took its place.
			by: ContributionId,
		},
		/// A curator voted.
		#[codec(index = 7)]
		Voted {
			/// The contribution.
			contribution: ContributionId,
			/// The curator.
			who: AccountId,
			/// Stake of the vote, in plancks.
			stake: Balance,
			/// For or against.
			approve: bool,
		},
		/// A contribution was accepted.
		#[codec(index = 8)]
		Accepted {
			/// The contribution.
			contribution: ContributionId,
			/// The Datanet.
			datanet: DatanetId,
			/// Its place among the Datanet's accepted contributions.
			position: u32,
		},
		/// A contribution was rejected.
		#[codec(index = 9)]
		Rejected {
			/// The contribution.
			contribution: ContributionId,
			/// Approving stake, in plancks.
			approving: Balance,
			/// Rejecting stake, in plancks.
			rejecting: Balance,
			/// First block in which its bond can be released.
			release_at: BlockNumber,
		},
		/// Sealing of a version was started.
		#[codec(index = 10)]
		SealStarted {
			/// The version to be.
			dataset: DatasetRef,
			/// Contributions it will contain.
			target: u32,
		},
		/// A sealing was moved on.
		#[codec(index = 11)]
		SealStepped {
			/// The Datanet.
			datanet: DatanetId,
			/// Position of the next contribution to append.
			next: u32,
		},
		/// A version was sealed.
		#[codec(index = 12)]
		Sealed {
			/// The version.
			dataset: DatasetRef,
			/// Root over its contributions.
			root: Root,
			/// Rows of all its contributions.
			rows: u32,
		},
		/// A commitment was not revealed in time and its bond slashed.
		#[codec(index = 13)]
		CommitExpired {
			/// The Datanet.
			datanet: DatanetId,
			/// Who had committed.
			who: AccountId,
			/// The commitment.
			commitment: Hash,
			/// What went to the treasury, in plancks.
			slashed: Balance,
		},
		/// A rejected contribution was removed and its bond released.
		#[codec(index = 14)]
		RejectedReleased {
			/// The contribution.
			contribution: ContributionId,
			/// Who has its bond back.
			who: AccountId,
			/// The bond, in plancks.
			bond: Balance,
		},
	}
}
