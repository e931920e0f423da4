// SPDX-License-Identifier: Apache-2.0
//! The books account: money in, money out, money burnt. Nothing else touches it.

use crate::pallet::*;
use frame_support::{
	ensure,
	storage::with_storage_layer,
	traits::{
		fungible::{Inspect, Mutate},
		tokens::{Fortitude, Precision, Preservation},
		Get,
	},
};
use openledger_primitives::Balance;
use openledger_primitives_account::AccountId;
use sp_runtime::{traits::AccountIdConversion, ArithmeticError, DispatchError, DispatchResult};

impl<T: Config> Pallet<T> {
	/// The books account. It keeps one existential deposit of its own.
	pub fn account_id() -> AccountId {
		T::PalletId::get().into_account_truncating()
	}

	/// Gives the books account its existential deposit where genesis balances did not.
	pub(crate) fn endow_account() {
		let (account, least) = (Self::account_id(), T::Currency::minimum_balance());
		if T::Currency::balance(&account) < least {
			T::Currency::set_balance(&account, least);
		}
	}

	/// Books `amount` that has arrived; refuses what is not there.
	pub(crate) fn take_in(amount: Balance) -> DispatchResult {
		let escrow = Escrow::<T>::get().checked_add(amount).ok_or(ArithmeticError::Overflow)?;
		let free = T::Currency::balance(&Self::account_id());
		ensure!(
			free.saturating_sub(T::Currency::minimum_balance()) >= escrow,
			Error::<T>::MoneyMissing
		);
		Escrow::<T>::put(escrow);
		Ok(())
	}

	/// Pays `amount` out of the escrow.
	pub(crate) fn pay(to: &AccountId, amount: Balance) -> DispatchResult {
		let books = Self::account_id();
		ensure!(*to != books, DispatchError::Unavailable);
		with_storage_layer(|| {
			Self::let_go(amount)?;
			T::Currency::transfer(&books, to, amount, Preservation::Preserve)?;
			Ok(())
		})
	}

	/// Burns `amount` out of the escrow.
	pub(crate) fn burn(amount: Balance) -> DispatchResult {
		if amount == 0 {
			return Ok(());
		}
		Self::let_go(amount)?;
		T::Currency::burn_from(
			&Self::account_id(),
			amount,
			Preservation::Preserve,
			Precision::Exact,
			Fortitude::Polite,
		)?;
		Ok(())
	}

	/// Pays `amount` to the treasury, with what it could not receive before; what it cannot receive
	/// now is owed to it.
	pub(crate) fn pay_treasury(amount: Balance) -> DispatchResult {
		let due = TreasuryDue::<T>::get().checked_add(amount).ok_or(ArithmeticError::Overflow)?;
		if due == 0 {
			return Ok(());
		}
		if Self::pay(&T::Treasury::get(), due).is_ok() {
			TreasuryDue::<T>::kill();
			Self::deposit_event(Event::TreasuryPaid { amount: due });
		} else {
			TreasuryDue::<T>::put(due);
		}
		Ok(())
	}

	fn let_go(amount: Balance) -> DispatchResult {
		Escrow::<T>::try_mutate(|escrow| {
			*escrow = escrow.checked_sub(amount).ok_or(ArithmeticError::Underflow)?;
			Ok(())
		})
	}
}
