// SPDX-License-Identifier: Apache-2.0

use super::*;
use hex_literal::hex;
use sp_core::{ecdsa, Pair};
use sp_io::{crypto::secp256k1_ecdsa_recover, hashing, storage, TestExternalities};

#[test]
fn hashes_are_those_of_the_sdk() {
	for length in [0, 1, 20, 32, 128, 129, 1_000] {
		let data = vec![7u8; length];
		let (mut short, mut long) = ([0; 16], [0; 32]);
		hashes_into::keccak_256(&data, &mut long);
		assert_eq!(long, hashing::keccak_256(&data));
		hashes_into::blake2_256(&data, &mut long);
		assert_eq!(long, hashing::blake2_256(&data));
		hashes_into::blake2_128(&data, &mut short);
		assert_eq!(short, hashing::blake2_128(&data));
	}
	let mut empty = [0; 32];
	hashes_into::keccak_256(&[], &mut empty);
	assert_eq!(empty, hex!("c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470"));
}

#[test]
fn a_key_is_recovered_the_first_time_and_every_other() {
	let pair = ecdsa::Pair::from_seed(&[3; 32]);
	let hash = [9; 32];
	let signature = Bytes(pair.sign_prehashed(&hash).0);
	let expected = secp256k1_ecdsa_recover(&signature.0, &hash).ok();
	assert!(expected.is_some());
	for _ in 0..3 {
		let mut key = Bytes::default();
		assert_eq!(signatures_into::secp256k1_recover(&signature, &hash, &mut key), RECOVERED);
		assert_eq!(Some(key.0), expected);
	}
	// Another hash, or another signature, is another key.
	let mut key = Bytes::default();
	assert_eq!(signatures_into::secp256k1_recover(&signature, &[8; 32], &mut key), RECOVERED);
	assert_ne!(Some(key.0), expected);
	assert_eq!(secp256k1_ecdsa_recover(&signature.0, &[8; 32]).ok(), Some(key.0));
	recovered::forget();
	assert_eq!(signatures_into::secp256k1_recover(&signature, &hash, &mut key), RECOVERED);
	assert_eq!(Some(key.0), expected);
}

#[test]
fn what_recovers_to_nobody_is_said_so_each_time() {
	let good = ecdsa::Pair::from_seed(&[3; 32]).sign_prehashed(&[9; 32]).0;
	let with = |at: core::ops::Range<usize>, byte: u8| {
		let mut bad = good;
		bad[at].fill(byte);
		Bytes(bad)
	};
	let cases =
		[(with(64..65, 4), BAD_V), (with(0..32, 0xff), BAD_RS), (with(0..32, 0), BAD_SIGNATURE)];
	for (bad, answer) in cases {
		for _ in 0..2 {
			let mut key = Bytes([1; 64]);
			let result = signatures_into::secp256k1_recover(&bad, &[9; 32], &mut key);
			assert_eq!(result, answer, "{bad:?}");
			assert!(secp256k1_ecdsa_recover(&bad.0, &[9; 32]).is_err());
			assert_eq!(key, Bytes([1; 64]), "nothing is written");
		}
	}
}

#[test]
fn values_come_whole_or_not_at_all() {
	TestExternalities::default().execute_with(|| {
		storage::set(b"short", &[5; 10]);
		storage::set(b"long", &[6; 33]);
		storage::set(b"empty", &[]);
		let mut room = [0; 32];
		assert_eq!(state_into::get(b"none", &mut room), NO_VALUE);
		assert_eq!(state_into::get(b"empty", &mut room), 0);
		assert_eq!(state_into::get(b"long", &mut room), 33);
		assert_eq!(room, [0; 32]);
		assert_eq!(state_into::get(b"short", &mut room), 10);
		assert_eq!(room[..10], [5; 10]);
		assert_eq!(room[10..], [0; 22]);
	});
}
