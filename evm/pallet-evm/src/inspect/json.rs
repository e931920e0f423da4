// SPDX-License-Identifier: Apache-2.0
//! JSON text of bounded length.

use alloc::vec::Vec;
use openledger_evm_primitives::CallError;
use revm::primitives::U256 as Word;

/// Most bytes of a trace. The node answers with at most 15 MiB unless its flag says otherwise, and the
/// allocator of the wasm runtime gives at most 32 MiB in one piece, where a text that grows takes up to
/// twice its length.
pub const TRACE_LIMIT: usize = 14 * 1024 * 1024;

const DIGITS: &[u8; 16] = b"0123456789abcdef";

/// A JSON text under construction. What does not fit is dropped, and the text is an error then.
#[derive(Clone, Debug)]
pub struct Json {
	text: Vec<u8>,
	limit: usize,
	full: bool,
	/// Whether a comma goes before the next element.
	comma: bool,
}

impl Json {
	/// An empty text of at most `limit` bytes.
	pub fn new(limit: usize) -> Self {
		Self { text: Vec::new(), limit, full: false, comma: false }
	}

	/// Whether something did not fit.
	pub fn is_full(&self) -> bool {
		self.full
	}

	/// The text.
	///
	/// # Errors
	/// `TraceTooLarge`: it did not fit.
	pub fn finish(self) -> Result<Vec<u8>, CallError> {
		if self.full {
			Err(CallError::TraceTooLarge)
		} else {
			Ok(self.text)
		}
	}

	fn raw(&mut self, bytes: &[u8]) {
		if self.full || self.text.len().saturating_add(bytes.len()) > self.limit {
			self.full = true;
		} else {
			self.text.extend_from_slice(bytes);
		}
	}

	fn separate(&mut self) {
		if self.comma {
			self.raw(b",");
		}
		self.comma = true;
	}

	/// Begins an object.
	pub fn open(&mut self) {
		self.separate();
		self.raw(b"{");
		self.comma = false;
	}

	/// Ends an object.
	pub fn close(&mut self) {
		self.raw(b"}");
		self.comma = true;
	}

	/// Begins an array.
	pub fn open_array(&mut self) {
		self.separate();
		self.raw(b"[");
		self.comma = false;
	}

	/// Ends an array.
	pub fn close_array(&mut self) {
		self.raw(b"]");
		self.comma = true;
	}

	/// Begins a member of an object: its value follows.
	pub fn key(&mut self, name: &str) {
		self.text(name);
		self.raw(b":");
		self.comma = false;
	}

	/// As [`Self::key`], with a word without `0x`.
	pub fn bare_key(&mut self, word: &Word) {
		self.bare(&word.to_be_bytes::<32>());
		self.raw(b":");
		self.comma = false;
	}

	/// As [`Self::key`], with bytes as `0x…`.
	pub fn bytes_key(&mut self, bytes: &[u8]) {
		self.bytes(bytes);
		self.raw(b":");
		self.comma = false;
	}

	/// A string.
	pub fn text(&mut self, text: &str) {
		self.separate();
		self.raw(b"\"");
		for byte in text.bytes() {
			match byte {
				b'"' => self.raw(b"\\\""),
				b'\\' => self.raw(b"\\\\"),
				0..=0x1f => {
					self.raw(b"\\u00");
					self.digits(&[byte]);
				},
				_ => self.raw(&[byte]),
			}
		}
		self.raw(b"\"");
	}

	fn digits(&mut self, bytes: &[u8]) {
		if self.full || self.text.len().saturating_add(bytes.len().saturating_mul(2)) > self.limit {
			self.full = true;
			return;
		}
		for byte in bytes {
			for nibble in [byte >> 4, byte & 0xf] {
				self.text.extend(DIGITS.get(usize::from(nibble)));
			}
		}
	}

	/// Bytes as `"0x…"`.
	pub fn bytes(&mut self, bytes: &[u8]) {
		self.separate();
		self.raw(b"\"0x");
		self.digits(bytes);
		self.raw(b"\"");
	}

	/// Bytes without `0x`, as geth writes memory and storage in struct logs.
	pub fn bare(&mut self, bytes: &[u8]) {
		self.separate();
		self.raw(b"\"");
		self.digits(bytes);
		self.raw(b"\"");
	}

	/// A number as `"0x…"` without leading zeros.
	pub fn quantity(&mut self, number: &Word) {
		let bytes: [u8; 32] = number.to_be_bytes();
		let nibbles = bytes.iter().flat_map(|byte| [byte >> 4, byte & 0xf]);
		let digits: Vec<u8> = nibbles
			.skip_while(|nibble| *nibble == 0)
			.filter_map(|nibble| DIGITS.get(usize::from(nibble)).copied())
			.collect();
		self.separate();
		self.raw(b"\"0x");
		self.raw(if digits.is_empty() { b"0" } else { &digits });
		self.raw(b"\"");
	}

	/// A decimal number.
	pub fn number(&mut self, number: u64) {
		self.separate();
		self.raw(alloc::format!("{number}").as_bytes());
	}

	/// `true` or `false`.
	pub fn truth(&mut self, truth: bool) {
		self.separate();
		self.raw(if truth { b"true" } else { b"false" });
	}
}
