// SPDX-License-Identifier: Apache-2.0
//! What can go wrong between this program and the chain.

use crate::dispatch::DispatchFailure;
use openledger_runtime::Hash;

/// Result of this crate.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Errors of the client.
#[derive(Debug, thiserror::Error)]
pub enum Error {
	/// No connection, or it was lost. Trying again later may help.
	#[error("cannot reach the node at {url}: {reason}")]
	Connection {
		/// Address of the node.
		url: String,
		/// What the transport said.
		reason: String,
	},
	/// The node answered a request with an error.
	#[error("the node refused {method}: {reason}")]
	Rpc {
		/// Method that was called.
		method: &'static str,
		/// The node's message.
		reason: String,
	},
	/// The node speaks another runtime than the one this program was compiled with.
	#[error(
		"the node runs {theirs}, this program was built for {ours}: \
		 use the release that matches the network"
	)]
	RuntimeMismatch {
		/// Runtime of this program.
		ours: String,
		/// Runtime of the node.
		theirs: String,
	},
	/// Same version, but calls, extensions or storage differ.
	#[error("the node's runtime has the same version but another interface: {0}")]
	MetadataMismatch(String),
	/// Bytes from the node do not decode as what they should be.
	#[error("cannot read {what} from the node: {reason}")]
	Decode {
		/// What was read.
		what: String,
		/// Why it failed.
		reason: String,
	},
	/// A secret, address or number in the input is malformed.
	#[error("{0}")]
	Input(String),
	/// The pool refused the transaction, for example for lack of funds.
	#[error("the transaction was refused: {0}")]
	Refused(String),
	/// The transaction left the pool without a block.
	#[error("the transaction was dropped: {0}")]
	Dropped(String),
	/// The transaction is in a finalised block, and failed there.
	#[error("the call failed in block {block}: {failure}")]
	Failed {
		/// Block that holds it.
		block: Hash,
		/// Decoded reason.
		failure: DispatchFailure,
	},
	/// Nothing was heard for too long.
	#[error("nothing was heard for {0} s while {1}")]
	Timeout(u64, &'static str),
}

impl Error {
	/// Whether trying the same again later can succeed.
	pub fn is_temporary(&self) -> bool {
		matches!(self, Error::Connection { .. } | Error::Timeout(..) | Error::Dropped(_))
	}

	/// Name of the module error, as `Models.ManifestMismatch`, if the call failed with one.
	pub fn module_error(&self) -> Option<String> {
		match self {
			Error::Failed { failure, .. } => failure.module_error(),
			_ => None,
		}
	}

	pub(crate) fn decode(what: impl Into<String>, reason: impl ToString) -> Self {
		Error::Decode { what: what.into(), reason: reason.to_string() }
	}
}
