// SPDX-License-Identifier: Apache-2.0
//! Publication, prices, retirement.

use crate::{pallet::*, JobStatus, ModelVersion, TrainedOn};
use frame_support::{
	pallet_prelude::*,
	traits::{fungible::hold::Mutate, Get},
};
use openledger_primitives::{Balance, DatasetRef, JobId, ModelVersionId};
use openledger_primitives_account::AccountId;
use openledger_primitives_traits::InspectDatasets;

impl<T: Config> Pallet<T> {
	/// See [`Pallet::publish_version`].
	pub(crate) fn do_publish_version(
		who: AccountId,
		id: JobId,
		rate_in: Balance,
		rate_out: Balance,
	) -> DispatchResult {
		let mut job = Jobs::<T>::get(id).ok_or(Error::<T>::UnknownJob)?;
		let model = Self::ensure_model_owner(job.model, &who)?;
		let JobStatus::Delivered { manifest, .. } = job.status.clone() else {
			return Err(Error::<T>::NotDelivered.into());
		};
		let mut datasets = TrainedOn::default();
		for dataset in &job.datasets {
			let rows = Self::ensure_rates(*dataset, rate_in, rate_out)?;
			// Both lists have the same bound.
			datasets.try_push((*dataset, rows)).map_err(|_| Error::<T>::UnknownDataset)?;
		}

		let deposit = T::VersionDeposit::get();
		T::Currency::hold(&HoldReason::VersionDeposit.into(), &who, deposit)?;
		let version =
			NextModelVersionId::<T>::try_mutate(|next| -> Result<ModelVersionId, Error<T>> {
				let version = *next;
				*next = version.next().ok_or(Error::<T>::IdsExhausted)?;
				Ok(version)
			})?;
		let published = ModelVersion {
			model: job.model,
			job: id,
			owner: who,
			trainer: job.worker,
			adapter_hash: manifest.adapter_hash,
			rate_in,
			rate_out,
			datasets,
			index: manifest.index.clone(),
			royalties: model.royalties,
			published_at: Self::now(),
			live: true,
			deposit,
		};
		ModelVersions::<T>::insert(version, published);
		Manifests::<T>::insert(version, &*manifest);
		Self::pay_budget(id, &mut job)?;
		job.status = JobStatus::Published { version };
		let model = job.model;
		Jobs::<T>::insert(id, job);
		let event = Event::VersionPublished { version, model, job: id, rate_in, rate_out };
		Self::deposit_event(event);
		Ok(())
	}

	/// See [`Pallet::set_price`].
	pub(crate) fn do_set_price(
		who: AccountId,
		id: ModelVersionId,
		rate_in: Balance,
		rate_out: Balance,
	) -> DispatchResult {
		let mut version = Self::ensure_live_version(id, &who)?;
		for (dataset, _) in &version.datasets {
			Self::ensure_rates(*dataset, rate_in, rate_out)?;
		}
		version.rate_in = rate_in;
		version.rate_out = rate_out;
		ModelVersions::<T>::insert(id, version);
		Self::deposit_event(Event::PriceSet { version: id, rate_in, rate_out });
		Ok(())
	}

	/// See [`Pallet::retire_version`].
	pub(crate) fn do_retire_version(who: AccountId, id: ModelVersionId) -> DispatchResult {
		let mut version = Self::ensure_live_version(id, &who)?;
		version.live = false;
		ModelVersions::<T>::insert(id, version);
		Self::deposit_event(Event::VersionRetired { version: id });
		Ok(())
	}

	/// The rows of a dataset, when both prices respect its floor rate.
	fn ensure_rates(
		dataset: DatasetRef,
		rate_in: Balance,
		rate_out: Balance,
	) -> Result<u32, Error<T>> {
		let found = T::Datasets::dataset(dataset).ok_or(Error::<T>::UnknownDataset)?;
		ensure!(rate_in.min(rate_out) >= found.floor_rate, Error::<T>::RateBelowFloor);
		Ok(found.rows)
	}

	/// The version, when `who` owns it and it is live.
	fn ensure_live_version(id: ModelVersionId, who: &AccountId) -> Result<ModelVersion, Error<T>> {
		let version = ModelVersions::<T>::get(id).ok_or(Error::<T>::UnknownVersion)?;
		ensure!(version.owner == *who, Error::<T>::NotOwner);
		ensure!(version.live, Error::<T>::VersionNotLive);
		Ok(version)
	}
}
