// SPDX-License-Identifier: Apache-2.0
//! Bases, models, and what ancestors get (PROTOCOL §10).

use crate::{pallet::*, Base, Model, Name, Parents, Royalties};
use alloc::collections::{BTreeMap, BTreeSet};
use frame_support::{
	pallet_prelude::*,
	traits::{fungible::hold::Mutate, Get},
};
use openledger_primitives::{Hash, ModelId, Ppm};
use openledger_primitives_account::AccountId;
use openledger_primitives_objects::{url::check_url, Url};

impl<T: Config> Pallet<T> {
	/// See [`Pallet::register_base`].
	pub(crate) fn do_register_base(
		who: AccountId,
		hash: Hash,
		name: Name,
		location: Url,
	) -> DispatchResult {
		ensure!(!hash.is_zero(), Error::<T>::ZeroHash);
		ensure!(!Bases::<T>::contains_key(hash), Error::<T>::BaseExists);
		Self::ensure_name(&name)?;
		Self::ensure_location(&location)?;
		let deposit = T::BaseDeposit::get();
		T::Currency::hold(&HoldReason::BaseDeposit.into(), &who, deposit)?;
		Bases::<T>::insert(hash, Base { registrar: who.clone(), name, location, deposit });
		Self::deposit_event(Event::BaseRegistered { hash, registrar: who });
		Ok(())
	}

	/// See [`Pallet::create_model`].
	pub(crate) fn do_create_model(
		who: AccountId,
		name: Name,
		base: Hash,
		parents: Parents,
	) -> DispatchResult {
		ensure!(Bases::<T>::contains_key(base), Error::<T>::UnknownBase);
		Self::ensure_name(&name)?;
		let royalties = Self::closure_of(&who, &parents)?;
		let deposit = T::ModelDeposit::get();
		T::Currency::hold(&HoldReason::ModelDeposit.into(), &who, deposit)?;
		let id = NextModelId::<T>::try_mutate(|next| -> Result<ModelId, Error<T>> {
			let id = *next;
			*next = id.next().ok_or(Error::<T>::IdsExhausted)?;
			Ok(id)
		})?;
		let model =
			Model { owner: who.clone(), name, base, parents, royalties, royalty: 0, deposit };
		Models::<T>::insert(id, model);
		Self::deposit_event(Event::ModelCreated { model: id, owner: who, base });
		Ok(())
	}

	/// See [`Pallet::set_royalty`].
	pub(crate) fn do_set_royalty(who: AccountId, id: ModelId, royalty: Ppm) -> DispatchResult {
		let mut model = Self::ensure_model_owner(id, &who)?;
		ensure!(royalty <= T::MaxRoyalties::get(), Error::<T>::RoyaltiesOverBound);
		model.royalty = royalty;
		Models::<T>::insert(id, model);
		Self::deposit_event(Event::RoyaltySet { model: id, royalty });
		Ok(())
	}

	/// What all ancestors get of `owner`'s share: each parent's owner what the link gives, and
	/// everyone that a parent pays what that parent pays. Whoever appears more than once gets the
	/// greatest of these once; the owner itself gets nothing extra.
	fn closure_of(owner: &AccountId, parents: &Parents) -> Result<Royalties, DispatchError> {
		let mut seen = BTreeSet::new();
		let mut royalties = BTreeMap::<AccountId, Ppm>::new();
		let mut raise = |account: AccountId, royalty: Ppm| {
			let part = royalties.entry(account).or_default();
			*part = (*part).max(royalty);
		};
		for (id, royalty) in parents {
			ensure!(seen.insert(*id), Error::<T>::DuplicateParent);
			let parent = ModelVersions::<T>::get(id).ok_or(Error::<T>::UnknownParent)?;
			ensure!(parent.live, Error::<T>::ParentRetired);
			let terms = Models::<T>::get(parent.model).ok_or(Error::<T>::UnknownModel)?.royalty;
			ensure!(*royalty >= terms, Error::<T>::RoyaltyBelowTerms);
			raise(parent.owner, *royalty);
			for (account, royalty) in parent.royalties {
				raise(account, royalty);
			}
		}
		royalties.remove(owner);
		royalties.retain(|_, royalty| *royalty > 0);
		let sum = royalties.values().fold(0, |sum: Ppm, royalty| sum.saturating_add(*royalty));
		ensure!(sum <= T::MaxRoyalties::get(), Error::<T>::RoyaltiesOverBound);
		let royalties = royalties.into_iter().collect::<alloc::vec::Vec<_>>();
		Ok(Royalties::try_from(royalties).map_err(|_| Error::<T>::TooManyAncestors)?)
	}

	/// The model, when `who` owns it.
	pub(crate) fn ensure_model_owner(id: ModelId, who: &AccountId) -> Result<Model, Error<T>> {
		let model = Models::<T>::get(id).ok_or(Error::<T>::UnknownModel)?;
		ensure!(model.owner == *who, Error::<T>::NotOwner);
		Ok(model)
	}

	/// Refuses a name that nobody could read.
	fn ensure_name(name: &Name) -> Result<(), Error<T>> {
		let text = core::str::from_utf8(name).map_err(|_| Error::<T>::InvalidName)?;
		let readable = !text.trim().is_empty() && !text.chars().any(char::is_control);
		ensure!(readable, Error::<T>::InvalidName);
		Ok(())
	}

	/// Refuses a location that this network does not take.
	pub(crate) fn ensure_location(location: &Url) -> Result<(), Error<T>> {
		check_url(location, T::PublicNetwork::get()).map_err(|_| Error::<T>::InvalidLocation)
	}
}
