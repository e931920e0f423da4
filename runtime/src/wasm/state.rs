// SPDX-License-Identifier: Apache-2.0

//! Reads of the state that were answered before, answered inside wasm.
//!
//! The functions of `sp_io::storage` that read, write or undo are exchanged for those of [`Cached`], which
//! calls the host's. What is not exchanged (layers begun and committed, the next key, the root, parts of a
//! value, child tries) neither changes what stands under a key nor is answered from what is kept.

use super::single::Single;
use alloc::vec::Vec;
use bytes::Bytes;
use core::mem::forget;
use openledger_runtime_host::{state_into, NO_VALUE};
use openledger_state_cache::{Cached, Storage};
use sp_io::{
	storage::{
		host_append, host_clear, host_clear_prefix, host_exists, host_get,
		host_rollback_transaction, host_set,
	},
	KillStorageResult,
};

/// Longest value that the host writes into memory of the runtime: an account has 80 bytes, a slot 32. For
/// a longer one it is asked again.
const ROOM: usize = 128;

/// The host's functions, which the SDK calls by pointers.
struct Functions {
	get: fn(&[u8]) -> Option<Bytes>,
	exists: fn(&[u8]) -> bool,
	set: fn(&[u8], &[u8]),
	clear: fn(&[u8]),
	append: fn(&[u8], Vec<u8>),
	clear_prefix: fn(&[u8], Option<u32>) -> KillStorageResult,
	rollback_transaction: fn(),
}

/// None before [`install`], which is before anything asks.
static FUNCTIONS: Single<Functions> = Single::new(Functions {
	get: |_| None,
	exists: |_| false,
	set: |_, _| (),
	clear: |_| (),
	append: |_, _| (),
	clear_prefix: |_, _| KillStorageResult::AllRemoved(0),
	rollback_transaction: || (),
});

/// The host's state.
struct Host;

impl Storage for Host {
	fn get(&self, key: &[u8]) -> Option<Bytes> {
		let mut room = [0; ROOM];
		match state_into::get(key, &mut room) {
			NO_VALUE => None,
			length => match usize::try_from(length).ok().and_then(|length| room.get(..length)) {
				Some(value) => Some(Bytes::copy_from_slice(value)),
				None => functions(|host| (host.get)(key)),
			},
		}
	}

	fn exists(&self, key: &[u8]) -> bool {
		functions(|host| (host.exists)(key))
	}

	fn set(&self, key: &[u8], value: &[u8]) {
		functions(|host| (host.set)(key, value))
	}

	fn clear(&self, key: &[u8]) {
		functions(|host| (host.clear)(key))
	}

	fn append(&self, key: &[u8], item: Vec<u8>) {
		functions(|host| (host.append)(key, item))
	}

	fn clear_prefix(&self, prefix: &[u8], limit: Option<u32>) -> KillStorageResult {
		functions(|host| (host.clear_prefix)(prefix, limit))
	}

	fn rollback_transaction(&self) {
		functions(|host| (host.rollback_transaction)())
	}
}

/// All zeros, which no one has touched until something is kept.
static STATE: Single<Cached<Host>> = Single::new(Cached::new(Host));

fn functions<R>(with: impl FnOnce(&Functions) -> R) -> R {
	FUNCTIONS.with(|functions| with(functions))
}

fn get(key: &[u8]) -> Option<Bytes> {
	STATE.with(|state| state.get(key))
}

fn exists(key: &[u8]) -> bool {
	STATE.with(|state| state.exists(key))
}

fn set(key: &[u8], value: &[u8]) {
	STATE.with(|state| state.set(key, value))
}

fn clear(key: &[u8]) {
	STATE.with(|state| state.clear(key))
}

fn append(key: &[u8], item: Vec<u8>) {
	STATE.with(|state| state.append(key, item))
}

fn clear_prefix(prefix: &[u8], limit: Option<u32>) -> KillStorageResult {
	STATE.with(|state| state.clear_prefix(prefix, limit))
}

fn rollback_transaction() {
	STATE.with(Cached::rollback_transaction)
}

/// Keeps what is read for the rest of the call; an instance of the runtime lives no longer.
pub fn install() {
	let functions = Functions {
		get: host_get.get(),
		exists: host_exists.get(),
		set: host_set.get(),
		clear: host_clear.get(),
		append: host_append.get(),
		clear_prefix: host_clear_prefix.get(),
		rollback_transaction: host_rollback_transaction.get(),
	};
	FUNCTIONS.with(|host| *host = functions);
	forget(host_get.replace_implementation(get));
	forget(host_exists.replace_implementation(exists));
	forget(host_set.replace_implementation(set));
	forget(host_clear.replace_implementation(clear));
	forget(host_append.replace_implementation(append));
	forget(host_clear_prefix.replace_implementation(clear_prefix));
	forget(host_rollback_transaction.replace_implementation(rollback_transaction));
}
