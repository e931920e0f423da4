// SPDX-License-Identifier: Apache-2.0
//! # EVM pallet
//!
//! The Ethereum virtual machine over FRAME storage, with the semantics and the gas of a named
//! Ethereum fork.
//!
//! ## Pallet API
//!
//! See the [`pallet`] module for calls, storage, events and errors. `pallet-ethereum` decodes signed
//! transactions and executes them through [`openledger_evm_primitives::Evm`]; the node asks by
//! [`Pallet::rpc_call`] and its neighbours.
//!
//! ## Overview
//!
//! - **Interpreter**: revm, used in the module `vm` alone. It keeps a transaction's changes in its own
//!   journal; when the transaction is over, the changes are written in the order of addresses and
//!   slots.
//! - **Accounts**: an address is an account of the chain ([`AccountMapping`]), with one balance and one
//!   nonce ([`AccountStore`]). The EVM sees what the account may spend: locks and holds are not in it.
//!   What is less than the existential deposit is kept in [`pallet::Dust`], so that every amount can
//!   be moved, as in Ethereum. An account with a nonce that the EVM counted or with code is never
//!   reaped ([`pallet::Retained`]): its transactions cannot be replayed.
//! - **Code** is stored once per hash, counted by the accounts that have it.
//! - **Precompiles** of the chain may dispatch calls. What they write to storage is undone with the
//!   frame that called them (module `vm`).
//! - **State** of contracts is paid by gas, as in Ethereum, and by [`Config::StorageGrowth`]; there are
//!   no deposits, which no EVM tool would show.
//! - **Fees**: a transaction pays for its gas limit up front and gets the rest back. The part of the
//!   base fee is kept until the block ends ([`AccountStore::settle`]), the tip goes to the author's
//!   address at once.
//!
//! ## Differences from Frontier's pallet
//!
//! - There is no `withdraw`: an address and its account are one account with one balance, so there is
//!   nothing to withdraw from.
//! - A call from a Substrate account takes no further nonce: its extrinsic has counted one. A
//!   creation does, because the new address follows from it.
//! - `source` must be the signer's own address; fees are paid by it as gas, not by weight.

#![cfg_attr(not(feature = "std"), no_std)]
#![deny(missing_docs)]

extern crate alloc;

mod accounts;
#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;
mod calls;
mod check;
mod codes;
mod execute;
mod fork;
mod fungible;
mod genesis;
mod history;
mod inspect;
#[cfg(test)]
mod mock;
mod query;
#[cfg(test)]
mod tests;
#[cfg(any(feature = "try-runtime", test))]
mod try_state;
pub mod vm;
pub mod weights;

pub use accounts::{AccountMapping, AccountStore, BlockContext, Change};
pub use codes::CodeMeta;
pub use fork::Fork;
pub use fungible::FungibleBalances;
pub use genesis::GenesisAccount;
pub use history::{HISTORY_SERVE_WINDOW, HISTORY_STORAGE_ADDRESS};
pub use inspect::{TRACE_LIMIT, TRANSFER_ADDRESS};
pub use pallet::*;
pub use weights::WeightInfo;

/// Bytes of state that a new storage slot takes: its key and value with the hashes between (as
/// Frontier counts).
pub const BYTES_PER_SLOT: u64 = 116;

/// Contract code of EIP-170, the least that [`Config::MaxCodeSize`] may be.
pub const CODE_SIZE_LIMIT: u32 = 24_576;

#[frame_support::pallet]
pub mod pallet {
	use super::*;
	use alloc::vec::Vec;
	use frame_support::{dispatch::DispatchResultWithPostInfo, pallet_prelude::*};
	use frame_system::pallet_prelude::*;
	use openledger_evm_primitives::{Log, PrecompileSet};
	use openledger_primitives::Balance;
	use openledger_primitives_account::AccountId;
	use sp_core::{H160, H256, U256};

	const STORAGE_VERSION: StorageVersion = StorageVersion::new(1);

	/// What the runtime wires.
	#[pallet::config]
	pub trait Config:
		frame_system::Config<AccountId = AccountId, RuntimeEvent: From<Event<Self>>>
	{
		/// Balances and nonces.
		type Accounts: AccountStore;

		/// Which account an address stands for.
		type AccountMapping: AccountMapping;

		/// The block as contracts see it.
		type BlockContext: BlockContext;

		/// Base fee of the block, plancks per gas. The EVM computes with 64 bits; more counts as
		/// `u64::MAX`.
		type BaseFee: Get<U256>;

		/// Least base fee that a block can have, plancks per gas.
		type MinimumBaseFee: Get<U256>;

		/// EIP-155 chain id.
		type ChainId: Get<u64>;

		/// Gas of a block.
		type BlockGasLimit: Get<u64>;

		/// Weight of one gas.
		type WeightPerGas: Get<Weight>;

		/// Gas per byte of storage that a transaction adds, [`BYTES_PER_SLOT`] a slot. A transaction
		/// pays at least that much, and adds no more than its gas limit pays for. None is Ethereum's
		/// own rule alone. Code is not counted: its deposit is 200 gas a byte already.
		type StorageGrowth: Get<Option<u64>>;

		/// Most bytes of a contract's code; at least [`CODE_SIZE_LIMIT`].
		#[pallet::constant]
		type MaxCodeSize: Get<u32>;

		/// Precompiles of the chain. Ethereum's own are always there.
		type Precompiles: PrecompileSet;

		/// Weights of the calls, less the gas.
		type WeightInfo: WeightInfo;
	}

