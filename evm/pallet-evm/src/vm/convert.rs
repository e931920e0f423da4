// SPDX-License-Identifier: Apache-2.0
//! Types of the chain and of revm, both ways.

use crate::Fork;
use alloc::{string::ToString, vec::Vec};
use openledger_evm_primitives as evm;
use openledger_evm_primitives::{EvmTransaction, ExitReason, Invalid, TransactionKind};
use revm::{
	context::{
		result::{EVMError, HaltReason, InvalidTransaction, OutOfGasError},
		transaction::{
			AccessList, AccessListItem, Authorization, RecoveredAuthority, RecoveredAuthorization,
		},
		TxEnv,
	},
	context_interface::either::Either,
	primitives::{hardfork::SpecId, Address, Log, TxKind, B256, U256 as Word},
};
use sp_core::{H160, H256, U256};

/// Address to revm.
pub fn to_address(address: &H160) -> Address {
	Address::new(address.0)
}

/// Address from revm.
pub fn from_address(address: &Address) -> H160 {
	H160(address.into_array())
}

/// Hash to revm.
pub fn to_b256(hash: &H256) -> B256 {
	B256::new(hash.0)
}

/// Hash from revm.
pub fn from_b256(hash: &B256) -> H256 {
	H256(hash.0)
}

/// Number to revm.
pub fn to_word(number: &U256) -> Word {
	Word::from_limbs(number.0)
}

/// Number from revm.
pub fn from_word(number: &Word) -> U256 {
	U256(*number.as_limbs())
}

/// Slot or value of storage to revm.
pub fn hash_to_word(hash: &H256) -> Word {
	Word::from_be_bytes(hash.0)
}

/// Slot or value of storage from revm.
pub fn word_to_hash(word: &Word) -> H256 {
	H256(word.to_be_bytes())
}

/// Log from revm.
pub fn from_log(log: Log) -> evm::Log {
	evm::Log {
		address: from_address(&log.address),
		topics: log.data.topics().iter().map(from_b256).collect(),
		data: log.data.data.to_vec(),
	}
}

/// Log to revm; topics beyond the fourth are dropped.
pub fn to_log(log: evm::Log) -> Log {
	Log::new_unchecked(
		to_address(&log.address),
		log.topics.iter().take(4).map(to_b256).collect(),
		log.data.into(),
	)
}

/// Access list to revm.
pub fn to_access_list(items: &[evm::AccessListItem]) -> AccessList {
	AccessList(
		items
			.iter()
			.map(|item| AccessListItem {
				address: to_address(&item.address),
				storage_keys: item.slots.iter().map(to_b256).collect(),
			})
			.collect(),
	)
}

/// Authorizations to revm.
pub fn to_authorizations(
	list: &[evm::Authorization],
) -> Vec<Either<revm::context::transaction::SignedAuthorization, RecoveredAuthorization>> {
	list.iter()
		.map(|item| {
			Either::Right(RecoveredAuthorization::new_unchecked(
				Authorization {
					chain_id: to_word(&item.chain_id),
					address: to_address(&item.address),
					nonce: item.nonce,
				},
				match &item.authority {
					Some(authority) => RecoveredAuthority::Valid(to_address(authority)),
					None => RecoveredAuthority::Invalid,
				},
			))
		})
		.collect()
}

/// Price per gas to revm, which computes fees with 128 bits.
///
/// # Errors
/// `Overflow`: the price, or what an amount of gas costs, exceeds 128 bits: more than all plancks.
pub fn to_price(price: &U256, gas: u64) -> Result<u128, Invalid> {
	u128::try_from(*price)
		.ok()
		.filter(|price| price.checked_mul(gas.into()).is_some())
		.ok_or(Invalid::Overflow)
}

/// Transaction to revm.
///
/// # Errors
/// `Overflow`: as [`to_price`].
pub fn to_tx(tx: &EvmTransaction) -> Result<TxEnv, Invalid> {
	let price = to_price(&tx.max_fee_per_gas, tx.gas_limit)?;
	let tip = to_price(&tx.max_priority_fee_per_gas, tx.gas_limit)?;
	let dynamic = matches!(tx.kind, TransactionKind::DynamicFee | TransactionKind::SetCode);
	Ok(TxEnv {
		tx_type: tx.kind as u8,
		caller: to_address(&tx.from),
		gas_limit: tx.gas_limit,
		gas_price: price,
		kind: tx.to.as_ref().map_or(TxKind::Create, |to| TxKind::Call(to_address(to))),
		value: to_word(&tx.value),
		data: tx.input.clone().into(),
		nonce: tx.nonce,
		chain_id: tx.chain_id,
		access_list: to_access_list(&tx.access_list),
		gas_priority_fee: dynamic.then_some(tip),
		blob_hashes: Vec::new(),
		max_fee_per_blob_gas: 0,
		authorization_list: to_authorizations(&tx.authorization_list),
	})
}

