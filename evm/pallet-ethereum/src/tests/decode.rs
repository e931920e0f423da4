// SPDX-License-Identifier: Apache-2.0
//! Decoding: every type, and everything that is not a transaction.

use super::signing::*;
use crate::{
	decode,
	decode::{decode_again, decode_with, gas_limit, Recovery},
	mock::*,
};
use alloy_primitives::U256 as Word;
use openledger_evm_primitives::{Invalid, TransactionKind};
use proptest::prelude::*;
use sp_core::{H160, U256};

#[test]
fn every_type_decodes() {
	let sender = address(&key(1));
	let [legacy, list, dynamic, set_code] = one_of_each()
		.iter()
		.map(|raw| decode(raw).unwrap())
		.collect::<Vec<_>>()
		.try_into()
		.unwrap();
	for (nonce, transaction) in [&legacy, &list, &dynamic, &set_code].into_iter().enumerate() {
		assert_eq!(transaction.gas_limit, gas_limit(&one_of_each()[nonce]));
		assert_eq!(transaction.from, sender);
		assert_eq!(transaction.nonce, nonce as u64);
		assert_eq!(transaction.chain_id, Some(CHAIN_ID));
	}
	assert_eq!(legacy.kind, TransactionKind::Legacy);
	assert_eq!(legacy.max_fee_per_gas, legacy.max_priority_fee_per_gas);
	assert_eq!(legacy.value, U256::one());
	assert_eq!(list.kind, TransactionKind::AccessList);
	assert_eq!(list.access_list.len(), 1);
	assert_eq!(list.access_list[0].slots.len(), 2);
	assert_eq!(list.input, [LOG, 7, 7]);
	assert_eq!(dynamic.kind, TransactionKind::DynamicFee);
	assert_eq!(dynamic.to, None);
	assert_eq!(dynamic.max_priority_fee_per_gas, 5.into());
	assert_eq!(set_code.kind, TransactionKind::SetCode);
	assert_eq!(set_code.authorization_list[0].authority, Some(address(&key(2))));
	assert_eq!(set_code.authorization_list[0].address, H160::repeat_byte(5));
}

#[test]
fn unprotected_transactions_decode_without_a_chain() {
	let mut transaction = legacy(0);
	transaction.chain_id = None;
	let decoded = decode(&sign(transaction, None, &key(1))).unwrap();
	assert_eq!(decoded.chain_id, None);
	assert_eq!(decoded.from, address(&key(1)));
}

#[test]
fn every_prefix_and_every_tail_is_refused() {
	for raw in one_of_each() {
		for length in 0..raw.len() {
			assert!(decode(&raw[..length]).is_err(), "{length} of {} bytes", raw.len());
		}
		let mut longer = raw.clone();
		longer.push(0);
		assert_eq!(decode(&longer), Err(Invalid::Malformed));
	}
}

#[test]
fn other_types_are_named() {
	for first in [3u8, 0, 5, 0x7f] {
		assert_eq!(decode(&[first, 0xc0]), Err(Invalid::TypeNotSupported), "{first}");
	}
	for first in [0x80u8, 0xbf] {
		assert_eq!(decode(&[first]), Err(Invalid::Malformed), "{first}");
	}
	assert_eq!(decode(&[]), Err(Invalid::Malformed));
}

#[test]
fn a_high_s_is_refused() {
	use alloy_consensus::{SignableTransaction, Signed};
	use alloy_primitives::Signature;
	let order = Word::from_be_slice(&hex_literal::hex!(
		"fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141"
	));
	let raw = sign(legacy(0), None, &key(1));
	let signed = Signed::<alloy_consensus::TxLegacy>::rlp_decode(&mut &raw[..]).unwrap();
	let low = *signed.signature();
	let high = Signature::new(low.r(), order - low.s(), !low.v());
	let mut raw = Vec::new();
	legacy(0).into_signed(high).rlp_encode(&mut raw);
	assert_eq!(decode(&raw), Err(Invalid::Signature));
	// Zero and the order itself recover to nobody.
	for (r, s) in [(Word::ZERO, low.s()), (low.r(), Word::ZERO), (order, low.s())] {
		let mut raw = Vec::new();
		legacy(0).into_signed(Signature::new(r, s, false)).rlp_encode(&mut raw);
		assert_eq!(decode(&raw), Err(Invalid::Signature));
	}
}

#[test]
fn a_bad_authorization_is_kept_without_an_authority() {
	use alloy_eips::eip7702::SignedAuthorization;
	let good = authorization(&key(2), 0);
	let bad = SignedAuthorization::new_unchecked(good.inner().clone(), 7, good.r(), good.s());
	let raw = sign(set_code(0, vec![bad, good]), Some(4), &key(1));
	let decoded = decode(&raw).unwrap();
	assert_eq!(decoded.authorization_list[0].authority, None);
	assert_eq!(decoded.authorization_list[1].authority, Some(address(&key(2))));
}

