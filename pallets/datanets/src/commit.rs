// SPDX-License-Identifier: Apache-2.0
//! Creating Datanets, committing to contributions, expiring commitments.

use crate::{pallet::*, Commit, Datanet, Licence, Name, Purposes};
use codec::Encode;
use frame_support::{
	ensure,
	pallet_prelude::DispatchResult,
	traits::{
		fungible::MutateHold,
		tokens::{Fortitude, Precision, Restriction},
		Get,
	},
};
use openledger_primitives::{Balance, BlockNumber, DatanetId, Hash, Ppm, PPM};
use openledger_primitives_account::AccountId;
use openledger_primitives_poa::Frontier;
use sp_io::hashing::blake2_256;
use sp_runtime::{traits::UniqueSaturatedInto, DispatchError};

/// The commitment of `who` to a file for `datanet`:
/// `blake2_256(SCALE(content hash, salt, account, datanet))`.
pub fn commitment_of(content_hash: Hash, salt: Hash, who: &AccountId, datanet: DatanetId) -> Hash {
	Hash::from(blake2_256(&(content_hash, salt, who, datanet).encode()))
}

impl<T: Config> Pallet<T> {
	/// The current block.
	pub(crate) fn now() -> BlockNumber {
		frame_system::Pallet::<T>::block_number().unique_saturated_into()
	}

	pub(crate) fn do_create(
		owner: AccountId,
		name: Name,
		licence: Licence,
		purposes: Purposes,
		floor_rate: Balance,
		review_quorum: Ppm,
	) -> Result<DatanetId, DispatchError> {
		ensure!(is_name(&name), Error::<T>::InvalidName);
		ensure!(is_licence(&licence), Error::<T>::InvalidLicence);
		ensure!(purposes.is_valid(), Error::<T>::InvalidPurposes);
		ensure!(review_quorum <= PPM, Error::<T>::InvalidQuorum);
		let datanet = NextDatanetId::<T>::get();
		let next = datanet.next().ok_or(Error::<T>::TooManyIds)?;
		let deposit = T::DatanetDeposit::get();
		T::Currency::hold(&HoldReason::Datanet.into(), &owner, deposit)?;
		NextDatanetId::<T>::put(next);
		Datanets::<T>::insert(
			datanet,
			Datanet {
				owner: owner.clone(),
				name,
				licence,
				purposes,
				floor_rate,
				review_quorum,
				accepted: 0,
				rows: 0,
				versions: 0,
				frontier: Frontier::default(),
				sealed_rows: 0,
				deposit,
			},
		);
		Self::deposit_event(Event::Created { datanet, owner });
		Ok(datanet)
	}

	pub(crate) fn do_commit(
		datanet: DatanetId,
		who: AccountId,
		commitment: Hash,
	) -> DispatchResult {
		ensure!(Datanets::<T>::contains_key(datanet), Error::<T>::UnknownDatanet);
		let key = (datanet, who.clone(), commitment);
		ensure!(!Commits::<T>::contains_key(&key), Error::<T>::AlreadyCommitted);
		let bond = T::BondBase::get();
		T::Currency::hold(&HoldReason::Contribution.into(), &who, bond)?;
		let at = Self::now();
		Commits::<T>::insert(&key, Commit { at, bond });
		let reveal_by = Self::reveal_by(at);
		Self::deposit_event(Event::Committed { datanet, who, commitment, reveal_by });
		Ok(())
	}

	pub(crate) fn do_expire_commit(
		datanet: DatanetId,
		who: AccountId,
		commitment: Hash,
	) -> DispatchResult {
		let key = (datanet, who.clone(), commitment);
		let commit = Commits::<T>::get(&key).ok_or(Error::<T>::UnknownCommitment)?;
		ensure!(Self::now() > Self::reveal_by(commit.at), Error::<T>::RevealOpen);
		let slashed = T::Currency::transfer_on_hold(
			&HoldReason::Contribution.into(),
			&who,
			&T::Treasury::get(),
			commit.bond,
			Precision::BestEffort,
			Restriction::Free,
			Fortitude::Force,
		)?;
		Commits::<T>::remove(&key);
		Self::deposit_event(Event::CommitExpired { datanet, who, commitment, slashed });
		Ok(())
	}

	/// Last block in which a commitment made at `at` can be revealed.
	pub(crate) fn reveal_by(at: BlockNumber) -> BlockNumber {
		at.saturating_add(T::Timing::get().reveal_window)
	}
}

/// Whether `name` can be shown to people.
fn is_name(name: &[u8]) -> bool {
	core::str::from_utf8(name)
		.is_ok_and(|text| !text.trim().is_empty() && !text.chars().any(char::is_control))
}

/// Whether `licence` has the alphabet of an SPDX expression and starts like one.
fn is_licence(licence: &[u8]) -> bool {
	licence.first().is_some_and(|first| first.is_ascii_alphanumeric() || *first == b'(')
		&& licence.iter().all(|byte| byte.is_ascii_alphanumeric() || b"-.+() ".contains(byte))
}
