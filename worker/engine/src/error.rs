// SPDX-License-Identifier: Apache-2.0
//! What can go wrong in the engine.

/// Result of every fallible function of this crate.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Errors of the engine. Each names the file or the value at fault.
#[derive(Debug, thiserror::Error)]
pub enum Error {
	/// A file could not be read or written.
	#[error("{path}: {source}")]
	Io {
		/// The file or folder.
		path: String,
		/// What the system said.
		source: std::io::Error,
	},
	/// A file does not hold what its format demands.
	#[error("{path}: {reason}")]
	Format {
		/// The file at fault.
		path: String,
		/// What is wrong with it.
		reason: String,
	},
	/// A value outside its bounds.
	#[error("{0}")]
	Invalid(String),
	/// More tokens than the model's context holds.
	#[error("{tokens} tokens do not fit the context of {context}")]
	TooLong {
		/// Tokens asked for.
		tokens: usize,
		/// `max_position_embeddings` of the model.
		context: usize,
	},
	/// The tokenizer refused.
	#[error("tokenizer: {0}")]
	Tokenizer(String),
	/// The tensor library refused.
	#[error("tensor: {0}")]
	Tensor(#[from] candle_core::Error),
}

impl Error {
	/// An [`Error::Io`] about `path`.
	pub fn io(path: impl AsRef<std::path::Path>, source: std::io::Error) -> Self {
		Self::Io { path: path.as_ref().display().to_string(), source }
	}

	/// An [`Error::Format`] about `path`.
	pub fn format(path: impl AsRef<std::path::Path>, reason: impl ToString) -> Self {
		Self::Format { path: path.as_ref().display().to_string(), reason: reason.to_string() }
	}
}

/// Reads a whole file.
pub(crate) fn read(path: &std::path::Path) -> Result<Vec<u8>> {
	std::fs::read(path).map_err(|e| Error::io(path, e))
}

/// Writes a file so that after a crash it is either the old or the new one.
pub(crate) fn write_atomic(path: &std::path::Path, bytes: &[u8]) -> Result<()> {
	use std::io::Write;
	let part = path.with_extension("part");
	let mut file = std::fs::File::create(&part).map_err(|e| Error::io(&part, e))?;
	file.write_all(bytes).map_err(|e| Error::io(&part, e))?;
	file.sync_all().map_err(|e| Error::io(&part, e))?;
	std::fs::rename(&part, path).map_err(|e| Error::io(path, e))
}

/// blake2b with 32 bytes of output, the chain's hash.
pub fn blake2_256(bytes: &[u8]) -> [u8; 32] {
	let mut out = [0; 32];
	let hash = blake2b_simd::Params::new().hash_length(32).hash(bytes);
	out.copy_from_slice(hash.as_bytes());
	out
}

/// Lower-case hexadecimal without a prefix.
pub fn hex(bytes: &[u8]) -> String {
	bytes.iter().map(|b| format!("{b:02x}")).collect()
}
