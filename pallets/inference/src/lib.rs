// SPDX-License-Identifier: Apache-2.0
//! # Inference pallet
//!
//! Paid sessions between one payer and one worker: a deposit, prices that do not move, vouchers
//! that each risk one call, and settlement by batches.
//!
//! ## Pallet API
//!
//! See the [`pallet`] module for calls, storage, events, errors and configuration.
//!
//! ## Overview
//!
//! A payer opens a session with a worker and holds a deposit. Every call is paid off chain by a
//! voucher that acknowledges the last receipt and authorises one more call of at most
//! `max_per_call`. The worker books its receipts in batches; when a batch is final, its session
//! leaves move what was used from the hold to the batch's pot ([`SettleSessions`]). Closing or
//! expiry stops new vouchers; what is left is released `settle_grace` blocks later, so that open
//! batches settle first.
//!
//! ### Example
#![doc = docify::embed!("src/tests/settle.rs", a_batch_is_paid_from_the_deposit)]
//!
//! ## Design goals
//!
//! 1. **Each side risks one call.** The chain pays the receipts' cumulative fee, never more than
//!    the payer acknowledged plus one call.
//! 2. **One deposit, one worker.** A deposit cannot be promised twice.
//! 3. **Prices are those of the opening.** Rates and markups are stored with the session.
//! 4. **Vouchers need no account.** The voucher key need not be the payer's, so contracts can pay.
//! 5. **A hold cannot be frozen away.** A lock on the payer's account does not stop a settlement.
//! 6. **State pays.** Each session holds a bond until it is removed.
//!
//! ## Terminology
//!
//! * *settled*: cumulative fee up to which batches have settled the session. It can exceed the
//!   deposit: then the worker's stake has paid the difference.
//! * *held*: what is left of the deposit.
//! * *offer*: a model version, alone or through an agent or app, at the prices of the opening.
//!
//! [`SettleSessions`]: openledger_primitives_traits::SettleSessions

#![cfg_attr(not(feature = "std"), no_std)]
#![deny(missing_docs)]

extern crate alloc;

#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;
mod close;
mod impls;
#[cfg(test)]
mod mock;
mod open;
mod settle;
#[cfg(test)]
mod tests;
#[cfg(any(feature = "try-runtime", test))]
mod try_state;
mod types;
pub mod weights;

