// SPDX-License-Identifier: Apache-2.0

//! Stake, elections, eras, pay and slashes on the whole runtime.

use crate::scene::{call, clock, digest, genesis, run, sudo, Key};
use codec::Encode;
use frame_support::{
	assert_noop, assert_ok,
	dispatch::DispatchClass,
	traits::{fungible::Inspect, Get, OnFinalize, OnIdle},
	weights::Weight,
};
use genesis_config_presets::{GENESIS_STAKE, MIN_VALIDATOR_BOND};
use openledger_primitives::OPEN;
use openledger_runtime::*;
use pallet_session_rotation::WeightInfo;
use pallet_staking::{Call, RewardDestination, ValidatorPrefs};
use sp_runtime::{
	traits::{Dispatchable, Header as _},
	Perbill,
};
use sp_staking::{offence::ReportOffence, EraPayout as _};

/// Blocks of an era on the development chain, and a few.
fn era() -> u32 {
	let periods = pallet_timing::Timings::<Runtime>::get();
	periods.epoch * periods.sessions_per_era
}

/// Elections count stake in units of issuance / 2⁶⁴: what comes back is off by a few of them.
fn near(found: Balance, expected: Balance) -> bool {
	found.abs_diff(expected) <= OPEN / 1_000
}

fn active_era() -> u32 {
	pallet_staking::ActiveEra::<Runtime>::get().map_or(0, |era| era.index)
}

/// Bonds, registers session keys with their proof, stands for election.
fn stand(who: Key, stake: Balance) {
	let account = who.to_account_id();
	assert_ok!(call(who, Call::bond { value: stake, payee: RewardDestination::Stash }));
	let generated = SessionKeys::generate(&account.encode(), Some(who.to_seed().into_bytes()));
	let (keys, proof) = (generated.keys, generated.proof.encode());
	assert_ok!(call(who, pallet_session::Call::set_keys { keys, proof }));
	let prefs = ValidatorPrefs { commission: Perbill::from_percent(10), blocked: false };
	assert_ok!(call(who, Call::validate { prefs }));
}

/// A chain whose keystore can prove that keys are its own.
fn development() -> sp_io::TestExternalities {
	let mut chain = genesis("development");
	let keystore = sp_keystore::testing::MemoryKeystore::new();
	chain.register_extension(sp_keystore::KeystoreExt::new(keystore));
	chain
}

#[test]
fn genesis_elects_the_validators_of_the_preset() {
	for (preset, count) in [("development", 1), ("local_testnet", 4)] {
		genesis(preset).execute_with(|| {
			assert_eq!(Session::validators().len(), count);
			for who in Session::validators() {
				assert!(near(Staking::eras_stakers(0, &who).own, GENESIS_STAKE));
			}
		});
	}
}

#[test]
fn who_stakes_enough_is_elected_and_who_leaves_is_not() {
	development().execute_with(|| {
		run(1);
		assert_ok!(sudo(Call::set_validator_count { new: 2 }));
		stand(Key::Bob, GENESIS_STAKE);
		run(2 * era() + 10);
		assert!(Session::validators().contains(&Key::Bob.to_account_id()));
		assert_eq!(Session::validators().len(), 2);

		assert_ok!(call(Key::Bob, Call::chill {}));
		run(2 * era() + 10);
		assert_eq!(Session::validators(), vec![Key::Alice.to_account_id()]);

		assert_ok!(call(Key::Bob, Call::unbond { value: GENESIS_STAKE }));
		let withdraw = || call(Key::Bob, Call::withdraw_unbonded { num_slashing_spans: 0 });
		assert_ok!(withdraw());
		assert!(Staking::ledger(Key::Bob.to_account_id().into()).is_ok(), "still bonded");
		run(4 * era() + 10);
		assert_ok!(withdraw());
		assert!(Staking::ledger(Key::Bob.to_account_id().into()).is_err());
	});
}

#[test]
fn keys_of_another_are_refused() {
	development().execute_with(|| {
		run(1);
		let generated = SessionKeys::generate(&Key::Charlie.to_account_id().encode(), None);
		let (keys, proof) = (generated.keys, generated.proof.encode());
		let set = pallet_session::Call::set_keys { keys, proof };
		assert_noop!(call(Key::Bob, set), pallet_session::Error::<Runtime>::InvalidProof);
	});
}

