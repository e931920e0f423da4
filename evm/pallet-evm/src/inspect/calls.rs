// SPDX-License-Identifier: Apache-2.0
//! geth's `callTracer`: the tree of calls.

use super::{json::Json, steps::end_text};
use alloc::{borrow::Cow, string::String, vec::Vec};
use openledger_evm_primitives::CallError;
use revm::{
	context::CreateScheme,
	interpreter::{CallInputs, CallScheme, CreateInputs, InstructionResult},
	primitives::{Address, Bytes, Log, U256 as Word},
};

/// Bytes of JSON that a call takes besides its data.
const CALL_BYTES: usize = 300;

/// Bytes of JSON that a log takes besides its data.
const LOG_BYTES: usize = 450;

/// A call.
struct Call {
	kind: &'static str,
	from: Address,
	to: Option<Address>,
	/// Plancks; none where the call can have none.
	value: Option<Word>,
	gas: u64,
	gas_used: u64,
	input: Bytes,
	output: Bytes,
	error: Option<String>,
	calls: Vec<usize>,
	/// With the number of calls before each.
	logs: Vec<(u64, Log)>,
}

/// Records calls.
pub struct Calls {
	only_top_call: bool,
	with_log: bool,
	calls: Vec<Call>,
	/// Frames that run; none for those that are not recorded.
	open: Vec<Option<usize>>,
	/// Bytes of JSON that are left.
	left: usize,
	limit: usize,
	full: bool,
}

impl Calls {
	/// Records at most `limit` bytes.
	pub fn new(only_top_call: bool, with_log: bool, limit: usize) -> Self {
		Self {
			only_top_call,
			with_log,
			calls: Vec::new(),
			open: Vec::new(),
			left: limit,
			limit,
			full: false,
		}
	}

	/// Takes room for bytes that are written as hex.
	fn take(&mut self, fixed: usize, data: usize) -> bool {
		match self.left.checked_sub(fixed.saturating_add(data.saturating_mul(2))) {
			Some(left) if !self.full => {
				self.left = left;
				true
			},
			_ => {
				self.full = true;
				false
			},
		}
	}

	fn add(&mut self, call: Call) -> Option<usize> {
		if self.only_top_call && !self.open.is_empty() {
			return None;
		}
		if !self.take(CALL_BYTES, call.input.len()) {
			return None;
		}
		let index = self.calls.len();
		if let Some(parent) = self.open.last().copied().flatten() {
			if let Some(parent) = self.calls.get_mut(parent) {
				parent.calls.push(index);
			}
		}
		self.calls.push(call);
		Some(index)
	}

	/// A call starts. `input` is its data.
	pub fn call(&mut self, inputs: &CallInputs, input: Bytes) {
		let kind = match inputs.scheme {
			CallScheme::Call => "CALL",
			CallScheme::CallCode => "CALLCODE",
			CallScheme::DelegateCall => "DELEGATECALL",
			CallScheme::StaticCall => "STATICCALL",
		};
		let from = match inputs.scheme {
			CallScheme::DelegateCall => inputs.target_address,
			_ => inputs.caller,
		};
		let value = (inputs.scheme != CallScheme::StaticCall).then(|| inputs.value.get());
		let index = self.add(Call {
			kind,
			from,
			to: Some(inputs.bytecode_address),
			value,
			gas: inputs.gas_limit,
			gas_used: 0,
			input,
			output: Bytes::new(),
			error: None,
			calls: Vec::new(),
			logs: Vec::new(),
		});
		self.open.push(index);
	}

	/// A creation starts.
	pub fn create(&mut self, inputs: &CreateInputs) {
		let kind = match inputs.scheme() {
			CreateScheme::Create2 { .. } => "CREATE2",
			_ => "CREATE",
		};
		let index = self.add(Call {
			kind,
			from: inputs.caller(),
			to: None,
			value: Some(inputs.value()),
			gas: inputs.gas_limit(),
			gas_used: 0,
			input: inputs.init_code().clone(),
			output: Bytes::new(),
			error: None,
			calls: Vec::new(),
			logs: Vec::new(),
		});
		self.open.push(index);
	}

	/// A call or creation ended.
	pub fn end(
		&mut self,
		result: InstructionResult,
		output: &Bytes,
		gas_used: u64,
		created: Option<Address>,
	) {
		let Some(index) = self.open.pop().flatten() else { return };
		let error = end_text(result);
		let shown = error.is_none() || result.is_revert();
		if shown && !self.take(0, output.len()) {
			return;
		}
		let Some(call) = self.calls.get_mut(index) else { return };
		call.gas_used = gas_used;
		if shown {
			call.output = output.clone();
		}
		if error.is_none() {
			call.to = call.to.or(created);
		}
		call.error = error;
	}

	/// A contract logged.
	pub fn log(&mut self, log: Log) {
		let Some(index) = self.open.last().copied().flatten() else { return };
		if !self.with_log || !self.take(LOG_BYTES, log.data.data.len()) {
			return;
		}
		if let Some(call) = self.calls.get_mut(index) {
			call.logs.push((u64::try_from(call.calls.len()).unwrap_or(u64::MAX), log));
		}
	}

