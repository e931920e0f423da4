// SPDX-License-Identifier: Apache-2.0
//! Benchmarks of every call, and the sessions that other pallets' benchmarks need.

use super::*;
use frame_benchmarking::v2::*;
use frame_support::{
	traits::{
		fungible::{Inspect, Mutate},
		ConstU32, Get,
	},
	BoundedVec,
};
use frame_system::RawOrigin;
use openledger_primitives::{Balance, SessionId, WorkerId, MAX_OFFERS, OPEN};
use openledger_primitives_account::AccountId;
use openledger_primitives_objects::Offer;
use openledger_primitives_traits::{InspectAgents, InspectModels, InspectWorkers};

fn fund<T: Config>(who: &AccountId, amount: Balance) {
	let balance = T::Currency::total_balance(who)
		.saturating_add(amount)
		.saturating_add(OPEN)
		.saturating_add(T::Currency::minimum_balance())
		.saturating_add(T::SessionBond::get().saturating_mul(MAX_OPENINGS.into()));
	T::Currency::set_balance(who, balance);
}

/// A session of `payer`, from the trait's description.
pub(crate) fn session<T: Config>(
	payer: &AccountId,
	voucher_key: &AccountId,
	worker: WorkerId,
	offer: Offer,
	deposit: Balance,
) -> SessionId {
	use frame_support::traits::fungible::hold::Mutate as _;
	fund::<T>(payer, deposit);
	let bond = T::SessionBond::get();
	T::Currency::hold(&HoldReason::Deposit.into(), payer, deposit).expect("the payer was funded");
	T::Currency::hold(&HoldReason::Bond.into(), payer, bond).expect("the payer was funded");
	let id = NextSessionId::<T>::get();
	NextSessionId::<T>::put(SessionId(id.0.saturating_add(1)));
	Sessions::<T>::insert(
		id,
		Session {
			payer: payer.clone(),
			voucher_key: voucher_key.clone(),
			worker,
			offers: Offers::truncate_from(alloc::vec![offer]),
			deposit,
			held: deposit,
			bond,
			max_per_call: deposit.max(1),
			expires_at: u32::MAX,
			visibility: Visibility::Open,
			settled: 0,
			settled_n: 0,
			status: Status::Open,
		},
	);
	id
}

/// An opening with `a` assets, each a model version of its own through an agent and an app.
fn opening<T: Config>(a: u32) -> OpenSession {
	let owner: AccountId = account("owner", 0, 0);
	let worker = T::Workers::bench_worker(&owner, &owner, OPEN);
	let assets: alloc::vec::Vec<Asset> = (0..a)
		.map(|_| {
			let model = T::Models::bench_model_version(&owner, worker, &[]);
			let agent = T::Agents::bench_agent(&owner, model, false);
			let app = T::Agents::bench_agent(&owner, model, true);
			(model, Some(agent), Some(app))
		})
		.collect();
	OpenSession {
		worker,
		voucher_key: owner,
		assets: Assets::truncate_from(assets),
		deposit: OPEN,
		max_per_call: OPEN,
		expires_at: u32::MAX,
		visibility: Visibility::Sealed,
	}
}

fn payer<T: Config>() -> AccountId {
	let payer: AccountId = whitelisted_caller();
	fund::<T>(&payer, OPEN.saturating_mul(u128::from(MAX_OPENINGS).saturating_add(1)));
	payer
}

fn opened<T: Config>() -> Result<(AccountId, SessionId), BenchmarkError> {
	let payer = payer::<T>();
	let id = Pallet::<T>::do_open(payer.clone(), opening::<T>(MAX_OFFERS))?;
	Ok((payer, id))
}

#[benchmarks]
mod benches {
	use super::*;

	#[benchmark]
	fn open_session(a: Linear<1, MAX_OFFERS>) {
		let payer = payer::<T>();
		let session = opening::<T>(a);
		let id = NextSessionId::<T>::get();

		#[extrinsic_call]
		_(RawOrigin::Signed(payer), session);

		assert_eq!(Sessions::<T>::get(id).map(|session| session.offers.len() as u32), Some(a));
	}

	#[benchmark]
	fn open_sessions(s: Linear<1, MAX_OPENINGS>, a: Linear<1, MAX_OFFERS>) {
		let payer = payer::<T>();
		let session = opening::<T>(a);
		let sessions: BoundedVec<_, ConstU32<MAX_OPENINGS>> =
			BoundedVec::truncate_from(alloc::vec![session; s as usize]);
		let before = NextSessionId::<T>::get().0;

		#[extrinsic_call]
		_(RawOrigin::Signed(payer), sessions);

		assert_eq!(NextSessionId::<T>::get().0, before.saturating_add(s.into()));
	}

	#[benchmark]
	fn top_up() -> Result<(), BenchmarkError> {
		let (payer, id) = opened::<T>()?;

		#[extrinsic_call]
		_(RawOrigin::Signed(payer), id, OPEN);

		let deposit = Sessions::<T>::get(id).map(|session| session.deposit);
		assert_eq!(deposit, OPEN.checked_mul(2));
		Ok(())
	}

	#[benchmark]
	fn close_session() -> Result<(), BenchmarkError> {
		let (payer, id) = opened::<T>()?;

		#[extrinsic_call]
		_(RawOrigin::Signed(payer), id);

		let status = Sessions::<T>::get(id).map(|session| session.status);
		assert!(matches!(status, Some(Status::Closing { .. })));
		Ok(())
	}

	#[benchmark]
	fn release() -> Result<(), BenchmarkError> {
		let (payer, id) = opened::<T>()?;
		Pallet::<T>::do_close(&payer, id)?;
		let later = Pallet::<T>::now().saturating_add(T::Timing::get().settle_grace);
		frame_system::Pallet::<T>::set_block_number(later.into());

		#[extrinsic_call]
		_(RawOrigin::Signed(payer), id);

		assert!(!Sessions::<T>::contains_key(id));
		Ok(())
	}

	impl_benchmark_test_suite!(
		Pallet,
		crate::mock::ExtBuilder::default().build(),
		crate::mock::Test
	);
}
