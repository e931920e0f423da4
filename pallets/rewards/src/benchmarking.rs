// SPDX-License-Identifier: Apache-2.0
//! Benchmarks of the calls. What batches cost (`distribute`, `credit`, `close`) is part of the
//! calls of attribution and measured there.

use super::*;
use alloc::vec::Vec;
use frame_benchmarking::v2::*;
use frame_support::traits::{
	fungible::{Inspect, Mutate},
	EnsureOrigin,
};
use frame_system::RawOrigin;
use openledger_primitives::{Balance, ContributionId, EARNINGS_PAGE};
use openledger_primitives_account::AccountId;
use openledger_primitives_split::{Accumulator, Waterfall};
use openledger_primitives_traits::InspectDatasets;
use sp_runtime::BoundedVec;

/// What each contribution has earned, from credits and from the pot alike.
fn part<T: Config>() -> Balance {
	T::Currency::minimum_balance().saturating_add(1_000_000)
}

/// A sealed contribution of `who` in a Datanet of its own, with credits in a full page and a filled
/// pot.
fn earn<T: Config>(who: &AccountId) -> ContributionId {
	Pallet::<T>::endow_account();
	let (dataset, id) = T::Datasets::bench_dataset(who, 1);
	let (page, index) = types::place(id);
	Earnings::<T>::mutate(page, |balances| {
		balances.bounded_resize(EARNINGS_PAGE as usize, 0);
		balances[index] = part::<T>();
	});
	PotPaid::<T>::mutate(page, |paid| paid.bounded_resize(EARNINGS_PAGE as usize, 0));
	let per_row = Accumulator { per_unit: part::<T>() << ROW_BITS, remainder: 0 };
	PotAccumulators::<T>::insert(dataset.datanet, Pot { per_row, held: part::<T>() });
	owe::<T>(part::<T>().saturating_mul(2));
	id
}

/// Lets the books hold and owe `amount` more.
fn owe<T: Config>(amount: Balance) {
	T::Currency::mint_into(&Pallet::<T>::account_id(), amount).expect("the books can be endowed");
	Escrow::<T>::mutate(|escrow| *escrow = escrow.saturating_add(amount));
}

/// At most 64 ids.
fn bounded(ids: Vec<ContributionId>) -> BoundedVec<ContributionId, sp_core::ConstU32<MAX_CLAIMS>> {
	ids.try_into().expect("n is at most 64")
}

#[benchmarks]
mod benchmarks {
	use super::*;

	#[benchmark]
	fn claim(n: Linear<1, MAX_CLAIMS>) {
		let who: AccountId = whitelisted_caller();
		let contributions = bounded((0..n).map(|_| earn::<T>(&who)).collect());

		#[extrinsic_call]
		_(RawOrigin::Signed(who.clone()), contributions);

		assert!(T::Currency::balance(&who) >= part::<T>().saturating_mul(2 * u128::from(n)));
	}

	#[benchmark]
	fn claim_for(n: Linear<1, MAX_CLAIMS>) {
		let who = |i| account::<AccountId>("beneficiary", i, 0);
		let contributions = bounded((0..n).map(|i| earn::<T>(&who(i))).collect());
		let caller: AccountId = whitelisted_caller();

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), contributions);

		assert!(T::Currency::balance(&who(n - 1)) >= part::<T>().saturating_mul(2));
	}

	#[benchmark]
	fn claim_curator() {
		Pallet::<T>::endow_account();
		let who: AccountId = whitelisted_caller();
		let (dataset, _) = T::Datasets::bench_dataset(&who, 1);
		let amount = part::<T>();
		let datanet = dataset.datanet;
		CuratorAccumulators::<T>::insert(
			datanet,
			CuratorPot { held: amount, ..Default::default() },
		);
		CuratorDebts::<T>::insert(datanet, &who, CuratorDebt { paid: 0, accrued: amount });
		owe::<T>(amount);

		#[extrinsic_call]
		_(RawOrigin::Signed(who.clone()), datanet);

		assert!(T::Currency::balance(&who) >= amount);
	}

	#[benchmark]
	fn set_waterfall() -> Result<(), BenchmarkError> {
		let origin =
			T::WaterfallOrigin::try_successful_origin().map_err(|_| BenchmarkError::Weightless)?;
		let before = CurrentWaterfall::<T>::get();

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, Waterfall::default());

		assert_eq!(CurrentWaterfall::<T>::get(), before + 1);
		Ok(())
	}

	impl_benchmark_test_suite!(Pallet, crate::mock::new_test_ext(), crate::mock::Test);
}
