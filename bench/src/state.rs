// SPDX-License-Identifier: Apache-2.0

//! Bytes of state, keys and values, that things of the value flow take.

use crate::{
	scene::{flow::*, *},
	throughput::cast,
};
use anyhow::Result;
use openledger_primitives::OPEN;
use serde_json::{json, Value};
use sp_io::hashing::twox_128;

/// Pallets whose state counts.
const PALLETS: [&str; 8] = [
	"Datanets",
	"Models",
	"Agents",
	"Workers",
	"Inference",
	"Attribution",
	"Rewards",
	"Balances",
];

/// Bytes of keys and values of [`PALLETS`].
fn bytes() -> i64 {
	let mut sum = 0;
	for pallet in PALLETS {
		let prefix = twox_128(pallet.as_bytes());
		let mut key = prefix.to_vec();
		while let Some(next) = sp_io::storage::next_key(&key) {
			if !next.starts_with(&prefix) {
				break;
			}
			let value = sp_io::storage::get(&next).map_or(0, |value| value.len());
			sum += (next.len() + value) as i64;
			key = next;
		}
	}
	sum
}

/// Measures on a chain with one loop.
pub fn measure() -> Result<Value> {
	let state = genesis("development").execute_with(|| {
		next_block();
		let contributors = [Key::Bob, Key::Charlie, Key::Dave, Key::Eve];
		let made = Loop::prepare(cast(), &contributors, 3);
		let datanet = made.datanet;

		// A hundred contributions, to share what is shared.
		let before = bytes();
		let first = pallet_datanets::NextContributionId::<openledger_runtime::Runtime>::get().0;
		for i in 0..100 {
			contribute(Key::Eve, datanet, i, 3).expect("a new content is accepted");
		}
		let revealed = bytes();
		for id in first..first + 100 {
			let contribution = openledger_primitives::ContributionId(id);
			let vote = pallet_datanets::Call::vote { contribution, approve: true };
			let _ = call(Key::Ferdie, vote);
			let conclude = pallet_datanets::Call::conclude { contribution };
			let _ = call(Key::Ferdie, conclude);
			let release = pallet_datanets::Call::release_rejected { contribution };
			let _ = call(Key::Ferdie, release);
		}
		let concluded = bytes();

		let session = made.open(50 * OPEN);
		let opened = bytes();
		run(periods().batch_epoch);
		let book = made.book(&[session], 8, 1);
		let quiet = bytes();
		call(Key::Alice, book.announce()).expect("an honest batch is announced");
		let announced = bytes();
		carry_to_end(&book, Key::Alice);
		let settled = bytes();
		json!({
			"contribution_under_review": (revealed - before) / 100,
			"contribution_concluded": (concluded - before) / 100,
			"session": opened - concluded,
			"batch_announced": announced - quiet,
			"batch_final_with_earnings": settled - quiet,
		})
	});
	Ok(json!({ "state_bytes": state }))
}
