// SPDX-License-Identifier: Apache-2.0

//! Reports validators that made two blocks in one slot.
//!
//! BABE's import of sc-consensus-babe 0.60 finds them too, but takes both headers after the verifier has
//! taken their seals off: its proof holds no signature and no runtime accepts it. So its reports go to a
//! pool that takes nothing ([`nowhere`]), and this module reports with the sealed headers.

use super::FullClient;
use openledger_runtime::{opaque::Block, Header};
use sc_consensus::BlockImportParams;
use sc_transaction_pool_api::{OffchainTransactionPoolFactory, RejectAllTxPool};
use sp_api::{ApiExt, ProvideRuntimeApi};
use sp_blockchain::HeaderBackend;
use sp_consensus::BlockOrigin;
use sp_consensus_babe::{BabeApi, EquivocationProof, Slot};
use std::{
	collections::BTreeMap,
	sync::{Arc, Mutex, PoisonError},
};

/// Slots whose headers are remembered, as many as the SDK remembers.
const SLOTS: u64 = 1_000;

/// A block's slot and its author's place in the epoch's set of validators.
type Claim = (Slot, u32);

/// Headers of the newest slots, by who made them, and where reports go.
#[derive(Clone)]
pub struct Equivocations {
	client: Arc<FullClient>,
	pool: OffchainTransactionPoolFactory<Block>,
	seen: Arc<Mutex<BTreeMap<Claim, Header>>>,
}

/// Two headers of one author in one slot, the second of a block that is about to be imported.
pub struct Found {
	slot: Slot,
	author: u32,
	first: Header,
	second: Header,
}

/// A pool that takes nothing, for BABE's own reports.
pub fn nowhere() -> OffchainTransactionPoolFactory<Block> {
	OffchainTransactionPoolFactory::new(RejectAllTxPool::default())
}

impl Equivocations {
	/// Nothing seen yet.
	pub fn new(client: Arc<FullClient>, pool: OffchainTransactionPoolFactory<Block>) -> Self {
		Self { client, pool, seen: Arc::default() }
	}

	/// Remembers a verified block and compares it with what its author made in the same slot. Blocks of
	/// the first synchronisation are old: what they show is no longer reported.
	pub fn observe(&self, block: &BlockImportParams<Block>) -> Option<Found> {
		if matches!(block.origin, BlockOrigin::NetworkInitialSync | BlockOrigin::WarpSync)
			|| block.with_state()
		{
			return None;
		}
		let second = block.post_header();
		let claim = sc_consensus_babe::find_pre_digest::<Block>(&second).ok()?;
		let (slot, author) = (claim.slot(), claim.authority_index());
		let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
		let first = remember(&mut seen, (slot, author), &second)?;
		Some(Found { slot, author, first, second })
	}

	/// Reports what was found. The block has to be imported: its state knows the author's key and
	/// proves whose it is.
	///
	/// # Errors
	/// What the client answers.
	pub fn report(&self, found: Found) -> Result<(), sp_api::ApiError> {
		let Found { slot, author, first, second } = found;
		let (at, best) = (second.hash(), self.client.info().best_hash);
		let epoch = self.client.runtime_api().current_epoch(at)?;
		let Some((offender, _)) =
			usize::try_from(author).ok().and_then(|i| epoch.authorities.get(i))
		else {
			return Ok(());
		};
		log::warn!(
			target: "babe",
			"{offender:?} made two blocks in slot {slot}: {:?} and {at:?}",
			first.hash(),
		);
		let owner =
			self.client.runtime_api().generate_key_ownership_proof(at, slot, offender.clone())?;
		let Some(owner) = owner else { return Ok(()) };
		let proof = EquivocationProof {
			slot,
			offender: offender.clone(),
			first_header: first,
			second_header: second,
		};
		let mut api = self.client.runtime_api();
		api.register_extension(self.pool.offchain_transaction_pool(best));
		api.submit_report_equivocation_unsigned_extrinsic(best, proof, owner)?;
		Ok(())
	}
}

/// Puts a header under its claim; another one that is there already is returned. Forgets old slots.
fn remember(seen: &mut BTreeMap<Claim, Header>, claim: Claim, header: &Header) -> Option<Header> {
	if let Some(other) = seen.get(&claim) {
		return (other.hash() != header.hash()).then(|| other.clone());
	}
	let newest = seen.last_key_value().map_or(claim.0, |((slot, _), _)| (*slot).max(claim.0));
	let oldest = Slot::from(u64::from(newest).saturating_sub(SLOTS));
	if claim.0 < oldest {
		return None;
	}
	seen.insert(claim, header.clone());
	*seen = seen.split_off(&(oldest, 0));
	None
}

#[cfg(test)]
mod tests {
	use super::*;
	use sp_runtime::traits::Header as _;

	fn header(number: u32, parent: u8) -> Header {
		let root = Default::default();
		Header::new(number, root, root, [parent; 32].into(), Default::default())
	}

	#[test]
	fn a_second_header_of_a_slot_is_found_and_the_same_one_is_not() {
		let (mut seen, claim) = (BTreeMap::new(), (Slot::from(5_000), 1));
		let (first, second) = (header(1, 1), header(1, 2));
		assert!(remember(&mut seen, claim, &first).is_none());
		assert!(remember(&mut seen, claim, &first).is_none());
		assert_eq!(remember(&mut seen, claim, &second).map(|h| h.hash()), Some(first.hash()));
		assert!(remember(&mut seen, (claim.0, 2), &second).is_none(), "another author");
		assert!(remember(&mut seen, (claim.0 + 1u64, 1), &second).is_none(), "another slot");
	}

	#[test]
	fn old_slots_are_forgotten() {
		let mut seen = BTreeMap::new();
		for slot in 0..3_000u64 {
			assert!(remember(&mut seen, (slot.into(), 0), &header(1, 1)).is_none());
		}
		assert_eq!(seen.len() as u64, SLOTS + 1);
		assert!(remember(&mut seen, (3.into(), 0), &header(1, 2)).is_none());
		assert_eq!(seen.len() as u64, SLOTS + 1, "an old slot is not taken");
	}
}
