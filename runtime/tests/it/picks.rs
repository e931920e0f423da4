// SPDX-License-Identifier: Apache-2.0

//! From small numbers to amounts and ids of things that are on the chain, or are not.

use openledger_primitives::*;
use openledger_primitives_objects::TreeKind;
use openledger_runtime::*;

/// An amount between a planck and hundreds of OPEN.
pub fn amount(c: u8) -> Balance {
	match c % 8 {
		0 => u128::from(c),
		1 => MICRO * u128::from(c),
		2 | 3 => MILLI * u128::from(c),
		_ => OPEN * u128::from(c),
	}
}

pub fn up_to(pick: u8, next: u32) -> u32 {
	u32::from(pick) % next.saturating_add(1).max(1)
}
pub fn datanet(pick: u8) -> DatanetId {
	DatanetId(up_to(pick, pallet_datanets::NextDatanetId::<Runtime>::get().0))
}
pub fn contribution(pick: u8) -> ContributionId {
	ContributionId(up_to(pick, pallet_datanets::NextContributionId::<Runtime>::get().0))
}
pub fn model(pick: u8) -> ModelId {
	ModelId(up_to(pick, pallet_models::NextModelId::<Runtime>::get().0))
}
pub fn job(pick: u8) -> JobId {
	JobId(up_to(pick, pallet_models::NextJobId::<Runtime>::get().0))
}
pub fn version(pick: u8) -> ModelVersionId {
	ModelVersionId(up_to(pick, pallet_models::NextModelVersionId::<Runtime>::get().0))
}
pub fn agent(pick: u8) -> AgentId {
	AgentId(up_to(pick, pallet_agents::NextAgentId::<Runtime>::get().0))
}
pub fn worker(pick: u8) -> WorkerId {
	WorkerId(up_to(pick, pallet_workers::NextWorkerId::<Runtime>::get().0))
}
pub fn session(pick: u8) -> SessionId {
	let next = pallet_inference::NextSessionId::<Runtime>::get().0;
	SessionId(u64::from(up_to(pick, next as u32)))
}
pub fn tree(pick: u8) -> TreeKind {
	[TreeKind::Receipts, TreeKind::Reports, TreeKind::Sessions, TreeKind::Credits]
		[usize::from(pick % 4)]
}
pub fn contributions(
	first: u8,
	more: u8,
) -> frame_support::BoundedVec<ContributionId, sp_core::ConstU32<64>> {
	let first = contribution(first).0;
	(first..first + 1 + u32::from(more % 3))
		.map(ContributionId)
		.collect::<Vec<_>>()
		.try_into()
		.unwrap()
}

/// Mostly a contribution whose review is open.
pub fn undecided(pick: u8) -> ContributionId {
	let open: Vec<_> = pallet_datanets::Contributions::<Runtime>::iter()
		.filter(|(_, found)| matches!(found.status, pallet_datanets::Status::UnderReview { .. }))
		.map(|(id, _)| id)
		.collect();
	let found = open.get(usize::from(pick) % open.len().max(1)).copied();
	found.filter(|_| pick % 8 > 0).unwrap_or_else(|| contribution(pick))
}

/// Mostly the newest job.
pub fn newest_job(pick: u8) -> JobId {
	let next = pallet_models::NextJobId::<Runtime>::get().0;
	match next.checked_sub(1) {
		Some(newest) if pick % 4 > 0 => JobId(newest),
		_ => job(pick),
	}
}

/// Who operates the worker of a job.
pub fn operator(id: JobId) -> Option<AccountId> {
	let worker = pallet_models::Jobs::<Runtime>::get(id)?.worker;
	pallet_workers::Workers::<Runtime>::get(worker).map(|found| found.operator)
}

/// Mostly a leaf of the batch that someone demands.
pub fn demanded(batch: BatchId, pick: u8) -> (TreeKind, u32) {
	let key = (batch.worker, batch.epoch);
	let open = pallet_attribution::Demands::<Runtime>::iter_key_prefix(key).next();
	match open {
		Some((tree, leaf)) if pick % 4 > 0 => (tree, leaf),
		_ => (tree(pick), u32::from(pick / 4 % 3)),
	}
}
