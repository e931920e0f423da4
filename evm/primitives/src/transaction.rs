// SPDX-License-Identifier: Apache-2.0

//! Decoded transactions, what executing them gives, and the interface of the pallet that executes.

use alloc::vec::Vec;
use codec::{Decode, DecodeWithMemTracking, Encode};
use scale_info::TypeInfo;
use sp_core::{H160, H256, U256};

/// A log entry of a contract or precompile.
#[derive(Clone, Debug, Default, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub struct Log {
	/// Who logged.
	pub address: H160,
	/// At most four topics.
	pub topics: Vec<H256>,
	/// Data.
	pub data: Vec<u8>,
}

/// EIP-2718 type of a transaction. Discriminants are the type bytes.
#[derive(
	Clone, Copy, Debug, Default, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, TypeInfo,
)]
#[repr(u8)]
pub enum TransactionKind {
	/// Legacy; EIP-155 where it carries a chain id.
	#[default]
	#[codec(index = 0)]
	Legacy = 0,
	/// EIP-2930.
	#[codec(index = 1)]
	AccessList = 1,
	/// EIP-1559.
	#[codec(index = 2)]
	DynamicFee = 2,
	/// EIP-7702.
	#[codec(index = 4)]
	SetCode = 4,
}

/// An entry of an EIP-2930 access list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub struct AccessListItem {
	/// Account.
	pub address: H160,
	/// Its slots.
	pub slots: Vec<H256>,
}

/// A tuple of an EIP-7702 authorization list, its signature already recovered.
#[derive(Clone, Debug, Default, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub struct Authorization {
	/// Chain it holds on; zero is any chain.
	pub chain_id: U256,
	/// Code that the authority delegates to.
	pub address: H160,
	/// Nonce that the authority must have.
	pub nonce: u64,
	/// Who signed; none where the signature recovers to nobody, and then the tuple is skipped.
	pub authority: Option<H160>,
}

/// A transaction as the EVM takes it: signature recovered, fields of all types in one shape.
#[derive(Clone, Debug, Default, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub struct EvmTransaction {
	/// EIP-2718 type.
	pub kind: TransactionKind,
	/// Sender.
	pub from: H160,
	/// Receiver; none creates a contract.
	pub to: Option<H160>,
	/// Plancks (wei).
	pub value: U256,
	/// Call data or init code.
	pub input: Vec<u8>,
	/// Gas that it may use.
	pub gas_limit: u64,
	/// Most that is paid per gas: `gasPrice` of legacy and 2930, `maxFeePerGas` of the others.
	pub max_fee_per_gas: U256,
	/// Most that the author gets per gas: equals `max_fee_per_gas` for legacy and 2930.
	pub max_priority_fee_per_gas: U256,
	/// Nonce of the sender.
	pub nonce: u64,
	/// Chain id that was signed; none only for unprotected legacy transactions.
	pub chain_id: Option<u64>,
	/// EIP-2930 access list.
	pub access_list: Vec<AccessListItem>,
	/// EIP-7702 authorization list.
	pub authorization_list: Vec<Authorization>,
}

/// How execution ended.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub enum ExitReason {
	/// Returned, stopped or self-destructed.
	#[codec(index = 0)]
	Succeed,
	/// `REVERT`: the output is the reason; the gas left is given back.
	#[codec(index = 1)]
	Revert,
	/// An exceptional halt that took all gas. The text is geth's, such as `out of gas`.
	#[codec(index = 2)]
	Halt(Vec<u8>),
}

/// What executing a transaction gave.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub struct Execution {
	/// How it ended.
	pub exit: ExitReason,
	/// Returned or reverted data; the runtime code where a contract was created.
	pub output: Vec<u8>,
	/// Gas that was paid: after refunds, with EIP-7623's floor.
	pub gas_used: u64,
	/// Gas that the run took, before refunds.
	pub gas_spent: u64,
	/// Logs in order; none unless it succeeded.
	pub logs: Vec<Log>,
	/// The contract that was created.
	pub created: Option<H160>,
	/// Price that was paid per gas, in plancks.
	pub effective_gas_price: U256,
}

/// Nonce and spendable balance of an address.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct Account {
	/// Number of the next transaction or creation.
	pub nonce: u64,
	/// What the EVM sees and may spend, in plancks.
	pub balance: U256,
}

