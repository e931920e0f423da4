// SPDX-License-Identifier: Apache-2.0
//! Opening sessions.

use crate::{
	mock::*, Assets, Error, Event, HoldReason, NextSessionId, OpenSession, Pallet, Status,
	Visibility,
};
use frame_support::{assert_noop, assert_ok, traits::fungible::InspectHold};
use openledger_primitives::{AgentId, ModelVersionId, SessionId, WorkerId, MILLI};
use openledger_primitives_objects::Offer;
use openledger_primitives_traits::InspectSessions;

fn refused(opening: OpenSession, error: Error<Test>) {
	assert_noop!(Pallet::<Test>::open_session(signed(PAYER), opening), error);
}

#[test]
fn a_session_is_stored_with_its_prices() {
	ExtBuilder::default().build_and_execute(|| {
		let list = assets(&[(1, None, None), (1, Some(2), None), (3, Some(2), Some(5))]);
		let opening = OpenSession { assets: list, visibility: Visibility::Sealed, ..opening() };
		assert_ok!(Pallet::<Test>::open_session(signed(PAYER), opening.clone()));
		let session = session(SessionId(0));
		assert_eq!(session.payer, acc(PAYER));
		assert_eq!(session.voucher_key, opening.voucher_key);
		assert_eq!(session.worker, WorkerId(0));
		assert_eq!((session.deposit, session.held, session.bond), (DEPOSIT, DEPOSIT, BOND));
		assert_eq!((session.settled, session.settled_n), (0, 0));
		assert_eq!(session.status, Status::Open);
		assert_eq!(session.visibility, Visibility::Sealed);
		// Later prices are for later sessions.
		RateIn::set(50 * MILLI);
		Markup::set(0);
		let last = Offer {
			model_version: ModelVersionId(3),
			agent: Some(AgentId(2)),
			app: Some(AgentId(5)),
			rate_in: MILLI,
			rate_out: 2 * MILLI,
			agent_markup: 100_000,
			app_markup: 100_000,
		};
		assert_eq!(session.offers.len(), 3);
		assert_eq!(session.offers[2], last);
		assert_eq!((session.offers[0].agent_markup, session.offers[1].app_markup), (0, 0));
		System::assert_last_event(
			Event::SessionOpened {
				session: SessionId(0),
				payer: acc(PAYER),
				voucher_key: opening.voucher_key,
				worker: WorkerId(0),
				deposit: DEPOSIT,
				expires_at: EXPIRY,
			}
			.into(),
		);
		let on_hold = |reason: HoldReason| Balances::balance_on_hold(&reason.into(), &acc(PAYER));
		assert_eq!((on_hold(HoldReason::Deposit), on_hold(HoldReason::Bond)), (DEPOSIT, BOND));
		assert_eq!(Pallet::<Test>::releasable_at(SessionId(0)), Some(EXPIRY + GRACE));
		assert_eq!(Pallet::<Test>::releasable_at(SessionId(1)), None);
	});
}

#[test]
fn others_see_the_session() {
	ExtBuilder::default().build_and_execute(|| {
		let id = opened();
		let seen = <Pallet<Test> as InspectSessions<_>>::session(id).unwrap();
		assert_eq!((seen.payer, seen.worker), (acc(PAYER), WorkerId(0)));
		assert_eq!(seen.offers, session(id).offers.into_inner());
		assert_eq!((seen.deposit, seen.max_per_call), (DEPOSIT, CALL));
		assert_eq!((seen.settled, seen.settled_n), (0, 0));
		assert!(<Pallet<Test> as InspectSessions<_>>::session(SessionId(9)).is_none());
		assert_eq!(Pallet::<Test>::session(id), Some(session(id)));
	});
}

#[test]
fn limits_are_checked() {
	ExtBuilder::default().build_and_execute(|| {
		refused(OpenSession { max_per_call: 0, ..opening() }, Error::InvalidDeposit);
		refused(OpenSession { max_per_call: DEPOSIT + 1, ..opening() }, Error::InvalidDeposit);
		refused(OpenSession { deposit: 0, max_per_call: 0, ..opening() }, Error::InvalidDeposit);
		go_to(10);
		refused(OpenSession { expires_at: 10, ..opening() }, Error::InvalidExpiry);
		refused(OpenSession { expires_at: 9, ..opening() }, Error::InvalidExpiry);
		let all = OpenSession { max_per_call: DEPOSIT, expires_at: 11, ..opening() };
		assert_ok!(Pallet::<Test>::open_session(signed(PAYER), all));
	});
}

