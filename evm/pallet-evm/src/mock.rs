// SPDX-License-Identifier: Apache-2.0
//! Test runtime: system, balances, the address map, the EVM, and three precompiles.

use crate as pallet_evm;
use crate::{BlockContext, FungibleBalances};
use frame_support::{
	derive_impl, parameter_types,
	traits::{fungible::Credit, ConstU128, ConstU32, ConstU64, Hooks, Imbalance, OnUnbalanced},
	weights::Weight,
};
use openledger_evm_primitives::{
	Evm as _, EvmTransaction, Execution, PrecompileCall, PrecompileFailure, PrecompileKind,
	PrecompileResult, PrecompileSet, TransactionKind,
};
use openledger_primitives::Balance;
use openledger_primitives_account::{eth_account, AccountId};
use sp_core::{H160, H256, U256};
use sp_runtime::{traits::IdentityLookup, BuildStorage};

pub const ED: Balance = 10;
pub const COINBASE: H160 = H160::repeat_byte(0xC0);
pub const ALICE: H160 = H160::repeat_byte(0xA1);
pub const BOB: H160 = H160::repeat_byte(0xB0);
/// An account that carries no address.
pub const SUB: AccountId = AccountId::new([7; 32]);
pub const CHAIN_ID: u64 = 42;
pub const BLOCK_FEE: u64 = 7;
/// What Alice, Bob and the Substrate account start with.
pub const FORTUNE: Balance = 1_000_000_000_000_000;

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
	#[runtime::pallet_index(51)]
	pub type Evm = pallet_evm;
}

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
	type AccountId = AccountId;
	type Lookup = IdentityLookup<AccountId>;
	type Nonce = u32;
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

parameter_types! {
	/// Base fee of the block.
	pub static BaseFee: U256 = BLOCK_FEE.into();
	pub LeastBaseFee: U256 = 5u64.into();
	/// Gas per byte of new storage.
	pub static StorageGrowth: Option<u64> = None;
	/// Base fees that were collected.
	pub static Collected: Balance = 0;
	/// Weight of one gas.
	pub const WeightPerGas: Weight = Weight::from_parts(20_000, 0);
}

/// Counts what it gets, and burns it.
pub struct Collect;
impl OnUnbalanced<Credit<AccountId, Balances>> for Collect {
	fn on_nonzero_unbalanced(credit: Credit<AccountId, Balances>) {
		Collected::mutate(|sum| *sum += credit.peek());
	}
}

/// Block 100.
pub struct Block;
impl BlockContext for Block {
	fn number() -> u64 {
		100
	}
	fn timestamp() -> u64 {
		1_700_000_000
	}
	fn coinbase() -> H160 {
		COINBASE
	}
	fn prevrandao() -> H256 {
		H256::repeat_byte(9)
	}
	fn block_hash(number: u64) -> Option<H256> {
		Some(H256::from_low_u64_be(number))
	}
}

impl pallet_evm::Config for Test {
	type Accounts = FungibleBalances<Test, Balances, Collect>;
	type AccountMapping = EvmAccounts;
	type BlockContext = Block;
	type BaseFee = BaseFee;
	type MinimumBaseFee = LeastBaseFee;
	type ChainId = ConstU64<CHAIN_ID>;
	type BlockGasLimit = ConstU64<75_000_000>;
	type WeightPerGas = WeightPerGas;
	type StorageGrowth = StorageGrowth;
	type MaxCodeSize = ConstU32<24_576>;
	type Precompiles = Set;
	type WeightInfo = ();
}

/// Stateful: the first byte of the input says what to do.
pub const BANK: H160 = precompile(0x800);
/// View: balance of the caller, as the chain has it.
pub const VIEW: H160 = precompile(0x801);
/// Switched off.
pub const OFF: H160 = precompile(0x802);

const fn precompile(number: u16) -> H160 {
	let mut bytes = [0u8; 20];
	let [high, low] = number.to_be_bytes();
	bytes[18] = high;
	bytes[19] = low;
	H160(bytes)
}

