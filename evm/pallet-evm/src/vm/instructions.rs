// SPDX-License-Identifier: Apache-2.0
//! Opcodes that differ from revm's: how they are computed, or what they are limited by.

use super::{convert::from_address, machine::Context};
use crate::pallet::Config;
use openledger_evm_primitives::PrecompileSet;
use revm::{
	bytecode::opcode,
	context_interface::Host,
	handler::instructions::EthInstructions,
	interpreter::{
		instructions::{contract::call, host::sstore},
		interpreter::{resize_memory, EthInterpreter},
		interpreter_types::{InputsTr, LoopControl},
		FrameInput, Instruction, InstructionContext, InstructionExecResult, InstructionResult,
		InterpreterAction,
	},
	primitives::{hardfork::SpecId, Address, KECCAK_EMPTY, U256 as Word},
};
use sp_io::hashing::keccak_256;

type Ctx<'a, T> = InstructionContext<'a, Context<T>, EthInterpreter>;

/// The opcodes of a fork.
pub fn table<T: Config>(
	spec: SpecId,
	limits_growth: bool,
) -> EthInstructions<EthInterpreter, Context<T>> {
	let mut instructions = EthInstructions::new_mainnet_with_spec(spec);
	let table = instructions.instruction_table_mut();
	if let Some(slot) = table.get_mut(usize::from(opcode::KECCAK256)) {
		*slot = Instruction::new(keccak::<T>);
	}
	if let Some(slot) = table.get_mut(usize::from(opcode::CALL)) {
		*slot = Instruction::new(named_call::<T>);
	}
	if limits_growth {
		if let Some(slot) = table.get_mut(usize::from(opcode::SSTORE)) {
			*slot = Instruction::new(limited_sstore::<T>);
		}
	}
	instructions
}

/// `KECCAK256` by the host's function, which is native code.
pub fn keccak<T: Config>(context: Ctx<'_, T>) -> InstructionExecResult {
	let interpreter = context.interpreter;
	let Some(([offset], top)) = interpreter.stack.popn_top::<1>() else {
		return Err(InstructionResult::StackUnderflow);
	};
	let Ok(len) = usize::try_from(*top) else {
		return Err(InstructionResult::InvalidOperandOOG);
	};
	if !interpreter.gas.record_regular_cost(context.host.gas_params().keccak256_cost(len)) {
		return Err(InstructionResult::OutOfGas);
	}
	let hash = if len == 0 {
		KECCAK_EMPTY.0
	} else {
		let Ok(from) = usize::try_from(offset) else {
			return Err(InstructionResult::InvalidOperandOOG);
		};
		resize_memory(
			&mut interpreter.gas,
			&mut interpreter.memory,
			context.host.gas_params(),
			from,
			len,
		)?;
		keccak_256(&interpreter.memory.slice_len(from, len))
	};
	*top = Word::from_be_bytes(hash);
	Ok(())
}

/// `SSTORE` that runs out of gas when the transaction adds more slots than its gas limit pays for.
fn limited_sstore<T: Config>(context: Ctx<'_, T>) -> InstructionExecResult {
	let InstructionContext { interpreter, host } = context;
	sstore(InstructionContext { interpreter, host: &mut *host })?;
	if host.journaled_state.is_overgrown() {
		return Err(InstructionResult::OutOfGas);
	}
	Ok(())
}

/// Whether a frame at an address makes its calls in the name of its caller.
fn calls_as_caller<T: Config>(address: &Address) -> bool {
	T::Precompiles::code(from_address(address)).is_some()
}

/// `CALL`, which a precompile that is code of the EVM makes in the name of its caller: the caller is who
/// calls and who pays the value. It has a frame of its own or sent the transaction, so the journal
/// holds it.
fn named_call<T: Config>(context: Ctx<'_, T>) -> InstructionExecResult {
	let InstructionContext { interpreter, host } = context;
	let inner = InstructionContext { interpreter: &mut *interpreter, host: &mut *host };
	let result = call::<{ opcode::CALL }, EthInterpreter, Context<T>>(inner);
	if calls_as_caller::<T>(&interpreter.input.target_address()) {
		let caller = interpreter.input.caller_address();
		if let Some(InterpreterAction::NewFrame(FrameInput::Call(inputs))) =
			interpreter.bytecode.action()
		{
			inputs.caller = caller;
		}
	}
	result
}
