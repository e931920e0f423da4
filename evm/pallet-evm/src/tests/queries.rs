// SPDX-License-Identifier: Apache-2.0
//! Questions that change nothing.

use super::asm::{Asm, Kind};
use crate::mock::*;
use openledger_evm_primitives::{
	AccountOverride, BlockOverride, CallError, CallRequest, ExitReason, Invalid, Overrides,
};
use sp_core::{H160, H256, U256};

const ONE: H160 = H160::repeat_byte(1);
const CAP: u64 = 50_000_000;

fn ask(to: H160) -> CallRequest {
	CallRequest { from: ALICE, to: Some(to), ..Default::default() }
}

fn unchanged<R>(run: impl FnOnce() -> R) -> R {
	let root = sp_io::storage::root(Default::default());
	let result = run();
	assert_eq!(sp_io::storage::root(Default::default()), root);
	result
}

fn overridden(address: H160, change: AccountOverride) -> Overrides {
	Overrides { accounts: vec![(address, change)], ..Default::default() }
}

#[test]
fn a_call_answers_and_changes_nothing() {
	ExtBuilder::build_and_execute(|| {
		place(ONE, Asm::new().sstore(1, 1).push(5).return_top().build());
		let outcome = unchanged(|| Evm::rpc_call(&ask(ONE), &Default::default(), CAP)).unwrap();
		assert_eq!(outcome.exit, ExitReason::Succeed);
		assert_eq!(U256::from_big_endian(&outcome.output), 5.into());
		// From nobody, and from a contract.
		for from in [H160::zero(), ONE] {
			let request = CallRequest { from, ..ask(ONE) };
			assert!(Evm::rpc_call(&request, &Default::default(), CAP).is_ok());
		}
		// Even a stateful precompile leaves nothing.
		let request = CallRequest { input: vec![Op::Pay as u8], ..ask(BANK) };
		let outcome = unchanged(|| Evm::rpc_call(&request, &Default::default(), CAP)).unwrap();
		assert_eq!(outcome.exit, ExitReason::Succeed);
		assert_eq!(counted(), 0);
	});
}

#[test]
fn a_call_has_no_base_fee_unless_it_pays() {
	ExtBuilder::build_and_execute(|| {
		place(ONE, Asm::new().op(0x48).return_top().build());
		let ask_fee = |request: CallRequest| {
			Evm::rpc_call(&request, &Default::default(), CAP)
				.map(|outcome| U256::from_big_endian(&outcome.output))
		};
		assert_eq!(ask_fee(ask(ONE)), Ok(0.into()));
		let paying = CallRequest { max_fee_per_gas: Some(8.into()), gas: Some(50_000), ..ask(ONE) };
		assert_eq!(ask_fee(paying.clone()), Ok(BLOCK_FEE.into()));
		let low = CallRequest { max_fee_per_gas: Some(6.into()), ..paying.clone() };
		assert_eq!(ask_fee(low), Err(CallError::Invalid(Invalid::FeeCapTooLow)));
		let tip = CallRequest { max_priority_fee_per_gas: Some(9.into()), ..paying.clone() };
		assert_eq!(ask_fee(tip), Err(CallError::Invalid(Invalid::TipAboveFeeCap)));
		let huge = CallRequest { max_fee_per_gas: Some(u128::MAX.into()), ..paying.clone() };
		let rich = AccountOverride { balance: Some(U256::MAX), ..Default::default() };
		assert_eq!(
			Evm::rpc_call(&huge, &overridden(ALICE, rich), CAP),
			Err(CallError::Invalid(Invalid::Overflow))
		);
		let rich = CallRequest { value: U256::MAX, ..ask(ONE) };
		assert!(matches!(ask_fee(rich), Err(CallError::Invalid(_))));
	});
}

#[test]
fn overrides_of_accounts() {
	ExtBuilder::build_and_execute(|| {
		let word = |n: u64| H256::from_low_u64_be(n);
		// Answers slot 1 plus slot 2.
		let adder = Asm::new().push(1).op(0x54).push(2).op(0x54).op(0x01).return_top().build();
		place(ONE, adder.clone());
		Evm::set_storage(&ONE, word(1), word(10));
		Evm::set_storage(&ONE, word(2), word(20));
		let sum = |change: AccountOverride| {
			let outcome = Evm::rpc_call(&ask(ONE), &overridden(ONE, change), CAP).unwrap();
			U256::from_big_endian(&outcome.output).low_u64()
		};
		assert_eq!(sum(Default::default()), 30);
		let diff = Some(vec![(word(1), word(100))]);
		assert_eq!(sum(AccountOverride { state_diff: diff.clone(), ..Default::default() }), 120);
		assert_eq!(sum(AccountOverride { state: diff.clone(), ..Default::default() }), 100);
		let code = Some(Asm::new().push(77).return_top().build());
		assert_eq!(sum(AccountOverride { code, ..Default::default() }), 77);
		let both = AccountOverride { state: diff.clone(), state_diff: diff, ..Default::default() };
		assert_eq!(
			Evm::rpc_call(&ask(ONE), &overridden(ONE, both), CAP),
			Err(CallError::Overrides)
		);
		// A balance beyond all plancks there are, at an address with nothing.
		let poor = H160::repeat_byte(0x99);
		let request = CallRequest { from: poor, value: U256::MAX, ..ask(BOB) };
		let rich = AccountOverride { balance: Some(U256::MAX), ..Default::default() };
		let outcome = Evm::rpc_call(&request, &overridden(poor, rich.clone()), CAP).unwrap();
		assert!(matches!(outcome.exit, ExitReason::Halt(_)), "Bob cannot hold as much");
		let request = CallRequest { value: U256::MAX / 2, ..request };
		let outcome = Evm::rpc_call(&request, &overridden(poor, rich), CAP).unwrap();
		assert_eq!(outcome.exit, ExitReason::Succeed);
		// The nonce decides what a creation is called.
		let request = CallRequest { from: poor, to: None, input: vec![0x00], ..Default::default() };
		let five = AccountOverride { nonce: Some(5), ..Default::default() };
		let outcome = Evm::rpc_call(&request, &overridden(poor, five), CAP).unwrap();
		assert_eq!(outcome.created, Some(crate::vm::convert::create_address(&poor, 5)));
	});
}

