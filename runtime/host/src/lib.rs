// SPDX-License-Identifier: Apache-2.0

//! Host functions that write their results into the runtime's own memory.
//!
//! The SDK's functions for hashes, signatures and reads of the state ask the host's allocator for room for
//! each result, and the runtime gives it back by another call: that takes longer than a short hash itself.
//! Those here give the same answers into memory that the caller has. The runtime puts them in the place of
//! the SDK's (`runtime/src/wasm`), so no pallet knows of them.
//!
//! **The signatures are fixed by genesis.** A change is a new version of a function (`#[version(2)]`), which
//! every node must have before a runtime that calls it.

#![cfg_attr(not(feature = "std"), no_std)]
#![deny(missing_docs)]

#[cfg(feature = "std")]
pub mod recovered;
#[cfg(test)]
mod tests;

use sp_runtime_interface::{
	pass_by::{
		PassFatPointerAndRead, PassFatPointerAndWrite, PassPointerAndRead, PassPointerAndWrite,
	},
	runtime_interface,
};

/// All functions of this crate.
#[cfg(not(substrate_runtime))]
pub type HostFunctions =
	(hashes_into::HostFunctions, signatures_into::HostFunctions, state_into::HostFunctions);

/// What [`state_into::get`] answers where there is no value.
pub const NO_VALUE: u32 = u32::MAX;

/// A key was recovered.
pub const RECOVERED: u32 = 0;
/// `r` or `s` is out of range.
pub const BAD_RS: u32 = 1;
/// The recovery id is none.
pub const BAD_V: u32 = 2;
/// No key made this signature.
pub const BAD_SIGNATURE: u32 = 3;

/// Hashes, as `sp_io::hashing`.
#[runtime_interface(no_tracing)]
pub trait HashesInto {
	/// Keccak-256.
	fn keccak_256(
		data: PassFatPointerAndRead<&[u8]>,
		hash: PassPointerAndWrite<&mut [u8; 32], 32>,
	) {
		*hash = sp_crypto_hashing::keccak_256(data);
	}

	/// BLAKE2b of 16 bytes.
	fn blake2_128(
		data: PassFatPointerAndRead<&[u8]>,
		hash: PassPointerAndWrite<&mut [u8; 16], 16>,
	) {
		*hash = sp_crypto_hashing::blake2_128(data);
	}

	/// BLAKE2b of 32 bytes.
	fn blake2_256(
		data: PassFatPointerAndRead<&[u8]>,
		hash: PassPointerAndWrite<&mut [u8; 32], 32>,
	) {
		*hash = sp_crypto_hashing::blake2_256(data);
	}
}

/// Signatures, as `sp_io::crypto`.
#[runtime_interface(no_tracing)]
pub trait SignaturesInto {
	/// The key (x ‖ y) whose signature (r ‖ s ‖ v) of a hash this is, as the second version of
	/// `secp256k1_ecdsa_recover`. The answer is [`RECOVERED`] or says what is wrong.
	fn secp256k1_recover(
		signature: PassPointerAndRead<&Bytes<65>, 65>,
		hash: PassPointerAndRead<&[u8; 32], 32>,
		key: PassPointerAndWrite<&mut Bytes<64>, 64>,
	) -> u32 {
		recovered::recover(&signature.0, hash, &mut key.0)
	}
}

/// The state, as `sp_io::storage`.
#[runtime_interface(no_tracing)]
pub trait StateInto {
	/// Length of the value of `key`, or [`NO_VALUE`]. Its bytes go to `value` where they fit it.
	fn get(
		&mut self,
		key: PassFatPointerAndRead<&[u8]>,
		value: PassFatPointerAndWrite<&mut [u8]>,
	) -> u32 {
		let Some(stored) = self.storage(key) else { return NO_VALUE };
		if let Some(room) = value.get_mut(..stored.len()) {
			room.copy_from_slice(&stored);
		}
		u32::try_from(stored.len()).unwrap_or(NO_VALUE - 1)
	}
}

/// An array of bytes of any length with the traits that passing by pointer needs.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Bytes<const N: usize>(pub [u8; N]);

impl<const N: usize> Default for Bytes<N> {
	fn default() -> Self {
		Self([0; N])
	}
}

impl<const N: usize> From<[u8; N]> for Bytes<N> {
	fn from(bytes: [u8; N]) -> Self {
		Self(bytes)
	}
}

impl<const N: usize> AsRef<[u8]> for Bytes<N> {
	fn as_ref(&self) -> &[u8] {
		&self.0
	}
}

impl<const N: usize> AsMut<[u8]> for Bytes<N> {
	fn as_mut(&mut self) -> &mut [u8] {
		&mut self.0
	}
}
