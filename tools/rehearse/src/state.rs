// SPDX-License-Identifier: Apache-2.0

//! A chain's state as keys and values: from a node, from a file, to a file. The file is SCALE
//! `Vec<(Vec<u8>, Vec<u8>)>`.

use crate::rpc::Rpc;
use codec::{DecodeAll, Encode};
use serde_json::{json, Value};
use std::{fs, path::Path};

/// Keys and values of a state.
pub type Pairs = Vec<(Vec<u8>, Vec<u8>)>;

/// Keys asked for at a time: the most that nodes answer.
const PAGE: usize = 1_000;

/// Reads a file.
///
/// # Errors
/// When it cannot be read or is none.
pub fn read(file: &Path) -> Result<Pairs, String> {
	let path = file.display();
	let bytes = fs::read(file).map_err(|error| format!("{path}: {error}"))?;
	Pairs::decode_all(&mut &bytes[..]).map_err(|_| format!("{path} holds no state"))
}

/// Writes a file.
///
/// # Errors
/// When it cannot be written.
pub fn write(file: &Path, pairs: &Pairs) -> Result<(), String> {
	fs::write(file, pairs.encode()).map_err(|error| format!("{}: {error}", file.display()))
}

/// Copies the newest finalised state of a node. `progress` is told how many keys are there.
///
/// # Errors
/// When the node does not answer as nodes do.
pub fn copy(uri: &str, mut progress: impl FnMut(usize)) -> Result<Pairs, String> {
	let rpc = Rpc::new(uri)?;
	let at = rpc.call("chain_getFinalizedHead", json!([]))?;
	let (mut pairs, mut start) = (Pairs::new(), Value::Null);
	loop {
		let keys = rpc.call("state_getKeysPaged", json!(["0x", PAGE, start, at]))?;
		let keys = keys.as_array().ok_or("state_getKeysPaged: no list of keys")?;
		let Some(last) = keys.last() else { return Ok(pairs) };
		start = last.clone();
		let sets = rpc.call("state_queryStorageAt", json!([keys, at]))?;
		let changes = sets[0]["changes"].as_array().ok_or("state_queryStorageAt: no changes")?;
		for change in changes {
			pairs.push((bytes(&change[0])?, bytes(&change[1])?));
		}
		progress(pairs.len());
	}
}

fn bytes(value: &Value) -> Result<Vec<u8>, String> {
	let digits = value.as_str().and_then(|text| text.strip_prefix("0x"));
	digits.and_then(|digits| hex::decode(digits).ok()).ok_or_else(|| format!("{value} is no bytes"))
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn a_file_is_read_as_it_was_written() {
		let file = std::env::temp_dir().join(format!("rehearse-{}.scale", std::process::id()));
		let pairs = vec![(b"key".to_vec(), b"value".to_vec()), (b"other".to_vec(), vec![])];
		write(&file, &pairs).unwrap();
		assert_eq!(read(&file), Ok(pairs));
		fs::write(&file, b"junk").unwrap();
		assert!(read(&file).unwrap_err().contains("no state"));
		fs::remove_file(&file).unwrap();
		assert!(read(&file).is_err());
	}
}
