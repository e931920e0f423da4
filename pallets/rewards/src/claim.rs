// SPDX-License-Identifier: Apache-2.0
//! Claims: from earnings to accounts.

use crate::{
	pallet::*,
	types::{change, place},
};
use alloc::collections::BTreeMap;
use frame_support::{ensure, traits::Get, weights::Weight};
use openledger_primitives::{Balance, ContributionId};
use openledger_primitives_account::AccountId;
use openledger_primitives_traits::{ContributionSummary, InspectDatasets};
use sp_runtime::{ArithmeticError, DispatchError, DispatchResult};

impl<T: Config> Pallet<T> {
	/// A measured weight with the pages added that `n` contributions may spread over: benchmarks get
	/// consecutive ids, so all of theirs are in one or two.
	pub(crate) fn paged(measured: Weight, n: usize) -> Weight {
		let pages = u64::try_from(n).unwrap_or(u64::MAX).saturating_mul(2);
		measured.saturating_add(T::DbWeight::get().reads_writes(pages, pages))
	}

	pub(crate) fn do_claim(who: AccountId, contributions: &[ContributionId]) -> DispatchResult {
		let mut sum: Balance = 0;
		for id in contributions {
			let found = T::Datasets::contribution(*id).ok_or(Error::<T>::NotFound)?;
			ensure!(found.beneficiary == who, Error::<T>::NotBeneficiary);
			sum = Self::collect(*id, &found, sum)?;
		}
		ensure!(sum > 0, Error::<T>::NothingToClaim);
		Self::pay_claim(who.clone(), sum, who)
	}

	pub(crate) fn do_claim_for(by: AccountId, contributions: &[ContributionId]) -> DispatchResult {
		let mut sums: BTreeMap<AccountId, Balance> = BTreeMap::new();
		for id in contributions {
			let found = T::Datasets::contribution(*id).ok_or(Error::<T>::NotFound)?;
			let sum = sums.get(&found.beneficiary).copied().unwrap_or_default();
			let sum = Self::collect(*id, &found, sum)?;
			sums.insert(found.beneficiary, sum);
		}
		sums.retain(|_, sum| *sum > 0);
		ensure!(!sums.is_empty(), Error::<T>::NothingToClaim);
		sums.into_iter()
			.try_for_each(|(beneficiary, sum)| Self::pay_claim(beneficiary, sum, by.clone()))
	}

	/// Takes what a contribution has earned off the books; returns it added to `sum`.
	fn collect(
		id: ContributionId,
		found: &ContributionSummary<AccountId>,
		sum: Balance,
	) -> Result<Balance, DispatchError> {
		let (page, index) = place(id);
		let mut balances = Earnings::<T>::get(page);
		let mut credits = 0;
		if balances.get(index).is_some_and(|earned| *earned > 0) {
			credits = change(&mut balances, index, |earned| Some(core::mem::take(earned)))
				.unwrap_or_default();
			if balances.iter().all(|earned| *earned == 0) {
				Earnings::<T>::remove(page);
			} else {
				Earnings::<T>::insert(page, balances);
			}
		}
		let part = Self::take_pot_part(id, found);
		sum.checked_add(credits)
			.and_then(|sum| sum.checked_add(part))
			.ok_or_else(|| ArithmeticError::Overflow.into())
	}

	fn pay_claim(beneficiary: AccountId, amount: Balance, by: AccountId) -> DispatchResult {
		Self::pay(&beneficiary, amount)?;
		Self::deposit_event(Event::EarningsClaimed { beneficiary, amount, by });
		Ok(())
	}
}