#[test]
fn bonds_under_the_least_do_not_validate_and_nominations_over_the_bound_are_refused() {
	development().execute_with(|| {
		run(1);
		let payee = RewardDestination::Staked;
		assert_ok!(call(Key::Bob, Call::bond { value: MIN_VALIDATOR_BOND - 1, payee }));
		let validate = Call::validate { prefs: Default::default() };
		let low = pallet_staking::Error::<Runtime>::InsufficientBond;
		assert_noop!(call(Key::Bob, validate), low);

		let target: Address = Key::Alice.to_account_id().into();
		let too_many = Call::nominate { targets: vec![target.clone(); 17] };
		let error = pallet_staking::Error::<Runtime>::TooManyTargets;
		assert_noop!(call(Key::Bob, too_many), error);
		assert_ok!(call(Key::Bob, Call::nominate { targets: vec![target] }));
	});
}

#[test]
fn an_era_pays_the_pot_and_inflation_by_stake_and_commission() {
	genesis("development").execute_with(|| {
		run(1);
		let bond = Call::bond { value: GENESIS_STAKE, payee: RewardDestination::Stash };
		assert_ok!(call(Key::Bob, bond));
		let targets = vec![Key::Alice.to_account_id().into()];
		assert_ok!(call(Key::Bob, Call::nominate { targets }));
		run(2 * era());
		let paid = active_era();
		let exposed = Staking::eras_stakers(paid, &Key::Alice.to_account_id()).total;
		assert!(near(exposed, 2 * GENESIS_STAKE), "{exposed}");

		// What attesters earned waits in the pot until the era ends.
		let dest = StakersPot::get().into();
		let earned = 1_000 * OPEN;
		let give = pallet_balances::Call::transfer_allow_death { dest, value: earned };
		assert_ok!(call(Key::Charlie, give));
		run(era());
		assert_eq!(Balances::balance(&StakersPot::get()), 0);
		let minted =
			EraPayout::minted(Balances::total_issuance(), 20_000, u64::from(era()) * 2_000);
		let reward = pallet_staking::ErasValidatorReward::<Runtime>::get(paid).unwrap();
		let expected = minted + earned;
		assert!(reward.abs_diff(expected) <= expected / 100, "{reward} is not about {expected}");

		let (bob, before) = (Key::Bob.to_account_id(), Balances::total_issuance());
		let had = Balances::total_balance(&bob);
		let payout =
			Call::payout_stakers { validator_stash: Key::Alice.to_account_id(), era: paid };
		assert_ok!(call(Key::Dave, payout.clone()));
		let got = Balances::total_balance(&bob) - had;
		assert!(near(got, reward / 2), "half of the stake gets half: {got} of {reward}");
		assert!((Balances::total_issuance() - before).abs_diff(reward) <= 2);
		assert!(call(Key::Dave, payout).is_err(), "paid once");
	});
}

#[test]
fn inflation_is_capped_and_exact() {
	let issuance = 1_000_000_000 * OPEN;
	let year = 31_557_600_000u64;
	assert_eq!(EraPayout::minted(issuance, 20_000, year), issuance / 50);
	assert_eq!(EraPayout::minted(issuance, 50_000, u64::MAX), issuance / 20, "at most a year's");
	assert_eq!(EraPayout::minted(issuance, 0, year), 0);
	assert_eq!(EraPayout::minted(0, 50_000, year), 0);
	assert!(EraPayout::minted(Balance::MAX, 50_000, year) > 0, "wide enough");
	genesis("development").execute_with(|| {
		let (validators, rest) = EraPayout::era_payout(0, issuance, year);
		assert_eq!((validators, rest), (issuance / 50, 0));
	});
}

