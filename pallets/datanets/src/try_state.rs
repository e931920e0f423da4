// SPDX-License-Identifier: Apache-2.0
//! What must hold of the pallet's state between any two calls.

use crate::{pallet::*, Contribution, Datanet, Status};
use alloc::{collections::BTreeMap, vec::Vec};
use frame_support::{ensure, traits::fungible::InspectHold};
use openledger_primitives::{Balance, ContributionId, DatanetId};
use openledger_primitives_account::AccountId;
use openledger_primitives_poa::Frontier;
use sp_runtime::TryRuntimeError;

/// Expected holds of one account: deposits, bonds, stakes.
type Holds = [Balance; 3];

impl<T: Config> Pallet<T> {
	/// Checks all of the pallet's invariants, each documented at its function.
	pub(crate) fn do_try_state() -> Result<(), TryRuntimeError> {
		Self::try_state_contributions()?;
		Self::try_state_content()?;
		for (id, datanet) in Datanets::<T>::iter() {
			ensure!(id < NextDatanetId::<T>::get(), "a Datanet's id was given out");
			Self::try_state_datanet(id, &datanet)?;
		}
		Self::try_state_curators()?;
		Self::try_state_holds()
	}

	/// * A contribution's id was given out and its Datanet exists.
	/// * It was revealed after its commitment.
	/// * Only open reviews keep votes, one for each curator.
	/// * What is not rejected has the entry of its content.
	/// * An accepted one stands at its position.
	fn try_state_contributions() -> Result<(), TryRuntimeError> {
		for (id, found) in Contributions::<T>::iter() {
			ensure!(id < NextContributionId::<T>::get(), "a contribution's id was given out");
			ensure!(Datanets::<T>::contains_key(found.datanet), "a contribution's Datanet exists");
			ensure!(
				found.committed_at < found.revealed_at,
				"a contribution was revealed after its commitment"
			);
			let open = matches!(found.status, Status::UnderReview { .. });
			ensure!(open || found.review.is_empty(), "only open reviews keep votes");
			let mut voters: Vec<_> = found.review.iter().map(|vote| &vote.who).collect();
			voters.sort();
			ensure!(voters.windows(2).all(|pair| pair.first() != pair.last()), "one vote each");
			let holder = ContentIndex::<T>::get(found.datanet, found.manifest.content_hash);
			match found.status {
				Status::Rejected { .. } => {},
				Status::UnderReview { .. } => {
					ensure!(holder == Some(id), "a contribution has its content")
				},
				Status::Accepted { position, .. } => {
					ensure!(holder == Some(id), "a contribution has its content");
					ensure!(
						Accepted::<T>::get(found.datanet, position) == Some(id),
						"an accepted contribution stands at its position"
					);
				},
			}
		}
		Ok(())
	}

	/// * A content entry names a contribution of that Datanet with that content.
	fn try_state_content() -> Result<(), TryRuntimeError> {
		for (datanet, hash, id) in ContentIndex::<T>::iter() {
			let found = Contributions::<T>::get(id).ok_or("an indexed contribution exists")?;
			ensure!(
				found.datanet == datanet && found.manifest.content_hash == hash,
				"a content entry names its contribution"
			);
		}
		Ok(())
	}

	/// * Positions are dense from 0 to `accepted`, and `rows` are those of what stands there.
	/// * The frontier is that of the appended contributions; those, and no others, name the version
	///   that they are in.
	/// * Versions are dense from 1; each has the root and rows of a prefix, the newest
	///   `sealed_rows`.
	/// * Without a sealing under way everything appended is in a version; with one, its job says
	///   how far it is.
	fn try_state_datanet(id: DatanetId, datanet: &Datanet) -> Result<(), TryRuntimeError> {
		let positions = Accepted::<T>::iter_prefix(id).count();
		ensure!(u32::try_from(positions) == Ok(datanet.accepted), "accepted counts positions");
		let mut frontier = Frontier::default();
		let mut prefixes = BTreeMap::from([(0u32, (frontier.root(), 0u64))]);
		let mut rows = 0u64;
		let mut appended = Vec::new();
		for position in 0..datanet.accepted {
			let (contribution, found) = Self::accepted_at(id, position)?;
			let Status::Accepted { position: at, sealed_in } = found.status else {
				return Err("what stands at a position is accepted".into());
			};
			ensure!(at == position && found.datanet == id, "a position holds its contribution");
			ensure!(
				sealed_in.is_some() == (position < datanet.frontier.count),
				"what was appended names its version"
			);
			rows = rows.saturating_add(found.manifest.rows.count.into());
			frontier
				.append(Self::leaf_of(position, contribution, &found))
				.ok_or("the tree is not full")?;
			prefixes.insert(frontier.count, (frontier.root(), rows));
			if frontier.count == datanet.frontier.count {
				ensure!(frontier == datanet.frontier, "the frontier is that of what was appended");
			}
			appended.extend(sealed_in);
		}
		ensure!(rows == datanet.rows, "rows are those of the accepted contributions");
		ensure!(datanet.frontier.count <= datanet.accepted, "only the accepted are appended");
		Self::try_state_versions(id, datanet, &prefixes, &appended)
	}

