// SPDX-License-Identifier: Apache-2.0
//! From a funded batch to everyone who is paid at once, and from a failed one to those it wronged.

use crate::{pallet::*, types::points, BatchBook, ModelBook};
use alloc::{collections::BTreeMap, vec, vec::Vec};
use frame_support::{ensure, traits::Get};
use openledger_primitives::{AgentId, Balance, BatchId, DatasetRef, ModelVersionId, Ppm, PPM};
use openledger_primitives_account::AccountId;
use openledger_primitives_objects::BatchHeader;
use openledger_primitives_split::{largest_remainder, Parts};
use openledger_primitives_traits::{
	InspectAgents, InspectModels, ModelVersionSummary, RewardAttesters,
};
use sp_runtime::{ArithmeticError, DispatchError, DispatchResult};

/// Payments of a batch, collected so that each account is paid once.
#[derive(Default)]
struct Payments {
	to: BTreeMap<AccountId, Balance>,
	treasury: Balance,
}

impl Payments {
	fn add(&mut self, who: AccountId, amount: Balance) -> DispatchResult {
		let sum = self.to.entry(who).or_default();
		*sum = sum.checked_add(amount).ok_or(ArithmeticError::Overflow)?;
		Ok(())
	}

	fn add_treasury(&mut self, amount: Balance) -> DispatchResult {
		self.treasury = self.treasury.checked_add(amount).ok_or(ArithmeticError::Overflow)?;
		Ok(())
	}
}

type Model = Option<ModelVersionSummary<AccountId>>;

/// Datasets of a model, or none.
pub(crate) fn datasets(model: &Model) -> &[(DatasetRef, u32)] {
	model.as_ref().map(|found| found.datasets.as_slice()).unwrap_or_default()
}

impl<T: Config> Pallet<T> {
	/// Refuses a batch that could not be paid out: unknown waterfall, model or maker, or fees that
	/// leave a `u128`.
	pub(crate) fn do_check(header: &BatchHeader) -> DispatchResult {
		ensure!(
			!BatchBooks::<T>::contains_key(header.worker, header.epoch),
			Error::<T>::AlreadyExists
		);
		Self::roles(&Self::split(header)?)?;
		for total in header.totals.iter() {
			ensure!(
				T::Models::model_version(total.model_version).is_some(),
				Error::<T>::UnknownModelVersion
			);
			for (id, is_app) in [(total.agent, false), (total.app, true)] {
				let Some(id) = id else { continue };
				ensure!(
					T::Agents::agent(id).is_some_and(|found| found.is_app == is_app),
					Error::<T>::UnknownAgent
				);
			}
		}
		Ok(())
	}

	pub(crate) fn do_receive(batch: BatchId, amount: Balance) -> DispatchResult {
		if amount == 0 {
			return Ok(());
		}
		BatchBooks::<T>::try_mutate(batch.worker, batch.epoch, |book| -> DispatchResult {
			let book = book.get_or_insert_with(BatchBook::default);
			ensure!(!book.distributed, Error::<T>::AlreadyDistributed);
			book.received = book.received.checked_add(amount).ok_or(ArithmeticError::Overflow)?;
			Ok(())
		})?;
		Self::take_in(amount)?;
		Self::deposit_event(Event::BatchFunded {
			worker: batch.worker,
			epoch: batch.epoch,
			amount,
		});
		Ok(())
	}

	pub(crate) fn do_distribute(
		header: &BatchHeader,
		worker: &AccountId,
		attesters: &[AccountId],
	) -> DispatchResult {
		let mut book =
			BatchBooks::<T>::get(header.worker, header.epoch).ok_or(Error::<T>::NotFunded)?;
		ensure!(!book.distributed, Error::<T>::AlreadyDistributed);
		let split = Self::split(header)?;
		let parts = Self::roles(&split)?;
		ensure!(
			book.received == header.fee_total() && parts.total() == Some(book.received),
			Error::<T>::NotFunded
		);

		let models: BTreeMap<ModelVersionId, Model> =
			header.models().into_iter().map(|id| (id, T::Models::model_version(id))).collect();
		let mut payments = Payments::default();
		let mut curators: BTreeMap<ModelVersionId, Balance> = BTreeMap::new();
		let mut books: BTreeMap<ModelVersionId, ModelBook> = BTreeMap::new();
		payments.add(worker.clone(), parts.worker)?;
		payments.add_treasury(parts.treasury)?;
		Self::add_attesters(&mut payments, attesters, parts.attesters)?;
		for (total, parts) in &split {
			let id = total.model_version;
			Self::add_owner(&mut payments, models.get(&id).and_then(Option::as_ref), parts.owner)?;
			Self::add_maker(&mut payments, total.agent, parts.agent)?;
			Self::add_maker(&mut payments, total.app, parts.app)?;
			let sum = curators.entry(id).or_default();
			*sum = sum.checked_add(parts.curators).ok_or(ArithmeticError::Overflow)?;
			let model =
				books.entry(id).or_insert(ModelBook { model_version: id, ..Default::default() });
			model.base = model.base.checked_add(total.base).ok_or(ArithmeticError::Overflow)?;
			model.total =
				model.total.checked_add(parts.contributors).ok_or(ArithmeticError::Overflow)?;
		}
		book.distributed = true;
		book.models = books
			.into_values()
			.collect::<Vec<_>>()
			.try_into()
			.map_err(|_| ArithmeticError::Overflow)?;
		BatchBooks::<T>::insert(header.worker, header.epoch, book);

		Self::burn(parts.burn)?;
		Self::pay_all(payments)?;
		for (id, amount) in curators {
			let model = models.get(&id).and_then(Option::as_ref).cloned();
			Self::fund_curators(datasets(&model), amount)?;
		}
		Self::deposit_event(Event::BatchDistributed {
			worker: header.worker,
			epoch: header.epoch,
			waterfall: header.waterfall_version,
			parts,
		});
		Ok(())
	}

