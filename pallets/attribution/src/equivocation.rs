// SPDX-License-Identifier: Apache-2.0
//! Two headers for one (worker, epoch), and what any proven lie costs the worker.

use crate::*;
use frame_support::{
	pallet_prelude::*,
	traits::{
		fungible::Mutate,
		tokens::{Fortitude, Precision, Preservation},
		Get,
	},
};
use openledger_primitives::{Balance, WorkerId, PPM};
use openledger_primitives_account::{AccountId, Signature};
use openledger_primitives_objects::SignedObject;
use openledger_primitives_traits::{InspectWorkers, SlashWorkers};
use sp_core::U256;

/// `ppm` parts per million of an amount, rounded down; `None` never for parts up to the whole.
pub(crate) fn part_of(amount: Balance, ppm: u32) -> Option<Balance> {
	let scaled = U256::from(amount).checked_mul(U256::from(ppm))?;
	Balance::try_from(scaled.checked_div(U256::from(PPM))?).ok()
}

impl<T: Config> Pallet<T> {
	pub(crate) fn do_report_equivocation(
		by: AccountId,
		header_a: &BatchHeader,
		signature_a: &Signature,
		header_b: &BatchHeader,
		signature_b: &Signature,
	) -> DispatchResult {
		let (worker, epoch) = (header_a.worker, header_a.epoch);
		let two = header_a.id() == header_b.id() && header_a != header_b;
		ensure!(two, Error::<T>::NotEquivocation);
		let known = Equivocations::<T>::contains_key(worker, epoch);
		ensure!(!known, Error::<T>::AlreadyReported);
		let summary = T::Workers::worker(worker).ok_or(Error::<T>::UnknownWorker)?;
		let key = T::Workers::key_at(worker, epoch).ok_or(Error::<T>::UnknownWorker)?;
		let domain = T::SigningDomain::get();
		let signed = header_a.verify(&domain, signature_a, &key)
			&& header_b.verify(&domain, signature_b, &key);
		ensure!(signed, Error::<T>::BadSignature);

		Equivocations::<T>::insert(worker, epoch, ());
		let amount = Self::penalty(summary.stake)?;
		let (slashed, _) = Self::punish(worker, amount, None)?;
		Self::deposit_event(Event::EquivocationReported { batch: header_a.id(), by, slashed });
		Ok(())
	}

	/// What a proven lie costs a worker with this stake, beside the fees of the batch.
	pub(crate) fn penalty(stake: Balance) -> Result<Balance, DispatchError> {
		Ok(part_of(stake, T::EquivocationSlash::get()).ok_or(Error::<T>::Overflow)?)
	}

	/// Jails the worker and takes up to `amount` of its stake: a part for `informer`, half is burnt,
	/// the treasury has the rest. Returns what was taken, and what of it the informer got.
	pub(crate) fn punish(
		worker: WorkerId,
		amount: Balance,
		informer: Option<&AccountId>,
	) -> Result<(Balance, Balance), DispatchError> {
		let treasury = T::Treasury::get();
		let there = T::Workers::worker(worker).map_or(0, |summary| summary.stake).min(amount);
		let reward = match informer {
			Some(informer) => {
				let reward =
					part_of(there, T::ChallengeReward::get()).ok_or(Error::<T>::Overflow)?;
				T::Workers::slash(worker, reward, informer, true)?
			},
			None => 0,
		};
		let rest = T::Workers::slash(worker, there.saturating_sub(reward), &treasury, true)?;
		let slashed = reward.saturating_add(rest);
		T::Currency::burn_from(
			&treasury,
			slashed.div_ceil(2).min(rest),
			Preservation::Preserve,
			Precision::BestEffort,
			Fortitude::Polite,
		)?;
		Ok((slashed, reward))
	}
}
