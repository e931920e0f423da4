// SPDX-License-Identifier: Apache-2.0

//! 0x802: proxies.

use crate::{
	abi::IProxy::{self, IProxyCalls},
	kit::{address, revert, sol_address, uint, Handle, Precompile, Step},
	pallet::Config,
};
use alloc::{boxed::Box, vec::Vec};
use alloy_primitives::Address;
use alloy_sol_types::SolCall;
use codec::{Decode, DecodeLimit, Encode};
use frame_support::traits::Currency;
use frame_system::pallet_prelude::BlockNumberFor;
use openledger_evm_primitives::{PrecompileKind, PrecompileResult};
use openledger_primitives::Balance;
use openledger_primitives_account::AccountId;
use sp_runtime::traits::{StaticLookup, UniqueSaturatedInto};

/// Proxies: accounts that may act for others.
pub struct Proxy;

/// Deepest nesting of a call that is given in SCALE.
const MAX_CALL_DEPTH: u32 = 64;

/// The runtime's kind of proxy with a number.
fn kind<T: pallet_proxy::Config>(number: u8) -> Step<T::ProxyType> {
	T::ProxyType::decode(&mut &[number][..]).map_err(|_| revert("UnknownKind"))
}

/// Number of a kind of proxy.
fn number(kind: &impl Encode) -> u8 {
	kind.encode().first().copied().unwrap_or_default()
}

impl Proxy {
	fn act<T>(
		handle: &mut Handle<'_, '_, T>,
		real: Address,
		kind: Option<T::ProxyType>,
		call: &[u8],
	) -> Step
	where
		T: Config + pallet_proxy::Config,
		<T as frame_system::Config>::RuntimeCall: From<pallet_proxy::Call<T>>,
	{
		handle.mutable()?;
		let call = <T as pallet_proxy::Config>::RuntimeCall::decode_all_with_depth_limit(
			MAX_CALL_DEPTH,
			&mut &call[..],
		)
		.map_err(|_| revert("BadCall"))?;
		let account = T::Lookup::unlookup(handle.account_at(real)?);
		handle.dispatch(pallet_proxy::Call::<T>::proxy {
			real: account,
			force_proxy_type: kind,
			call: Box::new(call),
		})?;
		let delegate = sol_address(handle.sender());
		handle.log(IProxy::ProxyCalled { real, delegate })
	}
}

impl<T> Precompile<T> for Proxy
where
	T: Config + pallet_proxy::Config<Currency: Currency<AccountId, Balance = Balance>>,
	BlockNumberFor<T>: From<u32>,
	<T as frame_system::Config>::RuntimeCall: From<pallet_proxy::Call<T>>,
{
	const ADDRESS: u64 = 0x802;
	const KIND: PrecompileKind = PrecompileKind::Stateful;
	type Interface = IProxyCalls;

	fn run(handle: &mut Handle<'_, '_, T>, call: IProxyCalls) -> PrecompileResult {
		let sender = sol_address(handle.sender());
		match call {
			IProxyCalls::addProxy(call) => {
				let proxy_type = kind::<T>(call.kind)?;
				let delegate = T::Lookup::unlookup(handle.account_at(call.delegate)?);
				handle.dispatch(pallet_proxy::Call::<T>::add_proxy {
					delegate,
					proxy_type,
					delay: call.delay.into(),
				})?;
				handle.log(IProxy::ProxyAdded {
					real: sender,
					delegate: call.delegate,
					kind: call.kind,
					delay: call.delay,
				})?;
			},
			IProxyCalls::removeProxy(call) => {
				let proxy_type = kind::<T>(call.kind)?;
				let delegate = T::Lookup::unlookup(handle.account_at(call.delegate)?);
				handle.dispatch(pallet_proxy::Call::<T>::remove_proxy {
					delegate,
					proxy_type,
					delay: call.delay.into(),
				})?;
				handle.log(IProxy::ProxyRemoved {
					real: sender,
					delegate: call.delegate,
					kind: call.kind,
					delay: call.delay,
				})?;
			},
			IProxyCalls::removeProxies(_) => {
				handle.dispatch(pallet_proxy::Call::<T>::remove_proxies {})?;
				handle.log(IProxy::ProxiesRemoved { real: sender })?;
			},
			IProxyCalls::proxy(call) => Self::act(handle, call.real, None, &call.call)?,
			IProxyCalls::proxyAs(call) => {
				let kind = kind::<T>(call.kind)?;
				Self::act(handle, call.real, Some(kind), &call.call)?;
			},
			IProxyCalls::proxies(call) => {
				handle.reads(1)?;
				let real = handle.account_at(call.real)?;
				let (found, deposit) = pallet_proxy::Pallet::<T>::proxies(real);
				let definitions = found
					.iter()
					.map(|found| IProxy::Definition {
						delegate: address(&found.delegate),
						kind: number(&found.proxy_type),
						delay: found.delay.unique_saturated_into(),
					})
					.collect();
				return Ok(IProxy::proxiesCall::abi_encode_returns(&IProxy::proxiesReturn {
					definitions,
					deposit: uint(deposit),
				}));
			},
			IProxyCalls::isProxy(call) => {
				handle.reads(1)?;
				let real = handle.account_at(call.real)?;
				let delegate = handle.account_at(call.delegate)?;
				let found = pallet_proxy::Pallet::<T>::proxies(real).0.iter().any(|found| {
					found.delegate == delegate
						&& number(&found.proxy_type) == call.kind
						&& found.delay == call.delay.into()
				});
				return Ok(IProxy::isProxyCall::abi_encode_returns(&found));
			},
		}
		Ok(Vec::new())
	}
}
