// SPDX-License-Identifier: Apache-2.0

//! All precompiles together, and their switches.

use crate::{
	kit::{address_of, revert, Handle, Precompile},
	pallet::{Config, Disabled, Error, Event, Pallet},
	AddressMapping, AgentAssets, Agents, Assets, Attribution, DatanetAssets, Datanets,
	IdentityRegistry, Inference, ModelAssets, Models, Open, Proxy, Rewards, Workers,
};
use alloc::vec::Vec;
use core::marker::PhantomData;
use frame_support::{ensure, weights::Weight};
use openledger_evm_primitives::{PrecompileCall, PrecompileKind, PrecompileResult, PrecompileSet};
use sp_core::H160;
use sp_runtime::{traits::Convert, DispatchResult};

/// The precompiles of a runtime: what `pallet_evm::Config::Precompiles` names.
pub struct Precompiles<T>(PhantomData<T>);

/// Number in an address: its last eight bytes where the others are zero.
fn number_of(address: H160) -> Option<u64> {
	let (head, tail) = address.as_bytes().split_last_chunk::<8>()?;
	head.iter().all(|byte| *byte == 0).then_some(u64::from_be_bytes(*tail))
}

/// Whether a precompile of this chain has the address, switched off or not.
pub(crate) fn is_known(address: H160) -> bool {
	number_of(address).is_some_and(|number| ADDRESSES.contains(&number))
}

impl<T: Config> Pallet<T> {
	pub(crate) fn do_set_enabled(address: H160, enabled: bool) -> DispatchResult {
		ensure!(is_known(address), Error::<T>::UnknownPrecompile);
		if enabled {
			Disabled::<T>::remove(address);
		} else {
			Disabled::<T>::insert(address, ());
		}
		Self::deposit_event(Event::PrecompileSwitched { address, enabled });
		Ok(())
	}
}

macro_rules! precompiles {
	($($number:literal => $precompile:ty,)*) => {
		/// Numbers of all precompiles, ascending.
		pub const ADDRESSES: &[u64] = &[$($number),*];

		impl<T: Config> Precompiles<T>
		where
			$($precompile: Precompile<T>,)*
		{
			fn kind_of(number: u64) -> Option<PrecompileKind> {
				match number {
					$($number => Some(<$precompile as Precompile<T>>::KIND),)*
					_ => None,
				}
			}

			fn run_at(number: u64, call: &mut PrecompileCall<'_>) -> PrecompileResult {
				match number {
					$($number => Handle::<T>::new(call).run::<$precompile>(),)*
					_ => Err(revert("UnknownPrecompile")),
				}
			}
		}

		impl<T: Config> PrecompileSet for Precompiles<T>
		where
			$($precompile: Precompile<T>,)*
		{
			fn addresses() -> Vec<H160> {
				ADDRESSES.iter().map(|number| address_of(*number)).collect()
			}

			fn kind(address: H160) -> Option<PrecompileKind> {
				let kind = Self::kind_of(number_of(address)?)?;
				(!Disabled::<T>::contains_key(address)).then_some(kind)
			}

			fn run(call: &mut PrecompileCall<'_>) -> PrecompileResult {
				match number_of(call.address) {
					Some(number) => Self::run_at(number, call),
					None => Err(revert("UnknownPrecompile")),
				}
			}

			fn weight_to_gas(weight: Weight) -> u64 {
				T::WeightToGas::convert(weight)
			}
		}

		#[cfg(test)]
		pub(crate) fn addresses_agree<T: Config>() -> bool
		where
			$($precompile: Precompile<T>,)*
		{
			[$($number == <$precompile as Precompile<T>>::ADDRESS),*].iter().all(|same| *same)
		}
	};
}

precompiles! {
	0x800 => Open,
	0x802 => Proxy,
	0x803 => AddressMapping,
	0x810 => Datanets,
	0x811 => Models,
	0x812 => Agents,
	0x813 => Workers,
	0x814 => Inference,
	0x815 => Attribution,
	0x816 => Rewards,
	0x820 => Assets<DatanetAssets>,
	0x821 => Assets<ModelAssets>,
	0x822 => Assets<AgentAssets>,
	0x823 => IdentityRegistry,
}
