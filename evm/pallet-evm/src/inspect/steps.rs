// SPDX-License-Identifier: Apache-2.0
//! geth's struct logs: an entry for each opcode.

use super::json::Json;
use crate::vm::convert::halt_text;
use alloc::{collections::BTreeMap, vec::Vec};
use openledger_evm_primitives::{CallError, CallOutcome, ExitReason};
use revm::{
	bytecode::opcode::{OpCode, SLOAD, SSTORE},
	context::result::HaltReason,
	interpreter::{
		interpreter::EthInterpreter,
		interpreter_types::{InputsTr, Jumps, LoopControl, ReturnData},
		InstructionResult, Interpreter, SuccessOrHalt,
	},
	primitives::{Address, U256 as Word},
};

/// What to record.
#[derive(Clone, Copy, Debug, Default)]
pub struct StepOptions {
	/// The stack before the opcode.
	pub stack: bool,
	/// Memory before the opcode.
	pub memory: bool,
	/// Slots of the contract that were accessed so far, where the opcode accesses one.
	pub storage: bool,
	/// What the last call returned.
	pub return_data: bool,
	/// Most entries; zero is no limit.
	pub limit: u32,
}

/// Writes entries as opcodes run.
pub struct Steps {
	options: StepOptions,
	json: Json,
	count: u32,
	/// Refunds that each caller of the frame that runs had counted, and zero for the outermost frame.
	callers: Vec<i64>,
	/// Refunds that the frame that runs has counted.
	refund: i64,
	/// Gas before the opcode, where an entry is open.
	open: Option<u64>,
	/// Slot that the opcode accesses, with the value that it writes.
	access: Option<(Word, Option<Word>)>,
	slots: BTreeMap<Address, BTreeMap<Word, Word>>,
}

impl Steps {
	/// Records into a text of at most `limit` bytes.
	pub fn new(options: StepOptions, limit: usize) -> Self {
		let mut json = Json::new(limit);
		json.open();
		json.key("structLogs");
		json.open_array();
		Self {
			options,
			json,
			count: 0,
			callers: Vec::new(),
			refund: 0,
			open: None,
			access: None,
			slots: BTreeMap::new(),
		}
	}

	/// The trace.
	///
	/// # Errors
	/// `TraceTooLarge`.
	pub fn finish(self, outcome: &CallOutcome) -> Result<Vec<u8>, CallError> {
		let mut json = self.json;
		json.close_array();
		json.key("gas");
		json.number(outcome.gas_used);
		json.key("failed");
		json.truth(outcome.exit != ExitReason::Succeed);
		json.key("returnValue");
		json.bytes(&outcome.output);
		json.close();
		json.finish()
	}

	/// A frame starts.
	pub fn enter(&mut self) {
		self.callers.push(self.refund);
		self.refund = 0;
	}

	/// A frame ends.
	pub fn leave(&mut self) {
		// The interpreter adds what a callee counted that did not fail; the next opcode reads it.
		self.refund = self.callers.pop().unwrap_or_default();
	}

	/// Refunds of the transaction so far.
	fn refunds(&self) -> u64 {
		let sum = self.callers.iter().fold(self.refund, |sum, more| sum.saturating_add(*more));
		u64::try_from(sum).unwrap_or_default()
	}

	/// An opcode is about to run.
	pub fn begin(&mut self, interpreter: &Interpreter<EthInterpreter>) {
		self.open = None;
		self.access = None;
		let limit = self.options.limit;
		if self.json.is_full() || (limit != 0 && self.count >= limit) {
			return;
		}
		self.count = self.count.saturating_add(1);
		let op = interpreter.bytecode.opcode();
		let gas = interpreter.gas.remaining();
		let stack = interpreter.stack.data();
		let depth = u64::try_from(self.callers.len()).unwrap_or(u64::MAX);
		let json = &mut self.json;
		json.open();
		json.key("pc");
		json.number(u64::try_from(interpreter.bytecode.pc()).unwrap_or(u64::MAX));
		json.key("op");
		match OpCode::new(op) {
			Some(op) => json.text(op.as_str()),
			None => json.text(&alloc::format!("opcode 0x{op:x} not defined")),
		}
		json.key("gas");
		json.number(gas);
		json.key("depth");
		json.number(depth);
		if self.options.stack {
			json.key("stack");
			json.open_array();
			for word in stack {
				json.quantity(word);
			}
			json.close_array();
		}
		if self.options.memory && interpreter.memory.len() > 0 {
			json.key("memory");
			json.open_array();
			for word in interpreter.memory.context_memory().chunks(32) {
				json.bare(word);
			}
			json.close_array();
		}
		let returned = interpreter.return_data.buffer();
		if self.options.return_data && !returned.is_empty() {
			json.key("returnData");
			json.bytes(returned);
		}
		self.open = Some(gas);
		if self.options.storage {
			let mut top = stack.iter().rev().copied();
			self.access = match op {
				SLOAD => top.next().map(|slot| (slot, None)),
				SSTORE => top.next().zip(top.next()).map(|(slot, value)| (slot, Some(value))),
				_ => None,
			};
		}
	}

	/// The opcode has run.
	pub fn end(&mut self, interpreter: &mut Interpreter<EthInterpreter>) {
		self.refund = interpreter.gas.refunded();
		let Some(gas) = self.open.take() else { return };
		let refunds = self.refunds();
		let fault = match interpreter.bytecode.action() {
			Some(revm::interpreter::InterpreterAction::Return(result)) => fault_text(result.result),
			_ => None,
		};
		self.json.key("gasCost");
		self.json.number(gas.saturating_sub(interpreter.gas.remaining()));
		// geth counts an opcode's own refund before it shows the opcode.
		if refunds > 0 {
			self.json.key("refund");
			self.json.number(refunds);
		}
		match fault {
			Some(text) => {
				self.json.key("error");
				self.json.text(&text);
			},
			None => {
				if let Some((slot, written)) = self.access.take() {
					let value = written.or(interpreter.stack.data().last().copied());
					let of = self.slots.entry(interpreter.input.target_address()).or_default();
					of.insert(slot, value.unwrap_or_default());
					self.json.key("storage");
					self.json.open();
					for (slot, value) in of.iter() {
						self.json.bare_key(slot);
						self.json.bare(&value.to_be_bytes::<32>());
					}
					self.json.close();
				}
			},
		}
		self.json.close();
	}
}

/// geth's text of the end of a frame; none where it returned.
pub fn end_text(result: InstructionResult) -> Option<alloc::string::String> {
	match SuccessOrHalt::<HaltReason>::from(result) {
		SuccessOrHalt::Revert => Some("execution reverted".into()),
		_ => fault_text(result),
	}
}

fn fault_text(result: InstructionResult) -> Option<alloc::string::String> {
	match SuccessOrHalt::<HaltReason>::from(result) {
		SuccessOrHalt::Halt(reason) => Some(halt_text(&reason)),
		SuccessOrHalt::FatalExternalError => Some("internal error".into()),
		_ => None,
	}
}
