// SPDX-License-Identifier: Apache-2.0

//! A runtime blob, looked at without running it.

use codec::Decode;
use sp_core::hexdisplay::HexDisplay;
use sp_io::hashing::{blake2_256, sha2_256};
use sp_version::{ApisVec, RuntimeVersion};

/// Largest size that a blob may unpack to, as nodes have it: 50 MiB.
const MAX_UNPACKED: usize = sp_maybe_compressed_blob::CODE_BLOB_BOMB_LIMIT;
/// A section that the build adds.
const CUSTOM: u8 = 0;

/// A blob that a node would take.
#[derive(Debug)]
pub struct Blob {
	/// As it goes on chain, compressed or not.
	pub code: Vec<u8>,
	/// What the build wrote into it.
	pub version: RuntimeVersion,
}

impl Blob {
	/// Reads a blob.
	///
	/// # Errors
	/// When it does not unpack, is no wasm module, or has no version.
	pub fn read(code: Vec<u8>) -> Result<Self, String> {
		let wasm = sp_maybe_compressed_blob::decompress(&code, MAX_UNPACKED)
			.map_err(|error| format!("does not unpack: {error}"))?;
		let section = section(&wasm, b"runtime_version")?
			.ok_or("is wasm, but no runtime: it has no `runtime_version` section")?;
		let apis = self::section(&wasm, b"runtime_apis")?.unwrap_or_default();
		let apis: ApisVec = apis
			.chunks(12)
			.map(|mut entry| <([u8; 8], u32)>::decode(&mut entry))
			.collect::<Result<Vec<_>, _>>()
			.map_err(|_| "its `runtime_apis` section does not decode")?
			.into();
		let core = sp_version::core_version_from_apis(&apis);
		let mut version = RuntimeVersion::decode_with_version_hint(&mut &section[..], core)
			.map_err(|_| "its `runtime_version` section does not decode")?;
		version.apis = apis;
		Ok(Self { code, version })
	}

	/// Hash that `system.authorize_upgrade` takes: blake2_256 of the bytes that go on chain.
	pub fn hash(&self) -> [u8; 32] {
		blake2_256(&self.code)
	}

	/// Name, version, size and hashes.
	pub fn summary(&self) -> String {
		format!(
			"{} version {}, transactions {}, {} bytes\n          blake2_256 0x{}\n          sha256     0x{}",
			self.version.spec_name,
			self.version.spec_version,
			self.version.transaction_version,
			self.code.len(),
			HexDisplay::from(&self.hash()),
			HexDisplay::from(&sha2_256(&self.code)),
		)
	}

	/// Refuses a blob that the chain would refuse: another chain's, or one that is not newer.
	///
	/// # Errors
	/// Says which of the two.
	pub fn upgrades(&self, name: &str, version: u32) -> Result<(), String> {
		if self.version.spec_name != name {
			let ours = &self.version.spec_name;
			return Err(format!("the blob is of chain `{ours}`, the state of `{name}`"));
		}
		if self.version.spec_version <= version {
			let ours = self.version.spec_version;
			return Err(format!(
				"the blob has version {ours}, the chain has {version}: an upgrade raises it"
			));
		}
		Ok(())
	}
}

/// Reads an unsigned number in LEB128 form of at most 32 bits.
fn number(bytes: &mut &[u8]) -> Option<usize> {
	let mut value = 0u64;
	for shift in [0u32, 7, 14, 21, 28] {
		let (first, rest) = bytes.split_first()?;
		*bytes = rest;
		value |= u64::from(first & 0x7f) << shift;
		if first & 0x80 == 0 {
			return u32::try_from(value).ok()?.try_into().ok();
		}
	}
	None
}

fn take<'a>(bytes: &mut &'a [u8], length: usize) -> Option<&'a [u8]> {
	let (taken, rest) = bytes.split_at_checked(length)?;
	*bytes = rest;
	Some(taken)
}

