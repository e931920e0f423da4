// SPDX-License-Identifier: Apache-2.0

//! The presets: they build, they hand out exactly one thousand million OPEN, their periods work.

use frame_support::traits::Get;
use openledger_primitives::OPEN;
use openledger_runtime::{genesis_config_presets::*, *};

/// Runs `check` on the genesis state of a preset.
fn with_preset(name: &str, check: impl FnOnce()) {
	sp_io::TestExternalities::default().execute_with(|| {
		let id: sp_genesis_builder::PresetId = name.into();
		let patch = get_preset(&id).expect("the preset exists");
		let mut config = serde_json::to_value(RuntimeGenesisConfig::default()).unwrap();
		merge(&mut config, serde_json::from_slice(&patch).unwrap());
		frame_support::genesis_builder_helper::build_state::<RuntimeGenesisConfig>(
			serde_json::to_vec(&config).unwrap(),
		)
		.unwrap();
		check();
	});
}

fn merge(into: &mut serde_json::Value, from: serde_json::Value) {
	match (into, from) {
		(serde_json::Value::Object(into), serde_json::Value::Object(from)) => {
			for (key, value) in from {
				merge(into.entry(key).or_insert(serde_json::Value::Null), value);
			}
		},
		(into, from) => *into = from,
	}
}

#[test]
fn every_preset_issues_the_same() {
	for name in preset_names() {
		with_preset(name.as_ref(), || {
			assert_eq!(Balances::total_issuance(), 1_000_000_000 * OPEN, "{name:?}");
		});
	}
}

#[test]
fn validators_and_periods_are_the_presets() {
	for (name, validators, timing, network) in [
		("development", 1, pallet_timing::DEFAULT_TIMING, DEV),
		("local_testnet", 4, LOCAL_TIMING, LOCAL),
		("testnet", 4, TESTNET_TIMING, TESTNET),
	] {
		with_preset(name, || {
			assert_eq!(Session::validators().len(), validators, "{name}");
			assert_eq!(Babe::authorities().len(), validators, "{name}");
			assert_eq!(Grandpa::grandpa_authorities().len(), validators, "{name}");
			assert_eq!(
				<CurrentCommittee as openledger_primitives_traits::Committee<AccountId>>::members()
					.len(),
				validators,
				"{name}"
			);
			assert_eq!(<Timing as Get<_>>::get(), timing, "{name}");
			assert_eq!(pallet_timing::Networks::<Runtime>::get(), network, "{name}");
			assert_eq!(
				<Runtime as pallet_babe::Config>::EpochDuration::get(),
				u64::from(timing.epoch)
			);
		});
	}
}

#[test]
fn only_public_networks_refuse_local_endpoints() {
	for (name, local) in [("development", true), ("local_testnet", true), ("testnet", false)] {
		with_preset(name, || {
			assert_eq!(pallet_timing::LocalEndpoints::<Runtime>::get(), local, "{name}");
		});
	}
}

#[test]
fn there_is_no_other_preset() {
	let id: sp_genesis_builder::PresetId = "mainnet".into();
	assert!(get_preset(&id).is_none());
}
