// SPDX-License-Identifier: Apache-2.0

//! All precompiles together, and their switches.

use crate::{
	kit::{address_of, revert, Handle, Precompile},
	pallet::{Config, Disabled, Error, Event, Pallet, MAX_PRECOMPILES},
	AddressMapping, AgentAssets, Agents, Assets, Attribution, Batch, ConvictionVoting,
	DatanetAssets, Datanets, IdentityRegistry, Inference, ModelAssets, Models, NominationPools,
	Open, Proxy, Referenda, Rewards, Staking, Workers,
};
use alloc::vec::Vec;
use core::marker::PhantomData;
use frame_support::weights::Weight;
use openledger_evm_primitives::{PrecompileCall, PrecompileKind, PrecompileResult, PrecompileSet};
use sp_core::H160;
use sp_runtime::{traits::Convert, DispatchResult};

/// Number in an address: its last eight bytes where the others are zero.
fn number_of(address: H160) -> Option<u64> {
	let (head, tail) = address.as_bytes().split_last_chunk::<8>()?;
	head.iter().all(|byte| *byte == 0).then_some(u64::from_be_bytes(*tail))
}

/// Whether a precompile of this chain runs.
pub(crate) fn is_on<T: Config>(address: H160) -> bool {
	number_of(address).is_some_and(|number| {
		ADDRESSES.contains(&number) && !Disabled::<T>::get().contains(&number)
	})
}

impl<T: Config> Pallet<T> {
	pub(crate) fn do_set_enabled(address: H160, enabled: bool) -> DispatchResult {
		let number = number_of(address)
			.filter(|number| ADDRESSES.contains(number))
			.ok_or(Error::<T>::UnknownPrecompile)?;
		let mut disabled = Disabled::<T>::get();
		if enabled {
			disabled.remove(&number);
		} else {
			disabled.try_insert(number).map_err(|_| Error::<T>::UnknownPrecompile)?;
		}
		if disabled.is_empty() {
			Disabled::<T>::kill();
		} else {
			Disabled::<T>::put(disabled);
		}
		Self::deposit_event(Event::PrecompileSwitched { address, enabled });
		Ok(())
	}
}

macro_rules! precompiles {
	($(#[$meta:meta])* $set:ident, $(#[$about:meta])* $addresses:ident: $($number:literal => $precompile:ty,)*) => {
		$(#[$about])*
		pub const $addresses: &[u64] = &[$($number),*];

		$(#[$meta])*
		pub struct $set<T>(PhantomData<T>);

		impl<T: Config> $set<T>
		where
			$($precompile: Precompile<T>,)*
		{
			fn kind_of(number: u64) -> Option<PrecompileKind> {
				match number {
					$($number => Some(<$precompile as Precompile<T>>::KIND),)*
					_ => None,
				}
			}

			fn code_at(number: u64) -> Option<&'static [u8]> {
				match number {
					$($number => <$precompile as Precompile<T>>::CODE,)*
					_ => None,
				}
			}

			fn run_at(number: u64, call: &mut PrecompileCall<'_>) -> PrecompileResult {
				match number {
					$($number => {
						const { assert!($number == <$precompile as Precompile<T>>::ADDRESS) };
						Handle::<T>::new(call).run::<$precompile>()
					},)*
					_ => Err(revert("UnknownPrecompile")),
				}
			}
		}

		impl<T: Config> PrecompileSet for $set<T>
		where
			$($precompile: Precompile<T>,)*
		{
			fn addresses() -> Vec<H160> {
				$addresses.iter().map(|number| address_of(*number)).collect()
			}

			fn contains(address: H160) -> bool {
				number_of(address).is_some_and(|number| Self::kind_of(number).is_some())
			}

			fn kind(address: H160) -> Option<PrecompileKind> {
				let number = number_of(address)?;
				let kind = Self::kind_of(number)?;
				(!Disabled::<T>::get().contains(&number)).then_some(kind)
			}

			fn code(address: H160) -> Option<&'static [u8]> {
				Self::code_at(number_of(address)?)
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
	};
}

precompiles! {
	/// The precompiles of a runtime: what `pallet_evm::Config::Precompiles` names.
	Precompiles,
	/// Numbers of all precompiles, ascending.
	ADDRESSES:
	0x800 => Open,
	0x801 => Batch,
	0x802 => Proxy,
	0x803 => AddressMapping,
	0x805 => Staking,
	0x806 => NominationPools,
	0x807 => Referenda,
	0x808 => ConvictionVoting,
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

/// Every precompile has a place in the set of those that are off.
const _: () = assert!(ADDRESSES.len() <= MAX_PRECOMPILES as usize);

#[cfg(test)]
precompiles! {
	/// The precompiles whose pallets are in the runtime of this crate's tests. Those of staking and
	/// governance are tested over the chain's own runtime.
	TestedPrecompiles,
	/// Their numbers.
	TESTED:
	0x800 => Open,
	0x801 => Batch,
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
