// SPDX-License-Identifier: Apache-2.0

//! Agents and apps.

use crate::{
	abi::{IAgents, IIdentityRegistry},
	kit::sol_address,
	mock::*,
};
use alloy_primitives::{Address, U256};
use frame_support::traits::fungible::MutateHold;
use openledger_primitives::OPEN;
use openledger_primitives_account::eth_account;

const AGENTS: u64 = 0x812;

fn register(markup: u32) -> IAgents::registerCall {
	IAgents::registerCall {
		kind: IAgents::Kind::App,
		name: "Clerk".into(),
		card: "http://127.0.0.1/card.json".into(),
		markup,
		uses: vec![],
	}
}

fn agent(id: u32) -> IAgents::Agent {
	by(9).call(AGENTS, IAgents::getAgentCall { agent: id })
}

fn update(id: u32, markup: u32) -> IAgents::updateCall {
	let card = "http://127.0.0.1/other.json".into();
	IAgents::updateCall { agent: id, card, markup, uses: vec![] }
}

#[test]
fn an_agent_lives() {
	execute(|| {
		assert_eq!(by(9).call(AGENTS, IAgents::agentCountCall {}), 0);
		let (id, logs) = by(1).logged(AGENTS, register(10_000));
		assert_eq!(id, 0);
		let event: IAgents::AgentRegistered = only_event(AGENTS, &logs);
		assert_eq!((event.agent, event.owner, event.markup), (0, sol(1), 10_000));
		assert_eq!(by(2).call(AGENTS, register(0)), 1);
		assert_eq!(by(9).call(AGENTS, IAgents::agentCountCall {}), 2);

		let found = agent(0);
		assert_eq!((found.owner, found.beneficiary), (sol(1), sol(1)));
		assert_eq!(found.name, "Clerk");
		assert_eq!(found.card, "http://127.0.0.1/card.json");
		assert!(found.live && found.uses.is_empty());

		let (_, logs) = by(1).logged(AGENTS, update(0, 20_000));
		let event: IAgents::AgentUpdated = only_event(AGENTS, &logs);
		assert_eq!((event.agent, event.markup), (0, 20_000));
		assert_eq!(agent(0).card, "http://127.0.0.1/other.json");

		let beneficiary = sol_address(user(7));
		let call = IAgents::setBeneficiaryCall { agent: 0, beneficiary };
		let (_, logs) = by(1).logged(AGENTS, call);
		let event: IAgents::BeneficiarySet = only_event(AGENTS, &logs);
		assert_eq!((event.agent, event.beneficiary), (0, beneficiary));
		assert_eq!(agent(0).beneficiary, beneficiary);

		let call = IAgents::transferCall { agent: 0, newOwner: sol(2) };
		let (_, logs) = by(1).logged(AGENTS, call);
		let event: IAgents::AgentTransferred = only_event(AGENTS, &logs);
		assert_eq!((event.agent, event.from, event.to), (0, sol(1), sol(2)));
		assert_eq!((agent(0).owner, agent(0).beneficiary), (sol(2), sol(2)));

		let (_, logs) = by(2).logged(AGENTS, IAgents::retireCall { agent: 0 });
		let event: IAgents::AgentRetired = only_event(AGENTS, &logs);
		assert_eq!(event.agent, 0);
		assert!(!agent(0).live);
	});
}

#[test]
fn a_substrate_account_can_be_the_beneficiary() {
	execute(|| {
		by(1).call(AGENTS, register(0));
		let beneficiary = crate::kit::address(&substrate());
		by(1).call(AGENTS, IAgents::setBeneficiaryCall { agent: 0, beneficiary });
		let stored = pallet_agents::Agents::<Test>::get(openledger_primitives::AgentId(0));
		assert_eq!(stored.unwrap().beneficiary, substrate());
	});
}

