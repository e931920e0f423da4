// SPDX-License-Identifier: Apache-2.0
//! revm's journal, with storage layers that follow its checkpoints.

use super::{
	convert::{from_word, to_address, to_word},
	db::{HostDb, Mark},
	overrides::override_account,
};
use crate::pallet::Config;
use alloc::vec::Vec;
use core::convert::Infallible;
use openledger_evm_primitives::{Account, AccountOverride, CallError};
use revm::{
	context::{
		journaled_state::{
			account::{JournaledAccount, JournaledAccountTr},
			AccountInfoLoad, AccountLoad, JournalCheckpoint, JournalLoadError, JournalTr,
			StateLoad, TransferError,
		},
		Journal, JournalEntry,
	},
	context_interface::context::{SStoreResult, SelfDestructResult},
	inspector::JournalExt,
	primitives::{
		hardfork::SpecId, Address, AddressMap, AddressSet, HashSet, Log, StorageKey, StorageValue,
		B256, U256 as Word,
	},
	state::{Account as JournalAccount, Bytecode, EvmState},
};
use sp_core::H160;
use sp_io::storage::{commit_transaction, rollback_transaction, start_transaction};
use sp_runtime::DispatchResult;

/// Result of reading, which cannot fail.
type Read<V> = Result<V, Infallible>;
/// Result of reading that may refuse a cold access.
type Load<V> = Result<V, JournalLoadError<Infallible>>;

/// A journal whose checkpoints carry storage layers once a stateful precompile has run.
pub struct LayeredJournal<T: Config> {
	inner: Journal<HostDb<T>>,
	/// Slots that the transaction has added, at each open checkpoint and now.
	growth_marks: Vec<u64>,
	growth: u64,
	/// Most slots that a transaction may add.
	growth_limit: Option<u64>,
	/// A layer for each of the outermost open checkpoints: for all of them or for none.
	layers: Vec<Mark>,
	/// Address at which no contract is created.
	is_taken: fn(&Address) -> bool,
}

impl<T: Config> LayeredJournal<T> {
	/// Sets the most slots that a transaction may add.
	pub fn set_growth_limit(&mut self, slots: Option<u64>) {
		self.growth_limit = slots;
	}

	/// Slots that the transaction has added.
	pub fn growth(&self) -> u64 {
		self.growth
	}

	/// Whether the transaction has added more slots than it may.
	pub fn is_overgrown(&self) -> bool {
		self.growth_limit.is_some_and(|limit| self.growth > limit)
	}

	/// The database, at the end.
	pub fn into_db(self) -> HostDb<T> {
		self.inner.database
	}

	/// Accounts that the journal holds.
	pub fn accounts_loaded(&self) -> usize {
		self.inner.inner.state.len()
	}

	/// Changes accounts between transactions, as overrides say.
	///
	/// # Errors
	/// `Overrides`: they contradict each other.
	pub fn change(&mut self, accounts: &[(H160, AccountOverride)]) -> Result<(), CallError> {
		self.inner.database.extend(accounts)?;
		for (address, change) in accounts {
			let address = to_address(address);
			let Some(held) = self.inner.inner.state.get_mut(&address) else { continue };
			override_account(held, change);
		}
		Ok(())
	}

	fn count(&mut self, result: &SStoreResult) {
		if !result.original_value.is_zero() || result.present_value == result.new_value {
			return;
		}
		if result.present_value.is_zero() {
			self.growth = self.growth.saturating_add(1);
		} else if result.new_value.is_zero() {
			self.growth = self.growth.saturating_sub(1);
		}
	}

	/// Opens a layer for each open checkpoint that has none.
	pub(super) fn open_layers(&mut self) {
		while self.layers.len() < self.growth_marks.len() {
			start_transaction();
			self.layers.push(self.inner.database.mark());
		}
	}

