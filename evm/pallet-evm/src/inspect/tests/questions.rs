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
			.map(|call| U256::from_big_endian(&call.as_ref().unwrap().output).as_u64())
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
		let last = outcomes[1].calls[0].as_ref().unwrap();
		assert_eq!(U256::from_big_endian(&last.output), 2.into());
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
			number: Some(500.into()),
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
			.map(|call| U256::from_big_endian(&call.as_ref().unwrap().output).as_u64())
			.collect();
		assert_eq!(answers, [11, 21, 1, 503]);
		assert_eq!((outcomes[4].number, outcomes[4].timestamp), (501, 1_800_000_002));
		let early = BlockOverride { number: Some(100.into()), ..Default::default() };
		let blocks = [change(Default::default(), early, vec![])];
		assert_eq!(Evm::rpc_simulate(&blocks, false, false, GAS), Err(CallError::BlockOrder));
		let both = AccountOverride { state: Some(vec![]), ..set(1) };
		let blocks = [change(both, Default::default(), vec![])];
		assert_eq!(Evm::rpc_simulate(&blocks, false, false, GAS), Err(CallError::Overrides));
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
			.flat_map(|call| &call.as_ref().unwrap().logs)
			.map(|log| {
				assert_eq!(log.address, TRANSFER_ADDRESS);
				let amount = U256::from_big_endian(&log.data).as_u64();
				(H160::from(log.topics[1]), H160::from(log.topics[2]), amount)
			})
			.collect();
		assert_eq!(moved, [(ALICE, ONE, 9), (ONE, BOB, 2), (ALICE, BOB, 5)]);
		let plain = Evm::rpc_simulate(&blocks, false, false, GAS).unwrap();
		assert!(plain[0].calls[0].as_ref().unwrap().logs.is_empty());
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
		let blocks = [block(vec![pay(0, 7), pay(0, 7), pay(2, 7), pay(1, 6), pay(1, 8)])];
		let outcomes = Evm::rpc_simulate(&blocks, true, false, GAS).unwrap();
		let ends: Vec<_> =
			outcomes[0].calls.iter().map(|call| call.as_ref().map(|call| call.gas_used)).collect();
		assert_eq!(
			ends,
			[
				Ok(21_000),
				Err(&Invalid::NonceTooLow),
				Err(&Invalid::NonceTooHigh),
				Err(&Invalid::FeeCapTooLow),
				Ok(21_000)
			]
		);
		assert_eq!(outcomes[0].base_fee, BLOCK_FEE.into());
		// Gas in all.
		let blocks = [block(vec![request(BOB)]), block(vec![request(BOB), request(BOB)])];
		let outcomes = Evm::rpc_simulate(&blocks, false, false, 50_000).unwrap();
		assert!(outcomes[1].calls[0].is_ok());
		assert_eq!(outcomes[1].calls[1], Err(Invalid::IntrinsicGas));
	});
}
