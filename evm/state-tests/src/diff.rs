// SPDX-License-Identifier: Apache-2.0

//! Differences between two states, for people.

use crate::fixture::{AccountState, State};
use std::collections::BTreeSet;

/// Most lines of one difference.
const MOST: usize = 200;
/// Most bytes of code that are written out.
const CODE: usize = 32;

/// A line for each field that differs.
pub fn lines(one_name: &str, one: &State, other_name: &str, other: &State) -> Vec<String> {
	let mut lines = Vec::new();
	let addresses: BTreeSet<_> = one.keys().chain(other.keys()).collect();
	for address in addresses {
		let (left, right) = (one.get(address), other.get(address));
		if left == right {
			continue;
		}
		let presence = match (left, right) {
			(None, _) => format!(" (not {one_name})"),
			(_, None) => format!(" (not {other_name})"),
			_ => String::new(),
		};
		lines.push(format!("{address:?}{presence}"));
		let nothing = AccountState::default();
		let fields = fields(left.unwrap_or(&nothing), right.unwrap_or(&nothing));
		lines.extend(fields.into_iter().map(|(field, left, right)| {
			format!("  {field}: {one_name} {left}, {other_name} {right}")
		}));
	}
	if lines.len() > MOST {
		let more = lines.len() - MOST;
		lines.truncate(MOST);
		lines.push(format!("and {more} lines more"));
	}
	lines
}

fn fields(left: &AccountState, right: &AccountState) -> Vec<(String, String, String)> {
	let mut fields = Vec::new();
	if left.nonce != right.nonce {
		fields.push(("nonce".into(), left.nonce.to_string(), right.nonce.to_string()));
	}
	if left.balance != right.balance {
		fields.push(("balance".into(), left.balance.to_string(), right.balance.to_string()));
	}
	if left.code != right.code {
		fields.push(("code".into(), code(&left.code), code(&right.code)));
	}
	let slots: BTreeSet<_> = left.storage.keys().chain(right.storage.keys()).collect();
	for slot in slots {
		let value = |account: &AccountState| account.storage.get(slot).copied().unwrap_or_default();
		let (left, right) = (value(left), value(right));
		if left != right {
			fields.push((format!("slot {slot:?}"), format!("{left:?}"), format!("{right:?}")));
		}
	}
	fields
}

fn code(code: &[u8]) -> String {
	let shown = hex::encode(&code[..code.len().min(CODE)]);
	let more = if code.len() > CODE { "…" } else { "" };
	format!("0x{shown}{more} ({} bytes)", code.len())
}

#[cfg(test)]
mod tests {
	use super::*;
	use sp_core::{H160, H256};

	#[test]
	fn what_differs_is_told_and_nothing_else() {
		let same = AccountState { nonce: 7, ..Default::default() };
		let mut left = State::from([(H160::repeat_byte(1), same.clone())]);
		let mut right = left.clone();
		assert!(lines("expected", &left, "actual", &right).is_empty());
		left.insert(H160::repeat_byte(2), AccountState { balance: 5.into(), ..Default::default() });
		let slot = (H256::zero(), H256::repeat_byte(9));
		right.insert(H160::repeat_byte(3), AccountState { storage: [slot].into(), ..same });
		let text = lines("expected", &left, "actual", &right).join("\n");
		assert!(text.contains("(not actual)\n  balance: expected 5, actual 0"), "{text}");
		assert!(text.contains("(not expected)\n  nonce: expected 0, actual 7\n  slot"), "{text}");
		assert!(!text.contains(&"01".repeat(20)), "{text}");
	}
}