	/// The fees less the worker's own share.
	pub(crate) fn failure_cost(header: &BatchHeader) -> Result<Balance, DispatchError> {
		let parts = Self::roles(&Self::split(header)?)?;
		let total = parts.total().ok_or(ArithmeticError::Overflow)?;
		total.checked_sub(parts.worker).ok_or_else(|| ArithmeticError::Underflow.into())
	}

	/// What came from the stake is burnt and goes to the treasury as the protocol's share would;
	/// everything else but the worker's share goes to the pots of each model's Datanets. When the stake
	/// did not reach, all lose in proportion. Nobody who was paid by the failed batch's signature is
	/// paid now: owners, makers and attesters have earned nothing by it.
	pub(crate) fn do_compensate(header: &BatchHeader, amount: Balance) -> DispatchResult {
		Self::do_receive(header.id(), amount)?;
		let Some(book) = BatchBooks::<T>::take(header.worker, header.epoch) else { return Ok(()) };
		let amount = book.owed();
		let split = Self::split(header)?;
		let parts = Self::roles(&split)?;
		let treasury =
			parts.treasury.checked_add(parts.attesters).ok_or(ArithmeticError::Overflow)?;
		let mut weights = vec![parts.burn, treasury];
		for (_, parts) in &split {
			weights.push(Self::wronged(parts).ok_or(ArithmeticError::Overflow)?);
		}
		let shares = largest_remainder(amount, &weights).ok_or(ArithmeticError::Overflow)?;
		let (burn, treasury, pots) = match shares.as_slice() {
			[burn, treasury, pots @ ..] if weights.iter().any(|weight| *weight > 0) => {
				(*burn, *treasury, pots)
			},
			_ => (0, amount, [].as_slice()),
		};
		Self::burn(burn)?;
		for ((total, _), amount) in split.iter().zip(pots) {
			let model = T::Models::model_version(total.model_version);
			Self::fill_pots(datasets(&model), *amount)?;
		}
		Self::pay_treasury(treasury)?;
		Self::deposit_event(Event::BatchCompensated {
			worker: header.worker,
			epoch: header.epoch,
			amount,
		});
		Ok(())
	}

	/// Parts of a failed (model, agent, app) that go to the pots.
	fn wronged(parts: &Parts) -> Option<Balance> {
		[parts.owner, parts.curators, parts.contributors, parts.agent, parts.app]
			.into_iter()
			.try_fold(0u128, Balance::checked_add)
	}

	/// The money to the attesters' pot, points to the attesters; to the treasury when nobody attested.
	fn add_attesters(
		payments: &mut Payments,
		attesters: &[AccountId],
		amount: Balance,
	) -> DispatchResult {
		let count = Balance::try_from(attesters.len()).map_err(|_| ArithmeticError::Overflow)?;
		let Some(part) = amount.checked_div(count) else { return payments.add_treasury(amount) };
		let points = points(part);
		let earned: Vec<_> = attesters.iter().map(|who| (who.clone(), points)).collect();
		T::RewardAttesters::reward(&earned);
		payments.add(T::AttesterPot::get(), amount)
	}

	/// The owner's share less its ancestors' royalties; to the treasury without an owner.
	fn add_owner(
		payments: &mut Payments,
		model: Option<&ModelVersionSummary<AccountId>>,
		amount: Balance,
	) -> DispatchResult {
		let Some(model) = model else { return payments.add_treasury(amount) };
		let royalties = model
			.royalties
			.iter()
			.try_fold(0u32, |sum, (_, ppm)| Ppm::checked_add(sum, *ppm))
			.ok_or(ArithmeticError::Overflow)?;
		let own = PPM.saturating_sub(royalties);
		let weights: Vec<u128> = core::iter::once(own)
			.chain(model.royalties.iter().map(|(_, ppm)| *ppm))
			.map(u128::from)
			.collect();
		let shares = largest_remainder(amount, &weights).ok_or(ArithmeticError::Overflow)?;
		core::iter::once(&model.owner)
			.chain(model.royalties.iter().map(|(who, _)| who))
			.zip(shares)
			.try_for_each(|(who, share)| payments.add(who.clone(), share))
	}

	/// The maker of an agent or app; to the treasury without one.
	fn add_maker(payments: &mut Payments, id: Option<AgentId>, amount: Balance) -> DispatchResult {
		match id.and_then(T::Agents::agent) {
			Some(agent) => payments.add(agent.beneficiary, amount),
			None => payments.add_treasury(amount),
		}
	}

	/// Pays everyone; what an account cannot receive goes to the treasury.
	fn pay_all(payments: Payments) -> DispatchResult {
		let mut treasury = payments.treasury;
		for (who, amount) in payments.to {
			if amount > 0 && Self::pay(&who, amount).is_err() {
				treasury = treasury.checked_add(amount).ok_or(ArithmeticError::Overflow)?;
			}
		}
		Self::pay_treasury(treasury)
	}

	/// Splits `amount` by the rows of each dataset; `None` when there are none.
	pub(crate) fn by_rows(
		datasets: &[(DatasetRef, u32)],
		amount: Balance,
	) -> Result<Option<Vec<Balance>>, DispatchError> {
		let weights: Vec<u128> = datasets.iter().map(|(_, rows)| u128::from(*rows)).collect();
		if weights.iter().all(|weight| *weight == 0) {
			return Ok(None);
		}
		Ok(Some(largest_remainder(amount, &weights).ok_or(ArithmeticError::Overflow)?))
	}
}
