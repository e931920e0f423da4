// SPDX-License-Identifier: Apache-2.0

//! Hashes.
//!
//! Every access to a storage map hashes the names of pallet and map, a few bytes each. By the host that is
//! a call, memory for the result and a call that gives the memory back, twice; here it is some fifty
//! instructions. The longer hashes stay the host's, which has vector instructions for them, by functions
//! that write into memory of the runtime (`runtime/host`); those of keys are kept.

use super::single::Single;
use core::mem::forget;
use openledger_runtime_host::hashes_into;
use openledger_state_cache::Hashes;
use sp_io::hashing::{
	host_blake2_128, host_blake2_256, host_keccak_256, host_twox_128, host_twox_64,
};
use twox_hash::XxHash64;

/// All zeros, which no one has touched until something is kept.
static KEYS: Single<Hashes> = Single::new(Hashes::new());

fn twox_128(data: &[u8]) -> [u8; 16] {
	let low = u128::from(XxHash64::oneshot(0, data));
	let high = u128::from(XxHash64::oneshot(1, data));
	(low | high << 64).to_le_bytes()
}

fn twox_64(data: &[u8]) -> [u8; 8] {
	XxHash64::oneshot(0, data).to_le_bytes()
}

fn keccak_256(data: &[u8]) -> [u8; 32] {
	let mut hash = [0; 32];
	hashes_into::keccak_256(data, &mut hash);
	hash
}

fn blake2_128(data: &[u8]) -> [u8; 16] {
	let hash = |data: &[u8]| {
		let mut hash = [0; 16];
		hashes_into::blake2_128(data, &mut hash);
		hash
	};
	// Weights count every hash.
	if cfg!(feature = "runtime-benchmarks") {
		return hash(data);
	}
	KEYS.with(|keys| keys.get(data, hash))
}

fn blake2_256(data: &[u8]) -> [u8; 32] {
	let mut hash = [0; 32];
	hashes_into::blake2_256(data, &mut hash);
	hash
}

/// Uses the functions of this file for the rest of the call; an instance of the runtime lives no longer.
pub fn install() {
	forget(host_twox_128.replace_implementation(twox_128));
	forget(host_twox_64.replace_implementation(twox_64));
	forget(host_keccak_256.replace_implementation(keccak_256));
	forget(host_blake2_128.replace_implementation(blake2_128));
	forget(host_blake2_256.replace_implementation(blake2_256));
}
