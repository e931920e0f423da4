// SPDX-License-Identifier: Apache-2.0

//! How many transfers and how many credits a second of block import takes in.

use crate::{chain::Executor, credits, scene::*};
use anyhow::Result;
use openledger_primitives::MILLI;
use openledger_runtime::*;
use serde_json::{json, Value};

/// Transfers in the block.
const TRANSFERS: u32 = 1_024;
/// Answers in the batch: enough that its contributions earn credits.
const ANSWERS: u32 = 256;
/// Keys that send transfers and contribute, in turn.
const KEYS: [Key; 4] = [Key::Bob, Key::Charlie, Key::Dave, Key::Eve];

/// Measures both in blocks on the same state.
pub fn measure(executor: &Executor, contributions: usize, runs: usize) -> Result<Value> {
	let contributors: Vec<Key> = KEYS.into_iter().cycle().take(contributions).collect();
	let (mut chain, book) = credits::crediting(&contributors, ANSWERS);
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
		(Vec::new(), transfers, credits::calls(&book))
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
