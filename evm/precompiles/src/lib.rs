// SPDX-License-Identifier: Apache-2.0

//! # Precompiles
//!
//! The value flow, OPEN, staking and governance, callable from Solidity. The `.sol` files in `sol/` are the one source:
//! selectors, argument types, return types and events come from them at compile time ([`abi`]).
//! Addresses are in the crate's README and in [`ADDRESSES`].
//!
//! ## Pallet API
//!
//! See the [`pallet`] module. The runtime names [`Precompiles`] as `pallet_evm::Config::Precompiles`
//! and this crate's pallet beside the others.
//!
//! ## Overview
//!
//! A call that changes state is a dispatch: the precompile builds a call of the runtime and dispatches
//! it as `Signed` by the account of `msg.sender`, under the runtime's own call filter. Nothing
//! can be done here that an extrinsic of that account could not do. Transfers of OPEN alone move value as
//! the EVM itself does, dust included, where that filter lets a transfer through. What the pallet
//! stores itself is the ERC-20 face of OPEN (allowances, numbers of permits) and which precompiles
//! are switched off. One precompile is code of the EVM ([`Batch`]): what it calls sees its caller.
//!
//! ## Rules that hold for every precompile
//!
//! 1. *Arguments are decoded strictly*: dirty bytes, overlapping or odd offsets and unknown selectors
//!    revert. Bytes after the arguments are ignored, as Solidity does.
//! 2. *No value*: a call with `msg.value` reverts.
//! 3. *No state change in a static call*: it reverts with `StaticCall`.
//! 4. *Failures have names*: `Error(string)` with the name of the runtime's error, such as `NotOwner`.
//! 5. *Gas is weight*: the weight of the dispatched call is charged before it runs, what it did not
//!    use is given back; storage reads cost their weight, logs what they cost in Ethereum.
//!
//! ## Who pays for allowances
//!
//! As in every ERC-20, the gas of the call that writes them: the prices are those of `SSTORE`.

#![cfg_attr(not(feature = "std"), no_std)]
#![deny(missing_docs)]

extern crate alloc;

pub mod abi;
mod agents;
mod assets;
mod attribution;
mod batch;
#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;
mod conviction_voting;
mod datanets;
mod inference;
mod kit;
mod mapping;
#[cfg(test)]
mod mock;
mod models;
mod nomination_pools;
mod open;
mod permit;
mod proxy;
mod referenda;
mod rewards;
mod set;
mod staking;
#[cfg(test)]
mod tests;
#[cfg(any(feature = "try-runtime", test))]
mod try_state;
pub mod weights;
mod workers;

pub use agents::Agents;
pub use assets::{AgentAssets, Asset, Assets, DatanetAssets, IdentityRegistry, ModelAssets};
pub use attribution::Attribution;
pub use batch::Batch;
pub use conviction_voting::ConvictionVoting;
pub use datanets::Datanets;
pub use inference::Inference;
pub use kit::{address_of, GasByWeight, Handle, Precompile};
pub use mapping::AddressMapping;
pub use models::Models;
pub use nomination_pools::NominationPools;
pub use open::Open;
pub use pallet::*;
pub use proxy::Proxy;
pub use referenda::Referenda;
pub use rewards::Rewards;
pub use set::{Precompiles, ADDRESSES};
pub use staking::Staking;
pub use weights::WeightInfo;
pub use workers::Workers;

/// The pallet: switches, and the ERC-20 face of OPEN.
#[frame_support::pallet]
pub mod pallet {
	use super::*;
	use frame_support::{
		dispatch::PostDispatchInfo,
		pallet_prelude::*,
		traits::{EnsureOrigin, OriginTrait, UnixTime},
		weights::Weight,
		BoundedBTreeSet,
	};
	use frame_system::pallet_prelude::*;
	use openledger_evm_primitives::Evm;
	use openledger_primitives::Balance;
	use openledger_primitives_account::AccountId;
	use pallet_evm::AccountStore;
	use sp_core::{H160, U256};
	use sp_runtime::traits::{Convert, Dispatchable};

	const STORAGE_VERSION: StorageVersion = StorageVersion::new(1);

