// SPDX-License-Identifier: Apache-2.0
//! What each call does.

use crate::{mock::*, *};
use frame_support::assert_ok;
use openledger_primitives::{AgentId, ModelVersionId};
use openledger_primitives_traits::{AgentSummary, InspectAgents};

fn summary(id: AgentId) -> Option<AgentSummary<openledger_primitives_account::AccountId>> {
	<AgentsPallet as InspectAgents<_>>::agent(id)
}

fn register(kind: AgentKind) -> AgentId {
	let id = NextAgentId::<Test>::get();
	assert_ok!(AgentsPallet::register(
		signed(owner()),
		kind,
		name("helper"),
		card(),
		100_000,
		uses(&[0, 2])
	));
	id
}

#[docify::export]
#[test]
fn an_agent_is_registered_and_earns_for_its_beneficiary() {
	ExtBuilder::build_and_execute(|| {
		// An agent that uses model version 0 and takes a tenth of the base fee.
		let agent = AgentId(0);
		assert_ok!(AgentsPallet::register(
			signed(owner()),
			AgentKind::Agent,
			name("rust-helper"),
			card(),
			100_000,
			uses(&[0])
		));
		assert!(<AgentsPallet as InspectAgents<_>>::uses(agent, ModelVersionId(0)));

		// Someone else may be paid for it.
		assert_ok!(AgentsPallet::set_beneficiary(signed(owner()), agent, account(7)));
		let sold = <AgentsPallet as InspectAgents<_>>::agent(agent).unwrap();
		assert_eq!((sold.beneficiary, sold.markup, sold.live), (account(7), 100_000, true));
	});
}

#[test]
fn agents_and_apps_are_told_apart() {
	ExtBuilder::build_and_execute(|| {
		let (agent, app) = (register(AgentKind::Agent), register(AgentKind::App));
		assert!(!summary(agent).unwrap().is_app);
		assert!(summary(app).unwrap().is_app);
		assert_eq!(summary(AgentId(2)), None);
		let used = |id| <AgentsPallet as InspectAgents<_>>::uses(app, ModelVersionId(id));
		assert_eq!([0, 1, 2].map(used), [true, false, true]);
		assert!(!<AgentsPallet as InspectAgents<_>>::uses(AgentId(9), ModelVersionId(0)));
		assert_eq!(held(&owner()), 2 * DEPOSIT);
	});
}

#[test]
fn an_update_replaces_what_was_declared() {
	ExtBuilder::build_and_execute(|| {
		let id = register(AgentKind::Agent);
		let other = url("http://127.0.0.1:8000/other.json");
		let update = AgentsPallet::update(signed(owner()), id, other.clone(), 300_000, uses(&[1]));
		assert_ok!(update);
		let agent = AgentsPallet::agent(id).unwrap();
		assert_eq!((agent.card, agent.markup, agent.uses), (other, 300_000, uses(&[1])));
		assert_eq!(agent.name, name("helper"));
	});
}

#[test]
fn a_retired_agent_keeps_earning_but_is_not_sold() {
	ExtBuilder::build_and_execute(|| {
		let id = register(AgentKind::Agent);
		assert_ok!(AgentsPallet::retire(signed(owner()), id));
		assert!(!summary(id).unwrap().live);
		assert_ok!(AgentsPallet::set_beneficiary(signed(owner()), id, stranger()));
		assert_eq!(summary(id).unwrap().beneficiary, stranger());
		assert_ok!(AgentsPallet::transfer(signed(owner()), id, stranger()));
	});
}

#[test]
fn a_transfer_hands_over_deposit_and_earnings() {
	ExtBuilder::build_and_execute(|| {
		let id = register(AgentKind::Agent);
		assert_ok!(AgentsPallet::set_beneficiary(signed(owner()), id, account(7)));
		assert_ok!(AgentsPallet::transfer(signed(owner()), id, stranger()));
		let agent = AgentsPallet::agent(id).unwrap();
		assert_eq!((agent.owner, agent.beneficiary), (stranger(), stranger()));
		assert_eq!((held(&owner()), held(&stranger())), (0, DEPOSIT));
	});
}

#[test]
fn every_step_leaves_an_event() {
	ExtBuilder::build_and_execute(|| {
		let agent = register(AgentKind::App);
		assert_ok!(AgentsPallet::update(signed(owner()), agent, card(), 5, uses(&[])));
		assert_ok!(AgentsPallet::set_beneficiary(signed(owner()), agent, account(7)));
		assert_ok!(AgentsPallet::retire(signed(owner()), agent));
		assert_ok!(AgentsPallet::transfer(signed(owner()), agent, stranger()));
		let events: Vec<_> = System::events()
			.into_iter()
			.filter_map(|record| match record.event {
				RuntimeEvent::AgentsPallet(event) => Some(event),
				_ => None,
			})
			.collect();
		let kind = AgentKind::App;
		let expected: Vec<Event<Test>> = vec![
			Event::AgentRegistered { agent, owner: owner(), kind, markup: 100_000 },
			Event::AgentUpdated { agent, markup: 5 },
			Event::BeneficiarySet { agent, beneficiary: account(7) },
			Event::AgentRetired { agent },
			Event::AgentTransferred { agent, from: owner(), to: stranger() },
		];
		assert_eq!(events, expected);
	});
}

#[test]
fn view_functions_page_through_agents() {
	ExtBuilder::build_and_execute(|| {
		let (first, second) = (register(AgentKind::Agent), register(AgentKind::App));
		let ids = |from, limit| -> Vec<_> {
			AgentsPallet::agents_from(from, limit).into_iter().map(|(id, _)| id).collect()
		};
		assert_eq!(ids(AgentId(0), 64), vec![first, second]);
		assert_eq!(ids(AgentId(1), 1), vec![second]);
		assert!(ids(AgentId(u32::MAX), u32::MAX).is_empty());
	});
}

#[test]
fn the_configuration_of_the_runtime_is_checked() {
	use frame_support::traits::Hooks;
	ExtBuilder::build_and_execute(|| {
		<AgentsPallet as Hooks<u32>>::integrity_test();
		MaxMarkup::set(&1_000_001);
		let refused = std::panic::catch_unwind(<AgentsPallet as Hooks<u32>>::integrity_test);
		assert!(refused.is_err());
	});
}
