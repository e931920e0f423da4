// SPDX-License-Identifier: Apache-2.0

//! State after a block through the runtime's API.

use super::EthClient;
use crate::{
	chain::State,
	error::{Error, Result},
};
use openledger_evm_primitives::{
	call::{AccessListOutcome, SimulatedBlock, SimulatedOutcome},
	Account, CallOutcome, CallRequest, EthereumApi, Overrides, Tracer,
};
use sp_api::ApiRef;
use sp_core::{H160, H256, U256};
use sp_runtime::traits::Block as BlockT;

/// A runtime API instance with the block it is asked at. What the instance did before, such as
/// applying the pool's transactions, stays in effect.
pub struct ApiState<'a, B: BlockT<Hash = H256>, C: EthClient<B>> {
	pub(super) api: ApiRef<'a, C::Api>,
	pub(super) at: H256,
}

impl<'a, B: BlockT<Hash = H256>, C: EthClient<B>> ApiState<'a, B, C> {
	/// State at a block.
	pub fn new(api: ApiRef<'a, C::Api>, at: H256) -> Self {
		Self { api, at }
	}
}

impl<B: BlockT<Hash = H256>, C: EthClient<B>> State for ApiState<'_, B, C> {
	fn chain_id(&self) -> Result<u64> {
		self.api.chain_id(self.at).map_err(Error::state)
	}

	fn account(&self, address: H160) -> Result<Account> {
		self.api.account(self.at, address).map_err(Error::state)
	}

	fn code(&self, address: H160) -> Result<Vec<u8>> {
		self.api.code(self.at, address).map_err(Error::state)
	}

	fn storage(&self, address: H160, slot: H256) -> Result<H256> {
		self.api.storage_at(self.at, address, slot).map_err(Error::state)
	}

	fn base_fee(&self) -> Result<U256> {
		self.api.base_fee(self.at).map_err(Error::state)
	}

	fn block_gas_limit(&self) -> Result<u64> {
		self.api.block_gas_limit(self.at).map_err(Error::state)
	}

	fn call(
		&self,
		request: CallRequest,
		overrides: Overrides,
		gas_cap: u64,
	) -> Result<CallOutcome> {
		Ok(self.api.call(self.at, request, overrides, gas_cap).map_err(Error::state)??)
	}

	fn estimate_gas(
		&self,
		request: CallRequest,
		overrides: Overrides,
		gas_cap: u64,
	) -> Result<u64> {
		Ok(self.api.estimate_gas(self.at, request, overrides, gas_cap).map_err(Error::state)??)
	}

	fn access_list(
		&self,
		request: CallRequest,
		overrides: Overrides,
		gas_cap: u64,
	) -> Result<AccessListOutcome> {
		let outcome = self.api.create_access_list(self.at, request, overrides, gas_cap);
		Ok(outcome.map_err(Error::state)??)
	}

	fn simulate(
		&self,
		blocks: Vec<SimulatedBlock>,
		validation: bool,
		trace_transfers: bool,
		gas_cap: u64,
	) -> Result<Vec<SimulatedOutcome>> {
		let outcomes = self.api.simulate(self.at, blocks, validation, trace_transfers, gas_cap);
		outcomes.map_err(Error::state)?.map_err(crate::simulate::refusal)
	}

	fn trace_call(
		&self,
		request: CallRequest,
		overrides: Overrides,
		tracer: Tracer,
		gas_cap: u64,
	) -> Result<Vec<u8>> {
		let trace = self.api.trace_call(self.at, request, overrides, tracer, gas_cap);
		Ok(trace.map_err(Error::state)??)
	}
}
