// SPDX-License-Identifier: Apache-2.0

//! A runtime with the pallets of the value flow, wired to each other as the chain wires them.

use crate as openledger_evm_precompiles;
use crate::set::TestedPrecompiles;
use alloc::vec::Vec;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{
	derive_impl, parameter_types,
	traits::{ConstBool, ConstU128, ConstU32, Contains, InstanceFilter},
	weights::Weight,
	PalletId,
};
use frame_system::offchain::{
	CreateAuthorizedTransaction, CreateTransaction, CreateTransactionBase,
};
use openledger_primitives::{AttributionId, Balance, Hash, Timing, OPEN};
use openledger_primitives_account::{eth_account, AccountId};
use openledger_primitives_objects::SigningDomain;
use scale_info::TypeInfo;
use sp_core::{H160, H256, U256};
use sp_runtime::{
	generic::UncheckedExtrinsic,
	traits::{BlakeTwo256, IdentityLookup},
	BuildStorage,
};

mod caller;
pub use caller::*;

pub type Extension = frame_system::AuthorizeCall<Test>;
pub type Xt = UncheckedExtrinsic<AccountId, RuntimeCall, sp_runtime::MultiSignature, Extension>;
pub type Block = sp_runtime::generic::Block<sp_runtime::generic::Header<u32, BlakeTwo256>, Xt>;

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
	pub type Timestamp = pallet_timestamp;
	#[runtime::pallet_index(2)]
	pub type Balances = pallet_balances;
	#[runtime::pallet_index(3)]
	pub type Proxy = pallet_proxy;
	#[runtime::pallet_index(50)]
	pub type EvmAccounts = pallet_evm_accounts;
	#[runtime::pallet_index(52)]
	pub type Evm = pallet_evm;
	#[runtime::pallet_index(51)]
	pub type EvmPrecompiles = openledger_evm_precompiles;
	#[runtime::pallet_index(60)]
	pub type Datanets = pallet_datanets;
	#[runtime::pallet_index(61)]
	pub type Models = pallet_models;
	#[runtime::pallet_index(62)]
	pub type Agents = pallet_agents;
	#[runtime::pallet_index(63)]
	pub type Workers = pallet_workers;
	#[runtime::pallet_index(64)]
	pub type Inference = pallet_inference;
	#[runtime::pallet_index(65)]
	pub type Attribution = pallet_attribution;
	#[runtime::pallet_index(66)]
	pub type Rewards = pallet_rewards;
}

parameter_types! {
	pub storage Blocked: bool = false;
	pub MockTiming: Timing = Timing {
		epoch: 10,
		reveal_window: 10,
		review_window: 10,
		batch_epoch: 10,
		seed_window: 3,
		seed_delay: 2,
		attest_window: 6,
		challenge_window: 8,
		answer_window: 4,
		settle_grace: 200,
		unstake_delay: 200,
		training_deadline: 10,
		credit_ttl: 20,
		day: 12,
		sessions_per_era: 3,
		bonding_eras: 3,
		slash_defer_eras: 1,
	};
	pub MockDomain: SigningDomain =
		SigningDomain { genesis: H256::repeat_byte(7), chain_id: CHAIN_ID };
	pub Treasury: AccountId = AccountId::new([0xAA; 32]);
	pub AttesterPot: AccountId = AccountId::new([0xAB; 32]);
	pub DecoySeed: Hash = Hash::repeat_byte(3);
	pub const BaseFee: U256 = U256::zero();
	pub const WeightPerGas: Weight = Weight::from_parts(20_000, 0);
	pub const StorageGrowth: Option<u64> = None;
	pub const Books: PalletId = PalletId(*b"ol/books");
}

/// Lets calls through unless a test blocks transfers and agents.
pub struct Filter;
impl Contains<RuntimeCall> for Filter {
	fn contains(call: &RuntimeCall) -> bool {
		!Blocked::get() || !matches!(call, RuntimeCall::Balances(..) | RuntimeCall::Agents(..))
	}
}

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
	type Block = Block;
	type AccountId = AccountId;
	type Lookup = IdentityLookup<AccountId>;
	type AccountData = pallet_balances::AccountData<Balance>;
	type OnNewAccount = EvmAccounts;
	type BaseCallFilter = Filter;
}

impl pallet_timestamp::Config for Test {
	type Moment = u64;
	type OnTimestampSet = ();
	type MinimumPeriod = frame_support::traits::ConstU64<1>;
	type WeightInfo = ();
}

#[derive_impl(pallet_balances::config_preludes::TestDefaultConfig)]
impl pallet_balances::Config for Test {
	type Balance = Balance;
	type ExistentialDeposit = ConstU128<ED>;
	type AccountStore = System;
}

