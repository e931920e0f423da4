// SPDX-License-Identifier: Apache-2.0
//! Attestations, quorums, silence.

use super::*;
use crate::{mock::*, *};
use frame_support::{assert_noop, assert_ok, traits::Authorize};
use sp_core::H256;
use sp_runtime::{
	transaction_validity::{InvalidTransaction, TransactionSource, TransactionValidityError},
	DispatchError,
};

fn votes_needed(validators: u32) -> u32 {
	let mut needed = 0;
	ExtBuilder::validators(validators).build_and_execute(|| {
		let book = honest_book(1);
		seeded(&book);
		for seat in 0.. {
			assert_ok!(attest(0, seat));
			if matches!(batch(0).status, BatchStatus::Attested { .. }) {
				needed = seat + 1;
				break;
			}
		}
	});
	needed
}

#[test]
fn more_than_two_thirds_of_a_full_set() {
	assert_eq!(votes_needed(1), 1);
	assert_eq!(votes_needed(2), 2);
	assert_eq!(votes_needed(4), 3);
	assert_eq!(votes_needed(32), 22);
}

#[test]
fn more_than_half_of_a_drawn_set() {
	assert_eq!(votes_needed(40), 17);
}

#[test]
fn one_vote_for_each_seat() {
	ExtBuilder::validators(2).build_and_execute(|| {
		let book = honest_book(1);
		seeded(&book);
		let first = attestation(0, 0);
		let signature = sign_attestation(&first, &attribution_pair(0));
		let call = Call::attest { attestation: first.clone(), signature };
		assert_ok!(submit_authorized(call.clone()));
		let replayed = RuntimeCall::from(call).authorize(TransactionSource::External).unwrap();
		let stale = TransactionValidityError::Invalid(InvalidTransaction::Stale);
		assert_eq!(replayed.unwrap_err(), stale);
		let authorized = RuntimeOrigin::from(frame_system::RawOrigin::Authorized);
		let signature = sign_attestation(&first, &attribution_pair(0));
		assert_noop!(
			Attribution::attest(authorized, first, signature),
			Error::<Test>::AlreadyAttested
		);
		assert_eq!(batch(0).votes(), 1);
	});
}

#[test]
fn an_attestation_binds_what_it_is_about() {
	ExtBuilder::validators(2).build_and_execute(|| {
		let book = honest_book(1);
		seeded(&book);
		let check = |change: fn(&mut Attestation), expected: Error<Test>| {
			let mut changed = attestation(0, 0);
			change(&mut changed);
			let result = Attribution::ensure_attestable(&changed).map(|_| ());
			assert_eq!(result, Err(expected.into()));
		};
		check(|a| a.header_hash = H256::zero(), Error::WrongAttestation);
		check(|a| a.seed = H256::zero(), Error::WrongAttestation);
		check(|a| a.session_index = 4, Error::WrongAttestation);
		check(|a| a.authority = 2, Error::NotInCommittee);
		check(|a| a.authority = u32::MAX, Error::NotInCommittee);
		check(|a| a.epoch.0 = 9, Error::UnknownBatch);

		// Another validator's key, and a signature over something else.
		let honest = attestation(0, 0);
		for signature in [
			sign_attestation(&honest, &attribution_pair(1)),
			sign_attestation(&attestation(0, 1), &attribution_pair(0)),
		] {
			let call = Call::attest { attestation: honest.clone(), signature };
			assert_eq!(submit_authorized(call), Err(DispatchError::BadOrigin));
		}
		let unsigned = Attribution::attest(
			signed("Anyone"),
			honest.clone(),
			sign_attestation(&honest, &attribution_pair(0)),
		);
		assert_eq!(unsigned, Err(DispatchError::BadOrigin));
	});
}

#[test]
fn late_members_count_while_the_attest_window_is_open() {
	ExtBuilder::validators(4).build_and_execute(|| {
		let book = honest_book(1);
		attested(&book, 3);
		let until = batch(0).status;
		assert_ok!(attest(0, 3));
		assert_eq!(batch(0).status, until);
		assert_eq!(batch(0).attesters().len(), 4);
	});
}

#[test]
fn silence_redraws_once_then_opens_the_long_window() {
	ExtBuilder::validators(4).build_and_execute(|| {
		let book = honest_book(1);
		seeded(&book);
		assert_ok!(attest(0, 0));
		// The agenda itself begins the second round; votes of a full set stay.
		run(TIMING.attest_window + 1);
		assert_eq!(batch(0).round, 1);
		assert_eq!(batch(0).votes(), 1);
		assert_eq!(batch(0).status, BatchStatus::Seeded);
		run(TIMING.attest_window + 1);
		let until = System::block_number() + 4 * TIMING.challenge_window;
		assert_eq!(batch(0).status, BatchStatus::Unattested { until });
		let late = Attribution::ensure_attestable(&attestation(0, 1)).map(|_| ());
		assert_eq!(late, Err(Error::<Test>::NotAttestable.into()));

		// A committee's silence costs time, never the fees.
		run(TIMING.challenge_window * 2);
		assert_noop!(book.settle_all(), Error::<Test>::NotSettling);
		run(TIMING.challenge_window * 2 + 1);
		assert_ok!(book.settle_all());
		assert_ok!(book.credit_all());
		assert!(matches!(batch(0).status, BatchStatus::Final { .. }));
		assert_eq!(Distributed::get(), vec![(batch_id(0), vec![validator(0)])]);
	});
}

#[test]
fn a_silent_drawn_committee_is_replaced() {
	ExtBuilder::validators(60).build_and_execute(|| {
		let book = honest_book(1);
		seeded(&book);
		assert_ok!(attest(0, 0));
		let first = batch(0).committee;
		run(TIMING.attest_window + 1);
		assert_ne!(batch(0).committee, first);
		assert_eq!(batch(0).votes(), 0);
		for seat in 0..17 {
			assert_ok!(attest(0, seat));
		}
		assert!(matches!(batch(0).status, BatchStatus::Attested { .. }));
	});
}

#[test]
fn without_validators_the_long_window_opens() {
	ExtBuilder::validators(0).build_and_execute(|| {
		let book = honest_book(1);
		seeded(&book);
		run(2 * (TIMING.attest_window + 1));
		assert!(matches!(batch(0).status, BatchStatus::Unattested { .. }));
	});
}

#[test]
fn anyone_advances_where_the_agenda_did_not() {
	ExtBuilder::validators(1).build_and_execute(|| {
		let book = honest_book(1);
		assert_ok!(book.announce());
		let _ = Agendas::<Test>::clear(u32::MAX, None);
		run(TIMING.seed_window + TIMING.seed_delay + 20);
		assert_eq!(batch(0).seed, None);
		assert_ok!(Attribution::advance(signed("Anyone"), batch_id(0)));
		assert_eq!(batch(0).status, BatchStatus::Seeded);
		assert_noop!(
			Attribution::advance(signed("Anyone"), batch_id(0)),
			Error::<Test>::NothingToAdvance
		);
	});
}
