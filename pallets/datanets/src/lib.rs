// SPDX-License-Identifier: Apache-2.0
//! # Datanets
//!
//! Community-kept collections of data: bonded contributions, curators' review, sealed versions.
//!
//! ## Pallet API
//!
//! See the [`pallet`] module for more information about the interfaces this pallet exposes,
//! including its configuration trait, dispatchables, storage items, events and errors.
//!
//! ## Overview
//!
//! Anyone opens a Datanet with its terms (licence, purposes, floor rate). A contributor commits to
//! a file without showing it, reveals its manifest (content hash, Merkle root over its rows, where
//! it can be fetched) a block or more later, and keeps a bond on it. Curators with stake vote on
//! it; what they accept takes the next place of the Datanet. The owner seals the accepted
//! contributions into an immutable version: a Merkle root that proves for every row ever trained
//! on whose it is. Models train on sealed versions, answers pay into them.
//!
//! ### Example
//!
//! From two commitments to a sealed version that proves a row:
#![doc = docify::embed!("src/tests/example.rs", contribute_review_seal_and_prove)]
//!
//! ## Low Level / Implementation Details
//!
//! ### Design Goals
//!
//! 1. Who had the data first is paid for it, whoever's reveal is seen first.
//! 2. Content is in a Datanet at most once.
//! 3. The owner alone cannot accept.
//! 4. No call does unbounded work, however large the Datanet.
//! 5. A row's inclusion is provable from the version's root alone.
//! 6. All state is paid for by whoever makes it.
//!
//! ### Design
//!
//! * A commitment is `blake2_256(SCALE(content hash, salt, account, datanet))` and is filed under
//!   its account, so a copied one is worthless and does not stand in the way. It can be revealed
//!   from the block after it to the end of the reveal window; a later one loses its bond. Nobody
//!   learns a content hash before the block of its reveal, so the earlier commitment is the
//!   original's (Goal 1): revealed inside its window, it displaces a later one that is still under
//!   review (its bond goes back). What is already accepted stays.
//! * `ContentIndex` holds each content hash of a Datanet once (Goal 2).
//! * A vote counts with the smaller of the curator's stake when voting and when concluding: stake
//!   that has left does not vote. Acceptance needs more approving than rejecting stake, the
//!   Datanet's quorum of all stake, and an approving curator that is not the owner (Goal 3). At
//!   most [`MAX_VOTES`] votes are kept; a larger stake displaces the smallest.
//! * Sealing appends one leaf a contribution to a Merkle frontier, at most [`MAX_SEAL_STEPS`] a
//!   call (Goals 4 and 5). The version's root covers all contributions accepted when it began, so
//!   later versions extend earlier ones and a contribution keeps its position for ever.
//! * Bonds, deposits and stakes are holds (Goal 6). A rejected contribution's bond is held for one
//!   more review window, then released; it is not slashed.
//!
//! ### Terminology
//!
//! *Position*: place among a Datanet's accepted contributions, from 0. *Version*: counted from 1.
//! *Bond*: base plus an amount per row, held for the life of the contribution.

#![cfg_attr(not(feature = "std"), no_std)]
#![deny(missing_docs)]

extern crate alloc;

mod commit;
mod curators;
mod errors;
mod events;
mod impls;
mod reveal;
mod review;
mod seal;
#[cfg(any(feature = "try-runtime", test))]
mod try_state;
mod types;

#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;
#[cfg(test)]
mod mock;
#[cfg(test)]
mod tests;
pub mod weights;

pub use commit::commitment_of;
pub use pallet::*;
pub use types::*;
pub use weights::WeightInfo;

use frame_support::pallet_macros::import_section;

#[import_section(errors::errors)]
#[import_section(events::events)]
#[frame_support::pallet]
pub mod pallet {
	use super::*;
	use alloc::vec::Vec;
	use frame_support::{
		pallet_prelude::*,
		traits::tokens::fungible::{self, hold::Inspect as _},
	};
	use frame_system::pallet_prelude::*;
	use openledger_primitives::{
		Balance, BlockNumber, ContributionId, DatanetId, DatasetRef, Hash, Ppm, Timing,
	};
	use openledger_primitives_account::AccountId;
	use openledger_primitives_objects::ContributionManifest;
	use openledger_primitives_poa::{Opening, Root};
	use openledger_primitives_traits::OnDatanet;

	const STORAGE_VERSION: StorageVersion = StorageVersion::new(1);

