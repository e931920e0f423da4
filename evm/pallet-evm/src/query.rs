// SPDX-License-Identifier: Apache-2.0
//! Questions that change nothing.

use crate::{
	pallet::*,
	vm::{
		convert::{
			from_evm_error, is_out_of_gas, to_access_list, to_address, to_authorizations, to_price,
			to_word,
		},
		Machine, Overlay, Setup,
	},
	AccountStore,
};
use alloc::vec::Vec;
use frame_support::{storage::transactional::with_transaction_unchecked, traits::Get};
use openledger_evm_primitives::{
	Account, CallError, CallOutcome, CallRequest, Invalid, Overrides, TransactionKind,
};
use revm::{
	context::{
		result::{ExecutionResult, HaltReason},
		TxEnv,
	},
	primitives::TxKind,
};
use sp_core::{H160, H256, U256};
use sp_runtime::TransactionOutcome;

/// Gas of a transfer without data, the least that any transaction uses.
const TRANSFER_GAS: u64 = 21_000;

/// Gas that a call with value gives its callee for free.
const CALL_STIPEND: u64 = 2_300;

/// What Frontier's `eth_estimateGas` says where `least` gas suffices and the call spends `spent` of the most,
/// `high`: its bisection ends once a step gains less than a tenth.
fn with_margin(least: u64, spent: u64, high: u64) -> u64 {
	let (mut low, mut top) = (TRANSFER_GAS, high);
	let mut middle = spent.saturating_mul(3).min(low.midpoint(high));
	while top.saturating_sub(low) > 1 {
		if middle < least {
			low = middle;
		} else {
			let gained = top.saturating_sub(middle);
			let enough = gained.saturating_mul(10) < top;
			top = middle;
			if enough {
				break;
			}
		}
		middle = low.midpoint(top);
	}
	top
}

impl<T: Config> Pallet<T> {
	/// Nonce and spendable balance.
	pub fn rpc_account(address: H160) -> Account {
		T::Accounts::get(&address).unwrap_or_default()
	}

	/// Code; for an EIP-7702 account its delegation.
	pub fn rpc_code(address: H160) -> Vec<u8> {
		Self::code_of(&address)
	}

	/// A storage slot.
	pub fn rpc_storage_at(address: H160, slot: H256) -> H256 {
		AccountStorages::<T>::get(address, slot)
	}

	/// Runs a call and changes nothing. At most `gas_cap` gas.
	///
	/// # Errors
	/// `Invalid`: it cannot start. `Overrides`: they contradict each other.
	pub fn rpc_call(
		request: &CallRequest,
		overrides: &Overrides,
		gas_cap: u64,
	) -> Result<CallOutcome, CallError> {
		let gas = request.gas.unwrap_or(gas_cap).min(gas_cap);
		let result = Self::simulate_once(request, overrides, gas)?;
		Ok(Self::outcome(result))
	}

	/// Gas limit with which a call succeeds: the least one with Frontier's margin, less than an eighth of
	/// it, so that what others change until the transaction runs seldom takes it out of gas. Errors are
	/// geth's.
	///
	/// # Errors
	/// `Reverted`, `Halted`: at the greatest limit there is. `GasRequiredExceeds`: that limit, which is
	/// the least of the request's, `gas_cap`, and what the sender can pay.
	pub fn rpc_estimate_gas(
		request: &CallRequest,
		overrides: &Overrides,
		gas_cap: u64,
	) -> Result<u64, CallError> {
		let high = match request.gas {
			Some(gas) if gas >= TRANSFER_GAS => gas,
			_ => Self::transaction_gas_limit(),
		}
		.min(gas_cap)
		.min(Self::affordable(request, overrides)?);
		let run = |gas| Self::simulate_once(request, overrides, gas);

		// A transfer to an account without code needs no search.
		let bare = request.input.is_empty()
			&& request.access_list.is_empty()
			&& request.authorization_list.is_empty();
		if bare && high >= TRANSFER_GAS && request.to.is_some() {
			if let Ok(ExecutionResult::Success { gas, .. }) = run(TRANSFER_GAS) {
				if gas.tx_gas_used() == TRANSFER_GAS {
					return Ok(TRANSFER_GAS);
				}
			}
		}
		let spent = match run(high) {
			Ok(ExecutionResult::Success { gas, .. }) => gas.total_gas_spent().max(gas.floor_gas()),
			Ok(ExecutionResult::Revert { output, .. }) => {
				return Err(CallError::Reverted(output.to_vec()))
			},
			Ok(ExecutionResult::Halt { reason, .. }) if is_out_of_gas(&reason) => {
				return Err(CallError::GasRequiredExceeds(high))
			},
			Ok(ExecutionResult::Halt { reason, .. }) => {
				return Err(CallError::Halted(crate::vm::convert::halt_text(&reason).into_bytes()))
			},
			Err(CallError::Invalid(Invalid::IntrinsicGas)) => {
				return Err(CallError::GasRequiredExceeds(high))
			},
			Err(error) => return Err(error),
		};
		let succeeds = |gas| match run(gas) {
			Ok(result) => Ok(result.is_success()),
			Err(CallError::Invalid(Invalid::IntrinsicGas)) => Ok(false),
			Err(error) => Err(error),
		};
		let least = Self::least_gas(spent, high, succeeds)?;
		Ok(with_margin(least, spent, high))
	}

