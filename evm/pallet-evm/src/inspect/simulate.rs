// SPDX-License-Identifier: Apache-2.0
//! `eth_simulateV1`.

use super::{recorder::Recorder, transfers::Transfers};
use crate::{
	pallet::{Config, Pallet},
	vm::{
		convert::{from_address, from_b256, from_evm_error, from_word, to_address, to_word},
		Machine, Overlay, Setup,
	},
};
use alloc::vec::Vec;
use frame_support::ensure;
use openledger_evm_primitives::{
	call::{SimulatedBlock, SimulatedOutcome, MAX_SIMULATED_BLOCKS},
	CallError, CallOutcome, CallRequest, ExitReason, Invalid,
};
use revm::{
	context::{BlockEnv, JournalTr},
	primitives::U256 as Word,
};

/// Seconds between simulated blocks: the length of a slot.
const BLOCK_TIME: u64 = 2;

/// A machine with what is left of the gas.
struct Simulation<T: Config> {
	machine: Machine<T, Recorder>,
	validation: bool,
	gas_left: u64,
}

impl<T: Config> Pallet<T> {
	/// Runs calls in blocks that follow on the current one, each on what the earlier ones changed, with
	/// at most `gas_cap` gas in all. A block has the number after its parent's and a time 2 seconds
	/// later, unless it is overridden; numbers that are left out are of blocks without calls.
	///
	/// With `validation`, calls must be what transactions must be, in nonce, price and gas, and every
	/// block has the current base fee; without, it is zero; unless it is overridden. With
	/// `trace_transfers`, each transfer of value shows as a log of [`super::TRANSFER_ADDRESS`] with
	/// ERC-20's `Transfer`.
	///
	/// # Errors
	/// `Overrides`: they contradict each other. `BlockNumber`, `BlockTime`: not above the parent's.
	/// `TooManyBlocks`: more than [`MAX_SIMULATED_BLOCKS`], empty ones included. `Invalid`: a call could
	/// not start. How a call that started ended is its outcome.
	pub fn rpc_simulate(
		blocks: &[SimulatedBlock],
		validation: bool,
		trace_transfers: bool,
		gas_cap: u64,
	) -> Result<Vec<SimulatedOutcome>, CallError> {
		let mut setup = Setup::current::<T>(Self::fork()).question();
		if !validation {
			setup = setup.unsigned();
		}
		let recorder =
			if trace_transfers { Recorder::Transfers(Transfers::new()) } else { Recorder::Nothing };
		Self::without_effect(|| {
			let mut parent = setup.block.clone();
			let base_fee = if validation { parent.basefee } else { 0 };
			let mut simulation = Simulation::<T> {
				machine: Machine::with_inspector(setup.clone(), Overlay::default(), recorder),
				validation,
				gas_left: gas_cap,
			};
			let last = parent.number.saturating_add(Word::from(MAX_SIMULATED_BLOCKS));
			let mut outcomes = Vec::with_capacity(blocks.len());
			for block in blocks {
				let mut next = after(&parent, base_fee);
				let number = block.overrides.block.number.as_ref().map_or(next.number, to_word);
				ensure!(
					number > parent.number,
					CallError::BlockNumber {
						parent: from_word(&parent.number),
						number: from_word(&number)
					}
				);
				ensure!(number <= last, CallError::TooManyBlocks);
				while next.number < number {
					outcomes.push(simulation.block(&SimulatedBlock::default(), &next)?);
					parent = next;
					next = after(&parent, base_fee);
				}
				let next = Setup { block: next, ..setup.clone() };
				let next = next.with_block(&block.overrides.block).block;
				let (before, time) = (short(parent.timestamp), short(next.timestamp));
				ensure!(time > before, CallError::BlockTime { parent: before, time });
				outcomes.push(simulation.block(block, &next)?);
				parent = next;
			}
			Ok(outcomes)
		})
	}
}

/// The block after `parent`, where nothing is overridden.
fn after(parent: &BlockEnv, base_fee: u64) -> BlockEnv {
	BlockEnv {
		number: parent.number.saturating_add(Word::from(1)),
		timestamp: Word::from(short(parent.timestamp).saturating_add(BLOCK_TIME)),
		basefee: base_fee,
		..parent.clone()
	}
}

/// What fits 64 bits.
fn short(word: Word) -> u64 {
	u64::try_from(word).unwrap_or(u64::MAX)
}

impl<T: Config> Simulation<T> {
	fn block(
		&mut self,
		block: &SimulatedBlock,
		env: &BlockEnv,
	) -> Result<SimulatedOutcome, CallError> {
		self.machine.context().journaled_state.change(&block.overrides.accounts)?;
		let mut block_left = env.gas_limit;
		let mut calls = Vec::with_capacity(block.calls.len());
		for call in &block.calls {
			let outcome = self.call(call, env, block_left).map_err(CallError::Invalid)?;
			block_left = block_left.saturating_sub(outcome.gas_used);
			self.gas_left = self.gas_left.saturating_sub(outcome.gas_used);
			calls.push(outcome);
		}
		Ok(SimulatedOutcome {
			number: short(env.number),
			timestamp: short(env.timestamp),
			gas_limit: env.gas_limit,
			coinbase: from_address(&env.beneficiary),
			base_fee: env.basefee.into(),
			prevrandao: env.prevrandao.as_ref().map(from_b256).unwrap_or_default(),
			calls,
		})
	}

	fn call(
		&mut self,
		call: &CallRequest,
		env: &BlockEnv,
		block_left: u64,
	) -> Result<CallOutcome, Invalid> {
		let most = block_left.min(self.gas_left);
		let gas = match call.gas {
			Some(gas) => {
				ensure!(gas <= block_left, Invalid::GasLimitTooHigh);
				gas.min(self.gas_left)
			},
			None if self.validation => most.min(Pallet::<T>::transaction_gas_limit()),
			None => most,
		};
		let mut tx = Pallet::<T>::call_tx(call, gas)?;
		let mut env = env.clone();
		if !self.validation && call.max_fee_per_gas.is_none_or(|price| price.is_zero()) {
			// Without a price there is no fee, and no base fee to pay it.
			env.basefee = 0;
		}
		self.machine.set_block(env);
		if call.nonce.is_none() {
			let Ok(sender) =
				self.machine.context().journaled_state.load_account(to_address(&call.from));
			tx.nonce = sender.data.info.nonce.min(u64::MAX.saturating_sub(1));
		}
		let result = self.machine.inspect(tx).map_err(from_evm_error);
		let logs = match self.machine.inspector() {
			Recorder::Transfers(transfers) => Some(transfers.take()),
			_ => None,
		};
		let mut outcome = Pallet::<T>::outcome(result?);
		if let (Some(logs), ExitReason::Succeed) = (logs, &outcome.exit) {
			outcome.logs = logs;
		}
		Ok(outcome)
	}
}