	/// Balance and nonce of an account that the journal holds.
	fn held(&self, address: &Address) -> Option<Account> {
		self.inner.inner.state.get(address).map(|account| Account {
			nonce: account.info.nonce,
			balance: from_word(&account.info.balance),
		})
	}

	/// Writes balances and nonces that the journal changed to storage, in the order of addresses.
	pub(super) fn flush(&mut self) -> DispatchResult {
		let mut dirty: Vec<Address> = self.inner.inner.state.keys().copied().collect();
		dirty.sort_unstable();
		for address in dirty {
			if let Some(account) = self.held(&address) {
				if self.inner.database.is_dirty(&address, &account) {
					self.inner.database.write(address, account)?;
				}
			}
		}
		Ok(())
	}

	/// What storage holds of each account that the journal holds.
	pub(super) fn snapshot(&self) -> Vec<(Address, Account)> {
		let mut all: Vec<Address> = self.inner.inner.state.keys().copied().collect();
		all.sort_unstable();
		all.into_iter().map(|address| (address, self.inner.database.stored(&address))).collect()
	}

	/// Takes over into the journal what changed in storage since a snapshot.
	pub(super) fn follow(&mut self, before: &[(Address, Account)]) {
		for (address, old) in before {
			let new = self.inner.database.stored(address);
			if new == *old {
				continue;
			}
			let Some(held) = self.held(address) else { continue };
			let balance = held
				.balance
				.saturating_add(new.balance.saturating_sub(old.balance))
				.saturating_sub(old.balance.saturating_sub(new.balance));
			let nonce = if new.nonce == old.nonce { held.nonce } else { new.nonce };
			let Journal { database, inner } = &mut self.inner;
			// Not a load: it must not make a cold account warm.
			if let Some(mut account) = inner.get_account_mut(database, *address) {
				account.set_balance(to_word(&balance));
				if nonce != held.nonce {
					account.set_nonce(nonce);
				}
			}
			self.inner.database.rebase(*address, Account { nonce, balance });
		}
	}

	/// Runs something in a layer that is rolled back afterwards, with the journal's balances written.
	pub(super) fn isolated<R>(&mut self, run: impl FnOnce(DispatchResult) -> R) -> R {
		let mark = self.inner.database.mark();
		start_transaction();
		let flushed = self.flush();
		let result = run(flushed);
		rollback_transaction();
		self.inner.database.rollback(&mark);
		result
	}

	fn on_checkpoint(&mut self) {
		let layered = !self.layers.is_empty();
		self.growth_marks.push(self.growth);
		if layered {
			self.open_layers();
		}
	}

	fn has_layer(&self) -> bool {
		!self.layers.is_empty() && self.layers.len() >= self.growth_marks.len()
	}

	fn on_commit(&mut self) {
		if self.has_layer() && self.layers.pop().is_some() {
			commit_transaction();
		}
		self.growth_marks.pop();
	}

	/// Rolls the innermost layer back, if there is one.
	fn roll_layer_back(&mut self) -> Option<Mark> {
		let mark = self.layers.pop()?;
		rollback_transaction();
		self.inner.database.rollback(&mark);
		Some(mark)
	}

	/// Reads accounts again that were first loaded in a layer that is gone.
	fn refresh(&mut self, mark: &Mark) {
		for address in self.inner.database.loaded_since(mark) {
			let account = self.inner.database.refresh(&address);
			if let Some(held) = self.inner.inner.state.get_mut(&address) {
				held.info.balance = to_word(&account.balance);
				held.info.nonce = account.nonce;
			}
		}
	}

	fn close(&mut self, keep: bool) {
		while !self.layers.is_empty() {
			if keep {
				self.layers.pop();
				commit_transaction();
			} else {
				self.roll_layer_back();
			}
		}
		self.growth_marks.clear();
		self.growth = 0;
	}

	/// Addresses at which no contract may be created.
	pub(super) fn set_taken(&mut self, is_taken: fn(&Address) -> bool) {
		self.is_taken = is_taken;
	}
}

