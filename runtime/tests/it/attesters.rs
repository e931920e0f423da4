// SPDX-License-Identifier: Apache-2.0

//! Committees by stake, attesters' points, and what a false attestation costs.

use crate::scene::{
	authorized,
	book::{sign, Book},
	call,
	flow::*,
	genesis, key_of, next_block, run, sudo, Key,
};
use frame_support::{
	assert_ok,
	traits::{fungible::Inspect, Hooks, UnfilteredDispatchable},
	weights::Weight,
};
use genesis_config_presets::GENESIS_STAKE;
use openledger_primitives::{AttributionId, OPEN};
use openledger_primitives_traits::{Committee, ReportAttesters, RewardAttesters};
use openledger_runtime::{ranged::PartsPerMillion, *};
use pallet_session::disabling::DisablingStrategy;
use sp_runtime::Perbill;
use sp_staking::offence::{Offence, OffenceSeverity};

/// What attesting a false leaf costs at genesis.
const SLASH: Perbill = Perbill::from_percent(10);

fn active_era() -> u32 {
	pallet_staking::ActiveEra::<Runtime>::get().map_or(0, |era| era.index)
}

/// Runs into an era whose validators were elected by the one before.
fn run_to_an_elected_era() {
	let epoch = pallet_timing::Timings::<Runtime>::get().epoch;
	let elected = || Staking::eras_stakers(active_era(), &Key::Alice.to_account_id()).total > 0;
	for _ in 0..20 {
		run(epoch);
		if active_era() > 0 && elected() {
			return;
		}
	}
	panic!("no era was elected");
}

fn points(who: Key) -> u32 {
	let era = pallet_staking::ErasRewardPoints::<Runtime>::get(active_era());
	era.individual.get(&who.to_account_id()).copied().unwrap_or_default()
}

#[test]
fn members_bring_their_exposure_of_the_running_era() {
	genesis("local_testnet").execute_with(|| {
		run_to_an_elected_era();
		let members = CurrentCommittee::members();
		assert_eq!(members.len(), 4);
		for (index, (who, key, stake)) in (0u32..).zip(members) {
			assert_eq!(CurrentCommittee::member(index), Some((who.clone(), key)));
			assert_eq!(stake, Staking::eras_stakers(active_era(), &who).total);
			// Elections count in units of issuance / 2⁶⁴.
			assert!(stake.abs_diff(GENESIS_STAKE) < openledger_primitives::MILLI, "{stake}");
		}
		assert_eq!(CurrentCommittee::member(4), None::<(AccountId, AttributionId)>);
		// Without an exposure a validator still counts.
		let alice = Key::Alice.to_account_id();
		pallet_staking::ErasStakersOverview::<Runtime>::remove(active_era(), &alice);
		let stake = CurrentCommittee::members().into_iter().find(|(who, _, _)| *who == alice);
		assert_eq!(stake.map(|(_, _, stake)| stake), Some(1));
	});
}

#[test]
fn attesters_that_validate_get_points_and_the_sum_stays_in_its_type() {
	genesis("local_testnet").execute_with(|| {
		run(1);
		let before = points(Key::Alice);
		let alice = Key::Alice.to_account_id();
		let stranger = Key::Ferdie.to_account_id();
		AttesterStakes::reward(&[(alice.clone(), 7), (stranger, 9)]);
		assert_eq!(points(Key::Alice), before + 7);
		assert_eq!(points(Key::Ferdie), 0);
		for _ in 0..3 {
			AttesterStakes::reward(&[(alice.clone(), u32::MAX)]);
		}
		let era = pallet_staking::ErasRewardPoints::<Runtime>::get(active_era());
		assert_eq!(era.total, MOST_POINTS);
		assert_eq!(era.individual.values().sum::<u32>(), era.total);
	});
}

