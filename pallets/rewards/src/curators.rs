// SPDX-License-Identifier: Apache-2.0
//! Curators: what they share by stake.

use crate::{pallet::*, CuratorDebt, STAKE_BITS};
use frame_support::ensure;
use openledger_primitives::{Balance, DatanetId, DatasetRef};
use openledger_primitives_account::AccountId;
use openledger_primitives_traits::InspectDatasets;
use sp_runtime::DispatchResult;

impl<T: Config> Pallet<T> {
	/// Splits `amount` between the curators of the datasets, by rows trained on; a Datanet without
	/// curators' stake puts it into its pot.
	pub(crate) fn fund_curators(datasets: &[(DatasetRef, u32)], amount: Balance) -> DispatchResult {
		if amount == 0 {
			return Ok(());
		}
		let Some(shares) = Self::by_rows(datasets, amount)? else {
			return Self::pay_treasury(amount);
		};
		datasets
			.iter()
			.zip(shares)
			.try_for_each(|((dataset, _), share)| Self::fund_curators_of(dataset.datanet, share))
	}

	fn fund_curators_of(datanet: DatanetId, amount: Balance) -> DispatchResult {
		if amount == 0 {
			return Ok(());
		}
		let mut pot = CuratorAccumulators::<T>::get(datanet);
		let stake = T::Datasets::curator_total(datanet);
		let filled = pot.per_stake.add(amount, stake, STAKE_BITS).zip(pot.held.checked_add(amount));
		let Some((per_stake, held)) = filled else { return Self::fill_pot(datanet, amount) };
		pot.per_stake = per_stake;
		pot.held = held;
		CuratorAccumulators::<T>::insert(datanet, pot);
		Self::deposit_event(Event::CuratorsFunded { datanet, amount });
		Ok(())
	}

	/// The curator's position as of now, with the stake that counted until now. A curator that was
	/// never announced has earned nothing.
	fn settled(datanet: DatanetId, who: &AccountId, stake: Balance) -> CuratorDebt {
		let pot = CuratorAccumulators::<T>::get(datanet);
		let now = pot.per_stake.per_unit;
		let Some(debt) = CuratorDebts::<T>::get(datanet, who) else {
			return CuratorDebt { paid: now, accrued: 0 };
		};
		let (earned, _) = pot.per_stake.earned(stake, debt.paid, STAKE_BITS).unwrap_or((0, now));
		CuratorDebt { paid: now, accrued: debt.accrued.saturating_add(earned) }
	}

	/// The curator's position as of now.
	pub(crate) fn curator_position(datanet: DatanetId, who: &AccountId) -> CuratorDebt {
		Self::settled(datanet, who, T::Datasets::curator_stake(datanet, who))
	}

	/// Books what a curator has earned with the stake that is about to change.
	pub(crate) fn settle_curator(datanet: DatanetId, who: &AccountId, stake: Balance) {
		CuratorDebts::<T>::insert(datanet, who, Self::settled(datanet, who, stake));
	}

	pub(crate) fn do_claim_curator(datanet: DatanetId, who: AccountId) -> DispatchResult {
		let position = Self::curator_position(datanet, &who);
		let amount = position.accrued;
		let mut pot = CuratorAccumulators::<T>::get(datanet);
		ensure!(amount > 0 && amount <= pot.held, Error::<T>::NothingToClaim);
		pot.held = pot.held.saturating_sub(amount);
		CuratorAccumulators::<T>::insert(datanet, pot);
		if T::Datasets::curator_stake(datanet, &who) == 0 {
			CuratorDebts::<T>::remove(datanet, &who);
		} else {
			CuratorDebts::<T>::insert(datanet, &who, CuratorDebt { accrued: 0, ..position });
		}
		Self::pay(&who, amount)?;
		Self::deposit_event(Event::CuratorClaimed { datanet, who, amount });
		Ok(())
	}
}
