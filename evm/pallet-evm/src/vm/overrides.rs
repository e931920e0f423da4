// SPDX-License-Identifier: Apache-2.0
//! Overrides of accounts that the journal holds already.

use super::convert::{hash_to_word, to_word};
use openledger_evm_primitives::AccountOverride;
use revm::{
	primitives::{Bytes, U256 as Word},
	state::{Account, Bytecode, EvmStorageSlot},
};

/// Changes an account between transactions, as an override says.
pub fn override_account(held: &mut Account, change: &AccountOverride) {
	if let Some(balance) = &change.balance {
		held.info.balance = to_word(balance);
	}
	if let Some(nonce) = change.nonce {
		held.info.nonce = nonce;
	}
	if let Some(code) = &change.code {
		let code = Bytes::from(code.clone());
		let code =
			Bytecode::new_raw_checked(code.clone()).unwrap_or_else(|_| Bytecode::new_legacy(code));
		held.info.code_hash = code.hash_slow();
		held.info.code = Some(code);
	}
	if change.state.is_some() {
		for slot in held.storage.values_mut() {
			slot.original_value = Word::ZERO;
			slot.present_value = Word::ZERO;
		}
	}
	let listed = change.state.iter().chain(&change.state_diff).flatten();
	for (slot, value) in listed {
		let value = hash_to_word(value);
		let id = held.transaction_id;
		let slot = held
			.storage
			.entry(hash_to_word(slot))
			.or_insert_with(|| EvmStorageSlot::new(value, id));
		slot.original_value = value;
		slot.present_value = value;
		slot.is_cold = true;
	}
}
