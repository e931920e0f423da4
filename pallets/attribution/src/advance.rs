// SPDX-License-Identifier: Apache-2.0
//! What time alone does to a batch, how batches end, and the archive.

use crate::*;
use codec::Encode;
use frame_support::{
	pallet_prelude::*,
	storage::with_storage_layer,
	traits::{fungible::MutateHold, tokens::Precision, Get},
};
use openledger_primitives::{Balance, BatchId, LONG_WINDOW};
use openledger_primitives_poa::tree::leaf_hash;
use openledger_primitives_traits::{Books, SlashWorkers};

/// Target of log lines.
pub(crate) const LOG: &str = "runtime::attribution";

impl<T: Config> Pallet<T> {
	/// The batch, or its absence as an error.
	pub(crate) fn batch_of(id: BatchId) -> Result<Batch, DispatchError> {
		Ok(Batches::<T>::get(id.worker, id.epoch).ok_or(Error::<T>::UnknownBatch)?)
	}

	/// Does the one thing that is due for a batch, if one is; the caller stores the batch.
	pub(crate) fn step(id: BatchId, batch: &mut Batch) -> bool {
		let now = Self::now();
		match batch.status {
			BatchStatus::Announced { seed_at } if now >= seed_at => Self::seed_batch(id, batch),
			BatchStatus::Seeded if now > batch.attest_until => match (batch.round, batch.seed) {
				(0, Some(seed)) => Self::redraw(id, batch, seed),
				_ => {
					let window = T::Timing::get().challenge_window.saturating_mul(LONG_WINDOW);
					let until = now.saturating_add(window);
					batch.status = BatchStatus::Unattested { until };
					Self::deposit_event(Event::WindowOpened { batch: id, until, attested: false });
				},
			},
			BatchStatus::Attested { until } | BatchStatus::Unattested { until }
				if now > until.max(batch.reveal_until)
					&& batch.open_demands == 0
					&& Self::is_first(id) =>
			{
				let by = now.saturating_add(T::Timing::get().credit_ttl);
				batch.status = BatchStatus::Settling { by };
				Self::deposit_event(Event::SettlementStarted { batch: id });
			},
			BatchStatus::Settling { by } if now > by => {
				let missing = batch.header.fee_total().saturating_sub(batch.received);
				let slashed = Self::slash_into_books(id, missing);
				batch.received = batch.received.saturating_add(slashed);
				Self::end_of_sessions(id, batch);
			},
			BatchStatus::Crediting { by } if now > by => Self::end_of_credits(id, batch),
			_ => return false,
		}
		true
	}

	/// Whether the batch is the worker's oldest open one: batches settle in order.
	fn is_first(id: BatchId) -> bool {
		OpenBatches::<T>::get(id.worker).first() == Some(&id.epoch)
	}

	pub(crate) fn do_advance(id: BatchId) -> DispatchResult {
		let mut batch = Self::batch_of(id)?;
		ensure!(Self::step(id, &mut batch), Error::<T>::NothingToAdvance);
		Batches::<T>::insert(id.worker, id.epoch, batch);
		Ok(())
	}

	/// Takes up to `amount` of the worker's stake into the books of the batch; what arrived.
	pub(crate) fn slash_into_books(id: BatchId, amount: Balance) -> Balance {
		if amount == 0 {
			return 0;
		}
		let taken = with_storage_layer::<_, DispatchError, _>(|| {
			let taken = T::Workers::slash(id.worker, amount, &T::Books::account(), false)?;
			T::Books::receive(id, taken)?;
			Ok(taken)
		});
		taken.unwrap_or_else(|error| {
			log::error!(target: LOG, "no slash for {id:?}: {error:?}");
			0
		})
	}

	/// Fails a batch before anything was settled: the stake pays the fees less the worker's share.
	pub(crate) fn fail_unsettled(id: BatchId, batch: &mut Batch, failure: Failure) {
		let header = &batch.header;
		let cost = T::Books::cost_of_failure(header).unwrap_or_else(|_| header.fee_total());
		let slashed = with_storage_layer::<_, DispatchError, _>(|| {
			let slashed = T::Workers::slash(id.worker, cost, &T::Books::account(), true)?;
			T::Books::compensate(header, slashed)?;
			Ok(slashed)
		})
		.or_else(|error| {
			log::error!(target: LOG, "books refused compensation for {id:?}: {error:?}");
			with_storage_layer::<_, DispatchError, _>(|| {
				T::Workers::slash(id.worker, cost, &T::Treasury::get(), true)
			})
		})
		.unwrap_or(0);
		Self::set_failed(id, batch, failure, slashed);
	}

	/// Ends a batch as failed.
	pub(crate) fn set_failed(id: BatchId, batch: &mut Batch, failure: Failure, slashed: Balance) {
		batch.status = BatchStatus::Failed { at: Self::now() };
		Self::release_exposure(id, batch.header.fee_total());
		Self::deposit_event(Event::BatchFailed { batch: id, failure, slashed });
	}

	/// Takes a batch out of the worker's exposure and open batches.
	pub(crate) fn release_exposure(id: BatchId, fees: Balance) {
		Exposures::<T>::mutate_exists(id.worker, |exposure| {
			*exposure = exposure.and_then(|sum| sum.checked_sub(fees)).filter(|left| *left > 0);
		});
		OpenBatches::<T>::mutate_exists(id.worker, |open| {
			if let Some(epochs) = open {
				epochs.retain(|epoch| *epoch != id.epoch);
				if epochs.is_empty() {
					*open = None;
				}
			}
		});
	}

	pub(crate) fn do_prune(id: BatchId) -> DispatchResult {
		let batch = Self::batch_of(id)?;
		let (at, is_final) = match batch.status {
			BatchStatus::Final { at } => (at, true),
			BatchStatus::Failed { at } => (at, false),
			_ => return Err(Error::<T>::NotPrunable.into()),
		};
		let kept_until = at.saturating_add(T::Timing::get().credit_ttl);
		let open = batch.open_demands > 0
			|| batch.open_challenges > 0
			|| Accusations::<T>::contains_key(id.worker, id.epoch);
		ensure!(Self::now() > kept_until && !open, Error::<T>::NotPrunable);
		let leaf = (id.worker, id.epoch, batch.header_hash, is_final).encode();
		let position = Archive::<T>::try_mutate(|archive| {
			let position = archive.count;
			archive.append(leaf_hash(&leaf)).map(|_| position).ok_or(Error::<T>::ArchiveFull)
		})?;
		T::Currency::release(
			&HoldReason::BatchDeposit.into(),
			&batch.depositor,
			batch.deposit,
			Precision::BestEffort,
		)?;
		Batches::<T>::remove(id.worker, id.epoch);
		Self::deposit_event(Event::BatchPruned { batch: id, position });
		Ok(())
	}
}
