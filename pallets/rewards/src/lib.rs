// SPDX-License-Identifier: Apache-2.0
//! # Rewards pallet
//!
//! The last step of the value flow: what inference paid is split by the fee waterfall, credited to
//! contributions by measured influence, and claimed.
//!
//! ## Pallet API
//!
//! See the [`pallet`] module for calls, storage, events and errors. Batches are booked through
//! [`Books`](openledger_primitives_traits::Books), Datanets report through
//! [`OnDatanet`](openledger_primitives_traits::OnDatanet).
//!
//! ## Overview
//!
//! Money of final batches arrives in one account, the *books* ([`Pallet::account_id`]). `distribute`
//! splits it (PROTOCOL §10) and pays worker, owners, lineage, makers of agents and apps, the attesters'
//! pot and treasury at once, burns, and keeps the rest: curators' pots, and each model's contributors'
//! share. `credit` turns leaves of the batch's credit tree into earnings (PROTOCOL §6); what no
//! data earned, and rounding, goes to the pots of the Datanets the model was trained on.
//!
#![doc = docify::embed!("src/tests/flow.rs", a_fee_reaches_everyone)]
//!
//! ## Design goals
//!
//! 1. *Conservation*: [`Escrow`] counts every planck the books account owes. Money in = paid +
//!    burnt + pots + escrow left, whatever the order of calls, and whoever is whom (`tests/invariants.rs`).
//! 2. *Rounding favours the books*: splits are exact (largest remainder), credits and claims are
//!    floored, accumulators carry what did not divide.
//! 3. *Nothing blocks a batch*: what cannot be received (an account below the existential deposit,
//!    a model trained on nothing) goes to the treasury; a leaf that cannot be credited stays for
//!    the pots.
//! 4. *Constant state per contribution*: one `u128` in a page of [`Earnings`] and one in a page of
//!    [`PotPaid`], paid for by the contribution's own hold.
//!
//! ## Attesters
//!
//! The attesters' share leaves the books as money for the *attesters' pot* (`Config::AttesterPot`),
//! and each attester gets reward points for its equal part of it: one for each [`POINT_PAY`], at
//! least [`MIN_POINTS`], at most [`MAX_POINTS`]. At the end of an era the runtime pays the pot out by
//! points, with the validators' commission, to validators and their nominators. A batch that nobody
//! attested pays the treasury.
//!
//! ## Terminology
//!
//! * *Books*: the account and the storage that say whose the money in it is.
//! * *Pot*: what a Datanet's sealed contributions share by row count.
//! * *Page*: 128 balances in one storage value; contribution `id` is at `id % 128` of page `id / 128`.

#![cfg_attr(not(feature = "std"), no_std)]
#![deny(missing_docs)]

extern crate alloc;

#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;
mod claim;
mod credit;
mod curators;
mod distribute;
mod impls;
#[cfg(test)]
mod mock;
mod money;
mod pots;
#[cfg(test)]
mod tests;
#[cfg(any(feature = "try-runtime", test))]
mod try_state;
mod types;
mod waterfall;
pub mod weights;

pub use pallet::*;
pub use types::{
	BatchBook, CuratorDebt, CuratorPot, ModelBook, Page, Pot, RoleTotals, Totals, MAX_CLAIMS,
	MAX_POINTS, MIN_POINTS, POINT_PAY, ROW_BITS, STAKE_BITS,
};
pub use weights::WeightInfo;

#[frame_support::pallet]
pub mod pallet {
	use super::*;
	use frame_support::{pallet_prelude::*, traits::fungible, PalletId};
	use frame_system::pallet_prelude::*;
	use openledger_primitives::{
		Balance, BatchEpoch, ContributionId, DatanetId, ModelVersionId, WorkerId,
	};
	use openledger_primitives_account::AccountId;
	use openledger_primitives_split::Waterfall;
	use openledger_primitives_traits::{
		InspectAgents, InspectDatasets, InspectModels, RewardAttesters,
	};

	const STORAGE_VERSION: StorageVersion = StorageVersion::new(1);

