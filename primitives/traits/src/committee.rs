// SPDX-License-Identifier: Apache-2.0
//! Validators and randomness, as attribution needs them; and what attesting earns and costs them.

use alloc::vec::Vec;
use openledger_primitives::{AttributionId, Balance, Hash};
use sp_runtime::Weight;

/// The validators that may attest now.
pub trait Committee<AccountId> {
	/// Index of the session.
	fn session_index() -> u32;
	/// Validators of the current session with their attribution keys, in validator order, and what
	/// stands behind each: its own stake and that of its nominators in the running era, plancks.
	/// Committees are drawn by it.
	fn members() -> Vec<(AccountId, AttributionId, Balance)>;
	/// The member at `index` of [`Committee::members`], without its stake.
	fn member(index: u32) -> Option<(AccountId, AttributionId)> {
		let index = usize::try_from(index).ok()?;
		Self::members().into_iter().nth(index).map(|(who, key, _)| (who, key))
	}
}

/// Who counts what validators have earned by attesting, beside the money in the attesters' pot.
pub trait RewardAttesters<AccountId> {
	/// Adds reward points of the running era; those of an account that does not validate now are
	/// dropped, since nobody could be paid for them.
	fn reward(attesters: &[(AccountId, u32)]);
}

impl<AccountId> RewardAttesters<AccountId> for () {
	fn reward(_: &[(AccountId, u32)]) {}
}

/// Who punishes validators that attested a leaf which was proven false.
pub trait ReportAttesters<AccountId> {
	/// Reports `offenders`, which sat in a committee of `validators` validators in `session`. To report
	/// somebody again for the same session changes nothing.
	fn report(session: u32, validators: u32, offenders: &[AccountId]);
	/// Most weight of reporting one offender.
	fn weight() -> Weight;

	/// Benchmarks: makes the accounts validators of the running session and era.
	#[cfg(feature = "runtime-benchmarks")]
	fn bench_validators(_: &[AccountId]) {}
}

impl<AccountId> ReportAttesters<AccountId> for () {
	fn report(_: u32, _: u32, _: &[AccountId]) {}
	fn weight() -> Weight {
		Weight::zero()
	}
}

/// The VRF output of the block that is being executed.
pub trait BlockRandomness {
	/// The output, known at the end of the block; `None` in development sealing without VRF.
	fn vrf_output() -> Option<Hash>;
}
