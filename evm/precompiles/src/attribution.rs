// SPDX-License-Identifier: Apache-2.0

//! 0x815: batches of Proof of Attribution.

use crate::{
	abi::IAttribution::{self, IAttributionCalls},
	kit::{address, bounded, bytes32, revert, scale, sol_address, uint, Handle, Precompile, Step},
	pallet::Config,
};
use alloc::{boxed::Box, vec::Vec};
use alloy_sol_types::SolCall;
use openledger_evm_primitives::{PrecompileKind, PrecompileResult};
use openledger_primitives::{BatchEpoch, BatchId, Hash, WorkerId};
use openledger_primitives_objects::{BatchHeader, FraudProof, TreeKind};
use pallet_attribution::{
	BatchStatus, Batches, Call, Challenges, CreditLeaves, Exposures, OpenBatches, SessionLeaves,
};

/// Attribution: batches.
pub struct Attribution;

/// Why an argument in SCALE is refused.
const BAD_SCALE: &str = "BadScale";

fn batch_id(worker: u32, epoch: u32) -> BatchId {
	BatchId { worker: WorkerId(worker), epoch: BatchEpoch(epoch) }
}

fn tree(tree: &IAttribution::Tree) -> Step<TreeKind> {
	match tree {
		IAttribution::Tree::Receipts => Ok(TreeKind::Receipts),
		IAttribution::Tree::Reports => Ok(TreeKind::Reports),
		IAttribution::Tree::Sessions => Ok(TreeKind::Sessions),
		IAttribution::Tree::Credits => Ok(TreeKind::Credits),
		_ => Err(revert("BadEncoding")),
	}
}

/// Number of items in Solidity's type.
fn count(items: usize) -> u32 {
	u32::try_from(items).unwrap_or(u32::MAX)
}

fn find<T: pallet_attribution::Config>(worker: u32, epoch: u32) -> Step<pallet_attribution::Batch> {
	Batches::<T>::get(WorkerId(worker), BatchEpoch(epoch)).ok_or_else(|| revert("UnknownBatch"))
}

fn batch<T: pallet_attribution::Config>(worker: u32, epoch: u32) -> Step<IAttribution::Batch> {
	use IAttribution::Stage;
	let found = find::<T>(worker, epoch)?;
	let (stage, until) = match found.status {
		BatchStatus::Announced { seed_at } => (Stage::Announced, seed_at),
		BatchStatus::Seeded => (Stage::Seeded, found.attest_until),
		BatchStatus::Attested { until } => (Stage::Attested, until),
		BatchStatus::Unattested { until } => (Stage::Unattested, until),
		BatchStatus::Settling { by } => (Stage::Settling, by),
		BatchStatus::Crediting { by } => (Stage::Crediting, by),
		BatchStatus::Final { at } => (Stage::Finalized, at),
		BatchStatus::Failed { at } => (Stage::Failed, at),
	};
	Ok(IAttribution::Batch {
		headerHash: bytes32(found.header_hash),
		feeTotal: uint(found.header.fee_total()),
		receipts: found.header.receipts.count,
		stage,
		until,
		announcedAt: found.announced_at,
		announcedBy: address(&found.announced_by),
		seats: count(found.committee.len()),
		votes: found.votes(),
		openDemands: found.open_demands,
		nextSession: found.next_session_leaf,
		nextCredit: found.next_credit_leaf,
		received: uint(found.received),
	})
}

