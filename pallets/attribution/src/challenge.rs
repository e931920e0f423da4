// SPDX-License-Identifier: Apache-2.0
//! Challenges: anyone may prove a batch false, commit first, then reveal (PROTOCOL §7).
//!
//! Whoever reads a proof in the pool cannot use it: the commitment binds the challenger's account and
//! stands in an earlier block. What may be proven is in [`crate::fraud`].

use crate::{
	advance::LOG,
	fraud::{prove, Proven},
	offchain::ChainView,
	*,
};
use alloc::vec::Vec;
use codec::Encode;
use frame_support::{
	pallet_prelude::*,
	storage::with_storage_layer,
	traits::{
		fungible::MutateHold,
		tokens::{Fortitude, Precision, Restriction},
		Get,
	},
};
use openledger_primitives::{Balance, BatchId, Hash};
use openledger_primitives_account::AccountId;
use openledger_primitives_objects::FraudProof;
use openledger_primitives_poa::draw;
use openledger_primitives_traits::{InspectWorkers, ReportAttesters};
use sp_io::hashing::blake2_256;

impl<T: Config> Pallet<T> {
	/// What a challenger commits to:
	/// `blake2_256(SCALE("openledger/challenge", batch, blake2_256(SCALE(proof)), account, salt))`.
	pub fn commitment(batch: BatchId, proof: &FraudProof, who: &AccountId, salt: &Hash) -> Hash {
		let proof = proof.using_encoded(blake2_256);
		let parts = (b"openledger/challenge", batch, proof, who, salt);
		Hash::from(parts.using_encoded(blake2_256))
	}

	fn challenge_of(id: BatchId, who: &AccountId) -> Result<Challenge, DispatchError> {
		let found = Challenges::<T>::get((id.worker, id.epoch, who));
		Ok(found.ok_or(Error::<T>::UnknownChallenge)?)
	}

	pub(crate) fn do_challenge(who: AccountId, id: BatchId, commitment: Hash) -> DispatchResult {
		let mut batch = Self::batch_of(id)?;
		let now = Self::now();
		let open = match batch.status {
			BatchStatus::Announced { .. } | BatchStatus::Seeded => true,
			BatchStatus::Attested { until } | BatchStatus::Unattested { until } => now <= until,
			_ => false,
		};
		ensure!(open, Error::<T>::NotChallengeable);
		let key = (id.worker, id.epoch, &who);
		ensure!(!Challenges::<T>::contains_key(key), Error::<T>::AlreadyChallenged);
		let bond = T::ChallengeBond::get();
		T::Currency::hold(&HoldReason::Challenge.into(), &who, bond)?;
		let reveal_by = now.saturating_add(T::Timing::get().answer_window);
		let challenge = Challenge { commitment, bond, committed_at: now, reveal_by };
		Challenges::<T>::insert(key, challenge);
		batch.open_challenges = batch.open_challenges.checked_add(1).ok_or(Error::<T>::Overflow)?;
		batch.reveal_until = batch.reveal_until.max(reveal_by);
		Batches::<T>::insert(id.worker, id.epoch, batch);
		Self::deposit_event(Event::ChallengeCommitted { batch: id, by: who, reveal_by });
		Ok(())
	}

	pub(crate) fn do_reveal(
		who: AccountId,
		id: BatchId,
		proof: &FraudProof,
		salt: &Hash,
	) -> DispatchResult {
		let mut batch = Self::batch_of(id)?;
		let challenge = Self::challenge_of(id, &who)?;
		ensure!(batch.status.is_challengeable(), Error::<T>::NotChallengeable);
		let now = Self::now();
		ensure!(now > challenge.committed_at, Error::<T>::RevealTooEarly);
		ensure!(now <= challenge.reveal_by, Error::<T>::RevealTooLate);
		let committed = Self::commitment(id, proof, &who, salt);
		ensure!(committed == challenge.commitment, Error::<T>::WrongReveal);
		let key = T::Workers::key_at(id.worker, id.epoch).ok_or(Error::<T>::UnknownWorker)?;

		let view = ChainView::<T>::default();
		let verdict = prove(&view, &T::SigningDomain::get(), &key, &batch.header, proof);
		Self::close_challenge(id, &mut batch, &who);
		match verdict {
			Err(reason) => {
				Self::forfeit(&who, challenge.bond)?;
				let bond = challenge.bond;
				Self::deposit_event(Event::ChallengeLost { batch: id, by: who, reason, bond });
			},
			Ok(proven) => {
				Self::release(&who, challenge.bond)?;
				Self::uphold(who, id, &mut batch, proven)?;
			},
		}
		Batches::<T>::insert(id.worker, id.epoch, batch);
		Ok(())
	}

