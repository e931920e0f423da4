// SPDX-License-Identifier: Apache-2.0
//! secp256k1 recovery as Ethereum does it, and EIP-191.

use alloc::{string::ToString, vec::Vec};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use sp_core::H160;
use sp_io::hashing::keccak_256;

/// Half of the order of secp256k1: signatures with a greater `s` are refused (EIP-2).
const HALF_ORDER: [u8; 32] = [
	0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
	0x5d, 0x57, 0x6e, 0x73, 0x57, 0xa4, 0x50, 0x1d, 0xdf, 0xe9, 0x2f, 0x46, 0x68, 0x1b, 0x20, 0xa0,
];

/// A 65-byte secp256k1 signature `r ‖ s ‖ v` with v in {0, 1, 27, 28} and low s.
#[derive(
	Clone, Copy, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct EthSignature(pub [u8; 65]);

impl core::fmt::Debug for EthSignature {
	fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
		write!(f, "EthSignature({:?})", sp_core::hexdisplay::HexDisplay::from(&self.0))
	}
}

/// The EIP-191 `personal_sign` hash of a message:
/// `keccak256("\x19Ethereum Signed Message:\n" ‖ length in decimal ‖ message)`.
pub fn eip191_hash(message: &[u8]) -> [u8; 32] {
	let mut bytes = Vec::with_capacity(message.len().saturating_add(32));
	bytes.extend_from_slice(b"\x19Ethereum Signed Message:\n");
	bytes.extend_from_slice(message.len().to_string().as_bytes());
	bytes.extend_from_slice(message);
	keccak_256(&bytes)
}

/// The Ethereum address whose key made `signature` over `digest`, from the uncompressed key.
/// `None` for a high s, an unknown v, or no such key.
pub fn recover(digest: &[u8; 32], signature: &EthSignature) -> Option<H160> {
	let mut normal = signature.0;
	let v = normal.get_mut(64)?;
	*v = match *v {
		v @ (0 | 1) => v,
		27 => 0,
		28 => 1,
		_ => return None,
	};
	if normal.get(32..64)? > HALF_ORDER.as_slice() {
		return None;
	}
	let key = sp_io::crypto::secp256k1_ecdsa_recover(&normal, digest).ok()?;
	keccak_256(&key).get(12..).map(H160::from_slice)
}
