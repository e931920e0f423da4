// SPDX-License-Identifier: Apache-2.0

//! Addresses and accounts.

use crate::{abi::IAddressMapping, kit::address, mock::*};
use alloy_primitives::B256;
use openledger_primitives::OPEN;
use openledger_primitives_account::{eth_account, evm_address, AccountId};

const MAPPING: u64 = 0x803;

fn bytes(account: &AccountId) -> B256 {
	B256::from_slice(account.as_ref())
}

#[test]
fn the_map_goes_both_ways() {
	execute(|| {
		let account_of = |addr| by(9).call(MAPPING, IAddressMapping::accountOfCall { addr });
		let address_of = |account| by(9).call(MAPPING, IAddressMapping::addressOfCall { account });
		let is_mapped = |addr| by(9).call(MAPPING, IAddressMapping::isMappedCall { addr });
		let ethereum = eth_account(user(1));
		assert_eq!(account_of(sol(1)), bytes(&ethereum));
		assert_eq!(address_of(bytes(&ethereum)), sol(1));
		assert!(!is_mapped(sol(1)));
		let mapped = address(&substrate());
		assert_eq!(account_of(mapped), bytes(&substrate()));
		assert_eq!(address_of(bytes(&substrate())), mapped);
		assert!(is_mapped(mapped));
	});
}

#[test]
fn what_was_sent_before_is_swept() {
	execute(|| {
		let account = bytes(&substrate());
		let sweep = || IAddressMapping::sweepCall { account };
		assert_eq!(by(1).refused(MAPPING, sweep()), "NothingToSweep");
		let fallback = eth_account(evm_address(&substrate()));
		<Balances as frame_support::traits::fungible::Mutate<_>>::mint_into(&fallback, OPEN)
			.unwrap();
		let (_, logs) = by(1).logged(MAPPING, sweep());
		let event: IAddressMapping::FallbackSwept = only_event(MAPPING, &logs);
		assert_eq!((event.account, event.addr), (account, address(&substrate())));
		assert_eq!(Balances::free_balance(substrate()), RICHES + OPEN);
		let call = IAddressMapping::sweepCall { account: B256::ZERO };
		assert_eq!(by(1).refused(MAPPING, call), "NotMapped");
	});
}