impl<T: Config> JournalTr for LayeredJournal<T> {
	type Database = HostDb<T>;
	type State = EvmState;
	type JournaledAccount<'a>
		= JournaledAccount<'a, HostDb<T>, JournalEntry>
	where
		T: 'a;

	fn new(database: HostDb<T>) -> Self {
		Self {
			inner: Journal::new(database),
			growth_marks: Vec::new(),
			growth: 0,
			growth_limit: None,
			layers: Vec::new(),
			is_taken: |_| false,
		}
	}

	fn db_and_state(&self) -> (&Self::Database, &Self::State) {
		self.inner.db_and_state()
	}

	fn db_and_state_mut(&mut self) -> (&mut Self::Database, &mut Self::State) {
		self.inner.db_and_state_mut()
	}

	fn sload_skip_cold_load(
		&mut self,
		address: Address,
		key: StorageKey,
		skip_cold_load: bool,
	) -> Load<StateLoad<StorageValue>> {
		self.inner.sload_skip_cold_load(address, key, skip_cold_load)
	}

	fn sstore_skip_cold_load(
		&mut self,
		address: Address,
		key: StorageKey,
		value: StorageValue,
		skip_cold_load: bool,
	) -> Load<StateLoad<SStoreResult>> {
		let load = self.inner.sstore_skip_cold_load(address, key, value, skip_cold_load)?;
		self.count(&load.data);
		Ok(load)
	}

	fn tload(&mut self, address: Address, key: StorageKey) -> StorageValue {
		self.inner.tload(address, key)
	}

	fn tstore(&mut self, address: Address, key: StorageKey, value: StorageValue) {
		self.inner.tstore(address, key, value)
	}

	fn log(&mut self, log: Log) {
		self.inner.log(log)
	}

	fn take_logs(&mut self) -> Vec<Log> {
		self.inner.take_logs()
	}

	fn logs(&self) -> &[Log] {
		self.inner.logs()
	}

	fn selfdestruct(
		&mut self,
		address: Address,
		target: Address,
		skip_cold_load: bool,
	) -> Load<StateLoad<SelfDestructResult>> {
		JournalTr::selfdestruct(&mut self.inner, address, target, skip_cold_load)
	}

	fn warm_access_list(&mut self, access_list: AddressMap<HashSet<StorageKey>>) {
		self.inner.warm_access_list(access_list)
	}

	fn warm_coinbase_account(&mut self, address: Address) {
		self.inner.warm_coinbase_account(address)
	}

	fn warm_precompiles(&mut self, addresses: &AddressSet) {
		self.inner.warm_precompiles(addresses)
	}

	fn precompile_addresses(&self) -> &AddressSet {
		self.inner.precompile_addresses()
	}

	fn set_spec_id(&mut self, spec_id: SpecId) {
		JournalTr::set_spec_id(&mut self.inner, spec_id)
	}

	fn set_eip7708_config(&mut self, disabled: bool, delayed_clear_disabled: bool) {
		JournalTr::set_eip7708_config(&mut self.inner, disabled, delayed_clear_disabled)
	}

	fn touch_account(&mut self, address: Address) {
		JournalTr::touch_account(&mut self.inner, address)
	}

	fn transfer(
		&mut self,
		from: Address,
		to: Address,
		balance: Word,
	) -> Read<Option<TransferError>> {
		JournalTr::transfer(&mut self.inner, from, to, balance)
	}

	fn transfer_loaded(
		&mut self,
		from: Address,
		to: Address,
		balance: Word,
	) -> Option<TransferError> {
		JournalTr::transfer_loaded(&mut self.inner, from, to, balance)
	}

	#[allow(deprecated)]
	fn caller_accounting_journal_entry(&mut self, address: Address, old: Word, bump_nonce: bool) {
		JournalTr::caller_accounting_journal_entry(&mut self.inner, address, old, bump_nonce)
	}

