// SPDX-License-Identifier: Apache-2.0
//! Access lists and simulations.

use super::*;
use crate::{tests::asm::Kind, TRANSFER_ADDRESS};
use openledger_evm_primitives::{
	call::SimulatedBlock, AccountOverride, BlockOverride, CallError, ExitReason, Invalid,
};
use sp_core::U256;

#[test]
fn an_access_list_is_what_is_touched() {
	ExtBuilder::build_and_execute(|| {
		// BALANCE of an account, a call of TWO and of a precompile, slots of ONE and TWO.
		place(TWO, counter());
		let other = H160::repeat_byte(9);
		let code = Asm::new()
			.sstore(5, 1)
			.call(Kind::Call, TWO, 0, &[])
			.call(Kind::Static, VIEW, 0, &[])
			.call(Kind::Static, H160::from_low_u64_be(4), 0, &[])
			.push_address(other)
			.op(0x31);
		place(ONE, code.stop().build());
		let empty = Overrides::default();
		let outcome = Evm::rpc_create_access_list(&request(ONE), &empty, GAS).unwrap();
		let list: Vec<(H160, Vec<H256>)> =
			outcome.access_list.iter().map(|item| (item.address, item.slots.clone())).collect();
		let slot = |number| H256::from_low_u64_be(number);
		assert_eq!(list, [(ONE, vec![slot(5)]), (TWO, vec![slot(0)]), (other, vec![])]);
		assert_eq!(outcome.exit, ExitReason::Succeed);
		let with = CallRequest { access_list: outcome.access_list, ..request(ONE) };
		assert_eq!(Evm::rpc_call(&with, &empty, GAS).unwrap().gas_used, outcome.gas_used);
		// A transfer touches nothing that is not warm.
		let outcome = Evm::rpc_create_access_list(&request(BOB), &empty, GAS).unwrap();
		assert_eq!((outcome.access_list, outcome.gas_used), (vec![], 21_000));
	});
}

#[test]
fn an_access_list_of_a_call_that_fails_says_how() {
	ExtBuilder::build_and_execute(|| {
		place(ONE, Asm::new().sstore(5, 1).revert().build());
		let outcome =
			Evm::rpc_create_access_list(&request(ONE), &Overrides::default(), GAS).unwrap();
		assert_eq!(outcome.exit, ExitReason::Revert);
		assert_eq!(outcome.access_list.len(), 1);
		let poor = CallRequest { value: U256::MAX, ..request(ONE) };
		assert_eq!(
			Evm::rpc_create_access_list(&poor, &Overrides::default(), GAS),
			Err(CallError::Invalid(Invalid::InsufficientFunds))
		);
	});
}

fn block(calls: Vec<CallRequest>) -> SimulatedBlock {
	SimulatedBlock { calls, ..Default::default() }
}

#[test]
fn simulated_blocks_carry_state() {
	ExtBuilder::build_and_execute(|| {
		place(ONE, counter());
		let blocks = [block(vec![request(ONE), request(ONE)]), block(vec![request(ONE)])];
		let outcomes = Evm::rpc_simulate(&blocks, false, false, GAS).unwrap();
		let answers: Vec<u64> = outcomes
			.iter()
			.flat_map(|block| &block.calls)
			.map(|call| U256::from_big_endian(&call.output).as_u64())
			.collect();
		assert_eq!(answers, [1, 2, 3]);
		let times: Vec<_> = outcomes.iter().map(|block| (block.number, block.timestamp)).collect();
		assert_eq!(times, [(101, 1_700_000_002), (102, 1_700_000_004)]);
		assert!(outcomes.iter().all(|block| block.base_fee.is_zero()));
		assert_eq!(Evm::rpc_storage_at(ONE, H256::zero()), H256::zero());
		// What stateful precompiles write is carried, too, and undone at the end.
		let count = CallRequest { input: vec![Op::Count as u8], ..request(BANK) };
		let blocks = [block(vec![count.clone()]), block(vec![count])];
		let outcomes = Evm::rpc_simulate(&blocks, false, false, GAS).unwrap();
		assert_eq!(U256::from_big_endian(&outcomes[1].calls[0].output), 2.into());
		assert_eq!(counted(), 0);
	});
}

#[test]
fn overrides_of_simulated_blocks() {
	ExtBuilder::build_and_execute(|| {
		place(ONE, counter());
		let set = |number: u64| AccountOverride {
			state_diff: Some(vec![(H256::zero(), H256::from_low_u64_be(number))]),
			..Default::default()
		};
		let change = |change: AccountOverride, block: BlockOverride, calls| SimulatedBlock {
			overrides: Overrides { accounts: vec![(ONE, change)], block },
			calls,
		};
		let wiped =
			AccountOverride { state: Some(vec![]), balance: Some(3.into()), ..Default::default() };
		// NUMBER, BALANCE of itself.
		let code = Asm::new().ops(&[0x47, 0x43, 0x01]).return_top().build();
		let replaced = AccountOverride { code: Some(code), ..Default::default() };
		let later = BlockOverride {
			number: Some(107.into()),
			time: Some(1_800_000_000),
			..Default::default()
		};
		let blocks = [
			change(set(10), Default::default(), vec![request(ONE)]),
			change(set(20), Default::default(), vec![request(ONE)]),
			change(wiped, Default::default(), vec![request(ONE)]),
			change(replaced, later, vec![request(ONE)]),
			block(vec![]),
		];
		let outcomes = Evm::rpc_simulate(&blocks, false, false, GAS).unwrap();
		let answers: Vec<u64> = outcomes
			.iter()
			.flat_map(|block| &block.calls)
			.map(|call| U256::from_big_endian(&call.output).as_u64())
			.collect();
		assert_eq!(answers, [11, 21, 1, 110]);
		// Three blocks without calls fill the numbers that are left out.
		let places: Vec<_> =
			outcomes[2..].iter().map(|block| (block.number, block.timestamp)).collect();
		let gap = [(104, 1_700_000_008), (105, 1_700_000_010), (106, 1_700_000_012)];
		assert_eq!(places[0], (103, 1_700_000_006));
		assert_eq!(places[1..4], gap);
		assert_eq!(places[4..], [(107, 1_800_000_000), (108, 1_800_000_002)]);
		let both = AccountOverride { state: Some(vec![]), ..set(1) };
		let blocks = [change(both, Default::default(), vec![])];
		assert_eq!(Evm::rpc_simulate(&blocks, false, false, GAS), Err(CallError::Overrides));
	});
}

