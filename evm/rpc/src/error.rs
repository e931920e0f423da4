// SPDX-License-Identifier: Apache-2.0

//! What can go wrong, in geth's words and codes: clients match both.

use alloy_primitives::Bytes;
use alloy_sol_types::{Panic, Revert, SolError};
use jsonrpsee::types::{error::INVALID_PARAMS_CODE, ErrorObjectOwned};
use openledger_evm_primitives::{CallError, ExitReason, Invalid};

/// Code of geth's server errors.
pub const SERVER_ERROR: i32 = -32000;
/// Code of a call that reverted; its data is the reason.
pub const REVERTED: i32 = 3;
/// Code of a limit that was exceeded (EIP-1474).
pub const LIMIT_EXCEEDED: i32 = -32005;

/// Why a method has no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Error {
	/// A server error.
	Server(String),
	/// Parameters that are well formed and make no sense.
	InvalidParams(String),
	/// A limit of this node was exceeded.
	Limit(String),
	/// The call reverted with this data.
	Reverted(Vec<u8>),
	/// A refusal of a method that has codes of its own.
	Coded(i32, String),
}

/// A result of this crate.
pub type Result<T> = std::result::Result<T, Error>;

impl Error {
	/// A server error.
	pub fn server(message: impl Into<String>) -> Self {
		Self::Server(message.into())
	}

	/// The block is not known.
	pub fn header_not_found() -> Self {
		Self::server("header not found")
	}

	/// Something inside the node failed; the details go to the log.
	pub fn internal(error: impl std::fmt::Display) -> Self {
		let text = error.to_string();
		log::debug!(target: "eth-rpc", "{text}");
		Self::Server(text)
	}

	/// Where a runtime call failed: the state of an old block is the usual reason.
	pub fn state(error: impl std::fmt::Display) -> Self {
		let text = error.to_string();
		match text.contains("State already discarded") || text.contains("UnknownBlock") {
			true => Self::server(format!("missing trie node: {text}")),
			false => Self::internal(text),
		}
	}

	/// The message.
	pub fn message(&self) -> String {
		match self {
			Self::Server(message) | Self::Limit(message) | Self::Coded(_, message) => {
				message.clone()
			},
			Self::InvalidParams(_) => "Invalid params".into(),
			Self::Reverted(data) => match revert_reason(data) {
				Some(reason) => format!("execution reverted: {reason}"),
				None => "execution reverted".into(),
			},
		}
	}

	/// The code.
	pub fn code(&self) -> i32 {
		match self {
			Self::Server(_) => SERVER_ERROR,
			Self::InvalidParams(_) => INVALID_PARAMS_CODE,
			Self::Limit(_) => LIMIT_EXCEEDED,
			Self::Reverted(_) => REVERTED,
			Self::Coded(code, _) => *code,
		}
	}
}

impl std::fmt::Display for Error {
	fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
		f.write_str(&self.message())
	}
}

impl std::error::Error for Error {}

impl From<Error> for ErrorObjectOwned {
	fn from(error: Error) -> Self {
		let (code, message) = (error.code(), error.message());
		match error {
			Error::Reverted(data) => Self::owned(code, message, Some(Bytes::from(data))),
			Error::InvalidParams(detail) => Self::owned(code, message, Some(detail)),
			_ => Self::owned(code, message, None::<()>),
		}
	}
}

impl From<Invalid> for Error {
	fn from(invalid: Invalid) -> Self {
		Self::server(invalid.message())
	}
}

impl From<CallError> for Error {
	fn from(error: CallError) -> Self {
		match error {
			CallError::Invalid(invalid) => invalid.into(),
			CallError::Reverted(data) => Self::Reverted(data),
			CallError::Halted(text) => Self::server(halt_text(&text)),
			CallError::GasRequiredExceeds(gas) => {
				Self::server(format!("gas required exceeds allowance ({gas})"))
			},
			CallError::Overrides => {
				Self::server("account override has both 'state' and 'stateDiff'")
			},
			CallError::NotFound => Self::server("transaction not found"),
			CallError::TraceTooLarge => Self::Limit("trace is larger than 14 MiB".into()),
			CallError::BlockNumber { parent, number } => {
				Self::server(format!("block numbers must be in order: {number} <= {parent}"))
			},
			CallError::BlockTime { parent, time } => {
				Self::server(format!("block timestamps must be in order: {time} <= {parent}"))
			},
			CallError::TooManyBlocks => Self::Limit("too many blocks".into()),
		}
	}
}

