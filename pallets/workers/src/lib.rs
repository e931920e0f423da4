// SPDX-License-Identifier: Apache-2.0
//! # Workers pallet
//!
//! GPU workers: who they are, where they serve, with which key they sign, and what they lose when
//! they lie.
//!
//! ## Pallet API
//!
//! See the [`pallet`] module for calls, storage, events, errors and configuration.
//!
//! ## Overview
//!
//! An account registers one worker: it holds a stake, names up to three endpoints from which
//! validators pull batches, and names the key that signs receipts and batch headers. Sessions and
//! training jobs are opened only with active workers. A worker that leaves keeps its stake held
//! for `unstake_delay` blocks and until none of its batches is open.
//!
//! ### Example
#![doc = docify::embed!("src/tests/register.rs", an_operator_registers_a_worker)]
//!
//! ## Design goals
//!
//! 1. **A key of its own.** The key that signs answers lives on a GPU machine; the operator's
//!    account, which is paid and whose stake is held, need not.
//! 2. **Keys have a history.** An object verifies with the key of its epoch. A new key counts from
//!    the next batch epoch, so that within one epoch there is one key.
//! 3. **The stake outlives the batches.** It cannot leave while a batch is open.
//! 4. **Endpoints are checked when they are written.** On public networks only `https` names that
//!    every URL parser reads alike ([`openledger_primitives_objects::url`]).
//! 5. **State pays.** The stake is at least `MinStake` at registration and pays for the worker's
//!    bounded state.
//!
//! ## Terminology
//!
//! * *operator*: the account that registered the worker.
//! * *batch epoch*: block number divided by `timing.batch_epoch`.
//! * *exposure*: Σ fees of the worker's batches that are neither final nor failed.

#![cfg_attr(not(feature = "std"), no_std)]
#![deny(missing_docs)]

extern crate alloc;

#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;
mod impls;
mod keys;
mod lifecycle;
#[cfg(test)]
mod mock;
#[cfg(test)]
mod tests;
#[cfg(any(feature = "try-runtime", test))]
mod try_state;
mod types;
pub mod weights;

pub use pallet::*;
pub use types::{Endpoints, Keys, Status, Worker, WorkerKey, MAX_KEYS};
pub use weights::WeightInfo;

/// The pallet.
#[frame_support::pallet]
pub mod pallet {
	use super::*;
	use frame_support::{
		pallet_prelude::*,
		traits::fungible::{hold, Inspect, Mutate},
	};
	use frame_system::pallet_prelude::*;
	use openledger_primitives::{Balance, BatchEpoch, Timing, WorkerId};
	use openledger_primitives_account::AccountId;
	use openledger_primitives_traits::Exposure;

	const STORAGE_VERSION: StorageVersion = StorageVersion::new(1);

	/// What the pallet needs from its runtime.
	#[pallet::config]
	pub trait Config: frame_system::Config<AccountId = AccountId> {
		/// The overarching hold reason.
		type RuntimeHoldReason: From<HoldReason>;
		/// The currency of stakes.
		type Currency: Inspect<AccountId, Balance = Balance>
			+ Mutate<AccountId>
			+ hold::Inspect<AccountId, Reason = Self::RuntimeHoldReason>
			+ hold::Mutate<AccountId>;
		/// What is at stake in a worker's open batches.
		type Exposure: Exposure;
		/// Periods of the protocol; here `batch_epoch` and `unstake_delay`.
		type Timing: Get<Timing>;
		/// Whether endpoints must be public: `https`, DNS names, no addresses.
		type PublicNetwork: Get<bool>;
		/// Least stake of a new worker, plancks.
		#[pallet::constant]
		type MinStake: Get<Balance>;
		/// Weights of the calls.
		type WeightInfo: WeightInfo;
	}

	/// The workers pallet.
	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
	pub struct Pallet<T>(_);

	/// Why the pallet holds money.
	#[pallet::composite_enum]
	pub enum HoldReason {
		/// A worker's stake: slashable, and it pays for the worker's state.
		#[codec(index = 0)]
		Stake,
	}

	/// Id of the next worker. Ids are dense and never reused.
	#[pallet::storage]
	pub type NextWorkerId<T> = StorageValue<_, WorkerId, ValueQuery>;

	/// Registered workers. Ids are counted, so a cheap hash does.
	#[pallet::storage]
	pub type Workers<T> = StorageMap<_, Twox64Concat, WorkerId, Worker, OptionQuery>;

	/// The worker of each operator. Accounts are chosen by their owners, so the hash is
	/// cryptographic.
	#[pallet::storage]
	pub type Operators<T> = StorageMap<_, Blake2_128Concat, AccountId, WorkerId, OptionQuery>;

	/// What happened.
	#[pallet::event]
	#[pallet::generate_deposit(pub(crate) fn deposit_event)]
	pub enum Event<T: Config> {
		/// A worker was registered.
		WorkerRegistered {
			/// The worker.
			worker: WorkerId,
			/// Its operator.
			operator: AccountId,
			/// The key that signs its objects.
			key: AccountId,
			/// Its stake, plancks.
			stake: Balance,
		},
		/// Stake was added.
		StakeAdded {
			/// The worker.
			worker: WorkerId,
			/// What was added, plancks.
			amount: Balance,
			/// The stake now, plancks.
			stake: Balance,
		},
		/// The endpoints were replaced.
		EndpointsChanged {
			/// The worker.
			worker: WorkerId,
			/// Where it serves now.
			endpoints: Endpoints,
		},
		/// A new key was set.
		KeyRotated {
			/// The worker.
			worker: WorkerId,
			/// The new key.
			key: AccountId,
			/// First epoch whose objects it signs.
			from_epoch: BatchEpoch,
		},
		/// A worker began to leave.
		WorkerLeft {
			/// The worker.
			worker: WorkerId,
			/// First block in which its stake may be withdrawn.
			withdrawable_at: u32,
		},
		/// A worker withdrew its stake and was removed.
		StakeWithdrawn {
			/// The worker.
			worker: WorkerId,
			/// Its operator.
			operator: AccountId,
			/// The stake that was released, plancks.
			amount: Balance,
		},
		/// Stake was slashed.
		StakeSlashed {
			/// The worker.
			worker: WorkerId,
			/// What was taken, plancks.
			amount: Balance,
			/// The stake now, plancks.
			stake: Balance,
			/// Whether the worker was jailed with it.
			jailed: bool,
		},
	}

