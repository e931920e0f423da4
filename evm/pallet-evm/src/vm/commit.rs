// SPDX-License-Identifier: Apache-2.0
//! Writing what a transaction changed, in the order of addresses and slots.

use super::{
	convert::{from_address, from_b256, from_word, word_to_hash},
	db::HostDb,
};
use crate::{
	pallet::{Config, Pallet},
	AccountStore,
};
use alloc::vec::Vec;
use openledger_evm_primitives::Account;
use revm::{
	primitives::{Address, KECCAK_EMPTY},
	state::{Account as JournalAccount, EvmState},
};
use sp_core::U256;
use sp_runtime::DispatchResult;

/// Writes a finished machine's changes and settles: `base_fee` is the part of what was taken that paid
/// for gas and went to no account.
///
/// # Errors
/// A balance, nonce or code that cannot be stored. None can occur where the transaction was validated;
/// the caller rolls back.
pub fn commit<T: Config>(state: EvmState, mut db: HostDb<T>, base_fee: U256) -> DispatchResult {
	let mut touched: Vec<(Address, JournalAccount)> =
		state.into_iter().filter(|(_, account)| account.is_touched()).collect();
	touched.sort_unstable_by_key(|(address, _)| *address);
	for (address, account) in &touched {
		let gone = account.is_selfdestructed() || (account.is_empty() && !account.is_created());
		if gone {
			remove(&mut db, *address)?;
		} else {
			write(&mut db, *address, account)?;
		}
	}
	let flow = db.flow();
	let kept = flow.taken.saturating_sub(flow.given);
	if flow.given > flow.taken || kept < base_fee {
		log::error!(target: "runtime::evm", "a transaction gave more than it took");
		return Err(sp_runtime::ArithmeticError::Underflow.into());
	}
	T::Accounts::settle(base_fee, kept.saturating_sub(base_fee));
	Ok(())
}

/// Removes an account: destroyed, or empty (EIP-161). What it still holds is destroyed.
fn remove<T: Config>(db: &mut HostDb<T>, address: Address) -> DispatchResult {
	let key = from_address(&address);
	let stored = db.stored(&address);
	db.write(address, Account { nonce: stored.nonce, balance: U256::zero() })?;
	Pallet::<T>::clear_storage(&key);
	Pallet::<T>::remove_code(&key);
	T::Accounts::release(&key);
	Ok(())
}

fn write<T: Config>(
	db: &mut HostDb<T>,
	address: Address,
	account: &JournalAccount,
) -> DispatchResult {
	let key = from_address(&address);
	if account.is_created() {
		Pallet::<T>::clear_storage(&key);
		T::Accounts::retain(&key)?;
	}
	if account.info.code_hash != db.stored_code_hash(&address) {
		if account.info.code_hash == KECCAK_EMPTY {
			Pallet::<T>::remove_code(&key);
		} else if let Some(code) = &account.info.code {
			T::Accounts::retain(&key)?;
			let bytes = code.original_byte_slice().to_vec();
			Pallet::<T>::write_code(&key, from_b256(&account.info.code_hash), bytes)?;
		}
	}
	let held = Account { nonce: account.info.nonce, balance: from_word(&account.info.balance) };
	if db.is_dirty(&address, &held) {
		db.write(address, held)?;
	}
	let mut slots: Vec<_> = account.storage.iter().filter(|(_, slot)| slot.is_changed()).collect();
	slots.sort_unstable_by_key(|(slot, _)| **slot);
	for (slot, value) in slots {
		let value = word_to_hash(&value.present_value());
		Pallet::<T>::set_storage(&key, word_to_hash(slot), value);
	}
	Ok(())
}
