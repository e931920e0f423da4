// SPDX-License-Identifier: Apache-2.0
//! Writing the map: on creation, at genesis, by call.

use crate::{pallet::*, WeightInfo};
use frame_support::{
	dispatch::DispatchClass,
	ensure,
	traits::{fungible::Inspect, OnNewAccount},
};
use openledger_primitives_account::{eth_account, evm_address, is_eth_account, AccountId};
use sp_core::H160;
use sp_runtime::DispatchResult;

impl<T: Config> Pallet<T> {
	/// The account that an EVM address stands for: the mapped one, else the address's own.
	pub fn resolve(address: H160) -> AccountId {
		AccountOf::<T>::get(address).unwrap_or_else(|| eth_account(address))
	}

	/// Whether an address belongs to a mapped account; no contract is created at one (EIP-3607).
	pub fn is_taken(address: H160) -> bool {
		AccountOf::<T>::contains_key(address)
	}

	/// Maps an account that needs an entry and has none, and queues the sweep.
	pub(crate) fn do_map(account: &AccountId) -> DispatchResult {
		ensure!(!is_eth_account(account), Error::<T>::NotNeeded);
		let address = evm_address(account);
		if let Some(found) = AccountOf::<T>::get(address) {
			ensure!(found == *account, Error::<T>::AddressTaken);
			return Err(Error::<T>::AlreadyMapped.into());
		}
		AccountOf::<T>::insert(address, account);
		Self::deposit_event(Event::AccountMapped { account: account.clone(), address });
		Ok(())
	}

	/// Queues the sweep where there is something to sweep and room; `sweep` does the rest.
	fn queue_sweep(account: &AccountId) {
		if T::Currency::total_balance(&eth_account(evm_address(account))) > 0 {
			PendingSweeps::<T>::mutate(|queue| {
				let _ = queue.try_push(account.clone());
			});
		}
	}

	pub(crate) fn do_map_account(who: AccountId) -> DispatchResult {
		Self::do_map(&who)?;
		match Self::do_sweep(who) {
			Err(error) if error != Error::<T>::NothingToSweep.into() => Err(error),
			_ => Ok(()),
		}
	}

	/// Maps and sweeps whatever accounts there are; genesis only.
	pub(crate) fn map_existing() {
		for account in frame_system::Account::<T>::iter_keys() {
			let _ = Self::do_map(&account);
		}
		let mapped: alloc::vec::Vec<AccountId> = AccountOf::<T>::iter_values().collect();
		for account in mapped {
			let _ = Self::do_sweep(account);
		}
		PendingSweeps::<T>::kill();
	}
}

impl<T: Config> OnNewAccount<AccountId> for Pallet<T> {
	fn on_new_account(who: &AccountId) {
		if is_eth_account(who) {
			return;
		}
		if Self::do_map(who).is_ok() {
			Self::queue_sweep(who);
			frame_system::Pallet::<T>::register_extra_weight_unchecked(
				T::WeightInfo::map(),
				DispatchClass::Normal,
			);
		}
	}
}