	/// The EVM pallet.
	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
	pub struct Pallet<T>(_);

	/// Code by its keccak-256.
	#[pallet::storage]
	pub type Codes<T: Config> =
		StorageMap<_, Identity, H256, BoundedVec<u8, <T as Config>::MaxCodeSize>>;

	/// How many accounts have a code.
	#[pallet::storage]
	pub type CodeRefs<T> = StorageMap<_, Identity, H256, u32, ValueQuery>;

	/// Code of an address. Addresses can be ground: the hasher is a cryptographic one.
	#[pallet::storage]
	pub type AccountCodes<T> = StorageMap<_, Blake2_128Concat, H160, CodeMeta>;

	/// Storage of contracts, by address and slot. Zeros are not stored.
	#[pallet::storage]
	pub type AccountStorages<T> =
		StorageDoubleMap<_, Blake2_128Concat, H160, Blake2_128Concat, H256, H256, ValueQuery>;

	/// Ethereum fork whose rules hold.
	#[pallet::storage]
	pub type CurrentFork<T> = StorageValue<_, Fork, ValueQuery>;

	/// Plancks below the existential deposit that an address has besides its account's balance. They
	/// are part of the total issuance.
	#[pallet::storage]
	pub type Dust<T> = StorageMap<_, Blake2_128Concat, H160, Balance, ValueQuery>;

	/// Base fees that the transactions of the block have paid. No account has them, they are part of the
	/// total issuance; none between blocks.
	#[pallet::storage]
	pub type BaseFees<T> = StorageValue<_, Balance, ValueQuery>;

	/// Addresses whose accounts the EVM holds a reference to (`inc_sufficients`), because they have a
	/// nonce or code.
	#[pallet::storage]
	pub type Retained<T> = StorageMap<_, Blake2_128Concat, H160, ()>;

	/// Set while the EVM runs: a precompile may not start it again.
	#[pallet::storage]
	#[pallet::whitelist_storage]
	pub type Running<T> = StorageValue<_, (), OptionQuery>;

	/// Fork and contracts at genesis.
	#[pallet::genesis_config]
	#[derive(frame_support::DefaultNoBound)]
	pub struct GenesisConfig<T: Config> {
		/// Ethereum fork.
		pub fork: Fork,
		/// Nonces, code and storage; balances are `pallet-balances`'.
		pub accounts: Vec<(H160, GenesisAccount)>,
		/// Marker of the runtime.
		#[serde(skip)]
		pub _config: core::marker::PhantomData<T>,
	}

	#[pallet::genesis_build]
	impl<T: Config> BuildGenesisConfig for GenesisConfig<T> {
		fn build(&self) {
			self.do_build();
		}
	}

	/// What happened.
	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	pub enum Event<T: Config> {
		/// A contract or precompile logged.
		Log {
			/// The entry.
			log: Log,
		},
		/// A contract was created.
		Created {
			/// Its address.
			address: H160,
		},
		/// A contract was not created.
		CreatedFailed {
			/// Address it would have; zero where there was none yet.
			address: H160,
		},
		/// A contract was called.
		Executed {
			/// Its address.
			address: H160,
		},
		/// A call reverted or halted.
		ExecutedFailed {
			/// Address that was called.
			address: H160,
		},
	}

	/// Why a call failed.
	#[pallet::error]
	pub enum Error<T> {
		/// `source` is not the signer's address.
		NotAuthorized,
		/// The EVM is running already: a precompile may not start it again.
		Reentrancy,
		/// The sender cannot pay value and gas.
		BalanceLow,
		/// Less is offered than the base fee.
		GasPriceTooLow,
		/// The tip exceeds the fee cap.
		TipAboveFeeCap,
		/// The gas limit is below what the call costs before it runs.
		GasLimitTooLow,
		/// The gas limit exceeds a block's or a transaction's.
		GasLimitTooHigh,
		/// The init code is longer than EIP-3860 allows.
		InitCodeTooLarge,
		/// The sender has code (EIP-3607).
		SenderNotEoa,
		/// The nonce is the greatest there is.
		NonceMax,
		/// A number does not fit.
		Overflow,
		/// The code is longer than [`Config::MaxCodeSize`].
		CodeTooLarge,
		/// The fork does not know this kind of transaction.
		TypeNotSupported,
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		fn integrity_test() {
			assert!(T::MaxCodeSize::get() >= CODE_SIZE_LIMIT, "EIP-170's code must fit");
			assert!(T::BlockGasLimit::get() >= 21_000, "a block must have room for a transfer");
			assert!(!T::WeightPerGas::get().is_zero(), "gas must have a weight");
			let mut ethereum = H160::zero();
			ethereum.0[18..].copy_from_slice(&0x1FFu16.to_be_bytes());
			for address in T::Precompiles::addresses() {
				assert!(address > ethereum, "Ethereum's own precompiles must not be shadowed");
			}
		}