	/// Why a call was refused.
	#[pallet::error]
	pub enum Error<T> {
		/// The caller operates no worker.
		NotOperator,
		/// The account operates a worker already.
		AlreadyOperator,
		/// No worker has this id.
		UnknownWorker,
		/// The stake is below the minimum.
		StakeTooLow,
		/// The amount is zero.
		ZeroAmount,
		/// A worker needs at least one endpoint.
		NoEndpoints,
		/// An endpoint is not a URL that this network allows.
		InvalidEndpoint,
		/// This is the worker's key already.
		KeyUnchanged,
		/// All places of the key history are taken by keys that may still be needed.
		KeyHistoryFull,
		/// The worker is leaving already.
		AlreadyLeaving,
		/// The worker is not leaving.
		NotLeaving,
		/// The delay after leaving is not over.
		TooEarly,
		/// Batches of the worker are still open.
		ExposureOpen,
		/// All ids are used up, or a sum leaves its type.
		Overflow,
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		fn integrity_test() {
			assert!(
				T::MinStake::get() >= T::Currency::minimum_balance(),
				"MinStake must reach the existential deposit"
			);
		}

		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}

	#[pallet::call]
	impl<T: Config> Pallet<T> {
		/// Registers a worker operated by the caller and holds its stake.
		///
		/// ## Arguments
		/// * `key`: signs receipts and batch headers, from the current batch epoch on.
		/// * `endpoints`: one to three base URLs from which batches are pulled.
		/// * `stake`: plancks, at least `MinStake`.
		#[pallet::call_index(0)]
		#[pallet::weight(T::WeightInfo::register(endpoints.len() as u32))]
		pub fn register(
			origin: OriginFor<T>,
			key: AccountId,
			endpoints: Endpoints,
			stake: Balance,
		) -> DispatchResult {
			let operator = ensure_signed(origin)?;
			Self::do_register(operator, key, endpoints, stake)?;
			Ok(())
		}

		/// Adds to the stake of the caller's worker.
		///
		/// ## Arguments
		/// * `amount`: plancks, more than zero.
		#[pallet::call_index(1)]
		#[pallet::weight(T::WeightInfo::add_stake())]
		pub fn add_stake(origin: OriginFor<T>, amount: Balance) -> DispatchResult {
			let operator = ensure_signed(origin)?;
			Self::do_add_stake(&operator, amount)
		}

		/// Replaces the endpoints of the caller's worker, also while it leaves or is jailed: its
		/// batches must stay reachable.
		///
		/// ## Arguments
		/// * `endpoints`: one to three base URLs.
		#[pallet::call_index(2)]
		#[pallet::weight(T::WeightInfo::set_endpoints(endpoints.len() as u32))]
		pub fn set_endpoints(origin: OriginFor<T>, endpoints: Endpoints) -> DispatchResult {
			let operator = ensure_signed(origin)?;
			Self::do_set_endpoints(&operator, endpoints)
		}

		/// Sets the key of the caller's worker from the next batch epoch on. Within one epoch the
		/// last call counts.
		///
		/// ## Arguments
		/// * `new_key`: signs objects of the next epoch and later ones.
		#[pallet::call_index(3)]
		#[pallet::weight(T::WeightInfo::rotate_key())]
		pub fn rotate_key(origin: OriginFor<T>, new_key: AccountId) -> DispatchResult {
			let operator = ensure_signed(origin)?;
			Self::do_rotate_key(&operator, new_key)
		}

		/// Begins to leave: no new sessions and jobs; the stake stays held for `unstake_delay`
		/// blocks. Open to jailed workers too.
		#[pallet::call_index(4)]
		#[pallet::weight(T::WeightInfo::leave())]
		pub fn leave(origin: OriginFor<T>) -> DispatchResult {
			let operator = ensure_signed(origin)?;
			Self::do_leave(&operator)
		}

		/// Releases the stake of the caller's worker and removes it, after the delay and once no
		/// batch of it is open.
		#[pallet::call_index(5)]
		#[pallet::weight(T::WeightInfo::withdraw())]
		pub fn withdraw(origin: OriginFor<T>) -> DispatchResult {
			let operator = ensure_signed(origin)?;
			Self::do_withdraw(operator)
		}
	}

	#[pallet::view_functions]
	impl<T: Config> Pallet<T> {
		/// The worker with this id.
		pub fn worker(id: WorkerId) -> Option<Worker> {
			Workers::<T>::get(id)
		}

		/// The worker that an account operates, with its id.
		pub fn worker_of(operator: AccountId) -> Option<(WorkerId, Worker)> {
			let id = Operators::<T>::get(operator)?;
			Some((id, Workers::<T>::get(id)?))
		}

		/// The key with which a worker signs objects of a batch epoch.
		pub fn key(id: WorkerId, epoch: BatchEpoch) -> Option<AccountId> {
			Workers::<T>::get(id)?.key_at(epoch)
		}

		/// The batch epoch of the current block.
		pub fn batch_epoch() -> BatchEpoch {
			Self::current_epoch()
		}
	}
}
