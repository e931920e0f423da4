// SPDX-License-Identifier: Apache-2.0

//! 0x800: OPEN as ERC-20.

use crate::{
	abi::IOpen::{self, IOpenCalls},
	kit::{
		h160, name_of, plancks, revert, sol_address, uint, Handle, Precompile, Step,
		CHANGED_SLOT_GAS, NEW_SLOT_GAS,
	},
	pallet::{Allowances, Config, PermitNonces},
	permit,
};
use alloc::{string::String, vec::Vec};
use alloy_primitives::{Address, U256};
use alloy_sol_types::SolCall;
use frame_support::{ensure, traits::fungible::Inspect};
use openledger_evm_primitives::{PrecompileKind, PrecompileResult};
use openledger_primitives_account::AccountId;
use pallet_evm::AccountStore;
use sp_core::H160;
use sp_runtime::{traits::StaticLookup, DispatchResult, TokenError};

/// OPEN as ERC-20 with EIP-2612 permits.
pub struct Open;

/// Name and symbol of the token, and name of its EIP-712 domain.
pub(crate) const NAME: &str = "OPEN";
/// Decimal places of the token.
const DECIMALS: u8 = 18;

/// An amount between the two number types.
fn wide(amount: sp_core::U256) -> U256 {
	U256::from_be_bytes(amount.to_big_endian())
}

/// An amount between the two number types.
fn narrow(amount: U256) -> sp_core::U256 {
	sp_core::U256::from_big_endian(&amount.to_be_bytes::<32>())
}

/// Refuses the zero address, as ERC-20 contracts do.
pub(crate) fn not_zero(address: Address) -> Step<H160> {
	if address.is_zero() {
		return Err(revert("ZeroAddress"));
	}
	Ok(h160(address))
}

impl Open {
	/// Sets an allowance and logs it.
	pub(crate) fn set_allowance<T: Config>(
		handle: &mut Handle<'_, '_, T>,
		owner: H160,
		spender: H160,
		value: U256,
	) -> Step {
		handle.mutable()?;
		handle.reads(1)?;
		let new = !value.is_zero() && !Allowances::<T>::contains_key(owner, spender);
		handle.charge(if new { NEW_SLOT_GAS } else { CHANGED_SLOT_GAS })?;
		Self::store_allowance::<T>(owner, spender, value);
		handle.log(IOpen::Approval {
			owner: sol_address(owner),
			spender: sol_address(spender),
			value,
		})
	}

	fn store_allowance<T: Config>(owner: H160, spender: H160, value: U256) {
		if value.is_zero() {
			Allowances::<T>::remove(owner, spender);
		} else {
			Allowances::<T>::insert(owner, spender, narrow(value));
		}
	}

	fn allowance<T: Config>(owner: H160, spender: H160) -> U256 {
		Allowances::<T>::get(owner, spender).map(wide).unwrap_or_default()
	}

	/// Takes what is spent off an allowance, unless it is for ever.
	fn spend<T: Config>(
		handle: &mut Handle<'_, '_, T>,
		owner: H160,
		spender: H160,
		value: U256,
	) -> Step {
		handle.reads(1)?;
		let allowed = Self::allowance::<T>(owner, spender);
		if allowed == U256::MAX {
			return Ok(());
		}
		let left = allowed.checked_sub(value).ok_or(revert("InsufficientAllowance"))?;
		handle.charge(CHANGED_SLOT_GAS)?;
		Self::store_allowance::<T>(owner, spender, left);
		Ok(())
	}

	/// Moves value as the EVM does: with dust, and without reaping it.
	fn move_value<T: Config>(from: &H160, to: &H160, amount: sp_core::U256) -> DispatchResult {
		if from == to {
			let balance = T::Accounts::get(from).unwrap_or_default().balance;
			ensure!(balance >= amount, TokenError::FundsUnavailable);
			return Ok(());
		}
		T::Accounts::decrease(from, amount)?;
		T::Accounts::increase(to, amount)
	}

