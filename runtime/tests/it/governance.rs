// SPDX-License-Identifier: Apache-2.0

//! Referenda, tracks, parameters and pauses on the whole runtime.

use crate::scene::{call, genesis, run, Key};
use codec::{Decode, Encode};
use frame_support::{
	assert_noop, assert_ok,
	dispatch::DispatchResult,
	traits::{fungible::Inspect, schedule::DispatchTime, OriginTrait, StorePreimage},
};
use openledger_primitives::OPEN;
use openledger_runtime::{
	configs::{
		governance::TREASURER_LIMIT,
		parameters::dynamic_params,
		tracks::{self, Tracks},
	},
	ranged::{Count, Gas, PartsPerMillion, Plancks},
	*,
};
use pallet_conviction_voting::{AccountVote, Conviction, Vote};
use pallet_origins::Origin;
use pallet_referenda::{ReferendumInfo, TracksInfo};
use sp_runtime::{traits::Dispatchable, DispatchError};

/// Dispatches a call as a track's origin.
fn act(origin: Origin, call: impl Into<RuntimeCall>) -> DispatchResult {
	call.into().dispatch(origin.into()).map(|_| ()).map_err(|error| error.error)
}

/// Submits a referendum, pays its deposit and lets the rich vote for it.
fn propose(origin: OriginCaller, proposal: impl Into<RuntimeCall>) -> u32 {
	let index = pallet_referenda::ReferendumCount::<Runtime>::get();
	let proposal = Preimage::bound(proposal.into()).unwrap();
	assert_ok!(call(
		Key::Alice,
		pallet_referenda::Call::submit {
			proposal_origin: Box::new(origin),
			proposal,
			enactment_moment: DispatchTime::After(0),
		}
	));
	assert_ok!(call(Key::Bob, pallet_referenda::Call::place_decision_deposit { index }));
	for who in [Key::Alice, Key::Bob, Key::Charlie, Key::Dave, Key::Eve, Key::Ferdie] {
		let vote = AccountVote::Standard {
			vote: Vote { aye: true, conviction: Conviction::Locked1x },
			balance: Balances::balance(&who.to_account_id()) * 9 / 10,
		};
		assert_ok!(call(who, pallet_conviction_voting::Call::vote { poll_index: index, vote }));
	}
	index
}

fn approved(index: u32) -> bool {
	matches!(
		pallet_referenda::ReferendumInfoFor::<Runtime>::get(index),
		Some(ReferendumInfo::Approved(..))
	)
}

fn waterfall() -> openledger_primitives_split::Waterfall {
	let mut waterfall = Rewards::waterfall().1;
	waterfall.worker -= 10_000;
	waterfall.contributors += 10_000;
	waterfall
}

#[test]
fn tracks_are_sound_on_every_network() {
	for preset in genesis_config_presets::preset_names() {
		genesis(preset.as_ref()).execute_with(|| {
			assert_ok!(Tracks::check_integrity());
			for track in Tracks::tracks() {
				let info = &track.info;
				assert!(info.decision_deposit <= 100_000 * OPEN, "a ten-thousandth of the supply");
				for period in [
					info.prepare_period,
					info.decision_period,
					info.confirm_period,
					info.min_enactment_period,
				] {
					assert!(period > 0);
				}
				assert!(info.confirm_period <= info.decision_period);
			}
		});
	}
}

#[test]
fn every_origin_has_its_track() {
	let track = |origin: RuntimeOrigin| Tracks::track_for(origin.caller());
	assert_eq!(track(RuntimeOrigin::root()), Ok(tracks::ROOT));
	assert_eq!(track(Origin::WhitelistedCaller.into()), Ok(tracks::WHITELISTED_CALLER));
	assert_eq!(track(Origin::Treasurer.into()), Ok(tracks::TREASURER));
	assert_eq!(track(Origin::Economy.into()), Ok(tracks::ECONOMY));
	assert_eq!(track(Origin::Attribution.into()), Ok(tracks::ATTRIBUTION));
	assert_eq!(track(Origin::Emergency.into()), Ok(tracks::EMERGENCY));
	assert!(track(RuntimeOrigin::signed(Key::Alice.to_account_id())).is_err());
	assert!(track(RuntimeOrigin::none()).is_err());
}

