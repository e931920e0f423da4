// SPDX-License-Identifier: Apache-2.0
//! The loop that runs a frame's code.
//!
//! revm calls each opcode through a table of functions. In wasm such a call is checked and can't be put
//! in place. Here the opcodes that compiled contracts consist of are the arms of a `match`, which become
//! part of the loop; all others are called through the table, as everything is when an inspector
//! watches. Either way they give the same results (products and quotients are computed
//! by functions of our own in the loop, `words.rs`), and gas is the table's. ADR 0016 has what it gains.

use super::{instructions::keccak, machine::Context, words};
use crate::pallet::Config;
use revm::{
	bytecode::opcode,
	handler::instructions::EthInstructions,
	interpreter::{
		instructions::{arithmetic, bitwise, control, memory, stack, system},
		interpreter::EthInterpreter,
		interpreter_types::{Jumps, LoopControl},
		GasTable, InstructionContext, InstructionExecResult, InstructionResult, InstructionTable,
		Interpreter, InterpreterAction,
	},
};

/// Runs the function of an opcode: in place where it is listed, else the one of the table.
macro_rules! execute {
	($opcode:expr, $context:expr, $table:expr; $($name:ident => $run:expr,)*) => {
		match $opcode {
			$(opcode::$name => $run($context),)*
			other => match $table.get(usize::from(other)) {
				Some(instruction) => instruction.execute($context),
				None => Err(InstructionResult::OpcodeNotFound),
			},
		}
	};
}

/// Runs a frame until it ends or starts another one.
pub fn run<T: Config>(
	interpreter: &mut Interpreter<EthInterpreter>,
	instructions: &EthInstructions<EthInterpreter, Context<T>>,
	host: &mut Context<T>,
) -> InterpreterAction {
	let (table, costs) = (instructions.instruction_table(), instructions.gas_table());
	let end = loop {
		if let Err(end) = step(interpreter, table, costs, host) {
			break end;
		}
	};
	if interpreter.bytecode.action().is_none() {
		interpreter.halt(end);
	}
	interpreter.take_next_action()
}

/// Takes the static gas of an opcode and runs it. Code is padded with `STOP`, so there is always a next
/// opcode.
#[inline(always)]
fn step<T: Config>(
	interpreter: &mut Interpreter<EthInterpreter>,
	table: &InstructionTable<EthInterpreter, Context<T>>,
	costs: &GasTable,
	host: &mut Context<T>,
) -> InstructionExecResult {
	let opcode = interpreter.bytecode.opcode();
	interpreter.bytecode.relative_jump(1);
	let cost = costs.get(usize::from(opcode)).copied().unwrap_or_default();
	if interpreter.gas.record_cost_unsafe(u64::from(cost)) {
		return Err(InstructionResult::OutOfGas);
	}
	let context = InstructionContext { interpreter, host };
	execute! { opcode, context, table;
		ADD => arithmetic::add,
		MUL => words::product,
		SUB => arithmetic::sub,
		DIV => words::quotient,
		MOD => words::remainder,
		ADDMOD => words::sum_modulo,
		MULMOD => words::product_modulo,
		EXP => words::power,
		LT => bitwise::lt,
		GT => bitwise::gt,
		SLT => bitwise::slt,
		SGT => bitwise::sgt,
		EQ => bitwise::eq,
		ISZERO => bitwise::iszero,
		AND => bitwise::bitand,
		OR => bitwise::bitor,
		XOR => bitwise::bitxor,
		NOT => bitwise::not,
		SHL => bitwise::shl,
		SHR => bitwise::shr,
		KECCAK256 => keccak,
		CALLER => system::caller,
		CALLVALUE => system::callvalue,
		CALLDATALOAD => system::calldataload,
		CALLDATASIZE => system::calldatasize,
		GAS => system::gas,
		POP => stack::pop,
		MLOAD => memory::mload,
		MSTORE => memory::mstore,
		JUMP => control::jump,
		JUMPI => control::jumpi,
		JUMPDEST => control::jumpdest,
		PUSH0 => stack::push0,
		PUSH1 => stack::push::<1, _, _>,
		PUSH2 => stack::push::<2, _, _>,
		PUSH3 => stack::push::<3, _, _>,
		PUSH4 => stack::push::<4, _, _>,
		PUSH8 => stack::push::<8, _, _>,
		PUSH16 => stack::push::<16, _, _>,
		PUSH20 => stack::push::<20, _, _>,
		PUSH32 => stack::push::<32, _, _>,
		DUP1 => stack::dup::<1, _, _>,
		DUP2 => stack::dup::<2, _, _>,
		DUP3 => stack::dup::<3, _, _>,
		DUP4 => stack::dup::<4, _, _>,
		DUP5 => stack::dup::<5, _, _>,
		DUP6 => stack::dup::<6, _, _>,
		DUP7 => stack::dup::<7, _, _>,
		DUP8 => stack::dup::<8, _, _>,
		SWAP1 => stack::swap::<1, _, _>,
		SWAP2 => stack::swap::<2, _, _>,
		SWAP3 => stack::swap::<3, _, _>,
		SWAP4 => stack::swap::<4, _, _>,
		SWAP5 => stack::swap::<5, _, _>,
		SWAP6 => stack::swap::<6, _, _>,
	}
}
