// SPDX-License-Identifier: Apache-2.0

//! `session-keys`: a validator's session keys in the keystore, without an RPC.

use codec::Encode;
use openledger_primitives_account::{eth_account, AccountId};
use openledger_runtime::SessionKeys;
use sc_cli::{Error, KeystoreParams, Result, SharedParams, SubstrateCli};
use sc_keystore::{Keystore, LocalKeystore};
use sc_service::{config::KeystoreConfig, BasePath};
use sp_core::{crypto::Ss58Codec, hexdisplay::HexDisplay, H160};
use sp_keystore::KeystoreExt;
use sp_state_machine::BasicExternalities;
use std::{fmt::Write as _, path::PathBuf, sync::Arc};

/// Name and key type of each session key, in the order of `SessionKeys`.
const KEYS: [(&str, [u8; 4]); 4] = [
	("babe", *b"babe"),
	("grandpa", *b"gran"),
	("authority discovery", *b"audi"),
	("attribution", *b"attr"),
];

/// Session keys of this machine's validator.
#[derive(Debug, clap::Subcommand)]
pub enum SessionKeysCmd {
	/// Generate four new session keys in the keystore and print what `session.setKeys` takes.
	///
	/// The node may run meanwhile: it finds new keys by itself. Old keys stay in the keystore and
	/// keep working until the session in which the new ones take over.
	Generate(GenerateCmd),

	/// List the public session keys that the keystore holds.
	List(ListCmd),
}

/// `session-keys generate`.
#[derive(Debug, clap::Args)]
pub struct GenerateCmd {
	/// Account that will sign `session.setKeys`: the validator's (SS58, 32 bytes in hex, or an
	/// Ethereum address). The proof is for it alone.
	#[arg(long, value_name = "ACCOUNT", value_parser = parse_account)]
	pub owner: AccountId,

	/// Derive all four from one secret instead: a file that holds a phrase or a secret URI.
	/// For test networks; a validator's keys have no use outside of its keystore.
	#[arg(long, value_name = "FILE")]
	pub secret_file: Option<PathBuf>,

	#[allow(missing_docs)]
	#[clap(flatten)]
	pub place: Place,
}

/// `session-keys list`.
#[derive(Debug, clap::Args)]
pub struct ListCmd {
	#[allow(missing_docs)]
	#[clap(flatten)]
	pub place: Place,
}

/// Which keystore.
#[derive(Debug, clap::Args)]
pub struct Place {
	#[allow(missing_docs)]
	#[clap(flatten)]
	pub shared_params: SharedParams,

	#[allow(missing_docs)]
	#[clap(flatten)]
	pub keystore_params: KeystoreParams,
}

impl SessionKeysCmd {
	/// Runs the command; what it prints.
	///
	/// # Errors
	/// When the chain has no spec, or the keystore cannot be read or written.
	pub fn run(&self, cli: &impl SubstrateCli) -> Result<String> {
		match self {
			Self::Generate(cmd) => {
				let secret = match &cmd.secret_file {
					Some(file) => Some(std::fs::read_to_string(file)?.trim().as_bytes().to_vec()),
					None => None,
				};
				if let Some(secret) = &secret {
					check_secret(secret)?;
				}
				generate(cmd.place.keystore(cli)?, &cmd.owner, secret)
			},
			Self::List(cmd) => list(&cmd.place.keystore(cli)?),
		}
	}
}

impl Place {
	fn keystore(&self, cli: &impl SubstrateCli) -> Result<LocalKeystore> {
		let spec = cli.load_spec(&self.shared_params.chain_id(self.shared_params.is_dev()))?;
		let base = match self.shared_params.base_path()? {
			Some(path) => path,
			None => BasePath::from_project("", "", &executable(cli)),
		};
		let config = self.keystore_params.keystore_config(&base.config_dir(spec.id()))?;
		match config {
			KeystoreConfig::Path { path, password } => Ok(LocalKeystore::open(path, password)?),
			KeystoreConfig::InMemory => {
				Err(Error::Input("session keys need a keystore on disk".into()))
			},
		}
	}
}

fn executable<C: SubstrateCli>(_: &C) -> String {
	C::executable_name()
}

/// The runtime panics at a secret that is none, so it is looked at before.
fn check_secret(secret: &[u8]) -> Result<()> {
	use sp_core::Pair;
	let text = std::str::from_utf8(secret).map_err(|_| bad_secret())?;
	sp_core::sr25519::Pair::from_string(text, None).map_err(|_| bad_secret())?;
	Ok(())
}

fn bad_secret() -> Error {
	Error::Input("the file holds neither a phrase nor a secret URI".into())
}

