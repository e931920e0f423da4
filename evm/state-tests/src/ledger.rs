// SPDX-License-Identifier: Apache-2.0

//! Balances and nonces as wide as Ethereum's: all 256 and 64 bits.

use codec::{Decode, Encode, MaxEncodedLen};
use openledger_evm_primitives::Account;
use pallet_evm::AccountStore;
use scale_info::TypeInfo;
use sp_core::{H160, U256};
use sp_runtime::{ArithmeticError, DispatchResult, TokenError};

pub use pallet::*;

/// An account of the ledger.
#[derive(Clone, Debug, Default, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Entry {
	/// Nonce.
	pub nonce: u64,
	/// Wei.
	pub balance: U256,
	/// Whether it stays without a balance.
	pub retained: bool,
}

/// The pallet.
#[frame_support::pallet]
pub mod pallet {
	use super::*;
	use frame_support::pallet_prelude::*;

	/// What the runtime wires.
	#[pallet::config]
	pub trait Config: frame_system::Config {}

	/// The ledger.
	#[pallet::pallet]
	pub struct Pallet<T>(_);

	/// Accounts that have a balance or are retained.
	#[pallet::storage]
	pub type Accounts<T> = StorageMap<_, Blake2_128Concat, H160, Entry>;

	/// What transactions took from accounts and gave to none.
	#[pallet::storage]
	pub type Settled<T> = StorageValue<_, U256, ValueQuery>;
}

impl<T: Config> Pallet<T> {
	/// Changes an account; one that has nothing left is removed.
	fn change<E>(
		address: &H160,
		change: impl FnOnce(&mut Entry) -> Result<(), E>,
	) -> Result<(), E> {
		Accounts::<T>::try_mutate_exists(address, |slot| {
			let mut entry = slot.take().unwrap_or_default();
			let result = change(&mut entry);
			*slot = Some(entry).filter(|entry| entry.retained || !entry.balance.is_zero());
			result
		})
	}
}

impl<T: Config> AccountStore for Pallet<T> {
	fn get(address: &H160) -> Option<Account> {
		let Entry { nonce, balance, .. } = Accounts::<T>::get(address)?;
		Some(Account { nonce, balance })
	}

	fn increase(address: &H160, amount: U256) -> DispatchResult {
		Self::change(address, |entry| {
			entry.balance = entry.balance.checked_add(amount).ok_or(ArithmeticError::Overflow)?;
			Ok(())
		})
	}

	fn decrease(address: &H160, amount: U256) -> DispatchResult {
		Self::change(address, |entry| {
			entry.balance =
				entry.balance.checked_sub(amount).ok_or(TokenError::FundsUnavailable)?;
			Ok(())
		})
	}

	fn set_nonce(address: &H160, nonce: u64) -> DispatchResult {
		Self::change(address, |entry| {
			entry.nonce = nonce;
			Ok(())
		})
	}

	fn retain(address: &H160) -> DispatchResult {
		Self::change(address, |entry| {
			entry.retained = true;
			Ok(())
		})
	}

	fn release(address: &H160) {
		let _ = Self::change(address, |entry| {
			entry.retained = false;
			entry.nonce = 0;
			Ok::<_, ()>(())
		});
	}

	fn settle(base_fee: U256, destroyed: U256) {
		Settled::<T>::mutate(|settled| {
			*settled = settled.overflowing_add(base_fee).0.overflowing_add(destroyed).0;
		});
	}

	/// It is counted at once.
	fn settle_block() {}
}
