// SPDX-License-Identifier: Apache-2.0
//! Calls and creations by Substrate accounts.

use super::asm::{init_of, Asm, Kind};
use crate::{mock::*, vm::convert::create_address, Error, Event, WeightInfo};
use frame_support::{
	assert_noop,
	dispatch::{GetDispatchInfo, Pays},
	traits::fungible::Inspect,
};
use openledger_primitives_account::{eth_account, evm_address, AccountId};
use sp_core::{H160, H256, U256};
use sp_io::hashing::keccak_256;
use sp_runtime::{DispatchError, TokenError};

fn me() -> H160 {
	evm_address(&SUB)
}

fn call_by(
	who: AccountId,
	source: H160,
	to: H160,
	value: u128,
	gas: u64,
	price: u64,
) -> frame_support::dispatch::DispatchResultWithPostInfo {
	Evm::call(
		RuntimeOrigin::signed(who),
		source,
		to,
		vec![],
		value.into(),
		gas,
		price.into(),
		None,
		vec![],
	)
}

#[test]
fn a_substrate_account_calls() {
	ExtBuilder::build_and_execute(|| {
		let info = call_by(SUB, me(), BOB, 5_000, 50_000, 20).unwrap();
		assert_eq!(info.pays_fee, Pays::No);
		let weight = <() as WeightInfo>::call() + WeightPerGas::get() * 21_000;
		assert_eq!(info.actual_weight, Some(weight));
		assert_eq!(balance(BOB), FORTUNE + 5_000);
		// No tip: the base fee alone.
		assert_eq!(Balances::balance(&SUB), FORTUNE - 5_000 - 21_000 * 7);
		// The extrinsic counts the nonce, not the call.
		assert_eq!(System::account_nonce(&SUB), 0);
		System::assert_has_event(Event::Executed { address: BOB }.into());
	});
}

#[test]
fn the_declared_weight_covers_the_gas_limit() {
	let call = crate::Call::<Test>::call {
		source: me(),
		target: BOB,
		input: vec![],
		value: U256::zero(),
		gas_limit: 50_000,
		max_fee_per_gas: 20.into(),
		max_priority_fee_per_gas: None,
		access_list: vec![],
	};
	let weight = <() as WeightInfo>::call() + WeightPerGas::get() * 50_000;
	assert_eq!(call.get_dispatch_info().call_weight, weight);
}

#[test]
fn a_reverted_call_is_paid_and_told() {
	ExtBuilder::build_and_execute(|| {
		let at = H160::repeat_byte(1);
		place(at, Asm::new().revert().build());
		let before = Balances::balance(&SUB);
		call_by(SUB, me(), at, 100, 50_000, 20).unwrap();
		System::assert_has_event(Event::ExecutedFailed { address: at }.into());
		assert!(Balances::balance(&SUB) < before);
		assert_eq!(balance(at), 0);
	});
}

#[test]
fn a_substrate_account_creates() {
	ExtBuilder::build_and_execute(|| {
		let init = init_of(&[0x00]);
		let create = |init: Vec<u8>| {
			Evm::create(
				RuntimeOrigin::signed(SUB),
				me(),
				init,
				7.into(),
				200_000,
				20.into(),
				Some(1.into()),
				vec![],
			)
		};
		create(init.clone()).unwrap();
		let address = create_address(&me(), 0);
		System::assert_has_event(Event::Created { address }.into());
		assert_eq!(Evm::rpc_code(address), vec![0x00]);
		assert_eq!(balance(address), 7);
		assert_eq!(System::account_nonce(&SUB), 1);
		// Again in one extrinsic: another address.
		create(init.clone()).unwrap();
		System::assert_has_event(Event::Created { address: create_address(&me(), 1) }.into());
		create(Asm::new().revert().build()).unwrap();
		System::assert_has_event(Event::CreatedFailed { address: H160::zero() }.into());

		let salt = H256::repeat_byte(5);
		let create2 = || {
			Evm::create2(
				RuntimeOrigin::signed(SUB),
				me(),
				init.clone(),
				salt,
				U256::zero(),
				200_000,
				20.into(),
				None,
				vec![],
			)
		};
		create2().unwrap();
		let preimage = [&[0xff][..], me().as_bytes(), &salt.0, &keccak_256(&init)].concat();
		let address = H160::from_slice(&keccak_256(&preimage)[12..]);
		System::assert_has_event(Event::Created { address }.into());
		// Twice the same: a collision.
		System::reset_events();
		create2().unwrap();
		System::assert_has_event(Event::CreatedFailed { address: H160::zero() }.into());
	});
}