	/// The versions' part of [`Self::try_state_datanet`].
	fn try_state_versions(
		id: DatanetId,
		datanet: &Datanet,
		prefixes: &BTreeMap<u32, (Option<openledger_primitives_poa::Root>, u64)>,
		appended: &[u32],
	) -> Result<(), TryRuntimeError> {
		let versions = DatasetVersions::<T>::iter_prefix(id).count();
		ensure!(u32::try_from(versions) == Ok(datanet.versions), "versions are counted");
		let (mut count, mut sealed_rows) = (0u32, 0u64);
		for number in 1..=datanet.versions {
			let version = DatasetVersions::<T>::get(id, number).ok_or("versions are dense")?;
			ensure!(version.root.count > count, "a version adds contributions");
			let (root, rows) =
				prefixes.get(&version.root.count).ok_or("a version is of accepted ones")?;
			ensure!(*root == Some(version.root), "a version has the root of its contributions");
			ensure!(*rows == u64::from(version.rows), "a version has its contributions' rows");
			let new = usize::try_from(count).unwrap_or(usize::MAX);
			let end = usize::try_from(version.root.count).unwrap_or(usize::MAX);
			ensure!(
				appended.get(new..end).is_some_and(|part| part.iter().all(|at| *at == number)),
				"contributions name the first version that contains them"
			);
			count = version.root.count;
			sealed_rows = *rows;
		}
		ensure!(sealed_rows == datanet.sealed_rows, "sealed rows are the newest version's");
		match Seals::<T>::get(id) {
			None => ensure!(datanet.frontier.count == count, "what was appended is sealed"),
			Some(job) => {
				ensure!(
					job.next == datanet.frontier.count && job.next >= count,
					"a sealing goes on where the frontier ends"
				);
				ensure!(
					job.next < job.target && job.target <= datanet.accepted,
					"a sealing has something left to append"
				);
				let rows = prefixes.get(&job.next).map(|(_, rows)| *rows);
				ensure!(rows == Some(job.rows), "a sealing counts its rows");
			},
		}
		Ok(())
	}

	/// * A curator's Datanet exists, and curators have stake.
	/// * The total is that of the curators that are not leaving.
	fn try_state_curators() -> Result<(), TryRuntimeError> {
		let mut totals = BTreeMap::<DatanetId, Balance>::new();
		for (datanet, _, curator) in Curators::<T>::iter() {
			ensure!(Datanets::<T>::contains_key(datanet), "a curator's Datanet exists");
			ensure!(curator.stake > 0, "a curator has stake");
			let total = totals.entry(datanet).or_default();
			*total = total.saturating_add(curator.active());
		}
		for (datanet, total) in CuratorTotals::<T>::iter() {
			ensure!(
				totals.remove(&datanet).unwrap_or_default() == total,
				"the total is that of the active curators"
			);
		}
		ensure!(totals.is_empty(), "every Datanet with curators has a total");
		Ok(())
	}

	/// * Every account has on hold exactly its deposits, its bonds and its stakes.
	fn try_state_holds() -> Result<(), TryRuntimeError> {
		for (who, [deposits, bonds, stakes]) in Self::expected_holds() {
			for (reason, amount) in [
				(HoldReason::Datanet, deposits),
				(HoldReason::Contribution, bonds),
				(HoldReason::Curator, stakes),
			] {
				ensure!(
					T::Currency::balance_on_hold(&reason.into(), &who) == amount,
					"an account has on hold what the records say"
				);
			}
		}
		Ok(())
	}

	/// What each account must have on hold.
	pub(crate) fn expected_holds() -> BTreeMap<AccountId, Holds> {
		let mut holds = BTreeMap::<AccountId, Holds>::new();
		let mut add = |who: AccountId, [deposit, bond, stake]: Holds| {
			let [deposits, bonds, stakes] = holds.entry(who).or_default();
			*deposits = deposits.saturating_add(deposit);
			*bonds = bonds.saturating_add(bond);
			*stakes = stakes.saturating_add(stake);
		};
		Datanets::<T>::iter_values().for_each(|found| add(found.owner, [found.deposit, 0, 0]));
		Commits::<T>::iter().for_each(|((_, who, _), commit)| add(who, [0, commit.bond, 0]));
		Contributions::<T>::iter_values()
			.for_each(|found| add(found.contributor, [0, found.bond, 0]));
		Curators::<T>::iter().for_each(|(_, who, curator)| add(who, [0, 0, curator.stake]));
		holds
	}

	fn accepted_at(
		datanet: DatanetId,
		position: u32,
	) -> Result<(ContributionId, Contribution), TryRuntimeError> {
		let id = Accepted::<T>::get(datanet, position).ok_or("positions are dense")?;
		let found = Contributions::<T>::get(id).ok_or("an accepted contribution exists")?;
		Ok((id, found))
	}
}
