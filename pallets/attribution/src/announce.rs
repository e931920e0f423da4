// SPDX-License-Identifier: Apache-2.0
//! Announcing a batch: constant work, whatever the number of receipts.

use crate::*;
use alloc::vec;
use codec::Encode;
use frame_support::{
	pallet_prelude::*,
	traits::{
		fungible::{InspectHold, MutateHold},
		Get,
	},
};
use openledger_primitives::{
	AttributionId, AttributionSignature, Balance, BatchEpoch, BlockNumber, Hash,
};
use openledger_primitives_account::{AccountId, Signature};
use openledger_primitives_objects::SignedObject;
use openledger_primitives_traits::{Books, Committee, InspectWorkers};
use sp_application_crypto::RuntimeAppPublic;
use sp_io::hashing::blake2_256;
use sp_runtime::SaturatedConversion;

/// Priority of what validators' off-chain workers send: above any transaction with a tip.
const PRIORITY: TransactionPriority = TransactionPriority::MAX / 2;

impl<T: Config> Pallet<T> {
	/// The block that is being executed.
	pub(crate) fn now() -> BlockNumber {
		frame_system::Pallet::<T>::block_number().saturated_into()
	}

	/// The running batch epoch.
	pub(crate) fn current_epoch() -> BatchEpoch {
		let length = T::Timing::get().batch_epoch;
		BatchEpoch(Self::now().checked_div(length).unwrap_or(0))
	}

	/// Hash under which a header is known.
	pub fn header_hash(header: &BatchHeader) -> Hash {
		Hash::from(blake2_256(&header.encode()))
	}

	/// The current validator at `index`.
	pub(crate) fn member(index: u32) -> Result<Seat, DispatchError> {
		let (account, key) = T::Committee::member(index).ok_or(Error::<T>::NotInCommittee)?;
		Ok(Seat { account, key })
	}

	/// Whether the header may be announced now, cheap reads first; returns the worker's operator.
	pub(crate) fn ensure_announceable(
		header: &BatchHeader,
		signature: &Signature,
	) -> Result<AccountId, DispatchError> {
		let (worker, epoch) = (header.worker, header.epoch);
		ensure!(epoch < Self::current_epoch(), Error::<T>::EpochNotOver);
		let is_new = LastEpochs::<T>::get(worker).is_none_or(|last| epoch > last);
		ensure!(is_new, Error::<T>::EpochNotNew);
		let fees = header.fee_total();
		ensure!(fees >= T::MinBatchFee::get(), Error::<T>::FeeTooLow);
		ensure!(
			header.waterfall_version == T::Books::current_waterfall(),
			Error::<T>::WrongWaterfall
		);
		let summary = T::Workers::worker(worker).ok_or(Error::<T>::UnknownWorker)?;
		let exposure = Exposures::<T>::get(worker).checked_add(fees).ok_or(Error::<T>::Overflow)?;
		ensure!(exposure <= Self::most_exposure(summary.stake), Error::<T>::ExposureTooHigh);
		let open = OpenBatches::<T>::decode_len(worker).unwrap_or(0);
		let most = usize::try_from(MAX_OPEN_BATCHES).unwrap_or(usize::MAX);
		ensure!(open < most, Error::<T>::TooManyOpenBatches);
		ensure!(header.is_consistent(), Error::<T>::InconsistentHeader);
		ensure!(header.credits_are_worth(T::MinBatchFee::get()), Error::<T>::CreditsTooSmall);
		T::Books::check(header)?;
		let key = T::Workers::key_at(worker, epoch).ok_or(Error::<T>::UnknownWorker)?;
		let holds = header.verify(&T::SigningDomain::get(), signature, &key);
		ensure!(holds, Error::<T>::BadSignature);
		Ok(summary.operator)
	}

	/// Four fifths of a stake.
	fn most_exposure(stake: Balance) -> Balance {
		stake.saturating_sub(stake.div_ceil(5))
	}

