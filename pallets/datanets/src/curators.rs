// SPDX-License-Identifier: Apache-2.0
//! Curators: staking, leaving, withdrawing.

use crate::pallet::*;
use frame_support::{
	ensure,
	pallet_prelude::DispatchResult,
	traits::{fungible::MutateHold, tokens::Precision, Get},
};
use openledger_primitives::{Balance, DatanetId};
use openledger_primitives_account::AccountId;
use openledger_primitives_traits::OnDatanet;
use sp_runtime::ArithmeticError;

impl<T: Config> Pallet<T> {
	pub(crate) fn do_stake_curator(
		datanet: DatanetId,
		who: AccountId,
		amount: Balance,
	) -> DispatchResult {
		ensure!(Datanets::<T>::contains_key(datanet), Error::<T>::UnknownDatanet);
		let mut curator = Curators::<T>::get(datanet, &who).unwrap_or_default();
		ensure!(curator.leaving_at.is_none(), Error::<T>::CuratorLeaving);
		let old = curator.stake;
		let stake = old.checked_add(amount).ok_or(ArithmeticError::Overflow)?;
		ensure!(amount > 0 && stake >= T::MinCuratorStake::get(), Error::<T>::StakeTooLow);
		let old_total = CuratorTotals::<T>::get(datanet);
		let total = old_total.checked_add(amount).ok_or(ArithmeticError::Overflow)?;
		T::Currency::hold(&HoldReason::Curator.into(), &who, amount)?;
		T::OnDatanet::before_curator_stake(datanet, &who, old, old_total);
		curator.stake = stake;
		Curators::<T>::insert(datanet, &who, curator);
		CuratorTotals::<T>::insert(datanet, total);
		Self::deposit_event(Event::CuratorStaked { datanet, who, amount, stake });
		Ok(())
	}

	pub(crate) fn do_leave_curator(datanet: DatanetId, who: AccountId) -> DispatchResult {
		let mut curator = Curators::<T>::get(datanet, &who).ok_or(Error::<T>::NotCurator)?;
		ensure!(curator.leaving_at.is_none(), Error::<T>::NotCurator);
		let old_total = CuratorTotals::<T>::get(datanet);
		let total = old_total.checked_sub(curator.stake).ok_or(ArithmeticError::Underflow)?;
		T::OnDatanet::before_curator_stake(datanet, &who, curator.stake, old_total);
		let withdrawable_at = Self::now().saturating_add(T::Timing::get().unstake_delay);
		curator.leaving_at = Some(withdrawable_at);
		Curators::<T>::insert(datanet, &who, curator);
		CuratorTotals::<T>::insert(datanet, total);
		Self::deposit_event(Event::CuratorLeft { datanet, who, withdrawable_at });
		Ok(())
	}

	pub(crate) fn do_withdraw_curator(datanet: DatanetId, who: AccountId) -> DispatchResult {
		let curator = Curators::<T>::get(datanet, &who).ok_or(Error::<T>::NotCurator)?;
		ensure!(
			curator.leaving_at.is_some_and(|at| Self::now() >= at),
			Error::<T>::NotWithdrawable
		);
		let amount = T::Currency::release(
			&HoldReason::Curator.into(),
			&who,
			curator.stake,
			Precision::BestEffort,
		)?;
		Curators::<T>::remove(datanet, &who);
		Self::deposit_event(Event::CuratorWithdrawn { datanet, who, amount });
		Ok(())
	}
}
