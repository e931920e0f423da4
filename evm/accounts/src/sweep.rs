// SPDX-License-Identifier: Apache-2.0
//! Moving what was sent to an address before it was mapped.

use crate::{pallet::*, WeightInfo};
use alloc::vec::Vec;
use frame_support::{
	ensure,
	storage::with_storage_layer,
	traits::{
		fungible::{Inspect, Mutate},
		tokens::{Fortitude, Preservation},
		Get,
	},
	weights::Weight,
};
use openledger_primitives_account::{eth_account, evm_address, is_eth_account, AccountId};
use sp_runtime::DispatchResult;

impl<T: Config> Pallet<T> {
	pub(crate) fn do_sweep(account: AccountId) -> DispatchResult {
		let address = evm_address(&account);
		ensure!(
			!is_eth_account(&account) && AccountOf::<T>::get(address).as_ref() == Some(&account),
			Error::<T>::NotMapped
		);
		let fallback = eth_account(address);
		let amount =
			T::Currency::reducible_balance(&fallback, Preservation::Expendable, Fortitude::Polite);
		ensure!(amount > 0, Error::<T>::NothingToSweep);
		T::Currency::transfer(&fallback, &account, amount, Preservation::Expendable)?;
		Self::deposit_event(Event::FallbackSwept { account, address, amount });
		Ok(())
	}

	/// Sweeps queued accounts as far as `left` reaches; what fails is left to the call.
	pub(crate) fn sweep_pending(left: Weight) -> Weight {
		let queue = T::DbWeight::get().reads_writes(1, 1);
		let each = T::WeightInfo::sweep();
		let Some(room) = left.checked_sub(&queue) else { return Weight::zero() };
		let pending = PendingSweeps::<T>::get();
		if pending.is_empty() {
			return T::DbWeight::get().reads(1);
		}
		let count = room.checked_div_per_component(&each).unwrap_or(u64::MAX);
		let count = usize::try_from(count).unwrap_or(usize::MAX).min(pending.len());
		let mut pending: Vec<AccountId> = pending.into_inner();
		let rest = pending.split_off(count);
		for account in pending {
			let _ = with_storage_layer(|| Self::do_sweep(account));
		}
		// The sweeps themselves may have created accounts, but never one with a funded fallback.
		PendingSweeps::<T>::put(frame_support::BoundedVec::truncate_from(rest));
		let done = u64::try_from(count).unwrap_or(u64::MAX);
		queue.saturating_add(each.saturating_mul(done))
	}
}