	/// What the runtime wires.
	#[pallet::config]
	pub trait Config:
		frame_system::Config<AccountId = AccountId, RuntimeEvent: From<Event<Self>>>
	{
		/// The token that fees are paid in.
		type Currency: fungible::Inspect<AccountId, Balance = Balance> + fungible::Mutate<AccountId>;

		/// Datanets: sealed versions, contributions and curators.
		type Datasets: InspectDatasets<AccountId>;

		/// Models: owners, royalties and what they were trained on.
		type Models: InspectModels<AccountId>;

		/// Agents and apps: who is paid the markups.
		type Agents: InspectAgents<AccountId>;

		/// The treasury's account: its share, and whatever cannot be received elsewhere.
		type Treasury: Get<AccountId>;

		/// Account that collects the attesters' share until the era ends.
		type AttesterPot: Get<AccountId>;

		/// Who counts the attesters' points.
		type RewardAttesters: RewardAttesters<AccountId>;

		/// Who may set the waterfall.
		type WaterfallOrigin: EnsureOrigin<Self::RuntimeOrigin>;

		/// Identifier from which the books account is derived.
		#[pallet::constant]
		type PalletId: Get<PalletId>;

		/// Weights of the calls.
		type WeightInfo: WeightInfo;
	}

	/// The rewards pallet.
	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
	pub struct Pallet<T>(_);

	/// Version of the waterfall that new batches must name.
	#[pallet::storage]
	pub type CurrentWaterfall<T> = StorageValue<_, u32, ValueQuery>;

	/// Every waterfall that has been in force, by version; batches are split by the one they name.
	/// Governance adds entries, nobody else. Versions are consecutive: no key is attacker-chosen.
	#[pallet::storage]
	pub type Waterfalls<T> = StorageMap<_, Twox64Concat, u32, Waterfall>;

	/// What the books account owes in all, plancks: batches, earnings, pots, curators, treasury.
	#[pallet::storage]
	pub type Escrow<T> = StorageValue<_, Balance, ValueQuery>;

	/// What the treasury is owed but could not receive yet (below its existential deposit), plancks.
	#[pallet::storage]
	pub type TreasuryDue<T> = StorageValue<_, Balance, ValueQuery>;

	/// Books of the batches that are being settled, by worker and epoch; removed when they close.
	#[pallet::storage]
	pub type BatchBooks<T> =
		StorageDoubleMap<_, Twox64Concat, WorkerId, Twox64Concat, BatchEpoch, BatchBook>;

	/// Credits that are not claimed yet, plancks, by page of contribution ids.
	#[pallet::storage]
	pub type Earnings<T> = StorageMap<_, Twox64Concat, u32, Page, ValueQuery>;

	/// Pots of the Datanets, shared by rows.
	#[pallet::storage]
	pub type PotAccumulators<T> = StorageMap<_, Twox64Concat, DatanetId, Pot, ValueQuery>;

	/// Where a Datanet's pot stood when a version was sealed: contributions that are new in the
	/// version share in what came later. Units of 2^-32 planck per row.
	#[pallet::storage]
	pub type SealedAt<T> =
		StorageDoubleMap<_, Twox64Concat, DatanetId, Twox64Concat, u32, u128, ValueQuery>;

	/// Up to where contributions have been paid from their pots, by page of contribution ids. Units of
	/// 2^-32 planck per row; 0 for never.
	#[pallet::storage]
	pub type PotPaid<T> = StorageMap<_, Twox64Concat, u32, Page, ValueQuery>;

	/// What curators share, by Datanet, by stake.
	#[pallet::storage]
	pub type CuratorAccumulators<T> =
		StorageMap<_, Twox64Concat, DatanetId, CuratorPot, ValueQuery>;

	/// Up to where curators have been paid; removed when they have left and claimed. Accounts are
	/// chosen by their holders, so their key is a cryptographic hash.
	#[pallet::storage]
	pub type CuratorDebts<T> =
		StorageDoubleMap<_, Twox64Concat, DatanetId, Blake2_128Concat, AccountId, CuratorDebt>;

	/// The waterfall at genesis.
	#[pallet::genesis_config]
	#[derive(frame_support::DefaultNoBound)]
	pub struct GenesisConfig<T: Config> {
		/// How fees are split from the first batch on (version 0).
		pub waterfall: Waterfall,
		/// Marker of the runtime.
		#[serde(skip)]
		pub _config: core::marker::PhantomData<T>,
	}

