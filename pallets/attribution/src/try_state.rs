// SPDX-License-Identifier: Apache-2.0
//! What must hold after every block.

use crate::*;
use alloc::collections::BTreeMap;
use frame_support::{ensure, traits::fungible::InspectHold};
use openledger_primitives::{Balance, BatchEpoch, WorkerId};
use openledger_primitives_account::AccountId;
use sp_runtime::TryRuntimeError;

impl<T: Config> Pallet<T> {
	/// Checks all invariants.
	pub(crate) fn do_try_state() -> Result<(), TryRuntimeError> {
		let mut exposures = BTreeMap::<WorkerId, Balance>::new();
		let mut open = BTreeMap::<WorkerId, alloc::vec::Vec<BatchEpoch>>::new();
		let mut deposits = BTreeMap::<AccountId, Balance>::new();
		for (worker, epoch, batch) in Batches::<T>::iter() {
			Self::try_state_batch(worker, epoch, &batch)?;
			let deposit = deposits.entry(batch.depositor.clone()).or_default();
			*deposit = deposit.saturating_add(batch.deposit);
			if batch.status.is_open() {
				let sum = exposures.entry(worker).or_default();
				*sum = sum.saturating_add(batch.header.fee_total());
				open.entry(worker).or_default().push(epoch);
			}
		}
		ensure!(exposures == Exposures::<T>::iter().collect(), "exposure is not Σ open fees");
		for epochs in open.values_mut() {
			epochs.sort();
		}
		let listed: BTreeMap<_, _> =
			OpenBatches::<T>::iter().map(|(worker, list)| (worker, list.into_inner())).collect();
		ensure!(open == listed, "open batches are not those listed");
		Self::try_state_holds(HoldReason::BatchDeposit, &deposits)?;

		let mut demands = BTreeMap::<AccountId, Balance>::new();
		for ((worker, epoch, _, _), demand) in Demands::<T>::iter() {
			ensure!(Batches::<T>::contains_key(worker, epoch), "a demand without its batch");
			let held = demands.entry(demand.by).or_default();
			*held = held.saturating_add(demand.bond).saturating_add(demand.price);
		}
		Self::try_state_holds(HoldReason::Demand, &demands)?;
		Self::try_state_challenges()
	}

	/// Every challenge and accusation is about a batch in state; challenges are paid for, and nothing
	/// is settled before they had their time.
	fn try_state_challenges() -> Result<(), TryRuntimeError> {
		let mut bonds = BTreeMap::<AccountId, Balance>::new();
		for ((worker, epoch, who), challenge) in Challenges::<T>::iter() {
			let batch = Batches::<T>::get(worker, epoch).ok_or("a challenge without its batch")?;
			ensure!(challenge.reveal_by <= batch.reveal_until, "a challenge without its time");
			let held = bonds.entry(who).or_default();
			*held = held.saturating_add(challenge.bond);
		}
		for (worker, epoch, accusation) in Accusations::<T>::iter() {
			let failed = Batches::<T>::get(worker, epoch)
				.is_some_and(|batch| matches!(batch.status, BatchStatus::Failed { .. }));
			ensure!(failed, "an accusation without its failed batch");
			ensure!(!accusation.offenders.is_empty(), "an accusation of nobody");
		}
		Self::try_state_holds(HoldReason::Challenge, &bonds)
	}

	fn try_state_batch(
		worker: WorkerId,
		epoch: BatchEpoch,
		batch: &Batch,
	) -> Result<(), TryRuntimeError> {
		let header = &batch.header;
		ensure!(header.worker == worker && header.epoch == epoch, "a header under a wrong key");
		ensure!(batch.header_hash == Self::header_hash(header), "a wrong header hash");
		ensure!(header.is_consistent(), "an inconsistent header");
		ensure!(LastEpochs::<T>::get(worker) >= Some(epoch), "an epoch after the last one");
		let seats = u32::try_from(batch.committee.len()).unwrap_or(u32::MAX);
		let bits = 32u32.saturating_sub(batch.attested.leading_zeros());
		ensure!(bits <= seats, "a vote without a seat");
		ensure!(batch.received <= header.fee_total(), "more received than due");
		ensure!(batch.next_session_leaf <= header.sessions.count, "session cursor past the end");
		ensure!(batch.next_credit_leaf <= header.credits.count, "credit cursor past the end");
		let demands = Demands::<T>::iter_key_prefix((worker, epoch)).count();
		ensure!(u32::try_from(demands) == Ok(batch.open_demands), "demands are not counted");
		let challenges = Challenges::<T>::iter_key_prefix((worker, epoch)).count();
		ensure!(u32::try_from(challenges) == Ok(batch.open_challenges), "challenges not counted");
		ensure!(seats <= batch.validators, "more seats than validators");
		let seeded = batch.seed.is_some();
		let fits = match batch.status {
			BatchStatus::Announced { .. } => !seeded,
			// Proven false before it was seeded.
			BatchStatus::Failed { .. } => true,
			_ => seeded,
		};
		ensure!(fits, "a seed at the wrong time");
		let drawn = if seeded { 1..=MAX_LEAVES } else { 0..=0 };
		ensure!(drawn.contains(&batch.audit), "a wrong number of leaves to check");
		Ok(())
	}

	fn try_state_holds(
		reason: HoldReason,
		expected: &BTreeMap<AccountId, Balance>,
	) -> Result<(), TryRuntimeError> {
		let reason = reason.into();
		for (account, amount) in expected {
			let held = T::Currency::balance_on_hold(&reason, account);
			ensure!(held >= *amount, "less held than promised");
		}
		Ok(())
	}
}
