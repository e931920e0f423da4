// SPDX-License-Identifier: Apache-2.0
//! Precompiles of the chain, at any nesting.

use super::asm::{Asm, Kind};
use crate::mock::*;
use frame_support::traits::fungible::Inspect;
use openledger_evm_primitives::{Evm as _, ExitReason};
use openledger_primitives_account::eth_account;
use sp_core::{H160, H256, U256};

const ONE: H160 = H160::repeat_byte(1);
const TWO: H160 = H160::repeat_byte(2);
const THREE: H160 = H160::repeat_byte(3);

fn word(n: u64) -> Vec<u8> {
	H256::from_low_u64_be(n).0.to_vec()
}

#[test]
fn the_code_that_precompiles_show_has_its_hash() {
	let hash = sp_io::hashing::keccak_256(&crate::codes::PRECOMPILE_CODE);
	assert_eq!(crate::vm::db::PRECOMPILE_HASH.0, hash);
}

#[test]
fn a_call_dispatches_and_moves_native_balance() {
	ExtBuilder::build_and_execute(|| {
		let fees = |gas: u64| u128::from(gas) * 9;
		let execution = call(BANK, 0, vec![Op::Pay as u8]);
		assert_eq!(execution.exit, ExitReason::Succeed);
		assert_eq!(execution.output, word(1));
		assert_eq!(counted(), 1);
		assert_eq!(balance(BOB), FORTUNE + 100);
		assert_eq!(balance(ALICE), FORTUNE - 100 - fees(execution.gas_used));

		// The other way: the journal sees what came in.
		let before = balance(ALICE);
		let execution = call(BANK, 0, vec![Op::Collect as u8]);
		assert_eq!(balance(ALICE), before + 100 - fees(execution.gas_used));
		assert_eq!(balance(BOB), FORTUNE);
	});
}

#[test]
fn value_is_at_the_precompile_when_it_runs() {
	ExtBuilder::build_and_execute(|| {
		call(BANK, 1_234, vec![Op::Count as u8]);
		assert_eq!(Balances::balance(&eth_account(BANK)), 1_234);
		assert_eq!(balance(BANK), 1_234);
	});
}

#[test]
fn failures_of_the_precompile_undo_what_it_did() {
	ExtBuilder::build_and_execute(|| {
		let execution = call(BANK, 50, vec![Op::CountAndRevert as u8]);
		assert_eq!(execution.exit, ExitReason::Revert);
		assert_eq!(execution.output, b"as asked");
		assert!(execution.gas_used < 30_000);
		let execution = call(BANK, 50, vec![Op::CountAndBurn as u8]);
		assert_eq!(execution.exit, ExitReason::Halt(b"out of gas".to_vec()));
		assert_eq!(execution.gas_used, 1_000_000);
		assert_eq!(counted(), 0);
		assert_eq!(balance(BANK), 0);
	});
}

#[test]
fn a_frame_that_reverts_undoes_its_precompile_calls() {
	ExtBuilder::build_and_execute(|| {
		// ONE: pays, then reverts. TWO: calls ONE, pays itself, and goes on.
		let pay = [Op::Pay as u8];
		place(ONE, Asm::new().call(Kind::Call, BANK, 0, &pay).revert().build());
		place(
			TWO,
			Asm::new()
				.call(Kind::Call, ONE, 0, &[])
				.pop()
				.call(Kind::Call, BANK, 0, &pay)
				.pop()
				.call(Kind::Call, ONE, 0, &[])
				.return_top()
				.build(),
		);
		for contract in [ONE, TWO] {
			call(contract, 1_000, vec![]);
		}
		// ONE got nothing of its first call: it reverted. TWO paid 100.
		assert_eq!(balance(ONE), 0);
		assert_eq!(balance(TWO), 900);
		assert_eq!(balance(BOB), FORTUNE + 100);
		assert_eq!(counted(), 1);
	});
}

