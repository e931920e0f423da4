// SPDX-License-Identifier: Apache-2.0

//! # Timing
//!
//! What a network fixes at genesis: its periods in block numbers, its numbers (EVM chain id, ss58
//! prefix), and whether it is public. One wasm blob serves every network, so what differs between
//! them is read from here. Governance may change the periods, all at once and only to such as work
//! together; the epoch and the numbers never change.
//!
//! [`Epoch`] gives BABE its epoch length. It must stay constant for a chain's life: BABE computes
//! the epoch of a slot by dividing by it.

#![cfg_attr(not(feature = "std"), no_std)]
#![deny(missing_docs)]

pub use pallet::*;

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::traits::Get;
use openledger_primitives::Timing;
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};

#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;
#[cfg(test)]
mod tests;
mod weights;

pub use weights::WeightInfo;

/// What tells one network from another.
#[derive(
	Clone,
	Copy,
	PartialEq,
	Eq,
	Debug,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
	Serialize,
	Deserialize,
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Network {
	/// Chain id of the Ethereum layer.
	pub evm_chain_id: u64,
	/// Prefix of the network's ss58 addresses.
	pub ss58_prefix: u16,
	/// Whether off-chain workers may fetch from loopback, private and plain-HTTP endpoints. False
	/// on every public network (PROTOCOL §11).
	pub local_endpoints: bool,
}

/// The public network, and what a chain is whose genesis says nothing. The hash of the metadata that is
/// built into a runtime (RFC 78) holds the ss58 prefix and is taken from empty state: it has to be the
/// prefix of the network on which wallets prove what they show (ADR 0011). Prefixes 1611 to 1613 belong
/// to nobody in version 1.51.0 of the ss58 registry.
pub const DEFAULT_NETWORK: Network =
	Network { evm_chain_id: 161_200, ss58_prefix: 1_613, local_endpoints: false };

/// Periods of a chain whose genesis says nothing, in blocks. Development values.
pub const DEFAULT_TIMING: Timing = Timing {
	epoch: 20,
	reveal_window: 20,
	review_window: 10,
	batch_epoch: 10,
	seed_window: 5,
	seed_delay: 2,
	attest_window: 10,
	challenge_window: 8,
	answer_window: 8,
	settle_grace: 90,
	unstake_delay: 120,
	training_deadline: 600,
	credit_ttl: 14_400,
	day: 12,
	sessions_per_era: 3,
	bonding_eras: 3,
	slash_defer_eras: 1,
};

/// Value of [`Timings`] where genesis set none.
pub struct DefaultTiming;
impl Get<Timing> for DefaultTiming {
	fn get() -> Timing {
		DEFAULT_TIMING
	}
}

/// Value of [`Networks`] where genesis set none.
pub struct DefaultNetwork;
impl Get<Network> for DefaultNetwork {
	fn get() -> Network {
		DEFAULT_NETWORK
	}
}

/// See the crate's documentation.
#[frame_support::pallet]
pub mod pallet {
	use super::*;
	use frame_support::pallet_prelude::*;
	use frame_system::pallet_prelude::OriginFor;

	/// Storage version of this pallet.
	const STORAGE_VERSION: StorageVersion = StorageVersion::new(1);

	/// Configuration.
	#[pallet::config]
	pub trait Config: frame_system::Config<RuntimeEvent: From<Event<Self>>> {
		/// Who may change periods.
		type SetOrigin: EnsureOrigin<Self::RuntimeOrigin>;
		/// Weights of the calls.
		type WeightInfo: WeightInfo;
	}

	/// What happened.
	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	pub enum Event<T: Config> {
		/// The periods changed.
		PeriodsSet {
			/// The periods from the next block on.
			timing: Timing,
		},
	}

	/// Why a call failed.
	#[pallet::error]
	pub enum Error<T> {
		/// The length of BABE's epoch is fixed by genesis.
		EpochIsFixed,
		/// The periods cannot work together: one is zero, or a hold would end before what it secures.
		PeriodsDoNotFit,
	}

	/// The pallet.
	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
	pub struct Pallet<T>(_);

	/// The periods of this network, in blocks.
	#[pallet::storage]
	pub type Timings<T: Config> = StorageValue<_, Timing, ValueQuery, DefaultTiming>;

	/// The numbers of this network. Written at genesis only.
	#[pallet::storage]
	pub type Networks<T: Config> = StorageValue<_, Network, ValueQuery, DefaultNetwork>;

	/// Genesis values; development values where the preset says nothing.
	#[pallet::genesis_config]
	#[derive(frame_support::DefaultNoBound)]
	pub struct GenesisConfig<T: Config> {
		/// Periods of the network.
		pub timing: Option<Timing>,
		/// Numbers of the network.
		pub network: Option<Network>,
		/// Ties the configuration to the runtime.
		#[serde(skip)]
		pub _config: core::marker::PhantomData<T>,
	}

	#[pallet::genesis_build]
	impl<T: Config> BuildGenesisConfig for GenesisConfig<T> {
		/// # Panics
		/// When the periods cannot work together: such a chain must not start.
		fn build(&self) {
			let timing = self.timing.unwrap_or(DEFAULT_TIMING);
			if let Some(problem) = timing.problem() {
				panic!("timing of the genesis preset: {problem}");
			}
			Timings::<T>::put(timing);
			Networks::<T>::put(self.network.unwrap_or(DEFAULT_NETWORK));
		}
	}