/// What [`BANK`] does.
#[repr(u8)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Op {
	/// Counts one up, and answers with the count.
	Count = 0,
	/// Counts one up, then reverts.
	CountAndRevert = 1,
	/// Counts one up, then takes all gas.
	CountAndBurn = 2,
	/// Moves 100 plancks of the caller to Bob by a native transfer, and counts one up.
	Pay = 3,
	/// Tries to run the EVM; answers 1 if it was refused.
	Reenter = 4,
	/// Moves 100 plancks of Bob to the caller as the EVM does, and counts one up.
	Collect = 5,
	/// Logs.
	Log = 6,
}

const COUNTER: &[u8] = b"counter";

/// How often [`BANK`] has counted.
pub fn counted() -> u64 {
	frame_support::storage::unhashed::get_or_default(COUNTER)
}

pub struct Set;
impl PrecompileSet for Set {
	fn addresses() -> Vec<H160> {
		vec![BANK, VIEW, OFF]
	}

	fn kind(address: H160) -> Option<PrecompileKind> {
		if address == BANK {
			Some(PrecompileKind::Stateful)
		} else if address == VIEW {
			Some(PrecompileKind::View)
		} else {
			None
		}
	}

	fn run(call: &mut PrecompileCall<'_>) -> PrecompileResult {
		call.charge(1_000)?;
		let word = |number: u64| H256::from_low_u64_be(number).0.to_vec();
		let pay = |from: H160, to: H160| {
			let origin = RuntimeOrigin::signed(crate::mock::EvmAccounts::resolve(from));
			Balances::transfer_allow_death(origin, crate::mock::EvmAccounts::resolve(to), 100)
				.map_err(|_| PrecompileFailure::Revert(b"transfer".to_vec()))
		};
		let count = || frame_support::storage::unhashed::put(COUNTER, &(counted() + 1));
		if call.address == VIEW {
			// A view that writes: nothing of it may stay.
			count();
			return Ok(word(Evm::rpc_account(call.caller).balance.low_u64()));
		}
		if call.is_static && call.input.first() == Some(&0xFF) {
			return Err(PrecompileFailure::Revert(b"static".to_vec()));
		}
		match call.input.first() {
			Some(0) => count(),
			Some(1) => {
				count();
				return Err(PrecompileFailure::Revert(b"as asked".to_vec()));
			},
			Some(2) => {
				count();
				return Err(PrecompileFailure::OutOfGas);
			},
			Some(3) => {
				count();
				pay(call.caller, BOB)?;
			},
			Some(4) => {
				let refused = Evm::execute(&transfer(BOB, ALICE, 1)).is_err();
				let who = RuntimeOrigin::signed(eth_account(BOB));
				let call = Evm::call(
					who,
					BOB,
					ALICE,
					vec![],
					U256::one(),
					21_000,
					100.into(),
					None,
					vec![],
				);
				let refused = refused && call.is_err();
				return Ok(word(refused.into()));
			},
			Some(5) => {
				count();
				Evm::transfer(&BOB, &call.caller, 100.into())
					.map_err(|_| PrecompileFailure::Revert(b"transfer".to_vec()))?;
			},
			Some(6) => call.log(vec![H256::repeat_byte(1)], b"bank".to_vec()),
			_ => return Err(PrecompileFailure::Revert(b"unknown".to_vec())),
		}
		Ok(word(counted()))
	}

	fn weight_to_gas(weight: Weight) -> u64 {
		weight.ref_time() / 20_000
	}
}

/// A transaction with the sender's next nonce, one million gas and a tip of 2.
pub fn transaction(from: H160, to: Option<H160>, value: u128, input: Vec<u8>) -> EvmTransaction {
	EvmTransaction {
		kind: TransactionKind::DynamicFee,
		from,
		to,
		value: value.into(),
		input,
		gas_limit: 1_000_000,
		max_fee_per_gas: 100.into(),
		max_priority_fee_per_gas: 2.into(),
		nonce: Evm::rpc_account(from).nonce,
		chain_id: Some(CHAIN_ID),
		..Default::default()
	}
}

