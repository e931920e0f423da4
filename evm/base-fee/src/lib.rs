// SPDX-License-Identifier: Apache-2.0
//! # Base fee pallet
//!
//! The base fee of EIP-1559, by what blocks use.
//!
//! ## Overview
//!
//! When a block ends, the fee of the next one follows from the gas it used: above the target, which is
//! half of the block gas limit, the fee rises by at most an eighth, below it falls by at most an
//! eighth, and it never falls below a minimum. Blocks that use no gas count too. A runtime whose blocks
//! can be full with less gas than their limit says so in [`Config::Used`].
//!
//! The pallet that counts gas must end its blocks **before** this one, so its index is lower: its
//! header carries the fee that the block's transactions paid, and this pallet then writes the next.
//! Between blocks, state therefore holds the fee of the next block.

#![cfg_attr(not(feature = "std"), no_std)]
#![deny(missing_docs)]

#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;
mod math;
#[cfg(test)]
mod mock;
#[cfg(test)]
mod tests;
#[cfg(any(feature = "try-runtime", test))]
mod try_state;
pub mod weights;

pub use math::{next_base_fee, ELASTICITY, MAX_CHANGE_DENOMINATOR};
pub use pallet::*;
pub use weights::WeightInfo;

/// The pallet.
#[frame_support::pallet]
pub mod pallet {
	use super::*;
	use frame_support::pallet_prelude::*;
	use frame_system::pallet_prelude::*;
	use sp_core::U256;

	const STORAGE_VERSION: StorageVersion = StorageVersion::new(1);

	/// What the runtime wires.
	#[pallet::config]
	pub trait Config: frame_system::Config<RuntimeEvent: From<Event<Self>>> {
		/// Gas that the current block has used; or the part of the block gas limit that answers to the part of
		/// a block's weight that is used, if that is more.
		type Used: Get<u64>;

		/// Gas of a block. The target is half of it.
		type BlockGasLimit: Get<u64>;

		/// Least base fee where genesis and governance set none, plancks per gas.
		#[pallet::constant]
		type DefaultMinimum: Get<u128>;

		/// Who sets fee and minimum.
		type FeeOrigin: EnsureOrigin<Self::RuntimeOrigin>;

		/// Weights of the calls and of the end of a block.
		type WeightInfo: WeightInfo;
	}

	/// The base fee pallet.
	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
	pub struct Pallet<T>(_);

	/// Base fee where none was written: the minimum.
	#[pallet::type_value]
	pub fn DefaultBaseFee<T: Config>() -> u128 {
		T::DefaultMinimum::get()
	}

	/// Base fee of the block that is being built, and between blocks of the next, plancks per gas.
	#[pallet::storage]
	pub type BaseFeePerGas<T: Config> = StorageValue<_, u128, ValueQuery, DefaultBaseFee<T>>;

	/// Least base fee, plancks per gas.
	#[pallet::storage]
	pub type MinimumBaseFee<T: Config> = StorageValue<_, u128, ValueQuery, DefaultBaseFee<T>>;

	/// Fees of genesis.
	#[pallet::genesis_config]
	#[derive(frame_support::DefaultNoBound)]
	pub struct GenesisConfig<T: Config> {
		/// Base fee, plancks per gas; the minimum where none is given.
		pub base_fee_per_gas: Option<u128>,
		/// Least base fee, plancks per gas; [`Config::DefaultMinimum`] where none is given.
		pub minimum: Option<u128>,
		/// Marker of the runtime.
		#[serde(skip)]
		pub _config: core::marker::PhantomData<T>,
	}

	#[pallet::genesis_build]
	impl<T: Config> BuildGenesisConfig for GenesisConfig<T> {
		fn build(&self) {
			let minimum = self.minimum.unwrap_or(T::DefaultMinimum::get());
			MinimumBaseFee::<T>::put(minimum);
			BaseFeePerGas::<T>::put(self.base_fee_per_gas.unwrap_or(minimum).max(minimum));
		}
	}

