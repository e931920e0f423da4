// SPDX-License-Identifier: Apache-2.0

//! Keys recovered from signatures: the host remembers what it has recovered before, and recovers those of a
//! block ahead of its execution.

use core::mem::forget;
use openledger_runtime_host::{signatures_into, Bytes, BAD_RS, BAD_V, RECOVERED};
use sp_io::{crypto::host_secp256k1_ecdsa_recover, EcdsaVerifyError};

fn recover(signature: &[u8; 65], hash: &[u8; 32]) -> Result<[u8; 64], EcdsaVerifyError> {
	let mut key = Bytes::default();
	match signatures_into::secp256k1_recover(&Bytes(*signature), hash, &mut key) {
		RECOVERED => Ok(key.0),
		BAD_RS => Err(EcdsaVerifyError::BadRS),
		BAD_V => Err(EcdsaVerifyError::BadV),
		_ => Err(EcdsaVerifyError::BadSignature),
	}
}

/// Asks these functions for the rest of the call; an instance of the runtime lives no longer.
pub fn install() {
	forget(host_secp256k1_ecdsa_recover.replace_implementation(recover));
}
