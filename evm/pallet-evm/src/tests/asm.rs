// SPDX-License-Identifier: Apache-2.0
//! A small assembler.

use sp_core::{H160, U256};

/// How a contract calls another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
	Call,
	CallCode,
	Delegate,
	Static,
}

/// Code under construction.
#[derive(Clone, Default)]
pub struct Asm(Vec<u8>);

impl Asm {
	pub fn new() -> Self {
		Self::default()
	}

	pub fn op(mut self, byte: u8) -> Self {
		self.0.push(byte);
		self
	}

	pub fn ops(mut self, bytes: &[u8]) -> Self {
		self.0.extend(bytes);
		self
	}

	pub fn push(self, number: impl Into<U256>) -> Self {
		let bytes = number.into().to_big_endian();
		self.op(0x7f).ops(&bytes)
	}

	pub fn push_address(self, address: H160) -> Self {
		self.op(0x73).ops(address.as_bytes())
	}

	/// Writes bytes to memory from 0.
	pub fn memory(mut self, data: &[u8]) -> Self {
		for (n, chunk) in data.chunks(32).enumerate() {
			let mut word = [0u8; 32];
			word[..chunk.len()].copy_from_slice(chunk);
			self = self.push(U256::from_big_endian(&word)).push(n as u64 * 32).op(0x52);
		}
		self
	}

	/// Calls, with all gas; leaves success on the stack.
	pub fn call(self, kind: Kind, to: H160, value: u64, input: &[u8]) -> Self {
		let this = self.memory(input).push(0).push(0).push(input.len() as u64).push(0);
		let this = match kind {
			Kind::Call | Kind::CallCode => this.push(value),
			_ => this,
		};
		this.push_address(to).op(0x5a).op(match kind {
			Kind::Call => 0xf1,
			Kind::CallCode => 0xf2,
			Kind::Delegate => 0xf4,
			Kind::Static => 0xfa,
		})
	}

	pub fn sstore(self, slot: u64, value: u64) -> Self {
		self.push(value).push(slot).op(0x55)
	}

	/// Stores the top of the stack.
	pub fn sstore_top(self, slot: u64) -> Self {
		self.push(slot).op(0x55)
	}

	pub fn pop(self) -> Self {
		self.op(0x50)
	}

	/// Returns the top of the stack.
	pub fn return_top(self) -> Self {
		self.push(0).op(0x52).push(32).push(0).op(0xf3)
	}

	/// Returns what the last call returned.
	pub fn return_data(self) -> Self {
		self.ops(&[0x3d, 0x5f, 0x5f, 0x3e, 0x3d, 0x5f, 0xf3])
	}

	pub fn revert(self) -> Self {
		self.push(0).push(0).op(0xfd)
	}

	pub fn stop(self) -> Self {
		self.op(0x00)
	}

	pub fn selfdestruct(self, to: H160) -> Self {
		self.push_address(to).op(0xff)
	}

	pub fn build(self) -> Vec<u8> {
		self.0
	}
}

/// Init code that returns `code`.
pub fn init_of(code: &[u8]) -> Vec<u8> {
	let len = code.len() as u64;
	// CODECOPY(0, 101, len), RETURN(0, len): three pushes of 33, two of 33, two opcodes.
	let head = Asm::new().push(len).push(167).push(0).op(0x39).push(len).push(0).op(0xf3).build();
	assert_eq!(head.len(), 167);
	[head, code.to_vec()].concat()
}
