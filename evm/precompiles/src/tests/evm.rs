// SPDX-License-Identifier: Apache-2.0

//! Precompiles called by contracts of the real EVM.

use crate::{
	abi::{IAgents, IOpen},
	kit::{address_of, sol_address},
	mock::*,
};
use alloy_primitives::U256;
use alloy_sol_types::SolCall;
use openledger_evm_primitives::ExitReason;
use openledger_primitives::OPEN;
use openledger_primitives_account::eth_account;

const TOKEN: u64 = 0x800;
const AGENTS: u64 = 0x812;

fn fund(contract: sp_core::H160) {
	let to = sol_address(contract);
	by(1).call(TOKEN, IOpen::transferCall { to, value: amount(10 * OPEN) });
}

fn register() -> IAgents::registerCall {
	IAgents::registerCall {
		kind: IAgents::Kind::App,
		name: "Clerk".into(),
		card: "http://127.0.0.1/card.json".into(),
		markup: 0,
		uses: vec![],
	}
}

fn agents() -> u32 {
	by(9).call(AGENTS, IAgents::agentCountCall {})
}

#[test]
fn a_contract_acts_as_itself() {
	execute(|| {
		fund(FORWARDER);
		let done = transact(FORWARDER, AGENTS, &register());
		assert_eq!(done.exit, ExitReason::Succeed);
		assert_eq!(IAgents::registerCall::abi_decode_returns(&done.output).unwrap(), 0);
		let event: IAgents::AgentRegistered = only_event(AGENTS, &done.logs);
		assert_eq!(event.owner, sol_address(FORWARDER));
		let owner = by(9).call(AGENTS, IAgents::getAgentCall { agent: 0 }).owner;
		assert_eq!(owner, sol_address(FORWARDER));
		// The deposit is the contract's, not the signer's.
		assert_eq!(Balances::free_balance(eth_account(FORWARDER)), 9 * OPEN);
	});
}

#[test]
fn tokens_and_value_stay_one_balance_within_a_transaction() {
	execute(|| {
		fund(FORWARDER);
		let pay = IOpen::transferCall { to: sol(2), value: amount(3 * OPEN) };
		let done = transact(FORWARDER, TOKEN, &pay);
		assert_eq!(done.exit, ExitReason::Succeed);
		only_event::<IOpen::Transfer>(TOKEN, &done.logs);
		assert_eq!(Balances::free_balance(eth_account(FORWARDER)), 7 * OPEN);
		assert_eq!(Balances::free_balance(eth_account(user(2))), RICHES + 3 * OPEN);
		let account = IOpen::balanceOfCall { account: sol_address(FORWARDER) };
		let read = transact(READER, TOKEN, &account);
		let balance = IOpen::balanceOfCall::abi_decode_returns(&read.output).unwrap();
		assert_eq!(balance, amount(7 * OPEN));
	});
}

#[test]
fn a_revert_reaches_the_contract_with_its_reason() {
	execute(|| {
		let done = transact(FORWARDER, AGENTS, &IAgents::retireCall { agent: 0 });
		assert_eq!(done.exit, ExitReason::Revert);
		assert_eq!(reason(&done.output), "UnknownAgent");
		assert!(done.logs.is_empty());
	});
}

#[test]
fn what_a_reverted_frame_did_is_undone() {
	execute(|| {
		fund(REVERTER);
		fund(TRIER);
		let done = transact(REVERTER, AGENTS, &register());
		assert_eq!(done.exit, ExitReason::Revert);
		assert_eq!(agents(), 0);
		// The inner frame is undone and the outer one goes on.
		let done = transact(TRIER, AGENTS, &register());
		assert_eq!(done.exit, ExitReason::Succeed);
		assert_eq!(agents(), 1);
		let event: IAgents::AgentRegistered = only_event(AGENTS, &done.logs);
		assert_eq!(event.owner, sol_address(TRIER));
		assert_eq!(Balances::free_balance(eth_account(REVERTER)), 10 * OPEN);
		assert_eq!(Balances::free_balance(eth_account(TRIER)), 9 * OPEN);
	});
}

#[test]
fn nobody_is_impersonated_by_a_delegated_call() {
	execute(|| {
		fund(DELEGATOR);
		let pay = IOpen::transferCall { to: sol(2), value: amount(OPEN) };
		let done = transact(DELEGATOR, TOKEN, &pay);
		assert_eq!(done.exit, ExitReason::Revert);
		assert_eq!(Balances::free_balance(eth_account(user(2))), RICHES);
	});
}

#[test]
fn a_static_call_reads_and_does_not_change() {
	execute(|| {
		fund(READER);
		let pay = IOpen::transferCall { to: sol(2), value: amount(OPEN) };
		let done = transact(READER, TOKEN, &pay);
		assert_eq!(done.exit, ExitReason::Revert);
		assert_eq!(reason(&done.output), "StaticCall");
		let read = transact(READER, TOKEN, &IOpen::totalSupplyCall {});
		assert_eq!(read.exit, ExitReason::Succeed);
		let supply = IOpen::totalSupplyCall::abi_decode_returns(&read.output).unwrap();
		assert!(supply > U256::ZERO);
	});
}

#[test]
fn the_evm_is_not_started_again_by_a_proxied_call() {
	use crate::abi::IProxy;
	use codec::Encode;
	execute(|| {
		let proxy = IProxy::addProxyCall { delegate: sol_address(FORWARDER), kind: 0, delay: 0 };
		by(1).call(0x802, proxy);
		let inner = pallet_evm::Call::<Test>::call {
			source: user(1),
			target: FORWARDER,
			input: [
				sol_address(address_of(TOKEN)).into_word().to_vec(),
				IOpen::transferCall { to: sol(2), value: amount(0) }.abi_encode(),
			]
			.concat(),
			value: Default::default(),
			gas_limit: 100_000,
			max_fee_per_gas: Default::default(),
			max_priority_fee_per_gas: None,
			access_list: vec![],
		};
		let call = RuntimeCall::from(inner).encode().into();
		let done = transact(FORWARDER, 0x802, &IProxy::proxyCall { real: sol(1), call });
		assert_eq!(done.exit, ExitReason::Succeed);
		let refused = System::events().iter().any(|record| {
			matches!(
				record.event,
				RuntimeEvent::Proxy(pallet_proxy::Event::ProxyExecuted { result: Err(error) })
					if error == pallet_evm::Error::<Test>::Reentrancy.into()
			)
		});
		assert!(refused);
	});
}

#[test]
fn a_precompile_that_is_off_refuses() {
	execute(|| {
		EvmPrecompiles::set_enabled(RuntimeOrigin::root(), address_of(TOKEN), false).unwrap();
		let done = transact(FORWARDER, TOKEN, &IOpen::totalSupplyCall {});
		assert_eq!(done.exit, ExitReason::Revert);
		EvmPrecompiles::set_enabled(RuntimeOrigin::root(), address_of(TOKEN), true).unwrap();
		let done = transact(FORWARDER, TOKEN, &IOpen::totalSupplyCall {});
		assert_eq!(done.exit, ExitReason::Succeed);
	});
}
