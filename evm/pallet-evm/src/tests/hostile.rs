// SPDX-License-Identifier: Apache-2.0
//! Contracts that mean harm.

use super::asm::{init_of, Asm, Kind};
use crate::{mock::*, AccountStorages};
use openledger_evm_primitives::{Evm as _, EvmTransaction, ExitReason};
use sp_core::{H160, H256, U256};

const ONE: H160 = H160::repeat_byte(1);
const TWO: H160 = H160::repeat_byte(2);
const MAX_GAS: u64 = 1 << 24;

#[test]
fn recursion_ends_at_depth_1024() {
	ExtBuilder::build_and_execute(|| {
		// Gas for all depths: EIP-150 leaves 1/64 at each, so the limit must be very high.
		crate::CurrentFork::<Test>::put(crate::Fork::Frontier);
		// Counts up in slot 0, calls itself with all gas but 50,000 (Frontier has no 63/64).
		let code = Asm::new()
			.push(0)
			.op(0x54)
			.push(1)
			.op(0x01)
			.sstore_top(0)
			.push(0)
			.push(0)
			.push(0)
			.push(0)
			.push(0)
			.op(0x30)
			.push(30_000)
			.op(0x5a)
			.op(0x03)
			.op(0xf1)
			.stop();
		place(ONE, code.build());
		let tx = EvmTransaction {
			kind: openledger_evm_primitives::TransactionKind::Legacy,
			max_priority_fee_per_gas: 100.into(),
			gas_limit: 60_000_000,
			..transaction(ALICE, Some(ONE), 0, vec![])
		};
		assert_eq!(Evm::execute(&tx).unwrap().exit, ExitReason::Succeed);
		let depth = Evm::rpc_storage_at(ONE, H256::zero()).to_low_u64_be();
		assert_eq!(depth, 1_025);
		crate::CurrentFork::<Test>::put(crate::Fork::Osaka);
	});
}

#[test]
fn recursion_through_a_stateful_precompile_call() {
	ExtBuilder::build_and_execute(|| {
		// Each frame calls the bank, then itself; the innermost runs out of gas, and its callers go on.
		let code = Asm::new()
			.call(Kind::Call, BANK, 0, &[Op::Count as u8])
			.pop()
			.call(Kind::Call, ONE, 0, &[])
			.pop()
			.stop();
		place(ONE, code.build());
		let execution = send(Some(ONE), 0, vec![], MAX_GAS);
		assert_eq!(execution.exit, ExitReason::Succeed);
		assert!(counted() > 100);
	});
}

#[test]
fn memory_bombs_run_out_of_gas() {
	ExtBuilder::build_and_execute(|| {
		for offset in [U256::MAX, U256::from(u64::MAX), U256::from(u32::MAX), 100_000_000.into()] {
			place(ONE, Asm::new().push(1).push(offset).op(0x52).stop().build());
			let execution = send(Some(ONE), 0, vec![], MAX_GAS);
			assert_eq!(execution.exit, ExitReason::Halt(b"out of gas".to_vec()), "{offset}");
		}
		// As much as the gas of a transaction pays for.
		place(ONE, Asm::new().push(1).push(2_800_000).op(0x52).stop().build());
		assert_eq!(send(Some(ONE), 0, vec![], MAX_GAS).exit, ExitReason::Succeed);
		// Nested frames with memory each.
		let code =
			Asm::new().push(1).push(49_000).op(0x52).call(Kind::Call, ONE, 0, &[]).pop().stop();
		Evm::set_code(&ONE, code.build()).unwrap();
		send(Some(ONE), 0, vec![], MAX_GAS);
	});
}

#[test]
fn return_bombs_are_paid_for() {
	ExtBuilder::build_and_execute(|| {
		// TWO returns one MiB; ONE calls it in a loop until its gas ends.
		place(TWO, Asm::new().push(1 << 20).push(0).op(0xf3).build());
		let body = Asm::new().op(0x5b).call(Kind::Call, TWO, 0, &[]).pop();
		let code = body.push(0).op(0x56).build();
		place(ONE, code);
		let execution = send(Some(ONE), 0, vec![], MAX_GAS);
		assert!(matches!(execution.exit, ExitReason::Halt(_)));
		assert_eq!(execution.gas_used, MAX_GAS);
	});
}

