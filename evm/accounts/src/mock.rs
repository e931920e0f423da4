// SPDX-License-Identifier: Apache-2.0
//! Test runtime: system, balances, and this pallet as the hook of new accounts.

use crate as pallet_evm_accounts;
use frame_support::{derive_impl, traits::ConstU128};
use openledger_primitives::Balance;
use openledger_primitives_account::{eth_account, evm_address, AccountId};
use sp_runtime::{traits::IdentityLookup, BuildStorage};

pub const ALICE: AccountId = AccountId::new([1; 32]);
pub const BOB: AccountId = AccountId::new([2; 32]);
pub const ED: Balance = 10;

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
	#[runtime::pallet_index(50)]
	pub type EvmAccounts = pallet_evm_accounts;
}

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
	type AccountId = AccountId;
	type Lookup = IdentityLookup<AccountId>;
	type Block = frame_system::mocking::MockBlockU32<Test>;
	type AccountData = pallet_balances::AccountData<Balance>;
	type OnNewAccount = EvmAccounts;
}

#[derive_impl(pallet_balances::config_preludes::TestDefaultConfig)]
impl pallet_balances::Config for Test {
	type Balance = Balance;
	type ExistentialDeposit = ConstU128<ED>;
	type AccountStore = System;
}

impl pallet_evm_accounts::Config for Test {
	type Currency = Balances;
	type EntryDeposit = ConstU128<ED>;
	type WeightInfo = ();
}

/// The account that stands for an account's EVM address while it is not mapped.
pub fn fallback(who: &AccountId) -> AccountId {
	eth_account(evm_address(who))
}

/// Builds the state that tests start from: Alice has 1,000.
pub struct ExtBuilder;

impl ExtBuilder {
	pub fn build(balances: Vec<(AccountId, Balance)>) -> sp_io::TestExternalities {
		let storage = RuntimeGenesisConfig {
			balances: pallet_balances::GenesisConfig { balances, ..Default::default() },
			..Default::default()
		};
		let mut ext = sp_io::TestExternalities::new(storage.build_storage().unwrap());
		ext.execute_with(|| System::set_block_number(1));
		ext
	}

	/// Runs a test, then checks every invariant.
	pub fn build_and_execute(test: impl FnOnce()) {
		Self::build(vec![(ALICE, 1_000)]).execute_with(|| {
			test();
			EvmAccounts::do_try_state().unwrap();
		});
	}
}

#[cfg(feature = "runtime-benchmarks")]
pub fn new_test_ext() -> sp_io::TestExternalities {
	ExtBuilder::build(vec![(ALICE, 1_000)])
}
