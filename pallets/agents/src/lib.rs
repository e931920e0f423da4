// SPDX-License-Identifier: Apache-2.0

//! # Agents
//!
//! Step 4 of the value flow, beside models: agents and apps that stand between a payer and a model
//! and take a markup for it.
//!
//! Calls, events, errors and storage are in [`pallet`]; what other pallets may ask is
//! [`openledger_primitives_traits::InspectAgents`].
//!
//! ## Overview
//!
//! An **agent** turns a question into prompts; an **app** is what the payer sees. Each declares the
//! published model versions it uses and a **markup** on the base fee, which comes on top of it and
//! never out of the contributors' share. A session takes both over when it is opened, so a change
//! concerns new sessions only. The markup is paid to the **beneficiary**, which is the owner unless
//! the owner says otherwise.
//!
//! ## Example
//!
#![doc = docify::embed!("src/tests/calls.rs", an_agent_is_registered_and_earns_for_its_beneficiary)]
//!
//! ## Design goals
//!
//! 1. **Markups are bounded** by [`Config::MaxMarkup`].
//! 2. **Only what is for sale can be used.** Every model version that is declared, when it is
//!    declared, must be published and live.
//! 3. **A transfer redirects nothing by accident.** It makes the new owner the beneficiary.
//! 4. **All state is paid for** by a hold that follows the owner. An agent that took part in an
//!    answer is never removed: batches pay its beneficiary later.

#![cfg_attr(not(feature = "std"), no_std)]
#![deny(missing_docs)]

extern crate alloc;

pub use pallet::*;
pub use types::*;
pub use weights::WeightInfo;

#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;
mod impls;
#[cfg(test)]
mod mock;
mod ownership;
mod register;
#[cfg(test)]
mod tests;
#[cfg(any(feature = "try-runtime", test))]
mod try_state;
mod types;
pub mod weights;

/// See the crate's documentation.
#[frame_support::pallet]
pub mod pallet {
	use super::*;
	use alloc::vec::Vec;
	use frame_support::{
		pallet_prelude::*,
		traits::{fungible, Get},
	};
	use frame_system::pallet_prelude::*;
	use openledger_primitives::{AgentId, Balance, Ppm, PPM};
	use openledger_primitives_account::AccountId;
	use openledger_primitives_objects::Url;
	use openledger_primitives_traits::InspectModels;

	/// Storage version of this pallet.
	const STORAGE_VERSION: StorageVersion = StorageVersion::new(1);

	/// Most items that one view function returns.
	pub const MAX_PAGE: u32 = 64;

	/// What the pallet needs from the runtime.
	#[pallet::config]
	pub trait Config: frame_system::Config<AccountId = AccountId> {
		/// Weights of the calls.
		type WeightInfo: WeightInfo;
		/// The money that is held.
		type Currency: fungible::Inspect<AccountId, Balance = Balance>
			+ fungible::Mutate<AccountId>
			+ fungible::hold::Mutate<AccountId, Reason = Self::RuntimeHoldReason>;
		/// The runtime's hold reasons.
		type RuntimeHoldReason: From<HoldReason>;
		/// Published model versions.
		type Models: InspectModels<AccountId>;
		/// Whether cards must be public HTTPS URLs.
		type PublicNetwork: Get<bool>;
		/// Held for an agent or app, plancks; covers its largest state.
		#[pallet::constant]
		type AgentDeposit: Get<Balance>;
		/// Greatest markup on the base fee, parts per million.
		#[pallet::constant]
		type MaxMarkup: Get<Ppm>;
	}

	/// The pallet.
	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
	pub struct Pallet<T>(_);

	/// Why the pallet holds money.
	#[pallet::composite_enum]
	pub enum HoldReason {
		/// State of an agent or app, held from its owner.
		#[codec(index = 0)]
		AgentDeposit,
	}

	/// Id of the next agent or app.
	#[pallet::storage]
	pub type NextAgentId<T: Config> = StorageValue<_, AgentId, ValueQuery>;

	/// Agents and apps. Ids are the chain's, so a short hash serves.
	#[pallet::storage]
	pub type Agents<T: Config> = StorageMap<_, Twox64Concat, AgentId, Agent>;

	/// What happened.
	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	pub enum Event<T: Config> {
		/// An agent or app can be sold.
		#[codec(index = 0)]
		AgentRegistered {
			/// The agent or app.
			agent: AgentId,
			/// Its owner and beneficiary.
			owner: AccountId,
			/// Agent or app.
			kind: AgentKind,
			/// Markup on the base fee, parts per million.
			markup: Ppm,
		},
		/// Card, markup or uses changed for new sessions.
		#[codec(index = 1)]
		AgentUpdated {
			/// The agent or app.
			agent: AgentId,
			/// Markup on the base fee, parts per million.
			markup: Ppm,
		},
		/// Someone else is paid the markup from now on.
		#[codec(index = 2)]
		BeneficiarySet {
			/// The agent or app.
			agent: AgentId,
			/// Who is paid.
			beneficiary: AccountId,
		},
		/// It is no longer sold in new sessions.
		#[codec(index = 3)]
		AgentRetired {
			/// The agent or app.
			agent: AgentId,
		},
		/// It has a new owner, who is the beneficiary too.
		#[codec(index = 4)]
		AgentTransferred {
			/// The agent or app.
			agent: AgentId,
			/// The owner before.
			from: AccountId,
			/// The owner now.
			to: AccountId,
		},
	}

