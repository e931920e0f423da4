// SPDX-License-Identifier: Apache-2.0
//! The inspector: hands what happens to what records it.

use super::{calls::Calls, steps::Steps, transfers::Transfers};
use crate::{pallet::Config, vm::Context};
use revm::{
	handler::FrameResult,
	interpreter::{interpreter::EthInterpreter, FrameInput, Interpreter},
	primitives::{Address, Log, U256 as Word},
	Inspector,
};

/// What records.
pub enum Recorder {
	/// Nothing: what is asked for can be read afterwards.
	Nothing,
	/// Struct logs.
	Steps(Steps),
	/// Calls.
	Calls(Calls),
	/// Logs with transfers of value.
	Transfers(Transfers),
}

impl<T: Config> Inspector<Context<T>, EthInterpreter> for Recorder {
	fn step(&mut self, interpreter: &mut Interpreter<EthInterpreter>, _: &mut Context<T>) {
		if let Self::Steps(steps) = self {
			steps.begin(interpreter);
		}
	}

	fn step_end(&mut self, interpreter: &mut Interpreter<EthInterpreter>, _: &mut Context<T>) {
		if let Self::Steps(steps) = self {
			steps.end(interpreter);
		}
	}

	fn log(&mut self, _: &mut Context<T>, log: Log) {
		match self {
			Self::Calls(calls) => calls.log(log),
			Self::Transfers(transfers) => transfers.log(log),
			_ => {},
		}
	}

	fn frame_start(
		&mut self,
		context: &mut Context<T>,
		input: &mut FrameInput,
	) -> Option<FrameResult> {
		match (self, input) {
			(Self::Steps(steps), _) => steps.enter(),
			(Self::Calls(calls), FrameInput::Call(inputs)) => {
				calls.call(inputs, inputs.input.bytes(context));
			},
			(Self::Calls(calls), FrameInput::Create(inputs)) => calls.create(inputs),
			(Self::Transfers(transfers), FrameInput::Call(inputs)) => {
				transfers.enter();
				if let Some(value) = inputs.value.transfer() {
					if inputs.scheme.is_call() {
						transfers.transfer(inputs.caller, inputs.target_address, value);
					}
				}
			},
			(Self::Transfers(transfers), FrameInput::Create(inputs)) => {
				transfers.enter();
				let to = created_address(context, inputs);
				transfers.transfer(inputs.caller(), to, inputs.value());
			},
			_ => {},
		}
		None
	}

	fn frame_end(&mut self, _: &mut Context<T>, input: &FrameInput, result: &mut FrameResult) {
		let limit = match input {
			FrameInput::Call(inputs) => inputs.gas_limit,
			FrameInput::Create(inputs) => inputs.gas_limit(),
			FrameInput::Empty => 0,
		};
		let (end, created) = match result {
			FrameResult::Call(outcome) => (&outcome.result, None),
			FrameResult::Create(outcome) => (&outcome.result, outcome.address),
		};
		match self {
			Self::Steps(steps) => steps.leave(),
			Self::Calls(calls) => {
				let spent = if end.result.is_ok_or_revert() {
					limit.saturating_sub(end.gas.remaining())
				} else {
					limit
				};
				calls.end(end.result, &end.output, spent, created);
			},
			Self::Transfers(transfers) => transfers.leave(end.result.is_ok()),
			Self::Nothing => {},
		}
	}

	fn selfdestruct(&mut self, contract: Address, target: Address, value: Word) {
		match self {
			Self::Calls(calls) => calls.selfdestruct(contract, target, value),
			Self::Transfers(transfers) => transfers.transfer(contract, target, value),
			_ => {},
		}
	}
}

/// Address that a creation gives its contract.
fn created_address<T: Config>(
	context: &mut Context<T>,
	inputs: &revm::interpreter::CreateInputs,
) -> Address {
	use revm::context::JournalTr;
	let Ok(account) = context.journaled_state.load_account(inputs.caller());
	let nonce = account.data.info.nonce;
	inputs.created_address(nonce)
}
