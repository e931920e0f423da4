// SPDX-License-Identifier: Apache-2.0
//! Codes that are ready to run, by their hash.
//!
//! Before a code runs, all of its bytes are gone through for the places that may be jumped to. A code's hash
//! says all about it, so what was made ready once is so for every transaction of a block (an instance of
//! the wasm runtime lives as long as that) and for every call that a node answers by native code.

use alloc::collections::BTreeMap;
use revm::{
	primitives::{Bytes, B256},
	state::Bytecode,
};
use spin::Mutex;

/// Most bytes of code that are kept; when there would be more, all of them go.
const MOST_BYTES: usize = 4 * 1024 * 1024;

static READY: Mutex<Ready> = Mutex::new(Ready::new());

struct Ready {
	codes: BTreeMap<B256, Bytecode>,
	bytes: usize,
}

impl Ready {
	const fn new() -> Self {
		Self { codes: BTreeMap::new(), bytes: 0 }
	}

	fn put(&mut self, hash: B256, code: Bytecode) {
		if self.codes.contains_key(&hash) {
			return;
		}
		// The map of jumps takes an eighth of the code.
		let bytes = code.len().saturating_add(code.len() / 8);
		if self.bytes.saturating_add(bytes) > MOST_BYTES {
			*self = Self::new();
		}
		self.codes.insert(hash, code);
		self.bytes = self.bytes.saturating_add(bytes);
	}
}

/// Makes a code ready to run: any bytes, or an EIP-7702 delegation.
pub fn prepare(code: Bytes) -> Bytecode {
	Bytecode::new_raw_checked(code.clone()).unwrap_or_else(|_| Bytecode::new_legacy(code))
}

/// The code of a hash, which `read` gives where it is not ready yet; no bytes if there is none.
pub fn ready(hash: B256, read: impl FnOnce() -> Bytes) -> Bytecode {
	// Weights count the read.
	if cfg!(feature = "runtime-benchmarks") {
		return prepare(read());
	}
	if let Some(code) = READY.lock().codes.get(&hash) {
		return code.clone();
	}
	let code = prepare(read());
	if !code.is_empty() {
		READY.lock().put(hash, code.clone());
	}
	code
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn what_is_kept_is_bounded() {
		let mut ready = Ready::new();
		let most = MOST_BYTES / (24_576 + 3_072);
		for n in 0..3 * most {
			let hash = B256::from(revm::primitives::U256::from(n));
			ready.put(hash, prepare(Bytes::from(vec![0u8; 24_576])));
			assert!(ready.codes.contains_key(&hash));
			assert!(ready.codes.len() <= most && ready.bytes <= MOST_BYTES);
			// The same again changes nothing.
			let bytes = ready.bytes;
			ready.put(hash, prepare(Bytes::from(vec![0u8; 24_576])));
			assert_eq!(ready.bytes, bytes);
		}
		assert!(ready.codes.len() > 1);
	}

	#[test]
	fn a_delegation_is_told_from_code() {
		let delegation = [&[0xef, 0x01, 0x00][..], &[7; 20]].concat();
		assert!(prepare(delegation.into()).is_eip7702());
		assert!(!prepare(vec![0xef, 0x01, 0x00].into()).is_eip7702());
		assert_eq!(prepare(vec![0x5b].into()).original_byte_slice(), [0x5b]);
	}
}
