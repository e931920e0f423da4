// SPDX-License-Identifier: Apache-2.0

//! Benchmarks of BABE's calls over this chain's sessions, offences and staking. The SDK has a formula.

use super::offenders::{ended, offender};
use crate::*;
use alloc::boxed::Box;
use core::marker::PhantomData;
use frame_benchmarking::v2::*;
use pallet_babe::Call;
use sp_consensus_babe::{
	digests::{CompatibleDigestItem, NextConfigDescriptor, PreDigest, SecondaryPlainPreDigest},
	AllowedSlots, AuthorityId, EquivocationProof, Slot, KEY_TYPE,
};
use sp_runtime::{traits::Header as _, Digest, DigestItem};

/// Slot of the two headers: the first of the first epoch.
const SLOT: u64 = 1_000_000;

/// The runtime that is measured.
pub trait Config: frame_system::Config {}
impl Config for Runtime {}

/// Carries the benchmarks.
pub struct Pallet<T: Config>(PhantomData<T>);

/// A sealed header of the slot; `number` tells two of them apart.
fn sealed(author: &AuthorityId, number: BlockNumber) -> Header {
	let slot = SecondaryPlainPreDigest { authority_index: 0, slot: Slot::from(SLOT) };
	let claim = DigestItem::babe_pre_digest(PreDigest::SecondaryPlain(slot));
	let digest = Digest { logs: alloc::vec![claim] };
	let empty = Default::default;
	let mut header = Header::new(number, empty(), empty(), empty(), digest);
	let hash = header.hash();
	let key = author.clone().into();
	let signature = sp_io::crypto::sr25519_sign(KEY_TYPE, &key, hash.as_ref());
	let signature = signature.expect("the keystore has the key").into();
	header.digest_mut().push(DigestItem::babe_seal(signature));
	header
}

#[benchmarks]
mod measured {
	use super::*;

	#[benchmark]
	fn plan_config_change() {
		let config = NextConfigDescriptor::V1 {
			c: configs::consensus::PRIMARY_PROBABILITY,
			allowed_slots: AllowedSlots::PrimaryAndSecondaryVRFSlots,
		};
		#[block]
		{
			Babe::plan_config_change(RuntimeOrigin::root(), config).expect("the odds are sound");
		}
		assert!(pallet_babe::PendingEpochConfigChange::<Runtime>::exists());
	}

	/// The check before an unsigned report, and the report: `v` validators, `n` nominators of the
	/// offender.
	#[benchmark]
	fn report_equivocation(
		v: Linear<1, { configs::staking::MAX_VALIDATORS }>,
		n: Linear<0, { configs::staking::MAX_VOTERS }>,
	) {
		let author = offender(v, n).babe;
		pallet_babe::GenesisSlot::<Runtime>::put(Slot::from(SLOT));
		let key_owner_proof = ended(KEY_TYPE, author.as_ref());
		let proof = EquivocationProof {
			slot: SLOT.into(),
			first_header: sealed(&author, 1),
			second_header: sealed(&author, 2),
			offender: author,
		};
		let call = Call::report_equivocation_unsigned {
			equivocation_proof: Box::new(proof.clone()),
			key_owner_proof: key_owner_proof.clone(),
		};
		#[block]
		{
			Babe::pre_dispatch(&call).expect("the proof is right");
			Babe::report_equivocation_unsigned(
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