	/// Writes a checked header; `by` is named, `depositor` pays for the state.
	pub(crate) fn do_announce(
		header: BatchHeader,
		by: AccountId,
		depositor: AccountId,
	) -> DispatchResult {
		let id = header.id();
		let fee_total = header.fee_total();
		let timing = T::Timing::get();
		let now = Self::now();
		let wanted =
			now.saturating_add(timing.seed_window).saturating_add(timing.seed_delay.max(1));
		let seed_at = Self::schedule(id, wanted).ok_or(Error::<T>::AgendaFull)?;
		let deposit = T::BatchDeposit::get();
		T::Currency::hold(&HoldReason::BatchDeposit.into(), &depositor, deposit)?;
		OpenBatches::<T>::try_mutate(id.worker, |open| open.try_push(id.epoch))
			.map_err(|_| Error::<T>::TooManyOpenBatches)?;
		Exposures::<T>::try_mutate(id.worker, |exposure| -> DispatchResult {
			*exposure = exposure.checked_add(fee_total).ok_or(Error::<T>::Overflow)?;
			Ok(())
		})?;
		LastEpochs::<T>::insert(id.worker, id.epoch);
		let header_hash = Self::header_hash(&header);
		let batch = Batch {
			header,
			header_hash,
			announced_at: now,
			announced_by: by.clone(),
			depositor,
			deposit,
			status: BatchStatus::Announced { seed_at },
			committee: Seats::default(),
			session_index: 0,
			validators: 0,
			full_set: false,
			attested: 0,
			attest_until: 0,
			seed: None,
			audit: 0,
			round: 0,
			open_demands: 0,
			open_challenges: 0,
			reveal_until: 0,
			next_session_leaf: 0,
			next_credit_leaf: 0,
			received: 0,
		};
		Batches::<T>::insert(id.worker, id.epoch, batch);
		Self::deposit_event(Event::BatchAnnounced { batch: id, header_hash, fee_total, by });
		Ok(())
	}

	/// What a validator signs when it announces a header it pulled.
	pub fn announce_payload(header: &BatchHeader, authority: u32) -> alloc::vec::Vec<u8> {
		let session = T::Committee::session_index();
		let hash = Self::header_hash(header);
		(b"openledger/announce", T::SigningDomain::get(), hash, session, authority).encode()
	}

	/// Whether `key` signed the announcement.
	pub(crate) fn announce_proof_holds(
		header: &BatchHeader,
		authority: u32,
		key: &AttributionId,
		proof: &AttributionSignature,
	) -> bool {
		key.verify(&Self::announce_payload(header, authority), proof)
	}

	/// Lets a pulled announcement into pool and block.
	pub(crate) fn authorize_announce(
		_: TransactionSource,
		header: &alloc::boxed::Box<BatchHeader>,
		signature: &Signature,
		authority: &u32,
		proof: &AttributionSignature,
	) -> TransactionValidityWithRefund {
		let member = Self::member(*authority).map_err(Self::invalid)?;
		let operator = Self::ensure_announceable(header, signature).map_err(Self::invalid)?;
		T::Currency::ensure_can_hold(
			&HoldReason::BatchDeposit.into(),
			&operator,
			T::BatchDeposit::get(),
		)
		.map_err(|_| InvalidTransaction::Payment)?;
		let proven = Self::announce_proof_holds(header, *authority, &member.key, proof);
		ensure!(proven, InvalidTransaction::BadProof);
		let longevity = T::Timing::get().batch_epoch;
		Ok((
			Self::validity((0u8, header.worker, header.epoch, *authority), longevity),
			Weight::zero(),
		))
	}

	/// Validity of an off-chain worker's transaction.
	pub(crate) fn validity(tag: impl Encode, longevity: u32) -> ValidTransaction {
		ValidTransaction {
			priority: PRIORITY,
			requires: vec![],
			provides: vec![("openledger/attribution", tag).encode()],
			longevity: u64::from(longevity.max(1)),
			propagate: true,
		}
	}

	/// How the pool should take a refusal.
	pub(crate) fn invalid(error: DispatchError) -> TransactionValidityError {
		let is = |known: Error<T>| DispatchError::from(known) == error;
		if is(Error::EpochNotOver) {
			InvalidTransaction::Future.into()
		} else if is(Error::BadSignature) {
			InvalidTransaction::BadProof.into()
		} else if is(Error::EpochNotNew) || is(Error::AlreadyAttested) || is(Error::UnknownBatch) {
			InvalidTransaction::Stale.into()
		} else {
			InvalidTransaction::Call.into()
		}
	}
}
