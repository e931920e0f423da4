// SPDX-License-Identifier: Apache-2.0
//! Sealing versions in bounded steps.

use crate::{pallet::*, Contribution, Datanet, DatasetVersion, SealJob, Status, MAX_SEAL_STEPS};
use frame_support::{ensure, pallet_prelude::DispatchResult};
use openledger_primitives::{ContributionId, DatanetId, DatasetRef, Hash};
use openledger_primitives_account::AccountId;
use openledger_primitives_objects::RowLeaf;
use openledger_primitives_poa::tree::leaf_hash;
use openledger_primitives_traits::OnDatanet;
use sp_runtime::{ArithmeticError, DispatchError};

impl<T: Config> Pallet<T> {
	pub(crate) fn do_start_seal(datanet: DatanetId, who: AccountId) -> DispatchResult {
		let found = Datanets::<T>::get(datanet).ok_or(Error::<T>::UnknownDatanet)?;
		ensure!(who == found.owner, Error::<T>::NotOwner);
		ensure!(!Seals::<T>::contains_key(datanet), Error::<T>::SealInProgress);
		let (next, target) = (found.frontier.count, found.accepted);
		ensure!(target > next, Error::<T>::NothingToSeal);
		let version = found.versions.checked_add(1).ok_or(Error::<T>::TooManyIds)?;
		Seals::<T>::insert(datanet, SealJob { next, target, rows: found.sealed_rows });
		let dataset = DatasetRef { datanet, version };
		Self::deposit_event(Event::SealStarted { dataset, target });
		Ok(())
	}

	/// Appends up to `steps` contributions; returns how many were appended.
	pub(crate) fn do_step_seal(datanet: DatanetId, steps: u32) -> Result<u32, DispatchError> {
		ensure!((1..=MAX_SEAL_STEPS).contains(&steps), Error::<T>::InvalidSteps);
		let mut job = Seals::<T>::get(datanet).ok_or(Error::<T>::NoSealInProgress)?;
		let mut found = Datanets::<T>::get(datanet).ok_or(Error::<T>::Inconsistent)?;
		let version = found.versions.checked_add(1).ok_or(Error::<T>::TooManyIds)?;
		let start = job.next;
		let end = start.saturating_add(steps).min(job.target);
		for position in start..end {
			let rows = Self::append(datanet, &mut found, position, version)?;
			job.rows = job.rows.checked_add(rows.into()).ok_or(ArithmeticError::Overflow)?;
		}
		job.next = end;
		if end == job.target {
			Self::finish_seal(DatasetRef { datanet, version }, &mut found, job.rows)?;
			Seals::<T>::remove(datanet);
		} else {
			Seals::<T>::insert(datanet, job);
			Self::deposit_event(Event::SealStepped { datanet, next: end });
		}
		Datanets::<T>::insert(datanet, found);
		Ok(end.saturating_sub(start))
	}

	/// Appends the contribution at `position` to the frontier; returns its rows.
	fn append(
		datanet: DatanetId,
		found: &mut Datanet,
		position: u32,
		version: u32,
	) -> Result<u32, DispatchError> {
		let id = Accepted::<T>::get(datanet, position).ok_or(Error::<T>::Inconsistent)?;
		let mut contribution = Contributions::<T>::get(id).ok_or(Error::<T>::Inconsistent)?;
		found
			.frontier
			.append(Self::leaf_of(position, id, &contribution))
			.ok_or(ArithmeticError::Overflow)?;
		contribution.status = Status::Accepted { position, sealed_in: Some(version) };
		let rows = contribution.manifest.rows.count;
		Contributions::<T>::insert(id, contribution);
		Ok(rows)
	}

	fn finish_seal(dataset: DatasetRef, found: &mut Datanet, rows: u64) -> DispatchResult {
		let root = found.frontier.root().ok_or(Error::<T>::Inconsistent)?;
		let count = u32::try_from(rows).map_err(|_| ArithmeticError::Overflow)?;
		let new_rows = rows.checked_sub(found.sealed_rows).ok_or(ArithmeticError::Underflow)?;
		T::OnDatanet::on_sealed(dataset, found.sealed_rows, new_rows);
		found.versions = dataset.version;
		found.sealed_rows = rows;
		let sealed_at = Self::now();
		let version = DatasetVersion { root, rows: count, sealed_at };
		DatasetVersions::<T>::insert(dataset.datanet, dataset.version, version);
		Self::deposit_event(Event::Sealed { dataset, root, rows: count });
		Ok(())
	}

	/// Leaf hash of a contribution in the trees of its Datanet's versions.
	pub(crate) fn leaf_of(position: u32, id: ContributionId, found: &Contribution) -> Hash {
		let manifest = &found.manifest;
		leaf_hash(&RowLeaf::dataset_leaf(position, id, manifest.content_hash, &manifest.rows))
	}
}
