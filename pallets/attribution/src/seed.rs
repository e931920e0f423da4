// SPDX-License-Identifier: Apache-2.0
//! Seeds and committees: randomness from the blocks after the announcement.

use crate::*;
use alloc::vec::Vec;
use codec::Encode;
use frame_support::{pallet_prelude::*, traits::Get};
use openledger_primitives::{Balance, BatchId, BlockNumber, Hash, MAX_COMMITTEE};
use openledger_primitives_objects::BatchHeader;
use openledger_primitives_poa::draw;
use openledger_primitives_traits::{BlockRandomness, Committee, InspectWorkers};
use sp_io::hashing::blake2_256;

impl<T: Config> Pallet<T> {
	/// Puts a batch into the agenda of `wanted` or one of the next blocks; returns which.
	pub(crate) fn schedule(id: BatchId, wanted: BlockNumber) -> Option<BlockNumber> {
		(0..=MAX_SHIFT).find_map(|shift| {
			let at = wanted.checked_add(shift)?;
			Agendas::<T>::try_mutate(at, |due| due.try_push(id)).ok().map(|_| at)
		})
	}

	/// Seeds what is due and ends silent rounds.
	pub(crate) fn process_agenda() -> Weight {
		let mut seen = 0u32;
		for id in Agendas::<T>::take(Self::now()) {
			seen = seen.saturating_add(1);
			if let Some(mut batch) = Batches::<T>::get(id.worker, id.epoch) {
				let before_window =
					matches!(batch.status, BatchStatus::Announced { .. } | BatchStatus::Seeded);
				if before_window && Self::step(id, &mut batch) {
					Batches::<T>::insert(id.worker, id.epoch, batch);
				}
			}
		}
		T::WeightInfo::process_agenda(seen)
	}

	/// Chains the block's VRF output (its parent's hash where blocks have none).
	pub(crate) fn chain_vrf() {
		let now = Self::now();
		let output = T::Randomness::vrf_output()
			.unwrap_or_else(|| Hash::from_slice(frame_system::Pallet::<T>::parent_hash().as_ref()));
		let chained = VrfChain::<T>::mutate(|chain| {
			*chain = Hash::from(blake2_256(&(b"openledger/vrf", *chain, output).encode()));
			*chain
		});
		VrfHistories::<T>::insert(now, chained);
		let kept = T::Timing::get().seed_delay.saturating_add(MAX_SHIFT).saturating_add(2);
		if let Some(old) = now.checked_sub(kept) {
			VrfHistories::<T>::remove(old);
		}
	}

	/// Seeds an announced batch and seats its committee.
	pub(crate) fn seed_batch(id: BatchId, batch: &mut Batch) {
		let last = batch.announced_at.saturating_add(T::Timing::get().seed_window);
		let chain = VrfHistories::<T>::get(last).unwrap_or_else(VrfChain::<T>::get);
		let seed = (b"openledger/seed", chain, id, batch.header_hash).using_encoded(blake2_256);
		let seed = Hash::from(seed);
		batch.seed = Some(seed);
		batch.audit = Self::leaves_to_audit(id, &batch.header);
		batch.status = BatchStatus::Seeded;
		Self::seat(batch, seed);
		Self::open_round(id, batch);
		Self::deposit_event(Event::BatchSeeded {
			batch: id,
			seed,
			seats: u32::try_from(batch.committee.len()).unwrap_or(u32::MAX),
		});
	}

	/// Leaves that the committee checks: what governance asks for, the most of a worker that is jailed
	/// or leaves (PROTOCOL §7).
	fn leaves_to_audit(id: BatchId, header: &BatchHeader) -> u32 {
		let trusted = T::Workers::worker(id.worker).is_some_and(|worker| worker.active);
		let wanted = if trusted { T::AuditLeaves::get() } else { draw::MAX_LEAVES };
		draw::leaves_for(wanted, header.receipts.count)
	}

	/// A silent round is over: the same full set once more, or another drawn one.
	pub(crate) fn redraw(id: BatchId, batch: &mut Batch, seed: Hash) {
		batch.round = batch.round.saturating_add(1);
		if !batch.full_set || batch.committee.is_empty() {
			let round = (b"openledger/redraw", seed, batch.round).using_encoded(blake2_256);
			batch.attested = 0;
			Self::seat(batch, Hash::from(round));
		}
		Self::open_round(id, batch);
		Self::deposit_event(Event::CommitteeRedrawn { batch: id });
	}

	fn open_round(id: BatchId, batch: &mut Batch) {
		batch.attest_until = Self::now().saturating_add(T::Timing::get().attest_window);
		// A full agenda costs nothing but comfort: anyone may call `advance`.
		let _ = Self::schedule(id, batch.attest_until.saturating_add(1));
	}

	fn seat(batch: &mut Batch, seed: Hash) {
		let members: Vec<(Seat, Balance)> = T::Committee::members()
			.into_iter()
			.map(|(account, key, stake)| (Seat { account, key }, stake))
			.collect();
		batch.validators = len(&members);
		let (committee, full_set) = draw_seats(members, &seed);
		batch.committee = committee;
		batch.full_set = full_set;
		batch.session_index = T::Committee::session_index();
	}
}

/// Every member where they fit; else as many as fit, drawn by stake without replacement. Also says
/// which.
pub(crate) fn draw_seats(members: Vec<(Seat, Balance)>, seed: &Hash) -> (Seats, bool) {
	let full_set = len(&members) <= MAX_COMMITTEE;
	let stakes: Vec<Balance> = members.iter().map(|(_, stake)| *stake).collect();
	let seats = draw::seats(seed, &stakes, MAX_COMMITTEE)
		.into_iter()
		.filter_map(|position| members.get(position).map(|(seat, _)| seat.clone()))
		.collect();
	(Seats::truncate_from(seats), full_set)
}
