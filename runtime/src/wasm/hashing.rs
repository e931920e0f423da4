// SPDX-License-Identifier: Apache-2.0

//! xxHash inside wasm.
//!
//! Every access to a storage map hashes the names of pallet and map, a few bytes each. By the host that is
//! a call, memory for the result and a call that gives the memory back, twice; here it is some fifty
//! instructions. The longer hashes stay the host's, which has vector instructions for them.

use core::{
	mem::forget,
	sync::atomic::{AtomicBool, Ordering},
};
use sp_io::hashing::{host_twox_128, host_twox_64};

static INSTALLED: AtomicBool = AtomicBool::new(false);

fn twox_128(data: &[u8]) -> [u8; 16] {
	sp_crypto_hashing::twox_128(data)
}

fn twox_64(data: &[u8]) -> [u8; 8] {
	sp_crypto_hashing::twox_64(data)
}

/// Uses these functions for the rest of the call; an instance of the runtime lives no longer.
pub fn install() {
	if !INSTALLED.swap(true, Ordering::Relaxed) {
		forget(host_twox_128.replace_implementation(twox_128));
		forget(host_twox_64.replace_implementation(twox_64));
	}
}
