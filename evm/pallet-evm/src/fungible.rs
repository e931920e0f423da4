// SPDX-License-Identifier: Apache-2.0
//! Accounts of the chain as accounts of the EVM.

use crate::{pallet::*, AccountMapping, AccountStore};
use core::marker::PhantomData;
use frame_support::{
	ensure,
	traits::{
		fungible::{Balanced, Credit, Dust as FungibleDust, Inspect, Unbalanced},
		tokens::{Fortitude, Precision, Preservation},
		OnUnbalanced,
	},
};
use openledger_evm_primitives::Account;
use openledger_primitives::Balance;
use openledger_primitives_account::AccountId;
use sp_core::{H160, U256};
use sp_runtime::{
	traits::{Bounded, UniqueSaturatedInto, Zero},
	ArithmeticError, DispatchError, DispatchResult, TokenError,
};

/// Balances of a `fungible` token, nonces of `frame_system`.
///
/// What the EVM sees of an account is what the account may spend
/// (`reducible_balance(Expendable, Polite)`: locks, freezes and holds are not in it) and its
/// [`Dust`]. An account with consumers keeps the existential deposit.
///
/// Amounts are moved without changing the total issuance; what a transaction took and gave to none
/// leaves it in [`AccountStore::settle`], the base fee as a credit for `BaseFee`. At any time outside
/// of a transaction, balances and dust sum to the total issuance.
///
/// Balances that change are told by the token's own events for deposits and withdrawals.
///
/// Nonces have the width of `frame_system`'s: its greatest is shown to the EVM as `u64::MAX`, with
/// which an account can neither send nor create any more (EIP-2681).
pub struct FungibleBalances<T, Currency, BaseFee>(PhantomData<(T, Currency, BaseFee)>);

impl<T, Currency, BaseFee> FungibleBalances<T, Currency, BaseFee>
where
	T: Config,
	Currency: Inspect<AccountId, Balance = Balance>,
{
	fn reducible(who: &AccountId) -> Balance {
		Currency::reducible_balance(who, Preservation::Expendable, Fortitude::Polite)
	}

	/// Takes an amount that leaves the account alive or empty.
	fn take(who: &AccountId, amount: Balance) -> DispatchResult
	where
		Currency: Balanced<AccountId>,
	{
		let taken = Currency::decrease_balance(
			who,
			amount,
			Precision::Exact,
			Preservation::Expendable,
			Fortitude::Polite,
		)?;
		ensure!(taken == amount, TokenError::FundsUnavailable);
		Currency::done_withdraw(who, taken);
		Ok(())
	}

	fn set_dust(address: &H160, dust: Balance) {
		if dust.is_zero() {
			Dust::<T>::remove(address);
		} else {
			Dust::<T>::insert(address, dust);
		}
	}
}

fn amount_of(amount: U256) -> Result<Balance, DispatchError> {
	Balance::try_from(amount).map_err(|_| ArithmeticError::Overflow.into())
}

impl<T, Currency, BaseFee> AccountStore for FungibleBalances<T, Currency, BaseFee>
where
	T: Config,
	Currency: Inspect<AccountId, Balance = Balance> + Unbalanced<AccountId> + Balanced<AccountId>,
	BaseFee: OnUnbalanced<Credit<AccountId, Currency>>,
{
	fn get(address: &H160) -> Option<Account> {
		let who = T::AccountMapping::account_of(*address);
		let dust = Dust::<T>::get(address);
		let info = frame_system::Account::<T>::get(&who);
		if info.providers == 0 && info.sufficients == 0 {
			// Not there, or (with consumers alone) about to go.
			return (!dust.is_zero()).then(|| Account { nonce: 0, balance: dust.into() });
		}
		Some(Account {
			nonce: if info.nonce == T::Nonce::max_value() {
				u64::MAX
			} else {
				info.nonce.unique_saturated_into()
			},
			balance: U256::from(Self::reducible(&who)).saturating_add(dust.into()),
		})
	}

	fn increase(address: &H160, amount: U256) -> DispatchResult {
		let amount = amount_of(amount)?;
		if amount.is_zero() {
			return Ok(());
		}
		let who = T::AccountMapping::account_of(*address);
		let more = Dust::<T>::get(address).checked_add(amount).ok_or(ArithmeticError::Overflow)?;
		let free = Currency::balance(&who);
		let new = free.checked_add(more).ok_or(ArithmeticError::Overflow)?;
		if new < Currency::minimum_balance() {
			Self::set_dust(address, more);
		} else {
			let given = Currency::increase_balance(&who, more, Precision::Exact)?;
			Currency::done_deposit(&who, given);
			Self::set_dust(address, 0);
		}
		Ok(())
	}

	fn decrease(address: &H160, amount: U256) -> DispatchResult {
		let amount = amount_of(amount)?;
		if amount.is_zero() {
			return Ok(());
		}
		let who = T::AccountMapping::account_of(*address);
		let dust = Dust::<T>::get(address);
		let free = Currency::balance(&who);
		let keeps = free.checked_sub(amount).filter(|left| *left >= Currency::minimum_balance());
		if dust.is_zero() && keeps.is_some() {
			return Self::take(&who, amount);
		}
		let reducible = Self::reducible(&who);
		let left = reducible
			.checked_add(dust)
			.and_then(|all| all.checked_sub(amount))
			.ok_or(TokenError::FundsUnavailable)?;
		// Dust goes first.
		let Some(rest) = amount.checked_sub(dust).filter(|rest| !rest.is_zero()) else {
			Self::set_dust(address, dust.saturating_sub(amount));
			return Ok(());
		};
		let remains = free.saturating_sub(rest);
		// An account that would be reaped with a remainder keeps the remainder as dust.
		let (take, dust) =
			if !remains.is_zero() && remains < Currency::minimum_balance() && remains == left {
				(free, remains)
			} else {
				(rest, 0)
			};
		Self::take(&who, take)?;
		Self::set_dust(address, dust);
		Ok(())
	}

	fn set_nonce(address: &H160, nonce: u64) -> DispatchResult {
		let who = T::AccountMapping::account_of(*address);
		let max = T::Nonce::max_value();
		let nonce = match T::Nonce::try_from(nonce) {
			Ok(nonce) => nonce,
			Err(_) if nonce == u64::MAX => max,
			Err(_) => return Err(ArithmeticError::Overflow.into()),
		};
		frame_system::Account::<T>::mutate(&who, |account| account.nonce = nonce);
		Ok(())
	}

	fn retain(address: &H160) -> DispatchResult {
		if !Retained::<T>::contains_key(address) {
			let who = T::AccountMapping::account_of(*address);
			frame_system::Pallet::<T>::inc_sufficients(&who);
			Retained::<T>::insert(address, ());
		}
		Ok(())
	}

	fn release(address: &H160) {
		if Retained::<T>::take(address).is_some() {
			let who = T::AccountMapping::account_of(*address);
			frame_system::Account::<T>::mutate(&who, |account| account.nonce = Zero::zero());
			frame_system::Pallet::<T>::dec_sufficients(&who);
		}
	}

	fn settle(base_fee: U256, destroyed: U256) {
		let base_fee: Balance = base_fee.unique_saturated_into();
		let destroyed: Balance = destroyed.unique_saturated_into();
		if !base_fee.is_zero() {
			// It was taken from accounts and is in the issuance still, as dust is.
			BaseFee::on_unbalanced(FungibleDust::<AccountId, Currency>(base_fee).into_credit());
		}
		if !destroyed.is_zero() {
			let total = Currency::total_issuance();
			Currency::set_total_issuance(total.saturating_sub(destroyed));
		}
	}
}
