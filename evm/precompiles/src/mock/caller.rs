// SPDX-License-Identifier: Apache-2.0

//! Calls of precompiles, directly and through contracts of the EVM.

use super::*;
use crate::kit::{address_of, sol_address};
use alloc::{string::String, vec::Vec};
use alloy_primitives::{Address, U256};
use alloy_sol_types::{Revert, SolCall, SolError, SolEvent};
use openledger_evm_primitives::{
	Evm as _, EvmTransaction, Execution, Log, PrecompileCall, PrecompileFailure, PrecompileResult,
	PrecompileSet, TransactionKind,
};
use pallet_evm::GenesisAccount;

/// Passes its call data after the first word to the address in it; returns or reverts as that did.
pub const FORWARDER: H160 = H160::repeat_byte(0xf0);
/// As [`FORWARDER`], by `DELEGATECALL`.
pub const DELEGATOR: H160 = H160::repeat_byte(0xf1);
/// As [`FORWARDER`], by `STATICCALL`.
pub const READER: H160 = H160::repeat_byte(0xf2);
/// Calls as [`FORWARDER`], then reverts.
pub const REVERTER: H160 = H160::repeat_byte(0xf3);
/// Calls [`REVERTER`], ignores how that ended, and then calls as [`FORWARDER`].
pub const TRIER: H160 = H160::repeat_byte(0xf4);

/// `CALLDATACOPY(0, 32, CALLDATASIZE - 32)`, and that size on the stack.
const COPY: &[u8] = &[0x60, 0x20, 0x36, 0x03, 0x80, 0x60, 0x20, 0x5f, 0x37];
/// Arguments of a call of the address in the first word, but for value and gas.
const ARGUMENTS: &[u8] = &[0x5f, 0x5f, 0x82, 0x5f];
/// That address, and all gas.
const TARGET: &[u8] = &[0x5f, 0x35, 0x5a];
/// `RETURNDATACOPY` of everything, then a jump over the revert where the call succeeded.
const ANSWER: &[u8] = &[0x3d, 0x5f, 0x5f, 0x3e, 0x60];
/// `CALLDATACOPY` of everything, a call of [`REVERTER`] with it, its success dropped.
fn try_reverter() -> Vec<u8> {
	let head = [0x36, 0x5f, 0x5f, 0x37, 0x5f, 0x5f, 0x36, 0x5f, 0x5f, 0x73];
	// A bounded part of the gas.
	let tail = [0x62, 0x0f, 0x42, 0x40, 0xf1, 0x50];
	[&head[..], REVERTER.as_bytes(), &tail].concat()
}

fn forwarding(prefix: &[u8], value: &[u8], call: u8) -> Vec<u8> {
	let mut code = [prefix, COPY, ARGUMENTS, value, TARGET, &[call], ANSWER].concat();
	let target = u8::try_from(code.len() + 5).unwrap();
	code.extend([target, 0x57, 0x3d, 0x5f, 0xfd, 0x5b, 0x3d, 0x5f, 0xf3]);
	code
}

/// The contracts of the tests.
pub(super) fn contracts() -> Vec<(H160, GenesisAccount)> {
	let reverting = [COPY, ARGUMENTS, &[0x5f], TARGET, &[0xf1, 0x5f, 0x5f, 0xfd]].concat();
	[
		(FORWARDER, forwarding(&[], &[0x5f], 0xf1)),
		(DELEGATOR, forwarding(&[], &[], 0xf4)),
		(READER, forwarding(&[], &[], 0xfa)),
		(REVERTER, reverting),
		(TRIER, forwarding(&try_reverter(), &[0x5f], 0xf1)),
	]
	.into_iter()
	.map(|(address, code)| (address, GenesisAccount { nonce: 1, code, ..Default::default() }))
	.collect()
}

/// A transaction of user 1 that has a contract call a precompile.
pub fn transact<C: SolCall>(contract: H160, number: u64, call: &C) -> Execution {
	let input = [sol_address(address_of(number)).into_word().to_vec(), call.abi_encode()].concat();
	send(contract, input)
}

/// A transaction of user 1.
pub fn send(to: H160, input: Vec<u8>) -> Execution {
	let from = user(1);
	Evm::execute(&EvmTransaction {
		kind: TransactionKind::DynamicFee,
		from,
		to: Some(to),
		input,
		gas_limit: 5_000_000,
		nonce: Evm::account(from).nonce,
		chain_id: Some(CHAIN_ID),
		..Default::default()
	})
	.unwrap()
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
		assert!(
			<TestedPrecompiles<Test> as PrecompileSet>::kind(to).is_some(),
			"no such precompile"
		);
		let result = frame_support::storage::with_transaction(|| {
			let result = <TestedPrecompiles<Test> as PrecompileSet>::run(&mut call);
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
