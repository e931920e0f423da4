// SPDX-License-Identifier: Apache-2.0
//! Running transactions.

use crate::{
	pallet::*,
	vm::{
		commit::commit,
		convert::{effective_price, from_address, from_evm_error, from_halt, from_log, to_tx},
		Machine, Overlay, Setup,
	},
	AccountStore, BlockContext, Fork,
};
use frame_support::{
	ensure,
	storage::{
		transactional::{is_transactional, with_transaction_unchecked},
		with_storage_layer,
	},
	traits::Get,
	weights::Weight,
};
use openledger_evm_primitives::{
	Account, Evm, EvmTransaction, Execution, ExitReason, Invalid, Log,
};
use revm::context::result::{ExecutionResult, HaltReason};
use sp_core::{H160, H256, U256};
use sp_runtime::{DispatchResult, TransactionOutcome};

impl<T: Config> Pallet<T> {
	/// Weight of an amount of gas.
	pub(crate) fn weight_of(gas: u64) -> Weight {
		T::WeightPerGas::get().saturating_mul(gas)
	}

	/// Moves plancks between addresses outside of a transaction, or in a precompile, as the EVM does:
	/// any amount, and no remainder is lost, while a transfer of `pallet-balances` reaps an account
	/// that keeps less than the existential deposit.
	///
	/// # Errors
	/// There is less than the amount, or it does not fit; nothing is moved then.
	pub fn transfer(from: &H160, to: &H160, amount: U256) -> DispatchResult {
		with_storage_layer(|| {
			T::Accounts::decrease(from, amount)?;
			T::Accounts::increase(to, amount)
		})
	}

	/// Runs something with the EVM marked as running; not if it is running already.
	pub(crate) fn guarded<R>(run: impl FnOnce() -> R) -> Option<R> {
		if Running::<T>::exists() {
			return None;
		}
		Running::<T>::put(());
		let result = run();
		Running::<T>::kill();
		Some(result)
	}

	/// Checks a transaction and runs it.
	pub(crate) fn check_and_run(
		transaction: &EvmTransaction,
		setup: Setup,
		fork: Fork,
	) -> Result<Execution, Invalid> {
		Self::check(transaction, &to_tx(transaction)?, &setup, fork)?;
		Self::run(transaction, setup, fork)
	}

	/// Runs a checked transaction, and keeps what it changed when it ran, whatever its end. Where it did
	/// not run, the changes are rolled back: here, or with the layer of the call that this is part of and
	/// that fails with it. What the run itself depends on (nonce, balance, code of the sender, gas) the
	/// interpreter checks again.
	fn run(transaction: &EvmTransaction, setup: Setup, fork: Fork) -> Result<Execution, Invalid> {
		if is_transactional() {
			return Self::try_run(transaction, setup, fork);
		}
		with_transaction_unchecked(|| match Self::try_run(transaction, setup, fork) {
			Ok(execution) => TransactionOutcome::Commit(Ok(execution)),
			Err(invalid) => TransactionOutcome::Rollback(Err(invalid)),
		})
	}

	fn try_run(
		transaction: &EvmTransaction,
		setup: Setup,
		fork: Fork,
	) -> Result<Execution, Invalid> {
		let tx = to_tx(transaction)?;
		let base_fee = U256::from(setup.block.basefee);
		let price = effective_price(transaction, base_fee, fork);
		let (result, state, db) = Self::guarded(|| {
			let mut machine = Machine::<T>::new(setup, Overlay::default());
			let result = machine.transact(tx).map_err(from_evm_error)?;
			let (state, db) = machine.finish();
			Ok((result, state, db))
		})
		.ok_or(Invalid::Paused)??;
		let burnt = if fork >= Fork::London {
			base_fee.saturating_mul(result.tx_gas_used().into())
		} else {
			U256::zero()
		};
		commit(state, db, burnt).map_err(|error| {
			log::error!(target: "runtime::evm", "changes cannot be written: {error:?}");
			Invalid::Overflow
		})?;
		let execution = Self::execution(result, price);
		for log in &execution.logs {
			Self::deposit_event(Event::Log { log: log.clone() });
		}
		Ok(execution)
	}

	/// Runs a transaction of a block, and traces it where somebody asked for it.
	fn execute_with(
		transaction: &EvmTransaction,
		run: fn(&EvmTransaction, Setup, Fork) -> Result<Execution, Invalid>,
	) -> Result<Execution, Invalid> {
		ensure!(!Running::<T>::exists(), Invalid::Paused);
		let fork = Self::fork();
		let setup = Setup::current::<T>(fork);
		let trace = Self::trace_if_watched(transaction, &setup);
		let result = run(transaction, setup, fork);
		if let (Some(trace), true) = (trace, result.is_ok()) {
			Self::keep_trace(trace);
		}
		result
	}

	/// revm's result as ours.
	pub(crate) fn execution(
		result: ExecutionResult<HaltReason>,
		effective_gas_price: U256,
	) -> Execution {
		let gas_used = result.tx_gas_used();
		let gas_spent = result.gas().total_gas_spent();
		let created = result.created_address().map(|address| from_address(&address));
		let (exit, logs) = match &result {
			ExecutionResult::Success { .. } => (ExitReason::Succeed, true),
			ExecutionResult::Revert { .. } => (ExitReason::Revert, false),
			ExecutionResult::Halt { reason, .. } => (from_halt(reason), false),
		};
		let output = result.output().map(|bytes| bytes.to_vec()).unwrap_or_default();
		let logs = if logs {
			result.into_logs().into_iter().map(from_log).collect::<alloc::vec::Vec<Log>>()
		} else {
			Default::default()
		};
		let created = if exit == ExitReason::Succeed { created } else { None };
		Execution { exit, output, gas_used, gas_spent, logs, created, effective_gas_price }
	}
}

impl<T: Config> Evm for Pallet<T> {
	fn chain_id() -> u64 {
		T::ChainId::get()
	}

	fn account(address: H160) -> Account {
		T::Accounts::get(&address).unwrap_or_default()
	}

	fn base_fee() -> U256 {
		T::BaseFee::get()
	}

	fn block_gas_limit() -> u64 {
		T::BlockGasLimit::get()
	}

	fn gas_to_weight(gas: u64) -> Weight {
		Self::weight_of(gas)
	}

	fn coinbase() -> H160 {
		T::BlockContext::coinbase()
	}

	fn prevrandao() -> H256 {
		T::BlockContext::prevrandao()
	}

	fn record_block_hash(number: u64, hash: H256) {
		Self::do_record_block_hash(number, hash);
	}

	fn validate(transaction: &EvmTransaction) -> Result<(), Invalid> {
		Self::do_validate(transaction)
	}

	fn validate_for_pool(transaction: &EvmTransaction) -> Result<(), Invalid> {
		Self::do_validate_for_pool(transaction)
	}

	fn execute(transaction: &EvmTransaction) -> Result<Execution, Invalid> {
		Self::execute_with(transaction, Self::check_and_run)
	}

	fn execute_validated(transaction: &EvmTransaction) -> Result<Execution, Invalid> {
		Self::execute_with(transaction, Self::run)
	}
}
