// SPDX-License-Identifier: Apache-2.0
//! # Ethereum pallet
//!
//! Signed Ethereum transactions as extrinsics, and an Ethereum block for every block of the chain.
//!
//! ## Overview
//!
//! - **Transactions.** [`Call::transact`] carries the EIP-2718 bytes exactly as they were sent. It is
//!   an authorised call: the sender is recovered from the transaction's own signature, and the pool
//!   keeps it by sender and nonce. It pays no extrinsic fee; the EVM charges gas. Legacy (EIP-155),
//!   EIP-2930, EIP-1559 and EIP-7702 transactions are taken, blob transactions are not.
//! - **Blocks.** When a block ends, its transactions make an Ethereum block with header, receipts and
//!   bloom. The hash goes into the header's digest, the whole record into the off-chain index, the
//!   header's RLP and the last 257 hashes into state.
//! - `stateRoot` is the root of the chain's own state (not a Merkle-Patricia trie of accounts) when the
//!   block begins: what the block before left, and what pallets of lesser index have done since. What a
//!   transaction changes is in the next block's root. Taken there because it is all but free: at the
//!   end of a full block it would cost as much again as the chain's own root. It is no root that
//!   `eth_getProof` could open.
//!
//! Pallets end blocks in the order of their index, and this one's is less than the base fee pallet's:
//! a header carries the fee that its transactions paid.

#![cfg_attr(not(feature = "std"), no_std)]
#![deny(missing_docs)]

extern crate alloc;

#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;
mod decode;
mod execute;
mod header;
#[cfg(test)]
mod mock;
mod pool;
mod seal;
#[cfg(test)]
mod tests;
#[cfg(any(feature = "try-runtime", test))]
mod try_state;
pub mod weights;

pub use decode::{decode, recipient, signatures};
pub use pallet::*;
pub use pool::reason;
pub use weights::WeightInfo;

use frame_support::traits::Get;

/// What benchmarks need of the runtime.
#[cfg(feature = "runtime-benchmarks")]
pub trait BenchmarkHelper {
	/// Gives an address enough for any transaction.
	fn endow(address: sp_core::H160);
}

/// Ethereum block hashes that are kept: the 256 that `BLOCKHASH` reaches, and the block's own, which a
/// call on top of the finished block has as its number.
pub const HASH_RING: u64 = 257;
/// Most bytes of a header's RLP; today's headers have about 600.
pub const MAX_HEADER: u32 = 1_024;

/// The pallet.
#[frame_support::pallet]
pub mod pallet {
	use super::*;
	use crate::decode::Recovery;
	use alloc::vec::Vec;
	use frame_support::{dispatch::DispatchResultWithPostInfo, pallet_prelude::*};
	use frame_system::{ensure_authorized, pallet_prelude::*};
	use openledger_evm_primitives::{BlockRecord, Evm, ExitReason, Invalid, TransactionRecord};
	use sp_core::{H160, H256, U256};

	const STORAGE_VERSION: StorageVersion = StorageVersion::new(1);

	/// What the runtime wires.
	#[pallet::config]
	pub trait Config:
		frame_system::Config<RuntimeEvent: From<Event<Self>>, RuntimeCall: From<Call<Self>>>
	{
		/// Executes transactions.
		type Evm: Evm;

		/// Time of the block, seconds since 1970.
		type Timestamp: Get<u64>;

		/// Whether legacy transactions without a chain id are taken.
		type AllowUnprotected: Get<bool>;

		/// Most bytes of a transaction.
		#[pallet::constant]
		type MaxTransactionBytes: Get<u32>;

		/// Who pauses and resumes transactions.
		type PauseOrigin: EnsureOrigin<Self::RuntimeOrigin>;

		/// Weights of the calls and of the end of a block.
		type WeightInfo: WeightInfo;

		/// Gives money to senders of benchmarks.
		#[cfg(feature = "runtime-benchmarks")]
		type BenchmarkHelper: BenchmarkHelper;
	}

	/// The Ethereum pallet.
	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
	pub struct Pallet<T>(_);

	/// Transactions of the block that is being built. Empty between blocks; what a block may hold
	/// bounds it.
	#[pallet::storage]
	#[pallet::unbounded]
	pub type Pending<T> = StorageValue<_, Vec<TransactionRecord>, ValueQuery>;

	/// Gas that the block has used. Stays until the next block begins.
	#[pallet::storage]
	pub type GasUsed<T> = StorageValue<_, u64, ValueQuery>;

	/// Hash and sender of the transaction that was authorised last, until it is dispatched within the
	/// same extrinsic.
	#[pallet::storage]
	#[pallet::whitelist_storage]
	pub type Recovered<T> = StorageValue<_, (H256, H160), OptionQuery>;

	/// Root of the state with which the block began, until it is sealed.
	#[pallet::storage]
	pub type BeginningRoot<T> = StorageValue<_, H256, OptionQuery>;

	/// RLP of the last block's Ethereum header.
	#[pallet::storage]
	pub type LastHeader<T> = StorageValue<_, BoundedVec<u8, ConstU32<MAX_HEADER>>, ValueQuery>;

	/// Ethereum hashes of the last 257 blocks, by number. Numbers cannot be chosen: the hasher is a
	/// fast one.
	#[pallet::storage]
	pub type BlockHashes<T> = StorageMap<_, Twox64Concat, u64, H256>;