#[test]
fn an_equivocation_is_slashed_later_and_can_be_cancelled() {
	for cancelled in [false, true] {
		genesis("local_testnet").execute_with(|| {
			run(1);
			// Not the first authority, which writes the blocks of this test.
			let dave = Session::validators().pop().unwrap();
			let epoch = era();
			run(epoch);
			let offence = sp_consensus_babe_offence(&dave);
			assert_ok!(Offences::report_offence(vec![], offence));
			let era = active_era();
			let exposed = Staking::eras_stakers(era, &dave).own;
			assert!(near(exposed, GENESIS_STAKE), "{exposed}");
			assert_eq!(
				Staking::ledger(dave.clone().into()).unwrap().active,
				GENESIS_STAKE,
				"deferred"
			);
			let due: Vec<_> = pallet_staking::UnappliedSlashes::<Runtime>::iter_keys().collect();
			assert_eq!(due, vec![era + 1 + 1]);
			if cancelled {
				let cancel = Call::cancel_deferred_slash { era: era + 2, slash_indices: vec![0] };
				let origin = RuntimeOrigin::from(pallet_origins::Origin::Emergency);
				assert_ok!(frame_support::traits::UnfilteredDispatchable::dispatch_bypass_filter(
					RuntimeCall::from(cancel),
					origin
				));
			}
			run(3 * epoch);
			let left = Staking::ledger(dave.into()).unwrap().active;
			assert_eq!(left == GENESIS_STAKE, cancelled, "{left}");
		});
	}
}

/// What BABE reports of one validator of four that authored two blocks of one slot.
fn sp_consensus_babe_offence(
	who: &AccountId,
) -> pallet_babe::EquivocationOffence<pallet_session::historical::IdentificationTuple<Runtime>> {
	pallet_babe::EquivocationOffence {
		slot: pallet_babe::CurrentSlot::<Runtime>::get(),
		session_index: Session::current_index(),
		validator_set_count: 4,
		offender: (who.clone(), ()),
	}
}

#[test]
fn an_election_that_finds_too_few_keeps_the_set() {
	development().execute_with(|| {
		run(1);
		assert_ok!(sudo(Call::set_min_commission { new: Perbill::zero() }));
		assert_ok!(call(Key::Alice, Call::chill {}));
		run(3 * era());
		assert_eq!(Session::validators(), vec![Key::Alice.to_account_id()], "nobody else stands");
	});
}

/// Candidates that have nothing but preferences, until there are `count`.
fn candidates(count: u32) {
	use pallet_staking::Validators;
	for at in Validators::<Runtime>::count()..count {
		let who = AccountId::new(sp_io::hashing::blake2_256(&at.encode()));
		Validators::<Runtime>::insert(who, ValidatorPrefs::default());
	}
}

#[test]
fn no_more_stand_than_an_election_takes() {
	for preset in ["development", "duo", "local_testnet", "testnet"] {
		genesis(preset).execute_with(|| {
			let most = pallet_staking::MaxValidatorsCount::<Runtime>::get();
			assert_eq!(most, Some(MAX_TARGETS), "{preset}");
		});
	}
	development().execute_with(|| {
		run(1);
		assert_ok!(sudo(Call::set_validator_count { new: 2 }));
		candidates(MAX_TARGETS - 1);
		stand(Key::Bob, GENESIS_STAKE);
		let payee = RewardDestination::Stash;
		assert_ok!(call(Key::Dave, Call::bond { value: GENESIS_STAKE, payee }));
		let full = pallet_staking::Error::<Runtime>::TooManyValidators;
		assert_noop!(call(Key::Dave, Call::validate { prefs: Default::default() }), full);
		run(4 * era());
		assert!(Session::validators().contains(&Key::Bob.to_account_id()));
	});
}

#[test]
fn more_candidates_than_an_election_takes_do_not_stop_it() {
	development().execute_with(|| {
		run(1);
		// As if voters had lifted the limit.
		pallet_staking::MaxValidatorsCount::<Runtime>::kill();
		candidates(MAX_TARGETS + 50);
		let planned = pallet_staking::CurrentEra::<Runtime>::get();
		run(2 * era());
		assert_eq!(pallet_staking::CurrentEra::<Runtime>::get(), planned.map(|era| era + 2));
	});
}

