// SPDX-License-Identifier: Apache-2.0
//! Random call sequences: money is neither made nor lost, failed calls change nothing, and the
//! state is sound.

use crate::{
	mock::{Datanets, *},
	*,
};
use codec::Encode;
use frame_support::{
	dispatch::GetDispatchInfo,
	traits::fungible::{Inspect, InspectHold},
};
use openledger_primitives::{Balance, ContributionId, DatanetId, OPEN};
use proptest::{
	prelude::*,
	strategy::{Strategy, ValueTree},
	test_runner::TestRunner,
};
use sp_runtime::{traits::Dispatchable, StateVersion};
use std::collections::BTreeSet;

/// One thing that may happen. Small ranges, so that calls meet.
#[derive(Clone, Debug)]
enum Step {
	Pass(u32),
	Create {
		who: usize,
		quorum: u32,
	},
	Stake {
		who: usize,
		datanet: u32,
		open: Balance,
	},
	Leave {
		who: usize,
		datanet: u32,
	},
	Withdraw {
		who: usize,
		datanet: u32,
	},
	Commit {
		who: usize,
		datanet: u32,
		seed: u8,
	},
	Reveal {
		who: usize,
		datanet: u32,
		seed: u8,
	},
	/// The `nth` of the commitments that wait.
	RevealWaiting {
		nth: usize,
	},
	Vote {
		who: usize,
		id: u32,
		approve: bool,
	},
	Conclude {
		who: usize,
		id: u32,
	},
	StartSeal {
		who: usize,
		datanet: u32,
	},
	StepSeal {
		who: usize,
		datanet: u32,
		steps: u32,
	},
	Expire {
		who: usize,
		datanet: u32,
		of: usize,
		seed: u8,
	},
	/// The `nth` of the commitments that wait.
	ExpireWaiting {
		nth: usize,
	},
	Release {
		who: usize,
		id: u32,
	},
}

const SEEDS: u8 = 6;
/// Place of [`OWNER`] in [`PEOPLE`].
const OWNER_AT: usize = 4;

fn step() -> impl Strategy<Value = Step> {
	let who = || 0..PEOPLE.len();
	let net = || prop_oneof![6 => Just(0u32), 1 => 1u32..3];
	let (seed, id) = (|| 0..SEEDS, || 0u32..1_000);
	prop_oneof![
		4 => (1u32..4).prop_map(Step::Pass),
		1 => prop_oneof![Just(TIMING.review_window + 1), Just(TIMING.unstake_delay)]
			.prop_map(Step::Pass),
		1 => (who(), 0u32..1_100_000).prop_map(|(who, quorum)| Step::Create { who, quorum }),
		2 => (who(), net(), 0u128..40)
			.prop_map(|(who, datanet, open)| Step::Stake { who, datanet, open }),
		1 => (who(), net()).prop_map(|(who, datanet)| Step::Leave { who, datanet }),
		4 => (who(), net()).prop_map(|(who, datanet)| Step::Withdraw { who, datanet }),
		8 => (who(), net(), seed())
			.prop_map(|(who, datanet, seed)| Step::Commit { who, datanet, seed }),
		1 => (who(), net(), seed())
			.prop_map(|(who, datanet, seed)| Step::Reveal { who, datanet, seed }),
		8 => (0usize..60).prop_map(|nth| Step::RevealWaiting { nth }),
		14 => (who(), id(), prop::bool::weighted(0.8))
			.prop_map(|(who, id, approve)| Step::Vote { who, id, approve }),
		10 => (who(), id()).prop_map(|(who, id)| Step::Conclude { who, id }),
		2 => (prop_oneof![Just(OWNER_AT), who()], net())
			.prop_map(|(who, datanet)| Step::StartSeal { who, datanet }),
		3 => (who(), net(), prop_oneof![4 => Just(1u32), 1 => 0u32..4])
			.prop_map(|(who, datanet, steps)| Step::StepSeal { who, datanet, steps }),
		1 => (who(), net(), who(), seed())
			.prop_map(|(who, datanet, of, seed)| Step::Expire { who, datanet, of, seed }),
		2 => (0usize..60).prop_map(|nth| Step::ExpireWaiting { nth }),
		3 => (who(), id()).prop_map(|(who, id)| Step::Release { who, id }),
	]
}

/// Who committed to what and where, of the commitments that wait.
fn waiting(nth: usize) -> Option<(usize, u32, u8)> {
	let all: Vec<_> = (0..PEOPLE.len())
		.flat_map(|who| (0..3u32).map(move |datanet| (who, datanet)))
		.flat_map(|(who, datanet)| (0..SEEDS).map(move |seed| (who, datanet, seed)))
		.filter(|(who, datanet, seed)| {
			let key = (DatanetId(*datanet), &PEOPLE[*who], commitment(*who, *datanet, *seed));
			Commits::<Test>::contains_key(key)
		})
		.collect();
	all.get(nth.checked_rem(all.len())?).copied()
}

/// One of the contributions made so far, or one that is not there.
fn some_id(id: u32) -> ContributionId {
	ContributionId(id % (NextContributionId::<Test>::get().0 + 1))
}

fn commitment(of: usize, datanet: u32, seed: u8) -> openledger_primitives::Hash {
	let content = manifest(seed, 2).content_hash;
	commitment_of(content, SALT, &PEOPLE[of], DatanetId(datanet))
}