	/// The batch fails, its worker pays, who proved it is rewarded, who attested it is accused.
	fn uphold(by: AccountId, id: BatchId, batch: &mut Batch, proven: Proven) -> DispatchResult {
		let stake = T::Workers::worker(id.worker).map_or(0, |summary| summary.stake);
		let penalty = Self::penalty(stake)?;
		// The wronged come first: the penalty is of what is left.
		Self::fail_unsettled(id, batch, Failure::ProvenFalse);
		let punished = with_storage_layer::<_, DispatchError, _>(|| {
			Self::punish(id.worker, penalty, Some(&by))
		});
		let (slashed, reward) = punished.unwrap_or_else(|error| {
			log::error!(target: LOG, "no penalty for {id:?}: {error:?}");
			(0, 0)
		});
		let fault = proven.fault;
		Self::deposit_event(Event::ChallengeWon { batch: id, by, fault, slashed, reward });
		let offenders = Self::offenders(batch, &proven);
		if !offenders.is_empty() {
			Self::deposit_event(Event::AttestersAccused {
				batch: id,
				offenders: offenders.clone(),
			});
			let (session, validators) = (batch.session_index, batch.validators);
			let offenders = BoundedVec::truncate_from(offenders);
			let accusation = Accusation { session, validators, offenders };
			Accusations::<T>::insert(id.worker, id.epoch, accusation);
		}
		Ok(())
	}

	/// Seats that attested although one of the points they had to check lay in the false leaf.
	fn offenders(batch: &Batch, proven: &Proven) -> Vec<AccountId> {
		let (Some(seed), Some((from, to))) = (batch.seed, proven.seen) else { return Vec::new() };
		let header = &batch.header;
		let drawn = draw::points(&seed, header.fee_total(), batch.audit)
			.into_iter()
			.any(|point| from <= point && point < to);
		match drawn {
			true => batch.attesters(),
			false => Vec::new(),
		}
	}

	/// Reports accused attesters one by one, as far as the block has room for the dearest report.
	pub(crate) fn report_accused(room: Weight) -> Weight {
		let one = T::WeightInfo::report_accused().saturating_add(T::ReportAttesters::weight());
		let mut spent = Weight::zero();
		while spent.saturating_add(one).all_lte(room) {
			let Some((worker, epoch, mut accusation)) = Accusations::<T>::iter().next() else {
				return spent.saturating_add(T::DbWeight::get().reads(1));
			};
			if let Some(offender) = accusation.offenders.pop() {
				let Accusation { session, validators, .. } = accusation;
				T::ReportAttesters::report(session, validators, &[offender]);
			}
			match accusation.offenders.is_empty() {
				true => Accusations::<T>::remove(worker, epoch),
				false => Accusations::<T>::insert(worker, epoch, accusation),
			}
			spent = spent.saturating_add(one);
		}
		spent
	}

	pub(crate) fn do_challenge_end(id: BatchId, who: AccountId) -> DispatchResult {
		let mut batch = Self::batch_of(id)?;
		let challenge = Self::challenge_of(id, &who)?;
		let failed = matches!(batch.status, BatchStatus::Failed { .. });
		let late = Self::now() > challenge.reveal_by;
		ensure!(failed || late, Error::<T>::RevealNotDue);
		Self::close_challenge(id, &mut batch, &who);
		let forfeited = match failed {
			true => {
				Self::release(&who, challenge.bond)?;
				0
			},
			false => {
				Self::forfeit(&who, challenge.bond)?;
				challenge.bond
			},
		};
		Batches::<T>::insert(id.worker, id.epoch, batch);
		Self::deposit_event(Event::ChallengeEnded { batch: id, by: who, forfeited });
		Ok(())
	}

	fn close_challenge(id: BatchId, batch: &mut Batch, who: &AccountId) {
		Challenges::<T>::remove((id.worker, id.epoch, who));
		batch.open_challenges = batch.open_challenges.saturating_sub(1);
	}

	fn release(who: &AccountId, bond: Balance) -> DispatchResult {
		T::Currency::release(&HoldReason::Challenge.into(), who, bond, Precision::BestEffort)?;
		Ok(())
	}

	/// The bond to the treasury; burnt where that cannot receive it.
	fn forfeit(who: &AccountId, bond: Balance) -> DispatchResult {
		let reason = HoldReason::Challenge.into();
		let given = T::Currency::transfer_on_hold(
			&reason,
			who,
			&T::Treasury::get(),
			bond,
			Precision::BestEffort,
			Restriction::Free,
			Fortitude::Force,
		);
		if given.is_err() {
			let (exact, force) = (Precision::BestEffort, Fortitude::Force);
			T::Currency::burn_held(&reason, who, bond, exact, force)?;
		}
		Ok(())
	}
}
