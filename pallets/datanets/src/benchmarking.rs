// SPDX-License-Identifier: Apache-2.0
//! Benchmarks of the calls, and the data set that other pallets' benchmarks start from.

use crate::{
	commitment_of, pallet::*, Contribution, Licence, Name, Purposes, Status, Votes, MAX_SEAL_STEPS,
	MAX_VOTES,
};
use alloc::vec;
use codec::Encode;
use frame_benchmarking::v2::*;
use frame_support::traits::{
	fungible::{Inspect, Mutate, MutateHold},
	Get,
};
use frame_system::RawOrigin;
use openledger_primitives::{
	Balance, ContributionId, DatanetId, DatasetRef, Hash, MAX_URL_LEN, MINHASH_BANDS, PPM,
};
use openledger_primitives_account::AccountId;
use openledger_primitives_objects::{ContributionKind, ContributionManifest};
use openledger_primitives_poa::{tree::leaf_hash, Root};
use sp_io::hashing::blake2_256;
use sp_runtime::BoundedVec;

fn fund<T: Config>(who: &AccountId, amount: Balance) {
	let minimum = T::Currency::minimum_balance();
	T::Currency::mint_into(who, amount.saturating_add(minimum)).unwrap();
}

/// An account that can pay for anything benchmarked here.
fn rich<T: Config>(index: u32) -> AccountId {
	let who = account("rich", index, 0);
	let bond = Pallet::<T>::bond_for(T::MaxRows::get()).unwrap();
	let most = T::DatanetDeposit::get()
		.saturating_add(bond.saturating_mul(4))
		.saturating_add(T::MinCuratorStake::get().saturating_mul(1_000));
	fund::<T>(&who, most);
	who
}

/// Moves time on by `blocks`.
fn pass<T: Config>(blocks: u32) {
	let then = Pallet::<T>::now().saturating_add(blocks);
	frame_system::Pallet::<T>::set_block_number(then.into());
}

fn name() -> Name {
	BoundedVec::truncate_from(vec![b'n'; 64])
}

fn licence() -> Licence {
	BoundedVec::truncate_from(vec![b'L'; 32])
}

/// A manifest as large as they get.
fn manifest<T: Config>(seed: u32) -> ContributionManifest {
	let mut location = b"https://data.example.org/".to_vec();
	location.resize(MAX_URL_LEN as usize, b'a');
	ContributionManifest {
		content_hash: Hash::from(blake2_256(&(b"content", seed).encode())),
		kind: ContributionKind::Parquet,
		bytes: T::MaxBytes::get(),
		rows: Root { hash: leaf_hash(&seed.encode()), count: T::MaxRows::get() },
		location: BoundedVec::truncate_from(location),
		bands: [u64::MAX; MINHASH_BANDS],
		signature_root: Hash::repeat_byte(1),
	}
}

fn datanet_of<T: Config>(owner: &AccountId) -> DatanetId {
	Pallet::<T>::do_create(owner.clone(), name(), licence(), Purposes::ALL, 0, PPM / 2).unwrap()
}

const SALT: Hash = Hash::repeat_byte(7);

fn commit_of<T: Config>(datanet: DatanetId, who: &AccountId, seed: u32) -> Hash {
	let commitment = commitment_of(manifest::<T>(seed).content_hash, SALT, who, datanet);
	Pallet::<T>::do_commit(datanet, who.clone(), commitment).unwrap();
	commitment
}

/// A contribution under review.
fn revealed<T: Config>(datanet: DatanetId, who: &AccountId, seed: u32) -> ContributionId {
	commit_of::<T>(datanet, who, seed);
	pass::<T>(1);
	let id = NextContributionId::<T>::get();
	Pallet::<T>::do_reveal(datanet, who.clone(), SALT, manifest::<T>(seed)).unwrap();
	id
}

/// A curator with `times` the minimum at stake.
fn curator<T: Config>(datanet: DatanetId, index: u32, times: u32) -> AccountId {
	let who = rich::<T>(index);
	let stake = T::MinCuratorStake::get().saturating_mul(times.into());
	Pallet::<T>::do_stake_curator(datanet, who.clone(), stake).unwrap();
	who
}

