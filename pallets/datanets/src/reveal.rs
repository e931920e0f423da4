// SPDX-License-Identifier: Apache-2.0
//! Revealing contributions, and who has the content when two reveal the same.

use crate::{commitment_of, pallet::*, Contribution, Status, Votes};
use frame_support::{
	ensure,
	pallet_prelude::DispatchResult,
	traits::{fungible::MutateHold, tokens::Precision, Get},
};
use openledger_primitives::{Balance, BlockNumber, ContributionId, DatanetId, Hash};
use openledger_primitives_account::AccountId;
use openledger_primitives_objects::{url::check_url, ContributionManifest};
use sp_runtime::{ArithmeticError, DispatchError};

impl<T: Config> Pallet<T> {
	pub(crate) fn do_reveal(
		datanet: DatanetId,
		who: AccountId,
		salt: Hash,
		manifest: ContributionManifest,
	) -> DispatchResult {
		let content_hash = manifest.content_hash;
		let key = (datanet, who.clone(), commitment_of(content_hash, salt, &who, datanet));
		let commit = Commits::<T>::get(&key).ok_or(Error::<T>::UnknownCommitment)?;
		let now = Self::now();
		ensure!(now > commit.at, Error::<T>::RevealTooEarly);
		ensure!(now <= Self::reveal_by(commit.at), Error::<T>::RevealExpired);
		Self::ensure_manifest(&manifest)?;

		let contribution = NextContributionId::<T>::get();
		let next = contribution.next().ok_or(Error::<T>::TooManyIds)?;
		Self::make_way(datanet, content_hash, commit.at, contribution)?;
		let bond = Self::bond_for(manifest.rows.count)?;
		Self::adjust_bond(&who, commit.bond, bond)?;

		let rows = manifest.rows.count;
		let review_until = now.saturating_add(T::Timing::get().review_window);
		NextContributionId::<T>::put(next);
		Commits::<T>::remove(&key);
		ContentIndex::<T>::insert(datanet, content_hash, contribution);
		Contributions::<T>::insert(
			contribution,
			Contribution {
				datanet,
				contributor: who.clone(),
				manifest,
				committed_at: commit.at,
				revealed_at: now,
				status: Status::UnderReview { until: review_until },
				bond,
				review: Votes::default(),
			},
		);
		Self::deposit_event(Event::Revealed {
			contribution,
			datanet,
			who,
			content_hash,
			rows,
			review_until,
		});
		Ok(())
	}

	/// Lets a contribution with the same content and a later commitment give way to `by`; an
	/// error when the content stays where it is.
	fn make_way(
		datanet: DatanetId,
		content_hash: Hash,
		committed_at: BlockNumber,
		by: ContributionId,
	) -> DispatchResult {
		let Some(holder) = ContentIndex::<T>::get(datanet, content_hash) else { return Ok(()) };
		let held = Contributions::<T>::get(holder).ok_or(Error::<T>::Inconsistent)?;
		match held.status {
			Status::Accepted { .. } => Err(Error::<T>::AlreadyExists.into()),
			_ if held.committed_at <= committed_at => Err(Error::<T>::DuplicateContent.into()),
			// Its record and bond wait for `release_rejected`; only the content moves on.
			Status::Rejected { .. } => Ok(()),
			Status::UnderReview { .. } => {
				Self::release_bond(&held.contributor, held.bond)?;
				Contributions::<T>::remove(holder);
				Self::deposit_event(Event::Displaced {
					contribution: holder,
					who: held.contributor,
					by,
				});
				Ok(())
			},
		}
	}

	/// Whether a manifest is well formed and inside the bounds.
	fn ensure_manifest(manifest: &ContributionManifest) -> DispatchResult {
		let rows = manifest.rows;
		ensure!(
			rows.count >= 1
				&& manifest.bytes >= 1
				&& rows.hash != Hash::zero()
				&& manifest.content_hash != Hash::zero(),
			Error::<T>::InvalidManifest
		);
		ensure!(rows.count <= T::MaxRows::get(), Error::<T>::TooManyRows);
		ensure!(manifest.bytes <= T::MaxBytes::get(), Error::<T>::TooManyBytes);
		check_url(&manifest.location, T::PublicNetwork::get())
			.map_err(|_| Error::<T>::InvalidManifest)?;
		Ok(())
	}

	/// The bond of a contribution of `rows` rows, in plancks.
	pub(crate) fn bond_for(rows: u32) -> Result<Balance, DispatchError> {
		T::BondPerRow::get()
			.checked_mul(rows.into())
			.and_then(|per_rows| per_rows.checked_add(T::BondBase::get()))
			.ok_or(ArithmeticError::Overflow.into())
	}

	/// Brings what is held for one contribution from `from` to `to`; the two differ also when a
	/// runtime upgrade changed the prices between commitment and reveal.
	fn adjust_bond(who: &AccountId, from: Balance, to: Balance) -> DispatchResult {
		let reason = HoldReason::Contribution.into();
		match to.checked_sub(from) {
			Some(more) => T::Currency::hold(&reason, who, more),
			None => Self::release_bond(who, from.saturating_sub(to)),
		}
	}

	/// Gives a bond back.
	pub(crate) fn release_bond(who: &AccountId, bond: Balance) -> DispatchResult {
		T::Currency::release(&HoldReason::Contribution.into(), who, bond, Precision::BestEffort)
			.map(|_| ())
	}
}
