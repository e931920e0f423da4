// SPDX-License-Identifier: Apache-2.0
//! # EVM accounts pallet
//!
//! One account in two worlds: the map from EVM addresses back to Substrate accounts.
//!
//! ## Pallet API
//!
//! See the [`pallet`] module for calls, storage, events and errors. The runtime sets this pallet as
//! `frame_system::Config::OnNewAccount`; the Ethereum layer resolves addresses by
//! [`Pallet::resolve`].
//!
//! ## Overview
//!
//! Every account has an EVM address (`primitives/account`). The account of an Ethereum address
//! carries it (`address ++ 0xEE × 12`) and needs no entry. The address of any other account is a
//! hash of it, so finding the account takes an entry: [`AccountOf`], written when the account is
//! created, at genesis, or by [`Pallet::map_account`] for accounts that lived before the pallet
//! did. It is never removed: an address that has once meant an account means it for ever, also
//! after the account was reaped and came back (PROTOCOL §12).
//!
//! Money sent to an address before its account existed went to the address's *fallback* account
//! (`address ++ 0xEE × 12`). It is swept into the mapped account: queued when the mapping is
//! written, moved in the same block's `on_idle`, and at any time by [`Pallet::sweep`].
//!
#![doc = docify::embed!("src/tests/flow.rs", money_sent_before_arrives)]
//!
//! ## Why the sweep is not done inside `on_new_account`
//!
//! `frame_system` and `pallet-balances` call the hook while they hold the new account's record in
//! memory and write it back afterwards: a deposit made meanwhile would be overwritten, and would
//! create the account a second time inside its own creation. The hook therefore only writes
//! the entry and a bounded queue; the sweep is an ordinary transfer from the fallback to the
//! account, after which the fallback is reaped (it is an Ethereum account: reaping it touches no
//! entry). A sweep that brings a reaped account back calls the hook once more, which finds the entry
//! and an empty fallback and does nothing.
//!
//! ## Who pays for the permanent entry
//!
//! A hold is impossible in the hook: the account may have no more than the existential deposit.
//! Instead:
//!
//! 1. *The existential deposit covers the entry*: it is at least [`Config::EntryDeposit`]
//!    (`integrity_test`). Entries of living accounts are backed by at least that much each, so the
//!    total issuance bounds them.
//! 2. *A reaped account takes its deposit along and leaves the entry*. That entry was paid by fees
//!    that nobody gets back: of the transaction that created the account and of the one that
//!    emptied it, which only the account itself can sign. As in Ethereum, writing state costs once,
//!    in the fee: the calls that create accounts are benchmarked with this hook, so their weight
//!    contains the entry.
//! 3. *Blocks bound the rate*: each entry adds [`WeightInfo::map`] to the weight of its block, by
//!    whatever path the account came.
//!
//! The runtime must not register assets that are *sufficient* for an account's existence unless their
//! minimum balance is worth the entry: point 1 does not hold for them.
//!
//! ## Design goals
//!
//! 1. *Never unmapped, never remapped*: the first account of an address keeps it. A second account
//!    with the same 160-bit hash (2⁸⁰ work) exists, works, and has no EVM address.
//! 2. *No recursion*: the hook writes two storage items and moves no money.
//! 3. *No money stuck*: whatever reaches a fallback account can be swept by anyone at any time.

#![cfg_attr(not(feature = "std"), no_std)]
#![deny(missing_docs)]

extern crate alloc;

#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;
mod map;
#[cfg(test)]
mod mock;
mod sweep;
#[cfg(test)]
mod tests;
#[cfg(any(feature = "try-runtime", test))]
mod try_state;
pub mod weights;

pub use pallet::*;
pub use weights::WeightInfo;

/// Most sweeps that wait for `on_idle`; accounts beyond are swept by call.
pub const MAX_PENDING_SWEEPS: u32 = 64;

#[frame_support::pallet]
pub mod pallet {
	use super::*;
	use frame_support::{pallet_prelude::*, traits::fungible};
	use frame_system::pallet_prelude::*;
	use openledger_primitives::Balance;
	use openledger_primitives_account::{evm_address, AccountId};
	use sp_core::H160;

	const STORAGE_VERSION: StorageVersion = StorageVersion::new(1);

