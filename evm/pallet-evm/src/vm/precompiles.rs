// SPDX-License-Identifier: Apache-2.0
//! Ethereum's precompiles as revm has them, and the chain's own.

use super::{
	convert::{from_address, from_word, to_log},
	machine::Context,
};
use crate::pallet::Config;
use alloc::{string::String, vec::Vec};
use core::marker::PhantomData;
use openledger_evm_primitives::{
	PrecompileCall, PrecompileFailure, PrecompileKind, PrecompileResult, PrecompileSet,
};
use revm::{
	context::{ContextTr, JournalTr, Transaction},
	handler::{EthPrecompiles, PrecompileProvider},
	interpreter::{CallInputs, CallScheme, Gas, InstructionResult, InterpreterResult},
	primitives::{hardfork::SpecId, Address, AddressSet, Bytes},
};

/// Gas for each account that the transaction has loaded, at each call into a precompile of the chain:
/// its balance is written to storage where it changed, and compared before and after.
pub const SYNC_GAS: u64 = 800;

/// Both kinds of precompiles.
pub struct Precompiles<T> {
	ethereum: EthPrecompiles,
	warm: AddressSet,
	_runtime: PhantomData<T>,
}

impl<T: Config> Precompiles<T> {
	/// Precompiles of a fork, and the chain's.
	pub fn new(spec: SpecId, own: impl Iterator<Item = Address>) -> Self {
		let ethereum = EthPrecompiles::new(spec);
		let mut warm = ethereum.warm_addresses().clone();
		warm.extend(own);
		Self { ethereum, warm, _runtime: PhantomData }
	}
}

/// `Error(string)` in Solidity's ABI.
fn revert_text(text: &str) -> Vec<u8> {
	let mut data = Vec::from([0x08, 0xc3, 0x79, 0xa0]);
	let word = |number: usize| {
		let mut bytes = [0u8; 32];
		if let Some(tail) = bytes.get_mut(24..) {
			tail.copy_from_slice(&(number as u64).to_be_bytes());
		}
		bytes
	};
	data.extend(word(32));
	data.extend(word(text.len()));
	data.extend(text.as_bytes());
	data.resize(data.len().saturating_add(text.len().wrapping_neg() % 32), 0);
	data
}

fn failed(result: InstructionResult, inputs: &CallInputs, data: Vec<u8>) -> InterpreterResult {
	let gas = Gas::new_with_regular_gas_and_reservoir(inputs.gas_limit, inputs.reservoir);
	InterpreterResult::new(result, Bytes::from(data), gas)
}

/// What the precompile gave; none where its code is to run as a contract's.
fn run_own<T: Config>(
	context: &mut Context<T>,
	inputs: &CallInputs,
	address: Address,
) -> Option<InterpreterResult> {
	let revert = |text| Some(failed(InstructionResult::Revert, inputs, revert_text(text)));
	let key = from_address(&address);
	let Some(kind) = T::Precompiles::kind(key) else {
		return revert("precompile is switched off");
	};
	let direct = matches!(inputs.scheme, CallScheme::Call | CallScheme::StaticCall);
	if kind != PrecompileKind::View && !direct {
		return revert("precompile takes no delegated call");
	}
	if kind == PrecompileKind::Code {
		return None;
	}
	let data = inputs.input.bytes(context);
	let is_static = inputs.is_static || inputs.scheme == CallScheme::StaticCall;
	let mut call = PrecompileCall::new(
		key,
		from_address(&inputs.caller),
		from_address(&context.tx().caller()),
		from_word(&inputs.value.get()),
		&data,
		is_static,
		inputs.gas_limit,
	);
	let journal = context.journal_mut();
	let accounts = u64::try_from(journal.accounts_loaded()).unwrap_or(u64::MAX);
	let result = call.charge(accounts.saturating_mul(SYNC_GAS)).and_then(|()| {
		let unwritten = || PrecompileFailure::Revert(revert_text("balances cannot be written"));
		if is_static || kind == PrecompileKind::View {
			return journal.isolated(|flushed| {
				flushed.map_err(|_| unwritten())?;
				T::Precompiles::run(&mut call)
			});
		}
		journal.open_layers();
		journal.flush().map_err(|_| unwritten())?;
		let before = journal.snapshot();
		let result = T::Precompiles::run(&mut call)?;
		journal.follow(&before);
		for log in call.take_logs() {
			journal.log(to_log(log));
		}
		Ok(result)
	});
	Some(finish(result, inputs, &call))
}

fn finish(
	result: PrecompileResult,
	inputs: &CallInputs,
	call: &PrecompileCall<'_>,
) -> InterpreterResult {
	let (code, data) = match result {
		Ok(output) => (InstructionResult::Return, output),
		Err(PrecompileFailure::Revert(data)) => (InstructionResult::Revert, data),
		Err(PrecompileFailure::OutOfGas) => (InstructionResult::PrecompileOOG, Vec::new()),
	};
	let mut result = failed(code, inputs, data);
	let spent = inputs.gas_limit.saturating_sub(call.gas_left());
	if code == InstructionResult::PrecompileOOG {
		result.gas.spend_all();
	} else {
		// `spent` is at most the limit.
		let _ = result.gas.record_regular_cost(spent);
	}
	result
}

impl<T: Config> PrecompileProvider<Context<T>> for Precompiles<T> {
	type Output = InterpreterResult;

	fn set_spec(&mut self, spec: SpecId) -> bool {
		<EthPrecompiles as PrecompileProvider<Context<T>>>::set_spec(&mut self.ethereum, spec)
	}

	fn run(
		&mut self,
		context: &mut Context<T>,
		inputs: &CallInputs,
	) -> Result<Option<InterpreterResult>, String> {
		let address = inputs.bytecode_address;
		if T::Precompiles::contains(from_address(&address)) {
			return Ok(run_own(context, inputs, address));
		}
		self.ethereum.run(context, inputs)
	}

	fn warm_addresses(&self) -> &AddressSet {
		&self.warm
	}
}