/// Why a transaction may not be in a block. `Display`-like texts are [`Invalid::message`], worded as
/// geth does, because clients match them.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub enum Invalid {
	/// Not a transaction: RLP, type or signature.
	#[codec(index = 0)]
	Malformed,
	/// Signed for another chain.
	#[codec(index = 1)]
	ChainId,
	/// Legacy without EIP-155.
	#[codec(index = 2)]
	Unprotected,
	/// The signature recovers to nobody (high `s`, wrong parity, zero).
	#[codec(index = 3)]
	Signature,
	/// The nonce was used.
	#[codec(index = 4)]
	NonceTooLow,
	/// A nonce before this one is missing.
	#[codec(index = 5)]
	NonceTooHigh,
	/// The sender cannot pay value and gas.
	#[codec(index = 6)]
	InsufficientFunds,
	/// `gas_limit` is below what the transaction costs before it runs (EIP-7623's floor included).
	#[codec(index = 7)]
	IntrinsicGas,
	/// `gas_limit` exceeds a block's.
	#[codec(index = 8)]
	GasLimitTooHigh,
	/// `gas_limit` exceeds a transaction's (EIP-7825).
	#[codec(index = 9)]
	TransactionGasLimit,
	/// Pays less than the base fee.
	#[codec(index = 10)]
	FeeCapTooLow,
	/// Tip above the fee cap.
	#[codec(index = 11)]
	TipAboveFeeCap,
	/// Init code longer than EIP-3860 allows.
	#[codec(index = 12)]
	InitCodeTooLarge,
	/// The sender has code that is no delegation (EIP-3607).
	#[codec(index = 13)]
	SenderNotEoa,
	/// The type is not served: blob transactions, or a type of a later fork.
	#[codec(index = 14)]
	TypeNotSupported,
	/// EIP-7702 without authorizations, with too many, or that creates.
	#[codec(index = 15)]
	Authorizations,
	/// The nonce is the greatest there is (EIP-2681).
	#[codec(index = 16)]
	NonceMax,
	/// Value or price do not fit.
	#[codec(index = 17)]
	Overflow,
	/// The Ethereum layer is paused.
	#[codec(index = 18)]
	Paused,
}

impl Invalid {
	/// geth's words.
	pub fn message(&self) -> &'static str {
		match self {
			Self::Malformed => "rlp: invalid transaction encoding",
			Self::ChainId => "invalid chain id for signer",
			Self::Unprotected => "only replay-protected (EIP-155) transactions allowed over RPC",
			Self::Signature => "invalid sender",
			Self::NonceTooLow => "nonce too low",
			Self::NonceTooHigh => "nonce too high",
			Self::InsufficientFunds => "insufficient funds for gas * price + value",
			Self::IntrinsicGas => "intrinsic gas too low",
			Self::GasLimitTooHigh => "exceeds block gas limit",
			Self::TransactionGasLimit => "transaction gas limit too high",
			Self::FeeCapTooLow => "max fee per gas less than block base fee",
			Self::TipAboveFeeCap => "max priority fee per gas higher than max fee per gas",
			Self::InitCodeTooLarge => "max initcode size exceeded",
			Self::SenderNotEoa => "sender not an eoa",
			Self::TypeNotSupported => "transaction type not supported",
			Self::Authorizations => "invalid EIP-7702 authorization list",
			Self::NonceMax => "nonce has max value",
			Self::Overflow => "value or price overflows",
			Self::Paused => "the Ethereum layer is paused",
		}
	}
}

/// The pallet that executes, as `pallet-ethereum` sees it.
pub trait Evm {
	/// Chain id.
	fn chain_id() -> u64;
	/// Nonce and spendable balance.
	fn account(address: H160) -> Account;
	/// Base fee of the current block, in plancks per gas.
	fn base_fee() -> U256;
	/// Gas of a block.
	fn block_gas_limit() -> u64;
	/// Weight of an amount of gas.
	fn gas_to_weight(gas: u64) -> sp_runtime::Weight;
	/// Author of the current block as the EVM sees it.
	fn coinbase() -> H160;
	/// PREVRANDAO of the current block.
	fn prevrandao() -> H256;

	/// Before a block's first transaction: the hash of the block before, for contracts that ask for it
	/// (EIP-2935).
	fn record_block_hash(_number: u64, _hash: H256) {}

	/// Everything that can be wrong with a transaction before it runs, nonce order included:
	/// [`Invalid::NonceTooHigh`] is last, so that a pool can keep what is merely early.
	///
	/// # Errors
	/// Why the transaction may not be in the next block.
	fn validate(transaction: &EvmTransaction) -> Result<(), Invalid>;

	/// As [`Self::validate`], for a block that is yet to come: the fee cap need only reach the least base
	/// fee that a block can have.
	///
	/// # Errors
	/// Why no block may hold the transaction, or not before others.
	fn validate_for_pool(transaction: &EvmTransaction) -> Result<(), Invalid>;

	/// Validates, runs and commits. Fees are charged, logs returned, the nonce of the sender counted.
	///
	/// # Errors
	/// As [`Self::validate`]. State is unchanged then; where the caller runs in a storage layer it must
	/// fail too, which rolls that layer back.
	fn execute(transaction: &EvmTransaction) -> Result<Execution, Invalid>;

	/// [`Self::execute`] for a transaction that [`Self::validate`] has taken in the same extrinsic: rules
	/// that execution itself does not need are not checked again.
	///
	/// # Errors
	/// As [`Self::execute`].
	fn execute_validated(transaction: &EvmTransaction) -> Result<Execution, Invalid> {
		Self::execute(transaction)
	}
}