	/// What happened.
	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	pub enum Event<T: Config> {
		/// Governance set the base fee.
		BaseFeeSet {
			/// Plancks per gas.
			base_fee_per_gas: u128,
		},
		/// Governance set the least base fee.
		MinimumSet {
			/// Plancks per gas.
			minimum: u128,
		},
	}

	/// Why a call failed.
	#[pallet::error]
	pub enum Error<T> {
		/// The fee is below the minimum.
		BelowMinimum,
		/// The fee is zero, or does not fit the 64 bits that Ethereum's tools give it.
		OutOfRange,
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		fn integrity_test() {
			assert!(T::DefaultMinimum::get() > 0, "a base fee of zero never rises");
			assert!(
				T::DefaultMinimum::get() <= u64::MAX.into(),
				"Ethereum's tools give the base fee 64 bits"
			);
			assert!(T::BlockGasLimit::get() >= ELASTICITY, "the target must not be zero");
		}

		fn on_initialize(_: BlockNumberFor<T>) -> Weight {
			T::WeightInfo::on_finalize()
		}

		fn on_finalize(_: BlockNumberFor<T>) {
			BaseFeePerGas::<T>::mutate(|fee| {
				*fee = next_base_fee(
					*fee,
					T::Used::get(),
					T::BlockGasLimit::get(),
					MinimumBaseFee::<T>::get(),
				);
			});
		}

		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}

	#[pallet::call]
	impl<T: Config> Pallet<T> {
		/// Sets the base fee of the next block.
		///
		/// ## Arguments
		/// * `base_fee_per_gas`: plancks per gas.
		///
		/// ## Errors
		/// `BelowMinimum`, `OutOfRange`.
		#[pallet::call_index(0)]
		#[pallet::weight(T::WeightInfo::set_base_fee_per_gas())]
		pub fn set_base_fee_per_gas(
			origin: OriginFor<T>,
			base_fee_per_gas: u128,
		) -> DispatchResult {
			T::FeeOrigin::ensure_origin(origin)?;
			ensure!(base_fee_per_gas >= MinimumBaseFee::<T>::get(), Error::<T>::BelowMinimum);
			ensure!(base_fee_per_gas <= u64::MAX.into(), Error::<T>::OutOfRange);
			BaseFeePerGas::<T>::put(base_fee_per_gas);
			Self::deposit_event(Event::BaseFeeSet { base_fee_per_gas });
			Ok(())
		}

		/// Sets the least base fee. A fee below it rises to it.
		///
		/// ## Arguments
		/// * `minimum`: plancks per gas.
		///
		/// ## Errors
		/// `OutOfRange`.
		#[pallet::call_index(1)]
		#[pallet::weight(T::WeightInfo::set_minimum())]
		pub fn set_minimum(origin: OriginFor<T>, minimum: u128) -> DispatchResult {
			T::FeeOrigin::ensure_origin(origin)?;
			ensure!((1..=u64::MAX.into()).contains(&minimum), Error::<T>::OutOfRange);
			MinimumBaseFee::<T>::put(minimum);
			BaseFeePerGas::<T>::mutate(|fee| *fee = (*fee).max(minimum));
			Self::deposit_event(Event::MinimumSet { minimum });
			Ok(())
		}
	}

	#[pallet::view_functions]
	impl<T: Config> Pallet<T> {
		/// Base fee of the next block, plancks per gas.
		pub fn base_fee_per_gas() -> u128 {
			BaseFeePerGas::<T>::get()
		}
	}

	/// Least base fee, plancks per gas.
	pub struct Minimum<T>(core::marker::PhantomData<T>);
	impl<T: Config> Get<U256> for Minimum<T> {
		fn get() -> U256 {
			MinimumBaseFee::<T>::get().into()
		}
	}

	impl<T: Config> Get<U256> for Pallet<T> {
		fn get() -> U256 {
			BaseFeePerGas::<T>::get().into()
		}
	}
}