/// Address of the contract that an account creates with a nonce.
pub fn create_address(from: &H160, nonce: u64) -> H160 {
	from_address(&to_address(from).create(nonce))
}

/// Price per gas of a transaction at a base fee.
pub fn effective_price(tx: &EvmTransaction, base_fee: U256, fork: Fork) -> U256 {
	match tx.kind {
		TransactionKind::DynamicFee | TransactionKind::SetCode if fork >= Fork::London => {
			tx.max_fee_per_gas.min(base_fee.saturating_add(tx.max_priority_fee_per_gas))
		},
		_ => tx.max_fee_per_gas,
	}
}

/// revm's refusal as ours.
pub fn from_invalid(error: InvalidTransaction) -> Invalid {
	use InvalidTransaction as E;
	match error {
		E::PriorityFeeGreaterThanMaxFee => Invalid::TipAboveFeeCap,
		E::GasPriceLessThanBasefee => Invalid::FeeCapTooLow,
		E::CallerGasLimitMoreThanBlock => Invalid::GasLimitTooHigh,
		E::CallGasCostMoreThanGasLimit { .. } | E::GasFloorMoreThanGasLimit { .. } => {
			Invalid::IntrinsicGas
		},
		E::RejectCallerWithCode => Invalid::SenderNotEoa,
		E::LackOfFundForMaxFee { .. } => Invalid::InsufficientFunds,
		E::NonceOverflowInTransaction => Invalid::NonceMax,
		E::NonceTooHigh { .. } => Invalid::NonceTooHigh,
		E::NonceTooLow { .. } => Invalid::NonceTooLow,
		E::CreateInitCodeSizeLimit => Invalid::InitCodeTooLarge,
		E::InvalidChainId | E::MissingChainId => Invalid::ChainId,
		E::TxGasLimitGreaterThanCap { .. } => Invalid::TransactionGasLimit,
		E::EmptyAuthorizationList | E::AuthorizationListInvalidFields => Invalid::Authorizations,
		E::OverflowPaymentInTransaction => Invalid::Overflow,
		_ => Invalid::TypeNotSupported,
	}
}

/// What stopped a transaction from starting, as ours. What is not the transaction's fault cannot
/// happen: the header is complete and the database has no errors.
pub fn from_evm_error<D>(error: EVMError<D, InvalidTransaction>) -> Invalid {
	match error {
		EVMError::Transaction(error) => from_invalid(error),
		_ => Invalid::Overflow,
	}
}

/// revm's text of EIP-7823's limit.
const MODEXP_LIMIT: &str = "Modexp limit all input sizes.";

/// geth's text of a halt.
pub fn halt_text(reason: &HaltReason) -> alloc::string::String {
	match reason {
		HaltReason::OutOfGas(OutOfGasError::ReentrancySentry) => {
			"not enough gas for reentrancy sentry"
		},
		HaltReason::OutOfGas(_) => "out of gas",
		HaltReason::OpcodeNotFound | HaltReason::NotActivated => "invalid opcode",
		HaltReason::InvalidFEOpcode => "invalid opcode: INVALID",
		HaltReason::InvalidJump => "invalid jump destination",
		HaltReason::StackUnderflow => "stack underflow",
		HaltReason::StackOverflow => "stack limit reached 1024",
		HaltReason::OutOfOffset => "return data out of bounds",
		HaltReason::CreateCollision => "contract address collision",
		HaltReason::NonceOverflow => "nonce uint64 overflow",
		HaltReason::CreateContractSizeLimit => "max code size exceeded",
		HaltReason::CreateContractStartingWithEF => "invalid code: must not begin with 0xef",
		HaltReason::CreateInitCodeSizeLimit => "max initcode size exceeded",
		HaltReason::StateChangeDuringStaticCall | HaltReason::CallNotAllowedInsideStatic => {
			"write protection"
		},
		HaltReason::OutOfFunds | HaltReason::OverflowPayment => "insufficient balance for transfer",
		HaltReason::CallTooDeep => "max call depth exceeded",
		HaltReason::PrecompileError => "precompile failed",
		HaltReason::PrecompileErrorWithContext(text) if text == MODEXP_LIMIT => {
			"one or more of base/exponent/modulus length exceeded 1024 bytes"
		},
		HaltReason::PrecompileErrorWithContext(text) => text.as_str(),
	}
	.to_string()
}

/// A halt as the end of an execution.
pub fn from_halt(reason: &HaltReason) -> ExitReason {
	ExitReason::Halt(halt_text(reason).into_bytes())
}

/// Whether a halt is for want of gas: more might help.
pub fn is_out_of_gas(reason: &HaltReason) -> bool {
	matches!(reason, HaltReason::OutOfGas(_))
}

/// Rules of a fork.
pub fn to_spec(fork: Fork) -> SpecId {
	fork.into()
}
