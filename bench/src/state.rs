// SPDX-License-Identifier: Apache-2.0

//! Bytes of state, keys and values, that things of the value flow take.

use crate::{
	credits::cast,
	scene::{flow::*, *},
};
use anyhow::Result;
use openledger_primitives::OPEN;
use serde_json::{json, Value};
use sp_io::hashing::twox_128;

/// Pallets whose state counts.
const PALLETS: [&str; 8] =
	["Datanets", "Models", "Agents", "Workers", "Inference", "Attribution", "Rewards", "Balances"];

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

/// Ends the open reviews, all in favour.
fn vote_and_conclude() {
	let all = pallet_datanets::Contributions::<openledger_runtime::Runtime>::iter();
	let open = |found: &pallet_datanets::Contribution| {
		matches!(found.status, pallet_datanets::Status::UnderReview { .. })
	};
	let open: Vec<_> = all.filter(|(_, found)| open(found)).map(|(id, _)| id).collect();
	for contribution in open {
		let vote = pallet_datanets::Call::vote { contribution, approve: true };
		call(Key::Ferdie, vote).expect("the curator may vote");
		let conclude = pallet_datanets::Call::conclude { contribution };
		call(Key::Ferdie, conclude).expect("the vote decides");
	}
}

/// Measures on a chain with one loop.
pub fn measure() -> Result<Value> {
	let state = genesis("development").execute_with(|| {
		next_block();
		let contributors = [Key::Bob, Key::Charlie, Key::Dave, Key::Eve];
		let made = Loop::prepare(cast(), &contributors, 3);
		let datanet = made.datanet;

		// A hundred contributions, to share what is shared.
		let count = 100;
		let before = bytes();
		for i in 0..count {
			contribute(Key::Eve, datanet, i, 3).expect("a new content is accepted");
			if i % 5 == 4 {
				vote_and_conclude();
			}
		}
		let accepted = bytes();
		call(Key::Bob, pallet_datanets::Call::start_seal { datanet }).expect("there is new data");
		for _ in 0..2 {
			let step = pallet_datanets::Call::step_seal { datanet, steps: 64 };
			call(Key::Bob, step).expect("the seal goes on");
		}
		let concluded = bytes();
		let count = i64::from(count);

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
			"contribution_accepted": (accepted - before) / count,
			"contribution_sealed": (concluded - before) / count,
			"session": opened - concluded,
			"batch_announced": announced - quiet,
			"batch_final_with_earnings": settled - quiet,
		})
	});
	Ok(json!({ "state_bytes": state }))
}
