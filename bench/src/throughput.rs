// SPDX-License-Identifier: Apache-2.0

//! How many transfers and how many credits a second of block import takes in.

use crate::{
	chain::{sealed, Executor},
	scene::{flow::*, *},
};
use anyhow::Result;
use openledger_primitives::{MILLI, OPEN};
use openledger_runtime::*;
use serde_json::{json, Value};

/// Transfers in the block.
const TRANSFERS: u32 = 1_024;
/// Answers in the batch: enough that its contributions earn credits.
const ANSWERS: u32 = 256;
/// Keys that send transfers and contribute, in turn.
const KEYS: [Key; 4] = [Key::Bob, Key::Charlie, Key::Dave, Key::Eve];

/// A loop in which everyone is somebody else.
pub fn cast() -> Cast {
	Cast {
		owner: Key::Bob,
		curator: Key::Ferdie,
		worker: Key::Dave,
		payer: Key::Alice,
		maker: Key::Eve,
	}
}

/// Measures both in blocks on the same state.
pub fn measure(executor: &Executor, contributions: usize, runs: usize) -> Result<Value> {
	let mut chain = genesis("development");
	let contributors: Vec<Key> = KEYS.into_iter().cycle().take(contributions).collect();
	let book = chain.execute_with(|| {
		next_block();
		let made = Loop::prepare(cast(), &contributors, 3);
		let session = made.open(50 * OPEN);
		run(periods().batch_epoch);
		let book = made.book(&[session], ANSWERS, 1);
		call(Key::Alice, book.announce()).expect("an honest batch is announced");
		let crediting = |book: &book::Book| {
			let status = batch(book.id()).map(|batch| batch.status);
			matches!(status, Some(pallet_attribution::BatchStatus::Crediting { .. }))
		};
		while !crediting(&book) && carry(&book, Key::Alice) {}
		book
	});
	let mut chain = sealed(&mut chain);
	let credits = book.credits.len() as u32;
	let (empty, transfers, credit_calls) = chain.execute_with(|| {
		let transfers: Vec<_> = (0..TRANSFERS)
			.map(|i| {
				let from = KEYS[i as usize % KEYS.len()];
				let dest = Key::Ferdie.to_account_id().into();
				let nonce = System::account_nonce(from.to_account_id()) + i / KEYS.len() as u32;
				let call = pallet_balances::Call::transfer_keep_alive { dest, value: MILLI };
				signed(from, nonce, call)
			})
			.collect();
		let first = System::account_nonce(Key::Alice.to_account_id());
		let credit_calls: Vec<_> = (0..credits.div_ceil(128))
			.map(|i| {
				let from = i * 128;
				let credit = book.credit(from, (credits - from).min(128));
				signed(Key::Alice, first + i, credit.expect("the range is in the tree"))
			})
			.collect();
		(Vec::new(), transfers, credit_calls)
	});
	let mut import = |extrinsics| -> Result<(f64, usize, usize)> {
		let built = executor.build(&mut chain, extrinsics)?;
		let took = executor.import(&mut chain, &built, runs)?;
		Ok((took.as_secs_f64(), built.extrinsics, built.bytes))
	};
	let (empty_s, _, _) = import(empty)?;
	let (transfers_s, transfer_calls, transfer_bytes) = import(transfers)?;
	let (credits_s, credit_calls, credit_bytes) = import(credit_calls)?;
	let per_s = |number: f64, seconds: f64| (number / seconds).round();
	let transfers_per_s = per_s(transfer_calls as f64, transfers_s);
	let credits_per_s = per_s(f64::from(credits), credits_s);
	Ok(json!({
		"empty_block_ms": (empty_s * 1e5).round() / 100.0,
		"transfers": transfer_calls,
		"transfers_block_ms": (transfers_s * 1e3).round(),
		"transfers_block_bytes": transfer_bytes,
		"transfers_per_s": transfers_per_s,
		"credits": credits,
		"credit_calls": credit_calls,
		"credits_block_ms": (credits_s * 1e3).round(),
		"credits_block_bytes": credit_bytes,
		"credits_per_s": credits_per_s,
		"credits_over_transfers": (credits_per_s / transfers_per_s * 10.0).round() / 10.0,
	}))
}
