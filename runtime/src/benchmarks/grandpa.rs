// SPDX-License-Identifier: Apache-2.0

//! Benchmarks of GRANDPA's calls over this chain's sessions, offences and staking. The SDK has a
//! formula.

use super::offenders::{ended, offender};
use crate::*;
use alloc::boxed::Box;
use codec::{Decode, Encode};
use core::marker::PhantomData;
use frame_benchmarking::v2::*;
use pallet_grandpa::Call;
use sp_consensus_grandpa::{
	localized_payload, AuthorityId, AuthoritySignature, Equivocation, EquivocationProof, Message,
	Prevote, KEY_TYPE,
};

/// Round of the two votes.
const ROUND: u64 = 1;
/// Set of voters of the first session.
const SET: u64 = 0;

/// The runtime that is measured.
pub trait Config: frame_system::Config {}
impl Config for Runtime {}

/// Carries the benchmarks.
pub struct Pallet<T: Config>(PhantomData<T>);

/// A signed vote for a block of a number.
fn vote(voter: &AuthorityId, target_number: BlockNumber) -> (Prevote<Header>, AuthoritySignature) {
	let vote = Prevote::<Header> { target_hash: Default::default(), target_number };
	let payload = localized_payload(ROUND, SET, &Message::<Header>::Prevote(vote.clone()));
	let key = voter.clone().into();
	let signature = sp_io::crypto::ed25519_sign(KEY_TYPE, &key, &payload);
	(vote, signature.expect("the keystore has the key").into())
}

/// Two votes in one round, as they are encoded: the type is not exported.
fn equivocation(voter: &AuthorityId) -> Equivocation<Hash, BlockNumber> {
	let first = (0u8, ROUND, voter, vote(voter, 1), vote(voter, 2));
	Equivocation::decode(&mut &first.encode()[..]).expect("it is encoded as the type is")
}

#[benchmarks]
mod measured {
	use super::*;

	#[benchmark]
	fn note_stalled() {
		#[block]
		{
			Grandpa::note_stalled(RuntimeOrigin::root(), 1_000, 1).expect("root may");
		}
		assert!(pallet_grandpa::Stalled::<Runtime>::exists());
	}

	/// The check before an unsigned report, and the report: `v` validators, `n` nominators of the
	/// offender.
	#[benchmark]
	fn report_equivocation(
		v: Linear<1, { configs::staking::MAX_VALIDATORS }>,
		n: Linear<0, { configs::staking::MAX_VOTERS }>,
	) {
		let voter = offender(v, n).grandpa;
		let key_owner_proof = ended(KEY_TYPE, voter.as_ref());
		let proof = EquivocationProof::new(SET, equivocation(&voter));
		let call = Call::report_equivocation_unsigned {
			equivocation_proof: Box::new(proof.clone()),
			key_owner_proof: key_owner_proof.clone(),
		};
		#[block]
		{
			Grandpa::pre_dispatch(&call).expect("the proof is right");
			Grandpa::report_equivocation_unsigned(
				RuntimeOrigin::none(),
				Box::new(proof),
				key_owner_proof,
			)
			.expect("the proof is right");
		}
		assert_eq!(pallet_offences::Reports::<Runtime>::iter().count(), 1);
	}

	impl_benchmark_test_suite!(Pallet, crate::benchmarks::genesis(), Runtime);
}
