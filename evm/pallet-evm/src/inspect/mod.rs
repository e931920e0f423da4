// SPDX-License-Identifier: Apache-2.0
//! Calls and transactions looked into: traces, access lists, simulations. Nothing is changed by them.
//!
//! | module | what |
//! |---|---|
//! | `access` | `eth_createAccessList` |
//! | `simulate` | `eth_simulateV1` |
//! | `steps` | geth's struct logs |
//! | `calls` | geth's `callTracer` |
//! | `prestate` | geth's `prestateTracer` |
//! | `transfers` | logs of moved value |
//! | `recorder` | the inspector, which hands on to those |
//! | `json` | bounded JSON |
//!
//! A transaction is traced by running it twice: first under the inspector in a storage layer that is
//! rolled back, then as always. So a trace cannot change what a block does. Whether transactions are
//! traced is kept outside of storage, in a variable that [`Pallet::trace_transactions`] sets for as
//! long as it runs; without it, a transaction pays for one look at that variable.

mod access;
mod calls;
mod json;
mod prestate;
mod recorder;
mod simulate;
mod steps;
#[cfg(test)]
mod tests;
mod transfers;

pub use json::TRACE_LIMIT;
pub use transfers::TRANSFER_ADDRESS;

use crate::{
	pallet::{Config, Pallet},
	vm::{
		convert::{from_evm_error, to_tx},
		Machine, Overlay, Setup,
	},
};
use alloc::vec::Vec;
use calls::Calls;
use openledger_evm_primitives::{CallError, CallRequest, EvmTransaction, Overrides, Tracer};
use prestate::PrestateOptions;
use recorder::Recorder;
use revm::context::{JournalTr, TxEnv};
use steps::{StepOptions, Steps};

/// What [`Pallet::trace_transactions`] asks for, and what it got.
struct Watch {
	tracer: Tracer,
	traces: Vec<Vec<u8>>,
	/// Bytes that traces may still have.
	left: usize,
	error: Option<CallError>,
}

environmental::environmental!(watch: Watch);

impl<T: Config> Pallet<T> {
	/// Traces a call. The answer is the tracer's JSON, of at most [`TRACE_LIMIT`] bytes.
	///
	/// # Errors
	/// As [`Self::rpc_call`]; `TraceTooLarge`.
	pub fn rpc_trace_call(
		request: &CallRequest,
		overrides: &Overrides,
		tracer: &Tracer,
		gas_cap: u64,
	) -> Result<Vec<u8>, CallError> {
		let gas = request.gas.unwrap_or(gas_cap).min(gas_cap);
		let (setup, overlay, tx) = Self::prepare_call(request, overrides, gas)?;
		Self::trace(tracer, setup, overlay, tx)
	}

	/// Runs something, and traces the Ethereum transactions that it executes through
	/// [`openledger_evm_primitives::Evm::execute`]: the answer has the tracer's JSON of each that was
	/// executed, in order. All together have at most [`TRACE_LIMIT`] bytes.
	///
	/// # Errors
	/// `TraceTooLarge`. All that `run` does is done nevertheless.
	pub fn trace_transactions(
		tracer: &Tracer,
		run: impl FnOnce(),
	) -> Result<Vec<Vec<u8>>, CallError> {
		let mut asked =
			Watch { tracer: tracer.clone(), traces: Vec::new(), left: TRACE_LIMIT, error: None };
		watch::using(&mut asked, run);
		match asked.error {
			Some(error) => Err(error),
			None => Ok(asked.traces),
		}
	}

	/// Traces a transaction that is about to be executed, if somebody asked for it.
	pub(crate) fn trace_if_watched(
		transaction: &EvmTransaction,
		setup: &Setup,
	) -> Option<Result<Vec<u8>, CallError>> {
		let tracer = watch::with(|asked| asked.error.is_none().then(|| asked.tracer.clone()))??;
		let tx = to_tx(transaction).map_err(CallError::Invalid);
		Some(tx.and_then(|tx| Self::trace(&tracer, setup.clone(), Overlay::default(), tx)))
	}

	/// Hands over the trace of a transaction that was executed.
	pub(crate) fn keep_trace(trace: Result<Vec<u8>, CallError>) {
		watch::with(|asked| {
			let fits = trace.and_then(|trace| {
				let left = asked.left.checked_sub(trace.len()).ok_or(CallError::TraceTooLarge)?;
				Ok((trace, left))
			});
			match fits {
				Ok((trace, left)) => {
					asked.traces.push(trace);
					asked.left = left;
				},
				Err(error) => {
					asked.traces.clear();
					asked.error = Some(error);
				},
			}
		});
	}

	/// Runs a transaction under a tracer, and undoes it.
	fn trace(
		tracer: &Tracer,
		setup: Setup,
		overlay: Overlay,
		tx: TxEnv,
	) -> Result<Vec<u8>, CallError> {
		let gas = tx.gas_limit;
		let under = overlay.clone();
		let (outcome, recorder, after) = Self::without_effect(|| {
			let mut machine = Machine::<T, _>::with_inspector(setup, under, recorder(tracer));
			let result =
				machine.inspect(tx).map_err(|error| CallError::Invalid(from_evm_error(error)))?;
			let after = match tracer {
				Tracer::Prestate { .. } => {
					let (_, state) = machine.context().journaled_state.db_and_state();
					prestate::after(state)
				},
				_ => Default::default(),
			};
			Ok((Self::outcome(result), machine.into_inspector(), after))
		})?;
		match (recorder, tracer) {
			(Recorder::Steps(steps), _) => steps.finish(&outcome),
			(Recorder::Calls(calls), _) => calls.finish(gas, outcome.gas_used),
			(_, Tracer::Prestate { diff_mode, disable_code, disable_storage }) => {
				let options = PrestateOptions {
					diff: *diff_mode,
					code: !disable_code,
					storage: !disable_storage,
				};
				prestate::trace::<T>(&after, overlay, options)
			},
			_ => Err(CallError::NotFound),
		}
	}
}

fn recorder(tracer: &Tracer) -> Recorder {
	match tracer {
		Tracer::StructLogs {
			disable_stack,
			enable_memory,
			disable_storage,
			enable_return_data,
			limit,
		} => {
			let options = StepOptions {
				stack: !disable_stack,
				memory: *enable_memory,
				storage: !disable_storage,
				return_data: *enable_return_data,
				limit: *limit,
			};
			Recorder::Steps(Steps::new(options, TRACE_LIMIT))
		},
		Tracer::Call { only_top_call, with_log } => {
			Recorder::Calls(Calls::new(*only_top_call, *with_log, TRACE_LIMIT))
		},
		Tracer::Prestate { .. } => Recorder::Nothing,
	}
}