#[test]
fn calls_are_refused_with_the_pallets_reason() {
	execute(|| {
		let refused = |call: IAgents::registerCall| by(1).refused(AGENTS, call);
		assert_eq!(
			refused(IAgents::registerCall { name: "".into(), ..register(0) }),
			"InvalidName"
		);
		assert_eq!(
			refused(IAgents::registerCall { card: "x".into(), ..register(0) }),
			"InvalidCard"
		);
		assert_eq!(refused(register(300_001)), "MarkupOverBound");
		assert_eq!(
			refused(IAgents::registerCall { uses: vec![0], ..register(0) }),
			"UnknownModelVersion"
		);
		assert_eq!(
			refused(IAgents::registerCall { name: "n".repeat(65), ..register(0) }),
			"TooLong"
		);
		assert_eq!(
			refused(IAgents::registerCall { card: "c".repeat(257), ..register(0) }),
			"TooLong"
		);
		assert_eq!(refused(IAgents::registerCall { uses: vec![0; 33], ..register(0) }), "TooLong");
		assert_eq!(by(9).refused(AGENTS, register(0)), "FundsUnavailable");

		assert_eq!(by(1).refused(AGENTS, update(0, 0)), "UnknownAgent");
		assert_eq!(by(1).refused(AGENTS, IAgents::getAgentCall { agent: 0 }), "UnknownAgent");
		by(1).call(AGENTS, register(0));
		assert_eq!(by(2).refused(AGENTS, update(0, 0)), "NotOwner");
		assert_eq!(by(2).refused(AGENTS, IAgents::retireCall { agent: 0 }), "NotOwner");
		let call = IAgents::setBeneficiaryCall { agent: 0, beneficiary: sol(2) };
		assert_eq!(by(2).refused(AGENTS, call), "NotOwner");
		let call = IAgents::transferCall { agent: 0, newOwner: sol(1) };
		assert_eq!(by(1).refused(AGENTS, call), "SameOwner");
		by(1).call(AGENTS, IAgents::retireCall { agent: 0 });
		assert_eq!(by(1).refused(AGENTS, IAgents::retireCall { agent: 0 }), "NotLive");
		assert_eq!(by(1).refused(AGENTS, update(0, 0)), "NotLive");
	});
}

#[test]
fn the_deposit_is_held_from_the_caller() {
	execute(|| {
		by(1).call(AGENTS, register(0));
		assert_eq!(Balances::free_balance(eth_account(user(1))), RICHES - OPEN);
		let reason = pallet_agents::HoldReason::AgentDeposit.into();
		let released = <Balances as MutateHold<_>>::release(
			&reason,
			&eth_account(user(1)),
			OPEN,
			frame_support::traits::tokens::Precision::Exact,
		);
		assert_eq!(released, Ok(OPEN));
	});
}

#[test]
fn agents_are_identities() {
	const REGISTRY: u64 = 0x823;
	execute(|| {
		by(1).call(AGENTS, register(10_000));
		let call = IAgents::setBeneficiaryCall { agent: 0, beneficiary: sol(3) };
		by(1).call(AGENTS, call);
		let agent_id = U256::ZERO;
		let owner = by(9).call(REGISTRY, IIdentityRegistry::ownerOfCall { agentId: agent_id });
		assert_eq!(owner, sol(1));
		let uri = by(9).call(REGISTRY, IIdentityRegistry::tokenURICall { agentId: agent_id });
		assert_eq!(uri, "http://127.0.0.1/card.json");
		let wallet =
			by(9).call(REGISTRY, IIdentityRegistry::getAgentWalletCall { agentId: agent_id });
		assert_eq!(wallet, sol(3));
		let metadata = |key: &str| {
			let call =
				IIdentityRegistry::getMetadataCall { agentId: agent_id, metadataKey: key.into() };
			by(9).call(REGISTRY, call).to_vec()
		};
		assert_eq!(metadata("agentWallet"), sol(3).to_vec());
		assert_eq!(metadata("name"), b"Clerk");
		assert_eq!(metadata("kind"), b"app");
		assert_eq!(metadata("markup"), U256::from(10_000).to_be_bytes::<32>());
		assert_eq!(metadata("active"), U256::from(1).to_be_bytes::<32>());
		assert!(metadata("other").is_empty());
		assert_eq!(by(9).call(REGISTRY, IIdentityRegistry::symbolCall {}), "OLAG");
		assert_eq!(by(9).call(REGISTRY, IIdentityRegistry::nameCall {}), "OpenLedger Agents");

		for id in [U256::from(1), U256::MAX] {
			let call = IIdentityRegistry::ownerOfCall { agentId: id };
			assert_eq!(by(9).refused(REGISTRY, call), "NotFound");
		}
		assert_ne!(wallet, Address::ZERO);
	});
}