#[test]
fn a_referendum_on_the_economy_track_changes_the_waterfall() {
	genesis("development").execute_with(|| {
		run(1);
		let new = waterfall();
		let change = pallet_rewards::Call::set_waterfall { waterfall: new };
		let index = propose(OriginCaller::Origins(Origin::Economy), change);
		run(60);
		assert!(approved(index));
		assert_eq!(Rewards::waterfall().1, new);
	});
}

#[test]
fn a_track_cannot_do_what_belongs_to_another() {
	genesis("development").execute_with(|| {
		run(1);
		let change = || pallet_rewards::Call::set_waterfall { waterfall: waterfall() };
		for origin in [Origin::Treasurer, Origin::Attribution, Origin::Emergency] {
			assert_noop!(act(origin, change()), DispatchError::BadOrigin);
		}
		assert_noop!(call(Key::Alice, change()), DispatchError::BadOrigin);
		assert_ok!(act(Origin::Economy, change()));
	});
}

#[test]
fn a_referendum_whose_call_fails_changes_nothing() {
	genesis("development").execute_with(|| {
		run(1);
		let mut wrong = waterfall();
		wrong.worker += 1;
		let before = Rewards::waterfall();
		let change = pallet_rewards::Call::set_waterfall { waterfall: wrong };
		let index = propose(OriginCaller::Origins(Origin::Economy), change);
		run(60);
		assert!(approved(index));
		assert_eq!(Rewards::waterfall(), before, "a waterfall that does not sum is refused");
	});
}

#[test]
fn parameters_change_by_their_track_and_only_within_bounds() {
	use dynamic_params::{attribution, economy};
	genesis("development").execute_with(|| {
		run(1);
		let markup = |value| {
			let value = Some(PartsPerMillion::new(value).unwrap());
			let key_value = RuntimeParameters::Economy(economy::Parameters::MaxMarkup(
				economy::MaxMarkup,
				value,
			));
			pallet_parameters::Call::set_parameter { key_value }
		};
		assert_noop!(act(Origin::Attribution, markup(1)), DispatchError::BadOrigin);
		assert_ok!(act(Origin::Economy, markup(123_456)));
		assert_eq!(<MaxMarkup as frame_support::traits::Get<u32>>::get(), 123_456);

		let only_attribution = |parameter| {
			let key_value = RuntimeParameters::Attribution(parameter);
			let set = pallet_parameters::Call::set_parameter { key_value };
			assert_noop!(act(Origin::Economy, set.clone()), DispatchError::BadOrigin);
			assert_ok!(act(Origin::Attribution, set));
		};
		let bond = Plancks::new(7 * OPEN);
		only_attribution(attribution::Parameters::DemandBond(attribution::DemandBond, bond));
		assert_eq!(<DemandBond as frame_support::traits::Get<Balance>>::get(), 7 * OPEN);
		let leaves = Count::new(32);
		only_attribution(attribution::Parameters::AuditLeaves(attribution::AuditLeaves, leaves));
		assert_eq!(<AuditLeaves as frame_support::traits::Get<u32>>::get(), 32);
		let reward = PartsPerMillion::new(250_000);
		only_attribution(attribution::Parameters::ChallengeReward(
			attribution::ChallengeReward,
			reward,
		));
		assert_eq!(<ChallengeReward as frame_support::traits::Get<u32>>::get(), 250_000);

		// Out of bounds: the call itself does not decode.
		let good = RuntimeCall::from(markup(1_000_000)).encode();
		assert!(RuntimeCall::decode(&mut &good[..]).is_ok());
		let at = good.len() - 4;
		let mut bad = good;
		bad[at..].copy_from_slice(&1_000_001u32.encode());
		assert!(RuntimeCall::decode(&mut &bad[..]).is_err());
	});
}

#[test]
fn the_gas_limit_follows_its_parameter() {
	use dynamic_params::economy;
	genesis("development").execute_with(|| {
		run(1);
		let least = Gas::constant(15_000_000);
		let key_value = RuntimeParameters::Economy(economy::Parameters::BlockGasLimit(
			economy::BlockGasLimit,
			Some(least),
		));
		assert_ok!(act(Origin::Economy, pallet_parameters::Call::set_parameter { key_value }));
		assert_eq!(<BlockGasLimit as frame_support::traits::Get<u64>>::get(), 15_000_000);
	});
}

#[test]
fn periods_change_by_the_attribution_track() {
	genesis("development").execute_with(|| {
		run(1);
		let mut timing = pallet_timing::Timings::<Runtime>::get();
		timing.seed_window = 6;
		let set = pallet_timing::Call::set_periods { timing };
		assert_noop!(act(Origin::Economy, set.clone()), DispatchError::BadOrigin);
		assert_ok!(act(Origin::Attribution, set));
		assert_eq!(pallet_timing::Timings::<Runtime>::get().seed_window, 6);
	});
}