#[test]
fn simulated_blocks_are_in_order_and_few() {
	ExtBuilder::build_and_execute(|| {
		let at = |number: Option<U256>, time: Option<u64>| SimulatedBlock {
			overrides: Overrides {
				block: BlockOverride { number, time, ..Default::default() },
				..Default::default()
			},
			calls: vec![],
		};
		let run = |blocks: &[SimulatedBlock]| Evm::rpc_simulate(blocks, false, false, GAS);
		let low = |number: u64, parent: u64| {
			Err(CallError::BlockNumber { parent: parent.into(), number: number.into() })
		};
		assert_eq!(run(&[at(Some(100.into()), None)]), low(100, 100));
		assert_eq!(run(&[at(Some(105.into()), None), at(Some(105.into()), None)]), low(105, 105));
		let late = |parent, time| Err(CallError::BlockTime { parent, time });
		let now = 1_700_000_000;
		assert_eq!(run(&[at(None, Some(now))]), late(now, now));
		// The blocks of a gap have times, too.
		assert_eq!(run(&[at(Some(104.into()), Some(now + 6))]), late(now + 6, now + 6));
		assert_eq!(run(&[at(None, Some(u64::MAX)), at(None, None)]), late(u64::MAX, u64::MAX));
		assert_eq!(run(&[at(Some(356.into()), None)]).map(|blocks| blocks.len()), Ok(256));
		assert_eq!(run(&[at(Some(357.into()), None)]), Err(CallError::TooManyBlocks));
		assert_eq!(run(&[at(Some(U256::MAX), None)]), Err(CallError::TooManyBlocks));
	});
}

#[test]
fn simulated_transfers_show_as_logs() {
	ExtBuilder::build_and_execute(|| {
		// Sends 2 on to Bob, then a frame that sends and reverts.
		place(TWO, Asm::new().call(Kind::Call, BOB, 1, &[]).revert().build());
		let code = Asm::new().call(Kind::Call, BOB, 2, &[]).call(Kind::Call, TWO, 1, &[]);
		place(ONE, code.stop().build());
		let call = CallRequest { value: 9.into(), ..request(ONE) };
		let blocks = [block(vec![call.clone(), CallRequest { value: 5.into(), ..request(BOB) }])];
		let outcomes = Evm::rpc_simulate(&blocks, false, true, GAS).unwrap();
		let moved: Vec<(H160, H160, u64)> = outcomes[0]
			.calls
			.iter()
			.flat_map(|call| &call.logs)
			.map(|log| {
				assert_eq!(log.address, TRANSFER_ADDRESS);
				let amount = U256::from_big_endian(&log.data).as_u64();
				(H160::from(log.topics[1]), H160::from(log.topics[2]), amount)
			})
			.collect();
		assert_eq!(moved, [(ALICE, ONE, 9), (ONE, BOB, 2), (ALICE, BOB, 5)]);
		let plain = Evm::rpc_simulate(&blocks, false, false, GAS).unwrap();
		assert!(plain[0].calls[0].logs.is_empty());
	});
}

#[test]
fn simulations_with_validation_and_with_little_gas() {
	ExtBuilder::build_and_execute(|| {
		let pay = |nonce, price: u64| CallRequest {
			value: 1.into(),
			nonce: Some(nonce),
			max_fee_per_gas: Some(price.into()),
			..request(BOB)
		};
		let run = |calls| Evm::rpc_simulate(&[block(calls)], true, false, GAS);
		let outcomes = run(vec![pay(0, 7), pay(1, 8)]).unwrap();
		let used: Vec<_> = outcomes[0].calls.iter().map(|call| call.gas_used).collect();
		assert_eq!(used, [21_000, 21_000]);
		assert_eq!(outcomes[0].base_fee, BLOCK_FEE.into());
		// A call that cannot start ends the simulation.
		let refused = |call, invalid| {
			assert_eq!(run(vec![pay(0, 7), call]), Err(CallError::Invalid(invalid)));
		};
		refused(pay(0, 7), Invalid::NonceTooLow);
		refused(pay(2, 7), Invalid::NonceTooHigh);
		refused(pay(1, 6), Invalid::FeeCapTooLow);
		// Gas in all.
		let blocks = [block(vec![request(BOB)]), block(vec![request(BOB), request(BOB)])];
		let little = Evm::rpc_simulate(&blocks, false, false, 50_000);
		assert_eq!(little, Err(CallError::Invalid(Invalid::IntrinsicGas)));
		assert!(Evm::rpc_simulate(&blocks, false, false, 63_000).is_ok());
	});
}
