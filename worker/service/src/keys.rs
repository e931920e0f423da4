// SPDX-License-Identifier: Apache-2.0
//! The worker's own key: it signs receipts and batch headers, never transactions.

use crate::{
	config::write_private,
	error::{Error, Result},
};
use openledger_primitives_account::{AccountId, Signature};
use openledger_primitives_objects::{SignedObject, SigningDomain};
use sp_core::{sr25519, Pair};
use std::path::Path;

/// An sr25519 key; its secret shows in no log.
#[derive(Clone)]
pub struct WorkerKey(sr25519::Pair);

impl core::fmt::Debug for WorkerKey {
	fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
		write!(f, "WorkerKey({})", self.account())
	}
}

impl WorkerKey {
	/// A key from a secret URI (`//Name`, phrase, 0x seed).
	pub fn from_suri(suri: &str) -> Result<Self> {
		sr25519::Pair::from_string(suri.trim(), None)
			.map(Self)
			.map_err(|_| Error::Config("the worker's key is not a secret URI".into()))
	}

	/// Reads the secret URI in a file.
	pub fn load(path: &Path) -> Result<Self> {
		Self::from_suri(&read_secret(path)?)
	}

	/// The account that is registered on chain as this worker's key.
	pub fn account(&self) -> AccountId {
		AccountId::from(self.0.public())
	}

	/// Signs an object for a chain.
	pub fn sign<T: SignedObject>(&self, object: &T, domain: &SigningDomain) -> Signature {
		self.0.sign(object.scale_digest(domain).as_bytes()).into()
	}
}

/// Reads a secret from a file; the error never holds what was read.
pub fn read_secret(path: &Path) -> Result<String> {
	let text = std::fs::read_to_string(path).map_err(|error| Error::io(path, error))?;
	Ok(text.trim().to_string())
}

/// Writes a fresh random seed to a file that only its owner may read. Keeps a file that is there.
pub fn create_secret(path: &Path) -> Result<bool> {
	if path.exists() {
		return Ok(false);
	}
	let (_, seed) = sr25519::Pair::generate();
	write_private(path, format!("0x{}\n", hex::encode(seed)).as_bytes())?;
	Ok(true)
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn secrets_are_private_kept_and_never_shown() {
		let dir = tempfile::tempdir().unwrap();
		let path = dir.path().join("worker.key");
		assert!(create_secret(&path).unwrap());
		let key = WorkerKey::load(&path).unwrap();
		assert!(!create_secret(&path).unwrap());
		assert_eq!(WorkerKey::load(&path).unwrap().account(), key.account());
		let secret = read_secret(&path).unwrap();
		assert!(!format!("{key:?}").contains(secret.trim_start_matches("0x")));
		#[cfg(unix)]
		{
			use std::os::unix::fs::PermissionsExt;
			assert_eq!(path.metadata().unwrap().permissions().mode() & 0o777, 0o600);
		}
		let error = WorkerKey::from_suri("not a key at all").unwrap_err().to_string();
		assert!(!error.contains("not a key at all"));
	}
}