/// A plain transfer.
pub fn transfer(from: H160, to: H160, value: u128) -> EvmTransaction {
	EvmTransaction { gas_limit: 21_000, ..transaction(from, Some(to), value, vec![]) }
}

/// Sends a transaction of Alice with an amount of gas.
pub fn send(to: Option<H160>, value: u128, input: Vec<u8>, gas_limit: u64) -> Execution {
	let tx = EvmTransaction { gas_limit, ..transaction(ALICE, to, value, input) };
	Evm::execute(&tx).unwrap()
}

/// Calls a contract as Alice.
pub fn call(to: H160, value: u128, input: Vec<u8>) -> Execution {
	send(Some(to), value, input, 1_000_000)
}

/// What the EVM sees of an account.
pub fn balance(address: H160) -> u128 {
	Evm::rpc_account(address).balance.as_u128()
}

/// Places code at an address, as a contract has it.
pub fn place(address: H160, code: Vec<u8>) {
	use crate::AccountStore;
	<Test as pallet_evm::Config>::Accounts::retain(&address).unwrap();
	<Test as pallet_evm::Config>::Accounts::set_nonce(&address, 1).unwrap();
	Evm::set_code(&address, code).unwrap();
}

/// All plancks there are: in accounts, and dust.
pub fn existing() -> Balance {
	let accounts: Balance = System::account_iter().map(|data| data.free + data.reserved).sum();
	accounts + pallet_evm::Dust::<Test>::iter_values().sum::<Balance>()
}

trait AccountIter {
	fn account_iter() -> Box<dyn Iterator<Item = pallet_balances::AccountData<Balance>>>;
}
impl AccountIter for System {
	fn account_iter() -> Box<dyn Iterator<Item = pallet_balances::AccountData<Balance>>> {
		Box::new(frame_system::Account::<Test>::iter_values().map(|info| info.data))
	}
}

/// Base fees of all transactions, after the block has ended.
pub fn collected() -> Balance {
	<Evm as Hooks<u32>>::on_finalize(System::block_number());
	Collected::get()
}

/// Builds the state that tests start from.
pub struct ExtBuilder;

impl ExtBuilder {
	pub fn build() -> sp_io::TestExternalities {
		let storage = RuntimeGenesisConfig {
			balances: pallet_balances::GenesisConfig {
				balances: vec![
					(eth_account(ALICE), FORTUNE),
					(eth_account(BOB), FORTUNE),
					(SUB, FORTUNE),
				],
				..Default::default()
			},
			..Default::default()
		};
		let mut ext = sp_io::TestExternalities::new(storage.build_storage().unwrap());
		ext.execute_with(|| {
			System::set_block_number(1);
			BaseFee::set(BLOCK_FEE.into());
			StorageGrowth::set(None);
			Collected::set(0);
		});
		ext
	}

	/// Runs a test, then checks every invariant.
	pub fn build_and_execute(test: impl FnOnce()) {
		Self::build().execute_with(|| {
			test();
			check_all();
		});
	}
}

/// Invariants of the pallet and conservation of plancks.
pub fn check_all() {
	collected();
	Evm::do_try_state().unwrap();
	assert_eq!(existing(), Balances::total_issuance());
	for dust in pallet_evm::Dust::<Test>::iter_values() {
		assert!(dust > 0 && dust < ED);
	}
	for (address, _) in pallet_evm::AccountCodes::<Test>::iter() {
		assert!(pallet_evm::Retained::<Test>::contains_key(address));
	}
	for address in pallet_evm::Retained::<Test>::iter_keys() {
		assert!(System::sufficients(&EvmAccounts::resolve(address)) > 0);
	}
}

#[cfg(feature = "runtime-benchmarks")]
pub fn new_test_ext() -> sp_io::TestExternalities {
	ExtBuilder::build()
}
