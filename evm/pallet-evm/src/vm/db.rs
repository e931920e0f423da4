// SPDX-License-Identifier: Apache-2.0
//! The chain's storage as revm's database, and what of it the journal has in hand.

use super::{
	codes,
	convert::{from_address, from_b256, hash_to_word, to_address, to_b256, to_word, word_to_hash},
};
use crate::{codes::PRECOMPILE_CODE, pallet::*, AccountStore, BlockContext, Change};
use alloc::{collections::BTreeMap, vec::Vec};
use core::{convert::Infallible, marker::PhantomData};
use frame_support::ensure;
use openledger_evm_primitives::{Account, AccountOverride, CallError, PrecompileSet};
use revm::{
	database_interface::Database,
	primitives::{b256, Address, Bytes, B256, KECCAK_EMPTY, U256 as Word},
	state::{AccountInfo, Bytecode},
};
use sp_core::{H160, H256, U256};
use sp_io::hashing::keccak_256;
use sp_runtime::DispatchResult;

/// keccak-256 of [`PRECOMPILE_CODE`].
pub(crate) const PRECOMPILE_HASH: B256 =
	b256!("9c8d1cd1e8729d5714bbb461fcce463172f4b1c3ae57698a589dc69a747d4051");

/// Accounts of a call that differ from storage (geth's state overrides).
#[derive(Clone, Debug, Default)]
pub struct Overlay {
	accounts: BTreeMap<Address, AccountOverlay>,
	codes: BTreeMap<B256, Bytes>,
}

#[derive(Clone, Debug, Default)]
struct AccountOverlay {
	balance: Option<U256>,
	nonce: Option<u64>,
	code: Option<B256>,
	/// Whether slots that are not listed are zero.
	whole: bool,
	slots: BTreeMap<Word, Word>,
}

impl Overlay {
	/// Overrides as a caller gives them. A later entry for the same account adds to the earlier.
	///
	/// # Errors
	/// `Overrides`: the whole storage and single slots for one account.
	pub fn new(accounts: &[(H160, AccountOverride)]) -> Result<Self, CallError> {
		let mut overlay = Self::default();
		overlay.extend(accounts)?;
		Ok(overlay)
	}

	/// Adds overrides.
	///
	/// # Errors
	/// As [`Self::new`].
	pub fn extend(&mut self, accounts: &[(H160, AccountOverride)]) -> Result<(), CallError> {
		for (address, change) in accounts {
			ensure!(change.state.is_none() || change.state_diff.is_none(), CallError::Overrides);
			let entry = self.accounts.entry(to_address(address)).or_default();
			entry.balance = change.balance.or(entry.balance);
			entry.nonce = change.nonce.or(entry.nonce);
			if let Some(code) = &change.code {
				let hash = B256::new(keccak_256(code));
				entry.code = Some(hash);
				self.codes.insert(hash, code.clone().into());
			}
			if let Some(state) = &change.state {
				entry.whole = true;
				entry.slots.clear();
				entry.slots.extend(state.iter().map(|(k, v)| (hash_to_word(k), hash_to_word(v))));
			}
			if let Some(diff) = &change.state_diff {
				entry.slots.extend(diff.iter().map(|(k, v)| (hash_to_word(k), hash_to_word(v))));
			}
		}
		Ok(())
	}
}

/// What the sum of a run has taken from accounts and given to accounts, in plancks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Flow {
	/// Taken.
	pub taken: U256,
	/// Given.
	pub given: U256,
}

/// A point to which [`HostDb`] can go back.
#[derive(Clone, Copy, Debug)]
pub struct Mark {
	flow: Flow,
	undo: usize,
	/// Accounts that were loaded before.
	pub(super) loaded: usize,
}