#[test]
fn a_false_attestation_costs_a_tenth_after_the_deferral_unless_cancelled() {
	for cancelled in [false, true] {
		genesis("local_testnet").execute_with(|| {
			run_to_an_elected_era();
			let periods = pallet_timing::Timings::<Runtime>::get();
			let era_length = periods.epoch * periods.sessions_per_era;
			let (dave, session) = (Key::Dave.to_account_id(), Session::current_index());
			let era = active_era();
			let report = || AttesterStakes::report(session, 4, &[dave.clone()]);
			report();
			// To report him again for the same session changes nothing.
			report();
			let due: Vec<_> = pallet_staking::UnappliedSlashes::<Runtime>::iter().collect();
			assert_eq!(due.len(), 1);
			let (slash_era, slashes) = &due[0];
			assert_eq!(*slash_era, era + periods.slash_defer_eras + 1);
			assert_eq!(slashes.len(), 1);
			assert_eq!(Staking::ledger(dave.clone().into()).unwrap().active, GENESIS_STAKE);
			// Four validators lose none of them to it.
			assert!(Session::disabled_validators().is_empty());
			if cancelled {
				let cancel = pallet_staking::Call::cancel_deferred_slash {
					era: *slash_era,
					slash_indices: vec![0],
				};
				let origin = RuntimeOrigin::from(pallet_origins::Origin::Emergency);
				assert_ok!(RuntimeCall::from(cancel).dispatch_bypass_filter(origin));
			}
			run(era_length * (periods.slash_defer_eras + 2));
			let left = Staking::ledger(dave.into()).unwrap().active;
			let lost = if cancelled { 0 } else { SLASH * GENESIS_STAKE };
			let off = left.abs_diff(GENESIS_STAKE - lost);
			assert!(off < openledger_primitives::MILLI, "{left}");
		});
	}
}

/// A batch that keeps a little more for nobody than its scores say, announced on a chain of four validators.
fn announced_lie() -> (Loop, Book) {
	run_to_an_elected_era();
	let cast = Cast {
		owner: Key::Bob,
		curator: Key::Charlie,
		worker: Key::Dave,
		payer: Key::Alice,
		maker: Key::Charlie,
	};
	let made = Loop::prepare(cast, &[Key::Eve, Key::Ferdie, Key::Bob], 4);
	let session = made.open(50 * OPEN);
	run(periods().batch_epoch);
	let mut book = made.book(&[session], 5, 1);
	book.reports.iter_mut().for_each(|report| report.unattributed += 1);
	book.header.reports = book.reports_tree().root_object();
	book.signature = sign(cast.worker, &book.header);
	call(cast.payer, book.announce()).unwrap();
	(made, book)
}

/// Proves the report false that the first point of the seed draws.
fn prove_false(book: &Book, challenger: Key) {
	let id = book.id();
	let seed = batch(id).unwrap().seed.unwrap();
	let points = openledger_primitives_poa::draw::points(&seed, book.header.fee_total(), 1);
	let at = book.receipts_tree().locate(points[0]).unwrap();
	let proof = book.proof_of_report(at).unwrap();
	let salt = Hash::repeat_byte(9);
	let commitment = Attribution::commitment(id, &proof, &challenger.to_account_id(), &salt);
	assert_ok!(call(challenger, pallet_attribution::Call::challenge { batch: id, commitment }));
	next_block();
	let proof = Box::new(proof);
	assert_ok!(call(
		challenger,
		pallet_attribution::Call::challenge_reveal { batch: id, proof, salt }
	));
}

#[test]
fn a_lie_that_the_committee_attested_is_proven_and_all_of_it_pays() {
	genesis("local_testnet").execute_with(|| {
		let (made, book) = announced_lie();
		let id = book.id();
		let attested = |id| {
			matches!(batch(id).unwrap().status, pallet_attribution::BatchStatus::Attested { .. })
		};
		while !attested(id) {
			assert!(carry(&book, Key::Charlie));
		}
		let (seats, votes) = (batch(id).unwrap().committee.len(), batch(id).unwrap().votes());
		assert_eq!((seats, batch(id).unwrap().validators), (4, 4));

		let (eve, issued) = (Key::Eve.to_account_id(), Balances::total_issuance());
		let had = Balances::total_balance(&eve);
		let stake = pallet_workers::Workers::<Runtime>::get(made.worker).unwrap().stake;
		prove_false(&book, Key::Eve);

		let status = batch(id).unwrap().status;
		assert!(matches!(status, pallet_attribution::BatchStatus::Failed { .. }));
		let worker = pallet_workers::Workers::<Runtime>::get(made.worker).unwrap();
		assert_eq!(worker.status, pallet_workers::Status::Jailed);
		let penalty = stake / 10;
		assert!(worker.stake < stake - penalty, "the fees and the penalty");
		assert_eq!(Balances::total_balance(&eve), had + penalty / 10 * 4);
		assert!(issued - Balances::total_issuance() >= penalty / 2);

		// Idle blocks report the attesters one by one; the slashes wait for their deferral.
		let most = RuntimeBlockWeights::get().max_block;
		for left in (0..votes).rev() {
			let one = <AttesterStakes as ReportAttesters<AccountId>>::weight().ref_time();
			let room = Weight::from_parts(one / 2 * 3, u64::MAX).min(most);
			Attribution::on_idle(System::block_number(), room);
			let accused = pallet_attribution::Accusations::<Runtime>::get(id.worker, id.epoch);
			assert_eq!(accused.map_or(0, |found| found.offenders.len() as u32), left);
		}
		let due = pallet_staking::UnappliedSlashes::<Runtime>::iter_values();
		assert_eq!(due.map(|slashes| slashes.len() as u32).sum::<u32>(), votes);
		assert!(Session::disabled_validators().is_empty());
	});
}