#[test]
fn code_and_init_code_have_limits() {
	ExtBuilder::build_and_execute(|| {
		let big = vec![0u8; 24_577];
		let made = send(None, 0, init_of(&big), 10_000_000);
		assert_eq!(made.exit, ExitReason::Halt(b"max code size exceeded".to_vec()));
		let made = send(None, 0, init_of(&big[1..]), 10_000_000);
		assert_eq!(made.exit, ExitReason::Succeed);
		assert_eq!(Evm::rpc_code(made.created.unwrap()).len(), 24_576);
		let made = send(None, 0, init_of(&[0xef]), 1_000_000);
		let text = b"invalid code: must not begin with 0xef".to_vec();
		assert_eq!(made.exit, ExitReason::Halt(text));
	});
}

#[test]
fn halts_have_geths_words() {
	ExtBuilder::build_and_execute(|| {
		let halt = |code: Vec<u8>| {
			place(ONE, code);
			match send(Some(ONE), 0, vec![], 100_000).exit {
				ExitReason::Halt(text) => String::from_utf8(text).unwrap(),
				other => panic!("{other:?}"),
			}
		};
		assert_eq!(halt(vec![0x01]), "stack underflow");
		// MODEXP of a base with 1,025 bytes (EIP-7823).
		let lengths = [1_025u64, 1, 1].map(|length| H256::from_low_u64_be(length).0).concat();
		let text = b"one or more of base/exponent/modulus length exceeded 1024 bytes".to_vec();
		let modexp = send(Some(H160::from_low_u64_be(5)), 0, lengths, 100_000);
		assert_eq!(modexp.exit, ExitReason::Halt(text));
		assert_eq!(halt(vec![0x5b, 0x5f, 0x5f, 0x56]), "stack limit reached 1024");
		assert_eq!(halt(vec![0x5f, 0x56]), "invalid jump destination");
		assert_eq!(halt(vec![0x0c]), "invalid opcode");
		assert_eq!(halt(vec![0x60, 1, 0x5f, 0x5f, 0x3e]), "return data out of bounds");
		assert_eq!(halt(vec![0x5b, 0x5f, 0x56]), "out of gas");
	});
}

#[test]
fn reentrancy_into_a_contract_sees_its_own_changes() {
	ExtBuilder::build_and_execute(|| {
		// ONE pays its caller's contract TWO, which calls back; ONE pays once only, by a flag.
		// jump target: STOP; else pay.
		let pay = Asm::new().call(Kind::Call, TWO, 1_000, &[]).pop().build();
		let mut code = Asm::new().push(0).op(0x54);
		let skip = 34 + 33 + 1 + 67 + pay.len();
		code = code.push(skip as u64).op(0x57).sstore(0, 1).ops(&pay).op(0x5b).stop();
		place(ONE, code.build());
		place(TWO, Asm::new().call(Kind::Call, ONE, 0, &[]).pop().stop().build());
		let execution = send(Some(ONE), 5_000, vec![], 1_000_000);
		assert_eq!(execution.exit, ExitReason::Succeed);
		assert_eq!(balance(TWO), 1_000);
	});
}

#[test]
fn storage_is_not_left_by_failed_transactions() {
	ExtBuilder::build_and_execute(|| {
		let mut code = Asm::new();
		for slot in 0..50 {
			code = code.sstore(slot, 1);
		}
		place(ONE, code.stop().build());
		let execution = send(Some(ONE), 0, vec![], 500_000);
		assert_eq!(execution.exit, ExitReason::Halt(b"out of gas".to_vec()));
		assert_eq!(AccountStorages::<Test>::iter().count(), 0);
	});
}
