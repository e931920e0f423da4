// SPDX-License-Identifier: Apache-2.0
//! Training jobs and their escrow.

use crate::{config_in_bounds, pallet::*, Datasets, Job, JobStatus, WeightInfo, MAX_SHIFT};
use alloc::collections::BTreeSet;
use codec::Encode;
use frame_support::{
	pallet_prelude::*,
	traits::{
		fungible::{hold::Mutate, Inspect},
		tokens::{Fortitude, Precision, Restriction},
		Get,
	},
};
use openledger_primitives::{Balance, Hash, JobId, ModelId, WorkerId, MAX_REPORT_ENTRIES};
use openledger_primitives_account::AccountId;
use openledger_primitives_objects::TrainingConfig;
use openledger_primitives_traits::{InspectDatasets, InspectWorkers};
use sp_io::hashing::blake2_256;
use sp_runtime::SaturatedConversion;

/// Domain tag of decoy seeds.
const DECOY_TAG: &[u8] = b"openledger/decoys";

impl<T: Config> Pallet<T> {
	/// See [`Pallet::request_training`].
	pub(crate) fn do_request_training(
		who: AccountId,
		model: ModelId,
		datasets: Datasets,
		config: TrainingConfig,
		worker: WorkerId,
		budget: Balance,
	) -> DispatchResult {
		Self::ensure_model_owner(model, &who)?;
		Self::ensure_datasets(&datasets)?;
		ensure!(config_in_bounds(&config), Error::<T>::ConfigOutOfBounds);
		let found = T::Workers::worker(worker).ok_or(Error::<T>::UnknownWorker)?;
		ensure!(found.active, Error::<T>::WorkerInactive);
		ensure!(budget >= T::Currency::minimum_balance(), Error::<T>::BudgetTooLow);

		let deposit = T::JobDeposit::get();
		T::Currency::hold(&HoldReason::JobDeposit.into(), &who, deposit)?;
		T::Currency::hold(&HoldReason::TrainingBudget.into(), &who, budget)?;
		let id = NextJobId::<T>::try_mutate(|next| -> Result<JobId, Error<T>> {
			let id = *next;
			*next = id.next().ok_or(Error::<T>::IdsExhausted)?;
			Ok(id)
		})?;
		let job = Job {
			model,
			requester: who.clone(),
			worker,
			datasets,
			config,
			budget,
			status: JobStatus::Requested { until: Self::after_deadline(Self::now()) },
			held: budget,
			operator: None,
			deposit,
		};
		Jobs::<T>::insert(id, job);
		let requester = who;
		Self::deposit_event(Event::TrainingRequested { job: id, model, requester, worker, budget });
		Ok(())
	}

	/// See [`Pallet::accept_job`].
	pub(crate) fn do_accept_job(who: AccountId, id: JobId) -> DispatchResult {
		let mut job = Jobs::<T>::get(id).ok_or(Error::<T>::UnknownJob)?;
		let JobStatus::Requested { until } = job.status else {
			return Err(Error::<T>::NotRequested.into());
		};
		let worker = T::Workers::worker(job.worker).ok_or(Error::<T>::UnknownWorker)?;
		ensure!(worker.operator == who, Error::<T>::NotOperator);
		ensure!(worker.active, Error::<T>::WorkerInactive);
		let at = Self::now();
		ensure!(at <= until, Error::<T>::DeadlinePassed);

		let deadline = Self::after_deadline(at);
		let timing = T::Timing::get();
		let wanted = at.saturating_add(timing.seed_window).saturating_add(timing.seed_delay.max(1));
		let seed_at = Self::schedule(id, wanted).ok_or(Error::<T>::AgendaFull)?;
		job.status = JobStatus::Accepted { at, deadline, seed_at, decoy_seed: None };
		job.operator = Some(who);
		let worker = job.worker;
		Jobs::<T>::insert(id, job);
		Self::deposit_event(Event::JobAccepted { job: id, worker, deadline, seed_at });
		Ok(())
	}

	/// See [`Pallet::cancel_job`].
	pub(crate) fn do_cancel_job(who: AccountId, id: JobId) -> DispatchResult {
		let mut job = Jobs::<T>::get(id).ok_or(Error::<T>::UnknownJob)?;
		ensure!(job.requester == who, Error::<T>::NotOwner);
		let last = match job.status {
			JobStatus::Requested { until } => until,
			JobStatus::Accepted { deadline, .. } => deadline,
			_ => return Err(Error::<T>::NotAccepted.into()),
		};
		ensure!(Self::now() > last, Error::<T>::TooEarly);

		let released = core::mem::take(&mut job.held);
		let reason = HoldReason::TrainingBudget.into();
		T::Currency::release(&reason, &who, released, Precision::Exact)?;
		job.status = JobStatus::Failed;
		Jobs::<T>::insert(id, job);
		Self::deposit_event(Event::JobCancelled { job: id, released });
		Ok(())
	}

