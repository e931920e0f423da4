// SPDX-License-Identifier: Apache-2.0
//! Demands: anyone may ask for a leaf, the worker must have it.

use crate::*;
use codec::DecodeAll;
use frame_support::{
	pallet_prelude::*,
	traits::{
		fungible::MutateHold,
		tokens::{Fortitude, Precision, Restriction},
		Get,
	},
};
use openledger_primitives::{Balance, BatchId};
use openledger_primitives_account::AccountId;
use openledger_primitives_objects::{
	CreditLeaf, Report, SessionLeaf, SignedObject, SignedReceipt, TreeKind,
};
use openledger_primitives_poa::tree::{verify, verify_sum};
use openledger_primitives_traits::{InspectModels, InspectWorkers};

impl<T: Config> Pallet<T> {
	fn demand_key(id: BatchId, tree: TreeKind, leaf: u32) -> DemandKey {
		(id.worker, id.epoch, tree, leaf)
	}

	/// Number of leaves of a tree.
	fn leaves_of(batch: &Batch, tree: TreeKind) -> u32 {
		let header = &batch.header;
		match tree {
			TreeKind::Receipts => header.receipts.count,
			TreeKind::Reports => header.reports.count,
			TreeKind::Sessions => header.sessions.count,
			TreeKind::Credits => header.credits.count,
		}
	}

	pub(crate) fn do_demand(
		who: AccountId,
		id: BatchId,
		tree: TreeKind,
		leaf: u32,
	) -> DispatchResult {
		let mut batch = Self::batch_of(id)?;
		let now = Self::now();
		let open = match batch.status {
			BatchStatus::Seeded => true,
			BatchStatus::Attested { until } | BatchStatus::Unattested { until } => now <= until,
			_ => false,
		};
		ensure!(open, Error::<T>::NotChallengeable);
		ensure!(leaf < Self::leaves_of(&batch, tree), Error::<T>::UnknownLeaf);
		ensure!(batch.open_demands < MAX_DEMANDS, Error::<T>::TooManyDemands);
		let key = Self::demand_key(id, tree, leaf);
		ensure!(!Demands::<T>::contains_key(key), Error::<T>::AlreadyDemanded);

		let bond = T::DemandBond::get();
		let doubled: Balance = 1u128.checked_shl(batch.open_demands).ok_or(Error::<T>::Overflow)?;
		let price = T::DemandPrice::get().checked_mul(doubled).ok_or(Error::<T>::Overflow)?;
		let held = bond.checked_add(price).ok_or(Error::<T>::Overflow)?;
		T::Currency::hold(&HoldReason::Demand.into(), &who, held)?;
		let answer_by = now.saturating_add(T::Timing::get().answer_window);
		Demands::<T>::insert(key, Demand { by: who.clone(), bond, price, answer_by });
		batch.open_demands = batch.open_demands.saturating_add(1);
		Batches::<T>::insert(id.worker, id.epoch, batch);
		Self::deposit_event(Event::LeafDemanded { batch: id, tree, leaf, by: who, answer_by });
		Ok(())
	}

	pub(crate) fn do_answer(
		id: BatchId,
		tree: TreeKind,
		leaf: u32,
		bytes: &[u8],
		opening: &LeafOpening,
	) -> DispatchResult {
		let mut batch = Self::batch_of(id)?;
		let key = Self::demand_key(id, tree, leaf);
		let demand = Demands::<T>::get(key).ok_or(Error::<T>::UnknownDemand)?;
		ensure!(batch.status.is_open(), Error::<T>::NotChallengeable);
		ensure!(Self::now() <= demand.answer_by, Error::<T>::AnswerTooLate);
		ensure!(
			Self::leaf_holds(&batch, tree, leaf, bytes, opening) == Some(true),
			Error::<T>::BadAnswer
		);
		let operator = T::Workers::worker(id.worker).map(|worker| worker.operator);
		Self::pay_demand(&demand, operator.as_ref())?;
		Demands::<T>::remove(key);
		batch.open_demands = batch.open_demands.saturating_sub(1);
		Batches::<T>::insert(id.worker, id.epoch, batch);
		Self::deposit_event(Event::DemandAnswered { batch: id, tree, leaf });
		Ok(())
	}

	/// Whether the bytes are the leaf at that place and not false by themselves: a receipt carries
	/// the worker's signature, a report's shares follow from its scores.
	fn leaf_holds(
		batch: &Batch,
		tree: TreeKind,
		leaf: u32,
		bytes: &[u8],
		opening: &LeafOpening,
	) -> Option<bool> {
		let header = &batch.header;
		let sum = |root, value| match opening {
			LeafOpening::Sum(opening) => {
				opening.index == leaf && verify_sum(root, bytes, value, opening)
			},
			LeafOpening::Plain(_) => false,
		};
		Some(match tree {
			TreeKind::Receipts => {
				let receipt = SignedReceipt::decode_all(&mut &bytes[..]).ok()?;
				let key = T::Workers::key_at(header.worker, header.epoch)?;
				sum(&header.receipts, receipt.receipt.fee.total()?)
					&& receipt.receipt.verify(&T::SigningDomain::get(), &receipt.signature, &key)
			},
			TreeKind::Reports => {
				let report = Report::decode_all(&mut &bytes[..]).ok()?;
				let model = T::Models::model_version(report.model_version)?;
				let LeafOpening::Plain(opening) = opening else { return None };
				opening.index == leaf
					&& verify(&header.reports, bytes, opening)
					&& report.shares_hold(model.index.z_milli)
			},
			TreeKind::Sessions => {
				let session = SessionLeaf::decode_all(&mut &bytes[..]).ok()?;
				sum(&header.sessions, session.amount()?)
			},
			TreeKind::Credits => {
				let credit = CreditLeaf::decode_all(&mut &bytes[..]).ok()?;
				sum(&header.credits, credit.weight)
			},
		})
	}

	/// The price to the operator, the bond back; all back where the operator cannot be paid.
	fn pay_demand(demand: &Demand, operator: Option<&AccountId>) -> DispatchResult {
		let reason = HoldReason::Demand.into();
		let paid = operator.map_or(0, |operator| {
			T::Currency::transfer_on_hold(
				&reason,
				&demand.by,
				operator,
				demand.price,
				Precision::BestEffort,
				Restriction::Free,
				Fortitude::Force,
			)
			.unwrap_or(0)
		});
		let rest = demand.bond.saturating_add(demand.price).saturating_sub(paid);
		T::Currency::release(&reason, &demand.by, rest, Precision::BestEffort)?;
		Ok(())
	}

	pub(crate) fn do_enforce(id: BatchId, tree: TreeKind, leaf: u32) -> DispatchResult {
		let mut batch = Self::batch_of(id)?;
		let key = Self::demand_key(id, tree, leaf);
		let demand = Demands::<T>::get(key).ok_or(Error::<T>::UnknownDemand)?;
		let open = batch.status.is_open();
		ensure!(!open || Self::now() > demand.answer_by, Error::<T>::AnswerNotDue);
		Self::pay_demand(&demand, None)?;
		Demands::<T>::remove(key);
		batch.open_demands = batch.open_demands.saturating_sub(1);
		Self::deposit_event(Event::DemandReleased { batch: id, tree, leaf });
		if open {
			Self::fail_unsettled(id, &mut batch, Failure::DemandUnanswered);
		}
		Batches::<T>::insert(id.worker, id.epoch, batch);
		Ok(())
	}
}
