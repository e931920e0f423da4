// SPDX-License-Identifier: Apache-2.0
//! The off-chain worker against honest and hostile endpoints, in memory.

use super::*;
use crate::{mock::*, offchain::MAX_REQUESTS, *};
use codec::{Decode, Encode};
use frame_support::{assert_ok, traits::Hooks};
use openledger_primitives::{attribution_crypto, OPEN};
use openledger_primitives_fetch::FetchError;
use openledger_primitives_objects::Announcement;
use proptest::prelude::*;
use sp_core::offchain::{testing, OffchainDbExt, OffchainWorkerExt, TransactionPoolExt};
use sp_keystore::{testing::MemoryKeystore, Keystore, KeystoreExt};
use std::sync::Arc;

/// Takes what the pool was given.
type SharedPool = Arc<dyn Fn() -> Vec<Vec<u8>>>;

/// Runs as the node of validator `local` (of `validators`).
fn as_validator(validators: u32, local: u32, test: impl FnOnce(SharedPool)) {
	let mut ext = ExtBuilder::validators(validators).build();
	let (worker, _) = testing::TestOffchainExt::new();
	let (pool, state) = testing::TestTransactionPoolExt::new();
	let keystore = MemoryKeystore::new();
	let seed = format!("//Attribution{local}");
	keystore.sr25519_generate_new(attribution_crypto::KEY_TYPE, Some(&seed)).unwrap();
	ext.register_extension(OffchainDbExt::new(worker.clone()));
	ext.register_extension(OffchainWorkerExt::new(worker));
	ext.register_extension(TransactionPoolExt::new(pool));
	ext.register_extension(KeystoreExt::new(keystore));
	let shared: SharedPool = Arc::new(move || std::mem::take(&mut state.write().transactions));
	ext.execute_with(|| {
		test(shared);
		check_state();
	});
}

fn step() {
	Attribution::offchain_worker(System::block_number());
}

fn calls(pool: &SharedPool) -> Vec<Call<Test>> {
	pool()
		.into_iter()
		.map(|bytes| match Xt::decode(&mut &bytes[..]).unwrap().function {
			RuntimeCall::Attribution(call) => call,
			other => panic!("{other:?}"),
		})
		.collect()
}

/// An honest worker's endpoint.
fn serve_book(book: Book) {
	serve(move |url| {
		if url == "http://worker/v1/batches/next" {
			let Book { header, signature, .. } = book.clone();
			return Ok(Announcement { header, signature }.encode());
		}
		match url.strip_prefix("http://worker/v1/batches/0/audit?seed=0x") {
			Some(hex) => {
				let mut seed = [0u8; 32];
				for (byte, pair) in seed.iter_mut().zip(hex.as_bytes().chunks(2)) {
					*byte = u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap();
				}
				Ok(book.bundle(&seed.into()).encode())
			},
			None => Err(FetchError::Status(404)),
		}
	});
}

#[test]
fn one_validator_carries_a_batch_from_the_endpoint_to_the_window() {
	as_validator(1, 0, |pool| {
		let book = honest_book(6);
		serve_book(book.clone());
		step();
		let mut sent = calls(&pool);
		assert_eq!(sent.len(), 1);
		assert!(matches!(sent[0], Call::announce_pulled { .. }));
		assert_ok!(submit_authorized(sent.remove(0)));
		assert_eq!(batch(0).announced_by, validator(0));

		run(TIMING.seed_window + TIMING.seed_delay);
		step();
		let mut sent = calls(&pool);
		assert_eq!(sent.len(), 1);
		let Call::attest { attestation, .. } = &sent[0] else { panic!("{sent:?}") };
		let body = book.bundle(&batch(0).seed.unwrap()).encode();
		let bound = [validator(0).encode(), body].concat();
		assert_eq!(attestation.audited.0, sp_io::hashing::blake2_256(&bound));
		assert_ok!(submit_authorized(sent.remove(0)));
		assert!(matches!(batch(0).status, BatchStatus::Attested { .. }));

		// Nothing is left to do: nothing is asked.
		serve(|_| panic!("asked for nothing"));
		step();
		assert!(calls(&pool).is_empty());
	});
}

