// SPDX-License-Identifier: Apache-2.0
//! The whole life of a batch.

use super::*;
use crate::{mock::*, *};
use codec::Encode;
use frame_support::{assert_noop, assert_ok};
use openledger_primitives::OPEN;
use openledger_primitives_poa::{tree, Opening};
use openledger_primitives_traits::Exposure;

#[docify::export]
#[test]
fn a_batch_lives_to_the_last_credit() {
	ExtBuilder::validators(1).build_and_execute(|| {
		// Two sessions were served in epoch 0; their books are announced in epoch 1.
		let book = honest_book(3);
		assert_ok!(book.announce());
		assert_eq!(Attribution::exposure(WORKER), book.fee_total());

		// Blocks after the announcement make the seed; the one validator checks and attests.
		run(TIMING.seed_window + TIMING.seed_delay);
		assert_ok!(attest(0, 0));

		// Nobody demands anything in the challenge window: sessions pay, credits are applied.
		run(TIMING.challenge_window + 1);
		assert_ok!(book.settle_all());
		assert_ok!(book.credit_all());
		assert!(matches!(batch(0).status, BatchStatus::Final { .. }));
		assert_eq!(Attribution::exposure(WORKER), 0);

		// Later only a leaf of the archive is left.
		run(TIMING.credit_ttl + 1);
		assert_ok!(Attribution::prune(signed("Anyone"), batch_id(0)));
		assert_eq!(Archive::<Test>::get().count, 1);
	});
}

#[test]
fn what_a_life_moves() {
	ExtBuilder::validators(1).build_and_execute(|| {
		let book = honest_book(3);
		let operator_before = Balances::free_balance(operator());
		challenged(&book, 1);
		assert_eq!(Balances::free_balance(operator()), operator_before - OPEN);
		assert_ok!(book.settle_all());
		let received = Received::get()[&batch_id(0)];
		assert_eq!(received, book.fee_total());
		assert_eq!(Distributed::get(), vec![(batch_id(0), vec![validator(0)])]);
		assert_ok!(book.credit_all());
		let credited: Vec<u32> = Credited::get().iter().map(|(id, _)| *id).collect();
		let expected: Vec<u32> = book.credits.iter().map(|(leaf, _)| leaf.contribution.0).collect();
		assert_eq!(credited, expected);
		assert_eq!(Closed::get(), vec![batch_id(0)]);
		assert_eq!(Balances::free_balance(stake_account(WORKER)), STAKE);

		let early = Attribution::prune(signed("Anyone"), batch_id(0));
		assert_eq!(early, Err(Error::<Test>::NotPrunable.into()));
		run(TIMING.credit_ttl + 1);
		assert_ok!(Attribution::prune(signed("Anyone"), batch_id(0)));
		let fees = book.fee_total() / 4;
		assert_eq!(Balances::free_balance(operator()), operator_before + fees);
		let leaf =
			(book.header.worker, book.header.epoch, Attribution::header_hash(&book.header), true);
		let root = Archive::<Test>::get().root().unwrap();
		let opening = Opening { index: 0, siblings: Default::default() };
		assert!(tree::verify(&root, &leaf.encode(), &opening));
		assert_noop!(
			Attribution::prune(signed("Anyone"), batch_id(0)),
			Error::<Test>::UnknownBatch
		);
	});
}

#[test]
fn a_pruned_epoch_never_comes_back() {
	ExtBuilder::validators(1).build_and_execute(|| {
		let book = honest_book(1);
		challenged(&book, 1);
		assert_ok!(book.settle_all());
		assert_ok!(book.credit_all());
		run(TIMING.credit_ttl + 1);
		assert_ok!(Attribution::prune(signed("Anyone"), batch_id(0)));
		assert_noop!(book.announce(), Error::<Test>::EpochNotNew);
	});
}

#[test]
fn view_functions_answer() {
	ExtBuilder::validators(1).build_and_execute(|| {
		let book = honest_book(1);
		attested(&book, 1);
		let (worker, epoch) = (book.header.worker, book.header.epoch);
		assert_eq!(Attribution::batch(worker, epoch), Some(batch(0)));
		assert_eq!(Attribution::open_batches(worker), vec![epoch]);
		assert_eq!(Attribution::attesters(worker, epoch), vec![validator(0)]);
		assert_eq!(Attribution::vrf(), VrfChain::<Test>::get());
	});
}