/// Where the parity (`v`) stands in a transaction whose `r` and `s` have 32 bytes each.
fn parity(raw: &[u8]) -> usize {
	let at = raw.len() - 67;
	assert_eq!((raw[at + 1], raw[at + 34]), (0xa0, 0xa0));
	at
}

#[test]
fn parities_that_are_none_are_refused() {
	for raw in one_of_each() {
		let at = parity(&raw);
		let legacy = raw[0] >= 0xc0;
		let good = raw[at];
		// Legacy of chain 42 has 119 or 120, of no chain 27 or 28; the types have 0 or 1.
		let bad: &[u8] = if legacy { &[0x80, 0, 1, 26, 29, 34] } else { &[0, 2, 27, 28, 0x7f] };
		for value in bad {
			let mut changed = raw.clone();
			changed[at] = *value;
			assert_eq!(decode(&changed), Err(Invalid::Malformed), "{value}");
		}
		// The other one is somebody else's, or nobody's.
		let mut other = raw.clone();
		other[at] = match good {
			0x80 => 1,
			1 => 0x80,
			119 => 120,
			_ => 119,
		};
		assert_ne!(decode(&other).map(|found| found.from), Ok(address(&key(1))));
	}
}

#[test]
fn numbers_have_one_encoding() {
	let raw = sign(legacy(0), None, &key(1));
	assert_eq!(raw[2], 0x80, "nonce zero is the empty string");
	let mut zero = raw.clone();
	zero[2] = 0;
	assert_eq!(decode(&zero), Err(Invalid::Malformed));
	// A nonce of 5 with a leading zero, and as a string of one byte.
	let five = sign(legacy(5), None, &key(1));
	for nonce in [&[0x82, 0, 5][..], &[0x81, 5][..]] {
		let mut longer = five.clone();
		longer.splice(2..3, nonce.iter().copied());
		longer[1] += nonce.len() as u8 - 1;
		assert_eq!(decode(&longer), Err(Invalid::Malformed));
	}
}

#[test]
fn only_what_is_asked_for_is_recovered() {
	let raw = one_of_each().pop().unwrap();
	let whole = decode(&raw).unwrap();
	assert_eq!(decode_again(&raw, whole.from).as_ref(), Ok(&whole));
	let mut lean = decode_with(&raw, Recovery::Sender).unwrap();
	assert_eq!(lean.authorization_list[0].authority, None);
	lean.authorization_list[0].authority = whole.authorization_list[0].authority;
	assert_eq!(lean, whole);
}

#[test]
fn the_gas_limit_is_read_from_what_is_no_transaction_either() {
	for raw in one_of_each() {
		for length in 0..raw.len() {
			gas_limit(&raw[..length]);
		}
	}
	assert_eq!(gas_limit(&[]), 0);
	assert_eq!(gas_limit(&[3, 0xc3, 1, 2, 3]), 0);
	assert_eq!(gas_limit(&[0xc3, 1, 2, 3]), 3);
	// Lengths beyond the bytes.
	assert_eq!(gas_limit(&[0xff; 40]), 0);
	assert_eq!(gas_limit(&[0xc3, 0x83, 1, 2]), 0);
}

proptest! {
	#[test]
	fn any_bytes_have_an_answer(raw in proptest::collection::vec(any::<u8>(), 0..300)) {
		let _ = decode(&raw);
		gas_limit(&raw);
	}

	#[test]
	fn the_gas_limit_is_the_transactions(limit: u64, nonce: u64, price: u64) {
		let raw = sign(
			alloy_consensus::TxLegacy {
				gas_limit: limit,
				nonce,
				gas_price: price.into(),
				..legacy(0)
			},
			None,
			&key(1),
		);
		prop_assert_eq!(gas_limit(&raw), limit);
	}

	#[test]
	fn any_change_has_an_answer(
		which in 0usize..4,
		changes in proptest::collection::vec((any::<usize>(), any::<u8>()), 1..8),
	) {
		let mut raw = one_of_each()[which].clone();
		for (at, value) in changes {
			let at = at % raw.len();
			raw[at] = value;
		}
		if let Ok(decoded) = decode(&raw) {
			prop_assert_eq!(gas_limit(&raw), decoded.gas_limit);
			prop_assert_eq!(decoded.kind as u8, if raw[0] < 0x80 { raw[0] } else { 0 });
		}
	}

	#[test]
	fn a_changed_byte_never_keeps_sender_and_meaning(at in 0usize..100, flip in 1u8..) {
		let raw = sign(legacy(0), None, &key(1));
		let mut changed = raw.clone();
		let at = at % changed.len();
		changed[at] ^= flip;
		if let Ok(decoded) = decode(&changed) {
			prop_assert!(decoded != decode(&raw).unwrap());
		}
	}
}