#[test]
fn nesting_of_every_kind() {
	// Depth d: the frames at the depths in `reverting` revert after they have called the bank before
	// and after their callee.
	for reverting in 0u32..16 {
		ExtBuilder::build_and_execute(|| {
			let at = |depth: u32| H160::repeat_byte(0x10 + depth as u8);
			for depth in 0u32..4 {
				let mut code = Asm::new().call(Kind::Call, BANK, 0, &[Op::Pay as u8]).pop();
				if depth < 3 {
					code = code.call(Kind::Call, at(depth + 1), 0, &[]).pop();
				}
				code = code.call(Kind::Call, BANK, 0, &[Op::Pay as u8]).pop().sstore(1, 1);
				let code = if reverting & (1 << depth) != 0 { code.revert() } else { code.stop() };
				Evm::execute(&transfer(ALICE, at(depth), 1_000)).unwrap();
				place(at(depth), code.build());
			}
			call(at(0), 0, vec![]);
			let mut lives = true;
			let mut paid = 0;
			for depth in 0u32..4 {
				lives &= reverting & (1 << depth) == 0;
				let expected = if lives { 800 } else { 1_000 };
				assert_eq!(balance(at(depth)), expected, "{reverting:b} {depth}");
				paid += 1_000 - expected;
				let slot = Evm::rpc_storage_at(at(depth), H256::from_low_u64_be(1));
				assert_eq!(!slot.is_zero(), lives);
			}
			assert_eq!(balance(BOB), FORTUNE + paid);
			assert_eq!(u128::from(counted()) * 100, paid);
		});
	}
}

#[test]
fn an_account_first_seen_in_a_frame_that_reverts_is_read_again() {
	ExtBuilder::build_and_execute(|| {
		// ONE: pays Bob, looks at Bob's balance, reverts. TWO: calls ONE, then answers Bob's balance.
		let look = |code: Asm| code.push_address(BOB).op(0x31);
		let one = Asm::new().call(Kind::Call, BANK, 0, &[Op::Pay as u8]).pop();
		place(ONE, look(one).pop().revert().build());
		let two = Asm::new().call(Kind::Call, ONE, 500, &[]).pop();
		place(TWO, look(two).return_top().build());
		let execution = call(TWO, 500, vec![]);
		assert_eq!(U256::from_big_endian(&execution.output), FORTUNE.into());
		assert_eq!(balance(BOB), FORTUNE);
		// And where nothing reverts, it is the new balance.
		let one = Asm::new().call(Kind::Call, BANK, 0, &[Op::Pay as u8]).pop();
		Evm::set_code(&ONE, look(one).return_top().build()).unwrap();
		let execution = call(TWO, 500, vec![]);
		assert_eq!(U256::from_big_endian(&execution.output), (FORTUNE + 100).into());
	});
}

#[test]
fn a_creation_that_reverts_undoes_its_precompile_calls() {
	ExtBuilder::build_and_execute(|| {
		let init = Asm::new().call(Kind::Call, BANK, 0, &[Op::Pay as u8]).pop();
		let made = send(None, 500, init.clone().revert().build(), 1_000_000);
		assert_eq!(made.exit, ExitReason::Revert);
		assert_eq!((counted(), balance(BOB)), (0, FORTUNE));
		let made = send(None, 500, init.stop().build(), 1_000_000);
		assert_eq!(made.exit, ExitReason::Succeed);
		assert_eq!((counted(), balance(BOB)), (1, FORTUNE + 100));
		assert_eq!(balance(made.created.unwrap()), 400);
	});
}

#[test]
fn static_calls_and_views_change_nothing() {
	ExtBuilder::build_and_execute(|| {
		// The mock's bank does not refuse static calls: they are undone all the same.
		place(ONE, Asm::new().call(Kind::Static, BANK, 0, &[Op::Pay as u8]).return_data().build());
		let execution = call(ONE, 1_000, vec![]);
		assert_eq!(execution.exit, ExitReason::Succeed);
		assert_eq!(execution.output, word(1));
		assert_eq!((counted(), balance(BOB), balance(ONE)), (0, FORTUNE, 1_000));

		// The view sees the value that came with this very transaction.
		place(TWO, Asm::new().call(Kind::Call, VIEW, 0, &[]).return_data().build());
		let execution = call(TWO, 4_321, vec![]);
		assert_eq!(execution.output, word(4_321));
		assert_eq!(counted(), 0);
		// In a static frame the guard holds further down.
		place(THREE, Asm::new().call(Kind::Static, TWO, 0, &[]).return_data().build());
		assert_eq!(call(THREE, 0, vec![]).output, word(4_321));
		// TWO calls the bank with CALL inside of a static frame.
		place(TWO, Asm::new().call(Kind::Call, BANK, 0, &[Op::Count as u8]).return_data().build());
		assert_eq!(call(THREE, 0, vec![]).output, word(1));
		assert_eq!(counted(), 0);
	});
}

