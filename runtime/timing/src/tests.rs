// SPDX-License-Identifier: Apache-2.0

//! Tests of the genesis-set periods.

use crate::{self as pallet_timing, *};
use frame_support::{assert_noop, assert_ok, derive_impl, traits::BuildGenesisConfig};
use frame_system::RawOrigin;
use sp_runtime::DispatchError;

type Block = frame_system::mocking::MockBlock<Test>;

frame_support::construct_runtime!(
	pub enum Test {
		System: frame_system,
		Timing: pallet_timing,
	}
);

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
	type Block = Block;
}

impl Config for Test {
	type SetOrigin = frame_system::EnsureRoot<u64>;
	type WeightInfo = ();
}

fn with(timing: Option<openledger_primitives::Timing>, network: Option<Network>, f: impl FnOnce()) {
	sp_io::TestExternalities::default().execute_with(|| {
		GenesisConfig::<Test> { timing, network, ..Default::default() }.build();
		f();
		Pallet::<Test>::do_try_state().unwrap();
	});
}

#[test]
fn genesis_sets_what_the_accessors_give() {
	let timing = openledger_primitives::Timing { epoch: 33, reveal_window: 44, ..DEFAULT_TIMING };
	let network = Network { evm_chain_id: 7, ss58_prefix: 8, local_endpoints: true };
	with(Some(timing), Some(network), || {
		assert_eq!(Epoch::<Test>::get(), 33);
		assert_eq!(RevealWindow::<Test>::get(), 44);
		assert_eq!(<Pallet<Test> as Get<_>>::get(), timing);
		assert_eq!(EvmChainId::<Test>::get(), 7);
		assert_eq!(Ss58Prefix::<Test>::get(), 8);
		assert!(LocalEndpoints::<Test>::get());
	});
}

#[test]
fn a_silent_genesis_is_the_public_network() {
	with(None, None, || {
		assert_eq!(<Pallet<Test> as Get<_>>::get(), DEFAULT_TIMING);
		assert_eq!(EvmChainId::<Test>::get(), 161_200);
		assert_eq!(Ss58Prefix::<Test>::get(), 1_613);
		assert!(!LocalEndpoints::<Test>::get());
	});
}

#[test]
#[should_panic(expected = "timing of the genesis preset")]
fn periods_that_cannot_work_do_not_start() {
	let timing = openledger_primitives::Timing { settle_grace: 1, ..DEFAULT_TIMING };
	with(Some(timing), None, || {});
}

#[test]
#[should_panic(expected = "a period is zero")]
fn a_zero_epoch_does_not_start() {
	with(Some(openledger_primitives::Timing { epoch: 0, ..DEFAULT_TIMING }), None, || {});
}

#[test]
fn governance_changes_periods_that_fit() {
	with(None, None, || {
		System::set_block_number(1);
		let timing = openledger_primitives::Timing { review_window: 11, ..DEFAULT_TIMING };
		assert_ok!(Timing::set_periods(RawOrigin::Root.into(), timing));
		assert_eq!(RevealWindow::<Test>::get(), DEFAULT_TIMING.reveal_window);
		assert_eq!(<Pallet<Test> as Get<_>>::get(), timing);
		System::assert_last_event(Event::PeriodsSet { timing }.into());
	});
}

#[test]
fn periods_that_do_not_fit_change_nothing() {
	with(None, None, || {
		let set = |timing| Timing::set_periods(RawOrigin::Root.into(), timing);
		let of = |change: fn(&mut openledger_primitives::Timing)| {
			let mut timing = DEFAULT_TIMING;
			change(&mut timing);
			timing
		};
		assert_noop!(set(of(|t| t.epoch = 21)), Error::<Test>::EpochIsFixed);
		assert_noop!(set(of(|t| t.seed_window = 0)), Error::<Test>::PeriodsDoNotFit);
		assert_noop!(set(of(|t| t.settle_grace = 10)), Error::<Test>::PeriodsDoNotFit);
		// As long as a batch that nobody attests, to the block: 10 + 5 + 2 + 2 · 10 + 4 · 8 + 8.
		assert_noop!(set(of(|t| t.settle_grace = 77)), Error::<Test>::PeriodsDoNotFit);
		assert_noop!(set(of(|t| t.attest_window = u32::MAX)), Error::<Test>::PeriodsDoNotFit);
		assert_noop!(set(of(|t| t.slash_defer_eras = 3)), Error::<Test>::PeriodsDoNotFit);
		assert_noop!(set(of(|t| t.bonding_eras = 29)), Error::<Test>::PeriodsDoNotFit);
		assert_noop!(set(of(|t| t.sessions_per_era = 0)), Error::<Test>::PeriodsDoNotFit);
		let signed = Timing::set_periods(RawOrigin::Signed(1).into(), DEFAULT_TIMING);
		assert_eq!(signed, Err(DispatchError::BadOrigin));
	});
}
