// SPDX-License-Identifier: Apache-2.0

//! What the runtime does inside wasm where the SDK asks the host: a call of the host for something small takes
//! several times as long as the thing itself.

mod hashing;
mod heap;
#[cfg(not(feature = "runtime-benchmarks"))]
mod signatures;
mod single;
#[cfg(not(feature = "runtime-benchmarks"))]
mod state;

use openledger_runtime_memory as _;

use core::sync::atomic::{AtomicBool, Ordering};

static INSTALLED: AtomicBool = AtomicBool::new(false);

/// Puts what is here in the place of the host's functions, once.
pub fn install() {
	if !INSTALLED.swap(true, Ordering::Relaxed) {
		hashing::install();
		// Weights count every read and every recovery of a key.
		#[cfg(not(feature = "runtime-benchmarks"))]
		{
			signatures::install();
			state::install();
		}
	}
}
