// SPDX-License-Identifier: Apache-2.0
//! Attestations: one vote for each seat, one signature each, cheap reads first.

use crate::*;
use alloc::vec::Vec;
use codec::Encode;
use frame_support::{pallet_prelude::*, traits::Get};
use openledger_primitives::AttributionSignature;
use sp_application_crypto::RuntimeAppPublic;

impl<T: Config> Pallet<T> {
	/// What an attester signs.
	pub fn attest_payload(attestation: &Attestation) -> Vec<u8> {
		(b"openledger/attest", T::SigningDomain::get(), attestation).encode()
	}

	/// The batch and the seat, when the attestation may count now. Says nothing of the signature.
	pub(crate) fn ensure_attestable(
		attestation: &Attestation,
	) -> Result<(Batch, Seat), DispatchError> {
		let batch = Batches::<T>::get(attestation.worker, attestation.epoch)
			.ok_or(Error::<T>::UnknownBatch)?;
		let in_time = Self::now() <= batch.attest_until;
		let attestable = matches!(batch.status, BatchStatus::Seeded | BatchStatus::Attested { .. });
		ensure!(in_time && attestable, Error::<T>::NotAttestable);
		let same = attestation.header_hash == batch.header_hash
			&& Some(attestation.seed) == batch.seed
			&& attestation.session_index == batch.session_index;
		ensure!(same, Error::<T>::WrongAttestation);
		let seat = usize::try_from(attestation.authority)
			.ok()
			.and_then(|index| batch.committee.get(index))
			.cloned()
			.ok_or(Error::<T>::NotInCommittee)?;
		ensure!(!batch.has_voted(attestation.authority), Error::<T>::AlreadyAttested);
		Ok((batch, seat))
	}

	/// Lets an attestation into pool and block.
	pub(crate) fn authorize_attest(
		_: TransactionSource,
		attestation: &Attestation,
		signature: &AttributionSignature,
	) -> TransactionValidityWithRefund {
		let (batch, seat) = Self::ensure_attestable(attestation).map_err(Self::invalid)?;
		let signed = seat.key.verify(&Self::attest_payload(attestation), signature);
		ensure!(signed, InvalidTransaction::BadProof);
		let longevity = batch.attest_until.saturating_sub(Self::now());
		let tag = (1u8, attestation.worker, attestation.epoch, attestation.authority);
		Ok((Self::validity(tag, longevity), Weight::zero()))
	}

	/// Counts a vote; the quorum opens the challenge window.
	pub(crate) fn do_attest(attestation: &Attestation) -> DispatchResult {
		let (mut batch, seat) = Self::ensure_attestable(attestation)?;
		let bit = 1u32.checked_shl(attestation.authority).ok_or(Error::<T>::NotInCommittee)?;
		batch.attested |= bit;
		let id = attestation.batch();
		Self::deposit_event(Event::BatchAttested {
			batch: id,
			by: seat.account,
			audited: attestation.audited,
		});
		if matches!(batch.status, BatchStatus::Seeded) && batch.has_quorum() {
			let until = Self::now().saturating_add(T::Timing::get().challenge_window);
			batch.status = BatchStatus::Attested { until };
			Self::deposit_event(Event::WindowOpened { batch: id, until, attested: true });
		}
		Batches::<T>::insert(id.worker, id.epoch, batch);
		Ok(())
	}
}