	/// A contract destroyed itself.
	pub fn selfdestruct(&mut self, contract: Address, target: Address, value: Word) {
		if self.open.is_empty() {
			return;
		}
		self.add(Call {
			kind: "SELFDESTRUCT",
			from: contract,
			to: Some(target),
			value: Some(value),
			gas: 0,
			gas_used: 0,
			input: Bytes::new(),
			output: Bytes::new(),
			error: None,
			calls: Vec::new(),
			logs: Vec::new(),
		});
	}

	/// The tree. The outermost call shows the transaction's gas.
	///
	/// # Errors
	/// `TraceTooLarge`.
	pub fn finish(mut self, gas: u64, gas_used: u64) -> Result<Vec<u8>, CallError> {
		let mut json = Json::new(if self.full { 0 } else { self.limit });
		if let Some(root) = self.calls.first_mut() {
			root.gas = gas;
			root.gas_used = gas_used;
		}
		// Frames that are being written: their call, the next of their calls, and whether they or a
		// caller of theirs failed: what such frames logged is not shown.
		let mut stack = Vec::new();
		if let Some(root) = self.calls.first() {
			write(&mut json, root, false);
			stack.push((root, 0usize, root.error.is_some()));
		} else {
			json.open();
			json.close();
		}
		while let Some((call, next, failed)) = stack.last_mut() {
			let Some(child) = call.calls.get(*next).and_then(|index| self.calls.get(*index)) else {
				if !call.calls.is_empty() {
					json.close_array();
				}
				json.close();
				stack.pop();
				continue;
			};
			if *next == 0 {
				json.key("calls");
				json.open_array();
			}
			*next = next.saturating_add(1);
			let failed = *failed;
			write(&mut json, child, failed);
			stack.push((child, 0, failed || child.error.is_some()));
		}
		json.finish()
	}
}

/// Writes a call, all but its calls.
fn write(json: &mut Json, call: &Call, failed: bool) {
	json.open();
	json.key("from");
	json.bytes(call.from.as_slice());
	json.key("gas");
	json.quantity(&Word::from(call.gas));
	json.key("gasUsed");
	json.quantity(&Word::from(call.gas_used));
	if let Some(to) = &call.to {
		json.key("to");
		json.bytes(to.as_slice());
	}
	json.key("input");
	json.bytes(&call.input);
	if !call.output.is_empty() {
		json.key("output");
		json.bytes(&call.output);
	}
	if let Some(error) = &call.error {
		json.key("error");
		json.text(error);
		if let Some(reason) = revert_reason(&call.output) {
			json.key("revertReason");
			json.text(&reason);
		}
	} else if !failed && !call.logs.is_empty() {
		json.key("logs");
		json.open_array();
		for (position, log) in &call.logs {
			json.open();
			json.key("address");
			json.bytes(log.address.as_slice());
			json.key("topics");
			json.open_array();
			for topic in log.data.topics() {
				json.bytes(topic.as_slice());
			}
			json.close_array();
			json.key("data");
			json.bytes(&log.data.data);
			json.key("position");
			json.quantity(&Word::from(*position));
			json.close();
		}
		json.close_array();
	}
	if let Some(value) = &call.value {
		json.key("value");
		json.quantity(value);
	}
	json.key("type");
	json.text(call.kind);
}

/// The text in `Error(string)`, or geth's text of a `Panic(uint256)`.
fn revert_reason(output: &[u8]) -> Option<Cow<'_, str>> {
	if let Some(code) = output.strip_prefix(&[0x4e, 0x48, 0x7b, 0x71]) {
		return Some(panic_text(Word::from_be_slice(code.get(..32)?)));
	}
	let data = output.strip_prefix(&[0x08, 0xc3, 0x79, 0xa0])?;
	let number = |at: usize| {
		let word = data.get(at..at.checked_add(32)?)?;
		usize::try_from(Word::from_be_slice(word)).ok()
	};
	let at = number(0)?;
	let start = at.checked_add(32)?;
	let text = data.get(start..start.checked_add(number(at)?)?)?;
	core::str::from_utf8(text).ok().map(Cow::Borrowed)
}

/// What Solidity panics for.
fn panic_text(code: Word) -> Cow<'static, str> {
	Cow::Borrowed(match u64::try_from(code) {
		Ok(0x00) => "generic panic",
		Ok(0x01) => "assert(false)",
		Ok(0x11) => "arithmetic underflow or overflow",
		Ok(0x12) => "division or modulo by zero",
		Ok(0x21) => "enum overflow",
		Ok(0x22) => "invalid encoded storage byte array accessed",
		Ok(0x31) => "out-of-bounds array access; popping on an empty array",
		Ok(0x32) => "out-of-bounds access of an array or bytesN",
		Ok(0x41) => "out of memory",
		Ok(0x51) => "uninitialized function",
		_ => return Cow::Owned(alloc::format!("unknown panic code: {code:#x}")),
	})
}
