// SPDX-License-Identifier: Apache-2.0
//! What an agent declares.

use crate::{pallet::*, Agent, AgentKind, Name, Uses};
use alloc::collections::BTreeSet;
use frame_support::{
	pallet_prelude::*,
	traits::{fungible::hold::Mutate, Get},
};
use openledger_primitives::{AgentId, Ppm};
use openledger_primitives_account::AccountId;
use openledger_primitives_objects::{url::check_url, Url};
use openledger_primitives_traits::InspectModels;

impl<T: Config> Pallet<T> {
	/// See [`Pallet::register`].
	pub(crate) fn do_register(
		who: AccountId,
		kind: AgentKind,
		name: Name,
		card: Url,
		markup: Ppm,
		uses: Uses,
	) -> DispatchResult {
		Self::ensure_name(&name)?;
		Self::ensure_declared(&card, markup, &uses)?;
		let deposit = T::AgentDeposit::get();
		T::Currency::hold(&HoldReason::AgentDeposit.into(), &who, deposit)?;
		let id = NextAgentId::<T>::try_mutate(|next| -> Result<AgentId, Error<T>> {
			let id = *next;
			*next = id.next().ok_or(Error::<T>::IdsExhausted)?;
			Ok(id)
		})?;
		let (owner, beneficiary) = (who.clone(), who.clone());
		let agent =
			Agent { owner, beneficiary, kind, name, card, markup, uses, live: true, deposit };
		Agents::<T>::insert(id, agent);
		Self::deposit_event(Event::AgentRegistered { agent: id, owner: who, kind, markup });
		Ok(())
	}

	/// See [`Pallet::update`].
	pub(crate) fn do_update(
		who: AccountId,
		id: AgentId,
		card: Url,
		markup: Ppm,
		uses: Uses,
	) -> DispatchResult {
		let mut agent = Self::ensure_owner(id, &who)?;
		ensure!(agent.live, Error::<T>::NotLive);
		Self::ensure_declared(&card, markup, &uses)?;
		agent.card = card;
		agent.markup = markup;
		agent.uses = uses;
		Agents::<T>::insert(id, agent);
		Self::deposit_event(Event::AgentUpdated { agent: id, markup });
		Ok(())
	}

	/// See [`Pallet::retire`].
	pub(crate) fn do_retire(who: AccountId, id: AgentId) -> DispatchResult {
		let mut agent = Self::ensure_owner(id, &who)?;
		ensure!(agent.live, Error::<T>::NotLive);
		agent.live = false;
		Agents::<T>::insert(id, agent);
		Self::deposit_event(Event::AgentRetired { agent: id });
		Ok(())
	}

	/// The agent, when `who` owns it.
	pub(crate) fn ensure_owner(id: AgentId, who: &AccountId) -> Result<Agent, Error<T>> {
		let agent = Agents::<T>::get(id).ok_or(Error::<T>::UnknownAgent)?;
		ensure!(agent.owner == *who, Error::<T>::NotOwner);
		Ok(agent)
	}

	/// Refuses a card, a markup or uses that cannot stand.
	fn ensure_declared(card: &Url, markup: Ppm, uses: &Uses) -> Result<(), Error<T>> {
		check_url(card, T::PublicNetwork::get()).map_err(|_| Error::<T>::InvalidCard)?;
		ensure!(markup <= T::MaxMarkup::get(), Error::<T>::MarkupOverBound);
		let mut seen = BTreeSet::new();
		for version in uses {
			ensure!(seen.insert(*version), Error::<T>::DuplicateUse);
			let found =
				T::Models::model_version(*version).ok_or(Error::<T>::UnknownModelVersion)?;
			ensure!(found.live, Error::<T>::ModelVersionRetired);
		}
		Ok(())
	}

	/// Refuses a name that nobody could read.
	fn ensure_name(name: &Name) -> Result<(), Error<T>> {
		let text = core::str::from_utf8(name).map_err(|_| Error::<T>::InvalidName)?;
		let readable = !text.trim().is_empty() && !text.chars().any(char::is_control);
		ensure!(readable, Error::<T>::InvalidName);
		Ok(())
	}
}