/// An accepted contribution of one row, its bond held.
fn accept_one<T: Config>(datanet: DatanetId, who: &AccountId, seed: u32) -> ContributionId {
	let id = NextContributionId::<T>::get();
	NextContributionId::<T>::put(id.next().unwrap());
	let mut manifest = manifest::<T>(seed);
	manifest.content_hash = Hash::from(blake2_256(&(datanet, seed).encode()));
	manifest.rows.count = 1;
	let bond = Pallet::<T>::bond_for(1).unwrap();
	fund::<T>(who, bond);
	T::Currency::hold(&HoldReason::Contribution.into(), who, bond).unwrap();
	let now = Pallet::<T>::now();
	ContentIndex::<T>::insert(datanet, manifest.content_hash, id);
	let mut contribution = Contribution {
		datanet,
		contributor: who.clone(),
		manifest,
		committed_at: now.saturating_sub(1),
		revealed_at: now,
		status: Status::UnderReview { until: now },
		bond,
		review: Votes::default(),
	};
	let mut found = Datanets::<T>::get(datanet).unwrap();
	found.rows += 1;
	Pallet::<T>::accept(id, &mut contribution, &mut found).unwrap();
	Contributions::<T>::insert(id, contribution);
	Datanets::<T>::insert(datanet, found);
	id
}

/// A sealed version of `contributions` contributions of one row each by `who`, and the first id.
pub(crate) fn dataset_of<T: Config>(
	who: &AccountId,
	contributions: u32,
) -> (DatasetRef, ContributionId) {
	if Pallet::<T>::now() == 0 {
		pass::<T>(1);
	}
	fund::<T>(who, T::DatanetDeposit::get());
	let datanet = datanet_of::<T>(who);
	let first = NextContributionId::<T>::get();
	for seed in 0..contributions {
		accept_one::<T>(datanet, who, seed);
	}
	Pallet::<T>::do_start_seal(datanet, who.clone()).unwrap();
	while Seals::<T>::contains_key(datanet) {
		Pallet::<T>::do_step_seal(datanet, MAX_SEAL_STEPS).unwrap();
	}
	(DatasetRef { datanet, version: 1 }, first)
}

#[benchmarks]
mod benchmarks {
	use super::*;

	#[benchmark]
	fn create() {
		let owner = rich::<T>(0);
		#[extrinsic_call]
		_(RawOrigin::Signed(owner.clone()), name(), licence(), Purposes::ALL, 1, PPM);
		assert!(Datanets::<T>::iter_values().any(|found| found.owner == owner));
	}

	#[benchmark]
	fn stake_curator() {
		let datanet = datanet_of::<T>(&rich::<T>(0));
		let who = curator::<T>(datanet, 1, 1);
		#[extrinsic_call]
		_(RawOrigin::Signed(who.clone()), datanet, T::MinCuratorStake::get());
		assert!(CuratorTotals::<T>::get(datanet) > T::MinCuratorStake::get());
	}

	#[benchmark]
	fn leave_curator() {
		let datanet = datanet_of::<T>(&rich::<T>(0));
		let who = curator::<T>(datanet, 1, 1);
		#[extrinsic_call]
		_(RawOrigin::Signed(who.clone()), datanet);
		assert!(CuratorTotals::<T>::get(datanet) == 0);
	}

	#[benchmark]
	fn withdraw_curator() {
		let datanet = datanet_of::<T>(&rich::<T>(0));
		let who = curator::<T>(datanet, 1, 1);
		Pallet::<T>::do_leave_curator(datanet, who.clone()).unwrap();
		pass::<T>(T::Timing::get().unstake_delay);
		#[extrinsic_call]
		_(RawOrigin::Signed(who.clone()), datanet);
		assert!(!Curators::<T>::contains_key(datanet, who));
	}

	#[benchmark]
	fn commit() {
		let datanet = datanet_of::<T>(&rich::<T>(0));
		let who = rich::<T>(1);
		#[extrinsic_call]
		_(RawOrigin::Signed(who.clone()), datanet, SALT);
		assert!(Commits::<T>::contains_key((datanet, who, SALT)));
	}