		fn on_initialize(_: BlockNumberFor<T>) -> Weight {
			T::WeightInfo::settle_block()
		}

		fn on_finalize(_: BlockNumberFor<T>) {
			T::Accounts::settle_block();
		}

		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}

	#[pallet::call]
	impl<T: Config> Pallet<T> {
		/// Calls a contract, or sends plancks to an address.
		///
		/// ## Arguments
		/// * `source`: the signer's own address.
		/// * `target`: the address to call.
		/// * `input`: call data.
		/// * `value`: plancks that are sent along.
		/// * `gas_limit`: gas that the call may use.
		/// * `max_fee_per_gas`: most that is paid per gas, plancks.
		/// * `max_priority_fee_per_gas`: most that the author gets per gas, plancks; none is zero.
		/// * `access_list`: addresses and slots that are warm from the start (EIP-2930).
		///
		/// ## Errors
		/// `NotAuthorized`, `Reentrancy`, and what a transaction can be refused for. A call that
		/// reverts is no error: `ExecutedFailed` tells, and its gas is paid.
		#[pallet::call_index(1)]
		#[pallet::weight((
			T::WeightInfo::call().saturating_add(Pallet::<T>::weight_of(*gas_limit)),
			DispatchClass::Normal,
		))]
		#[allow(clippy::too_many_arguments)]
		pub fn call(
			origin: OriginFor<T>,
			source: H160,
			target: H160,
			input: Vec<u8>,
			value: U256,
			gas_limit: u64,
			max_fee_per_gas: U256,
			max_priority_fee_per_gas: Option<U256>,
			access_list: Vec<(H160, Vec<H256>)>,
		) -> DispatchResultWithPostInfo {
			let who = ensure_signed(origin)?;
			let fees = calls::Fees { gas_limit, max_fee_per_gas, max_priority_fee_per_gas };
			Self::do_call(who, source, target, input, value, fees, access_list)
		}

		/// Creates a contract at the address that follows from the signer's address and nonce.
		///
		/// ## Arguments
		/// * `source`: the signer's own address.
		/// * `init`: init code.
		/// * `value`: plancks that the contract gets.
		/// * `gas_limit`, `max_fee_per_gas`, `max_priority_fee_per_gas`, `access_list`: as in
		///   [`Pallet::call`].
		///
		/// ## Errors
		/// As in [`Pallet::call`]; `CreatedFailed` where the init code reverts.
		#[pallet::call_index(2)]
		#[pallet::weight((
			T::WeightInfo::create().saturating_add(Pallet::<T>::weight_of(*gas_limit)),
			DispatchClass::Normal,
		))]
		#[allow(clippy::too_many_arguments)]
		pub fn create(
			origin: OriginFor<T>,
			source: H160,
			init: Vec<u8>,
			value: U256,
			gas_limit: u64,
			max_fee_per_gas: U256,
			max_priority_fee_per_gas: Option<U256>,
			access_list: Vec<(H160, Vec<H256>)>,
		) -> DispatchResultWithPostInfo {
			let who = ensure_signed(origin)?;
			let fees = calls::Fees { gas_limit, max_fee_per_gas, max_priority_fee_per_gas };
			Self::do_create(who, source, init, None, value, fees, access_list)
		}

		/// Creates a contract at the address that follows from the signer's address, a salt and the
		/// init code (EIP-1014).
		///
		/// ## Arguments
		/// * `source`: the signer's own address.
		/// * `init`: init code.
		/// * `salt`: any 32 bytes.
		/// * `value`: plancks that the contract gets.
		/// * `gas_limit`, `max_fee_per_gas`, `max_priority_fee_per_gas`, `access_list`: as in
		///   [`Pallet::call`].
		///
		/// ## Errors
		/// As in [`Pallet::create`].
		#[pallet::call_index(3)]
		#[pallet::weight((
			T::WeightInfo::create2().saturating_add(Pallet::<T>::weight_of(*gas_limit)),
			DispatchClass::Normal,
		))]
		#[allow(clippy::too_many_arguments)]
		pub fn create2(
			origin: OriginFor<T>,
			source: H160,
			init: Vec<u8>,
			salt: H256,
			value: U256,
			gas_limit: u64,
			max_fee_per_gas: U256,
			max_priority_fee_per_gas: Option<U256>,
			access_list: Vec<(H160, Vec<H256>)>,
		) -> DispatchResultWithPostInfo {
			let who = ensure_signed(origin)?;
			let fees = calls::Fees { gas_limit, max_fee_per_gas, max_priority_fee_per_gas };
			Self::do_create(who, source, init, Some(salt), value, fees, access_list)
		}
	}
}
