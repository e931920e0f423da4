// SPDX-License-Identifier: Apache-2.0

//! A validator whose equivocation can be reported, for the benchmarks of BABE and GRANDPA.

use crate::*;
use alloc::vec::Vec;
use codec::Encode;
use frame_benchmarking::v2::account;
use frame_support::traits::KeyOwnerProofSystem;
use openledger_primitives::OPEN;
use pallet_session::historical::HistoricalSessions;
use pallet_staking::ActiveEraInfo;
use sp_core::crypto::KeyTypeId;
use sp_runtime::traits::{BlakeTwo256, Hash as _, OpaqueKeys};
use sp_staking::{Exposure, IndividualExposure};

/// What the offender and each of its nominators has at stake.
const STAKE: Balance = 1_000 * OPEN;

/// Makes the first session one of `validators`, the first of whom `nominators` stand behind, and lets
/// it be over, so that a report carries a proof in the trie of its keys. The offender's keys are in the
/// keystore.
pub fn offender(validators: u32, nominators: u32) -> SessionKeys {
	let set: Vec<AccountId> = (0..validators).map(|at| account("validator", at, 0)).collect();
	let mut first = None;
	for who in &set {
		let keys = SessionKeys::generate(&who.encode(), None).keys;
		for id in SessionKeys::key_ids() {
			pallet_session::KeyOwner::<Runtime>::insert((*id, keys.get_raw(*id).to_vec()), who);
		}
		pallet_session::NextKeys::<Runtime>::insert(who, &keys);
		first.get_or_insert(keys);
	}
	pallet_session::Validators::<Runtime>::put(&set);
	pallet_session::CurrentIndex::<Runtime>::put(0);
	pallet_staking::ActiveEra::<Runtime>::put(ActiveEraInfo { index: 0, start: None });
	pallet_staking::ErasStartSessionIndex::<Runtime>::insert(0, 0);
	let others: Vec<_> = (0..nominators)
		.map(|at| IndividualExposure { who: account("nominator", at, 0), value: STAKE })
		.collect();
	let total = STAKE.saturating_mul(Balance::from(nominators).saturating_add(1));
	let exposure = Exposure { total, own: STAKE, others };
	pallet_staking::EraInfo::<Runtime>::set_exposure(0, &set[0], exposure);
	first.expect("there is a validator")
}

/// Proof that a key was in the first session; the second has begun.
pub fn ended(id: KeyTypeId, key: &[u8]) -> sp_session::MembershipProof {
	let proof = Historical::prove((id, key)).expect("the key is a validator's");
	pallet_session::CurrentIndex::<Runtime>::put(1);
	// The root is the hash of one of the proof's nodes: of the one under which the key is found.
	let known = proof.trie_nodes.iter().any(|node| {
		let root = BlakeTwo256::hash(node);
		HistoricalSessions::<Runtime>::insert(0, (root, proof.validator_count));
		Historical::check_proof((id, key), proof.clone()).is_some()
	});
	assert!(known, "no node of the proof is the root");
	proof
}
