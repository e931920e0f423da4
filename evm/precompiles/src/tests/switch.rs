// SPDX-License-Identifier: Apache-2.0

//! The switch of each precompile.

use crate::{kit::address_of, mock::*, set::ADDRESSES, Error, Event, Precompiles};
use frame_support::{assert_noop, assert_ok};
use openledger_evm_primitives::PrecompileSet;
use sp_runtime::DispatchError;

type Set = Precompiles<Test>;

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
			assert!(Set::kind(address).is_some());
		}
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
		for address in [user(1), address_of(0x801), address_of(1)] {
			assert_noop!(
				EvmPrecompiles::set_enabled(RuntimeOrigin::root(), address, false),
				Error::<Test>::UnknownPrecompile
			);
			assert!(!EvmPrecompiles::is_enabled(address));
		}
	});
}
