// SPDX-License-Identifier: Apache-2.0
//! Pots: what a Datanet's sealed contributions share by rows, without visiting them.

use crate::{
	pallet::*,
	types::{change, place},
	ROW_BITS,
};
use openledger_primitives::{Balance, ContributionId, DatanetId, DatasetRef};
use openledger_primitives_account::AccountId;
use openledger_primitives_traits::{ContributionSummary, InspectDatasets};
use sp_runtime::DispatchResult;

impl<T: Config> Pallet<T> {
	/// Splits `amount` between the pots of the datasets, by rows trained on; what no pot can take goes
	/// to the treasury.
	pub(crate) fn fill_pots(datasets: &[(DatasetRef, u32)], amount: Balance) -> DispatchResult {
		if amount == 0 {
			return Ok(());
		}
		let Some(shares) = Self::by_rows(datasets, amount)? else {
			return Self::pay_treasury(amount);
		};
		datasets
			.iter()
			.zip(shares)
			.try_for_each(|((dataset, _), share)| Self::fill_pot(dataset.datanet, share))
	}

	/// Puts `amount` into a pot; to the treasury while the Datanet has no sealed rows.
	pub(crate) fn fill_pot(datanet: DatanetId, amount: Balance) -> DispatchResult {
		if amount == 0 {
			return Ok(());
		}
		let mut pot = PotAccumulators::<T>::get(datanet);
		let rows = u128::from(T::Datasets::sealed_rows(datanet));
		let filled = pot.per_row.add(amount, rows, ROW_BITS).zip(pot.held.checked_add(amount));
		let Some((per_row, held)) = filled else { return Self::pay_treasury(amount) };
		pot.per_row = per_row;
		pot.held = held;
		PotAccumulators::<T>::insert(datanet, pot);
		Self::deposit_event(Event::PotFilled { datanet, amount });
		Ok(())
	}

	/// A new version's contributions share in what comes from now on.
	pub(crate) fn note_sealed(dataset: DatasetRef) {
		let per_row = PotAccumulators::<T>::get(dataset.datanet).per_row.per_unit;
		if per_row > 0 {
			SealedAt::<T>::insert(dataset.datanet, dataset.version, per_row);
		}
	}

	/// The contribution's part of its pot, and the value of `PotPaid` once it is paid.
	fn pot_part(
		id: ContributionId,
		contribution: &ContributionSummary<AccountId>,
	) -> Option<(Balance, u128)> {
		let (page, index) = place(id);
		let paid = PotPaid::<T>::get(page).get(index).copied().unwrap_or_default();
		let sealed = SealedAt::<T>::get(contribution.datanet, contribution.sealed_in);
		let pot = PotAccumulators::<T>::get(contribution.datanet);
		let rows = u128::from(contribution.rows);
		let (part, paid) = pot.per_row.earned(rows, paid.max(sealed), ROW_BITS)?;
		(part > 0 && part <= pot.held).then_some((part, paid))
	}

	/// Takes the contribution's part out of its pot.
	pub(crate) fn take_pot_part(
		id: ContributionId,
		contribution: &ContributionSummary<AccountId>,
	) -> Balance {
		let Some((part, paid)) = Self::pot_part(id, contribution) else { return 0 };
		let (page, index) = place(id);
		let mut values = PotPaid::<T>::get(page);
		let stored = change(&mut values, index, |value| {
			*value = paid;
			Some(())
		});
		if stored.is_none() {
			return 0;
		}
		PotPaid::<T>::insert(page, values);
		PotAccumulators::<T>::mutate(contribution.datanet, |pot| {
			pot.held = pot.held.saturating_sub(part);
		});
		part
	}

	/// Credits and pot together, as a claim would pay them.
	pub(crate) fn earned_of(id: ContributionId) -> Balance {
		let (page, index) = place(id);
		let credits = Earnings::<T>::get(page).get(index).copied().unwrap_or_default();
		let part = T::Datasets::contribution(id)
			.and_then(|found| Self::pot_part(id, &found))
			.map_or(0, |(part, _)| part);
		credits.saturating_add(part)
	}
}
