// SPDX-License-Identifier: Apache-2.0
//! A runtime with this pallet and balances; model versions are a table that a test fills.

use crate as pallet_agents;
use crate::*;
use alloc::collections::BTreeMap;
use core::cell::RefCell;
use frame_support::{derive_impl, parameter_types, traits::ConstU128};
use openledger_primitives::{Balance, Hash, ModelVersionId, Ppm, WorkerId};
use openledger_primitives_account::AccountId;
use openledger_primitives_objects::{IndexRoots, Url};
use openledger_primitives_traits::{InspectModels, ModelVersionSummary};
use sp_runtime::{traits::IdentityLookup, BuildStorage};

#[frame_support::runtime]
mod runtime {
	#[runtime::runtime]
	#[runtime::derive(
		RuntimeCall,
		RuntimeEvent,
		RuntimeError,
		RuntimeOrigin,
		RuntimeFreezeReason,
		RuntimeHoldReason,
		RuntimeSlashReason,
		RuntimeLockId,
		RuntimeTask,
		RuntimeViewFunction
	)]
	pub struct Test;

	#[runtime::pallet_index(0)]
	pub type System = frame_system;
	#[runtime::pallet_index(1)]
	pub type Balances = pallet_balances;
	#[runtime::pallet_index(62)]
	pub type AgentsPallet = pallet_agents;
}

pub type Block = frame_system::mocking::MockBlockU32<Test>;

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
	type Block = Block;
	type AccountId = AccountId;
	type Lookup = IdentityLookup<AccountId>;
	type AccountData = pallet_balances::AccountData<Balance>;
}

#[derive_impl(pallet_balances::config_preludes::TestDefaultConfig)]
impl pallet_balances::Config for Test {
	type AccountStore = System;
	type Balance = Balance;
	type ExistentialDeposit = ConstU128<ED>;
}

pub const ED: Balance = 10;
pub const DEPOSIT: Balance = 500;
pub const RICHES: Balance = 1_000_000;

parameter_types! {
	pub storage PublicNetwork: bool = false;
	pub storage MaxMarkup: Ppm = 300_000;
}

thread_local! {
	static VERSIONS: RefCell<BTreeMap<ModelVersionId, bool>> = const { RefCell::new(BTreeMap::new()) };
}

/// Model versions as a table of which are live.
pub struct MockModels;
impl MockModels {
	pub fn put(id: u32, live: bool) {
		VERSIONS.with_borrow_mut(|all| all.insert(ModelVersionId(id), live));
	}
}
impl InspectModels<AccountId> for MockModels {
	fn model_version(id: ModelVersionId) -> Option<ModelVersionSummary<AccountId>> {
		let live = VERSIONS.with_borrow(|all| all.get(&id).copied())?;
		Some(ModelVersionSummary {
			owner: account(9),
			trainer: WorkerId(0),
			adapter_hash: Hash::repeat_byte(1),
			rate_in: 1,
			rate_out: 1,
			datasets: vec![],
			royalties: vec![],
			index: IndexRoots::default(),
			live,
		})
	}
	#[cfg(feature = "runtime-benchmarks")]
	fn bench_model_version(
		_: &AccountId,
		_: WorkerId,
		_: &[openledger_primitives::DatasetRef],
	) -> ModelVersionId {
		let next = VERSIONS.with_borrow(|all| all.len() as u32) + 1_000;
		Self::put(next, true);
		ModelVersionId(next)
	}
}

impl pallet_agents::Config for Test {
	type WeightInfo = ();
	type Currency = Balances;
	type RuntimeHoldReason = RuntimeHoldReason;
	type Models = MockModels;
	type PublicNetwork = PublicNetwork;
	type AgentDeposit = ConstU128<DEPOSIT>;
	type MaxMarkup = MaxMarkup;
}

pub fn account(n: u8) -> AccountId {
	AccountId::new([n; 32])
}
pub fn owner() -> AccountId {
	account(1)
}
pub fn stranger() -> AccountId {
	account(2)
}
pub fn signed(who: AccountId) -> RuntimeOrigin {
	RuntimeOrigin::signed(who)
}
pub fn name(text: &str) -> Name {
	Name::try_from(text.as_bytes().to_vec()).unwrap()
}
pub fn url(text: &str) -> Url {
	Url::try_from(text.as_bytes().to_vec()).unwrap()
}
pub fn card() -> Url {
	url("http://127.0.0.1:8000/card.json")
}
pub fn uses(ids: &[u32]) -> Uses {
	Uses::try_from(ids.iter().map(|id| ModelVersionId(*id)).collect::<Vec<_>>()).unwrap()
}
pub fn held(who: &AccountId) -> Balance {
	use frame_support::traits::fungible::InspectHold;
	Balances::balance_on_hold(&HoldReason::AgentDeposit.into(), who)
}

/// Builds the test's chain: four rich accounts; versions 0 to 2 are live, version 3 is retired.
pub struct ExtBuilder;
impl ExtBuilder {
	pub fn build() -> sp_io::TestExternalities {
		VERSIONS.with_borrow_mut(BTreeMap::clear);
		for id in 0..4 {
			MockModels::put(id, id != 3);
		}
		let mut storage = frame_system::GenesisConfig::<Test>::default().build_storage().unwrap();
		pallet_balances::GenesisConfig::<Test> {
			balances: (1..=4).map(|n| (account(n), RICHES)).collect(),
			..Default::default()
		}
		.assimilate_storage(&mut storage)
		.unwrap();
		let mut ext = sp_io::TestExternalities::new(storage);
		ext.execute_with(|| System::set_block_number(1));
		ext
	}

	/// Runs `test` and checks the state after it.
	pub fn build_and_execute(test: impl FnOnce()) {
		Self::build().execute_with(|| {
			test();
			AgentsPallet::do_try_state().unwrap();
		});
	}
}
