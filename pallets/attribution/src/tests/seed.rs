// SPDX-License-Identifier: Apache-2.0
//! Seeds and committees.

use super::*;
use crate::{mock::*, seed::draw_seats, *};
use codec::Encode;
use frame_support::{assert_noop, assert_ok};
use openledger_primitives::{AttributionId, Balance, OPEN};
use openledger_primitives_traits::BlockRandomness;
use sp_core::{Pair, H256};
use std::collections::BTreeSet;

#[test]
fn the_seed_comes_after_window_and_delay() {
	ExtBuilder::validators(1).build_and_execute(|| {
		let book = honest_book(1);
		assert_ok!(book.announce());
		let at = System::block_number();
		let seed_at = at + TIMING.seed_window + TIMING.seed_delay;
		assert_eq!(batch(0).status, BatchStatus::Announced { seed_at });
		assert_noop!(
			Attribution::advance(signed("Anyone"), batch_id(0)),
			Error::<Test>::NothingToAdvance
		);
		run(TIMING.seed_window + TIMING.seed_delay - 1);
		assert_eq!(batch(0).seed, None);
		run(1);
		assert!(batch(0).seed.is_some());
		assert_eq!(batch(0).session_index, 5);
		assert_eq!(batch(0).attest_until, seed_at + TIMING.attest_window);
	});
}

#[test]
fn the_seed_is_the_chain_at_the_end_of_the_window_and_no_later() {
	ExtBuilder::validators(1).build_and_execute(|| {
		let book = honest_book(1);
		assert_ok!(book.announce());
		let before = VrfChain::<Test>::get();
		run(TIMING.seed_window + 1);
		let last = System::block_number() - 1;
		let chain = VrfHistories::<Test>::get(last).unwrap();
		assert_ne!(chain, before);
		// Outputs after the window change nothing.
		VrfChain::<Test>::put(H256::repeat_byte(0xFF));
		run(TIMING.seed_delay - 1);
		let parts = (b"openledger/seed", chain, batch_id(0), batch(0).header_hash);
		assert_eq!(batch(0).seed, Some(parts.using_encoded(sp_io::hashing::blake2_256).into()));
	});
}

#[test]
fn more_is_checked_of_a_worker_that_lied() {
	for jailed in [false, true] {
		ExtBuilder::validators(1).build_and_execute(|| {
			let book = honest_book(12);
			assert_ok!(book.announce());
			assert_eq!(batch(0).audit, 0);
			let mut workers = StoredWorkers::get();
			for worker in workers.values_mut() {
				worker.jailed = jailed;
			}
			StoredWorkers::set(&workers);
			run(TIMING.seed_window + TIMING.seed_delay);
			// All receipts of both sessions, as long as they are few.
			assert_eq!(batch(0).audit, if jailed { 24 } else { 8 });
		});
	}
}

#[test]
fn every_output_enters_the_chain() {
	ExtBuilder::validators(1).build_and_execute(|| {
		let output = MockRandomness::vrf_output().unwrap();
		let chained = (b"openledger/vrf", VrfChain::<Test>::get(), output);
		run(1);
		let expected = chained.using_encoded(sp_io::hashing::blake2_256);
		assert_eq!(VrfChain::<Test>::get(), expected.into());
	});
}

#[test]
fn batches_have_their_own_seeds() {
	ExtBuilder::validators(1).build_and_execute(|| {
		let sessions = [open_session(OPEN)];
		run_to_epoch(3);
		let mut standings = fresh(&sessions);
		assert_ok!(Book::new(0, 1, &mut standings).announce());
		assert_ok!(Book::new(1, 1, &mut standings).announce());
		run(TIMING.seed_window + TIMING.seed_delay);
		assert_ne!(batch(0).seed, batch(1).seed);
	});
}

#[test]
fn old_histories_are_removed() {
	ExtBuilder::validators(1).build_and_execute(|| {
		run(200);
		let kept = VrfHistories::<Test>::iter().count() as u32;
		assert_eq!(kept, TIMING.seed_delay + MAX_SHIFT + 2);
		assert_eq!(Agendas::<Test>::iter().count(), 0);
	});
}

fn seats(count: u32) -> Vec<(Seat, Balance)> {
	let key = AttributionId::from(attribution_pair(0).public());
	(0..count)
		.map(|i| {
			let account = sp_core::crypto::AccountId32::new([i as u8; 32]);
			(Seat { account, key: key.clone() }, OPEN)
		})
		.collect()
}

#[test]
fn up_to_32_validators_all_sit_else_32_are_drawn() {
	let seed = H256::repeat_byte(1);
	let (all, full) = draw_seats(seats(32), &seed);
	assert!(full);
	let expected: Vec<Seat> = seats(32).into_iter().map(|(seat, _)| seat).collect();
	assert_eq!(all.into_inner(), expected);
	let (drawn, full) = draw_seats(seats(100), &seed);
	assert!(!full);
	assert_eq!(drawn.len(), 32);
	let distinct: BTreeSet<_> = drawn.iter().map(|seat| seat.account.clone()).collect();
	assert_eq!(distinct.len(), 32);
	let (other, _) = draw_seats(seats(100), &H256::repeat_byte(2));
	assert_ne!(drawn, other);
	let (none, full) = draw_seats(vec![], &seed);
	assert!(full && none.is_empty());
}

#[test]
fn seats_of_a_large_set_go_by_stake() {
	ExtBuilder::validators(80).build_and_execute(|| {
		// Forty validators have nearly all the stake.
		let heavy: BTreeSet<_> = (40..80).map(validator).collect();
		Stakes::set(&heavy.iter().map(|who| (who.clone(), 1_000 * OPEN)).collect());
		let book = honest_book(1);
		seeded(&book);
		let batch = batch(0);
		assert!(!batch.full_set);
		assert_eq!((batch.validators, batch.committee.len()), (80, 32));
		assert!(batch.committee.iter().all(|seat| heavy.contains(&seat.account)));
	});
}
