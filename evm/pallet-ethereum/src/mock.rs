// SPDX-License-Identifier: Apache-2.0
//! Test runtime: system and this pallet over a ledger that moves value, logs and reverts on demand.

use crate as pallet_ethereum;
use crate::{BlockHashes, Pallet};
use codec::Decode;
use frame_support::{
	derive_impl, parameter_types,
	traits::{ConstU32, Contains, Hooks},
	weights::Weight,
};
use frame_system::EnsureRoot;
use openledger_evm_primitives::{
	block::{digest_hash, record_key},
	Account, BlockRecord, Evm, EvmTransaction, Execution, ExitReason, Invalid, Log,
};
use sp_core::{
	offchain::{testing::TestOffchainExt, OffchainDbExt, OffchainWorkerExt},
	H160, H256, U256,
};
use sp_keystore::{testing::MemoryKeystore, KeystoreExt};
use sp_runtime::BuildStorage;
use std::collections::BTreeMap;

pub const CHAIN_ID: u64 = 42;
pub const BASE_FEE: u64 = 1_000_000_000;
/// Least base fee.
pub const LEAST_FEE: u64 = BASE_FEE / 8;
pub const GAS_LIMIT: u64 = 200_000;
/// What transactions use.
pub const USED: u64 = 21_000;
/// What they take before refunds.
pub const SPENT: u64 = 26_000;
/// First byte of an input that reverts.
pub const REVERT: u8 = 0xfe;
/// First byte of an input that logs what follows.
pub const LOG: u8 = 0xa0;

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
	#[runtime::pallet_index(52)]
	pub type Ethereum = pallet_ethereum;
}

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
	type Block = frame_system::mocking::MockBlock<Test>;
	type BaseCallFilter = Filter;
}

parameter_types! {
	/// Whether the runtime filters everything.
	pub static Filtered: bool = false;
}

/// What safe mode is to a runtime.
pub struct Filter;
impl Contains<RuntimeCall> for Filter {
	fn contains(_: &RuntimeCall) -> bool {
		!Filtered::get()
	}
}

parameter_types! {
	/// Nonces and balances.
	pub static Ledger: BTreeMap<H160, Account> = BTreeMap::new();
	/// Seconds since 1970.
	pub static Clock: u64 = 1_700_000_000;
	/// The transaction that ran last.
	pub static LastRun: Option<EvmTransaction> = None;
	/// Whether unprotected transactions are taken.
	pub static Unprotected: bool = false;
}

/// Moves value, logs and reverts.
pub struct LedgerEvm;

impl LedgerEvm {
	/// Takes balance and nonce of an address away.
	pub fn forget(address: H160) {
		Ledger::mutate(|all| all.remove(&address));
	}

	/// Gives an address money.
	pub fn endow(address: H160) {
		Ledger::mutate(|all| {
			all.entry(address).or_default().balance = U256::from(10).pow(24.into());
		});
	}

	/// What `validate` promises, at a base fee.
	fn check(transaction: &EvmTransaction, base_fee: u64) -> Result<(), Invalid> {
		let account = Self::account(transaction.from);
		if transaction.gas_limit < USED {
			return Err(Invalid::IntrinsicGas);
		}
		if transaction.gas_limit > GAS_LIMIT {
			return Err(Invalid::GasLimitTooHigh);
		}
		if transaction.max_fee_per_gas < base_fee.into() {
			return Err(Invalid::FeeCapTooLow);
		}
		let cost = transaction.max_fee_per_gas * transaction.gas_limit + transaction.value;
		if account.balance < cost {
			return Err(Invalid::InsufficientFunds);
		}
		match transaction.nonce.cmp(&account.nonce) {
			std::cmp::Ordering::Less => Err(Invalid::NonceTooLow),
			std::cmp::Ordering::Equal => Ok(()),
			std::cmp::Ordering::Greater => Err(Invalid::NonceTooHigh),
		}
	}
}

impl Evm for LedgerEvm {
	fn chain_id() -> u64 {
		CHAIN_ID
	}
	fn account(address: H160) -> Account {
		Ledger::get().get(&address).copied().unwrap_or_default()
	}
	fn base_fee() -> U256 {
		BASE_FEE.into()
	}
	fn block_gas_limit() -> u64 {
		GAS_LIMIT
	}
	fn gas_to_weight(gas: u64) -> Weight {
		Weight::from_parts(gas * 10_000, 0)
	}
	fn coinbase() -> H160 {
		H160::repeat_byte(0xC0)
	}
	fn prevrandao() -> H256 {
		H256::repeat_byte(9)
	}

