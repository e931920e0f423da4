// SPDX-License-Identifier: Apache-2.0
//! Over any sequence of calls, failed ones included, deposits follow owners and nothing is made or
//! lost.

use crate::{mock::*, *};

use openledger_primitives::{AgentId, Balance};
use proptest::prelude::*;

#[derive(Clone, Debug)]
enum Step {
	Register(u8, u32, Vec<u32>),
	Update(u8, u32, u32, Vec<u32>),
	Beneficiary(u8, u32, u8),
	Retire(u8, u32),
	Transfer(u8, u32, u8),
	Live(u32, bool),
}

fn steps() -> impl Strategy<Value = Step> {
	let (who, id) = (1u8..6, 0u32..4);
	let ids = prop::collection::vec(0u32..5, 0..4);
	let markup = 0u32..400_000;
	prop_oneof![
		(who.clone(), markup.clone(), ids.clone()).prop_map(|(w, m, u)| Step::Register(w, m, u)),
		(who.clone(), id.clone(), markup, ids).prop_map(|(w, i, m, u)| Step::Update(w, i, m, u)),
		(who.clone(), id.clone(), 1u8..6).prop_map(|(w, i, b)| Step::Beneficiary(w, i, b)),
		(who.clone(), id.clone()).prop_map(|(w, i)| Step::Retire(w, i)),
		(who, id, 1u8..6).prop_map(|(w, i, t)| Step::Transfer(w, i, t)),
		(0u32..5, any::<bool>()).prop_map(|(v, live)| Step::Live(v, live)),
	]
}

fn run(step: Step) {
	let by = |n| signed(account(n));
	// As a block executes a call: what fails changes nothing.
	let _ = frame_support::storage::with_storage_layer(|| match step {
		Step::Register(who, markup, ids) => {
			AgentsPallet::register(by(who), AgentKind::Agent, name("a"), card(), markup, uses(&ids))
		},
		Step::Update(who, id, markup, ids) => {
			AgentsPallet::update(by(who), AgentId(id), card(), markup, uses(&ids))
		},
		Step::Beneficiary(who, id, to) => {
			AgentsPallet::set_beneficiary(by(who), AgentId(id), account(to))
		},
		Step::Retire(who, id) => AgentsPallet::retire(by(who), AgentId(id)),
		Step::Transfer(who, id, to) => AgentsPallet::transfer(by(who), AgentId(id), account(to)),
		Step::Live(version, live) => {
			MockModels::put(version, live);
			Ok(())
		},
	});
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(64))]

	#[test]
	fn deposits_follow_owners(steps in prop::collection::vec(steps(), 1..60)) {
		ExtBuilder::build_and_execute(|| {
			let issued = Balances::total_issuance();
			for step in steps {
				run(step);
				assert_eq!(Balances::total_issuance(), issued);
				AgentsPallet::do_try_state().unwrap();
			}
			let held: Balance = (1..6).map(|n| held(&account(n))).sum();
			assert_eq!(held, DEPOSIT * Agents::<Test>::iter().count() as Balance);
			let lasting = Agents::<Test>::iter_values().all(|a| a.markup <= MaxMarkup::get());
			assert!(lasting);
		});
	}
}
