// SPDX-License-Identifier: Apache-2.0
//! Conservation over any sequence of calls: what a payer has and holds, and what it paid, is
//! constant; the pot has exactly what was paid; a failed call changes nothing. Payers include the
//! worker's own operator.

use crate::{mock::*, NextSessionId, OpenSession, Pallet, Sessions};
use openledger_primitives::{SessionId, WorkerId, OPEN};
use openledger_primitives_traits::SettleSessions;
use proptest::prelude::*;
use std::collections::BTreeMap;

#[derive(Clone, Debug)]
enum Step {
	Open { payer: u8, worker: u32, deposit: u128, call: u128, blocks: u32 },
	OpenMany { payer: u8, deposit: u128, count: u32, broken: bool },
	TopUp { payer: u8, session: u64, amount: u128 },
	Settle { session: u64, calls: u32, acknowledged: u128, last: u128, wrong: u8 },
	Close { payer: u8, session: u64 },
	Release { session: u64 },
	Blocks(u32),
}

const PAYERS: [u8; 3] = [PAYER, SECOND, OPERATOR];

fn step() -> impl Strategy<Value = Step> {
	let payer = prop::sample::select(PAYERS.to_vec());
	let session = 0u64..6;
	prop_oneof![
		2 => (payer.clone(), 0u32..3, 0..400 * OPEN, 0..5 * OPEN, 0u32..300).prop_map(
			|(payer, worker, deposit, call, blocks)| Step::Open {
				payer, worker, deposit, call, blocks
			}
		),
		1 => (payer.clone(), 0..200 * OPEN, 0u32..5, any::<bool>()).prop_map(
			|(payer, deposit, count, broken)| Step::OpenMany { payer, deposit, count, broken }
		),
		1 => (payer.clone(), session.clone(), 0..300 * OPEN)
			.prop_map(|(payer, session, amount)| Step::TopUp { payer, session, amount }),
		4 => (session.clone(), 0u32..5, 0..100 * OPEN, 0..6 * OPEN, 0u8..20).prop_map(
			|(session, calls, acknowledged, last, wrong)| Step::Settle {
				session, calls, acknowledged, last, wrong
			}
		),
		1 => (payer, session.clone()).prop_map(|(payer, session)| Step::Close { payer, session }),
		1 => session.prop_map(|session| Step::Release { session }),
		1 => (1u32..150).prop_map(Step::Blocks),
	]
}

/// Runs a step; true when it succeeded. Adds what a payer paid to `paid`.
fn run(step: Step, paid: &mut BTreeMap<u8, u128>) -> bool {
	match step {
		Step::Open { payer, worker, deposit, call, blocks } => {
			let opening = OpenSession {
				worker: WorkerId(worker),
				deposit,
				max_per_call: call,
				expires_at: System::block_number() + blocks,
				..opening()
			};
			Pallet::<Test>::open_session(signed(payer), opening).is_ok()
		},
		Step::OpenMany { payer, deposit, count, broken } => {
			let expires_at = System::block_number() + 20;
			let one = OpenSession { deposit, expires_at, ..opening() };
			let mut list = vec![one.clone(); count as usize];
			if broken {
				list.push(OpenSession { worker: WorkerId(7), ..one });
			}
			Pallet::<Test>::open_sessions(signed(payer), list.try_into().unwrap()).is_ok()
		},
		Step::TopUp { payer, session, amount } => {
			Pallet::<Test>::top_up(signed(payer), SessionId(session), amount).is_ok()
		},
		Step::Settle { session: id, calls, acknowledged, last, wrong } => {
			let id = SessionId(id);
			let Some(stored) = Sessions::<Test>::get(id) else { return false };
			let mut leaf = leaf(id, stored.settled_n + calls, acknowledged, last);
			let mut worker = stored.worker;
			match wrong {
				0 => leaf.settled_before += 1,
				1 => leaf.n_from += 1,
				2 => leaf.voucher.voucher.cumulative += 1,
				3 => worker = WorkerId(worker.0 + 1),
				4 => leaf.session = NextSessionId::<Test>::get(),
				5 => leaf.voucher.voucher.worker = WorkerId(9),
				_ => {},
			}
			let due = leaf.amount();
			match Pallet::<Test>::settle(worker, &leaf, &acc(POT)) {
				Ok(moved) => {
					assert!(wrong > 5, "a wrong leaf was settled");
					assert_eq!(moved, due.unwrap().min(stored.held));
					let payer = PAYERS.into_iter().find(|n| acc(*n) == stored.payer).unwrap();
					*paid.entry(payer).or_default() += moved;
					true
				},
				Err(_) => false,
			}
		},
		Step::Close { payer, session } => {
			Pallet::<Test>::close_session(signed(payer), SessionId(session)).is_ok()
		},
		Step::Release { session } => {
			Pallet::<Test>::release(signed(OTHER), SessionId(session)).is_ok()
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
	fn held_paid_and_released_are_constant(steps in prop::collection::vec(step(), 1..60)) {
		ExtBuilder::default().build_and_execute(|| {
			let issued = Balances::total_issuance();
			let mut paid = BTreeMap::new();
			for step in steps {
				let before = sp_io::storage::root(sp_runtime::StateVersion::V1);
				let told = format!("{step:?}");
				if !run(step, &mut paid) {
					let after = sp_io::storage::root(sp_runtime::StateVersion::V1);
					assert_eq!(before, after, "a failed call changed state: {told}");
				}
				Pallet::<Test>::do_try_state().unwrap();
				for payer in PAYERS {
					let so_far = paid.get(&payer).copied().unwrap_or_default();
					assert_eq!(total(payer) + so_far, RICH);
				}
				let all: u128 = paid.values().sum();
				assert_eq!(Balances::free_balance(acc(POT)), EXISTENTIAL + all);
				assert_eq!(Balances::total_issuance(), issued);
			}
		});
	}
}