	fn validate(transaction: &EvmTransaction) -> Result<(), Invalid> {
		Self::check(transaction, BASE_FEE)
	}

	fn validate_for_pool(transaction: &EvmTransaction) -> Result<(), Invalid> {
		Self::check(transaction, LEAST_FEE)
	}

	fn execute(transaction: &EvmTransaction) -> Result<Execution, Invalid> {
		Self::validate(transaction)?;
		LastRun::set(Some(transaction.clone()));
		let reverts = transaction.input.first() == Some(&REVERT);
		let moved = if reverts { U256::zero() } else { transaction.value };
		let price = transaction
			.max_fee_per_gas
			.min(Self::base_fee() + transaction.max_priority_fee_per_gas);
		Ledger::mutate(|all| {
			let sender = all.entry(transaction.from).or_default();
			sender.nonce += 1;
			sender.balance -= moved + price * USED;
			let to = transaction.to.unwrap_or(H160::repeat_byte(0xDD));
			all.entry(to).or_default().balance += moved;
		});
		let logs = match transaction.input.split_first() {
			Some((&LOG, data)) => vec![Log {
				address: transaction.to.unwrap_or_default(),
				topics: vec![H256::repeat_byte(1), H256::repeat_byte(2)],
				data: data.to_vec(),
			}],
			_ => Vec::new(),
		};
		Ok(Execution {
			exit: if reverts { ExitReason::Revert } else { ExitReason::Succeed },
			output: if reverts { transaction.input.clone() } else { Vec::new() },
			gas_used: USED,
			gas_spent: SPENT,
			logs,
			created: transaction.to.is_none().then(|| H160::repeat_byte(0xDD)),
			effective_gas_price: price,
		})
	}
}

impl pallet_ethereum::Config for Test {
	type Evm = LedgerEvm;
	type Timestamp = Clock;
	type AllowUnprotected = Unprotected;
	type MaxTransactionBytes = ConstU32<131_072>;
	type PauseOrigin = EnsureRoot<u64>;
	type WeightInfo = ();
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = LedgerEvm;
}

#[cfg(feature = "runtime-benchmarks")]
impl pallet_ethereum::BenchmarkHelper for LedgerEvm {
	fn endow(address: H160) {
		Self::endow(address);
	}
}

/// The state that tests start from: block 1 has begun.
pub fn new_test_ext() -> sp_io::TestExternalities {
	Ledger::set(BTreeMap::new());
	Unprotected::set(false);
	let mut ext =
		sp_io::TestExternalities::new(RuntimeGenesisConfig::default().build_storage().unwrap());
	let (offchain, _) = TestOffchainExt::new();
	ext.register_extension(OffchainDbExt::new(offchain.clone()));
	ext.register_extension(OffchainWorkerExt::new(offchain));
	ext.register_extension(KeystoreExt::new(MemoryKeystore::new()));
	ext.execute_with(|| begin(1));
	ext
}

/// Runs a test, then checks every invariant.
pub fn build_and_execute(test: impl FnOnce()) {
	new_test_ext().execute_with(|| {
		test();
		Ethereum::do_try_state().unwrap();
	});
}

/// Begins a block.
pub fn begin(number: u64) {
	System::reset_events();
	System::initialize(&number, &Default::default(), &Default::default());
	Ethereum::on_initialize(number);
}

/// Ends the block: its Ethereum hash.
pub fn end() -> H256 {
	let number = System::block_number();
	Ethereum::on_finalize(number);
	let hash = digest_hash(&System::digest()).expect("every block has a hash");
	assert_eq!(BlockHashes::<Test>::get(number), Some(hash));
	assert_eq!(Pallet::<Test>::block_hash(number), Some(hash));
	hash
}

/// What a block writes into the off-chain index.
pub fn indexed(ext: &mut sp_io::TestExternalities, hash: H256) -> Option<BlockRecord> {
	ext.persist_offchain_overlay();
	let key = record_key(&hash);
	let db = ext.offchain_db();
	let value = sp_core::offchain::OffchainStorage::get(&db, b"", &key);
	value.map(|bytes| BlockRecord::decode(&mut &bytes[..]).expect("records decode"))
}