/// The database, with the balances and nonces in storage that the journal's values stand for.
///
/// The journal's balance of an account is written as a difference to that base. It cannot be written
/// as such: a locked account may hold more than the EVM sees.
pub struct HostDb<T> {
	overlay: Overlay,
	/// Codes of precompiles that are code of the EVM, as far as their accounts were read, by hash.
	precompile_codes: BTreeMap<B256, &'static [u8]>,
	base: BTreeMap<Address, Account>,
	/// Code hashes in storage of accounts that were read. Nothing but [`super::commit`] changes them.
	code_hashes: BTreeMap<Address, B256>,
	undo: Vec<(Address, Account)>,
	loaded: Vec<Address>,
	flow: Flow,
	/// Block hashes that were read: `BLOCKHASH` costs less gas than a read of storage takes time.
	hashes: BTreeMap<u64, B256>,
	_runtime: PhantomData<T>,
}

impl<T: Config> HostDb<T> {
	/// The chain's storage under an overlay.
	pub fn new(overlay: Overlay) -> Self {
		Self {
			overlay,
			precompile_codes: BTreeMap::new(),
			base: BTreeMap::new(),
			code_hashes: BTreeMap::new(),
			undo: Vec::new(),
			loaded: Vec::new(),
			flow: Flow::default(),
			hashes: BTreeMap::new(),
			_runtime: PhantomData,
		}
	}

	/// Adds overrides. What the journal holds already is the caller's to change.
	///
	/// # Errors
	/// `Overrides`: they contradict each other.
	pub(super) fn extend(&mut self, accounts: &[(H160, AccountOverride)]) -> Result<(), CallError> {
		self.overlay.extend(accounts)
	}

	/// What was taken and given so far.
	pub fn flow(&self) -> Flow {
		self.flow
	}

	/// Hash of the code in storage.
	pub(super) fn stored_code_hash(&mut self, address: &Address) -> B256 {
		if let Some(hash) = self.code_hashes.get(address) {
			return *hash;
		}
		let hash = self.read_code_hash(address);
		self.code_hashes.insert(*address, hash);
		hash
	}

	fn read_code_hash(&mut self, address: &Address) -> B256 {
		let key = from_address(address);
		match AccountCodes::<T>::get(key) {
			Some(meta) => to_b256(&meta.hash),
			None if T::Precompiles::contains(key) => {
				let Some(code) = T::Precompiles::code(key) else { return PRECOMPILE_HASH };
				let hash = B256::new(keccak_256(code));
				self.precompile_codes.insert(hash, code);
				hash
			},
			None => KECCAK_EMPTY,
		}
	}

	/// The account in storage, and as the overlay shows it.
	fn read(&self, address: &Address) -> (Option<Account>, Option<Account>) {
		let stored = T::Accounts::get(&from_address(address));
		let shown = match self.overlay.accounts.get(address) {
			Some(change) => {
				let account = stored.unwrap_or_default();
				Some(Account {
					nonce: change.nonce.unwrap_or(account.nonce),
					balance: change.balance.unwrap_or(account.balance),
				})
			},
			None => stored,
		};
		(stored, shown)
	}

	/// Reads an account again whose changes were undone. Gives what the journal should hold.
	pub(super) fn refresh(&mut self, address: &Address) -> Account {
		let (stored, shown) = self.read(address);
		self.base.insert(*address, stored.unwrap_or_default());
		shown.unwrap_or_default()
	}

	/// The account in storage now.
	pub(super) fn stored(&self, address: &Address) -> Account {
		T::Accounts::get(&from_address(address)).unwrap_or_default()
	}

	/// Notes that storage was changed by others and the journal followed.
	pub(super) fn rebase(&mut self, address: Address, account: Account) {
		if let Some(old) = self.base.insert(address, account) {
			self.undo.push((address, old));
		}
	}

	/// Whether the journal's values differ from those that storage stands for.
	pub(super) fn is_dirty(&self, address: &Address, account: &Account) -> bool {
		self.base.get(address).is_none_or(|base| base != account)
	}

