// SPDX-License-Identifier: Apache-2.0

use super::*;
use proptest::prelude::*;
use sp_io::{storage, TestExternalities};
use std::cell::Cell;

/// The host's storage, and how often it was asked.
#[derive(Default)]
struct Host {
	asked: Cell<u32>,
}

impl Storage for Host {
	fn get(&self, key: &[u8]) -> Option<Bytes> {
		self.asked.set(self.asked.get() + 1);
		storage::get(key)
	}

	fn exists(&self, key: &[u8]) -> bool {
		self.asked.set(self.asked.get() + 1);
		storage::exists(key)
	}

	fn set(&self, key: &[u8], value: &[u8]) {
		storage::set(key, value)
	}

	fn clear(&self, key: &[u8]) {
		storage::clear(key)
	}

	fn append(&self, key: &[u8], item: Vec<u8>) {
		storage::append(key, item)
	}

	fn clear_prefix(&self, prefix: &[u8], limit: Option<u32>) -> KillStorageResult {
		storage::clear_prefix(prefix, limit)
	}

	fn rollback_transaction(&self) {
		storage::rollback_transaction()
	}
}

/// Two keys of one place, two that begin alike, the longest that is kept and one that is longer.
fn keys() -> Vec<Vec<u8>> {
	let first = b"count".to_vec();
	let second = (0u32..)
		.map(|n| n.to_le_bytes().to_vec())
		.find(|key| place(key) == place(&first))
		.expect("there are more keys than places");
	vec![
		first,
		second,
		b"countess".to_vec(),
		[7; MAX_KEY].to_vec(),
		[7; MAX_KEY + 1].to_vec(),
		b":child_storage:default:x".to_vec(),
	]
}

#[derive(Clone, Debug)]
enum Step {
	Get(usize),
	Exists(usize),
	Set(usize, usize),
	Clear(usize),
	Append(usize, u8),
	ClearPrefix(usize, Option<u32>),
	Begin,
	Commit,
	Rollback,
}

fn step() -> impl Strategy<Value = Step> {
	let key = 0..keys().len();
	let length = prop_oneof![0usize..4, MAX_VALUE - 1..MAX_VALUE + 2];
	prop_oneof![
		4 => key.clone().prop_map(Step::Get),
		2 => key.clone().prop_map(Step::Exists),
		4 => (key.clone(), length).prop_map(|(key, length)| Step::Set(key, length)),
		1 => key.clone().prop_map(Step::Clear),
		1 => (key.clone(), any::<u8>()).prop_map(|(key, item)| Step::Append(key, item)),
		1 => (key, prop::option::of(0u32..3)).prop_map(|(key, limit)| Step::ClearPrefix(key, limit)),
		2 => Just(Step::Begin),
		1 => Just(Step::Commit),
		1 => Just(Step::Rollback),
	]
}

/// A state before the block in which every other key has a value.
fn state() -> TestExternalities {
	let mut state = TestExternalities::default();
	state.execute_with(|| {
		for key in keys().iter().step_by(2) {
			storage::set(key, b"before");
		}
	});
	state.commit_all().expect("the state is in memory");
	state
}

proptest! {
	/// Whatever is done, each answer is the host's.
	#[test]
	fn answers_are_the_hosts(steps in prop::collection::vec(step(), 1..200)) {
		let keys = keys();
		state().execute_with(|| {
			let mut cached = Cached::new(Host::default());
			let mut layers = 0;
			for step in steps {
				match step {
					Step::Get(key) => {
						prop_assert_eq!(cached.get(&keys[key]), storage::get(&keys[key]));
					},
					Step::Exists(key) => {
						prop_assert_eq!(cached.exists(&keys[key]), storage::exists(&keys[key]));
					},
					Step::Set(key, length) => cached.set(&keys[key], &vec![length as u8; length]),
					Step::Clear(key) => cached.clear(&keys[key]),
					// A list of bytes: its count, then items.
					Step::Append(key, item) => cached.append(&keys[key], vec![item]),
					Step::ClearPrefix(key, limit) => {
						let prefix = &keys[key][..3];
						cached.clear_prefix(prefix, limit);
					},
					Step::Begin => {
						storage::start_transaction();
						layers += 1;
					},
					Step::Commit if layers > 0 => {
						storage::commit_transaction();
						layers -= 1;
					},
					Step::Rollback if layers > 0 => {
						cached.rollback_transaction();
						layers -= 1;
					},
					Step::Commit | Step::Rollback => (),
				}
			}
			for key in &keys {
				prop_assert_eq!(cached.get(key), storage::get(key));
			}
			for _ in 0..layers {
				storage::commit_transaction();
			}
			Ok(())
		})?;
	}
}

