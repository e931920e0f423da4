// SPDX-License-Identifier: Apache-2.0

//! No planck is lost or made, whatever is called in whatever order by whomever.
//!
//! `OPENLEDGER_CASES` and `OPENLEDGER_STEPS` raise the number of sequences and their length;
//! `OPENLEDGER_TELL=1` prints how often each step succeeded.

use crate::{
	scene::{flow::*, *},
	world::{World, ACTORS, STEPS},
};
use frame_support::traits::fungible::Inspect;
use openledger_primitives::*;
use openledger_runtime::*;
use proptest::{
	prelude::*,
	test_runner::{Config, TestRunner},
};
use std::{cell::RefCell, collections::BTreeMap, env, rc::Rc};

/// Money at the start, and what the events say was burnt and made since.
struct Issuance {
	start: Balance,
	burnt: Balance,
	made: Balance,
}

impl Issuance {
	fn now() -> Self {
		burnt_and_made();
		Self { start: Balances::total_issuance(), burnt: 0, made: 0 }
	}

	/// Takes in the events since the last time and clears them.
	fn note(&mut self) {
		let (burnt, made) = burnt_and_made();
		self.burnt += burnt;
		self.made += made;
	}

	fn check(&mut self) {
		self.note();
		assert_eq!(self.made, 0, "money was made");
		let issued = Balances::total_issuance();
		assert_eq!(issued + self.burnt, self.start, "issued and burnt are not what there was");
		let held: Balance = frame_system::Account::<Runtime>::iter()
			.map(|(_, account)| account.data.free + account.data.reserved)
			.sum();
		assert_eq!(held, issued, "accounts do not hold what is issued");
	}
}

/// Every pallet's invariants.
fn check_invariants() {
	#[cfg(feature = "try-runtime")]
	{
		use frame_support::traits::{TryState, TryStateSelect};
		AllPalletsWithSystem::try_state(System::block_number(), TryStateSelect::All).unwrap();
	}
}

fn cast(alone: bool) -> Cast {
	let [alice, bob, charlie, dave] = ACTORS;
	match alone {
		true => Cast { owner: alice, curator: bob, worker: alice, payer: alice, maker: alice },
		false => Cast { owner: bob, curator: charlie, worker: dave, payer: alice, maker: charlie },
	}
}

fn number(name: &str, default: u32) -> u32 {
	env::var(name).ok().and_then(|value| value.parse().ok()).unwrap_or(default)
}

#[test]
fn money_is_conserved() {
	let cases = number("OPENLEDGER_CASES", 24);
	let longest = number("OPENLEDGER_STEPS", 60) as usize;
	let told = Rc::new(RefCell::new(BTreeMap::<&str, (u32, u32)>::new()));
	let weighted: Vec<usize> = STEPS
		.iter()
		.enumerate()
		.flat_map(|(at, (weight, _, _))| std::iter::repeat_n(at, *weight as usize))
		.collect();
	let step = (proptest::sample::select(weighted), any::<u8>(), any::<u8>(), any::<u8>())
		.prop_map(|(at, a, b, c)| (STEPS[at].1, a, b, c));
	let prepared = proptest::bool::weighted(0.8);
	let sequence = (any::<bool>(), prepared, proptest::collection::vec(step, 1..longest));
	let mut runner = TestRunner::new(Config {
		cases,
		failure_persistence: None,
		max_shrink_iters: 200,
		..Default::default()
	});
	let seen = told.clone();
	let result = runner.run(&sequence, |(alone, prepared, steps)| {
		genesis("development").execute_with(|| {
			next_block();
			short_periods();
			let mut issuance = Issuance::now();
			let mut world = World { alone, ..Default::default() };
			if prepared {
				let contributors = [world.who(0), world.who(1), world.who(3)];
				let made = Loop::prepare(cast(alone), &contributors, 3);
				made.open(50 * OPEN);
				made.open(OPEN / 100);
			} else {
				let _ = register_base(world.who(0));
			}
			issuance.check();
			for (name, a, b, c) in steps {
				let (_, _, step) = STEPS.iter().find(|(_, known, _)| *known == name).unwrap();
				let worked = step(&mut world, a, b, c).is_ok();
				let mut seen = seen.borrow_mut();
				let count = seen.entry(name).or_default();
				*(if worked { &mut count.0 } else { &mut count.1 }) += 1;
				seen.entry("final batches").or_default().0 += world.finals().min(1) as u32;
				issuance.note();
			}
			issuance.check();
			check_invariants();
		});
		Ok(())
	});
	if env::var_os("OPENLEDGER_TELL").is_some() {
		for (name, (worked, failed)) in told.borrow().iter() {
			println!("{name:20} {worked:6} worked {failed:6} refused");
		}
	}
	result.unwrap();
}

/// The whole loop with one account in every part, or one in each.
fn whole_loop(alone: bool) {
	genesis("development").execute_with(|| {
		next_block();
		short_periods();
		let mut issuance = Issuance::now();
		let cast = cast(alone);
		let contributors =
			if alone { vec![cast.payer; 3] } else { vec![Key::Eve, Key::Ferdie, Key::Bob] };
		let made = Loop::prepare(cast, &contributors, 4);
		let sessions = [made.open(50 * OPEN), made.open(20 * OPEN)];
		run(10);
		let book = made.book(&sessions, 5, 1);
		assert_eq!(book.header.receipts.count, 10);
		call(cast.payer, book.announce()).unwrap();
		carry_to_end(&book, Key::Charlie);
		let status = batch(book.id()).unwrap().status;
		assert!(matches!(status, pallet_attribution::BatchStatus::Final { .. }), "{status:?}");
		issuance.check();
		check_invariants();
		for (id, who) in (0..).map(ContributionId).zip(&contributors) {
			let earned = Rewards::earned(id);
			assert!(earned > 0, "{id} earned nothing");
			let before = Balances::balance(&who.to_account_id());
			let contributions = vec![id].try_into().unwrap();
			call(*who, pallet_rewards::Call::claim { contributions }).unwrap();
			assert_eq!(Balances::balance(&who.to_account_id()), before + earned);
			assert_eq!(Rewards::earned(id), 0);
		}
		let datanet = made.datanet;
		call(cast.curator, pallet_rewards::Call::claim_curator { datanet }).unwrap();
		for session in sessions {
			call(cast.payer, pallet_inference::Call::close_session { session }).unwrap();
		}
		run(periods().settle_grace + 1);
		for session in sessions {
			call(cast.payer, pallet_inference::Call::release { session }).unwrap();
		}
		run(periods().credit_ttl + 1);
		call(cast.worker, pallet_attribution::Call::prune { batch: book.id() }).unwrap();
		issuance.check();
		check_invariants();
	});
}

#[test]
fn the_whole_loop_pays_everyone() {
	whole_loop(false);
}

#[test]
fn the_whole_loop_holds_with_one_account_in_every_part() {
	whole_loop(true);
}