#[derive(
	Clone,
	Copy,
	Debug,
	Default,
	Eq,
	PartialEq,
	Ord,
	PartialOrd,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub enum ProxyType {
	#[default]
	Any,
	NonTransfer,
}

impl InstanceFilter<RuntimeCall> for ProxyType {
	fn filter(&self, call: &RuntimeCall) -> bool {
		*self == ProxyType::Any || !matches!(call, RuntimeCall::Balances(..))
	}
	fn is_superset(&self, other: &Self) -> bool {
		*self == ProxyType::Any || self == other
	}
}

impl pallet_proxy::Config for Test {
	type RuntimeEvent = RuntimeEvent;
	type RuntimeCall = RuntimeCall;
	type Currency = Balances;
	type ProxyType = ProxyType;
	type ProxyDepositBase = ConstU128<ED>;
	type ProxyDepositFactor = ConstU128<ED>;
	type MaxProxies = ConstU32<4>;
	type WeightInfo = ();
	type MaxPending = ConstU32<4>;
	type CallHasher = BlakeTwo256;
	type AnnouncementDepositBase = ConstU128<ED>;
	type AnnouncementDepositFactor = ConstU128<ED>;
	type BlockNumberProvider = System;
}

impl pallet_evm_accounts::Config for Test {
	type Currency = Balances;
	type EntryDeposit = ConstU128<ED>;
	type WeightInfo = ();
}

/// Block 100.
pub struct MockBlock;
impl pallet_evm::BlockContext for MockBlock {
	fn number() -> u64 {
		100
	}
	fn timestamp() -> u64 {
		1_000
	}
	fn coinbase() -> H160 {
		H160::repeat_byte(0xcb)
	}
	fn prevrandao() -> H256 {
		H256::repeat_byte(9)
	}
	fn block_hash(_: u64) -> Option<H256> {
		None
	}
}

impl pallet_evm::Config for Test {
	type Accounts = pallet_evm::FungibleBalances<Test, Balances, ()>;
	type AccountMapping = EvmAccounts;
	type BlockContext = MockBlock;
	type BaseFee = BaseFee;
	type MinimumBaseFee = BaseFee;
	type ChainId = frame_support::traits::ConstU64<CHAIN_ID>;
	type BlockGasLimit = frame_support::traits::ConstU64<75_000_000>;
	type WeightPerGas = WeightPerGas;
	type StorageGrowth = StorageGrowth;
	type MaxCodeSize = ConstU32<24_576>;
	type Precompiles = TestedPrecompiles<Test>;
	type WeightInfo = ();
}

impl crate::Config for Test {
	type Evm = Evm;
	type Accounts = <Test as pallet_evm::Config>::Accounts;
	type WeightToGas = crate::GasByWeight<WeightPerGas>;
	type Time = Timestamp;
	type SwitchOrigin = frame_system::EnsureRoot<AccountId>;
	type TrackOrigin = NoTracks;
	type WeightInfo = ();
}

/// No referenda.
pub struct NoTracks;
impl sp_runtime::traits::Convert<u16, Option<crate::PalletsOriginOf<Test>>> for NoTracks {
	fn convert(_: u16) -> Option<crate::PalletsOriginOf<Test>> {
		None
	}
}

impl pallet_datanets::Config for Test {
	type Currency = Balances;
	type RuntimeHoldReason = RuntimeHoldReason;
	type Timing = MockTiming;
	type PublicNetwork = ConstBool<false>;
	type Treasury = Treasury;
	type OnDatanet = Rewards;
	type DatanetDeposit = ConstU128<OPEN>;
	type BondBase = ConstU128<OPEN>;
	type BondPerRow = ConstU128<1>;
	type MinCuratorStake = ConstU128<OPEN>;
	type MaxRows = ConstU32<1_000>;
	type MaxBytes = ConstU32<1_000_000>;
	type WeightInfo = ();
}

impl pallet_models::Config for Test {
	type WeightInfo = ();
	type Currency = Balances;
	type RuntimeHoldReason = RuntimeHoldReason;
	type Datasets = Datanets;
	type Workers = Workers;
	type Timing = MockTiming;
	type DecoySeed = DecoySeed;
	type PublicNetwork = ConstBool<false>;
	type BaseDeposit = ConstU128<OPEN>;
	type ModelDeposit = ConstU128<OPEN>;
	type JobDeposit = ConstU128<OPEN>;
	type VersionDeposit = ConstU128<OPEN>;
	type MaxRoyalties = ConstU32<500_000>;
}

impl pallet_agents::Config for Test {
	type WeightInfo = ();
	type Currency = Balances;
	type RuntimeHoldReason = RuntimeHoldReason;
	type Models = Models;
	type PublicNetwork = ConstBool<false>;
	type AgentDeposit = ConstU128<OPEN>;
	type MaxMarkup = ConstU32<300_000>;
}

