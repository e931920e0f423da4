// SPDX-License-Identifier: Apache-2.0
//! Logs with an entry for each transfer of value, as `eth_simulateV1` shows them.

use alloc::{vec, vec::Vec};
use openledger_evm_primitives as evm;
use revm::primitives::{Address, Log, U256 as Word};
use sp_core::{H160, H256};
use sp_io::hashing::keccak_256;

use crate::vm::convert::{from_address, from_log};

/// Who logs transfers of value (geth's pseudo address).
pub const TRANSFER_ADDRESS: H160 = H160::repeat_byte(0xee);

/// Collects logs of frames that did not fail.
pub struct Transfers {
	/// Signature of ERC-20's event.
	event: H256,
	/// Logs of each open frame.
	open: Vec<Vec<evm::Log>>,
	logs: Vec<evm::Log>,
}

impl Transfers {
	/// No logs yet.
	pub fn new() -> Self {
		let event = H256(keccak_256(b"Transfer(address,address,uint256)"));
		Self { event, open: Vec::new(), logs: Vec::new() }
	}

	/// A frame starts.
	pub fn enter(&mut self) {
		self.open.push(Vec::new());
	}

	/// A frame ends.
	pub fn leave(&mut self, succeeded: bool) {
		let logs = self.open.pop().unwrap_or_default();
		if succeeded {
			match self.open.last_mut() {
				Some(parent) => parent.extend(logs),
				None => self.logs.extend(logs),
			}
		}
	}

	/// A contract logged.
	pub fn log(&mut self, log: Log) {
		self.push(from_log(log));
	}

	/// Value moves.
	pub fn transfer(&mut self, from: Address, to: Address, value: Word) {
		if value.is_zero() {
			return;
		}
		let topic = |address: &Address| H256::from(from_address(address));
		self.push(evm::Log {
			address: TRANSFER_ADDRESS,
			topics: vec![self.event, topic(&from), topic(&to)],
			data: value.to_be_bytes_vec(),
		});
	}

	fn push(&mut self, log: evm::Log) {
		if let Some(frame) = self.open.last_mut() {
			frame.push(log);
		}
	}

	/// The logs so far, which are forgotten.
	pub fn take(&mut self) -> Vec<evm::Log> {
		self.open.clear();
		core::mem::take(&mut self.logs)
	}
}
