// SPDX-License-Identifier: Apache-2.0
//! Products and quotients, as `openledger-evm-words` computes them: revm's ask for 128-bit products, which
//! wasm has not.

use super::machine::Context;
use crate::pallet::Config;
use openledger_evm_words::{add_mod, div_rem, mul, mul_mod, pow};
use revm::{
	context_interface::Host,
	interpreter::{
		interpreter::EthInterpreter, InstructionContext, InstructionExecResult, InstructionResult,
	},
	primitives::U256,
};

type Ctx<'a, T> = InstructionContext<'a, Context<T>, EthInterpreter>;

/// Replaces the two words on top by a function of them.
#[inline(always)]
fn of_two<T: Config>(
	context: Ctx<'_, T>,
	result: impl FnOnce(&[u64; 4], &[u64; 4]) -> [u64; 4],
) -> InstructionExecResult {
	let Some(([a], top)) = context.interpreter.stack.popn_top::<1>() else {
		return Err(InstructionResult::StackUnderflow);
	};
	*top = U256::from_limbs(result(a.as_limbs(), top.as_limbs()));
	Ok(())
}

/// Replaces the three words on top by a function of them.
#[inline(always)]
fn of_three<T: Config>(
	context: Ctx<'_, T>,
	result: impl FnOnce(&[u64; 4], &[u64; 4], &[u64; 4]) -> [u64; 4],
) -> InstructionExecResult {
	let Some(([a, b], top)) = context.interpreter.stack.popn_top::<2>() else {
		return Err(InstructionResult::StackUnderflow);
	};
	*top = U256::from_limbs(result(a.as_limbs(), b.as_limbs(), top.as_limbs()));
	Ok(())
}

/// `MUL`.
pub fn product<T: Config>(context: Ctx<'_, T>) -> InstructionExecResult {
	of_two(context, mul)
}

/// `DIV`.
pub fn quotient<T: Config>(context: Ctx<'_, T>) -> InstructionExecResult {
	of_two(context, |a, b| div_rem(a, b).0)
}

/// `MOD`.
pub fn remainder<T: Config>(context: Ctx<'_, T>) -> InstructionExecResult {
	of_two(context, |a, b| div_rem(a, b).1)
}

/// `ADDMOD`.
pub fn sum_modulo<T: Config>(context: Ctx<'_, T>) -> InstructionExecResult {
	of_three(context, add_mod)
}

/// `MULMOD`.
pub fn product_modulo<T: Config>(context: Ctx<'_, T>) -> InstructionExecResult {
	of_three(context, mul_mod)
}

/// `EXP`.
pub fn power<T: Config>(context: Ctx<'_, T>) -> InstructionExecResult {
	let InstructionContext { interpreter, host } = context;
	let Some(([base], top)) = interpreter.stack.popn_top::<1>() else {
		return Err(InstructionResult::StackUnderflow);
	};
	if !interpreter.gas.record_regular_cost(host.gas_params().exp_cost(*top)) {
		return Err(InstructionResult::OutOfGas);
	}
	*top = U256::from_limbs(pow(base.as_limbs(), top.as_limbs()));
	Ok(())
}
