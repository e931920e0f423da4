// SPDX-License-Identifier: Apache-2.0
//! The history of a worker's keys (PROTOCOL §1).

use crate::{Config, Error, Event, Keys, Pallet, WorkerKey, Workers};
use frame_support::{ensure, traits::Get};
use openledger_primitives::BatchEpoch;
use openledger_primitives_account::AccountId;
use sp_runtime::{DispatchError, DispatchResult};

impl<T: Config> Pallet<T> {
	/// The batch epoch of the current block.
	pub(crate) fn current_epoch() -> BatchEpoch {
		BatchEpoch(Self::now().checked_div(T::Timing::get().batch_epoch).unwrap_or_default())
	}

	/// The history of a new worker.
	pub(crate) fn first_key(key: AccountId) -> Result<Keys, DispatchError> {
		let entry = WorkerKey { key, from_epoch: Self::current_epoch(), to_epoch: None };
		let mut keys = Keys::default();
		keys.try_push(entry).map_err(|_| Error::<T>::KeyHistoryFull)?;
		Ok(keys)
	}

	pub(crate) fn do_rotate_key(operator: &AccountId, key: AccountId) -> DispatchResult {
		let (id, mut worker) = Self::ensure_operator(operator)?;
		let current = Self::current_epoch();
		let from_epoch = current.next().ok_or(Error::<T>::Overflow)?;
		Self::forget_old_keys(&mut worker.keys, current);
		let last = worker.keys.last_mut().ok_or(Error::<T>::UnknownWorker)?;
		ensure!(last.key != key, Error::<T>::KeyUnchanged);
		if last.from_epoch > current {
			// Not in use yet: the last call of an epoch counts.
			last.key = key.clone();
		} else {
			last.to_epoch = Some(current);
			let entry = WorkerKey { key: key.clone(), from_epoch, to_epoch: None };
			worker.keys.try_push(entry).map_err(|_| Error::<T>::KeyHistoryFull)?;
		}
		Workers::<T>::insert(id, worker);
		Self::deposit_event(Event::KeyRotated { worker: id, key, from_epoch });
		Ok(())
	}

	/// Drops the oldest keys of a full history once nothing they signed can cost the stake any
	/// more: their last epoch ended `unstake_delay` blocks ago, which is longer than any batch
	/// lives.
	fn forget_old_keys(keys: &mut Keys, current: BatchEpoch) {
		let timing = T::Timing::get();
		let kept = timing.unstake_delay.checked_div(timing.batch_epoch).unwrap_or(u32::MAX);
		let oldest = BatchEpoch(current.0.saturating_sub(kept.saturating_add(1)));
		while keys.is_full()
			&& keys.first().and_then(|entry| entry.to_epoch).is_some_and(|to| to < oldest)
		{
			keys.remove(0);
		}
	}
}