#[test]
fn overrides_of_the_block() {
	ExtBuilder::build_and_execute(|| {
		let block = BlockOverride {
			number: Some(5.into()),
			time: Some(6),
			gas_limit: Some(7),
			coinbase: Some(BOB),
			prevrandao: Some(H256::from_low_u64_be(8)),
			base_fee: None,
			blob_base_fee: Some(9.into()),
		};
		let overrides = Overrides { block, ..Default::default() };
		let codes =
			[(0x43, 5), (0x42, 6), (0x45, 7), (0x44, 8), (0x4a, 9)].map(|(op, n)| (op, n.into()));
		let bob = U256::from_big_endian(BOB.as_bytes());
		for (op, expected) in codes.into_iter().chain([(0x41, bob)]) {
			place(ONE, Asm::new().op(op).return_top().build());
			let outcome = Evm::rpc_call(&ask(ONE), &overrides, CAP).unwrap();
			let answer: U256 = U256::from_big_endian(&outcome.output);
			assert_eq!(answer, expected);
		}
	});
}

#[test]
fn estimates_are_little_more_than_the_least_that_succeeds() {
	ExtBuilder::build_and_execute(|| {
		let estimate = |request: &CallRequest| {
			unchanged(|| Evm::rpc_estimate_gas(request, &Default::default(), CAP))
		};
		let least = |request: &CallRequest| {
			let gas = estimate(request).unwrap();
			let run = |gas| {
				let request = CallRequest { gas: Some(gas), ..request.clone() };
				Evm::rpc_call(&request, &Default::default(), CAP)
					.is_ok_and(|outcome| outcome.exit == ExitReason::Succeed)
			};
			assert!(run(gas), "{gas}");
			assert!(!run(gas - gas / 9 - 1), "{gas}");
			gas
		};
		assert_eq!(estimate(&CallRequest { value: 1.into(), ..ask(BOB) }), Ok(21_000));
		let two = H160::repeat_byte(2);
		let store = Asm::new().sstore(1, 1).sstore(1, 0).sstore(2, 2).stop().build();
		place(two, store);
		// With a refund, the least is above what is used.
		let gas = least(&ask(two));
		assert!(gas > Evm::rpc_call(&ask(two), &Default::default(), CAP).unwrap().gas_used);
		// A callee that needs what EIP-150 holds back.
		place(
			ONE,
			Asm::new()
				.call(Kind::Call, two, 0, &[])
				// reverts where the call failed
				.push(33 * 3 + 33 + 33 + 33 + 21 + 1 + 1 + 40)
				.pop()
				.sstore_top(3)
				.stop()
				.build(),
		);
		least(&ask(ONE));
		// Creation, and data with EIP-7623's floor.
		least(&CallRequest { from: ALICE, input: vec![0x00], ..Default::default() });
		least(&CallRequest { input: vec![1; 1_000], ..ask(BOB) });
		let used = estimate(&CallRequest { input: vec![Op::Pay as u8], ..ask(BANK) }).unwrap();
		assert!(used > 21_000 && used < 60_000);
	});
}

#[test]
fn estimates_say_why_there_is_none() {
	ExtBuilder::build_and_execute(|| {
		let estimate =
			|request: &CallRequest, cap| Evm::rpc_estimate_gas(request, &Default::default(), cap);
		place(ONE, Asm::new().memory(b"reason").push(6).push(0).op(0xfd).build());
		assert_eq!(estimate(&ask(ONE), CAP), Err(CallError::Reverted(b"reason".to_vec())));
		Evm::set_code(&ONE, vec![0x0c]).unwrap();
		assert_eq!(estimate(&ask(ONE), CAP), Err(CallError::Halted(b"invalid opcode".to_vec())));
		Evm::set_code(&ONE, vec![0x5b, 0x5f, 0x56]).unwrap();
		assert_eq!(estimate(&ask(ONE), 100_000), Err(CallError::GasRequiredExceeds(100_000)));
		assert_eq!(estimate(&ask(ONE), 10_000), Err(CallError::GasRequiredExceeds(10_000)));
		// What the sender can pay limits too.
		let price = U256::from(FORTUNE / 30_000);
		let poor = CallRequest { max_fee_per_gas: Some(price), ..ask(ONE) };
		assert_eq!(estimate(&poor, CAP), Err(CallError::GasRequiredExceeds(30_000)));
		let poor = CallRequest { value: U256::from(FORTUNE) + 1, ..poor };
		assert_eq!(estimate(&poor, CAP), Err(CallError::Invalid(Invalid::InsufficientFunds)));
	});
}
