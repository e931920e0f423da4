// SPDX-License-Identifier: Apache-2.0

//! OPEN as ERC-20.

use crate::{abi::IOpen, mock::*};
use alloy_primitives::{Address, U256};
use openledger_primitives::OPEN;
use openledger_primitives_account::{eth_account, evm_address};

const TOKEN: u64 = 0x800;

fn balance(n: u8) -> U256 {
	by(9).call(TOKEN, IOpen::balanceOfCall { account: sol(n) })
}

fn allowance(owner: u8, spender: u8) -> U256 {
	by(9).call(TOKEN, IOpen::allowanceCall { owner: sol(owner), spender: sol(spender) })
}

#[test]
fn metadata() {
	execute(|| {
		assert_eq!(by(9).call(TOKEN, IOpen::nameCall {}), "OPEN");
		assert_eq!(by(9).call(TOKEN, IOpen::symbolCall {}), "OPEN");
		assert_eq!(by(9).call(TOKEN, IOpen::decimalsCall {}), 18);
		let issued = Balances::total_issuance();
		assert_eq!(by(9).call(TOKEN, IOpen::totalSupplyCall {}), amount(issued));
		assert_eq!(balance(1), amount(RICHES));
		assert_eq!(balance(9), U256::ZERO);
	});
}

#[test]
fn a_transfer_moves_the_one_balance() {
	execute(|| {
		let call = IOpen::transferCall { to: sol(2), value: amount(OPEN) };
		let (done, logs) = by(1).logged(TOKEN, call);
		assert!(done);
		assert_eq!(Balances::free_balance(eth_account(user(1))), RICHES - OPEN);
		assert_eq!(Balances::free_balance(eth_account(user(2))), RICHES + OPEN);
		let event: IOpen::Transfer = only_event(TOKEN, &logs);
		assert_eq!((event.from, event.to, event.value), (sol(1), sol(2), amount(OPEN)));
	});
}

#[test]
fn a_mapped_account_is_reached_by_its_address() {
	execute(|| {
		let to = crate::kit::address(&substrate());
		by(1).call(TOKEN, IOpen::transferCall { to, value: amount(OPEN) });
		assert_eq!(Balances::free_balance(substrate()), RICHES + OPEN);
		// And may call itself, by the address that the EVM gives it.
		let caller = Caller::new(evm_address(&substrate()));
		caller.call(TOKEN, IOpen::transferCall { to: sol(1), value: amount(OPEN) });
		assert_eq!(Balances::free_balance(substrate()), RICHES);
	});
}

#[test]
fn transfers_of_nothing_and_to_oneself_are_transfers() {
	execute(|| {
		for call in [
			IOpen::transferCall { to: sol(8), value: U256::ZERO },
			IOpen::transferCall { to: sol(1), value: amount(OPEN) },
		] {
			let (_, logs) = by(1).logged(TOKEN, call);
			only_event::<IOpen::Transfer>(TOKEN, &logs);
		}
		assert_eq!(balance(1), amount(RICHES));
		assert_eq!(balance(8), U256::ZERO);
	});
}

#[test]
fn transfers_are_refused_with_a_reason() {
	execute(|| {
		let refused =
			|to: Address, value: U256| by(1).refused(TOKEN, IOpen::transferCall { to, value });
		assert_eq!(refused(Address::ZERO, amount(1)), "ZeroAddress");
		assert_eq!(refused(sol(2), amount(RICHES + 1)), "FundsUnavailable");
		assert_eq!(refused(sol(2), U256::MAX), "FundsUnavailable");
		assert_eq!(refused(sol(1), amount(RICHES + 1)), "FundsUnavailable");
	});
}

#[test]
fn amounts_below_the_existential_deposit_are_kept() {
	execute(|| {
		let issued = Balances::total_issuance();
		let transfer = |n: u8, to: u8, value: u128| {
			by(n).call(TOKEN, IOpen::transferCall { to: sol(to), value: amount(value) });
		};
		transfer(1, 8, ED - 1);
		assert_eq!(balance(8), amount(ED - 1));
		transfer(2, 8, RICHES - 7);
		assert_eq!((balance(2), balance(8)), (amount(7), amount(RICHES + ED - 8)));
		transfer(8, 3, RICHES + ED - 8);
		transfer(2, 3, 7);
		assert_eq!((balance(2), balance(8)), (U256::ZERO, U256::ZERO));
		assert_eq!(balance(3), amount(2 * RICHES + ED - 1));
		assert_eq!(Balances::total_issuance(), issued);
	});
}

