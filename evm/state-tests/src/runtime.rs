// SPDX-License-Identifier: Apache-2.0

//! A FRAME runtime with pallet-evm, its block as the fixture says.

use crate::{
	fixture::{AccountState, Environment, State},
	ledger,
};
use frame_support::{
	derive_impl, parameter_types,
	traits::{ConstU32, Get},
	weights::Weight,
};
use openledger_evm_primitives::{Evm as _, EvmTransaction, Execution, Invalid};
use openledger_primitives_account::AccountId;
use pallet_evm::{AccountStore, BlockContext, Fork};
use sp_core::{H160, H256, U256};
use sp_io::{hashing::keccak_256, TestExternalities};
use sp_runtime::{traits::IdentityLookup, BuildStorage};

/// The pallets.
#[frame_support::runtime]
mod inner {
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
	pub struct Runtime;

	#[runtime::pallet_index(0)]
	pub type System = frame_system;
	#[runtime::pallet_index(1)]
	pub type Ledger = crate::ledger;
	#[runtime::pallet_index(2)]
	pub type Evm = pallet_evm;
}

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Runtime {
	type AccountId = AccountId;
	type Lookup = IdentityLookup<AccountId>;
	type Block = frame_system::mocking::MockBlockU32<Runtime>;
}

impl ledger::Config for Runtime {}

parameter_types! {
	/// The block, of the thread's current case; before the first one, with room for a transfer.
	pub static Block: Environment = Environment { gas_limit: 30_000_000, ..Default::default() };
	/// The fork of the thread's current case.
	pub static Rules: Fork = Fork::Osaka;
	/// Not used: nothing is dispatched by weight.
	pub const WeightPerGas: Weight = Weight::from_parts(1, 0);
}

/// Chain id of the case.
pub struct ChainId;
impl Get<u64> for ChainId {
	fn get() -> u64 {
		Block::get().chain_id
	}
}

/// Base fee of the case's block.
pub struct BaseFee;
impl Get<U256> for BaseFee {
	fn get() -> U256 {
		Block::get().base_fee.into()
	}
}

/// Gas limit of the case's block.
pub struct GasLimit;
impl Get<u64> for GasLimit {
	fn get() -> u64 {
		Block::get().gas_limit
	}
}

/// No gas for storage growth: Ethereum's rules alone.
pub struct StorageGrowth;
impl Get<Option<u64>> for StorageGrowth {
	fn get() -> Option<u64> {
		None
	}
}

/// The rest of the case's block.
pub struct Context;
impl BlockContext for Context {
	fn number() -> u64 {
		Block::get().number
	}
	fn timestamp() -> u64 {
		Block::get().timestamp
	}
	fn coinbase() -> H160 {
		Block::get().coinbase
	}
	fn prevrandao() -> H256 {
		Block::get().prevrandao
	}
	/// Fixtures take the hash of the number in decimal digits.
	fn block_hash(number: u64) -> Option<H256> {
		Some(H256(keccak_256(number.to_string().as_bytes())))
	}
	fn difficulty() -> U256 {
		Block::get().difficulty
	}
	fn blob_base_fee() -> u128 {
		blob_base_fee(Block::get().excess_blob_gas, Rules::get())
	}
}

impl pallet_evm::Config for Runtime {
	type Accounts = Ledger;
	type AccountMapping = ();
	type BlockContext = Context;
	type BaseFee = BaseFee;
	type MinimumBaseFee = BaseFee;
	type ChainId = ChainId;
	type BlockGasLimit = GasLimit;
	type WeightPerGas = WeightPerGas;
	type StorageGrowth = StorageGrowth;
	// Forks before Spurious Dragon have no limit.
	type MaxCodeSize = ConstU32<{ 16 << 20 }>;
	type Precompiles = ();
	type WeightInfo = ();
}

/// EIP-4844's price of a blob's gas: an approximation of `e^(excess / fraction)` by its series, with the
/// fraction of the fork (EIP-7691).
fn blob_base_fee(excess: u64, fork: Fork) -> u128 {
	let fraction = U256::from(if fork >= Fork::Prague { 5_007_716_u64 } else { 3_338_477 });
	let mut sum = U256::zero();
	let mut term = fraction;
	for step in 1_u64.. {
		if term.is_zero() {
			break;
		}
		sum = sum.saturating_add(term);
		let Some(next) = term.checked_mul(excess.into()) else { return u128::MAX };
		term = next / (fraction * U256::from(step));
	}
	u128::try_from(sum / fraction).unwrap_or(u128::MAX)
}

