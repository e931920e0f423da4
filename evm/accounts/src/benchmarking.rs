// SPDX-License-Identifier: Apache-2.0
//! Benchmarks of the calls and of the hook.

use super::*;
use frame_benchmarking::v2::*;
use frame_support::traits::{
	fungible::{Inspect, Mutate},
	OnNewAccount,
};
use frame_system::RawOrigin;
use openledger_primitives_account::{eth_account, evm_address, AccountId};

/// An account with money that is not mapped, with money at its fallback.
fn funded<T: Config>() -> AccountId {
	let who: AccountId = account("mapped", 0, 0);
	T::Currency::set_balance(&who, T::Currency::minimum_balance().saturating_mul(10));
	let address = evm_address(&who);
	AccountOf::<T>::remove(address);
	PendingSweeps::<T>::kill();
	T::Currency::set_balance(
		&eth_account(address),
		T::Currency::minimum_balance().saturating_mul(10),
	);
	who
}

#[benchmarks]
mod benchmarks {
	use super::*;

	#[benchmark]
	fn map_account() {
		let who = funded::<T>();

		#[extrinsic_call]
		_(RawOrigin::Signed(who.clone()));

		assert_eq!(AccountOf::<T>::get(evm_address(&who)), Some(who));
	}

	#[benchmark]
	fn sweep() {
		let who = funded::<T>();
		AccountOf::<T>::insert(evm_address(&who), &who);
		let caller: AccountId = whitelisted_caller();

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), who.clone());

		assert_eq!(T::Currency::balance(&eth_account(evm_address(&who))), 0);
	}

	#[benchmark]
	fn map() {
		let who = funded::<T>();

		#[block]
		{
			Pallet::<T>::on_new_account(&who);
		}

		assert_eq!(PendingSweeps::<T>::get().len(), 1);
	}

	impl_benchmark_test_suite!(Pallet, crate::mock::new_test_ext(), crate::mock::Test);
}