	/// See [`Pallet::claim_delivered`].
	pub(crate) fn do_claim_delivered(who: AccountId, id: JobId) -> DispatchResult {
		let mut job = Jobs::<T>::get(id).ok_or(Error::<T>::UnknownJob)?;
		let JobStatus::Delivered { at, .. } = job.status else {
			return Err(Error::<T>::NotDelivered.into());
		};
		ensure!(job.operator.as_ref() == Some(&who), Error::<T>::NotOperator);
		ensure!(job.held > 0, Error::<T>::AlreadyPaid);
		ensure!(Self::now() > Self::after_deadline(at), Error::<T>::TooEarly);

		Self::pay_budget(id, &mut job)?;
		Jobs::<T>::insert(id, job);
		Ok(())
	}

	/// See [`Pallet::remove_job`].
	pub(crate) fn do_remove_job(who: AccountId, id: JobId) -> DispatchResult {
		let job = Jobs::<T>::get(id).ok_or(Error::<T>::UnknownJob)?;
		ensure!(job.requester == who, Error::<T>::NotOwner);
		let ended = match job.status {
			JobStatus::Requested { .. } | JobStatus::Accepted { .. } => false,
			JobStatus::Delivered { .. } | JobStatus::Published { .. } | JobStatus::Failed => true,
		};
		ensure!(ended && job.held == 0, Error::<T>::JobOpen);
		let reason = HoldReason::JobDeposit.into();
		T::Currency::release(&reason, &who, job.deposit, Precision::Exact)?;
		Jobs::<T>::remove(id);
		Self::deposit_event(Event::JobRemoved { job: id });
		Ok(())
	}

	/// Moves what is still held of the budget to the operator and sets `held` to zero. The caller
	/// stores the job. Votes or vesting that freeze the requester's balance do not stop it.
	pub(crate) fn pay_budget(id: JobId, job: &mut Job) -> DispatchResult {
		let amount = core::mem::take(&mut job.held);
		if amount == 0 {
			return Ok(());
		}
		let operator = job.operator.clone().ok_or(Error::<T>::NotAccepted)?;
		let reason = HoldReason::TrainingBudget.into();
		if operator == job.requester {
			T::Currency::release(&reason, &operator, amount, Precision::Exact)?;
		} else {
			T::Currency::transfer_on_hold(
				&reason,
				&job.requester,
				&operator,
				amount,
				Precision::Exact,
				Restriction::Free,
				Fortitude::Force,
			)?;
		}
		Self::deposit_event(Event::BudgetPaid { job: id, operator, amount });
		Ok(())
	}

	/// Datasets must be sealed, trainable, of different Datanets, and small enough that a report
	/// can name every contribution.
	fn ensure_datasets(datasets: &Datasets) -> Result<(), Error<T>> {
		ensure!(!datasets.is_empty(), Error::<T>::NoDatasets);
		let mut datanets = BTreeSet::new();
		let mut contributions = 0u32;
		for dataset in datasets {
			ensure!(datanets.insert(dataset.datanet), Error::<T>::DuplicateDatanet);
			let found = T::Datasets::dataset(*dataset).ok_or(Error::<T>::UnknownDataset)?;
			ensure!(found.trainable, Error::<T>::NotTrainable);
			contributions = contributions.saturating_add(found.root.count);
		}
		ensure!(contributions <= MAX_REPORT_ENTRIES, Error::<T>::TooManyContributions);
		Ok(())
	}

	/// Puts a job into the agenda of `wanted` or one of the next blocks; returns which.
	fn schedule(id: JobId, wanted: u32) -> Option<u32> {
		(0..=MAX_SHIFT).find_map(|shift| {
			let at = wanted.checked_add(shift)?;
			DueSeeds::<T>::try_mutate(at, |due| due.try_push(id)).ok().map(|_| at)
		})
	}

	/// Draws the decoys of the jobs that are due.
	pub(crate) fn draw_decoys() -> Weight {
		let mut seen = 0u32;
		for id in DueSeeds::<T>::take(Self::now()) {
			seen = seen.saturating_add(1);
			let Some(mut job) = Jobs::<T>::get(id) else { continue };
			if let JobStatus::Accepted { decoy_seed, .. } = &mut job.status {
				let seed = Self::decoy_seed(id);
				*decoy_seed = Some(seed);
				Jobs::<T>::insert(id, job);
				Self::deposit_event(Event::DecoysDrawn { job: id, decoy_seed: seed });
			}
		}
		T::WeightInfo::draw_decoys(seen)
	}

	/// What draws the decoys of a job that is due now:
	/// `blake2_256(SCALE(tag, VRF chain value, job))`.
	fn decoy_seed(id: JobId) -> Hash {
		Hash::from(blake2_256(&(DECOY_TAG, T::DecoySeed::get(), id).encode()))
	}

	/// The block that is being executed.
	pub(crate) fn now() -> u32 {
		frame_system::Pallet::<T>::block_number().saturated_into()
	}

	/// The last block of a training deadline that starts at `at`.
	fn after_deadline(at: u32) -> u32 {
		at.saturating_add(T::Timing::get().training_deadline)
	}
}
