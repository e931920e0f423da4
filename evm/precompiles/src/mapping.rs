// SPDX-License-Identifier: Apache-2.0

//! 0x803: addresses and accounts.

use crate::{
	abi::IAddressMapping::{self, IAddressMappingCalls},
	kit::{address, bytes32, h160, Handle, Precompile},
	pallet::Config,
};
use alloc::vec::Vec;
use alloy_sol_types::SolCall;
use openledger_evm_primitives::{PrecompileKind, PrecompileResult};
use openledger_primitives_account::AccountId;

/// The map between addresses and accounts.
pub struct AddressMapping;

impl<T: Config> Precompile<T> for AddressMapping
where
	<T as frame_system::Config>::RuntimeCall: From<pallet_evm_accounts::Call<T>>,
{
	const ADDRESS: u64 = 0x803;
	const KIND: PrecompileKind = PrecompileKind::Stateful;
	type Interface = IAddressMappingCalls;

	fn run(handle: &mut Handle<'_, '_, T>, call: IAddressMappingCalls) -> PrecompileResult {
		Ok(match call {
			IAddressMappingCalls::accountOf(call) => {
				let account = handle.account_at(call.addr)?;
				IAddressMapping::accountOfCall::abi_encode_returns(&bytes32(account))
			},
			IAddressMappingCalls::addressOf(call) => {
				let found = address(&AccountId::new(call.account.0));
				IAddressMapping::addressOfCall::abi_encode_returns(&found)
			},
			IAddressMappingCalls::isMapped(call) => {
				handle.reads(1)?;
				let mapped = pallet_evm_accounts::Pallet::<T>::is_taken(h160(call.addr));
				IAddressMapping::isMappedCall::abi_encode_returns(&mapped)
			},
			IAddressMappingCalls::sweep(call) => {
				let account = AccountId::new(call.account.0);
				let addr = address(&account);
				handle.dispatch(pallet_evm_accounts::Call::<T>::sweep { account })?;
				handle.log(IAddressMapping::FallbackSwept { account: call.account, addr })?;
				Vec::new()
			},
		})
	}
}
