// SPDX-License-Identifier: Apache-2.0
//! Contracts: creation, code, storage, logs, destruction, delegation.

use super::asm::{init_of, Asm, Kind};
use crate::{
	mock::*, vm::convert::create_address, AccountCodes, AccountStorages, CodeRefs, Codes, Event,
	Fork, Retained,
};
use openledger_evm_primitives::{
	AccessListItem, Authorization, Evm as _, EvmTransaction, ExitReason, TransactionKind,
};
use openledger_primitives_account::{eth_account, evm_address};
use sp_core::{H160, H256, U256};

fn create(init: Vec<u8>, value: u128) -> openledger_evm_primitives::Execution {
	send(None, value, init, 3_000_000)
}

#[test]
fn a_contract_is_created_with_code_balance_and_nonce() {
	ExtBuilder::build_and_execute(|| {
		let code = Asm::new().sstore(1, 2).stop().build();
		let made = create(init_of(&code), 77);
		let address = create_address(&ALICE, 0);
		assert_eq!(made.exit, ExitReason::Succeed);
		assert_eq!(made.created, Some(address));
		assert_eq!(made.output, code);
		assert_eq!(Evm::rpc_code(address), code);
		assert_eq!(balance(address), 77);
		assert_eq!(Evm::rpc_account(address).nonce, 1);
		assert!(Retained::<Test>::contains_key(address));
		call(address, 0, vec![]);
		assert_eq!(Evm::rpc_storage_at(address, H256::from_low_u64_be(1)).to_low_u64_be(), 2);
	});
}

#[test]
fn code_is_stored_once_and_counted() {
	ExtBuilder::build_and_execute(|| {
		let code = Asm::new().selfdestruct(BOB).build();
		let before = Codes::<Test>::iter().count();
		let one = create(init_of(&code), 50).created.unwrap();
		let two = create(init_of(&code), 50).created.unwrap();
		let hash = AccountCodes::<Test>::get(one).unwrap().hash;
		assert_eq!(CodeRefs::<Test>::get(hash), 2);
		// Before Cancun, SELFDESTRUCT removes.
		Evm::set_fork(Fork::Shanghai);
		call(one, 0, vec![]);
		assert_eq!(CodeRefs::<Test>::get(hash), 1);
		assert!(AccountCodes::<Test>::get(one).is_none());
		assert!(!Retained::<Test>::contains_key(one));
		assert!(!System::account_exists(&eth_account(one)));
		assert_eq!(Evm::rpc_code(two), code);
		call(two, 0, vec![]);
		assert!(!Codes::<Test>::contains_key(hash));
		assert_eq!(Codes::<Test>::iter().count(), before);
	});
}

#[test]
fn zero_storage_is_removed() {
	ExtBuilder::build_and_execute(|| {
		// SSTORE(0, CALLDATALOAD(0))
		let code = Asm::new().ops(&[0x5f, 0x35, 0x5f, 0x55, 0x00]).build();
		let address = create(init_of(&code), 0).created.unwrap();
		let word = |n: u64| H256::from_low_u64_be(n).0.to_vec();
		call(address, 0, word(5));
		assert_eq!(AccountStorages::<Test>::iter().count(), 1);
		call(address, 0, word(0));
		assert_eq!(AccountStorages::<Test>::iter().count(), 0);
	});
}

#[test]
fn logs_come_back_and_are_events() {
	ExtBuilder::build_and_execute(|| {
		// LOG1(0, 32, 5) of memory zero
		let code = Asm::new().push(5).push(32).push(0).op(0xa1).stop().build();
		place(H160::repeat_byte(1), code);
		System::reset_events();
		let execution = call(H160::repeat_byte(1), 0, vec![]);
		let [log] = &execution.logs[..] else { panic!("one log") };
		assert_eq!(log.address, H160::repeat_byte(1));
		assert_eq!(log.topics, vec![H256::from_low_u64_be(5)]);
		assert_eq!(log.data, vec![0; 32]);
		System::assert_has_event(Event::Log { log: log.clone() }.into());
		// A revert takes its logs back.
		let code = Asm::new().push(5).push(32).push(0).op(0xa1).revert().build();
		place(H160::repeat_byte(2), code);
		let execution = call(H160::repeat_byte(2), 0, vec![]);
		assert_eq!(execution.exit, ExitReason::Revert);
		assert!(execution.logs.is_empty());
	});
}

