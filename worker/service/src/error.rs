// SPDX-License-Identifier: Apache-2.0
//! Errors of the worker's background work. What a payer is told is in [`crate::serve::Refusal`].

use std::path::Path;

/// Result of this crate.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// What can go wrong.
#[derive(Debug, thiserror::Error)]
pub enum Error {
	/// The configuration cannot be used.
	#[error("configuration: {0}")]
	Config(String),
	/// The chain cannot be reached or did not answer in time; trying again can help.
	#[error("chain: {0}")]
	ChainAway(String),
	/// The chain refused a call or gave something unreadable.
	#[error("chain: {reason}")]
	Chain {
		/// Name of the module error, as `Models.ManifestMismatch`, where it was one.
		name: Option<String>,
		/// Readable reason.
		reason: String,
	},
	/// The database failed.
	#[error("database: {0}")]
	Store(#[from] redb::Error),
	/// Bytes in the database do not decode.
	#[error("database: {0} is unreadable")]
	Corrupt(&'static str),
	/// The model engine failed.
	#[error("engine: {0}")]
	Engine(#[from] openledger_worker_engine::Error),
	/// A file of a contribution could not be had.
	#[error("cannot fetch {url}: {reason}")]
	Fetch {
		/// Where from.
		url: String,
		/// Why not.
		reason: String,
	},
	/// Data is not what the chain says it is.
	#[error("data: {0}")]
	Data(String),
	/// A file on this machine.
	#[error("{path}: {source}")]
	Io {
		/// The file.
		path: String,
		/// What the system said.
		source: std::io::Error,
	},
	/// A number left its range.
	#[error("arithmetic overflow in {0}")]
	Overflow(&'static str),
}

impl Error {
	/// A file error.
	pub fn io(path: impl AsRef<Path>, source: std::io::Error) -> Self {
		Self::Io { path: path.as_ref().display().to_string(), source }
	}

	/// Whether trying the same again later can help.
	pub fn is_temporary(&self) -> bool {
		matches!(self, Self::ChainAway(_) | Self::Fetch { .. })
	}
}

macro_rules! from_redb {
	($($error:ty),* $(,)?) => {
		$(impl From<$error> for Error {
			fn from(error: $error) -> Self {
				Error::Store(error.into())
			}
		})*
	};
}
from_redb!(
	redb::DatabaseError,
	redb::TransactionError,
	redb::TableError,
	redb::StorageError,
	redb::CommitError,
);
