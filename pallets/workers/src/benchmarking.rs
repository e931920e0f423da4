// SPDX-License-Identifier: Apache-2.0
//! Benchmarks of every call, and the workers that other pallets' benchmarks need.

use super::*;
use frame_benchmarking::v2::*;
use frame_support::traits::{
	fungible::{hold, Inspect, Mutate},
	Get,
};
use frame_system::RawOrigin;
use openledger_primitives::{Balance, BatchEpoch, WorkerId, MAX_ENDPOINTS, MAX_URL_LEN, OPEN};
use openledger_primitives_account::AccountId;
use openledger_primitives_objects::Url;

/// Endpoints of the greatest length, valid on every network.
fn endpoints(count: u32) -> Endpoints {
	let mut url = b"https://worker.example.org:8443/".to_vec();
	url.resize(MAX_URL_LEN as usize, b'x');
	let url = Url::truncate_from(url);
	Endpoints::truncate_from(alloc::vec![url; count as usize])
}

fn fund<T: Config>(who: &AccountId, amount: Balance) {
	let balance = T::Currency::total_balance(who)
		.saturating_add(amount)
		.saturating_add(OPEN)
		.saturating_add(T::Currency::minimum_balance());
	T::Currency::set_balance(who, balance);
}

/// An active worker with at least `stake` and exactly this key for all epochs from the current one.
pub(crate) fn worker<T: Config>(operator: &AccountId, key: &AccountId, stake: Balance) -> WorkerId {
	let stake = stake.max(T::MinStake::get());
	fund::<T>(operator, stake);
	if let Some(id) = Operators::<T>::get(operator) {
		Workers::<T>::mutate(id, |entry| {
			let Some(worker) = entry else { return };
			let missing = stake.saturating_sub(worker.stake);
			let reason = HoldReason::Stake.into();
			if <T::Currency as hold::Mutate<_>>::hold(&reason, operator, missing).is_ok() {
				worker.stake = worker.stake.saturating_add(missing);
			}
			worker.status = Status::Active;
			if let Ok(keys) = Pallet::<T>::first_key(key.clone()) {
				worker.keys = keys;
			}
		});
		return id;
	}
	let id = Pallet::<T>::do_register(operator.clone(), key.clone(), endpoints(3), stake)
		.expect("a funded account with valid endpoints registers");
	// Objects of earlier epochs verify too.
	Workers::<T>::mutate(id, |entry| {
		if let Some(first) = entry.as_mut().and_then(|worker| worker.keys.iter_mut().next()) {
			first.from_epoch = BatchEpoch(0);
		}
	});
	id
}

fn registered<T: Config>() -> (AccountId, WorkerId) {
	let operator: AccountId = whitelisted_caller();
	let key = account("key", 0, 0);
	let id = worker::<T>(&operator, &key, T::MinStake::get());
	fund::<T>(&operator, OPEN);
	(operator, id)
}

#[benchmarks]
mod benches {
	use super::*;

	#[benchmark]
	fn register(e: Linear<1, MAX_ENDPOINTS>) {
		let operator: AccountId = whitelisted_caller();
		let stake = T::MinStake::get();
		fund::<T>(&operator, stake);
		let key: AccountId = account("key", 0, 0);

		#[extrinsic_call]
		_(RawOrigin::Signed(operator.clone()), key, endpoints(e), stake);

		assert!(Operators::<T>::contains_key(operator));
	}

	#[benchmark]
	fn add_stake() {
		let (operator, id) = registered::<T>();

		#[extrinsic_call]
		_(RawOrigin::Signed(operator), OPEN);

		let stake = Workers::<T>::get(id).map(|worker| worker.stake);
		assert_eq!(stake, T::MinStake::get().checked_add(OPEN));
	}

	#[benchmark]
	fn set_endpoints(e: Linear<1, MAX_ENDPOINTS>) {
		let (operator, id) = registered::<T>();

		#[extrinsic_call]
		_(RawOrigin::Signed(operator), endpoints(e));

		assert_eq!(Workers::<T>::get(id).map(|worker| worker.endpoints), Some(endpoints(e)));
	}

	/// The worst case drops the oldest key of a full history.
	#[benchmark]
	fn rotate_key() {
		let (operator, id) = registered::<T>();
		let key = |i: u32| account::<AccountId>("key", i, 1);
		let keys: alloc::vec::Vec<_> = (0..MAX_KEYS)
			.map(|i| WorkerKey {
				key: key(i),
				from_epoch: BatchEpoch(i),
				to_epoch: (i.saturating_add(1) < MAX_KEYS).then_some(BatchEpoch(i)),
			})
			.collect();
		Workers::<T>::mutate(id, |entry| {
			if let Some(worker) = entry {
				worker.keys = Keys::truncate_from(keys);
			}
		});
		let timing = T::Timing::get();
		let later = timing
			.batch_epoch
			.saturating_mul(MAX_KEYS.saturating_add(4))
			.saturating_add(timing.unstake_delay.saturating_mul(2));
		frame_system::Pallet::<T>::set_block_number(later.into());

		#[extrinsic_call]
		_(RawOrigin::Signed(operator), key(MAX_KEYS));

		let keys = Workers::<T>::get(id).map(|worker| worker.keys).unwrap_or_default();
		assert_eq!(keys.last().map(|entry| entry.key.clone()), Some(key(MAX_KEYS)));
		assert_eq!(keys.first().map(|entry| entry.key.clone()), Some(key(1)));
	}

	#[benchmark]
	fn leave() {
		let (operator, id) = registered::<T>();

		#[extrinsic_call]
		_(RawOrigin::Signed(operator));

		let status = Workers::<T>::get(id).map(|worker| worker.status);
		assert!(matches!(status, Some(Status::Leaving { .. })));
	}

	#[benchmark]
	fn withdraw() -> Result<(), BenchmarkError> {
		let (operator, id) = registered::<T>();
		Pallet::<T>::leave(RawOrigin::Signed(operator.clone()).into())?;
		let later = Pallet::<T>::now().saturating_add(T::Timing::get().unstake_delay);
		frame_system::Pallet::<T>::set_block_number(later.into());

		#[extrinsic_call]
		_(RawOrigin::Signed(operator));

		assert!(!Workers::<T>::contains_key(id));
		Ok(())
	}

	impl_benchmark_test_suite!(
		Pallet,
		crate::mock::ExtBuilder::default().build(),
		crate::mock::Test
	);
}
