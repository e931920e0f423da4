// SPDX-License-Identifier: Apache-2.0
//! The phases of a transaction, where they differ from Ethereum's.

use super::{
	interpret,
	machine::{Context, Interpreter},
};
use crate::{pallet::Config, BYTES_PER_SLOT};
use alloc::boxed::Box;
use core::{convert::Infallible, marker::PhantomData};
use revm::{
	context::{
		journaled_state::account::JournaledAccountTr,
		result::{EVMError, HaltReason, InvalidTransaction, ResultGas},
		Cfg, ContextTr, JournalTr, LocalContextTr, Transaction,
	},
	handler::{
		execution, post_execution, pre_execution, EthFrame, EvmTr, FrameInitOrResult, FrameResult,
		Handler, ItemOrResult,
	},
	inspector::{Inspector, InspectorHandler},
	interpreter::{
		interpreter::EthInterpreter, interpreter_action::FrameInit, CreateInputs, CreateScheme,
		FrameInput, GasTracker, InitialAndFloorGas, SharedMemory,
	},
	primitives::U256 as Word,
};

/// How a run differs from an Ethereum transaction.
#[derive(Clone, Copy, Debug, Default)]
pub struct Mode {
	/// The sender's nonce stays: its extrinsic has counted it.
	pub keep_nonce: bool,
	/// A creation takes its address from this salt (EIP-1014).
	pub salt: Option<Word>,
	/// Gas per byte of new storage.
	pub storage_growth: Option<u64>,
}

impl Mode {
	/// Gas of a new slot.
	fn slot_gas(&self) -> Option<u64> {
		self.storage_growth.map(|gas| gas.saturating_mul(BYTES_PER_SLOT)).filter(|gas| *gas > 0)
	}

	/// Slots that an amount of gas pays for.
	pub fn slots(&self, gas: u64) -> Option<u64> {
		self.slot_gas().and_then(|each| gas.checked_div(each))
	}
}

/// Error of a run.
pub type Error = EVMError<Infallible, InvalidTransaction>;

/// Runs one transaction.
pub struct EvmHandler<T, INSP> {
	mode: Mode,
	_types: PhantomData<(T, INSP)>,
}

impl<T, INSP> EvmHandler<T, INSP> {
	/// A handler of a mode.
	pub fn new(mode: Mode) -> Self {
		Self { mode, _types: PhantomData }
	}
}

impl<T: Config, INSP> Handler for EvmHandler<T, INSP> {
	type Evm = Interpreter<T, INSP>;
	type Error = Error;
	type HaltReason = HaltReason;

	fn validate_against_state_and_deduct_caller(
		&self,
		evm: &mut Self::Evm,
		_: &mut InitialAndFloorGas,
	) -> Result<(), Error> {
		if !self.mode.keep_nonce {
			return pre_execution::validate_against_state_and_deduct_caller(evm.ctx());
		}
		let (block, tx, cfg, journal, _, _) = evm.ctx().all_mut();
		let mut caller = journal.load_account_with_code_mut(tx.caller())?.data;
		pre_execution::validate_account_nonce_and_code_with_components(
			&caller.account().info,
			tx,
			cfg,
		)?;
		let balance = pre_execution::calculate_caller_fee(*caller.balance(), tx, block, cfg)?;
		caller.set_balance(balance);
		Ok(())
	}

	fn first_frame_input(
		&mut self,
		evm: &mut Self::Evm,
		gas: &mut GasTracker,
	) -> Result<Option<FrameInit>, Error> {
		let context = evm.ctx_mut();
		let mut memory =
			SharedMemory::new_with_buffer(context.local().shared_memory_buffer().clone());
		memory.set_memory_limit(context.cfg().memory_limit());
		let Some(mut frame_input) = execution::create_init_frame(context, gas)? else {
			return Ok(None);
		};
		if let (Some(salt), FrameInput::Create(inputs)) = (self.mode.salt, &frame_input) {
			let hashing = context.cfg().gas_params().keccak256_cost(inputs.init_code().len());
			if !gas.record_regular_cost(hashing) {
				return Ok(None);
			}
			frame_input = FrameInput::Create(Box::new(CreateInputs::new(
				inputs.caller(),
				CreateScheme::Create2 { salt },
				inputs.value(),
				inputs.init_code().clone(),
				gas.remaining(),
				gas.reservoir(),
			)));
		}
		Ok(Some(FrameInit { depth: 0, memory, frame_input }))
	}

	fn run_exec_loop(
		&mut self,
		evm: &mut Self::Evm,
		first: FrameInit,
	) -> Result<FrameResult, Error> {
		let mut next = ItemOrResult::Item(first);
		loop {
			let result = match next {
				ItemOrResult::Item(init) => match evm.frame_init(init)? {
					ItemOrResult::Item(_) => None,
					ItemOrResult::Result(result) => Some(result),
				},
				ItemOrResult::Result(result) => Some(result),
			};
			// What a frame returned to is run on.
			if let Some(result) = result {
				if evm.frame_stack().index().is_none() {
					return Ok(result);
				}
				if let Some(last) = evm.frame_return_result(result)? {
					return Ok(last);
				}
			}
			next = run_frame(evm)?;
		}
	}

	fn post_execution(
		&self,
		evm: &mut Self::Evm,
		result: &mut FrameResult,
		mut gas: InitialAndFloorGas,
		eip7702_refund: i64,
	) -> Result<ResultGas, Error> {
		if let Some(each) = self.mode.slot_gas() {
			let growth = evm.ctx().journal_mut().growth().saturating_mul(each);
			gas.set_floor_gas(gas.floor_gas().max(growth));
		}
		self.refund(evm, result, eip7702_refund)?;
		let result_gas = post_execution::build_result_gas(
			result.instruction_result().is_halt(),
			result.gas(),
			gas,
		);
		self.eip7623_check_gas_floor(evm, result, gas);
		self.reimburse_caller(evm, result)?;
		self.reward_beneficiary(evm, result)?;
		Ok(result_gas)
	}
}

impl<T: Config, INSP: Inspector<Context<T>, EthInterpreter>> InspectorHandler
	for EvmHandler<T, INSP>
{
	type IT = EthInterpreter;
}

/// Runs the innermost frame until it ends or starts another one.
fn run_frame<T: Config, INSP>(
	evm: &mut Interpreter<T, INSP>,
) -> Result<FrameInitOrResult<Frame>, Error> {
	let (context, instructions, _, frames) = evm.all_mut();
	let frame = frames.get();
	let action = interpret::run(&mut frame.interpreter, instructions, context);
	let next = frame.process_next_action::<_, Error>(context, action)?;
	if next.is_result() {
		frame.set_finished(true);
	}
	Ok(next)
}

/// A frame of the interpreter.
pub type Frame = EthFrame<EthInterpreter>;