impl pallet_workers::Config for Test {
	type RuntimeHoldReason = RuntimeHoldReason;
	type Currency = Balances;
	type Exposure = Attribution;
	type Timing = MockTiming;
	type PublicNetwork = ConstBool<false>;
	type MinStake = ConstU128<OPEN>;
	type WeightInfo = ();
}

impl pallet_inference::Config for Test {
	type RuntimeHoldReason = RuntimeHoldReason;
	type Currency = Balances;
	type Models = Models;
	type Agents = Agents;
	type Workers = Workers;
	type Timing = MockTiming;
	type SigningDomain = MockDomain;
	type SessionBond = ConstU128<OPEN>;
	type WeightInfo = ();
}

/// No validators.
pub struct MockCommittee;
impl openledger_primitives_traits::Committee<AccountId> for MockCommittee {
	fn session_index() -> u32 {
		0
	}
	fn members() -> Vec<(AccountId, AttributionId, Balance)> {
		Vec::new()
	}
}

/// No VRF.
pub struct MockRandomness;
impl openledger_primitives_traits::BlockRandomness for MockRandomness {
	fn vrf_output() -> Option<Hash> {
		None
	}
}

impl pallet_attribution::Config for Test {
	type RuntimeHoldReason = RuntimeHoldReason;
	type Currency = Balances;
	type Timing = MockTiming;
	type SigningDomain = MockDomain;
	type Workers = Workers;
	type Sessions = Inference;
	type Models = Models;
	type Datasets = Datanets;
	type Books = Rewards;
	type Committee = MockCommittee;
	type ReportAttesters = ();
	type Randomness = MockRandomness;
	type Fetch = pallet_attribution::HostFetch<ConstBool<false>>;
	type Treasury = Treasury;
	type BatchDeposit = ConstU128<OPEN>;
	type MinBatchFee = ConstU128<1_000>;
	type AuditLeaves = ConstU32<8>;
	type DemandBond = ConstU128<OPEN>;
	type DemandPrice = ConstU128<OPEN>;
	type EquivocationSlash = ConstU32<100_000>;
	type ChallengeBond = ConstU128<OPEN>;
	type ChallengeReward = ConstU32<400_000>;
	type WeightInfo = ();
}

impl pallet_rewards::Config for Test {
	type Currency = Balances;
	type Datasets = Datanets;
	type Models = Models;
	type Agents = Agents;
	type Treasury = Treasury;
	type AttesterPot = AttesterPot;
	type RewardAttesters = ();
	type WaterfallOrigin = frame_system::EnsureRoot<AccountId>;
	type PalletId = Books;
	type WeightInfo = ();
}

impl CreateTransactionBase<pallet_attribution::Call<Test>> for Test {
	type Extrinsic = Xt;
	type RuntimeCall = RuntimeCall;
}
impl CreateTransaction<pallet_attribution::Call<Test>> for Test {
	type Extension = Extension;
	fn create_transaction(call: RuntimeCall, extension: Extension) -> Xt {
		Xt::new_transaction(call, extension)
	}
}
impl CreateAuthorizedTransaction<pallet_attribution::Call<Test>> for Test {
	fn create_extension() -> Extension {
		Extension::new()
	}
}

pub const CHAIN_ID: u64 = 42;
pub const ED: Balance = 1_000;
pub const RICHES: Balance = 1_000 * OPEN;
/// Gas of a call in tests.
pub const GAS: u64 = 10_000_000;

/// An address with money.
pub fn user(n: u8) -> H160 {
	H160::repeat_byte(n)
}

/// An account with a Substrate key, with money and an entry in the map.
pub fn substrate() -> AccountId {
	AccountId::new([0x51; 32])
}

pub fn new_test_ext() -> sp_io::TestExternalities {
	let balances = (1..=4)
		.map(|n| (eth_account(user(n)), RICHES))
		.chain([(substrate(), RICHES), (Treasury::get(), RICHES)])
		.collect();
	let storage = RuntimeGenesisConfig {
		balances: pallet_balances::GenesisConfig { balances, ..Default::default() },
		evm: pallet_evm::GenesisConfig { accounts: caller::contracts(), ..Default::default() },
		..Default::default()
	};
	let mut ext = sp_io::TestExternalities::new(storage.build_storage().unwrap());
	ext.execute_with(|| {
		System::set_block_number(1);
		Timestamp::set_timestamp(1_000_000);
	});
	ext
}

/// Runs a test, then checks this pallet's invariants.
pub fn execute(test: impl FnOnce()) {
	new_test_ext().execute_with(|| {
		test();
		EvmPrecompiles::do_try_state().unwrap();
	});
}
