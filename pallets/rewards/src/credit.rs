// SPDX-License-Identifier: Apache-2.0
//! Credits: from weights to earnings, and the end of a batch's books.

use crate::{
	distribute::datasets,
	pallet::*,
	types::{change, place},
	ModelBook, Page,
};
use alloc::collections::BTreeMap;
use frame_support::ensure;
use openledger_primitives::{Balance, ContributionId, DatasetRef, SHARE_ONE};
use openledger_primitives_objects::{BatchHeader, CreditLeaf};
use openledger_primitives_split::credit_amount;
use openledger_primitives_traits::{InspectDatasets, InspectModels};
use sp_runtime::{ArithmeticError, DispatchResult};

impl<T: Config> Pallet<T> {
	/// Credits leaves in order. What they share is read and written once: the batch's book, model
	/// versions, pages of earnings.
	pub(crate) fn do_credit(header: &BatchHeader, leaves: &[CreditLeaf]) -> DispatchResult {
		let mut book =
			BatchBooks::<T>::get(header.worker, header.epoch).ok_or(Error::<T>::NotDistributed)?;
		ensure!(book.distributed, Error::<T>::NotDistributed);
		let mut models = BTreeMap::new();
		let mut pages = BTreeMap::new();
		for leaf in leaves {
			let id = leaf.model_version;
			let Some(model) = book.models.iter_mut().find(|model| model.model_version == id) else {
				continue;
			};
			let trained = models.entry(id).or_insert_with(|| T::Models::model_version(id));
			let Some(amount) = Self::creditable(header, model, datasets(trained), leaf) else {
				continue;
			};
			let credited = model.credited.checked_add(amount).ok_or(ArithmeticError::Overflow)?;
			if Self::earn(&mut pages, leaf.contribution, amount).is_none() {
				continue;
			}
			model.credited = credited;
			Self::deposit_event(Event::ContributionCredited {
				worker: header.worker,
				epoch: header.epoch,
				model_version: id,
				contribution: leaf.contribution,
				amount,
			});
		}
		for (page, balances) in pages {
			Earnings::<T>::insert(page, balances);
		}
		BatchBooks::<T>::insert(header.worker, header.epoch, book);
		Ok(())
	}

	/// What the leaf earns, if anything. Credits of one model never take what its header leaves to the
	/// pots: an honest header's credits always fit, since their floors sum to no more than the floor
	/// of their sum.
	fn creditable(
		header: &BatchHeader,
		model: &ModelBook,
		trained: &[(DatasetRef, u32)],
		leaf: &CreditLeaf,
	) -> Option<Balance> {
		let amount = credit_amount(model.total, leaf.weight, model.base)?;
		let (_, unattributed) = header
			.unattributed
			.iter()
			.find(|(model_version, _)| *model_version == leaf.model_version)?;
		let whole = model.base.checked_mul(u128::from(SHARE_ONE))?;
		let most = credit_amount(model.total, whole.checked_sub(*unattributed)?, model.base)?;
		let fits = model.credited.checked_add(amount)? <= most;
		let trained =
			trained.iter().any(|(dataset, _)| T::Datasets::contains(*dataset, leaf.contribution));
		(amount > 0 && fits && trained).then_some(amount)
	}

	/// Adds to a contribution's earnings, in pages that the caller writes.
	fn earn(
		pages: &mut BTreeMap<u32, Page>,
		contribution: ContributionId,
		amount: Balance,
	) -> Option<()> {
		let (page, index) = place(contribution);
		let balances = pages.entry(page).or_insert_with(|| Earnings::<T>::get(page));
		change(balances, index, |earned| {
			*earned = earned.checked_add(amount)?;
			Some(())
		})
	}

	pub(crate) fn do_close(header: &BatchHeader) -> DispatchResult {
		let book =
			BatchBooks::<T>::get(header.worker, header.epoch).ok_or(Error::<T>::NotDistributed)?;
		ensure!(book.distributed, Error::<T>::NotDistributed);
		BatchBooks::<T>::remove(header.worker, header.epoch);
		let unattributed = book.owed();
		for model in book.models {
			let left = model.total.checked_sub(model.credited).ok_or(ArithmeticError::Underflow)?;
			let found = T::Models::model_version(model.model_version);
			Self::fill_pots(datasets(&found), left)?;
		}
		Self::deposit_event(Event::BatchClosed {
			worker: header.worker,
			epoch: header.epoch,
			unattributed,
		});
		Ok(())
	}
}
