// SPDX-License-Identifier: Apache-2.0
//! What is refused, with nothing changed.

use crate::{mock::*, *};
use codec::{Decode, Encode};
use frame_support::{assert_noop, assert_ok};
use openledger_primitives::{AgentId, ModelVersionId};
use openledger_primitives_objects::Url;
use sp_runtime::DispatchResult;

fn declare(called: Name, card: Url, markup: u32, ids: &[u32]) -> DispatchResult {
	AgentsPallet::register(signed(owner()), AgentKind::Agent, called, card, markup, uses(ids))
}

fn registered() -> AgentId {
	let id = NextAgentId::<Test>::get();
	assert_ok!(declare(name("a"), card(), 0, &[0]));
	id
}

#[test]
fn a_markup_over_the_bound() {
	ExtBuilder::build_and_execute(|| {
		let over = Error::<Test>::MarkupOverBound;
		assert_noop!(declare(name("a"), card(), 300_001, &[0]), over);
		assert_noop!(declare(name("a"), card(), u32::MAX, &[0]), Error::<Test>::MarkupOverBound);
		assert_ok!(declare(name("a"), card(), 300_000, &[0]));
		let update = AgentsPallet::update(signed(owner()), AgentId(0), card(), 300_001, uses(&[0]));
		assert_eq!(update, Err(Error::<Test>::MarkupOverBound.into()));
		assert_eq!(AgentsPallet::agent(AgentId(0)).unwrap().markup, 300_000);
	});
}

#[test]
fn model_versions_that_are_not_for_sale() {
	ExtBuilder::build_and_execute(|| {
		let declare = |ids: &[u32]| declare(name("a"), card(), 0, ids);
		assert_noop!(declare(&[9]), Error::<Test>::UnknownModelVersion);
		assert_noop!(declare(&[0, 3]), Error::<Test>::ModelVersionRetired);
		assert_noop!(declare(&[0, 1, 0]), Error::<Test>::DuplicateUse);
		let id = registered();
		MockModels::put(0, false);
		let update = |ids: &[u32]| AgentsPallet::update(signed(owner()), id, card(), 0, uses(ids));
		assert_noop!(update(&[0]), Error::<Test>::ModelVersionRetired);
		assert_noop!(update(&[9]), Error::<Test>::UnknownModelVersion);
		assert_noop!(update(&[1, 1]), Error::<Test>::DuplicateUse);
		assert_ok!(update(&[1]));
	});
}

#[test]
fn names_and_cards_that_nobody_can_read() {
	ExtBuilder::build_and_execute(|| {
		let bytes = |bytes: &[u8]| Name::truncate_from(bytes.to_vec());
		for bad in [&b""[..], b" ", b"a\x07b", &[0xC3, 0x28]] {
			assert_noop!(declare(bytes(bad), card(), 0, &[0]), Error::<Test>::InvalidName);
		}
		for bad in ["", "card.json", "file:///etc/passwd", "http://a b/", "http://u:p@host/"] {
			assert_noop!(declare(name("a"), url(bad), 0, &[0]), Error::<Test>::InvalidCard);
		}
		let id = registered();
		assert_noop!(
			AgentsPallet::update(signed(owner()), id, url("nowhere"), 0, uses(&[0])),
			Error::<Test>::InvalidCard
		);
		PublicNetwork::set(&true);
		assert_noop!(declare(name("a"), card(), 0, &[0]), Error::<Test>::InvalidCard);
		assert_ok!(declare(name("a"), url("https://agents.example.org/card.json"), 0, &[0]));
	});
}

#[test]
fn too_many_uses_and_too_long_names_do_not_decode() {
	let many: Vec<_> = (0..=MAX_USES).map(ModelVersionId).collect();
	assert!(Uses::decode(&mut &many.encode()[..]).is_err());
	let long = vec![b'a'; MAX_NAME as usize + 1];
	assert!(Name::decode(&mut &long.encode()[..]).is_err());
}

#[test]
fn strangers() {
	ExtBuilder::build_and_execute(|| {
		let id = registered();
		let who = || signed(stranger());
		let not_owner = Error::<Test>::NotOwner;
		assert_noop!(AgentsPallet::update(who(), id, card(), 0, uses(&[0])), not_owner);
		assert_noop!(AgentsPallet::set_beneficiary(who(), id, stranger()), Error::<Test>::NotOwner);
		assert_noop!(AgentsPallet::retire(who(), id), Error::<Test>::NotOwner);
		assert_noop!(AgentsPallet::transfer(who(), id, stranger()), Error::<Test>::NotOwner);
		// The beneficiary has no say either.
		assert_ok!(AgentsPallet::set_beneficiary(signed(owner()), id, stranger()));
		assert_noop!(AgentsPallet::transfer(who(), id, stranger()), Error::<Test>::NotOwner);
	});
}

#[test]
fn unknown_agents() {
	ExtBuilder::build_and_execute(|| {
		let (who, id) = (|| signed(owner()), AgentId(4));
		let unknown = || Error::<Test>::UnknownAgent;
		assert_noop!(AgentsPallet::update(who(), id, card(), 0, uses(&[0])), unknown());
		assert_noop!(AgentsPallet::set_beneficiary(who(), id, owner()), unknown());
		assert_noop!(AgentsPallet::retire(who(), id), unknown());
		assert_noop!(AgentsPallet::transfer(who(), id, stranger()), unknown());
	});
}

#[test]
fn a_second_retirement_and_a_change_after_it() {
	ExtBuilder::build_and_execute(|| {
		let id = registered();
		assert_ok!(AgentsPallet::retire(signed(owner()), id));
		assert_noop!(AgentsPallet::retire(signed(owner()), id), Error::<Test>::NotLive);
		assert_noop!(
			AgentsPallet::update(signed(owner()), id, card(), 0, uses(&[0])),
			Error::<Test>::NotLive
		);
	});
}

#[test]
fn a_transfer_to_oneself_or_to_an_account_that_cannot_hold() {
	ExtBuilder::build_and_execute(|| {
		let id = registered();
		let transfer = |to| AgentsPallet::transfer(signed(owner()), id, to);
		assert_noop!(transfer(owner()), Error::<Test>::SameOwner);
		assert!(frame_support::storage::with_storage_layer(|| transfer(account(99))).is_err());
		assert_eq!(AgentsPallet::agent(id).unwrap().owner, owner());
	});
}

#[test]
fn an_owner_that_cannot_pay_the_deposit() {
	ExtBuilder::build_and_execute(|| {
		let poor = signed(account(88));
		let call = AgentsPallet::register(poor, AgentKind::App, name("a"), card(), 0, uses(&[]));
		assert!(call.is_err());
		assert_eq!(NextAgentId::<Test>::get(), AgentId(0));
	});
}

#[test]
fn identifiers_end_rather_than_wrap() {
	ExtBuilder::build_and_execute(|| {
		NextAgentId::<Test>::put(AgentId(u32::MAX));
		assert_noop!(declare(name("a"), card(), 0, &[0]), Error::<Test>::IdsExhausted);
	});
}
