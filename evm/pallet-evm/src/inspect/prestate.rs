// SPDX-License-Identifier: Apache-2.0
//! geth's `prestateTracer`: accounts as they were, or what changed of them.
//!
//! Accounts are those that the transaction loaded. What a precompile of the chain moves by itself
//! between accounts that the transaction did not load is not shown.

use super::json::{Json, TRACE_LIMIT};
use crate::{
	pallet::Config,
	vm::{HostDb, Overlay},
};
use alloc::{collections::BTreeMap, vec::Vec};
use openledger_evm_primitives::CallError;
use revm::{
	database_interface::Database,
	primitives::{Address, Bytes, B256, KECCAK_EMPTY, U256 as Word},
	state::{Account, EvmState},
};

/// An account at a time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct State {
	balance: Word,
	nonce: u64,
	hash: B256,
	code: Bytes,
	slots: BTreeMap<Word, Word>,
}

/// An account after the transaction.
pub struct After {
	state: State,
	destroyed: bool,
}

/// What to show.
#[derive(Clone, Copy, Debug)]
pub struct PrestateOptions {
	/// What changed.
	pub diff: bool,
	/// Code.
	pub code: bool,
	/// Storage.
	pub storage: bool,
}

/// Accounts that a journal holds, in the order of addresses.
pub fn after(state: &EvmState) -> BTreeMap<Address, After> {
	state.iter().map(|(address, account)| (*address, after_of(account))).collect()
}

fn after_of(account: &Account) -> After {
	let code = account.info.code.as_ref();
	After {
		state: State {
			balance: account.info.balance,
			nonce: account.info.nonce,
			hash: account.info.code_hash,
			code: code.map(|code| code.original_bytes()).unwrap_or_default(),
			slots: account
				.storage
				.iter()
				.map(|(slot, value)| (*slot, value.present_value))
				.collect(),
		},
		destroyed: account.is_selfdestructed(),
	}
}

/// The trace. Storage must be as it was before the transaction.
///
/// # Errors
/// `TraceTooLarge`.
pub fn trace<T: Config>(
	after: &BTreeMap<Address, After>,
	overlay: Overlay,
	options: PrestateOptions,
) -> Result<Vec<u8>, CallError> {
	let mut db = HostDb::<T>::new(overlay);
	let mut json = Json::new(TRACE_LIMIT);
	json.open();
	if options.diff {
		json.key("pre");
		json.open();
	}
	for (address, after) in after {
		let Ok(before) = before::<T>(&mut db, *address, &after.state, options.code);
		// What was not there before is left out, as geth does.
		let empty = before.balance.is_zero() && before.nonce == 0 && before.hash == KECCAK_EMPTY;
		if empty || (options.diff && !is_changed(&before, after, options)) {
			continue;
		}
		json.bytes_key(address.as_slice());
		write(&mut json, &before, options, |slot, value| {
			let differs = after.destroyed || after.state.slots.get(slot) != Some(value);
			!options.diff || (differs && !value.is_zero())
		});
	}
	json.close();
	if options.diff {
		json.key("post");
		json.open();
		for (address, after) in after {
			let Ok(before) = before::<T>(&mut db, *address, &after.state, false);
			if !after.destroyed && is_changed(&before, after, options) {
				json.bytes_key(address.as_slice());
				write_changes(&mut json, &before, &after.state, options);
			}
		}
		json.close();
		json.close();
	}
	json.finish()
}

fn is_changed(before: &State, after: &After, options: PrestateOptions) -> bool {
	let now = &after.state;
	after.destroyed
		|| before.balance != now.balance
		|| before.nonce != now.nonce
		|| before.hash != now.hash
		|| (options.storage && before.slots != now.slots)
}

/// The account in storage under the overlay, with the slots that were loaded.
fn before<T: Config>(
	db: &mut HostDb<T>,
	address: Address,
	now: &State,
	with_code: bool,
) -> Result<State, core::convert::Infallible> {
	let info = db.basic(address)?.unwrap_or_default();
	let code = if with_code && info.code_hash != KECCAK_EMPTY {
		db.code_by_hash(info.code_hash)?.original_bytes()
	} else {
		Bytes::new()
	};
	let mut slots = BTreeMap::new();
	for slot in now.slots.keys() {
		slots.insert(*slot, db.storage(address, *slot)?);
	}
	Ok(State { balance: info.balance, nonce: info.nonce, hash: info.code_hash, code, slots })
}

/// Writes an account: of its slots those that `shown` picks.
fn write(
	json: &mut Json,
	state: &State,
	options: PrestateOptions,
	shown: impl Fn(&Word, &Word) -> bool,
) {
	json.open();
	json.key("balance");
	json.quantity(&state.balance);
	if state.nonce != 0 {
		json.key("nonce");
		json.number(state.nonce);
	}
	if options.code && !state.code.is_empty() {
		json.key("code");
		json.bytes(&state.code);
	}
	write_slots(json, options, state.slots.iter().filter(|(slot, value)| shown(slot, value)));
	json.close();
}

/// Writes what changed of an account.
fn write_changes(json: &mut Json, before: &State, now: &State, options: PrestateOptions) {
	json.open();
	if before.balance != now.balance {
		json.key("balance");
		json.quantity(&now.balance);
	}
	if before.nonce != now.nonce {
		json.key("nonce");
		json.number(now.nonce);
	}
	if options.code && before.hash != now.hash {
		json.key("code");
		json.bytes(&now.code);
	}
	let changed = now
		.slots
		.iter()
		.filter(|(slot, value)| !value.is_zero() && before.slots.get(*slot) != Some(*value));
	write_slots(json, options, changed);
	json.close();
}

fn write_slots<'a>(
	json: &mut Json,
	options: PrestateOptions,
	slots: impl Iterator<Item = (&'a Word, &'a Word)>,
) {
	let mut slots = slots.peekable();
	if !options.storage || slots.peek().is_none() {
		return;
	}
	json.key("storage");
	json.open();
	for (slot, value) in slots {
		json.bytes_key(&slot.to_be_bytes::<32>());
		json.bytes(&value.to_be_bytes::<32>());
	}
	json.close();
}