#[test]
fn no_delegated_calls_into_stateful_precompiles() {
	ExtBuilder::build_and_execute(|| {
		for kind in [Kind::Delegate, Kind::CallCode] {
			place(ONE, Asm::new().call(kind, BANK, 0, &[Op::Pay as u8]).return_top().build());
			assert_eq!(call(ONE, 1_000, vec![]).output, word(0));
			place(ONE, Asm::new().call(kind, VIEW, 0, &[]).return_top().build());
			assert_eq!(call(ONE, 0, vec![]).output, word(1));
		}
		assert_eq!(counted(), 0);
		assert_eq!(balance(BOB), FORTUNE);
	});
}

#[test]
fn a_precompile_cannot_start_the_evm() {
	ExtBuilder::build_and_execute(|| {
		assert_eq!(call(BANK, 0, vec![Op::Reenter as u8]).output, word(1));
		assert_eq!(balance(BOB), FORTUNE);
	});
}

#[test]
fn precompiles_have_code_for_solidity() {
	ExtBuilder::build_and_execute(|| {
		for address in [BANK, VIEW, OFF] {
			assert_eq!(Evm::rpc_code(address), vec![0x60, 0, 0x60, 0, 0xfd]);
			place(ONE, Asm::new().push_address(address).op(0x3b).return_top().build());
			assert_eq!(call(ONE, 0, vec![]).output, word(5));
		}
		// Ethereum's have none.
		place(ONE, Asm::new().push(1).op(0x3b).return_top().build());
		assert_eq!(call(ONE, 0, vec![]).output, word(0));
		// Nothing of it is stored.
		call(BANK, 0, vec![Op::Count as u8]);
		assert!(crate::AccountCodes::<Test>::get(BANK).is_none());
	});
}

#[test]
fn a_switched_off_precompile_reverts() {
	ExtBuilder::build_and_execute(|| {
		let execution = call(OFF, 0, vec![]);
		assert_eq!(execution.exit, ExitReason::Revert);
		let text = b"precompile is switched off";
		assert_eq!(&execution.output[..4], &[0x08, 0xc3, 0x79, 0xa0]);
		assert_eq!(&execution.output[68..68 + text.len()], text);
		assert_eq!(execution.output.len() % 32, 4);
	});
}

#[test]
fn logs_of_precompiles_follow_their_frame() {
	ExtBuilder::build_and_execute(|| {
		let execution = call(BANK, 0, vec![Op::Log as u8]);
		assert_eq!(execution.logs.len(), 1);
		assert_eq!(execution.logs[0].address, BANK);
		place(ONE, Asm::new().call(Kind::Call, BANK, 0, &[Op::Log as u8]).revert().build());
		place(
			TWO,
			Asm::new()
				.call(Kind::Call, ONE, 0, &[])
				.pop()
				.call(Kind::Call, BANK, 0, &[Op::Log as u8])
				.stop()
				.build(),
		);
		assert_eq!(call(TWO, 0, vec![]).logs.len(), 1);
	});
}

#[test]
fn a_native_transfer_that_reaps_loses_the_remainder_and_the_evm_follows() {
	ExtBuilder::build_and_execute(|| {
		// 107 less 100 is below the existential deposit: pallet-balances drops the rest.
		let code = Asm::new().call(Kind::Call, BANK, 0, &[Op::Pay as u8]).pop();
		place(ONE, code.op(0x47).return_top().build());
		let execution = call(ONE, 107, vec![]);
		assert_eq!(execution.output, word(0));
		assert_eq!(balance(ONE), 0);
		// The EVM's own way keeps it.
		Evm::transfer(&BOB, &ONE, 107.into()).unwrap();
		Evm::transfer(&ONE, &BOB, 100.into()).unwrap();
		assert_eq!(balance(ONE), 7);
		assert!(Evm::transfer(&ONE, &BOB, 8.into()).is_err());
		assert_eq!(balance(ONE), 7);
	});
}

#[test]
fn locked_accounts_are_not_credited_twice() {
	use frame_support::traits::{LockableCurrency, WithdrawReasons};
	ExtBuilder::build_and_execute(|| {
		// ONE is locked above its balance: what it gets, the EVM does not see in storage. Two calls
		// into the bank write balances in between.
		let count = [Op::Count as u8];
		Evm::execute(&transfer(ALICE, ONE, 10_000)).unwrap();
		place(
			ONE,
			Asm::new()
				.call(Kind::Call, BANK, 0, &count)
				.pop()
				.call(Kind::Call, BANK, 0, &count)
				.pop()
				.stop()
				.build(),
		);
		Balances::set_lock(*b"locked__", &eth_account(ONE), 1_000_000, WithdrawReasons::all());
		call(ONE, 500, vec![]);
		assert_eq!(Balances::balance(&eth_account(ONE)), 10_500);
		assert_eq!(counted(), 2);
	});
}