	fn balance_incr(&mut self, address: Address, balance: Word) -> Read<()> {
		JournalTr::balance_incr(&mut self.inner, address, balance)
	}

	#[allow(deprecated)]
	fn nonce_bump_journal_entry(&mut self, address: Address) {
		JournalTr::nonce_bump_journal_entry(&mut self.inner, address)
	}

	fn load_account(&mut self, address: Address) -> Read<StateLoad<&JournalAccount>> {
		JournalTr::load_account(&mut self.inner, address)
	}

	fn load_account_with_code(&mut self, address: Address) -> Read<StateLoad<&JournalAccount>> {
		JournalTr::load_account_with_code(&mut self.inner, address)
	}

	fn load_account_delegated(&mut self, address: Address) -> Read<StateLoad<AccountLoad>> {
		JournalTr::load_account_delegated(&mut self.inner, address)
	}

	fn load_account_mut_skip_cold_load(
		&mut self,
		address: Address,
		skip_cold_load: bool,
	) -> Load<StateLoad<Self::JournaledAccount<'_>>> {
		self.inner.load_account_mut_skip_cold_load(address, skip_cold_load)
	}

	fn load_account_mut_optional_code(
		&mut self,
		address: Address,
		load_code: bool,
	) -> Read<StateLoad<Self::JournaledAccount<'_>>> {
		JournalTr::load_account_mut_optional_code(&mut self.inner, address, load_code)
	}

	fn set_code_with_hash(&mut self, address: Address, code: Bytecode, hash: B256) {
		JournalTr::set_code_with_hash(&mut self.inner, address, code, hash)
	}

	fn checkpoint(&mut self) -> JournalCheckpoint {
		let checkpoint = JournalTr::checkpoint(&mut self.inner);
		self.on_checkpoint();
		checkpoint
	}

	fn checkpoint_commit(&mut self) {
		self.on_commit();
		JournalTr::checkpoint_commit(&mut self.inner)
	}

	fn checkpoint_revert(&mut self, checkpoint: JournalCheckpoint) {
		let mark = if self.has_layer() { self.roll_layer_back() } else { None };
		if let Some(growth) = self.growth_marks.pop() {
			self.growth = growth;
		}
		JournalTr::checkpoint_revert(&mut self.inner, checkpoint);
		if let Some(mark) = mark {
			self.refresh(&mark);
		}
	}

	fn create_account_checkpoint(
		&mut self,
		caller: Address,
		address: Address,
		balance: Word,
		spec_id: SpecId,
	) -> Result<JournalCheckpoint, TransferError> {
		if (self.is_taken)(&address) {
			return Err(TransferError::CreateCollision);
		}
		let checkpoint = JournalTr::create_account_checkpoint(
			&mut self.inner,
			caller,
			address,
			balance,
			spec_id,
		)?;
		self.on_checkpoint();
		Ok(checkpoint)
	}

	fn depth(&self) -> usize {
		JournalTr::depth(&self.inner)
	}

	fn commit_tx(&mut self) {
		self.close(true);
		JournalTr::commit_tx(&mut self.inner)
	}

	fn discard_tx(&mut self) {
		self.close(false);
		JournalTr::discard_tx(&mut self.inner)
	}

	fn finalize(&mut self) -> EvmState {
		self.close(true);
		JournalTr::finalize(&mut self.inner)
	}

	fn load_account_info_skip_cold_load(
		&mut self,
		address: Address,
		load_code: bool,
		skip_cold_load: bool,
	) -> Load<AccountInfoLoad<'_>> {
		self.inner.load_account_info_skip_cold_load(address, load_code, skip_cold_load)
	}
}

impl<T: Config> JournalExt for LayeredJournal<T> {
	fn journal(&self) -> &[JournalEntry] {
		&self.inner.inner.journal
	}
}
