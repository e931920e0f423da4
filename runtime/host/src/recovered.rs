// SPDX-License-Identifier: Apache-2.0

//! Keys recovered from signatures, remembered for the process.
//!
//! A transaction's signature is looked at when the pool takes it, when a block with it is built, and when one
//! is imported. Recovering the key takes longer than anything else in a transfer; its result follows from
//! hash and signature alone, so whoever had it before is right for ever. As for geth's and reth's
//! transactions, which carry their sender once it is known.

use crate::{BAD_RS, BAD_SIGNATURE, BAD_V, RECOVERED};
use parking_lot::Mutex;
use schnellru::{ByLength, LruMap};
use sp_io::{crypto::secp256k1_ecdsa_recover, EcdsaVerifyError};
use std::sync::LazyLock;

/// Most keys that are remembered: some blocks' worth, in about 8 MiB.
const MOST: u32 = 32_768;

/// Hash and signature.
type Signed = ([u8; 32], [u8; 65]);

static KEYS: LazyLock<Mutex<LruMap<Signed, [u8; 64]>>> =
	LazyLock::new(|| Mutex::new(LruMap::new(ByLength::new(MOST))));

/// As [`crate::signatures_into::secp256k1_recover`].
pub fn recover(signature: &[u8; 65], hash: &[u8; 32], key: &mut [u8; 64]) -> u32 {
	let signed = (*hash, *signature);
	if let Some(known) = KEYS.lock().get(&signed) {
		*key = *known;
		return RECOVERED;
	}
	match secp256k1_ecdsa_recover(signature, hash) {
		Ok(recovered) => {
			KEYS.lock().insert(signed, recovered);
			*key = recovered;
			RECOVERED
		},
		Err(EcdsaVerifyError::BadRS) => BAD_RS,
		Err(EcdsaVerifyError::BadV) => BAD_V,
		Err(EcdsaVerifyError::BadSignature) => BAD_SIGNATURE,
	}
}

/// How many keys are remembered.
pub fn known() -> usize {
	KEYS.lock().len()
}

/// Forgets all keys, for measurements.
pub fn forget() {
	KEYS.lock().clear();
}
