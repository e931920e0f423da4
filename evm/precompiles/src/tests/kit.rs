// SPDX-License-Identifier: Apache-2.0

//! Rules that hold for every precompile.

use crate::{
	abi::{IAgents, IOpen},
	kit::{address_of, name_of},
	mock::*,
	set::{TestedPrecompiles, TESTED},
};
use alloy_sol_types::SolCall;
use frame_support::weights::Weight;
use openledger_evm_primitives::{PrecompileFailure, PrecompileKind, PrecompileSet};
use openledger_primitives::OPEN;
use sp_runtime::{ArithmeticError, DispatchError, TokenError, TransactionalError};

fn transfer(value: u128) -> IOpen::transferCall {
	IOpen::transferCall { to: sol(2), value: amount(value) }
}

#[test]
fn value_is_refused() {
	execute(|| {
		for number in TESTED {
			let caller = Caller { value: 1, ..by(1) };
			assert_eq!(caller.refused_raw(*number, &[]), "NonPayable");
		}
	});
}

#[test]
fn input_without_a_known_selector_is_refused() {
	execute(|| {
		for number in TESTED {
			assert_eq!(by(1).refused_raw(*number, &[]), "NoSelector");
			assert_eq!(by(1).refused_raw(*number, &[1, 2, 3]), "NoSelector");
			assert_eq!(by(1).refused_raw(*number, &[0xff; 40]), "UnknownSelector");
		}
	});
}

#[test]
fn dirty_and_short_arguments_are_refused() {
	execute(|| {
		let good = transfer(1).abi_encode();
		for length in 4..good.len() {
			assert_eq!(by(1).refused_raw(0x800, &good[..length]), "BadEncoding");
		}
		let mut dirty = good.clone();
		dirty[4] = 1;
		assert_eq!(by(1).refused_raw(0x800, &dirty), "BadEncoding");

		// An enum out of its range, a boolean of two, an offset that points elsewhere.
		let register = IAgents::registerCall {
			kind: IAgents::Kind::App,
			name: "n".into(),
			card: "http://localhost".into(),
			markup: 0,
			uses: vec![],
		}
		.abi_encode();
		let mut kind = register.clone();
		kind[4 + 31] = 2;
		assert_eq!(by(1).refused_raw(0x812, &kind), "BadEncoding");
		let mut offset = register.clone();
		offset[4 + 63] ^= 0x20;
		assert_eq!(by(1).refused_raw(0x812, &offset), "BadEncoding");
	});
}

#[test]
fn bytes_after_the_arguments_are_ignored() {
	execute(|| {
		let mut input = transfer(OPEN).abi_encode();
		input.extend([0xab; 7]);
		assert!(by(1).raw(0x800, &input).result.is_ok());
	});
}

#[test]
fn static_calls_change_nothing() {
	execute(|| {
		let caller = Caller { is_static: true, ..by(1) };
		assert_eq!(caller.refused(0x800, transfer(1)), "StaticCall");
		assert_eq!(caller.refused(0x800, transfer(0)), "StaticCall");
		assert_eq!(
			caller.refused(0x800, IOpen::approveCall { spender: sol(2), value: amount(1) }),
			"StaticCall"
		);
		assert_eq!(caller.refused(0x812, IAgents::retireCall { agent: 0 }), "StaticCall");
		caller.call(0x800, IOpen::balanceOfCall { account: sol(1) });
	});
}

#[test]
fn the_call_filter_of_the_runtime_holds() {
	execute(|| {
		Blocked::set(&true);
		assert_eq!(by(1).refused(0x800, transfer(1)), "CallFiltered");
		assert_eq!(by(1).refused(0x812, IAgents::retireCall { agent: 0 }), "CallFiltered");
	});
}

#[test]
fn gas_is_charged_before_and_given_back_after() {
	execute(|| {
		let input = transfer(OPEN).abi_encode();
		let needed = by(1).raw(0x800, &input).gas_used;
		assert!(needed > 5_000, "a transfer is not free: {needed}");
		// Too little for the weight: nothing is done and all gas is gone.
		let poor = Caller { gas: 3_000, ..by(1) };
		let outcome = poor.raw(0x800, &input);
		assert_eq!(outcome.result, Err(PrecompileFailure::OutOfGas));
		assert_eq!(outcome.gas_used, 3_000);
		// A call that is refused costs no more than one that is not.
		let refused = by(9).raw(0x800, &input);
		assert!(refused.result.is_err());
		assert!(refused.gas_used <= needed);
	});
}

