// SPDX-License-Identifier: Apache-2.0

//! A runtime with the pallets of the value flow, wired to each other as the chain wires them.

use crate as openledger_evm_precompiles;
use crate::{address_of, kit::sol_address, Precompiles};
use alloc::{string::String, vec::Vec};
use alloy_primitives::{Address, U256};
use alloy_sol_types::{Revert, SolCall, SolError, SolEvent};
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
use openledger_evm_primitives::{
	Account, Evm, EvmTransaction, Execution, Invalid, Log, PrecompileCall, PrecompileFailure,
	PrecompileResult, PrecompileSet,
};
use openledger_primitives::{AttributionId, Balance, Hash, Timing, OPEN};
use openledger_primitives_account::AccountId;
use openledger_primitives_objects::SigningDomain;
use scale_info::TypeInfo;
use sp_core::{H160, H256};
use sp_runtime::{
	generic::UncheckedExtrinsic,
	traits::{BlakeTwo256, Convert, IdentityLookup},
	BuildStorage,
};

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
	};
	pub MockDomain: SigningDomain =
		SigningDomain { genesis: H256::repeat_byte(7), chain_id: CHAIN_ID };
	pub Treasury: AccountId = AccountId::new([0xAA; 32]);
	pub DecoySeed: Hash = Hash::repeat_byte(3);
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

/// The EVM as far as precompiles ask it.
pub struct MockEvm;
impl Evm for MockEvm {
	fn chain_id() -> u64 {
		CHAIN_ID
	}
	fn account(address: H160) -> Account {
		use frame_support::traits::{
			fungible::Inspect,
			tokens::{Fortitude, Preservation},
		};
		let account = EvmAccounts::resolve(address);
		let balance =
			Balances::reducible_balance(&account, Preservation::Expendable, Fortitude::Polite);
		Account { nonce: 0, balance: balance.into() }
	}
	fn base_fee() -> sp_core::U256 {
		unimplemented!()
	}
	fn block_gas_limit() -> u64 {
		unimplemented!()
	}
	fn gas_to_weight(_: u64) -> Weight {
		unimplemented!()
	}
	fn coinbase() -> H160 {
		unimplemented!()
	}
	fn prevrandao() -> H256 {
		unimplemented!()
	}
	fn validate(_: &EvmTransaction) -> Result<(), Invalid> {
		unimplemented!()
	}
	fn execute(_: &EvmTransaction) -> Result<Execution, Invalid> {
		unimplemented!()
	}
}

/// 50 million gas a second.
pub struct WeightToGas;
impl Convert<Weight, u64> for WeightToGas {
	fn convert(weight: Weight) -> u64 {
		weight.ref_time().div_ceil(20_000)
	}
}