	fn transfer<T: Config>(
		handle: &mut Handle<'_, '_, T>,
		from: H160,
		to: Address,
		value: U256,
	) -> Step
	where
		<T as frame_system::Config>::RuntimeCall: From<pallet_balances::Call<T>>,
	{
		handle.mutable()?;
		let receiver = not_zero(to)?;
		if !value.is_zero() {
			let amount = plancks(value).map_err(|_| revert("FundsUnavailable"))?;
			let dest = T::Lookup::unlookup(handle.account(receiver)?);
			let call = pallet_balances::Call::<T>::transfer_allow_death { dest, value: amount };
			handle.admit(call)?;
			Self::move_value::<T>(&from, &receiver, amount.into())
				.map_err(|error| revert(name_of(error)))?;
		}
		handle.log(IOpen::Transfer { from: sol_address(from), to, value })
	}
}

impl<T: Config> Precompile<T> for Open
where
	<T as frame_system::Config>::RuntimeCall: From<pallet_balances::Call<T>>,
{
	const ADDRESS: u64 = 0x800;
	const KIND: PrecompileKind = PrecompileKind::Stateful;
	type Interface = IOpenCalls;

	fn run(handle: &mut Handle<'_, '_, T>, call: IOpenCalls) -> PrecompileResult {
		let sender = handle.sender();
		Ok(match call {
			IOpenCalls::name(_) => IOpen::nameCall::abi_encode_returns(&String::from(NAME)),
			IOpenCalls::symbol(_) => IOpen::symbolCall::abi_encode_returns(&String::from(NAME)),
			IOpenCalls::decimals(_) => IOpen::decimalsCall::abi_encode_returns(&DECIMALS),
			IOpenCalls::totalSupply(_) => {
				handle.reads(1)?;
				let issued = <pallet_balances::Pallet<T> as Inspect<AccountId>>::total_issuance();
				IOpen::totalSupplyCall::abi_encode_returns(&uint(issued))
			},
			IOpenCalls::balanceOf(call) => {
				// Mapping, account, its locks, its dust.
				handle.reads(4)?;
				let balance = T::Accounts::get(&h160(call.account)).unwrap_or_default().balance;
				IOpen::balanceOfCall::abi_encode_returns(&wide(balance))
			},
			IOpenCalls::transfer(call) => {
				Self::transfer(handle, sender, call.to, call.value)?;
				IOpen::transferCall::abi_encode_returns(&true)
			},
			IOpenCalls::allowance(call) => {
				handle.reads(1)?;
				let allowed = Self::allowance::<T>(h160(call.owner), h160(call.spender));
				IOpen::allowanceCall::abi_encode_returns(&allowed)
			},
			IOpenCalls::approve(call) => {
				let spender = not_zero(call.spender)?;
				Self::set_allowance(handle, sender, spender, call.value)?;
				IOpen::approveCall::abi_encode_returns(&true)
			},
			IOpenCalls::transferFrom(call) => {
				handle.mutable()?;
				let from = not_zero(call.from)?;
				Self::spend(handle, from, sender, call.value)?;
				Self::transfer(handle, from, call.to, call.value)?;
				IOpen::transferFromCall::abi_encode_returns(&true)
			},
			IOpenCalls::permit(call) => {
				permit::permit(handle, call)?;
				Vec::new()
			},
			IOpenCalls::nonces(call) => {
				handle.reads(1)?;
				let nonce = PermitNonces::<T>::get(h160(call.owner));
				IOpen::noncesCall::abi_encode_returns(&U256::from(nonce))
			},
			IOpenCalls::DOMAIN_SEPARATOR(_) => {
				let separator = permit::domain_separator(handle)?;
				IOpen::DOMAIN_SEPARATORCall::abi_encode_returns(&separator.into())
			},
			IOpenCalls::eip712Domain(_) => {
				let domain = permit::domain(handle)?;
				IOpen::eip712DomainCall::abi_encode_returns(&domain)
			},
		})
	}
}
