// SPDX-License-Identifier: Apache-2.0
//! Delivery: a manifest must say what was ordered.

use crate::{pallet::*, Job, JobStatus, MAX_INDEX_DIMS};
use alloc::boxed::Box;
use codec::Encode;
use frame_support::pallet_prelude::*;
use openledger_primitives::{Hash, JobId, MAX_DECOYS};
use openledger_primitives_account::AccountId;
use openledger_primitives_objects::{IndexRoots, TrainingManifest, METHOD_GRAD_DOT};
use openledger_primitives_traits::InspectDatasets;
use sp_io::hashing::blake2_256;

impl<T: Config> Pallet<T> {
	/// See [`Pallet::submit_manifest`].
	pub(crate) fn do_submit_manifest(
		who: AccountId,
		id: JobId,
		manifest: Box<TrainingManifest>,
	) -> DispatchResult {
		let mut job = Jobs::<T>::get(id).ok_or(Error::<T>::UnknownJob)?;
		let JobStatus::Accepted { deadline, decoy_seed, .. } = job.status else {
			return Err(Error::<T>::NotAccepted.into());
		};
		ensure!(job.operator.as_ref() == Some(&who), Error::<T>::NotOperator);
		let at = Self::now();
		ensure!(at <= deadline, Error::<T>::DeadlinePassed);
		ensure!(decoy_seed.is_some(), Error::<T>::DecoysNotDrawn);
		Self::ensure_location(&manifest.location)?;
		let base = Models::<T>::get(job.model).ok_or(Error::<T>::UnknownModel)?.base;
		ensure!(Self::is_as_ordered(id, &job, base, &manifest)?, Error::<T>::ManifestMismatch);

		let manifest_hash = Hash::from(blake2_256(&manifest.encode()));
		let adapter_hash = manifest.adapter_hash;
		job.status = JobStatus::Delivered { manifest, at };
		Jobs::<T>::insert(id, job);
		Self::deposit_event(Event::ManifestSubmitted { job: id, manifest_hash, adapter_hash });
		Ok(())
	}

	/// Whether a manifest repeats the order and its index has a form that settlement can read.
	fn is_as_ordered(
		id: JobId,
		job: &Job,
		base: Hash,
		manifest: &TrainingManifest,
	) -> Result<bool, Error<T>> {
		let mut rows = 0u64;
		let mut contributions = 0u32;
		let mut same_data = manifest.datasets.len() == job.datasets.len();
		for (ordered, (dataset, root)) in job.datasets.iter().zip(&manifest.datasets) {
			let sealed = T::Datasets::dataset(*ordered).ok_or(Error::<T>::UnknownDataset)?;
			same_data &= ordered == dataset && sealed.root == *root;
			rows = rows.saturating_add(sealed.rows.into());
			contributions = contributions.saturating_add(sealed.root.count);
		}
		Ok(same_data
			&& manifest.job == id
			&& manifest.model == job.model
			&& manifest.base_hash == base
			&& manifest.config == job.config
			&& !manifest.adapter_hash.is_zero()
			&& manifest.rows_trained >= 1
			&& u64::from(manifest.rows_trained) <= rows
			&& is_readable(&manifest.index, contributions))
	}
}

/// Whether an index over at most `contributions` contributions has a form that reports can use.
fn is_readable(index: &IndexRoots, contributions: u32) -> bool {
	index.method == METHOD_GRAD_DOT
		&& (1..=MAX_INDEX_DIMS).contains(&index.dims)
		&& index.sums.count <= contributions
		&& index.decoys.count <= MAX_DECOYS
}