impl crate::Config for Test {
	type Evm = MockEvm;
	type WeightToGas = WeightToGas;
	type Time = Timestamp;
	type SwitchOrigin = frame_system::EnsureRoot<AccountId>;
	type WeightInfo = ();
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
	fn members() -> Vec<(AccountId, AttributionId)> {
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
	type Randomness = MockRandomness;
	type Fetch = pallet_attribution::HostFetch<ConstBool<false>>;
	type Treasury = Treasury;
	type BatchDeposit = ConstU128<OPEN>;
	type MinBatchFee = ConstU128<1_000>;
	type DemandBond = ConstU128<OPEN>;
	type DemandPrice = ConstU128<OPEN>;
	type EquivocationSlash = ConstU32<100_000>;
	type WeightInfo = ();
}

impl pallet_rewards::Config for Test {
	type Currency = Balances;
	type Datasets = Datanets;
	type Models = Models;
	type Agents = Agents;
	type Treasury = Treasury;
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
		.map(|n| (EvmAccounts::resolve_eth(user(n)), RICHES))
		.chain([(substrate(), RICHES), (Treasury::get(), RICHES)])
		.collect();
	let storage = RuntimeGenesisConfig {
		balances: pallet_balances::GenesisConfig { balances, ..Default::default() },
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

/// The account of an Ethereum address, without looking at the map.
trait ResolveEth {
	fn resolve_eth(address: H160) -> AccountId;
}
impl ResolveEth for EvmAccounts {
	fn resolve_eth(address: H160) -> AccountId {
		openledger_primitives_account::eth_account(address)
	}
}

/// What a call of a precompile gave.
pub struct Outcome {
	pub result: PrecompileResult,
	pub logs: Vec<Log>,
	pub gas_used: u64,
}

/// A call of a precompile.
pub struct Caller {
	pub from: H160,
	pub is_static: bool,
	pub value: u64,
	pub gas: u64,
}

impl Caller {
	pub fn new(from: H160) -> Self {
		Self { from, is_static: false, value: 0, gas: GAS }
	}

	/// Calls with raw input; as the EVM does, undoes all changes of a failed call.
	pub fn raw(&self, number: u64, input: &[u8]) -> Outcome {
		let to = address_of(number);
		let mut call = PrecompileCall::new(
			to,
			self.from,
			self.from,
			self.value.into(),
			input,
			self.is_static,
			self.gas,
		);
		assert!(<Precompiles<Test> as PrecompileSet>::kind(to).is_some(), "no such precompile");
		let result = frame_support::storage::with_transaction(|| {
			let result = <Precompiles<Test> as PrecompileSet>::run(&mut call);
			let outcome = Ok::<_, sp_runtime::DispatchError>(result.clone());
			match result {
				Ok(_) => sp_runtime::TransactionOutcome::Commit(outcome),
				Err(_) => sp_runtime::TransactionOutcome::Rollback(outcome),
			}
		})
		.unwrap();
		let gas_used = self.gas - call.gas_left();
		Outcome { result, logs: call.take_logs(), gas_used }
	}

	/// Calls a function and gives what it returned.
	pub fn call<C: SolCall>(&self, number: u64, call: C) -> C::Return {
		self.logged(number, call).0
	}

	/// As [`Self::call`], with the logs.
	pub fn logged<C: SolCall>(&self, number: u64, call: C) -> (C::Return, Vec<Log>) {
		let outcome = self.raw(number, &call.abi_encode());
		match outcome.result {
			Ok(output) => (C::abi_decode_returns_validate(&output).unwrap(), outcome.logs),
			Err(PrecompileFailure::Revert(data)) => panic!("reverted: {}", reason(&data)),
			Err(PrecompileFailure::OutOfGas) => panic!("out of gas"),
		}
	}

	/// Why a call reverts; nothing may have changed.
	pub fn refused<C: SolCall>(&self, number: u64, call: C) -> String {
		self.refused_raw(number, &call.abi_encode())
	}

	/// As [`Self::refused`], with raw input.
	pub fn refused_raw(&self, number: u64, input: &[u8]) -> String {
		let root = || sp_io::storage::root(sp_runtime::StateVersion::V1);
		let before = root();
		let outcome = self.raw(number, input);
		assert_eq!(before, root(), "a refused call has changed state");
		match outcome.result {
			Err(PrecompileFailure::Revert(data)) => reason(&data),
			other => panic!("not reverted: {other:?}"),
		}
	}
}

/// The string in `Error(string)`.
pub fn reason(data: &[u8]) -> String {
	Revert::abi_decode_validate(data).unwrap().reason
}

/// Shorthand for a call of a user.
pub fn by(n: u8) -> Caller {
	Caller::new(user(n))
}

/// An address in Solidity's type.
pub fn sol(n: u8) -> Address {
	sol_address(user(n))
}

/// Plancks in Solidity's type.
pub fn amount(plancks: Balance) -> U256 {
	U256::from(plancks)
}

/// The only log, as an event.
pub fn only_event<E: SolEvent>(number: u64, logs: &[Log]) -> E {
	assert_eq!(logs.len(), 1);
	event(number, &logs[0])
}

/// A log as an event.
pub fn event<E: SolEvent>(number: u64, log: &Log) -> E {
	assert_eq!(log.address, address_of(number));
	let topics = log.topics.iter().map(|topic| alloy_primitives::B256::from(topic.0));
	E::decode_raw_log_validate(topics, &log.data).unwrap()
}