impl<T> Precompile<T> for Attribution
where
	T: Config + pallet_attribution::Config,
	<T as frame_system::Config>::RuntimeCall: From<Call<T>>,
{
	const ADDRESS: u64 = 0x815;
	const KIND: PrecompileKind = PrecompileKind::Stateful;
	type Interface = IAttributionCalls;

	fn run(handle: &mut Handle<'_, '_, T>, call: IAttributionCalls) -> PrecompileResult {
		let by = sol_address(handle.sender());
		match call {
			IAttributionCalls::announce(call) => {
				let header: BatchHeader = scale(&call.header, BAD_SCALE)?;
				let signature = scale(&call.signature, BAD_SCALE)?;
				let (id, fee_total) = (header.id(), header.fee_total());
				handle.dispatch(Call::<T>::announce { header: Box::new(header), signature })?;
				handle.reads(1)?;
				let header_hash = find::<T>(id.worker.0, id.epoch.0)?.header_hash;
				handle.log(IAttribution::BatchAnnounced {
					worker: id.worker.0,
					epoch: id.epoch.0,
					headerHash: bytes32(header_hash),
					feeTotal: uint(fee_total),
				})?;
			},
			IAttributionCalls::demand(call) => {
				handle.dispatch(Call::<T>::demand {
					batch: batch_id(call.worker, call.epoch),
					tree: tree(&call.tree)?,
					leaf: call.leaf,
				})?;
				handle.log(IAttribution::LeafDemanded {
					worker: call.worker,
					epoch: call.epoch,
					by,
					tree: call.tree,
					leaf: call.leaf,
				})?;
			},
			IAttributionCalls::answer(call) => {
				handle.dispatch(Call::<T>::answer {
					batch: batch_id(call.worker, call.epoch),
					tree: tree(&call.tree)?,
					leaf: call.leaf,
					bytes: bounded(call.leafBytes.to_vec())?,
					opening: scale(&call.opening, BAD_SCALE)?,
				})?;
				handle.log(IAttribution::DemandAnswered {
					worker: call.worker,
					epoch: call.epoch,
					tree: call.tree,
					leaf: call.leaf,
				})?;
			},
			IAttributionCalls::enforce(call) => {
				handle.dispatch(Call::<T>::enforce {
					batch: batch_id(call.worker, call.epoch),
					tree: tree(&call.tree)?,
					leaf: call.leaf,
				})?;
				handle.log(IAttribution::DemandEnforced {
					worker: call.worker,
					epoch: call.epoch,
					tree: call.tree,
					leaf: call.leaf,
				})?;
			},
			IAttributionCalls::settleSessions(call) => {
				let leaves: SessionLeaves = scale(&call.leaves, BAD_SCALE)?;
				let settled = count(leaves.len());
				handle.dispatch(Call::<T>::settle_sessions {
					batch: batch_id(call.worker, call.epoch),
					leaves,
					proof: scale(&call.proof, BAD_SCALE)?,
				})?;
				handle.log(IAttribution::SessionsSettled {
					worker: call.worker,
					epoch: call.epoch,
					count: settled,
				})?;
			},
			IAttributionCalls::credit(call) => {
				let leaves: CreditLeaves = scale(&call.leaves, BAD_SCALE)?;
				let applied = count(leaves.len());
				handle.dispatch(Call::<T>::credit {
					batch: batch_id(call.worker, call.epoch),
					leaves,
					proof: scale(&call.proof, BAD_SCALE)?,
				})?;
				handle.log(IAttribution::CreditsApplied {
					worker: call.worker,
					epoch: call.epoch,
					count: applied,
				})?;
			},
			IAttributionCalls::advance(call) => {
				let batch = batch_id(call.worker, call.epoch);
				handle.dispatch(Call::<T>::advance { batch })?;
				handle
					.log(IAttribution::BatchAdvanced { worker: call.worker, epoch: call.epoch })?;
			},
			IAttributionCalls::prune(call) => {
				let batch = batch_id(call.worker, call.epoch);
				handle.dispatch(Call::<T>::prune { batch })?;
				handle.log(IAttribution::BatchPruned { worker: call.worker, epoch: call.epoch })?;
			},
			IAttributionCalls::reportEquivocation(call) => {
				let header_a: BatchHeader = scale(&call.headerA, BAD_SCALE)?;
				let id = header_a.id();
				handle.dispatch(Call::<T>::report_equivocation {
					header_a: Box::new(header_a),
					signature_a: scale(&call.signatureA, BAD_SCALE)?,
					header_b: Box::new(scale(&call.headerB, BAD_SCALE)?),
					signature_b: scale(&call.signatureB, BAD_SCALE)?,
				})?;
				handle.log(IAttribution::EquivocationReported {
					worker: id.worker.0,
					epoch: id.epoch.0,
					by,
				})?;
			},
			IAttributionCalls::challenge(call) => {
				handle.dispatch(Call::<T>::challenge {
					batch: batch_id(call.worker, call.epoch),
					commitment: Hash::from(call.commitment.0),
				})?;
				handle.log(IAttribution::ChallengeCommitted {
					worker: call.worker,
					epoch: call.epoch,
					by,
					commitment: call.commitment,
				})?;
			},
			IAttributionCalls::challengeReveal(call) => {
				let proof: FraudProof = scale(&call.proof, BAD_SCALE)?;
				handle.dispatch(Call::<T>::challenge_reveal {
					batch: batch_id(call.worker, call.epoch),
					proof: Box::new(proof),
					salt: Hash::from(call.salt.0),
				})?;
				handle.reads(1)?;
				let status = find::<T>(call.worker, call.epoch)?.status;
				handle.log(IAttribution::ChallengeRevealed {
					worker: call.worker,
					epoch: call.epoch,
					by,
					upheld: matches!(status, BatchStatus::Failed { .. }),
				})?;
			},
			IAttributionCalls::challengeEnd(call) => {
				let challenger = handle.account_at(call.challenger)?;
				let batch = batch_id(call.worker, call.epoch);
				handle.dispatch(Call::<T>::challenge_end { batch, challenger })?;
				handle.log(IAttribution::ChallengeEnded {
					worker: call.worker,
					epoch: call.epoch,
					challenger: call.challenger,
				})?;
			},
			IAttributionCalls::challengeCommitment(call) => {
				let who = handle.account_at(call.challenger)?;
				let proof: FraudProof = scale(&call.proof, BAD_SCALE)?;
				let commitment = pallet_attribution::Pallet::<T>::commitment(
					batch_id(call.worker, call.epoch),
					&proof,
					&who,
					&Hash::from(call.salt.0),
				);
				let commitment = bytes32(commitment);
				return Ok(IAttribution::challengeCommitmentCall::abi_encode_returns(&commitment));
			},
			IAttributionCalls::challengeUntil(call) => {
				let who = handle.account_at(call.challenger)?;
				handle.reads(1)?;
				let key = (WorkerId(call.worker), BatchEpoch(call.epoch), who);
				let until = Challenges::<T>::get(key).map_or(0, |found| found.reveal_by);
				return Ok(IAttribution::challengeUntilCall::abi_encode_returns(&until));
			},
			IAttributionCalls::getBatch(call) => {
				handle.reads(1)?;
				let found = batch::<T>(call.worker, call.epoch)?;
				return Ok(IAttribution::getBatchCall::abi_encode_returns(&found));
			},
			IAttributionCalls::openBatches(call) => {
				handle.reads(1)?;
				let epochs = OpenBatches::<T>::get(WorkerId(call.worker));
				let epochs: Vec<u32> = epochs.iter().map(|epoch| epoch.0).collect();
				return Ok(IAttribution::openBatchesCall::abi_encode_returns(&epochs));
			},
			IAttributionCalls::exposure(call) => {
				handle.reads(1)?;
				let exposure = uint(Exposures::<T>::get(WorkerId(call.worker)));
				return Ok(IAttribution::exposureCall::abi_encode_returns(&exposure));
			},
			IAttributionCalls::attesters(call) => {
				handle.reads(1)?;
				let found = find::<T>(call.worker, call.epoch)?;
				let attesters: Vec<_> = found.attesters().iter().map(address).collect();
				return Ok(IAttribution::attestersCall::abi_encode_returns(&attesters));
			},
		}
		Ok(Vec::new())
	}
}