	/// What the runtime sets.
	#[pallet::config]
	pub trait Config:
		frame_system::Config<AccountId = AccountId, RuntimeEvent: From<Event<Self>>>
	{
		/// The token in which deposits, bonds and stakes are held.
		type Currency: fungible::Inspect<AccountId, Balance = Balance>
			+ fungible::Mutate<AccountId>
			+ fungible::hold::Mutate<AccountId, Reason = Self::RuntimeHoldReason>;

		/// The runtime's hold reasons.
		type RuntimeHoldReason: From<HoldReason>;

		/// Periods: `reveal_window`, `review_window` and `unstake_delay` are read.
		type Timing: Get<Timing>;

		/// Whether this is a public network: locations must then be https, public names. `false`
		/// lets loopback and plain http in, so never on a network that strangers join.
		type PublicNetwork: Get<bool>;

		/// Where the bond of an expired commitment goes. The account must exist, or the bond must
		/// be at least the existential deposit, or such commitments cannot be cleared.
		type Treasury: Get<AccountId>;

		/// Who keeps accumulators over curators and rows (the rewards pallet).
		type OnDatanet: OnDatanet<AccountId>;

		/// Held from the owner of a Datanet, in plancks. \[10 OPEN\]
		#[pallet::constant]
		type DatanetDeposit: Get<Balance>;

		/// Held with a commitment, and the base of a contribution's bond, in plancks. Too low and
		/// state is cheap to fill. \[0.1 OPEN\]
		#[pallet::constant]
		type BondBase: Get<Balance>;

		/// Added to a contribution's bond for each row, in plancks. \[0.0001 OPEN\]
		#[pallet::constant]
		type BondPerRow: Get<Balance>;

		/// Least stake of a curator, in plancks. \[10 OPEN\]
		#[pallet::constant]
		type MinCuratorStake: Get<Balance>;

		/// Most rows of one contribution. \[1,000,000\]
		#[pallet::constant]
		type MaxRows: Get<u32>;

		/// Largest file of one contribution, in bytes. \[1 GiB\]
		#[pallet::constant]
		type MaxBytes: Get<u32>;

		/// Weights of the calls.
		type WeightInfo: WeightInfo;
	}

	/// Datanets: contributions, curation, sealed versions.
	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
	pub struct Pallet<T>(_);

	/// Why this pallet holds money.
	#[pallet::composite_enum]
	pub enum HoldReason {
		/// The owner's deposit for a Datanet's state.
		#[codec(index = 0)]
		Datanet,
		/// The bond of a commitment or a contribution.
		#[codec(index = 1)]
		Contribution,
		/// A curator's stake.
		#[codec(index = 2)]
		Curator,
	}

	/// The id of the next Datanet.
	#[pallet::storage]
	pub type NextDatanetId<T: Config> = StorageValue<_, DatanetId, ValueQuery>;

	/// The id of the next contribution, dense over the whole chain.
	#[pallet::storage]
	pub type NextContributionId<T: Config> = StorageValue<_, ContributionId, ValueQuery>;

	/// Datanets by id.
	// Ids are chosen by the chain: no one can aim at a subtree. Paid by `DatanetDeposit`.
	#[pallet::storage]
	pub type Datanets<T: Config> = StorageMap<_, Twox64Concat, DatanetId, Datanet>;

	/// Commitments that wait for their reveal, by Datanet, account and commitment.
	// The commitment is chosen by the user, hence Blake2. Paid by the bond.
	#[pallet::storage]
	pub type Commits<T: Config> = StorageNMap<
		_,
		(
			NMapKey<Twox64Concat, DatanetId>,
			NMapKey<Blake2_128Concat, AccountId>,
			NMapKey<Blake2_128Concat, Hash>,
		),
		Commit,
	>;

	/// Revealed contributions by id.
	// Paid by the bond.
	#[pallet::storage]
	pub type Contributions<T: Config> = StorageMap<_, Twox64Concat, ContributionId, Contribution>;

	/// The contribution that has a content hash in a Datanet.
	// The hash is chosen by the user, hence Blake2. Paid by the bond.
	#[pallet::storage]
	pub type ContentIndex<T: Config> =
		StorageDoubleMap<_, Twox64Concat, DatanetId, Blake2_128Concat, Hash, ContributionId>;

	/// Accepted contributions of a Datanet by position.
	// Paid by the bond.
	#[pallet::storage]
	pub type Accepted<T: Config> =
		StorageDoubleMap<_, Twox64Concat, DatanetId, Twox64Concat, u32, ContributionId>;