	#[pallet::genesis_build]
	impl<T: Config> BuildGenesisConfig for GenesisConfig<T> {
		fn build(&self) {
			assert!(self.waterfall.is_valid(), "the waterfall must sum and keep its hard bounds");
			Waterfalls::<T>::insert(0, self.waterfall);
			Pallet::<T>::endow_account();
		}
	}

	/// What happened.
	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	pub enum Event<T: Config> {
		/// A waterfall was set; batches announced from now on name it.
		WaterfallSet {
			/// Its version.
			version: u32,
			/// How fees are split.
			waterfall: Waterfall,
		},
		/// Money for a batch arrived in the books.
		BatchFunded {
			/// The worker.
			worker: WorkerId,
			/// The batch epoch.
			epoch: BatchEpoch,
			/// Plancks.
			amount: Balance,
		},
		/// The fees of a batch were split and paid out.
		BatchDistributed {
			/// The worker.
			worker: WorkerId,
			/// The batch epoch.
			epoch: BatchEpoch,
			/// Version of the waterfall that split them.
			waterfall: u32,
			/// Plancks by role; the sum is the fee total.
			parts: RoleTotals,
		},
		/// A contribution was credited.
		ContributionCredited {
			/// The worker of the batch.
			worker: WorkerId,
			/// The batch epoch.
			epoch: BatchEpoch,
			/// The model version whose answers it influenced.
			model_version: ModelVersionId,
			/// The contribution.
			contribution: ContributionId,
			/// Plancks.
			amount: Balance,
		},
		/// A batch's books were closed.
		BatchClosed {
			/// The worker.
			worker: WorkerId,
			/// The batch epoch.
			epoch: BatchEpoch,
			/// What no contribution was credited, plancks: it went to the pots.
			unattributed: Balance,
		},
		/// A failed batch was made good from the worker's stake.
		BatchCompensated {
			/// The worker.
			worker: WorkerId,
			/// The batch epoch.
			epoch: BatchEpoch,
			/// Plancks.
			amount: Balance,
		},
		/// A Datanet's pot was filled.
		PotFilled {
			/// The Datanet.
			datanet: DatanetId,
			/// Plancks.
			amount: Balance,
		},
		/// A Datanet's curators earned.
		CuratorsFunded {
			/// The Datanet.
			datanet: DatanetId,
			/// Plancks.
			amount: Balance,
		},
		/// Earnings of contributions were paid out.
		EarningsClaimed {
			/// Who was paid.
			beneficiary: AccountId,
			/// Plancks, for one or more contributions.
			amount: Balance,
			/// Who sent the claim.
			by: AccountId,
		},
		/// A curator was paid.
		CuratorClaimed {
			/// The Datanet.
			datanet: DatanetId,
			/// The curator.
			who: AccountId,
			/// Plancks.
			amount: Balance,
		},
		/// The treasury was paid what it is due.
		TreasuryPaid {
			/// Plancks.
			amount: Balance,
		},
	}

	/// Why a call failed.
	#[pallet::error]
	pub enum Error<T> {
		/// A contribution is in no sealed version.
		NotFound,
		/// A contribution's beneficiary is someone else.
		NotBeneficiary,
		/// There is nothing to pay out.
		NothingToClaim,
		/// The parts do not sum, or leave the hard bounds.
		InvalidWaterfall,
		/// The batch names a waterfall that never was.
		UnknownWaterfall,
		/// The batch names a model version that is not published.
		UnknownModelVersion,
		/// The batch names an agent or app that does not exist, or is of the other kind.
		UnknownAgent,
		/// Books of this batch exist already.
		AlreadyExists,
		/// The money received is not the fee total of the batch.
		NotFunded,
		/// The batch's fees have been split already.
		AlreadyDistributed,
		/// The batch's fees have not been split yet.
		NotDistributed,
		/// The books account holds less than it is said to have received.
		MoneyMissing,
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		fn integrity_test() {
			assert!(Waterfall::default().is_valid(), "the default waterfall must be valid");
			assert!(
				<T::Currency as fungible::Inspect<AccountId>>::minimum_balance() > 0,
				"the books account is kept alive by the existential deposit",
			);
			assert!(
				Pallet::<T>::account_id() != T::Treasury::get(),
				"the treasury is not the books"
			);
			assert!(
				Pallet::<T>::account_id() != T::AttesterPot::get(),
				"the attesters' pot is not the books"
			);
		}

		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}

