// SPDX-License-Identifier: Apache-2.0
//! From a batch whose window is over to money: sessions first, then the split, then credits.

use crate::{advance::LOG, *};
use alloc::vec::Vec;
use frame_support::{pallet_prelude::*, storage::with_storage_layer, traits::Get};
use openledger_primitives::BatchId;
use openledger_primitives_objects::{least_weight, BatchHeader, CreditLeaf, SessionLeaf};
use openledger_primitives_poa::{tree::verify_sum_range, RangeProof, SumNode};
use openledger_primitives_traits::{Books, InspectWorkers, SettleSessions};

impl<T: Config> Pallet<T> {
	/// Settles session leaves from the cursor on. Once the leaves are proven this cannot fail for
	/// what they say: what a session does not pay, the worker's stake pays.
	pub(crate) fn do_settle_sessions(
		id: BatchId,
		leaves: &[SessionLeaf],
		proof: &RangeProof<SumNode>,
	) -> DispatchResult {
		let mut batch = Self::batch_of(id)?;
		if matches!(batch.status, BatchStatus::Attested { .. } | BatchStatus::Unattested { .. }) {
			Self::step(id, &mut batch);
		}
		ensure!(matches!(batch.status, BatchStatus::Settling { .. }), Error::<T>::NotSettling);
		ensure!(proof.start == batch.next_session_leaf, Error::<T>::WrongCursor);
		let nodes = leaves
			.iter()
			.map(SessionLeaf::node)
			.collect::<Option<Vec<_>>>()
			.ok_or(Error::<T>::BadProof)?;
		let proven = verify_sum_range(&batch.header.sessions, &nodes, proof);
		ensure!(proven, Error::<T>::BadProof);

		let books = T::Books::account();
		let mut moved = 0u128;
		let mut due = 0u128;
		for leaf in leaves {
			let amount = leaf.amount().ok_or(Error::<T>::BadProof)?;
			due = due.checked_add(amount).ok_or(Error::<T>::Overflow)?;
			let settled = with_storage_layer::<_, DispatchError, _>(|| {
				let settled = T::Sessions::settle(id.worker, leaf, &books)?;
				T::Books::receive(id, settled)?;
				Ok(settled)
			});
			match settled {
				Ok(settled) => moved = moved.saturating_add(settled),
				Err(error) => {
					log::debug!(target: LOG, "{:?} not settled: {error:?}", leaf.session);
				},
			}
		}
		let slashed = Self::slash_into_books(id, due.saturating_sub(moved));
		batch.received = batch.received.saturating_add(moved).saturating_add(slashed);
		batch.next_session_leaf = Self::moved_cursor(batch.next_session_leaf, leaves.len())?;
		Self::deposit_event(Event::SessionsSettled {
			batch: id,
			next: batch.next_session_leaf,
			moved,
			slashed,
		});
		if batch.next_session_leaf == batch.header.sessions.count {
			Self::end_of_sessions(id, &mut batch);
		}
		Batches::<T>::insert(id.worker, id.epoch, batch);
		Ok(())
	}

	/// Splits a funded batch; ends one that neither sessions nor stake could fund.
	pub(crate) fn end_of_sessions(id: BatchId, batch: &mut Batch) {
		if batch.received < batch.header.fee_total() {
			return Self::end_underpaid(id, batch, Failure::Underfunded);
		}
		let operator = T::Workers::worker(id.worker)
			.map(|worker| worker.operator)
			.unwrap_or_else(T::Treasury::get);
		let attesters = batch.attesters();
		let split = with_storage_layer::<_, DispatchError, _>(|| {
			T::Books::distribute(&batch.header, &operator, &attesters)
		});
		if let Err(error) = split {
			log::error!(target: LOG, "books refused to split {id:?}: {error:?}");
			return Self::end_underpaid(id, batch, Failure::NotDistributable);
		}
		let by = Self::now().saturating_add(T::Timing::get().credit_ttl);
		batch.status = BatchStatus::Crediting { by };
		Self::deposit_event(Event::BatchDistributed { batch: id });
		if batch.header.credits.count == 0 {
			Self::end_of_credits(id, batch);
		}
	}

	/// What came in goes to pots and protocol; nothing more comes.
	fn end_underpaid(id: BatchId, batch: &mut Batch, failure: Failure) {
		let given =
			with_storage_layer::<_, DispatchError, _>(|| T::Books::compensate(&batch.header, 0));
		if let Err(error) = given {
			log::error!(target: LOG, "books keep what came in for {id:?}: {error:?}");
		}
		Self::set_failed(id, batch, failure, 0);
	}

	/// Applies credit leaves from the cursor on. Once the leaves are proven this cannot fail for
	/// what they say.
	pub(crate) fn do_credit(
		id: BatchId,
		leaves: &[CreditLeaf],
		proof: &RangeProof<SumNode>,
	) -> DispatchResult {
		let mut batch = Self::batch_of(id)?;
		ensure!(matches!(batch.status, BatchStatus::Crediting { .. }), Error::<T>::NotCrediting);
		ensure!(proof.start == batch.next_credit_leaf, Error::<T>::WrongCursor);
		let nodes: Vec<SumNode> = leaves.iter().map(|leaf| leaf.node()).collect();
		let proven = verify_sum_range(&batch.header.credits, &nodes, proof);
		ensure!(proven, Error::<T>::BadProof);
		// What is too small to credit stays with the model and goes to the pots when the batch ends.
		let least = least_weight(T::MinBatchFee::get());
		let worth: Vec<CreditLeaf> =
			leaves.iter().filter(|leaf| leaf.weight >= least).cloned().collect();
		let all = || T::Books::credit_all(&batch.header, &worth);
		if with_storage_layer::<_, DispatchError, _>(all).is_err() {
			Self::credit_each(&batch.header, &worth);
		}
		batch.next_credit_leaf = Self::moved_cursor(batch.next_credit_leaf, leaves.len())?;
		Self::deposit_event(Event::CreditsApplied { batch: id, next: batch.next_credit_leaf });
		if batch.next_credit_leaf == batch.header.credits.count {
			Self::end_of_credits(id, &mut batch);
		}
		Batches::<T>::insert(id.worker, id.epoch, batch);
		Ok(())
	}

	/// One leaf's trouble is not the next one's.
	fn credit_each(header: &BatchHeader, leaves: &[CreditLeaf]) {
		for leaf in leaves {
			let one = || T::Books::credit(header, leaf);
			if let Err(error) = with_storage_layer::<_, DispatchError, _>(one) {
				log::error!(target: LOG, "{:?} not credited: {error:?}", leaf.contribution);
			}
		}
	}

	/// The last credit is applied, or the time for credits is over: what is left goes to the pots.
	pub(crate) fn end_of_credits(id: BatchId, batch: &mut Batch) {
		let closed = with_storage_layer::<_, DispatchError, _>(|| T::Books::close(&batch.header));
		if let Err(error) = closed {
			log::error!(target: LOG, "books refused to close {id:?}: {error:?}");
		}
		batch.status = BatchStatus::Final { at: Self::now() };
		Self::release_exposure(id, batch.header.fee_total());
		Self::deposit_event(Event::BatchFinalized { batch: id });
	}

	fn moved_cursor(cursor: u32, by: usize) -> Result<u32, DispatchError> {
		let by = u32::try_from(by).map_err(|_| Error::<T>::Overflow)?;
		Ok(cursor.checked_add(by).ok_or(Error::<T>::Overflow)?)
	}
}
