// SPDX-License-Identifier: Apache-2.0
//! What can be wrong with a transaction before it runs.

use crate::{
	pallet::*,
	vm::{convert::to_tx, fit, Setup},
	AccountStore, Fork,
};
use frame_support::{ensure, traits::Get};
use openledger_evm_primitives::{EvmTransaction, Invalid, TransactionKind};
use revm::context::{Cfg, TxEnv};
use sp_core::{H160, U256};

/// First bytes of the code of an EIP-7702 account; the address that it delegates to follows.
const DELEGATION: [u8; 3] = [0xef, 0x01, 0x00];

/// Length of that code.
const DELEGATION_LEN: u32 = 23;

impl<T: Config> Pallet<T> {
	/// Fork whose rules hold.
	pub fn fork() -> Fork {
		CurrentFork::<T>::get()
	}

	/// Changes the fork. For tests; a chain does so by migration.
	pub fn set_fork(fork: Fork) {
		CurrentFork::<T>::put(fork);
	}

	/// Most gas of a transaction: EIP-7825's 2²⁴ from Osaka on, and never more than a block's.
	pub fn transaction_gas_limit() -> u64 {
		let cap = Setup::terms::<T>(Self::fork()).cfg.tx_gas_limit_cap();
		cap.min(T::BlockGasLimit::get())
	}

	/// Whether an address has code that is no delegation (EIP-3607).
	pub(crate) fn has_own_code(address: &H160) -> bool {
		match AccountCodes::<T>::get(address) {
			Some(meta) if meta.size == DELEGATION_LEN => {
				!Self::code_by_hash(&meta.hash).starts_with(&DELEGATION)
			},
			Some(_) => true,
			None => Self::is_precompile(address),
		}
	}

	/// All rules of the current block; nonce order is last.
	pub(crate) fn do_validate(transaction: &EvmTransaction) -> Result<(), Invalid> {
		let fork = Self::fork();
		Self::check(transaction, &to_tx(transaction)?, &Setup::terms::<T>(fork), fork)
	}

	/// All rules of a block with the least base fee; nonce order is last.
	pub(crate) fn do_validate_for_pool(transaction: &EvmTransaction) -> Result<(), Invalid> {
		let fork = Self::fork();
		let mut setup = Setup::terms::<T>(fork);
		setup.block.basefee = setup.block.basefee.min(fit(T::MinimumBaseFee::get()));
		Self::check(transaction, &to_tx(transaction)?, &setup, fork)
	}

	/// All rules, in geth's order. What a setup switches off is not checked.
	pub(crate) fn check(
		transaction: &EvmTransaction,
		tx: &TxEnv,
		setup: &Setup,
		fork: Fork,
	) -> Result<(), Invalid> {
		Self::check_form(transaction, setup, fork)?;
		Self::check_gas(transaction, tx, setup, fork)?;
		Self::check_sender(transaction, setup)
	}

	fn check_form(transaction: &EvmTransaction, setup: &Setup, fork: Fork) -> Result<(), Invalid> {
		match transaction.chain_id {
			Some(id) => ensure!(id == setup.cfg.chain_id, Invalid::ChainId),
			None => ensure!(transaction.kind == TransactionKind::Legacy, Invalid::ChainId),
		}
		let since = match transaction.kind {
			TransactionKind::Legacy => Fork::Frontier,
			TransactionKind::AccessList => Fork::Berlin,
			TransactionKind::DynamicFee => Fork::London,
			TransactionKind::SetCode => Fork::Prague,
		};
		ensure!(fork >= since, Invalid::TypeNotSupported);
		ensure!(
			transaction.max_priority_fee_per_gas <= transaction.max_fee_per_gas,
			Invalid::TipAboveFeeCap
		);
		if transaction.kind == TransactionKind::SetCode {
			ensure!(
				transaction.to.is_some() && !transaction.authorization_list.is_empty(),
				Invalid::Authorizations
			);
		}
		ensure!(transaction.nonce < u64::MAX, Invalid::NonceMax);
		Ok(())
	}

	fn check_gas(
		transaction: &EvmTransaction,
		tx: &TxEnv,
		setup: &Setup,
		fork: Fork,
	) -> Result<(), Invalid> {
		ensure!(
			transaction.gas_limit <= setup.cfg.tx_gas_limit_cap(),
			Invalid::TransactionGasLimit
		);
		ensure!(transaction.gas_limit <= setup.block.gas_limit, Invalid::GasLimitTooHigh);
		if fork >= Fork::Shanghai && transaction.to.is_none() {
			ensure!(
				transaction.input.len() <= setup.cfg.max_initcode_size(),
				Invalid::InitCodeTooLarge
			);
		}
		let gas = setup.cfg.gas_params().initial_tx_gas_for_tx(tx, None);
		ensure!(gas.initial_regular_gas() <= transaction.gas_limit, Invalid::IntrinsicGas);
		if fork >= Fork::Prague {
			ensure!(gas.floor_gas() <= transaction.gas_limit, Invalid::IntrinsicGas);
		}
		ensure!(tx.gas_price >= u128::from(setup.block.basefee), Invalid::FeeCapTooLow);
		Ok(())
	}

	fn check_sender(transaction: &EvmTransaction, setup: &Setup) -> Result<(), Invalid> {
		let from = &transaction.from;
		ensure!(!Self::has_own_code(from), Invalid::SenderNotEoa);
		let account = T::Accounts::get(from).unwrap_or_default();
		let ordered = !setup.cfg.disable_nonce_check;
		ensure!(!ordered || transaction.nonce >= account.nonce, Invalid::NonceTooLow);
		let cost = U256::from(transaction.gas_limit)
			.checked_mul(transaction.max_fee_per_gas)
			.and_then(|gas| gas.checked_add(transaction.value))
			.ok_or(Invalid::Overflow)?;
		ensure!(account.balance >= cost, Invalid::InsufficientFunds);
		ensure!(!ordered || transaction.nonce == account.nonce, Invalid::NonceTooHigh);
		Ok(())
	}
}