	/// Most precompiles that can be switched off.
	pub const MAX_PRECOMPILES: u32 = 64;

	/// An origin of one of the runtime's pallets.
	pub type PalletsOriginOf<T> =
		<<T as frame_system::Config>::RuntimeOrigin as OriginTrait>::PalletsOrigin;

	/// What the runtime wires.
	#[pallet::config]
	pub trait Config:
		frame_system::Config<
			AccountId = AccountId,
			RuntimeEvent: From<Event<Self>>,
			RuntimeCall: Dispatchable<PostInfo = PostDispatchInfo>,
		> + pallet_balances::Config<Balance = Balance>
		+ pallet_evm_accounts::Config
	{
		/// The EVM: its chain id.
		type Evm: Evm;

		/// Balances as the EVM has them: `pallet_evm::Config::Accounts`.
		type Accounts: AccountStore;

		/// Gas of an amount of weight: [`GasByWeight`] of `pallet_evm::Config::WeightPerGas`.
		type WeightToGas: Convert<Weight, u64>;

		/// The clock that permits expire by.
		type Time: UnixTime;

		/// Who may switch precompiles off and on.
		type SwitchOrigin: EnsureOrigin<Self::RuntimeOrigin>;

		/// The origin that proposals of a referendum track have, by the track's id; none where there is no
		/// such track.
		type TrackOrigin: Convert<u16, Option<PalletsOriginOf<Self>>>;

		/// Weights of the call.
		type WeightInfo: WeightInfo;
	}

	/// The pallet.
	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
	pub struct Pallet<T>(_);

	/// Numbers of the precompiles that are switched off, all of [`ADDRESSES`]. One value, so that a call
	/// of a precompile reads one.
	#[pallet::storage]
	pub type Disabled<T> =
		StorageValue<_, BoundedBTreeSet<u64, ConstU32<MAX_PRECOMPILES>>, ValueQuery>;

	/// What a spender may move of an owner's OPEN, plancks; the greatest number is for ever. Never zero.
	/// Addresses can be ground, so their hashes are cryptographic.
	#[pallet::storage]
	pub type Allowances<T> =
		StorageDoubleMap<_, Blake2_128Concat, H160, Blake2_128Concat, H160, U256>;

	/// Number of an owner's next permit.
	#[pallet::storage]
	pub type PermitNonces<T> = StorageMap<_, Blake2_128Concat, H160, u64, ValueQuery>;

	/// What happened.
	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	pub enum Event<T: Config> {
		/// A precompile was switched off or on.
		#[codec(index = 0)]
		PrecompileSwitched {
			/// Its address.
			address: H160,
			/// Whether calls of it run.
			enabled: bool,
		},
	}

	/// Why a call was refused.
	#[pallet::error]
	pub enum Error<T> {
		/// No precompile of this chain has this address.
		UnknownPrecompile,
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}

		fn integrity_test() {
			assert!(
				T::WeightToGas::convert(Weight::from_parts(1_000_000_000_000, 0)) > 0,
				"a second of weight must cost gas",
			);
		}
	}

	#[pallet::call]
	impl<T: Config> Pallet<T> {
		/// Switches a precompile off or on. Calls of one that is off find an account without code.
		///
		/// ## Arguments
		/// * `address`: of a precompile of this chain.
		/// * `enabled`: whether calls of it run.
		///
		/// ## Errors
		/// [`Error::UnknownPrecompile`].
		#[pallet::call_index(0)]
		#[pallet::weight(<T as Config>::WeightInfo::set_enabled())]
		pub fn set_enabled(origin: OriginFor<T>, address: H160, enabled: bool) -> DispatchResult {
			T::SwitchOrigin::ensure_origin(origin)?;
			Self::do_set_enabled(address, enabled)
		}
	}

	#[pallet::view_functions]
	impl<T: Config> Pallet<T> {
		/// What a spender may move of an owner's OPEN, plancks.
		pub fn allowance(owner: H160, spender: H160) -> U256 {
			Allowances::<T>::get(owner, spender).unwrap_or_default()
		}

		/// Whether calls of a precompile run.
		pub fn is_enabled(address: H160) -> bool {
			set::is_on::<T>(address)
		}
	}
}
