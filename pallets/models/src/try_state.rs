// SPDX-License-Identifier: Apache-2.0
//! What must hold in every state.
//!
//! 1. Every id in use is below the next id.
//! 2. A model's base is registered; its royalties name each account once, never its owner, and sum
//!    to at most the whole.
//! 3. A version's model exists, its manifest is stored and says the same adapter and index.
//! 4. A job holds its whole budget until it is delivered, and nothing once it is over.
//! 5. A job whose decoys are still to be drawn stands once in the agenda of its block, which is to
//!    come.
//! 6. For every account and reason, what is held is exactly what bases, models, versions and jobs
//!    say.

use crate::{pallet::*, JobStatus, Royalties};
use alloc::collections::{BTreeMap, BTreeSet};
use frame_support::{ensure, traits::fungible::hold::Inspect};
use openledger_primitives::{Balance, Ppm, PPM};
use openledger_primitives_account::AccountId;
use sp_runtime::TryRuntimeError;

type Held = BTreeMap<AccountId, Balance>;

fn add(held: &mut Held, who: &AccountId, amount: Balance) {
	let sum = held.entry(who.clone()).or_default();
	*sum = sum.saturating_add(amount);
}

impl<T: Config> Pallet<T> {
	/// Checks all of the above.
	pub(crate) fn do_try_state() -> Result<(), TryRuntimeError> {
		Self::try_state_models()?;
		Self::try_state_versions()?;
		Self::try_state_jobs()?;
		Self::try_state_agenda()?;
		Self::try_state_holds()
	}

	fn try_state_models() -> Result<(), TryRuntimeError> {
		let next = NextModelId::<T>::get();
		for (id, model) in Models::<T>::iter() {
			ensure!(id < next, "a model's id is not below the next");
			ensure!(Bases::<T>::contains_key(model.base), "a model's base is not registered");
			Self::try_state_royalties(&model.owner, &model.royalties)?;
		}
		Ok(())
	}

	fn try_state_royalties(owner: &AccountId, all: &Royalties) -> Result<(), TryRuntimeError> {
		let mut seen = BTreeSet::from([owner.clone()]);
		let mut sum: Ppm = 0;
		for (account, royalty) in all {
			ensure!(seen.insert(account.clone()), "an ancestor is paid twice, or the owner");
			sum = sum.saturating_add(*royalty);
		}
		ensure!(sum <= PPM, "royalties exceed the owner's share");
		Ok(())
	}

	fn try_state_versions() -> Result<(), TryRuntimeError> {
		let next = NextModelVersionId::<T>::get();
		for (id, version) in ModelVersions::<T>::iter() {
			ensure!(id < next, "a version's id is not below the next");
			ensure!(Models::<T>::contains_key(version.model), "a version's model is unknown");
			ensure!(!version.datasets.is_empty(), "a version is trained on nothing");
			Self::try_state_royalties(&version.owner, &version.royalties)?;
			let manifest = Manifests::<T>::get(id).ok_or("a version's manifest is missing")?;
			ensure!(
				manifest.adapter_hash == version.adapter_hash
					&& manifest.index == version.index
					&& manifest.model == version.model
					&& manifest.job == version.job,
				"a version differs from its manifest"
			);
		}
		for id in Manifests::<T>::iter_keys() {
			ensure!(ModelVersions::<T>::contains_key(id), "a manifest belongs to no version");
		}
		Ok(())
	}

	fn try_state_jobs() -> Result<(), TryRuntimeError> {
		let next = NextJobId::<T>::get();
		for (id, job) in Jobs::<T>::iter() {
			ensure!(id < next, "a job's id is not below the next");
			ensure!(Models::<T>::contains_key(job.model), "a job's model is unknown");
			let as_it_should = match job.status {
				JobStatus::Requested { .. } => job.held == job.budget && job.operator.is_none(),
				JobStatus::Accepted { .. } => job.held == job.budget && job.operator.is_some(),
				JobStatus::Delivered { .. } => job.held == job.budget || job.held == 0,
				JobStatus::Published { version } => {
					job.held == 0 && ModelVersions::<T>::contains_key(version)
				},
				JobStatus::Failed => job.held == 0,
			};
			ensure!(as_it_should, "a job holds what its status does not allow");
		}
		Ok(())
	}

	fn try_state_agenda() -> Result<(), TryRuntimeError> {
		for (id, job) in Jobs::<T>::iter() {
			if let JobStatus::Accepted { seed_at, decoy_seed: None, .. } = job.status {
				let due = DueSeeds::<T>::get(seed_at);
				ensure!(seed_at > Self::now(), "decoys were not drawn when they were due");
				ensure!(
					due.iter().filter(|other| **other == id).count() == 1,
					"a job waits for decoys that nobody draws"
				);
			}
		}
		Ok(())
	}

	fn try_state_holds() -> Result<(), TryRuntimeError> {
		let [mut bases, mut models, mut versions, mut jobs, mut budgets] =
			[(); 5].map(|_| Held::new());
		for base in Bases::<T>::iter_values() {
			add(&mut bases, &base.registrar, base.deposit);
		}
		for model in Models::<T>::iter_values() {
			add(&mut models, &model.owner, model.deposit);
		}
		for version in ModelVersions::<T>::iter_values() {
			add(&mut versions, &version.owner, version.deposit);
		}
		for job in Jobs::<T>::iter_values() {
			add(&mut jobs, &job.requester, job.deposit);
			add(&mut budgets, &job.requester, job.held);
		}
		for (reason, held) in [
			(HoldReason::BaseDeposit, bases),
			(HoldReason::ModelDeposit, models),
			(HoldReason::VersionDeposit, versions),
			(HoldReason::JobDeposit, jobs),
			(HoldReason::TrainingBudget, budgets),
		] {
			let reason = reason.into();
			for (who, amount) in held {
				ensure!(
					T::Currency::balance_on_hold(&reason, &who) == amount,
					"what is held is not what is owed"
				);
			}
		}
		Ok(())
	}
}
