// SPDX-License-Identifier: Apache-2.0
//! Whatever anyone does in whatever order, no planck is made or lost and every batch ends.

use super::{fraud::answer, *};
use crate::{mock::*, *};
use frame_support::traits::{fungible::Mutate, tokens::Preservation::Expendable};
use openledger_primitives::OPEN;
use openledger_primitives_objects::{FraudProof, TreeKind};
use proptest::prelude::*;

/// The book in which a report is false.
const LIAR: usize = 1;

#[derive(Clone, Debug)]
enum Act {
	Announce(usize),
	Attest(usize, u32),
	Demand(usize, u32),
	Answer(usize, u32),
	Enforce(usize, u32),
	Challenge(usize),
	Reveal(usize),
	EndChallenge(usize),
	Settle(usize),
	Credit(usize),
	Advance(usize),
	Prune(usize),
	DrainStake(u8),
	Wait(u32),
}

fn act() -> impl Strategy<Value = Act> {
	let book = 0usize..3;
	prop_oneof![
		3 => book.clone().prop_map(Act::Announce),
		4 => (book.clone(), 0u32..2).prop_map(|(b, s)| Act::Attest(b, s)),
		1 => (book.clone(), 0u32..4).prop_map(|(b, l)| Act::Demand(b, l)),
		1 => (book.clone(), 0u32..4).prop_map(|(b, l)| Act::Answer(b, l)),
		1 => (book.clone(), 0u32..4).prop_map(|(b, l)| Act::Enforce(b, l)),
		1 => book.clone().prop_map(Act::Challenge),
		1 => book.clone().prop_map(Act::Reveal),
		1 => book.clone().prop_map(Act::EndChallenge),
		4 => book.clone().prop_map(Act::Settle),
		4 => book.clone().prop_map(Act::Credit),
		2 => book.clone().prop_map(Act::Advance),
		1 => book.prop_map(Act::Prune),
		1 => (0u8..4).prop_map(Act::DrainStake),
		6 => (1u32..12).prop_map(Act::Wait),
	]
}

fn perform(books: &[Book], act: Act) {
	let id = |b: usize| books[b].header.id();
	let by = || signed("Demander");
	// Refusals are fine; what matters is what is left behind.
	let _ = match act {
		Act::Announce(b) => books[b].announce(),
		Act::Attest(b, seat) => {
			let seeded = Batches::<Test>::get(WORKER, id(b).epoch)
				.is_some_and(|batch| batch.committee.len() > seat as usize);
			match seeded {
				true => attest(id(b).epoch.0, seat),
				false => Ok(()),
			}
		},
		Act::Demand(b, leaf) => Attribution::demand(by(), id(b), TreeKind::Sessions, leaf),
		Act::Answer(b, leaf) => {
			use codec::Encode;
			let book = &books[b];
			match book.sessions_tree().open(leaf) {
				Some(opening) => Attribution::answer(
					by(),
					id(b),
					TreeKind::Sessions,
					leaf,
					book.sessions[leaf as usize].encode().try_into().unwrap(),
					LeafOpening::Sum(opening),
				),
				None => Ok(()),
			}
		},
		Act::Enforce(b, leaf) => Attribution::enforce(by(), id(b), TreeKind::Sessions, leaf),
		Act::Challenge(b) => {
			let proof = FraudProof::Report(answer(&books[b], 0));
			let who = account("Demander");
			let commitment = Attribution::commitment(id(b), &proof, &who, &Default::default());
			Attribution::challenge(by(), id(b), commitment)
		},
		Act::Reveal(b) => {
			let proof = Box::new(FraudProof::Report(answer(&books[b], 0)));
			let issued = Balances::total_issuance();
			let revealed = Attribution::challenge_reveal(by(), id(b), proof, Default::default());
			// Half of a penalty of at most a tenth of the stake.
			let burnt = issued - Balances::total_issuance();
			assert!(burnt <= STAKE / 20 && (burnt == 0 || b == LIAR));
			Burnt::set(&(Burnt::get() + burnt));
			revealed
		},
		Act::EndChallenge(b) => Attribution::challenge_end(by(), id(b), account("Demander")),
		Act::Settle(b) => {
			let next = Batches::<Test>::get(WORKER, id(b).epoch).map(|b| b.next_session_leaf);
			match next {
				Some(next) if next < books[b].header.sessions.count => books[b].settle(next, 1),
				_ => Ok(()),
			}
		},
		Act::Credit(b) => {
			let next = Batches::<Test>::get(WORKER, id(b).epoch).map(|b| b.next_credit_leaf);
			match next {
				Some(next) if next < books[b].header.credits.count => books[b].credit(next, 1),
				_ => Ok(()),
			}
		},
		Act::Advance(b) => Attribution::advance(by(), id(b)),
		Act::Prune(b) => Attribution::prune(by(), id(b)),
		Act::DrainStake(quarter) => {
			let stake = stake_account(WORKER);
			let part = Balances::free_balance(&stake) / 4 * u128::from(quarter);
			<Balances as Mutate<_>>::transfer(&stake, &account("Broke"), part, Expendable)
				.map(|_| ())
		},
		Act::Wait(blocks) => {
			run(blocks);
			Ok(())
		},
	};
	check_state();
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(24))]

	#[test]
	fn nothing_is_lost_and_nothing_is_stuck(
		acts in prop::collection::vec(act(), 1..70),
		deposit in prop_oneof![Just(1_000u128), Just(10 * OPEN)],
	) {
		ExtBuilder::validators(2).build_and_execute(|| {
			let sessions = [open_session(deposit), open_session(10 * OPEN)];
			run_to_epoch(3);
			let mut standings = fresh(&sessions);
			let mut books: Vec<Book> =
				(0..3).map(|epoch| Book::new(epoch, 2, &mut standings)).collect();
			let Book { receipts, mut reports, sessions, credits, .. } = books[LIAR].clone();
			reports[0].entries[0].share += 1;
			books[LIAR] = Book::over(LIAR as u32, receipts, reports, sessions, credits);
			for act in acts {
				perform(&books, act);
			}
			// From any state, time and `advance` by anyone end every batch.
			for _ in 0..40 {
				if Batches::<Test>::iter().next().is_none() {
					break;
				}
				run(15);
				Attribution::report_accused(frame_support::weights::Weight::MAX);
				for book in &books {
					let id = book.header.id();
					for leaf in 0..4 {
						let by = signed("Anyone");
						let _ = Attribution::enforce(by, id, TreeKind::Sessions, leaf);
					}
					let by = signed("Anyone");
					let _ = Attribution::challenge_end(by, id, account("Demander"));
					let _ = Attribution::advance(signed("Anyone"), id);
					let _ = Attribution::prune(signed("Anyone"), id);
				}
				check_state();
			}
			assert_eq!(Batches::<Test>::iter().count(), 0);
			assert_eq!(Demands::<Test>::iter().count(), 0);
			assert_eq!(Challenges::<Test>::iter().count(), 0);
			assert_eq!(Accusations::<Test>::iter().count(), 0);
			assert_eq!(Exposures::<Test>::iter().count(), 0);
			let held = account("Demander");
			use frame_support::traits::fungible::InspectHold;
			assert_eq!(Balances::total_balance_on_hold(&held), 0);
			assert_eq!(Balances::total_balance_on_hold(&operator()), 0);
		});
	}
}
