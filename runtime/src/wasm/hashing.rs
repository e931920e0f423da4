// SPDX-License-Identifier: Apache-2.0

//! xxHash inside wasm.
//!
//! Every access to a storage map hashes the names of pallet and map, a few bytes each. By the host that is
//! a call, memory for the result and a call that gives the memory back, twice; here it is some fifty
//! instructions. The longer hashes stay the host's, which has vector instructions for them.

use core::mem::forget;
use sp_io::hashing::{host_twox_128, host_twox_64};
use twox_hash::XxHash64;

fn twox_128(data: &[u8]) -> [u8; 16] {
	let low = u128::from(XxHash64::oneshot(0, data));
	let high = u128::from(XxHash64::oneshot(1, data));
	(low | high << 64).to_le_bytes()
}

fn twox_64(data: &[u8]) -> [u8; 8] {
	XxHash64::oneshot(0, data).to_le_bytes()
}

/// Uses the functions of this file for the rest of the call; an instance of the runtime lives no longer.
pub fn install() {
	forget(host_twox_128.replace_implementation(twox_128));
	forget(host_twox_64.replace_implementation(twox_64));
}
