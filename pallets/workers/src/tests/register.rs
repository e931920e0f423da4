// SPDX-License-Identifier: Apache-2.0
//! Registration and endpoints.

use crate::{mock::*, Endpoints, Error, Event, HoldReason, Operators, Pallet, Status, WorkerKey};
use frame_support::{assert_noop, assert_ok, traits::fungible::InspectHold};
use openledger_primitives::{BatchEpoch, WorkerId};

#[docify::export]
#[test]
fn an_operator_registers_a_worker() {
	ExtBuilder::default().build_and_execute(|| {
		// The operator's account holds the stake; another key signs answers.
		assert_ok!(Pallet::<Test>::register(signed(OPERATOR), acc(KEY), endpoints(), MIN_STAKE));
		let id = Operators::<Test>::get(acc(OPERATOR)).unwrap();
		assert_eq!(worker(id).stake, MIN_STAKE);
		assert_eq!(Balances::balance_on_hold(&HoldReason::Stake.into(), &acc(OPERATOR)), MIN_STAKE);
		// It signs objects of the current batch epoch from now on.
		assert_eq!(worker(id).key_at(BatchEpoch(0)), Some(acc(KEY)));
	});
}

#[test]
fn the_whole_worker_is_stored_and_told() {
	ExtBuilder::default().build_and_execute(|| {
		go_to(3 * EPOCH + 1);
		let id = registered();
		assert_eq!(id, WorkerId(0));
		let worker = worker(id);
		assert_eq!(worker.operator, acc(OPERATOR));
		assert_eq!(worker.endpoints, endpoints());
		assert_eq!(worker.status, Status::Active);
		let key = WorkerKey { key: acc(KEY), from_epoch: BatchEpoch(3), to_epoch: None };
		assert_eq!(worker.keys.to_vec(), vec![key]);
		System::assert_last_event(
			Event::WorkerRegistered {
				worker: id,
				operator: acc(OPERATOR),
				key: acc(KEY),
				stake: MIN_STAKE,
			}
			.into(),
		);
		assert_eq!(Pallet::<Test>::worker(id), Some(worker.clone()));
		assert_eq!(Pallet::<Test>::worker_of(acc(OPERATOR)), Some((id, worker)));
		assert_eq!(Pallet::<Test>::key(id, BatchEpoch(3)), Some(acc(KEY)));
		assert_eq!(Pallet::<Test>::key(id, BatchEpoch(2)), None);
		assert_eq!(Pallet::<Test>::batch_epoch(), BatchEpoch(3));
	});
}

#[test]
fn one_worker_an_account() {
	ExtBuilder::default().build_and_execute(|| {
		registered();
		assert_noop!(
			Pallet::<Test>::register(signed(OPERATOR), acc(KEY), endpoints(), MIN_STAKE),
			Error::<Test>::AlreadyOperator
		);
		assert_ok!(Pallet::<Test>::register(signed(OTHER), acc(KEY), endpoints(), MIN_STAKE));
		assert_eq!(Operators::<Test>::get(acc(OTHER)), Some(WorkerId(1)));
	});
}

#[test]
fn the_stake_must_be_there() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(
			Pallet::<Test>::register(signed(OPERATOR), acc(KEY), endpoints(), MIN_STAKE - 1),
			Error::<Test>::StakeTooLow
		);
		let held = Pallet::<Test>::register(signed(OPERATOR), acc(KEY), endpoints(), RICH + 1);
		assert!(held.is_err());
		assert!(Pallet::<Test>::register(signed(77), acc(KEY), endpoints(), MIN_STAKE).is_err());
		assert_eq!(crate::NextWorkerId::<Test>::get(), WorkerId(0));
		assert!(Pallet::<Test>::register(RuntimeOrigin::root(), acc(KEY), endpoints(), MIN_STAKE)
			.is_err());
	});
}

#[test]
fn ids_run_out_with_an_error() {
	ExtBuilder::default().build_and_execute(|| {
		crate::NextWorkerId::<Test>::put(WorkerId(u32::MAX));
		assert_noop!(
			Pallet::<Test>::register(signed(OPERATOR), acc(KEY), endpoints(), MIN_STAKE),
			Error::<Test>::Overflow
		);
	});
}

const HOSTILE: [&str; 10] = [
	"http://worker.example.org",
	"https://127.0.0.1:8443",
	"https://[::1]:8443",
	"https://localhost",
	"https://169.254.169.254/latest",
	"https://user:pw@worker.example.org",
	"https://worker.example.org:22",
	"https://worker.example.org#x",
	"https://worker.example.org/?x=",
	"https://worker.example.123",
];

#[test]
fn public_networks_refuse_hostile_endpoints() {
	ExtBuilder::default().build_and_execute(|| {
		for bad in HOSTILE {
			let good = url("https://worker.example.org");
			let list: Endpoints = vec![good, url(bad)].try_into().unwrap();
			assert_noop!(
				Pallet::<Test>::register(signed(OPERATOR), acc(KEY), list, MIN_STAKE),
				Error::<Test>::InvalidEndpoint
			);
		}
		let none = Endpoints::default();
		assert_noop!(
			Pallet::<Test>::register(signed(OPERATOR), acc(KEY), none, MIN_STAKE),
			Error::<Test>::NoEndpoints
		);
	});
}

#[test]
fn private_networks_serve_on_loopback() {
	ExtBuilder::default().build_and_execute(|| {
		Public::set(false);
		let list: Endpoints = vec![url("http://127.0.0.1:9000")].try_into().unwrap();
		assert_ok!(Pallet::<Test>::register(signed(OPERATOR), acc(KEY), list, MIN_STAKE));
		let bad: Endpoints = vec![url("file:///etc/passwd")].try_into().unwrap();
		assert_noop!(
			Pallet::<Test>::set_endpoints(signed(OPERATOR), bad),
			Error::<Test>::InvalidEndpoint
		);
	});
}

#[test]
fn endpoints_change_also_while_leaving() {
	ExtBuilder::default().build_and_execute(|| {
		let id = registered();
		assert_ok!(Pallet::<Test>::leave(signed(OPERATOR)));
		let list: Endpoints = ["https://a.example.org", "https://b.example.org/relay"]
			.map(url)
			.to_vec()
			.try_into()
			.unwrap();
		assert_ok!(Pallet::<Test>::set_endpoints(signed(OPERATOR), list.clone()));
		assert_eq!(worker(id).endpoints, list);
		System::assert_last_event(
			Event::EndpointsChanged { worker: id, endpoints: list.clone() }.into(),
		);
		assert_noop!(
			Pallet::<Test>::set_endpoints(signed(OPERATOR), Endpoints::default()),
			Error::<Test>::NoEndpoints
		);
		assert_noop!(
			Pallet::<Test>::set_endpoints(signed(OTHER), list),
			Error::<Test>::NotOperator
		);
	});
}
