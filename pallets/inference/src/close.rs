// SPDX-License-Identifier: Apache-2.0
//! Closing sessions and releasing what is left.

use crate::{Config, Error, Event, HoldReason, Pallet, Sessions, Status};
use frame_support::{
	ensure,
	traits::{fungible::hold::Mutate, tokens::Precision, Get},
};
use openledger_primitives::SessionId;
use openledger_primitives_account::AccountId;
use sp_runtime::DispatchResult;

impl<T: Config> Pallet<T> {
	pub(crate) fn do_close(payer: &AccountId, id: SessionId) -> DispatchResult {
		let mut session = Self::ensure_payer(payer, id)?;
		ensure!(session.status == Status::Open, Error::<T>::AlreadyClosed);
		let grace = T::Timing::get().settle_grace;
		session.status = Status::Closing { release_at: Self::now().saturating_add(grace) };
		let release_at = session.releasable_at(grace);
		Sessions::<T>::insert(id, session);
		Self::deposit_event(Event::SessionClosed { session: id, release_at });
		Ok(())
	}

	pub(crate) fn do_release(id: SessionId) -> DispatchResult {
		let session = Sessions::<T>::get(id).ok_or(Error::<T>::UnknownSession)?;
		let release_at = session.releasable_at(T::Timing::get().settle_grace);
		ensure!(Self::now() >= release_at, Error::<T>::TooEarly);
		let payer = session.payer;
		let amount = T::Currency::release(
			&HoldReason::Deposit.into(),
			&payer,
			session.held,
			Precision::BestEffort,
		)?;
		T::Currency::release(
			&HoldReason::Bond.into(),
			&payer,
			session.bond,
			Precision::BestEffort,
		)?;
		Sessions::<T>::remove(id);
		Self::deposit_event(Event::SessionReleased { session: id, payer, amount });
		Ok(())
	}
}
