// SPDX-License-Identifier: Apache-2.0
//! MinHash sketches of contributions (Broder 1997; LSH banding).
//!
//! A shingle is five consecutive words of a row, lowercased; a shorter row is one shingle. Value i of
//! the signature is the true minimum over all shingles of `mix(h ⊕ mix(i))`, where h is the first
//! eight bytes of blake2_256(shingle), little-endian, and `mix` is the finaliser of SplitMix64.
//! Eight values make one of sixteen band keys. Everything is exact, so a false sketch can be proven
//! by opening one row.

use crate::tree::{leaf_hash, Tree};
use alloc::{string::String, vec::Vec};
use codec::Encode;
use sp_core::H256;
use sp_io::hashing::blake2_256;

/// Values in a signature.
pub const SIGNATURE: usize = 128;
/// Band keys in a sketch.
pub const BANDS: usize = 16;
/// Words in a shingle.
pub const SHINGLE_WORDS: usize = 5;

/// The finaliser of SplitMix64 (Steele, Lea, Flood 2014).
fn mix(value: u64) -> u64 {
	let mut z = value.wrapping_add(0x9e37_79b9_7f4a_7c15);
	z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
	z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
	z ^ (z >> 31)
}

/// First eight bytes of a hash, little-endian.
fn first_eight(bytes: &[u8]) -> u64 {
	let digest = blake2_256(bytes);
	digest.iter().take(8).rev().fold(0u64, |value, byte| (value << 8) | u64::from(*byte))
}

fn shingles(row: &str) -> Vec<u64> {
	let words: Vec<String> = row.split_whitespace().map(str::to_lowercase).collect();
	let hash = |words: &[String]| first_eight(words.join(" ").as_bytes());
	match words.len() {
		0 => Vec::new(),
		n if n <= SHINGLE_WORDS => Vec::from([hash(&words)]),
		_ => words.windows(SHINGLE_WORDS).map(hash).collect(),
	}
}

/// The MinHash signature of rows; all `u64::MAX` when there are no words.
pub fn signature<'a>(rows: impl IntoIterator<Item = &'a str>) -> [u64; SIGNATURE] {
	let mut salts = [0u64; SIGNATURE];
	for (i, salt) in (0u64..).zip(salts.iter_mut()) {
		*salt = mix(i);
	}
	let mut values = [u64::MAX; SIGNATURE];
	for shingle in rows.into_iter().flat_map(shingles) {
		for (value, salt) in values.iter_mut().zip(&salts) {
			*value = (*value).min(mix(shingle ^ salt));
		}
	}
	values
}

/// The sixteen band keys of a signature.
pub fn bands(signature: &[u64; SIGNATURE]) -> [u64; BANDS] {
	let mut keys = [0u64; BANDS];
	for (key, values) in keys.iter_mut().zip(signature.chunks(SIGNATURE / BANDS)) {
		*key = first_eight(&values.encode());
	}
	keys
}

/// Root of the plain tree over the signature's values.
pub fn signature_root(signature: &[u64; SIGNATURE]) -> H256 {
	let leaves = signature.iter().map(|value| leaf_hash(&value.to_le_bytes())).collect();
	Tree::new(leaves).map(|tree| tree.root()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
	use super::*;

	const TEXT: &str =
		"Returns the number of elements in the collection and never blocks the caller";

	#[test]
	fn equal_text_has_equal_bands_whatever_the_case_and_order_of_rows() {
		let upper = TEXT.to_uppercase();
		let a = signature([TEXT, "another row that says something else entirely"]);
		let b = signature(["another row that says something else entirely", upper.as_str()]);
		assert_eq!(a, b);
		assert_eq!(bands(&a), bands(&b));
		assert_eq!(signature_root(&a), signature_root(&b));
	}

	#[test]
	fn near_text_shares_bands_and_foreign_text_none() {
		let rows: Vec<String> =
			(0..40).map(|i| alloc::format!("{TEXT} number {i} of the series of rows")).collect();
		let near: Vec<&str> = rows.iter().skip(1).map(String::as_str).collect();
		let all = bands(&signature(rows.iter().map(String::as_str)));
		let most = bands(&signature(near.iter().copied()));
		let other = bands(&signature(["a quite different text about sailing boats in the north"]));
		assert!(all.iter().zip(&most).any(|(a, b)| a == b));
		assert!(all.iter().zip(&other).all(|(a, b)| a != b));
	}
}