#[test]
fn the_treasurer_spends_up_to_its_bound() {
	genesis("development").execute_with(|| {
		run(1);
		let dest: Address =
			<TreasuryAccount as frame_support::traits::Get<AccountId>>::get().into();
		let value = 1_000 * OPEN;
		assert_ok!(call(Key::Alice, pallet_balances::Call::transfer_allow_death { dest, value }));
		let spend = |amount| pallet_treasury::Call::spend {
			asset_kind: Box::new(()),
			amount,
			beneficiary: Box::new(Key::Dave.to_account_id().into()),
			valid_from: None,
		};
		let over = act(Origin::Treasurer, spend(TREASURER_LIMIT + 1));
		assert_eq!(over, Err(pallet_treasury::Error::<Runtime>::InsufficientPermission.into()));
		assert_noop!(act(Origin::Economy, spend(OPEN)), DispatchError::BadOrigin);
		assert_ok!(act(Origin::Treasurer, spend(10 * OPEN)));
		let had = Balances::balance(&Key::Dave.to_account_id());
		assert_ok!(call(Key::Eve, pallet_treasury::Call::payout { index: 0 }));
		assert_eq!(Balances::balance(&Key::Dave.to_account_id()), had + 10 * OPEN);
	});
}

#[test]
fn the_committee_alone_can_do_nothing() {
	genesis("development").execute_with(|| {
		run(1);
		let upgrade: RuntimeCall =
			frame_system::Call::set_storage { items: vec![(b"x".to_vec(), b"y".to_vec())] }.into();
		let call_hash = sp_io::hashing::blake2_256(&upgrade.encode()).into();
		let white: RuntimeCall = pallet_whitelist::Call::whitelist_call { call_hash }.into();
		let propose = pallet_collective::Call::<Runtime, pallet_collective::Instance1>::propose {
			threshold: 2,
			proposal: Box::new(white.clone()),
			length_bound: 1_000,
		};
		assert_ok!(call(Key::Alice, propose));
		let proposal = sp_io::hashing::blake2_256(&white.encode()).into();
		for who in [Key::Alice, Key::Bob] {
			let vote = pallet_collective::Call::<Runtime, pallet_collective::Instance1>::vote {
				proposal,
				index: 0,
				approve: true,
			};
			assert_ok!(call(who, vote));
		}
		let close = pallet_collective::Call::<Runtime, pallet_collective::Instance1>::close {
			proposal_hash: proposal,
			index: 0,
			proposal_weight_bound: MaxMotionWeight::get(),
			length_bound: 1_000,
		};
		assert_ok!(call(Key::Charlie, close));
		assert!(pallet_whitelist::WhitelistedCall::<Runtime>::contains_key(call_hash));

		// It still needs a referendum.
		let run = pallet_whitelist::Call::dispatch_whitelisted_call_with_preimage {
			call: Box::new(upgrade),
		};
		assert!(call(Key::Alice, run.clone()).is_err());
		assert_ok!(act(Origin::WhitelistedCaller, run));
		assert_eq!(frame_support::storage::unhashed::get_raw(b"x"), Some(b"y".to_vec()));
	});
}

#[test]
fn safe_mode_stops_all_but_what_recovers() {
	genesis("development").execute_with(|| {
		run(1);
		let enter = pallet_safe_mode::Call::force_enter {};
		assert_noop!(act(Origin::Economy, enter.clone()), DispatchError::BadOrigin);
		assert!(call(Key::Alice, pallet_safe_mode::Call::enter {}).is_err(), "not for money");
		assert_ok!(act(Origin::Emergency, enter));

		let dest: Address = Key::Bob.to_account_id().into();
		let transfer: RuntimeCall =
			pallet_balances::Call::transfer_allow_death { dest, value: OPEN }.into();
		let filtered: DispatchError = frame_system::Error::<Runtime>::CallFiltered.into();
		assert_noop!(call(Key::Alice, transfer.clone()), filtered);
		let batch = pallet_utility::Call::batch_all { calls: vec![transfer.clone()] };
		assert_noop!(call(Key::Alice, batch), filtered);
		let remark = frame_system::Call::remark { remark: vec![] };
		assert_ok!(call(Key::Alice, remark));
		let raw = Default::default();
		let transact: RuntimeCall = pallet_ethereum::Call::transact { raw }.into();
		assert!(!<Exempt as frame_support::traits::Contains<RuntimeCall>>::contains(&transact));
		run(13);
		assert_ok!(call(Key::Alice, transfer));
	});
}

