// SPDX-License-Identifier: Apache-2.0
//! Test runtime: system and this pallet, with a gas counter that tests set.

use crate as pallet_base_fee;
use frame_support::{
	derive_impl, parameter_types,
	traits::{ConstU128, ConstU64},
};
use frame_system::EnsureRoot;
use sp_runtime::BuildStorage;

pub const MINIMUM: u128 = 1_000;
pub const GAS_LIMIT: u64 = 30_000_000;

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
	#[runtime::pallet_index(53)]
	pub type BaseFee = pallet_base_fee;
}

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
	type Block = frame_system::mocking::MockBlock<Test>;
}

parameter_types! {
	/// Gas that the block used.
	pub static Used: u64 = 0;
}

impl pallet_base_fee::Config for Test {
	type Used = Used;
	type BlockGasLimit = ConstU64<GAS_LIMIT>;
	type DefaultMinimum = ConstU128<MINIMUM>;
	type FeeOrigin = EnsureRoot<u64>;
	type WeightInfo = ();
}

/// The state that tests start from.
pub fn new_test_ext() -> sp_io::TestExternalities {
	let mut ext =
		sp_io::TestExternalities::new(RuntimeGenesisConfig::default().build_storage().unwrap());
	ext.execute_with(|| System::set_block_number(1));
	ext
}

/// Runs a test, then checks every invariant.
pub fn build_and_execute(test: impl FnOnce()) {
	new_test_ext().execute_with(|| {
		test();
		BaseFee::do_try_state().unwrap();
	});
}
