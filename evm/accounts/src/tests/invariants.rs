// SPDX-License-Identifier: Apache-2.0
//! Any order of transfers, reapings and sweeps keeps money and map.

use crate::{mock::*, AccountOf, PendingSweeps};
use frame_support::{traits::Hooks, weights::Weight};
use openledger_primitives::Balance;
use openledger_primitives_account::{evm_address, AccountId};
use proptest::prelude::*;
use std::collections::BTreeMap;

const PEOPLE: u8 = 5;

fn place(n: u8) -> AccountId {
	let person = AccountId::new([n % PEOPLE + 1; 32]);
	if n < PEOPLE {
		person
	} else {
		fallback(&person)
	}
}

#[derive(Clone, Debug)]
enum Step {
	Send { from: u8, to: u8, amount: Balance },
	Drain { from: u8, to: u8 },
	Sweep { who: u8 },
	Map { who: u8 },
	EndBlock,
}

fn steps() -> impl Strategy<Value = Step> {
	let (all, people) = (0..PEOPLE * 2, 0..PEOPLE);
	prop_oneof![
		4 => (people.clone(), all.clone(), 0u128..300)
			.prop_map(|(from, to, amount)| Step::Send { from, to, amount }),
		2 => (people.clone(), all).prop_map(|(from, to)| Step::Drain { from, to }),
		1 => people.clone().prop_map(|who| Step::Sweep { who }),
		1 => people.prop_map(|who| Step::Map { who }),
		1 => Just(Step::EndBlock),
	]
}

proptest! {
	#[test]
	fn money_and_map_are_kept(history in prop::collection::vec(steps(), 1..80)) {
		ExtBuilder::build(vec![(ALICE, 1_000), (BOB, 1_000)]).execute_with(|| {
			let mut known: BTreeMap<_, AccountId> = BTreeMap::new();
			for step in history {
				let by = RuntimeOrigin::signed(ALICE);
				let _ = frame_support::storage::with_storage_layer(|| match step {
					Step::Send { from, to, amount } => Balances::transfer_keep_alive(
						RuntimeOrigin::signed(place(from)), place(to), amount),
					Step::Drain { from, to } => Balances::transfer_all(
						RuntimeOrigin::signed(place(from)), place(to), false),
					Step::Sweep { who } => EvmAccounts::sweep(by, place(who)),
					Step::Map { who } =>
						EvmAccounts::map_account(RuntimeOrigin::signed(place(who))),
					Step::EndBlock => {
						EvmAccounts::on_idle(1, Weight::MAX);
						assert!(PendingSweeps::<Test>::get().is_empty());
						Ok(())
					},
				});
				EvmAccounts::do_try_state().unwrap();
				let sum: Balance =
					(0..PEOPLE * 2).map(|n| Balances::free_balance(place(n))).sum();
				assert_eq!(sum, 2_000);
				// Every living account is mapped, and no entry ever goes or changes.
				for n in 0..PEOPLE {
					let who = place(n);
					if System::account_exists(&who) {
						assert!(EvmAccounts::is_mapped(who.clone()));
						assert_eq!(System::providers(&who), 1);
					}
				}
				for (address, account) in &known {
					assert_eq!(AccountOf::<Test>::get(address).as_ref(), Some(account));
				}
				known.extend(AccountOf::<Test>::iter());
				for account in known.values() {
					assert_eq!(EvmAccounts::address_of(account.clone()), Some(evm_address(account)));
				}
			}
		});
	}
}
