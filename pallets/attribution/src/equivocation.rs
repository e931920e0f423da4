// SPDX-License-Identifier: Apache-2.0
//! Two headers for one (worker, epoch).

use crate::*;
use frame_support::{
	pallet_prelude::*,
	traits::{
		fungible::Mutate,
		tokens::{Fortitude, Precision, Preservation},
		Get,
	},
};
use openledger_primitives::{Balance, PPM};
use openledger_primitives_account::{AccountId, Signature};
use openledger_primitives_objects::SignedObject;
use openledger_primitives_traits::{InspectWorkers, SlashWorkers};
use sp_core::U256;

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
		let amount = U256::from(summary.stake)
			.checked_mul(U256::from(T::EquivocationSlash::get()))
			.and_then(|scaled| scaled.checked_div(U256::from(PPM)))
			.and_then(|amount| Balance::try_from(amount).ok())
			.ok_or(Error::<T>::Overflow)?;
		let treasury = T::Treasury::get();
		let slashed = T::Workers::slash(worker, amount, &treasury, true)?;
		T::Currency::burn_from(
			&treasury,
			slashed.div_ceil(2),
			Preservation::Preserve,
			Precision::BestEffort,
			Fortitude::Polite,
		)?;
		Self::deposit_event(Event::EquivocationReported { batch: header_a.id(), by, slashed });
		Ok(())
	}
}