	/// Writes the journal's balance and nonce of an account.
	pub(super) fn write(&mut self, address: Address, account: Account) -> DispatchResult {
		let base = self.base.get(&address).copied().unwrap_or_default();
		let key = from_address(&address);
		// An account that spends keeps its nonce, whatever becomes of its balance meanwhile.
		let counted = account.nonce != base.nonce;
		if account.nonce > 0 && (counted || account.balance < base.balance) {
			T::Accounts::retain(&key)?;
		}
		let change = match account.balance.checked_sub(base.balance) {
			Some(more) => Change::More(more),
			None => Change::Less(base.balance.saturating_sub(account.balance)),
		};
		if !T::Accounts::apply(&key, counted.then_some(account.nonce), change)? {
			if counted {
				T::Accounts::set_nonce(&key, account.nonce)?;
			}
			match change {
				Change::More(more) => T::Accounts::increase(&key, more)?,
				Change::Less(less) => T::Accounts::decrease(&key, less)?,
			}
		}
		match change {
			Change::More(more) => self.flow.given = self.flow.given.saturating_add(more),
			Change::Less(less) => self.flow.taken = self.flow.taken.saturating_add(less),
		}
		self.base.insert(address, account);
		self.undo.push((address, base));
		Ok(())
	}

	/// A point to go back to.
	pub(super) fn mark(&self) -> Mark {
		Mark { flow: self.flow, undo: self.undo.len(), loaded: self.loaded.len() }
	}

	/// Goes back, after storage went back.
	pub(super) fn rollback(&mut self, mark: &Mark) {
		self.flow = mark.flow;
		for (address, base) in self.undo.drain(mark.undo.min(self.undo.len())..).rev() {
			self.base.insert(address, base);
		}
	}

	/// Accounts that were first read after a mark.
	pub(super) fn loaded_since(&self, mark: &Mark) -> Vec<Address> {
		self.loaded.get(mark.loaded..).map(<[_]>::to_vec).unwrap_or_default()
	}
}

impl<T: Config> Database for HostDb<T> {
	type Error = Infallible;

	fn basic(&mut self, address: Address) -> Result<Option<AccountInfo>, Infallible> {
		let (stored, shown) = self.read(&address);
		if self.base.insert(address, stored.unwrap_or_default()).is_none() {
			self.loaded.push(address);
		}
		let shown_code = self.overlay.accounts.get(&address).and_then(|change| change.code);
		let code_hash = shown_code.unwrap_or_else(|| self.stored_code_hash(&address));
		if shown.is_none() && code_hash == KECCAK_EMPTY {
			return Ok(None);
		}
		let account = shown.unwrap_or_default();
		Ok(Some(AccountInfo {
			balance: to_word(&account.balance),
			nonce: account.nonce,
			code_hash,
			account_id: None,
			code: None,
		}))
	}

	fn code_by_hash(&mut self, hash: B256) -> Result<Bytecode, Infallible> {
		if hash == KECCAK_EMPTY {
			return Ok(Bytecode::default());
		}
		Ok(match self.overlay.codes.get(&hash) {
			Some(code) => codes::prepare(code.clone()),
			None => codes::ready(hash, || match self.precompile_codes.get(&hash) {
				Some(code) => Bytes::from_static(code),
				None if hash == PRECOMPILE_HASH => Bytes::from_static(&PRECOMPILE_CODE),
				None => Pallet::<T>::code_by_hash(&from_b256(&hash)).into(),
			}),
		})
	}

	fn storage(&mut self, address: Address, slot: Word) -> Result<Word, Infallible> {
		if let Some(change) = self.overlay.accounts.get(&address) {
			if let Some(value) = change.slots.get(&slot) {
				return Ok(*value);
			}
			if change.whole {
				return Ok(Word::ZERO);
			}
		}
		let value = AccountStorages::<T>::get(from_address(&address), word_to_hash(&slot));
		Ok(hash_to_word(&value))
	}

	fn block_hash(&mut self, number: u64) -> Result<B256, Infallible> {
		let hash = self.hashes.entry(number).or_insert_with(|| {
			to_b256(&T::BlockContext::block_hash(number).unwrap_or(H256::zero()))
		});
		Ok(*hash)
	}
}