/// Who calls what; `None` lets time pass.
fn call_of(step: Step) -> Option<(usize, crate::Call<Test>)> {
	use crate::Call;
	let net = DatanetId;
	Some(match step {
		Step::Pass(blocks) => {
			pass(blocks);
			return None;
		},
		Step::Create { who, quorum } => (
			who,
			Call::create {
				name: name("n"),
				licence: licence("MIT"),
				purposes: Purposes::TRAIN,
				floor_rate: 1,
				review_quorum: quorum,
			},
		),
		Step::Stake { who, datanet, open } => {
			(who, Call::stake_curator { datanet: net(datanet), amount: open * OPEN })
		},
		Step::Leave { who, datanet } => (who, Call::leave_curator { datanet: net(datanet) }),
		Step::Withdraw { who, datanet } => (who, Call::withdraw_curator { datanet: net(datanet) }),
		Step::Commit { who, datanet, seed } => {
			let commitment = commitment(who, datanet, seed);
			(who, Call::commit { datanet: net(datanet), commitment })
		},
		Step::Reveal { who, datanet, seed } => {
			let manifest = manifest(seed, 2);
			(who, Call::reveal { datanet: net(datanet), salt: SALT, manifest })
		},
		Step::RevealWaiting { nth } => {
			let (who, datanet, seed) = waiting(nth)?;
			return call_of(Step::Reveal { who, datanet, seed });
		},
		Step::ExpireWaiting { nth } => {
			let (of, datanet, seed) = waiting(nth)?;
			return call_of(Step::Expire { who: 0, datanet, of, seed });
		},
		Step::Vote { who, id, approve } => (who, Call::vote { contribution: some_id(id), approve }),
		Step::Conclude { who, id } => (who, Call::conclude { contribution: some_id(id) }),
		Step::StartSeal { who, datanet } => (who, Call::start_seal { datanet: net(datanet) }),
		Step::StepSeal { who, datanet, steps } => {
			(who, Call::step_seal { datanet: net(datanet), steps })
		},
		Step::Expire { who, datanet, of, seed } => {
			let commitment = commitment(of, datanet, seed);
			let datanet = net(datanet);
			(who, Call::expire_commit { datanet, who: PEOPLE[of].clone(), commitment })
		},
		Step::Release { who, id } => (who, Call::release_rejected { contribution: some_id(id) }),
	})
}

/// Everyone's money, held and free, and what the records say is held.
fn ensure_conserved(issuance: Balance) {
	assert_eq!(Balances::total_issuance(), issuance);
	let everyone = PEOPLE.into_iter().chain([TREASURY]);
	let (mut total, mut on_hold) = (0, 0);
	for who in everyone {
		total += Balances::total_balance(&who);
		on_hold += Balances::total_balance_on_hold(&who);
	}
	assert_eq!(total, issuance);
	let expected: Balance = Datanets::expected_holds().values().flatten().sum();
	assert_eq!(on_hold, expected);
}

/// Plays `steps`, checking after each; returns the indices of the events that came of them.
fn play(steps: Vec<Step>) -> BTreeSet<u8> {
	let mut seen = BTreeSet::new();
	ExtBuilder.build_and_execute(|| {
		let issuance = Balances::total_issuance();
		curate(CAROL, 20);
		curate(DAVE, 20);
		for step in steps {
			let Some((who, call)) = call_of(step) else { continue };
			let before = sp_io::storage::root(StateVersion::V1);
			let most = call.get_dispatch_info().call_weight;
			match RuntimeCall::from(call).dispatch(signed(PEOPLE[who].clone())) {
				Ok(post) => assert!(post.actual_weight.is_none_or(|paid| paid.all_lte(most))),
				Err(_) => assert_eq!(sp_io::storage::root(StateVersion::V1), before),
			}
			ensure_conserved(issuance);
		}
		for record in System::events() {
			if let RuntimeEvent::Datanets(event) = record.event {
				seen.extend(event.encode().first());
			}
		}
	});
	seen
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(96))]

	#[test]
	fn money_is_conserved(steps in prop::collection::vec(step(), 1..240)) {
		play(steps);
	}
}

#[test]
fn random_sequences_reach_every_event() {
	let mut runner = TestRunner::deterministic();
	let steps = prop::collection::vec(step(), 240);
	let seen: BTreeSet<u8> =
		(0..128).flat_map(|_| play(steps.new_tree(&mut runner).unwrap().current())).collect();
	assert_eq!(seen, (0..15).collect());
}

#[test]
fn no_call_takes_an_unsigned_origin() {
	ExtBuilder.build_and_execute(|| {
		let steps = [
			Step::Create { who: 0, quorum: 0 },
			Step::Stake { who: 0, datanet: 0, open: 10 },
			Step::Leave { who: 0, datanet: 0 },
			Step::Withdraw { who: 0, datanet: 0 },
			Step::Commit { who: 0, datanet: 0, seed: 0 },
			Step::Reveal { who: 0, datanet: 0, seed: 0 },
			Step::Vote { who: 0, id: 0, approve: true },
			Step::Conclude { who: 0, id: 0 },
			Step::StartSeal { who: 0, datanet: 0 },
			Step::StepSeal { who: 0, datanet: 0, steps: 1 },
			Step::Expire { who: 0, datanet: 0, of: 0, seed: 0 },
			Step::Release { who: 0, id: 0 },
		];
		for step in steps {
			let (_, call) = call_of(step).unwrap();
			let failed = RuntimeCall::from(call).dispatch(RuntimeOrigin::none()).unwrap_err();
			assert_eq!(failed.error, sp_runtime::DispatchError::BadOrigin);
		}
	});
}