#[test]
fn held_money_is_not_a_balance() {
	use frame_support::traits::fungible::MutateHold;
	execute(|| {
		let reason = pallet_workers::HoldReason::Stake.into();
		<Balances as MutateHold<_>>::hold(&reason, &eth_account(user(1)), OPEN).unwrap();
		assert!(balance(1) <= amount(RICHES - OPEN));
		let call = IOpen::transferCall { to: sol(2), value: amount(RICHES) };
		assert_eq!(by(1).refused(TOKEN, call), "FundsUnavailable");
	});
}

#[test]
fn an_allowance_is_spent() {
	execute(|| {
		let call = IOpen::approveCall { spender: sol(2), value: amount(3 * OPEN) };
		let (_, logs) = by(1).logged(TOKEN, call);
		let event: IOpen::Approval = only_event(TOKEN, &logs);
		assert_eq!((event.owner, event.spender, event.value), (sol(1), sol(2), amount(3 * OPEN)));
		assert_eq!(allowance(1, 2), amount(3 * OPEN));
		assert_eq!(allowance(2, 1), U256::ZERO);

		let take = |value: u128| IOpen::transferFromCall {
			from: sol(1),
			to: sol(3),
			value: amount(value),
		};
		let (_, logs) = by(2).logged(TOKEN, take(OPEN));
		only_event::<IOpen::Transfer>(TOKEN, &logs);
		assert_eq!(allowance(1, 2), amount(2 * OPEN));
		assert_eq!(balance(3), amount(RICHES + OPEN));
		assert_eq!(by(2).refused(TOKEN, take(2 * OPEN + 1)), "InsufficientAllowance");
		assert_eq!(by(4).refused(TOKEN, take(1)), "InsufficientAllowance");
		by(2).call(TOKEN, take(2 * OPEN));
		assert_eq!(allowance(1, 2), U256::ZERO);
		assert_eq!(crate::Allowances::<Test>::iter().count(), 0);
	});
}

#[test]
fn the_greatest_allowance_is_for_ever() {
	execute(|| {
		by(1).call(TOKEN, IOpen::approveCall { spender: sol(2), value: U256::MAX });
		let take = IOpen::transferFromCall { from: sol(1), to: sol(2), value: amount(OPEN) };
		by(2).call(TOKEN, take);
		assert_eq!(allowance(1, 2), U256::MAX);
	});
}

#[test]
fn a_failed_transfer_leaves_the_allowance() {
	execute(|| {
		by(1).call(TOKEN, IOpen::approveCall { spender: sol(2), value: amount(5 * RICHES) });
		let take = |from: Address, to: Address, value: u128| {
			let call = IOpen::transferFromCall { from, to, value: amount(value) };
			by(2).refused(TOKEN, call)
		};
		assert_eq!(take(sol(1), sol(3), 2 * RICHES), "FundsUnavailable");
		assert_eq!(take(sol(1), Address::ZERO, 1), "ZeroAddress");
		assert_eq!(take(Address::ZERO, sol(3), 0), "ZeroAddress");
		assert_eq!(allowance(1, 2), amount(5 * RICHES));
	});
}

#[test]
fn an_approval_can_be_changed_and_taken_back() {
	execute(|| {
		let approve = |value: u128| IOpen::approveCall { spender: sol(2), value: amount(value) };
		by(1).call(TOKEN, approve(5));
		by(1).call(TOKEN, approve(7));
		assert_eq!(allowance(1, 2), amount(7));
		assert_eq!(EvmPrecompiles::allowance(user(1), user(2)), 7.into());
		by(1).call(TOKEN, approve(0));
		assert_eq!(crate::Allowances::<Test>::iter().count(), 0);
		let zero = IOpen::approveCall { spender: Address::ZERO, value: amount(1) };
		assert_eq!(by(1).refused(TOKEN, zero), "ZeroAddress");
	});
}