	/// Whether transactions are refused.
	#[pallet::storage]
	pub type Paused<T> = StorageValue<_, bool, ValueQuery>;

	/// Writes the Ethereum block of genesis.
	#[pallet::genesis_config]
	#[derive(frame_support::DefaultNoBound)]
	pub struct GenesisConfig<T: Config> {
		/// Base fee in the header of genesis, plancks per gas, where the base fee pallet, whose genesis
		/// is built later, starts with another than its default.
		pub base_fee_per_gas: Option<u128>,
		/// Marker of the runtime.
		#[serde(skip)]
		pub _config: core::marker::PhantomData<T>,
	}

	#[pallet::genesis_build]
	impl<T: Config> BuildGenesisConfig for GenesisConfig<T> {
		fn build(&self) {
			Pallet::<T>::seal_genesis(self.base_fee_per_gas);
		}
	}

	/// What happened.
	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	pub enum Event<T: Config> {
		/// A transaction was executed; it may have reverted.
		Executed {
			/// Sender.
			from: H160,
			/// Receiver; the new contract where one was created, else zero.
			to: H160,
			/// keccak-256 of the transaction.
			transaction_hash: H256,
			/// How it ended.
			exit_reason: ExitReason,
			/// First bytes of what it returned or reverted with.
			extra_data: BoundedVec<u8, ConstU32<256>>,
		},
		/// Transactions are refused from now on.
		TransactionsPaused,
		/// Transactions are taken again.
		TransactionsResumed,
	}

	/// Why a call failed.
	#[pallet::error]
	pub enum Error<T> {
		/// The transaction may not be in this block. It was checked before; nothing changed.
		InvalidTransaction,
		/// Transactions are paused already.
		AlreadyPaused,
		/// Transactions are not paused.
		NotPaused,
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		fn integrity_test() {
			assert!(T::MaxTransactionBytes::get() >= 1_024, "transactions would not fit");
			assert!(T::Evm::block_gas_limit() >= 21_000, "no transaction would fit into a block");
		}

		fn on_initialize(_: BlockNumberFor<T>) -> Weight {
			Self::begin();
			// The parent's hash and the fork, and what is written of them.
			T::WeightInfo::on_finalize(0).saturating_add(T::DbWeight::get().reads_writes(2, 3))
		}

		fn on_finalize(_: BlockNumberFor<T>) {
			Self::seal();
		}

		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}

	#[pallet::call]
	impl<T: Config> Pallet<T> {
		/// Executes a signed Ethereum transaction. Nobody signs the extrinsic; the transaction's own
		/// signature authorises it.
		///
		/// ## Arguments
		/// * `raw`: EIP-2718 bytes, exactly as they were sent.
		///
		/// ## Errors
		/// `InvalidTransaction`, which the check before makes impossible. A revert is no error.
		#[pallet::call_index(0)]
		#[pallet::weight(Pallet::<T>::weight_of(raw))]
		#[pallet::authorize(Self::authorize_transact)]
		#[pallet::weight_of_authorize(T::WeightInfo::authorize_transact(raw.len() as u32))]
		pub fn transact(
			origin: OriginFor<T>,
			raw: BoundedVec<u8, T::MaxTransactionBytes>,
		) -> DispatchResultWithPostInfo {
			ensure_authorized(origin)?;
			Self::do_transact(raw.into_inner())
		}

		/// Refuses transactions from now on, or takes them again.
		///
		/// ## Arguments
		/// * `paused`: whether they are refused.
		///
		/// ## Errors
		/// `AlreadyPaused`, `NotPaused`.
		#[pallet::call_index(1)]
		#[pallet::weight(T::WeightInfo::set_paused())]
		pub fn set_paused(origin: OriginFor<T>, paused: bool) -> DispatchResult {
			T::PauseOrigin::ensure_origin(origin)?;
			let before = Paused::<T>::get();
			ensure!(!(before && paused), Error::<T>::AlreadyPaused);
			ensure!(before || paused, Error::<T>::NotPaused);
			Paused::<T>::put(paused);
			Self::deposit_event(match paused {
				true => Event::TransactionsPaused,
				false => Event::TransactionsResumed,
			});
			Ok(())
		}
	}

	impl<T: Config> Pallet<T> {
		/// The Ethereum block of what was executed so far; none between blocks.
		pub fn pending_block() -> Option<BlockRecord> {
			Self::do_pending_block()
		}

		/// Whether a raw transaction could be in the pool; its sender.
		///
		/// # Errors
		/// Why it could not. A nonce that is only early is no reason.
		pub fn check_transaction(raw: &[u8]) -> Result<H160, Invalid> {
			let transaction = Self::checked(raw, Recovery::Sender, U256::zero())?;
			match T::Evm::validate(&transaction) {
				Ok(()) | Err(Invalid::NonceTooHigh) => Ok(transaction.from),
				Err(invalid) => Err(invalid),
			}
		}

		/// Ethereum hash of one of the last 257 blocks.
		pub fn block_hash(number: u64) -> Option<H256> {
			BlockHashes::<T>::get(number)
		}

		/// Gas that the block has used.
		pub fn gas_used() -> u64 {
			GasUsed::<T>::get()
		}

		/// RLP of the last block's Ethereum header.
		pub fn last_header() -> Vec<u8> {
			LastHeader::<T>::get().into_inner()
		}
	}
}