pub use pallet::*;
pub use types::{Asset, Assets, Offers, OpenSession, Session, Status, Visibility, MAX_OPENINGS};
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
	use openledger_primitives::{Balance, SessionId, Timing, WorkerId};
	use openledger_primitives_account::AccountId;
	use openledger_primitives_objects::SigningDomain;
	use openledger_primitives_traits::{InspectAgents, InspectModels, InspectWorkers};

	const STORAGE_VERSION: StorageVersion = StorageVersion::new(1);

	/// What the pallet needs from its runtime.
	#[pallet::config]
	pub trait Config: frame_system::Config<AccountId = AccountId> {
		/// The overarching hold reason.
		type RuntimeHoldReason: From<HoldReason>;
		/// The currency of deposits.
		type Currency: Inspect<AccountId, Balance = Balance>
			+ Mutate<AccountId>
			+ hold::Inspect<AccountId, Reason = Self::RuntimeHoldReason>
			+ hold::Mutate<AccountId>;
		/// Published model versions and their prices.
		type Models: InspectModels<AccountId>;
		/// Agents and apps and their markups.
		type Agents: InspectAgents<AccountId>;
		/// Registered workers.
		type Workers: InspectWorkers<AccountId>;
		/// Periods of the protocol; here `settle_grace`.
		type Timing: Get<Timing>;
		/// The chain that vouchers are signed for.
		type SigningDomain: Get<SigningDomain>;
		/// Held per session for its state, plancks.
		#[pallet::constant]
		type SessionBond: Get<Balance>;
		/// Weights of the calls.
		type WeightInfo: WeightInfo;
	}

	/// The inference pallet.
	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
	pub struct Pallet<T>(_);

	/// Why the pallet holds money.
	#[pallet::composite_enum]
	pub enum HoldReason {
		/// What sessions may still pay.
		#[codec(index = 0)]
		Deposit,
		/// Bonds for the state of sessions.
		#[codec(index = 1)]
		Bond,
	}

	/// Id of the next session. Ids are dense and never reused.
	#[pallet::storage]
	pub type NextSessionId<T> = StorageValue<_, SessionId, ValueQuery>;

	/// Sessions whose hold is not released. Ids are counted, so a cheap hash does.
	#[pallet::storage]
	pub type Sessions<T> = StorageMap<_, Twox64Concat, SessionId, Session, OptionQuery>;

	/// What happened.
	#[pallet::event]
	#[pallet::generate_deposit(pub(crate) fn deposit_event)]
	pub enum Event<T: Config> {
		/// A session was opened.
		SessionOpened {
			/// The session.
			session: SessionId,
			/// Whose deposit is held.
			payer: AccountId,
			/// Who signs vouchers.
			voucher_key: AccountId,
			/// The worker.
			worker: WorkerId,
			/// The deposit, plancks.
			deposit: Balance,
			/// First block in which no new voucher counts.
			expires_at: u32,
		},
		/// The deposit was raised.
		SessionToppedUp {
			/// The session.
			session: SessionId,
			/// What was added, plancks.
			amount: Balance,
			/// All that was ever deposited, plancks.
			deposit: Balance,
		},
		/// The payer closed a session; open batches may still settle it.
		SessionClosed {
			/// The session.
			session: SessionId,
			/// First block in which the rest of the deposit can be released.
			release_at: u32,
		},
		/// A batch settled a session.
		SessionSettled {
			/// The session.
			session: SessionId,
			/// Last receipt that is settled.
			settled_n: u32,
			/// Cumulative fee that is settled, plancks.
			settled: Balance,
			/// What moved from the deposit, plancks.
			amount: Balance,
			/// What the deposit did not reach and the worker owes, plancks.
			shortfall: Balance,
		},
		/// A session was removed and the rest of its deposit released.
		SessionReleased {
			/// The session.
			session: SessionId,
			/// The payer.
			payer: AccountId,
			/// What was released of the deposit, plancks.
			amount: Balance,
		},
	}

	/// Why a call or a settlement was refused.
	#[pallet::error]
	pub enum Error<T> {
		/// No open session has this id.
		UnknownSession,
		/// The caller is not the session's payer.
		NotPayer,
		/// The worker is unknown, leaving or jailed.
		WorkerUnavailable,
		/// A session needs at least one asset.
		NoAssets,
		/// An asset is listed twice.
		DuplicateAsset,
		/// The model version is unknown or retired.
		ModelUnavailable,
		/// The agent is unknown, retired, or an app.
		AgentUnavailable,
		/// The app is unknown, retired, or an agent.
		AppUnavailable,
		/// The agent or app does not declare that it uses the model version.
		ModelNotUsed,
		/// `0 < max_per_call <= deposit` does not hold.
		InvalidDeposit,
		/// The expiry is not in the future.
		InvalidExpiry,
		/// There is no session to open.
		NothingToOpen,
		/// The amount is zero.
		ZeroAmount,
		/// The session is closed or expired.
		SessionOver,
		/// The session is closed already.
		AlreadyClosed,
		/// The hold cannot be released yet.
		TooEarly,
		/// The session is with another worker.
		WrongWorker,
		/// The leaf does not start where the chain stands.
		WrongSettledBefore,
		/// The leaf's receipts do not follow the settled ones, or run backwards.
		WrongReceipts,
		/// The voucher is for another session or worker.
		ForeignVoucher,
		/// The voucher is not the one that authorised the leaf's last call.
		WrongVoucher,
		/// The signature is not the voucher key's.
		BadVoucherSignature,
		/// The voucher acknowledges less than is settled, or more than the leaf claims.
		WrongAcknowledgement,
		/// The leaf claims more than was acknowledged and one call.
		Overspent,
		/// All ids are used up, or a sum leaves its type.
		Overflow,
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}

	#[pallet::call]
	impl<T: Config> Pallet<T> {
		/// Opens a session with a worker and holds its deposit.
		///
		/// ## Arguments
		/// * `session`: worker, voucher key, assets, deposit, limit per call, expiry, visibility.
		#[pallet::call_index(0)]
		#[pallet::weight(T::WeightInfo::open_session(session.assets.len() as u32))]
		pub fn open_session(origin: OriginFor<T>, session: OpenSession) -> DispatchResult {
			let payer = ensure_signed(origin)?;
			Self::do_open(payer, session)?;
			Ok(())
		}

		/// Opens several sessions, all or none.
		///
		/// ## Arguments
		/// * `sessions`: one to sixteen sessions, as in `open_session`.
		#[pallet::call_index(1)]
		#[pallet::weight(T::WeightInfo::open_sessions(
			sessions.len() as u32,
			OpenSession::most_assets(sessions),
		))]
		pub fn open_sessions(
			origin: OriginFor<T>,
			sessions: BoundedVec<OpenSession, ConstU32<MAX_OPENINGS>>,
		) -> DispatchResult {
			let payer = ensure_signed(origin)?;
			Self::do_open_all(payer, sessions)
		}

		/// Raises the deposit of an open session.
		///
		/// ## Arguments
		/// * `session`: a session that the caller pays.
		/// * `amount`: plancks, more than zero.
		#[pallet::call_index(2)]
		#[pallet::weight(T::WeightInfo::top_up())]
		pub fn top_up(origin: OriginFor<T>, session: SessionId, amount: Balance) -> DispatchResult {
			let payer = ensure_signed(origin)?;
			Self::do_top_up(&payer, session, amount)
		}

		/// Closes a session: no new voucher counts; the rest of the deposit can be released
		/// `settle_grace` blocks later.
		///
		/// ## Arguments
		/// * `session`: an open session that the caller pays.
		#[pallet::call_index(3)]
		#[pallet::weight(T::WeightInfo::close_session())]
		pub fn close_session(origin: OriginFor<T>, session: SessionId) -> DispatchResult {
			let payer = ensure_signed(origin)?;
			Self::do_close(&payer, session)
		}

		/// Releases what is left of a session's deposit to its payer and removes the session, once
		/// `settle_grace` blocks have passed since it was closed or expired. Anyone may call.
		///
		/// ## Arguments
		/// * `session`: the session.
		#[pallet::call_index(4)]
		#[pallet::weight(T::WeightInfo::release())]
		pub fn release(origin: OriginFor<T>, session: SessionId) -> DispatchResult {
			ensure_signed(origin)?;
			Self::do_release(session)
		}
	}

	#[pallet::view_functions]
	impl<T: Config> Pallet<T> {
		/// The session with this id.
		pub fn session(id: SessionId) -> Option<Session> {
			Sessions::<T>::get(id)
		}

		/// First block in which the session's hold can be released.
		pub fn releasable_at(id: SessionId) -> Option<u32> {
			Sessions::<T>::get(id)
				.map(|session| session.releasable_at(T::Timing::get().settle_grace))
		}
	}
}
