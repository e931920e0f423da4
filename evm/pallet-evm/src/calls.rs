// SPDX-License-Identifier: Apache-2.0
//! Calls and creations by Substrate accounts.

use crate::{
	pallet::*,
	vm::{convert::hash_to_word, Setup},
	AccountMapping, AccountStore, WeightInfo,
};
use alloc::vec::Vec;
use frame_support::{
	dispatch::{DispatchErrorWithPostInfo, DispatchResultWithPostInfo, Pays, PostDispatchInfo},
	ensure,
	traits::Get,
	weights::Weight,
};
use openledger_evm_primitives::{
	AccessListItem, EvmTransaction, Execution, ExitReason, Invalid, TransactionKind,
};
use openledger_primitives_account::AccountId;
use sp_core::{H160, H256, U256};

/// What a call offers for gas.
pub(crate) struct Fees {
	/// Gas that it may use.
	pub gas_limit: u64,
	/// Most that is paid per gas.
	pub max_fee_per_gas: U256,
	/// Most that the author gets per gas.
	pub max_priority_fee_per_gas: Option<U256>,
}

impl<T: Config> From<Invalid> for Error<T> {
	fn from(invalid: Invalid) -> Self {
		match invalid {
			Invalid::InsufficientFunds => Self::BalanceLow,
			Invalid::IntrinsicGas => Self::GasLimitTooLow,
			Invalid::GasLimitTooHigh | Invalid::TransactionGasLimit => Self::GasLimitTooHigh,
			Invalid::FeeCapTooLow => Self::GasPriceTooLow,
			Invalid::TipAboveFeeCap => Self::TipAboveFeeCap,
			Invalid::InitCodeTooLarge => Self::InitCodeTooLarge,
			Invalid::SenderNotEoa => Self::SenderNotEoa,
			Invalid::NonceMax => Self::NonceMax,
			Invalid::Paused => Self::Reentrancy,
			Invalid::TypeNotSupported => Self::TypeNotSupported,
			_ => Self::Overflow,
		}
	}
}

impl<T: Config> Pallet<T> {
	/// Address of an account.
	pub fn address_of(account: &AccountId) -> H160 {
		T::AccountMapping::address_of(account)
	}

	#[allow(clippy::too_many_arguments)]
	pub(crate) fn do_call(
		who: AccountId,
		source: H160,
		target: H160,
		input: Vec<u8>,
		value: U256,
		fees: Fees,
		access_list: Vec<(H160, Vec<H256>)>,
	) -> DispatchResultWithPostInfo {
		let base = T::WeightInfo::call();
		let transaction = Self::transaction(source, Some(target), input, value, fees, access_list);
		let execution = Self::dispatch(who, transaction, None, base)?;
		Self::deposit_event(match execution.exit {
			ExitReason::Succeed => Event::Executed { address: target },
			_ => Event::ExecutedFailed { address: target },
		});
		Ok(Self::post_info(&execution, base))
	}

	#[allow(clippy::too_many_arguments)]
	pub(crate) fn do_create(
		who: AccountId,
		source: H160,
		init: Vec<u8>,
		salt: Option<H256>,
		value: U256,
		fees: Fees,
		access_list: Vec<(H160, Vec<H256>)>,
	) -> DispatchResultWithPostInfo {
		let base = if salt.is_some() { T::WeightInfo::create2() } else { T::WeightInfo::create() };
		let transaction = Self::transaction(source, None, init, value, fees, access_list);
		let execution = Self::dispatch(who, transaction, salt, base)?;
		Self::deposit_event(match execution.created {
			Some(address) => Event::Created { address },
			None => Event::CreatedFailed { address: H160::zero() },
		});
		Ok(Self::post_info(&execution, base))
	}

	fn transaction(
		from: H160,
		to: Option<H160>,
		input: Vec<u8>,
		value: U256,
		fees: Fees,
		access_list: Vec<(H160, Vec<H256>)>,
	) -> EvmTransaction {
		EvmTransaction {
			kind: TransactionKind::DynamicFee,
			from,
			to,
			value,
			input,
			gas_limit: fees.gas_limit,
			max_fee_per_gas: fees.max_fee_per_gas,
			max_priority_fee_per_gas: fees.max_priority_fee_per_gas.unwrap_or_default(),
			nonce: T::Accounts::get(&from).unwrap_or_default().nonce,
			chain_id: Some(T::ChainId::get()),
			access_list: access_list
				.into_iter()
				.map(|(address, slots)| AccessListItem { address, slots })
				.collect(),
			authorization_list: Vec::new(),
		}
	}

	fn dispatch(
		who: AccountId,
		transaction: EvmTransaction,
		salt: Option<H256>,
		base: Weight,
	) -> Result<Execution, DispatchErrorWithPostInfo> {
		let refuse = |error: Error<T>| DispatchErrorWithPostInfo {
			post_info: PostDispatchInfo { actual_weight: Some(base), pays_fee: Pays::Yes },
			error: error.into(),
		};
		let source = transaction.from;
		ensure!(
			T::AccountMapping::address_of(&who) == source
				&& T::AccountMapping::account_of(source) == who,
			refuse(Error::NotAuthorized)
		);
		ensure!(!Running::<T>::exists(), refuse(Error::Reentrancy));
		let fork = Self::fork();
		let setup = Setup::current::<T>(fork).extrinsic(salt.as_ref().map(hash_to_word));
		Self::check_and_run(&transaction, setup, fork).map_err(|invalid| refuse(invalid.into()))
	}

	/// The gas is paid inside the EVM; the weight follows from what the run took: refunded gas was time too.
	fn post_info(execution: &Execution, base: Weight) -> PostDispatchInfo {
		PostDispatchInfo {
			actual_weight: Some(base.saturating_add(Self::weight_of(execution.gas_spent))),
			pays_fee: Pays::No,
		}
	}
}