	/// What the runtime wires.
	#[pallet::config]
	pub trait Config:
		frame_system::Config<AccountId = AccountId, RuntimeEvent: From<Event<Self>>>
	{
		/// The native token.
		type Currency: fungible::Inspect<AccountId, Balance = Balance> + fungible::Mutate<AccountId>;

		/// Price of one permanent entry, plancks; the existential deposit is at least this.
		#[pallet::constant]
		type EntryDeposit: Get<Balance>;

		/// Weights of the calls and of the hook.
		type WeightInfo: WeightInfo;
	}

	/// The EVM accounts pallet.
	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
	pub struct Pallet<T>(_);

	/// Account of an EVM address, for accounts that do not carry theirs. Entries are never removed.
	/// An address is a hash, but one that can be ground: the hasher is a cryptographic one.
	#[pallet::storage]
	pub type AccountOf<T> = StorageMap<_, Blake2_128Concat, H160, AccountId>;

	/// Mapped accounts whose fallback accounts held money when they were mapped; swept in `on_idle`.
	#[pallet::storage]
	pub type PendingSweeps<T> =
		StorageValue<_, BoundedVec<AccountId, ConstU32<MAX_PENDING_SWEEPS>>, ValueQuery>;

	/// Maps every account that genesis has created.
	#[pallet::genesis_config]
	#[derive(frame_support::DefaultNoBound)]
	pub struct GenesisConfig<T: Config> {
		/// Marker of the runtime.
		#[serde(skip)]
		pub _config: core::marker::PhantomData<T>,
	}

	#[pallet::genesis_build]
	impl<T: Config> BuildGenesisConfig for GenesisConfig<T> {
		fn build(&self) {
			Pallet::<T>::map_existing();
		}
	}

	/// What happened.
	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	pub enum Event<T: Config> {
		/// An account was mapped to its EVM address.
		AccountMapped {
			/// The account.
			account: AccountId,
			/// Its EVM address.
			address: H160,
		},
		/// Money that had been sent to an address before it was mapped was moved to its account.
		FallbackSwept {
			/// The account.
			account: AccountId,
			/// Its EVM address.
			address: H160,
			/// Plancks.
			amount: Balance,
		},
	}

	/// Why a call failed.
	#[pallet::error]
	pub enum Error<T> {
		/// The account carries its address; it needs no entry.
		NotNeeded,
		/// The account is mapped already.
		AlreadyMapped,
		/// Another account has this address.
		AddressTaken,
		/// The account is not mapped.
		NotMapped,
		/// The fallback account holds nothing that can be moved.
		NothingToSweep,
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		fn integrity_test() {
			assert!(
				<T::Currency as fungible::Inspect<AccountId>>::minimum_balance()
					>= T::EntryDeposit::get(),
				"the existential deposit must cover a permanent entry",
			);
		}

		fn on_idle(_: BlockNumberFor<T>, left: Weight) -> Weight {
			Self::sweep_pending(left)
		}

		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}

	#[pallet::call]
	impl<T: Config> Pallet<T> {
		/// Maps the caller's account to its EVM address, for accounts that were created before this
		/// pallet was there, and moves what had been sent to the address.
		///
		/// ## Errors
		/// `NotNeeded`, `AlreadyMapped`, `AddressTaken`.
		#[pallet::call_index(0)]
		#[pallet::weight(T::WeightInfo::map_account())]
		pub fn map_account(origin: OriginFor<T>) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_map_account(who)
		}

		/// Moves what the fallback account of a mapped account's address holds to the account. Anyone
		/// may send it.
		///
		/// ## Arguments
		/// * `account`: the mapped account.
		///
		/// ## Errors
		/// `NotMapped`, `NothingToSweep`.
		#[pallet::call_index(1)]
		#[pallet::weight(T::WeightInfo::sweep())]
		pub fn sweep(origin: OriginFor<T>, account: AccountId) -> DispatchResult {
			ensure_signed(origin)?;
			Self::do_sweep(account)
		}
	}

	#[pallet::view_functions]
	impl<T: Config> Pallet<T> {
		/// The account that an EVM address stands for: the mapped one, else the address's own.
		pub fn account_of(address: H160) -> AccountId {
			Self::resolve(address)
		}

		/// The EVM address of an account, mapped or not; none when another account has it.
		pub fn address_of(account: AccountId) -> Option<H160> {
			let address = evm_address(&account);
			AccountOf::<T>::get(address).is_none_or(|found| found == account).then_some(address)
		}

		/// Whether the EVM address of an account leads back to it.
		pub fn is_mapped(account: AccountId) -> bool {
			Self::resolve(evm_address(&account)) == account
		}
	}
}
