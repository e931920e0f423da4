// SPDX-License-Identifier: Apache-2.0
//! A runtime with balances and this pallet; open batches are a number that tests set.

use crate as pallet_workers;
use crate::{Endpoints, Pallet, Worker, Workers};
use frame_support::{derive_impl, parameter_types, traits::ConstU128};
use openledger_primitives::{Balance, BatchEpoch, Timing, WorkerId, OPEN};
use openledger_primitives_account::AccountId;
use openledger_primitives_objects::Url;
use openledger_primitives_traits::Exposure;
use sp_runtime::{traits::IdentityLookup, BuildStorage};

frame_support::construct_runtime!(
	pub enum Test {
		System: frame_system = 0,
		Balances: pallet_balances = 30,
		WorkersPallet: pallet_workers = 63,
	}
);

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
	type Block = frame_system::mocking::MockBlockU32<Test>;
	type AccountId = AccountId;
	type Lookup = IdentityLookup<AccountId>;
	type AccountData = pallet_balances::AccountData<Balance>;
}

/// Existential deposit of the tests.
pub const EXISTENTIAL: Balance = 1_000;

#[derive_impl(pallet_balances::config_preludes::TestDefaultConfig)]
impl pallet_balances::Config for Test {
	type Balance = Balance;
	type ExistentialDeposit = ConstU128<EXISTENTIAL>;
	type AccountStore = System;
}

/// Blocks of a batch epoch.
pub const EPOCH: u32 = 10;
/// Blocks from leaving to withdrawal.
pub const DELAY: u32 = 200;
/// Least stake.
pub const MIN_STAKE: Balance = 100 * OPEN;

parameter_types! {
	pub static OpenFees: Balance = 0;
	pub static Public: bool = true;
	pub Periods: Timing = Timing {
		epoch: 10,
		reveal_window: 10,
		review_window: 10,
		batch_epoch: EPOCH,
		seed_window: 5,
		seed_delay: 2,
		attest_window: 10,
		challenge_window: 20,
		answer_window: 10,
		settle_grace: 100,
		unstake_delay: DELAY,
		training_deadline: 100,
		credit_ttl: 100,
		day: 12,
		sessions_per_era: 3,
		bonding_eras: 3,
		slash_defer_eras: 1,
	};
}

pub struct MockExposure;
impl Exposure for MockExposure {
	fn exposure(_: WorkerId) -> Balance {
		OpenFees::get()
	}
}

impl pallet_workers::Config for Test {
	type RuntimeHoldReason = RuntimeHoldReason;
	type Currency = Balances;
	type Exposure = MockExposure;
	type Timing = Periods;
	type PublicNetwork = Public;
	type MinStake = ConstU128<MIN_STAKE>;
	type WeightInfo = ();
}

pub fn acc(n: u8) -> AccountId {
	AccountId::new([n; 32])
}

pub const OPERATOR: u8 = 1;
pub const OTHER: u8 = 2;
pub const KEY: u8 = 11;
pub const POT: u8 = 99;
/// Balance of each account at genesis.
pub const RICH: Balance = 1_000 * OPEN;

pub fn url(text: &str) -> Url {
	text.as_bytes().to_vec().try_into().unwrap()
}

pub fn endpoints() -> Endpoints {
	vec![url("https://worker.example.org:8443")].try_into().unwrap()
}

pub fn signed(n: u8) -> RuntimeOrigin {
	RuntimeOrigin::signed(acc(n))
}

/// Registers [`OPERATOR`]'s worker with the least stake.
pub fn registered() -> WorkerId {
	let id = crate::NextWorkerId::<Test>::get();
	frame_support::assert_ok!(Pallet::<Test>::register(
		signed(OPERATOR),
		acc(KEY),
		endpoints(),
		MIN_STAKE
	));
	id
}

pub fn worker(id: WorkerId) -> Worker {
	Workers::<Test>::get(id).unwrap()
}

pub fn go_to(block: u32) {
	System::set_block_number(block);
}

pub fn key_at(id: WorkerId, epoch: u32) -> Option<AccountId> {
	worker(id).key_at(BatchEpoch(epoch))
}

#[derive(Default)]
pub struct ExtBuilder;

impl ExtBuilder {
	pub fn build(self) -> sp_io::TestExternalities {
		let mut storage = frame_system::GenesisConfig::<Test>::default().build_storage().unwrap();
		let balances = [OPERATOR, OTHER, POT].map(|n| (acc(n), RICH)).to_vec();
		pallet_balances::GenesisConfig::<Test> { balances, ..Default::default() }
			.assimilate_storage(&mut storage)
			.unwrap();
		let mut ext = sp_io::TestExternalities::new(storage);
		ext.execute_with(|| {
			System::set_block_number(1);
			OpenFees::set(0);
			Public::set(true);
		});
		ext
	}

	/// Runs a test and checks the state after it.
	pub fn build_and_execute(self, test: impl FnOnce()) {
		self.build().execute_with(|| {
			test();
			Pallet::<Test>::do_try_state().unwrap();
		});
	}
}