#[test]
fn small_holders_join_pools_and_are_paid() {
	genesis("development").execute_with(|| {
		use pallet_nomination_pools::{BondExtra, Call as Pool};
		run(1);
		let lookup = |who: Key| -> Address { who.to_account_id().into() };
		assert_ok!(call(
			Key::Bob,
			Pool::create {
				amount: 1_000 * OPEN,
				root: lookup(Key::Bob),
				nominator: lookup(Key::Bob),
				bouncer: lookup(Key::Bob),
			}
		));
		let validators = vec![Key::Alice.to_account_id()];
		assert_ok!(call(Key::Bob, Pool::nominate { pool_id: 1, validators }));
		assert_ok!(call(Key::Dave, Pool::join { amount: 5 * OPEN, pool_id: 1 }));
		assert_ok!(call(Key::Dave, Pool::bond_extra { extra: BondExtra::FreeBalance(OPEN) }));
		run(3 * era());
		let era = active_era() - 1;
		let validator_stash = Key::Alice.to_account_id();
		assert_ok!(call(Key::Charlie, Call::payout_stakers { validator_stash, era }));
		let due = NominationPools::api_pending_rewards(Key::Dave.to_account_id()).unwrap();
		assert!(due > 0);
		let had = Balances::balance(&Key::Dave.to_account_id());
		assert_ok!(call(Key::Dave, Pool::claim_payout {}));
		assert_eq!(Balances::balance(&Key::Dave.to_account_id()), had + due);
	});
}

#[test]
fn the_bags_and_bounds_fit() {
	let bags = BagThresholds::get();
	assert!(bags.windows(2).all(|pair| pair[0] < pair[1]));
	assert!(MAX_VALIDATORS <= MAX_TARGETS);
}

/// Ends the block and starts the next one as a node does; gives the weight that it begins with.
fn begun() -> Weight {
	let number = System::block_number();
	AllPalletsWithSystem::on_finalize(number);
	let parent = sp_io::hashing::blake2_256(&number.encode()).into();
	let none = Default::default;
	let header = Header::new(number + 1, none(), none(), parent, digest(number + 1));
	Executive::initialize_block(&header);
	clock(number + 1).dispatch(RuntimeOrigin::none()).unwrap();
	System::block_weight().total()
}

/// The weight that the first block of the next session begins with.
fn session_begun() -> Weight {
	let before = Session::current_index();
	loop {
		let weight = begun();
		if Session::current_index() > before {
			return weight;
		}
	}
}

/// What is left of a block beside all the transactions that it may hold.
fn beside_transactions() -> Weight {
	let blocks = RuntimeBlockWeights::get();
	let room = blocks.get(DispatchClass::Normal).max_total.expect("the class is bounded");
	blocks.max_block.saturating_sub(room)
}

#[test]
fn the_first_block_of_a_session_takes_transactions() {
	// At the bounds of an election, and with as many nominators again that have no vote.
	let worst =
		<weights::pallet_session_rotation::WeightInfo<Runtime> as WeightInfo>::rotate_session(
			MAX_TARGETS,
			2 * MAX_VOTERS,
		);
	assert!(worst.all_lte(beside_transactions()));
	development().execute_with(|| {
		run(1);
		while active_era() < 3 {
			let weight = session_begun();
			assert!(weight.all_lte(beside_transactions()), "{weight:?}");
		}
	});
}

#[test]
fn sessions_that_apply_slashes_take_a_whole_block() {
	development().execute_with(|| {
		run(1);
		session_begun();
		let none: Vec<pallet_staking::UnappliedSlash<AccountId, Balance>> = Vec::new();
		pallet_staking::UnappliedSlashes::<Runtime>::insert(active_era() + 1, none);
		let weight = session_begun();
		assert!(RuntimeBlockWeights::get().max_block.all_lte(weight), "{weight:?}");
	});
}

#[test]
fn who_was_never_exposed_leaves_at_once() {
	development().execute_with(|| {
		run(1);
		assert_ok!(sudo(pallet_fast_unstake::Call::control { eras_to_check: 1 }));
		assert_ok!(call(
			Key::Bob,
			Call::bond { value: 1_000 * OPEN, payee: RewardDestination::Stash }
		));
		assert_ok!(call(Key::Bob, pallet_fast_unstake::Call::register_fast_unstake {}));
		let bob = Key::Bob.to_account_id();
		assert!(Staking::ledger(bob.clone().into()).is_ok());
		// An era is checked in each block, the current one and those of the bonding time; then it leaves.
		for _ in 0..pallet_timing::Timings::<Runtime>::get().bonding_eras + 4 {
			run(1);
			let left = RuntimeBlockWeights::get().max_block;
			AllPalletsWithSystem::on_idle(System::block_number(), left);
		}
		assert!(Staking::ledger(bob.clone().into()).is_err(), "still bonded");
		assert_eq!(Balances::reserved_balance(&bob), 0);
	});
}