#[test]
fn what_was_read_is_not_asked_again() {
	state().execute_with(|| {
		let mut cached = Cached::new(Host::default());
		for _ in 0..3 {
			assert_eq!(cached.get(b"count").as_deref(), Some(&b"before"[..]));
			assert!(cached.exists(b"count"));
			assert!(!cached.exists(b"none"));
			assert_eq!(cached.get(b"none"), None);
		}
		assert_eq!(cached.storage.asked.get(), 2);
		cached.set(b"count", b"after");
		assert_eq!(cached.get(b"count").as_deref(), Some(&b"after"[..]));
		assert_eq!(storage::get(b"count").as_deref(), Some(&b"after"[..]));
		assert_eq!(cached.storage.asked.get(), 2);
	});
}

#[test]
fn a_layer_rolled_back_is_forgotten() {
	state().execute_with(|| {
		let mut cached = Cached::new(Host::default());
		assert_eq!(cached.get(b"count").as_deref(), Some(&b"before"[..]));
		storage::start_transaction();
		cached.set(b"count", b"inside");
		cached.rollback_transaction();
		assert_eq!(cached.get(b"count").as_deref(), Some(&b"before"[..]));
	});
}

#[test]
fn long_values_and_keys_are_the_hosts_alone() {
	state().execute_with(|| {
		let mut cached = Cached::new(Host::default());
		assert!(cached.get(b"count").is_some());
		cached.set(b"count", &[1; MAX_VALUE + 1]);
		for asked in 2..4 {
			assert_eq!(cached.get(b"count").map(|value| value.len()), Some(MAX_VALUE + 1));
			assert_eq!(cached.storage.asked.get(), asked);
		}
		cached.get(&[7; MAX_KEY + 1]);
		cached.get(&[7; MAX_KEY + 1]);
		assert_eq!(cached.storage.asked.get(), 5);
	});
}

proptest! {
	#[test]
	fn hashes_of_keys_are_the_hash(
		keys in prop::collection::vec(prop::collection::vec(0u8..3, 0..40), 1..200),
		again in prop::collection::vec(any::<prop::sample::Index>(), 200),
	) {
		let mut hashes = Box::new(Hashes::new());
		for index in again {
			let key = index.get(&keys);
			let hash = hashes.get(key, sp_io::hashing::blake2_128);
			prop_assert_eq!(hash, sp_io::hashing::blake2_128(key));
		}
	}
}

#[test]
fn a_key_is_hashed_once_while_it_has_its_place() {
	let (mut hashes, asked) = (Hashes::new(), Cell::new(0));
	let mut ask = |key: &[u8]| {
		let hash = |key: &[u8]| {
			asked.set(asked.get() + 1);
			sp_io::hashing::blake2_128(key)
		};
		assert_eq!(hashes.get(key, hash), sp_io::hashing::blake2_128(key));
		asked.get()
	};
	assert_eq!((ask(&[1; 20]), ask(&[1; 20])), (1, 1));
	// Zeros at the end make another key.
	let longer = [&[1; 20][..], &[0]].concat();
	assert_eq!((ask(&longer), ask(&longer)), (2, 2));
	// Neither nothing nor a long key is kept.
	assert_eq!((ask(&[]), ask(&[])), (3, 4));
	assert_eq!((ask(&[0; 33]), ask(&[0; 33])), (5, 6));
}
