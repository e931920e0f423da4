// SPDX-License-Identifier: Apache-2.0

//! Batches, through the real EVM.

#![allow(non_snake_case)]

use crate::{
	abi::{IAgents, IBatch, IOpen},
	kit::{address_of, sol_address},
	mock::*,
};
use alloy_primitives::{Address, Bytes, U256};
use alloy_sol_types::SolCall;
use openledger_evm_primitives::{Execution, ExitReason, Log};
use openledger_primitives::OPEN;
use openledger_primitives_account::eth_account;
use sp_core::H160;

const BATCH: u64 = 0x801;
const TOKEN: u64 = 0x800;
const AGENTS: u64 = 0x812;

/// A call of a batch.
struct Sub {
	to: H160,
	value: u128,
	data: Vec<u8>,
	gas: u64,
}

fn sub(number: u64, call: &impl SolCall) -> Sub {
	Sub { to: address_of(number), value: 0, data: call.abi_encode(), gas: 0 }
}

fn pay(to: u8, plancks: u128) -> Sub {
	sub(TOKEN, &IOpen::transferCall { to: sol(to), value: amount(plancks) })
}

/// The four arguments of the three functions.
fn arguments(subs: Vec<Sub>) -> (Vec<Address>, Vec<U256>, Vec<Bytes>, Vec<u64>) {
	let mut all = (vec![], vec![], vec![], vec![]);
	for sub in subs {
		all.0.push(sol_address(sub.to));
		all.1.push(amount(sub.value));
		all.2.push(sub.data.into());
		all.3.push(sub.gas);
	}
	all
}

fn all(subs: Vec<Sub>) -> Vec<u8> {
	let (to, value, callData, gasLimit) = arguments(subs);
	IBatch::batchAllCall { to, value, callData, gasLimit }.abi_encode()
}

fn some(subs: Vec<Sub>) -> Vec<u8> {
	let (to, value, callData, gasLimit) = arguments(subs);
	IBatch::batchSomeCall { to, value, callData, gasLimit }.abi_encode()
}

fn until_failure(subs: Vec<Sub>) -> Vec<u8> {
	let (to, value, callData, gasLimit) = arguments(subs);
	IBatch::batchSomeUntilFailureCall { to, value, callData, gasLimit }.abi_encode()
}

fn run(input: Vec<u8>) -> Execution {
	send(address_of(BATCH), input)
}

fn free(who: H160) -> u128 {
	Balances::free_balance(eth_account(who))
}

/// Which calls of a batch succeeded and which failed, in order.
fn results(logs: &[Log]) -> Vec<(u64, bool)> {
	logs.iter()
		.filter(|log| log.address == address_of(BATCH))
		.map(|log| {
			use alloy_sol_types::SolEvent;
			let good = log.topics[0].0 == IBatch::SubcallSucceeded::SIGNATURE_HASH.0;
			let index = if good {
				event::<IBatch::SubcallSucceeded>(BATCH, log).index
			} else {
				event::<IBatch::SubcallFailed>(BATCH, log).index
			};
			(index.to(), good)
		})
		.collect()
}

#[test]
fn calls_are_made_in_the_name_of_the_caller() {
	execute(|| {
		let register = IAgents::registerCall {
			kind: IAgents::Kind::App,
			name: "Clerk".into(),
			card: "http://127.0.0.1/card.json".into(),
			markup: 0,
			uses: vec![],
		};
		let send = Sub { to: user(3), value: 5 * OPEN, data: vec![], gas: 0 };
		let done = run(all(vec![pay(2, OPEN), sub(AGENTS, &register), send]));
		assert_eq!(done.exit, ExitReason::Succeed);
		assert_eq!(results(&done.logs), [(0, true), (1, true), (2, true)]);
		let agent = by(9).call(AGENTS, IAgents::getAgentCall { agent: 0 });
		assert_eq!(agent.owner, sol(1));
		assert_eq!(free(user(2)), RICHES + OPEN);
		assert_eq!(free(user(3)), RICHES + 5 * OPEN);
		// The deposit of the agent is held from the caller, too; gas costs nothing here.
		assert_eq!(free(user(1)), RICHES - 7 * OPEN);
		assert_eq!(free(address_of(BATCH)), 0);
		let from: IOpen::Transfer = event(TOKEN, &done.logs[0]);
		assert_eq!(from.from, sol(1));
	});
}

#[test]
fn all_or_nothing() {
	execute(|| {
		let done = run(all(vec![pay(2, OPEN), sub(AGENTS, &IAgents::retireCall { agent: 7 })]));
		assert_eq!(done.exit, ExitReason::Revert);
		assert_eq!(reason(&done.output), "UnknownAgent");
		assert!(done.logs.is_empty());
		assert_eq!(free(user(2)), RICHES);
	});
}

#[test]
fn some_may_fail() {
	execute(|| {
		let calls = || {
			let fails = sub(AGENTS, &IAgents::retireCall { agent: 7 });
			let too_much = Sub { to: user(3), value: 2 * RICHES, data: vec![], gas: 0 };
			vec![pay(2, OPEN), fails, too_much, pay(2, OPEN)]
		};
		let done = run(some(calls()));
		assert_eq!(done.exit, ExitReason::Succeed);
		assert_eq!(results(&done.logs), [(0, true), (1, false), (2, false), (3, true)]);
		assert_eq!(free(user(2)), RICHES + 2 * OPEN);

		let done = run(until_failure(calls()));
		assert_eq!(done.exit, ExitReason::Succeed);
		assert_eq!(results(&done.logs), [(0, true), (1, false)]);
		assert_eq!(free(user(2)), RICHES + 3 * OPEN);
	});
}

