// SPDX-License-Identifier: Apache-2.0

//! The switch of each precompile.

use crate::{
	kit::address_of,
	mock::*,
	set::{TestedPrecompiles, ADDRESSES, TESTED},
	Disabled, Error, Event,
};
use frame_support::{assert_noop, assert_ok};
use openledger_evm_primitives::PrecompileSet;
use sp_runtime::DispatchError;

type Set = TestedPrecompiles<Test>;

#[test]
fn each_precompile_can_be_switched_off_and_on() {
	execute(|| {
		for number in ADDRESSES {
			let address = address_of(*number);
			assert!(EvmPrecompiles::is_enabled(address));
			assert_ok!(EvmPrecompiles::set_enabled(RuntimeOrigin::root(), address, false));
			System::assert_last_event(Event::PrecompileSwitched { address, enabled: false }.into());
			assert_eq!(Set::kind(address), None);
			assert!(!EvmPrecompiles::is_enabled(address));
			assert_ok!(EvmPrecompiles::set_enabled(RuntimeOrigin::root(), address, true));
			assert_eq!(Set::kind(address).is_some(), TESTED.contains(number));
			assert!(EvmPrecompiles::is_enabled(address));
		}
		assert!(!Disabled::<Test>::exists());
	});
}

#[test]
fn only_the_switch_origin_switches() {
	execute(|| {
		let address = address_of(0x800);
		assert_noop!(
			EvmPrecompiles::set_enabled(RuntimeOrigin::signed(substrate()), address, false),
			DispatchError::BadOrigin
		);
	});
}

#[test]
fn other_addresses_have_no_switch() {
	execute(|| {
		for address in [user(1), address_of(0x804), address_of(1)] {
			assert_noop!(
				EvmPrecompiles::set_enabled(RuntimeOrigin::root(), address, false),
				Error::<Test>::UnknownPrecompile
			);
			assert!(!EvmPrecompiles::is_enabled(address));
		}
	});
}

#[test]
fn all_switches_are_one_value() {
	execute(|| {
		let before = sp_io::storage::root(sp_runtime::StateVersion::V1);
		for number in ADDRESSES {
			let address = address_of(*number);
			assert_ok!(EvmPrecompiles::set_enabled(RuntimeOrigin::root(), address, false));
			// Twice is once.
			assert_ok!(EvmPrecompiles::set_enabled(RuntimeOrigin::root(), address, false));
		}
		let off: Vec<u64> = Disabled::<Test>::get().into_iter().collect();
		assert_eq!(off, ADDRESSES);
		assert!(TESTED.iter().all(|number| Set::kind(address_of(*number)).is_none()));
		EvmPrecompiles::do_try_state().unwrap();
		for number in ADDRESSES {
			let address = address_of(*number);
			assert_ok!(EvmPrecompiles::set_enabled(RuntimeOrigin::root(), address, true));
		}
		System::reset_events();
		assert_eq!(before, sp_io::storage::root(sp_runtime::StateVersion::V1));
	});
}

#[test]
fn an_unknown_number_in_the_switches_is_found() {
	execute(|| {
		let mut off = Disabled::<Test>::get();
		off.try_insert(0x804).unwrap();
		Disabled::<Test>::put(off);
		assert!(EvmPrecompiles::do_try_state().is_err());
		Disabled::<Test>::kill();
	});
}