#[test]
fn a_lone_liar_is_outvoted_and_alone_accused() {
	genesis("local_testnet").execute_with(|| {
		let (_, book) = announced_lie();
		let id = book.id();
		while batch(id).unwrap().seed.is_none() {
			next_block();
		}
		// One seat of four attests what the others found false: no quorum, a longer window.
		let seats = batch(id).unwrap().committee;
		let liar = key_of(&seats[2].account).unwrap();
		assert_ok!(authorized(attestation(id, 2, liar).unwrap()));
		for _ in 0..2_000 {
			if !matches!(batch(id).unwrap().status, pallet_attribution::BatchStatus::Seeded) {
				break;
			}
			next_block();
			let _ = call(Key::Bob, pallet_attribution::Call::advance { batch: id });
		}
		let status = batch(id).unwrap().status;
		assert!(matches!(status, pallet_attribution::BatchStatus::Unattested { .. }), "{status:?}");
		prove_false(&book, Key::Eve);
		let status = batch(id).unwrap().status;
		assert!(matches!(status, pallet_attribution::BatchStatus::Failed { .. }), "{status:?}");
		let accused = pallet_attribution::Accusations::<Runtime>::get(id.worker, id.epoch).unwrap();
		assert_eq!(accused.offenders.to_vec(), vec![liar.to_account_id()]);
		Attribution::on_idle(System::block_number(), RuntimeBlockWeights::get().max_block);
		let due: Vec<_> =
			pallet_staking::UnappliedSlashes::<Runtime>::iter_values().flatten().collect();
		assert_eq!(due.len(), 1);
		assert_eq!(due[0].validator, liar.to_account_id());
	});
}

#[test]
fn equivocation_in_a_small_set_is_worse_than_a_false_attestation() {
	for validators in 1..SMALL_SET as u32 {
		let offence = pallet_babe::EquivocationOffence {
			slot: 1.into(),
			session_index: 0,
			validator_set_count: validators,
			offender: (),
		};
		assert!(offence.slash_fraction(1) > SLASH, "{validators}");
	}
	genesis("local_testnet").execute_with(|| {
		let offence = AttestationOffence { session: 3, validators: 4, offenders: vec![] };
		for together in [1, 4] {
			assert_eq!(offence.slash_fraction(together), SLASH);
		}
	});
}

#[test]
fn voters_decide_what_a_false_attestation_costs() {
	use dynamic_params::attribution;
	genesis("local_testnet").execute_with(|| {
		run(1);
		let key_value = RuntimeParameters::Attribution(attribution::Parameters::AttesterSlash(
			attribution::AttesterSlash,
			PartsPerMillion::new(25_000),
		));
		assert_ok!(sudo(pallet_parameters::Call::set_parameter { key_value }));
		let offence = AttestationOffence { session: 3, validators: 4, offenders: vec![] };
		assert_eq!(offence.slash_fraction(1), Perbill::from_parts(25_000_000));
		// More would disable validators of small sets.
		type Slash = PartsPerMillion<10_000, MAX_ATTESTER_SLASH>;
		assert!(Slash::new(MAX_ATTESTER_SLASH + 1).is_none());
	});
}

#[test]
fn small_sets_keep_who_attested_wrongly_and_disable_who_equivocated() {
	genesis("local_testnet").execute_with(|| {
		run(1);
		let decide = |who: &AccountId, severity| {
			let severity = OffenceSeverity(severity);
			<Disabling as DisablingStrategy<Runtime>>::decision(who, severity, &vec![]).disable
		};
		let dave = Key::Dave.to_account_id();
		let at = Session::validators().iter().position(|who| *who == dave).unwrap() as u32;
		assert_eq!(decide(&dave, SLASH), None);
		assert_eq!(decide(&dave, Perbill::from_percent(11)), Some(at));
		// Ten validators can do without one of them.
		let mut ten = Session::validators();
		ten.extend((0..6u8).map(|i| AccountId::new([i; 32])));
		pallet_session::Validators::<Runtime>::put(ten);
		assert_eq!(decide(&dave, SLASH), Some(at));
	});
}

#[test]
fn one_report_fits_an_idle_block() {
	let most = RuntimeBlockWeights::get().max_block;
	let one = <AttesterStakes as ReportAttesters<AccountId>>::weight();
	assert!(one.saturating_mul(2).all_lte(most), "{one:?} of {most:?}");
}
