// SPDX-License-Identifier: Apache-2.0
//! Any sequence of calls keeps the state sound and the money together.

use crate::{mock::*, Pallet};
use openledger_primitives::{WorkerId, OPEN};
use openledger_primitives_traits::SlashWorkers;
use proptest::prelude::*;

#[derive(Clone, Debug)]
enum Step {
	Register(u8, u128),
	Add(u8, u128),
	Rotate(u8, u8),
	Leave(u8),
	Withdraw(u8),
	Slash(u32, u128, u8, bool),
	Expose(u128),
	Blocks(u32),
}

fn step() -> impl Strategy<Value = Step> {
	let who = prop_oneof![Just(OPERATOR), Just(OTHER), Just(POT)];
	let amount = 0..200 * OPEN;
	prop_oneof![
		(who.clone(), 90 * OPEN..400 * OPEN).prop_map(|(who, amount)| Step::Register(who, amount)),
		(who.clone(), amount.clone()).prop_map(|(who, amount)| Step::Add(who, amount)),
		(who.clone(), 10u8..14).prop_map(|(who, key)| Step::Rotate(who, key)),
		who.clone().prop_map(Step::Leave),
		who.clone().prop_map(Step::Withdraw),
		(0u32..4, amount, who, any::<bool>())
			.prop_map(|(id, amount, to, jail)| Step::Slash(id, amount, to, jail)),
		(0u128..2).prop_map(Step::Expose),
		(1u32..2 * DELAY).prop_map(Step::Blocks),
	]
}

fn run(step: Step) -> bool {
	match step {
		Step::Register(who, stake) => {
			Pallet::<Test>::register(signed(who), acc(KEY), endpoints(), stake).is_ok()
		},
		Step::Add(who, amount) => Pallet::<Test>::add_stake(signed(who), amount).is_ok(),
		Step::Rotate(who, key) => Pallet::<Test>::rotate_key(signed(who), acc(key)).is_ok(),
		Step::Leave(who) => Pallet::<Test>::leave(signed(who)).is_ok(),
		Step::Withdraw(who) => Pallet::<Test>::withdraw(signed(who)).is_ok(),
		Step::Slash(id, amount, to, jail) => {
			Pallet::<Test>::slash(WorkerId(id), amount, &acc(to), jail).is_ok()
		},
		Step::Expose(fees) => {
			OpenFees::set(fees);
			true
		},
		Step::Blocks(blocks) => {
			go_to(System::block_number() + blocks);
			true
		},
	}
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(64))]

	#[test]
	fn any_sequence_keeps_state_and_money(steps in prop::collection::vec(step(), 1..60)) {
		ExtBuilder::default().build_and_execute(|| {
			let issued = Balances::total_issuance();
			for step in steps {
				let before = sp_io::storage::root(sp_runtime::StateVersion::V1);
				let frame = format!("{step:?}");
				if !run(step) {
					let after = sp_io::storage::root(sp_runtime::StateVersion::V1);
					assert_eq!(before, after, "a failed call changed state: {frame}");
				}
				Pallet::<Test>::do_try_state().unwrap();
				assert_eq!(Balances::total_issuance(), issued);
				let all: u128 = [OPERATOR, OTHER, POT]
					.into_iter()
					.map(|n| {
						let data = System::account(acc(n)).data;
						data.free + data.reserved
					})
					.sum();
				assert_eq!(all, issued);
			}
		});
	}
}