fn generate(keystore: LocalKeystore, owner: &AccountId, secret: Option<Vec<u8>>) -> Result<String> {
	let mut outside = BasicExternalities::default();
	outside.register_extension(KeystoreExt(Arc::new(keystore)));
	let generated = outside.execute_with(|| SessionKeys::generate(&owner.encode(), secret));
	let (keys, proof) = (generated.keys.encode(), generated.proof.encode());
	let mut out = String::new();
	let raw = generated.keys.into_raw_public_keys();
	for ((name, _), (public, _)) in KEYS.iter().zip(raw) {
		let _ = writeln!(out, "{name:<20} 0x{}", HexDisplay::from(&public));
	}
	let _ = writeln!(out, "\nsession.setKeys, signed by {owner}:");
	let _ = writeln!(out, "keys   0x{}", HexDisplay::from(&keys));
	let _ = writeln!(out, "proof  0x{}", HexDisplay::from(&proof));
	Ok(out)
}

fn list(keystore: &LocalKeystore) -> Result<String> {
	let mut out = String::new();
	for (name, key_type) in KEYS {
		let held = keystore.keys(key_type.into()).map_err(|_| Error::KeystoreOperation)?;
		if held.is_empty() {
			let _ = writeln!(out, "{name:<20} none");
		}
		for public in held {
			let _ = writeln!(out, "{name:<20} 0x{}", HexDisplay::from(&public));
		}
	}
	Ok(out)
}

/// An account from SS58 of any network, 32 bytes in hex, or an Ethereum address.
fn parse_account(text: &str) -> std::result::Result<AccountId, String> {
	let bad = "an account is SS58, 32 bytes in hex, or an Ethereum address of 20 bytes in hex";
	if let Some(digits) = text.strip_prefix("0x") {
		let bytes = (0..digits.len())
			.step_by(2)
			.map(|i| digits.get(i..i + 2).and_then(|byte| u8::from_str_radix(byte, 16).ok()))
			.collect::<Option<Vec<u8>>>()
			.ok_or(bad)?;
		return match (<[u8; 32]>::try_from(&bytes[..]), <[u8; 20]>::try_from(&bytes[..])) {
			(Ok(account), _) => Ok(AccountId::new(account)),
			(_, Ok(address)) => Ok(eth_account(H160(address))),
			_ => Err(bad.into()),
		};
	}
	// Not `from_ss58check`: it refuses prefixes that no registry lists.
	AccountId::from_ss58check_with_version(text).map(|(account, _)| account).map_err(|_| bad.into())
}

#[cfg(test)]
mod tests {
	use super::*;
	use sp_runtime::traits::OpaqueKeys;

	#[test]
	fn new_keys_are_in_the_keystore_and_their_proof_is_the_owners() {
		let owner = AccountId::new([7; 32]);
		let directory = tempfile::tempdir().unwrap();
		let keystore = || LocalKeystore::open(directory.path(), None).unwrap();
		let printed = generate(keystore(), &owner, None).unwrap();
		let listed = list(&keystore()).unwrap();
		for line in listed.lines() {
			assert!(printed.contains(line), "{line}");
		}
		assert_eq!(listed.lines().count(), KEYS.len());
		let bytes = |label: &str| {
			let line = printed.lines().find(|line| line.starts_with(label)).unwrap();
			let digits = line.rsplit("0x").next().unwrap();
			(0..digits.len())
				.step_by(2)
				.map(|i| u8::from_str_radix(&digits[i..i + 2], 16).unwrap())
				.collect::<Vec<u8>>()
		};
		let keys: SessionKeys = codec::DecodeAll::decode_all(&mut &bytes("keys")[..]).unwrap();
		let mut outside = BasicExternalities::default();
		outside.execute_with(|| {
			assert!(keys.ownership_proof_is_valid(&owner.encode(), &bytes("proof")));
			assert!(!keys.ownership_proof_is_valid(&[8; 32], &bytes("proof")));
		});
	}

	#[test]
	fn one_secret_gives_the_same_keys_again() {
		let owner = AccountId::new([7; 32]);
		let keys = || {
			let directory = tempfile::tempdir().unwrap();
			let keystore = LocalKeystore::open(directory.path(), None).unwrap();
			let printed = generate(keystore, &owner, Some(b"//Alice".to_vec())).unwrap();
			printed.lines().take(4).map(str::to_owned).collect::<Vec<_>>()
		};
		assert_eq!(keys(), keys());
		assert!(check_secret(b"//Alice").is_ok());
		for bad in [&b"no phrase at all"[..], b"", &[0xff]] {
			// The empty path of the well-known phrase is a secret too.
			assert_eq!(check_secret(bad).is_ok(), bad.is_empty(), "{bad:?}");
		}
	}

	#[test]
	fn accounts_are_read_in_every_form() {
		let account = AccountId::new([7; 32]);
		for prefix in [42u16, 1_611, 1_613] {
			let text = account.to_ss58check_with_version(prefix.into());
			assert_eq!(parse_account(&text), Ok(account.clone()));
		}
		assert_eq!(parse_account(&format!("0x{}", "07".repeat(32))), Ok(account));
		let eth = eth_account(H160([7; 20]));
		assert_eq!(parse_account(&format!("0x{}", "07".repeat(20))), Ok(eth));
		for bad in ["", "0x", "0x7", "0xzz", "0x07", "5xx", "0xé"] {
			assert!(parse_account(bad).is_err(), "{bad}");
		}
	}
}
