// SPDX-License-Identifier: Apache-2.0
//! The glue traits that this pallet implements.

use crate::pallet::*;
use openledger_primitives::{Balance, BatchId, DatanetId, DatasetRef};
use openledger_primitives_account::AccountId;
use openledger_primitives_objects::{BatchHeader, CreditLeaf};
use openledger_primitives_traits::{Books, OnDatanet};
use sp_runtime::DispatchError;

impl<T: Config> Books<AccountId> for Pallet<T> {
	fn account() -> AccountId {
		Self::account_id()
	}

	fn current_waterfall() -> u32 {
		CurrentWaterfall::<T>::get()
	}

	fn check(header: &BatchHeader) -> Result<(), DispatchError> {
		Self::do_check(header)
	}

	fn receive(batch: BatchId, amount: Balance) -> Result<(), DispatchError> {
		Self::do_receive(batch, amount)
	}

	fn distribute(
		header: &BatchHeader,
		worker: &AccountId,
		attesters: &[AccountId],
	) -> Result<(), DispatchError> {
		Self::do_distribute(header, worker, attesters)
	}

	fn credit(header: &BatchHeader, leaf: &CreditLeaf) -> Result<(), DispatchError> {
		Self::do_credit(header, core::slice::from_ref(leaf))
	}

	fn credit_all(header: &BatchHeader, leaves: &[CreditLeaf]) -> Result<(), DispatchError> {
		Self::do_credit(header, leaves)
	}

	fn close(header: &BatchHeader) -> Result<(), DispatchError> {
		Self::do_close(header)
	}

	fn compensate(header: &BatchHeader, amount: Balance) -> Result<(), DispatchError> {
		Self::do_compensate(header, amount)
	}

	fn cost_of_failure(header: &BatchHeader) -> Result<Balance, DispatchError> {
		Self::failure_cost(header)
	}
}

impl<T: Config> OnDatanet<AccountId> for Pallet<T> {
	fn before_curator_stake(datanet: DatanetId, who: &AccountId, stake: Balance, _: Balance) {
		Self::settle_curator(datanet, who, stake);
	}

	fn on_sealed(dataset: DatasetRef, _: u64, _: u64) {
		Self::note_sealed(dataset);
	}
}