#[test]
fn the_worker_must_be_active() {
	ExtBuilder::default().build_and_execute(|| {
		for worker in [2, 3].map(WorkerId) {
			refused(OpenSession { worker, ..opening() }, Error::WorkerUnavailable);
		}
	});
}

#[test]
fn assets_must_be_for_sale() {
	ExtBuilder::default().build_and_execute(|| {
		let with = |list: &[_]| OpenSession { assets: assets(list), ..opening() };
		refused(OpenSession { assets: Assets::default(), ..opening() }, Error::NoAssets);
		refused(with(&[(1, None, None), (20, None, None)]), Error::ModelUnavailable);
		refused(with(&[(21, None, None)]), Error::ModelUnavailable);
		refused(with(&[(1, None, None), (1, None, None)]), Error::DuplicateAsset);
		// An app as the agent, a retired one, an unknown one, one that does not use the model.
		refused(with(&[(1, Some(1), None)]), Error::AgentUnavailable);
		refused(with(&[(1, Some(40), None)]), Error::AgentUnavailable);
		refused(with(&[(1, Some(99), None)]), Error::AgentUnavailable);
		refused(with(&[(1, Some(38), None)]), Error::ModelNotUsed);
		refused(with(&[(1, None, Some(0))]), Error::AppUnavailable);
		refused(with(&[(1, None, Some(41))]), Error::AppUnavailable);
		refused(with(&[(1, None, Some(99))]), Error::AppUnavailable);
		refused(with(&[(1, None, Some(39))]), Error::ModelNotUsed);
	});
}

#[test]
fn the_payer_must_afford_deposit_and_bond() {
	ExtBuilder::default().build_and_execute(|| {
		let all = OpenSession { deposit: RICH, ..opening() };
		let before = sp_io::storage::root(sp_runtime::StateVersion::V1);
		assert!(Pallet::<Test>::open_session(signed(PAYER), all).is_err());
		// The deposit alone would fit.
		let tight = OpenSession { deposit: RICH - EXISTENTIAL, ..opening() };
		assert!(Pallet::<Test>::open_session(signed(PAYER), tight).is_err());
		assert!(Pallet::<Test>::open_session(signed(77), opening()).is_err());
		assert!(Pallet::<Test>::open_session(RuntimeOrigin::root(), opening()).is_err());
		assert_eq!(before, sp_io::storage::root(sp_runtime::StateVersion::V1));
	});
}

#[test]
fn ids_run_out_with_an_error() {
	ExtBuilder::default().build_and_execute(|| {
		NextSessionId::<Test>::put(SessionId(u64::MAX));
		refused(opening(), Error::Overflow);
	});
}

#[test]
fn several_open_together_or_not_at_all() {
	ExtBuilder::default().build_and_execute(|| {
		let second = OpenSession { worker: WorkerId(1), ..opening() };
		let both = vec![opening(), second.clone()].try_into().unwrap();
		assert_ok!(Pallet::<Test>::open_sessions(signed(PAYER), both));
		assert_eq!(session(SessionId(1)).worker, WorkerId(1));
		assert_eq!(
			Balances::balance_on_hold(&HoldReason::Deposit.into(), &acc(PAYER)),
			2 * DEPOSIT
		);
		let wrong = OpenSession { worker: WorkerId(2), ..opening() };
		let mixed = vec![opening(), second, wrong].try_into().unwrap();
		assert_noop!(
			Pallet::<Test>::open_sessions(signed(PAYER), mixed),
			Error::<Test>::WorkerUnavailable
		);
		assert_noop!(
			Pallet::<Test>::open_sessions(signed(PAYER), Default::default()),
			Error::<Test>::NothingToOpen
		);
		assert_eq!(NextSessionId::<Test>::get(), SessionId(2));
	});
}
