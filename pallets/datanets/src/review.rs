// SPDX-License-Identifier: Apache-2.0
//! Votes, their conclusion, and what becomes of rejected contributions.

use crate::{pallet::*, Contribution, Datanet, Status, Tally, Vote, Votes};
use frame_support::{ensure, pallet_prelude::DispatchResult, traits::Get};
use openledger_primitives::{Balance, ContributionId, DatanetId};
use openledger_primitives_account::AccountId;
use sp_runtime::{ArithmeticError, DispatchError};

impl<T: Config> Pallet<T> {
	pub(crate) fn do_vote(
		contribution: ContributionId,
		who: AccountId,
		approve: bool,
	) -> DispatchResult {
		let mut found =
			Contributions::<T>::get(contribution).ok_or(Error::<T>::UnknownContribution)?;
		let Status::UnderReview { until } = found.status else {
			return Err(Error::<T>::ReviewClosed.into());
		};
		ensure!(Self::now() <= until, Error::<T>::ReviewClosed);
		ensure!(who != found.contributor, Error::<T>::OwnContribution);
		let stake = Self::active_stake(found.datanet, &who);
		ensure!(stake > 0, Error::<T>::NotCurator);
		ensure!(found.review.iter().all(|vote| vote.who != who), Error::<T>::AlreadyVoted);
		let vote = Vote { who: who.clone(), stake, approve };
		if let Err(vote) = found.review.try_push(vote) {
			let smallest = found
				.review
				.iter_mut()
				.min_by_key(|kept| kept.stake)
				.filter(|kept| kept.stake < stake)
				.ok_or(Error::<T>::TooManyVotes)?;
			*smallest = vote;
		}
		Contributions::<T>::insert(contribution, found);
		Self::deposit_event(Event::Voted { contribution, who, stake, approve });
		Ok(())
	}

	/// Ends a review; returns the number of votes looked at.
	pub(crate) fn do_conclude(contribution: ContributionId) -> Result<u32, DispatchError> {
		let mut found =
			Contributions::<T>::get(contribution).ok_or(Error::<T>::UnknownContribution)?;
		let Status::UnderReview { until } = found.status else {
			return Err(Error::<T>::ReviewClosed.into());
		};
		let mut datanet = Datanets::<T>::get(found.datanet).ok_or(Error::<T>::Inconsistent)?;
		let total = CuratorTotals::<T>::get(found.datanet);
		let tally = Self::tally(found.datanet, &datanet, &found.review);
		ensure!(
			Self::now() > until || tally.is_decided(total, datanet.review_quorum),
			Error::<T>::ReviewOpen
		);
		let votes = u32::try_from(found.review.len()).unwrap_or(u32::MAX);
		found.review = Votes::default();
		// A Datanet counts its rows in 32 bits: what does not fit is not accepted.
		let rows = datanet
			.rows
			.checked_add(found.manifest.rows.count.into())
			.filter(|rows| u32::try_from(*rows).is_ok());
		match rows {
			Some(rows) if tally.accepts(total, datanet.review_quorum) => {
				datanet.rows = rows;
				Self::accept(contribution, &mut found, &mut datanet)?;
				Datanets::<T>::insert(found.datanet, datanet);
			},
			_ => Self::reject(contribution, &mut found, tally),
		}
		Contributions::<T>::insert(contribution, found);
		Ok(votes)
	}

	/// Gives `found` the Datanet's next position.
	pub(crate) fn accept(
		contribution: ContributionId,
		found: &mut Contribution,
		datanet: &mut Datanet,
	) -> DispatchResult {
		let position = datanet.accepted;
		datanet.accepted = position.checked_add(1).ok_or(ArithmeticError::Overflow)?;
		found.status = Status::Accepted { position, sealed_in: None };
		Accepted::<T>::insert(found.datanet, position, contribution);
		Self::deposit_event(Event::Accepted { contribution, datanet: found.datanet, position });
		Ok(())
	}

	fn reject(contribution: ContributionId, found: &mut Contribution, tally: Tally) {
		let at = Self::now();
		found.status = Status::Rejected { at };
		Self::deposit_event(Event::Rejected {
			contribution,
			approving: tally.approving,
			rejecting: tally.rejecting,
			release_at: at.saturating_add(T::Timing::get().review_window).saturating_add(1),
		});
	}

	pub(crate) fn do_release_rejected(contribution: ContributionId) -> DispatchResult {
		let found = Contributions::<T>::get(contribution).ok_or(Error::<T>::UnknownContribution)?;
		let Status::Rejected { at } = found.status else {
			return Err(Error::<T>::NotReleasable.into());
		};
		let held_until = at.saturating_add(T::Timing::get().review_window);
		ensure!(Self::now() > held_until, Error::<T>::NotReleasable);
		Self::release_bond(&found.contributor, found.bond)?;
		Contributions::<T>::remove(contribution);
		let content_hash = found.manifest.content_hash;
		if ContentIndex::<T>::get(found.datanet, content_hash) == Some(contribution) {
			ContentIndex::<T>::remove(found.datanet, content_hash);
		}
		Self::deposit_event(Event::RejectedReleased {
			contribution,
			who: found.contributor,
			bond: found.bond,
		});
		Ok(())
	}

	/// Votes with what each voter still has at stake, never more than when it voted.
	fn tally(id: DatanetId, datanet: &Datanet, votes: &Votes) -> Tally {
		let mut tally = Tally::default();
		for Vote { who, stake, approve } in votes {
			let stake = Self::active_stake(id, who).min(*stake);
			tally.add(stake, *approve, *who == datanet.owner);
		}
		tally
	}

	/// Stake of a curator that is not leaving, in plancks.
	pub(crate) fn active_stake(datanet: DatanetId, who: &AccountId) -> Balance {
		Curators::<T>::get(datanet, who).map_or(0, |curator| curator.active())
	}
}