	#[pallet::call]
	impl<T: Config> Pallet<T> {
		/// Pays out what contributions of the caller have earned: credits and their parts of the pots.
		///
		/// ## Arguments
		/// * `contributions`: at most 64 sealed contributions whose beneficiary is the caller.
		///
		/// ## Errors
		/// `NotFound`, `NotBeneficiary`, `NothingToClaim`.
		#[pallet::call_index(0)]
		#[pallet::weight(Pallet::<T>::paged(T::WeightInfo::claim(contributions.len() as u32), contributions.len()))]
		pub fn claim(
			origin: OriginFor<T>,
			contributions: BoundedVec<ContributionId, ConstU32<MAX_CLAIMS>>,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_claim(who, &contributions)
		}

		/// Pays out what contributions have earned, each to its beneficiary. Anyone may send it.
		///
		/// ## Arguments
		/// * `contributions`: at most 64 sealed contributions.
		///
		/// ## Errors
		/// `NotFound`, `NothingToClaim`; fails as a whole when one beneficiary cannot receive its sum
		/// (below the existential deposit).
		#[pallet::call_index(1)]
		#[pallet::weight(Pallet::<T>::paged(T::WeightInfo::claim_for(contributions.len() as u32), contributions.len()))]
		pub fn claim_for(
			origin: OriginFor<T>,
			contributions: BoundedVec<ContributionId, ConstU32<MAX_CLAIMS>>,
		) -> DispatchResult {
			let by = ensure_signed(origin)?;
			Self::do_claim_for(by, &contributions)
		}

		/// Pays out what the caller has earned as a curator; also after it has left.
		///
		/// ## Arguments
		/// * `datanet`: the Datanet curated.
		///
		/// ## Errors
		/// `NothingToClaim`.
		#[pallet::call_index(2)]
		#[pallet::weight(T::WeightInfo::claim_curator())]
		pub fn claim_curator(origin: OriginFor<T>, datanet: DatanetId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_claim_curator(datanet, who)
		}

		/// Sets how the fees of batches announced from now on are split.
		///
		/// ## Arguments
		/// * `waterfall`: parts per million; they must sum to the whole, the protocol takes at most a
		///   quarter and contributors get at least a fifth.
		///
		/// ## Errors
		/// `InvalidWaterfall`.
		#[pallet::call_index(3)]
		#[pallet::weight(T::WeightInfo::set_waterfall())]
		pub fn set_waterfall(origin: OriginFor<T>, waterfall: Waterfall) -> DispatchResult {
			T::WaterfallOrigin::ensure_origin(origin)?;
			Self::do_set_waterfall(waterfall)
		}
	}

	#[pallet::view_functions]
	impl<T: Config> Pallet<T> {
		/// What a contribution could claim now, plancks.
		pub fn earned(contribution: ContributionId) -> Balance {
			Self::earned_of(contribution)
		}

		/// What is in a Datanet's pot and not paid out yet, plancks.
		pub fn pot_of(datanet: DatanetId) -> Balance {
			PotAccumulators::<T>::get(datanet).held
		}

		/// What a curator could claim now, plancks.
		pub fn curator_earned(datanet: DatanetId, who: AccountId) -> Balance {
			Self::curator_position(datanet, &who).accrued
		}

		/// The waterfall in force and its version.
		pub fn waterfall() -> (u32, Waterfall) {
			let version = CurrentWaterfall::<T>::get();
			(version, Waterfalls::<T>::get(version).unwrap_or_default())
		}

		/// The books account and what it owes in all.
		pub fn totals() -> Totals {
			Totals {
				account: Self::account_id(),
				escrow: Escrow::<T>::get(),
				treasury_due: TreasuryDue::<T>::get(),
			}
		}
	}
}