/// Text of a halt.
pub fn halt_text(text: &[u8]) -> String {
	String::from_utf8_lossy(text).into_owned()
}

/// The error of a call that did not succeed; none where it did.
pub fn of_exit(exit: &ExitReason, output: &[u8]) -> Option<Error> {
	match exit {
		ExitReason::Succeed => None,
		ExitReason::Revert => Some(Error::Reverted(output.to_vec())),
		ExitReason::Halt(text) => Some(Error::Server(halt_text(text))),
	}
}

/// The reason in revert data: `Error(string)` or `Panic(uint256)`.
pub fn revert_reason(data: &[u8]) -> Option<String> {
	if let Ok(revert) = Revert::abi_decode(data) {
		return Some(revert.reason);
	}
	let panic = Panic::abi_decode(data).ok()?;
	let code: u64 = panic.code.try_into().unwrap_or(u64::MAX);
	Some(match code {
		0x00 => "generic panic".into(),
		0x01 => "assert(false)".into(),
		0x11 => "arithmetic underflow or overflow".into(),
		0x12 => "division or modulo by zero".into(),
		0x21 => "enum overflow".into(),
		0x22 => "invalid encoded storage byte array accessed".into(),
		0x31 => "out-of-bounds array access; popping on an empty array".into(),
		0x32 => "out-of-bounds access of an array or bytesN".into(),
		0x41 => "out of memory".into(),
		0x51 => "uninitialized function".into(),
		_ => format!("unknown panic code: {:#x}", panic.code),
	})
}

#[cfg(test)]
mod tests {
	use super::*;
	use alloy_primitives::U256;

	#[test]
	fn reverts_carry_reason_and_data() {
		let data = Revert::from("too little".to_string()).abi_encode();
		let object = ErrorObjectOwned::from(Error::Reverted(data.clone()));
		assert_eq!(object.code(), 3);
		assert_eq!(object.message(), "execution reverted: too little");
		let json = object.data().map(|raw| raw.get().to_string());
		assert_eq!(json, Some(format!("\"{}\"", Bytes::from(data))));

		let panic = Panic { code: U256::from(0x11) }.abi_encode();
		assert_eq!(
			Error::Reverted(panic).message(),
			"execution reverted: arithmetic underflow or overflow"
		);
		let panic = Panic { code: U256::from(0x99) }.abi_encode();
		assert_eq!(
			Error::Reverted(panic).message(),
			"execution reverted: unknown panic code: 0x99"
		);
		let object = ErrorObjectOwned::from(Error::Reverted(vec![]));
		assert_eq!(object.message(), "execution reverted");
		assert_eq!(object.data().map(|raw| raw.get()), Some("\"0x\""));
		assert_eq!(Error::Reverted(vec![8, 0xc3]).message(), "execution reverted");
	}

	#[test]
	fn refusals_are_worded_as_geth_does() {
		let text =
			|invalid: Invalid| ErrorObjectOwned::from(Error::from(invalid)).message().to_string();
		assert_eq!(text(Invalid::NonceTooLow), "nonce too low");
		assert_eq!(text(Invalid::InsufficientFunds), "insufficient funds for gas * price + value");
		assert_eq!(text(Invalid::IntrinsicGas), "intrinsic gas too low");
		let object = ErrorObjectOwned::from(Error::from(CallError::GasRequiredExceeds(21_000)));
		assert_eq!(
			(object.code(), object.message()),
			(-32000, "gas required exceeds allowance (21000)")
		);
		let object = ErrorObjectOwned::from(Error::from(CallError::Halted(b"out of gas".to_vec())));
		assert_eq!((object.code(), object.message()), (-32000, "out of gas"));
		assert_eq!(ErrorObjectOwned::from(Error::InvalidParams("x".into())).code(), -32602);
		assert_eq!(ErrorObjectOwned::from(Error::Limit("x".into())).code(), -32005);
	}

	#[test]
	fn pruned_state_is_named() {
		let error = Error::state("State already discarded for 0x01");
		assert!(error.message().starts_with("missing trie node"));
	}
}