	/// What can go wrong.
	#[pallet::error]
	pub enum Error<T> {
		/// No such agent or app.
		UnknownAgent,
		/// A model version that is used is not published.
		UnknownModelVersion,
		/// A model version that is used is retired.
		ModelVersionRetired,
		/// A model version is named twice.
		DuplicateUse,
		/// The markup exceeds the bound.
		MarkupOverBound,
		/// The name is empty, not UTF-8, or holds control characters.
		InvalidName,
		/// The card is not a URL that this network takes.
		InvalidCard,
		/// The caller does not own it.
		NotOwner,
		/// It is retired.
		NotLive,
		/// The new owner is the old one.
		SameOwner,
		/// The identifiers are used up.
		IdsExhausted,
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		fn integrity_test() {
			assert!(T::MaxMarkup::get() <= PPM, "a markup above the base fee itself");
		}

		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}

	#[pallet::call]
	impl<T: Config> Pallet<T> {
		/// Registers an agent or app; the caller becomes owner and beneficiary.
		///
		/// ## Arguments
		/// * `kind`: agent or app.
		/// * `name`: what people call it.
		/// * `card`: URL of its description.
		/// * `markup`: on the base fee, parts per million, at most [`Config::MaxMarkup`].
		/// * `uses`: live published model versions, each once.
		///
		/// ## Errors
		/// [`Error::InvalidName`], [`Error::InvalidCard`], [`Error::MarkupOverBound`],
		/// [`Error::UnknownModelVersion`], [`Error::ModelVersionRetired`],
		/// [`Error::DuplicateUse`], or too little free balance.
		#[pallet::call_index(0)]
		#[pallet::weight(T::WeightInfo::register(uses.len() as u32))]
		pub fn register(
			origin: OriginFor<T>,
			kind: AgentKind,
			name: Name,
			card: Url,
			markup: Ppm,
			uses: Uses,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_register(who, kind, name, card, markup, uses)
		}

		/// Replaces card, markup and uses. Open sessions keep what they were opened with.
		///
		/// ## Arguments
		/// * `agent`: a live agent or app of the caller.
		/// * `card`: URL of its description.
		/// * `markup`: on the base fee, parts per million, at most [`Config::MaxMarkup`].
		/// * `uses`: live published model versions, each once.
		///
		/// ## Errors
		/// [`Error::UnknownAgent`], [`Error::NotOwner`], [`Error::NotLive`],
		/// [`Error::InvalidCard`], [`Error::MarkupOverBound`], [`Error::UnknownModelVersion`],
		/// [`Error::ModelVersionRetired`], [`Error::DuplicateUse`].
		#[pallet::call_index(1)]
		#[pallet::weight(T::WeightInfo::update(uses.len() as u32))]
		pub fn update(
			origin: OriginFor<T>,
			agent: AgentId,
			card: Url,
			markup: Ppm,
			uses: Uses,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_update(who, agent, card, markup, uses)
		}

		/// Sets who is paid the markup, also of batches that are not settled yet.
		///
		/// ## Arguments
		/// * `agent`: an agent or app of the caller.
		/// * `beneficiary`: who is paid.
		///
		/// ## Errors
		/// [`Error::UnknownAgent`], [`Error::NotOwner`].
		#[pallet::call_index(2)]
		#[pallet::weight(T::WeightInfo::set_beneficiary())]
		pub fn set_beneficiary(
			origin: OriginFor<T>,
			agent: AgentId,
			beneficiary: AccountId,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_set_beneficiary(who, agent, beneficiary)
		}

		/// Takes it out of new sessions, for good. Open sessions go on and are paid.
		///
		/// ## Arguments
		/// * `agent`: a live agent or app of the caller.
		///
		/// ## Errors
		/// [`Error::UnknownAgent`], [`Error::NotOwner`], [`Error::NotLive`].
		#[pallet::call_index(3)]
		#[pallet::weight(T::WeightInfo::retire())]
		pub fn retire(origin: OriginFor<T>, agent: AgentId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_retire(who, agent)
		}

		/// Hands it over together with its deposit; the new owner becomes the beneficiary.
		///
		/// ## Arguments
		/// * `agent`: an agent or app of the caller.
		/// * `new_owner`: an existing account.
		///
		/// ## Errors
		/// [`Error::UnknownAgent`], [`Error::NotOwner`], [`Error::SameOwner`], or a new owner that
		/// cannot hold the deposit.
		#[pallet::call_index(4)]
		#[pallet::weight(T::WeightInfo::transfer())]
		pub fn transfer(
			origin: OriginFor<T>,
			agent: AgentId,
			new_owner: AccountId,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_transfer(who, agent, new_owner)
		}
	}

	#[pallet::view_functions]
	impl<T: Config> Pallet<T> {
		/// An agent or app.
		pub fn agent(id: AgentId) -> Option<Agent> {
			Agents::<T>::get(id)
		}

		/// Agents and apps among the `limit` (at most 64) ids from `from`, ascending.
		pub fn agents_from(from: AgentId, limit: u32) -> Vec<(AgentId, Agent)> {
			(from.0..from.0.saturating_add(limit.min(MAX_PAGE)))
				.map(AgentId)
				.filter_map(|id| Some((id, Agents::<T>::get(id)?)))
				.collect()
		}
	}
}