#[test]
fn a_contract_that_is_created_and_destroyed_at_once_leaves_nothing() {
	ExtBuilder::build_and_execute(|| {
		let issued = Balances::total_issuance();
		let init = Asm::new().sstore(1, 1).selfdestruct(BOB).build();
		let made = create(init, 500);
		assert_eq!(made.exit, ExitReason::Succeed);
		let address = create_address(&ALICE, 0);
		assert!(!System::account_exists(&eth_account(address)));
		assert!(!Retained::<Test>::contains_key(address));
		assert_eq!(AccountStorages::<Test>::iter().count(), 0);
		assert_eq!(balance(BOB), FORTUNE + 500);

		// To itself: the balance is destroyed (before EIP-8246).
		let init = Asm::new().op(0x30).op(0xff).build();
		let burnt = collected();
		create(init, 500);
		let fees = collected() - burnt;
		assert_eq!(issued - Balances::total_issuance(), collected() + 500);
		assert!(fees > 0);
	});
}

#[test]
fn selfdestruct_of_an_old_contract_only_sends() {
	ExtBuilder::build_and_execute(|| {
		let code = Asm::new().op(0x30).op(0xff).build();
		let address = create(init_of(&code), 500).created.unwrap();
		let issued = collected() + Balances::total_issuance();
		call(address, 0, vec![]);
		// To itself: nothing happens (EIP-6780).
		assert_eq!(balance(address), 500);
		assert_eq!(Evm::rpc_code(address), code);
		assert_eq!(collected() + Balances::total_issuance(), issued);
	});
}

#[test]
fn no_contract_is_created_at_a_mapped_address() {
	ExtBuilder::build_and_execute(|| {
		let address = create_address(&ALICE, 0);
		// No key has this address, but an entry is all that counts.
		let who = openledger_primitives_account::AccountId::new([9; 32]);
		pallet_evm_accounts::AccountOf::<Test>::insert(address, &who);
		let made = create(init_of(&[0]), 0);
		assert_eq!(made.exit, ExitReason::Halt(b"contract address collision".to_vec()));
		assert_eq!(made.created, None);
		assert_eq!(Evm::rpc_account(ALICE).nonce, 1);
		assert!(Evm::rpc_code(address).is_empty());
		pallet_evm_accounts::AccountOf::<Test>::remove(address);
		// Nor where there is storage (EIP-7610).
		let address = create_address(&ALICE, 1);
		Evm::set_storage(&address, H256::zero(), H256::repeat_byte(1));
		assert!(matches!(create(init_of(&[0]), 0).exit, ExitReason::Halt(_)));
		Evm::clear_storage(&address);
		assert_ne!(evm_address(&who), address);
	});
}

#[test]
fn delegation_of_an_account_to_code() {
	ExtBuilder::build_and_execute(|| {
		let target = H160::repeat_byte(3);
		place(target, Asm::new().sstore(7, 8).stop().build());
		let tx = EvmTransaction {
			kind: TransactionKind::SetCode,
			authorization_list: vec![
				Authorization {
					chain_id: CHAIN_ID.into(),
					address: target,
					nonce: 0,
					authority: Some(BOB),
				},
				// Nobody signed this one: skipped.
				Authorization { address: target, ..Default::default() },
				// Wrong nonce: skipped.
				Authorization {
					address: target,
					nonce: 9,
					authority: Some(COINBASE),
					..Default::default()
				},
			],
			..transaction(ALICE, Some(BOB), 0, vec![])
		};
		assert_eq!(Evm::execute(&tx).unwrap().exit, ExitReason::Succeed);
		assert_eq!(Evm::rpc_code(BOB), [&[0xef, 0x01, 0x00][..], target.as_bytes()].concat());
		assert_eq!(Evm::rpc_account(BOB).nonce, 1);
		assert_eq!(Evm::rpc_storage_at(BOB, H256::from_low_u64_be(7)).to_low_u64_be(), 8);
		// Bob still signs for himself.
		Evm::execute(&transfer(BOB, ALICE, 1)).unwrap();
		// Delegating to zero takes the code away.
		let tx = EvmTransaction {
			authorization_list: vec![Authorization {
				chain_id: U256::zero(),
				address: H160::zero(),
				nonce: 2,
				authority: Some(BOB),
			}],
			nonce: 1,
			..tx
		};
		Evm::execute(&tx).unwrap();
		assert!(Evm::rpc_code(BOB).is_empty());
		assert!(Retained::<Test>::contains_key(BOB));
	});
}

