// SPDX-License-Identifier: Apache-2.0
//! What the EVM needs of the world around it: accounts, addresses, the block.

use openledger_evm_primitives::Account;
use openledger_primitives_account::{eth_account, evm_address, AccountId};
use sp_core::{H160, H256, U256};
use sp_runtime::{DispatchError, DispatchResult};

/// Balances and nonces of addresses.
///
/// The EVM computes in its own journal and writes differences: what it takes from accounts with
/// [`Self::decrease`] and does not give back with [`Self::increase`] comes to [`Self::settle`] at the
/// end of the transaction. Implementations neither mint nor burn before that.
pub trait AccountStore {
	/// The account; none where there is nothing, not even an empty account. Only forks before Spurious
	/// Dragon tell an empty account from none.
	fn get(address: &H160) -> Option<Account>;

	/// Adds to the spendable balance.
	///
	/// # Errors
	/// What the amount does not fit.
	fn increase(address: &H160, amount: U256) -> DispatchResult;

	/// Takes from the spendable balance.
	///
	/// # Errors
	/// There is less; nothing is taken then.
	fn decrease(address: &H160, amount: U256) -> DispatchResult;

	/// Writes the nonce of an account that [`Self::retain`] was called for.
	///
	/// # Errors
	/// The nonce does not fit.
	fn set_nonce(address: &H160, nonce: u64) -> DispatchResult;

	/// The account has a nonce or code, or (before Spurious Dragon) exists though it is empty: it must
	/// not go away with its balance. May be called again.
	///
	/// # Errors
	/// The account cannot be created.
	fn retain(address: &H160) -> DispatchResult;

	/// The account lost nonce and code (`SELFDESTRUCT`, EIP-161). Its balance is zero or stays.
	fn release(address: &H160);

	/// Writes the nonce (where one is given) and the difference of a balance in one step, where an
	/// implementation can; gives whether it did. Else nothing is changed, and the caller takes the steps
	/// one by one.
	///
	/// # Errors
	/// As those of the steps.
	fn apply(_address: &H160, _nonce: Option<u64>, _change: Change) -> Result<bool, DispatchError> {
		Ok(false)
	}

	/// What a transaction took from accounts and gave to none: `base_fee` for the gas, and
	/// `destroyed` by `SELFDESTRUCT`. The fee stays in the total issuance until [`Self::settle_block`].
	fn settle(base_fee: U256, destroyed: U256);

	/// The base fee of all transactions since the last block ended goes where the runtime wants it.
	fn settle_block();
}

/// How a balance changes, in plancks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
	/// Grows by so much, or not at all.
	More(U256),
	/// Shrinks by so much.
	Less(U256),
}

/// Which account an address stands for.
pub trait AccountMapping {
	/// The account of an address.
	fn account_of(address: H160) -> AccountId;
	/// The address of an account.
	fn address_of(account: &AccountId) -> H160;
	/// Whether an address belongs to an account that does not carry it: no contract is created there.
	fn is_taken(address: H160) -> bool;
}

/// Every address is its own account (`address ++ 0xEE × 12`), none is taken.
impl AccountMapping for () {
	fn account_of(address: H160) -> AccountId {
		eth_account(address)
	}
	fn address_of(account: &AccountId) -> H160 {
		evm_address(account)
	}
	fn is_taken(_: H160) -> bool {
		false
	}
}

impl<T: pallet_evm_accounts::Config> AccountMapping for pallet_evm_accounts::Pallet<T> {
	fn account_of(address: H160) -> AccountId {
		Self::resolve(address)
	}
	fn address_of(account: &AccountId) -> H160 {
		evm_address(account)
	}
	fn is_taken(address: H160) -> bool {
		pallet_evm_accounts::Pallet::<T>::is_taken(address)
	}
}

/// The block as contracts see it.
pub trait BlockContext {
	/// Called before the EVM is set up: what a runtime must do once in a fresh instance, such as
	/// choosing who computes Ethereum's curves.
	fn prepare() {}
	/// `NUMBER`.
	fn number() -> u64;
	/// `TIMESTAMP`, seconds since 1970.
	fn timestamp() -> u64;
	/// `COINBASE`: who gets the tips.
	fn coinbase() -> H160;
	/// `PREVRANDAO`.
	fn prevrandao() -> H256;
	/// `BLOCKHASH`: Ethereum hash of one of the last 256 blocks, and of the current one where it is finished.
	fn block_hash(number: u64) -> Option<H256>;
	/// `DIFFICULTY` of forks before the merge.
	fn difficulty() -> U256 {
		U256::zero()
	}
	/// `BLOBBASEFEE`; there are no blobs, so it stays at its least.
	fn blob_base_fee() -> u128 {
		1
	}
}
