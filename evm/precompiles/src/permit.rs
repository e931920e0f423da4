// SPDX-License-Identifier: Apache-2.0

//! EIP-2612: allowances by signature.

use crate::{
	abi::IOpen,
	kit::{address_of, h160, revert, sol_address, Handle, Step, CHANGED_SLOT_GAS, NEW_SLOT_GAS},
	open::{not_zero, Open, NAME},
	pallet::{Config, PermitNonces},
};
use alloc::{string::String, vec::Vec};
use alloy_primitives::{FixedBytes, U256};
use frame_support::traits::UnixTime;
use openledger_evm_primitives::Evm;
use openledger_primitives_account::{recover, EthSignature};
use sp_io::hashing::keccak_256;

/// Version of the EIP-712 domain.
const VERSION: &str = "1";
/// Type of the domain.
const DOMAIN_TYPE: &[u8] =
	b"EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)";
/// Type of a permit.
const PERMIT_TYPE: &[u8] =
	b"Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)";
/// Parts that the domain has (EIP-5267): name, version, chain id, contract.
const DOMAIN_FIELDS: u8 = 0x0f;
/// Gas of the hashes of a domain separator, at Ethereum's price: five of up to 160 bytes.
const DOMAIN_GAS: u64 = 300;
/// Gas of the hashes of a permit and of recovering its signer, at Ethereum's prices.
const RECOVER_GAS: u64 = 3_200;

/// The token's address.
const TOKEN: u64 = 0x800;

fn word(number: U256) -> [u8; 32] {
	number.to_be_bytes()
}

fn chain_id<T: Config>(handle: &mut Handle<'_, '_, T>) -> Step<U256> {
	handle.reads(1)?;
	Ok(U256::from(T::Evm::chain_id()))
}

/// EIP-712 domain separator of the token.
pub(crate) fn domain_separator<T: Config>(handle: &mut Handle<'_, '_, T>) -> Step<[u8; 32]> {
	handle.charge(DOMAIN_GAS)?;
	let words = [
		keccak_256(DOMAIN_TYPE),
		keccak_256(NAME.as_bytes()),
		keccak_256(VERSION.as_bytes()),
		word(chain_id(handle)?),
		sol_address(address_of(TOKEN)).into_word().0,
	];
	Ok(keccak_256(&words.concat()))
}

/// The domain in parts.
pub(crate) fn domain<T: Config>(handle: &mut Handle<'_, '_, T>) -> Step<IOpen::eip712DomainReturn> {
	Ok(IOpen::eip712DomainReturn {
		fields: FixedBytes([DOMAIN_FIELDS]),
		name: String::from(NAME),
		version: String::from(VERSION),
		chainId: chain_id(handle)?,
		verifyingContract: sol_address(address_of(TOKEN)),
		salt: FixedBytes::ZERO,
		extensions: Vec::new(),
	})
}

/// Sets an allowance by its owner's signature.
pub(crate) fn permit<T: Config>(handle: &mut Handle<'_, '_, T>, call: IOpen::permitCall) -> Step {
	handle.mutable()?;
	handle.reads(2)?;
	if U256::from(T::Time::now().as_secs()) > call.deadline {
		return Err(revert("PermitExpired"));
	}
	let owner = not_zero(call.owner)?;
	let spender = not_zero(call.spender)?;
	let nonce = PermitNonces::<T>::get(owner);

	handle.charge(RECOVER_GAS)?;
	let body = [
		keccak_256(PERMIT_TYPE),
		call.owner.into_word().0,
		call.spender.into_word().0,
		word(call.value),
		word(U256::from(nonce)),
		word(call.deadline),
	];
	let separator = domain_separator(handle)?;
	let digest =
		keccak_256(&[&[0x19, 0x01], &separator[..], &keccak_256(&body.concat())[..]].concat());
	let mut signature = [0; 65];
	let (rs, v) = signature.split_at_mut(64);
	rs.copy_from_slice(&[call.r.0, call.s.0].concat());
	v.copy_from_slice(&[call.v]);
	if recover(&digest, &EthSignature(signature)) != Some(h160(call.owner)) {
		return Err(revert("InvalidSignature"));
	}

	handle.charge(if nonce == 0 { NEW_SLOT_GAS } else { CHANGED_SLOT_GAS })?;
	let next = nonce.checked_add(1).ok_or(revert("InvalidSignature"))?;
	PermitNonces::<T>::insert(owner, next);
	Open::set_allowance(handle, owner, spender, call.value)
}
