// SPDX-License-Identifier: Apache-2.0

//! Every pallet's invariants over the state of a living chain.
//!
//! `OPENLEDGER_STATE` names a file with all keys and values of a chain's state, SCALE
//! `Vec<(Vec<u8>, Vec<u8>)>`. Without it the development network's genesis is checked.

#![cfg(feature = "try-runtime")]

use crate::scene::genesis;
use codec::Decode;
use frame_support::traits::{TryState, TryStateSelect};
use openledger_runtime::*;
use sp_io::TestExternalities;
use sp_storage::Storage;
use std::{env, fs};

/// Keys and values of a state.
type Pairs = Vec<(Vec<u8>, Vec<u8>)>;

/// A state from pairs of keys and values.
pub fn load(pairs: Pairs) -> TestExternalities {
	let top = pairs.into_iter().collect();
	TestExternalities::new(Storage { top, children_default: Default::default() })
}

#[test]
fn all_invariants_hold() {
	let mut state = match env::var_os("OPENLEDGER_STATE") {
		Some(path) => {
			let bytes = fs::read(&path).expect("OPENLEDGER_STATE can be read");
			let pairs = Pairs::decode(&mut &bytes[..]).expect("OPENLEDGER_STATE is a state");
			println!("{} keys of {}", pairs.len(), path.to_string_lossy());
			load(pairs)
		},
		None => genesis("development"),
	};
	state.execute_with(|| {
		let number = System::block_number();
		AllPalletsWithSystem::try_state(number, TryStateSelect::All).unwrap();
	});
}
