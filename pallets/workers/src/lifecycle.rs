// SPDX-License-Identifier: Apache-2.0
//! From registration to withdrawal.

use crate::{
	Config, Endpoints, Error, Event, HoldReason, NextWorkerId, Operators, Pallet, Status, Worker,
	Workers,
};
use frame_support::{
	ensure,
	traits::{fungible::hold::Mutate, tokens::Precision, Get},
};
use openledger_primitives::{Balance, WorkerId};
use openledger_primitives_account::AccountId;
use openledger_primitives_objects::url::check_endpoint;
use openledger_primitives_traits::Exposure;
use sp_runtime::{traits::UniqueSaturatedInto, DispatchError, DispatchResult};

impl<T: Config> Pallet<T> {
	/// The current block.
	pub(crate) fn now() -> u32 {
		frame_system::Pallet::<T>::block_number().unique_saturated_into()
	}

	/// The caller's worker.
	pub(crate) fn ensure_operator(
		operator: &AccountId,
	) -> Result<(WorkerId, Worker), DispatchError> {
		let id = Operators::<T>::get(operator).ok_or(Error::<T>::NotOperator)?;
		let worker = Workers::<T>::get(id).ok_or(Error::<T>::UnknownWorker)?;
		Ok((id, worker))
	}

	fn ensure_endpoints(endpoints: &Endpoints) -> DispatchResult {
		ensure!(!endpoints.is_empty(), Error::<T>::NoEndpoints);
		let public = T::PublicNetwork::get();
		let valid = endpoints.iter().all(|endpoint| check_endpoint(endpoint, public).is_ok());
		ensure!(valid, Error::<T>::InvalidEndpoint);
		Ok(())
	}

	pub(crate) fn do_register(
		operator: AccountId,
		key: AccountId,
		endpoints: Endpoints,
		stake: Balance,
	) -> Result<WorkerId, DispatchError> {
		ensure!(!Operators::<T>::contains_key(&operator), Error::<T>::AlreadyOperator);
		ensure!(stake >= T::MinStake::get(), Error::<T>::StakeTooLow);
		Self::ensure_endpoints(&endpoints)?;
		let id = NextWorkerId::<T>::get();
		let next = id.next().ok_or(Error::<T>::Overflow)?;
		let keys = Self::first_key(key.clone())?;
		T::Currency::hold(&HoldReason::Stake.into(), &operator, stake)?;
		let worker =
			Worker { operator: operator.clone(), stake, endpoints, status: Status::Active, keys };
		NextWorkerId::<T>::put(next);
		Workers::<T>::insert(id, worker);
		Operators::<T>::insert(&operator, id);
		Self::deposit_event(Event::WorkerRegistered { worker: id, operator, key, stake });
		Ok(id)
	}

	pub(crate) fn do_add_stake(operator: &AccountId, amount: Balance) -> DispatchResult {
		let (id, mut worker) = Self::ensure_operator(operator)?;
		ensure!(amount > 0, Error::<T>::ZeroAmount);
		worker.stake = worker.stake.checked_add(amount).ok_or(Error::<T>::Overflow)?;
		T::Currency::hold(&HoldReason::Stake.into(), operator, amount)?;
		Workers::<T>::insert(id, &worker);
		Self::deposit_event(Event::StakeAdded { worker: id, amount, stake: worker.stake });
		Ok(())
	}

	pub(crate) fn do_set_endpoints(operator: &AccountId, endpoints: Endpoints) -> DispatchResult {
		let (id, mut worker) = Self::ensure_operator(operator)?;
		Self::ensure_endpoints(&endpoints)?;
		worker.endpoints = endpoints.clone();
		Workers::<T>::insert(id, worker);
		Self::deposit_event(Event::EndpointsChanged { worker: id, endpoints });
		Ok(())
	}

	pub(crate) fn do_leave(operator: &AccountId) -> DispatchResult {
		let (id, mut worker) = Self::ensure_operator(operator)?;
		ensure!(!matches!(worker.status, Status::Leaving { .. }), Error::<T>::AlreadyLeaving);
		let at = Self::now();
		worker.status = Status::Leaving { at };
		Workers::<T>::insert(id, worker);
		let withdrawable_at = at.saturating_add(T::Timing::get().unstake_delay);
		Self::deposit_event(Event::WorkerLeft { worker: id, withdrawable_at });
		Ok(())
	}

	pub(crate) fn do_withdraw(operator: AccountId) -> DispatchResult {
		let (id, worker) = Self::ensure_operator(&operator)?;
		let Status::Leaving { at } = worker.status else {
			return Err(Error::<T>::NotLeaving.into());
		};
		let withdrawable_at = at.saturating_add(T::Timing::get().unstake_delay);
		ensure!(Self::now() >= withdrawable_at, Error::<T>::TooEarly);
		ensure!(T::Exposure::exposure(id) == 0, Error::<T>::ExposureOpen);
		let amount = T::Currency::release(
			&HoldReason::Stake.into(),
			&operator,
			worker.stake,
			Precision::BestEffort,
		)?;
		Workers::<T>::remove(id);
		Operators::<T>::remove(&operator);
		Self::deposit_event(Event::StakeWithdrawn { worker: id, operator, amount });
		Ok(())
	}
}
