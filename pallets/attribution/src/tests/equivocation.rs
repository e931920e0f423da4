// SPDX-License-Identifier: Apache-2.0
//! Two headers for one epoch.

use super::*;
use crate::{mock::*, *};
use frame_support::{assert_noop, assert_ok, dispatch::DispatchResult};

fn report(a: &Book, b: &Book) -> DispatchResult {
	Attribution::report_equivocation(
		signed("Anyone"),
		Box::new(a.header.clone()),
		a.signature.clone(),
		Box::new(b.header.clone()),
		b.signature.clone(),
	)
}

#[test]
fn two_headers_cost_a_tenth_of_the_stake_half_of_it_burnt() {
	ExtBuilder::validators(1).build_and_execute(|| {
		let book = honest_book(1);
		let mut other = book.clone();
		other.header.reports.hash = Default::default();
		other.sign();
		assert_ok!(book.announce());
		let treasury = Balances::free_balance(Treasury::get());
		assert_ok!(report(&book, &other));
		Burnt::set(&(Burnt::get() + STAKE / 20));
		assert_eq!(Balances::free_balance(stake_account(WORKER)), STAKE - STAKE / 10);
		assert_eq!(Balances::free_balance(Treasury::get()), treasury + STAKE / 20);
		assert!(StoredWorkers::get()[&0].jailed);
		assert_noop!(report(&book, &other), Error::<Test>::AlreadyReported);
		assert_noop!(report(&other, &book), Error::<Test>::AlreadyReported);
	});
}

#[test]
fn honest_workers_cannot_be_reported() {
	ExtBuilder::validators(1).build_and_execute(|| {
		let book = honest_book(1);
		assert_noop!(report(&book, &book), Error::<Test>::NotEquivocation);
		let mut forged = book.clone();
		forged.header.reports.hash = Default::default();
		assert_noop!(report(&book, &forged), Error::<Test>::BadSignature);
		assert_noop!(report(&forged, &book), Error::<Test>::BadSignature);
		let mut next = book.clone();
		next.header.epoch.0 = 1;
		next.sign();
		assert_noop!(report(&book, &next), Error::<Test>::NotEquivocation);
	});
}
