// SPDX-License-Identifier: Apache-2.0
//! Benchmarks of every call, at the largest inputs that a call may carry.

use crate::*;
use alloc::{vec, vec::Vec};
use frame_benchmarking::v2::*;
use frame_support::traits::{
	fungible::{Inspect, Mutate},
	Get,
};
use frame_system::RawOrigin;
use openledger_primitives::{AgentId, ModelVersionId, WorkerId, MAX_URL_LEN, OPEN};
use openledger_primitives_account::AccountId;
use openledger_primitives_objects::Url;
use openledger_primitives_traits::InspectModels;

/// A public HTTPS URL of the greatest length.
fn card() -> Url {
	let mut bytes = b"https://cards.example.org/".to_vec();
	bytes.resize(MAX_URL_LEN as usize, b'a');
	Url::truncate_from(bytes)
}

fn name() -> Name {
	Name::truncate_from(vec![b'n'; MAX_NAME as usize])
}

/// A live agent or app of `owner`, without deposit, for benchmarks of any pallet.
pub(crate) fn insert_agent<T: Config>(
	owner: &AccountId,
	model_version: ModelVersionId,
	is_app: bool,
) -> AgentId {
	let id = NextAgentId::<T>::get();
	NextAgentId::<T>::put(AgentId(id.0.saturating_add(1)));
	let agent = Agent {
		owner: owner.clone(),
		beneficiary: owner.clone(),
		kind: if is_app { AgentKind::App } else { AgentKind::Agent },
		name: name(),
		card: card(),
		markup: T::MaxMarkup::get(),
		uses: Uses::truncate_from(vec![model_version]),
		live: true,
		deposit: 0,
	};
	Agents::<T>::insert(id, agent);
	id
}

fn rich<T: Config>(label: &'static str) -> AccountId {
	let who = account::<AccountId>(label, 0, 0);
	let fortune = OPEN.saturating_mul(1_000_000);
	T::Currency::set_balance(&who, T::Currency::minimum_balance().saturating_add(fortune));
	who
}

fn uses<T: Config>(count: u32) -> Uses {
	let owner = account::<AccountId>("model-owner", 0, 0);
	let all = (0..count)
		.map(|_| T::Models::bench_model_version(&owner, WorkerId(0), &[]))
		.collect::<Vec<_>>();
	Uses::truncate_from(all)
}

/// An agent of a rich owner, with its deposit and all the uses it may have.
fn registered<T: Config>() -> Result<(AccountId, AgentId), BenchmarkError> {
	let owner = rich::<T>("owner");
	let id = NextAgentId::<T>::get();
	let origin = RawOrigin::Signed(owner.clone()).into();
	let (markup, uses) = (T::MaxMarkup::get(), uses::<T>(MAX_USES));
	Pallet::<T>::register(origin, AgentKind::Agent, name(), card(), markup, uses)?;
	Ok((owner, id))
}

#[benchmarks]
mod benchmarks {
	use super::*;

	#[benchmark]
	fn register(u: Linear<0, MAX_USES>) {
		let owner = rich::<T>("owner");
		let uses = uses::<T>(u);
		let (id, markup) = (NextAgentId::<T>::get(), T::MaxMarkup::get());

		#[extrinsic_call]
		register(RawOrigin::Signed(owner), AgentKind::App, name(), card(), markup, uses);

		assert!(Agents::<T>::contains_key(id));
	}

	#[benchmark]
	fn update(u: Linear<0, MAX_USES>) -> Result<(), BenchmarkError> {
		let (owner, id) = registered::<T>()?;
		let uses = uses::<T>(u);

		#[extrinsic_call]
		update(RawOrigin::Signed(owner), id, card(), 0, uses);

		assert_eq!(Agents::<T>::get(id).map(|agent| agent.markup), Some(0));
		Ok(())
	}

	#[benchmark]
	fn set_beneficiary() -> Result<(), BenchmarkError> {
		let (owner, id) = registered::<T>()?;
		let other = account::<AccountId>("other", 0, 0);

		#[extrinsic_call]
		set_beneficiary(RawOrigin::Signed(owner), id, other.clone());

		assert_eq!(Agents::<T>::get(id).map(|agent| agent.beneficiary), Some(other));
		Ok(())
	}

	#[benchmark]
	fn retire() -> Result<(), BenchmarkError> {
		let (owner, id) = registered::<T>()?;

		#[extrinsic_call]
		retire(RawOrigin::Signed(owner), id);

		assert_eq!(Agents::<T>::get(id).map(|agent| agent.live), Some(false));
		Ok(())
	}

	#[benchmark]
	fn transfer() -> Result<(), BenchmarkError> {
		let (owner, id) = registered::<T>()?;
		let other = rich::<T>("other");

		#[extrinsic_call]
		transfer(RawOrigin::Signed(owner), id, other.clone());

		assert_eq!(Agents::<T>::get(id).map(|agent| agent.owner), Some(other));
		Ok(())
	}

	impl_benchmark_test_suite!(Pallet, crate::mock::ExtBuilder::build(), crate::mock::Test);
}
