// SPDX-License-Identifier: Apache-2.0

//! Blocks, accounts, time, and the periods set at genesis.

use crate::*;
use frame_support::{
	derive_impl,
	dispatch::DispatchClass,
	parameter_types,
	traits::ConstU32,
	weights::{constants::ParityDbWeight, constants::WEIGHT_REF_TIME_PER_SECOND, Weight},
};
use frame_system::limits::{BlockLength, BlockWeights};
use sp_runtime::{generic, traits::AccountIdLookup, Perbill};

/// Length of a BABE slot in milliseconds.
pub const SLOT_DURATION: Moment = 2_000;
/// Part of a block that ordinary extrinsics may fill; the rest is for operational ones.
pub const NORMAL_DISPATCH_RATIO: Perbill = Perbill::from_percent(75);
/// Compute time of a block. BABE proposes in half the slot.
pub const MAXIMUM_BLOCK_WEIGHT: Weight = Weight::from_parts(WEIGHT_REF_TIME_PER_SECOND, u64::MAX);
/// Bytes of a block.
pub const MAXIMUM_BLOCK_LENGTH: u32 = 5 * 1024 * 1024;

parameter_types! {
	/// Blocks whose hash the chain remembers: about eighty minutes.
	pub const BlockHashCount: BlockNumber = 2_400;
	/// Version of the runtime.
	pub const Version: sp_version::RuntimeVersion = VERSION;
	/// Weight limits of a block.
	pub RuntimeBlockWeights: BlockWeights =
		BlockWeights::with_sensible_defaults(MAXIMUM_BLOCK_WEIGHT, NORMAL_DISPATCH_RATIO);
	/// Length limits of a block.
	pub RuntimeBlockLength: BlockLength =
		BlockLength::builder()
			.max_length(MAXIMUM_BLOCK_LENGTH)
			.modify_max_length_for_class(DispatchClass::Normal, |max| {
				*max = NORMAL_DISPATCH_RATIO * *max;
			})
			.build();
	/// Least time between blocks: half a slot, in milliseconds.
	pub const MinimumPeriod: Moment = SLOT_DURATION / 2;
}

#[derive_impl(frame_system::config_preludes::SolochainDefaultConfig)]
impl frame_system::Config for Runtime {
	type Block = Block;
	type BlockWeights = RuntimeBlockWeights;
	type BlockLength = RuntimeBlockLength;
	type AccountId = AccountId;
	type Nonce = Nonce;
	type Hash = Hash;
	type Lookup = AccountIdLookup<AccountId, ()>;
	type BlockHashCount = BlockHashCount;
	type DbWeight = ParityDbWeight;
	type Version = Version;
	type AccountData = pallet_balances::AccountData<Balance>;
	type SS58Prefix = pallet_timing::Ss58Prefix<Runtime>;
	type MaxConsumers = ConstU32<32>;
	type BaseCallFilter = CallFilter;
	type MultiBlockMigrator = MultiBlockMigrations;
	type OnNewAccount = EvmAccounts;
	type SystemWeightInfo = weights::frame_system::WeightInfo<Runtime>;
	type ExtensionsWeightInfo = weights::frame_system_extensions::WeightInfo<Runtime>;
}

impl pallet_timestamp::Config for Runtime {
	type Moment = Moment;
	type OnTimestampSet = Babe;
	type MinimumPeriod = MinimumPeriod;
	type WeightInfo = weights::pallet_timestamp::WeightInfo<Runtime>;
}

impl pallet_timing::Config for Runtime {
	type SetOrigin = AttributionOrigin;
	type WeightInfo = weights::pallet_timing::WeightInfo<Runtime>;
}

parameter_types! {
	/// Weight that a step of migrations may take of a block.
	pub MaxMigrationWeight: Weight = Perbill::from_percent(80) * RuntimeBlockWeights::get().max_block;
}

impl pallet_migrations::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	#[cfg(not(feature = "runtime-benchmarks"))]
	type Migrations = Migrations;
	// Benchmarks need migrations that succeed and fail when told.
	#[cfg(feature = "runtime-benchmarks")]
	type Migrations = pallet_migrations::mock_helpers::MockedMigrations;
	type CursorMaxLen = ConstU32<65_536>;
	type IdentifierMaxLen = ConstU32<256>;
	type MigrationStatusHandler = ();
	type FailedMigrationHandler = SafeModeOnFailedMigration;
	type MaxServiceWeight = MaxMigrationWeight;
	type WeightInfo = weights::pallet_migrations::WeightInfo<Runtime>;
}

/// Migrations in several blocks that this version of the runtime brings: none yet. While one runs,
/// blocks take no ordinary extrinsics, and its progress is an event for each step.
pub type Migrations = ();

impl<LocalCall> frame_system::offchain::CreateTransactionBase<LocalCall> for Runtime
where
	RuntimeCall: From<LocalCall>,
{
	type Extrinsic = UncheckedExtrinsic;
	type RuntimeCall = RuntimeCall;
}

impl<LocalCall> frame_system::offchain::CreateTransaction<LocalCall> for Runtime
where
	RuntimeCall: From<LocalCall>,
{
	type Extension = TxExtension;

	fn create_transaction(call: RuntimeCall, extension: TxExtension) -> UncheckedExtrinsic {
		generic::UncheckedExtrinsic::new_transaction(call, extension)
	}
}

impl<LocalCall> frame_system::offchain::CreateAuthorizedTransaction<LocalCall> for Runtime
where
	RuntimeCall: From<LocalCall>,
{
	fn create_extension() -> TxExtension {
		authorized_extension()
	}
}

impl<LocalCall> frame_system::offchain::CreateBare<LocalCall> for Runtime
where
	RuntimeCall: From<LocalCall>,
{
	fn create_bare(call: RuntimeCall) -> UncheckedExtrinsic {
		generic::UncheckedExtrinsic::new_bare(call)
	}
}

pub use pallet_timing::Network;

/// Storage key of the network's numbers: nodes read from there whether endpoints may be local.
pub fn network_key() -> [u8; 32] {
	pallet_timing::Networks::<Runtime>::hashed_key()
}