	#[pallet::call]
	impl<T: Config> Pallet<T> {
		/// Changes the periods, all at once, to `timing`. What runs already keeps the deadlines it was
		/// given.
		///
		/// Fails with [`Error::EpochIsFixed`] where the epoch differs and with
		/// [`Error::PeriodsDoNotFit`] where the periods cannot work together.
		#[pallet::call_index(0)]
		#[pallet::weight(T::WeightInfo::set_periods())]
		pub fn set_periods(origin: OriginFor<T>, timing: Timing) -> DispatchResult {
			T::SetOrigin::ensure_origin(origin)?;
			ensure!(timing.epoch == Timings::<T>::get().epoch, Error::<T>::EpochIsFixed);
			ensure!(timing.problem().is_none(), Error::<T>::PeriodsDoNotFit);
			Timings::<T>::put(timing);
			Self::deposit_event(Event::PeriodsSet { timing });
			Ok(())
		}
	}

	#[pallet::view_functions]
	impl<T: Config> Pallet<T> {
		/// The periods of this network, in blocks.
		pub fn timing() -> Timing {
			Timings::<T>::get()
		}

		/// The numbers of this network.
		pub fn network() -> Network {
			Networks::<T>::get()
		}
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<frame_system::pallet_prelude::BlockNumberFor<T>> for Pallet<T> {
		#[cfg(feature = "try-runtime")]
		fn try_state(
			_: frame_system::pallet_prelude::BlockNumberFor<T>,
		) -> Result<(), frame_support::sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}

	#[cfg(any(feature = "try-runtime", test))]
	impl<T: Config> Pallet<T> {
		/// The periods in state still work together.
		pub fn do_try_state() -> Result<(), frame_support::sp_runtime::TryRuntimeError> {
			match Timings::<T>::get().problem() {
				Some(problem) => Err(problem.into()),
				None => Ok(()),
			}
		}
	}
}

/// One accessor type per period: what other pallets take as `Get<u32>`.
macro_rules! period {
	($( #[doc = $doc:literal] $name:ident = $field:ident ),* $(,)?) => { $(
		#[doc = $doc]
		pub struct $name<T>(core::marker::PhantomData<T>);
		impl<T: Config> Get<u32> for $name<T> {
			fn get() -> u32 {
				Timings::<T>::get().$field
			}
		}
	)* };
}

period! {
	/// Blocks from a commit to the last block of its reveal.
	RevealWindow = reveal_window,
	/// Blocks in which curators vote on a contribution.
	ReviewWindow = review_window,
	/// Blocks of a batch epoch.
	BatchEpoch = batch_epoch,
	/// Blocks whose VRF outputs make a batch's seed.
	SeedWindow = seed_window,
	/// Blocks between the last chained output and the seed's use.
	SeedDelay = seed_delay,
	/// Blocks in which a committee may attest.
	AttestWindow = attest_window,
	/// Blocks in which an attested batch may be challenged.
	ChallengeWindow = challenge_window,
	/// Blocks in which a worker must answer a demand.
	AnswerWindow = answer_window,
	/// Blocks from a session's close to the release of its hold.
	SettleGrace = settle_grace,
	/// Blocks from a leave to the release of the stake.
	UnstakeDelay = unstake_delay,
	/// Blocks a worker has for a training job.
	TrainingDeadline = training_deadline,
	/// Blocks a final batch stays before it shrinks to its hash.
	CreditTtl = credit_ttl,
	/// Blocks of a day of governance.
	Day = day,
	/// Sessions of a staking era.
	SessionsPerEra = sessions_per_era,
	/// Eras that a stake stays bonded after unbonding.
	BondingEras = bonding_eras,
	/// Eras between an offence and its slash.
	SlashDeferEras = slash_defer_eras,
}

/// Blocks of a BABE epoch, as BABE wants it.
pub struct Epoch<T>(core::marker::PhantomData<T>);
impl<T: Config> Get<u64> for Epoch<T> {
	fn get() -> u64 {
		Timings::<T>::get().epoch.into()
	}
}

/// The pallet itself gives all periods at once.
impl<T: Config> Get<Timing> for Pallet<T> {
	fn get() -> Timing {
		Timings::<T>::get()
	}
}

/// Prefix of the network's ss58 addresses.
pub struct Ss58Prefix<T>(core::marker::PhantomData<T>);
impl<T: Config> Get<u16> for Ss58Prefix<T> {
	fn get() -> u16 {
		Networks::<T>::get().ss58_prefix
	}
}

/// Chain id of the Ethereum layer.
pub struct EvmChainId<T>(core::marker::PhantomData<T>);
impl<T: Config> Get<u64> for EvmChainId<T> {
	fn get() -> u64 {
		Networks::<T>::get().evm_chain_id
	}
}

/// Whether endpoints may be local (PROTOCOL §11).
pub struct LocalEndpoints<T>(core::marker::PhantomData<T>);
impl<T: Config> Get<bool> for LocalEndpoints<T> {
	fn get() -> bool {
		Networks::<T>::get().local_endpoints
	}
}
