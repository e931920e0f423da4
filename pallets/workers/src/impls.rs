// SPDX-License-Identifier: Apache-2.0
//! The glue traits that this pallet implements.

use crate::{Config, Error, Event, HoldReason, NextWorkerId, Operators, Pallet, Status, Workers};
use alloc::vec::Vec;
use frame_support::traits::{
	fungible::hold::Mutate,
	tokens::{Fortitude, Precision, Restriction},
};
use openledger_primitives::{Balance, BatchEpoch, WorkerId};
use openledger_primitives_account::AccountId;
use openledger_primitives_traits::{InspectWorkers, SlashWorkers, WorkerSummary};
use sp_runtime::DispatchError;

impl<T: Config> InspectWorkers<AccountId> for Pallet<T> {
	fn worker(id: WorkerId) -> Option<WorkerSummary<AccountId>> {
		let worker = Workers::<T>::get(id)?;
		Some(WorkerSummary {
			operator: worker.operator,
			stake: worker.stake,
			endpoints: worker.endpoints.into_inner(),
			active: worker.status == Status::Active,
		})
	}

	fn operated_by(operator: &AccountId) -> Option<WorkerId> {
		Operators::<T>::get(operator)
	}

	fn key_at(id: WorkerId, epoch: BatchEpoch) -> Option<AccountId> {
		Workers::<T>::get(id)?.key_at(epoch)
	}

	/// For off-chain use: reads every id between the results, also those of workers that left.
	fn workers_after(after: Option<WorkerId>, limit: u32) -> Vec<WorkerId> {
		let first = match after {
			None => 0,
			Some(WorkerId(u32::MAX)) => return Vec::new(),
			Some(id) => id.0.saturating_add(1),
		};
		let limit = usize::try_from(limit).unwrap_or(usize::MAX);
		(first..NextWorkerId::<T>::get().0)
			.map(WorkerId)
			.filter(|id| Workers::<T>::contains_key(id))
			.take(limit)
			.collect()
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn bench_worker(operator: &AccountId, key: &AccountId, stake: Balance) -> WorkerId {
		crate::benchmarking::worker::<T>(operator, key, stake)
	}
}

impl<T: Config> SlashWorkers<AccountId> for Pallet<T> {
	/// Takes at most what is held, also from a worker that leaves or was jailed before. A frozen
	/// balance protects nothing. Jailing ends a departure: the worker must leave anew.
	fn slash(
		id: WorkerId,
		amount: Balance,
		to: &AccountId,
		jail: bool,
	) -> Result<Balance, DispatchError> {
		let mut worker = Workers::<T>::get(id).ok_or(Error::<T>::UnknownWorker)?;
		let wanted = amount.min(worker.stake);
		let moved = if wanted == 0 {
			0
		} else {
			T::Currency::transfer_on_hold(
				&HoldReason::Stake.into(),
				&worker.operator,
				to,
				wanted,
				Precision::BestEffort,
				Restriction::Free,
				Fortitude::Force,
			)?
		};
		worker.stake = worker.stake.saturating_sub(moved);
		if jail {
			worker.status = Status::Jailed;
		}
		let stake = worker.stake;
		Workers::<T>::insert(id, worker);
		Self::deposit_event(Event::StakeSlashed { worker: id, amount: moved, stake, jailed: jail });
		Ok(moved)
	}
}
