// SPDX-License-Identifier: Apache-2.0
//! Opening sessions and raising deposits.

use crate::{
	Asset, Assets, Config, Error, Event, HoldReason, NextSessionId, Offers, OpenSession, Pallet,
	Session, Sessions, Status, MAX_OPENINGS,
};
use frame_support::{
	ensure,
	storage::with_storage_layer,
	traits::{fungible::hold::Mutate, ConstU32, Get},
	BoundedVec,
};
use openledger_primitives::{AgentId, Balance, ModelVersionId, Ppm, SessionId};
use openledger_primitives_account::AccountId;
use openledger_primitives_objects::Offer;
use openledger_primitives_traits::{InspectAgents, InspectModels, InspectWorkers};
use sp_runtime::{traits::UniqueSaturatedInto, DispatchError, DispatchResult};

impl<T: Config> Pallet<T> {
	/// The current block.
	pub(crate) fn now() -> u32 {
		frame_system::Pallet::<T>::block_number().unique_saturated_into()
	}

	pub(crate) fn do_open(
		payer: AccountId,
		opening: OpenSession,
	) -> Result<SessionId, DispatchError> {
		let OpenSession {
			worker,
			voucher_key,
			assets,
			deposit,
			max_per_call,
			expires_at,
			visibility,
		} = opening;
		ensure!(max_per_call > 0 && max_per_call <= deposit, Error::<T>::InvalidDeposit);
		ensure!(expires_at > Self::now(), Error::<T>::InvalidExpiry);
		let available = T::Workers::worker(worker).is_some_and(|worker| worker.active);
		ensure!(available, Error::<T>::WorkerUnavailable);
		let offers = Self::snapshot(&assets)?;
		let id = NextSessionId::<T>::get();
		let next = id.next().ok_or(Error::<T>::Overflow)?;
		let bond = T::SessionBond::get();
		with_storage_layer(|| {
			T::Currency::hold(&HoldReason::Deposit.into(), &payer, deposit)?;
			T::Currency::hold(&HoldReason::Bond.into(), &payer, bond)
		})?;
		let session = Session {
			payer: payer.clone(),
			voucher_key: voucher_key.clone(),
			worker,
			offers,
			deposit,
			held: deposit,
			bond,
			max_per_call,
			expires_at,
			visibility,
			settled: 0,
			settled_n: 0,
			status: Status::Open,
		};
		NextSessionId::<T>::put(next);
		Sessions::<T>::insert(id, session);
		Self::deposit_event(Event::SessionOpened {
			session: id,
			payer,
			voucher_key,
			worker,
			deposit,
			expires_at,
		});
		Ok(id)
	}

	pub(crate) fn do_open_all(
		payer: AccountId,
		openings: BoundedVec<OpenSession, ConstU32<MAX_OPENINGS>>,
	) -> DispatchResult {
		ensure!(!openings.is_empty(), Error::<T>::NothingToOpen);
		with_storage_layer(|| {
			for opening in openings {
				Self::do_open(payer.clone(), opening)?;
			}
			Ok(())
		})
	}

	pub(crate) fn do_top_up(payer: &AccountId, id: SessionId, amount: Balance) -> DispatchResult {
		let mut session = Self::ensure_payer(payer, id)?;
		ensure!(session.is_open(Self::now()), Error::<T>::SessionOver);
		ensure!(amount > 0, Error::<T>::ZeroAmount);
		session.deposit = session.deposit.checked_add(amount).ok_or(Error::<T>::Overflow)?;
		session.held = session.held.checked_add(amount).ok_or(Error::<T>::Overflow)?;
		T::Currency::hold(&HoldReason::Deposit.into(), payer, amount)?;
		let deposit = session.deposit;
		Sessions::<T>::insert(id, session);
		Self::deposit_event(Event::SessionToppedUp { session: id, amount, deposit });
		Ok(())
	}

	/// The session, if `payer` pays it.
	pub(crate) fn ensure_payer(payer: &AccountId, id: SessionId) -> Result<Session, DispatchError> {
		let session = Sessions::<T>::get(id).ok_or(Error::<T>::UnknownSession)?;
		ensure!(session.payer == *payer, Error::<T>::NotPayer);
		Ok(session)
	}

	/// Assets with today's prices.
	fn snapshot(assets: &Assets) -> Result<Offers, DispatchError> {
		ensure!(!assets.is_empty(), Error::<T>::NoAssets);
		let mut offers = Offers::default();
		for asset in assets {
			let offer = Self::offer(asset)?;
			let same = |known: &Offer| (known.model_version, known.agent, known.app) == *asset;
			ensure!(!offers.iter().any(same), Error::<T>::DuplicateAsset);
			offers.try_push(offer).map_err(|_| Error::<T>::Overflow)?;
		}
		Ok(offers)
	}

	fn offer(asset: &Asset) -> Result<Offer, DispatchError> {
		let (model_version, agent, app) = *asset;
		let model = T::Models::model_version(model_version)
			.filter(|model| model.live)
			.ok_or(Error::<T>::ModelUnavailable)?;
		Ok(Offer {
			model_version,
			agent,
			app,
			rate_in: model.rate_in,
			rate_out: model.rate_out,
			agent_markup: Self::markup(agent, model_version, false)?,
			app_markup: Self::markup(app, model_version, true)?,
		})
	}

	/// Markup of an agent (or app) that is live and uses the model version; zero for none.
	fn markup(
		id: Option<AgentId>,
		model_version: ModelVersionId,
		is_app: bool,
	) -> Result<Ppm, DispatchError> {
		let Some(id) = id else { return Ok(0) };
		let unavailable =
			if is_app { Error::<T>::AppUnavailable } else { Error::<T>::AgentUnavailable };
		let found = T::Agents::agent(id)
			.filter(|agent| agent.live && agent.is_app == is_app)
			.ok_or(unavailable)?;
		ensure!(T::Agents::uses(id, model_version), Error::<T>::ModelNotUsed);
		Ok(found.markup)
	}
}