#[test]
fn block_values() {
	ExtBuilder::build_and_execute(|| {
		let ask = |ops: &[u8]| {
			let at = H160::repeat_byte(4);
			place(at, Asm::new().ops(ops).return_top().build());
			U256::from_big_endian(&call(at, 0, vec![]).output)
		};
		assert_eq!(ask(&[0x43]), 100.into());
		assert_eq!(ask(&[0x42]), 1_700_000_000.into());
		assert_eq!(ask(&[0x41]), U256::from_big_endian(COINBASE.as_bytes()));
		assert_eq!(ask(&[0x44]), U256::from_big_endian(&[9; 32]));
		assert_eq!(ask(&[0x45]), 75_000_000.into());
		assert_eq!(ask(&[0x46]), CHAIN_ID.into());
		assert_eq!(ask(&[0x48]), BLOCK_FEE.into());
		assert_eq!(ask(&[0x4a]), 1.into());
		assert_eq!(ask(&[0x3a]), 9.into());
		assert_eq!(ask(&[0x60, 99, 0x40]), 99.into());
		assert_eq!(ask(&[0x60, 100, 0x40]), 0.into());
		// keccak256 of nothing, by the host
		let empty = sp_io::hashing::keccak_256(&[]);
		assert_eq!(ask(&[0x5f, 0x5f, 0x20]), U256::from_big_endian(&empty));
		let zeros = sp_io::hashing::keccak_256(&[0; 64]);
		assert_eq!(ask(&[0x60, 64, 0x5f, 0x20]), U256::from_big_endian(&zeros));
		// CLZ of one (EIP-7939)
		assert_eq!(ask(&[0x60, 1, 0x1e]), 255.into());
	});
}

#[test]
fn storage_growth_is_paid_and_limited() {
	ExtBuilder::build_and_execute(|| {
		let at = H160::repeat_byte(5);
		place(at, Asm::new().sstore(1, 1).sstore(2, 1).sstore(3, 1).sstore(3, 0).stop().build());
		let plain = call(at, 0, vec![]).gas_used;
		Evm::clear_storage(&at);
		// Two slots stay: 232 bytes.
		StorageGrowth::set(Some(1_000));
		assert!(plain < 232_000);
		assert_eq!(call(at, 0, vec![]).gas_used, 232_000);
		// No slot is new now.
		assert!(call(at, 0, vec![]).gas_used < 60_000);
		Evm::clear_storage(&at);
		let short = send(Some(at), 0, vec![], 300_000);
		assert_eq!(short.exit, ExitReason::Halt(b"out of gas".to_vec()));
		assert_eq!(short.gas_used, 300_000);
		assert_eq!(AccountStorages::<Test>::iter().count(), 0);
		// What a frame adds and reverts is not counted.
		Evm::set_code(&at, Asm::new().sstore(1, 1).sstore(2, 1).revert().build()).unwrap();
		let outer = H160::repeat_byte(6);
		let code = Asm::new()
			.call(Kind::Call, at, 0, &[])
			.pop()
			.call(Kind::Call, at, 0, &[])
			.pop()
			.sstore(9, 9)
			.stop();
		place(outer, code.build());
		let execution = send(Some(outer), 0, vec![], 300_000);
		assert_eq!(execution.exit, ExitReason::Succeed);
		assert!(execution.gas_used < 240_000);
	});
}

#[test]
fn an_access_list_warms() {
	ExtBuilder::build_and_execute(|| {
		let at = H160::repeat_byte(5);
		place(at, Asm::new().push(3).op(0x54).pop().stop().build());
		let cold = call(at, 0, vec![]).gas_used;
		let tx = EvmTransaction {
			access_list: vec![AccessListItem {
				address: at,
				slots: vec![H256::from_low_u64_be(3)],
			}],
			..transaction(ALICE, Some(at), 0, vec![])
		};
		let warm = Evm::execute(&tx).unwrap().gas_used;
		assert_eq!(warm, cold - 2_000 + 2_400 + 1_900);
	});
}

#[test]
fn gas_is_spent_before_refunds_and_without_the_floor() {
	ExtBuilder::build_and_execute(|| {
		let at = H160::repeat_byte(0x33);
		place(at, Asm::new().sstore(1, 1).sstore(1, 0).stop().build());
		let cleared = send(Some(at), 0, vec![], 100_000);
		assert!(cleared.gas_used < cleared.gas_spent);
		assert_eq!(cleared.gas_spent - cleared.gas_used, cleared.gas_spent / 5);
		// EIP-7623 takes 40 gas for each byte, the run 16.
		let data = send(Some(BOB), 0, vec![1; 100], 100_000);
		assert_eq!((data.gas_used, data.gas_spent), (25_000, 22_600));
	});
}
