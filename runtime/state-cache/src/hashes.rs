// SPDX-License-Identifier: Apache-2.0

//! Hashes of short keys that were computed before.
//!
//! A storage map hashes the key of each access, and a transaction comes to the same few accounts and slots
//! again and again. [`Hashes`] has one place for each key, by a few of its bits, which the key that was hashed
//! last takes. A key is compared whole, so an answer is the hash whatever is kept.

use core::array;

/// Places for keys, in 224 KiB.
const PLACES: usize = 4096;
/// Longest key that is kept: an account or a slot.
const MAX_KEY: usize = 32;
/// An odd number whose products spread over their upper bits: 2⁶⁴ / φ.
const SPREAD: u64 = 0x9e37_79b9_7f4a_7c15;

/// A key, filled with zeros, and its length; zero where the place is free.
type Key = ([u64; MAX_KEY / 8], u32);

/// Hashes of 16 bytes of keys up to 32.
pub struct Hashes {
	keys: [Key; PLACES],
	hashes: [[u8; 16]; PLACES],
}

fn words(data: &[u8]) -> Option<Key> {
	if data.is_empty() {
		return None;
	}
	let mut padded = [0u8; MAX_KEY];
	padded.get_mut(..data.len())?.copy_from_slice(data);
	let word =
		|n: usize| -> [u8; 8] { array::from_fn(|i| padded.get(n * 8 + i).copied().unwrap_or(0)) };
	Some((array::from_fn(|n| u64::from_le_bytes(word(n))), u32::try_from(data.len()).ok()?))
}

fn place((words, length): &Key) -> usize {
	let mixed = words.iter().fold(u64::from(*length), |mixed, word| {
		(mixed ^ word).wrapping_mul(SPREAD).rotate_left(29)
	});
	(mixed.wrapping_mul(SPREAD) >> 52) as usize % PLACES
}

impl Hashes {
	/// Nothing kept yet.
	pub const fn new() -> Self {
		Self { keys: [([0; MAX_KEY / 8], 0); PLACES], hashes: [[0; 16]; PLACES] }
	}

	/// The hash of `data`, which `hash` computes where it is not kept.
	pub fn get(&mut self, data: &[u8], hash: impl FnOnce(&[u8]) -> [u8; 16]) -> [u8; 16] {
		let Some(key) = words(data) else { return hash(data) };
		let place = place(&key);
		let (Some(kept), Some(value)) = (self.keys.get_mut(place), self.hashes.get_mut(place))
		else {
			return hash(data);
		};
		if *kept != key {
			*value = hash(data);
			*kept = key;
		}
		*value
	}
}

impl Default for Hashes {
	fn default() -> Self {
		Self::new()
	}
}
