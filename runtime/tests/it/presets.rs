// SPDX-License-Identifier: Apache-2.0

//! The networks that the runtime knows can start.

use crate::scene::{genesis, preset_json};
use genesis_config_presets::{get_preset, preset_names, GENESIS_ISSUANCE};
use openledger_primitives::OPEN;
use openledger_runtime::*;
use serde_json::Value;

fn each(check: impl Fn(&str)) {
	let names = preset_names();
	assert_eq!(names.len(), 4);
	names.iter().for_each(|id| check(id.as_ref()));
}

#[test]
fn every_preset_builds() {
	each(|id| {
		genesis(id).execute_with(|| {
			assert!(!Session::validators().is_empty(), "{id}");
			assert!(!pallet_babe::Authorities::<Runtime>::get().is_empty(), "{id}");
		})
	});
}

#[test]
fn every_preset_is_the_same_after_a_round_trip_through_json() {
	each(|id| {
		let json = preset_json(id);
		let config: RuntimeGenesisConfig = serde_json::from_value(json.clone()).unwrap();
		assert_eq!(serde_json::to_value(config).unwrap(), json, "{id}");
	});
}

#[test]
fn an_unknown_field_is_refused() {
	let mut json = preset_json("development");
	json["timing"]["timing"]["epocc"] = Value::from(1);
	assert!(serde_json::from_value::<RuntimeGenesisConfig>(json).is_err());
}

#[test]
fn there_is_no_other_preset() {
	assert!(get_preset(&"mainnet".into()).is_none());
}

#[test]
fn the_periods_of_every_preset_work_together() {
	each(|id| {
		genesis(id).execute_with(|| {
			assert_eq!(pallet_timing::Timings::<Runtime>::get().problem(), None, "{id}");
		})
	});
}

#[test]
fn every_preset_hands_out_a_thousand_million() {
	assert_eq!(GENESIS_ISSUANCE, 1_000_000_000 * OPEN);
	each(|id| {
		genesis(id).execute_with(|| {
			assert_eq!(Balances::total_issuance(), GENESIS_ISSUANCE, "{id}");
		})
	});
}

#[test]
fn only_development_networks_allow_local_endpoints() {
	each(|id| {
		genesis(id).execute_with(|| {
			let local = pallet_timing::Networks::<Runtime>::get().local_endpoints;
			assert_eq!(local, id != genesis_config_presets::TESTNET_PRESET, "{id}");
		})
	});
}
