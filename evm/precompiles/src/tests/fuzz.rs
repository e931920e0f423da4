// SPDX-License-Identifier: Apache-2.0

//! Any input to any precompile: no panic, no more gas than was given, and nothing changes where it
//! fails.

use crate::{abi::*, mock::*, set::TESTED};
use alloy_sol_types::SolInterface;
use proptest::prelude::*;
use std::cell::RefCell;

/// Functions of all precompiles.
fn functions() -> Vec<(u64, [u8; 4])> {
	fn of<I: SolInterface>(number: u64) -> Vec<(u64, [u8; 4])> {
		I::selectors().map(|selector| (number, selector)).collect()
	}
	[
		of::<IOpen::IOpenCalls>(0x800),
		of::<IProxy::IProxyCalls>(0x802),
		of::<IAddressMapping::IAddressMappingCalls>(0x803),
		of::<IDatanets::IDatanetsCalls>(0x810),
		of::<IModels::IModelsCalls>(0x811),
		of::<IAgents::IAgentsCalls>(0x812),
		of::<IWorkers::IWorkersCalls>(0x813),
		of::<IInference::IInferenceCalls>(0x814),
		of::<IAttribution::IAttributionCalls>(0x815),
		of::<IRewards::IRewardsCalls>(0x816),
		of::<IAssets::IAssetsCalls>(0x820),
		of::<IAssets::IAssetsCalls>(0x821),
		of::<IAssets::IAssetsCalls>(0x822),
		of::<IIdentityRegistry::IIdentityRegistryCalls>(0x823),
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
		function in prop::sample::select(functions()),
		elsewhere in prop::option::weighted(0.05, prop::sample::select(TESTED)),
		cut in prop::option::weighted(0.05, 0usize..4),
		words in prop::collection::vec(word(), 0..14),
		from in 1u8..6,
		is_static in any::<bool>(),
		gas in prop_oneof![Just(GAS), 0u64..60_000],
	) {
		let (number, selector) = function;
		let at = elsewhere.unwrap_or(number);
		let selector = &selector[..cut.unwrap_or(4)];
		let input = [selector, &words.concat()].concat();
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