	/// The dearest way: another's contribution with votes gives way.
	#[benchmark]
	fn reveal() {
		let datanet = datanet_of::<T>(&rich::<T>(0));
		let (first, second) = (rich::<T>(1), rich::<T>(2));
		commit_of::<T>(datanet, &first, 1);
		pass::<T>(1);
		let displaced = revealed::<T>(datanet, &second, 1);
		for index in 0..MAX_VOTES {
			let voter = curator::<T>(datanet, 10 + index, 1);
			Pallet::<T>::do_vote(displaced, voter, true).unwrap();
		}
		#[extrinsic_call]
		_(RawOrigin::Signed(first.clone()), datanet, SALT, manifest::<T>(1));
		assert!(!Contributions::<T>::contains_key(displaced));
	}

	/// The dearest way: the list is full and the smallest vote gives way.
	#[benchmark]
	fn vote() {
		let datanet = datanet_of::<T>(&rich::<T>(0));
		let id = revealed::<T>(datanet, &rich::<T>(1), 1);
		for index in 0..MAX_VOTES {
			let voter = curator::<T>(datanet, 10 + index, 1);
			Pallet::<T>::do_vote(id, voter, true).unwrap();
		}
		let who = curator::<T>(datanet, 2, 2);
		#[extrinsic_call]
		_(RawOrigin::Signed(who.clone()), id, false);
		assert!(Contributions::<T>::get(id).unwrap().review.iter().any(|kept| kept.who == who));
	}

	#[benchmark]
	fn conclude(v: Linear<0, MAX_VOTES>) {
		let datanet = datanet_of::<T>(&rich::<T>(0));
		let id = revealed::<T>(datanet, &rich::<T>(1), 1);
		for index in 0..v {
			let voter = curator::<T>(datanet, 10 + index, 1);
			Pallet::<T>::do_vote(id, voter, true).unwrap();
		}
		pass::<T>(T::Timing::get().review_window + 1);
		#[extrinsic_call]
		_(RawOrigin::Signed(rich::<T>(2)), id);
		assert!(Contributions::<T>::get(id).unwrap().review.is_empty());
	}

	#[benchmark]
	fn start_seal() {
		let owner = rich::<T>(0);
		let datanet = datanet_of::<T>(&owner);
		accept_one::<T>(datanet, &owner, 0);
		#[extrinsic_call]
		_(RawOrigin::Signed(owner), datanet);
		assert!(Seals::<T>::contains_key(datanet));
	}

	/// The last step, which also writes the version.
	#[benchmark]
	fn step_seal(s: Linear<1, MAX_SEAL_STEPS>) {
		let owner = rich::<T>(0);
		let datanet = datanet_of::<T>(&owner);
		for seed in 0..s {
			accept_one::<T>(datanet, &owner, seed);
		}
		Pallet::<T>::do_start_seal(datanet, owner.clone()).unwrap();
		#[extrinsic_call]
		_(RawOrigin::Signed(owner), datanet, s);
		assert!(DatasetVersions::<T>::contains_key(datanet, 1));
	}

	#[benchmark]
	fn expire_commit() {
		let datanet = datanet_of::<T>(&rich::<T>(0));
		let who = rich::<T>(1);
		let commitment = commit_of::<T>(datanet, &who, 1);
		pass::<T>(T::Timing::get().reveal_window + 1);
		#[extrinsic_call]
		_(RawOrigin::Signed(rich::<T>(2)), datanet, who.clone(), commitment);
		assert!(!Commits::<T>::contains_key((datanet, who, commitment)));
	}

	#[benchmark]
	fn release_rejected() {
		let datanet = datanet_of::<T>(&rich::<T>(0));
		let id = revealed::<T>(datanet, &rich::<T>(1), 1);
		pass::<T>(T::Timing::get().review_window + 1);
		Pallet::<T>::do_conclude(id).unwrap();
		pass::<T>(T::Timing::get().review_window + 1);
		#[extrinsic_call]
		_(RawOrigin::Signed(rich::<T>(2)), id);
		assert!(!Contributions::<T>::contains_key(id));
	}

	impl_benchmark_test_suite!(
		Pallet,
		crate::mock::ExtBuilder::default().build(),
		crate::mock::Test
	);
}