#[test]
fn a_node_without_a_seat_sends_nothing() {
	as_validator(2, 7, |pool| {
		serve_book(honest_book(1));
		step();
		assert!(calls(&pool).is_empty());
		assert!(asked().is_empty());
	});
}

#[test]
fn validators_take_turns_at_a_worker() {
	as_validator(4, 2, |pool| {
		serve_book(honest_book(1));
		let mut turns = 0;
		for _ in 0..4 {
			step();
			turns += calls(&pool).len();
			System::set_block_number(System::block_number() + 1);
		}
		assert_eq!(turns, 1);
	});
}

#[test]
fn the_same_thing_is_not_tried_in_every_block() {
	as_validator(1, 0, |pool| {
		let book = honest_book(1);
		assert_ok!(book.announce());
		run(TIMING.seed_window + TIMING.seed_delay);
		serve(|_| Err(FetchError::Timeout));
		step();
		assert_eq!(asked().len(), 1);
		run(1);
		step();
		assert_eq!(asked().len(), 1);
		run(4);
		serve_book(book);
		step();
		assert_eq!(calls(&pool).len(), 1);
	});
}

#[test]
fn at_most_four_requests_a_run_and_the_next_run_goes_on() {
	as_validator(1, 0, |pool| {
		run_to_epoch(1);
		for i in 0..9 {
			add_worker(&account(&format!("Operator{i}")), &account("WorkerKey"), STAKE);
		}
		serve(|_| Ok(vec![]));
		step();
		assert_eq!(asked().len() as u32, MAX_REQUESTS);
		step();
		assert_eq!(asked().len() as u32, 2 * MAX_REQUESTS);
		step();
		assert_eq!(asked().len(), 10);
		assert!(calls(&pool).is_empty());
	});
}

#[test]
fn forged_headers_are_not_announced() {
	as_validator(1, 0, |pool| {
		let book = honest_book(2);
		let send = |header: BatchHeader, signature| {
			let body = Announcement { header, signature }.encode();
			serve(move |_| Ok(body.clone()));
			step();
			calls(&pool).len()
		};
		let mut unsigned = book.header.clone();
		unsigned.credits.hash = Default::default();
		assert_eq!(send(unsigned, book.signature.clone()), 0);
		let mut other = book.clone();
		other.header.worker.0 = 1;
		other.sign();
		assert_eq!(send(other.header, other.signature), 0);
		let mut greedy = book.clone();
		greedy.header.receipts.sum += OPEN;
		greedy.sign();
		assert_eq!(send(greedy.header, greedy.signature), 0);
		assert_eq!(send(book.header, book.signature), 1);
	});
}

#[test]
fn forged_bundles_are_not_attested() {
	as_validator(1, 0, |pool| {
		let book = honest_book(4);
		assert_ok!(book.announce());
		run(TIMING.seed_window + TIMING.seed_delay);
		let seed = batch(0).seed.unwrap();
		let mut forged = book.bundle(&seed);
		forged.leaves[0].report.entries[0].share += 1;
		let body = forged.encode();
		serve(move |_| Ok(body.clone()));
		step();
		assert!(calls(&pool).is_empty());
		// A bundle for another seed.
		run(5);
		let body = book.bundle(&Default::default()).encode();
		serve(move |_| Ok(body.clone()));
		step();
		assert!(calls(&pool).is_empty());
	});
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(48))]

	#[test]
	fn hostile_bodies_neither_panic_nor_pass(
		noise in prop::collection::vec(any::<u8>(), 0..4_000),
		keep in 0usize..400,
	) {
		as_validator(1, 0, |pool| {
			let book = honest_book(3);
			let Book { header, signature, .. } = book.clone();
			let mut body = Announcement { header, signature }.encode();
			body.truncate(keep);
			body.extend(&noise);
			serve(move |_| Ok(body.clone()));
			step();
			assert!(calls(&pool).is_empty());

			assert_ok!(book.announce());
			run(TIMING.seed_window + TIMING.seed_delay);
			let mut body = book.bundle(&batch(0).seed.unwrap()).encode();
			body.truncate(keep * 10);
			body.extend(&noise);
			serve(move |_| Ok(body.clone()));
			step();
			assert!(calls(&pool).is_empty());
		});
	}
}
