// SPDX-License-Identifier: Apache-2.0

//! 0x812: agents and apps.

use crate::{
	abi::IAgents::{self, IAgentsCalls},
	kit::{address, bounded, revert, sol_address, string, text, Handle, Precompile, Step},
	pallet::Config,
};
use alloc::vec::Vec;
use alloy_sol_types::SolCall;
use openledger_evm_primitives::{PrecompileKind, PrecompileResult};
use openledger_primitives::{AgentId, ModelVersionId};
use pallet_agents::{AgentKind, Call, NextAgentId, Uses};

/// Agents and apps.
pub struct Agents;

fn kind(kind: &IAgents::Kind) -> Step<AgentKind> {
	match kind {
		IAgents::Kind::Agent => Ok(AgentKind::Agent),
		IAgents::Kind::App => Ok(AgentKind::App),
		_ => Err(revert("BadEncoding")),
	}
}

fn uses(ids: Vec<u32>) -> Step<Uses> {
	bounded(ids.into_iter().map(ModelVersionId).collect())
}

fn agent<T: pallet_agents::Config>(id: u32) -> Step<IAgents::Agent> {
	let found =
		pallet_agents::Agents::<T>::get(AgentId(id)).ok_or_else(|| revert("UnknownAgent"))?;
	Ok(IAgents::Agent {
		owner: address(&found.owner),
		beneficiary: address(&found.beneficiary),
		kind: match found.kind {
			AgentKind::Agent => IAgents::Kind::Agent,
			AgentKind::App => IAgents::Kind::App,
		},
		name: string(&found.name),
		card: string(&found.card),
		markup: found.markup,
		uses: found.uses.iter().map(|id| id.0).collect(),
		live: found.live,
	})
}

impl<T> Precompile<T> for Agents
where
	T: Config + pallet_agents::Config,
	<T as frame_system::Config>::RuntimeCall: From<Call<T>>,
{
	const ADDRESS: u64 = 0x812;
	const KIND: PrecompileKind = PrecompileKind::Stateful;
	type Interface = IAgentsCalls;

	fn run(handle: &mut Handle<'_, '_, T>, call: IAgentsCalls) -> PrecompileResult {
		let sender = sol_address(handle.sender());
		match call {
			IAgentsCalls::register(call) => {
				handle.reads(1)?;
				let id = NextAgentId::<T>::get().0;
				handle.dispatch(Call::<T>::register {
					kind: kind(&call.kind)?,
					name: text(call.name)?,
					card: text(call.card)?,
					markup: call.markup,
					uses: uses(call.uses)?,
				})?;
				handle.log(IAgents::AgentRegistered {
					agent: id,
					owner: sender,
					kind: call.kind,
					markup: call.markup,
				})?;
				return Ok(IAgents::registerCall::abi_encode_returns(&id));
			},
			IAgentsCalls::update(call) => {
				handle.dispatch(Call::<T>::update {
					agent: AgentId(call.agent),
					card: text(call.card)?,
					markup: call.markup,
					uses: uses(call.uses)?,
				})?;
				handle.log(IAgents::AgentUpdated { agent: call.agent, markup: call.markup })?;
			},
			IAgentsCalls::setBeneficiary(call) => {
				let beneficiary = handle.account_at(call.beneficiary)?;
				handle.dispatch(Call::<T>::set_beneficiary {
					agent: AgentId(call.agent),
					beneficiary,
				})?;
				handle.log(IAgents::BeneficiarySet {
					agent: call.agent,
					beneficiary: call.beneficiary,
				})?;
			},
			IAgentsCalls::retire(call) => {
				handle.dispatch(Call::<T>::retire { agent: AgentId(call.agent) })?;
				handle.log(IAgents::AgentRetired { agent: call.agent })?;
			},
			IAgentsCalls::transfer(call) => {
				let new_owner = handle.account_at(call.newOwner)?;
				handle.dispatch(Call::<T>::transfer { agent: AgentId(call.agent), new_owner })?;
				handle.log(IAgents::AgentTransferred {
					agent: call.agent,
					from: sender,
					to: call.newOwner,
				})?;
			},
			IAgentsCalls::agentCount(_) => {
				handle.reads(1)?;
				let count = NextAgentId::<T>::get().0;
				return Ok(IAgents::agentCountCall::abi_encode_returns(&count));
			},
			IAgentsCalls::getAgent(call) => {
				handle.reads(1)?;
				let found = agent::<T>(call.agent)?;
				return Ok(IAgents::getAgentCall::abi_encode_returns(&found));
			},
		}
		Ok(Vec::new())
	}
}