#[test]
fn gas_limits_hold() {
	execute(|| {
		let dear = |gas| Sub { gas, ..pay(2, OPEN) };
		let done = run(some(vec![dear(100), dear(u64::MAX), dear(500_000)]));
		assert_eq!(results(&done.logs), [(0, false), (1, false), (2, true)]);
		assert_eq!(free(user(2)), RICHES + OPEN);
		let done = run(all(vec![pay(2, OPEN), dear(u64::MAX)]));
		assert_eq!((done.exit, done.output), (ExitReason::Revert, vec![]));
		assert_eq!(free(user(2)), RICHES + OPEN);
	});
}

#[test]
fn missing_arguments_are_zero() {
	execute(|| {
		let call = IBatch::batchAllCall {
			to: vec![sol(2), sol(3)],
			value: vec![amount(OPEN)],
			callData: vec![],
			gasLimit: vec![],
		};
		assert_eq!(results(&run(call.abi_encode()).logs), [(0, true), (1, true)]);
		assert_eq!((free(user(2)), free(user(3))), (RICHES + OPEN, RICHES));
		let longer = IBatch::batchAllCall {
			to: vec![sol(2)],
			value: vec![amount(OPEN); 2],
			callData: vec![],
			gasLimit: vec![],
		};
		let done = run(longer.abi_encode());
		assert_eq!(done.exit, ExitReason::Revert);
		assert_eq!(reason(&done.output), "TooLong");
		assert_eq!(run(all(vec![])).exit, ExitReason::Succeed);
	});
}

#[test]
fn batches_nest_and_stay_the_callers() {
	execute(|| {
		let inner = Sub { to: address_of(BATCH), value: 0, data: all(vec![pay(2, OPEN)]), gas: 0 };
		let done = run(all(vec![inner, pay(3, OPEN)]));
		assert_eq!(results(&done.logs), [(0, true), (0, true), (1, true)]);
		assert_eq!(free(user(1)), RICHES - 2 * OPEN);
	});
}

#[test]
fn no_contract_acts_through_a_batch() {
	execute(|| {
		by(1).call(TOKEN, IOpen::transferCall { to: sol_address(FORWARDER), value: amount(OPEN) });
		let call = |contract| {
			let (to, value, callData, gasLimit) = arguments(vec![pay(2, OPEN)]);
			let call = IBatch::batchAllCall { to, value, callData, gasLimit };
			transact(contract, BATCH, &call)
		};
		let done = call(FORWARDER);
		assert_eq!(done.exit, ExitReason::Revert);
		assert_eq!(reason(&done.output), "NotOrigin");
		// Nor with its code in the place of the contract's own, nor without change of state.
		assert_eq!(call(DELEGATOR).exit, ExitReason::Revert);
		assert_eq!(call(READER).exit, ExitReason::Revert);
		assert_eq!((free(FORWARDER), free(user(2))), (OPEN, RICHES));
		// A contract that is called by a batch does not become its caller.
		let to_contract = Sub {
			to: FORWARDER,
			value: 0,
			data: [sol_address(address_of(TOKEN)).into_word().to_vec(), pay(2, OPEN).data].concat(),
			gas: 0,
		};
		assert_eq!(results(&run(all(vec![to_contract])).logs), [(0, true)]);
		assert_eq!((free(FORWARDER), free(user(1))), (0, RICHES - OPEN));
	});
}

#[test]
fn value_is_refused() {
	execute(|| {
		use openledger_evm_primitives::{CallRequest, Overrides};
		let request = CallRequest {
			from: user(1),
			to: Some(address_of(BATCH)),
			value: 1.into(),
			input: all(vec![]),
			..Default::default()
		};
		let outcome = Evm::rpc_call(&request, &Overrides::default(), 1_000_000).unwrap();
		assert_eq!(outcome.exit, ExitReason::Revert);
	});
}

#[test]
fn the_code_is_shown_and_can_be_switched_off() {
	execute(|| {
		assert!(Evm::rpc_code(address_of(BATCH)).len() > 1_000);
		EvmPrecompiles::set_enabled(RuntimeOrigin::root(), address_of(BATCH), false).unwrap();
		assert_eq!(run(all(vec![pay(2, OPEN)])).exit, ExitReason::Revert);
		assert_eq!(free(user(2)), RICHES);
		EvmPrecompiles::set_enabled(RuntimeOrigin::root(), address_of(BATCH), true).unwrap();
		assert_eq!(run(all(vec![pay(2, OPEN)])).exit, ExitReason::Succeed);
	});
}

#[test]
fn damaged_arguments_are_refused() {
	execute(|| {
		let good = all(vec![pay(2, OPEN), pay(3, OPEN)]);
		for length in (0..good.len()).step_by(7) {
			let done = run(good[..length].to_vec());
			assert_ne!(done.exit, ExitReason::Succeed, "{length}");
		}
		assert_eq!((free(user(2)), free(user(3))), (RICHES, RICHES));
	});
}
