// SPDX-License-Identifier: Apache-2.0

//! What a call of the runtime has read of the state, kept inside wasm, and hashes of keys ([`Hashes`]).
//!
//! A block reads the same few keys over and over: its number, the count of events, the phase, parameters,
//! accounts. Each read is a call of the host that copies the key out, looks it up and copies the value in.
//! [`Cached`] stands before the host's [`Storage`] and answers what it has answered before.
//!
//! Every write goes to the host at once, so the host's state is what it would be without this, at each
//! moment. A value that was read is replaced by what is written to its key; what may change many keys (a
//! layer rolled back, a prefix cleared) makes everything be forgotten. Hence an answer is always the host's,
//! whatever is kept and whatever had to leave: what is kept is no part of consensus.
//!
//! A key has one place, by its hash, which the key that was read last takes. There is no way to fill the
//! places so that looking one up takes longer, and nothing grows.

#![cfg_attr(not(feature = "std"), no_std)]
#![deny(missing_docs)]

extern crate alloc;

mod hashes;
#[cfg(test)]
mod tests;

pub use hashes::Hashes;

use alloc::{boxed::Box, vec::Vec};
use bytes::Bytes;
use sp_io::KillStorageResult;
use twox_hash::XxHash64;

/// Places for keys. Their table has 128 KiB.
const PLACES: usize = 4096;

/// Longest key that is kept. A slot of a contract's storage has 116 bytes.
const MAX_KEY: usize = 160;

/// Longest value that is kept, so that all of them have at most 2 MiB.
const MAX_VALUE: usize = 512;

/// Keys below it the host changes when it computes the root.
const CHILD_ROOTS: &[u8] = b":child_storage:";

/// The functions of `sp_io::storage` that tell or change what stands under a key.
pub trait Storage {
	/// The value of `key`.
	fn get(&self, key: &[u8]) -> Option<Bytes>;
	/// Whether `key` has a value.
	fn exists(&self, key: &[u8]) -> bool;
	/// Gives `key` a value.
	fn set(&self, key: &[u8], value: &[u8]);
	/// Removes the value of `key`.
	fn clear(&self, key: &[u8]);
	/// Appends an encoded item to the list under `key`.
	fn append(&self, key: &[u8], item: Vec<u8>);
	/// Removes all keys that begin with `prefix`, at most `limit` of those that were there before the block.
	fn clear_prefix(&self, prefix: &[u8], limit: Option<u32>) -> KillStorageResult;
	/// Undoes what was changed since the innermost layer was begun.
	fn rollback_transaction(&self);
}

struct Kept {
	/// [`Cached::age`] at which it was read.
	age: u64,
	key: Box<[u8]>,
	value: Option<Bytes>,
}

/// A [`Storage`], and what it has answered.
pub struct Cached<S> {
	storage: S,
	places: [Option<Kept>; PLACES],
	/// How often everything was forgotten.
	age: u64,
}

fn may_be_kept(key: &[u8]) -> bool {
	key.len() <= MAX_KEY && !key.starts_with(CHILD_ROOTS)
}

fn place(key: &[u8]) -> usize {
	(XxHash64::oneshot(0, key) % PLACES as u64) as usize
}

impl<S> Cached<S> {
	/// Nothing kept yet.
	pub const fn new(storage: S) -> Self {
		Self { storage, places: [const { None }; PLACES], age: 0 }
	}

	fn find(&mut self, key: &[u8]) -> Option<&mut Kept> {
		let age = self.age;
		let kept = self.places.get_mut(place(key))?.as_mut()?;
		(kept.age == age && *kept.key == *key).then_some(kept)
	}

	fn keep(&mut self, key: &[u8], value: Option<Bytes>) {
		let fits = value.as_ref().is_none_or(|value| value.len() <= MAX_VALUE);
		if !fits || !may_be_kept(key) {
			return;
		}
		if let Some(place) = self.places.get_mut(place(key)) {
			*place = Some(Kept { age: self.age, key: key.into(), value });
		}
	}

	fn forget(&mut self, key: &[u8]) {
		if self.find(key).is_some() {
			if let Some(place) = self.places.get_mut(place(key)) {
				*place = None;
			}
		}
	}

	fn forget_all(&mut self) {
		self.age = self.age.wrapping_add(1);
	}
}

impl<S: Storage> Cached<S> {
	/// As [`Storage::get`].
	pub fn get(&mut self, key: &[u8]) -> Option<Bytes> {
		if let Some(kept) = self.find(key) {
			return kept.value.clone();
		}
		let value = self.storage.get(key);
		self.keep(key, value.clone());
		value
	}

	/// As [`Storage::exists`].
	pub fn exists(&mut self, key: &[u8]) -> bool {
		if let Some(kept) = self.find(key) {
			return kept.value.is_some();
		}
		let exists = self.storage.exists(key);
		if !exists {
			self.keep(key, None);
		}
		exists
	}

	/// As [`Storage::set`].
	pub fn set(&mut self, key: &[u8], value: &[u8]) {
		self.storage.set(key, value);
		if value.len() > MAX_VALUE {
			self.forget(key);
		} else if let Some(kept) = self.find(key) {
			kept.value = Some(Bytes::copy_from_slice(value));
		}
	}

	/// As [`Storage::clear`].
	pub fn clear(&mut self, key: &[u8]) {
		self.storage.clear(key);
		if let Some(kept) = self.find(key) {
			kept.value = None;
		}
	}

	/// As [`Storage::append`].
	pub fn append(&mut self, key: &[u8], item: Vec<u8>) {
		self.storage.append(key, item);
		self.forget(key);
	}

	/// As [`Storage::clear_prefix`].
	pub fn clear_prefix(&mut self, prefix: &[u8], limit: Option<u32>) -> KillStorageResult {
		let result = self.storage.clear_prefix(prefix, limit);
		self.forget_all();
		result
	}

	/// As [`Storage::rollback_transaction`].
	pub fn rollback_transaction(&mut self) {
		self.storage.rollback_transaction();
		self.forget_all();
	}
}
