// SPDX-License-Identifier: Apache-2.0
//! Accounts of the chain as accounts of the EVM.

use crate::{pallet::*, AccountMapping, AccountStore, Change};
use core::marker::PhantomData;
use frame_support::{
	ensure,
	traits::{
		fungible::{Balanced, Credit, Dust as FungibleDust},
		tokens::{Fortitude, Precision, Preservation},
		OnUnbalanced,
	},
};
use openledger_evm_primitives::Account;
use openledger_primitives::Balance;
use openledger_primitives_account::AccountId;
use pallet_balances::AccountData;
use sp_core::{H160, U256};
use sp_runtime::{
	traits::{Bounded, UniqueSaturatedInto, Zero},
	ArithmeticError, DispatchError, DispatchResult, TokenError,
};

/// Record of an account.
type Record<T> =
	frame_system::AccountInfo<<T as frame_system::Config>::Nonce, AccountData<Balance>>;

/// Balances of `pallet-balances` (`Currency`), whose records `frame_system` keeps, and its nonces.
///
/// What the EVM sees of an account is what the account may spend
/// (`reducible_balance(Expendable, Polite)`: locks, freezes and holds are not in it) and its
/// [`Dust`]. An account with consumers keeps the existential deposit.
///
/// Amounts are moved without changing the total issuance; what a transaction took and gave to none
/// leaves it in [`AccountStore::settle`], the base fee with the end of the block as a credit for
/// `BaseFee`. At any time outside of a transaction, balances, dust and [`BaseFees`] sum to the total
/// issuance.
///
/// Balances that change are told by the token's own events for deposits and withdrawals.
///
/// An account that is alive before and after, without dust, is read once and written once: each
/// question to the token would read its record again, three times for what may be spent and ten for
/// taking it.
///
/// Nonces have the width of `frame_system`'s: its greatest is shown to the EVM as `u64::MAX`, with
/// which an account can neither send nor create any more (EIP-2681).
pub struct FungibleBalances<T, Currency, BaseFee>(PhantomData<(T, Currency, BaseFee)>);

impl<T, Currency, BaseFee> FungibleBalances<T, Currency, BaseFee>
where
	T: Config + frame_system::Config<AccountData = AccountData<Balance>>,
	Currency: Balanced<AccountId, Balance = Balance>,
{
	/// What an account may spend: the token's `reducible_balance(Expendable, Polite)`, by its record.
	fn reducible(account: &Record<T>) -> Balance {
		let AccountData { free, reserved, frozen, .. } = account.data;
		// What is held counts as frozen first.
		let frozen = frozen.saturating_sub(reserved);
		let needed = account.consumers > 0 && account.providers <= 1;
		let kept = if needed { Currency::minimum_balance() } else { 0 };
		free.saturating_sub(frozen.max(kept))
	}

	/// Takes an amount that leaves the account alive or empty.
	fn take(who: &AccountId, amount: Balance) -> DispatchResult {
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

fn nonce_of<T: frame_system::Config>(nonce: u64) -> Result<T::Nonce, DispatchError> {
	match T::Nonce::try_from(nonce) {
		Ok(nonce) => Ok(nonce),
		Err(_) if nonce == u64::MAX => Ok(T::Nonce::max_value()),
		Err(_) => Err(ArithmeticError::Overflow.into()),
	}
}

impl<T, Currency, BaseFee> AccountStore for FungibleBalances<T, Currency, BaseFee>
where
	T: Config + frame_system::Config<AccountData = AccountData<Balance>>,
	Currency: Balanced<AccountId, Balance = Balance>,
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
			balance: U256::from(Self::reducible(&info)).saturating_add(dust.into()),
		})
	}

	fn increase(address: &H160, amount: U256) -> DispatchResult {
		if amount.is_zero() || Self::apply(address, None, Change::More(amount))? {
			return Ok(());
		}
		let amount = amount_of(amount)?;
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
		if amount.is_zero() || Self::apply(address, None, Change::Less(amount))? {
			return Ok(());
		}
		let amount = amount_of(amount)?;
		let who = T::AccountMapping::account_of(*address);
		let dust = Dust::<T>::get(address);
		let record = frame_system::Account::<T>::get(&who);
		let free = record.data.free;
		let reducible = Self::reducible(&record);
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
		let nonce = nonce_of::<T>(nonce)?;
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

	/// For an account that is alive before and after, and has no dust.
	fn apply(address: &H160, nonce: Option<u64>, change: Change) -> Result<bool, DispatchError> {
		let who = T::AccountMapping::account_of(*address);
		let mut account = frame_system::Account::<T>::get(&who);
		let AccountData { free, reserved, .. } = account.data;
		let alive = account.providers > 0 && free >= Currency::minimum_balance();
		if !alive || !Dust::<T>::get(address).is_zero() {
			return Ok(false);
		}
		let new = match change {
			Change::More(more) => free
				.checked_add(amount_of(more)?)
				.filter(|free| free.checked_add(reserved).is_some()),
			Change::Less(less) => amount_of(less)
				.ok()
				.filter(|less| *less <= Self::reducible(&account))
				.and_then(|less| free.checked_sub(less))
				.filter(|free| *free >= Currency::minimum_balance()),
		};
		let Some(new) = new else { return Ok(false) };
		if let Some(nonce) = nonce {
			account.nonce = nonce_of::<T>(nonce)?;
		}
		account.data.free = new;
		frame_system::Account::<T>::insert(&who, account);
		if new > free {
			Currency::done_deposit(&who, new.saturating_sub(free));
		} else if new < free {
			Currency::done_withdraw(&who, free.saturating_sub(new));
		}
		Ok(true)
	}

	fn settle(base_fee: U256, destroyed: U256) {
		let base_fee: Balance = base_fee.unique_saturated_into();
		let destroyed: Balance = destroyed.unique_saturated_into();
		if !base_fee.is_zero() {
			BaseFees::<T>::mutate(|due| *due = due.saturating_add(base_fee));
		}
		if !destroyed.is_zero() {
			let total = Currency::total_issuance();
			Currency::set_total_issuance(total.saturating_sub(destroyed));
		}
	}

	fn settle_block() {
		let due = BaseFees::<T>::take();
		if !due.is_zero() {
			// It was taken from accounts and is in the issuance still, as dust is.
			BaseFee::on_unbalanced(FungibleDust::<AccountId, Currency>(due).into_credit());
		}
	}
}