#[test]
fn a_caller_that_spends_all_keeps_its_nonce() {
	ExtBuilder::build_and_execute(|| {
		// The extrinsic has counted one.
		System::inc_account_nonce(&SUB);
		let at = H160::repeat_byte(1);
		// Writes balances to storage while all of the caller's is on the way.
		place(at, Asm::new().call(Kind::Call, BANK, 0, &[Op::Count as u8]).pop().stop().build());
		call_by(SUB, me(), at, FORTUNE - 200_000 * 7, 200_000, 7).unwrap();
		assert_eq!(counted(), 1);
		assert_eq!(System::account_nonce(&SUB), 1);
		assert!(!System::events().iter().any(|record| matches!(
			record.event,
			RuntimeEvent::System(frame_system::Event::KilledAccount { .. })
		)));
	});
}

#[test]
fn refusals() {
	ExtBuilder::build_and_execute(|| {
		let code = |result: frame_support::dispatch::DispatchResultWithPostInfo| {
			result.map_err(|error| error.error)
		};
		assert_noop!(code(call_by(SUB, BOB, BOB, 1, 50_000, 20)), Error::<Test>::NotAuthorized);
		assert_noop!(code(call_by(SUB, me(), BOB, 1, 20_000, 20)), Error::<Test>::GasLimitTooLow);
		assert_noop!(code(call_by(SUB, me(), BOB, 1, 50_000, 6)), Error::<Test>::GasPriceTooLow);
		assert_noop!(code(call_by(SUB, me(), BOB, FORTUNE, 50_000, 20)), Error::<Test>::BalanceLow);
		assert_noop!(code(call_by(SUB, me(), BOB, 1, 1 << 25, 20)), Error::<Test>::GasLimitTooHigh);
		let origin = RuntimeOrigin::root();
		let result =
			Evm::call(origin, me(), BOB, vec![], 1.into(), 21_000, 20.into(), None, vec![]);
		assert_noop!(code(result), DispatchError::BadOrigin);
		crate::Running::<Test>::put(());
		assert_noop!(code(call_by(SUB, me(), BOB, 1, 50_000, 20)), Error::<Test>::Reentrancy);
		crate::Running::<Test>::kill();
	});
}

#[test]
fn an_ethereum_account_and_a_substrate_account_share_one_balance() {
	ExtBuilder::build_and_execute(|| {
		call_by(SUB, me(), ALICE, 1_000, 50_000, 20).unwrap();
		assert_eq!(Balances::balance(&eth_account(ALICE)), FORTUNE + 1_000);
		let origin = RuntimeOrigin::signed(eth_account(ALICE));
		Balances::transfer_allow_death(origin, SUB, 1_000).unwrap();
		assert_eq!(balance(ALICE), FORTUNE);
		let at = H160::repeat_byte(1);
		place(at, Asm::new().call(Kind::Call, BANK, 0, &[Op::Pay as u8]).return_top().build());
		// The contract has nothing: the native transfer inside of the precompile fails.
		call_by(SUB, me(), at, 0, 200_000, 20).unwrap();
		assert_eq!(counted(), 0);
		assert_eq!(
			Balances::transfer_allow_death(RuntimeOrigin::signed(eth_account(at)), SUB, 1),
			Err(TokenError::FundsUnavailable.into())
		);
	});
}