	/// Curators of a Datanet.
	// Paid by the stake.
	#[pallet::storage]
	pub type Curators<T: Config> =
		StorageDoubleMap<_, Twox64Concat, DatanetId, Blake2_128Concat, AccountId, Curator>;

	/// Stake of a Datanet's curators that are not leaving, in plancks.
	#[pallet::storage]
	pub type CuratorTotals<T: Config> = StorageMap<_, Twox64Concat, DatanetId, Balance, ValueQuery>;

	/// Sealings under way.
	#[pallet::storage]
	pub type Seals<T: Config> = StorageMap<_, Twox64Concat, DatanetId, SealJob>;

	/// Sealed versions of a Datanet by number, from 1.
	// Paid by the owner's fee and the deposit: a version needs at least one new contribution.
	#[pallet::storage]
	pub type DatasetVersions<T: Config> =
		StorageDoubleMap<_, Twox64Concat, DatanetId, Twox64Concat, u32, DatasetVersion>;

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		fn integrity_test() {
			assert!(T::BondBase::get() > 0, "a commitment without a bond fills state for free");
			assert!(T::DatanetDeposit::get() > 0, "a Datanet without a deposit is free state");
			assert!(T::MinCuratorStake::get() > 0, "a vote must have a stake");
			assert!(T::MaxRows::get() > 0, "a contribution has at least one row");
			assert!(T::MaxBytes::get() > 0, "a contribution has at least one byte");
			assert!(
				T::BondPerRow::get().checked_mul(T::MaxRows::get().into()).is_some(),
				"the bond of the largest contribution must fit the balance",
			);
		}

		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}

	#[pallet::call]
	impl<T: Config> Pallet<T> {
		/// Creates a Datanet; the caller becomes its owner.
		///
		/// ## Dispatch Origin
		/// Signed; the deposit is held.
		///
		/// ## Arguments
		/// - `name`: UTF-8, for people.
		/// - `licence`: SPDX expression all contributions are under.
		/// - `purposes`: what the data may be used for.
		/// - `floor_rate`: least plancks per 1,000 tokens that models trained on it must charge.
		/// - `review_quorum`: least part of all curator stake that must approve, in ppm.
		///
		/// ## Errors
		/// [`Error::InvalidName`], [`Error::InvalidLicence`], [`Error::InvalidPurposes`],
		/// [`Error::InvalidQuorum`], [`Error::TooManyIds`].
		///
		/// ## Events
		/// [`Event::Created`].
		#[pallet::call_index(0)]
		#[pallet::weight(T::WeightInfo::create())]
		pub fn create(
			origin: OriginFor<T>,
			name: Name,
			licence: Licence,
			purposes: Purposes,
			floor_rate: Balance,
			review_quorum: Ppm,
		) -> DispatchResult {
			let owner = ensure_signed(origin)?;
			Self::do_create(owner, name, licence, purposes, floor_rate, review_quorum).map(|_| ())
		}

		/// Becomes a curator of a Datanet, or adds to the stake.
		///
		/// ## Dispatch Origin
		/// Signed; the amount is held.
		///
		/// ## Arguments
		/// - `datanet`: the Datanet.
		/// - `amount`: plancks to add; the whole stake must reach the minimum.
		///
		/// ## Errors
		/// [`Error::UnknownDatanet`], [`Error::StakeTooLow`], [`Error::CuratorLeaving`].
		///
		/// ## Events
		/// [`Event::CuratorStaked`].
		#[pallet::call_index(1)]
		#[pallet::weight(T::WeightInfo::stake_curator())]
		pub fn stake_curator(
			origin: OriginFor<T>,
			datanet: DatanetId,
			amount: Balance,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_stake_curator(datanet, who, amount)
		}

		/// Begins to leave as a curator: the stake no longer counts, votes on open reviews neither.
		///
		/// ## Dispatch Origin
		/// Signed by the curator.
		///
		/// ## Arguments
		/// - `datanet`: the Datanet.
		///
		/// ## Errors
		/// [`Error::NotCurator`].
		///
		/// ## Events
		/// [`Event::CuratorLeft`].
		#[pallet::call_index(2)]
		#[pallet::weight(T::WeightInfo::leave_curator())]
		pub fn leave_curator(origin: OriginFor<T>, datanet: DatanetId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_leave_curator(datanet, who)
		}

		/// Takes the stake back after the unstake delay.
		///
		/// ## Dispatch Origin
		/// Signed by the curator that has left.
		///
		/// ## Arguments
		/// - `datanet`: the Datanet.
		///
		/// ## Errors
		/// [`Error::NotCurator`], [`Error::NotWithdrawable`].
		///
		/// ## Events
		/// [`Event::CuratorWithdrawn`].
		#[pallet::call_index(3)]
		#[pallet::weight(T::WeightInfo::withdraw_curator())]
		pub fn withdraw_curator(origin: OriginFor<T>, datanet: DatanetId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_withdraw_curator(datanet, who)
		}

		/// Commits to a contribution without showing it.
		///
		/// ## Dispatch Origin
		/// Signed; the base bond is held.
		///
		/// ## Arguments
		/// - `datanet`: the Datanet.
		/// - `commitment`: `blake2_256(SCALE(content hash, salt, account, datanet))`.
		///
		/// ## Errors
		/// [`Error::UnknownDatanet`], [`Error::AlreadyCommitted`].
		///
		/// ## Events
		/// [`Event::Committed`].
		#[pallet::call_index(4)]
		#[pallet::weight(T::WeightInfo::commit())]
		pub fn commit(
			origin: OriginFor<T>,
			datanet: DatanetId,
			commitment: Hash,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_commit(datanet, who, commitment)
		}

		/// Reveals a committed contribution and puts it under review.
		///
		/// ## Dispatch Origin
		/// Signed by the account that committed; the bond grows with the rows.
		///
		/// ## Details
		/// The same content from a later commitment that is still under review (or rejected) gives
		/// way.
		///
		/// ## Arguments
		/// - `datanet`: the Datanet.
		/// - `salt`: the salt of the commitment.
		/// - `manifest`: the contribution.
		///
		/// ## Errors
		/// [`Error::UnknownCommitment`], [`Error::RevealTooEarly`], [`Error::RevealExpired`],
		/// [`Error::InvalidManifest`], [`Error::TooManyRows`], [`Error::TooManyBytes`],
		/// [`Error::DuplicateContent`], [`Error::AlreadyExists`], [`Error::TooManyIds`].
		///
		/// ## Events
		/// [`Event::Revealed`], [`Event::Displaced`].
		#[pallet::call_index(5)]
		#[pallet::weight(T::WeightInfo::reveal())]
		pub fn reveal(
			origin: OriginFor<T>,
			datanet: DatanetId,
			salt: Hash,
			manifest: ContributionManifest,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_reveal(datanet, who, salt, manifest)
		}

		/// Votes on a contribution with the caller's stake. A vote says that the curator fetched
		/// the file and checked it against the manifest.
		///
		/// ## Dispatch Origin
		/// Signed by a curator of the Datanet, not the contributor.
		///
		/// ## Arguments
		/// - `contribution`: the contribution.
		/// - `approve`: for or against.
		///
		/// ## Errors
		/// [`Error::UnknownContribution`], [`Error::ReviewClosed`], [`Error::OwnContribution`],
		/// [`Error::NotCurator`], [`Error::AlreadyVoted`], [`Error::TooManyVotes`].
		///
		/// ## Events
		/// [`Event::Voted`].
		#[pallet::call_index(6)]
		#[pallet::weight(T::WeightInfo::vote())]
		pub fn vote(
			origin: OriginFor<T>,
			contribution: ContributionId,
			approve: bool,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_vote(contribution, who, approve)
		}

		/// Ends a review: after its window, or as soon as more than half of all stake has decided.
		///
		/// ## Dispatch Origin
		/// Signed by anyone.
		///
		/// ## Arguments
		/// - `contribution`: the contribution.
		///
		/// ## Errors
		/// [`Error::UnknownContribution`], [`Error::ReviewClosed`], [`Error::ReviewOpen`].
		///
		/// ## Events
		/// [`Event::Accepted`] or [`Event::Rejected`].
		#[pallet::call_index(7)]
		#[pallet::weight(T::WeightInfo::conclude(MAX_VOTES))]
		pub fn conclude(
			origin: OriginFor<T>,
			contribution: ContributionId,
		) -> DispatchResultWithPostInfo {
			ensure_signed(origin)?;
			let votes = Self::do_conclude(contribution)?;
			Ok(Some(T::WeightInfo::conclude(votes)).into())
		}

		/// Starts to seal all accepted contributions into the next version.
		///
		/// ## Dispatch Origin
		/// Signed by the owner of the Datanet.
		///
		/// ## Arguments
		/// - `datanet`: the Datanet.
		///
		/// ## Errors
		/// [`Error::UnknownDatanet`], [`Error::NotOwner`], [`Error::SealInProgress`],
		/// [`Error::NothingToSeal`].
		///
		/// ## Events
		/// [`Event::SealStarted`].
		#[pallet::call_index(8)]
		#[pallet::weight(T::WeightInfo::start_seal())]
		pub fn start_seal(origin: OriginFor<T>, datanet: DatanetId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_start_seal(datanet, who)
		}

		/// Appends contributions to the version being sealed; the last one finishes it.
		///
		/// ## Dispatch Origin
		/// Signed by anyone.
		///
		/// ## Arguments
		/// - `datanet`: the Datanet.
		/// - `steps`: most contributions to append, from 1 to 64.
		///
		/// ## Errors
		/// [`Error::InvalidSteps`], [`Error::NoSealInProgress`].
		///
		/// ## Events
		/// [`Event::SealStepped`] or [`Event::Sealed`].
		#[pallet::call_index(9)]
		#[pallet::weight(T::WeightInfo::step_seal((*steps).min(MAX_SEAL_STEPS)))]
		pub fn step_seal(
			origin: OriginFor<T>,
			datanet: DatanetId,
			steps: u32,
		) -> DispatchResultWithPostInfo {
			ensure_signed(origin)?;
			let done = Self::do_step_seal(datanet, steps)?;
			Ok(Some(T::WeightInfo::step_seal(done)).into())
		}

		/// Removes a commitment whose reveal window is over; its bond goes to the treasury.
		///
		/// ## Dispatch Origin
		/// Signed by anyone.
		///
		/// ## Arguments
		/// - `datanet`: the Datanet.
		/// - `who`: the account that committed.
		/// - `commitment`: the commitment.
		///
		/// ## Errors
		/// [`Error::UnknownCommitment`], [`Error::RevealOpen`].
		///
		/// ## Events
		/// [`Event::CommitExpired`].
		#[pallet::call_index(10)]
		#[pallet::weight(T::WeightInfo::expire_commit())]
		pub fn expire_commit(
			origin: OriginFor<T>,
			datanet: DatanetId,
			who: AccountId,
			commitment: Hash,
		) -> DispatchResult {
			ensure_signed(origin)?;
			Self::do_expire_commit(datanet, who, commitment)
		}

		/// Removes a rejected contribution, one review window after its rejection, and releases
		/// its bond. Its content may then be offered again.
		///
		/// ## Dispatch Origin
		/// Signed by anyone.
		///
		/// ## Arguments
		/// - `contribution`: the contribution.
		///
		/// ## Errors
		/// [`Error::UnknownContribution`], [`Error::NotReleasable`].
		///
		/// ## Events
		/// [`Event::RejectedReleased`].
		#[pallet::call_index(11)]
		#[pallet::weight(T::WeightInfo::release_rejected())]
		pub fn release_rejected(
			origin: OriginFor<T>,
			contribution: ContributionId,
		) -> DispatchResult {
			ensure_signed(origin)?;
			Self::do_release_rejected(contribution)
		}
	}

	#[pallet::view_functions]
	impl<T: Config> Pallet<T> {
		/// Accepted contributions of a Datanet from position `from`, at most `limit` ≤ 64.
		pub fn contributions_of(
			datanet: DatanetId,
			from: u32,
			limit: u32,
		) -> Vec<(ContributionId, Contribution)> {
			Self::accepted_from(datanet, from, limit.min(64))
		}

		/// A sealed version.
		pub fn dataset(dataset: DatasetRef) -> Option<DatasetVersion> {
			DatasetVersions::<T>::get(dataset.datanet, dataset.version)
		}

		/// Whether `row` is the contribution's row at `opening.index`.
		pub fn verify_row(
			contribution: ContributionId,
			row: Vec<u8>,
			opening: Opening<Hash>,
		) -> bool {
			Self::is_row(contribution, &row, &opening)
		}

		/// What this pallet holds from `who` for deposits, bonds and stakes, in plancks.
		pub fn held_from(who: AccountId) -> Balance {
			[HoldReason::Datanet, HoldReason::Contribution, HoldReason::Curator]
				.into_iter()
				.map(|reason| T::Currency::balance_on_hold(&reason.into(), &who))
				.fold(0, Balance::saturating_add)
		}
	}
}
