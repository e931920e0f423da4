// SPDX-License-Identifier: Apache-2.0

//! Benchmark of the end of a session with everything that may be in it: every validator's keys, an era
//! that ends and is paid, one that starts, one that is elected, and the oldest that is forgotten.

use crate::*;
use codec::Encode;
use core::marker::PhantomData;
use frame_benchmarking::v2::*;
use frame_support::traits::Get;
use pallet_staking::{
	testing_utils::create_validators_with_nominators_for_era, ActiveEra, ActiveEraInfo, BondedEras,
	CurrentEra, EraInfo, ErasRewardPoints, ErasStartSessionIndex, ErasTotalStake,
	ErasValidatorPrefs, ErasValidatorReward,
};
use sp_runtime::traits::{OpaqueKeys, StaticLookup};
use sp_staking::{EraIndex, SessionIndex};

/// The runtime that is measured.
pub trait Config: frame_system::Config {}
impl Config for Runtime {}

/// Carries the benchmark.
pub struct Pallet<T: Config>(PhantomData<T>);

/// `v` validators with keys and `n` nominators; the validators make the session, and each session
/// carries an era.
fn elected(v: u32, n: u32) -> Result<alloc::vec::Vec<AccountId>, BenchmarkError> {
	let edges = configs::staking::MAX_NOMINATIONS as usize;
	let made = create_validators_with_nominators_for_era::<Runtime>(v, n, edges, false, None)?;
	let mut set = alloc::vec::Vec::new();
	for address in made {
		let who = <Runtime as frame_system::Config>::Lookup::lookup(address)
			.map_err(|_| BenchmarkError::Stop("no account"))?;
		let keys = SessionKeys::generate(&who.encode(), None).keys;
		for id in SessionKeys::key_ids() {
			pallet_session::KeyOwner::<Runtime>::insert((*id, keys.get_raw(*id).to_vec()), &who);
		}
		pallet_session::NextKeys::<Runtime>::insert(&who, &keys);
		set.push(who);
	}
	pallet_staking::MinimumValidatorCount::<Runtime>::put(1);
	Staking::force_new_era_always(RuntimeOrigin::root())?;
	for _ in 0..4 {
		Session::rotate_session();
	}
	assert_eq!(Session::validators().len(), v as usize);
	Ok(set)
}

/// Moves the eras that are planned and active so far on that the next one to be planned pushes one out
/// of the history. Gives that one.
fn aged() -> EraIndex {
	let depth: u32 = <Runtime as pallet_staking::Config>::HistoryDepth::get();
	let planned = CurrentEra::<Runtime>::get().expect("eras are planned");
	let active = Staking::active_era().expect("an era is active").index;
	let later = depth + 2;
	let start = |era: EraIndex| -> SessionIndex {
		ErasStartSessionIndex::<Runtime>::get(era).expect("it was planned")
	};
	let (planned_at, active_at) = (start(planned), start(active));
	CurrentEra::<Runtime>::put(planned + later);
	ErasStartSessionIndex::<Runtime>::insert(planned + later, planned_at);
	ErasStartSessionIndex::<Runtime>::insert(active + later, active_at);
	ErasTotalStake::<Runtime>::insert(active + later, ErasTotalStake::<Runtime>::get(active));
	ActiveEra::<Runtime>::put(ActiveEraInfo { index: active + later, start: Some(1) });
	let bonding: EraIndex = <Runtime as pallet_staking::Config>::BondingDuration::get();
	let bonded = (0..bonding).map(|back| (active + later - bonding + 1 + back, active_at));
	BondedEras::<Runtime>::put(bonded.collect::<alloc::vec::Vec<_>>());
	planned + later + 1 - (depth + 1)
}

#[benchmarks]
mod measured {
	use super::*;

	#[benchmark]
	fn rotate_session(
		v: Linear<1, { configs::staking::MAX_VALIDATORS }>,
		n: Linear<0, { configs::staking::MAX_VOTERS }>,
	) -> Result<(), BenchmarkError> {
		let set = elected(v, n)?;
		let planned = CurrentEra::<Runtime>::get().expect("eras are planned");
		let exposures: alloc::vec::Vec<_> = set
			.iter()
			.map(|who| (who.clone(), EraInfo::<Runtime>::get_full_exposure(planned, who)))
			.collect();
		let oldest = aged();
		for (who, exposure) in exposures {
			EraInfo::<Runtime>::set_exposure(oldest, &who, exposure);
			ErasValidatorPrefs::<Runtime>::insert(oldest, &who, Staking::validators(&who));
			ErasRewardPoints::<Runtime>::mutate(oldest, |points| {
				points.individual.insert(who, 20);
				points.total += 20;
			});
		}
		ErasValidatorReward::<Runtime>::insert(oldest, 1);
		ErasStartSessionIndex::<Runtime>::insert(oldest, 0);
		let era = CurrentEra::<Runtime>::get();
		pallet_timestamp::Now::<Runtime>::put(1_000_000);
		#[block]
		{
			Session::rotate_session();
		}
		assert_eq!(CurrentEra::<Runtime>::get(), era.map(|era| era + 1));
		assert_eq!(pallet_session::QueuedKeys::<Runtime>::get().len(), v as usize);
		assert!(!ErasValidatorReward::<Runtime>::contains_key(oldest));
		Ok(())
	}

	impl_benchmark_test_suite!(Pallet, super::super::genesis(), Runtime);
}
