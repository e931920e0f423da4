// SPDX-License-Identifier: Apache-2.0
//! Contracts at genesis.

use crate::{pallet::*, AccountStore, Fork};
use alloc::vec::Vec;
use serde::{Deserialize, Serialize};
use sp_core::H256;

/// An account at genesis, less its balance.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct GenesisAccount {
	/// Nonce; 1 at least for contracts (EIP-161).
	pub nonce: u64,
	/// Code.
	pub code: Vec<u8>,
	/// Slots.
	pub storage: Vec<(H256, H256)>,
}

impl<T: Config> GenesisConfig<T> {
	/// Writes everything. A chain spec with bad values does not start.
	pub(crate) fn do_build(&self) {
		CurrentFork::<T>::put(self.fork);
		if self.fork >= Fork::Prague {
			Pallet::<T>::deploy_history();
		}
		for (address, account) in &self.accounts {
			let has_code = !account.code.is_empty();
			if account.nonce > 0 || has_code {
				T::Accounts::retain(address).expect("the account can be created");
				T::Accounts::set_nonce(address, account.nonce.max(u64::from(has_code)))
					.expect("the nonce fits");
			}
			Pallet::<T>::set_code(address, account.code.clone()).expect("the code fits");
			for (slot, value) in &account.storage {
				Pallet::<T>::set_storage(address, *slot, *value);
			}
		}
	}
}
