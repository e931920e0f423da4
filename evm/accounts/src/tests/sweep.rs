// SPDX-License-Identifier: Apache-2.0
//! `sweep`, and the queue.

use crate::{mock::*, Error, Event, PendingSweeps, WeightInfo, MAX_PENDING_SWEEPS};
use frame_support::{
	assert_noop, assert_ok,
	traits::{Get, Hooks},
	weights::{RuntimeDbWeight, Weight},
};
use openledger_primitives::Balance;
use openledger_primitives_account::{eth_account, evm_address, AccountId};
use sp_core::H160;

fn transfer(from: &AccountId, to: &AccountId, amount: Balance) {
	assert_ok!(Balances::transfer_allow_death(
		RuntimeOrigin::signed(from.clone()),
		to.clone(),
		amount
	));
}

fn person(n: u8) -> AccountId {
	AccountId::new([n; 32])
}

#[test]
fn sweep_works_for_what_comes_later() {
	ExtBuilder::build_and_execute(|| {
		transfer(&ALICE, &BOB, 50);
		transfer(&ALICE, &fallback(&BOB), 70);
		assert_ok!(EvmAccounts::sweep(RuntimeOrigin::signed(ALICE), BOB));
		assert_eq!(Balances::free_balance(&BOB), 120);
		System::assert_last_event(
			Event::FallbackSwept { account: BOB, address: evm_address(&BOB), amount: 70 }.into(),
		);
		assert_noop!(
			EvmAccounts::sweep(RuntimeOrigin::signed(ALICE), BOB),
			Error::<Test>::NothingToSweep
		);
	});
}

#[test]
fn sweep_fails_for_accounts_without_an_entry() {
	ExtBuilder::build_and_execute(|| {
		transfer(&ALICE, &fallback(&BOB), 70);
		assert_noop!(
			EvmAccounts::sweep(RuntimeOrigin::signed(ALICE), BOB),
			Error::<Test>::NotMapped
		);
		let ethereum = eth_account(H160::repeat_byte(7));
		assert_noop!(
			EvmAccounts::sweep(RuntimeOrigin::signed(ALICE), ethereum),
			Error::<Test>::NotMapped
		);
		assert!(EvmAccounts::sweep(RuntimeOrigin::none(), BOB).is_err());
	});
}

#[test]
fn a_sweep_brings_a_reaped_account_back() {
	ExtBuilder::build_and_execute(|| {
		transfer(&ALICE, &fallback(&BOB), 70);
		transfer(&ALICE, &BOB, 50);
		transfer(&BOB, &ALICE, 50);
		assert!(!System::account_exists(&BOB));
		EvmAccounts::on_idle(1, Weight::MAX);
		assert_eq!(Balances::free_balance(&BOB), 70);
		assert_eq!(System::providers(&BOB), 1);
		assert!(PendingSweeps::<Test>::get().is_empty());
	});
}

#[test]
fn idle_time_bounds_the_sweeps() {
	ExtBuilder::build_and_execute(|| {
		for n in 10..13 {
			transfer(&ALICE, &fallback(&person(n)), 20);
			transfer(&ALICE, &person(n), 20);
		}
		assert_eq!(EvmAccounts::on_idle(1, Weight::zero()), Weight::zero());
		assert_eq!(PendingSweeps::<Test>::get().len(), 3);
		let one = <() as WeightInfo>::sweep();
		let costs: RuntimeDbWeight = <Test as frame_system::Config>::DbWeight::get();
		let queue = costs.reads_writes(1, 1);
		let left = queue.saturating_add(one.saturating_mul(2));
		assert_eq!(EvmAccounts::on_idle(1, left), left);
		assert_eq!(PendingSweeps::<Test>::get().into_inner(), vec![person(12)]);
		EvmAccounts::on_idle(2, Weight::MAX);
		for n in 10..13 {
			assert_eq!(Balances::free_balance(&person(n)), 40);
		}
	});
}

#[test]
fn a_full_queue_leaves_the_rest_to_the_call() {
	ExtBuilder::build_and_execute(|| {
		let rich = person(1);
		<Balances as frame_support::traits::fungible::Mutate<_>>::set_balance(&rich, 1_000_000);
		let last = MAX_PENDING_SWEEPS as u8 + 10;
		for n in 10..=last {
			transfer(&rich, &fallback(&person(n)), 20);
			transfer(&rich, &person(n), 20);
		}
		assert_eq!(PendingSweeps::<Test>::get().len(), MAX_PENDING_SWEEPS as usize);
		EvmAccounts::on_idle(1, Weight::MAX);
		assert_eq!(Balances::free_balance(&person(last)), 20);
		assert_ok!(EvmAccounts::sweep(RuntimeOrigin::signed(ALICE), person(last)));
		assert_eq!(Balances::free_balance(&person(last)), 40);
	});
}
