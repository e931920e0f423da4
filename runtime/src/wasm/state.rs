// SPDX-License-Identifier: Apache-2.0

//! Reads of the state that were answered before, answered inside wasm.
//!
//! The functions of `sp_io::storage` that read, write or undo are exchanged for those of [`Cached`], which
//! calls the host's. What is not exchanged (layers begun and committed, the next key, the root, parts of a
//! value, child tries) neither changes what stands under a key nor is answered from what is kept.

use alloc::vec::Vec;
use bytes::Bytes;
use core::{cell::UnsafeCell, mem::forget};
use openledger_state_cache::{Cached, Storage};
use sp_io::{
	storage::{
		host_append, host_clear, host_clear_prefix, host_exists, host_get,
		host_rollback_transaction, host_set,
	},
	KillStorageResult,
};

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

/// What only one thread uses: a runtime has no other.
struct Single<T>(UnsafeCell<T>);

// SAFETY: as it says.
unsafe impl<T> Sync for Single<T> {}

/// None before [`install`], which is before anything asks.
static FUNCTIONS: Single<Functions> = Single(UnsafeCell::new(Functions {
	get: |_| None,
	exists: |_| false,
	set: |_, _| (),
	clear: |_| (),
	append: |_, _| (),
	clear_prefix: |_, _| KillStorageResult::AllRemoved(0),
	rollback_transaction: || (),
}));

/// The host's state.
struct Host;

impl Storage for Host {
	fn get(&self, key: &[u8]) -> Option<Bytes> {
		(functions().get)(key)
	}

	fn exists(&self, key: &[u8]) -> bool {
		(functions().exists)(key)
	}

	fn set(&self, key: &[u8], value: &[u8]) {
		(functions().set)(key, value)
	}

	fn clear(&self, key: &[u8]) {
		(functions().clear)(key)
	}

	fn append(&self, key: &[u8], item: Vec<u8>) {
		(functions().append)(key, item)
	}

	fn clear_prefix(&self, prefix: &[u8], limit: Option<u32>) -> KillStorageResult {
		(functions().clear_prefix)(prefix, limit)
	}

	fn rollback_transaction(&self) {
		(functions().rollback_transaction)()
	}
}

/// All zeros, which no one has touched until something is kept.
static STATE: Single<Cached<Host>> = Single(UnsafeCell::new(Cached::new(Host)));

fn functions() -> &'static Functions {
	// SAFETY: `install` alone changes them, before anything else calls this.
	unsafe { &*FUNCTIONS.0.get() }
}

fn state() -> &'static mut Cached<Host> {
	// SAFETY: the one thread of the runtime comes here from the functions below alone, none of which leads
	// to another: the host never calls the runtime, and nothing in the cache reads the state.
	unsafe { &mut *STATE.0.get() }
}

fn get(key: &[u8]) -> Option<Bytes> {
	state().get(key)
}

fn exists(key: &[u8]) -> bool {
	state().exists(key)
}

fn set(key: &[u8], value: &[u8]) {
	state().set(key, value)
}

fn clear(key: &[u8]) {
	state().clear(key)
}

fn append(key: &[u8], item: Vec<u8>) {
	state().append(key, item)
}

fn clear_prefix(prefix: &[u8], limit: Option<u32>) -> KillStorageResult {
	state().clear_prefix(prefix, limit)
}

fn rollback_transaction() {
	state().rollback_transaction()
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
	// SAFETY: nobody holds them yet, and the functions that the SDK calls still are the host's.
	unsafe { *FUNCTIONS.0.get() = functions };
	forget(host_get.replace_implementation(get));
	forget(host_exists.replace_implementation(exists));
	forget(host_set.replace_implementation(set));
	forget(host_clear.replace_implementation(clear));
	forget(host_append.replace_implementation(append));
	forget(host_clear_prefix.replace_implementation(clear_prefix));
	forget(host_rollback_transaction.replace_implementation(rollback_transaction));
}
