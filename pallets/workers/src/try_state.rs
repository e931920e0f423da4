// SPDX-License-Identifier: Apache-2.0
//! What holds after every block.

use crate::{Config, HoldReason, NextWorkerId, Operators, Pallet, Worker, Workers};
use frame_support::{ensure, traits::fungible::hold::Inspect};
use openledger_primitives_objects::url::check_endpoint;
use sp_runtime::TryRuntimeError;

impl<T: Config> Pallet<T> {
	/// 1. Ids are below `NextWorkerId`.
	/// 2. `Workers` and `Operators` say the same.
	/// 3. A worker's stake is what its operator's account holds for it.
	/// 4. Keys follow each other without gaps and only the last is open.
	/// 5. There are one to three endpoints, each a URL (the network's own rule may have changed
	///    since it was written, so the wider one counts).
	pub(crate) fn do_try_state() -> Result<(), TryRuntimeError> {
		let next = NextWorkerId::<T>::get();
		for (id, worker) in Workers::<T>::iter() {
			ensure!(id < next, "a worker's id is not below NextWorkerId");
			ensure!(
				Operators::<T>::get(&worker.operator) == Some(id),
				"a worker's operator does not point at it"
			);
			let held = T::Currency::balance_on_hold(&HoldReason::Stake.into(), &worker.operator);
			ensure!(held == worker.stake, "a worker's stake is not what is held");
			Self::try_state_keys(&worker)?;
			ensure!(!worker.endpoints.is_empty(), "a worker has no endpoint");
			ensure!(
				worker.endpoints.iter().all(|url| check_endpoint(url, false).is_ok()),
				"a worker's endpoint is no URL"
			);
		}
		for (operator, id) in Operators::<T>::iter() {
			ensure!(
				Workers::<T>::get(id).is_some_and(|worker| worker.operator == operator),
				"an operator points at no worker of its own"
			);
		}
		Ok(())
	}

	fn try_state_keys(worker: &Worker) -> Result<(), TryRuntimeError> {
		let last = worker.keys.last().ok_or("a worker has no key")?;
		ensure!(last.to_epoch.is_none(), "a worker's last key is not open");
		let chained = worker.keys.windows(2).all(|pair| match pair {
			[a, b] => {
				a.to_epoch.is_some_and(|to| to >= a.from_epoch && to.next() == Some(b.from_epoch))
			},
			_ => false,
		});
		ensure!(chained, "a worker's keys leave gaps");
		Ok(())
	}
}