	/// Least gas limit with which a call succeeds that spent `spent` where it had `high`.
	///
	/// # Errors
	/// Those of `succeeds`.
	fn least_gas(
		spent: u64,
		mut high: u64,
		succeeds: impl Fn(u64) -> Result<bool, CallError>,
	) -> Result<u64, CallError> {
		// What was spent is enough, unless a callee needs the part that EIP-150 holds back.
		if spent >= high {
			return Ok(high);
		}
		if succeeds(spent)? {
			return Ok(spent);
		}
		let mut low = spent;
		let guess = spent.saturating_add(CALL_STIPEND).saturating_mul(64) / 63;
		if guess < high {
			if succeeds(guess)? {
				high = guess;
			} else {
				low = guess;
			}
		}
		while low.saturating_add(1) < high {
			// Most calls need little more than they spend: the search leans down.
			let middle = (low / 2)
				.saturating_add(high / 2)
				.min(low.saturating_mul(2))
				.max(low.saturating_add(1));
			if succeeds(middle)? {
				high = middle;
			} else {
				low = middle;
			}
		}
		Ok(high)
	}

	/// Gas that the sender can pay.
	fn affordable(request: &CallRequest, overrides: &Overrides) -> Result<u64, CallError> {
		let Some(price) = request.max_fee_per_gas.filter(|price| !price.is_zero()) else {
			return Ok(u64::MAX);
		};
		let balance = overrides
			.accounts
			.iter()
			.rev()
			.find(|(address, _)| *address == request.from)
			.and_then(|(_, change)| change.balance)
			.unwrap_or_else(|| Self::rpc_account(request.from).balance);
		let left = balance
			.checked_sub(request.value)
			.ok_or(CallError::Invalid(Invalid::InsufficientFunds))?;
		let gas = left.checked_div(price).unwrap_or_default();
		Ok(u64::try_from(gas).unwrap_or(u64::MAX))
	}

	/// Setup, overlay and transaction of a call.
	///
	/// # Errors
	/// As [`Self::rpc_call`].
	pub(crate) fn prepare_call(
		request: &CallRequest,
		overrides: &Overrides,
		gas: u64,
	) -> Result<(Setup, Overlay, TxEnv), CallError> {
		let overlay = Overlay::new(&overrides.accounts)?;
		let current = Setup::current::<T>(Self::fork());
		let mut setup = current.question().unsigned().with_block(&overrides.block);
		if request.max_fee_per_gas.is_none_or(|price| price.is_zero()) {
			// Without a price there is no fee, and no base fee to pay it.
			setup.block.basefee = 0;
		}
		let tx = Self::call_tx(request, gas).map_err(CallError::Invalid)?;
		Ok((setup, overlay, tx))
	}

	/// A call as a transaction.
	///
	/// # Errors
	/// `Overflow`: the gas costs more than 128 bits. `TipAboveFeeCap`.
	pub(crate) fn call_tx(request: &CallRequest, gas: u64) -> Result<TxEnv, Invalid> {
		let price = to_price(&request.max_fee_per_gas.unwrap_or_default(), gas)?;
		let tip = to_price(&request.max_priority_fee_per_gas.unwrap_or_default(), gas)?;
		let kind = if !request.authorization_list.is_empty() {
			TransactionKind::SetCode
		} else if request.max_fee_per_gas.is_some() {
			TransactionKind::DynamicFee
		} else if !request.access_list.is_empty() {
			TransactionKind::AccessList
		} else {
			TransactionKind::Legacy
		};
		if request.max_fee_per_gas.is_some() && tip > price {
			return Err(Invalid::TipAboveFeeCap);
		}
		let dynamic = matches!(kind, TransactionKind::DynamicFee | TransactionKind::SetCode);
		Ok(TxEnv {
			tx_type: kind as u8,
			caller: to_address(&request.from),
			gas_limit: gas,
			gas_price: price,
			kind: request.to.as_ref().map_or(TxKind::Create, |to| TxKind::Call(to_address(to))),
			value: to_word(&request.value),
			data: request.input.clone().into(),
			nonce: request
				.nonce
				.unwrap_or_else(|| Self::rpc_account(request.from).nonce)
				.min(u64::MAX.saturating_sub(1)),
			chain_id: Some(T::ChainId::get()),
			access_list: to_access_list(&request.access_list),
			gas_priority_fee: dynamic.then_some(if request.max_fee_per_gas.is_some() {
				tip
			} else {
				0
			}),
			blob_hashes: Vec::new(),
			max_fee_per_blob_gas: 0,
			authorization_list: to_authorizations(&request.authorization_list),
		})
	}

	/// Runs something that must change nothing, with the EVM marked as running.
	///
	/// # Errors
	/// `Invalid`: the EVM is running already.
	pub(crate) fn without_effect<R>(
		run: impl FnOnce() -> Result<R, CallError>,
	) -> Result<R, CallError> {
		with_transaction_unchecked(|| {
			TransactionOutcome::Rollback(
				Self::guarded(run).unwrap_or(Err(CallError::Invalid(Invalid::Paused))),
			)
		})
	}

	fn simulate_once(
		request: &CallRequest,
		overrides: &Overrides,
		gas: u64,
	) -> Result<ExecutionResult<HaltReason>, CallError> {
		let (setup, overlay, tx) = Self::prepare_call(request, overrides, gas)?;
		Self::without_effect(|| {
			Machine::<T>::new(setup, overlay)
				.transact(tx)
				.map_err(|error| CallError::Invalid(from_evm_error(error)))
		})
	}

	/// End of a call, as tracers and simulations show it.
	pub(crate) fn outcome(result: ExecutionResult<HaltReason>) -> CallOutcome {
		let execution = Self::execution(result, U256::zero());
		CallOutcome {
			exit: execution.exit,
			output: execution.output,
			gas_used: execution.gas_used,
			logs: execution.logs,
			created: execution.created,
		}
	}
}
