// SPDX-License-Identifier: Apache-2.0

//! Calls, estimates, access lists, simulations.

use super::Eth;
use crate::{
	api::eth::AccessListAnswer,
	blocks::Named,
	call::{overrides, request, Nonce},
	chain::State,
	convert::{address, b256},
	error::{of_exit, Error, Result},
	simulate::{self, Payload},
	types::{BlockParam, CallParam, Quantity},
};
use alloy_primitives::Bytes;
use alloy_rpc_types_eth::{state::StateOverride, AccessList, AccessListItem, BlockOverrides};
use openledger_evm_primitives::{CallRequest, Overrides};
use serde_json::Value;

/// How many times a block's gas a call may use, unless the node is told otherwise.
const GAS_CAP_MULTIPLIER: u64 = 10;

impl Eth {
	/// Most gas of a call.
	pub(super) fn gas_cap(&self) -> Result<u64> {
		if let Some(cap) = self.config.gas_cap {
			return Ok(cap);
		}
		let block = match self.blocks.block(BlockParam::LATEST)? {
			Some(found) => found.block.header.gas_limit,
			None => self.blocks.best()?.block_gas_limit()?,
		};
		Ok(block.saturating_mul(GAS_CAP_MULTIPLIER))
	}

	/// A call as the runtime takes it, within the gas cap.
	fn prepared(
		&self,
		call: &CallParam,
		state: Option<StateOverride>,
		block: Option<BlockOverrides>,
	) -> Result<(CallRequest, Overrides, u64)> {
		let request = request(&call.0, Nonce::Ignored)?;
		self.check_chain_id(call)?;
		let cap = self.gas_cap()?;
		if request.gas.is_some_and(|gas| gas > cap) {
			return Err(Error::server(match self.config.gas_cap {
				Some(cap) => format!("provided gas limit is too high (can be up to {cap})"),
				None => format!(
					"provided gas limit is too high (can be up to {GAS_CAP_MULTIPLIER}x the block \
					 gas limit)"
				),
			}));
		}
		Ok((request, overrides(state, block)?, cap))
	}

	/// Refuses a call for another chain.
	pub(super) fn check_chain_id(&self, call: &CallParam) -> Result<()> {
		let Some(given) = call.0.chain_id else { return Ok(()) };
		let ours = self.id()?;
		match given == ours {
			true => Ok(()),
			false => Err(Error::server(format!(
				"chainId does not match node's (have={given}, want={ours})"
			))),
		}
	}

	/// `eth_call`.
	pub(super) fn run_call(
		&self,
		call: &CallParam,
		block: BlockParam,
		state_overrides: Option<StateOverride>,
		block_overrides: Option<BlockOverrides>,
	) -> Result<Bytes> {
		let (request, overrides, cap) = self.prepared(call, state_overrides, block_overrides)?;
		let outcome = self.blocks.state(block)?.call(request, overrides, cap)?;
		match of_exit(&outcome.exit, &outcome.output) {
			Some(error) => Err(error),
			None => Ok(outcome.output.into()),
		}
	}

	/// `eth_estimateGas`.
	pub(super) fn run_estimate(
		&self,
		call: &CallParam,
		block: BlockParam,
		state_overrides: Option<StateOverride>,
		block_overrides: Option<BlockOverrides>,
	) -> Result<u64> {
		let (request, overrides, cap) = self.prepared(call, state_overrides, block_overrides)?;
		self.blocks.state(block)?.estimate_gas(request, overrides, cap)
	}

	/// `eth_createAccessList`.
	pub(super) fn run_access_list(
		&self,
		call: &CallParam,
		block: BlockParam,
		state_overrides: Option<StateOverride>,
	) -> Result<AccessListAnswer> {
		let (request, overrides, cap) = self.prepared(call, state_overrides, None)?;
		let outcome = self.blocks.state(block)?.access_list(request, overrides, cap)?;
		let items = outcome.access_list.into_iter().map(|item| AccessListItem {
			address: address(item.address),
			storage_keys: item.slots.into_iter().map(b256).collect(),
		});
		Ok(AccessListAnswer {
			access_list: AccessList(items.collect()),
			gas_used: Quantity(outcome.gas_used),
			error: of_exit(&outcome.exit, &[]).map(|error| error.message()),
		})
	}

	/// `debug_traceCall`.
	pub(super) fn run_trace_call(
		&self,
		call: &CallParam,
		block: BlockParam,
		options: crate::trace::TraceOptions,
	) -> Result<Vec<u8>> {
		let tracer = options.tracer()?;
		let (request, overrides, cap) =
			self.prepared(call, options.state_overrides, options.block_overrides)?;
		self.blocks.state(block)?.trace_call(request, overrides, tracer, cap)
	}

	/// `eth_simulateV1`.
	pub(super) fn run_simulation(
		&self,
		payload: &Payload,
		block: BlockParam,
	) -> Result<Vec<Value>> {
		for call in payload.block_state_calls.iter().flat_map(|block| &block.calls) {
			self.check_chain_id(call)?;
		}
		let blocks = simulate::blocks(&self.config, payload)?;
		let (parent, state): (_, Box<dyn State + '_>) = match self.blocks.named(block)? {
			Some(Named::Block(at)) => (at, self.blocks.chain().at(at)?),
			Some(Named::Pending) => (self.blocks.head().hash, self.blocks.chain().pending()?),
			None => return Err(Error::header_not_found()),
		};
		let parent = self.blocks.eth_hash(parent)?.map(b256).unwrap_or_default();
		let outcomes = state.simulate(
			blocks.clone(),
			payload.validation,
			payload.trace_transfers,
			self.gas_cap()?,
		)?;
		simulate::answer(parent, self.id()?, &blocks, outcomes, payload.return_full_transactions)
	}
}