/// Contents of a module's custom section.
fn section(wasm: &[u8], wanted: &[u8]) -> Result<Option<Vec<u8>>, String> {
	let mut rest = wasm
		.strip_prefix(b"\0asm\x01\0\0\0")
		.ok_or("is no wasm module: it does not begin like one")?;
	let cut = || String::from("is no whole wasm module: a section is cut short");
	while let Some((kind, after)) = rest.split_first() {
		rest = after;
		let length = number(&mut rest).ok_or_else(cut)?;
		let mut body = take(&mut rest, length).ok_or_else(cut)?;
		if *kind != CUSTOM {
			continue;
		}
		let length = number(&mut body).ok_or_else(cut)?;
		if take(&mut body, length).ok_or_else(cut)? == wanted {
			return Ok(Some(body.to_vec()));
		}
	}
	Ok(None)
}

/// A module with nothing but the sections of a version.
#[cfg(test)]
pub fn module(version: &RuntimeVersion) -> Vec<u8> {
	use codec::Encode;
	let mut bare = version.clone();
	let apis: Vec<u8> = bare.apis.iter().flat_map(Encode::encode).collect();
	bare.apis = Vec::new().into();
	let mut wasm = b"\0asm\x01\0\0\0".to_vec();
	for (name, contents) in [("runtime_version", bare.encode()), ("runtime_apis", apis)] {
		let mut body = vec![name.len() as u8];
		body.extend(name.as_bytes());
		body.extend(contents);
		assert!(body.len() < 1 << 14);
		wasm.extend([CUSTOM, (body.len() as u8 & 0x7f) | 0x80, (body.len() >> 7) as u8]);
		wasm.extend(body);
	}
	wasm
}

#[cfg(test)]
mod tests {
	use super::*;
	use openledger_runtime::VERSION;

	#[test]
	fn a_blob_tells_its_version_packed_or_not() {
		let wasm = module(&VERSION);
		let packed = sp_maybe_compressed_blob::compress_strongly(&wasm, MAX_UNPACKED).unwrap();
		for code in [wasm, packed] {
			let blob = Blob::read(code.clone()).unwrap();
			assert_eq!(blob.version, VERSION);
			assert_eq!(blob.hash(), blake2_256(&code));
			assert!(blob.summary().contains("openledger version"));
		}
	}

	#[test]
	fn what_is_no_runtime_is_refused() {
		let whole = module(&VERSION);
		let reason = |code: &[u8]| Blob::read(code.to_vec()).unwrap_err();
		assert!(reason(b"").contains("no wasm"));
		assert!(reason(b"#!/bin/sh").contains("no wasm"));
		assert!(reason(&whole[..8]).contains("no `runtime_version`"));
		assert!(reason(&whole[..whole.len() - 1]).contains("cut short"));
		// The mark of a compressed blob with nothing sensible behind it.
		let marked = [&[82, 188, 83, 118, 70, 219, 142, 5][..], b"junk"].concat();
		assert!(reason(&marked).contains("does not unpack"));
		// No prefix of a blob, and nothing with a byte changed, ends the program.
		for length in 0..whole.len() {
			let _ = Blob::read(whole[..length].to_vec());
			let mut spoiled = whole.clone();
			spoiled[length] ^= 0xff;
			let _ = Blob::read(spoiled);
		}
	}

	#[test]
	fn only_a_newer_blob_of_the_same_chain_upgrades() {
		let blob = Blob::read(module(&VERSION)).unwrap();
		let (name, version) = (VERSION.spec_name.as_ref(), VERSION.spec_version);
		assert!(blob.upgrades(name, version - 1).is_ok());
		assert!(blob.upgrades(name, version).unwrap_err().contains("raises"));
		assert!(blob.upgrades(name, version + 1).unwrap_err().contains("raises"));
		assert!(blob.upgrades("another", 0).unwrap_err().contains("another"));
	}
}