/// A chain whose database (not the changes on top of it) holds a state.
///
/// # Panics
/// The state does not fit the pallet: code of more than 16 MiB.
pub fn new_chain(state: &State) -> TestExternalities {
	// As the chain's runtime does: precompiles compute by the host functions.
	openledger_evm_host::install();
	let storage = frame_system::GenesisConfig::<Runtime>::default().build_storage();
	let mut chain = TestExternalities::new(storage.unwrap_or_default());
	chain.execute_with(|| {
		for (address, account) in state {
			// All accounts of a fixture exist, also those that are empty.
			Ledger::retain(address).expect("no limit");
			Ledger::set_nonce(address, account.nonce).expect("no limit");
			Ledger::increase(address, account.balance).expect("it had none");
			Evm::set_code(address, account.code.clone()).expect("the code fits");
			for (slot, value) in &account.storage {
				Evm::set_storage(address, *slot, *value);
			}
		}
	});
	chain.commit_all().expect("no transaction is open");
	chain
}

/// Executes a transaction in a block by the rules of a fork.
///
/// # Errors
/// Why the pallet refuses it.
pub fn execute(
	environment: &Environment,
	fork: Fork,
	transaction: &EvmTransaction,
) -> Result<Execution, Invalid> {
	Block::set(environment.clone());
	Rules::set(fork);
	Evm::set_fork(fork);
	Evm::execute(transaction)
}

/// All accounts, read from storage.
pub fn state() -> State {
	let mut state = State::new();
	let mut at = |address: H160, write: &dyn Fn(&mut AccountState)| {
		write(state.entry(address).or_default());
	};
	for (address, entry) in ledger::Accounts::<Runtime>::iter() {
		at(address, &|account| {
			account.nonce = entry.nonce;
			account.balance = entry.balance;
		});
	}
	for address in pallet_evm::AccountCodes::<Runtime>::iter_keys() {
		at(address, &|account| account.code = Evm::code_of(&address));
	}
	for (address, slot, value) in pallet_evm::AccountStorages::<Runtime>::iter() {
		at(address, &|account| {
			account.storage.insert(slot, value);
		});
	}
	state
}

/// Checks that nothing was minted or lost, and the pallet's own invariants.
///
/// # Errors
/// What does not hold.
pub fn check(pre: &State, post: &State) -> Result<(), String> {
	let sum = |state: &State| {
		let add = |sum: U256, account: &AccountState| sum.overflowing_add(account.balance).0;
		state.values().fold(U256::zero(), add)
	};
	let settled = ledger::Settled::<Runtime>::get();
	if sum(post).overflowing_add(settled).0 != sum(pre) {
		let lost = sum(pre).overflowing_sub(sum(post)).0;
		return Err(format!("accounts lost {lost} wei, {settled} were settled"));
	}
	#[cfg(feature = "try-runtime")]
	<Evm as frame_support::traits::Hooks<u32>>::try_state(0)
		.map_err(|error| format!("try_state: {error:?}"))?;
	Ok(())
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn the_price_of_blobs_follows_the_excess() {
		// Examples of EIP-4844's reference tests.
		for (excess, price) in [(0, 1), (2_314_057, 1), (2_314_058, 2), (10 * 1024 * 1024, 23)] {
			assert_eq!(blob_base_fee(excess, Fork::Cancun), price);
		}
		assert_eq!(blob_base_fee(10 * 1024 * 1024, Fork::Prague), 8);
		assert_eq!(blob_base_fee(u64::MAX, Fork::Cancun), u128::MAX);
	}

	#[test]
	fn a_state_is_read_back_as_it_was_written() {
		let account = AccountState {
			nonce: u64::MAX,
			balance: U256::MAX,
			code: vec![0xef; 30_000],
			storage: [(H256::repeat_byte(1), H256::repeat_byte(2))].into(),
		};
		let state =
			State::from([(H160::zero(), AccountState::default()), (H160::repeat_byte(7), account)]);
		let mut chain = new_chain(&state);
		chain.execute_with(|| assert_eq!(super::state(), state));
		chain.reset_overlay();
		chain.execute_with(|| assert_eq!(super::state(), state));
	}
}
