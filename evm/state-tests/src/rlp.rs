// SPDX-License-Identifier: Apache-2.0

//! RLP of what the runner hashes.

use alloy_rlp::{Encodable, Header};
use sp_core::U256;

/// A string of bytes.
pub fn bytes(bytes: &[u8]) -> Vec<u8> {
	let mut out = Vec::with_capacity(bytes.len() + 9);
	bytes.encode(&mut out);
	out
}

/// A number: its bytes without leading zeros.
pub fn number(number: U256) -> Vec<u8> {
	let big_endian = number.to_big_endian();
	let zeros = big_endian.iter().take_while(|byte| **byte == 0).count();
	bytes(&big_endian[zeros..])
}

/// A list of what is encoded already.
pub fn list(items: &[Vec<u8>]) -> Vec<u8> {
	let payload_length = items.iter().map(Vec::len).sum();
	let mut out = Vec::with_capacity(payload_length + 9);
	Header { list: true, payload_length }.encode(&mut out);
	items.iter().for_each(|item| out.extend_from_slice(item));
	out
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn numbers_and_lists_are_minimal() {
		assert_eq!(number(U256::zero()), [0x80]);
		assert_eq!(number(U256::from(127)), [0x7f]);
		assert_eq!(number(U256::from(1024)), [0x82, 4, 0]);
		assert_eq!(list(&[]), [0xc0]);
		assert_eq!(list(&[bytes(b"cat"), number(U256::one())]), [0xc5, 0x83, b'c', b'a', b't', 1]);
	}
}