#[test]
fn what_defends_the_chain_cannot_be_paused() {
	genesis("development").execute_with(|| {
		run(1);
		let name = |pallet: &str, call: &str| {
			(
				pallet.as_bytes().to_vec().try_into().unwrap(),
				call.as_bytes().to_vec().try_into().unwrap(),
			)
		};
		let pause = |pallet, call| {
			act(Origin::Emergency, pallet_tx_pause::Call::pause { full_name: name(pallet, call) })
		};
		for (pallet, call) in [
			("Timestamp", "set"),
			("Attribution", "demand"),
			("Attribution", "answer"),
			("Attribution", "attest"),
			("Babe", "report_equivocation_unsigned"),
			("Grandpa", "report_equivocation"),
			("Referenda", "submit"),
		] {
			let error = pallet_tx_pause::Error::<Runtime>::Unpausable;
			assert_eq!(pause(pallet, call), Err(error.into()), "{pallet}.{call}");
		}
		assert_ok!(pause("Balances", "transfer_allow_death"));
		let dest: Address = Key::Bob.to_account_id().into();
		let transfer = pallet_balances::Call::transfer_allow_death { dest, value: OPEN };
		assert!(call(Key::Alice, transfer).is_err());
	});
}

#[test]
fn nobody_is_root_by_key() {
	let names: Vec<_> = <AllPalletsWithSystem as frame_support::traits::PalletsInfoAccess>::infos()
		.into_iter()
		.map(|info| info.name)
		.collect();
	assert!(!names.iter().any(|name| name.contains("Sudo")), "{names:?}");
}

#[test]
fn a_failed_migration_leaves_the_chain_to_its_voters() {
	use frame_support::migrations::{FailedMigrationHandler, FailedMigrationHandling};
	type Handler = <Runtime as pallet_migrations::Config>::FailedMigrationHandler;
	genesis("development").execute_with(|| {
		run(1);
		let proposal = pallet_rewards::Call::set_waterfall { waterfall: waterfall() };
		for _ in 0..2 {
			// Stuck, blocks would take no extrinsics: neither votes nor the way out of safe mode.
			assert_eq!(Handler::failed(Some(0)), FailedMigrationHandling::ForceUnstuck);
			assert!(SafeMode::is_entered());
		}
		let transfer = pallet_balances::Call::transfer_allow_death {
			dest: Key::Bob.to_account_id().into(),
			value: OPEN,
		};
		let filtered = frame_system::Error::<Runtime>::CallFiltered;
		assert_eq!(call(Key::Alice, transfer.clone()), Err(filtered.into()));
		propose(Origin::Economy.into(), proposal);
		assert_ok!(act(Origin::Emergency, pallet_safe_mode::Call::force_exit {}));
		assert_ok!(call(Key::Alice, transfer));
	});
}

#[test]
fn some_calls_are_roots_alone() {
	genesis("development").execute_with(|| {
		run(1);
		let validator_stash = Key::Alice.to_account_id();
		let era = pallet_staking::CurrentEra::<Runtime>::get().unwrap_or_default();
		let slash_fraction = sp_runtime::Perbill::from_percent(100);
		#[allow(deprecated)]
		let spend = pallet_treasury::Call::spend_local {
			amount: OPEN,
			beneficiary: Key::Bob.to_account_id().into(),
		};
		let filtered = frame_system::Error::<Runtime>::CallFiltered;
		assert_eq!(act(Origin::Treasurer, spend), Err(filtered.into()));
		let slash = pallet_staking::Call::manual_slash { validator_stash, era, slash_fraction };
		let filtered = frame_system::Error::<Runtime>::CallFiltered;
		assert_eq!(act(Origin::Emergency, slash.clone()), Err(filtered.into()));
		assert_ok!(RuntimeCall::from(slash).dispatch(RuntimeOrigin::root()).map_err(|e| e.error));
		let new = sp_runtime::Perbill::from_percent(5);
		let commission = pallet_staking::Call::set_min_commission { new };
		let filtered = frame_system::Error::<Runtime>::CallFiltered;
		assert_eq!(act(Origin::Emergency, commission), Err(filtered.into()));
	});
}
