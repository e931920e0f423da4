// SPDX-License-Identifier: Apache-2.0

//! Precompiles of this chain, as `pallet-evm` runs them. Ethereum's own (0x01–0x11, 0x100) are not
//! among them: the EVM brings those.

use crate::Log;
use alloc::vec::Vec;
use sp_core::{H160, H256, U256};

/// How a precompile may be called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PrecompileKind {
	/// Reads state only.
	View,
	/// May change state: `DELEGATECALL` and `CALLCODE` into it revert, and a call that changes state
	/// must refuse [`PrecompileCall::is_static`].
	Stateful,
	/// Code of the EVM, [`PrecompileSet::code`]: it runs as a contract, `DELEGATECALL` and `CALLCODE` into
	/// it revert, and whom it calls by `CALL` sees its caller as `msg.sender` and takes value from there.
	Code,
}

/// Why a precompile gave no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PrecompileFailure {
	/// Takes all gas.
	OutOfGas,
	/// Gives the rest of the gas back; the data is ABI-encoded (`Error(string)` or a custom error).
	Revert(Vec<u8>),
}

/// Output, or why there is none. On failure the frame's changes are undone, whatever was dispatched.
pub type PrecompileResult = Result<Vec<u8>, PrecompileFailure>;

/// A call into a precompile. Value has been moved to `address` already.
#[derive(Debug)]
pub struct PrecompileCall<'a> {
	/// The precompile's address.
	pub address: H160,
	/// Who calls: `msg.sender`.
	pub caller: H160,
	/// `tx.origin`.
	pub origin: H160,
	/// `msg.value` in plancks.
	pub value: U256,
	/// Call data.
	pub input: &'a [u8],
	/// Whether state may not change.
	pub is_static: bool,
	gas_left: u64,
	logs: Vec<Log>,
}

impl<'a> PrecompileCall<'a> {
	/// A call with an amount of gas.
	pub fn new(
		address: H160,
		caller: H160,
		origin: H160,
		value: U256,
		input: &'a [u8],
		is_static: bool,
		gas: u64,
	) -> Self {
		Self { address, caller, origin, value, input, is_static, gas_left: gas, logs: Vec::new() }
	}

	/// Gas that is left.
	pub fn gas_left(&self) -> u64 {
		self.gas_left
	}

	/// Takes gas.
	///
	/// # Errors
	/// [`PrecompileFailure::OutOfGas`] when there is not as much; nothing is left then.
	pub fn charge(&mut self, gas: u64) -> Result<(), PrecompileFailure> {
		match self.gas_left.checked_sub(gas) {
			Some(left) => {
				self.gas_left = left;
				Ok(())
			},
			None => {
				self.gas_left = 0;
				Err(PrecompileFailure::OutOfGas)
			},
		}
	}

	/// Gives gas back that was charged and not needed.
	pub fn give_back(&mut self, gas: u64) {
		self.gas_left = self.gas_left.saturating_add(gas);
	}

	/// Logs from the precompile's address. Charging for it (EIP-2929 prices) is the caller's.
	pub fn log(&mut self, topics: Vec<H256>, data: Vec<u8>) {
		self.logs.push(Log { address: self.address, topics, data });
	}

	/// What was logged.
	pub fn take_logs(&mut self) -> Vec<Log> {
		core::mem::take(&mut self.logs)
	}
}

/// The precompiles of a runtime.
pub trait PrecompileSet {
	/// Their addresses, for EIP-2929 warming and `EXTCODESIZE`.
	fn addresses() -> Vec<H160>;
	/// Whether one of them is at an address, switched on or off.
	fn contains(address: H160) -> bool {
		Self::addresses().contains(&address)
	}
	/// Kind of the precompile at an address; none where there is none or it is switched off.
	fn kind(address: H160) -> Option<PrecompileKind>;
	/// Code of a precompile of kind [`PrecompileKind::Code`], switched off or not; none for the others.
	fn code(_address: H160) -> Option<&'static [u8]> {
		None
	}
	/// Runs it. Called only where [`Self::kind`] gave one, and not for [`PrecompileKind::Code`].
	fn run(call: &mut PrecompileCall<'_>) -> PrecompileResult;
	/// Gas of an amount of weight, for those who dispatch.
	fn weight_to_gas(weight: sp_runtime::Weight) -> u64;
}

impl PrecompileSet for () {
	fn addresses() -> Vec<H160> {
		Vec::new()
	}
	fn kind(_: H160) -> Option<PrecompileKind> {
		None
	}
	fn run(_: &mut PrecompileCall<'_>) -> PrecompileResult {
		Err(PrecompileFailure::Revert(Vec::new()))
	}
	fn weight_to_gas(_: sp_runtime::Weight) -> u64 {
		0
	}
}
