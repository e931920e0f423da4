// SPDX-License-Identifier: Apache-2.0

//! `ecrecover` on the SDK's host function, whose rules are not quite Ethereum's.

use super::compared::{output, run};
use crate::HostCrypto;
use hex_literal::hex;
use k256::ecdsa::SigningKey;
use proptest::prelude::*;
use revm::precompile::{Crypto, DefaultCrypto, PrecompileHalt};

/// Order of the group.
const N: [u8; 32] = hex!("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141");

fn call(hash: &[u8; 32], v: u8, r: &[u8; 32], s: &[u8; 32]) -> Vec<u8> {
	let mut word = [0; 32];
	word[31] = v;
	[&hash[..], &word, r, s].concat()
}

/// `N - s`.
fn mirrored(s: &[u8; 32]) -> [u8; 32] {
	(sp_core::U256::from_big_endian(&N) - sp_core::U256::from_big_endian(s)).to_big_endian()
}

#[test]
fn a_known_signature_recovers() {
	let input = hex!(
		"38d18acb67d25c8bb9942764b62f18e17054f66a817bd4295423adf9ed98873e"
		"000000000000000000000000000000000000000000000000000000000000001b"
		"38d18acb67d25c8bb9942764b62f18e17054f66a817bd4295423adf9ed98873e"
		"789d1dd423d25f0772d2748d60f7e4b81bb14d086eba8e8e8efb6dcff8a4ae02"
	);
	assert_eq!(
		output(1, &input)[..],
		hex!("000000000000000000000000ceaccac640adf55b2028469bd36ba501f28b699d")
	);
}

#[test]
fn a_high_s_recovers_the_same_key() {
	let key = SigningKey::from_slice(&[7; 32]).unwrap();
	let hash = [9; 32];
	let (signature, id) = key.sign_prehash_recoverable(&hash).unwrap();
	let r: [u8; 32] = signature.r().to_bytes().into();
	let s: [u8; 32] = signature.s().to_bytes().into();
	let low = output(1, &call(&hash, 27 + id.to_byte(), &r, &s));
	let high = output(1, &call(&hash, 27 + (id.to_byte() ^ 1), &r, &mirrored(&s)));
	assert_eq!(low.len(), 32);
	assert_eq!(low, high);
}

#[test]
fn zero_and_unreduced_numbers_recover_nothing() {
	let one = sp_core::U256::one().to_big_endian();
	for (r, s) in [([0; 32], one), (one, [0; 32]), (N, one), (one, N), ([0xff; 32], [0xff; 32])] {
		for v in [27, 28] {
			assert!(output(1, &call(&[1; 32], v, &r, &s)).is_empty());
		}
	}
}

#[test]
fn other_recovery_ids_recover_nothing() {
	let one = sp_core::U256::one().to_big_endian();
	for v in (0..=26).chain(29..=255) {
		assert!(output(1, &call(&[1; 32], v, &one, &one)).is_empty());
	}
	let mut signature = [0; 64];
	signature[31] = 1;
	signature[63] = 1;
	for recid in 4..=255 {
		assert_eq!(
			HostCrypto.secp256k1_ecrecover(&signature, recid, &[1; 32]),
			Err(PrecompileHalt::Secp256k1RecoverFailed),
		);
	}
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(200))]

	#[test]
	fn both_recover_the_same(
		sig in prop::collection::vec(any::<u8>(), 64),
		hash in any::<[u8; 32]>(),
		recid in 0u8..4,
		small_r in any::<bool>(),
	) {
		let mut sig: [u8; 64] = sig.try_into().unwrap();
		// Ids 2 and 3 stand for an x above the order: only a small r has one.
		if small_r {
			sig[..16].fill(0);
		}
		prop_assert_eq!(
			HostCrypto.secp256k1_ecrecover(&sig, recid, &hash),
			DefaultCrypto.secp256k1_ecrecover(&sig, recid, &hash)
		);
	}

	#[test]
	fn any_bytes_are_no_fault(input in prop::collection::vec(any::<u8>(), 0..200)) {
		prop_assert!(run(1, &input).is_success());
	}
}
