// SPDX-License-Identifier: Apache-2.0

//! Any input to any precompile: no panic, no more gas than was given, and nothing changes where it
//! fails.

use crate::{abi::*, mock::*, set::ADDRESSES};
use alloy_sol_types::SolInterface;
use proptest::prelude::*;
use std::cell::RefCell;

/// Selectors of all precompiles.
fn selectors() -> Vec<[u8; 4]> {
	fn of<I: SolInterface>() -> Vec<[u8; 4]> {
		I::selectors().collect()
	}
	[
		of::<IOpen::IOpenCalls>(),
		of::<IProxy::IProxyCalls>(),
		of::<IAddressMapping::IAddressMappingCalls>(),
		of::<IDatanets::IDatanetsCalls>(),
		of::<IModels::IModelsCalls>(),
		of::<IAgents::IAgentsCalls>(),
		of::<IWorkers::IWorkersCalls>(),
		of::<IInference::IInferenceCalls>(),
		of::<IAttribution::IAttributionCalls>(),
		of::<IRewards::IRewardsCalls>(),
		of::<IAssets::IAssetsCalls>(),
		of::<IIdentityRegistry::IIdentityRegistryCalls>(),
	]
	.concat()
}

/// Words that arguments are made of: small numbers, offsets, addresses, extremes.
fn word() -> impl Strategy<Value = Vec<u8>> {
	let small = |number: u16| [vec![0; 30], number.to_be_bytes().to_vec()].concat();
	prop_oneof![
		6 => (0u16..4).prop_map(small),
		4 => (0u16..12).prop_map(move |words| small(words * 32)),
		2 => (1u8..5).prop_map(|n| [vec![0; 12], vec![n; 20]].concat()),
		1 => Just(vec![0xff; 32]),
		1 => prop::collection::vec(any::<u8>(), 32),
		1 => prop::collection::vec(any::<u8>(), 0..32),
	]
}

thread_local! {
	static EXT: RefCell<sp_io::TestExternalities> = RefCell::new(new_test_ext());
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(3_000))]

	#[test]
	fn no_input_does_harm(
		at in prop::sample::select(ADDRESSES),
		selector in prop::option::weighted(0.95, prop::sample::select(selectors())),
		words in prop::collection::vec(word(), 0..14),
		from in 1u8..6,
		is_static in any::<bool>(),
		gas in prop_oneof![Just(GAS), 0u64..60_000],
	) {
		let input =
			[selector.map(|selector| selector.to_vec()).unwrap_or_default(), words.concat()].concat();
		EXT.with_borrow_mut(|ext| ext.execute_with(|| {
			let root = || sp_io::storage::root(sp_runtime::StateVersion::V1);
			let before = root();
			let outcome = Caller { is_static, gas, ..by(from) }.raw(at, &input);
			prop_assert!(outcome.gas_used <= gas);
			if outcome.result.is_err() || is_static {
				prop_assert_eq!(before, root());
			}
			EvmPrecompiles::do_try_state().unwrap();
			Ok(())
		}))?;
	}
}