#[test]
fn a_call_pays_what_it_used_and_not_what_it_might() {
	use crate::abi::IDatanets;
	execute(|| {
		by(1).call(
			0x810,
			IDatanets::createCall {
				name: "Poems".into(),
				licence: "CC0-1.0".into(),
				purposes: 7,
				floorRate: amount(0),
				reviewQuorum: 500_000,
			},
		);
		// Refused: the weight of the whole call is not given back where the error says nothing.
		let input = IDatanets::stepSealCall { datanet: 0, steps: 64 }.abi_encode();
		let many = by(1).raw(0x810, &input).gas_used;
		let input = IDatanets::stepSealCall { datanet: 0, steps: 1 }.abi_encode();
		let few = by(1).raw(0x810, &input).gas_used;
		assert!(few < many);
	});
}

#[test]
fn a_log_costs_what_it_costs_in_ethereum() {
	execute(|| {
		let input = IOpen::approveCall { spender: sol(2), value: amount(1) }.abi_encode();
		let first = by(1).raw(0x800, &input).gas_used;
		let second = by(1).raw(0x800, &input).gas_used;
		// A new slot against a changed one; the log is the same.
		assert_eq!(first - second, 22_100 - 5_000);
		// Three topics and a word.
		assert!(second > 5_000 + 375 + 3 * 375 + 8 * 32);
	});
}

#[test]
fn every_dispatch_error_has_a_name() {
	for (error, name) in [
		(DispatchError::BadOrigin, "BadOrigin"),
		(DispatchError::CannotLookup, "CannotLookup"),
		(DispatchError::ConsumerRemaining, "ConsumerRemaining"),
		(DispatchError::NoProviders, "NoProviders"),
		(DispatchError::TooManyConsumers, "TooManyConsumers"),
		(DispatchError::Exhausted, "Exhausted"),
		(DispatchError::Corruption, "Corruption"),
		(DispatchError::Unavailable, "Unavailable"),
		(DispatchError::RootNotAllowed, "RootNotAllowed"),
		(DispatchError::Other("Said"), "Said"),
		(ArithmeticError::Overflow.into(), "Arithmetic"),
		(TransactionalError::LimitReached.into(), "Transactional"),
		(TokenError::FundsUnavailable.into(), "FundsUnavailable"),
		(TokenError::OnlyProvider.into(), "OnlyProvider"),
		(TokenError::BelowMinimum.into(), "BelowMinimum"),
		(TokenError::CannotCreate.into(), "CannotCreate"),
		(TokenError::UnknownAsset.into(), "UnknownAsset"),
		(TokenError::Frozen.into(), "Frozen"),
		(TokenError::Unsupported.into(), "Unsupported"),
		(TokenError::CannotCreateHold.into(), "CannotCreateHold"),
		(TokenError::NotExpendable.into(), "NotExpendable"),
		(TokenError::Blocked.into(), "Blocked"),
		(pallet_agents::Error::<Test>::NotOwner.into(), "NotOwner"),
	] {
		assert_eq!(name_of(error), name);
	}
}

#[test]
fn weight_has_gas() {
	let gas = |time| {
		<TestedPrecompiles<Test> as PrecompileSet>::weight_to_gas(Weight::from_parts(time, 9))
	};
	assert_eq!([gas(0), gas(1), gas(20_000), gas(20_001)], [0, 1, 1, 2]);
	assert_eq!(gas(u64::MAX), u64::MAX / 20_000 + 1);
}

#[test]
fn kinds_and_addresses() {
	execute(|| {
		type Set = TestedPrecompiles<Test>;
		assert_eq!(Set::addresses().len(), TESTED.len());
		assert_eq!(Set::kind(address_of(0x800)), Some(PrecompileKind::Stateful));
		assert_eq!(Set::kind(address_of(0x820)), Some(PrecompileKind::View));
		assert_eq!(Set::kind(address_of(0x801)), Some(PrecompileKind::Code));
		assert_eq!(Set::kind(address_of(0x804)), None);
		assert_eq!(Set::kind(user(8)), None);
		let mut far = address_of(0x800);
		far.0[0] = 1;
		assert_eq!(Set::kind(far), None);
	});
}
